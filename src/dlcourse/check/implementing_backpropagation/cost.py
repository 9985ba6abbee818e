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


AVERAGE_MISSING = (
    "average missing", "the cost is exactly m = {m} times too large: the average over the examples is missing"
)  # fmt: skip


def _candidates(y_hat, y):
    e, m = y_hat - y, len(y)
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    crossed = float(np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
    return {
        AVERAGE_MISSING: np.sum(e**2),
        ("factor 1/2", "the cost is half of what it should be: there is no factor 1/2 here"): np.mean(e**2) / 2,
        ("half of the sum", "half of the sum is taken, not the mean"): np.sum(e**2) / 2,
        ("absolute errors summed", "the absolute errors are summed"): np.sum(np.abs(e)),
        ("mean before the square", "the mean is taken before the square"): np.mean(e) ** 2,
        ("sum before the square", "the errors are summed before they are squared"): np.sum(e) ** 2 / m,
        ("square missing", "the square is missing: that is the mean error"): np.mean(e),
        ("abs for square", "the absolute value is taken instead of the square"): np.mean(np.abs(e)),
        ("square root", "a square root too much"): np.sqrt(np.mean(e**2)),
        ("average twice", "the average is taken twice"): np.mean(e**2) / m,
        ("sign turned round", "the sign is turned round"): -np.mean(e**2),
        ("factor 2", "the cost is twice what it should be"): 2 * np.mean(e**2),
        ("m is 5", "m is written down as 5"): np.sum(e**2) / 5,
        ("last example alone", "only the last example counts"): e[-1, 0] ** 2,
        ("first example alone", "only the first example counts"): e[0, 0] ** 2 / m,
        ("first example left out", "the first example is left out"): np.sum(e[1:] ** 2) / m,
        ("last example left out", "the last example is left out"): np.sum(e[:-1] ** 2) / m,
        ("divided by m - 1", "it is divided by m - 1, not by m"): np.sum(e**2) / (m - 1),
        ("variance", "the mean error is taken away first: that is a variance"): np.var(e),
        ("median", "the median is taken, not the mean"): np.median(e**2),
        ("largest loss", "the largest loss is taken, not the mean"): np.max(e**2),
        ("third power", "the third power is taken, not the square"): np.mean(e**3),
        ("fourth power", "the fourth power is taken, not the square"): np.mean(e**4),
        ("difference of squares", "the squares are subtracted, not the differences squared"): np.mean(y_hat**2 - y**2),
        ("only y squared", "only y is squared: put brackets around y_hat - y"): np.mean(y_hat - y**2),
        ("y left out", "y is left out"): np.mean(y_hat**2),
        ("root of the sum, divided", "the root of the sum is divided by m: it is the sum of the squares"): np.sqrt(
            np.sum(e**2)
        )
        / m,
        ("root of the sum", "the root of the sum is taken"): np.sqrt(np.sum(e**2)),
        ("divided by y", "the errors are divided by y"): np.mean((e / y) ** 2),
        ("rounded", "the number is rounded"): np.round(np.mean(e**2), 2),
        ("fraction cut off", "the fraction is cut off"): 0.0,
        ("broadcast to (m, m)", "every y meets every y_hat: the shapes broadcast to (m, m)"): np.sum(
            (y_hat - y.ravel()) ** 2
        )
        / m,
        (
            "broadcast to (m, m), averaged",
            "every y meets every y_hat: the shapes broadcast to (m, m), and all are averaged",
        ): (np.mean((y_hat - y.ravel()) ** 2)),
        ("cross-entropy", "this is the cross-entropy"): -crossed,
        ("cross-entropy, wrong sign", "this is the cross-entropy with the wrong sign"): crossed,
    }


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
    mistake = name_by_candidates(cases)
    if mistake is None:
        answered = [(y_hat, y, outcome.value) for y_hat, y, outcome in runs if outcome.ok]
        mistake = between_calls([(value, nn.mse(y_hat, y), {"both": y_hat + 2 * y}) for y_hat, y, value in answered])

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
            named, message = mistake or (None, message)
            message = message.format(m=len(y)) if mistake is AVERAGE_MISSING else message
            if len(y) == 1 and mistake is None:  # the others came before and were right
                named, message = "one example", f"{message}. It is right with more than one example"
            return Check(name, False, tested, expected, got, message, named)
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
