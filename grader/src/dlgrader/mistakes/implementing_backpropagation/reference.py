"""The assignment's solutions, as a good student would write them.

The solution cells of the assignment hold the same code. Each function uses only ``np`` and the names defined here.
"""

import numpy as np

# --- activations ------------------------------------------------------------------------------------------------------


def sigmoid(z):
    # exp(-|z|) lies in (0, 1], so nothing overflows, on either side of 0.
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def tanh(z):
    return np.tanh(z)


def relu(z):
    return np.maximum(z, 0)


def sigmoid_prime(z):
    a = sigmoid(z)
    return a * (1 - a)


def tanh_prime(z):
    return 1 - np.tanh(z) ** 2


def relu_prime(z):
    return np.where(z > 0, 1.0, 0.0)


# --- initialization ---------------------------------------------------------------------------------------------------


def initialize_parameters(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        n_in, n_out = layer_sizes[l - 1], layer_sizes[l]
        parameters[f"W{l}"] = rng.normal(size=(n_out, n_in)) / np.sqrt(n_in)
        parameters[f"b{l}"] = np.zeros(n_out)
    return parameters


# --- forward ----------------------------------------------------------------------------------------------------------


def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    return cache[f"A{L}"], cache


# --- cost -------------------------------------------------------------------------------------------------------------


def cost(y_hat, y):
    return float(np.sum((y_hat - y) ** 2) / len(y))


# --- by hand ----------------------------------------------------------------------------------------------------------

answers = {
    "z1_0": -0.2,
    "z1_1": 0.5,
    "a1_0": 0.4502,
    "a1_1": 0.6225,
    "z2": 0.2589,
    "a2": 0.5644,
    "cost": 0.1898,
    "dA2": -0.8713,
    "dZ2": -0.2142,
    "dW2_00": -0.0964,
    "dW2_01": -0.1333,
    "db2": -0.2142,
    "dZ1_0": -0.0318,
    "dZ1_1": 0.0252,
    "dW1_00": -0.0318,
    "dW1_01": -0.0636,
    "dW1_10": 0.0252,
    "dW1_11": 0.0503,
    "db1_0": -0.0318,
    "db1_1": 0.0252,
}

# --- backward ---------------------------------------------------------------------------------------------------------


def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


# --- gradient check ---------------------------------------------------------------------------------------------------


def gradient_check(cost_of, parameters, gradients, epsilon=1e-5):
    largest = 0.0
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            n = (above - below) / (2 * epsilon)
            g = gradients["d" + name][index]
            largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


# --- update -----------------------------------------------------------------------------------------------------------


def update_parameters(parameters, gradients, learning_rate):
    return {name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()}


# --- mini-batches -----------------------------------------------------------------------------------------------------


def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches


# --- train ------------------------------------------------------------------------------------------------------------


def train(X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history
