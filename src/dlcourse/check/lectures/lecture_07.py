"""Checks of the exercises in lecture 07, "Your first network"."""

import math

import numpy as np

from dlcourse.check.harness.calling import call, global_random_state
from dlcourse.check.harness.common import failed_call, lecture_check
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.exercises import Case, inspect, same_array
from dlcourse.check.harness.inputs import inputs, tell  # noqa: F401  the first is what a learner calls
from dlcourse.check.harness.report import Check, Report
from dlcourse.data import breast_cancer
from dlcourse.nn import Network

WANTED = 0.96  # share of validation rows that are right, the mean of three starts
RISES = 1.5  # a validation cost that ends this much above its lowest value has been overfitted
MOST_UPDATES = 30_000  # of one network: two to three seconds
KEYS = ("hidden_layers", "hidden", "learning_rate", "batch_size", "epochs")


def inspect_split(function):
    """Report on ``split(X, y, share, rng)``: properties, because the random order is the learner's own."""
    X = np.arange(40.0).reshape(20, 2)
    y, tried = X[:, :1] + 0.5, []
    for share, seed in ((0.25, 0), (0.25, 1), (0.33, 0), (0.25, 0)):
        given = {"X": X, "y": y, "share": share, "rng": np.random.default_rng(seed)}
        tried.append((f"m = 20, share = {share}", given))
    return tell(_split_report(function, X, y, tried), "split", tried)


def _split_report(function, X, y, tried):
    report, outcomes = Report("split", in_order=True), []
    with global_random_state() as used:
        for _, given in tried:
            outcomes.append((given["share"], call(function, given)))
        touched = used()
    if outcomes[0][1].stub:
        report.started = False
        return report
    for share, outcome in outcomes:
        tested = f"m = 20, share = {share}"
        if not outcome.ok:
            report.checks.append(failed_call("call", outcome, tested))
            return report
        report.checks.append(_split_is_right(outcome.value, X, y, int(share * 20), tested))
        if not report.checks[-1].passed:
            return report
    first, other, _, again = (as_array(outcome.value[1]) for _, outcome in outcomes)
    shuffled = not np.array_equal(first, X[:5]) and not np.array_equal(first, X[-5:])
    text = "the rows are cut off without being shuffled: many tables are sorted"
    mistake = None if shuffled else "not shuffled"
    if shuffled and np.array_equal(first, other):
        shuffled, mistake, text = False, "rng not used", "another rng gives the same rows: draw the order from `rng`"
    if shuffled and (touched or not np.array_equal(first, again)):
        shuffled, mistake = False, "global np.random" if touched else "not only rng"
        text = "the same rng gives other rows the second time: draw the order from `rng`, and from nothing else"
        if touched:
            text = "the order comes from np.random: draw it from `rng`, such as rng.permutation(len(X))"
    report.checks.append(Check("order", shuffled, "two rng", message="" if shuffled else text, mistake=mistake))
    return report


def _split_is_right(value, X, y, held, tested):
    if not isinstance(value, (tuple, list)) or len(value) != 4 or any(as_array(part) is None for part in value):
        text = "return four arrays: X_train, X_test, y_train, y_test"
        return Check("four arrays", False, tested, "four arrays", type(value).__name__, text, "not four arrays")
    X_train, X_test, y_train, y_test = map(as_array, value)
    shapes = [part.shape for part in (X_train, X_test, y_train, y_test)]
    wanted = [(20 - held, 2), (held, 2), (20 - held, 1), (held, 1)]
    if shapes != wanted:
        text, mistake = "the shapes do not fit: X_train, X_test, y_train, y_test", "shapes"
        if shapes == [wanted[1], wanted[0], wanted[3], wanted[2]]:
            text, mistake = "training and test rows have changed places", "train and test swapped"
        elif shapes == [wanted[0], wanted[2], wanted[1], wanted[3]]:
            text, mistake = "the order of the four is X_train, X_test, y_train, y_test", "order of the four"
        return Check("shapes", False, tested, str(wanted), str(shapes), text, mistake)
    if not np.array_equal(np.vstack([X_train, X_test])[:, :1] + 0.5, np.vstack([y_train, y_test])):
        text = "X and y are shuffled in different orders: the rows no longer belong to their answers"
        return Check("aligned", False, tested, "each row with its y", "another y", text, "shuffled apart")
    if len(np.unique(np.vstack([X_train, X_test]), axis=0)) != 20:
        text = "some rows are in both parts, or in none"
        return Check("all rows once", False, tested, "20 rows", "others", text, "rows in both parts")
    return Check("rows", True, tested)


