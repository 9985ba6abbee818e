"""Questions ``derivative``, ``update`` and ``gradient``: slopes by differences, and one step against them."""

import numpy as np

from dlcourse.check.gradient_descent import formulas
from dlcourse.check.gradient_descent.formulas import STAND_INS
from dlcourse.check.gradient_descent.functions import bowl, growth, polynomial, wave
from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, inspect_parts
from dlcourse.check.harness.portable import Portable
from dlcourse.check.harness.substitutes import better_of_two

PUBLIC_SEED = 6


def generator(seed):
    """The generator of a fixture; None is the public one."""
    return np.random.default_rng(PUBLIC_SEED if seed is None else seed)


def inspect_derivative(derivative, seed=None):
    """Central differences of polynomials, of a sine and of an exponential, with the usual epsilon and with others."""
    rng = generator(seed)

    def somewhere():
        return float(rng.uniform(0.6, 1.7) * rng.choice([-1, 1]))

    parabola = Portable(polynomial, c=[float(rng.normal()), 0.7, float(rng.uniform(1, 2))])
    # Its slope is never near 0, where a forward difference would also count as wrong: points must not hang on the seed.
    cubic = Portable(polynomial, c=[0.4, 1.1, 0.5, float(rng.uniform(0.5, 1.5))])
    sine = Portable(wave, height=float(rng.uniform(1, 3)), speed=float(rng.uniform(0.5, 1.5)))
    exponential = Portable(growth, speed=float(rng.uniform(0.4, 0.9)))
    runs = [
        ("polynomials", "a parabola", {"f": parabola, "w": somewhere()}),
        ("polynomials", "a parabola, at 0", {"f": parabola, "w": 0.0}),
        ("polynomials", "a cubic", {"f": cubic, "w": somewhere()}),
        ("other functions", "a sine", {"f": sine, "w": float(rng.uniform(-0.5, 0.5))}),
        ("other functions", "an exponential", {"f": exponential, "w": somewhere()}),
        ("central differences", "a cubic, epsilon = 0.5", {"f": cubic, "w": somewhere(), "epsilon": 0.5}),
        ("central differences", "a cubic, epsilon = 0.2", {"f": cubic, "w": somewhere(), "epsilon": 0.2}),
        (
            "central differences",
            "an exponential, epsilon = 0.25",
            {"f": exponential, "w": somewhere(), "epsilon": 0.25},
        ),
    ]
    cases = [
        Case(check, tested, given, formulas.derivative(**given | {"f": given["f"].note}))
        for check, tested, given in runs
    ]
    checks = ["one number", *dict.fromkeys(check for check, *_ in runs), TWICE]
    part = Part("derivative", derivative, cases, SLOPES, shape_check="one number")
    return inspect_parts("derivative", [part], checks, seed is not None)


SLOPES = [
    ("forward differences", "that is a forward difference: go to both sides, f(w + epsilon) - f(w - epsilon)",
     lambda f, w, e=1e-5: (f(w + e) - f(w)) / e),
    ("backward differences", "that is a backward difference: go to both sides, f(w + epsilon) - f(w - epsilon)",
     lambda f, w, e=1e-5: (f(w) - f(w - e)) / e),
    ("twice too large", "twice too large: the way between the two places is 2 * epsilon, not epsilon",
     lambda f, w, e=1e-5: (f(w + e) - f(w - e)) / e),
    ("half too small", "half of what it should be: the way between f(w) and f(w + epsilon) is epsilon",
     lambda f, w, e=1e-5: (f(w + e) - f(w)) / (2 * e)),
    ("wrong sign", "the sign is turned round: the place to the right comes first",
     lambda f, w, e=1e-5: (f(w - e) - f(w + e)) / (2 * e)),
    ("not divided", "the difference is not divided by the way between the two places",
     lambda f, w, e=1e-5: f(w + e) - f(w - e)),
    ("brackets left out", "without brackets Python divides by 2 and multiplies by epsilon: write / (2 * epsilon)",
     lambda f, w, e=1e-5: (f(w + e) - f(w - e)) / 2 * e),
    ("brackets left out above", "without brackets only the second value is divided: (f(...) - f(...)) / (2 * epsilon)",
     lambda f, w, e=1e-5: f(w + e) - f(w - e) / (2 * e)),
    ("epsilon ignored", "epsilon is written down in the code: use the argument",
     lambda f, w, e=1e-5: (f(w + 1e-5) - f(w - 1e-5)) / 2e-5),
    ("epsilon ignored", "epsilon is written down in the code: use the argument",
     lambda f, w, e=1e-5: (f(w + 1e-4) - f(w - 1e-4)) / 2e-4),
    ("value of f", "that is the value of f, not its slope", lambda f, w, e=1e-5: f(w)),
    ("mean of the two values", "the two values are added. Their difference is the rise",
     lambda f, w, e=1e-5: (f(w + e) + f(w - e)) / 2),
    ("slope at 0", "the slope is measured at 0. Measure it at w",
     lambda f, w, e=1e-5: (f(e) - f(-e)) / (2 * e)),
    ("second derivative", "that is the second derivative, how fast the slope changes",
     lambda f, w, e=1e-5: (f(w + e) - 2 * f(w) + f(w - e)) / e**2),
    ("divided by w", "the way between the two places is 2 * epsilon, not w",
     lambda f, w, e=1e-5: (f(w + e) - f(w - e)) / w),
]  # fmt: skip


