"""Question ``learning_rate``: the largest one that converges, by reasoning and by running."""

import numpy as np

from dlcourse.check.gradient_descent import formulas
from dlcourse.check.gradient_descent.formulas import STAND_INS
from dlcourse.check.gradient_descent.slopes import generator
from dlcourse.check.harness.answers import Truth
from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, inspect_parts
from dlcourse.check.harness.substitutes import better_of_two

STEPS = 10_000


def inspect_learning_rate(largest_learning_rate, goes_down, seed=None):
    """The border between learning rates that converge and those that do not, for one weight and for several."""
    rng, reasoned, run = generator(seed), [], []
    curvatures = [("one weight", rng.uniform(0.3, 4, 1)), ("one weight", rng.uniform(5, 20, 1))]
    curvatures += [("several weights", rng.permutation(np.cumsum(rng.uniform(0.3, 2, n)))) for n in (2, 3, 4)]
    for check, a in curvatures:
        tested = f"a of shape {a.shape}"
        reasoned.append(Case(check, tested, {"a": a}, formulas.largest_learning_rate(a)))
        for check_run, share, steps in (("below the border", 0.97, 30), ("below the border", 0.3, 5),
                                        ("above the border", 1.03, 30), ("above the border", 2.3, 4)):  # fmt: skip
            # Along the steepest direction alone a start shows at once which way it goes.
            w = np.where(a == a.max(), 1.0, 0.0) * float(rng.uniform(0.5, 2)) * (1 if steps > 10 else -1)
            given = {"a": a, "w": w, "learning_rate": share / float(a.max()), "steps": steps}
            want = formulas.goes_down(**given)
            run.append(Case(check_run, f"{share:g} times the border, {len(a)} weights, {steps} steps", given, want))
    a, w = np.array([1.0, 3.0]), np.array([2.0, 0.1])  # the flat direction hides for a while what the steep one does
    for steps in (2, 3, 25):
        given = {"a": a, "w": w, "learning_rate": 1.25 / 3, "steps": steps}
        want = formulas.goes_down(**given)
        run.append(Case("steep and flat", f"a = (1, 3), {steps} steps", given, want))
    checks = ["one number", *dict.fromkeys(case.check for case in (*reasoned, *run)), UNCHANGED, TWICE]

    def inspect(function):
        parts = [
            Part("largest_learning_rate", largest_learning_rate, reasoned, BORDERS, shape_check="one number"),
            Part("goes_down", function, run, RUNS, answer=Truth(), steps=STEPS),
        ]
        return inspect_parts("learning_rate", parts, checks, seed is not None)

    return better_of_two(inspect, goes_down, ("largest_learning_rate", "goes_down"), STAND_INS)


BORDERS = [
    ("flattest direction", "the flattest direction allows the most, but the steepest one diverges first: take the "
     "largest a", lambda a: 1 / np.min(a)),
    ("mean curvature", "the mean of a does not help: the steepest direction diverges first", lambda a: 1 / np.mean(a)),
    ("summed curvature", "the directions do not add up: the steepest one decides alone", lambda a: 1 / np.sum(a)),
    ("first weight alone", "only the first weight is looked at. The largest a decides", lambda a: 1 / a[0]),
    ("last weight alone", "only the last weight is looked at. The largest a decides", lambda a: 1 / a[-1]),
    ("factor 2 forgotten", "twice too large: the slope of a w^2 is 2 a w", lambda a: 2 / np.max(a)),
    ("half", "half of it: that is where one step lands at the bottom. It converges up to twice as far",
     lambda a: 1 / (2 * np.max(a))),
    ("curvature", "the larger a is, the smaller the learning rate must be", lambda a: np.max(a)),
    ("factor per step", "that is 2 a, the slope's factor. Solve |1 - 2 alpha a| = 1 for alpha",
     lambda a: 2 * np.max(a)),
    ("one per weight", "one learning rate serves all weights: the smallest of these", lambda a: 1 / a),
    ("one", "1 is right for a = 1 alone", lambda a: 1.0),
    ("wrong sign", "a learning rate is positive", lambda a: -1 / np.max(a)),
]  # fmt: skip


def _descend(a, w, rate, steps, factor=2.0):
    for _ in range(steps):
        w = w - rate * factor * a * w
    return w


def _compare(a, w, end, less=lambda new, old: new < old):
    return bool(less(np.sum(a * end**2), np.sum(a * w**2)))


RUNS = [
    ("answer turned round", "True and False have changed places",
     lambda a, w, r, n: not formulas.goes_down(a, w, r, n)),
    ("always True", "it says True whatever happens", lambda a, w, r, n: True),
    ("always False", "it says False whatever happens. Does it go uphill?", lambda a, w, r, n: False),
    ("factor 2 forgotten", "the slope of a w^2 is 2 a w: the factor 2 is left out",
     lambda a, w, r, n: _compare(a, w, _descend(a, w, r, n, factor=1.0))),
    ("reasoned, not run", "it compares with the border, whatever happens in `steps` steps: run the updates",
     lambda a, w, r, n: bool(r < 1 / np.max(a))),
    ("one step alone", "it makes one step, whatever `steps` says",
     lambda a, w, r, n: _compare(a, w, _descend(a, w, r, 1))),
    ("w below its start", "compare the costs: w itself may be negative and large",
     lambda a, w, r, n: bool(np.sum(_descend(a, w, r, n)) < np.sum(w))),
    ("flattest direction", "it compares with the flattest direction's border",
     lambda a, w, r, n: bool(r < 1 / np.min(a))),
]  # fmt: skip
