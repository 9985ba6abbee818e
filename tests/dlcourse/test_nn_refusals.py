"""What cannot work is refused by name, before anything is computed."""

import numpy as np
import pytest

from dlcourse.data import deck_table
from dlcourse.nn import Network, backward, forward, initialize_parameters

X, Y = deck_table()
NAN = np.where(np.arange(5)[:, None] == 3, np.nan, X)


@pytest.fixture
def network():
    return Network([2, 3, 2, 1], rng=0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"hidden": "swish"}, "hidden='swish' is not known; choose one of step, relu, sigmoid, tanh, identity"),
        ({"output": "softmax"}, "output='softmax' is not known"),
        ({"hidden": None}, "hidden=None is not known"),
        ({"hidden": ["relu", "relu"]}, "hidden=.*is not known"),
        ({"hidden": "step"}, "hidden='step' cannot learn"),
        ({"output": "step"}, "output='step' cannot learn"),
        ({"cost": "mae"}, "cost='mae' is not known; choose one of mse, cross_entropy"),
        ({"cost": "cross_entropy", "output": "tanh"}, "cost='cross_entropy' needs output='sigmoid'"),
        ({"cost": "cross_entropy", "output": "identity"}, "cost='cross_entropy' needs output='sigmoid'"),
        ({"layer_sizes": [2]}, "layer_sizes must list at least"),
        ({"layer_sizes": 3}, "layer_sizes must list at least"),
        ({"layer_sizes": [2, 0, 1]}, r"layer_sizes\[1\] must be a whole number, 1 or more, not 0"),
        ({"layer_sizes": [2, 2.5, 1]}, r"layer_sizes\[1\] must be a whole number"),
        ({"layer_sizes": [True, 1]}, r"layer_sizes\[0\] must be a whole number"),
    ],
)
def test_networks_that_cannot_be(arguments, message):
    with pytest.raises(ValueError, match=message):
        Network(**{"layer_sizes": [2, 3, 1], "rng": 0, **arguments})


BAD_X = [
    (np.ones((5, 3)), r"X must have shape \(m, 2\), not \(5, 3\)"),
    (np.ones(2), r"X must have shape \(m, 2\), not \(2,\)"),
    (np.ones((0, 2)), r"X must have shape \(m, 2\), not \(0, 2\)"),
    (1.0, r"X must have shape \(m, 2\), not \(\)"),
    ([[1, 2], [3]], "X must be an array of numbers"),
    ([["a", "b"]], "X must be an array of real numbers"),
    ([["1", "2"]], "X must be an array of real numbers"),
    (np.ones((5, 2)) * 1j, "X must be an array of real numbers"),
    ([[None, 1.0]], "X must be an array of real numbers"),
    (NAN, r"X contains NaN or infinity, first at \(3, 0\)"),
    (np.where(np.isnan(NAN), np.inf, X), r"X contains NaN or infinity, first at \(3, 0\)"),
]


@pytest.mark.parametrize(("bad", "message"), BAD_X)
def test_inputs(network, bad, message):
    for use in (
        lambda: network.forward(bad),
        lambda: network.predict(bad),
        lambda: network.cost(bad, Y),
        lambda: network.step(bad, Y, 0.1),
        lambda: network.fit(bad, Y),
    ):
        with pytest.raises(ValueError, match=message):
            use()


BAD_Y = [
    (Y.ravel(), r"y must have shape \(5, 1\), not \(5,\); y.reshape\(-1, 1\) makes one column of it"),
    (Y[:4], r"y must have shape \(5, 1\), not \(4, 1\)"),
    (np.ones((5, 2)), r"y must have shape \(5, 1\), not \(5, 2\)"),
    (np.where(Y > 0.6, np.nan, Y), r"y contains NaN or infinity, first at \(1, 0\)"),
]


