"""Answers to the exercises of lecture 11, "Backpropagation"."""

import numpy as np

NUMBERS = {
    "z1_0": 0.4, "z1_1": 0.3, "a1_0": 0.599, "a1_1": 0.574, "z2": 0.459, "a2": 0.613, "cost": 0.376,
    "dA2": 1.226, "dZ2": 0.291, "dW2_00": 0.174, "dW2_01": 0.167, "db2": 0.291, "dZ1_0": 0.0489, "dZ1_1": -0.0569,
    "dW1_00": 0.0978, "dW1_01": 0.0489, "dW1_10": -0.1138, "dW1_11": -0.0569, "db1_0": 0.0489, "db1_1": -0.0569,
}  # fmt: skip


def _paper(**other):
    return lambda: NUMBERS | other


def _following(dZ2):
    """Right from a wrong dZ2 on: one mistake, counted once."""
    n = NUMBERS | {"dZ2": dZ2, "dW2_00": dZ2 * 0.599, "dW2_01": dZ2 * 0.574, "db2": dZ2}
    n["dZ1_0"], n["dZ1_1"] = dZ2 * 0.7 * 0.599 * 0.401, dZ2 * -0.8 * 0.574 * 0.426
    for i in (0, 1):
        n[f"dW1_{i}0"], n[f"dW1_{i}1"], n[f"db1_{i}"] = 2 * n[f"dZ1_{i}"], n[f"dZ1_{i}"], n[f"dZ1_{i}"]
    return lambda: n


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
    "partials": {
        "z1_0 lacks the bias b1_0": _paper(z1_0=0.2),
        "cost lacks the square": _paper(cost=0.613),
        "dA2 lacks the factor 2": _paper(dA2=0.613),
        "dZ2 lacks the factor sigma'(z2)": _following(1.226),
        "dZ1_0 lacks the factor W2_00": _paper(dZ1_0=0.0699),
        "dW1_00 lacks the input x_0": _paper(dW1_00=0.0489),
        "number missing": lambda: {key: NUMBERS[key] for key in list(NUMBERS)[:-1]},
        "?no dictionary": lambda: 0.613,
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
    "partials": {
        "four digits": _paper(a1_0=0.5987, a1_1=0.5744, z2=0.4596, a2=0.6129, cost=0.3757, dA2=1.2258, dZ2=0.2908),
        "two digits where 2 % allow it": _paper(cost=0.38, dZ2=0.29, db2=0.29, dW2_01=0.167),
    },
    "measured": {"loop": _measured, "put back": _put_back},
}
