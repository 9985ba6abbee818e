"""The numbers and the formulas in the prose of lecture 11."""

import re
from itertools import pairwise

import numpy as np
import pytest
import sympy
from lecture_text import cells, run

from dlcourse import nn
from dlcourse.check.lectures.two_children import KEYS, PAPER, STEPS


def test_the_numbers_in_the_prose_of_11():
    shown, names = run("lecture_11", {})
    parameters = nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(0))
    assert sum(array.size for array in parameters.values()) == 20 and 2 * 20 == 40  # passes
    assert names["dA2"] < 0 < names["dW1"] and names["w2"] < 0 and names["a2"] < 1  # too small
    assert names["dW1"] == pytest.approx(names["measured_slope"], rel=1e-6)
    ways = 0.3 * 0.7, -0.2 * 0.5
    assert (*ways, sum(ways)) == pytest.approx((0.21, -0.1, 0.11))
    layers = [100] * 10 + [1]  # neurons of layers 1 to 10, and the output
    assert names["ways"] == np.prod([float(n) for n in layers[1:]]) and "1e+18 ways over 90100 edges" in "".join(shown)
    assert names["edges"] == sum(a * b for a, b in pairwise(layers))
    assert len([key for key in KEYS if key.startswith(("dW", "db"))]) == 6 and len(KEYS) == 21
    shapes = {name: array.shape for name, array in names["gradients"].items()}
    assert shapes == {"dW3": (1, 2), "db3": (1,), "dW2": (2, 3), "db2": (2,), "dW1": (3, 2), "db1": (3,)}
    assert names["history"].stopped in ("tolerance", "epochs") and names["history"].cost[-1] < names["history"].cost[0]
    off = {name: np.abs(names["wrong"][name] - names["right"][name]).max() for name in names["right"]}
    assert off["dW3"] == off["db3"] == 0
    assert all(off[name] > 0 for name in ("dW2", "db2", "dW1", "db1"))


def test_the_network_on_paper_is_the_checks():
    y_hat, cache = nn.forward(PAPER["X"], PAPER["parameters"])
    gradients = nn.backward(PAPER["y"], PAPER["parameters"], cache)
    numbers = {}
    for key, (step, *_) in STEPS.items():
        numbers[key] = float(step(numbers))
    assert numbers["cost"] == pytest.approx(nn.mse(y_hat, PAPER["y"]))
    for key in KEYS:
        if key.startswith(("dW", "db")):
            name, place = key.split("_")
            assert numbers[key] == pytest.approx(gradients[name][tuple(int(k) for k in place)]), key
    assert numbers["dA1"] == pytest.approx(numbers["path_0"] + numbers["path_1"])
    stub = next(cell.source for cell in cells("lecture_11") if cell.source.startswith("def partials"))
    assert all(f'"{key}"' in stub for key in KEYS)


def test_the_curve_of_epsilon_is_a_v():
    errors = run("lecture_11", {})[1]["errors"]
    assert int(np.argmin(errors)) + 1 in (4, 5, 6) and len(errors) == 13
    assert all(50 < errors[k] / errors[k + 1] < 200 for k in (0, 1, 2))  # a hundredth each time
    assert errors[11] > errors[1] and 10.0**-2 == 0.01  # 10^-12 is worse than 0.01


def test_an_early_update_trains_and_is_wrong():
    shown, names = run("lecture_11", {})
    off = {}
    for name in ("dW2", "db2", "dW1", "db1"):
        off[name] = np.abs(names["wrong"][name] - names["right"][name]).max() / np.abs(names["right"][name]).max()
    assert round(100 * min(off.values())) == 19 and round(100 * max(off.values())) == 27
    start, right = names["start"], names["right"]
    _, cache = nn.forward(names["X"], start)
    moved = start | {"W3": start["W3"] - 0.02 * right["dW3"]}  # a hundredth of alpha
    little = np.abs(nn.backward(names["y"], moved, cache)["dW1"] - right["dW1"]).max() / np.abs(right["dW1"]).max()
    assert little == pytest.approx(off["dW1"] / 100, rel=0.05)
    ends = re.search(r"([\d.]+) after the whole backward pass, ([\d.]+) early", "".join(shown)).groups()
    late, early = (float(end) for end in ends)
    assert abs(late - early) < 0.05 * late
    assert names["history"].stopped == "tolerance" and len(names["history"].cost) == 1407
    on = nn.Network([2, 3, 2, 1], rng=0).fit(names["X"], names["y"], learning_rate=2.0, epochs=5000).cost[-1]
    assert round(on, 4) == 0.0008 < names["history"].cost[-1]
    other = nn.Network([2, 3, 2, 1], rng=1).fit(names["X"], names["y"], learning_rate=2.0, epochs=5000).cost[-1]
    assert round(other, 6) == 0.000001


def test_the_chain_rule_of_a_hidden_neuron():
    z, w, v = sympy.symbols("z w v")
    sigmoid = lambda t: 1 / (1 + sympy.exp(-t))  # noqa: E731
    J = (sigmoid(v * sigmoid(z) + w) - 1) ** 2
    a, y_hat = sigmoid(z), sigmoid(v * sigmoid(z) + w)
    dZ2 = 2 * (y_hat - 1) * y_hat * (1 - y_hat)
    difference = sympy.diff(J, z) - dZ2 * v * a * (1 - a)
    for point in ((0.3, -0.2, 0.7), (-1.1, 0.4, 2.0)):
        assert abs(float(difference.subs(dict(zip((z, w, v), point, strict=True))))) < 1e-12
