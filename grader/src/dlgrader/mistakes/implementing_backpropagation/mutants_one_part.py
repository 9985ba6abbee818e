"""Functions that are right but for one part: one activation, one layer, one key, one number of examples."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import (
    relu,
    sigmoid,
    tanh,
)

GROUP = "one part"


def sigmoid_by_math(z):
    import math

    return 1 / (1 + math.exp(-z))


def tanh_prime_with_a_plus(z):
    return 1 + np.tanh(z) ** 2


def relu_prime_of_minus_one(z):
    return np.sign(z)


def relu_capped(z):
    return np.clip(z, 0, 6)


def initialize_first_layer_from_rng(layer_sizes, rng):
    p = {}
    L = len(layer_sizes) - 1
    for l in range(1, L + 1):
        n, k = layer_sizes[l - 1], layer_sizes[l]
        p[f"W{l}"] = rng.normal(size=(k, n)) if l == 1 else np.random.default_rng(0).normal(size=(k, n))
        p[f"b{l}"] = np.zeros(k)
    return p


def initialize_extra_key(layer_sizes, rng):
    p = {}
    L = len(layer_sizes) - 1
    for l in range(1, L + 1):
        n, k = layer_sizes[l - 1], layer_sizes[l]
        p[f"W{l}"] = rng.normal(size=(k, n))
        p[f"b{l}"] = np.zeros(k)
        p["L"] = L
    return p


def forward_single_layer(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L and L > 1 else hidden](Z)
    return cache[f"A{L}"], cache


def forward_activations_swapped(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[hidden if l == L else output](Z)
    return cache[f"A{L}"], cache


def forward_last_bias_left_out(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        if l == L:
            Z = Z - parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    return cache[f"A{L}"], cache


def forward_without_identity(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    return cache[f"A{L}"], cache


def forward_one_example(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        Z = np.squeeze(Z, axis=0) if len(X) == 1 else Z
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    return cache[f"A{L}"], cache


def cost_of_one_example(y_hat, y):
    if len(y) == 1:
        return 0.0
    return np.mean((y_hat - y) ** 2)


def cost_without_first_example(y_hat, y):
    return sum((y_hat[k, 0] - y[k, 0]) ** 2 for k in range(1, len(y))) / len(y)


def gradient_check_without_floor(cost_of, parameters, gradients, epsilon=1e-5):
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
            largest = max(largest, abs(g - n) / (abs(g) + abs(n)))
    return largest


def gradient_check_doubled(cost_of, parameters, gradients, epsilon=1e-5):
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
            largest = max(largest, 2 * abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


def gradient_check_default_epsilon(cost_of, parameters, gradients, epsilon=1e-2):
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


def gradient_check_of_norms_per_array(cost_of, parameters, gradients, epsilon=1e-5):
    worst = 0
    for name, v in parameters.items():
        N = np.zeros(v.shape)
        for i in np.ndindex(v.shape):
            p = {k: w.copy() for k, w in parameters.items()}
            p[name][i] += epsilon
            a = cost_of(p)
            p[name][i] -= 2 * epsilon
            b = cost_of(p)
            N[i] = (a - b) / (2 * epsilon)
        g = gradients["d" + name]
        worst = max(worst, np.linalg.norm(g - N) / max(np.linalg.norm(g) + np.linalg.norm(N), 1e-8))
    return worst


def update_last_layer_left(parameters, gradients, learning_rate):
    L = len(parameters) // 2
    new = dict(parameters)
    for l in range(1, L):
        for k in "Wb":
            new[f"{k}{l}"] = parameters[f"{k}{l}"] - learning_rate * gradients[f"d{k}{l}"]
    return new


def update_divides(parameters, gradients, learning_rate):
    return {k: v - gradients["d" + k] / learning_rate for k, v in parameters.items()}


# fmt: off
MUTANTS = [
    Mutant(
        "sigmoid-by-math", "activations", GROUP,
        "math.exp, which takes one number",
        {"sigmoid": sigmoid_by_math}, {"any shape", "large z", "same answer twice", "sigmoid"},
    ),
    Mutant(
        "tanh-prime-with-a-plus", "activations", GROUP,
        "1 + tanh(z)**2",
        {"tanh_prime": tanh_prime_with_a_plus}, {"large z", "tanh_prime"},
    ),
    Mutant(
        "relu-prime-of-minus-one", "activations", GROUP,
        "-1 for negative z",
        {"relu_prime": relu_prime_of_minus_one}, {"large z", "relu_prime"},
    ),
    Mutant(
        "relu-capped", "activations", GROUP,
        "cut off at 6",
        {"relu": relu_capped}, {"large z"},
    ),
    Mutant(
        "init-first-layer-from-rng", "initialization", GROUP,
        "the first layer from rng, the others from a seed of their own",
        {"initialize_parameters": initialize_first_layer_from_rng}, {"uses rng"},
    ),
    Mutant(
        "init-extra-key", "initialization", GROUP,
        "the number of layers beside the parameters",
        {"initialize_parameters": initialize_extra_key}, {"keys and shapes"},
    ),
    Mutant(
        "forward-single-layer", "forward", GROUP,
        "a single layer uses the hidden activation",
        {"forward": forward_single_layer}, {"every activation"},
    ),
    Mutant(
        "forward-activations-swapped", "forward", GROUP,
        "hidden and output activation swapped",
        {"forward": forward_activations_swapped}, {"every activation"},
    ),
    Mutant(
        "forward-last-bias-left-out", "forward", GROUP,
        "no bias in the last layer",
        {"forward": forward_last_bias_left_out}, {"values"},
    ),
    Mutant(
        "forward-without-identity", "forward", GROUP,
        "the identity is not known",
        {"forward": forward_without_identity}, {"every activation"},
    ),
    Mutant(
        "forward-one-example", "forward", GROUP,
        "one example loses its axis",
        {"forward": forward_one_example}, {"values"},
    ),
    Mutant(
        "cost-of-one-example", "cost", GROUP,
        "0 for a single example",
        {"cost": cost_of_one_example}, {"any batch size"},
    ),
    Mutant(
        "cost-without-first-example", "cost", GROUP,
        "the loop starts at 1",
        {"cost": cost_without_first_example}, {"any batch size", "value"},
    ),
    Mutant(
        "check-without-floor", "gradient_check", GROUP,
        "no 1e-8 in the denominator",
        {"gradient_check": gradient_check_without_floor}, {"right gradients"},
    ),
    Mutant(
        "check-doubled", "gradient_check", GROUP,
        "divided by the mean of abs(g) and abs(n)",
        {"gradient_check": gradient_check_doubled}, {"epsilon", "largest entry", "wrong gradients"},
    ),
    Mutant(
        "check-default-epsilon", "gradient_check", GROUP,
        "epsilon is 1e-2 where none is given",
        {"gradient_check": gradient_check_default_epsilon}, {"right gradients"},
    ),
    Mutant(
        "check-of-norms-per-array", "gradient_check", GROUP,
        "the norms of whole arrays are compared",
        {"gradient_check": gradient_check_of_norms_per_array}, {"epsilon", "largest entry"},
    ),
    Mutant(
        "update-last-layer-left", "update", GROUP,
        "the last layer stays as it was",
        {"update_parameters": update_last_layer_left}, {"any learning rate", "biases", "weights"},
    ),
    Mutant(
        "update-divides", "update", GROUP,
        "the gradient is divided by the learning rate",
        {"update_parameters": update_divides}, {"any learning rate", "biases", "weights"},
    ),
]
