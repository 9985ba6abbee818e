"""Checks of the exercises in lecture 05, "Feed-forward networks"."""

import numpy as np

from dlcourse.check.harness.calling import call
from dlcourse.check.harness.common import failed_call, lecture_check
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.exercises import Case, inspect, same_array
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls
from dlcourse.check.harness.report import Check, Report
from dlcourse.nn import forward, step

XOR = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
SHAPES = {"W1": (2, 2), "b1": (2,), "W2": (1, 2), "b2": (1,)}


def _or_none(wrong):
    """A mistake whose shapes do not always fit answers nothing there."""

    def answer(*arguments):
        try:
            return wrong(*arguments)
        except ValueError:
            return None

    return answer


def inspect_hidden_layer(function):
    """Report on ``hidden_layer(X, W1, b1)``."""
    cases = []
    for m, n, n_1 in ((4, 2, 3), (5, 3, 2), (1, 2, 2), (3, 3, 3)):
        rng = np.random.default_rng(m)
        X, W1, b1 = (rng.integers(-2, 3, shape) / 2 for shape in ((m, n), (n_1, n), n_1))
        X[0], b1[0] = 0, 0  # here z is exactly 0
        cases.append(Case(f"m = {m}, {n} inputs, {n_1} neurons", {"X": X, "W1": W1, "b1": b1}, step(X @ W1.T + b1)))
    mistakes = [
        ("no step", "that is the weighted sum. The step is missing", lambda X, W, b: X @ W.T + b),
        ("step(0)", "at z = 0 the step says 1: compare with >=, not with >", lambda X, W, b: (X @ W.T + b > 0) * 1.0),
        ("no bias", "the bias is left out", lambda X, W, b: step(X @ W.T)),
        (
            "W transposed",
            "W1 is used without .T: rows of W1 belong to neurons",
            _or_none(lambda X, W, b: step(X @ W + b)),
        ),
        ("signs", "that is -1 and 1. Our step says 0 and 1", lambda X, W, b: 2 * step(X @ W.T + b) - 1),
        (
            "turned round",
            "0 and 1 have changed places: the step says 1 where z >= 0",
            lambda X, W, b: step(-(X @ W.T) - b),
        ),
    ]
    return inspect("hidden_layer", function, cases, mistakes)


def inspect_xor_parameters(function):
    """Report on ``xor_parameters()``: any weights that solve it will do."""
    report, tested = Report("xor_parameters", in_order=True), "the four rows, step in both layers"
    outcome = call(function, {})
    if outcome.stub:
        report.started = False
        return report
    if not outcome.ok:
        report.checks = [failed_call("call", outcome, "xor_parameters()")]
        return report
    report.checks = [_shapes_of(outcome.value)]
    if report.checks[0].passed:
        parameters = {name: as_array(outcome.value[name]) for name in SHAPES}
        report.checks.append(_solves(parameters, tested))
    return report


def _shapes_of(value):
    if not isinstance(value, dict):
        text = "return a dictionary with W1, b1, W2 and b2"
        return Check("shapes", False, "", "a dictionary", type(value).__name__, text, "not a dictionary")
    for name, shape in SHAPES.items():
        array = as_array(value.get(name))
        got = "nothing" if name not in value else "no array" if array is None else str(array.shape)
        if array is None or array.shape != shape or not np.isfinite(array).all():
            text = f"{name} must be an array of shape {shape}"
            return Check("shapes", False, name, str(shape), got, text, "shape")
    return Check("shapes", True, ", ".join(SHAPES))


def _solves(parameters, tested):
    X, y = XOR
    said, cache = forward(X, parameters, "step", "step")
    wrong = [row for row in range(4) if said[row, 0] != y[row, 0]]
    if not wrong:
        return Check("XOR", True, tested)
    row = wrong[0]
    place = f"({X[row, 0]:.0f}, {X[row, 1]:.0f})"
    text = (
        f"{len(wrong)} of 4 rows are wrong. At {place} the hidden neurons say {cache['A1'][row].astype(int).tolist()}, "
    )
    text += f"and the output says {said[row, 0]:.0f}"
    mistake = "not yet XOR"
    for name, other in (("OR", [0, 1, 1, 1]), ("AND", [0, 0, 0, 1]), ("XNOR", [1, 0, 0, 1]), ("NAND", [1, 1, 1, 0])):
        if said[:, 0].tolist() == other:
            text, mistake = f"that is {name}. {text}", name
    if len(np.unique(cache["A1"], axis=0)) == 1:
        text, mistake = (
            f"the hidden layer says the same for all rows: {cache['A1'][0].astype(int).tolist()}",
            "hidden layer blind",
        )
    return Check("XOR", False, tested, f"{y[row, 0]:.0f} at {place}", f"{said[row, 0]:.0f}", text, mistake)


