"""Answers to the exercises of lecture 07, "Your first network"."""

import numpy as np


def _split(X, y, share, rng):
    order = rng.permutation(len(X))
    held = int(share * len(X))
    return X[order[held:]], X[order[:held]], y[order[held:]], y[order[:held]]


def _split_apart(X, y, share, rng):
    held = int(share * len(X))
    a, b = rng.permutation(len(X)), rng.permutation(len(X))
    return X[a[held:]], X[a[:held]], y[b[held:]], y[b[:held]]


def _split_unshuffled(X, y, share, rng):
    held = int(share * len(X))
    return X[held:], X[:held], y[held:], y[:held]


def _split_own_seed(X, y, share, rng):
    return _split(X, y, share, np.random.default_rng(7))


def _split_with_repeats(X, y, share, rng):
    rows, held = rng.integers(0, len(X), len(X)), int(share * len(X))
    return X[rows[held:]], X[rows[:held]], y[rows[held:]], y[rows[:held]]


def _split_swapped(X, y, share, rng):
    X_train, X_test, y_train, y_test = _split(X, y, share, rng)
    return X_test, X_train, y_test, y_train


def _split_other_order(X, y, share, rng):
    X_train, X_test, y_train, y_test = _split(X, y, share, rng)
    return X_train, y_train, X_test, y_test


def _split_by_shuffled_rows(X, y, share, rng):
    both = np.hstack([X, y])
    rng.shuffle(both)
    cut = len(X) - int(share * len(X))
    return both[:cut, :-1], both[cut:, :-1], both[:cut, -1:], both[cut:, -1:]


def _confusion(y_hat, y):
    counts = np.zeros((2, 2), dtype=int)
    for p, t in zip(y_hat.ravel(), y.ravel(), strict=True):
        counts[int(t), int(p > 0.5)] += 1
    return counts


def _settings(hidden_layers=(8,), hidden="relu", learning_rate=0.1, batch_size=32, epochs=50, **more):
    given = {
        "hidden_layers": list(hidden_layers), "hidden": hidden, "learning_rate": learning_rate,
        "batch_size": batch_size, "epochs": epochs,
    }  # fmt: skip
    return lambda: given | more


MUTANTS = {
    "split": {
        "shuffled apart": _split_apart,
        "not shuffled": _split_unshuffled,
        "rng not used": _split_own_seed,
        "rows in both parts": _split_with_repeats,
        "train and test swapped": _split_swapped,
        "order of the four": _split_other_order,
        "not four arrays": lambda X, y, share, rng: _split(X, y, share, rng)[:2],
    },
    "scale": {
        "test's own mean": lambda a, b: ((a - a.mean(0)) / a.std(0), (b - b.mean(0)) / b.std(0)),
        "std forgotten": lambda a, b: (a - a.mean(0), b - a.mean(0)),
        "mean forgotten": lambda a, b: (a / a.std(0), b / a.std(0)),
        "variance": lambda a, b: ((a - a.mean(0)) / a.var(0), (b - a.mean(0)) / a.var(0)),
        "one mean for all columns": lambda a, b: ((a - a.mean()) / a.std(), (b - a.mean()) / a.std()),
        "test not scaled": lambda a, b: ((a - a.mean(0)) / a.std(0), b),
        "mean of both": lambda a, b: (
            (a - np.vstack([a, b]).mean(0)) / np.vstack([a, b]).std(0),
            (b - np.vstack([a, b]).mean(0)) / np.vstack([a, b]).std(0),
        ),
        "?along the columns": lambda a, b: (
            (a - a.mean(1, keepdims=True)) / a.std(1, keepdims=True),
            (b - b.mean(1, keepdims=True)) / b.std(1, keepdims=True),
        ),
    },
    "accuracy": {
        "counted": lambda p, y: np.sum((p > 0.5) == (y > 0.5)),
        "percent": lambda p, y: 100 * np.mean((p > 0.5) == (y > 0.5)),
        "wrong ones": lambda p, y: np.mean((p > 0.5) != (y > 0.5)),
        "not said yet": lambda p, y: np.mean(p == y),
        "one class alone": lambda p, y: np.mean((p > 0.5) * y),
        "mean error": lambda p, y: 1 - np.mean(np.abs(p - y)),
    },
    "confusion": {
        "transposed": lambda p, y: _confusion(p, y).T,
        "order of the classes": lambda p, y: _confusion(1 - p, 1 - y),
        "shares": lambda p, y: _confusion(p, y) / len(y),
        "flat": lambda p, y: _confusion(p, y).ravel(),
        "rows turned round": lambda p, y: _confusion(p, 1 - y),
        "?two counts": lambda p, y: np.array([np.sum(y == 0), np.sum(y == 1)]),
    },
    "choices": {
        "diverged": _settings(learning_rate=1e9),
        "not trained enough": _settings(learning_rate=0.001, epochs=5),
        "overfitting": _settings(learning_rate=0.5, epochs=300),
        "refused": _settings(batch_size=0),
        "keys": _settings(momentum=0.9),
        "too many epochs": _settings(epochs=100_000),
        "too many updates": _settings(batch_size=1, epochs=900),
        "?step": _settings(hidden="step"),
    },
}

VARIANTS = {
    "split": {"rows shuffled together": _split_by_shuffled_rows, "plain": _split},
    "scale": {
        "m - 1": lambda a, b: ((a - a.mean(0)) / a.std(0, ddof=1), (b - a.mean(0)) / a.std(0, ddof=1)),
        "list": lambda a, b: [(part - a.mean(0)) / a.std(0) for part in (a, b)],
    },
    "accuracy": {
        "round": lambda p, y: float((np.round(p) == y).mean()),
        "loop": lambda p, y: sum((q > 0.5) == (t == 1) for q, t in zip(p.ravel(), y.ravel(), strict=True)) / len(y),
    },
    "confusion": {"loop": _confusion, "lists": lambda p, y: _confusion(p, y).tolist()},
    "choices": {
        "no hidden layer": _settings(hidden_layers=()),
        "two layers": _settings(hidden_layers=(8, 4), hidden="tanh", learning_rate=0.05, epochs=40),
        "small batches": _settings(batch_size=16, epochs=25),
    },
}
