"""Rows that are lost, repeated, filled in, parted from their targets, or not shuffled."""

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


def mini_batches_shuffled_within(X, y, batch_size, rng):
    b = [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]
    out = []
    for Xb, yb in b:
        o = rng.permutation(len(Xb))
        out.append((Xb[o], yb[o]))
    return out


def mini_batches_rolled(X, y, batch_size, rng):
    k = int(rng.integers(1, len(X))) if len(X) > 1 else 0
    Xs, ys = np.roll(X, k, 0), np.roll(y, k, 0)
    return [(Xs[i : i + batch_size], ys[i : i + batch_size]) for i in range(0, len(X), batch_size)]


def mini_batches_padded(X, y, batch_size, rng):
    o = rng.permutation(len(X))
    n = -(-len(X) // batch_size) * batch_size
    o = np.resize(o, n)
    return [(X[o[i : i + batch_size]], y[o[i : i + batch_size]]) for i in range(0, n, batch_size)]


def mini_batches_from_a_copy_of_rng(X, y, batch_size, rng):
    import copy

    o = copy.deepcopy(rng).permutation(len(X))
    return [(X[o[i : i + batch_size]], y[o[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


def mini_batches_unseeded(X, y, batch_size, rng):
    rng = np.random.default_rng()
    o = rng.permutation(len(X))
    return [(X[o[i : i + batch_size]], y[o[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


def train_shuffles_apart(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        ys = [b[1] for b in mini_batches(X, y, batch_size, rng)]
        for (X_batch, _), y_batch in zip(mini_batches(X, y, batch_size, rng), ys, strict=True):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_repeats_a_row(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            X_batch, y_batch = np.vstack([X_batch, X_batch[:1]]), np.vstack([y_batch, y_batch[:1]])
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_fills_the_last_batch(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            if len(X_batch) < batch_size:
                k = batch_size - len(X_batch)
                X_batch = np.vstack([X_batch, X[:k]])
                y_batch = np.vstack([y_batch, y[:k]])
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_all_rows_each_time(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for _X_batch, _y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X, parameters, hidden, output)
            gradients = backward(y, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_draws_rows(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in [
            (X[i], y[i]) for i in [rng.integers(0, len(X), batch_size) for _ in range(-(-len(X) // batch_size))]
        ]:
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


# fmt: off
MUTANTS = [
    Mutant(
        "batches-shuffled-within", "mini_batches", GROUP,
        "shuffled within each batch alone",
        {"mini_batches": mini_batches_shuffled_within}, {"shuffled by rng"},
    ),
    Mutant(
        "batches-rolled", "mini_batches", GROUP,
        "the rows only start elsewhere",
        {"mini_batches": mini_batches_rolled}, {"shuffled by rng"},
    ),
    Mutant(
        "batches-padded", "mini_batches", GROUP,
        "the last batch is filled up with other rows",
        {"mini_batches": mini_batches_padded}, {"all rows once"},
    ),
    Mutant(
        "batches-from-a-copy-of-rng", "mini_batches", GROUP,
        "drawn from a copy of rng",
        {"mini_batches": mini_batches_from_a_copy_of_rng}, {"shuffled by rng"},
    ),
    Mutant(
        "batches-unseeded", "mini_batches", GROUP,
        "drawn from a generator without a seed",
        {"mini_batches": mini_batches_unseeded}, {"only rng", "shuffled by rng"},
    ),
    Mutant(
        "train-shuffles-apart", "train", GROUP,
        "X and y of different batches",
        {"train": train_shuffles_apart}, {"every row used"},
    ),
    Mutant(
        "train-repeats-a-row", "train", GROUP,
        "the first row of each batch comes twice",
        {"train": train_repeats_a_row}, {"every row used"},
    ),
    Mutant(
        "train-fills-the-last-batch", "train", GROUP,
        "the last batch is filled up with the first rows",
        {"train": train_fills_the_last_batch}, {"every row used"},
    ),
    Mutant(
        "train-all-rows-each-time", "train", GROUP,
        "every update uses all of X",
        {"train": train_all_rows_each_time}, {"every row used"},
    ),
    Mutant(
        "train-draws-rows", "train", GROUP,
        "rows are drawn with replacement",
        {"train": train_draws_rows}, {"every row used"},
    ),
]
