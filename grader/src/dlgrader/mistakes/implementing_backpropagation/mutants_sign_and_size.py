"""Signs and sizes: errors and steps in the wrong direction or of the wrong length."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import relu_prime, sigmoid_prime, tanh_prime

GROUP = "sign and size"


def backward_wrong_sign(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (y - cache[f"A{L}"]) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_of_the_loss(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = (cache[f"A{L}"] - y) ** 2 / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_absolute_error(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * np.abs(cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_sign_of_error(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = np.sign(cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_times_rate(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = 0.1 * dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = 0.1 * np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def update_ascends(parameters, gradients, learning_rate):
    return {name: value + learning_rate * gradients["d" + name] for name, value in parameters.items()}


def update_alpha_twice(parameters, gradients, learning_rate):
    return {name: value - learning_rate**2 * gradients["d" + name] for name, value in parameters.items()}


def update_without_alpha(parameters, gradients, learning_rate):
    return {name: value - gradients["d" + name] for name, value in parameters.items()}


def update_fixed_alpha(parameters, gradients, learning_rate):
    return {name: value - 0.1 * gradients["d" + name] for name, value in parameters.items()}


def update_overwrites(parameters, gradients, learning_rate):
    return {name: -learning_rate * gradients["d" + name] for name in parameters}


# fmt: off
MUTANTS = [
    Mutant(
        "error-sign", "backward", GROUP,
        "y - y_hat",
        {"backward": backward_wrong_sign}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "loss-as-gradient", "backward", GROUP,
        "the loss itself stands where its derivative belongs",
        {"backward": backward_of_the_loss}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "absolute-error-as-gradient", "backward", GROUP,
        "|y_hat - y| for y_hat - y",
        {"backward": backward_absolute_error}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "sign-as-gradient", "backward", GROUP,
        "only the sign of the error",
        {"backward": backward_sign_of_error}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "learning-rate-in-gradient", "backward", GROUP,
        "the gradients are already multiplied by 0.1",
        {"backward": backward_times_rate}, {"hidden layers", "output layer"},
    ),
    Mutant("update-ascends", "update", GROUP, "W + alpha dW", {"update_parameters": update_ascends}, {"weights"}),
    Mutant(
        "update-alpha-twice", "update", GROUP,
        "alpha squared",
        {"update_parameters": update_alpha_twice}, {"weights"},
    ),
    Mutant(
        "update-without-alpha", "update", GROUP,
        "the learning rate is not used",
        {"update_parameters": update_without_alpha}, {"weights"},
    ),
    Mutant(
        "update-fixed-alpha", "update", GROUP,
        "0.1 whatever the learning rate",
        {"update_parameters": update_fixed_alpha}, {"any learning rate", "weights"},
    ),
    Mutant(
        "update-overwrites", "update", GROUP,
        "the step replaces the weights",
        {"update_parameters": update_overwrites}, {"weights"},
    ),
]
