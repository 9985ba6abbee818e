"""The backward pass against derivatives found by other means, for every activation, cost and depth."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcourse.data import deck_table
from dlcourse.gradients import numerical_gradients
from dlcourse.nn import COSTS, Network, backward, forward, initialize_parameters

LEARNS = ("sigmoid", "tanh", "identity", "relu")
COMBINATIONS = [
    (hidden, output, cost)
    for hidden, output, cost in itertools.product(LEARNS, LEARNS, COSTS)
    if cost == "mse" or output == "sigmoid"
]
SHAPES = {
    "varied": {1: [3, 2], 2: [3, 4, 2], 3: [2, 3, 2, 1], 4: [4, 3, 5, 2, 3]},
    "square": {depth: [3] * (depth + 1) for depth in (1, 2, 3, 4)},
}


def cost_of(X, y, hidden, output, cost):
    return lambda parameters: COSTS[cost](forward(X, parameters, hidden, output)[0], y)


def complex_steps(cost_of, parameters, h=1e-30):
    """Derivatives without a difference: the imaginary part of the cost at ``parameters + ih``, over h."""
    gradients = {}
    for name, value in parameters.items():
        gradient = np.empty_like(value)
        for index in np.ndindex(value.shape):
            moved = value.astype(complex)
            moved[index] += 1j * h
            gradient[index] = np.imag(cost_of({**parameters, name: moved})) / h
        gradients["d" + name] = gradient
    return gradients


def problem(layer_sizes, m, hidden, output, seed):
    """Parameters, X and y; where a ReLU is about, every pre-activation is well away from its kink at 0."""
    for attempt in itertools.count():
        rng = np.random.default_rng([seed, attempt])
        parameters = initialize_parameters(layer_sizes, rng)
        X, y = rng.normal(size=(m, layer_sizes[0])), rng.uniform(size=(m, layer_sizes[-1]))
        _, cache = forward(X, parameters, hidden, output)
        names = [
            "relu" if (output if l == len(layer_sizes) - 1 else hidden) == "relu" else None
            for l in range(1, len(layer_sizes))
        ]
        if all(np.abs(cache[f"Z{l}"]).min() > 1e-3 for l, name in enumerate(names, start=1) if name):
            return parameters, X, y
    raise AssertionError("unreachable")


def assert_agree(gradients, expected, tolerance):
    assert gradients.keys() == expected.keys()
    for name, value in expected.items():
        assert gradients[name].shape == value.shape, name
        error = np.linalg.norm(gradients[name] - value)
        assert error <= tolerance * np.linalg.norm(value) + 1e-15, (name, error)


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize(("hidden", "output", "cost"), COMBINATIONS)
def test_gradients(hidden, output, cost, kind, depth):
    # Each number of rows with each depth, kind and pair, but not with all of them at once.
    m = (1, 5, 7)[(depth + list(SHAPES).index(kind) + COMBINATIONS.index((hidden, output, cost))) % 3]
    parameters, X, y = problem(SHAPES[kind][depth], m, hidden, output, seed=10 * depth + m)
    J = cost_of(X, y, hidden, output, cost)
    _, cache = forward(X, parameters, hidden, output)
    gradients = backward(y, parameters, cache, hidden, output, cost)
    if "relu" in (hidden, output):
        assert_agree(gradients, numerical_gradients(J, parameters, epsilon=1e-5), 1e-6)
    else:
        assert_agree(gradients, complex_steps(J, parameters), 1e-12)


@pytest.mark.parametrize("cost", COSTS)
def test_gradients_on_the_deck_table(cost):
    X, y = deck_table()
    assert (X.shape, y.shape) == ((5, 2), (5, 1))
    network = Network([2, 3, 2, 1], cost=cost, rng=0)
    _, cache = network.forward(X)
    shapes = {name: value.shape for name, value in cache.items()}
    assert shapes == {"A0": (5, 2), "Z1": (5, 3), "A1": (5, 3), "Z2": (5, 2), "A2": (5, 2), "Z3": (5, 1), "A3": (5, 1)}
    gradients = network.backward(y, cache)
    assert {name: value.shape for name, value in gradients.items()} == {
        "dW3": (1, 2), "db3": (1,), "dW2": (2, 3), "db2": (2,), "dW1": (3, 2), "db1": (3,),
    }  # fmt: skip
    assert_agree(gradients, complex_steps(cost_of(X, y, "sigmoid", "sigmoid", cost), network.parameters()), 1e-12)


def test_one_pass_by_hand():
    parameters = {"W1": np.array([[0.5, -0.4]]), "b1": np.array([0.1]), "W2": np.array([[2.0]]), "b2": np.array([-1.0])}
    X, y = np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([[1.0], [0.0]])
    y_hat, cache = forward(X, parameters, "relu", "identity")
    np.testing.assert_allclose(cache["Z1"], [[-0.2], [1.2]])
    np.testing.assert_allclose(y_hat, [[-1.0], [1.4]])
    gradients = backward(y, parameters, cache, "relu", "identity")
    np.testing.assert_allclose(gradients["dW2"], [[1.4 * 1.2]])
    np.testing.assert_allclose(gradients["db2"], [-2 + 1.4])
    np.testing.assert_allclose(gradients["dW1"], [[1.4 * 2 * 3, 1.4 * 2 * 1]])
    np.testing.assert_allclose(gradients["db1"], [1.4 * 2])


@settings(max_examples=40, deadline=None)
@given(
    layer_sizes=st.lists(st.integers(1, 6), min_size=2, max_size=6),
    m=st.integers(1, 9),
    hidden=st.sampled_from(LEARNS),
    output=st.sampled_from(LEARNS),
    seed=st.integers(0, 2**32 - 1),
)
def test_shapes_and_purity(layer_sizes, m, hidden, output, seed):
    rng = np.random.default_rng(seed)
    network = Network(layer_sizes, hidden, output, rng=rng)
    X, y = rng.normal(size=(m, layer_sizes[0])), rng.uniform(size=(m, layer_sizes[-1]))
    parameters = network.parameters()
    kept = X.copy(), y.copy(), network.parameters()
    y_hat, cache = forward(X, parameters, hidden, output)
    assert y_hat.shape == (m, layer_sizes[-1])
    assert list(cache) == ["A0"] + [f"{kind}{l}" for l in range(1, len(layer_sizes)) for kind in "ZA"]
    cache_kept = {name: value.copy() for name, value in cache.items()}
    gradients = backward(y, parameters, cache, hidden, output)
    for name, value in parameters.items():
        l = int(name[1:])
        assert value.shape == gradients["d" + name].shape
        assert value.shape == ((layer_sizes[l], layer_sizes[l - 1]) if name[0] == "W" else (layer_sizes[l],))
        np.testing.assert_array_equal(value, kept[2][name])
    for name, value in cache.items():
        np.testing.assert_array_equal(value, cache_kept[name])
    np.testing.assert_array_equal(X, kept[0])
    np.testing.assert_array_equal(y, kept[1])


def test_k_outputs_the_cost_is_the_sum_of_the_outputs_costs():
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(4, 2)), rng.uniform(size=(4, 3))
    network = Network([2, 3], rng=rng)
    parts = []
    for k in range(3):
        one = Network([2, 1], rng=0)
        parameters = network.parameters()
        one.set_parameters({"W1": parameters["W1"][k : k + 1], "b1": parameters["b1"][k : k + 1]})
        parts.append(one.cost(X, y[:, k : k + 1]))
    assert network.cost(X, y) == pytest.approx(sum(parts))
