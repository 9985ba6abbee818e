"""What a check says about a mistake, word for word where the words are promised."""

import itertools

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.check import implementing_backpropagation as check
from dlcourse.check.harness.report import Check, Report, conclude
from dlcourse.check.implementing_backpropagation.activations import inspect_activations
from dlcourse.check.implementing_backpropagation.backward import inspect_backward
from dlcourse.check.implementing_backpropagation.backward_mistakes import wrong_backward
from dlcourse.check.implementing_backpropagation.by_hand import KEYS, NETWORK, inspect_by_hand
from dlcourse.check.implementing_backpropagation.forward import inspect_forward
from dlcourse.check.implementing_backpropagation.parameters import inspect_initialization, inspect_update


class Given:
    """The arguments of ``backward`` in the form the hypotheses read."""

    def __init__(self, y, parameters, cache, hidden, output):
        self.y, self.parameters, self.cache, self.hidden, self.output = y, parameters, cache, hidden, output
        self.m, self.depth = len(y), len(parameters) // 2
        self.sizes = [cache[f"A{l}"].shape[1] for l in range(self.depth + 1)]


def backward_with(**parts):
    def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
        return wrong_backward(Given(y, parameters, cache, hidden, output), **parts)

    return backward


def test_average_missing_is_said_with_m():
    report = inspect_backward(backward_with(divide=lambda f: 1))
    words = "dW3 is exactly m = 5 times the numerical gradient: the average over the examples is missing"
    assert words in report.summary()
    assert report.mistakes == ["average missing"]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"bias": lambda dZ, f, l: dZ.sum(axis=1)}, "db3 sums over neurons, not examples"),
        ({"hidden_prime": lambda z, a, name: np.ones_like(z)}, "left out in the hidden layers"),
        ({"error": lambda y_hat, y: y_hat - y}, "exactly half the numerical gradient"),
        ({"back": lambda dZ, f, l: dZ @ f.parameters[f"W{l}"].T}, "W.T where W belongs"),
        ({"weight": lambda dZ, f, l: f.cache[f"A{l - 1}"].T @ dZ}, "dW3 is the transpose"),
        ({"divide": lambda f: 5}, "m is written down as 5"),
    ],
)
def test_backward_mistakes_are_named(parts, words):
    assert words in inspect_backward(backward_with(**parts)).summary()


def results_of(**parts):
    return {one.name: one for one in inspect_backward(backward_with(**parts)).checks}


def test_what_follows_from_a_wrong_output_layer_is_right():
    by_name = results_of(divide=lambda f: 1)
    assert by_name["output layer"].passed is False
    assert by_name["hidden layers"].message == "follows from your own output layer"
    assert [name for name, one in by_name.items() if one.passed is not True] == ["output layer", "any batch size"]
    by_name = results_of(error=lambda y_hat, y: y_hat - y)
    assert [name for name, one in by_name.items() if one.passed is not True] == ["output layer"]
    by_name = results_of(output_prime=lambda z, a, name: np.ones_like(z))
    assert [name for name, one in by_name.items() if one.passed is not True] == ["output layer", "every activation"]


def test_a_wrong_bias_costs_the_biases_alone():
    by_name = results_of(finish=lambda g, f: {name: -v if name == f"db{f.depth}" else v for name, v in g.items()})
    assert [name for name, one in by_name.items() if one.passed is not True] == ["output layer"]
    assert by_name["any depth"].message == "right but for what is wrong above"
    by_name = results_of(bias=lambda dZ, f, l: dZ.sum(axis=0) * 0)
    assert [name for name, one in by_name.items() if one.passed is not True] == ["output layer", "hidden layers"]


def test_what_follows_from_nothing_known_is_not_judged():
    by_name = results_of(error=lambda y_hat, y: np.cos(3 * y_hat))
    assert by_name["output layer"].passed is False
    assert by_name["hidden layers"].passed is None
    assert "not judged" in by_name["hidden layers"].message


def test_db_with_a_row_axis_loses_the_shape_check_alone():
    report = inspect_backward(backward_with(bias=lambda dZ, f, l: dZ.sum(axis=0, keepdims=True)))
    assert [one.name for one in report.checks if one.passed is not True] == ["shapes"]


def test_no_name_where_nothing_fits():
    report = inspect_backward(backward_with(error=lambda y_hat, y: np.cos(3 * y_hat)))
    assert not report.mistakes
    assert "dW3" in report.summary()


def test_forward_names_the_first_wrong_array():
    def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
        without = {name: p * (name[0] == "W") for name, p in parameters.items()}
        return nn.forward(X, without, hidden, output)

    assert "Z1 is wrong: the bias is left out" in inspect_forward(forward).summary()


