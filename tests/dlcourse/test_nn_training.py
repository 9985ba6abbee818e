"""Steps and training: what is updated, when it stops, what the history says, and that seeds repeat."""

import numpy as np
import pytest

from dlcourse.data import deck_table
from dlcourse.engines.protocol import Engine
from dlcourse.nn import History, Network, backward, forward, initialize_parameters, update

X, Y = deck_table()


def assert_same(one, other):
    assert one.keys() == other.keys()
    for name, value in one.items():
        np.testing.assert_array_equal(value, other[name], err_msg=name)


def test_update_is_gradient_descent_and_pure():
    parameters = {"W1": np.array([[1.0, 2.0]]), "b1": np.array([3.0])}
    gradients = {"dW1": np.array([[10.0, -10.0]]), "db1": np.array([1.0])}
    new = update(parameters, gradients, 0.1)
    assert_same(new, {"W1": np.array([[0.0, 3.0]]), "b1": np.array([2.9])})
    assert_same(parameters, {"W1": np.array([[1.0, 2.0]]), "b1": np.array([3.0])})
    assert_same(gradients, {"dW1": np.array([[10.0, -10.0]]), "db1": np.array([1.0])})


def test_initial_parameters_are_random_float64_and_bounded():
    parameters = initialize_parameters([4, 50, 3], np.random.default_rng(0))
    for name, value in parameters.items():
        bound = 1 / np.sqrt(4 if name[1] == "1" else 50)
        assert value.dtype == np.float64
        assert len(np.unique(value)) == value.size
        assert bound / 3 < np.abs(value).max() <= bound


def test_a_step_is_one_backward_pass_and_then_one_update():
    network = Network([2, 3, 2, 1], hidden="tanh", rng=0)
    before = network.parameters()
    _, cache = forward(X, before, "tanh", "sigmoid")
    expected = backward(Y, before, cache, "tanh", "sigmoid")
    assert_same(network.step(X, Y, 0.5), expected)
    assert_same(network.parameters(), update(before, expected, 0.5))


def test_seeds_repeat_and_reset_starts_again():
    networks = [Network([2, 3, 1], rng=7), Network([2, 3, 1], rng=np.random.default_rng(7)), Network([2, 3, 1], rng=8)]
    networks[2].reset([2, 3, 1], 7)
    histories = [network.fit(X, Y, batch_size=2, epochs=5) for network in networks]
    assert histories[0] == histories[1] == histories[2]
    assert_same(networks[0].parameters(), networks[1].parameters())
    assert_same(networks[0].parameters(), networks[2].parameters())
    assert Network([2, 3, 1], rng=8).fit(X, Y, batch_size=2, epochs=5) != histories[0]


def test_training_leaves_the_global_random_state_and_the_data_alone():
    state, kept = np.random.get_state()[1].copy(), (X.copy(), Y.copy())  # noqa: NPY002
    Network([2, 3, 1], rng=0).fit(X, Y, batch_size=2, epochs=3)
    np.testing.assert_array_equal(np.random.get_state()[1], state)  # noqa: NPY002
    np.testing.assert_array_equal(X, kept[0])
    np.testing.assert_array_equal(Y, kept[1])


def test_parameters_come_and_go_as_copies():
    network = Network([2, 3, 1], rng=0)
    given = network.parameters()
    given["W1"][:] = 5
    assert not (network.parameters()["W1"] == 5).any()
    network.set_parameters(given)
    given["W1"][:] = 6
    assert (network.parameters()["W1"] == 5).all()


def test_history_on_its_three_axes():
    history = Network([2, 3, 1], rng=0).fit(X, Y, batch_size=2, epochs=4)
    assert history.epochs == [1, 2, 3, 4]
    assert history.updates == [3, 6, 9, 12]
    assert history.samples == [5, 10, 15, 20]
    assert len(history.cost) == 4
    assert len(history.batch_cost) == 12
    assert history.stopped == "epochs"


def test_history_holds_the_cost_after_each_epoch_and_before_each_update():
    network, costs = Network([2, 3, 1], rng=0), []
    start = network.cost(X, Y)
    history = network.fit(X, Y, epochs=3, progress=lambda history: costs.append(network.cost(X, Y)))
    assert history.cost == costs
    assert history.batch_cost == pytest.approx([start, *costs[:-1]], rel=1e-12)


class Recorder(Network):
    """A network that writes down the rows it was given."""

    def reset(self, layer_sizes, seed=None):
        super().reset(layer_sizes, seed)
        self.batches = []

    def _step(self, X, y, learning_rate):
        self.batches.append((X, y))
        return super()._step(X, y, learning_rate)


