"""Numbers that the assignments' texts say about their own examples, computed with the reference solutions."""

import numpy as np
import pytest
from dlgrader.mistakes.gradient_descent import reference as descent
from dlgrader.mistakes.perceptron import reference as perceptron
from scipy.optimize import linprog

from dlcourse.data import iris

CORNERS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])


def column(values):
    return np.array(values).reshape(-1, 1)


def test_and_is_learnt_in_six_epochs_and_xor_never():
    *_, epochs, learnt = perceptron.train(CORNERS, column([0, 0, 0, 1]), 1.0, 50)
    assert (epochs, learnt) == (6, True)
    for most in (50, 2000):
        *_, epochs, learnt = perceptron.train(CORNERS, column([0, 1, 1, 0]), 1.0, most)
        assert (epochs, learnt) == (most, False)


def separable(X, y):
    """Whether a line has all of one class strictly on one side: (2 y - 1) (w x + b) >= 1 has a solution."""
    signs = 2 * y - 1
    rows = -signs * np.hstack([X, np.ones((len(X), 1))])
    found = linprog(np.zeros(rows.shape[1]), rows, -np.ones(len(X)), bounds=(None, None))
    return found.status == 0


def test_setosa_and_versicolor_are_separable_and_the_other_pair_is_not():
    X, y, species = iris()
    assert species == ["setosa", "versicolor", "virginica"]
    order = np.random.default_rng(0).permutation(100)
    for first, all_right in ((0, True), (1, False)):
        rows = slice(50 * first, 50 * first + 100)
        X_pair, y_pair = X[rows][order], y[rows][order] - first
        assert separable(X_pair, y_pair) is all_right
        scores = perceptron.train_and_test(X_pair[:70], y_pair[:70], X_pair[70:], y_pair[70:], 100)
        assert (tuple(scores) == (1, 1)) is all_right


def test_the_two_sides_of_a_slope():
    one_side = (1.1**2 - 1) / 0.1
    assert one_side == pytest.approx(2.1)
    assert descent.derivative(lambda w: w * w, 1.0, 0.1) == pytest.approx(2)


def test_twelve_updates_to_the_bottom():
    def J(w):
        return (w - 3) ** 2

    path = descent.descend(J, lambda w: descent.derivative(J, w), 0.0, 0.2, 100, 1e-4)
    assert len(path) - 1 == 12
    assert round(float(path[-1]), 3) == 2.993


def test_ten_epochs_are_10_or_1500_updates_and_the_small_batches_stay_calm():
    flowers, _, _ = iris()
    lengths, widths = flowers[:, 2:3], flowers[:, 3:4]
    X = (lengths - lengths.mean()) / lengths.std()
    rng = np.random.default_rng(0)
    orders = [rng.permutation(150) for _ in range(10)]
    assert [10 * descent.updates_per_epoch(150, size) for size in (150, 1)] == [10, 1500]
    costs = {size: np.asarray(descent.fit(X, widths, 0.02, size, orders)[2]) for size in (150, 15, 1)}
    bottom = min(history.min() for history in costs.values())
    assert costs[1][0] < 1.5 * bottom < costs[150][-1]  # down after one epoch; the whole batch is not after ten
    assert np.any(np.diff(costs[1]) > 0)  # it trembles
    assert np.all(np.diff(costs[15]) < 0)  # calm
    assert costs[15][-1] < 1.1 * bottom