def inspect_update(update, seed=None):
    """One step: numbers, arrays, whole numbers."""
    rng = generator(seed)
    runs = [
        ("numbers", "numbers", float(rng.uniform(1, 3)), float(rng.uniform(0.3, 0.8)), 0.1),
        ("numbers", "a negative slope", float(rng.normal()), -float(rng.uniform(1, 3)), 0.25),
        ("arrays", "arrays (2,)", rng.normal(size=2), rng.normal(size=2), 0.3),
        ("arrays", "arrays (3, 2)", rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), 2.0),
        ("whole numbers", "3 whole numbers", rng.integers(1, 9, 3), rng.uniform(0.2, 0.9, 3), 0.5),
        ("whole numbers", "2 whole numbers", rng.integers(1, 9, 2), -rng.uniform(0.2, 0.9, 2), 0.5),
    ]
    cases = []
    for check, tested, w, slope, rate in runs:
        given = {"w": w, "gradient": slope, "learning_rate": rate}
        cases.append(Case(check, f"{tested}, learning_rate = {rate:g}", given, formulas.update(**given)))
    checks = ["numbers", "arrays", "whole numbers", UNCHANGED, TWICE]
    return inspect_parts("update", [Part("update", update, cases, UPDATES)], checks, seed is not None)


UPDATES = [
    ("uphill", "that goes uphill: the slope points up, so subtract", lambda w, g, r: w + r * g),
    ("learning rate left out", "the learning rate is left out", lambda w, g, r: w - g),
    ("step alone", "that is the step. Subtract it from w", lambda w, g, r: r * g),
    ("negative step alone", "that is the step alone. Add it to w", lambda w, g, r: -r * g),
    ("learning rate times w", "the learning rate belongs to the gradient, not to w", lambda w, g, r: r * w - g),
    ("learning rate times both", "the learning rate belongs to the gradient alone", lambda w, g, r: r * (w - g)),
    ("divided", "multiply by the learning rate, do not divide", lambda w, g, r: w - g / r),
    ("turned round", "w comes first: w minus the step", lambda w, g, r: r * g - w),
    ("sign of the gradient", "only the sign of the gradient is used. A steep slope makes a long step",
     lambda w, g, r: w - r * np.sign(g)),
    ("absolute gradient", "abs takes the sign of the gradient away: it says which way is down",
     lambda w, g, r: w - r * np.abs(g)),
    ("learning rate squared", "the learning rate counts twice", lambda w, g, r: w - r * r * g),
    ("rate subtracted", "the learning rate is subtracted. Multiply the gradient by it", lambda w, g, r: w - g - r),
    ("scaled w", "w is multiplied by the step. Subtract the step from it", lambda w, g, r: w * r * g),
    ("w not changed", "w is returned as it came", lambda w, g, r: w),
    ("gradient returned", "the gradient is returned as it came", lambda w, g, r: g),
    ("rounded", "a whole number cannot hold the step: w is cut off", lambda w, g, r: (
        (w - r * g).astype(w.dtype) if isinstance(w, np.ndarray) else w - r * g)),
]  # fmt: skip


def _bowl(rng, n):
    return Portable(bowl, a=rng.uniform(0.5, 2, n), c=rng.normal(size=n), twist=float(rng.uniform(0.4, 0.9)))


def _on_bowl(rng, n):
    """A bowl and a place on its side, away from the bottom."""
    f = _bowl(rng, n)
    return {"f": f, "w": f.constants["c"] + rng.uniform(0.6, 1.7, n) * rng.choice([-1, 1], n)}


