"""The deck's running table, and the irises."""

import numpy as np

from dlcourse.data import deck_table, iris


def test_the_deck_table():
    X, y = deck_table()
    assert (X.shape, y.shape) == ((5, 2), (5, 1))
    assert X.dtype == y.dtype == np.float64
    assert ((y > 0) & (y < 1)).all()
    assert len(np.unique(X, axis=0)) == 5


def test_every_caller_gets_its_own():
    deck_table()[0][:] = 0
    assert deck_table()[0].any()


def test_the_irises_in_the_order_of_their_species():
    X, y, species = iris()
    assert (X.shape, y.shape, species) == ((150, 4), (150, 1), ["setosa", "versicolor", "virginica"])
    assert np.array_equal(y[:, 0], np.repeat([0.0, 1.0, 2.0], 50))
    assert X[0].tolist() == [5.1, 3.5, 1.4, 0.2]
    iris()[0][:] = 0
    assert iris()[0].any()
