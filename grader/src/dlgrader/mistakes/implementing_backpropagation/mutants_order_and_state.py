"""Order and state: values changed too early, or changed for the caller."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import relu_prime, sigmoid_prime, tanh_prime

GROUP = "order and state"


def backward_through_updated_weights(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ (parameters[f"W{l}"] - 0.1 * gradients[f"dW{l}"])
    return gradients


def backward_updates_parameters(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
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
    for name in parameters:
        parameters[name] = parameters[name] - 0.1 * gradients["d" + name]
    return gradients


def backward_in_the_cache(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = cache[f"A{L}"]
    dA -= y
    dA = dA * 2 / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_empties_cache(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache.pop(f"Z{l}"))
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_extends_cache(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        cache[f"dZ{l}"] = dZ
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_reads_overwritten(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    for l in range(1, L + 1):
        cache[f"A{l}"] *= g_prime[output if l == L else hidden](cache[f"Z{l}"])
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_accumulates(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
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
    kept = backward_accumulates.__dict__.setdefault("kept", {})
    for name, value in gradients.items():
        key = name, value.shape
        gradients[name] = kept[key] = kept.get(key, 0) + value
    return gradients


def backward_reversed_names(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{L - l + 1}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{L - l + 1}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def update_in_place(parameters, gradients, learning_rate):
    for name in parameters:
        parameters[name] -= learning_rate * gradients["d" + name]
    return parameters


def update_same_dictionary(parameters, gradients, learning_rate):
    for name in parameters:
        parameters[name] = parameters[name] - learning_rate * gradients["d" + name]
    return parameters


def update_shallow_copy(parameters, gradients, learning_rate):
    new = dict(parameters)
    for name in new:
        new[name] -= learning_rate * gradients["d" + name]
    return new


def update_scales_gradients(parameters, gradients, learning_rate):
    new = {}
    for name, value in parameters.items():
        gradients["d" + name] *= learning_rate
        new[name] = value - gradients["d" + name]
    return new


# fmt: off
MUTANTS = [
    Mutant(
        "updated-W-further-back", "backward", GROUP,
        "each layer is updated before the error goes on through it",
        {"backward": backward_through_updated_weights}, {"hidden layers"},
    ),
    Mutant(
        "backward-updates-parameters", "backward", GROUP,
        "the weights are updated inside backward, in place",
        {"backward": backward_updates_parameters}, {"arguments unchanged"},
    ),
    Mutant(
        "cache-changed-in-place", "backward", GROUP,
        "the error is formed inside the cache's last activation",
        {"backward": backward_in_the_cache}, {"arguments unchanged", "same answer twice"},
    ),
    Mutant(
        "cache-emptied", "backward", GROUP,
        "entries are taken out of the cache",
        {"backward": backward_empties_cache}, {"arguments unchanged", "same answer twice"},
    ),
    Mutant(
        "cache-extended", "backward", GROUP,
        "dZ is stored in the caller's cache",
        {"backward": backward_extends_cache}, {"arguments unchanged"},
    ),
    Mutant(
        "derivative-after-overwrite", "backward", GROUP,
        "Z is overwritten by g'(Z) before it is read again",
        {"backward": backward_reads_overwritten}, {"arguments unchanged", "hidden layers", "output layer"},
    ),
    Mutant(
        "gradients-accumulate", "backward", GROUP,
        "the sums of one call are still there in the next",
        {"backward": backward_accumulates}, {"same answer twice"},
    ),
    Mutant(
        "gradients-under-wrong-layer", "backward", GROUP,
        "dW1 holds the last layer's gradient",
        {"backward": backward_reversed_names}, {"hidden layers", "output layer", "shapes"},
    ),
    Mutant(
        "update-in-place", "update", GROUP,
        "the caller's arrays change",
        {"update_parameters": update_in_place}, {"new dictionary"},
    ),
    Mutant(
        "update-same-dictionary", "update", GROUP,
        "new arrays in the caller's dictionary",
        {"update_parameters": update_same_dictionary}, {"new dictionary"},
    ),
    Mutant(
        "update-shallow-copy", "update", GROUP,
        "a copy of the dictionary whose arrays are still the caller's",
        {"update_parameters": update_shallow_copy}, {"new dictionary"},
    ),
    Mutant(
        "update-scales-gradients", "update", GROUP,
        "alpha is multiplied into the caller's gradients",
        {"update_parameters": update_scales_gradients}, {"new dictionary", "same answer twice"},
    ),
]
