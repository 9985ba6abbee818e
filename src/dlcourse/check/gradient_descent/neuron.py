"""Questions ``neuron_gradient``, ``updates_per_epoch`` and ``fit``: a linear neuron on real flowers."""

from functools import lru_cache

import numpy as np

from dlcourse.check.gradient_descent import formulas
from dlcourse.check.gradient_descent.formulas import STAND_INS
from dlcourse.check.gradient_descent.slopes import generator
from dlcourse.check.harness.answers import Count, Path, Several
from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, Values, inspect_parts
from dlcourse.check.harness.substitutes import better_of_two
from dlcourse.data import iris

STEPS = 10_000


@lru_cache
def _flowers():
    X, _, _ = iris()
    return (X - X.mean(axis=0)) / X.std(axis=0), X[:, 3:]


def _sample(rng, m, n):
    """m flowers: n of their other lengths, standardised, and the width of the petal in cm."""
    X, y = _flowers()
    rows, columns = rng.permutation(len(X))[:m], rng.permutation(3)[:n]
    return X[rows][:, columns].copy(), y[rows].copy()


@lru_cache(maxsize=8)
def _gradient_cases(seed):
    rng, cases = generator(seed), []
    for check, m, n in (("one input", 6, 1), ("one input", 9, 1), ("more inputs", 7, 3), ("more inputs", 5, 2),
                        ("more inputs", 3, 3), ("one row", 1, 2), ("one input", 6, 1)):  # fmt: skip
        X, y = _sample(rng, m, n)
        given = {"X": X, "y": y, "w": rng.normal(size=n), "b": float(rng.uniform(0.5, 1.5))}
        cases.append(Case(check, f"m = {m}, n = {n}", given, formulas.neuron_gradient(**given)))
    return tuple(cases)


def inspect_neuron_gradient(neuron_gradient, seed=None):
    """The gradient of the cost of a linear neuron: any number of rows and inputs."""
    cases = _gradient_cases(seed)
    checks = ["dw and db", *dict.fromkeys(case.check for case in cases), UNCHANGED, TWICE]
    answer = Several(dw=Values(), db=Values())
    part = Part("neuron_gradient", neuron_gradient, cases, GRADIENTS, shape_check="dw and db", answer=answer)
    return inspect_parts("neuron_gradient", [part], checks, seed is not None)


def _pair(X, y, w, b, dw=1.0, db=1.0):
    right = formulas.neuron_gradient(X, y, w, b)
    return dw * right[0], db * right[1]


def _error(X, y, w, b):
    return X @ w + b - y[:, 0]


