"""Question ``descend``: the loop with both stopping rules, on a curve and on a surface."""

from functools import lru_cache

import numpy as np

from dlcourse.check.gradient_descent import formulas
from dlcourse.check.gradient_descent.formulas import STAND_INS
from dlcourse.check.gradient_descent.functions import bowl_of, parabola_of
from dlcourse.check.gradient_descent.slopes import generator
from dlcourse.check.harness.answers import Path
from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, inspect_parts
from dlcourse.check.harness.substitutes import better_of_two

STEPS = 10_000


@lru_cache(maxsize=8)
def _cases(seed):
    rng = generator(seed)
    a, c = float(rng.uniform(0.7, 1.3)), float(rng.uniform(1, 3))
    curve, hill = parabola_of(a, c), parabola_of(-0.5, 0.0)
    surface = bowl_of(rng.uniform(0.5, 1.5, 2), rng.normal(size=2))
    far, near = c - float(rng.uniform(2, 3)), c + float(rng.uniform(0.01, 0.02))
    start = rng.normal(size=2) + 3.0
    runs = [
        ("max_steps", "5 steps, tolerance 0", curve, far, 0.1, 5, 0.0),
        ("max_steps", "one step allowed", curve, far, 0.15, 1, 1e-3),
        ("max_steps", "no step allowed", curve, far, 0.1, 0, 0.1),
        ("max_steps", "7 steps, a cost that rises", curve, far, 1.2 / a, 7, 0.01),
        ("tolerance", "a cost that rises", curve, near, 1.3 / a, 6, 1e-5),
        ("tolerance", "the cost settles", curve, far, 0.3, 60, 1e-3),
        ("tolerance", "the cost settles slowly", curve, far, 0.05, 80, 0.05),
        ("tolerance", "settles at once", curve, near, 0.1, 50, 0.5),
        ("tolerance", "a cost that falls below 0", hill, 1.0, 0.5, 6, 1e-3),
        ("tolerance", "starts at the bottom, tolerance 0", curve, c, 0.1, 4, 0.0),
        ("tolerance", "starts at the bottom, tolerance 0, 2 steps", hill, 0.0, 0.1, 2, 0.0),
        ("two variables", "2 weights, 4 steps", surface, start, 0.1, 4, 0.0),
        ("two variables", "2 weights, the cost settles", surface, start + 1, 0.25, 50, 1e-2),
    ]
    cases = []
    for check, tested, (f, f_prime), w, rate, most, tolerance in runs:
        given = {"f": f, "f_prime": f_prime, "w": w, "learning_rate": rate, "max_steps": most, "tolerance": tolerance}
        path = formulas.descend(**given | {"f": f.note, "f_prime": f_prime.note})
        cases.append(Case(check, tested, given, path))
    return tuple(cases)


def inspect_descend(descend, seed=None):
    """Every w on the way, from the start to the last: both stopping rules, one weight and two."""
    cases = _cases(seed)
    checks = [*dict.fromkeys(case.check for case in cases), UNCHANGED, TWICE]

    def inspect(function):
        part = Part("descend", function, cases, LOOPS, answer=Path(), steps=STEPS)
        return inspect_parts("descend", [part], checks, seed is not None)

    return better_of_two(inspect, descend, ("descend",), STAND_INS)


def _loop(f, f_prime, w, rate, most, tolerance, stop=lambda new, old, t: abs(new - old) < t, sign=-1.0,
          start_only=False, by_w=False, first=False):  # fmt: skip
    path, began = [w], f(w)
    for _ in range(most):
        path.append(path[-1] + sign * rate * f_prime(path[-1]))
        old = began if start_only else f(path[-2])
        new = f(path[-1])
        if by_w:
            old, new = 0.0, float(np.max(np.abs(path[-1] - path[-2])))
        if stop(new, old, tolerance):
            break
    return path[1:] if first else path


