"""Answers that keep something between calls are named, and others that look like them are not."""

import numpy as np
import pytest

from dlcourse import activations, nn
from dlcourse.check.harness.kept import ADDED_UP, EARLIER, between_calls
from dlcourse.check.implementing_backpropagation.activations import inspect_activations
from dlcourse.check.implementing_backpropagation.backward import inspect_backward
from dlcourse.check.implementing_backpropagation.cost import inspect_cost
from dlcourse.check.implementing_backpropagation.parameters import inspect_update

SIX = ("sigmoid", "tanh", "relu", "sigmoid_prime", "tanh_prime", "relu_prime")


def remembered(function, key):
    """``function`` that answers from memory where ``key`` of its arguments is known."""
    memo = {}

    def answer(*given, **options):
        known = key(*given, **options)
        if known not in memo:
            memo[known] = function(*given, **options)
        return memo[known]

    return answer


def shapes(*given, **_):
    return tuple(tuple((k, v.shape) for k, v in g.items()) if isinstance(g, dict) else np.shape(g) for g in given)


def numbers(*given, **options):
    parts = [part for g in given for part in (g.values() if isinstance(g, dict) else [g])]
    return (*(np.asarray(part).tobytes() for part in parts), *options.values())


def functions(change):
    return [change(getattr(activations, name)) for name in SIX]


def test_memory_by_shape_is_named_in_every_question():
    found = [
        inspect_cost(remembered(nn.mse, shapes)),
        inspect_backward(remembered(nn.backward, shapes)),
        inspect_update(remembered(nn.update, lambda p, g, rate: shapes(p))),
        inspect_activations(*functions(lambda g: remembered(g, shapes))),
    ]
    assert [report.mistakes for report in found] == [[EARLIER[0]]] * 4
    assert "wrong at z = +-1000" not in str(found[-1])


def test_memory_by_the_numbers_is_right():
    assert inspect_cost(remembered(nn.mse, numbers)).passed
    assert inspect_backward(remembered(nn.backward, numbers)).passed
    assert inspect_activations(*functions(lambda g: remembered(g, numbers))).passed


def test_relu_prime_from_memory_is_not_called_wrong_at_large_z():
    own = [getattr(activations, name) for name in SIX]
    report = inspect_activations(*own[:5], remembered(own[5], shapes))
    assert report.mistakes == [EARLIER[0]]


def test_a_step_that_ignores_the_learning_rate_keeps_nothing():
    report = inspect_update(lambda p, g, rate: nn.update(p, g, 0.5))
    assert "the same for every learning rate" in report.summary() and EARLIER[0] not in report.mistakes


@pytest.mark.parametrize("add", ["new", "in place", "one dictionary"])
def test_gradients_that_grow_from_call_to_call_are_named(add):
    total = {}

    def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
        for name, value in nn.backward(y, parameters, cache, hidden, output).items():
            fits = name in total and total[name].shape == value.shape
            if fits and add != "new":
                total[name] += value
            else:
                total[name] = total[name] + value if fits else value.copy()
        return total if add == "one dictionary" else {"d" + name: total["d" + name] for name in parameters}

    report = inspect_backward(backward)
    assert ADDED_UP[0] in report.mistakes and not report.passed
    assert "begin with new arrays of zeros" in report.summary()


def test_one_dictionary_that_is_filled_anew_is_right():
    kept = {}

    def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
        kept.clear()
        kept.update(nn.backward(y, parameters, cache, hidden, output))
        return kept

    assert inspect_backward(backward).passed


def calls(answers, rights, given=None):
    given = given or [{"x": k} for k in range(len(rights))]
    return between_calls(list(zip(answers, rights, given, strict=True)))


def test_names_are_given_only_where_nothing_else_explains_them():
    a, b, c = 0.123456789, 0.987654321, 0.55555555
    assert calls([a, a, c], [a, b, c]) == EARLIER
    assert calls([a, a, 0.5], [a, b, c]) is None  # one is unlike any earlier
    assert calls([0.5, 0.5], [0.5, b]) is None  # many answers are 0.5
    assert calls([b, b], [a, c]) is None  # a constant that was never right
    assert calls([a, a], [a, b], [{"w": 1, "rate": 1}, {"w": 1, "rate": 2}]) is None  # the rate is ignored
    assert calls([a, a + b, a + b + c], [a, b, c]) == ADDED_UP
    assert calls([a, a + b], [a, b]) is None  # once is no proof
    assert calls([a, 2 * b, 3 * c], [a, b, c]) is None
    assert calls([a, b, c], [a, b, c]) is None
    assert calls([None, "text", object()], [a, b, c]) is None