def inspect_scale(function):
    """Report on ``scale(X_train, X_test)``."""
    cases = []
    for m, k, n in ((20, 6, 3), (8, 8, 2)):
        rng = np.random.default_rng(m)
        given = {"X_train": rng.normal(3, 2, (m, n)) * (10.0 ** np.arange(n)), "X_test": rng.normal(1, 5, (k, n))}
        cases.append(Case(f"{m} and {k} rows, {n} columns", given, _scaled(*given.values())))
    mistakes = [
        ("test's own mean", "the test rows use a mean and a std of their own. Take those of X_train",
         lambda a, b: ((a - a.mean(0)) / a.std(0), (b - b.mean(0)) / b.std(0))),
        ("mean of both", "the test rows take part in the mean: they are no longer unseen",
         lambda a, b: _by(np.vstack([a, b]), a, b)),
        ("std forgotten", "divide by the standard deviation too", lambda a, b: (a - a.mean(0), b - a.mean(0))),
        ("mean forgotten", "subtract the mean first", lambda a, b: (a / a.std(0), b / a.std(0))),
        ("variance", "divide by the standard deviation, not by the variance",
         lambda a, b: ((a - a.mean(0)) / a.var(0), (b - a.mean(0)) / a.var(0))),
        ("one mean for all columns", "each column has a mean and a std of its own: axis=0",
         lambda a, b: ((a - a.mean()) / a.std(), (b - a.mean()) / a.std())),
        ("test not scaled", "X_test must be scaled as well", lambda a, b: ((a - a.mean(0)) / a.std(0), b)),
    ]  # fmt: skip
    return inspect("scale", function, cases, mistakes, same=_same_pair, names=("X_train", "X_test"))


def _by(rows, a, b):
    return (a - rows.mean(axis=0)) / rows.std(axis=0), (b - rows.mean(axis=0)) / rows.std(axis=0)


def _scaled(a, b):
    return _by(a, a, b)


def _same_pair(got, want):
    pair = isinstance(got, (tuple, list)) and len(got) == 2 and want is not None
    # std over m - 1 is as right as over m: both are in use.
    return pair and all(same_array(g, w) or _by_one_less(g, w) for g, w in zip(got, want, strict=True))


def _by_one_less(got, want):
    got = as_array(got)
    if got is None or got.shape != np.shape(want) or not np.isfinite(got).all():
        return False
    ratios = [np.sqrt((m - 1) / m) for m in (20, 8)]
    return any(np.allclose(got, want * ratio, rtol=1e-6) for ratio in ratios)


def _answers(m, seed):
    rng = np.random.default_rng(seed)
    y = (rng.uniform(size=(m, 1)) < 0.4) * 1.0
    return {"y_hat": np.clip(0.5 + 0.45 * (2 * y - 1) + rng.normal(0, 0.45, (m, 1)), 0.01, 0.99), "y": y}


def inspect_accuracy(function):
    """Report on ``accuracy(y_hat, y)``."""
    cases = [Case(f"m = {m}", given, _accuracy(**given)) for m, given in ((m, _answers(m, m)) for m in (40, 25, 7))]
    mistakes = [
        ("counted", "that is how many are right. Divide by m", lambda p, y: np.sum((p > 0.5) == (y > 0.5))),
        ("percent", "a share lies between 0 and 1", lambda p, y: 100 * _accuracy(p, y)),
        ("wrong ones", "that is the share of wrong rows", lambda p, y: 1 - _accuracy(p, y)),
        ("not said yet", "y_hat is never exactly 0 or 1: say `y_hat > 0.5` first", lambda p, y: np.mean(p == y)),
        ("one class alone", "that counts the malignant rows alone: right answers of 0 count too",
         lambda p, y: np.mean((p > 0.5) & (y > 0.5))),
        ("mean error", "that is one minus the mean error. Count the rows", lambda p, y: 1 - np.mean(np.abs(p - y))),
    ]  # fmt: skip
    return inspect("accuracy", function, cases, mistakes)


def _accuracy(y_hat, y):
    return np.mean((y_hat > 0.5) == (y > 0.5))


def _confusion(y_hat, y):
    said, true = np.ravel(y_hat) > 0.5, np.ravel(y) > 0.5
    return np.array([[np.sum((true == t) & (said == s)) for s in (False, True)] for t in (False, True)])


