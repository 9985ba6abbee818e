"""Questions ``cost`` and ``slopes`` of "Forward Pass and Cost": two costs, and their derivatives."""

import numpy as np

from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, Values, inspect_parts
from dlcourse.check.harness.compare import as_array

PUBLIC_SEED = 33
COST = ["one number", "mse", "cross_entropy", "any number of rows", "sure and wrong", UNCHANGED, TWICE]
SLOPES = ["shape", "mse_slope", "cross_entropy_slope", "any number of rows", UNCHANGED, TWICE]


def _pairs(seed, secret, classes):
    """(m, y_hat, y): y is 0 or 1 where there are classes, and both occur."""
    rng = np.random.default_rng(seed + classes)
    for m in (8, 3, 1, 11, 8) if secret else (5, 7, 1, 4, 5):
        y = rng.uniform(0.1, 0.9, (m, 1))
        if classes:
            y = (rng.permutation(m)[:, None] < (m + 1) // 2) * 1.0
        yield m, rng.uniform(0.05, 0.95, (m, 1)), y


def _cases(first, seed, secret, classes, right):
    cases = []
    for k, (m, y_hat, y) in enumerate(_pairs(seed, secret, classes)):
        given = {"y_hat": y_hat, "y": y}
        cases.append(Case("any number of rows" if k else first, f"m = {m}", given, right(y_hat, y)))
    return cases


class Number(Values):
    """One number; a mistake may well give infinity, and is then recognised by it."""

    def same(self, got, want):
        array = as_array(got)
        if np.ndim(want) or np.isfinite(want) or array is None:
            return super().same(got, want)
        return array.size == 1 and float(array.ravel()[0]) == want


class Large(Values):
    """A finite number where the exact value is infinite; any number elsewhere as usual."""

    def same(self, got, want):
        if not np.isinf(want):
            return super().same(got, want)
        array = as_array(got)
        return array is not None and array.size == 1 and bool(np.isfinite(array).all()) and float(array.ravel()[0]) > 5

    def explain(self, name, got, want):
        array = as_array(got)
        if np.isinf(want) and array is not None and array.size == 1:
            said = f"{name} is {float(array.ravel()[0]):.3g} where the network is sure and wrong"
            return said, "a large finite number", f"{array.ravel()[0]}"
        return super().explain(name, got, want)


# --- costs ------------------------------------------------------------------------------------------------------------


def mse(y_hat, y):
    """Mean of the squared errors."""
    return float(np.mean((y_hat - y) ** 2))


MSE_MISTAKES = [
    ("average missing", "that is the sum of the losses: the cost is their mean", lambda p, y: np.sum((p - y) ** 2)),
    ("mean before square", "square first, then take the mean: errors of +1 and -1 must not cancel",
     lambda p, y: np.mean(p - y) ** 2),
    ("square missing", "the square is missing: errors of +1 and -1 cancel", lambda p, y: np.mean(p - y)),
    ("absolute value", "that is the mean absolute error: square instead", lambda p, y: np.mean(np.abs(p - y))),
    ("factor 1/2", "there is no factor 1/2 here", lambda p, y: np.mean((p - y) ** 2) / 2),
    ("square root", "that is its square root", lambda p, y: np.sqrt(np.mean((p - y) ** 2))),
    ("average twice", "the average is taken twice", lambda p, y: np.mean((p - y) ** 2) / len(y)),
    ("m written down", "m is written down as 5: use len(y)", lambda p, y: np.sum((p - y) ** 2) / 5),
    ("m - 1", "divide by m, not by m - 1", lambda p, y: np.sum((p - y) ** 2) / (len(y) - 1)),
    ("last example alone", "only the last example counts", lambda p, y: (p[-1, 0] - y[-1, 0]) ** 2),
    ("sign", "the sign is turned round", lambda p, y: -mse(p, y)),
    ("shapes broadcast", "every y meets every y_hat: (m, 1) and (m,) make (m, m). Keep both axes",
     lambda p, y: np.mean((p - y.ravel()) ** 2)),
    ("one loss per example", "those are the losses: the cost is one number, their mean", lambda p, y: (p - y) ** 2),
]  # fmt: skip


def cross_entropy(y_hat, y, sign=-1.0, yes=1.0, no=1.0, log=np.log):
    """Mean of the cross-entropies; the other arguments make mistakes of it."""
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return float(sign * np.mean(yes * y * log(p) + no * (1 - y) * log(1 - p)))


def _both_logs_of(p, y):
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(p)))


