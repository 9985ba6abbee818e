"""A linear neuron by batch, mini-batch and stochastic gradient descent; how many updates."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.gradient_descent.reference import neuron_gradient, update


def gradient_sum(X, y, w, b):
    error = (X @ w + b).reshape(-1, 1) - y
    return 2 * np.sum(error * X, axis=0), 2 * np.sum(error)


def gradient_db_sum(X, y, w, b):
    error = (X @ w + b).reshape(-1, 1) - y
    return 2 * np.mean(error * X, axis=0), 2 * np.sum(error)


def gradient_dw_sum(X, y, w, b):
    error = (X @ w + b).reshape(-1, 1) - y
    return 2 * X.T @ error[:, 0], 2 * np.mean(error)


def gradient_no_two(X, y, w, b):
    error = (X @ w + b).reshape(-1, 1) - y
    return np.mean(error * X, axis=0), np.mean(error)


def gradient_turned(X, y, w, b):
    error = y - (X @ w + b).reshape(-1, 1)
    return 2 * np.mean(error * X, axis=0), 2 * np.mean(error)


def gradient_no_input(X, y, w, b):
    error = (X @ w + b).reshape(-1, 1) - y
    return np.full(X.shape[1], 2 * np.mean(error)), 2 * np.mean(error)


def gradient_no_bias(X, y, w, b):
    error = (X @ w).reshape(-1, 1) - y
    return 2 * np.mean(error * X, axis=0), 2 * np.mean(error)


def gradient_bias_input(X, y, w, b):
    error = (X @ w + b).reshape(-1, 1) - y
    dw = 2 * np.mean(error * X, axis=0)
    return dw, dw[0]


def gradient_broadcast(X, y, w, b):
    error = X @ w + b - y
    return 2 * np.mean(error @ X, axis=0) / len(X), 2 * np.mean(error)


def gradient_last_row(X, y, w, b):
    dw, db = np.zeros(len(w)), 0.0
    for x, target in zip(X, y[:, 0], strict=True):
        error = x @ w + b - target
        dw, db = 2 * error * x, 2 * error
    return dw, db


def gradient_divided_by_n(X, y, w, b):
    error = (X @ w + b).reshape(-1, 1) - y
    return 2 * np.sum(error * X, axis=0) / X.shape[1], 2 * np.sum(error) / X.shape[1]


def gradient_wrong_axis(X, y, w, b):
    error = (X @ w + b).reshape(-1, 1) - y
    return 2 * np.mean(error * X, axis=1), 2 * np.mean(error)


def gradient_of_absolute(X, y, w, b):
    sign = np.sign((X @ w + b).reshape(-1, 1) - y)
    return np.mean(sign * X, axis=0), np.mean(sign)


def gradient_shapes(X, y, w, b):
    error = (X @ w + b).reshape(-1, 1) - y
    return 2 * np.mean(error * X, axis=0, keepdims=True), np.array([2 * np.mean(error)])


def updates_floor(N, batch_size):
    return N // batch_size


def updates_exact(N, batch_size):
    return N / batch_size


def updates_nearest(N, batch_size):
    return round(N / batch_size)


def updates_one_more(N, batch_size):
    return N // batch_size + 1


def updates_examples(N, batch_size):
    return N


def updates_one(N, batch_size):
    return 1


def updates_rest(N, batch_size):
    return N % batch_size


def updates_turned(N, batch_size):
    return -(-batch_size // N)


def fit_drops(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        for k in range(len(X) // batch_size):
            rows = order[k * batch_size : (k + 1) * batch_size]
            dw, db = neuron_gradient(X[rows], y[rows], w, b)
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_divides_by_size(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            error = X[rows] @ w + b - y[rows, 0]
            dw, db = 2 * X[rows].T @ error / batch_size, 2 * np.sum(error) / batch_size
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_all_rows(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for _ in orders:
        for _ in range(0, len(X), batch_size):
            dw, db = neuron_gradient(X, y, w, b)
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_batch_only(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for _ in orders:
        dw, db = neuron_gradient(X, y, w, b)
        w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_single_rows(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        for k in order:
            dw, db = neuron_gradient(X[k : k + 1], y[k : k + 1], w, b)
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_first_batch(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        rows = order[:batch_size]
        dw, db = neuron_gradient(X[rows], y[rows], w, b)
        w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_in_order(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for _ in orders:
        for start in range(0, len(X), batch_size):
            dw, db = neuron_gradient(X[start : start + batch_size], y[start : start + batch_size], w, b)
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_X_shuffled_alone(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        mixed = X[order]
        for start in range(0, len(X), batch_size):
            dw, db = neuron_gradient(mixed[start : start + batch_size], y[start : start + batch_size], w, b)
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_anew(X, y, learning_rate, batch_size, orders):
    history = []
    for order in orders:
        w, b = np.zeros(X.shape[1]), 0.0
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            dw, db = neuron_gradient(X[rows], y[rows], w, b)
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_in_turn(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            w = update(w, neuron_gradient(X[rows], y[rows], w, b)[0], learning_rate)
            b = update(b, neuron_gradient(X[rows], y[rows], w, b)[1], learning_rate)
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_no_bias(X, y, learning_rate, batch_size, orders):
    w, history = np.zeros(X.shape[1]), []
    for order in orders:
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            w = update(w, neuron_gradient(X[rows], y[rows], w, 0.0)[0], learning_rate)
        history.append(np.mean((X @ w - y[:, 0]) ** 2))
    return w, 0.0, history


def fit_last_batch_cost(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            dw, db = neuron_gradient(X[rows], y[rows], w, b)
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
        history.append(np.mean((X[rows] @ w + b - y[rows, 0]) ** 2))
    return w, b, history


def fit_cost_per_update(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            dw, db = neuron_gradient(X[rows], y[rows], w, b)
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
            history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_cost_before(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            dw, db = neuron_gradient(X[rows], y[rows], w, b)
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
    return w, b, history


def fit_no_rate(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            dw, db = neuron_gradient(X[rows], y[rows], w, b)
            w, b = w - dw, b - db
        history.append(np.mean((X @ w + b - y[:, 0]) ** 2))
    return w, b, history


def fit_no_history(X, y, learning_rate, batch_size, orders):
    w, b = np.zeros(X.shape[1]), 0.0
    for order in orders:
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            dw, db = neuron_gradient(X[rows], y[rows], w, b)
            w, b = update(w, dw, learning_rate), update(b, db, learning_rate)
    return w, b


def gradient_memo_by_shape(X, y, w, b):
    memo = gradient_memo_by_shape.__dict__.setdefault("memo", {})
    if X.shape not in memo:
        error = X @ w + b - y[:, 0]
        memo[X.shape] = 2 * X.T @ error / len(X), float(2 * np.mean(error))
    return memo[X.shape]


def _mutant(question, id, description, answer, *killed_by, name=None):
    return Mutant(id, question, "linear neuron and rates", description, {name or question: answer}, set(killed_by))


VALUES = "one input", "more inputs"
EVERY = "batch", "mini-batch", "stochastic"

# fmt: off
MUTANTS = [
    Mutant("neuron-memo-by-shape", "neuron_gradient", "linear neuron and rates", "slopes kept by the shape of X",
           {"neuron_gradient": gradient_memo_by_shape}, {"one input"}, "answer of an earlier call"),
    _mutant("neuron_gradient", "neuron-sum", "sums for means", gradient_sum, *VALUES),
    _mutant("neuron_gradient", "neuron-db-sum", "the sum in db", gradient_db_sum, *VALUES),
    _mutant("neuron_gradient", "neuron-dw-sum", "the sum in dw", gradient_dw_sum, *VALUES),
    _mutant("neuron_gradient", "neuron-no-two", "no factor 2", gradient_no_two, *VALUES),
    _mutant("neuron_gradient", "neuron-turned", "y - y_hat", gradient_turned, *VALUES),
    _mutant("neuron_gradient", "neuron-no-input", "dw without X", gradient_no_input, *VALUES),
    _mutant("neuron_gradient", "neuron-no-bias", "y_hat without b", gradient_no_bias, *VALUES),
    _mutant("neuron_gradient", "neuron-bias-input", "db with an input", gradient_bias_input, *VALUES),
    _mutant("neuron_gradient", "neuron-broadcast", "(m,) - (m, 1)", gradient_broadcast, *VALUES),
    _mutant("neuron_gradient", "neuron-last-row", "each row overwrites the one before", gradient_last_row, *VALUES),
    _mutant("neuron_gradient", "neuron-divided-by-n", "divided by the number of inputs", gradient_divided_by_n,
            *VALUES),
    _mutant("neuron_gradient", "neuron-wrong-axis", "mean over the inputs", gradient_wrong_axis, *VALUES),
    _mutant("neuron_gradient", "neuron-absolute", "the absolute error", gradient_of_absolute, *VALUES),
    _mutant("neuron_gradient", "neuron-shapes", "(1, n) and (1,)", gradient_shapes, "dw and db"),

    _mutant("updates_per_epoch", "updates-floor", "rounded down", updates_floor, "a short last batch"),
    _mutant("updates_per_epoch", "updates-exact", "not rounded", updates_exact, "a short last batch"),
    _mutant("updates_per_epoch", "updates-nearest", "rounded to the nearest", updates_nearest, "a short last batch"),
    _mutant("updates_per_epoch", "updates-one-more", "one more, always", updates_one_more, "it divides"),
    _mutant("updates_per_epoch", "updates-examples", "N", updates_examples, "it divides"),
    _mutant("updates_per_epoch", "updates-one", "1", updates_one, "it divides"),
    _mutant("updates_per_epoch", "updates-rest", "the rest", updates_rest, "it divides"),
    _mutant("updates_per_epoch", "updates-turned", "batch_size / N", updates_turned, "it divides"),

    _mutant("fit", "fit-drops", "the short batch is dropped", fit_drops, "short last batch"),
    _mutant("fit", "fit-divides-by-size", "the short batch is divided by batch_size", fit_divides_by_size,
            "short last batch"),
    _mutant("fit", "fit-all-rows", "all rows in every update", fit_all_rows, "mini-batch", "stochastic"),
    _mutant("fit", "fit-batch-only", "one update per epoch", fit_batch_only, "mini-batch", "stochastic"),
    _mutant("fit", "fit-single-rows", "one row per update", fit_single_rows, "batch", "mini-batch"),
    _mutant("fit", "fit-first-batch", "the first batch alone", fit_first_batch, "mini-batch", "stochastic"),
    _mutant("fit", "fit-in-order", "no shuffling", fit_in_order, "mini-batch", "stochastic"),
    _mutant("fit", "fit-X-alone", "X is shuffled, y is not", fit_X_shuffled_alone, *EVERY),
    _mutant("fit", "fit-anew", "every epoch starts from 0", fit_anew, *EVERY),
    _mutant("fit", "fit-in-turn", "db from the w that has just moved", fit_in_turn, *EVERY),
    _mutant("fit", "fit-no-bias", "the bias stays 0", fit_no_bias, *EVERY),
    _mutant("fit", "fit-last-batch-cost", "cost of the last batch", fit_last_batch_cost, "mini-batch", "stochastic"),
    _mutant("fit", "fit-cost-per-update", "one cost per update", fit_cost_per_update, "mini-batch", "stochastic"),
    _mutant("fit", "fit-cost-before", "cost before the epoch", fit_cost_before, *EVERY),
    _mutant("fit", "fit-no-rate", "no learning rate", fit_no_rate, *EVERY),
    _mutant("fit", "fit-no-history", "returns (w, b)", fit_no_history, *EVERY),
]