def inspect_confusion(function):
    """Report on ``confusion(y_hat, y)``."""
    cases = [Case(f"m = {m}", given, _confusion(**given)) for m, given in ((m, _answers(m, m + 1)) for m in (60, 33))]
    mistakes = [
        ("transposed", "rows and columns have changed places: a row for what is true", lambda p, y: _confusion(p, y).T),
        ("order of the classes", "row 0 and column 0 belong to class 0", lambda p, y: _confusion(p, y)[::-1, ::-1]),
        ("shares", "counts are wanted, not shares", lambda p, y: _confusion(p, y) / len(y)),
        ("flat", "the shape is (2, 2)", lambda p, y: _confusion(p, y).ravel()),
        ("rows turned round", "row 0 is what is truly 0", lambda p, y: _confusion(p, y)[::-1]),
    ]
    return inspect("confusion", function, cases, mistakes)


def inspect_choices(function):
    """Report on ``choices()``: three networks are trained with them and judged on the validation rows."""
    report, outcome = Report("choices", in_order=True), call(function, {})
    if outcome.stub:
        report.started = False
        return report
    if not outcome.ok:
        report.checks = [failed_call("call", outcome, "choices()")]
        return report
    value = outcome.value
    if not isinstance(value, dict) or set(value) != set(KEYS):
        text = f"return a dictionary with exactly these keys: {', '.join(KEYS)}"
        report.checks = [Check("keys", False, "", ", ".join(KEYS), type(value).__name__, text, "keys")]
        return report
    if isinstance(value["epochs"], (int, float)) and value["epochs"] > 1000:
        text = "more than 1000 epochs: nobody in class wants to wait for that, and it learns by heart"
        report.checks = [Check("epochs", False, "", "at most 1000", str(value["epochs"]), text, "too many epochs")]
        return report
    if (updates := _updates(value)) > MOST_UPDATES:
        text = f"that makes {updates:,} updates for each network: nobody in class wants to wait for more than "
        text += f"{MOST_UPDATES:,}. Larger batches, or fewer epochs"
        report.checks = [
            Check("updates", False, "", f"at most {MOST_UPDATES:,}", f"{updates:,}", text, "too many updates")
        ]
        return report
    try:
        runs = [_train(value, seed) for seed in range(3)]
    except (ValueError, TypeError, KeyError) as error:
        report.checks = [Check("settings", False, "", "settings the network takes", "refused", str(error), "refused")]
        return report
    report.checks = list(_judged(value, runs))
    return report


def _updates(value):
    """Updates of these settings, 0 where they are no numbers; the network will then say what is wrong."""
    try:
        return math.ceil(285 / value["batch_size"]) * value["epochs"]
    except (TypeError, ValueError, ZeroDivisionError):
        return 0


def _train(value, seed):
    X, y, _ = breast_cancer()
    order = np.random.default_rng(0).permutation(len(X))
    valid, train = order[142:284], order[284:]  # the first 142 are the lecture's test rows: nobody chooses with them
    Z = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
    network = Network([30, *value["hidden_layers"], 1], hidden=value["hidden"], cost="cross_entropy", rng=seed)
    held_out = []
    history = network.fit(
        Z[train], y[train], value["learning_rate"], value["batch_size"], value["epochs"],
        progress=lambda history: held_out.append(network.cost(Z[valid], y[valid])),
    )  # fmt: skip
    return history, held_out, float(_accuracy(network.predict(Z[valid]), y[valid]))


def _judged(value, runs):
    tested = f"three starts, {', '.join(f'{key} = {value[key]}' for key in KEYS)}"
    diverged = [history for history, _, _ in runs if history.stopped == "diverged"]
    if diverged:
        text = f"it diverged after {diverged[0].updates[-1]} updates: a smaller learning rate"
        yield Check("converges", False, tested, "finite costs", "diverged", text, "diverged")
        return
    yield Check("converges", True, tested)
    right = float(np.mean([accuracy for *_, accuracy in runs]))
    got = f"{right:.1%}" if right >= WANTED else f"{int(1000 * right) / 10:.1f}%"  # 95.96 % reads less than 96 %
    overfitted = any(costs[-1] > RISES * min(costs) for _, costs, _ in runs)
    if right < WANTED and not overfitted:
        text = f"{got} of the validation rows are right, and its cost still falls: "
        text += "more epochs, a larger learning rate or smaller batches"
        yield Check("accuracy", False, tested, f"{WANTED:.0%}", got, text, "not trained enough")
        return
    if overfitted:
        text = f"{got} are right, but the validation cost turned and rose: fewer epochs, or a smaller learning rate"
        yield Check("overfitting", False, tested, "a cost that does not rise again", "it rises", text, "overfitting")
        return
    yield Check("accuracy", True, tested, f"{WANTED:.0%}", got)


split = lecture_check(inspect_split)
scale = lecture_check(inspect_scale)
accuracy = lecture_check(inspect_accuracy)
confusion = lecture_check(inspect_confusion)
choices = lecture_check(inspect_choices)
