"""Right solutions in other styles."""

import numpy as np

from dlgrader.mistakes.bank import Variant
from dlgrader.mistakes.forward_pass_and_cost.reference import sigmoid


def ends_lists(l, i, j):
    return [[l - 1, j], [l, i]]


def ends_named(l, i, j):
    source = (l - 1, j)
    destination = (l, i)
    return source, destination


def ends_array(l, i, j):
    return np.array([[l - 1, j], [l, i]])


def weight_two_steps(parameters, source, destination):
    (_, j), (l, i) = source, destination
    row = parameters["W" + str(l)][i]
    return float(row[j])


def weight_from_source_layer(parameters, source, destination):
    return parameters[f"W{source[0] + 1}"][destination[1]][source[1]]


def into_list(parameters, l, i):
    W = parameters[f"W{l}"]
    return [W[i, j] for j in range(W.shape[1])]


def into_copy(parameters, l, i):
    return parameters[f"W{l}"][i, :].copy()


def shapes_from_arrays(layer_sizes, m):
    found = {"A0": np.zeros((m, layer_sizes[0])).shape}
    for l, n_out in enumerate(layer_sizes[1:], start=1):
        n_in = layer_sizes[l - 1]
        found |= {f"W{l}": np.zeros((n_out, n_in)).shape, f"b{l}": np.zeros(n_out).shape}
        found |= {f"Z{l}": (m, n_out), f"A{l}": (m, n_out)}
    return found


def shapes_lists(layer_sizes, m):
    found = {}
    for l, n in enumerate(layer_sizes):
        found[f"A{l}"] = [m, n]
        if l > 0:
            found[f"W{l}"], found[f"b{l}"], found[f"Z{l}"] = [n, layer_sizes[l - 1]], [n], [m, n]
    return found


def shapes_with_more(layer_sizes, m):
    found = {"X": (m, layer_sizes[0]), "A0": (m, layer_sizes[0])}
    for l in range(1, len(layer_sizes)):
        n = np.int64(layer_sizes[l])
        found[f"W{l}"], found[f"b{l}"] = (n, layer_sizes[l - 1]), (n,)
        found[f"Z{l}"] = found[f"A{l}"] = (m, n)
    found["y_hat"] = (m, layer_sizes[-1])
    return found


def count_pairs(layer_sizes):
    return sum((n_in + 1) * n_out for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]))  # noqa: B905, RUF007


def count_numpy(layer_sizes):
    n = np.array(layer_sizes)
    return n[1:] @ (n[:-1] + 1)


def count_recursive(layer_sizes):
    if len(layer_sizes) < 2:
        return 0
    return layer_sizes[1] * (layer_sizes[0] + 1) + count_parameters(layer_sizes[1:])  # noqa: F821


def count_float(layer_sizes):
    return float(sum(layer_sizes[l] * (1 + layer_sizes[l - 1]) for l in range(len(layer_sizes) - 1, 0, -1)))


