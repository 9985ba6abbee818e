"""Derivatives of activations: left out, or taken at the wrong place."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import (
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    tanh,
    tanh_prime,
)

GROUP = "activation derivative"


def backward_without_hidden_derivative(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output](cache[f"Z{l}"]) if l == L else dA
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_without_output_derivative(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA if l == L else dA * g_prime[hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_derivative_at_a(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"A{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_output_form_at_z(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2}
    g_prime |= {"relu": relu_prime, "identity": np.ones_like}
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


def backward_with_another_default(y, parameters, cache, hidden="sigmoid", output="identity"):
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


def backward_always_sigmoid(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * sigmoid_prime(cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_hidden_derivative_everywhere(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_output_derivative_everywhere(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_tanh_without_square(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": lambda z: 1 - np.tanh(z), "relu": relu_prime, "identity": np.ones_like}
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


def backward_with_activation(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
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


def sigmoid_prime_of_z(z):
    return z * (1 - z)


def sigmoid_prime_as_sigmoid(z):
    return sigmoid(z)


def sigmoid_prime_at_a(z):
    a = sigmoid(sigmoid(z))
    return a * (1 - a)


def tanh_prime_without_square(z):
    return 1 - np.tanh(z)


def tanh_prime_of_z(z):
    return 1 - z**2


def relu_prime_one(z):
    return np.ones_like(z)


def relu_prime_as_relu(z):
    return np.maximum(z, 0)


# fmt: off
MUTANTS = [
    Mutant(
        "hidden-derivative-missing", "backward", GROUP,
        "hidden layers pass the gradient on without g'",
        {"backward": backward_without_hidden_derivative}, {"hidden layers"},
    ),
    Mutant(
        "output-derivative-missing", "backward", GROUP,
        "the output layer's g' is left out, as if the cost were cross-entropy",
        {"backward": backward_without_output_derivative}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "derivative-at-a", "backward", GROUP,
        "g' is taken at a, not at z",
        {"backward": backward_derivative_at_a}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "output-form-fed-with-z", "backward", GROUP,
        "a (1 - a) with z for a",
        {"backward": backward_output_form_at_z}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "backward-default-identity", "backward", GROUP,
        "the derivative of identity at the output where no activation is named",
        {"backward": backward_with_another_default}, {"every activation"},
    ),
    Mutant(
        "always-sigmoid-prime", "backward", GROUP,
        "sigmoid's derivative whatever the activation",
        {"backward": backward_always_sigmoid}, {"every activation"},
    ),
    Mutant(
        "hidden-derivative-at-output", "backward", GROUP,
        "the hidden activation's derivative at the output too",
        {"backward": backward_hidden_derivative_everywhere}, {"every activation"},
    ),
    Mutant(
        "output-derivative-in-hidden", "backward", GROUP,
        "the output activation's derivative in hidden layers too",
        {"backward": backward_output_derivative_everywhere}, {"every activation"},
    ),
    Mutant(
        "tanh-prime-as-number-of-a", "backward", GROUP,
        "1 - a for tanh, without the square",
        {"backward": backward_tanh_without_square}, {"every activation"},
    ),
    Mutant(
        "activation-for-derivative", "backward", GROUP,
        "g(z) where g'(z) belongs",
        {"backward": backward_with_activation}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "sigmoid-prime-of-z", "activations", GROUP,
        "z (1 - z): the form in a, fed with z",
        {"sigmoid_prime": sigmoid_prime_of_z}, {"sigmoid_prime"},
    ),
    Mutant(
        "sigmoid-prime-without-second-factor", "activations", GROUP,
        "sigma' without 1 - a",
        {"sigmoid_prime": sigmoid_prime_as_sigmoid}, {"sigmoid_prime"},
    ),
    Mutant(
        "sigmoid-prime-at-a", "activations", GROUP,
        "sigma' evaluated at sigma(z)",
        {"sigmoid_prime": sigmoid_prime_at_a}, {"sigmoid_prime"},
    ),
    Mutant(
        "tanh-prime-without-square", "activations", GROUP,
        "1 - tanh(z)",
        {"tanh_prime": tanh_prime_without_square}, {"tanh_prime"},
    ),
    Mutant(
        "tanh-prime-of-z", "activations", GROUP,
        "1 - z**2: the form in a, fed with z",
        {"tanh_prime": tanh_prime_of_z}, {"tanh_prime"},
    ),
    Mutant(
        "relu-prime-one-everywhere", "activations", GROUP,
        "ReLU' = 1 everywhere",
        {"relu_prime": relu_prime_one}, {"relu_prime"},
    ),
    Mutant(
        "relu-prime-is-relu", "activations", GROUP,
        "ReLU' returns ReLU",
        {"relu_prime": relu_prime_as_relu}, {"relu_prime"},
    ),
]
