"""Checks of the exercises in lecture 09, "The cost"."""

import numpy as np

from dlcourse import nn
from dlcourse.check.harness.calling import call
from dlcourse.check.harness.common import lecture_check
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.exercises import Case, inspect, same_array
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls


def _pairs(classes=False):
    for m in (5, 4, 1, 7):
        rng = np.random.default_rng(m)
        y = (rng.uniform(size=(m, 1)) < 0.5) * 1.0 if classes else rng.uniform(0.1, 0.9, (m, 1)).round(2)
        yield m, rng.uniform(0.05, 0.95, (m, 1)).round(2), y


def _same_number(got, want):
    got = as_array(got)
    return got is not None and got.size == 1 and same_array(np.reshape(got, ()), want)


def inspect_mse(function):
    """Report on ``mse(y_hat, y)``."""
    cases = [Case(f"m = {m}", {"y_hat": p, "y": y}, nn.mse(p, y)) for m, p, y in _pairs()]
    mistakes = [
        ("average missing", "that is the sum of the losses. The cost is their mean", lambda p, y: np.sum((p - y) ** 2)),
        ("one loss per example", "those are the losses. The cost is one number, their mean", lambda p, y: (p - y) ** 2),
        ("mean before square", "square first, then take the mean: errors of +1 and -1 must not cancel",
         lambda p, y: np.mean(p - y) ** 2),
        ("no square", "the square is missing", lambda p, y: np.mean(p - y)),
        ("absolute value", "that is the mean absolute error. Square instead", lambda p, y: np.mean(np.abs(p - y))),
        ("half", "there is no factor 1/2 here", lambda p, y: np.mean((p - y) ** 2) / 2),
        ("root", "that is its square root", lambda p, y: np.sqrt(np.mean((p - y) ** 2))),
        ("shapes broadcast", "(m, 1) and (m,) make (m, m): keep both axes", lambda p, y: np.mean((p - y.ravel()) ** 2)),
    ]  # fmt: skip

    def same(got, want):
        return _same_number(got, want) if np.ndim(want) == 0 else same_array(got, want)

    return inspect("mse", function, cases, mistakes, same=same)


def _cross(p, y, sign=-1.0, first=True, second=True):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return sign * np.mean(first * y * np.log(p) + second * (1 - y) * np.log(1 - p))


def inspect_cross_entropy(function):
    """Report on ``cross_entropy(y_hat, y)``. At exactly 0 and 1 any large finite number will do."""
    cases = [Case(f"m = {m}", {"y_hat": p, "y": y}, _cross(p, y)) for m, p, y in _pairs(classes=True)]
    edge = {"y_hat": np.array([[0.0], [1.0], [0.3]]), "y": np.array([[0.0], [1.0], [1.0]])}
    cases.append(Case("y_hat exactly 0 and 1, and right", edge, -np.log(0.3) / 3))
    wrong = {"y_hat": np.array([[0.0], [1.0]]), "y": np.array([[1.0], [0.0]])}
    cases.append(Case("y_hat exactly 0 and 1, and wrong", wrong, np.inf))
    mistakes = [
        ("sign", "the minus is missing: a logarithm of a probability is negative", lambda p, y: _cross(p, y, sign=1.0)),
        ("average missing", "the mean is wanted, not the sum", lambda p, y: len(y) * _cross(p, y)),
        ("first part alone", "the part for y = 0 is missing: (1 - y) log(1 - y_hat)",
         lambda p, y: _cross(p, y, second=False)),
        ("second part alone", "the part for y = 1 is missing: y log y_hat", lambda p, y: _cross(p, y, first=False)),
        ("y and y_hat swapped", "y and y_hat have changed places: the logarithm is of y_hat",
         lambda p, y: _cross(y, p)),
        ("base 10", "the natural logarithm is wanted: np.log", lambda p, y: _cross(p, y) / np.log(10)),
        ("base 2", "the natural logarithm is wanted: np.log", lambda p, y: _cross(p, y) / np.log(2)),
        ("squared error", "that is the mean squared error", nn.mse),
    ]  # fmt: skip

    def same(got, want):
        if np.isinf(want):  # any finite, large number
            got = as_array(got)
            return got is not None and got.size == 1 and bool(np.isfinite(got).all()) and float(np.ravel(got)[0]) > 5
        return _same_number(got, want)

    report = inspect("cross_entropy", function, cases, mistakes, same=same)
    if report.checks and all(check.passed for check in report.checks[:4]):
        edges = [check for check in report.checks[4:] if not check.passed]
        for check in edges[:1]:
            value = as_array(call(function, cases[report.checks.index(check)].arguments).value)
            if value is not None and np.isfinite(value).all():
                check.mistake = "clipped too far"
                check.message = "y_hat is cut off too far from 0 and 1: that changes the cost. Take limits like 1e-12"
                continue
            check.expected, check.mistake = "a finite number", "log(0)"
            check.message = "the logarithm of 0 is infinite, and 0 times infinity is nan: clip y_hat first"
    return report


