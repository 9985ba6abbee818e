"""Right forward and backward passes in other styles."""

import numpy as np

from dlgrader.mistakes.bank import Variant
from dlgrader.mistakes.implementing_backpropagation.reference import (
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    tanh,
    tanh_prime,
)


def forward_loops(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    m = len(X)
    cache = {"A0": X}
    for l in range(1, L + 1):
        W, b, A = parameters[f"W{l}"], parameters[f"b{l}"], cache[f"A{l - 1}"]
        Z = np.zeros((m, len(b)))
        for example in range(m):
            for i in range(len(b)):
                Z[example, i] = b[i]
                for j in range(W.shape[1]):
                    Z[example, i] += W[i, j] * A[example, j]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    return cache[f"A{L}"], cache


def backward_loops(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = len(y)
    gradients = {"d" + name: np.zeros(value.shape) for name, value in parameters.items()}
    for example in range(m):
        dA = 2 * (cache[f"A{L}"][example] - y[example]) / m
        for l in range(L, 0, -1):
            dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"][example])
            gradients[f"dW{l}"] += np.outer(dZ, cache[f"A{l - 1}"][example])
            gradients[f"db{l}"] += dZ
            dA = np.array([sum(dZ[i] * parameters[f"W{l}"][i, j] for i in range(len(dZ)))
                           for j in range(parameters[f"W{l}"].shape[1])])  # fmt: skip
    return gradients


def forward_einsum(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = np.einsum("ej,ij->ei", cache[f"A{l - 1}"], parameters[f"W{l}"]) + parameters[f"b{l}"]
        cache[f"Z{l}"], cache[f"A{l}"] = Z, g[output if l == L else hidden](Z)
    return cache[f"A{L}"], cache


def backward_einsum(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {}
    dA = 2 / len(y) * (cache[f"A{L}"] - y)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"] = np.einsum("ei,ej->ij", dZ, cache[f"A{l - 1}"])
        gradients[f"db{l}"] = np.einsum("ei->i", dZ)
        dA = np.einsum("ei,ij->ej", dZ, parameters[f"W{l}"])
    return gradients


def forward_dot(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": np.copy}
    L = len(parameters) // 2
    A, cache = X, {"A0": X}
    for l in range(1, L + 1):
        Z = np.add(np.dot(A, np.transpose(parameters["W%d" % l])), parameters["b%d" % l].reshape(1, -1))  # noqa: UP031
        A = g[output if l == L else hidden](Z)
        cache.update({f"Z{l}": Z, f"A{l}": A})
    return A, cache


def backward_matmul_average_late(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = y.shape[0]
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y)
    for l in reversed(range(1, L + 1)):
        dZ = np.multiply(dA, g_prime[output if l == L else hidden](cache[f"Z{l}"]))
        gradients[f"dW{l}"] = np.matmul(dZ.T, cache[f"A{l - 1}"]) / m
        gradients[f"db{l}"] = dZ.mean(axis=0)
        dA = np.matmul(dZ, parameters[f"W{l}"])
    return gradients


def backward_ones_product(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    m = y.shape[0]
    ones = np.ones(m)
    gradients = {}
    dA = -2 * (y - cache[f"A{L}"])
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"db{l}"] = ones @ dZ / m
        gradients[f"dW{l}"] = (cache[f"A{l - 1}"].T @ dZ).T / m
        dA = (parameters[f"W{l}"].T @ dZ.T).T
    return gradients


def backward_from_a(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    L = len(parameters) // 2
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / len(y)
    for l in range(L, 0, -1):
        a = cache[f"A{l}"]
        name = output if l == L else hidden
        if name == "sigmoid":
            slope = a * (1 - a)
        elif name == "tanh":
            slope = 1 - a**2
        elif name == "relu":
            slope = a > 0
        else:
            slope = 1
        dZ = dA * slope
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ cache[f"A{l - 1}"], dZ.sum(0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


def layer_gradients(dZ, A_before, W):
    return dZ.T @ A_before, dZ.sum(axis=0), dZ @ W


def slope_of(name, Z):
    return {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}[name](Z)


def backward_with_helpers(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    L = len(parameters) // 2
    names = [hidden] * (L - 1) + [output]
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / len(y)
    for l in range(L, 0, -1):
        dZ = dA * slope_of(names[l - 1], cache[f"Z{l}"])
        gradients[f"dW{l}"], gradients[f"db{l}"], dA = layer_gradients(dZ, cache[f"A{l - 1}"], parameters[f"W{l}"])
    return gradients


def forward_single_precision(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X.astype(np.float32)}
    for l in range(1, L + 1):
        W, b = parameters[f"W{l}"].astype(np.float32), parameters[f"b{l}"].astype(np.float32)
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ W.T + b
        cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"]).astype(np.float32)
    return cache[f"A{L}"], cache


def backward_single_precision(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {}
    dA = (2 * (cache[f"A{L}"] - y) / len(y)).astype(np.float32)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"]).astype(np.float32)
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"].astype(np.float32)
        gradients[f"db{l}"] = dZ.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"].astype(np.float32)
    return gradients


def forward_larger_cache(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X, "L": L, "hidden": hidden, "output": output, "parameters": parameters}
    for l in range(1, L + 1):
        cache[f"W{l}"] = parameters[f"W{l}"]
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
    return cache[f"A{L}"], cache


def backward_recursive(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2

    def error(l):
        """dZ of layer l, from dZ of the layer after it."""
        if l == L:
            return 2 * (cache[f"A{L}"] - y) / len(y) * g_prime[output](cache[f"Z{L}"])
        return error(l + 1) @ parameters[f"W{l + 1}"] * g_prime[hidden](cache[f"Z{l}"])

    gradients = {f"dW{l}": error(l).T @ cache[f"A{l - 1}"] for l in range(1, L + 1)}
    return gradients | {f"db{l}": error(l).sum(axis=0) for l in range(1, L + 1)}


def backward_that_talks(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    import sys
    import warnings

    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    print("backward:", y.shape, sorted(parameters))
    print("this is no error", file=sys.stderr)
    warnings.warn("nor is this", UserWarning, stacklevel=2)
    gradients = {}
    dA = 2 * (cache[f"A{L}"] - y) / len(y)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        print("layer", l, "dZ", dZ.shape)
        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]
        gradients[f"db{l}"] = np.sum(dZ, axis=0)
        dA = dZ @ parameters[f"W{l}"]
    return gradients


# fmt: off
VARIANTS = [
    Variant("loops", "every product as a loop", {"forward": forward_loops, "backward": backward_loops}),
    Variant("einsum", "every product as einsum", {"forward": forward_einsum, "backward": backward_einsum}),
    Variant("dot-and-matmul", "np.dot, np.matmul; 1/m late, mean(axis=0)",
            {"forward": forward_dot, "backward": backward_matmul_average_late}),
    Variant("ones-product", "ones @ dZ / m", {"backward": backward_ones_product}),
    Variant("derivative-from-a", "derivatives from a; ReLU's as a boolean", {"backward": backward_from_a}),
    Variant("helpers", "two functions more",
            {"layer_gradients": layer_gradients, "slope_of": slope_of, "backward": backward_with_helpers}),
    Variant("single-precision", "float32 inside",
            {"forward": forward_single_precision, "backward": backward_single_precision}),
    Variant("larger-cache", "a cache that holds more", {"forward": forward_larger_cache}),
    Variant("recursive", "one error function that calls itself", {"backward": backward_recursive}),
    Variant("talkative", "prints, writes to stderr, warns", {"backward": backward_that_talks}),
]
