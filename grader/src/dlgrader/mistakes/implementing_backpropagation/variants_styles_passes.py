"""Right forward and backward passes and training runs in further styles: by columns, by rows, as objects."""

import numpy as np

from dlgrader.mistakes.bank import Variant
from dlgrader.mistakes.implementing_backpropagation.reference import (
    backward,
    cost,
    forward,
    initialize_parameters,
    mini_batches,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    tanh,
    tanh_prime,
    update_parameters,
)


def initialize_columns(layer_sizes, rng):
    from collections import OrderedDict

    parameters = OrderedDict()
    for l in range(1, len(layer_sizes)):
        n_in, n_out = layer_sizes[l - 1], layer_sizes[l]
        limit = np.sqrt(6 / (n_in + n_out))
        parameters[f"W{l}"] = rng.uniform(-limit, limit, (n_in, n_out)).T
        parameters[f"b{l}"] = np.zeros((n_out, 1)).ravel()
    return parameters


# --- forward ----------------------------------------------------------------------------------------------------------


def forward_columns(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len([key for key in parameters if key.startswith("W")])
    A, cache = X.T, {"A0": X}
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"].dot(A) + parameters[f"b{l}"].reshape(-1, 1)
        A = g[hidden if l < L else output](Z)
        cache[f"Z{l}"], cache[f"A{l}"] = Z.T, A.T
    return A.T, cache


def forward_example_by_example(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: +z}
    L = max(int(key[1:]) for key in parameters)
    cache = {"A0": X.copy()}
    for l in range(1, L + 1):
        rows = [parameters[f"W{l}"] @ a + parameters[f"b{l}"] for a in cache[f"A{l - 1}"]]
        cache[f"Z{l}"] = np.vstack(rows)
        cache[f"A{l}"] = g[output if l == L else hidden](cache[f"Z{l}"])
    return [cache[f"A{L}"].copy(), cache]


def forward_bias_as_weight(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu}
    L = len(parameters) // 2
    cache = {"A0": X, "names": [hidden, output], "functions": g, 0: lambda z: z}
    for l in range(1, L + 1):
        W = np.hstack([parameters[f"W{l}"], parameters[f"b{l}"][:, None]])
        Z = np.hstack([cache[f"A{l - 1}"], np.ones((len(X), 1))]) @ W.T
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g.get(output if l == L else hidden, np.copy)(Z)
    return cache[f"A{L}"], cache


def forward_recursive(X, parameters, hidden="sigmoid", output="sigmoid"):
    def layers(A, l, cache):
        Z = np.dot(A, parameters[f"W{l}"].T) + parameters[f"b{l}"]
        last = f"W{l + 1}" not in parameters
        name = output if last else hidden
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-Z))
        elif name == "tanh":
            A = np.tanh(Z)
        elif name == "relu":
            A = np.maximum(0, Z)
        else:
            A = Z
        cache.update({f"Z{l}": Z, f"A{l}": A})
        return (A, cache) if last else layers(A, l + 1, cache)

    return layers(X, 1, {"A0": X})


# --- backward ---------------------------------------------------------------------------------------------------------


