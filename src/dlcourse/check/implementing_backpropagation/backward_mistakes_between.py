"""Mistakes of a backward pass on the way from one layer to the next, and in the shape of what it starts from.

As in :mod:`dlcourse.check.implementing_backpropagation.backward_mistakes`, each is the gradients it would give.
"""

import numpy as np

from dlcourse.activations import ACTIVATIONS
from dlcourse.check.implementing_backpropagation.backward_mistakes import Hypothesis, wrong_backward


def _h(mistake, message, predict):
    return Hypothesis(mistake, message, predict)


# --- what goes back from a hidden layer ------------------------------------------------------------------------------


def _handed_on(of_hidden, from_layer):
    """The gradients where a hidden layer hands on ``of_hidden(dA, dZ, slope)`` in the place of its dZ.

    ``from_layer(l, L)`` says which layers do.
    """

    def predict(f):
        L, gradients = f.depth, {}
        dA = 2 * (f.cache[f"A{L}"] - f.y) / f.m
        for l in range(L, 0, -1):
            name = f.output if l == L else f.hidden
            slope = ACTIVATIONS[name].g_prime(f.cache[f"Z{l}"], f.cache[f"A{l}"])
            dZ = dA * slope
            gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ f.cache[f"A{l - 1}"], dZ.sum(axis=0)
            dA = (of_hidden(dA, dZ, slope) if from_layer(l, L) else dZ) @ f.parameters[f"W{l}"]
        return gradients

    return predict


HIDDEN_LAYERS = (lambda l, L: l < L, lambda l, L: l <= 2, lambda l, L: l == 2)
LOST = (
    ("derivative not passed back (hidden)", "{t}: what goes back from a hidden layer is dA, it should be dZ: a "
     "derivative is lost on the way", lambda dA, dZ, slope: dA),
    ("delta lost", "{t}: the delta dZ{u} of the layer above is lost: what goes back is dZ{u} @ W{u}",
     lambda dA, dZ, slope: np.ones_like(dZ)),
    ("delta lost", "{t}: the delta of the layers above is lost: what goes back from layer {u} is its slope alone",
     lambda dA, dZ, slope: slope),
    ("delta lost", "{t} is zero: the delta is lost on the way down, what goes back is dZ{u} @ W{u}",
     lambda dA, dZ, slope: 0 * dZ),
)  # fmt: skip


def _every_layer(l, L):
    return True


def _delta_of_the_output(f):
    """Every layer gets what the output layer hands on, through its own weights."""
    L, gradients = f.depth, {}
    last = 2 * (f.cache[f"A{L}"] - f.y) / f.m * ACTIVATIONS[f.output].g_prime(f.cache[f"Z{L}"], f.cache[f"A{L}"])
    for l in range(L, 0, -1):
        dZ = last
        if l < L:
            dZ = last @ f.parameters[f"W{l + 1}"] * ACTIVATIONS[f.hidden].g_prime(f.cache[f"Z{l}"], f.cache[f"A{l}"])
        gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ f.cache[f"A{l - 1}"], dZ.sum(axis=0)
    return gradients


# --- the slope of another layer --------------------------------------------------------------------------------------


def _slope_at(place, output_too=True):
    """The gradients where a layer takes its slope from ``place(l, fixture, activation)``."""

    def predict(f):
        L, gradients = f.depth, {}
        dA = 2 * (f.cache[f"A{L}"] - f.y) / f.m
        for l in range(L, 0, -1):
            g_prime = ACTIVATIONS[f.output if l == L else f.hidden].g_prime
            right = l == L and not output_too
            dZ = dA * (g_prime(f.cache[f"Z{l}"], f.cache[f"A{l}"]) if right else place(l, f, g_prime))
            gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ f.cache[f"A{l - 1}"], dZ.sum(axis=0)
            dA = dZ @ f.parameters[f"W{l}"] if l > 1 else dA
        return gradients

    return predict


def _of_a(l, f):
    return f.cache[f"A{l}"]


