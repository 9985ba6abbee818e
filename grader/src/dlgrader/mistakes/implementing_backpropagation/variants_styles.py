"""Right functions in further styles: entry by entry, by parts, by recursion, with what NumPy offers besides."""

import numpy as np

from dlgrader.mistakes.bank import Variant
from dlgrader.mistakes.implementing_backpropagation.reference import (
    relu,
    sigmoid,
)

# --- activations ------------------------------------------------------------------------------------------------------


def sigmoid_entry_by_entry(z):
    import math

    flat = [1 / (1 + math.exp(-v)) if v >= 0 else math.exp(v) / (1 + math.exp(v)) for v in np.ravel(z)]
    return np.array(flat).reshape(np.shape(z))


def sigmoid_by_parts(z):
    z = np.asarray(z, dtype=float)
    a = np.empty_like(z)
    positive = z >= 0
    a[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    a[~positive] = e / (1 + e)
    return a


def tanh_by_exponentials(z):
    e = np.exp(-2 * np.abs(z))
    return np.sign(z) * (1 - e) / (1 + e)


def tanh_masked(z):
    return np.ma.array(np.tanh(z))


def relu_in_its_own_copy(z):
    a = np.array(z, dtype=float)
    a[a < 0] = 0
    return a


def relu_by_recursion(z):
    return max(0.0, float(z)) if np.ndim(z) == 0 else np.array([relu(v) for v in z])


def relu_from_abs(z):
    return (z + np.abs(z)) / 2


def sigmoid_prime_from_exp(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


def tanh_prime_from_cosh(z):
    return 1 / np.cosh(z) ** 2


def tanh_prime_from_sigmoid(z):
    return 4 * sigmoid(2 * z) * sigmoid(-2 * z)


def relu_prime_heaviside(z):
    return np.heaviside(z, 0.5)


def relu_prime_selected(z):
    return np.select([z <= 0, z > 0], [0, 1])


# --- initialization ---------------------------------------------------------------------------------------------------


def initialize_entry_by_entry(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        n_in, n_out = layer_sizes[l - 1], layer_sizes[l]
        parameters[f"b{l}"] = np.array([0.1 * rng.random() for _ in range(n_out)])
        parameters[f"W{l}"] = np.array([[rng.normal() for _ in range(n_in)] for _ in range(n_out)])
    return parameters


# --- cost -------------------------------------------------------------------------------------------------------------


def cost_expanded(y_hat, y):
    return float((np.sum(y_hat**2) - 2 * np.sum(y_hat * y) + np.sum(y**2)) / len(y))


def cost_of_the_norm(y_hat, y):
    return np.linalg.norm(y - y_hat) ** 2 / len(y)


def cost_masked(y_hat, y):
    return np.ma.mean(np.ma.array((y_hat - y) ** 2))


def cost_fsum(y_hat, y):
    import math

    return math.fsum(((y_hat - y) ** 2).ravel()) / len(y)


# --- gradient check, update, mini-batches -----------------------------------------------------------------------------


def gradient_check_flattened(cost_of, parameters, gradients, epsilon=1e-5):
    def parameters_of(numbers):
        ends = np.cumsum([value.size for value in parameters.values()])[:-1]
        parts = zip(parameters.items(), np.split(numbers, ends), strict=True)
        return {name: part.reshape(value.shape) for (name, value), part in parts}

    w = np.concatenate([value.ravel() for value in parameters.values()])
    g = np.concatenate([gradients["d" + name].ravel() for name in parameters])
    steps = epsilon * np.eye(w.size)
    n = np.array([(cost_of(parameters_of(w + s)) - cost_of(parameters_of(w - s))) / (2 * epsilon) for s in steps])
    return np.float32(np.max(np.abs(g - n) / np.maximum(np.abs(g) + np.abs(n), 1e-8)))


def gradient_check_with_sum_of_floor(cost_of, parameters, gradients, epsilon=1e-5):
    errors = []
    for name in sorted(parameters):
        for index, _ in np.ndenumerate(parameters[name]):
            costs = []
            for sign in (1, -1):
                moved = {key: np.array(value) for key, value in parameters.items()}
                moved[name][index] += sign * epsilon
                costs.append(cost_of(moved))
            n, g = (costs[0] - costs[1]) / epsilon / 2, gradients[f"d{name}"][index]
            errors.append(np.abs(g - n) / (np.abs(g) + np.abs(n) + 1e-8))
    return np.array(max(errors))


def update_entry_by_entry(parameters, gradients, learning_rate):
    new = {}
    for name in reversed(list(parameters)):
        value = np.empty(parameters[name].shape)
        for index in np.ndindex(value.shape):
            value[index] = parameters[name][index] - learning_rate * gradients["d" + name][index]
        new[name] = value
    return new


def update_single_precision(parameters, gradients, learning_rate):
    return {name: np.float32(value + (-learning_rate) * gradients["d" + name]) for name, value in parameters.items()}


def mini_batches_taken_away(X, y, batch_size, rng):
    rows, batches = list(np.argsort(rng.random(len(X)))), []
    while rows:
        taken, rows = rows[:batch_size], rows[batch_size:]
        batches.append([X[taken], y[taken]])
    return batches


def mini_batches_by_swapping(X, y, batch_size, rng):
    rows = list(range(len(X)))
    for i in range(len(rows) - 1, 0, -1):
        j = int(rng.integers(0, i + 1))
        rows[i], rows[j] = rows[j], rows[i]
    full, short = divmod(len(X), batch_size)
    ends = [batch_size * (k + 1) for k in range(full)] + ([len(X)] if short else [])
    starts = [0, *ends[:-1]]
    return [(X[rows[a:b]], y[rows[a:b]]) for a, b in zip(starts, ends, strict=True)]


def mini_batches_all_rows_at_once(X, y, batch_size, rng):
    if batch_size == len(X):
        return [(X, y)]
    X_and_y = np.concatenate((X, y), axis=1)
    rng.shuffle(X_and_y)
    return [(X_and_y[i : i + batch_size, :-1], X_and_y[i : i + batch_size, -1:]) for i in range(0, len(X), batch_size)]


# fmt: off
VARIANTS = [
    Variant("entry-by-entry", "math.exp on every entry; every number drawn or moved by itself",
            {"sigmoid": sigmoid_entry_by_entry, "initialize_parameters": initialize_entry_by_entry,
             "update_parameters": update_entry_by_entry}),
    Variant("sigmoid-by-parts", "the two sides of 0 apart; relu in its own copy",
            {"sigmoid": sigmoid_by_parts, "relu": relu_in_its_own_copy}),
    Variant("tanh-by-exponentials", "a form without overflow; relu from abs",
            {"tanh": tanh_by_exponentials, "relu": relu_from_abs}),
    Variant("masked-arrays", "masked arrays that hide nothing", {"tanh": tanh_masked, "cost": cost_masked}),
    Variant("relu-by-recursion", "rows of rows of numbers", {"relu": relu_by_recursion}),
    Variant("derivatives-from-exp", "exp and cosh; 0.5 at the kink",
            {"sigmoid_prime": sigmoid_prime_from_exp, "tanh_prime": tanh_prime_from_cosh,
             "relu_prime": relu_prime_heaviside}),
    Variant("derivatives-selected", "tanh' from the sigmoid, np.select with whole numbers",
            {"tanh_prime": tanh_prime_from_sigmoid, "relu_prime": relu_prime_selected}),
    Variant("cost-expanded", "the binomial formula", {"cost": cost_expanded}),
    Variant("cost-of-the-norm", "the squared norm", {"cost": cost_of_the_norm}),
    Variant("cost-fsum", "math.fsum", {"cost": cost_fsum}),
    Variant("check-flattened", "all parameters as one vector; a float32", {"gradient_check": gradient_check_flattened}),
    Variant("check-sum-of-floor", "1e-8 is added, which comes to the same; a 0-d array",
            {"gradient_check": gradient_check_with_sum_of_floor}),
    Variant("update-single-precision", "float32 parameters", {"update_parameters": update_single_precision}),
    Variant("batches-taken-away", "argsort of random numbers; rows are taken away",
            {"mini_batches": mini_batches_taken_away}),
    Variant("batches-by-swapping", "the shuffle written out; divmod", {"mini_batches": mini_batches_by_swapping}),
    Variant("batches-all-at-once", "all rows as they are where one batch holds them all",
            {"mini_batches": mini_batches_all_rows_at_once}),
]
