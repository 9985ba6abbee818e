"""Answers to the exercises of lecture 11, "Backpropagation"."""

import numpy as np

NUMBERS = {
    "z1": 0.6, "a1": 0.646, "z2_0": 0.717, "a2_0": 0.672, "z2_1": -0.0874, "a2_1": 0.478, "cost": 0.724,
    "dA2_0": 1.344, "dZ2_0": 0.296, "dW2_00": 0.191, "db2_0": 0.296,
    "dA2_1": -1.044, "dZ2_1": -0.260, "dW2_10": -0.168, "db2_1": -0.260,
    "path_0": 0.237, "path_1": 0.156, "dA1": 0.393, "dZ1": 0.0900, "dW1_00": 0.180, "db1_0": 0.0900,
}  # fmt: skip


def _paper(**other):
    return lambda: NUMBERS | other


def _following(**wrong):
    """Right from the wrong numbers on: one mistake, counted once."""
    n = NUMBERS | wrong
    n |= {"dW2_00": n["dZ2_0"] * 0.646, "db2_0": n["dZ2_0"], "path_0": n["dZ2_0"] * 0.8}
    n["dA1"] = wrong.get("dA1", n["path_0"] + n["path_1"])
    n["dZ1"] = n["db1_0"] = n["dA1"] * 0.646 * 0.354
    return lambda: n | {"dW1_00": 2 * n["dZ1"]}


def _measured(cost_of, W, i, j, epsilon=1e-5):
    sides = []
    for sign in (1, -1):
        V = np.array(W, dtype=float)
        V[i, j] += sign * epsilon
        sides.append(cost_of(V))
    return (sides[0] - sides[1]) / (2 * epsilon)


def _put_back(cost_of, W, i, j, epsilon=1e-5):
    old = W[i, j]
    W[i, j] = old + epsilon
    right = cost_of(W)
    W[i, j] = old - epsilon
    left = cost_of(W)
    W[i, j] = old
    return (right - left) / (2 * epsilon)


def _left_moved(cost_of, W, i, j, epsilon=1e-5):
    W[i, j] += epsilon
    right = cost_of(W)
    W[i, j] -= 2 * epsilon
    return (right - cost_of(W)) / (2 * epsilon)


def _same_array(cost_of, W, i, j, epsilon=1e-5):
    right = left = W.copy()
    right[i, j] += epsilon
    left[i, j] -= epsilon
    return (cost_of(right) - cost_of(left)) / (2 * epsilon)


def _one_sided(cost_of, W, i, j, epsilon=1e-5):
    V = W.copy()
    V[i, j] += epsilon
    return (cost_of(V) - cost_of(W)) / epsilon


def _loops(dZ, A_before):
    dW, db = np.zeros((dZ.shape[1], A_before.shape[1])), np.zeros(dZ.shape[1])
    for d, a in zip(dZ, A_before, strict=True):
        dW += np.outer(d, a)
        db += d
    return dW, db


