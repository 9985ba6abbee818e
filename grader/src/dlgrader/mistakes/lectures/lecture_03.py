"""Answers to the exercises of lecture 03, "Activations"."""

import numpy as np


def _sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


def _two_branches(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return a, a * (1 - a)


def _product(layers, slope, weight):
    left = 1.0
    for _ in range(layers):
        left *= slope * weight
    return left


MUTANTS = {
    "step_relu": {
        "step(0)": lambda z: ((z > 0) * 1.0, np.maximum(z, 0), (z > 0) * 1.0),
        "signs": lambda z: (np.where(z >= 0, 1, -1), np.maximum(z, 0), (z > 0) * 1.0),
        "slope of ReLU is 1 everywhere": lambda z: ((z >= 0) * 1.0, np.maximum(z, 0), np.ones(np.shape(z))),
        "ReLU of the wrong side": lambda z: ((z >= 0) * 1.0, np.minimum(z, 0), (z > 0) * 1.0),
        "absolute value": lambda z: ((z >= 0) * 1.0, np.abs(z), (z > 0) * 1.0),
        "slope is ReLU itself": lambda z: ((z >= 0) * 1.0, np.maximum(z, 0), np.maximum(z, 0)),
        "order": lambda z: (np.maximum(z, 0), (z >= 0) * 1.0, (z > 0) * 1.0),
        "?one number": lambda z: (1.0 if z >= 0 else 0.0, max(0, z), 1.0 if z > 0 else 0.0),
        "?two arrays": lambda z: ((z >= 0) * 1.0, np.maximum(z, 0)),
    },
    "sigmoid_and_slope": {
        "sign in exp": lambda z: (_sigmoid(-z), _sigmoid(-z) * (1 - _sigmoid(-z))),
        "slope of z": lambda z: (_sigmoid(z), z * (1 - z)),
        "slope at a": lambda z: (_sigmoid(z), _sigmoid(_sigmoid(z)) * (1 - _sigmoid(_sigmoid(z)))),
        "slope of tanh": lambda z: (_sigmoid(z), 1 - _sigmoid(z) ** 2),
        "slope is 1 - a": lambda z: (_sigmoid(z), 1 - _sigmoid(z)),
        "tanh": lambda z: (np.tanh(z), 1 - np.tanh(z) ** 2),
        "order": lambda z: (_sigmoid(z) * (1 - _sigmoid(z)), _sigmoid(z)),
        "not stable": lambda z: (np.exp(z) / (1 + np.exp(z)), np.exp(z) / (1 + np.exp(z)) ** 2),
    },
    "tanh_and_slope": {
        "without the square": lambda z: (np.tanh(z), 1 - np.tanh(z)),
        "square of z": lambda z: (np.tanh(z), 1 - z**2),
        "slope at a": lambda z: (np.tanh(z), 1 - np.tanh(np.tanh(z)) ** 2),
        "slope of the sigmoid": lambda z: (np.tanh(z), np.tanh(z) * (1 - np.tanh(z))),
        "plus": lambda z: (np.tanh(z), 1 + np.tanh(z) ** 2),
        "tangent": lambda z: (np.tan(z), 1 - np.tan(z) ** 2),
        "not stable": lambda z: (
            (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)),
            1 - ((np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))) ** 2,
        ),
    },
    "left_after": {
        "weight forgotten": lambda n, s, w: s**n,
        "slope forgotten": lambda n, s, w: w**n,
        "weight once": lambda n, s, w: s**n * w,
        "sum": lambda n, s, w: n * s * w,
        "one layer": lambda n, s, w: s * w,
        "one layer less": lambda n, s, w: (s * w) ** (n - 1),
        "one layer more": lambda n, s, w: (s * w) ** (n + 1),
    },
}

VARIANTS = {
    "step_relu": {
        "slope 1 at 0": lambda z: (np.where(z < 0, 0, 1), z * (z > 0), (z >= 0).astype(float)),
        "lists": lambda z: [np.heaviside(z, 1), np.clip(z, 0, None), np.heaviside(z, 0)],
    },
    "sigmoid_and_slope": {
        "warns": lambda z: (1 / (1 + np.exp(-z)), 1 / (1 + np.exp(-z)) * (1 - 1 / (1 + np.exp(-z)))),
        "two branches": _two_branches,
        "by tanh": lambda z: (0.5 + 0.5 * np.tanh(z / 2), 0.25 * (1 - np.tanh(z / 2) ** 2)),
    },
    "tanh_and_slope": {
        "product": lambda z: (np.tanh(z), (1 - np.tanh(z)) * (1 + np.tanh(z))),
        "by sigmoid": lambda z: (2 * _sigmoid(2 * z) - 1, 4 * _sigmoid(2 * z) * (1 - _sigmoid(2 * z))),
    },
    "left_after": {"loop": _product, "apart": lambda n, s, w: s**n * w**n},
}
