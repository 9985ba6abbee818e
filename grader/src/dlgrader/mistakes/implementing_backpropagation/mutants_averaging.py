"""Averages over the examples: lost, taken twice, or along the wrong axis."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import relu_prime, sigmoid_prime, tanh_prime

GROUP = "averaging"


def backward_without_average(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_averages_dW_only(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"] / m
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_averages_db_only(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.mean(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_averages_twice(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"] / m
        gradients[f"db{l}"] = np.sum(dZ, axis=0) / m
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_averages_db_twice(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.mean(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_averages_in_every_layer(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"] / m
    return gradients


def backward_counts_columns(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = y.shape[1]
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_counts_features(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = cache["A0"].shape[1]
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_of_five_examples(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = 5
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_of_last_example(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ[-1:].T @ cache[f"A{l - 1}"][-1:] * m
        gradients[f"db{l}"] = dZ[-1] * m
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_without_two(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_with_four(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 4 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def cost_summed(y_hat, y):
    return float(np.sum((y_hat - y) ** 2))


def cost_over_columns(y_hat, y):
    return float(np.sum((y_hat - y) ** 2) / y.shape[1])


def cost_of_five_examples(y_hat, y):
    return float(np.sum((y_hat - y) ** 2) / 5)


# fmt: off
MUTANTS = [
    Mutant(
        "no-average", "backward", GROUP,
        "no 1/m in any gradient",
        {"backward": backward_without_average}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "average-in-dW-only", "backward", GROUP,
        "1/m in dW, not in db",
        {"backward": backward_averages_dW_only}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "average-in-db-only", "backward", GROUP,
        "1/m in db, not in dW",
        {"backward": backward_averages_db_only}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "average-twice", "backward", GROUP,
        "1/m in the error and again in dW and db",
        {"backward": backward_averages_twice}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "average-twice-in-db", "backward", GROUP,
        "the error is divided by m, and db takes the mean of it",
        {"backward": backward_averages_db_twice}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "average-in-every-layer", "backward", GROUP,
        "1/m again on the way into every earlier layer",
        {"backward": backward_averages_in_every_layer}, {"hidden layers"},
    ),
    Mutant(
        "m-from-wrong-axis", "backward", GROUP,
        "m is the number of outputs",
        {"backward": backward_counts_columns}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "m-of-the-parameters", "backward", GROUP,
        "m is the number of inputs",
        {"backward": backward_counts_features}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "m-hard-coded", "backward", GROUP,
        "m = 5 whatever the batch",
        {"backward": backward_of_five_examples}, {"any batch size"},
    ),
    Mutant(
        "last-example-only", "backward", GROUP,
        "only the last example's gradient",
        {"backward": backward_of_last_example}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "factor-two-missing", "backward", GROUP,
        "(y_hat - y) / m without the 2",
        {"backward": backward_without_two}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "factor-two-doubled", "backward", GROUP,
        "the 2 of the square twice",
        {"backward": backward_with_four}, {"hidden layers", "output layer"},
    ),
    Mutant("cost-summed", "cost", GROUP, "the sum over the examples, not their mean", {"cost": cost_summed}, {"value"}),
    Mutant(
        "cost-m-from-wrong-axis", "cost", GROUP,
        "divided by the number of outputs",
        {"cost": cost_over_columns}, {"value"},
    ),
    Mutant(
        "cost-m-hard-coded", "cost", GROUP,
        "divided by 5 whatever the batch",
        {"cost": cost_of_five_examples}, {"any batch size"},
    ),
]
