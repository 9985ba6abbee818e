# ruff: noqa: E501 - the answers read better whole
"""Students' ways of writing, after public code and questions: right ones keep all points, slips are named.

The sources are written for this test; only the habits are known ones.
"""

import textwrap

import pytest
from dlgrader.mistakes import BANKS
from dlgrader.mistakes.matrix import _quiet, judge

BANK = BANKS["implementing-backpropagation"]
HEAD = 'def forward(X, parameters, hidden="sigmoid", output="sigmoid"):\n'
KINDS = '    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}\n'
BACK = 'def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):\n'
SLOPES = (
    '    slope = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}\n'
    "    L, m, grads = len(parameters) // 2, len(y), {}\n"
)


def lines(head, *body):
    return head + "".join(f"    {line}\n" for text in body for line in textwrap.dedent(text).strip("\n").split("\n"))


def back(*body):
    return lines(BACK + SLOPES, *body, "return grads")


RIGHT = {
    "columns inside": ("forward", lines(HEAD + KINDS, """
        A, cache, L = X.T, {"A0": X}, len(parameters) // 2
        for l in range(1, L + 1):
            Z = np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)].reshape(-1, 1)
            A = g[output if l == L else hidden](Z)
            cache["Z" + str(l)], cache["A" + str(l)] = Z.T, A.T
        return A.T, cache""")),
    "by recursion": ("forward", lines(HEAD + KINDS, """
        L = len(parameters) // 2
        def upto(l):
            if l == 0:
                return {"A0": X}
            below = upto(l - 1)
            Z = below[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
            return below | {f"Z{l}": Z, f"A{l}": g[output if l == L else hidden](Z)}
        cache = upto(L)
        return cache[f"A{L}"], cache""")),
    "einsum": ("forward", lines(HEAD + KINDS, """
        cache, L = dict(A0=X), len(parameters) // 2
        for l in range(L):
            cache[f"Z{l+1}"] = np.einsum("mj,ij->mi", cache[f"A{l}"], parameters[f"W{l+1}"]) + parameters[f"b{l+1}"]
            cache[f"A{l+1}"] = (g[hidden] if l + 1 < L else g[output])(cache[f"Z{l+1}"])
        return cache[f"A{L}"], cache""")),
    "neuron by neuron": ("forward", lines(HEAD + KINDS, """
        cache, L = {"A0": X}, len(parameters) // 2
        for l in range(1, L + 1):
            W, b = parameters[f"W{l}"], parameters[f"b{l}"]
            rows = [[sum(w * a for w, a in zip(W[i], row)) + b[i] for i in range(len(b))] for row in cache[f"A{l-1}"]]
            cache[f"Z{l}"] = np.array(rows)
            cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
        return cache[f"A{L}"], cache""")),
    "row by row": ("backward", back("""
        for name, value in parameters.items():
            grads["d" + name] = np.zeros(value.shape)
        for k in range(m):
            dA = 2 * (cache[f"A{L}"][k] - y[k])
            for l in range(L, 0, -1):
                dZ = dA * slope[output if l == L else hidden](cache[f"Z{l}"][k])
                grads[f"dW{l}"] += np.outer(dZ, cache[f"A{l-1}"][k]) / m
                grads[f"db{l}"] += dZ / m
                dA = parameters[f"W{l}"].T @ dZ""")),
    "columns going back": ("backward", back("""
        dA = (2 / m) * (cache[f"A{L}"] - y).T
        for l in reversed(range(1, L + 1)):
            dZ = np.multiply(dA, slope[output if l == L else hidden](cache[f"Z{l}"]).T)
            grads[f"dW{l}"] = np.dot(dZ, cache[f"A{l-1}"])
            grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True).ravel()
            dA = np.dot(parameters[f"W{l}"].T, dZ)""")),
    "the output first": ("backward", back("""
        delta = 2 * (cache[f"A{L}"] - y) / m * slope[output](cache[f"Z{L}"])
        grads[f"dW{L}"], grads[f"db{L}"] = delta.T @ cache[f"A{L-1}"], delta.sum(0)
        l = L - 1
        while l >= 1:
            delta = delta @ parameters[f"W{l+1}"] * slope[hidden](cache[f"Z{l}"])
            grads[f"dW{l}"], grads[f"db{l}"] = delta.T @ cache[f"A{l-1}"], delta.sum(0)
            l -= 1""")),
    "outer products": ("backward", back("""
        dA = 2 * (cache[f"A{L}"] - y) / m
        for l in range(L, 0, -1):
            dZ = dA * slope[output if l == L else hidden](cache[f"Z{l}"])
            grads[f"dW{l}"] = (dZ[:, :, None] * cache[f"A{l-1}"][:, None, :]).sum(axis=0)
            grads[f"db{l}"] = np.ones(m) @ dZ
            dA = np.tensordot(dZ, parameters[f"W{l}"], axes=1)""")),
    "a loop over all": ("cost", """
def cost(y_hat, y):
    total = 0
    for row, wanted in zip(y_hat, y):
        for a, b in zip(row, wanted):
            total += (a - b) * (a - b)
    return total / len(y)"""),
    "a norm": ("cost", "def cost(y_hat, y):\n    return np.linalg.norm(y_hat - y) ** 2 / y_hat.shape[0]"),
    "a product": ("cost", "def cost(y_hat, y):\n    e = np.ravel(y_hat) - np.ravel(y)\n    return e @ e / len(y)"),
    "copies": ("update", """
def update_parameters(parameters, gradients, learning_rate):
    import copy
    new = copy.deepcopy(parameters)
    for l in range(1, len(new) // 2 + 1):
        new[f"W{l}"] -= learning_rate * gradients[f"dW{l}"]
        new[f"b{l}"] -= learning_rate * gradients[f"db{l}"]
    return new"""),
    "clipped": ("activations", "def relu(z):\n    return np.clip(z, 0, None)\ndef relu_prime(z):\n    return 1 * (np.asarray(z) > 0)"),
    "spread with a kind": ("activations", """
relu = np.vectorize(lambda v: max(0.0, v), otypes=[float])
relu_prime = np.vectorize(lambda v: 1.0 if v > 0 else 0.0, otypes=[float])"""),
}  # fmt: skip
# (question, source, words of which one must be said, least points that stay)
WRONG = {
    "max on arrays": ("activations", "def relu(z):\n    return max(0, z)", ("elementwise", "np.maximum", "array"), 5),
    "if on arrays": ("activations", "def relu(z):\n    if z > 0:\n        return z\n    return 0 * z",
                     ("elementwise", "np.maximum", "array", "np.where"), 5),
    "math on arrays": ("activations", "import math\ndef sigmoid(z):\n    return 1 / (1 + math.exp(-z))",
                       ("np.exp", "array", "one number"), 0),
    "a pair": ("activations", "def sigmoid(z):\n    return 1 / (1 + np.exp(-z)), z", ("tuple", "pair", "two"), 2.5),
    "a pair of relu": ("activations", "def relu(z):\n    A = np.maximum(0, z)\n    return A, {'Z': z}", ("tuple", "pair", "two"), 5),
    "a dictionary": ("activations", "def tanh(z):\n    return {'A': np.tanh(z)}", ("dict",), 5),
    "the first decides the kind": ("activations", "relu = np.vectorize(lambda v: max(0, v))", ("relu",), 5),
    "cut to whole numbers": ("activations", "def relu(z):\n    return np.maximum(0, z).astype(int)", ("relu",), 5),
    "an empty array of whole numbers": ("activations", "def relu(z):\n    a = np.zeros(np.shape(z), int)\n    a[z > 0] = z[z > 0]\n    return a", ("relu",), 5),
    "formula for a, sigmoid": ("activations", "def sigmoid_prime(z):\n    return z * (1 - z)", ("formula for a", "sigmoid(z)", "feeds"), 5),
    "formula for a, tanh": ("activations", "def tanh_prime(z):\n    return 1 - z ** 2", ("formula for a", "tanh(z)", "feeds"), 5),
    "slope of a slope": ("activations", "def sigmoid_prime(z):\n    return sigmoid(z) * (1 - sigmoid(sigmoid(z)))", ("sigmoid_prime",), 5),
    "half": ("cost", "def cost(y_hat, y):\n    return np.sum((y_hat - y) ** 2) / (2 * len(y))", ("half", "1/2", "0.5", "factor 2"), 0),
    "half of a mean": ("cost", "def cost(y_hat, y):\n    return 0.5 * np.mean((y_hat - y) ** 2)", ("half", "1/2", "0.5", "factor 2"), 0),
    "a root": ("cost", "def cost(y_hat, y):\n    return np.linalg.norm(y_hat - y) / len(y)", ("root", "square", "norm"), 0),
    "no mean": ("cost", "def cost(y_hat, y):\n    return np.sum((y_hat - y) ** 2)", ("m", "average", "mean"), 0),
    "flat targets, ravel": ("cost", "def cost(y_hat, y):\n    return np.mean((y_hat - np.ravel(y)) ** 2)", ("broadcast", "(m, m)", "shape", "flat"), 0),
    "flat targets, column": ("cost", "def cost(y_hat, y):\n    return np.sum((y_hat - y[:, 0]) ** 2) / len(y)", ("broadcast", "(m, m)", "shape", "flat"), 0),
    "flat predictions": ("cost", "def cost(y_hat, y):\n    return np.mean((y_hat.flatten() - y) ** 2)", ("broadcast", "(m, m)", "shape", "flat"), 0),
    "columns out": ("forward", lines(HEAD + KINDS, """
        A, cache, L = X.T, {"A0": X.T}, len(parameters) // 2
        for l in range(1, L + 1):
            Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"][:, None]
            A = g[output if l == L else hidden](Z)
            cache[f"Z{l}"], cache[f"A{l}"] = Z, A
        return A, cache"""), ("transpose", "row", "turned", "column"), 0),
    "in place": ("update", """
def update_parameters(parameters, gradients, learning_rate):
    for name in parameters:
        parameters[name] -= learning_rate * gradients["d" + name]
    return parameters""", ("in place", "changed", "as it was", "left as"), 1),
    "in place by rows": ("update", """
def update_parameters(parameters, gradients, learning_rate):
    for name, value in parameters.items():
        for k in range(len(value)):
            value[k] = value[k] - learning_rate * gradients["d" + name][k]
    return parameters""", ("in place", "changed", "as it was", "left as"), 1),
    "a seed of its own": ("initialization", """
def initialize_parameters(layer_sizes, rng):
    np.random.seed(1)
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters[f"W{l}"] = np.random.randn(layer_sizes[l], layer_sizes[l - 1]) / np.sqrt(layer_sizes[l - 1])
        parameters[f"b{l}"] = np.zeros(layer_sizes[l])
    return parameters""", ("rng", "np.random", "global"), 0),
    "another generator": ("initialization", """
def initialize_parameters(layer_sizes, rng):
    rng = np.random.default_rng(0)
    p = {}
    for l in range(1, len(layer_sizes)):
        p[f"W{l}"] = rng.normal(size=(layer_sizes[l], layer_sizes[l - 1])) / np.sqrt(layer_sizes[l - 1])
        p[f"b{l}"] = np.zeros(layer_sizes[l])
    return p""", ("rng", "generator"), 0),
    "no slope of the output": ("backward", back("""
        dZ = 2 * (cache[f"A{L}"] - y) / m
        for l in range(L, 0, -1):
            grads[f"dW{l}"], grads[f"db{l}"] = dZ.T @ cache[f"A{l-1}"], dZ.sum(axis=0)
            if l > 1:
                dZ = dZ @ parameters[f"W{l}"] * slope[hidden](cache[f"Z{l-1}"])"""), ("slope", "activation", "derivative"), 1),
    "summed rows": ("backward", back("""
        dA = 2 * (cache[f"A{L}"] - y)
        for l in range(L, 0, -1):
            dZ = dA * slope[output if l == L else hidden](cache[f"Z{l}"])
            grads[f"dW{l}"], grads[f"db{l}"] = dZ.T @ cache[f"A{l-1}"], dZ.sum(axis=0)
            dA = dZ @ parameters[f"W{l}"]"""), ("average", "mean", "/ m", "m ="), 1),
    "errors through the weights alone": ("backward", back("""
        e = 2 * (cache[f"A{L}"] - y) / m
        for l in range(L, 0, -1):
            dZ = e * slope[output if l == L else hidden](cache[f"Z{l}"])
            grads[f"dW{l}"], grads[f"db{l}"] = dZ.T @ cache[f"A{l-1}"], dZ.sum(axis=0)
            e = e @ parameters[f"W{l}"]"""), ("slope", "activation", "derivative"), 1),
    "columns of biases": ("backward", back("""
        dA = 2 * (cache[f"A{L}"] - y) / m
        for l in range(L, 0, -1):
            dZ = dA * slope[output if l == L else hidden](cache[f"Z{l}"])
            grads[f"dW{l}"], grads[f"db{l}"] = dZ.T @ cache[f"A{l-1}"], dZ.sum(axis=0, keepdims=True).T
            dA = dZ @ parameters[f"W{l}"]"""), ("shape", "dimension"), 10),
}  # fmt: skip


def judged(question, source):
    """Points and words of a question whose answer this is, with right functions around it."""
    names = BANK.namespace()
    exec(compile(source, "answer", "exec"), names)
    with _quiet():
        points, report = judge(BANK, question, names)
    return points, report.summary()


@pytest.mark.parametrize(("question", "source"), RIGHT.values(), ids=RIGHT)
def test_a_right_way_keeps_all_points(question, source):
    points, said = judged(question, source)
    assert points == BANK.points[question], said


@pytest.mark.parametrize(("question", "source", "words", "least"), WRONG.values(), ids=WRONG)
def test_a_slip_is_named_and_costs_its_part(question, source, words, least):
    points, said = judged(question, source)
    assert least <= points < BANK.points[question], said
    assert any(word in said for word in words), said
