"""Answers to the exercises of lecture 08, "The forward pass"."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def layers(parameters):
    """(W, b) of each layer, in order."""
    return [(parameters[f"W{l}"], parameters[f"b{l}"]) for l in range(1, len(parameters) // 2 + 1)]


def row_without_bias(x, parameters):
    for W, _ in layers(parameters):
        x = sigmoid(W @ x)
    return x


def row_without_activation(x, parameters):
    for W, b in layers(parameters):
        x = W @ x + b
    return x


def row_with_linear_output(x, parameters):
    for W, b in layers(parameters):
        z = W @ x + b
        x = sigmoid(z)
    return z


def row_with_linear_hidden(x, parameters):
    for W, b in layers(parameters):
        x = W @ x + b
    return sigmoid(x)


def row_with_late_bias(x, parameters):
    for W, b in layers(parameters):
        x = sigmoid(W @ x) + b
    return x


def row_that_stops_early(x, parameters):
    for W, b in layers(parameters)[:-1]:
        x = sigmoid(W @ x + b)
    return x


def row_of_first_layer(x, parameters):
    return sigmoid(parameters["W1"] @ x + parameters["b1"])


def row_in_place(x, parameters):
    x *= 1.5
    x /= 3
    for W, b in layers(parameters):
        x = sigmoid(W @ (2 * x if W is parameters["W1"] else x) + b)
    return x


def row_of_fixed_depth(x, parameters):
    for l in (1, 2, 3):
        x = sigmoid(parameters[f"W{l}"] @ x + parameters[f"b{l}"])
    return x


def all_flat(X, parameters):
    for W, b in layers(parameters):
        X = sigmoid(X @ W.T + b)
    return X.ravel()


def all_without_bias(X, parameters):
    for W, _ in layers(parameters):
        X = sigmoid(X @ W.T)
    return X


def all_with_linear_output(X, parameters):
    for W, b in layers(parameters):
        Z = X @ W.T + b
        X = sigmoid(Z)
    return Z


def all_in_columns(X, parameters):
    return all_flat_free(X, parameters).T


def all_flat_free(X, parameters):
    for W, b in layers(parameters):
        X = sigmoid(X @ W.T + b)
    return X


def all_untransposed(X, parameters):
    for W, b in layers(parameters):
        X = sigmoid(X @ W + b)
    return X


def all_without_rows(X, parameters):
    return all_flat_free(X[:1], parameters)


def shapes_of(sizes, W=lambda n, source: (n, source), b=lambda n, source: (n,), last=None):
    """Shapes of all parameters, by rule."""
    pairs = list(zip(sizes[1:], sizes[:-1], strict=True))[:last]
    shapes = {}
    for l, (n, source) in enumerate(pairs, start=1):
        shapes[f"W{l}"], shapes[f"b{l}"] = W(n, source), b(n, source)
    return shapes


def row_by_einsum(x, parameters):
    for W, b in layers(parameters):
        x = sigmoid(np.einsum("ij,j->i", W, x) + b)
    return x


def row_by_loops(x, parameters):
    for W, b in layers(parameters):
        x = [sigmoid(sum(W[i, j] * x[j] for j in range(len(x))) + b[i]) for i in range(len(b))]
    return x


def row_in_float32(x, parameters):
    x = x.astype(np.float32)
    for W, b in layers(parameters):
        x = sigmoid(W.astype(np.float32) @ x + b.astype(np.float32))
    return x


def all_by_rows(X, parameters):
    return np.array([row_by_einsum(x, parameters) for x in X])


def all_by_columns(X, parameters):
    A = X.T
    for W, b in layers(parameters):
        A = 0.5 * (1 + np.tanh((W @ A + b[:, None]) / 2))
    return A.T


MUTANTS = {
    "weight": {
        "indices swapped": lambda parameters, l, i, j: parameters[f"W{l}"][j, i],
        "from 1": lambda parameters, l, i, j: parameters[f"W{l}"][i - 1, j - 1],
        "bias": lambda parameters, l, i, j: parameters[f"b{l}"][i],
        "whole row": lambda parameters, l, i, j: parameters[f"W{l}"][i],
        "?layer ignored": lambda parameters, l, i, j: parameters["W1"][i, j],
        "?layer before": lambda parameters, l, i, j: parameters[f"W{l - 1}"][i, j],
    },
    "name_of_edge": {
        "source layer": lambda layer, source, destination: f"W^{layer}_({destination},{source})",
        "indices swapped": lambda layer, source, destination: f"W^{layer + 1}_({source},{destination})",
        "both": lambda layer, source, destination: f"W^{layer}_({source},{destination})",
        "?fixed": lambda layer, source, destination: "W^1_(2,0)",
        "?number": lambda layer, source, destination: layer + 1,
    },
    "shapes": {
        "transposed": lambda sizes: shapes_of(sizes, W=lambda n, source: (source, n)),
        "column": lambda sizes: shapes_of(sizes, b=lambda n, source: (n, 1)),
        "last layer": lambda sizes: shapes_of(sizes, last=-1),
        "bias size": lambda sizes: shapes_of(sizes, b=lambda n, source: (source,)),
        "number": lambda sizes: shapes_of(sizes, b=lambda n, source: n),
        "?fixed": lambda sizes: shapes_of([2, 3, 2, 1]),
    },
    "forward_row": {
        "no bias": row_without_bias,
        "no activation": row_without_activation,
        "last activation": row_with_linear_output,
        "hidden activation": row_with_linear_hidden,
        "bias after": row_with_late_bias,
        "early stop": row_that_stops_early,
        "first layer": row_of_first_layer,
        "argument changed": row_in_place,
        "?fixed depth": row_of_fixed_depth,
    },
    "forward_all": {
        "flat": all_flat,
        "no bias": all_without_bias,
        "last activation": all_with_linear_output,
        "?columns": all_in_columns,
        "?untransposed": all_untransposed,
        "?one row": all_without_rows,
    },
}

VARIANTS = {
    "weight": {
        "two steps": lambda parameters, l, i, j: parameters["W" + str(l)][i][j],
        "item": lambda parameters, l, i, j: parameters[f"W{l}"].item(i, j),
    },
    "name_of_edge": {
        "space": lambda layer, source, destination: f"W^{layer + 1}_({destination}, {source})",
        "format": lambda layer, source, destination: "W^{}_({},{})".format(layer + 1, destination, source),  # noqa: UP032
    },
    "shapes": {
        "lists": lambda sizes: {name: list(shape) for name, shape in shapes_of(sizes).items()},
        "arrays": lambda sizes: {name: np.zeros(shape).shape for name, shape in reversed(shapes_of(sizes).items())},
    },
    "forward_row": {"einsum": row_by_einsum, "loops": row_by_loops, "float32": row_in_float32},
    "forward_all": {"row by row": all_by_rows, "columns inside": all_by_columns},
}