def _slopes(function, name, classes, right, mistakes):
    cases = [Case(f"m = {m}", {"y_hat": p, "y": y}, right(p, y)) for m, p, y in _pairs(classes)]
    return inspect(name, function, cases, mistakes)


def inspect_mse_slope(function):
    """Report on ``mse_slope(y_hat, y)``."""

    def right(p, y):
        return 2 * (p - y) / len(y)

    mistakes = [
        ("average missing", "the 1/m of the mean is missing", lambda p, y: 2 * (p - y)),
        ("factor 2 missing", "the derivative of a square has a factor 2", lambda p, y: (p - y) / len(y)),
        ("factor 2 and average missing", "2 / m is missing", lambda p, y: p - y),
        ("sign", "the error is y_hat - y: the sign is turned round", lambda p, y: 2 * (y - p) / len(y)),
        ("loss, not slope", "that is the loss over m, not its slope", lambda p, y: (p - y) ** 2 / len(y)),
        ("summed", "one number per example is wanted: no sum and no mean here", lambda p, y: np.sum(right(p, y))),
        ("absolute error", "the slope keeps the error's sign", lambda p, y: np.abs(right(p, y))),
    ]
    return _slopes(function, "mse_slope", False, right, mistakes)


def inspect_cross_entropy_slope(function):
    """Report on ``cross_entropy_slope(y_hat, y)``."""

    def right(p, y):
        return (p - y) / (p * (1 - p)) / len(y)

    mistakes = [
        ("average missing", "the 1/m of the mean is missing", lambda p, y: (p - y) / (p * (1 - p))),
        ("sign", "the error is y_hat - y: the sign is turned round", lambda p, y: -right(p, y)),
        ("denominator missing", "that is what is left after a sigmoid. Here y_hat (1 - y_hat) still divides",
         lambda p, y: (p - y) / len(y)),
        ("brackets", "brackets: all of y_hat * (1 - y_hat) divides", lambda p, y: (p - y) / p * (1 - p) / len(y)),
        ("denominator without 1 - y_hat", "the denominator lacks the factor 1 - y_hat",
         lambda p, y: (p - y) / p / len(y)),
        ("denominator without y_hat", "the denominator lacks the factor y_hat",
         lambda p, y: (p - y) / (1 - p) / len(y)),
        ("slope of the squared error", "that is the slope of the squared error", lambda p, y: 2 * (p - y) / len(y)),
        ("one class alone", "the part for y = 0 is missing", lambda p, y: -y / p / len(y)),
    ]  # fmt: skip
    return _slopes(function, "cross_entropy_slope", True, right, mistakes)


mse = lecture_check(inspect_mse)
cross_entropy = lecture_check(inspect_cross_entropy)
mse_slope = lecture_check(inspect_mse_slope)
cross_entropy_slope = lecture_check(inspect_cross_entropy_slope)