CROSS_MISTAKES = [
    ("minus missing", "the minus is missing: the logarithm of a probability is negative",
     lambda p, y: cross_entropy(p, y, sign=1.0)),
    ("average missing", "the mean is wanted, not the sum", lambda p, y: len(y) * cross_entropy(p, y)),
    ("average twice", "the average is taken twice", lambda p, y: cross_entropy(p, y) / len(y)),
    ("m written down", "m is written down as 5: use len(y)", lambda p, y: len(y) * cross_entropy(p, y) / 5),
    ("part for y = 0 missing", "the part for y = 0 is missing: (1 - y) log(1 - y_hat)",
     lambda p, y: cross_entropy(p, y, no=0.0)),
    ("part for y = 1 missing", "the part for y = 1 is missing: y log(y_hat)",
     lambda p, y: cross_entropy(p, y, yes=0.0)),
    ("parts subtracted", "the two parts are added, and the minus stands before both",
     lambda p, y: cross_entropy(p, y, no=-1.0)),
    ("log of y_hat twice", "for y = 0 the logarithm is of 1 - y_hat", _both_logs_of),
    ("y and y_hat swapped", "y and y_hat have changed places: the logarithm is of y_hat",
     lambda p, y: cross_entropy(y, p)),
    ("base 10", "the natural logarithm is wanted: np.log", lambda p, y: cross_entropy(p, y, log=np.log10)),
    ("base 2", "the natural logarithm is wanted: np.log", lambda p, y: cross_entropy(p, y, log=np.log2)),
    ("squared error", "that is the mean squared error", mse),
    ("clipped too far", "y_hat is kept too far away from 0 and 1", lambda p, y: cross_entropy(np.clip(p, 0.1, 0.9), y)),
    ("shapes broadcast", "every y meets every y_hat: (m, 1) and (m,) make (m, m). Keep both axes",
     lambda p, y: cross_entropy(p, y.ravel())),
    ("one loss per example", "those are the losses: the cost is one number, their mean",
     lambda p, y: -(y * np.log(p) + (1 - y) * np.log(1 - p))),
]  # fmt: skip


def inspect_cost(mse_of, cross_entropy_of, seed=PUBLIC_SEED, secret=False):
    """Judge ``mse`` and ``cross_entropy``; where the exact value is infinite, any large finite number will do."""
    first = _cases("mse", seed, secret, False, mse)
    second = _cases("cross_entropy", seed, secret, True, cross_entropy)
    edge = 0.2 if secret else 0.3
    sure = {"y_hat": np.array([[0.0], [1.0], [edge]]), "y": np.array([[0.0], [1.0], [1.0]])}
    wrong = {"y_hat": np.array([[0.0], [1.0]]), "y": np.array([[1.0], [0.0]])}
    edges = [
        Case("sure and wrong", "y_hat exactly 0 and 1, and right", sure, -np.log(edge) / 3),
        Case("sure and wrong", "y_hat exactly 0 and 1, and wrong", wrong, np.inf),
    ]
    parts = [
        Part("mse", mse_of, first, MSE_MISTAKES, "one number", Number()),
        Part("cross_entropy", cross_entropy_of, second, CROSS_MISTAKES, "one number", Number()),
        Part("cross_entropy", cross_entropy_of, edges, (), answer=Large()),
    ]
    report = inspect_parts("cost", parts, COST, secret)
    for check in report.checks:
        if check.name == "sure and wrong" and check.passed is False:
            others = [other for other in report.checks if other.name == "cross_entropy"]
            if others[0].passed is not True:
                check.passed, check.message = None, "not judged: the values in between come first"
            elif _finite(check.got):
                check.mistake = "clipped too far"
                check.message += ": that must cost more. y_hat is kept too far away from 0 and 1"
            else:
                check.mistake, check.expected = "log(0)", "a finite number"
                check.message = (
                    "cross_entropy: the logarithm of 0 is infinite, and 0 times infinity is NaN. "
                    "Keep y_hat a little away from 0 and 1 before you take it"
                )
    return report


def _finite(text):
    try:
        return bool(np.isfinite(float(text)))
    except ValueError:
        return False


# --- slopes -----------------------------------------------------------------------------------------------------------


def mse_slope(y_hat, y):
    """dJ / dy_hat of the mean squared error."""
    return 2 * (y_hat - y) / len(y)


def cross_entropy_slope(y_hat, y):
    """dJ / dy_hat of the cross-entropy."""
    return (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)


