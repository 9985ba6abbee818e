"""Training runs that start, step, stop or end otherwise than they should."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import (
    backward,
    cost,
    forward,
    initialize_parameters,
    mini_batches,
    update_parameters,
)

GROUP = "runs and rows"


def train_with_its_own_rng(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    rng = np.random.default_rng(0)
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
    return parameters, history


def train_first_layer_frozen(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            kept = {k: v for k, v in parameters.items() if k[1:] == "1"}
            parameters = update_parameters(parameters, gradients, learning_rate)
            if len(layer_sizes) > 2:
                parameters.update(kept)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_swaps_names(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, output, hidden)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_default_tanh(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="tanh", output="sigmoid"
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
    return parameters, history


def train_starts_again_at_the_stop(
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
            parameters = initialize_parameters(layer_sizes, rng)
            break
    return parameters, history


def train_returns_those_before(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        before = parameters
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            return before, history
    return parameters, history


def train_relative_change(
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
        if len(history) >= 2 and abs(history[-1] - history[-2]) / history[-2] < tolerance:
            break
    return parameters, history


def train_change_of_last_batch(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history, prev = [], None
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            yb, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        bc = cost(yb, y_batch)
        if len(history) >= 2 and abs(bc - prev) < tolerance:
            break
        prev = bc
    return parameters, history


def train_rate_decays(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        learning_rate *= 0.9
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


# fmt: off
MUTANTS = [
    Mutant(
        "train-with-its-own-rng", "train", GROUP,
        "a generator of its own",
        {"train": train_with_its_own_rng}, {"new order"},
    ),
    Mutant(
        "train-first-layer-frozen", "train", GROUP,
        "the first layer is never updated",
        {"train": train_first_layer_frozen}, {"batch size"},
    ),
    Mutant(
        "train-swaps-names", "train", GROUP,
        "backward gets hidden and output swapped",
        {"train": train_swaps_names}, {"activations"},
    ),
    Mutant(
        "train-default-tanh", "train", GROUP,
        "tanh where no activation is named",
        {"train": train_default_tanh}, {"activations"},
    ),
    Mutant(
        "train-starts-again-at-the-stop", "train", GROUP,
        "new parameters when the tolerance ends the run",
        {"train": train_starts_again_at_the_stop}, {"tolerance"},
    ),
    Mutant(
        "train-returns-those-before", "train", GROUP,
        "the parameters before the last epoch, when it stops",
        {"train": train_returns_those_before}, {"tolerance"},
    ),
    Mutant(
        "train-relative-change", "train", GROUP,
        "the relative change is compared with the tolerance",
        {"train": train_relative_change}, {"tolerance"},
    ),
    Mutant(
        "train-change-of-last-batch", "train", GROUP,
        "the cost of the last batch decides when to stop",
        {"train": train_change_of_last_batch}, {"tolerance"},
    ),
    Mutant(
        "train-rate-decays", "train", GROUP,
        "the learning rate falls",
        {"train": train_rate_decays}, {"batch size"},
    ),
]
