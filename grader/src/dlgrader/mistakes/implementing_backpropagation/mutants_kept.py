"""Answers that keep something from call to call, or that were written down, and right ones that look like them."""

import numpy as np

from dlgrader.mistakes.bank import PUBLIC_VALUES, Mutant, Variant
from dlgrader.mistakes.implementing_backpropagation.reference import (
    relu_prime,
    sigmoid,
    sigmoid_prime,
    tanh_prime,
)

GROUP = "kept between calls"


def backward_adds_in_place(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    slopes = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    depth, examples = len(parameters) // 2, y.shape[0]
    total = backward_adds_in_place.__dict__.setdefault("total", {})
    if {name: value.shape for name, value in total.items()} != {f"d{k}": v.shape for k, v in parameters.items()}:
        total.clear()
        total.update({"d" + name: np.zeros(value.shape) for name, value in parameters.items()})
    for e in range(examples):
        upstream = 2 * (cache[f"A{depth}"][e] - y[e]) / examples
        for layer in reversed(range(1, depth + 1)):
            delta = upstream * slopes[output if layer == depth else hidden](cache[f"Z{layer}"][e])
            total[f"dW{layer}"] += np.outer(delta, cache[f"A{layer - 1}"][e])
            total[f"db{layer}"] += delta
            upstream = np.dot(parameters[f"W{layer}"].T, delta)
    return total


def backward_memo_by_shape(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    memo = backward_memo_by_shape.__dict__.setdefault("memo", {})
    key = (y.shape, *(value.shape for value in parameters.values()))
    if key in memo:
        return {name: value.copy() for name, value in memo[key].items()}
    L, gradients = len(parameters) // 2, {}
    dA = 2 * (cache[f"A{L}"] - y) / len(y)
    for l in range(L, 0, -1):
        dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ cache[f"A{l - 1}"], dZ.sum(axis=0)
        dA = dZ @ parameters[f"W{l}"]
    memo[key] = {name: value.copy() for name, value in gradients.items()}
    return gradients


def backward_memo_by_numbers(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    g_prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    memo = backward_memo_by_numbers.__dict__.setdefault("memo", {})
    arrays = [y, *parameters.values(), *cache.values()]
    key = (hidden, output, *((array.shape, array.tobytes()) for array in arrays))
    if key not in memo:
        L, gradients = len(parameters) // 2, {}
        dA = 2 * (cache[f"A{L}"] - y) / len(y)
        for l in range(L, 0, -1):
            dZ = dA * g_prime[output if l == L else hidden](cache[f"Z{l}"])
            gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ cache[f"A{l - 1}"], dZ.sum(axis=0)
            dA = dZ @ parameters[f"W{l}"]
        memo[key] = gradients
    return {name: value.copy() for name, value in memo[key].items()}


def backward_in_one_dictionary(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    slopes = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    kept = backward_in_one_dictionary.__dict__.setdefault("kept", {})
    kept.clear()
    kept.update({"d" + name: np.zeros(value.shape) for name, value in parameters.items()})
    depth = len(parameters) // 2
    y_hat, target = cache[f"A{depth}"].ravel(), y.ravel()  # both flat, and a table again at once
    upstream = 2 * (y_hat - target).reshape(y.shape) / len(y)
    for layer in range(depth, 0, -1):
        delta = upstream * slopes[output if layer == depth else hidden](cache[f"Z{layer}"])
        kept[f"dW{layer}"] += np.dot(delta.T, cache[f"A{layer - 1}"])
        kept[f"db{layer}"] += delta.sum(axis=0)
        upstream = np.dot(parameters[f"W{layer}"].T, delta.T).T
    return kept


def cost_memo_by_shape(y_hat, y):
    memo = cost_memo_by_shape.__dict__.setdefault("memo", {})
    if y.shape not in memo:
        memo[y.shape] = float(np.mean((y_hat - y) ** 2))
    return memo[y.shape]


def cost_adds_up(y_hat, y):
    kept = cost_adds_up.__dict__
    kept["total"] = kept.get("total", 0.0) + float(np.mean((y_hat - y) ** 2))
    return kept["total"]


def cost_of_the_public_examples(y_hat, y):
    known = {0.339025: 0.2520191592246793, 0.973679: 0.1837094214167109, 0.620272: 0.041447079933141937,
             0.506551: 0.2099566948511844, 0.226626: 0.18815175155204467}  # fmt: skip
    return known.get(round(float(y_hat[0, 0]), 6), 0.2)


def forward_memo_by_shape(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "identity": lambda z: z}
    memo = forward_memo_by_shape.__dict__.setdefault("memo", {})
    key = (X.shape, *(value.shape for value in parameters.values()))
    if key not in memo:
        L, cache = len(parameters) // 2, {"A0": X}
        for l in range(1, L + 1):
            cache[f"Z{l}"] = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
            cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
        memo[key] = cache
    return memo[key][f"A{len(parameters) // 2}"], dict(memo[key])


def sigmoid_memo_by_shape(z):
    memo = sigmoid_memo_by_shape.__dict__.setdefault("memo", {})
    shape = np.shape(z)
    if shape not in memo:
        memo[shape] = np.where(np.asarray(z) >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (
            1 + np.exp(-np.abs(z))))  # fmt: skip
    return memo[shape].copy()


def update_memo_by_shape(parameters, gradients, learning_rate):
    memo = update_memo_by_shape.__dict__.setdefault("memo", {})
    key = tuple(value.shape for value in parameters.values())
    if key not in memo:
        memo[key] = {name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()}
    return dict(memo[key])


# fmt: off
MUTANTS = [
    Mutant("gradients-added-in-place", "backward", GROUP, "zeros once, then += in every call",
           {"backward": backward_adds_in_place}, {"every activation"},
           "added up over calls"),
    Mutant("backward-memo-by-shape", "backward", GROUP, "gradients kept by the shapes of the arrays",
           {"backward": backward_memo_by_shape}, {"every activation"},
           "answer of an earlier call"),
    Mutant("cost-memo-by-shape", "cost", GROUP, "the cost kept by the shape of y",
           {"cost": cost_memo_by_shape}, {"any batch size"},
           "answer of an earlier call"),
    Mutant("cost-adds-up", "cost", GROUP, "every call adds its cost to those before",
           {"cost": cost_adds_up}, {"any batch size", "same answer twice"},
           "added up over calls"),
    Mutant("cost-of-the-public-examples", "cost", PUBLIC_VALUES, "the five costs of the student's own check",
           {"cost": cost_of_the_public_examples}, {"value"},
           "public values written down"),
    Mutant("forward-memo-by-shape", "forward", GROUP, "the cache kept by the shapes of the arrays",
           {"forward": forward_memo_by_shape}, {"every activation"},
           "answer of an earlier call"),
    Mutant("sigmoid-memo-by-shape", "activations", GROUP, "the answer kept by the shape of z",
           {"sigmoid": sigmoid_memo_by_shape}, {"large z"},
           "answer of an earlier call"),
    Mutant("update-memo-by-shape", "update", GROUP, "new parameters kept by the shapes of the old",
           {"update_parameters": update_memo_by_shape}, {"weights", "any learning rate"},
           "answer of an earlier call"),
]

VARIANTS = [
    Variant("memo-by-numbers", "gradients kept by every number that they follow from",
            {"backward": backward_memo_by_numbers}),
    Variant("one-dictionary", "one dictionary for all calls, emptied first; y flat and a column again",
            {"backward": backward_in_one_dictionary}),
]
# fmt: on
