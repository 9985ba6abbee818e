"""Two corners against the other two: a 2-4-1 network with a sigmoid in both layers.

What it promises: gradient descent on the mean squared error, all rows in
every update, with four hidden neurons of which each can learn something else.
"""

import numpy as np


def data(rng):
    """100 points, 25 around each corner of a square: X is (100, 2); y is (100, 1), 1 where the signs differ."""
    corners = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]])
    X = np.repeat(corners, 25, axis=0) + rng.normal(0, 0.2, (100, 2))
    y = np.repeat([[0.0], [1.0], [1.0], [0.0]], 25, axis=0)
    return X, y


def start(layer_sizes, rng):
    """Parameters before training, for layers of these sizes."""
    parameters = {}
    for l in range(1, len(layer_sizes)):
        n_in, n_out = layer_sizes[l - 1], layer_sizes[l]
        parameters[f"W{l}"] = np.full(
            (n_out, n_in),
            rng.normal(0, 1),
        )
        parameters[f"b{l}"] = np.zeros(n_out)
    return parameters


def sigmoid(z):
    """Elementwise."""
    return 1 / (1 + np.exp(-z))


def forward(X, parameters):
    """The activations of all layers."""
    A1 = sigmoid(X @ parameters["W1"].T + parameters["b1"])
    return A1, sigmoid(A1 @ parameters["W2"].T + parameters["b2"])


def cost(X, y, parameters):
    """Mean squared error."""
    return float(np.mean((forward(X, parameters)[1] - y) ** 2))


def backward(X, y, parameters):
    """Gradients of the cost."""
    A1, A2 = forward(X, parameters)
    dZ2 = 2 * (A2 - y) / len(y) * A2 * (1 - A2)
    dZ1 = dZ2 @ parameters["W2"] * A1 * (1 - A1)
    return {"dW1": dZ1.T @ X, "db1": dZ1.sum(axis=0), "dW2": dZ2.T @ A1, "db2": dZ2.sum(axis=0)}


def train(X, y, rng, epochs=3000, learning_rate=2.0):
    """The parameters after training, and the cost after each epoch."""
    parameters = start([2, 4, 1], rng)
    history = []
    for _ in range(epochs):
        slopes = backward(X, y, parameters)
        parameters = {name: value - learning_rate * slopes["d" + name] for name, value in parameters.items()}
        history.append(cost(X, y, parameters))
    return parameters, history
