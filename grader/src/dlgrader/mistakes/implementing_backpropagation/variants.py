"""Right solutions in other styles. Each must get every point."""

import numpy as np

from dlgrader.mistakes.bank import Variant
from dlgrader.mistakes.implementing_backpropagation import (
    mutants_kept,
    reference,
    variants_backward,
    variants_styles,
    variants_styles_passes,
)
from dlgrader.mistakes.implementing_backpropagation.reference import (
    backward,
    cost,
    forward,
    initialize_parameters,
    mini_batches,
    sigmoid,
    tanh,
    update_parameters,
)


def sigmoid_textbook(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_clipped(z):
    return 1.0 / (1.0 + np.exp(-np.clip(z, -500, 500)))


def sigmoid_from_tanh(z):
    return (1 + np.tanh(z / 2)) / 2


def tanh_from_sigmoid(z):
    return 2 * sigmoid(2 * z) - 1


def sigmoid_prime_product(z):
    return sigmoid(z) * sigmoid(-z)


def tanh_prime_from_a(z):
    a = tanh(z)
    return (1 - a) * (1 + a)


def relu_by_mask(z):
    return z * (z > 0)


def relu_prime_one_at_zero(z):
    return (z >= 0).astype(float)


def relu_prime_boolean(z):
    return z > 0


def initialize_random_biases(layer_sizes, rng):
    from itertools import pairwise

    parameters = {}
    for l, (n_in, n_out) in enumerate(pairwise(layer_sizes), start=1):
        parameters[f"W{l}"] = rng.uniform(-1, 1, (n_out, n_in))
        parameters[f"b{l}"] = rng.uniform(-1, 1, n_out)
    return parameters


def initialize_small(layer_sizes, rng):
    parameters = {}
    for l in range(1, len(layer_sizes)):
        parameters["W" + str(l)] = rng.standard_normal((layer_sizes[l], layer_sizes[l - 1])) * 0.1
        parameters["b" + str(l)] = 0.01 * np.ones(layer_sizes[l])
    return parameters


def initialize_he(layer_sizes, rng):
    weights = {
        f"W{l}": rng.normal(0, np.sqrt(2 / layer_sizes[l - 1]), (layer_sizes[l], layer_sizes[l - 1]))
        for l in range(1, len(layer_sizes))
    }
    return weights | {f"b{l}": np.zeros((layer_sizes[l],)) for l in range(1, len(layer_sizes))}


def cost_mean(y_hat, y):
    return np.mean((y_hat - y) ** 2)


def cost_zero_dimensional(y_hat, y):
    return np.array(np.square(y - y_hat).sum() / y.shape[0])


def cost_loop(y_hat, y):
    total = 0.0
    for example in range(len(y)):
        total += (y_hat[example, 0] - y[example, 0]) ** 2
    return total / len(y)


def cost_fraction(y_hat, y):
    from fractions import Fraction

    return sum(Fraction(float(e)) ** 2 for e in (y_hat - y).ravel()) / len(y)


def cost_inner_product(y_hat, y):
    error = (y_hat - y).ravel()
    return error @ error / error.size


def gradient_check_vectors(cost_of, parameters, gradients, epsilon=1e-5):
    worst = []
    for name in parameters:
        n = np.zeros_like(parameters[name])
        for k in range(parameters[name].size):
            step = np.zeros(parameters[name].size)
            step[k] = epsilon
            step = step.reshape(parameters[name].shape)
            above = cost_of({**parameters, name: parameters[name] + step})
            below = cost_of({**parameters, name: parameters[name] - step})
            n.flat[k] = (above - below) / (2 * epsilon)
        g = gradients["d" + name]
        worst.append(np.max(np.abs(g - n) / np.maximum(np.abs(g) + np.abs(n), 1e-8)))
    return max(worst)


def gradient_check_restores(cost_of, parameters, gradients, epsilon=1e-5):
    largest = 0.0
    for name in parameters:
        for index in np.ndindex(*parameters[name].shape):
            kept = parameters[name][index]
            parameters[name][index] = kept + epsilon
            above = cost_of(parameters)
            parameters[name][index] = kept - epsilon
            below = cost_of(parameters)
            parameters[name][index] = kept
            n = (above - below) / (2 * epsilon)
            g = gradients["d" + name][index]
            largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return float(largest)


def update_by_layers(parameters, gradients, learning_rate):
    new = {}
    for l in range(1, len(parameters) // 2 + 1):
        for kind in "Wb":
            new[f"{kind}{l}"] = parameters[f"{kind}{l}"] - learning_rate * gradients[f"d{kind}{l}"]
    return new


def update_copies(parameters, gradients, learning_rate):
    import copy

    new = copy.deepcopy(parameters)
    for name in new:
        new[name] = new[name].astype(float)
        new[name] -= learning_rate * gradients["d" + name]
    return new


def mini_batches_shuffled_indices(X, y, batch_size, rng):
    m = X.shape[0]
    indices = np.arange(m)
    rng.shuffle(indices)
    X_shuffled, y_shuffled = X[indices], y[indices]
    batches = []
    start = 0
    while start < m:
        batches.append((X_shuffled[start : start + batch_size], y_shuffled[start : start + batch_size]))
        start += batch_size
    return batches


def mini_batches_split_lists(X, y, batch_size, rng):
    order = rng.permutation(X.shape[0])
    starts = np.arange(batch_size, len(order), batch_size)
    return tuple([X[rows], y[rows]] for rows in np.split(order, starts))


def mini_batches_choice(X, y, batch_size, rng):
    order = rng.choice(len(X), size=len(X), replace=False)
    return [(X[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


def mini_batches_stacked(X, y, batch_size, rng):
    n = X.shape[1]
    rows = rng.permutation(np.hstack([X, y]))
    return [(part[:, :n], part[:, n:]) for part in (rows[i : i + batch_size] for i in range(0, len(rows), batch_size))]


def train_while(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history, epoch, done = [], 0, False
    while epoch < max_epochs and not done:
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden=hidden, output=output)
            gradients = backward(y_batch, parameters, cache, hidden=hidden, output=output)
            parameters = update_parameters(parameters, gradients, learning_rate)
        history += [np.float64(cost(forward(X, parameters, hidden, output)[0], y))]
        epoch += 1
        done = epoch > 1 and abs(history[-2] - history[-1]) < tolerance
    return parameters, history


def train_with_plot(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    for epoch in range(max_epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            _, cache = forward(X_batch, parameters, hidden, output)
            parameters = update_parameters(
                parameters, backward(y_batch, parameters, cache, hidden, output), learning_rate
            )
        history.append(cost(forward(X, parameters, hidden, output)[0], y))
        if epoch > 0 and abs(history[epoch] - history[epoch - 1]) < tolerance:
            break
    figure, axes = plt.subplots()
    axes.plot(history)
    plt.close(figure)
    return parameters, history


def train_endless_loop(
    X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden="sigmoid", output="sigmoid"
):
    parameters = initialize_parameters(layer_sizes, rng)
    history = []
    while True:
        for batch in mini_batches(X, y, batch_size, rng):
            cache = forward(batch[0], parameters, hidden, output)[1]
            parameters = update_parameters(
                parameters, backward(batch[1], parameters, cache, hidden, output), learning_rate
            )
        history.append(cost(forward(X, parameters, hidden, output)[0], y))
        settled = len(history) > 1 and np.abs(np.diff(history[-2:]))[0] < tolerance
        if len(history) == max_epochs or settled:
            return parameters, history


def update_filled(parameters, gradients, learning_rate):
    new = {}
    for name, value in parameters.items():
        new[name] = np.empty_like(value)
        new[name][...] = value - learning_rate * gradients["d" + name]
    return new


def update_copies_in_place(parameters, gradients, learning_rate):
    new = {name: value.copy() for name, value in parameters.items()}
    for name in new:
        new[name] -= learning_rate * gradients["d" + name]
    return new


def gradient_check_to_and_fro(cost_of, parameters, gradients, epsilon=1e-5):
    largest = 0.0
    for name, values in parameters.items():
        for index in np.ndindex(values.shape):
            values[index] += epsilon
            above = cost_of(parameters)
            values[index] -= 2 * epsilon
            below = cost_of(parameters)
            values[index] += epsilon
            n, g = (above - below) / (2 * epsilon), gradients["d" + name][index]
            largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


THREE_DIGITS = {key: float(f"{value:.3g}") for key, value in reference.answers.items()}

# fmt: off
VARIANTS = [
    Variant("reference", "the reference itself", {}),
    *variants_backward.VARIANTS,
    Variant("textbook-sigmoid", "1 / (1 + exp(-z)), which warns of overflow", {"sigmoid": sigmoid_textbook}),
    Variant("clipped-sigmoid", "clipped exponents; derivatives as products",
            {"sigmoid": sigmoid_clipped, "sigmoid_prime": sigmoid_prime_product, "tanh_prime": tanh_prime_from_a}),
    Variant("tanh-both-ways", "sigmoid from tanh", {"sigmoid": sigmoid_from_tanh}),
    Variant("tanh-from-sigmoid", "tanh from sigmoid", {"tanh": tanh_from_sigmoid}),
    Variant("relu-prime-one-at-zero", "ReLU'(0) = 1", {"relu": relu_by_mask, "relu_prime": relu_prime_one_at_zero}),
    Variant("relu-prime-boolean", "ReLU' as True and False", {"relu_prime": relu_prime_boolean}),
    Variant("random-biases", "random biases", {"initialize_parameters": initialize_random_biases}),
    Variant("small-weights", "small weights, constant biases", {"initialize_parameters": initialize_small}),
    Variant("he", "He's scale; all weights first", {"initialize_parameters": initialize_he}),
    Variant("cost-mean", "np.mean, a NumPy scalar; rng.shuffle on indices",
            {"cost": cost_mean, "mini_batches": mini_batches_shuffled_indices}),
    Variant("cost-zero-dimensional", "a 0-d array; tuples of lists",
            {"cost": cost_zero_dimensional, "mini_batches": mini_batches_split_lists}),
    Variant("cost-loop", "a loop over examples; rng.choice", {"cost": cost_loop, "mini_batches": mini_batches_choice}),
    Variant("cost-inner-product", "error @ error; X and y permuted as one array",
            {"cost": cost_inner_product, "mini_batches": mini_batches_stacked}),
    Variant("cost-fraction", "exact arithmetic, a Fraction as the cost", {"cost": cost_fraction}),
    Variant("check-by-vectors", "a new dictionary per entry", {"gradient_check": gradient_check_vectors}),
    Variant("check-restores", "moves the caller's arrays and puts them back exactly",
            {"gradient_check": gradient_check_restores}),
    Variant("update-by-layers", "W and b of each layer in turn", {"update_parameters": update_by_layers}),
    Variant("update-copies", "a deep copy, changed in place", {"update_parameters": update_copies}),
    Variant("update-filled", "arrays like the old ones, filled", {"update_parameters": update_filled}),
    Variant("update-copies-in-place", "copies changed in place", {"update_parameters": update_copies_in_place}),
    Variant("check-to-and-fro", "adds epsilon, takes it away twice, adds it again: last digits differ",
            {"gradient_check": gradient_check_to_and_fro}),
    Variant("train-while", "a while loop and a flag; NumPy scalars in the history", {"train": train_while}),
    Variant("train-with-plot", "draws the history with matplotlib", {"train": train_with_plot}),
    Variant("train-endless-loop", "while True with one way out", {"train": train_endless_loop}),
    Variant("three-digits", "numbers on paper to three digits", {"answers": THREE_DIGITS}),
    *variants_styles.VARIANTS,
    *variants_styles_passes.VARIANTS,
    *mutants_kept.VARIANTS,
]
