"""Answers to the exercises of lecture 04, "The perceptron"."""

import numpy as np

ROWS = [(p, q) for p in (0, 1) for q in (0, 1)]


def _learn(w, b, x, y, rate):
    error = y - (1 if np.dot(w, x) + b >= 0 else 0)
    return w + rate * error * x, b + rate * error


def _learn_in_place(w, b, x, y, rate):
    error = y - (1 if w @ x + b >= 0 else 0)
    w += rate * error * x
    return w, b + rate * error


def _by_sum(z, w, b, x, y, rate):
    error = y - (z >= 0)
    return w + rate * error * x, b + rate * error


def _learn_by_cases(w, b, x, y, rate):
    said = 1 if sum(w * x) + b >= 0 else 0
    if said == y:
        return w.copy(), b
    sign = 1 if y == 1 else -1
    return [wj + sign * rate * xj for wj, xj in zip(w, x, strict=True)], b + sign * rate


def _wrong(w, b, answer=lambda p, q: p != q, said=lambda z: z >= 0):
    return [(p, q) for p, q in ROWS if bool(said(w[0] * p + w[1] * q + b)) != bool(answer(p, q))]


MUTANTS = {
    "and_or": {
        "OR for AND": lambda: ((1, 1, -0.5), (1, 1, -0.5)),
        "AND for OR": lambda: ((1, 1, -1.5), (1, 1, -1.5)),
        "NAND for AND": lambda: ((-1, -1, 1.5), (1, 1, -0.5)),
        "always 1 for OR": lambda: ((1, 1, -1.5), (1, 1, 0.5)),
        "on the line": lambda: ((1, 1, -1), (1, 1, -0.5)),
        "not AND": lambda: ((1, 0, -0.5), (1, 1, -0.5)),
        "no triples": lambda: (1, 1, -1.5),
    },
    "learn": {
        "wrong direction": lambda w, b, x, y, r: (2 * w - _learn(w, b, x, y, r)[0], 2 * b - _learn(w, b, x, y, r)[1]),
        "bias not moved": lambda w, b, x, y, r: (_learn(w, b, x, y, r)[0], b),
        "learning rate left out": lambda w, b, x, y, r: _learn(w, b, x, y, 1),
        "input left out": lambda w, b, x, y, r: (w + r * (y - (w @ x + b >= 0)), b + r * (y - (w @ x + b >= 0))),
        "no step": lambda w, b, x, y, r: (w + r * (y - (w @ x + b)) * x, b + r * (y - (w @ x + b))),
        "step(0)": lambda w, b, x, y, r: (w + r * (y - (w @ x + b > 0)) * x, b + r * (y - (w @ x + b > 0))),
        "moves when right": lambda w, b, x, y, r: (w + r * (1 if y else -1) * x, b + r * (1 if y else -1)),
        "bias times input": lambda w, b, x, y, r: (
            _learn(w, b, x, y, r)[0],
            b + r * (y - (w @ x + b >= 0)) * x[0],
        ),
        "argument changed": _learn_in_place,
        "bias left out of the sum": lambda w, b, x, y, r: _by_sum(np.dot(w, x), w, b, x, y, r),
        "bias subtracted": lambda w, b, x, y, r: _by_sum(w @ x - b, w, b, x, y, r),
        "bias at every input": lambda w, b, x, y, r: _by_sum(
            sum(p * q + b for p, q in zip(w, x, strict=True)), w, b, x, y, r
        ),
        "two inputs alone": lambda w, b, x, y, r: _by_sum(w[0] * x[0] + w[1] * x[1] + b, w, b, x, y, r),
        "learning rate without the bias": lambda w, b, x, y, r: (_learn(w, b, x, y, r)[0], _learn(w, b, x, y, 1)[1]),
        "only upwards": lambda w, b, x, y, r: _learn(w, b, x, y, r) if y == 1 else (w.copy(), b),
        "only downwards": lambda w, b, x, y, r: _learn(w, b, x, y, r) if y == 0 else (w.copy(), b),
        "weights not moved": lambda w, b, x, y, r: (w.copy(), _learn(w, b, x, y, r)[1]),
        "?the last input alone": lambda w, b, x, y, r: _by_sum(w[-1] * x[-1] + b, w, b, x, y, r),
        "?b counted twice": lambda w, b, x, y, r: _by_sum(w @ x + 2 * b, w, b, x, y, r),
        "?absolute inputs": lambda w, b, x, y, r: _by_sum(w @ np.abs(x) + b, w, b, x, y, r),
        "?written down": lambda w, b, x, y, r: (np.array([0.2719, 0.3608]), 0.2967),
        "?weights alone": lambda w, b, x, y, r: _learn(w, b, x, y, r)[0],
    },
    "wrong_rows": {
        "right rows": lambda w, b: [row for row in ROWS if row not in _wrong(w, b)],
        "OR": lambda w, b: _wrong(w, b, lambda p, q: p or q),
        "AND": lambda w, b: _wrong(w, b, lambda p, q: p and q),
        "step(0)": lambda w, b: _wrong(w, b, said=lambda z: z > 0),
        "no bias": lambda w, b: _wrong(w, 0),
        "counted": lambda w, b: len(_wrong(w, b)),
    },
}

VARIANTS = {
    "and_or": {
        "large": lambda: ((20, 20, -30), (20, 20, -10)),
        "lists": lambda: [[0.5, 0.5, -1], [2, 3, -1]],
        "on the right side of the line": lambda: ((1, 1, -2), (1, 1, -1)),
    },
    "learn": {"by cases": _learn_by_cases, "plain": _learn},
    "wrong_rows": {
        "lists": lambda w, b: [list(row) for row in reversed(_wrong(w, b))],
        "set": lambda w, b: set(_wrong(w, b)),
    },
}