def row_dot(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        a = [float(sigmoid(np.dot(W[i], a) + b[i])) for i in range(len(W))]
    return a


def row_math(x, parameters):
    import math

    values = list(x)
    l = 1
    while f"W{l}" in parameters:
        sums = []
        for weights, bias in zip(parameters[f"W{l}"], parameters[f"b{l}"], strict=True):
            z = bias
            for w, v in zip(weights, values, strict=True):
                z += w * v
            sums.append(1 / (1 + math.exp(-z)))
        values = sums
        l += 1
    return np.array(values)


def row_matrix(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = 1 / (1 + np.exp(-(parameters[f"W{l}"] @ a + parameters[f"b{l}"])))
    return a


def row_single_precision(x, parameters):
    a = np.asarray(x, dtype=np.float32)
    for l in range(1, len(parameters) // 2 + 1):
        a = sigmoid(parameters[f"W{l}"].astype(np.float32) @ a + parameters[f"b{l}"].astype(np.float32))
    return a


def all_einsum(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(np.einsum("kj,ij->ki", A, parameters[f"W{l}"]) + parameters[f"b{l}"])
    return A


def all_columns(X, parameters):
    A = X.T
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(parameters[f"W{l}"] @ A + parameters[f"b{l}"][:, None])
    return A.T


def all_neuron_by_neuron(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        columns = []
        for i in range(len(b)):
            z = np.full(len(A), b[i])
            for j in range(W.shape[1]):
                z = z + W[i, j] * A[:, j]
            columns.append(sigmoid(z))
        A = np.stack(columns, axis=1)
    return A


def all_bias_column(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        one = np.ones((len(A), 1))
        A = sigmoid(np.hstack([A, one]) @ np.vstack([parameters[f"W{l}"].T, parameters[f"b{l}"]]))
    return A


def mse_mean(y_hat, y):
    return float(np.mean(np.square(y - y_hat)))


def mse_loop(y_hat, y):
    total = 0.0
    for k in range(len(y)):
        total += (y_hat[k, 0] - y[k, 0]) ** 2
    return total / len(y)


def mse_inner(y_hat, y):
    error = (y_hat - y).ravel()
    return error @ error / error.size


def mse_zero_dimensional(y_hat, y):
    return np.array(((y_hat - y) ** 2).mean())


def cross_where(y_hat, y):
    right = np.where(y == 1, y_hat, 1 - y_hat)
    return float(np.mean(-np.log(np.maximum(right, 1e-15))))


def cross_added(y_hat, y):
    return -np.mean(y * np.log(y_hat + 1e-9) + (1 - y) * np.log(1 - y_hat + 1e-9))


def cross_loop(y_hat, y):
    import math

    total = 0.0
    for p, t in zip(y_hat.ravel(), y.ravel(), strict=True):
        p = min(max(p, 1e-10), 1 - 1e-10)
        total -= t * math.log(p) + (1 - t) * math.log(1 - p)
    return total / len(y)


def mse_slope_from_difference(y_hat, y):
    m = y.shape[0]
    return -(2 / m) * (y - y_hat)


def mse_slope_loop(y_hat, y):
    slope = np.zeros(y_hat.shape)
    for k in range(len(y)):
        slope[k, 0] = 2 * (y_hat[k, 0] - y[k, 0]) / len(y)
    return slope


def mse_slope_lists(y_hat, y):
    return [[2 * (p - t) / len(y)] for p, t in zip(y_hat[:, 0], y[:, 0], strict=True)]


def cross_slope_two_parts(y_hat, y):
    return ((1 - y) / (1 - y_hat) - y / y_hat) / len(y)


def cross_slope_where(y_hat, y):
    return np.where(y == 1, -1 / y_hat, 1 / (1 - y_hat)) / y.shape[0]


def cross_slope_clipped(y_hat, y):
    p = np.clip(y_hat, 1e-12, 1 - 1e-12)
    return (p - y) / (len(y) * p * (1 - p))


def weights(W1, b1, W2, b2):
    return {"xor": {"W1": W1, "b1": b1, "W2": W2, "b2": b2}}


# fmt: off
VARIANTS = [
    Variant("reference", "the reference itself", {}),
    Variant("lists", "lists in the place of tuples and arrays",
            {"ends_of": ends_lists, "weights_into": into_list, "shapes": shapes_lists}),
    Variant("named", "names for both ends; two steps; a copy",
            {"ends_of": ends_named, "weight_on": weight_two_steps, "weights_into": into_copy}),
    Variant("array-ends", "an array of ends; the layer from the source",
            {"ends_of": ends_array, "weight_on": weight_from_source_layer}),
    Variant("shapes-of-zeros", "shapes of arrays of zeros; zip",
            {"shapes": shapes_from_arrays, "count_parameters": count_pairs}),
    Variant("shapes-with-more", "more names, NumPy integers",
            {"shapes": shapes_with_more, "count_parameters": count_numpy}),
    Variant("count-recursive", "a function that calls itself", {"count_parameters": count_recursive}),
    Variant("count-float", "a float without fraction, from the end", {"count_parameters": count_float}),
    Variant("row-dot", "np.dot for the inner loop, a list", {"forward_row": row_dot}),
    Variant("row-math", "plain Python and math.exp", {"forward_row": row_math}),
    Variant("row-matrix", "no loop over neurons, own sigmoid", {"forward_row": row_matrix}),
    Variant("row-float32", "single precision", {"forward_row": row_single_precision}),
    Variant("all-einsum", "einsum", {"forward_all": all_einsum}),
    Variant("all-columns", "examples in columns inside", {"forward_all": all_columns}),
    Variant("all-by-neuron", "loops over neurons and weights, not over rows", {"forward_all": all_neuron_by_neuron}),
    Variant("all-bias-column", "the bias as a weight of a constant 1", {"forward_all": all_bias_column}),
    Variant("mean", "np.mean; np.where", {"mse": mse_mean, "cross_entropy": cross_where}),
    Variant("loops", "loops over the examples",
            {"mse": mse_loop, "cross_entropy": cross_loop, "mse_slope": mse_slope_loop}),
    Variant("inner-product", "error @ error; a small number added", {"mse": mse_inner, "cross_entropy": cross_added}),
    Variant("zero-dimensional", "a 0-d array", {"mse": mse_zero_dimensional}),
    Variant("minus-outside", "the sign outside; both parts",
            {"mse_slope": mse_slope_from_difference, "cross_entropy_slope": cross_slope_two_parts}),
    Variant("slopes-where", "lists; np.where",
            {"mse_slope": mse_slope_lists, "cross_entropy_slope": cross_slope_where}),
    Variant("slopes-clipped", "clipped first", {"cross_entropy_slope": cross_slope_clipped}),
    Variant("xor-by-nand", "NAND and OR, then AND", weights([[-20, -20], [20, 20]], [30, -10], [[20, 20]], [-30])),
    Variant("xor-by-two-halves", "(1, 0) or (0, 1)", weights([[20, -20], [-20, 20]], [-10, -10], [[20, 20]], [-10])),
    Variant("xor-by-nor", "neither NOR nor AND", weights([[-20, -20], [20, 20]], [10, -30], [[-20, -20]], [10])),
    Variant("xor-by-gentle", "weights no larger than needed",
            weights([[6.0, 6.0], [6.0, 6.0]], [-3.0, -9.0], [[7.0, -7.0]], [-3.2])),
    Variant("xor-by-huge", "weights of a million",
            weights([[1e6, 1e6], [1e6, 1e6]], [-5e5, -1.5e6], [[1e6, -1e6]], [-5e5])),
    Variant("xor-by-tuples", "tuples", weights(((20, 20), (20, 20)), (-10, -30), ((20, -20),), (-10,))),
    Variant("xor-by-swapped", "the hidden neurons in the other order",
            weights([[20, 20], [20, 20]], [-30, -10], [[-20, 20]], [-10])),
]
