"""Who passes an exam? From hours of study and hours of sleep, with one sigmoid neuron.

What it promises: stochastic gradient descent on the binary cross-
entropy, one row in every update, in a new order in every epoch.
"""

import numpy as np


def data(rng):
    """80 students: X is (80, 2), hours around their mean, in tens; y is (80, 1), 1 for those who passed."""
    X = rng.normal(0, 1, (80, 2))
    y = (X[:, :1] + 0.5 * X[:, 1:] + rng.normal(0, 0.2, (80, 1)) > 0) * 1.0
    return X, y


def predict(X, w, b):
    """The probability of passing, (m, 1)."""
    return 1 / (1 + np.exp(-(X @ w + b)))[:, None]


def cost(X, y, w, b):
    """Binary cross-entropy."""
    p = np.clip(predict(X, w, b), 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def accuracy(X, y, w, b):
    """The share of the students who are told right."""
    return float(np.mean((predict(X, w, b) > 0.5) == (y > 0.5)))


def train(X, y, rng, epochs=60, learning_rate=0.05):
    """The parameters (w, b) after training, and the cost on the rows as they were given, after each epoch."""
    w, b = np.zeros(2), 0.0
    history = []
    for _ in range(epochs):
        X_now = rng.permutation(X)
        y_now = rng.permutation(y)
        for x, target in zip(X_now, y_now[:, 0], strict=True):
            error = 1 / (1 + np.exp(-(w @ x + b))) - target
            w = w - learning_rate * error * x
            b = b - learning_rate * error
        history.append(cost(X, y, w, b))
    return (w, b), history
