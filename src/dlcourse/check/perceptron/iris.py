"""Question ``train_and_test``: real flowers, judged on rows that the perceptron has not seen."""

from functools import lru_cache

import numpy as np

from dlcourse.check.harness.answers import Several
from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, Values, inspect_parts
from dlcourse.check.harness.substitutes import better_of_two
from dlcourse.check.perceptron import formulas
from dlcourse.check.perceptron.formulas import STAND_INS
from dlcourse.check.perceptron.neuron import generator
from dlcourse.data import iris

STEPS = 10_000


@lru_cache
def _table():
    X, y, _ = iris()
    return X, y


def _split(rng, first, rows, columns):
    """Training and test rows of two neighbouring species, ``first`` called 0 and the other 1."""
    X, y = _table()
    X, y = X[50 * first : 50 * first + 100], y[50 * first : 50 * first + 100] - first
    order = rng.permutation(100)
    train, test = order[:rows], order[rows : rows + 30]
    X = X[:, columns]
    return {"X_train": X[train], "y_train": y[train], "X_test": X[test], "y_test": y[test]}


def _telling(rng, rows, most):
    """A split of the species that touch each other, on which the usual mistakes give other numbers."""
    for _ in range(40):
        given = _split(rng, 1, rows, [0, 1, 2, 3]) | {"max_epochs": most}
        want = formulas.train_and_test(**given)
        others = [wrong(*given.values()) for name, _, wrong in MISTAKES if name not in SAME_HERE]
        if want[0] != want[1] and all(other != want for other in others):
            return given
    return given


@lru_cache(maxsize=8)
def _cases(seed):
    rng = generator(seed)
    runs = [
        ("setosa and versicolor", "40 rows, 4 inputs", _split(rng, 0, 40, [0, 1, 2, 3]) | {"max_epochs": 20}),
        ("setosa and versicolor", "20 rows, 2 inputs", _split(rng, 0, 20, [2, 3]) | {"max_epochs": 20}),
        ("versicolor and virginica", "30 rows, 4 inputs, 8 epochs", _telling(rng, 30, 8)),
        ("versicolor and virginica", "40 rows, 4 inputs, 5 epochs", _telling(rng, 40, 5)),
        ("max_epochs", "30 rows, 1 epoch", _telling(rng, 30, 1)),
        ("max_epochs", "30 rows, 3 epochs", _telling(rng, 30, 3)),
    ]
    return tuple(Case(check, tested, given, formulas.train_and_test(**given)) for check, tested, given in runs)


def inspect_train_and_test(train_and_test, seed=None):
    """Two species that a line separates, two that none does, and as many epochs as are allowed."""
    cases = _cases(seed)
    checks = ["two numbers", *dict.fromkeys(case.check for case in cases), UNCHANGED, TWICE]

    def inspect(function):
        answer = Several(train_accuracy=Values(), test_accuracy=Values())
        part = Part("train_and_test", function, cases, MISTAKES, shape_check="two numbers", answer=answer, steps=STEPS)
        return inspect_parts("train_and_test", [part], checks, seed is not None)

    return better_of_two(inspect, train_and_test, ("train_and_test",), STAND_INS)


# With few epochs these may give the right numbers by chance; other cases tell them apart.
SAME_HERE = ("max_epochs ignored", "one epoch alone", "one epoch too many", "one epoch too few")


def _weights(X, y, most, rate=1.0):
    return formulas.train(X, y, rate, most)[:2]


def _scores(wb, *tables):
    return tuple(formulas.accuracy(formulas.predict(X, *wb), y) for X, y in tables)


MISTAKES = [
    ("accuracies swapped", "the two accuracies have changed places",
     lambda X, y, U, v, most: _scores(_weights(X, y, most), (U, v), (X, y))),
    ("training rows twice", "both numbers are those of the training rows",
     lambda X, y, U, v, most: _scores(_weights(X, y, most), (X, y), (X, y))),
    ("test rows twice", "both numbers are those of the test rows",
     lambda X, y, U, v, most: _scores(_weights(X, y, most), (U, v), (U, v))),
    ("trained on the test rows", "it is trained on the test rows. They must stay unseen until the end",
     lambda X, y, U, v, most: _scores(_weights(U, v, most), (X, y), (U, v))),
    ("trained on all rows", "it is trained on the test rows as well. They must stay unseen until the end",
     lambda X, y, U, v, most: _scores(_weights(np.vstack([X, U]), np.vstack([y, v]), most), (X, y), (U, v))),
    ("trained twice", "before the test it is trained anew, on the test rows",
     lambda X, y, U, v, most: (*_scores(_weights(X, y, most), (X, y)), *_scores(_weights(U, v, most), (U, v)))),
    ("not trained", "it is not trained: w and b are still 0",
     lambda X, y, U, v, most: _scores((np.zeros(X.shape[1]), 0.0), (X, y), (U, v))),
    ("max_epochs ignored", "max_epochs must reach train", lambda X, y, U, v, most: _scores(
        _weights(X, y, 100), (X, y), (U, v))),
    ("one epoch alone", "it is trained for one epoch, whatever max_epochs says",
     lambda X, y, U, v, most: _scores(_weights(X, y, 1), (X, y), (U, v))),
    ("one epoch too many", "it is trained for one epoch more than max_epochs",
     lambda X, y, U, v, most: _scores(_weights(X, y, most + 1), (X, y), (U, v))),
    ("one epoch too few", "it is trained for one epoch less than max_epochs",
     lambda X, y, U, v, most: _scores(_weights(X, y, most - 1), (X, y), (U, v))),
    ("bias forgotten", "the bias that was learnt is left out when the rows are predicted",
     lambda X, y, U, v, most: _scores((_weights(X, y, most)[0], 0.0), (X, y), (U, v))),
    ("shares of wrong rows", "those are the shares of the wrong rows",
     lambda X, y, U, v, most: tuple(1 - a for a in _scores(_weights(X, y, most), (X, y), (U, v)))),
    ("in percent", "a share lies between 0 and 1: those are percent",
     lambda X, y, U, v, most: tuple(100 * a for a in _scores(_weights(X, y, most), (X, y), (U, v)))),
    ("always 1", "1.0 is right only where every row is right: measure it", lambda X, y, U, v, most: (1.0, 1.0)),
    ("their mean", "the two accuracies are averaged. Their difference is what matters",
     lambda X, y, U, v, most: (np.mean(_scores(_weights(X, y, most), (X, y), (U, v))),) * 2),
]  # fmt: skip
