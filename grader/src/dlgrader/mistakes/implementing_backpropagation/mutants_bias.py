"""Biases: summed wrongly, forgotten, or not updated."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import relu_prime, sigmoid_prime, tanh_prime

GROUP = "bias"


def backward_sums_neurons(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=1)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_keeps_examples(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = dZ
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_with_scalar_db(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_spreads_db(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.full(dZ.shape[1], np.sum(dZ))
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_with_row_db(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0, keepdims=True)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_with_column_db(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)[:, np.newaxis]
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_with_zero_db(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.zeros_like(parameters[f"b{l}"])
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_without_db(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_db_times_input(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ.T @ cache[f"A{l - 1}"], axis=1)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def update_weights_only(parameters, gradients, learning_rate):
    new = {}
    for name, value in parameters.items():
        new[name] = value - learning_rate * gradients["d" + name] if name.startswith("W") else value.copy()
    return new


def update_loses_biases(parameters, gradients, learning_rate):
    return {name: value - learning_rate * gradients["d" + name] for name, value in parameters.items() if name[0] == "W"}


# fmt: off
MUTANTS = [
    Mutant(
        "bias-wrong-axis", "backward", GROUP,
        "db sums over neurons, not examples",
        {"backward": backward_sums_neurons}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "bias-not-summed", "backward", GROUP,
        "db is dZ itself",
        {"backward": backward_keeps_examples}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "bias-one-scalar", "backward", GROUP,
        "db is one number for the layer",
        {"backward": backward_with_scalar_db}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "bias-scalar-spread", "backward", GROUP,
        "every neuron of a layer gets the layer's sum",
        {"backward": backward_spreads_db}, {"hidden layers"},
    ),
    Mutant(
        "bias-row-vector", "backward", GROUP,
        "db has shape (1, n_l)",
        {"backward": backward_with_row_db}, {"shapes"},
    ),
    Mutant(
        "bias-column-vector", "backward", GROUP,
        "db has shape (n_l, 1), which then broadcasts",
        {"backward": backward_with_column_db}, {"shapes"},
    ),
    Mutant(
        "bias-gradient-zero", "backward", GROUP,
        "db is zero",
        {"backward": backward_with_zero_db}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "bias-missing", "backward", GROUP,
        "no db at all",
        {"backward": backward_without_db}, {"output layer", "shapes"},
    ),
    Mutant(
        "bias-times-input", "backward", GROUP,
        "db is multiplied by the layer's input",
        {"backward": backward_db_times_input}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "bias-never-updated", "update", GROUP,
        "biases are copied, not updated",
        {"update_parameters": update_weights_only}, {"biases"},
    ),
    Mutant(
        "bias-missing-after-update", "update", GROUP,
        "the new dictionary holds weights alone",
        {"update_parameters": update_loses_biases}, {"biases", "new dictionary"},
    ),
]
