"""Six networks of lecture 12, with one planted bug each. Read them; run what you like against them.

Each is a backward pass of the 2-3-2-1 kind for sigmoids in every layer and the cost (1/m) * sum (y_hat - y)**2. The
right one is :func:`dlcourse.nn.backward`.
"""

import numpy as np


def network_a(y, parameters, cache):
    """Gradients of network A."""
    L, m, gradients = len(parameters) // 2, len(y), {}
    dA = 2 * (cache[f"A{L}"] - y)
    for l in range(L, 0, -1):
        A = cache[f"A{l}"]
        dZ = dA * A * (1 - A)
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"] / m
        gradients[f"db{l}"] = dZ.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def network_b(y, parameters, cache):
    """Gradients of network B."""
    L, m, gradients = len(parameters) // 2, len(y), {}
    dA = 2 * (y - cache[f"A{L}"]) / m
    for l in range(L, 0, -1):
        A = cache[f"A{l}"]
        dZ = dA * A * (1 - A)
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = dZ.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def network_c(y, parameters, cache):
    """Gradients of network C."""
    L, m, gradients = len(parameters) // 2, len(y), {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        A = cache[f"A{l}"]
        dZ = dA * A * (1 - A) if l == L else dA
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = dZ.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def network_d(y, parameters, cache):
    """Gradients of network D."""
    L, m, gradients = len(parameters) // 2, len(y), {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 1, -1):
        A = cache[f"A{l}"]
        dZ = dA * A * (1 - A)
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = dZ.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients | {"dW1": np.zeros_like(parameters["W1"]), "db1": np.zeros_like(parameters["b1"])}


def network_e(y, parameters, cache):
    """Gradients of network E."""
    L, m, gradients = len(parameters) // 2, len(y), {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        A = cache[f"A{l}"]
        dZ = dA * A * (1 - A)
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = dZ.sum(axis=0) * 0
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def network_f(y, parameters, cache):
    """Gradients of network F."""
    L, m, gradients = len(parameters) // 2, len(y), {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        Z, A = cache[f"Z{l}"], cache[f"A{l}"]
        dZ = dA * (A * (1 - A) if l == L else Z * (1 - Z))
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = dZ.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


NETWORKS = {"A": network_a, "B": network_b, "C": network_c, "D": network_d, "E": network_e, "F": network_f}
KINDS = (
    "sign turned round",
    "average missing for the biases",
    "activation's derivative left out",
    "slope of z instead of a",
    "first layer skipped",
    "biases never updated",
)


def largest_errors(network, seed=0):
    """The gradient check: ``{name: largest relative error of that gradient}``, against central differences.

    Parameters
    ----------
    network : one of ``NETWORKS``
    seed : of the 2-3-2-1 network and the data on which it is tried
    """
    from dlcourse import nn
    from dlcourse.data import deck_table
    from dlcourse.gradients import numerical_gradients

    X, y = deck_table()
    parameters = nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(seed))
    _, cache = nn.forward(X, parameters)
    found = network(y, parameters, cache)
    measured = numerical_gradients(lambda p: nn.mse(nn.forward(X, p)[0], y), parameters)
    errors = {}
    for name, slope in measured.items():
        size = np.maximum(np.abs(found[name]) + np.abs(slope), 1e-8)
        errors[name] = float(np.max(np.abs(found[name] - slope) / size))
    return errors


def costs(network, epochs=2000, learning_rate=1.0, seed=0):
    """The cost on the course's table after each epoch with this network's gradients, as long as it is finite."""
    from dlcourse import nn
    from dlcourse.data import deck_table

    X, y = deck_table()
    parameters = nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(seed))
    history = []
    for _ in range(epochs):
        with np.errstate(all="ignore"):
            _, cache = nn.forward(X, parameters)
            parameters = nn.update(parameters, network(y, parameters, cache), learning_rate)
            cost = float(nn.mse(nn.forward(X, parameters)[0], y))
        if not np.isfinite(cost):
            break
        history.append(cost)
    return history
