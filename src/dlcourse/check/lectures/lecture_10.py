"""Checks of the exercises in lecture 10, "Gradient descent"."""

import math

import numpy as np

from dlcourse.check.harness.common import lecture_check
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.exercises import Case, inspect, same_array
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls


def _near(got, want):
    got = as_array(got)
    return got is not None and got.size == 1 and abs(float(np.ravel(got)[0]) - want) <= 1e-4 * max(abs(want), 1)


def inspect_slope_of(function):
    """Report on ``slope_of(f, w, epsilon)``. The last two ask for a coarse epsilon, where only one formula fits."""
    cubic, bowl, wave = (lambda w: w**3), (lambda w: (w - 3) ** 2), math.sin
    cases = [
        Case("f = w**3 at 2", {"f": cubic, "w": 2.0}, 12.0),
        Case("f = (w - 3)**2 at 1", {"f": bowl, "w": 1.0}, -4.0),
        Case("f = sin(w) at 0.5", {"f": wave, "w": 0.5}, math.cos(0.5)),
        Case("f = w**3 at 1, epsilon = 0.5", {"f": cubic, "w": 1.0, "epsilon": 0.5}, 3.25),
        Case("f = w**3 at 2, epsilon = 0.25", {"f": cubic, "w": 2.0, "epsilon": 0.25}, 12.0625),
    ]

    def both(f, w, e):
        return f(w + e) - f(w - e)

    mistakes = [
        ("divided by epsilon", "between the two places lies 2 * epsilon, not epsilon",
         lambda f, w, e=1e-5: both(f, w, e) / e),
        ("forward difference", "that goes to one side only. Two sides are more exact",
         lambda f, w, e=1e-5: (f(w + e) - f(w)) / e),
        ("backward difference", "that goes to one side only. Two sides are more exact",
         lambda f, w, e=1e-5: (f(w) - f(w - e)) / e),
        ("not divided", "divide the rise by the way, 2 * epsilon", lambda f, w, e=1e-5: both(f, w, e)),
        ("sign", "the sign: the right one minus the left one", lambda f, w, e=1e-5: -both(f, w, e) / (2 * e)),
        ("brackets", "brackets: all of (2 * epsilon) divides", lambda f, w, e=1e-5: both(f, w, e) / 2 * e),
        ("epsilon ignored", "the step must be `epsilon`, whatever it is", lambda f, w, e=1e-5: both(f, w, 1e-5) / 2e-5),
        ("value, not slope", "that is the value of f, not its slope", lambda f, w, e=1e-5: f(w)),
    ]  # fmt: skip
    return inspect("slope_of", function, cases, mistakes, same=_near)


def inspect_update(function):
    """Report on ``update(w, gradient, learning_rate)``."""
    rng = np.random.default_rng(1)
    cases = [
        Case("numbers", {"w": 2.0, "gradient": 0.5, "learning_rate": 0.1}, np.array(1.95)),
        Case(
            "arrays (2, 3)",
            {"w": rng.normal(size=(2, 3)), "gradient": rng.normal(size=(2, 3)), "learning_rate": 0.3},
            None,
        ),
        Case(
            "whole numbers",
            {"w": np.array([1, 2, 3]), "gradient": np.array([0.5, 1.0, -2.0]), "learning_rate": 0.5},
            None,
        ),
    ]
    for case in cases:
        given = case.arguments
        case.want = np.asarray(given["w"] - given["learning_rate"] * given["gradient"])
    mistakes = [
        ("uphill", "that goes uphill: subtract", lambda w, g, r: w + r * g),
        ("learning rate left out", "the learning rate is left out", lambda w, g, r: w - g),
        ("step alone", "that is the step. Subtract it from w", lambda w, g, r: r * g),
        ("learning rate times w", "the learning rate belongs to the gradient, not to w", lambda w, g, r: r * w - g),
        ("divided", "multiply by the learning rate, do not divide", lambda w, g, r: w - g / r),
        ("turned round", "w comes first: w minus the step", lambda w, g, r: r * g - w),
    ]
    return inspect("update", function, cases, mistakes)


def _descend(f, f_prime, w, rate, most, tolerance, stop=lambda new, old, t: abs(new - old) < t, count=0, back=False):
    steps = 0
    while steps < most:
        old, before = f(w), w
        w = w - rate * f_prime(w)
        steps += 1
        if stop(f(w), old, tolerance):
            return (before if back else w), steps + count
    return w, steps + count


def _same_run(got, want):
    if not isinstance(got, (tuple, list)) or len(got) != 2 or want is None:
        return False
    w, steps = map(as_array, got)
    numbers = all(part is not None and part.size == 1 for part in (w, steps))
    return numbers and same_array(np.reshape(w, ()), want[0]) and float(np.ravel(steps)[0]) == want[1]


