"""The chain rule: wrong weights, wrong order, wrong transpose, layers left out."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import relu_prime, sigmoid_prime, tanh_prime

GROUP = "chain"


def backward_through_transpose(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"].T
    return gradients


def backward_through_wrong_layer(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{max(l - 1, 1)}"]
    return gradients


def backward_without_weights(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = np.sum(dZ, axis=1, keepdims=True)
    return gradients


def backward_sends_dA(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dA @ parameters[f"W{l}"]
    return gradients


def backward_elementwise(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ * parameters[f"W{l}"]
    return gradients


def backward_own_activation(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_with_pre_activations(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        before = cache["A0"] if l == 1 else cache[f"Z{l - 1}"]
        gradients[f"dW{l}"] = dZ.T @ before
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_transposed(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = cache[f"A{l - 1}"].T @ dZ
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_reshaped(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = (cache[f"A{l - 1}"].T @ dZ).reshape(parameters[f"W{l}"].shape)
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_stops_at_two(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 1, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def backward_first_layer_zero(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
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
    gradients["dW1"] = np.zeros_like(parameters["W1"])
    gradients["db1"] = np.zeros_like(parameters["b1"])
    return gradients


def backward_last_layer_zero(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
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
    gradients[f"dW{L}"] = np.zeros_like(parameters[f"W{L}"])
    gradients[f"db{L}"] = np.zeros_like(parameters[f"b{L}"])
    return gradients


def backward_of_last_layer(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / m
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = np.zeros_like(cache[f"A{l - 1}"])
    return gradients


def backward_three_layers(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    m = len(y)
    dZ3 = 2 * (cache["A3"] - y) / m * g_prime[output](cache["Z3"])
    dZ2 = dZ3 @ parameters["W3"] * g_prime[hidden](cache["Z2"])
    dZ1 = dZ2 @ parameters["W2"] * g_prime[hidden](cache["Z1"])
    return {
        "dW3": dZ3.T @ cache["A2"],
        "db3": dZ3.sum(axis=0),
        "dW2": dZ2.T @ cache["A1"],
        "db2": dZ2.sum(axis=0),
        "dW1": dZ1.T @ cache["A0"],
        "db1": dZ1.sum(axis=0),
    }


# fmt: off
MUTANTS = [
    Mutant(
        "chain-W-transposed", "backward", GROUP,
        "dZ @ W.T on the way back",
        {"backward": backward_through_transpose}, {"any depth", "hidden layers", "output layer"},
    ),
    Mutant(
        "chain-wrong-layer", "backward", GROUP,
        "the weights of the layer before",
        {"backward": backward_through_wrong_layer}, {"any depth", "hidden layers", "output layer"},
    ),
    Mutant(
        "chain-without-weights", "backward", GROUP,
        "the hidden error is the sum of the errors after it, without weights",
        {"backward": backward_without_weights}, {"hidden layers"},
    ),
    Mutant(
        "chain-dA-for-dZ", "backward", GROUP,
        "dA is sent back, not dZ: the layer's own slope is lost for all before it",
        {"backward": backward_sends_dA}, {"hidden layers"},
    ),
    Mutant(
        "chain-elementwise", "backward", GROUP,
        "dZ * W for dZ @ W",
        {"backward": backward_elementwise}, {"any depth", "hidden layers", "output layer"},
    ),
    Mutant(
        "dW-own-activation", "backward", GROUP,
        "dW uses the layer's own activation for its input",
        {"backward": backward_own_activation}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "dW-pre-activation", "backward", GROUP,
        "dW uses z of the layer before, not a",
        {"backward": backward_with_pre_activations}, {"hidden layers", "output layer"},
    ),
    Mutant(
        "dW-transposed", "backward", GROUP,
        "dW is A.T @ dZ",
        {"backward": backward_transposed}, {"hidden layers", "output layer", "shapes"},
    ),
    Mutant(
        "dW-transposed-and-reshaped", "backward", GROUP,
        "A.T @ dZ, forced into W's shape by reshape",
        {"backward": backward_reshaped}, {"hidden layers"},
    ),
    Mutant(
        "first-layer-skipped", "backward", GROUP,
        "no gradients for layer 1",
        {"backward": backward_stops_at_two}, {"hidden layers", "shapes"},
    ),
    Mutant(
        "first-layer-zero", "backward", GROUP,
        "layer 1 gets zeros",
        {"backward": backward_first_layer_zero}, {"hidden layers"},
    ),
    Mutant(
        "last-layer-skipped", "backward", GROUP,
        "the last layer gets zeros",
        {"backward": backward_last_layer_zero}, {"output layer"},
    ),
    Mutant(
        "output-layer-alone", "backward", GROUP,
        "only the last layer is trained, the hidden ones get zeros",
        {"backward": backward_of_last_layer}, {"hidden layers"},
    ),
    Mutant(
        "three-layers-only", "backward", GROUP,
        "written for exactly three layers",
        {"backward": backward_three_layers}, {"any depth"},
    ),
]
