"""Checks of the exercises in lecture 03, "Activations"."""

import numpy as np

from dlcourse import activations as g
from dlcourse.check.harness.common import lecture_check
from dlcourse.check.harness.exercises import Case, inspect, same_array
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls

FAR = np.array([-1000.0, -800.0, 800.0, 1000.0])


def _values():
    rng = np.random.default_rng(3)
    yield "z from -3 to 3", np.array([-3.0, -1.2, -0.4, 0.3, 0.9, 2.5])
    yield "z of shape (2, 3)", (rng.uniform(0.2, 3, (2, 3)) * rng.choice([-1, 1], (2, 3))).round(2)
    yield "z of shape ()", np.array(0.7)


def _same_arrays(got, want):
    if want is None or not isinstance(got, (tuple, list)) or len(got) != len(want):
        return False
    return all(same_array(g_, w) for g_, w in zip(got, want, strict=True))


def inspect_step_relu(function):
    """Report on ``step_relu(z)``. The slope of ReLU at 0 may be 0 or 1."""

    def right(z):
        return g.step(z), g.relu(z), g.relu_prime(z)

    cases = [Case(tested, {"z": z}, right(z)) for tested, z in _values()]
    cases += [Case(f"z = {z.tolist()}", {"z": z}, right(z)) for z in (np.zeros(2), np.array([0.0, 2.0]))]
    mistakes = [
        ("step(0)", "at 0 the step says 1: compare with >=", lambda z: ((z > 0) * 1.0, g.relu(z), g.relu_prime(z))),
        ("signs", "that step says -1 and 1. Ours says 0 and 1",
         lambda z: (np.where(z >= 0, 1, -1), g.relu(z), g.relu_prime(z))),
        ("slope of ReLU is 1 everywhere", "the slope of ReLU is 1 only where z > 0",
         lambda z: (g.step(z), g.relu(z), np.ones_like(z))),
        ("ReLU of the wrong side", "ReLU lets positive numbers pass, not negative ones",
         lambda z: (g.step(z), np.minimum(z, 0), g.relu_prime(z))),
        ("absolute value", "ReLU stops negative numbers, it does not turn them round",
         lambda z: (g.step(z), np.abs(z), g.relu_prime(z))),
        ("slope is ReLU itself", "the third array is the slope, 0 or 1, not ReLU",
         lambda z: (g.step(z), g.relu(z), g.relu(z))),
        ("order", "the order is step, relu, relu_prime", lambda z: (g.relu(z), g.step(z), g.relu_prime(z))),
    ]  # fmt: skip

    def same(got, want):
        at_zero = (want[0] == 1) & (want[1] == 0)  # the step says 1, and ReLU 0
        other = np.where(at_zero, 1.0, want[2])
        return _same_arrays(got, want) or _same_arrays(got, (want[0], want[1], other))

    return inspect("step_relu", function, cases, mistakes, same=same, names=("step", "relu", "relu_prime"))


def _pair_of(function, name, right, mistakes):
    cases = [Case(tested, {"z": z}, right(z)) for tested, z in _values()]
    cases.append(Case("z = -1000, -800, 800, 1000", {"z": FAR}, right(FAR)))
    report = inspect(name, function, cases, mistakes, same=_same_arrays, names=("the function", "its slope"))
    far = report.checks[-1] if report.checks else None
    if far is not None and far.passed is False and all(check.passed for check in report.checks[:-1]):
        far.mistake = "not stable"
        far.message = "right for small z, not for large ones: exp overflows there, and inf / inf or inf * 0 is nan"
    return report


def inspect_sigmoid_and_slope(function):
    """Report on ``sigmoid_and_slope(z)``."""

    def right(z):
        return g.sigmoid(z), g.sigmoid_prime(z)

    mistakes = [
        ("sign in exp", "the sign in the exponent: 1 / (1 + exp(-z))", lambda z: (g.sigmoid(-z), g.sigmoid_prime(z))),
        ("slope of z", "a (1 - a) needs a = sigmoid(z), not z", lambda z: (g.sigmoid(z), z * (1 - z))),
        ("slope at a", "the slope is a (1 - a); the sigmoid is not applied a second time",
         lambda z: (g.sigmoid(z), g.sigmoid_prime(g.sigmoid(z)))),
        ("slope of tanh", "1 - a**2 is the slope of tanh. The sigmoid's is a (1 - a)",
         lambda z: (g.sigmoid(z), 1 - g.sigmoid(z) ** 2)),
        ("slope is 1 - a", "the slope lacks the factor a: it is a (1 - a)", lambda z: (g.sigmoid(z), 1 - g.sigmoid(z))),
        ("tanh", "that is tanh", lambda z: (np.tanh(z), 1 - np.tanh(z) ** 2)),
        ("order", "the function first, then its slope", lambda z: (g.sigmoid_prime(z), g.sigmoid(z))),
    ]  # fmt: skip
    return _pair_of(function, "sigmoid_and_slope", right, mistakes)


def inspect_tanh_and_slope(function):
    """Report on ``tanh_and_slope(z)``."""

    def right(z):
        return np.tanh(z), 1 - np.tanh(z) ** 2

    mistakes = [
        ("without the square", "the square is missing: 1 - a**2", lambda z: (np.tanh(z), 1 - np.tanh(z))),
        ("square of z", "the output is squared, not z: 1 - a**2", lambda z: (np.tanh(z), 1 - z**2)),
        ("slope at a", "tanh is not applied a second time: 1 - a**2 with a = tanh(z)",
         lambda z: (np.tanh(z), 1 - np.tanh(np.tanh(z)) ** 2)),
        ("slope of the sigmoid", "a (1 - a) is the slope of the sigmoid",
         lambda z: (np.tanh(z), np.tanh(z) * (1 - np.tanh(z)))),
        ("plus", "it is 1 minus the square", lambda z: (np.tanh(z), 1 + np.tanh(z) ** 2)),
        ("tangent", "np.tan is another function. tanh has an h", lambda z: (np.tan(z), 1 - np.tan(z) ** 2)),
    ]  # fmt: skip
    return _pair_of(function, "tanh_and_slope", right, mistakes)


def inspect_left_after(function):
    """Report on ``left_after(layers, slope, weight)``."""
    settings = ((10, 0.25, 1.0), (3, 0.5, 0.8), (1, 0.25, 2.0), (5, 1.0, 1.5), (0, 0.25, 3.0))
    cases = []
    for layers, slope, weight in settings:
        given = {"layers": layers, "slope": slope, "weight": weight}
        cases.append(Case(f"{layers} layers, slope {slope}, weight {weight}", given, (slope * weight) ** layers))
    mistakes = [
        ("weight forgotten", "each layer's weight is a factor too", lambda n, s, w: s**n),
        ("slope forgotten", "each layer's slope is a factor too", lambda n, s, w: w**n),
        ("weight once", "every layer has its weight, not only one of them", lambda n, s, w: s**n * w),
        ("sum", "a chain multiplies, it does not add", lambda n, s, w: n * s * w),
        ("one layer", "that is one layer. The others multiply as well", lambda n, s, w: s * w),
        ("one layer less", "all layers count: that is one too few", lambda n, s, w: (s * w) ** (n - 1)),
        ("one layer more", "that is one layer too many", lambda n, s, w: (s * w) ** (n + 1)),
    ]
    return inspect("left_after", function, cases, mistakes)


step_relu = lecture_check(inspect_step_relu)
sigmoid_and_slope = lecture_check(inspect_sigmoid_and_slope)
tanh_and_slope = lecture_check(inspect_tanh_and_slope)
left_after = lecture_check(inspect_left_after)