def inspect_descend(function):
    """Report on ``descend(f, f_prime, w, learning_rate, max_steps, tolerance)``."""

    def bowl(w):
        return (w - 3) ** 2

    def slope(w):
        return 2 * (w - 3)

    def steep(w):
        return -(w**2)

    def steep_slope(w):
        return -2 * w

    settings = (
        ("5 steps, tolerance 0", bowl, slope, 1.0, 0.1, 5, 0.0),
        ("the cost settles", bowl, slope, 1.0, 0.3, 100, 1e-3),
        ("one step allowed", bowl, slope, 0.0, 0.1, 1, 1e-3),
        ("settles at once", bowl, slope, 2.99, 0.1, 50, 0.5),
        ("a cost that falls fast", steep, steep_slope, 1.0, 0.5, 6, 1e-3),
        ("a cost that rises", bowl, slope, 2.0, 1.2, 8, 0.05),
        ("no step allowed", bowl, slope, 2.0, 0.1, 0, 0.1),
        ("a cost that rises on the other side", bowl, slope, 5.0, 1.1, 6, 0.05),
    )
    cases = []
    for tested, f, f_prime, w, rate, most, tolerance in settings:
        given = {"f": f, "f_prime": f_prime, "w": w, "learning_rate": rate, "max_steps": most, "tolerance": tolerance}
        cases.append(Case(tested, given, _descend(*given.values())))
    mistakes = [
        ("tolerance ignored", "the tolerance never ends the run",
         lambda *a: _descend(*a, stop=lambda new, old, t: False)),
        ("max_steps ignored", "max_steps must end the run", lambda f, g, w, r, n, t: _descend(f, g, w, r, 1000, t)),
        ("abs missing", "compare abs(new - old): a cost that changes a lot has not settled",
         lambda *a: _descend(*a, stop=lambda new, old, t: new - old < t)),
        ("abs missing (old - new)", "compare abs(new - old): a rising cost has not settled",
         lambda *a: _descend(*a, stop=lambda new, old, t: old - new < t)),
        ("cost below tolerance", "what is compared is the change of the cost, not the cost",
         lambda *a: _descend(*a, stop=lambda new, old, t: new < t)),
        ("<= for <", "with tolerance 0 it must go on: < and not <=",
         lambda *a: _descend(*a, stop=lambda new, old, t: abs(new - old) <= t)),
        ("one step too many counted", "that counts one update more than were made", lambda *a: _descend(*a, count=1)),
        ("one step too few counted", "that counts one update less than were made", lambda *a: _descend(*a, count=-1)),
        ("last w lost", "return the w after the last update", lambda *a: _descend(*a, back=True)),
        ("uphill", "that goes uphill: subtract",
         lambda f, g, w, r, n, t: _descend(f, lambda v: -g(v), w, r, n, t)),
    ]  # fmt: skip
    return inspect("descend", function, cases, mistakes, same=_same_run, shown=_shown_run)


def _shown_run(value):
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        return "no pair (w, steps)"
    numbers = [as_array(part) for part in value]
    if any(number is None or number.size != 1 for number in numbers):
        return "no two numbers"
    return f"w = {float(numbers[0]):.5g} after {float(numbers[1]):g} steps"


def inspect_updates(function):
    """Report on ``updates(N, batch_size, epochs)``."""
    cases = []
    for N, size, epochs in ((5, 2, 10), (1000, 32, 10), (8, 4, 3), (7, 7, 4), (7, 1, 2)):
        given = {"N": N, "batch_size": size, "epochs": epochs}
        cases.append(Case(f"N = {N}, batch_size = {size}, {epochs} epochs", given, math.ceil(N / size) * epochs))
    mistakes = [
        ("short batch dropped", "a short last batch counts too: round up", lambda N, b, e: N // b * e),
        ("not rounded", "half an update cannot be made: round up", lambda N, b, e: N / b * e),
        ("rounded too late", "every epoch ends with its own short batch: round up per epoch",
         lambda N, b, e: math.ceil(N * e / b)),
        ("epochs forgotten", "that is one epoch", lambda N, b, e: math.ceil(N / b)),
        ("one too many", "when it divides, there is no short batch", lambda N, b, e: (N // b + 1) * e),
        ("examples counted", "that is the number of samples seen, not of updates", lambda N, b, e: N * e),
    ]  # fmt: skip
    return inspect("updates", function, cases, mistakes)


slope_of = lecture_check(inspect_slope_of)
update = lecture_check(inspect_update)
descend = lecture_check(inspect_descend)
updates = lecture_check(inspect_updates)
