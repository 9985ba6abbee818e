"""One arch of a sine, learnt by a 1-8-1 network: tanh in the hidden layer, no activation at the output.

What it promises: gradient descent on the mean squared error, all rows in every update. It
stops after `max_epochs`, or as soon as an epoch has changed the cost by less than `tolerance`.
"""

import numpy as np


def data(rng):
    """60 points of the curve with a little noise: X is (60, 1), y is (60, 1)."""
    X = np.linspace(-1, 1, 60)[:, None]
    return X, np.sin(3 * X) + rng.normal(0, 0.05, (60, 1))


def start(rng):
    """Parameters before training."""
    W1, W2 = rng.normal(0, 1.5, (8, 1)), rng.normal(0, 0.3, (1, 8))
    return {"W1": W1, "b1": rng.normal(0, 0.5, 8), "W2": W2, "b2": np.zeros(1)}


def forward(X, parameters):
    """The activations of both layers; those of the second are its pre-activations."""
    A1 = np.tanh(X @ parameters["W1"].T + parameters["b1"])
    return A1, A1 @ parameters["W2"].T + parameters["b2"]


def cost(X, y, parameters):
    """Mean squared error."""
    return float(np.mean((forward(X, parameters)[1] - y) ** 2))


def backward(X, y, parameters):
    """Gradients of the cost. Without an activation at the output, dZ2 is dA2."""
    A1, A2 = forward(X, parameters)
    dZ2 = 2 * (A2 - y) / len(y)
    dZ1 = dZ2 @ parameters["W2"] * (1 - A1**2)
    return {"dW1": dZ1.T @ X, "db1": dZ1.sum(axis=0), "dW2": dZ2.T @ A1, "db2": dZ2.sum(axis=0)}


def is_flat(history, tolerance):
    """Whether the last epoch has changed the cost by less than the tolerance."""
    return len(history) > 1 and history[-1] - history[-2] < tolerance


def train(X, y, rng, max_epochs=3000, tolerance=1e-7, learning_rate=0.1):
    """The parameters after training, and the cost after each epoch."""
    parameters = start(rng)
    history = []
    for _ in range(max_epochs):
        slopes = backward(X, y, parameters)
        parameters = {name: value - learning_rate * slopes["d" + name] for name, value in parameters.items()}
        history.append(cost(X, y, parameters))
        if is_flat(history, tolerance):
            break
    return parameters, history
