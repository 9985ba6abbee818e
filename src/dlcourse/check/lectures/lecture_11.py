"""Checks of the exercises in lecture 11, "Backpropagation"."""

import numpy as np

from dlcourse.check.harness.calling import call
from dlcourse.check.harness.common import failed_call, lecture_check
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.exercises import Case, inspect, same_array
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.implementing_backpropagation.by_hand import judge_numbers
from dlcourse.check.implementing_backpropagation.gradient_check import AGREE
from dlcourse.check.lectures.two_children import STEPS
from dlcourse.gradients import relative_error


def _or_none(wrong):
    """A mistake whose shapes do not always fit answers nothing there."""

    def answer(*arguments):
        try:
            return wrong(*arguments)
        except ValueError:
            return None

    return answer


def inspect_output_delta(function):
    """Report on ``output_delta(y_hat, y)``."""
    cases = []
    for m in (5, 1, 7):
        rng = np.random.default_rng(m)
        p, y = rng.uniform(0.1, 0.9, (m, 1)).round(2), rng.uniform(0.1, 0.9, (m, 1)).round(2)
        cases.append(Case(f"m = {m}", {"y_hat": p, "y": y}, 2 / m * (p - y) * p * (1 - p)))
    mistakes = [
        ("average missing", "it is m times too large: the mean brings 1/m", lambda p, y: 2 * (p - y) * p * (1 - p)),
        ("factor 2 missing", "the derivative of the square has a factor 2",
         lambda p, y: (p - y) * p * (1 - p) / len(y)),
        ("factor 2 and average missing", "2 / m is missing", lambda p, y: (p - y) * p * (1 - p)),
        ("derivative left out", "the slope of the sigmoid is missing", lambda p, y: 2 / len(y) * (p - y)),
        ("cross-entropy's", "that belongs to the cross-entropy", lambda p, y: (p - y) / len(y)),
        ("sign", "the error is y_hat - y: the sign is turned round", lambda p, y: 2 / len(y) * (y - p) * p * (1 - p)),
        ("slope of tanh", "1 - y_hat**2 is the slope of tanh", lambda p, y: 2 / len(y) * (p - y) * (1 - p**2)),
        ("activation for derivative", "multiply by the slope y_hat (1 - y_hat), not by y_hat",
         lambda p, y: 2 / len(y) * (p - y) * p),
        ("summed", "one number per example is wanted: no sum and no mean here",
         lambda p, y: np.sum(2 / len(y) * (p - y) * p * (1 - p))),
    ]  # fmt: skip
    return inspect("output_delta", function, cases, mistakes)


def _same_pair(got, want):
    pair = isinstance(got, (tuple, list)) and len(got) == 2 and want is not None
    return pair and all(same_array(g, w) for g, w in zip(got, want, strict=True))


def inspect_layer_gradients(function):
    """Report on ``layer_gradients(dZ, A_before)``."""
    cases = []
    for m, n, before in ((5, 3, 2), (7, 2, 3), (1, 2, 4), (3, 3, 3)):
        rng = np.random.default_rng(m + n)
        dZ, A = rng.normal(size=(m, n)).round(2), rng.normal(size=(m, before)).round(2)
        cases.append(Case(f"m = {m}, {before} to {n} neurons", {"dZ": dZ, "A_before": A}, (dZ.T @ A, dZ.sum(axis=0))))
    mistakes = [
        ("average twice", "1/m is already in dZ: here is only a sum",
         lambda d, A: (d.T @ A / len(d), d.sum(axis=0) / len(d))),
        ("average twice in dW", "1/m is already in dZ", lambda d, A: (d.T @ A / len(d), d.sum(axis=0))),
        ("average twice in db", "1/m is already in dZ: sum, not mean", lambda d, A: (d.T @ A, d.mean(axis=0))),
        ("dW transposed", "dW has the shape of W, (n_l, n_(l-1)): this is its transpose",
         lambda d, A: (A.T @ d, d.sum(axis=0))),
        ("db over neurons", "db sums over the examples, axis 0", lambda d, A: (d.T @ A, d.sum(axis=1))),
        ("db not summed", "db is summed over the examples", lambda d, A: (d.T @ A, d)),
        ("db one scalar", "each neuron has its own bias: sum along axis 0 alone", lambda d, A: (d.T @ A, d.sum())),
        ("db column", "db has one dimension: (n_l,)", lambda d, A: (d.T @ A, d.sum(axis=0, keepdims=True))),
        ("db from one example", "db sums over all examples", lambda d, A: (d.T @ A, d[-1])),
        ("order of the pair", "return dW first, then db", lambda d, A: (d.sum(axis=0), d.T @ A)),
    ]  # fmt: skip
    return inspect("layer_gradients", function, cases, mistakes, same=_same_pair, names=("dW", "db"))


