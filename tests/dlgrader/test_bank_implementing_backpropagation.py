"""The bank of "Implementing Backpropagation": its size, and its reference against the course's own network."""

import numpy as np
import pytest
from dlgrader.mistakes.implementing_backpropagation import MUTANTS, VARIANTS, reference

from dlcourse import nn
from dlcourse.check.implementing_backpropagation.by_hand import KEYS, NETWORK

GROUPS = {
    "averaging", "bias", "activation derivative", "chain", "sign and size", "order and state", "forward and cost",
    "initialization", "mini-batches", "training", "gradient check", "by hand", "one part", "what is returned",
    "runs and rows", "between layers", "kept between calls", "public values",
}  # fmt: skip


def test_the_bank_holds_every_group():
    assert len(MUTANTS) >= 60
    assert len(VARIANTS) >= 16
    assert {mutant.group for mutant in MUTANTS} == GROUPS


def test_the_reference_agrees_with_the_courses_network():
    rng = np.random.default_rng(1)
    parameters = nn.initialize_parameters([2, 3, 2, 1], rng)
    X, y = rng.normal(size=(7, 2)), rng.uniform(size=(7, 1))
    for hidden in ("sigmoid", "tanh", "relu", "identity"):
        y_hat, cache = reference.forward(X, parameters, hidden, "sigmoid")
        gradients = reference.backward(y, parameters, cache, hidden, "sigmoid")
        expected = nn.backward(y, parameters, nn.forward(X, parameters, hidden, "sigmoid")[1], hidden, "sigmoid")
        assert np.isclose(reference.cost(y_hat, y), nn.mse(y_hat, y))
        for name, value in expected.items():
            np.testing.assert_allclose(gradients[name], value, rtol=1e-12, atol=1e-15)


def test_the_references_numbers_on_paper_are_those_of_the_given_network():
    X, y, parameters = (NETWORK[key] for key in ("X", "y", "parameters"))
    y_hat, cache = nn.forward(X, parameters)
    gradients = nn.backward(y, parameters, cache)
    assert tuple(reference.answers) == KEYS
    assert reference.answers["cost"] == pytest.approx(nn.mse(y_hat, y), abs=1e-4)
    for i in (0, 1):
        assert reference.answers[f"z1_{i}"] == pytest.approx(cache["Z1"][0, i], abs=1e-4)
        assert reference.answers[f"db1_{i}"] == pytest.approx(gradients["db1"][i], abs=1e-4)
        for j in (0, 1):
            assert reference.answers[f"dW1_{i}{j}"] == pytest.approx(gradients["dW1"][i, j], abs=1e-4)
