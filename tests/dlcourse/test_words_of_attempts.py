"""What a check says to attempts of a first-year student: the words that must be there, and those that must not."""

import numpy as np
import pytest

from dlcourse import check
from dlcourse.check.activations import inspect_activations
from dlcourse.check.batches import inspect_mini_batches
from dlcourse.check.gradient_check import inspect_gradient_check


def defined(code, **more):
    """The last function that this code of a notebook defines."""
    names = {"np": np, **more}
    exec(code, names)
    return [value for name, value in names.items() if callable(value) and name not in more][-1]


def failed(report):
    return [one.name for one in report.checks if one.passed is not True]


EMPTY = {
    "one too many": """
def mini_batches(X, y, batch_size, rng):
    order, batches = rng.permutation(len(X)), []
    for i in range(len(X) // batch_size + 1):
        rows = order[i * batch_size:(i + 1) * batch_size]
        batches.append((X[rows], y[rows]))
    return batches""",
    "a while loop": """
def mini_batches(X, y, batch_size, rng):
    order, out, k = rng.permutation(len(X)), [], 0
    while k <= len(X):
        out.append((X[order[k:k + batch_size]], y[order[k:k + batch_size]]))
        k += batch_size
    return out""",
    "np.split": """
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    return [(X[r], y[r]) for r in np.split(order, np.arange(batch_size, len(X) + 1, batch_size))]""",
    "lists that are empty": """
def mini_batches(X, y, batch_size, rng):
    order = list(rng.permutation(len(X)))
    return [(np.array([X[i] for i in order[k:k + batch_size]]), np.array([y[i] for i in order[k:k + batch_size]]))
            for k in range(0, len(X) + 1, batch_size)]""",
}


@pytest.mark.parametrize("code", EMPTY.values(), ids=list(EMPTY))
def test_one_empty_batch_costs_the_shapes_alone_and_is_called_empty(code):
    report = inspect_mini_batches(defined(code))
    assert failed(report) == ["shapes"]
    assert "the last batch is empty: m / batch_size has no rest here" in report.summary()
    assert "never appear" not in str(report) and "no row comes out" not in str(report)


def test_a_step_that_counts_twice_is_told_where_the_slice_begins():
    report = inspect_mini_batches(defined("""
def mini_batches(X, y, batch_size, rng):
    order, batches = rng.permutation(len(X)), []
    for i in range(0, len(X), batch_size):
        rows = order[i * batch_size:(i + 1) * batch_size]
        batches.append((X[rows], y[rows]))
    return batches"""))
    assert "does the slice begin at i * batch_size" in report.summary()
    assert "12 of 12 rows" not in str(report)


def functions(**own):
    from dlcourse import activations as right

    names = ("sigmoid", "tanh", "relu", "sigmoid_prime", "tanh_prime", "relu_prime")
    return [own.get(name, getattr(right, name)) for name in names]


def test_tanh_as_printed_is_told_what_happens_at_large_z_and_what_to_use():
    printed = defined("""
def tanh(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))""")
    report = inspect_activations(*functions(tanh=printed))
    assert failed(report) == ["large z"]
    for words in ("NaN at z = +-1000", "For smaller z it is right", "np.tanh is right for every z"):
        assert words in report.summary()


@pytest.mark.parametrize("wrong", [lambda z: 1 / (1 + np.exp(np.clip(z, -700, 700))), lambda z: z, np.zeros_like])
def test_large_z_is_named_only_where_that_is_the_fault(wrong):
    report = inspect_activations(*functions(sigmoid=wrong))
    assert "large z" in failed(report)
    assert "wrong at z = +-1000" not in str(report)
    assert "wrong at large z" not in report.mistakes


def test_a_function_wrong_at_large_z_alone_is_named_beside_one_that_is_wrong_everywhere():
    own = {"sigmoid": lambda z: z + 0.0, "tanh": lambda z: np.tanh(np.where(np.abs(z) > 700, 0, z))}
    report = inspect_activations(*functions(**own))
    assert "tanh is right for small z, and wrong at z = +-1000" in str(report)


def test_a_gradient_check_may_leave_last_digits_and_the_text_says_so():
    to_and_fro = defined("""
def gradient_check(cost_of, parameters, gradients, epsilon=1e-5):
    worst = 0.0
    for name, W in parameters.items():
        for i in np.ndindex(W.shape):
            W[i] += epsilon
            right = cost_of(parameters)
            W[i] -= 2 * epsilon
            left = cost_of(parameters)
            W[i] += epsilon
            n, g = (right - left) / (2 * epsilon), gradients["d" + name][i]
            worst = max(worst, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return worst""")
    assert inspect_gradient_check(to_and_fro).passed


def test_update_has_no_check_with_whole_numbers():
    assert "integer weights" not in check.CHECKS["update"]
