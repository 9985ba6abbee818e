"""The numbers and the formulas in the prose of lecture 09."""

import numpy as np
import pytest
import sympy
from lecture_text import run

from dlcourse import nn


def test_the_numbers_in_the_prose_of_09():
    _, names = run("lecture_09", {})
    assert pytest.approx(0.09) == (0.7 - 0.4) ** 2 and pytest.approx(0.36) == (1.0 - 0.4) ** 2
    assert pytest.approx(2) == (1.0 - 0.4) / (0.7 - 0.4) and pytest.approx(0.3) == 0.7 - 0.4
    assert nn.sigmoid(np.array(40.0)) == 1
    many, few = np.tile([[0.2], [0.7]], (2500, 1)), np.array([[0.2], [0.7]])  # 5000 rows and 2
    assert len(many) == 5000 and nn.mse(many, 0 * many) == pytest.approx(nn.mse(few, 0 * few))
    assert round(float(names["measured"]), 6) == round(2 / 5 * float(names["y_hat"][2, 0] - names["y"][2, 0]), 6)
    assert names["measured"] == pytest.approx(2 / 5 * (names["y_hat"][2, 0] - names["y"][2, 0]), rel=1e-5)
    losses = -np.log([0.9, 0.8, 0.4, 0.05])
    assert losses[-1] > losses[:-1].sum()
    assert round(float(-np.log(0.5)), 2) == 0.69
    assert round(float(names["ignorance"]), 4) == 0.0618 == round(float(names["y"].var()), 4)
    assert names["ignorance"] < nn.mse(names["y_hat"], names["y"])
    marks = np.append(names["y"].ravel()[1:], 9.0)  # 9 for 0.9
    losses = (marks - 0.5) ** 2
    assert losses[-1] > losses[:-1].sum()
    p = 0.999  # sure and wrong
    assert 2 * p * p * (1 - p) < 0.01 and p > 0.9
    half = np.full((4, 1), 0.5)
    assert nn.cross_entropy(half, np.array([[0.0], [1], [1], [0]])) == pytest.approx(-np.log(0.5))


def test_the_slopes_are_the_derivatives():
    p, y, m, z = sympy.symbols("p y m z", positive=True)
    cross = -(y * sympy.log(p) + (1 - y) * sympy.log(1 - p)) / m
    assert sympy.simplify(sympy.diff(cross, p) - (p - y) / (p * (1 - p)) / m) == 0
    assert sympy.simplify(sympy.diff((p - y) ** 2 / m, p) - 2 / m * (p - y)) == 0
    sigmoid = 1 / (1 + sympy.exp(-z))
    through = sympy.diff(cross.subs(p, sigmoid), z)
    assert sympy.simplify(through - (sigmoid - y) / m) == 0