GRADIENTS = [
    ("average missing", "m times too large: the average over the rows is missing",
     lambda X, y, w, b: _pair(X, y, w, b, len(X), len(X))),
    ("average of dw missing", "dw is m times too large: the average over the rows is missing",
     lambda X, y, w, b: _pair(X, y, w, b, len(X), 1)),
    ("average of db missing", "db is m times too large: the average over the rows is missing",
     lambda X, y, w, b: _pair(X, y, w, b, 1, len(X))),
    ("factor 2 missing", "half of what it should be: the square brings a factor 2",
     lambda X, y, w, b: _pair(X, y, w, b, 0.5, 0.5)),
    ("factor 2 of db missing", "db lacks the factor 2", lambda X, y, w, b: _pair(X, y, w, b, 1, 0.5)),
    ("averaged twice", "m times too small: the average is taken twice",
     lambda X, y, w, b: _pair(X, y, w, b, 1 / len(X), 1 / len(X))),
    ("divided by n", "it divides by the number of inputs. Divide by the number of rows",
     lambda X, y, w, b: _pair(X, y, w, b, len(X) / X.shape[1], len(X) / X.shape[1])),
    ("wrong sign", "the sign is turned round: the error is y_hat - y", lambda X, y, w, b: _pair(X, y, w, b, -1, -1)),
    ("wrong sign of db", "the sign of db is turned round", lambda X, y, w, b: _pair(X, y, w, b, 1, -1)),
    ("input left out", "each weight's slope has its input as a factor",
     lambda X, y, w, b: (np.full(X.shape[1], _pair(X, y, w, b)[1]), _pair(X, y, w, b)[1])),
    ("w for x", "each weight's slope has its input as a factor, not the weight itself",
     lambda X, y, w, b: (w * _pair(X, y, w, b)[1], _pair(X, y, w, b)[1])),
    ("bias left out", "y_hat lacks the bias", lambda X, y, w, b: _pair(X, y, w, 0.0)),
    ("bias times input", "the bias has no input: its factor is 1",
     lambda X, y, w, b: (_pair(X, y, w, b)[0], float(_pair(X, y, w, b)[0][0]))),
    ("every row with every row", "y_hat of shape (m,) and y of shape (m, 1) broadcast to (m, m): make both one column",
     lambda X, y, w, b: (2 * np.mean((X @ w + b - y) @ X, axis=0) / len(X), 2 * np.mean(X @ w + b - y))),
    ("every row with every row", "y_hat of shape (m,) and y of shape (m, 1) broadcast to (m, m): make both one column",
     lambda X, y, w, b: (2 * np.mean((X @ w + b - y) @ X, axis=0), 2 * np.mean(X @ w + b - y))),
    ("every row with every row", "y_hat of shape (m,) and y of shape (m, 1) broadcast to (m, m): make both one column",
     lambda X, y, w, b: (2 * X.T @ (X @ w + b - y) / len(X), 2 * np.mean(X @ w + b - y))),
    ("only the last row", "only the last row counts", lambda X, y, w, b: _pair(X[-1:], y[-1:], w, b)),
    ("only the first row", "only the first row counts", lambda X, y, w, b: _pair(X[:1], y[:1], w, b)),
    ("absolute error", "that is the slope of the absolute error. The loss is a square",
     lambda X, y, w, b: (X.T @ np.sign(_error(X, y, w, b)) / len(X), np.mean(np.sign(_error(X, y, w, b))))),
    ("cost for gradient", "the square is still there: its slope is twice the error",
     lambda X, y, w, b: (X.T @ _error(X, y, w, b) ** 2 / len(X), np.mean(_error(X, y, w, b) ** 2))),
    ("one per row", "that is one slope per row. Take the mean over the rows",
     lambda X, y, w, b: (2 * _error(X, y, w, b)[:, None] * X, 2 * _error(X, y, w, b))),
    ("db is 0", "db is 0: the bias moves, too", lambda X, y, w, b: _pair(X, y, w, b, 1, 0)),
]  # fmt: skip


def inspect_updates_per_epoch(updates_per_epoch, seed=None):
    """How many updates one epoch makes, where it divides and where it does not."""
    rng, cases = generator(seed), []
    sizes = [("it divides", 8, 4), ("it divides", 1000, 50), ("it divides", 7, 7), ("it divides", 9, 1)]
    sizes += [("a short last batch", 5, 2), ("a short last batch", 1000, 32), ("a short last batch", 150, 40),
              ("a short last batch", 3, 8)]  # fmt: skip
    if seed is not None:
        size = int(rng.integers(3, 60))
        many = size * int(rng.integers(2, 40))
        sizes += [("it divides", many, size), ("a short last batch", many + 1, size)]
        sizes.append(("a short last batch", many + size - 1, size))
    for check, N, size in sizes:
        given = {"N": N, "batch_size": size}
        cases.append(Case(check, f"N = {N}, batch_size = {size}", given, formulas.updates_per_epoch(N, size)))
    part = Part("updates_per_epoch", updates_per_epoch, cases, COUNTS, answer=Count())
    return inspect_parts("updates_per_epoch", [part], ["it divides", "a short last batch", TWICE], seed is not None)


