"""Mistakes of a backward pass, each as the gradients it would give.

:func:`wrong_backward` is the chain rule with replaceable parts; :data:`HYPOTHESES` replaces one part at a time. The
right pass is :func:`dlcourse.nn.backward`; nothing here is a pattern to follow.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from dlcourse.activations import ACTIVATIONS


def _true_prime(z, a, name):
    return ACTIVATIONS[name].g_prime(z, a)


def wrong_backward(
    fixture,
    error=lambda y_hat, y: 2 * (y_hat - y),
    divide=lambda f: f.m,
    hidden_prime=_true_prime,
    output_prime=_true_prime,
    back=lambda dZ, f, l: dZ @ f.parameters[f"W{l}"],
    weight=lambda dZ, f, l: dZ.T @ f.cache[f"A{l - 1}"],
    bias=lambda dZ, f, l: dZ.sum(axis=0),
    each_layer=lambda dA, f: dA,
    rows=slice(None),
    finish=lambda g, f: g,
):
    """Gradients of ``fixture`` with one or more steps of the backward pass replaced."""
    gradients = {}
    L = fixture.depth
    dA = np.zeros((fixture.m, fixture.sizes[-1]))
    dA[rows] = error(fixture.cache[f"A{L}"], fixture.y)[rows] / divide(fixture)
    for l in range(L, 0, -1):
        z, a = fixture.cache[f"Z{l}"], fixture.cache[f"A{l}"]
        prime, name = (output_prime, fixture.output) if l == L else (hidden_prime, fixture.hidden)
        dZ = dA * prime(z, a, name)
        gradients[f"dW{l}"] = weight(dZ, fixture, l)
        gradients[f"db{l}"] = bias(dZ, fixture, l)
        if l > 1:
            dA = each_layer(back(dZ, fixture, l), fixture)
    return finish(gradients, fixture)


class Hypothesis(NamedTuple):
    """``mistake`` names the class (mistakes of equal values share it).

    ``message`` has slots: {t} the first wrong tensor, {l} its layer, {k} and {u} the layers below and above, {m}.
    ``replaced`` names the parts of :func:`wrong_backward` that are not the right ones. With ``always_answers`` no
    shape makes the mistake raise, so that a call that raised has another.
    """

    mistake: str
    message: str
    predict: Callable
    replaced: frozenset = frozenset()
    always_answers: bool = False

    @property
    def at_the_start(self):
        """Whether nothing but the start of the way back is wrong, so that the rest follows rightly from it."""
        return bool(self.replaced) and self.replaced <= {"error", "divide", "rows", "output_prime"}


def _scaled(kind, factor):
    def finish(gradients, f):
        return {name: value * factor(f) if name.startswith(kind) else value for name, value in gradients.items()}

    return finish


def _at_a(z, a, name):
    return ACTIVATIONS[name].g_prime(a)


def _output_form_of_z(z, a, name):
    return ACTIVATIONS[name].g_prime(z, z)


def _without_square(z, a, name):
    return 1 - a if name == "tanh" else _true_prime(z, a, name)


def _relu_always_one(z, a, name):
    return np.ones_like(z) if name == "relu" else _true_prime(z, a, name)


def _ones(z, a, name):
    return np.ones_like(z)


def _own_value(z, a, name):
    return a


def _always(other):
    return lambda z, a, name: ACTIVATIONS[other].g_prime(z, a if name == other else ACTIVATIONS[other].g(z))


def _always_of_a(other):
    return lambda z, a, name: ACTIVATIONS[other].g_prime(z, a)


def _shift(step):
    def finish(gradients, f):
        return {
            f"{kind}{l}": gradients[f"{kind}{(l - 1 + step) % f.depth + 1}"]
            for kind in ("dW", "db")
            for l in range(1, f.depth + 1)
        }

    return finish


def _reversed_layers(gradients, f):
    return {f"{k}{l}": gradients[f"{k}{f.depth + 1 - l}"] for k in ("dW", "db") for l in range(1, f.depth + 1)}


def _zeroed(layer):
    def finish(gradients, f):
        skip = 1 if layer == "first" else f.depth
        return {name: value * 0 if name[2:] == str(skip) else value for name, value in gradients.items()}

    return finish


def _missing(layer):
    def finish(gradients, f):
        skip = 1 if layer == "first" else f.depth
        return {name: value for name, value in gradients.items() if name[2:] != str(skip)}

    return finish


def _only_last(keep_keys):
    def finish(gradients, f):
        last = {name: value for name, value in gradients.items() if name[2:] == str(f.depth)}
        return {name: value * 0 for name, value in gradients.items()} | last if keep_keys else last

    return finish


def _no_biases(gradients, f):
    return {name: value for name, value in gradients.items() if name.startswith("dW")}


def _hidden_like_output(f):
    return wrong_backward(f, hidden_prime=lambda z, a, name: ACTIVATIONS[f.output].g_prime(z))


def _output_like_hidden(f):
    return wrong_backward(f, output_prime=lambda z, a, name: ACTIVATIONS[f.hidden].g_prime(z))


def _hidden_like_output_of_a(f):
    return wrong_backward(f, hidden_prime=lambda z, a, name: ACTIVATIONS[f.output].g_prime(z, a))


def _output_like_hidden_of_a(f):
    return wrong_backward(f, output_prime=lambda z, a, name: ACTIVATIONS[f.hidden].g_prime(z, a))


def _swapped_activations(f):
    return wrong_backward(
        f,
        hidden_prime=lambda z, a, name: ACTIVATIONS[f.output].g_prime(z, a),
        output_prime=lambda z, a, name: ACTIVATIONS[f.hidden].g_prime(z, a),
    )


def _wrong_weights(step):
    def back(dZ, f, l):
        return dZ @ f.parameters[f"W{min(l + step, f.depth)}"]

    return back


def _prime_of_layer_below(f):
    L, gradients, f_cache = f.depth, {}, f.cache
    dA = 2 * (f_cache[f"A{L}"] - f.y) / f.m
    for l in range(L, 0, -1):
        name = f.output if l == L else f.hidden
        dZ = dA * ACTIVATIONS[name].g_prime(f_cache[f"Z{l - 1}"] if l > 1 else f_cache["A0"])
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ f_cache[f"A{l - 1}"], dZ.sum(axis=0)
        if l > 1:
            dA = dZ @ f.parameters[f"W{l}"]
    return gradients


def _updated_weights(rate):
    def back(dZ, f, l):
        return dZ @ (f.parameters[f"W{l}"] - rate * (dZ.T @ f.cache[f"A{l - 1}"]))

    return back


def _h(mistake, message, **parts):
    return Hypothesis(mistake, message, lambda f: wrong_backward(f, **parts), frozenset(parts))


def _delta_reused(f):
    """The upstream gradient goes on without this layer's derivative being applied to what is passed back."""
    L, gradients = f.depth, {}
    dA = 2 * (f.cache[f"A{L}"] - f.y) / f.m
    for l in range(L, 0, -1):
        dZ = dA * _true_prime(f.cache[f"Z{l}"], f.cache[f"A{l}"], f.output if l == L else f.hidden)
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ f.cache[f"A{l - 1}"], dZ.sum(axis=0)
        if l > 1:
            dA = dA @ f.parameters[f"W{l}"]
    return gradients