MSE_SLOPE_MISTAKES = [
    ("average missing", "the 1/m of the mean is missing", lambda p, y: 2 * (p - y)),
    ("factor 2 missing", "the derivative of a square has a factor 2", lambda p, y: (p - y) / len(y)),
    ("factor 2 and average missing", "the factor 2/m is missing", lambda p, y: p - y),
    ("sign", "the sign is turned round: the error is y_hat - y", lambda p, y: 2 * (y - p) / len(y)),
    ("loss for slope", "that is the loss over m, not its derivative", lambda p, y: (p - y) ** 2 / len(y)),
    ("absolute error", "the slope keeps the sign of the error", lambda p, y: 2 * np.abs(p - y) / len(y)),
    ("average twice", "the average is taken twice", lambda p, y: 2 * (p - y) / len(y) ** 2),
    ("m written down", "m is written down as 5: use len(y)", lambda p, y: 2 * (p - y) / 5),
    ("summed", "one number for each example is wanted, not their sum", lambda p, y: np.sum(mse_slope(p, y))),
    ("shapes broadcast", "every y meets every y_hat: (m, 1) and (m,) make (m, m). Keep both axes",
     lambda p, y: 2 * (p - y.ravel()) / len(y)),
]  # fmt: skip

CROSS_SLOPE_MISTAKES = [
    ("average missing", "the 1/m of the mean is missing", lambda p, y: (p - y) / (p * (1 - p))),
    ("sign", "the sign is turned round: the error is y_hat - y", lambda p, y: -cross_entropy_slope(p, y)),
    ("denominator missing", "that is what is left after a sigmoid: here y_hat (1 - y_hat) still divides",
     lambda p, y: (p - y) / len(y)),
    ("brackets", "brackets: all of y_hat * (1 - y_hat) divides", lambda p, y: (p - y) / p * (1 - p) / len(y)),
    ("1 - y_hat missing", "the denominator lacks the factor 1 - y_hat", lambda p, y: (p - y) / p / len(y)),
    ("y_hat missing", "the denominator lacks the factor y_hat", lambda p, y: (p - y) / (1 - p) / len(y)),
    ("multiplied for divided", "y_hat (1 - y_hat) divides here: it multiplies in the slope of the sigmoid",
     lambda p, y: (p - y) * p * (1 - p) / len(y)),
    ("slope of the squared error", "that is the slope of the squared error", mse_slope),
    ("part for y = 0 missing", "the part for y = 0 is missing: (1 - y) / (1 - y_hat)", lambda p, y: -y / p / len(y)),
    ("part for y = 1 missing", "the part for y = 1 is missing: -y / y_hat", lambda p, y: (1 - y) / (1 - p) / len(y)),
    ("inner derivative missing", "the inner derivative of log(1 - y_hat) is -1: the two parts have opposite signs",
     lambda p, y: -(y / p + (1 - y) / (1 - p)) / len(y)),
    ("y for y_hat in the denominator", "the denominator is made of y_hat, not of y",
     lambda p, y: (p - y) / np.clip(y * (1 - y), 1e-12, None) / len(y)),
    ("average twice", "the average is taken twice", lambda p, y: cross_entropy_slope(p, y) / len(y)),
    ("m written down", "m is written down as 5: use len(y)", lambda p, y: cross_entropy_slope(p, y) * len(y) / 5),
    ("summed", "one number for each example is wanted, not their sum", lambda p, y: np.sum(cross_entropy_slope(p, y))),
    ("shapes broadcast", "every y meets every y_hat: (m, 1) and (m,) make (m, m). Keep both axes",
     lambda p, y: (p - y.ravel()) / (p * (1 - p)) / len(y)),
]  # fmt: skip


def inspect_slopes(mse_slope_of, cross_entropy_slope_of, seed=PUBLIC_SEED, secret=False):
    """Judge ``mse_slope`` and ``cross_entropy_slope``, each an array like y_hat."""
    parts = [
        Part("mse_slope", mse_slope_of, _cases("mse_slope", seed, secret, False, mse_slope), MSE_SLOPE_MISTAKES,
             shape_check="shape"),
        Part("cross_entropy_slope", cross_entropy_slope_of,
             _cases("cross_entropy_slope", seed, secret, True, cross_entropy_slope), CROSS_SLOPE_MISTAKES,
             shape_check="shape"),
    ]  # fmt: skip
    return inspect_parts("slopes", parts, SLOPES, secret)
