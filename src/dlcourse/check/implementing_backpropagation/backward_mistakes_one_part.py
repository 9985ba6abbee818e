"""More mistakes of a backward pass: those of one part, such as the biases, one activation or the first layer.

As in :mod:`dlcourse.check.implementing_backpropagation.backward_mistakes`, each is the gradients it would give.
"""

from itertools import product

import numpy as np

from dlcourse.activations import ACTIVATIONS
from dlcourse.check.implementing_backpropagation.backward_mistakes import Hypothesis, wrong_backward


def _h(mistake, message, **parts):
    return Hypothesis(mistake, message, lambda f: wrong_backward(f, **parts), frozenset(parts))


def _true_prime(z, a, name):
    return ACTIVATIONS[name].g_prime(z, a)


def _one_prime(name, formula):
    """The derivatives, with ``formula(z, a)`` for the one of ``name``."""
    return lambda z, a, asked: formula(z, a) if asked == name else _true_prime(z, a, asked)


def _everywhere(prime):
    return {"hidden_prime": prime, "output_prime": prime}


def _times(kind, factor):
    """Gradients of one kind, "dW" or "db", times a factor."""
    return lambda gradients, f: {k: v * factor if k.startswith(kind) else v for k, v in gradients.items()}


def _last_times(kind, factor):
    """The same in the last layer alone."""
    return lambda gradients, f: {k: v * factor(f) if k == f"{kind}{f.depth}" else v for k, v in gradients.items()}


def _without(kind):
    """Without the last layer's gradient of one kind."""
    return lambda gradients, f: {k: v for k, v in gradients.items() if k != f"{kind}{f.depth}"}


def _twice(z, a, name):
    return _true_prime(z, a, name) ** 2


def _from_dA(kind):
    """Gradients of one kind from dA, which has not yet gone through the activation, in the place of dZ."""

    def predict(f):
        gradients, dA = wrong_backward(f), 2 * (f.cache[f"A{f.depth}"] - f.y) / f.m
        for l in range(f.depth, 0, -1):
            wrong = dA.T @ f.cache[f"A{l - 1}"] if kind == "dW" else dA.sum(axis=0)
            name = f.output if l == f.depth else f.hidden
            gradients[f"{kind}{l}"] = wrong
            dA = (dA * _true_prime(f.cache[f"Z{l}"], f.cache[f"A{l}"], name)) @ f.parameters[f"W{l}"]
        return gradients

    return predict


def _last_from_dA(kinds):
    """The last layer's gradients of these kinds from dA, though what goes back to the layer below is right."""

    def predict(f):
        gradients, dA = wrong_backward(f), 2 * (f.cache[f"A{f.depth}"] - f.y) / f.m
        wrong = {"dW": dA.T @ f.cache[f"A{f.depth - 1}"], "db": dA.sum(axis=0)}
        return gradients | {f"{kind}{f.depth}": wrong[kind] for kind in kinds}

    return predict


def _reshaped(dZ, f, l):
    W = f.parameters[f"W{l}"]
    return dZ @ W.reshape(W.shape[::-1]).T


def _start_from(start):
    """The gradients when dA of the last layer is ``start(fixture)``."""
    return lambda f: wrong_backward(f, error=lambda y_hat, y: start(f), divide=lambda f: f.m)


def _swapped_at_z(f):
    return wrong_backward(
        f,
        hidden_prime=lambda z, a, name: ACTIVATIONS[f.output].g_prime(z),
        output_prime=lambda z, a, name: ACTIVATIONS[f.hidden].g_prime(z),
    )


def _first_layer_without_derivative(f):
    below, dZ = f.cache["A0"], None
    gradients, dA = wrong_backward(f), 2 * (f.cache[f"A{f.depth}"] - f.y) / f.m
    for l in range(f.depth, 1, -1):
        name = f.output if l == f.depth else f.hidden
        dZ = dA * _true_prime(f.cache[f"Z{l}"], f.cache[f"A{l}"], name)
        dA = dZ @ f.parameters[f"W{l}"]
    if f.depth > 1:
        gradients["dW1"], gradients["db1"] = dA.T @ below, dA.sum(axis=0)
    return gradients


START = frozenset({"error"})


