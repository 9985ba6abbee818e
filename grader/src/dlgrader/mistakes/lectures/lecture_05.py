"""Answers to the exercises of lecture 05, "Feed-forward networks"."""

from itertools import pairwise

import numpy as np


def _xor(W1=((1, 1), (1, 1)), b1=(-0.5, -1.5), W2=((1, -1),), b2=(-0.5,)):
    arrays = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return lambda: {name: np.array(value, dtype=float) for name, value in arrays.items()}


def _loop_layer(X, W1, b1):
    said = np.zeros((len(X), len(b1)))
    for k, row in enumerate(X):
        for i in range(len(b1)):
            said[k, i] = 1 if sum(w * x for w, x in zip(W1[i], row, strict=True)) + b1[i] >= 0 else 0
    return said


MUTANTS = {
    "hidden_layer": {
        "no step": lambda X, W1, b1: X @ W1.T + b1,
        "step(0)": lambda X, W1, b1: (X @ W1.T + b1 > 0).astype(float),
        "no bias": lambda X, W1, b1: (X @ W1.T >= 0).astype(float),
        "signs": lambda X, W1, b1: np.where(X @ W1.T + b1 >= 0, 1.0, -1.0),
        "turned round": lambda X, W1, b1: (X @ W1.T + b1 <= 0).astype(float),
        "?W without .T": lambda X, W1, b1: (X @ W1 + b1 >= 0).astype(float),
        "?sigmoid": lambda X, W1, b1: 1 / (1 + np.exp(-(X @ W1.T + b1))),
        "?nothing returned": lambda X, W1, b1: None,
    },
    "xor_parameters": {
        "OR": _xor(W2=((1, 0),)),
        "AND": _xor(W2=((0, 1),)),
        "XNOR": _xor(W2=((-1, 1),), b2=(0.5,)),
        "NAND": _xor(W2=((0, -1),), b2=(0.5,)),
        "hidden layer blind": _xor(b1=(5, 5)),
        "not yet XOR": _xor(b1=(-0.5, -0.5), W2=((1, -1),), b2=(-2,)),
        "shape": _xor(b2=-0.5),
        "not a dictionary": lambda: [1, 1, -0.5],
    },
    "one_layer": {
        "first bias lost": lambda W1, b1, W2, b2: (W2 @ W1, b2),
        "second bias lost": lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1),
        "transposed": lambda W1, b1, W2, b2: ((W2 @ W1).T, W2 @ b1 + b2),
        "?order": lambda W1, b1, W2, b2: (W1 @ W2, W2 @ b1 + b2),
        "?biases added": lambda W1, b1, W2, b2: (W2 @ W1, b1 + b2),
        "?weights alone": lambda W1, b1, W2, b2: W2 @ W1,
    },
    "count_parameters": {
        "biases forgotten": lambda s: sum(a * b for a, b in pairwise(s)),
        "inputs have biases": lambda s: sum(a * b for a, b in pairwise(s)) + sum(s),
        "one bias per layer": lambda s: sum(a * b + 1 for a, b in pairwise(s)),
        "biases of the layer before": lambda s: sum(a * b + a for a, b in pairwise(s)),
        "neurons counted": lambda s: sum(s[1:]),
        "first layer alone": lambda s: s[1] * s[0] + s[1],
        "last layer missing": lambda s: sum(a * b + b for a, b in pairwise(s[:-1])),
    },
}

VARIANTS = {
    "hidden_layer": {
        "loops": _loop_layer,
        "where": lambda X, W1, b1: np.where(X @ W1.T + b1 < 0, 0, 1),
        "booleans": lambda X, W1, b1: np.matmul(X, W1.T) + b1 >= 0,
    },
    "xor_parameters": {
        "OR and NAND": _xor(W1=((1, 1), (-1, -1)), b1=(-0.5, 1.5), W2=((1, 1),), b2=(-1.5,)),
        "one side each": _xor(W1=((1, -1), (-1, 1)), b1=(-0.5, -0.5), W2=((1, 1),), b2=(-0.5,)),
        "large numbers": _xor(W1=((20, 20), (20, 20)), b1=(-10, -30), W2=((30, -60),), b2=(-10,)),
        "lists": lambda: {"W1": [[1, 1], [1, 1]], "b1": [-0.5, -1.5], "W2": [[1, -1]], "b2": [-0.5]},
    },
    "one_layer": {
        "einsum": lambda W1, b1, W2, b2: [np.einsum("ki,ij->kj", W2, W1), np.dot(W2, b1) + b2],
        "float32": lambda W1, b1, W2, b2: ((W2 @ W1).astype(np.float32), W2 @ b1 + b2),
    },
    "count_parameters": {
        "with a bias input": lambda s: sum(b * (a + 1) for a, b in pairwise(s)),
        "numpy": lambda s: np.sum(np.array(s[1:]) * (np.array(s[:-1]) + 1)),
    },
}