def test_a_forward_pass_earns_by_part():
    def without_bias(X, parameters, hidden="sigmoid", output="sigmoid"):
        return nn.forward(X, {name: p * (name[0] == "W") for name, p in parameters.items()}, hidden, output)

    def gives_z(X, parameters, hidden="sigmoid", output="sigmoid"):
        cache = nn.forward(X, parameters, hidden, output)[1]
        return cache[f"Z{len(parameters) // 2}"], cache

    def zeros(X, parameters, hidden="sigmoid", output="sigmoid"):
        y_hat, cache = nn.forward(X, parameters, hidden, output)
        return y_hat * 0, {name: array * 0 for name, array in cache.items()}

    def lost(forward):
        return [one.name for one in inspect_forward(forward).checks if one.passed is not True]

    assert lost(without_bias) == ["values", "any depth"]
    assert lost(gives_z) == ["values"]
    assert lost(zeros) == ["values", "every activation", "any depth"]
    assert lost(lambda *given, **names: nn.forward(*given, **names)[::-1]) == ["cache keys"]


@pytest.mark.parametrize("inspect", [inspect_forward, inspect_backward])
def test_a_single_layer_is_an_output_layer(inspect):
    def one_layer_like_hidden(parameters, hidden, output):
        return (hidden, hidden) if len(parameters) == 2 else (hidden, output)

    def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
        return nn.forward(X, parameters, *one_layer_like_hidden(parameters, hidden, output))

    def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
        return nn.backward(y, parameters, cache, *one_layer_like_hidden(parameters, hidden, output))

    report = inspect(forward if inspect is inspect_forward else backward)
    assert [one.name for one in report.checks if one.passed is not True] == ["every activation"]
    assert report.mistakes == ["single layer"]


def test_update_in_place_is_said():
    def update_parameters(parameters, gradients, learning_rate):
        for name in parameters:
            parameters[name] -= learning_rate * gradients["d" + name]
        return parameters

    assert "your update changed `parameters` in place" in inspect_update(update_parameters).summary()


def test_what_is_never_updated_is_named():
    def update_parameters(parameters, gradients, learning_rate):
        moved = {name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()}
        return {name: value if name[0] == "W" else parameters[name].copy() for name, value in moved.items()}

    found = {check.mistake for check in inspect_update(update_parameters).checks if check.passed is False}
    assert found == {"nothing subtracted"}


def test_global_random_numbers_are_named():
    def initialize_parameters(layer_sizes, rng):
        pairs = list(itertools.pairwise(layer_sizes))
        weights = {f"W{l}": np.random.randn(k, n) for l, (n, k) in enumerate(pairs, 1)}  # noqa: NPY002
        return weights | {f"b{l}": np.zeros(k) for l, (_, k) in enumerate(pairs, 1)}

    before = np.random.get_state()[1].copy()  # noqa: NPY002
    assert "np.random" in inspect_initialization(initialize_parameters).summary()
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_nan_at_large_z_is_said_and_an_overflow_is_a_note():
    def plain(z):
        return 1 / (1 + np.exp(-z))

    def with_nan(z):
        return np.exp(z) / (1 + np.exp(z))

    rest = (np.tanh, lambda z: np.maximum(z, 0), lambda z: plain(z) * (1 - plain(z)), lambda z: 1 - np.tanh(z) ** 2)
    relu_prime = lambda z: (z > 0) * 1.0  # noqa: E731
    good = inspect_activations(plain, *rest, relu_prime)
    assert good.passed
    assert "overflow" in good.notes[0]
    assert "NaN at z = +-1000" in inspect_activations(with_nan, *rest, relu_prime).summary()


def right_answers():
    p = NETWORK["parameters"]
    _, cache = nn.forward(NETWORK["X"], p)
    g = nn.backward(NETWORK["y"], p, cache)
    a2 = cache["A2"][0, 0]
    numbers = [*cache["Z1"][0], *cache["A1"][0], cache["Z2"][0, 0], a2, (a2 - 1) ** 2, 2 * (a2 - 1), g["db2"][0]]
    numbers += [*g["dW2"][0], g["db2"][0], *g["db1"], *g["dW1"].ravel(), *g["db1"]]
    return dict(zip(KEYS, map(float, numbers), strict=True))


def test_by_hand_names_the_factor_and_goes_on_with_the_students_numbers():
    answers = right_answers()
    assert inspect_by_hand(answers).passed
    later = KEYS[KEYS.index("dA2") :]
    halved = {key: value / 2 if key in later else value for key, value in answers.items()}
    report = inspect_by_hand(halved)
    assert "the first wrong quantity is dA2: it lacks the factor 2" in report.summary()
    assert [one.name for one in report.checks if not one.passed] == ["dA2"]


def test_by_hand_gives_nothing_for_zeros_and_none():
    assert not any(one.passed for one in inspect_by_hand(dict.fromkeys(KEYS, 0.0)).checks)
    assert not inspect_by_hand(dict.fromkeys(KEYS)).started


def test_a_stub_is_not_started_yet():
    def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
        raise NotImplementedError("write forward")

    with pytest.raises(AssertionError, match=r"^forward: not started yet$"):
        check.forward(forward)


def test_an_exercise_not_started_raises_nothing_where_that_is_allowed(capsys):
    conclude(Report("exercise", started=False), todo_ok=True)
    assert "to do" in capsys.readouterr().out


def test_the_table_escapes_what_a_student_wrote():
    report = Report("forward", [Check("values", False, message="<script>alert(1)</script>")])
    assert "<script>" not in report._repr_html_()