def _several_at_the_output():
    """Two or three mistakes together where the way back starts, such as those that make dZ = A - y of it."""
    for sign, two, average, slope in product((1, -1), (2, 1), (True, False), (True, False)):
        lost = [
            part
            for part, there in (
                (("2", "the factor 2"), two == 2),
                (("m", "the average over the examples"), average),
                (("slope", "the output activation's derivative"), slope),
            )
            if not there
        ]
        short, missing = [part[0] for part in lost], [part[1] for part in lost]
        turned = ["the sign is turned round"] if sign < 0 else []
        listed = " and ".join(filter(None, [", ".join(missing[:-1]), *missing[-1:]]))
        told = [f"{listed} {'is' if len(missing) == 1 else 'are'} missing"] if missing else []
        if len(missing) + len(turned) < 2 or (sign > 0 and short == ["2", "m"]):
            continue  # one alone, or these two, have a name already
        known_as = f"output without {', '.join(short)}" + (", turned round" if turned else "")
        parts = {"error": lambda y_hat, y, c=sign * two: c * (y_hat - y)}
        parts |= {} if average else {"divide": lambda f: 1}
        parts |= {} if slope else {"output_prime": lambda z, a, name: np.ones_like(z)}
        said = ", and ".join([*told, *turned])
        yield _h(known_as, "{t}: at the output " + said, **parts)


