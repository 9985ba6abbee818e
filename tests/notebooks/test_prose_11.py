"""The numbers and the formulas in the prose of lecture 11."""

import numpy as np
import pytest
import sympy
from lecture_text import cells, run

from dlcourse import nn
from dlcourse.check.implementing_backpropagation.by_hand import KEYS
from dlcourse.check.lectures.lecture_11 import PAPER


def test_the_numbers_in_the_prose_of_11():
    _, names = run("lecture_11", {})
    parameters = nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(0))
    assert sum(array.size for array in parameters.values()) == 20 and 2 * 20 == 40  # passes
    assert names["dJ_da"] < 0 < names["da_dz"] and names["dz_dw"] > 0
    slope = (names["J_right"] - names["J_left"]) / (2 * names["step"])
    assert names["dJ_da"] * names["da_dz"] * names["dz_dw"] == pytest.approx(slope, rel=1e-6)
    shapes = {name: array.shape for name, array in names["gradients"].items()}
    assert shapes == {"dW3": (1, 2), "db3": (1,), "dW2": (2, 3), "db2": (2,), "dW1": (3, 2), "db1": (3,)}
    assert names["history"].stopped in ("tolerance", "epochs") and names["history"].cost[-1] < names["history"].cost[0]
    off = {name: np.abs(names["wrong"][name] - names["right"][name]).max() for name in names["right"]}
    assert off["dW3"] == off["db3"] == 0
    assert all(off[name] > 0 for name in ("dW2", "db2", "dW1", "db1"))


def test_the_network_on_paper_is_the_checks():
    prose = next(cell.source for cell in cells("lecture_11") if "**Exercise 4" in cell.source)
    for numbers in ("2 & 1", r"0.4 & -0.6 \\ -0.3 & 0.5", "0.2 & 0.4", "0.7 & -0.8", "b^2 = 0.5", "y = 0 "):
        assert numbers in prose
    y_hat, cache = nn.forward(PAPER["X"], PAPER["parameters"])
    assert y_hat[0, 0] == pytest.approx(0.613, abs=1e-3) and cache["Z1"][0].tolist() == pytest.approx([0.4, 0.3])
    stub = next(cell.source for cell in cells("lecture_11") if cell.source.startswith("def partials"))
    assert all(f'"{key}"' in stub for key in KEYS)


def test_the_chain_rule_of_a_hidden_neuron():
    z, w, v = sympy.symbols("z w v")
    sigmoid = lambda t: 1 / (1 + sympy.exp(-t))  # noqa: E731
    J = (sigmoid(v * sigmoid(z) + w) - 1) ** 2
    a, y_hat = sigmoid(z), sigmoid(v * sigmoid(z) + w)
    dZ2 = 2 * (y_hat - 1) * y_hat * (1 - y_hat)
    difference = sympy.diff(J, z) - dZ2 * v * a * (1 - a)
    for point in ((0.3, -0.2, 0.7), (-1.1, 0.4, 2.0)):
        assert abs(float(difference.subs(dict(zip((z, w, v), point, strict=True))))) < 1e-12