def backward_columns(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": lambda z: 1.0}
    L, m = len(parameters) // 2, y.shape[0]
    delta = 2 * (cache[f"A{L}"] - y).T / m * prime[output](cache[f"Z{L}"].T)
    gradients = {}
    for l in reversed(range(1, L + 1)):
        gradients[f"dW{l}"] = delta.dot(cache[f"A{l - 1}"])
        gradients[f"db{l}"] = delta.sum(axis=1)
        if l > 1:
            delta = parameters[f"W{l}"].T.dot(delta) * prime[hidden](cache[f"Z{l - 1}"].T)
    return gradients


def backward_outer_products(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    L = len(parameters) // 2
    gradients = {"d" + name: np.zeros(value.shape) for name, value in parameters.items()}
    for k in range(len(y)):
        d = 2 * (cache[f"A{L}"][k] - y[k])
        for l in range(L, 0, -1):
            d = d * prime[output if l == L else hidden](cache[f"Z{l}"][k])
            gradients[f"dW{l}"] += np.outer(d, cache[f"A{l - 1}"][k]) / len(y)
            gradients[f"db{l}"] += d / len(y)
            d = parameters[f"W{l}"].T @ d
    return gradients


def backward_deltas_first(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    def slope(name, a):
        if name == "sigmoid":
            return a * (1 - a)
        if name == "tanh":
            return 1 - a * a
        return a > 0 if name == "relu" else np.ones(a.shape)

    L = len(parameters) // 2
    deltas = {L: 2 / len(y) * (cache[f"A{L}"] - y) * slope(output, cache[f"A{L}"])}
    for l in range(L - 1, 0, -1):
        deltas[l] = np.einsum("ki,ij->kj", deltas[l + 1], parameters[f"W{l + 1}"]) * slope(hidden, cache[f"A{l}"])
    weights = {f"dW{l}": np.tensordot(deltas[l], cache[f"A{l - 1}"], axes=(0, 0)) for l in deltas}
    biases = {f"db{l}": np.add.reduce(deltas[l]) for l in deltas}
    return dict(sorted((weights | biases).items()))


def backward_layer_objects(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    class Layer:
        def __init__(self, l, name):
            self.W, self.A, self.Z = parameters[f"W{l}"], cache[f"A{l - 1}"], cache[f"Z{l}"]
            self.prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime}.get(name, np.ones_like)

        def back(self, dA):
            dZ = dA * self.prime(self.Z)
            return np.asarray(np.matrix(dZ).T * np.matrix(self.A)), dZ.sum(0), dZ @ self.W

    L = len(parameters) // 2
    dA, gradients = 2 * (cache[f"A{L}"] - y) / len(y), {}
    for l in range(L, 0, -1):
        gradients[f"dW{l}"], gradients[f"db{l}"], dA = Layer(l, output if l == L else hidden).back(dA)
        gradients[f"dA{l - 1}"] = dA
    return gradients


def backward_in_its_own_copies(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    import copy

    prime = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "identity": np.ones_like}
    cache, L = copy.deepcopy(cache), len(parameters) // 2
    cache[f"A{L}"] -= y
    cache[f"A{L}"] *= 2 / len(y)
    dA, gradients = cache[f"A{L}"], {}
    for l in range(L, 0, -1):
        dA *= prime[output if l == L else hidden](cache[f"Z{l}"])
        gradients[f"db{l}"] = (np.ones((1, len(y))) @ dA).reshape(-1)
        gradients[f"dW{l}"] = np.asfortranarray(dA.T @ cache[f"A{l - 1}"])
        dA = dA @ parameters[f"W{l}"]
    return gradients


# --- train ------------------------------------------------------------------------------------------------------------


def train_alone(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    functions = {
        "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
        "tanh": (np.tanh, lambda a: 1 - a * a),
        "relu": (lambda z: np.maximum(z, 0), lambda a: (a > 0) * 1.0),
        "identity": (lambda z: z, np.ones_like),
    }
    L = len(layer_sizes) - 1
    names = [None, *[hidden] * (L - 1), output]
    scale = 2 if hidden == "relu" else 1
    W = [None, *(rng.normal(0, scale, (layer_sizes[l], layer_sizes[l - 1])) for l in range(1, L + 1))]
    b = [None, *(np.zeros(layer_sizes[l]) for l in range(1, L + 1))]

    def activations_of(X):
        A = [X]
        for l in range(1, L + 1):
            A.append(functions[names[l]][0](A[-1] @ W[l].T + b[l]))
        return A

    history = []
    while len(history) < max_epochs:
        order = rng.permutation(len(X))
        for rows in (order[k : k + batch_size] for k in range(0, len(X), batch_size)):
            A = activations_of(X[rows])
            d = 2 * (A[-1] - y[rows]) / len(rows)
            for l in range(L, 0, -1):
                d = d * functions[names[l]][1](A[l])
                dW, db, d = d.T @ A[l - 1], d.sum(axis=0), d @ W[l]
                W[l], b[l] = W[l] - learning_rate * dW, b[l] - learning_rate * db
        history.append(float(((activations_of(X)[-1] - y) ** 2).mean()))
        if len(history) > 1 and -tolerance < history[-2] - history[-1] < tolerance:
            break
    return {f"W{l}": W[l] for l in range(1, L + 1)} | {f"b{l}": b[l] for l in range(1, L + 1)}, history


def train_from_infinity(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history, before = [], np.inf
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            cache = forward(X_batch, parameters, hidden, output)[1]
            gradients = backward(y_batch, parameters, cache, hidden, output)
            for name in parameters:
                parameters[name] -= learning_rate * gradients["d" + name]
        now = cost(forward(X, parameters, hidden, output)[0], y)
        history.append(now)
        if abs(now - before) < tolerance:
            break
        before = now
    return [parameters, np.array(history)]


def train_recursive(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    first, second = [np.random.default_rng(int(seed)) for seed in rng.integers(2**31, size=2)]

    def epoch(parameters, history):
        for X_batch, y_batch in mini_batches(X, y, batch_size, second):
            _, cache = forward(X_batch, parameters, hidden=hidden, output=output)
            gradients = backward(y_batch, parameters, cache, hidden=hidden, output=output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        history = (*history, cost(forward(X, parameters, hidden, output)[0], y))
        still = len(history) > 1 and np.abs(np.diff(history))[-1] < tolerance
        return (parameters, history) if still or len(history) == max_epochs else epoch(parameters, history)

    return epoch(initialize_parameters(layer_sizes, first), ())


# fmt: off
VARIANTS = [
    Variant("columns", "one column per example inside; an OrderedDict of parameters",
            {"initialize_parameters": initialize_columns, "forward": forward_columns, "backward": backward_columns}),
    Variant("example-by-example", "rows by rows; outer products; a list of two",
            {"forward": forward_example_by_example, "backward": backward_outer_products}),
    Variant("bias-as-weight", "the bias as one more weight; names and functions in the cache",
            {"forward": forward_bias_as_weight}),
    Variant("forward-recursive", "a layer calls the next", {"forward": forward_recursive}),
    Variant("deltas-first", "all deltas, then all products; derivatives from a", {"backward": backward_deltas_first}),
    Variant("layer-objects", "a class inside; np.matrix inside; gradients of the activations besides",
            {"backward": backward_layer_objects}),
    Variant("own-copies", "changes a deep copy of the cache in place", {"backward": backward_in_its_own_copies}),
    Variant("train-alone", "calls no other function; its start depends on the activation", {"train": train_alone}),
    Variant("train-from-infinity", "compares with infinity at first; changes its own parameters in place",
            {"train": train_from_infinity}),
    Variant("train-recursive", "an epoch calls the next; two generators drawn from rng", {"train": train_recursive}),
]