LOOPS = [
    ("tolerance ignored", "the tolerance never ends the run", lambda *a: _loop(*a, stop=lambda new, old, t: False)),
    ("max_steps ignored", "max_steps must end the run", lambda f, g, w, r, most, t: _loop(f, g, w, r, 1000, t)),
    ("one step too many", "it makes one update more than max_steps",
     lambda f, g, w, r, most, t: _loop(f, g, w, r, most + 1, t)),
    ("one step too few", "it makes one update less than max_steps",
     lambda f, g, w, r, most, t: _loop(f, g, w, r, most - 1, t)),
    ("abs missing", "compare abs(new - old): a cost that falls a lot has not settled",
     lambda *a: _loop(*a, stop=lambda new, old, t: new - old < t)),
    ("abs missing, old - new", "compare abs(new - old): a cost that rises has not settled",
     lambda *a: _loop(*a, stop=lambda new, old, t: old - new < t)),
    ("cost below tolerance", "what is compared is the change of the cost, not the cost itself",
     lambda *a: _loop(*a, stop=lambda new, old, t: new < t)),
    ("absolute cost below tolerance", "what is compared is the change of the cost, not the cost itself (abs or not)",
     lambda *a: _loop(*a, stop=lambda new, old, t: abs(new) < t)),
    ("<= for <", "with tolerance 0 it must go on: < and not <=",
     lambda *a: _loop(*a, stop=lambda new, old, t: abs(new - old) <= t)),
    ("turned round", "it stops while the cost still changes: < and not >",
     lambda *a: _loop(*a, stop=lambda new, old, t: abs(new - old) > t)),
    ("compared with the start", "the cost is compared with the first one: keep the cost of the step before",
     lambda *a: _loop(*a, start_only=True)),
    ("change of w", "the change of w is compared. Compare the change of the cost", lambda *a: _loop(*a, by_w=True)),
    ("slope below tolerance", "the slope is compared. Compare the change of the cost",
     lambda f, g, w, r, most, t: _slope_loop(f, g, w, r, most, t)),
    ("start left out", "the start belongs to the path: it is the first entry", lambda *a: _loop(*a, first=True)),
    ("last w left out", "the last w is left out: append it before you stop", lambda f, g, w, r, most, t: (
        _loop(f, g, w, r, most, t)[:-1] if _settled(f, g, w, r, most, t) else _loop(f, g, w, r, most, t))),
    ("last w always left out", "the w after the last update is left out",
     lambda *a: _loop(*a)[: max(len(_loop(*a)) - 1, 1)]),
    ("costs for weights", "those are the costs. The path holds the weights",
     lambda f, *a: [f(w) for w in _loop(f, *a)]),
    ("uphill", "that goes uphill: subtract", lambda *a: _loop(*a, sign=1.0)),
    ("learning rate left out", "the learning rate is left out",
     lambda f, g, w, r, most, t: _loop(f, g, w, 1.0, most, t)),
    ("f for its slope", "the step uses f itself. Use its derivative, f_prime",
     lambda f, g, w, r, most, t: _loop(f, f, w, r, most, t)),
    ("slope of the start", "the slope is measured once, at the start. Measure it anew at every w",
     lambda f, g, w, r, most, t: _loop(f, lambda v: g(w), w, r, most, t)),
    ("one array for all", "all entries are the same array: w -= ... changes it in place. Make a new one, w = w - ...",
     lambda *a: [_loop(*a)[-1]] * len(_loop(*a)) if np.ndim(a[2]) else _loop(*a)),
]  # fmt: skip


def _slope_loop(f, g, w, rate, most, tolerance):
    path = [w]
    for _ in range(most):
        path.append(path[-1] - rate * g(path[-1]))
        if np.max(np.abs(g(path[-1]))) < tolerance:
            break
    return path


def _settled(f, g, w, rate, most, tolerance):
    path = _loop(f, g, w, rate, most, tolerance)
    return len(path) > 1 and abs(f(path[-1]) - f(path[-2])) < tolerance