def inspect_gradient(gradient, seed=None):
    """Partial derivatives by central differences: one weight moves, the others stay."""
    rng = generator(seed)
    runs = [("two variables", "2 weights", _on_bowl(rng, 2)) for _ in range(2)]
    runs += [("other sizes", f"{n} weights", _on_bowl(rng, n)) for n in (3, 5)]
    runs.append(("other sizes", "1 weight", _on_bowl(rng, 1)))
    for n in (2, 3):
        runs.append(("whole numbers", f"{n} whole numbers", {"f": _bowl(rng, n), "w": rng.integers(1, 5, n)}))
    for epsilon in (0.5, 0.2):
        steep = Portable(cubic_bowl, a=rng.uniform(0.5, 1.5, 2))
        given = {"f": steep, "w": rng.uniform(0.5, 1.5, 2), "epsilon": epsilon}
        runs.append(("central differences", f"a cubic, epsilon = {epsilon}", given))
    cases = [
        Case(check, tested, given, formulas.gradient(**given | {"f": given["f"].note})) for check, tested, given in runs
    ]
    checks = ["shape", *dict.fromkeys(check for check, *_ in runs), UNCHANGED, TWICE]

    def inspect(function):
        part = Part("gradient", function, cases, GRADIENTS, shape_check="shape")
        return inspect_parts("gradient", [part], checks, seed is not None)

    return better_of_two(inspect, gradient, ("gradient",), STAND_INS)


def cubic_bowl(w, a):
    """The sum of a_j w_j^3, and the product of the first and the last weight."""
    w = np.asarray(w, dtype=float)
    return float(np.sum(a * w**3) + w[0] * w[-1])


def _differences(f, w, e, move=lambda w, j, e: np.eye(len(w))[j] * e, forward=False, over=2.0, keep=False, whole=False):
    """The gradient with another move, another denominator, or a weight that is not put back."""
    w = np.array(w) if whole else np.array(w, dtype=float)
    slopes = np.zeros(len(w))
    for j in range(len(w)):
        step = move(w, j, e)
        above, below = (w + step).astype(w.dtype), (w if forward else w - step).astype(w.dtype)
        slopes[j] = (f(above) - f(below)) / (over * e)
        if keep:
            w = below
    return slopes


GRADIENTS = [
    ("all weights moved at once", "all weights are moved at once. Move one, and leave the others where they are",
     lambda f, w, e=1e-5: _differences(f, w, e, move=lambda w, j, e: np.full(len(w), e))),
    ("one number", "that is one number. Each weight has a slope of its own",
     lambda f, w, e=1e-5: (f(w + e) - f(w - e)) / (2 * e)),
    ("summed", "the slopes are summed. Each weight has a slope of its own", lambda f, w, e=1e-5: np.sum(
        formulas.gradient(f, w, e))),
    ("first weight alone", "only the first weight is moved", lambda f, w, e=1e-5: (
        formulas.gradient(f, w, e) * (np.arange(len(w)) == 0))),
    ("first weight for all", "the first weight is moved every time",
     lambda f, w, e=1e-5: _differences(f, w, e, move=lambda w, j, e: np.eye(len(w))[0] * e)),
    ("not put back", "a weight that was moved is not put back before the next one moves",
     lambda f, w, e=1e-5: _differences(f, w, e, keep=True)),
    ("wrong sign", "the sign is turned round: the place to the right comes first",
     lambda f, w, e=1e-5: -formulas.gradient(f, w, e)),
    ("twice too large", "twice too large: the way between the two places is 2 * epsilon, not epsilon",
     lambda f, w, e=1e-5: _differences(f, w, e, over=1.0)),
    ("half too small", "half of what it should be: the way between f(w) and the moved one is epsilon",
     lambda f, w, e=1e-5: _differences(f, w, e, forward=True)),
    ("forward differences", "that is a forward difference: move the weight to both sides",
     lambda f, w, e=1e-5: _differences(f, w, e, forward=True, over=1.0)),
    ("epsilon ignored", "epsilon is written down in the code: use the argument",
     lambda f, w, e=1e-5: formulas.gradient(f, w, 1e-5)),
    ("whole numbers", "w holds whole numbers here, and adding epsilon to one leaves it as it was: make a float copy",
     lambda f, w, e=1e-5: _differences(f, w, e, whole=True)),
    ("not divided", "the difference is not divided by the way between the two places",
     lambda f, w, e=1e-5: formulas.gradient(f, w, e) * 2 * e),
    ("length one", "the gradient is scaled to length 1. Its length says how steep it is",
     lambda f, w, e=1e-5: formulas.gradient(f, w, e) / np.linalg.norm(formulas.gradient(f, w, e))),
    ("reversed", "the slopes are in reverse order", lambda f, w, e=1e-5: formulas.gradient(f, w, e)[::-1]),
]  # fmt: skip
