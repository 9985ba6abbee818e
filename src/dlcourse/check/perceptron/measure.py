"""Question ``accuracy``: the share of rows that are right."""

import numpy as np

from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, inspect_parts
from dlcourse.check.perceptron import formulas
from dlcourse.check.perceptron.neuron import generator


def _rows(rng, m, wrong, ones):
    """Two columns of 0 and 1 that differ in ``wrong`` rows."""
    y = np.zeros((m, 1))
    y[rng.permutation(m)[:ones]] = 1
    y_hat = y.copy()
    flipped = rng.permutation(m)[:wrong]
    y_hat[flipped] = 1 - y_hat[flipped]
    return {"y_hat": y_hat, "y": y}


def inspect_accuracy(accuracy, seed=None):
    """The share of right rows: some wrong, none wrong, all wrong, one row alone."""
    rng, cases = generator(seed), []
    for check, m, wrong, ones in (("share of right rows", 8, 3, 3), ("share of right rows", 10, 1, 6),
                                  ("any number of rows", 7, 2, 5), ("any number of rows", 5, 4, 2),
                                  ("any number of rows", 6, 0, 2), ("any number of rows", 4, 4, 1),
                                  ("any number of rows", 1, 0, 1), ("any number of rows", 1, 0, 0),
                                  ("share of right rows", 8, 5, 4)):  # fmt: skip
        given = _rows(rng, m, wrong, ones)
        cases.append(Case(check, f"m = {m}, {wrong} wrong", given, formulas.accuracy(**given)))
    checks = ["one number", "share of right rows", "any number of rows", UNCHANGED, TWICE]
    part = Part("accuracy", accuracy, cases, MEASURES, shape_check="one number")
    return inspect_parts("accuracy", [part], checks, seed is not None)


def _hits(y_hat, y, value):
    there = y == value
    return float(np.mean(y_hat[there] == y[there]))


MEASURES = [
    ("share of wrong rows", "that is the share of the wrong rows", lambda y_hat, y: np.mean(y_hat != y)),
    ("not divided", "that is the number of right rows. Divide by m", lambda y_hat, y: np.sum(y_hat == y)),
    ("wrong rows counted", "that is the number of wrong rows", lambda y_hat, y: np.sum(y_hat != y)),
    ("in percent", "a share lies between 0 and 1: that is the share in percent",
     lambda y_hat, y: 100 * np.mean(y_hat == y)),
    ("every row with every row", "every y meets every y_hat: the shapes (m, 1) and (m,) broadcast to (m, m)",
     lambda y_hat, y: np.mean(y_hat == y.ravel())),
    ("every row with every row, summed", "every y meets every y_hat, and the result is divided by m alone",
     lambda y_hat, y: np.sum(y_hat == y.ravel()) / len(y)),
    ("only rows with 1", "rows that are 0 and said to be 0 are right, too", lambda y_hat, y: np.mean(y_hat * y)),
    ("only rows of class 1", "only the rows of class 1 are looked at", lambda y_hat, y: _hits(y_hat, y, 1)),
    ("only rows of class 1", "only the rows of class 1 are looked at",
     lambda y_hat, y: np.sum(y_hat * y) / max(np.sum(y), 1)),
    ("m written down", "m is written down as 8. It is the number of rows", lambda y_hat, y: np.sum(y_hat == y) / 8),
    ("only rows of class 0", "only the rows of class 0 are looked at", lambda y_hat, y: _hits(y_hat, y, 0)),
    ("first row alone", "only the first row is compared", lambda y_hat, y: float(y_hat[0, 0] == y[0, 0])),
    ("last row alone", "only the last row is compared", lambda y_hat, y: float(y_hat[-1, 0] == y[-1, 0])),
    ("all or nothing", "that says whether all rows are right. How large is the share?",
     lambda y_hat, y: float(np.all(y_hat == y))),
    ("share of ones said", "that is how often 1 is said, right or not", lambda y_hat, y: np.mean(y_hat)),
    ("share of ones", "that is how often 1 is right, whatever is said", lambda y_hat, y: np.mean(y)),
    ("divided by m - 1", "it divides by one row too few", lambda y_hat, y: np.sum(y_hat == y) / (len(y) - 1)),
    ("divided by m - 1", "it divides by one row too few",
     lambda y_hat, y: np.sum(y_hat == y) / max(len(y) - 1, 1)),
    ("one per row", "that is one answer per row. The share over all rows is wanted",
     lambda y_hat, y: (y_hat == y).astype(float)),
    ("signed errors", "errors of 1 and -1 cancel: compare, then count", lambda y_hat, y: 1 - abs(np.mean(y - y_hat))),
    ("difference of the shares", "an error of either sign makes a row wrong: take y_hat == y",
     lambda y_hat, y: 1 - np.mean(y - y_hat)),
]  # fmt: skip