@pytest.mark.parametrize(("batch_size", "lengths"), [(1, [1] * 5), (2, [2, 2, 1]), (4, [4, 1]), (5, [5]), (None, [5])])
def test_every_epoch_uses_every_row_once_aligned(batch_size, lengths):
    network = Recorder([2, 3, 1], rng=0)
    network.fit(X, Y, batch_size=batch_size, epochs=2)
    assert [len(rows) for rows, _ in network.batches] == 2 * lengths
    for epoch in (network.batches[: len(lengths)], network.batches[len(lengths) :]):
        pairs = np.concatenate([np.hstack(batch) for batch in epoch])
        np.testing.assert_array_equal(pairs[np.argsort(pairs[:, 0])], np.hstack((X, Y))[np.argsort(X[:, 0])])


def test_rows_are_shuffled_anew_in_every_epoch():
    network = Recorder([2, 3, 1], rng=0)
    network.fit(X, Y, epochs=6)
    assert len({rows.tobytes() for rows, _ in network.batches}) > 3


def test_tolerance_stops_from_the_second_epoch_on():
    history = Network([2, 3, 1], rng=0).fit(X, Y, epochs=50, tolerance=10.0)
    assert (history.stopped, history.epochs) == ("tolerance", [1, 2])
    history = Network([2, 3, 1], rng=0).fit(X, Y, epochs=5000, tolerance=1e-5)
    changes = np.abs(np.diff(history.cost))
    assert history.stopped == "tolerance"
    assert changes[-1] < 1e-5 <= changes[:-1].min()


def test_tolerance_zero_never_stops():
    network = Network([1, 1], output="relu", rng=0)
    network.set_parameters({"W1": [[0.0]], "b1": [-1.0]})  # a dead neuron: the cost does not change at all
    history = network.fit([[1.0], [2.0]], [[1.0], [1.0]], epochs=4)
    assert (history.stopped, len(set(history.cost))) == ("epochs", 1)


def test_progress_hears_of_every_epoch_and_of_the_end():
    heard = []
    history = Network([2, 3, 1], rng=0).fit(X, Y, epochs=3, progress=lambda h: heard.append((len(h.cost), h.stopped)))
    assert heard == [(1, None), (2, None), (3, "epochs")]
    assert isinstance(history, History)


@pytest.mark.parametrize(("hidden", "cost"), [("sigmoid", "mse"), ("tanh", "cross_entropy"), ("relu", "mse")])
def test_training_lowers_the_cost(hidden, cost):
    history = Network([2, 3, 2, 1], hidden=hidden, cost=cost, rng=1).fit(X, Y, learning_rate=0.5, epochs=300)
    assert history.cost[-1] < history.cost[0]


def test_xor_is_learnt():
    inputs, targets = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])
    network = Network([2, 8, 1], hidden="tanh", cost="cross_entropy", rng=0)
    network.fit(inputs, targets, learning_rate=1.0, epochs=1000)
    np.testing.assert_array_equal(network.predict(inputs).round(), targets)


def test_fit_says_that_it_diverged():
    network = Network([2, 3, 1], hidden="identity", output="identity", rng=0)
    history = network.fit(100 * X, Y, learning_rate=10.0, epochs=500)
    assert history.stopped == "diverged"
    assert not np.isfinite(history.cost[-1])
    assert np.isfinite(history.cost[:-1]).all()
    assert len(history.epochs) == len(history.updates) == len(history.samples) == len(history.cost) < 500


def test_a_step_after_divergence_is_refused_and_changes_nothing():
    network = Network([2, 3, 1], hidden="relu", output="identity", rng=0)
    with pytest.raises(FloatingPointError, match="diverged"):
        for _ in range(500):
            before = network.parameters()
            network.step(100 * X, Y, 10.0)
    assert_same(network.parameters(), before)
    assert not np.isfinite(network.cost(X, Y))
    network.predict(X)  # quiet too


def test_huge_but_finite_numbers_are_not_divergence():
    network = Network([2, 3, 1], rng=0)
    network.step(np.where(X > 0.5, 1e200, X), Y, 0.1)
    assert np.isfinite(network.cost(X, Y))


def test_integers_lists_and_float32_will_do():
    network = Network((2, 3, 1), rng=0)
    for rows in ([[1, 0], [0, 1]], np.eye(2, dtype=np.float32), np.eye(2, dtype=bool)):
        assert network.predict(rows).dtype == np.float64
        np.testing.assert_array_equal(network.predict(rows), network.predict(np.eye(2)))
    assert Network(np.array([2, 3, 1]), rng=0).layer_sizes == [2, 3, 1]
    network.step([[1, 0]], [[1]], np.float32(0.5))


def test_the_network_is_an_engine():
    network = Network([2, 3, 1], rng=0)
    assert isinstance(network, Engine)
    network.reset([2, 4, 1], 3)
    first = network.parameters()
    assert first["W1"].shape == (4, 2)
    y_hat, cache = network.forward(X)
    assert cache["A2"] is y_hat
    assert network.step(X, Y, 0.1).keys() == {"dW1", "db1", "dW2", "db2"}
    assert isinstance(network.cost(X, Y), float)
    network.reset([2, 4, 1], 3)
    assert_same(network.parameters(), first)
    assert not isinstance(object(), Engine)
