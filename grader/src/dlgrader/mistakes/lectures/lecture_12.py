"""Answers to the exercises of lecture 12, "Recap"."""

from dlcourse.check.lectures.lecture_12 import TRUTH

MUTANTS = {
    "learners": {
        "any fall": lambda curves: [n for n, c in curves.items() if c[-1] < c[0]],
        "turned round": lambda curves: [n for n, c in curves.items() if not c[-1] < c[0] / 4],
        "half": lambda curves: [n for n, c in curves.items() if c[-1] < 0.5 * c[0]],
        "largest cost": lambda curves: [n for n, c in curves.items() if c[-1] < max(c) / 4],
        "<= for <": lambda curves: [n for n, c in curves.items() if c[-1] <= c[0] / 4],
        "?counted": lambda curves: sum(c[-1] < c[0] / 4 for c in curves.values()),
    },
    "wrong_gradients": {
        "right ones": lambda errors: [n for n, e in errors.items() if e < 1e-4],
        "everything": list,
        "only the worst": lambda errors: [max(errors, key=errors.get)],
        "the numbers": lambda errors: [e for e in errors.values() if e > 1e-4],
    },
    "bugs": {
        "another kind": lambda: TRUTH | {"A": "biases never updated"},
        "kind missing": lambda: {k: v for k, v in TRUTH.items() if k != "D"},
        "unknown kind": lambda: TRUTH | {"F": "slope"},
        "?no dictionary": lambda: list(TRUTH.values()),
    },
}

VARIANTS = {
    "learners": {
        "loop": lambda curves: list(filter(lambda name: 4 * curves[name][-1] < curves[name][0], curves)),
        "tuple": lambda curves: tuple(n for n in curves if curves[n][-1] < curves[n][0] * 0.25),
    },
    "wrong_gradients": {
        "loop": lambda errors: [name for name in errors if errors[name] > 1e-3],
        "filter": lambda errors: tuple(filter(lambda name: not errors[name] < 1e-5, errors)),
    },
    "bugs": {"plain": lambda: dict(TRUTH), "turned round": lambda: dict(reversed(TRUTH.items()))},
}