@pytest.mark.parametrize(("bad", "message"), BAD_Y)
def test_targets(network, bad, message):
    _, cache = network.forward(X)
    for use in (
        lambda: network.cost(X, bad),
        lambda: network.step(X, bad, 0.1),
        lambda: network.fit(X, bad),
        lambda: network.backward(bad, cache),
    ):
        with pytest.raises(ValueError, match=message):
            use()


def test_cross_entropy_wants_targets_between_0_and_1():
    network = Network([2, 1], cost="cross_entropy", rng=0)
    _, cache = network.forward(X)
    for use in (lambda: network.step(X, 2 * Y, 0.1), lambda: network.cost(X, -Y), lambda: network.backward(-Y, cache)):
        with pytest.raises(ValueError, match="y must lie between 0 and 1"):
            use()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"batch_size": 0}, "batch_size must be a whole number, from 1 to m = 5, not 0"),
        ({"batch_size": 6}, "batch_size must be a whole number, from 1 to m = 5, not 6"),
        ({"batch_size": -1}, "batch_size"),
        ({"batch_size": 2.0}, "batch_size"),
        ({"batch_size": True}, "batch_size"),
        ({"epochs": 0}, "epochs must be a whole number, 1 or more"),
        ({"epochs": 1.5}, "epochs"),
        ({"learning_rate": 0}, "learning_rate must be a positive number, not 0"),
        ({"learning_rate": -0.1}, "learning_rate"),
        ({"learning_rate": np.nan}, "learning_rate"),
        ({"learning_rate": np.inf}, "learning_rate"),
        ({"learning_rate": "fast"}, "learning_rate"),
        ({"learning_rate": [0.1]}, "learning_rate"),
        ({"tolerance": -1e-3}, "tolerance must be a number, 0 or more"),
        ({"tolerance": np.nan}, "tolerance"),
        ({"tolerance": "small"}, "tolerance"),
        ({"progress": 3}, "progress must be a function"),
    ],
)
def test_fit(network, arguments, message):
    before = network.parameters()
    with pytest.raises(ValueError, match=message):
        network.fit(X, Y, **arguments)
    for name, value in network.parameters().items():
        np.testing.assert_array_equal(value, before[name])


def test_step_refuses_its_learning_rate(network):
    with pytest.raises(ValueError, match="learning_rate must be a positive number"):
        network.step(X, Y, 0.0)


def test_parameters(network):
    good = network.parameters()
    with pytest.raises(ValueError, match=r"W2 must have shape \(2, 3\), not \(3, 2\)"):
        network.set_parameters({**good, "W2": good["W2"].T})
    with pytest.raises(ValueError, match="parameters must have the keys W1, b1, W2, b2, W3, b3, not W1"):
        network.set_parameters({"W1": good["W1"]})
    with pytest.raises(ValueError, match="b1 contains NaN"):
        network.set_parameters({**good, "b1": np.full(3, np.nan)})


def test_a_cache_that_is_not_one(network):
    with pytest.raises(ValueError, match="cache must come from a forward pass of this network, but has no 'Z2'"):
        _, cache = network.forward(X)
        del cache["Z2"]
        network.backward(Y, cache)


def test_the_pure_functions_name_what_they_do_not_know():
    parameters = initialize_parameters([2, 3, 1], np.random.default_rng(0))
    _, cache = forward(X, parameters)
    for role in ("hidden", "output"):
        with pytest.raises(ValueError, match=f"{role}='Relu' is not known"):
            forward(X, parameters, **{role: "Relu"})
        with pytest.raises(ValueError, match=f"{role}='Relu' is not known"):
            backward(Y, parameters, cache, **{role: "Relu"})
    with pytest.raises(ValueError, match="cost='bce' is not known"):
        backward(Y, parameters, cache, cost="bce")
    with pytest.raises(ValueError, match="cost='cross_entropy' needs output='sigmoid'"):
        backward(Y, parameters, cache, output="tanh", cost="cross_entropy")
    with pytest.raises(ValueError, match=r"y must have the shape of y_hat, \(5, 1\), not \(5,\)"):
        backward(Y.ravel(), parameters, cache)
