"""Activations and costs: values known by other means, stable far out, any shape and type of number."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from dlcourse.nn import ACTIVATIONS, COSTS, cross_entropy, mse

SMOOTH = ("sigmoid", "tanh", "identity")
FAR = {  # values and derivatives at -1000 and at 1000
    "step": ((0, 1), (0, 0)),
    "relu": ((0, 1000), (0, 1)),
    "sigmoid": ((0, 1), (0, 0)),
    "tanh": ((-1, 1), (0, 0)),
    "identity": ((-1000, 1000), (1, 1)),
}


def test_the_five_activations_are_there():
    assert set(ACTIVATIONS) == set(FAR)


@pytest.mark.parametrize("name", FAR)
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.int64, np.int16])
def test_far_out_values_are_right_without_a_warning(name, dtype):
    g, g_prime = ACTIVATIONS[name]
    z = np.array([-1000, 1000], dtype=dtype)
    np.testing.assert_allclose(g(z), FAR[name][0], atol=1e-300)
    np.testing.assert_allclose(g_prime(z), FAR[name][1], atol=1e-300)
    np.testing.assert_allclose(g_prime(z, g(z)), FAR[name][1], atol=1e-300)


@pytest.mark.parametrize("name", FAR)
def test_numbers_and_lists_will_do(name):
    g, g_prime = ACTIVATIONS[name]
    for function in (g, g_prime):
        assert np.ndim(function(-1000.0)) == 0
        assert function(2) == function(np.array([2.0]))[0] == function([2.0])[0] == function([[2]])[0, 0]


@pytest.mark.parametrize("name", FAR)
def test_unsigned_integers_do_not_wrap(name):
    g, g_prime = ACTIVATIONS[name]
    z = np.array([0, 3, 200], dtype=np.uint8)
    np.testing.assert_allclose(g(z), g(z.astype(float)), rtol=2e-3)
    np.testing.assert_allclose(g_prime(z), g_prime(z.astype(float)), atol=2e-3)


def test_values_against_the_formulas():
    for z in (-30.0, -2.5, -0.1, 0.0, 0.1, 2.5, 30.0):
        assert ACTIVATIONS["sigmoid"].g(z) == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-14)
        assert ACTIVATIONS["tanh"].g(z) == pytest.approx(math.tanh(z), rel=1e-14)
        assert ACTIVATIONS["relu"].g(z) == max(z, 0)
        assert ACTIVATIONS["step"].g(z) == (1 if z >= 0 else 0)
        assert ACTIVATIONS["identity"].g(z) == z


def test_the_sigmoid_keeps_its_digits_on_the_far_left():
    assert ACTIVATIONS["sigmoid"].g(-500.0) == pytest.approx(math.exp(-500), rel=1e-13)


def test_at_zero():
    assert ACTIVATIONS["step"].g(0.0) == 1
    assert ACTIVATIONS["relu"].g_prime(0.0) == 0


@pytest.mark.parametrize("name", SMOOTH)
def test_derivatives_against_complex_steps(name):
    g, g_prime = ACTIVATIONS[name]
    z = np.linspace(-20, 20, 401)
    np.testing.assert_allclose(g_prime(z), np.imag(g(z + 1e-30j)) / 1e-30, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", ["relu", "step"])
def test_derivatives_off_the_kink(name):
    g, g_prime = ACTIVATIONS[name]
    z = np.array([-3, -0.5, 0.5, 3])
    np.testing.assert_allclose(g_prime(z), (g(z + 1e-6) - g(z - 1e-6)) / 2e-6, atol=1e-9)


@pytest.mark.parametrize("name", FAR)
@settings(max_examples=25, deadline=None)
@given(z=arrays(float, array_shapes(min_dims=0, max_dims=4), elements=st.floats(-1000, 1000)))
def test_elementwise_on_any_shape_and_pure(name, z):
    g, g_prime = ACTIVATIONS[name]
    before = z.copy()
    a = g(z)
    assert np.shape(a) == np.shape(g_prime(z)) == z.shape
    np.testing.assert_array_equal(g_prime(z), g_prime(z, a))
    np.testing.assert_array_equal(z, before)
    assert a is not z


def test_costs_by_hand_sum_over_outputs_and_average_over_examples():
    y_hat, y = np.array([[0.5, 0.25], [0.5, 0.5]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    assert mse(y_hat, y) == pytest.approx((0.25 + 0.0625 + 0.25 + 0.25) / 2)
    by_hand = -(math.log(0.5) + math.log(0.75) + math.log(0.5) + math.log(0.5)) / 2
    assert cross_entropy(y_hat, y) == pytest.approx(by_hand)


def test_cross_entropy_is_finite_where_a_sigmoid_saturates_and_alike_on_both_sides():
    sure_and_wrong = (
        cross_entropy(np.array([[0.0]]), np.array([[1.0]])),
        cross_entropy(np.array([[1.0]]), np.zeros((1, 1))),
    )
    assert sure_and_wrong[0] == sure_and_wrong[1] == pytest.approx(-math.log(1e-16))
    assert cross_entropy(np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]])) == 0


@pytest.mark.parametrize("name", COSTS)
def test_a_cost_refuses_to_broadcast(name):
    with pytest.raises(ValueError, match=r"y must have the shape of y_hat, \(5, 1\), not \(5,\)"):
        COSTS[name](np.full((5, 1), 0.5), np.ones(5))
