"""The assignment's solutions, as a good student would write them. The solution cells hold the same code."""

import numpy as np


def sigmoid(z):
    """The sigmoid of z, elementwise: z has any shape, the result has the same."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


GIVEN = (sigmoid,)

# --- edges ------------------------------------------------------------------------------------------------------------


def ends_of(l, i, j):
    return (l - 1, j), (l, i)


def weight_on(parameters, source, destination):
    l, i = destination
    j = source[1]
    return parameters[f"W{l}"][i, j]


def weights_into(parameters, l, i):
    return parameters[f"W{l}"][i]


# --- shapes and count -------------------------------------------------------------------------------------------------


def shapes(layer_sizes, m):
    found = {"A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        n_in, n_out = layer_sizes[l - 1], layer_sizes[l]
        found[f"W{l}"] = (n_out, n_in)
        found[f"b{l}"] = (n_out,)
        found[f"Z{l}"] = found[f"A{l}"] = (m, n_out)
    return found


def count_parameters(layer_sizes):
    neurons, heard = layer_sizes[1:], layer_sizes[:-1]
    edges = sum(n_in * n_out for n_in, n_out in zip(heard, neurons, strict=True))
    return edges + sum(neurons)


# --- forward ----------------------------------------------------------------------------------------------------------


def forward_row(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        heard, a = a, np.zeros(len(b))
        for i in range(len(b)):
            z = b[i]
            for j in range(len(heard)):
                z += W[i, j] * heard[j]
            a[i] = sigmoid(z)
    return a


def forward_all(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(A @ parameters[f"W{l}"].T + parameters[f"b{l}"])
    return A


# --- cost and slopes --------------------------------------------------------------------------------------------------


def mse(y_hat, y):
    return np.sum((y_hat - y) ** 2) / len(y)


def cross_entropy(y_hat, y):
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y)


def mse_slope(y_hat, y):
    return 2 * (y_hat - y) / len(y)


def cross_entropy_slope(y_hat, y):
    return (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)


# --- xor --------------------------------------------------------------------------------------------------------------

# Hidden neuron 0 says OR, hidden neuron 1 says AND; the output wants the first without the second.
xor = {
    "W1": [[20, 20], [20, 20]],
    "b1": [-10, -30],
    "W2": [[20, -20]],
    "b2": [-10],
}