AVERAGE = "{t} is exactly m = {m} times the numerical gradient: the average over the examples is missing"
NO_HIDDEN = "{t} lacks a factor: the activation's derivative is left out in the hidden layers"
NO_OUTPUT = "{t} lacks a factor: the output activation's derivative is left out"

HYPOTHESES = [
    _h("average missing", AVERAGE + " or taken along the wrong axis", divide=lambda f: 1),
    _h("average missing", AVERAGE + " or taken along the wrong axis", divide=lambda f: f.sizes[-1]),
    _h("average missing in dW", AVERAGE + " (the biases have it)", finish=_scaled("dW", lambda f: f.m)),
    _h("average missing in db", AVERAGE + " (the weights have it)", finish=_scaled("db", lambda f: f.m)),
    _h("average twice", "{t} is exactly 1/m = 1/{m} of the numerical gradient: it is averaged twice",
       divide=lambda f: f.m**2),
    _h("average twice in dW", "{t} is exactly 1/m = 1/{m} of the numerical gradient: dW is averaged twice",
       finish=_scaled("dW", lambda f: 1 / f.m)),
    _h("average twice in db", "{t} is exactly 1/m = 1/{m} of the numerical gradient: db is averaged twice",
       finish=_scaled("db", lambda f: 1 / f.m)),
    _h("average in every layer", "{t} is too small by another 1/m: the average is taken again in every layer",
       each_layer=lambda dA, f: dA / f.m),
    _h("m is the number of features", "{t}: you divide by the number of features; m is the number of rows",
       divide=lambda f: f.sizes[0]),
    _h("m hard-coded", "{t} is right for one number of examples only: m is written down as 5, take it from y",
       divide=lambda f: 5),
    _h("only the last example", "{t} is the gradient of the last example alone", rows=slice(-1, None)),
    _h("only the last example, no average", "{t} is the gradient of the last example alone, and not divided by m",
       rows=slice(-1, None), divide=lambda f: 1),
    _h("only the first example", "{t} is the gradient of the first example alone", rows=slice(0, 1)),
    _h("factor 2 missing", "{t} is exactly half the numerical gradient: the derivative of the square has a factor 2",
       error=lambda y_hat, y: y_hat - y),
    _h("factor 2 doubled", "{t} is exactly 2 times the numerical gradient: a factor 2 is there twice",
       error=lambda y_hat, y: 4 * (y_hat - y)),
    _h("factor 2 and average missing", "{t} is m/2 times the numerical gradient: the factor 2 of the square and the "
       "average over m = {m} examples are missing", error=lambda y_hat, y: y_hat - y, divide=lambda f: 1),
    _h("sign", "{t} is exactly minus the numerical gradient: the error is y_hat - y, the sign is turned round",
       error=lambda y_hat, y: 2 * (y - y_hat)),
    _h("loss as gradient", "{t} comes from the loss itself: you start with (y_hat - y)**2, not with its derivative",
       error=lambda y_hat, y: (y_hat - y) ** 2),
    _h("absolute error", "{t} comes from the absolute error: the derivative of the square keeps the error's sign",
       error=lambda y_hat, y: 2 * np.abs(y_hat - y)),
    _h("absolute error", "{t} comes from the absolute error: the derivative of the square keeps the error's sign",
       error=lambda y_hat, y: np.abs(y_hat - y)),
    _h("absolute error as cost", "{t} belongs to the absolute error: its derivative is a sign, that of the square "
       "keeps the size of the error", error=lambda y_hat, y: np.sign(y_hat - y)),
    _h("derivative left out (output)", NO_OUTPUT, output_prime=_ones),
    _h("derivative left out (hidden)", NO_HIDDEN, hidden_prime=_ones),
    _h("derivative left out (everywhere)", "{t} lacks a factor: no layer multiplies by its activation's derivative",
       hidden_prime=_ones, output_prime=_ones),
    Hypothesis("derivative not passed back", "{t}: what goes back to the layer below is dA, it should be dZ: a "
               "derivative is lost on the way", _delta_reused),
    _h("activation for derivative (hidden)", "{t}: a hidden layer multiplies by its activation, not its derivative",
       hidden_prime=_own_value),
    _h("activation for derivative (output)", "{t}: the output multiplies by its activation, not its derivative",
       output_prime=_own_value),
    _h("derivative at a (hidden)", "{t}: a hidden derivative is evaluated at the activation a, not at z",
       hidden_prime=_at_a),
    _h("derivative at a (output)", "{t}: the output derivative is evaluated at the activation a, not at z",
       output_prime=_at_a),
    _h("derivative at a", "{t}: the derivative is evaluated at the activation a, not at z",
       hidden_prime=_at_a, output_prime=_at_a),
    _h("output form fed with z (hidden)", "{t}: a derivative written for a, such as a (1 - a), is fed with z",
       hidden_prime=_output_form_of_z),
    _h("output form fed with z (output)", "{t}: at the output a derivative written for a, such as a (1 - a), is fed "
       "with z", output_prime=_output_form_of_z),
    _h("output form fed with z", "{t}: a derivative written for a, such as a (1 - a), is fed with z",
       hidden_prime=_output_form_of_z, output_prime=_output_form_of_z),
    _h("tanh' without the square", "{t}: in the derivative of tanh the square is missing",
       hidden_prime=_without_square, output_prime=_without_square),
    _h("tanh' without the square", "{t}: in the derivative of tanh the square is missing",
       hidden_prime=_without_square),
    _h("ReLU' = 1", "{t}: the derivative of ReLU is 1 only where z > 0; you use 1 everywhere",
       hidden_prime=_relu_always_one, output_prime=_relu_always_one),
    _h("ReLU' = 1", "{t}: the derivative of ReLU is 1 only where z > 0; you use 1 everywhere",
       hidden_prime=_relu_always_one),
    Hypothesis("another activation's derivative (hidden)", "{t}: the hidden layers use the derivative of the output's "
               "activation", _hidden_like_output),
    Hypothesis("another activation's derivative (hidden)", "{t}: the hidden layers use the derivative of the output's "
               "activation", _hidden_like_output_of_a),
    Hypothesis("another activation's derivative (output)", "{t}: the output uses the derivative of the hidden "
               "activation", _output_like_hidden),
    Hypothesis("another activation's derivative (output)", "{t}: the output uses the derivative of the hidden "
               "activation", _output_like_hidden_of_a),
    Hypothesis("activations swapped", "{t}: the derivatives of hidden and output activation are swapped",
               _swapped_activations),
    Hypothesis("derivative of the layer below", "{t}: the derivative is taken at the Z of the layer below",
               _prime_of_layer_below),
]  # fmt: skip