MUTANTS = {
    "partials": {
        "z1: lacks bias b1": _paper(z1=1.0),
        "z2_0: z for a": _paper(z2_0=0.68),
        "cost: lacks loss of output 1": _paper(cost=0.451),
        "dA2_0: lacks factor 2": _paper(dA2_0=0.672),
        "dZ2_0: lacks factor sigma'(z2_0)": _following(dZ2_0=1.344),
        "path_1: lacks factor W2_10": _paper(path_1=-0.260),
        "path_0: dA for dZ": _paper(path_0=1.075),
        "dA1: lacks path through child 1": _following(dA1=0.237),
        "dA1: multiplied": _following(dA1=0.037),
        "dA1: averaged": _following(dA1=0.1965),
        "dZ1: lacks factor sigma'(z1)": _paper(dZ1=0.393),
        "dW1_00: lacks input x": _paper(dW1_00=0.0900),
        "number missing": lambda: {key: NUMBERS[key] for key in list(NUMBERS)[:-1]},
        "?no dictionary": lambda: 0.613,
    },
    "output_delta": {
        "average missing": lambda p, y: 2 * (p - y) * p * (1 - p),
        "factor 2 missing": lambda p, y: (p - y) * p * (1 - p) / len(y),
        "factor 2 and average missing": lambda p, y: (p - y) * p * (1 - p),
        "derivative left out": lambda p, y: 2 / len(y) * (p - y),
        "cross-entropy's": lambda p, y: (p - y) / len(y),
        "sign": lambda p, y: 2 / len(y) * (y - p) * p * (1 - p),
        "slope of tanh": lambda p, y: 2 / len(y) * (p - y) * (1 - p**2),
        "activation for derivative": lambda p, y: 2 / len(y) * (p - y) * p,
        "summed": lambda p, y: np.sum(2 / len(y) * (p - y) * p * (1 - p)),
    },
    "layer_gradients": {
        "average twice": lambda d, A: (d.T @ A / len(d), d.mean(axis=0)),
        "average twice in dW": lambda d, A: (d.T @ A / len(d), d.sum(axis=0)),
        "average twice in db": lambda d, A: (d.T @ A, d.mean(axis=0)),
        "dW transposed": lambda d, A: (A.T @ d, d.sum(axis=0)),
        "db over neurons": lambda d, A: (d.T @ A, d.sum(axis=1)),
        "db not summed": lambda d, A: (d.T @ A, d),
        "db one scalar": lambda d, A: (d.T @ A, d.sum()),
        "db column": lambda d, A: (d.T @ A, d.sum(axis=0, keepdims=True)),
        "db from one example": lambda d, A: (d.T @ A, d[-1]),
        "order of the pair": lambda d, A: (d.sum(axis=0), d.T @ A),
        "?dW alone": lambda d, A: d.T @ A,
    },
    "hidden_delta": {
        "derivative left out": lambda d, W, A: d @ W,
        "activation for derivative": lambda d, W, A: d @ W * A,
        "slope of tanh": lambda d, W, A: d @ W * (1 - A**2),
        "average twice": lambda d, W, A: d @ W * A * (1 - A) / len(d),
        "weights left out": lambda d, W, A: d.sum(axis=1, keepdims=True) * A * (1 - A),
        "slope at a": lambda d, W, A: d @ W / (1 + np.exp(-A)) * (1 - 1 / (1 + np.exp(-A))),
        "sign": lambda d, W, A: -(d @ W) * A * (1 - A),
        "?W transposed": lambda d, W, A: d @ W.T * A * (1 - A),
        "?elementwise": lambda d, W, A: d * W * A * (1 - A),
    },
    "measured": {
        "all entries moved": lambda f, W, i, j, epsilon=1e-5: (f(W + epsilon) - f(W - epsilon)) / (2 * epsilon),
        "divided by epsilon": lambda f, W, i, j, epsilon=1e-5: 2 * _measured(f, W, i, j, epsilon),
        "forward difference": _one_sided,
        "sign": lambda f, W, i, j, epsilon=1e-5: -_measured(f, W, i, j, epsilon),
        "epsilon ignored": lambda f, W, i, j, epsilon=1e-5: _measured(f, W, i, j),
        "not divided": lambda f, W, i, j, epsilon=1e-5: 2 * epsilon * _measured(f, W, i, j, epsilon),
        "one array moved twice": _same_array,
        "argument changed": _left_moved,
    },
}

VARIANTS = {
    "partials": {
        "four digits": _paper(a1=0.6457, z2_0=0.7165, a2_0=0.6718, a2_1=0.4782, cost=0.7237, dZ2_0=0.2962, dA1=0.3932),
        "two digits where 2 % allow it": _paper(cost=0.72, dA1=0.39, path_1=0.157),
    },
    "output_delta": {
        "early": lambda p, y: (2 * p - 2 * y) / len(y) * (p - p * p),
        "by cases": lambda p, y: (
            np.array([[2 * (a - b) * a * (1 - a)] for a, b in zip(p[:, 0], y[:, 0], strict=True)]) / len(y)
        ),
    },
    "layer_gradients": {
        "loops": _loops,
        "einsum": lambda d, A: [np.einsum("ki,kj->ij", d, A), np.ones(len(d)) @ d],
    },
    "hidden_delta": {
        "einsum": lambda d, W, A: np.einsum("ki,ij->kj", d, W) * (A - A**2),
        "transposed": lambda d, W, A: (W.T @ d.T).T * A * (1 - A),
    },
    "measured": {"loop": _measured, "put back": _put_back},
}
