"""Backward passes that go wrong between two layers, or where they start: each in more than one style."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import (
    relu_prime,
    sigmoid_prime,
    tanh_prime,
)

GROUP = "between layers"


def backward_last_from_error(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / len(y)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        used = dA if l == L else dZ
        gradients[f"dW{l}"], gradients[f"db{l}"] = used.T @ cache[f"A{l - 1}"], used.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_last_from_error_by_rows(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    slopes = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    depth, examples = len(parameters) // 2, y.shape[0]
    result = {"d" + name: np.zeros(value.shape) for name, value in parameters.items()}
    for e in range(examples):
        upstream = 2 * (cache[f"A{depth}"][e] - y[e]) / examples
        for layer in reversed(range(1, depth + 1)):
            delta = upstream * slopes[output if layer == depth else hidden](cache[f"Z{layer}"][e])
            result[f"dW{layer}"] += np.outer(upstream if layer == depth else delta, cache[f"A{layer - 1}"][e])
            result[f"db{layer}"] += upstream if layer == depth else delta
            upstream = np.dot(parameters[f"W{layer}"].T, delta)
    return result


def backward_reshapes_weights(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {}
    dZ = 2 * (cache[f"A{L}"] - y) / len(y) * g_prime[output](cache[f"Z{L}"])
    for l in range(L, 0, -1):
        if l < L:
            W = parameters[f"W{l + 1}"]
            turned = W.reshape(W.shape[1], W.shape[0])
            dZ = np.dot(turned, dZ.T).T * g_prime[hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ cache[f"A{l - 1}"], dZ.sum(axis=0)
    return gradients


def backward_mean_of_y(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - np.mean(y)) / len(y)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ cache[f"A{l - 1}"], dZ.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_mean_of_each_output(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    slopes = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    depth, examples = len(parameters) // 2, y.shape[0]
    target = sum(row for row in y) / examples
    result = {"d" + name: np.zeros(value.shape) for name, value in parameters.items()}
    for e in range(examples):
        upstream = 2 * (cache[f"A{depth}"][e] - target) / examples
        for layer in reversed(range(1, depth + 1)):
            delta = upstream * slopes[output if layer == depth else hidden](cache[f"Z{layer}"][e])
            result[f"dW{layer}"] += np.outer(delta, cache[f"A{layer - 1}"][e])
            result[f"db{layer}"] += delta
            upstream = np.dot(delta, parameters[f"W{layer}"])
    return result


def backward_slope_below(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    slope_of_a = {
        "sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a * a, "relu": lambda a: (a > 0) * 1.0,
        "identity": np.ones_like,
    }  # fmt: skip
    L = len(parameters) // 2
    gradients = {}
    dZ = 2 * (cache[f"A{L}"] - y) / len(y) * slope_of_a[output](cache[f"A{L}"])
    for l in range(L, 0, -1):
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ cache[f"A{l - 1}"], dZ.sum(axis=0)
        if l > 1:
            dZ = dZ @ parameters[f"W{l}"] * slope_of_a[hidden](cache[f"A{max(l - 2, 0)}"])
    return gradients


def backward_slope_of_z_below(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / len(y)
    for l in range(L, 0, -1):
        below = cache[f"Z{l - 1}"] if l > 1 else cache["A0"]
        dZ = dA * g_prime[output if l == L else hidden](below)
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ cache[f"A{l - 1}"], dZ.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_transposed_einsum(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {}
    dA = 2 / len(y) * (cache[f"A{L}"] - y)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = np.einsum("ei,ej->ij", dZ, cache[f"A{l - 1}"])
        gradients[f"db{l}"] = np.einsum("ei->i", dZ)
        dA = np.einsum("ei,ji->ej", dZ, parameters[f"W{l}"])
    return gradients


def backward_slope_lost_in_hidden(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {}
    back = dZ = 2 * (cache[f"A{L}"] - y) / len(y) * g_prime[output](cache[f"Z{L}"])
    for l in range(L, 0, -1):
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ cache[f"A{l - 1}"], dZ.sum(axis=0)
        if l > 1:
            back = back @ parameters[f"W{l}"]
            dZ = back * g_prime[hidden](cache[f"Z{l - 1}"])
    return gradients


def backward_delta_lost(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    slopes = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    depth, examples = len(parameters) // 2, y.shape[0]
    result = {"d" + name: np.zeros(value.shape) for name, value in parameters.items()}
    for e in range(examples):
        delta = 2 * (cache[f"A{depth}"][e] - y[e]) / examples * slopes[output](cache[f"Z{depth}"][e])
        for layer in range(depth, 0, -1):
            if layer == depth - 1:
                delta = np.dot(parameters[f"W{layer + 1}"].T, delta) * slopes[hidden](cache[f"Z{layer}"][e])
            elif layer < depth - 1:  # the sum of the weights alone
                delta = parameters[f"W{layer + 1}"].sum(axis=0) * slopes[hidden](cache[f"Z{layer}"][e])
            result[f"dW{layer}"] += np.outer(delta, cache[f"A{layer - 1}"][e])
            result[f"db{layer}"] += delta
    return result


def backward_delta_zero(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
    dZ = 2 * (cache[f"A{L}"] - y) / len(y) * g_prime[output](cache[f"Z{L}"])
    gradients[f"dW{L}"], gradients[f"db{L}"] = dZ.T @ cache[f"A{L - 1}"], dZ.sum(axis=0)
    if L > 1:
        dZ = dZ @ parameters[f"W{L}"] * g_prime[hidden](cache[f"Z{L - 1}"])
        gradients[f"dW{L - 1}"], gradients[f"db{L - 1}"] = dZ.T @ cache[f"A{L - 2}"], dZ.sum(axis=0)
    return gradients


def backward_flat_targets(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    y = np.array(y).flatten()
    L = len(parameters) // 2
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / len(y)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ cache[f"A{l - 1}"], dZ.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_flat_targets_dot(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    slopes = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    depth, target = len(parameters) // 2, y.reshape(-1)
    result, layer = {}, len(parameters) // 2
    upstream = (cache[f"A{depth}"] - target) * 2 / y.shape[0]
    while layer > 0:
        delta = upstream * slopes[output if layer == depth else hidden](cache[f"Z{layer}"])
        result[f"db{layer}"] = np.sum(delta, axis=0)
        result[f"dW{layer}"] = np.dot(delta.T, cache[f"A{layer - 1}"])
        upstream = np.dot(delta, parameters[f"W{layer}"])
        layer -= 1
    return result


# fmt: off
MUTANTS = [
    Mutant("last-layer-from-dA", "backward", GROUP, "dW and db of the output layer without its slope",
           {"backward": backward_last_from_error}, {"output layer"},
           "last layer from dA"),
    Mutant("last-layer-from-dA-by-rows", "backward", GROUP, "the same, example by example",
           {"backward": backward_last_from_error_by_rows}, {"output layer"},
           "last layer from dA"),
    Mutant("weights-reshaped", "backward", GROUP, "W reshaped where it is transposed",
           {"backward": backward_reshapes_weights}, {"hidden layers"},
           "W reshaped"),
    Mutant("mean-of-y", "backward", GROUP, "the mean of all y in the place of each",
           {"backward": backward_mean_of_y}, {"output layer"},
           "y replaced by its mean"),
    Mutant("mean-of-each-output", "backward", GROUP, "the mean of each column of y, example by example",
           {"backward": backward_mean_of_each_output}, {"output layer"},
           "y replaced by its mean"),
    Mutant("slope-below", "backward", GROUP, "a (1 - a) of the layer below",
           {"backward": backward_slope_below}, {"hidden layers"},
           "derivative of the layer below"),
    Mutant("slope-of-z-below", "backward", GROUP, "g' at the Z of the layer below, the output too",
           {"backward": backward_slope_of_z_below}, {"output layer"},
           "derivative of the layer below"),
    Mutant("chain-W-transposed-einsum", "backward", GROUP, "the indices of W swapped on the way back",
           {"backward": backward_transposed_einsum}, {"hidden layers"},
           "W transposed"),
    Mutant("slope-lost-in-hidden", "backward", GROUP, "what goes back from a hidden layer lacks its slope",
           {"backward": backward_slope_lost_in_hidden}, {"hidden layers"},
           "derivative not passed back (hidden)"),
    Mutant("delta-lost", "backward", GROUP, "the delta is lost below the layer before the last",
           {"backward": backward_delta_lost}, {"hidden layers"},
           "delta lost"),
    Mutant("delta-zero", "backward", GROUP, "gradients of the last two layers alone",
           {"backward": backward_delta_zero}, {"hidden layers"},
           "delta lost"),
    Mutant("flat-targets", "backward", GROUP, "y flattened: y_hat - y has shape (m, m)",
           {"backward": backward_flat_targets}, {"output layer"},
           "y flattened"),
    Mutant("flat-targets-dot", "backward", GROUP, "the same with np.dot and another loop",
           {"backward": backward_flat_targets_dot}, {"output layer"},
           "y flattened"),
]
# fmt: on
