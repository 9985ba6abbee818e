"""Functions that compute the right thing and give it back in another form."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
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

GROUP = "what is returned"


def sigmoid_gives_a_list(z):
    return [1 / (1 + np.exp(-v)) for v in z]


def forward_y_hat_is_Z(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    return cache[f"Z{L}"], cache


def forward_y_hat_as_list(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    return cache[f"A{L}"].tolist(), cache


def forward_cache_of_lists(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    return cache[f"A{L}"], {k: v.tolist() for k, v in cache.items()}


def forward_cache_first(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    return cache, cache[f"A{L}"]


def forward_cache_without_last_Z(X, parameters, hidden="sigmoid", output="sigmoid"):
    g = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "identity": lambda z: z}
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = g[output if l == L else hidden](Z)
    cache.pop(f"Z{L}")
    return cache[f"A{L}"], cache


def backward_as_lists(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
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
    return {k: v.tolist() for k, v in gradients.items()}


def backward_named_like_parameters(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
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
    return {k[1:]: v for k, v in gradients.items()}


def backward_not_returned(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
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


def cost_in_an_array(y_hat, y):
    e = y_hat - y
    return e.T @ e / len(y)


def gradient_check_in_a_list(cost_of, parameters, gradients, epsilon=1e-5):
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
    return [largest]


def gradient_check_as_a_verdict(cost_of, parameters, gradients, epsilon=1e-5):
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
    return largest < 1e-6


def update_gives_lists(parameters, gradients, learning_rate):
    return {k: (v - learning_rate * gradients["d" + k]).tolist() for k, v in parameters.items()}


def update_with_gradients(parameters, gradients, learning_rate):
    return {**gradients, **{k: v - learning_rate * gradients["d" + k] for k, v in parameters.items()}}


def mini_batches_as_generator(X, y, batch_size, rng):
    o = rng.permutation(len(X))
    for i in range(0, len(X), batch_size):
        yield X[o[i : i + batch_size]], y[o[i : i + batch_size]]


def mini_batches_of_lists(X, y, batch_size, rng):
    o = rng.permutation(len(X))
    return [
        (X[o[i : i + batch_size]].tolist(), y[o[i : i + batch_size]].tolist()) for i in range(0, len(X), batch_size)
    ]


def train_history_first(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return history, parameters


def train_returns_best(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    best = None
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if best is None or history[-1] <= min(history):
            best = parameters
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return best, history


def train_gives_lists(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return {k: v.tolist() for k, v in parameters.items()}, history


def train_history_sorted(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, sorted(history, reverse=True)


# fmt: off
MUTANTS = [
    Mutant(
        "sigmoid-gives-a-list", "activations", GROUP,
        "a list in the place of an array",
        {"sigmoid": sigmoid_gives_a_list}, {"any shape"},
    ),
    Mutant(
        "forward-y-hat-is-Z", "forward", GROUP,
        "y_hat is Z of the last layer",
        {"forward": forward_y_hat_is_Z}, {"values"},
    ),
    Mutant(
        "forward-y-hat-as-list", "forward", GROUP,
        "y_hat as a list",
        {"forward": forward_y_hat_as_list}, {"shapes"},
    ),
    Mutant(
        "forward-cache-of-lists", "forward", GROUP,
        "lists in the cache",
        {"forward": forward_cache_of_lists}, {"shapes"},
    ),
    Mutant(
        "forward-cache-first", "forward", GROUP,
        "the cache comes first",
        {"forward": forward_cache_first}, {"cache keys"},
    ),
    Mutant(
        "forward-cache-without-last-Z", "forward", GROUP,
        "Z of the last layer is not kept",
        {"forward": forward_cache_without_last_Z}, {"cache keys"},
    ),
    Mutant(
        "gradients-as-lists", "backward", GROUP,
        "the gradients as lists",
        {"backward": backward_as_lists}, {"shapes"},
    ),
    Mutant(
        "gradients-named-like-parameters", "backward", GROUP,
        "the keys of the parameters",
        {"backward": backward_named_like_parameters}, {"output layer", "shapes"},
    ),
    Mutant(
        "gradients-not-returned", "backward", GROUP,
        "no return",
        {"backward": backward_not_returned}, {"output layer", "shapes"},
    ),
    Mutant(
        "cost-in-an-array", "cost", GROUP,
        "an array of one row and one column",
        {"cost": cost_in_an_array}, {"one number"},
    ),
    Mutant(
        "check-in-a-list", "gradient_check", GROUP,
        "the number in a list",
        {"gradient_check": gradient_check_in_a_list}, {"right gradients"},
    ),
    Mutant(
        "check-as-a-verdict", "gradient_check", GROUP,
        "True or False",
        {"gradient_check": gradient_check_as_a_verdict}, {"right gradients"},
    ),
    Mutant(
        "update-gives-lists", "update", GROUP,
        "the new parameters as lists",
        {"update_parameters": update_gives_lists}, {"new dictionary"},
    ),
    Mutant(
        "update-with-gradients", "update", GROUP,
        "the gradients beside the new parameters",
        {"update_parameters": update_with_gradients}, {"new dictionary"},
    ),
    Mutant(
        "batches-as-generator", "mini_batches", GROUP,
        "a generator, not a list",
        {"mini_batches": mini_batches_as_generator}, {"shapes"},
    ),
    Mutant(
        "batches-of-lists", "mini_batches", GROUP,
        "the rows as lists",
        {"mini_batches": mini_batches_of_lists}, {"shapes"},
    ),
    Mutant(
        "train-history-first", "train", GROUP,
        "the history comes first",
        {"train": train_history_first}, {"history"},
    ),
    Mutant(
        "train-returns-best", "train", GROUP,
        "the best parameters, not the last",
        {"train": train_returns_best}, {"history is the cost"},
    ),
    Mutant(
        "train-gives-lists", "train", GROUP,
        "the parameters as lists",
        {"train": train_gives_lists}, {"history"},
    ),
    Mutant(
        "train-history-sorted", "train", GROUP,
        "the history in falling order",
        {"train": train_history_sorted}, {"history is the cost"},
    ),
]
