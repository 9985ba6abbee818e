"""Mini-batches: rows lost, repeated, torn apart, or always in the same order."""

import numpy as np

from dlgrader.mistakes.bank import Mutant

GROUP = "mini-batches"


def mini_batches_apart(X, y, batch_size, rng):
    X, y = X[rng.permutation(len(X))], y[rng.permutation(len(y))]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


def mini_batches_shuffle_X_alone(X, y, batch_size, rng):
    X = X[rng.permutation(len(X))]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


def mini_batches_drop_last(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    batches = []
    for k in range(len(X) // batch_size):
        rows = order[k * batch_size : (k + 1) * batch_size]
        batches.append((X[rows], y[rows]))
    return batches


def mini_batches_in_order(X, y, batch_size, rng):
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


def mini_batches_same_order(X, y, batch_size, rng):
    order = np.random.default_rng(0).permutation(len(X))
    rows = [order[i : i + batch_size] for i in range(0, len(X), batch_size)]
    return [(X[r], y[r]) for r in rows]


def mini_batches_global_random(X, y, batch_size, rng):
    order = np.random.permutation(len(X))  # noqa: NPY002
    rows = [order[i : i + batch_size] for i in range(0, len(X), batch_size)]
    return [(X[r], y[r]) for r in rows]


def mini_batches_with_replacement(X, y, batch_size, rng):
    order = rng.integers(0, len(X), size=len(X))
    rows = [order[i : i + batch_size] for i in range(0, len(X), batch_size)]
    return [(X[r], y[r]) for r in rows]


def mini_batches_overlapping(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    rows = [order[i : i + batch_size] for i in range(len(X))]
    return [(X[r], y[r]) for r in rows]


def mini_batches_one_batch(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    return [(X[order[:batch_size]], y[order[:batch_size]])]


def mini_batches_that_many(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    return [(X[rows], y[rows]) for rows in np.array_split(order, batch_size)]


def mini_batches_shuffle_arguments(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return [(X[i : i + batch_size].copy(), y[i : i + batch_size].copy()) for i in range(0, len(X), batch_size)]


def mini_batches_shuffle_batches_only(X, y, batch_size, rng):
    batches = [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]
    return [batches[k] for k in rng.permutation(len(batches))]


def mini_batches_flat_y(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    rows = [order[i : i + batch_size] for i in range(0, len(X), batch_size)]
    return [(X[r], y[r].ravel()) for r in rows]


def mini_batches_one_empty(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    rows = [order[k * batch_size : (k + 1) * batch_size] for k in range(len(X) // batch_size + 1)]
    return [(X[r], y[r]) for r in rows]


def mini_batches_one_empty_in_a_loop(X, y, batch_size, rng):
    order, batches, start = rng.permutation(len(X)), [], 0
    while start <= len(X):
        batches.append((X[order[start : start + batch_size]], y[order[start : start + batch_size]]))
        start += batch_size
    return batches


def mini_batches_one_empty_by_split(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    rows = np.split(order, range(batch_size, len(X) + 1, batch_size))
    return [(X[r], y[r]) for r in rows]


def mini_batches_counted_twice(X, y, batch_size, rng):
    order, batches = rng.permutation(len(X)), []
    for i in range(0, len(X), batch_size):
        rows = order[i * batch_size : (i + 1) * batch_size]
        batches.append((X[rows], y[rows]))
    return batches


# fmt: off
def _mutant(id, description, function, *killed_by):
    return Mutant(id, "mini_batches", GROUP, description, {"mini_batches": function}, set(killed_by))


MUTANTS = [
    _mutant("batches-apart", "X and y in two different orders", mini_batches_apart, "aligned"),
    _mutant("batches-X-alone", "X is shuffled, y is not", mini_batches_shuffle_X_alone, "aligned"),
    _mutant("batches-drop-last", "the short last batch is dropped", mini_batches_drop_last, "all rows once"),
    _mutant("batches-in-order", "no shuffling", mini_batches_in_order, "shuffled by rng"),
    _mutant("batches-same-order", "the same order every epoch", mini_batches_same_order, "shuffled by rng"),
    _mutant("batches-global-random", "np.random in place of rng", mini_batches_global_random,
            "shuffled by rng", "only rng"),
    _mutant("batches-with-replacement", "rows are drawn again", mini_batches_with_replacement, "all rows once"),
    _mutant("batches-overlapping", "each batch starts one row later", mini_batches_overlapping, "all rows once"),
    _mutant("batches-one", "the first batch only", mini_batches_one_batch, "all rows once"),
    _mutant("batches-that-many", "batch_size batches, not batches of that size", mini_batches_that_many, "shapes"),
    _mutant("batches-change-arguments", "X and y are shuffled in place", mini_batches_shuffle_arguments,
            "arguments unchanged"),
    _mutant("batches-same-company", "whole batches change places, their rows never mix",
            mini_batches_shuffle_batches_only, "shapes", "shuffled by rng"),
    _mutant("batches-flat-y", "y_batch has shape (size,)", mini_batches_flat_y, "shapes"),
    _mutant("batches-one-empty", "a last batch without rows where m / batch_size has no rest", mini_batches_one_empty,
            "shapes"),
    _mutant("batches-one-empty-loop", "the same by a while loop with <=", mini_batches_one_empty_in_a_loop, "shapes"),
    _mutant("batches-one-empty-split", "the same by np.split", mini_batches_one_empty_by_split, "shapes"),
    _mutant("batches-counted-twice", "i counts rows, and is multiplied by batch_size again", mini_batches_counted_twice,
            "all rows once", "shapes"),
]
