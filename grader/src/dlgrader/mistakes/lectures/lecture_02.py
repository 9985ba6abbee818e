"""Answers to the exercises of lecture 02, "Neurons"."""

import math

import numpy as np


def _loop(w, x, b):
    total = b
    for weight, value in zip(w, x, strict=True):
        total += weight * value
    return total


MUTANTS = {
    "weighted_sum": {
        "bias forgotten": lambda w, x, b: np.dot(w, x),
        "not added up": lambda w, x, b: w * x + b,
        "bias per input": lambda w, x, b: sum(wi * xi + b for wi, xi in zip(w, x, strict=True)),
        "bias subtracted": lambda w, x, b: w @ x - b,
        "added, not multiplied": lambda w, x, b: (w + x).sum() + b,
        "average": lambda w, x, b: np.mean(w * x) + b,
        "activation too early": lambda w, x, b: 1 / (1 + np.exp(-(w @ x + b))),
        "?printed": lambda w, x, b: None,
    },
    "by_hand": {
        "bias forgotten": lambda: (-1, 0.27),
        "sign of a weight": lambda: (5.5, 1.0),
        "?sign in exp": lambda: (-0.5, 0.62),
        "?a is z": lambda: (-0.5, -0.5),
        "order of the pair": lambda: (0.38, -0.5),
        "?one number": lambda: -0.5,
        "?text": lambda: ("minus a half", "0.38"),
    },
    "neuron": {
        "no activation": lambda w, x, b: w @ x + b,
        "bias forgotten": lambda w, x, b: 1 / (1 + np.exp(-(w @ x))),
        "sign in exp": lambda w, x, b: 1 / (1 + np.exp(w @ x + b)),
        "bias outside": lambda w, x, b: 1 / (1 + np.exp(-(w @ x))) + b,
        "brackets": lambda w, x, b: 1 / 1 + np.exp(-(w @ x + b)),
        "step": lambda w, x, b: 1.0 if w @ x + b >= 0 else 0.0,
        "?tanh": lambda w, x, b: np.tanh(w @ x + b),
    },
    "neuron_for_rows": {
        "no activation": lambda w, X, b: X @ w + b,
        "bias forgotten": lambda w, X, b: 1 / (1 + np.exp(-(X @ w))),
        "sign in exp": lambda w, X, b: 1 / (1 + np.exp(X @ w + b)),
        "bias outside": lambda w, X, b: 1 / (1 + np.exp(-(X @ w))) + b,
        "brackets": lambda w, X, b: 1 / 1 + np.exp(-(X @ w + b)),
        "column": lambda w, X, b: 1 / (1 + np.exp(-(X @ w[:, None] + b))),
        "first row alone": lambda w, X, b: 1 / (1 + np.exp(-(X[0] @ w + b))),
        "all rows summed": lambda w, X, b: 1 / (1 + np.exp(-((X @ w).sum() + b))),
        "?w @ X": lambda w, X, b: 1 / (1 + np.exp(-(w @ X + b))),
    },
}

VARIANTS = {
    "weighted_sum": {"loop": _loop, "dot": lambda w, x, b: float(np.dot(w, x)) + b},
    "by_hand": {"three digits": lambda: (-0.5, 0.378), "list": lambda: [-0.50, 0.3775]},
    "neuron": {
        "math": lambda w, x, b: 1 / (1 + math.exp(-_loop(w, x, b))),
        "tanh form": lambda w, x, b: 0.5 * (1 + np.tanh((w @ x + b) / 2)),
    },
    "neuron_for_rows": {
        "loop": lambda w, X, b: np.array([1 / (1 + math.exp(-_loop(w, x, b))) for x in X]),
        "einsum": lambda w, X, b: 1 / (1 + np.exp(-np.einsum("kj,j->k", X, w) - b)),
        "list": lambda w, X, b: [1 / (1 + math.exp(-_loop(w, x, b))) for x in X],
    },
}
