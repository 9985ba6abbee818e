"""The training loop: when it stops, and what it counts."""

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.implementing_backpropagation.reference import (
    backward,
    cost,
    forward,
    initialize_parameters,
    mini_batches,
    update_parameters,
)

GROUP = "training"


def train_counts_updates(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    updates = 0
    while updates < max_epochs:
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
            updates += 1
            if updates == max_epochs:
                break
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_first_batch_only(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
            break
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_ignores_batch_size(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, len(X), rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_ignores_tolerance(
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
    return parameters, history


def train_without_abs(
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
        if len(history) >= 2 and history[-1] - history[-2] < tolerance:
            break
    return parameters, history


def train_stops_at_low_cost(
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
        if history[-1] < tolerance:
            break
    return parameters, history


def train_compares_with_start(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    before = cost(forward(X, parameters, hidden, output)[0], y)
    for _ in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if abs(history[-1] - before) < tolerance:
            break
        before = history[-1]
    return parameters, history


def train_one_epoch_short(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(1, max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_one_epoch_more(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for _ in range(max_epochs + 1):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            gradients = backward(y_batch, parameters, cache, hidden, output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        y_hat, _ = forward(X, parameters, hidden, output)
        history.append(cost(y_hat, y))
        if len(history) >= 2 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_stops_late(
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
        if len(history) >= 3 and abs(history[-1] - history[-2]) < tolerance:
            break
    return parameters, history


def train_history_with_start(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = [cost(forward(X, parameters, hidden, output)[0], y)]
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


# fmt: off
def _mutant(id, description, function, *killed_by):
    return Mutant(id, "train", GROUP, description, {"train": function}, set(killed_by))


MUTANTS = [
    _mutant("train-epochs-are-updates", "max_epochs counts updates", train_counts_updates,
            "max_epochs", "every row used", "history"),
    _mutant("train-first-batch-only", "one update per epoch, with the first batch", train_first_batch_only,
            "every row used"),
    _mutant("train-batch-size-ignored", "all rows in every update", train_ignores_batch_size, "batch size"),
    _mutant("train-never-stops", "the tolerance is ignored", train_ignores_tolerance, "tolerance"),
    _mutant("train-stops-while-falling", "the change without abs: any falling cost stops it", train_without_abs,
            "max_epochs", "tolerance", "history"),
    _mutant("train-stops-at-low-cost", "stops when the cost, not its change, is below the tolerance",
            train_stops_at_low_cost, "tolerance"),
    _mutant("train-compares-with-start", "the first epoch is compared with the cost before training",
            train_compares_with_start, "tolerance"),
    _mutant("train-one-epoch-short", "max_epochs - 1 epochs", train_one_epoch_short, "max_epochs", "history"),
    _mutant("train-one-epoch-more", "one epoch more than max_epochs", train_one_epoch_more, "max_epochs", "history"),
    _mutant("train-stops-one-late", "three costs are asked for before it may stop", train_stops_late, "tolerance"),
    _mutant("train-history-with-start", "the cost before training is in the history", train_history_with_start,
            "history", "max_epochs", "tolerance", "history is the cost"),
]
