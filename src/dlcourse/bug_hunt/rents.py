"""The rent of a flat, from its size and its distance to the centre. One neuron without an activation.

What it promises: mini-batch gradient descent on the mean squared
error. An epoch uses every row exactly once, in an order of its own.
"""

import numpy as np


def data(rng):
    """50 flats: X is (50, 2), size and distance, scaled to -1 to 1; y is (50, 1), the rent in 1000."""
    X = rng.uniform(-1, 1, (50, 2))
    y = 0.9 + 0.5 * X[:, :1] - 0.3 * X[:, 1:] + rng.normal(0, 0.05, (50, 1))
    return X, y


def predict(X, parameters):
    """Rents, (m, 1)."""
    return X @ parameters["W1"].T + parameters["b1"]


def cost(X, y, parameters):
    """Mean squared error."""
    return float(np.mean((predict(X, parameters) - y) ** 2))


def gradients(X, y, parameters):
    """Derivatives of the cost."""
    dZ = 2 * (predict(X, parameters) - y) / len(y)
    return {"dW1": dZ.T @ X, "db1": dZ.sum(axis=0)}


def mini_batches(X, y, batch_size, rng):
    """The rows in a new order, cut into batches."""
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X) - batch_size + 1, batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches


def train(X, y, rng, epochs=40, batch_size=16, learning_rate=0.1):
    """The parameters after training, and the cost on all rows after each epoch."""
    parameters = {"W1": rng.normal(size=(1, 2)), "b1": np.zeros(1)}
    history = []
    for _ in range(epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            slopes = gradients(X_batch, y_batch, parameters)
            for name in parameters:
                parameters[name] = parameters[name] - learning_rate * slopes["d" + name]
        history.append(cost(X, y, parameters))
    return parameters, history
