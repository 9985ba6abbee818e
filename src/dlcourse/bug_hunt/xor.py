"""XOR, learnt by a 2-4-1 network: tanh in the hidden layer, a sigmoid at the output.

What it promises: gradient descent on the mean squared error, all rows in every update. An update
moves every parameter against the gradient of the cost at the point where the update began.
"""

import numpy as np


def data(rng=None):
    """The four rows of XOR: X is (4, 2), y is (4, 1). Nothing here is random."""
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array([[0.0], [1.0], [1.0], [0.0]])


def start(rng):
    """Parameters before training."""
    return {
        "W1": rng.normal(0, 1, (4, 2)),
        "b1": np.zeros(4),
        "W2": rng.normal(0, 1, (1, 4)),
        "b2": np.zeros(1),
    }


def forward(X, parameters):
    """The activations of both layers."""
    A1 = np.tanh(X @ parameters["W1"].T + parameters["b1"])
    A2 = 1 / (1 + np.exp(-(A1 @ parameters["W2"].T + parameters["b2"])))
    return A1, A2


def cost(X, y, parameters):
    """Mean squared error."""
    _, A2 = forward(X, parameters)
    return float(np.mean((A2 - y) ** 2))


def update(X, y, parameters, learning_rate):
    """The parameters after one step of gradient descent. Those that are given stay as they are."""
    new = dict(parameters)
    A1, A2 = forward(X, new)
    dA2 = 2 * (A2 - y) / len(y)
    dZ2 = dA2 * A2 * (1 - A2)
    new["W2"] = new["W2"] - learning_rate * dZ2.T @ A1
    new["b2"] = new["b2"] - learning_rate * dZ2.sum(axis=0)
    dA1 = dZ2 @ new["W2"]
    dZ1 = dA1 * (1 - A1**2)
    new["W1"] = new["W1"] - learning_rate * dZ1.T @ X
    new["b1"] = new["b1"] - learning_rate * dZ1.sum(axis=0)
    return new


def train(X, y, rng, epochs=2000, learning_rate=0.5):
    """The parameters after training, and the cost after each epoch."""
    parameters = start(rng)
    history = []
    for _ in range(epochs):
        parameters = update(X, y, parameters, learning_rate)
        history.append(cost(X, y, parameters))
    return parameters, history
