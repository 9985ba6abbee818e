"""The numbers in the prose of lecture 02."""

import numpy as np
import pytest
from lecture_text import run

from dlcourse import nn


def test_the_numbers_in_the_prose_of_02():
    shown, names = run("lecture_02", {})
    w, x, b = names["w"], names["x"], names["b"]
    assert w @ x + b == pytest.approx(-0.2)
    assert names["X"].shape == (5, 2)
    assert 2 * 1 - 1 * 3 + 0.5 == -0.5
    assert round(float(1 / (1 + np.exp(0.5))), 2) == 0.38
    assert round(float(np.exp(0.5)), 2) == 1.65
    ten = nn.initialize_parameters([10, 1], np.random.default_rng(0))  # ten weights and a bias
    assert sum(array.size for array in ten.values()) == 11
    assert any("-0.2" in text or "-0.20" in text for text in shown)
