"""Is a point inside the ring or outside? A 2-6-1 network: tanh in the hidden layer, a sigmoid at the output.

What it promises: gradient descent on the binary cross-entropy, all
rows in every update, with the gradients that backpropagation gives.
"""

import numpy as np


def data(rng):
    """100 points of the plane: X is (100, 2); y is (100, 1), 1 for the points within a distance of 1 from 0."""
    X = rng.uniform(-1.6, 1.6, (100, 2))
    y = (np.sum(X**2, axis=1, keepdims=True) < 1) * 1.0
    return X, y


def start(rng):
    """Parameters before training."""
    return {
        "W1": rng.normal(0, 1, (6, 2)),
        "b1": rng.normal(0, 1, 6),
        "W2": rng.normal(0, 0.5, (1, 6)),
        "b2": np.zeros(1),
    }


def forward(X, parameters):
    """Everything the backward pass needs."""
    Z1 = X @ parameters["W1"].T + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = A1 @ parameters["W2"].T + parameters["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return {"A0": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def cost(X, y, parameters):
    """Binary cross-entropy."""
    p = np.clip(forward(X, parameters)["A2"], 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def backward(y, parameters, cache):
    """Gradients of the cost. With a sigmoid and the cross-entropy, dZ2 is as short as this."""
    A0, A1, A2 = cache["A0"], cache["A1"], cache["A2"]
    dZ2 = (A2 - y) / len(y)
    dA1 = dZ2 @ parameters["W2"]
    dZ1 = dA1 * A1 * (1 - A1)
    return {
        "dW1": dZ1.T @ A0,
        "db1": dZ1.sum(axis=0),
        "dW2": dZ2.T @ A1,
        "db2": dZ2.sum(axis=0),
    }


def train(X, y, rng, epochs=1500, learning_rate=0.5):
    """The parameters after training, and the cost after each epoch."""
    parameters = start(rng)
    history = []
    for _ in range(epochs):
        slopes = backward(y, parameters, forward(X, parameters))
        parameters = {name: value - learning_rate * slopes["d" + name] for name, value in parameters.items()}
        history.append(cost(X, y, parameters))
    return parameters, history
