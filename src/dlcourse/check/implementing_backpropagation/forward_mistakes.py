"""Mistakes of a forward pass, each as the first wrong array it would give, computed from that array's right inputs."""

import numpy as np

from dlcourse import activations as formulas
from dlcourse.activations import ACTIVATIONS
from dlcourse.check.implementing_backpropagation.diagnose import name_by_candidates


def _pre_activations(A, W, b, Z_below):
    """What Z would be under each mistake of a layer; shapes that do not fit leave a mistake out."""
    right = A @ W.T + b
    tries = {
        ("bias left out", "the bias is left out"): lambda: A @ W.T,
        ("bias subtracted", "the bias is subtracted"): lambda: A @ W.T - b,
        ("bias multiplied", "the bias is multiplied"): lambda: (A @ W.T) * b,
        ("bias added twice", "the bias is added twice"): lambda: right + b,
        ("W not transposed", "W is used without .T"): lambda: A @ W + b,
        ("rows of W reversed", "the rows of W are reversed"): lambda: A @ W[::-1].T + b,
        ("biases reversed", "the biases are in reverse order"): lambda: A @ W.T + b[::-1],
        ("one bias for the layer", "one bias serves the whole layer"): lambda: A @ W.T + b[0],
        ("biases summed", "the biases are summed into one"): lambda: A @ W.T + b.sum(),
        ("biases averaged", "the mean of the biases serves the whole layer"): lambda: A @ W.T + b.mean(),
        ("weights without signs", "the weights lose their signs"): lambda: A @ np.abs(W).T + b,
        ("Z of the layer below", "the layer hears Z of the layer below, it should hear A"): lambda: Z_below @ W.T + b,
        ("last neuron left out", "the last neuron of the layer is left out"): lambda: (
            right * (np.arange(len(b)) < len(b) - 1)
        ),
        ("last input left out", "the last input of the layer is left out"): lambda: A[:, :-1] @ W[:, :-1].T + b,
        ("first example for all", "every example gets the values of the first"): lambda: (
            right[:1] + np.zeros_like(right)
        ),
        ("last example left out", "the last example is left out"): lambda: (
            right * (np.arange(len(A)) < len(A) - 1)[:, None]
        ),
        ("bias for one example", "the bias is added to the first example alone"): lambda: (
            right - b * (np.arange(len(A)) > 0)[:, None]
        ),
        ("fraction cut off", "whole numbers lose the fraction"): lambda: np.trunc(right),
    }
    values = {}
    for name, compute in tries.items():
        try:
            values[name] = compute()
        except ValueError:
            continue
    return values


def _activations(Z, name):
    others = {(f"always {other}", f"{other} is used whatever activation is asked for"): ACTIVATIONS[other].g(Z)
              for other in ("sigmoid", "tanh", "relu") if other != name}  # fmt: skip
    g = ACTIVATIONS[name].g
    if name != "identity":
        others["activation left out", "the activation is left out"] = Z
        others["activation twice", "the activation is applied twice"] = g(g(Z))
    if name == "sigmoid":
        others["sigmoid of -z", "sigmoid has the wrong sign: it is 1 / (1 + exp(-z))"] = formulas.sigmoid(-Z)
        others["slope for activation", "the derivative is applied instead of the activation"] = formulas.sigmoid_prime(
            Z
        )
        others["step for sigmoid", "a step takes the place of the sigmoid"] = (Z > 0) * 1.0
    if name == "relu":
        others["leaky relu", "relu leaks: it is 0 for negative z"] = np.where(Z > 0, Z, 0.01 * Z)
        others["abs for relu", "relu takes the absolute value: it is max(0, z)"] = np.abs(Z)
    if name == "identity":
        others["identity is 1", "the identity passes z on as it is, it is not 1"] = np.ones_like(Z)
    if name in ("sigmoid", "tanh"):
        e = np.exp(Z - Z.max(axis=1, keepdims=True))
        others["softmax for activation", "a softmax over the layer takes the place of the activation"] = e / e.sum(
            axis=1, keepdims=True
        )
    return others


def _inputs(X):
    spread = np.where(X.std(axis=0) > 0, X.std(axis=0), 1)
    return {("inputs normalised", "the inputs are normalised, A0 is X"): (X - X.mean(axis=0)) / spread,
            ("inputs scaled", "the inputs are scaled, A0 is X"): X / np.abs(X).max()}  # fmt: skip


def _predictions(fixture):
    Z, A = fixture.cache[f"Z{fixture.depth}"], fixture.cache[f"A{fixture.depth}"]
    return {
        ("y_hat is Z", "it is Z of the last layer, it should be A"): Z,
        ("y_hat is 0 or 1", "it is 1 or 0, it should be A of the last layer"): A > 0.5,
        ("y_hat rounded", "it is rounded"): np.round(A, 2),
        ("activation once more", "the activation is applied once more"): ACTIVATIONS[fixture.output].g(A),
    }


def mistake_in(wrong_tensors):
    """(name, words) of the one mistake that explains ``wrong_tensors``, or None.

    Parameters
    ----------
    wrong_tensors : of each run the fixture, the student's first wrong array and its name
    """
    wrong_tensors = list(wrong_tensors)
    single = any(fixture.depth == 1 for fixture, _, _ in wrong_tensors)
    cases = []
    for fixture, got, tensor in wrong_tensors:
        if tensor == "y_hat":
            cases.append((got, fixture.cache[f"A{fixture.depth}"], _predictions(fixture)))
            continue
        l, kind = int(tensor[1:]), tensor[0]
        if l == 0:
            wrong = _inputs(fixture.X)
        elif kind == "Z":
            W, b = fixture.parameters[f"W{l}"], fixture.parameters[f"b{l}"]
            below = fixture.cache[f"Z{l - 1}" if l > 1 else "A0"]
            wrong = _pre_activations(fixture.cache[f"A{l - 1}"], W, b, below)
            wrong["Z holds A", "Z holds the activation, not the pre-activation"] = fixture.cache[f"A{l}"]
        else:
            wrong = _of_layer(fixture, l, single)
        cases.append((got, fixture.cache[tensor], wrong))
    return name_by_candidates(cases)


def _of_layer(fixture, l, single):
    name = fixture.output if l == fixture.depth else fixture.hidden
    Z = fixture.cache[f"Z{l}"]
    wrong = _activations(Z, name)
    if l == fixture.depth and fixture.hidden != fixture.output:
        wrong["hidden activation at the output", "the output layer uses the hidden activation"] = ACTIVATIONS[
            fixture.hidden
        ].g(Z)
    elif fixture.hidden != fixture.output:
        wrong["output activation in hidden layers", "the hidden layers use the output activation"] = ACTIVATIONS[
            fixture.output
        ].g(Z)
    if single and fixture.hidden != fixture.output:  # else this is one of the two above
        other = fixture.hidden if l == fixture.depth else fixture.output
        wrong["activations swapped", "hidden and output activation are swapped"] = ACTIVATIONS[other].g(Z)
        if l == fixture.depth > 1:
            del wrong[
                "activations swapped", "hidden and output activation are swapped"
            ]  # a hidden layer would have been wrong first
    return wrong
