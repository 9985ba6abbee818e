"""Checks of the exercises in lecture 08, "The forward pass"."""

import numpy as np

from dlcourse.check.harness.common import lecture_check
from dlcourse.check.harness.exercises import Case, inspect
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls
from dlcourse.nn import ACTIVATIONS, forward, initialize_parameters

sigmoid = ACTIVATIONS["sigmoid"].g
# The course's network, a square layer, a shallower one, and one all square: there a missing .T has values.
SIZES = ([2, 3, 2, 1], [4, 3, 3, 2], [3, 3, 1], [3, 3, 3])


def _parameters(sizes):
    return initialize_parameters(sizes, np.random.default_rng(8))


def _networks():
    return [("-".join(map(str, sizes)), _parameters(sizes)) for sizes in SIZES]


def inspect_weight(function):
    """Report on ``weight(parameters, l, i, j)``."""
    places = ((0, (1, 2, 0)), (0, (2, 0, 1)), (0, (3, 0, 1)), (1, (2, 1, 2)))
    networks = _networks()
    cases = []
    for k, (l, i, j) in places:
        name, parameters = networks[k]
        arguments = {"parameters": parameters, "l": l, "i": i, "j": j}
        cases.append(Case(f"W^{l}_({i},{j}) of {name}", arguments, parameters[f"W{l}"][i, j]))
    mistakes = [
        ("indices swapped", "i and j have changed places. The destination i comes first", _swapped_weight),
        ("from 1", "indices start at 0: W^1_(2,0) is W1[2, 0], with nothing subtracted", _weight_from_one),
        ("bias", "that is the bias b^l_i. It has no source neuron", lambda p, l, i, j: p[f"b{l}"][i]),
        ("whole row", "that is the whole row of weights into neuron i. Take entry j", lambda p, l, i, j: p[f"W{l}"][i]),
        ("layer ignored", "that always looks in W1. The layer is l", lambda p, l, i, j: _clipped(p["W1"], i, j)),
    ]
    return inspect("weight", function, cases, mistakes)


def _clipped(W, i, j):
    return W[min(i, W.shape[0] - 1), min(j, W.shape[1] - 1)] if i >= W.shape[0] or j >= W.shape[1] else W[i, j]


def _swapped_weight(parameters, l, i, j):
    return parameters[f"W{l}"][j, i]


def _weight_from_one(parameters, l, i, j):
    return parameters[f"W{l}"][i - 1, j - 1]


def inspect_name_of_edge(function):
    """Report on ``name_of_edge(source_layer, source, destination)``."""
    cases = [
        Case(
            f"from neuron {source} of layer {layer} to neuron {destination} of layer {layer + 1}",
            {"source_layer": layer, "source": source, "destination": destination},
            f"W^{layer + 1}_({destination},{source})",
        )
        for layer, source, destination in ((0, 1, 2), (1, 2, 0), (2, 1, 0), (0, 0, 1))
    ]
    mistakes = [
        (
            "source layer",
            "the upper index names the destination's layer, one after the source's",
            lambda layer, source, destination: f"W^{layer}_({destination},{source})",
        ),
        (
            "indices swapped",
            "source and destination have changed places: the destination comes first",
            lambda layer, source, destination: f"W^{layer + 1}_({source},{destination})",
        ),
        (
            "both",
            "the upper index names the destination's layer, and the destination comes first",
            lambda layer, source, destination: f"W^{layer}_({source},{destination})",
        ),
    ]
    return inspect("name_of_edge", function, cases, mistakes, same=_same_name, shown=str)


def _same_name(got, want):
    return isinstance(got, str) and "".join(got.split()) == want


def _shapes(sizes, transposed=False, column=False, first=1, last=None):
    shapes = {}
    for l in range(first, len(sizes) if last is None else last(sizes)):
        W = (sizes[l], sizes[l - 1])
        shapes[f"W{l}"] = W[::-1] if transposed else W
        shapes[f"b{l}"] = (sizes[l], 1) if column else (sizes[l],)
    return shapes


def inspect_shapes(function):
    """Report on ``shapes(layer_sizes)``."""
    cases = [Case(f"layer_sizes = {sizes}", {"layer_sizes": list(sizes)}, _shapes(sizes)) for sizes in SIZES]
    mistakes = [
        (
            "transposed",
            "the weights are transposed: rows belong to destinations, so (n_l, n_(l-1))",
            lambda sizes: _shapes(sizes, transposed=True),
        ),
        ("column", "b is one-dimensional here: (n_l,), not (n_l, 1)", lambda sizes: _shapes(sizes, column=True)),
        ("last layer", "the last layer is missing", lambda sizes: _shapes(sizes, last=lambda s: len(s) - 1)),
        ("bias size", "b^l has one entry per neuron of layer l, not of the layer before", _source_bias_shapes),
        ("number", "a shape is a tuple: (n_l,) with its comma; (n_l) is a plain number", _number_shapes),
    ]
    return inspect("shapes", function, cases, mistakes, same=_same_shapes, shown=str)