BELOW = (
    lambda l, f, g: g(f.cache[f"Z{l - 1}" if l > 1 else "A0"]),
    lambda l, f, g: g(f.cache[f"Z{max(l - 1, 1)}"]),
    lambda l, f, g: g(_of_a(l - 1, f)),
    lambda l, f, g: g(_of_a(l - 1, f), _of_a(l - 1, f)),
    lambda l, f, g: g(f.cache[f"Z{l - 1}"], _of_a(l - 1, f)) if l > 1 else g(f.cache["Z1"], f.cache["A1"]),
)
ABOVE = (
    lambda l, f, g: g(f.cache[f"Z{min(l + 1, f.depth)}"]),
    lambda l, f, g: g(_of_a(min(l + 1, f.depth), f), _of_a(min(l + 1, f.depth), f)),
)


def _by_entries(place):
    """``place`` as loops over a layer's neurons meet it: of a wider layer the first entries, of a narrower one none."""

    def entries(l, f, g_prime):
        slopes = place(l, f, g_prime)
        if slopes.shape[1] < f.sizes[l]:
            raise IndexError("a loop over the neurons runs past the end")
        return slopes[:, : f.sizes[l]]

    return entries


# --- the targets -----------------------------------------------------------------------------------------------------


def _flat(start):
    """The gradients when dA of the last layer is ``start(y_hat, y, m)``, of whatever shape that is.

    A later product that does not fit raises, as it does in the student's function.
    """

    def predict(f):
        L, gradients = f.depth, {}
        dA = 2 * start(f.cache[f"A{L}"], f.y, f.m) / f.m
        for l in range(L, 0, -1):
            name = f.output if l == L else f.hidden
            dZ = dA * ACTIVATIONS[name].g_prime(f.cache[f"Z{l}"], f.cache[f"A{l}"])
            gradients[f"dW{l}"], gradients[f"db{l}"] = dZ.T @ f.cache[f"A{l - 1}"], dZ.sum(axis=0)
            dA = dZ @ f.parameters[f"W{l}"]
        return gradients

    return predict


FLAT = "{t}: y is flattened, and (m, 1) with (m,) broadcasts to (m, m): keep y as it comes, with m rows"

# fmt: off
BETWEEN = [
    *(_h(mistake, message, _handed_on(kept, where)) for mistake, message, kept in LOST for where in HIDDEN_LAYERS),
    *(_h(*LOST[k][:2], _handed_on(LOST[k][2], _every_layer)) for k in (1, 2)),
    _h("delta of the output in every layer", "{t}: every hidden layer gets the delta of the output, it should get that "
       "of the layer above it", _delta_of_the_output),
    *(_h("derivative of the layer below", "{t}: the derivative is taken at the layer below, not at this layer's own Z",
         _slope_at(how(place), output_too)) for place in BELOW for output_too in (True, False)
      for how in (lambda same: same, _by_entries)),
    *(_h("derivative of the layer above", "{t}: the derivative is taken at the layer above, not at this layer's own Z",
         _slope_at(place, output_too)) for place in ABOVE for output_too in (True, False)),
    _h("W transposed", "{t}: the way back multiplies by W.T where W belongs (which shapes must meet?)",
       lambda f: wrong_backward(f, back=lambda dZ, f, l: np.einsum("ki,ji->kj", dZ, f.parameters[f"W{l}"]))),
    _h("y flattened", FLAT, _flat(lambda y_hat, y, m: y_hat - y.ravel())),
    _h("y flattened", FLAT, _flat(lambda y_hat, y, m: (y_hat - y).ravel())),
    _h("y flattened", "{t}: y is flattened: with more than one output each row of y has several numbers",
       _flat(lambda y_hat, y, m: y_hat - y.ravel()[:m, None])),
    Hypothesis("y replaced by its mean", "{t}: the error takes the mean of y, each row has its own y",
               _flat(lambda y_hat, y, m: y_hat - y.mean(axis=0)), frozenset({"error"})),
]
# fmt: on
