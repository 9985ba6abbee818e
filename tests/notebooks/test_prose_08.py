"""The numbers in the prose of lecture 08."""

import numpy as np
import pytest
from lecture_text import run

from dlcourse import nn


def test_the_numbers_in_the_prose_of_08():
    _, names = run("lecture_08", {})
    parameters, X = names["parameters"], names["X"]
    assert (names["m"], names["n"]) == (5, 2)
    assert sum(a.size for k, a in parameters.items() if k[0] == "W") == 14
    assert sum(a.size for k, a in parameters.items() if k[0] == "b") == 6
    assert (np.zeros(5) + np.zeros((5, 1))).shape == (5, 5)
    assert nn.ACTIVATIONS["sigmoid"].g(np.array(0.0)) == 0.5
    # from zeros: one half everywhere, and three neurons that stay alike to the last digit
    zero = nn.Network([2, 3, 2, 1], rng=0)
    zero.set_parameters({k: np.zeros_like(a) for k, a in parameters.items()})
    assert np.all(zero.forward(X)[1]["A1"] == 0.5)
    W1 = names["alike_W1"]
    assert np.allclose(W1, W1[0], rtol=1e-12, atol=0) and W1.min() > 1.5  # from 0.5: a long way
    better = [names["alike"] / cost for cost in names["at_random"]]
    assert len(better) == 4 and min(better) > 1 and sum(ratio > 50 for ratio in better) == 3 and min(better) < 2
    small, right, large = names["spreads"].values()
    assert small[-1] < 1e-6 and 0.3 < right[-1] < 3 and large[-1] > 1e5 and len(right) == 10
    limit = 1 / np.sqrt(200)  # 200 inputs: the weights keep within the limit, and fill it
    W = nn.initialize_parameters([200, 50], np.random.default_rng(0))["W1"]
    assert 0.9 * limit < np.abs(W).max() <= limit
    # the neuron worked by hand is the first of the layer, and the question's answer holds for this network
    Z1 = X @ parameters["W1"].T + parameters["b1"]
    assert names["z"] == pytest.approx(Z1[0, 0]) and np.allclose(names["z1"], Z1[0])
    moved = X + np.array([0.1, 0])
    before, after = (nn.forward(rows, parameters)[1] for rows in (X, moved))
    assert all(np.all(before[k] != after[k]) for k in before if k != "A0")
    # the answers at the end: a 4-5-3 network
    four = nn.initialize_parameters([4, 5, 3], np.random.default_rng(0))
    assert four["W2"].shape == (3, 5) and nn.forward(np.ones((10, 4)), four)[1]["Z1"].shape == (10, 5)