def _source_bias_shapes(sizes):
    return {name: (sizes[int(name[1:]) - 1],) if name[0] == "b" else W for name, W in _shapes(sizes).items()}


def _number_shapes(sizes):
    return {name: shape[0] if name[0] == "b" else shape for name, shape in _shapes(sizes).items()}


def _same_shapes(got, want):
    if not isinstance(got, dict) or got.keys() != want.keys():
        return False
    return all(_as_tuple(got[name]) == _as_tuple(want[name]) for name in want)


def _as_tuple(shape):
    return tuple(shape) if isinstance(shape, (tuple, list)) else shape


def _pass(X, parameters, matrix=lambda W: W.T, bias=True, g=sigmoid, g_last=sigmoid):
    """A forward pass with one thing wrong."""
    A, depth = X, len(parameters) // 2
    for l in range(1, depth + 1):
        Z = A @ matrix(parameters[f"W{l}"]) + (parameters[f"b{l}"] if bias else 0)
        A = g_last(Z) if l == depth else g(Z)
    return A


def _as_is(z):
    return z


def _late_bias(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(A @ parameters[f"W{l}"].T) + parameters[f"b{l}"]
    return A


def _early(X, parameters):
    depth = len(parameters) // 2
    return _pass(X, {name: value for name, value in parameters.items() if int(name[1:]) < depth})


def _first(X, parameters):
    return sigmoid(X @ parameters["W1"].T + parameters["b1"])


def _no_bias(X, parameters):
    return _pass(X, parameters, bias=False)


def _no_activation(X, parameters):
    return _pass(X, parameters, g=_as_is, g_last=_as_is)


def _linear_output(X, parameters):
    return _pass(X, parameters, g_last=_as_is)


def _linear_hidden(X, parameters):
    return _pass(X, parameters, g=_as_is)


def _untransposed(X, parameters):
    return _pass(X, parameters, matrix=_as_is)


def _flat(X, parameters):
    return _pass(X, parameters).ravel()


PASS_MISTAKES = [
    ("no bias", "the bias is missing: z is the weighted sum plus b", _no_bias),
    ("no activation", "that is without any activation: a = sigmoid(z)", _no_activation),
    ("last activation", "the last layer returns z. Its activation is a sigmoid too", _linear_output),
    ("hidden activation", "the hidden layers pass on z. Pass on a = sigmoid(z)", _linear_hidden),
    ("bias after", "the bias comes after the sigmoid. It belongs inside: sigmoid(weighted sum + b)", _late_bias),
    ("early stop", "that is the last hidden layer. One more layer to go", _early),
    ("first layer", "that is the first layer only. Its output is the next layer's input", _first),
    ("transposed", "W has its axes swapped: neuron i uses row i of W, so rows of examples meet W.T", _untransposed),
    ("flat", "y_hat has one row for each example: its shape is (m, 1), not (m,)", _flat),
]


def inspect_forward_row(function):
    """Report on ``forward_row(x, parameters)``."""
    cases = []
    for (name, parameters), seed in zip(_networks(), (1, 2, 3, 4), strict=True):
        x = np.random.default_rng(seed).uniform(-1, 1, parameters["W1"].shape[1])
        arguments = {"x": x, "parameters": parameters}
        cases.append(Case(f"one row, {name}", arguments, forward(x[None, :], parameters)[0][0]))
    return inspect("forward_row", function, cases, PASS_MISTAKES[:-1])


def inspect_forward_all(function):
    """Report on ``forward_all(X, parameters)``."""
    cases = []
    for (name, parameters), m in zip(_networks(), (5, 1, 4, 3), strict=True):
        X = np.random.default_rng(m).uniform(-1, 1, (m, parameters["W1"].shape[1]))
        cases.append(Case(f"m = {m}, {name}", {"X": X, "parameters": parameters}, forward(X, parameters)[0]))
    return inspect("forward_all", function, cases, PASS_MISTAKES)


weight = lecture_check(inspect_weight)
name_of_edge = lecture_check(inspect_name_of_edge)
shapes = lecture_check(inspect_shapes)
forward_row = lecture_check(inspect_forward_row)
forward_all = lecture_check(inspect_forward_all)
