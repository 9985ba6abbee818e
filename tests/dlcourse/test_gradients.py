"""Numerical gradients against derivatives known in closed form."""

from pathlib import Path

import numpy as np
import pytest

from dlcourse.data import deck_table
from dlcourse.gradients import gradient_check, numerical_gradients, relative_error
from dlcourse.nn import Network, mse

PARAMETERS = {"W1": np.array([[1.0, -2.0], [0.5, 3.0]]), "b1": np.array([2.0, -1.0])}


def cubic(parameters):
    return float((parameters["W1"] ** 3).sum() + (parameters["W1"] @ parameters["b1"]).sum())


CLOSED = {
    "dW1": 3 * PARAMETERS["W1"] ** 2 + PARAMETERS["b1"],
    "db1": PARAMETERS["W1"].sum(axis=0),
}


def test_against_a_closed_form():
    found = numerical_gradients(cubic, PARAMETERS)
    assert found.keys() == CLOSED.keys()
    for name, value in CLOSED.items():
        np.testing.assert_allclose(found[name], value, rtol=1e-8)


def test_the_error_shrinks_with_epsilon_squared():
    errors = [np.abs(numerical_gradients(cubic, PARAMETERS, e)["dW1"] - CLOSED["dW1"]).max() for e in (1e-1, 1e-2)]
    assert errors[0] / errors[1] == pytest.approx(100, rel=1e-3)


def test_parameters_are_left_as_they_were_and_integers_will_do():
    parameters = {name: value.copy() for name, value in PARAMETERS.items()}
    numerical_gradients(cubic, parameters)
    for name, value in PARAMETERS.items():
        np.testing.assert_array_equal(parameters[name], value)
    found = numerical_gradients(lambda p: float((p["W1"] ** 2).sum()), {"W1": np.array([[1, 2]])})
    np.testing.assert_allclose(found["dW1"], [[2, 4]])


def test_gradient_check_is_small_when_right_and_large_when_wrong():
    assert gradient_check(cubic, PARAMETERS, CLOSED) < 1e-8
    assert gradient_check(cubic, PARAMETERS, {**CLOSED, "db1": 5 * CLOSED["db1"]}) == pytest.approx(4 / 6)
    assert gradient_check(cubic, PARAMETERS, {**CLOSED, "dW1": -CLOSED["dW1"]}) == pytest.approx(1)


@pytest.mark.parametrize("name", CLOSED)
def test_nan_is_never_agreement(name):
    assert np.isnan(gradient_check(cubic, PARAMETERS, {**CLOSED, name: np.full_like(CLOSED[name], np.nan)}))


def test_a_gradient_of_another_shape_is_refused():
    with pytest.raises(ValueError, match=r"must have the shape of its parameter, \(2,\), not \(1, 2\)"):
        gradient_check(cubic, PARAMETERS, {**CLOSED, "db1": CLOSED["db1"][None]})


def test_relative_error():
    assert relative_error(np.array([1.0, 0.0]), np.array([1.0, 0.0])) == 0
    assert relative_error(np.array([3.0]), np.array([1.0])) == 0.5
    assert relative_error(np.array([1e-9]), np.array([0.0])) == pytest.approx(0.1)


def test_the_network_passes():
    X, y = deck_table()
    network = Network([2, 3, 2, 1], rng=0)
    probe = Network([2, 3, 2, 1], rng=0)

    def cost_of(parameters):
        probe.set_parameters(parameters)
        return float(mse(probe.predict(X), y))

    _, cache = network.forward(X)
    assert gradient_check(cost_of, network.parameters(), network.backward(y, cache)) < 1e-6


def test_one_rule_says_when_two_gradients_agree():
    from dlcourse.check.implementing_backpropagation.gradient_check import AGREE
    from dlcourse.check.lectures.lecture_11 import inspect_measured
    from dlcourse.check.lectures.lecture_12 import inspect_wrong_gradients

    def off_by(error):  # |g - n| / (|g| + |n|) of g = n (1 + error) / (1 - error) is the error
        def measured(cost_of, W, i, j, epsilon=1e-5):
            right, left = W.copy(), W.copy()
            right[i, j] += epsilon
            left[i, j] -= epsilon
            return (cost_of(right) - cost_of(left)) / (2 * epsilon) * (1 + error) / (1 - error)

        return measured

    assert inspect_measured(off_by(0.9 * AGREE)).passed and not inspect_measured(off_by(1.1 * AGREE)).passed
    assert inspect_wrong_gradients(lambda errors: [name for name, error in errors.items() if error > AGREE]).passed
    text = Path(__file__).resolve().parents[2] / "text"
    rule = r"\max(|g| + |n|, \; 10^{-8})"
    for name in ("course/11-backpropagation.py", "source/implementing-backpropagation/implementing-backpropagation.py"):
        said = (text / name).read_text(encoding="utf-8")
        assert rule in said and "10^{-4}" in said
    assert AGREE == 1e-4