def inspect_hidden_delta(function):
    """Report on ``hidden_delta(dZ_next, W_next, A)``."""
    cases = []
    for m, after, n in ((5, 2, 3), (7, 1, 2), (1, 3, 2), (3, 3, 3), (2, 2, 2)):
        rng = np.random.default_rng(m + 10 * n)
        d, W, A = rng.normal(size=(m, after)), rng.normal(size=(after, n)), rng.uniform(0.1, 0.9, (m, n))
        d, W, A = d.round(2), W.round(2), A.round(2)
        given = {"dZ_next": d, "W_next": W, "A": A}
        cases.append(Case(f"m = {m}, {n} to {after} neurons", given, d @ W * A * (1 - A)))
    mistakes = [
        ("derivative left out", "the slope of this layer's sigmoid is missing", lambda d, W, A: d @ W),
        ("W transposed", "W_next is used without .T on the way back", _or_none(lambda d, W, A: d @ W.T * A * (1 - A))),
        ("activation for derivative", "multiply by the slope A (1 - A), not by A", lambda d, W, A: d @ W * A),
        ("slope of tanh", "1 - A**2 is the slope of tanh", lambda d, W, A: d @ W * (1 - A**2)),
        ("average twice", "1/m is already in dZ_next", lambda d, W, A: d @ W * A * (1 - A) / len(d)),
        ("weights left out", "the weights are left out: how strongly did the next layer listen?",
         lambda d, W, A: d.sum(axis=1, keepdims=True) * A * (1 - A)),
        ("slope at a", "A is already the sigmoid's output: A (1 - A), no second sigmoid",
         lambda d, W, A: d @ W * (s := 1 / (1 + np.exp(-A))) * (1 - s)),
        ("elementwise product for matrix product", "dZ_next and W_next meet in a matrix product",
         _or_none(lambda d, W, A: d * W * A * (1 - A))),
        ("sign", "no minus on the way back", lambda d, W, A: -(d @ W) * A * (1 - A)),
    ]  # fmt: skip
    return inspect("hidden_delta", function, cases, mistakes)


def inspect_partials(function):
    """Report on ``partials()``, number by number in the order of dependence."""
    outcome = call(function, {})
    if outcome.stub:
        return Report("partials", started=False)
    if not outcome.ok:
        return Report("partials", [failed_call("call", outcome, "partials()")])
    if not isinstance(outcome.value, dict):
        kind = "nothing" if outcome.value is None else f"a {type(outcome.value).__name__}"
        said = f"return a dictionary with a name for each number, not {kind}"
        return Report("partials", [Check("call", False, "partials()", "a dictionary", kind, said, "no dictionary")])
    report = judge_numbers("partials", outcome.value, STEPS, "1-1-2, one example, sigmoid")
    report.started = True
    return report


def inspect_measured(function):
    """Report on ``measured(cost_of, W, i, j, epsilon)``."""
    W = np.array([[0.5, -1.0, 2.0], [1.5, 0.8, -0.4]])

    def cubic(V):
        return float(np.sum(np.asarray(V) ** 3))

    def mixed(V):
        return float(np.prod(np.sum(np.asarray(V), axis=1)))

    cases = [
        Case("sum of cubes, W[0, 2]", {"cost_of": cubic, "W": W, "i": 0, "j": 2}, 12.0),
        Case("sum of cubes, W[1, 0]", {"cost_of": cubic, "W": W, "i": 1, "j": 0}, 6.75),
        Case("product of row sums, W[0, 1]", {"cost_of": mixed, "W": W, "i": 0, "j": 1}, float(W[1].sum())),
        Case("sum of cubes, W[1, 2], epsilon = 0.5", {"cost_of": cubic, "W": W, "i": 1, "j": 2, "epsilon": 0.5}, 0.73),
        Case(
            "sum of cubes, W[0, 1], epsilon = 0.25", {"cost_of": cubic, "W": W, "i": 0, "j": 1, "epsilon": 0.25}, 3.0625
        ),
    ]

    def moved(V, i, j, by):
        other = np.array(V)
        other[i, j] += by
        return other

    def central(f, V, i, j, e):
        return (f(moved(V, i, j, e)) - f(moved(V, i, j, -e))) / (2 * e)

    mistakes = [
        ("all entries moved", "one entry is moved, not all of them",
         lambda f, V, i, j, e=1e-5: (f(V + e) - f(V - e)) / (2 * e)),
        ("divided by epsilon", "between the two lies 2 * epsilon",
         lambda f, V, i, j, e=1e-5: 2 * central(f, V, i, j, e)),
        ("forward difference", "that goes to one side only. Two sides are more exact",
         lambda f, V, i, j, e=1e-5: (f(moved(V, i, j, e)) - f(V)) / e),
        ("sign", "the right one minus the left one", lambda f, V, i, j, e=1e-5: -central(f, V, i, j, e)),
        ("epsilon ignored", "the step must be `epsilon`", lambda f, V, i, j, e=1e-5: central(f, V, i, j, 1e-5)),
        ("brackets", "brackets: all of (2 * epsilon) divides",
         lambda f, V, i, j, e=1e-5: 2 * e * central(f, V, i, j, e) / 2 * e),
        ("not divided", "divide by 2 * epsilon", lambda f, V, i, j, e=1e-5: 2 * e * central(f, V, i, j, e)),
        ("one array moved twice", "right and left are the same array: make two copies", lambda f, V, i, j, e=1e-5: 0.0),
    ]  # fmt: skip

    def same(got, want):
        got = as_array(got)
        return got is not None and got.size == 1 and relative_error(np.ravel(got)[0], want) < AGREE

    return inspect("measured", function, cases, mistakes, same=same)


output_delta = lecture_check(inspect_output_delta)
layer_gradients = lecture_check(inspect_layer_gradients)
hidden_delta = lecture_check(inspect_hidden_delta)
partials = lecture_check(inspect_partials)
measured = lecture_check(inspect_measured)
