"""The forward pass: one row with loops, all rows without."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.forward_pass_and_cost.reference import forward_row, sigmoid

# --- one row ----------------------------------------------------------------------------------------------------------


def row_without_bias(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        W = parameters[f"W{l}"]
        a = np.array([sigmoid(sum(W[i, j] * a[j] for j in range(len(a)))) for i in range(len(W))])
    return a


def row_bias_subtracted(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = sigmoid(parameters[f"W{l}"] @ a - parameters[f"b{l}"])
    return a


def row_first_bias(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = sigmoid(parameters[f"W{l}"] @ a + parameters[f"b{l}"][0])
    return a


def row_without_activation(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = parameters[f"W{l}"] @ a + parameters[f"b{l}"]
    return a


def row_linear_output(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        z = parameters[f"W{l}"] @ a + parameters[f"b{l}"]
        a = sigmoid(z)
    return z


def row_linear_hidden(x, parameters):
    z = x
    for l in range(1, len(parameters) // 2 + 1):
        z = parameters[f"W{l}"] @ z + parameters[f"b{l}"]
    return sigmoid(z)


def row_late_bias(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = sigmoid(parameters[f"W{l}"] @ a) + parameters[f"b{l}"]
    return a


def row_stops_early(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2):
        a = sigmoid(parameters[f"W{l}"] @ a + parameters[f"b{l}"])
    return a


def row_returns_in_loop(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = sigmoid(parameters[f"W{l}"] @ a + parameters[f"b{l}"])
        break
    return a


def row_transposed(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        a = np.array([sigmoid(sum(W[j, i] * a[j] for j in range(len(a))) + b[i]) for i in range(len(b))])
    return a


def row_uses_x(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        a = np.array([sigmoid(sum(W[i, j] * x[j] for j in range(W.shape[1])) + b[i]) for i in range(len(b))])
    return a


def row_step(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = np.where(parameters[f"W{l}"] @ a + parameters[f"b{l}"] >= 0, 1.0, 0.0)
    return a


def row_sigmoid_sign(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = 1 / (1 + np.exp(parameters[f"W{l}"] @ a + parameters[f"b{l}"]))
    return a


def row_sigmoid_twice(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        z = sigmoid(parameters[f"W{l}"] @ a + parameters[f"b{l}"])
        a = sigmoid(z)
    return a


def row_tanh(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = np.tanh(parameters[f"W{l}"] @ a + parameters[f"b{l}"])
    return a


def row_inputs_left_out(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        a = np.array([sigmoid(sum(W[i, j] for j in range(len(a))) + b[i]) for i in range(len(b))])
    return a


def row_one_number(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = sigmoid(parameters[f"W{l}"] @ a + parameters[f"b{l}"])
    return a[0] if len(a) == 1 else a


def row_with_axis(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = sigmoid(parameters[f"W{l}"] @ a + parameters[f"b{l}"])
    return a[None, :]


def row_in_place(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = sigmoid(parameters[f"W{l}"] @ a + parameters[f"b{l}"])
    x -= x
    return a


def row_bias_in_place(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        W, z = parameters[f"W{l}"], parameters[f"b{l}"]
        for i in range(len(z)):
            for j in range(len(a)):
                z[i] += W[i, j] * a[j]
        a = sigmoid(z)
    return a


def row_nothing(x, parameters):
    a = x
    for l in range(1, len(parameters) // 2 + 1):
        a = sigmoid(parameters[f"W{l}"] @ a + parameters[f"b{l}"])


# --- all rows ---------------------------------------------------------------------------------------------------------


def all_without_bias(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(A @ parameters[f"W{l}"].T)
    return A


def all_without_activation(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = A @ parameters[f"W{l}"].T + parameters[f"b{l}"]
    return A


def all_linear_output(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        Z = A @ parameters[f"W{l}"].T + parameters[f"b{l}"]
        A = sigmoid(Z)
    return Z


def all_late_bias(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(A @ parameters[f"W{l}"].T) + parameters[f"b{l}"]
    return A


def all_stops_early(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2):
        A = sigmoid(A @ parameters[f"W{l}"].T + parameters[f"b{l}"])
    return A


def all_untransposed(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(A @ parameters[f"W{l}"] + parameters[f"b{l}"])
    return A


def all_uses_x(X, parameters):
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(X @ parameters[f"W{l}"].T + parameters[f"b{l}"])
    return A


def all_first_bias(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(A @ parameters[f"W{l}"].T + parameters[f"b{l}"][0])
    return A


def all_first_row(X, parameters):
    return np.repeat([forward_row(X[0], parameters)], len(X), axis=0)


def all_mean_row(X, parameters):
    return np.repeat([forward_row(X.mean(axis=0), parameters)], len(X), axis=0)


def all_reversed(X, parameters):
    A = X[::-1]
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(A @ parameters[f"W{l}"].T + parameters[f"b{l}"])
    return A


def all_flat(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(A @ parameters[f"W{l}"].T + parameters[f"b{l}"])
    return A.ravel()


def all_rows_by_row(X, parameters):
    answers = []
    for x in X:
        a = x
        for l in range(1, len(parameters) // 2 + 1):
            a = sigmoid(parameters[f"W{l}"] @ a + parameters[f"b{l}"])
        answers.append(a)
    return np.array(answers)


def all_calls_row(X, parameters):
    return np.array([forward_row(x, parameters) for x in X])


def all_comprehension(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        A = np.array([1 / (1 + np.exp(-(W @ a + b))) for a in A])
    return A


def all_apply_along_axis(X, parameters):
    return np.apply_along_axis(lambda x: forward_row(x, parameters), 1, X)


def all_in_place(X, parameters):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = sigmoid(A @ parameters[f"W{l}"].T + parameters[f"b{l}"])
    X[:] = 0
    return A


# fmt: off
ROW = {"one neuron", "one layer", "2-3-2-1", "any depth"}
DEEP = {"2-3-2-1", "any depth"}
VALUES = {"2-3-2-1", "any number of rows", "any depth"}
LOOP, SHAPE = {"no loop over the rows"}, {"shape"}
TWICE = {"same answer twice"}  # a call that stops with an error fails it too
MUTANTS = [
    *(Mutant(f"row-{name}", "forward_row", "forward", text, {"forward_row": function}, checks)
      for name, text, function, checks in (
        ("no-bias", "biases are left out", row_without_bias, ROW),
        ("bias-subtracted", "- b for + b", row_bias_subtracted, ROW),
        ("first-bias", "neuron 0's bias for all", row_first_bias, {"one layer", *DEEP}),
        ("no-activation", "z in every layer", row_without_activation, ROW),
        ("linear-output", "the last layer returns z", row_linear_output, ROW),
        ("linear-hidden", "hidden layers pass on z", row_linear_hidden, DEEP),
        ("late-bias", "the bias after the sigmoid", row_late_bias, ROW),
        ("stops-early", "the last layer is left out", row_stops_early, ROW | SHAPE),
        ("early-return", "the loop ends after one turn", row_returns_in_loop, DEEP | SHAPE),
        ("transposed", "W[j, i] for W[i, j]", row_transposed, ROW | TWICE),
        ("uses-x", "x in every layer", row_uses_x, DEEP),
        ("step", "the step for the sigmoid", row_step, ROW),
        ("sigmoid-sign", "1 / (1 + exp(z))", row_sigmoid_sign, ROW),
        ("sigmoid-twice", "the sigmoid twice", row_sigmoid_twice, ROW),
        ("tanh", "tanh for the sigmoid", row_tanh, ROW),
        ("inputs-left-out", "weights summed without inputs", row_inputs_left_out, ROW),
        ("one-number", "a number where one output is alone", row_one_number, SHAPE),
        ("row-axis", "shape (1, n)", row_with_axis, SHAPE),
        ("nothing", "nothing is returned", row_nothing, ROW),
    )),
    Mutant("row-x-in-place", "forward_row", "order and state", "x is set to 0", {"forward_row": row_in_place},
           {"arguments unchanged"}),
    Mutant("row-b-in-place", "forward_row", "order and state", "sums are built up in b",
           {"forward_row": row_bias_in_place}, {"arguments unchanged"}),
    *(Mutant(f"all-{name}", "forward_all", "forward", text, {"forward_all": function}, checks)
      for name, text, function, checks in (
        ("no-bias", "biases are left out", all_without_bias, VALUES),
        ("no-activation", "z in every layer", all_without_activation, VALUES),
        ("linear-output", "the last layer returns z", all_linear_output, VALUES),
        ("late-bias", "the bias after the sigmoid", all_late_bias, VALUES),
        ("stops-early", "the last layer is left out", all_stops_early, VALUES | SHAPE),
        ("untransposed", "A @ W for A @ W.T", all_untransposed, VALUES | TWICE),
        ("uses-x", "X in every layer", all_uses_x, VALUES | TWICE),
        ("first-bias", "neuron 0's bias for all", all_first_bias, VALUES),
        ("first-row", "one row for all", all_first_row, VALUES),
        ("mean-row", "the pass of the mean", all_mean_row, VALUES),
        ("reversed", "rows in another order", all_reversed, VALUES),
        ("flat", "(m,) for (m, 1)", all_flat, SHAPE),
        ("row-by-row", "a loop over rows", all_rows_by_row, LOOP),
        ("calls-row", "a comprehension over rows", all_calls_row, LOOP),
        ("comprehension", "rows one by one, with NumPy alone", all_comprehension, LOOP),
        ("apply-along-axis", "a loop in disguise", all_apply_along_axis, LOOP),
    )),
    Mutant("all-X-in-place", "forward_all", "order and state", "X is set to 0", {"forward_all": all_in_place},
           {"arguments unchanged"}),
]