def inspect_one_layer(function):
    """Report on ``one_layer(W1, b1, W2, b2)``."""
    cases = []
    for n, n_1, n_2 in ((2, 3, 1), (3, 4, 2), (2, 2, 2)):
        rng = np.random.default_rng(n + n_1)
        shapes = {"W1": (n_1, n), "b1": n_1, "W2": (n_2, n_1), "b2": n_2}
        given = {name: np.round(rng.uniform(-2, 2, shape), 1) for name, shape in shapes.items()}
        cases.append(Case(f"{n}-{n_1}-{n_2}", given, _merged(*given.values())))
    mistakes = [
        ("first bias lost", "the first layer's bias is lost", lambda W1, b1, W2, b2: (W2 @ W1, b2)),
        ("second bias lost", "the second layer's bias is lost", lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1)),
        (
            "biases added",
            "the first layer's bias passes through the second layer's weights: W2 @ b1",
            _or_none(lambda W1, b1, W2, b2: (W2 @ W1, b1 + b2)),
        ),
        (
            "order",
            "the order of the product: x meets W1 first, so W1 stands on the right",
            _or_none(lambda W1, b1, W2, b2: (W1 @ W2, W2 @ b1 + b2)),
        ),
        (
            "order",
            "the order of the product: x meets W1 first, so W1 stands on the right",
            _or_none(lambda W1, b1, W2, b2: (W1 @ W2, W1 @ b2 + b1)),
        ),
        (
            "order",
            "the order of the product: x meets W1 first, so W1 stands on the right",
            _or_none(lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 + b2)),
        ),
        ("transposed", "W is transposed: its shape is (n_2, n)", lambda W1, b1, W2, b2: ((W2 @ W1).T, W2 @ b1 + b2)),
    ]
    return inspect("one_layer", function, cases, mistakes, same=_same_pair, names=("W", "b"))


def _merged(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2


def _same_pair(got, want):
    pair = isinstance(got, (tuple, list)) and len(got) == 2 and want is not None
    return pair and all(same_array(g, w) for g, w in zip(got, want, strict=True))


def _count(sizes):
    return sum(sizes[l] * (sizes[l - 1] + 1) for l in range(1, len(sizes)))


def inspect_count_parameters(function):
    """Report on ``count_parameters(layer_sizes)``."""
    networks = ([2, 3, 2, 1], [4, 5, 3], [3, 1], [64, 32, 16, 10])
    cases = [Case("-".join(map(str, s)), {"layer_sizes": list(s)}, _count(s)) for s in networks]
    mistakes = [
        (
            "biases forgotten",
            "those are the weights. Every neuron has a bias too",
            lambda s: sum(s[l] * s[l - 1] for l in range(1, len(s))),
        ),
        ("inputs have biases", "the inputs are no neurons: they have no biases", lambda s: _count(s) + s[0]),
        ("one bias per layer", "every neuron has a bias of its own, not every layer",
         lambda s: sum(s[l] * s[l - 1] + 1 for l in range(1, len(s)))),
        ("biases of the layer before", "layer l has one bias for each of its own neurons, not of the layer before",
         lambda s: sum(s[l] * s[l - 1] + s[l - 1] for l in range(1, len(s)))),
        ("layer 0 counted", "layer 0 is counted too, with the last layer before it: begin at l = 1",
         lambda s: sum(s[l] * (s[l - 1] + 1) for l in range(len(s)))),
        ("neurons counted", "those are the neurons, not their weights and biases", lambda s: sum(s[1:])),
        ("first layer alone", "that is the first layer. Go on to the last", lambda s: s[1] * (s[0] + 1)),
        ("last layer missing", "the last layer is missing", lambda s: _count(s[:-1])),
    ]  # fmt: skip
    return inspect("count_parameters", function, cases, mistakes)


hidden_layer = lecture_check(inspect_hidden_layer)
xor_parameters = lecture_check(inspect_xor_parameters)
one_layer = lecture_check(inspect_one_layer)
count_parameters = lecture_check(inspect_count_parameters)