# fmt: off
ONE_PART = [
    _h("every gradient zero", "{t} is zero, as all gradients are: nothing would be learnt", finish=lambda g, f: (
        {name: value * 0 for name, value in g.items()})),
    _h("sign of db", "{t} is exactly minus the numerical gradient; the weights have the right sign",
       finish=_times("db", -1)),
    _h("sign of dW", "{t} is exactly minus the numerical gradient; the biases have the right sign",
       finish=_times("dW", -1)),
    _h("factor 2 doubled in db", "{t} is exactly 2 times the numerical gradient, that of the weights is right",
       finish=_times("db", 2)),
    _h("factor 2 missing in db", "{t} is exactly half the numerical gradient, that of the weights is right",
       finish=_times("db", 0.5)),
    Hypothesis("db from dA", "{t} sums dA, which has not gone through the activation: it needs dZ", _from_dA("db")),
    Hypothesis("dW from dA", "{t} uses dA, which has not gone through the activation: it needs dZ", _from_dA("dW")),
    Hypothesis("last layer from dA", "{t} lacks a factor: the output activation's derivative is left out in dW and db "
               "of the output layer (what goes back from there has it)", _last_from_dA(("dW", "db"))),
    Hypothesis("last dW from dA", "{t} lacks a factor: the output activation's derivative is left out in dW of the "
               "output layer", _last_from_dA(("dW",))),
    Hypothesis("last db from dA", "{t} lacks a factor: the output activation's derivative is left out in db of the "
               "output layer", _last_from_dA(("db",))),
    Hypothesis("W reshaped", "{t}: the way back through layer {u} reshapes its weights, which mixes them: only a "
               "transpose keeps each where it belongs", lambda f: wrong_backward(f, back=_reshaped),
               frozenset({"back"}), True),
    Hypothesis("y replaced by its mean", "{t}: the error takes the mean of y, each row has its own y",
               _start_from(lambda f: 2 * (f.cache[f"A{f.depth}"] - f.y.mean())), START),
    _h("last db zero", "{t} is zero, or not summed: the output layer has a bias too",
       finish=_last_times("db", lambda f: 0)),
    _h("last db missing", "{t} is missing: the output layer has a bias too", finish=_without("db")),
    _h("last dW missing", "{t} is missing: the output layer has weights too", finish=_without("dW")),
    _h("average twice in the last db", "{t} is exactly 1/m = 1/{m} of the numerical gradient: in the output layer db "
       "is averaged twice", finish=_last_times("db", lambda f: 1 / f.m)),
    _h("average missing in the last db", "{t} is exactly m = {m} times the numerical gradient: in the output layer "
       "the average in db is missing", finish=_last_times("db", lambda f: f.m)),
    _h("last dW halved", "{t} is exactly half the numerical gradient; what lies before it is right",
       finish=_last_times("dW", lambda f: 0.5)),
    _h("derivative twice", "{t}: the activation's derivative is a factor twice", **_everywhere(_twice)),
    _h("derivative twice (hidden)", "{t}: in the hidden layers the activation's derivative is a factor twice",
       hidden_prime=_twice),
    _h("sigmoid' without 1 - a", "{t}: in the derivative of the sigmoid, a (1 - a), the factor 1 - a is missing",
       **_everywhere(_one_prime("sigmoid", lambda z, a: a))),
    _h("sigmoid' without a", "{t}: in the derivative of the sigmoid, a (1 - a), the factor a is missing",
       **_everywhere(_one_prime("sigmoid", lambda z, a: 1 - a))),
    _h("sigmoid' with a plus", "{t}: the derivative of the sigmoid is a (1 - a), with a minus",
       **_everywhere(_one_prime("sigmoid", lambda z, a: a * (1 + a)))),
    _h("tanh' with a plus", "{t}: the derivative of tanh is 1 - a**2, with a minus",
       **_everywhere(_one_prime("tanh", lambda z, a: 1 + a * a))),
    _h("tanh' of z", "{t}: the derivative of tanh is 1 - a**2 with a = tanh(z), not 1 - z**2",
       **_everywhere(_one_prime("tanh", lambda z, a: 1 - z * z))),
    _h("tanh' at a", "{t}: the derivative of tanh is evaluated at the activation a, not at z",
       **_everywhere(_one_prime("tanh", lambda z, a: 1 - np.tanh(a) ** 2))),
    _h("tanh' left out", "{t}: the derivative of tanh is left out", **_everywhere(
        _one_prime("tanh", lambda z, a: np.ones_like(z)))),
    _h("tanh' left out", "{t}: the derivative of tanh is left out at the output",
       output_prime=_one_prime("tanh", lambda z, a: np.ones_like(z))),
    _h("ReLU' is ReLU", "{t}: the derivative of ReLU is 0 or 1; you multiply by relu(z) itself",
       **_everywhere(_one_prime("relu", lambda z, a: a))),
    _h("ReLU' turned round", "{t}: the derivative of ReLU is 1 where z > 0, not where z < 0",
       **_everywhere(_one_prime("relu", lambda z, a: (z < 0) * 1.0))),
    _h("ReLU' leaks", "{t}: the derivative of ReLU is 0 for negative z, not 0.01",
       **_everywhere(_one_prime("relu", lambda z, a: np.where(z > 0, 1.0, 0.01)))),
    _h("identity' is z", "{t}: the derivative of the identity is 1, not z",
       **_everywhere(_one_prime("identity", lambda z, a: z))),
    _h("identity' is zero", "{t}: the derivative of the identity is 1, not 0",
       **_everywhere(_one_prime("identity", lambda z, a: 0 * z))),
    Hypothesis("activations swapped", "{t}: the derivatives of hidden and output activation are swapped",
               _swapped_at_z),
    Hypothesis("derivative left out (first layer)", "{t} lacks a factor: the activation's derivative is left out in "
               "the first layer", _first_layer_without_derivative),
    Hypothesis("error from Z", "{t}: the error starts from Z{l}, it is A{l} - y",
               _start_from(lambda f: 2 * (f.cache[f"Z{f.depth}"] - f.y)), START),
    Hypothesis("y left out", "{t}: the error is y_hat - y; you start from y_hat alone",
               _start_from(lambda f: 2 * f.cache[f"A{f.depth}"]), START),
    Hypothesis("cross-entropy", "{t} belongs to the cross-entropy: its error is divided by y_hat (1 - y_hat)",
               _start_from(lambda f: (f.cache[f"A{f.depth}"] - f.y) / (f.cache[f"A{f.depth}"] * (
                   1 - f.cache[f"A{f.depth}"]))), START),
    _h("last example left out", "{t} lacks the last example", rows=slice(0, -1)),
    _h("first example left out", "{t} lacks the first example", rows=slice(1, None)),
    Hypothesis("last example left out", "{t} lacks the last example",
               lambda f: wrong_backward(f, rows=slice(0, max(1, f.m - 1))), frozenset({"rows"})),
    _h("m - 1 for m", "{t} is m / (m - 1) times the numerical gradient: divide by m", divide=lambda f: max(1, f.m - 1)),
    _h("square root of m", "{t} is sqrt(m) times the numerical gradient: divide by m", divide=lambda f: np.sqrt(f.m)),
    _h("only the first example, no average", "{t} is the gradient of the first example alone, and not divided by m",
       rows=slice(0, 1), divide=lambda f: 1),
    _h("average over the neurons", "{t} is too small: the way back through layer {u} takes a mean over its neurons, "
       "it is their sum", back=lambda dZ, f, l: dZ @ f.parameters[f"W{l}"] / f.sizes[l]),
    _h("absolute weights", "{t}: the way back through layer {u} loses the signs of its weights",
       back=lambda dZ, f, l: dZ @ np.abs(f.parameters[f"W{l}"])),
]
# fmt: on

ONE_PART += _several_at_the_output()
