"""Question ``cost``: J = (1/m) * sum (y_hat - y)**2, one real number."""

import numpy as np

from dlcourse import nn
from dlcourse.check.harness.calling import calls
from dlcourse.check.harness.common import alike, arguments_unchanged, failed_call, not_started, timed
from dlcourse.check.harness.compare import as_array, matches
from dlcourse.check.harness.inputs import tell
from dlcourse.check.harness.kept import between_calls
from dlcourse.check.harness.networks import arrays
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.harness.shown import two_texts
from dlcourse.check.implementing_backpropagation.diagnose import name_by_candidates


def as_number(value):
    """A real scalar (a Python or NumPy number, a 0-d array) as a float, or None."""
    array = as_array(value)
    return float(array) if array is not None and array.ndim == 0 and not isinstance(value, bool) else None


def _candidates(y_hat, y):
    e, m = y_hat - y, len(y)
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    crossed = float(np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
    return {
        f"the cost is {m} = m times too large: the average over the examples is missing": np.sum(e**2),
        "average missing": np.sum(e**2),
        "the cost is half of what it should be: there is no factor 1/2 here": np.mean(e**2) / 2,
        "half of the sum is taken, not the mean": np.sum(e**2) / 2,
        "the absolute errors are summed": np.sum(np.abs(e)),
        "the mean is taken before the square": np.mean(e) ** 2,
        "the errors are summed before they are squared": np.sum(e) ** 2 / m,
        "the square is missing: that is the mean error": np.mean(e),
        "the absolute value is taken instead of the square": np.mean(np.abs(e)),
        "a square root too much": np.sqrt(np.mean(e**2)),
        "the average is taken twice": np.mean(e**2) / m,
        "the sign is turned round": -np.mean(e**2),
        "the cost is twice what it should be": 2 * np.mean(e**2),
        "m is written down as 5": np.sum(e**2) / 5,
        "only the last example counts": e[-1, 0] ** 2,
        "only the first example counts": e[0, 0] ** 2 / m,
        "the first example is left out": np.sum(e[1:] ** 2) / m,
        "the last example is left out": np.sum(e[:-1] ** 2) / m,
        "it is divided by m - 1, not by m": np.sum(e**2) / (m - 1),
        "the mean error is taken away first: that is a variance": np.var(e),
        "the median is taken, not the mean": np.median(e**2),
        "the largest loss is taken, not the mean": np.max(e**2),
        "the third power is taken, not the square": np.mean(e**3),
        "the fourth power is taken, not the square": np.mean(e**4),
        "the squares are subtracted, not the differences squared": np.mean(y_hat**2 - y**2),
        "only y is squared: put brackets around y_hat - y": np.mean(y_hat - y**2),
        "y is left out": np.mean(y_hat**2),
        "the root of the sum is divided by m: it is the sum of the squares": np.sqrt(np.sum(e**2)) / m,
        "the root of the sum is taken": np.sqrt(np.sum(e**2)),
        "the errors are divided by y": np.mean((e / y) ** 2),
        "the number is rounded": np.round(np.mean(e**2), 2),
        "the fraction is cut off": 0.0,
        "every y meets every y_hat: the shapes broadcast to (m, m)": np.sum((y_hat - y.ravel()) ** 2) / m,
        "every y meets every y_hat: the shapes broadcast to (m, m), and all are averaged": (
            np.mean((y_hat - y.ravel()) ** 2)
        ),
        "this is the cross-entropy": -crossed,
        "this is the cross-entropy with the wrong sign": crossed,
    }


def _named(cases):
    cleaned = [(got, right, {k: v for k, v in tries.items() if " = m times" not in k}) for got, right, tries in cases]
    return name_by_candidates(cleaned)


def inspect_cost(cost, fixtures=None):
    """Judge ``cost`` on m = 5, 7, 3, 1, and other numbers with m = 5. Any real scalar will do."""
    fixtures = arrays() if fixtures is None else fixtures
    report = Report("cost")
    given = [({"y_hat": y_hat, "y": y}, {}) for y_hat, y in fixtures.pairs]
    *outcomes, again = calls(cost, [*given, given[0]])
    runs = [(y_hat, y, outcome) for (y_hat, y), outcome in zip(fixtures.pairs, outcomes, strict=True)]
    if not_started(outcome for *_, outcome in runs):
        report.started = False
        return report
    cases = [(o.value, nn.mse(y_hat, y), _candidates(y_hat, y)) for y_hat, y, o in runs if o.ok and len(y) > 1]
    mistake, kept = _named(cases) if len(cases) > 1 else None, None
    if mistake is None:
        answered = [(y_hat, y, outcome.value) for y_hat, y, outcome in runs if outcome.ok]
        kept = between_calls([(value, nn.mse(y_hat, y), {"both": y_hat + 2 * y}) for y_hat, y, value in answered])

    def judged(name, some):
        for y_hat, y, outcome in some:
            tested = f"m = {len(y)}"
            if not outcome.ok:
                failed = failed_call(name, outcome, tested)
                failed.mistake = failed.mistake or ("one example" if len(y) == 1 else None)
                return failed
            array, want = as_array(outcome.value), nn.mse(y_hat, y)
            if array is not None and array.size == 1 and matches(array.reshape(()), want):
                continue
            expected = "as the formula gives" if fixtures.secret else f"{want:.6g}"
            got = type(outcome.value).__name__ if array is None else f"shape {array.shape}"
            if array is not None and array.size == 1:
                expected, got = (expected if fixtures.secret else None), array.reshape(())
                texts = two_texts(want, got)
                expected, got = expected or texts[0], texts[1]
            message = "the cost differs: J = (1/m) * sum of (y_hat - y)**2"
            message = "cost returns nothing. Is there a `return`?" if outcome.value is None else message
            if mistake == "average missing":
                message = f"the cost is exactly m = {len(y)} times too large: the average over the examples is missing"
            elif mistake or kept:
                message = mistake or kept[1]
            alone = len(y) == 1 and mistake is None and kept is None  # the others came before and were right
            message = f"{message}. It is right with more than one example" if alone else message
            return Check(
                name, False, tested, expected, got, message, "one example" if alone else mistake or (kept and kept[0])
            )
        return Check(name, True, ", ".join(dict.fromkeys(f"m = {len(y)}" for _, y, _ in some)))

    def one_number():
        for _, y, outcome in runs:
            if outcome.ok and as_number(outcome.value) is None:
                got = as_array(outcome.value)
                shape = type(outcome.value).__name__ if got is None else f"shape {got.shape}"
                text = "the cost is one number for all examples together"
                text = "cost returns nothing. Is there a `return`?" if outcome.value is None else text
                mistake = "one loss per example" if got is not None and got.size == len(y) else "not one number"
                return Check("one number", False, f"m = {len(y)}", "one real number", shape, text, mistake)
        if not any(outcome.ok for *_, outcome in runs):
            return Check("one number", None, message="no call gave an answer")
        return Check("one number", True, f"{len(runs)} calls")

    unchanged = arguments_unchanged("cost", [(outcome, f"m = {len(y)}") for _, y, outcome in runs])
    report.checks = [
        timed(one_number(), outcomes),
        timed(judged("value", runs[:1]), outcomes[:1]),
        timed(judged("any batch size", runs[1:]), outcomes[1:]),
        timed(unchanged, outcomes),
        timed(alike(outcomes[0], again, f"m = {len(runs[0][1])}"), (outcomes[0], again)),
    ]
    tried = [(f"m = {len(pair['y'])}", pair) for pair, _ in given]
    return report if fixtures.secret else tell(report, "cost", tried)