COUNTS = [
    ("short batch dropped", "a short last batch is a batch: round up", lambda N, size: N // size),
    ("not rounded", "half an update cannot be made: round up", lambda N, size: N / size),
    ("rounded to the nearest", "round up, not to the nearest: the short batch counts however short it is",
     lambda N, size: round(N / size)),
    ("one too many", "where it divides there is no short batch", lambda N, size: N // size + 1),
    ("examples counted", "that is the number of examples, not of updates", lambda N, size: N),
    ("batch size", "that is the size of a batch, not their number", lambda N, size: size),
    ("one", "one update per epoch is batch gradient descent. Here a batch has batch_size rows", lambda N, size: 1),
    ("rest", "that is the size of the rest", lambda N, size: N % size),
    ("turned round", "N is divided by the batch size, not the other way round", lambda N, size: -(-size // N)),
    ("products", "N is divided by the batch size, not multiplied", lambda N, size: N * size),
]  # fmt: skip


@lru_cache(maxsize=8)
def _fit_cases(seed):
    rng, cases = generator(seed), []
    for check, m, n, size, epochs, rate in (
        ("batch", 10, 1, 10, 5, 0.1), ("batch", 8, 2, 8, 3, 0.2), ("mini-batch", 12, 1, 4, 3, 0.1),
        ("mini-batch", 12, 3, 6, 2, 0.05), ("stochastic", 9, 1, 1, 2, 0.05), ("stochastic", 7, 2, 1, 3, 0.05),
        ("short last batch", 11, 1, 4, 3, 0.1), ("short last batch", 10, 2, 7, 2, 0.1), ("batch", 10, 1, 10, 5, 0.1),
    ):  # fmt: skip
        X, y = _sample(rng, m, n)
        orders = [rng.permutation(m) for _ in range(epochs)]
        given = {"X": X, "y": y, "learning_rate": rate, "batch_size": size, "orders": orders}
        cases.append(
            Case(check, f"m = {m}, n = {n}, batch_size = {size}, {epochs} epochs", given, formulas.fit(**given))
        )
    return tuple(cases)


def inspect_fit(fit, seed=None):
    """Batch, mini-batch and stochastic gradient descent, in orders that are given; a short last batch; the history."""
    cases = _fit_cases(seed)
    checks = ["w and b", *dict.fromkeys(case.check for case in cases), UNCHANGED, TWICE]

    def inspect(function):
        answer = Several(w=Values(), b=Values(), history=Path())
        part = Part("fit", function, cases, FITS, shape_check="w and b", answer=answer, steps=STEPS)
        return inspect_parts("fit", [part], checks, seed is not None)

    return better_of_two(inspect, fit, ("fit",), STAND_INS)


def _cost(X, y, w, b):
    return float(np.mean(_error(X, y, w, b) ** 2))


def _fit(X, y, rate, size, orders, drop=False, divide=len, pair=None, anew=False, in_turn=False, bias=1.0, sign=1.0,
         factor=2.0, most=None, shuffled=True, start=0.0):  # fmt: skip
    """(w, b, history) with whatever a mistake puts in the place of a part; history has [cost per epoch]."""
    w, b, history = np.full(X.shape[1], start), start, []
    for order in orders:
        if anew:
            w, b = np.zeros(X.shape[1]), 0.0
        order = order if shuffled else np.arange(len(X))
        batches = [order[k : k + size] for k in range(0, len(X), size)]
        batches = [rows for rows in batches if len(rows) == size] if drop else batches
        for rows in batches[:most]:
            U, v = X[rows], y[rows] if pair is None else y[pair(rows)]
            error = _error(U, v, w, b)
            new = w - sign * rate * factor * U.T @ error / divide(rows)
            error = _error(U, v, new, b) if in_turn else error
            b = b - bias * sign * rate * factor * np.sum(error) / divide(rows)
            w = new
        history.append((_cost(X, y, w, b), _cost(X[batches[-1]], y[batches[-1]], w, b)))
    return w, float(b), history


def _told(*run, history=lambda entries: [whole for whole, _ in entries], **other):
    w, b, entries = _fit(*run, **other)
    return w, b, history(entries)


FITS = [
    ("short batch dropped", "the short last batch is dropped: its rows belong to the epoch",
     lambda *a: _told(*a, drop=True)),
    ("divided by batch_size", "the short last batch is divided by batch_size. Divide by the rows it has",
     lambda X, y, r, size, orders: _told(X, y, r, size, orders, divide=lambda rows: size)),
    ("divided by m", "a batch is divided by m. Divide by the rows it has",
     lambda X, y, *a: _told(X, y, *a, divide=lambda rows: len(X))),
    ("average missing", "the average over the rows of a batch is missing", lambda *a: _told(*a, divide=lambda rows: 1)),
    ("all rows every time", "every update uses all rows. Take those of the batch",
     lambda X, y, r, size, orders: _everywhere(X, y, r, size, orders)),
    ("batch_size ignored", "one update per epoch: batch_size is ignored",
     lambda X, y, r, size, orders: _told(X, y, r, len(X), orders)),
    ("one row at a time", "one update per row: batch_size is ignored",
     lambda X, y, r, size, orders: _told(X, y, r, 1, orders)),
    ("first batch alone", "only the first batch of an epoch is used", lambda *a: _told(*a, most=1)),
    ("order ignored", "the rows are taken as they stand in X. Take them in the order that is given",
     lambda *a: _told(*a, shuffled=False)),
    ("first order alone", "every epoch has an order of its own; the first is used for all",
     lambda X, y, r, size, orders: _told(X, y, r, size, [orders[0]] * len(orders))),
    ("y not shuffled", "the rows of X are taken in the order, those of y are not: a row must keep its y",
     lambda X, y, r, size, orders: _unpaired(X, y, r, size, orders)),
    ("starts anew", "every epoch starts from 0 again. Keep what was learnt", lambda *a: _told(*a, anew=True)),
    ("one epoch alone", "only the first epoch is made",
     lambda X, y, r, size, orders: _told(X, y, r, size, orders[:1])),
    ("db after the update of w", "db is computed with the w that has just moved. First both slopes, then both updates",
     lambda *a: _told(*a, in_turn=True)),
    ("bias never moves", "the bias is never moved", lambda *a: _told(*a, bias=0.0)),
    ("uphill", "that goes uphill: subtract", lambda *a: _told(*a, sign=-1.0)),
    ("factor 2 missing", "the gradient lacks its factor 2", lambda *a: _told(*a, factor=1.0)),
    ("learning rate left out", "the learning rate is left out",
     lambda X, y, r, *a: _told(X, y, 1.0, *a)),
    ("starts at 1", "w and b start at 0", lambda *a: _told(*a, start=1.0)),
    ("history of the last batch", "the history holds the cost of the last batch. It must be that of all rows",
     lambda *a: _told(*a, history=lambda entries: [last for _, last in entries])),
    ("history with the start", "the cost before training does not belong to the history: one entry per epoch",
     lambda X, y, *a: _told(X, y, *a, history=lambda entries: [
         _cost(X, y, np.zeros(X.shape[1]), 0.0), *(whole for whole, _ in entries)])),
    ("history one epoch late", "the cost is taken before the epoch. Take it after its last update",
     lambda X, y, *a: _told(X, y, *a, history=lambda entries: [
         _cost(X, y, np.zeros(X.shape[1]), 0.0), *(whole for whole, _ in entries[:-1])])),
    ("last cost alone", "the history has one entry per epoch",
     lambda *a: _told(*a, history=lambda entries: [entries[-1][0]])),
    ("costs summed", "the cost is the mean over the rows, not their sum",
     lambda X, *a: _told(X, *a, history=lambda entries: [len(X) * whole for whole, _ in entries])),
    ("history per update", "the history has one entry per epoch, not one per update",
     lambda X, y, r, size, orders: _per_update(X, y, r, size, orders)),
]  # fmt: skip


def _everywhere(X, y, rate, size, orders):
    updates = formulas.updates_per_epoch(len(X), size)
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for _ in orders:
        for _ in range(updates):
            dw, db = formulas.neuron_gradient(X, y, w, b)
            w, b = w - rate * dw, b - rate * db
        history.append(_cost(X, y, w, b))
    return w, b, history


def _unpaired(X, y, rate, size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        for k in range(0, len(X), size):
            dw, db = formulas.neuron_gradient(X[order[k : k + size]], y[k : k + size], w, b)
            w, b = w - rate * dw, b - rate * db
        history.append(_cost(X, y, w, b))
    return w, b, history


def _per_update(X, y, rate, size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        for k in range(0, len(X), size):
            dw, db = formulas.neuron_gradient(X[order[k : k + size]], y[order[k : k + size]], w, b)
            w, b = w - rate * dw, b - rate * db
            history.append(_cost(X, y, w, b))
    return w, b, history