for _name in ("sigmoid", "tanh", "relu"):
    for _prime in (_always(_name), _always_of_a(_name)):
        for _where, _parts in (
            ("hidden", ("hidden_prime",)),
            ("output", ("output_prime",)),
            ("everywhere", ("hidden_prime", "output_prime")),
        ):
            HYPOTHESES.append(
                _h(
                    f"always the derivative of {_name} ({_where})",
                    f"{{t}}: the derivative of {_name} is used whatever activation is asked for",
                    **dict.fromkeys(_parts, _prime),
                )
            )

HYPOTHESES += [
    _h("W transposed", "{t}: the way back multiplies by W.T where W belongs (which shapes must meet?)",
       back=lambda dZ, f, l: dZ @ f.parameters[f"W{l}"].T),
    _h("weights left out of the hidden delta", "{t}: the way back through layer {u} leaves out its weights",
       back=lambda dZ, f, l: dZ.sum(axis=1, keepdims=True) * np.ones((1, f.sizes[l - 1]))),
    _h("weights left out of the hidden delta", "{t}: the way back through layer {u} leaves out its weights",
       back=lambda dZ, f, l: dZ),
    _h("elementwise product for matrix product", "{t}: going back takes a matrix product, not an elementwise one",
       back=lambda dZ, f, l: dZ * f.parameters[f"W{l}"]),
    _h("wrong layer's W", "{t}: the way back uses another layer's weights", back=_wrong_weights(-1)),
    _h("wrong layer's W", "{t}: the way back uses another layer's weights", back=_wrong_weights(+1)),
    _h("wrong layer's W", "{t}: the way back always uses the first layer's weights",
       back=lambda dZ, f, l: dZ @ f.parameters["W1"]),
    _h("dW uses its own activation", "{t} uses the layer's own activation A{l}: it needs what the layer heard, A{k}",
       weight=lambda dZ, f, l: dZ.T @ f.cache[f"A{l}"]),
    _h("dW uses the pre-activation", "{t} uses Z{k} of the layer below: it needs what the layer heard, A{k}",
       weight=lambda dZ, f, l: dZ.T @ f.cache[f"Z{l - 1}" if l > 1 else "A0"]),
    _h("dW transposed", "{t} is the transpose of the numerical gradient: dW has the shape of W",
       weight=lambda dZ, f, l: f.cache[f"A{l - 1}"].T @ dZ),
    _h("dW transposed", "{t} is transposed and then reshaped: that mixes its entries",
       weight=lambda dZ, f, l: (f.cache[f"A{l - 1}"].T @ dZ).reshape(f.parameters[f"W{l}"].shape)),
    _h("dW always uses X", "{t} uses X in every layer: it needs what the layer heard, A{k}",
       weight=lambda dZ, f, l: dZ.T @ f.cache["A0"]),
    _h("first layer skipped", "{t} is missing or zero: the backward pass stops before the first layer",
       finish=_zeroed("first")),
    _h("first layer skipped", "{t} is missing or zero: the backward pass stops before the first layer",
       finish=_missing("first")),
    _h("last layer skipped", "{t} is missing or zero: the last layer gets no gradient", finish=_zeroed("last")),
    _h("last layer skipped", "{t} is missing or zero: the last layer gets no gradient", finish=_missing("last")),
    _h("hidden layers skipped", "{t} is missing or zero: the hidden layers get no gradient", finish=_only_last(True)),
    _h("hidden layers skipped", "{t} is missing or zero: the hidden layers get no gradient", finish=_only_last(False)),
    _h("db missing", "{t} is missing: the biases get no gradient", finish=_no_biases),
    _h("gradients under the wrong layer", "{t} holds another layer's gradient", finish=_shift(1)),
    _h("gradients under the wrong layer", "{t} holds another layer's gradient", finish=_shift(-1)),
    _h("gradients under the wrong layer", "{t} holds another layer's gradient", finish=_reversed_layers),
    _h("db over neurons", "{t} sums over neurons, not examples", bias=lambda dZ, f, l: dZ.sum(axis=1)),
    _h("db over neurons", "{t} sums over neurons, not examples",
       bias=lambda dZ, f, l: dZ.sum(axis=1, keepdims=True)),
    _h("db not summed", "{t} is not summed over the examples: it has one row per example", bias=lambda dZ, f, l: dZ),
    _h("db one scalar", "{t} is one number for the whole layer: each neuron has its own bias",
       bias=lambda dZ, f, l: dZ.sum()),
    _h("db one scalar", "{t} is one number for the whole layer: each neuron has its own bias",
       bias=lambda dZ, f, l: np.full(f.sizes[l], dZ.sum())),
    _h("average twice in db", "{t} is exactly 1/m = 1/{m} of the numerical gradient: db is averaged twice",
       bias=lambda dZ, f, l: dZ.mean(axis=0)),
    _h("db of one example", "{t} is that of one example: sum over all of them", bias=lambda dZ, f, l: dZ[-1]),
    _h("db of one example", "{t} is that of one example: sum over all of them", bias=lambda dZ, f, l: dZ[0]),
    _h("db zero", "{t} is zero: the biases learn nothing", bias=lambda dZ, f, l: np.zeros(f.sizes[l])),
    _h("db multiplied by the input", "{t} is multiplied by the input: a bias has no input",
       bias=lambda dZ, f, l: (dZ * f.cache[f"A{l - 1}"].sum(axis=1, keepdims=True)).sum(axis=0)),
    _h("db multiplied by the input", "{t} is multiplied by the input: a bias has no input",
       bias=lambda dZ, f, l: (dZ.T @ f.cache[f"A{l - 1}"]).sum(axis=1)),
    _h("db multiplied by the input", "{t} is multiplied by the input: a bias has no input",
       bias=lambda dZ, f, l: (dZ.T @ f.cache[f"A{l - 1}"])[:, 0]),
]  # fmt: skip

HYPOTHESES += [
    _h(
        "updated W used further back",
        "{t}: the way back uses weights that are already updated; finish the whole backward pass first",
        back=_updated_weights(rate),
    )
    for rate in (1.0, 0.5, 0.1, 0.05, 0.01)
]
