"""Attempts of a first-year student at the course's own exercises, as typed: what each is told, and what it is not.

The words come from the errors, from the answers and from the text of the function; here they are tried together.
"""

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from dlcourse import nn
from dlcourse.check import implementing_backpropagation as assignment
from dlcourse.check.harness import newest
from dlcourse.check.harness.calling import patient
from dlcourse.check.lectures import (
    lecture_00,
    lecture_02,
    lecture_03,
    lecture_05,
    lecture_08,
    lecture_09,
    lecture_10,
    lecture_11,
)
from dlcourse.check.perceptron.training import inspect_learn


@pytest.fixture(scope="module")
def shell():
    shell = InteractiveShell()
    shell.history_manager.enabled = False
    return shell


def report_of(shell, monkeypatch, inspect, *cells):
    """The report on the function that the last of these cells defines, in a kernel that ran nothing else."""
    shell.reset(new_session=True)
    monkeypatch.setattr(newest, "shell_here", lambda: shell)
    shell.user_ns.update(np=np, nn=nn)
    for text in cells:
        shell.run_cell(text, store_history=True)
    name = cells[-1].split("def ")[1].split("(")[0]
    with patient(0.2):
        return inspect(shell.user_ns[name])


SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
TANH = "def tanh_and_slope(z):\n    a = np.tanh(z)\n    return a, "
PAIR = "def sigmoid_and_slope(z):\n    a = 1 / (1 + np.exp(-z))\n    return a, "
AVERAGE = "def average(numbers):\n    total = 0\n    for number in numbers:\n        total = total + number\n"
SUM = "def weighted_sum(w, x, b):\n"
NEURON = "def neuron(w, x, b):\n    return sigmoid(weighted_sum(w, x, b))"
DESCEND = "def descend(f, f_prime, w, learning_rate, max_steps, tolerance):\n"
ROW = "def forward_row(x, parameters):\n    for l in range(1, len(parameters) // 2 + 1):\n"
ALL = ROW.replace("forward_row(x,", "forward_all(X,")
ONE_BY_ONE = "def forward_all(X, parameters):\n    return np.array([forward_row(x, parameters) for x in X])"
LAYER = "        Z = X @ W.T + parameters[f'b{l}']\n        X = sigmoid(Z)\n    return X"
FORWARD = 'def forward(X, parameters, hidden="sigmoid", output="sigmoid"):\n    cache = {"A0": X}\n'
UPDATE = "def update_parameters(parameters, gradients, learning_rate):\n    new = {}\n    for name in parameters:\n"
TRAIN = (
    "def train(X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng,\n"
    '          hidden="sigmoid", output="sigmoid"):\n    history = []\n    for epoch in range(max_epochs):\n'
)
LEARN = (
    "def learn(w, b, x, y, learning_rate):\n    error = y - SAID\n"
    "    return w + learning_rate * error * x, b + learning_rate * error"
)
MEASURED = "    right, left = W.copy(), W.copy()\n    right[i, j] += epsilon\n    left[i, j] -= epsilon\n"
RAISE = '    raise NotImplementedError("return the number of seconds")\n'
BATCHES = "def mini_batches(X, y, batch_size, rng):\n    order, found = rng.permutation(len(X)), []\n"
CROSS = "    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))"
NO_RETURN = "Is there a `return`?"

# (inspection, cells, words that are said first of all, words that must not be said at all)
ATTEMPTS = {
    "^": (
        lecture_03.inspect_tanh_and_slope,
        [TANH + "1 - a^2"],
        "in tanh_and_slope, line 3: `return a, 1 - a^2`. A power",
        "",
    ),
    "a (1 - a)": (lecture_03.inspect_sigmoid_and_slope, [PAIR + "a (1 - a)"], "Is a `*` missing", "no longer"),
    "sum spoilt": (
        lecture_00.inspect_average,
        ["sum = 2 + 3", "def average(numbers):\n    return sum(numbers) / len(numbers)"],
        "`sum = 2 + 3` gave this name another value",
        "missing before",
    ),
    "no math": (
        lecture_08.inspect_forward_all,
        ["def forward_row(x, parameters):\n    return math.exp(-x)", ONE_BY_ONE],
        "in forward_row, line 2: `return math.exp(-x)`. Run the cell with `import math`",
        "in forward_all",
    ),
    "no math in 10": (
        lecture_10.inspect_updates,
        ["def updates(N, batch_size, epochs):\n    return math.ceil(N / batch_size) * epochs"],
        "import math",
        "is meant",
    ),
    "a broken helper": (
        lecture_02.inspect_neuron,
        [SIGMOID, SUM + "    return w @ X + b", NEURON],
        "in weighted_sum, line 2: `return w @ X + b`. It is written `x`",
        "in neuron, line",
    ),
    "an unwritten helper": (
        lecture_02.inspect_neuron,
        [SIGMOID, SUM + "    raise NotImplementedError", NEURON],
        "It calls weighted_sum, which is not written yet",
        "",
    ),
    "W1 for dW1": (
        assignment.inspect_update,
        [UPDATE + "        new[name] = parameters[name] - learning_rate * gradients[name]"],
        'The gradient of W1 is gradients["dW1"]',
        "",
    ),
    "an empty history": (
        assignment.inspect_train,
        [TRAIN + "        if abs(history[-1] - history[-2]) < tolerance:\n            break"],
        "in train, line 5: `if abs(history[-1]",
        "",
    ),
    "len of a number": (
        assignment.inspect_gradient_check,
        [
            "def gradient_check(cost_of, parameters, gradients, epsilon=1e-5):\n    for W in parameters.values():\n"
            "        for row in W:\n            for j in range(len(row)):\n                row[j] += 0"
        ],
        "in gradient_check, line 4: `for j in range(len(row)):`. One number has no length",
        "",
    ),
    "while runs": (
        lecture_00.inspect_value_of_x,
        ["def value_of_x(runs):\n    while runs > 0:\n        runs = runs + 1\n    return runs"],
        "it did not come to an end",
        "1 + runs",
    ),
    "descend for ever": (
        lecture_10.inspect_descend,
        [DESCEND + "    while True:\n        w = w - learning_rate * f_prime(w)"],
        "(in descend, line ",
        NO_RETURN,
    ),
    "steps forgotten": (
        lecture_10.inspect_descend,
        [DESCEND + "    steps = 0\n    while steps < max_steps:\n        w = w - f_prime(w)\n    return w, steps"],
        "(in descend, line ",
        NO_RETURN,
    ),
    "forward for ever": (
        assignment.inspect_forward,
        [FORWARD + "    l = 1\n    while l <= len(parameters) // 2:\n        cache['Z1'] = X"],
        "(in forward, line ",
        NO_RETURN,
    ),
    "third array wrong": (
        lecture_03.inspect_step_relu,
        ["def step_relu(z):\n    return (z >= 0) * 1.0, np.maximum(z, 0), np.zeros(z.shape)"],
        "relu_prime: [0, 0, 0, 1, 1, 1]",
        "(6,) 0 ...",
    ),
    "one array for three": (
        lecture_03.inspect_step_relu,
        ["def step_relu(z):\n    return (z >= 0) * 1.0"],
        "expected 3 answers",
        "got ndarray",
    ),
    "argument changed": (
        lecture_03.inspect_step_relu,
        ["def step_relu(z):\n    up = z > 0\n    z[z < 0] = 0\n    return (z >= 0) * 1.0, z, up * 1.0"],
        "changed its argument z",
        "",
    ),
    "return in the loop": (
        lecture_00.inspect_average,
        [AVERAGE + "        return total / len(numbers)"],
        "inside the loop",
        "line 5",
    ),
    "return in the loop, oddly": (
        lecture_00.inspect_average,
        [AVERAGE + "        return total * 0.3"],
        "`return` in line 5 of average stands inside the loop",
        "",
    ),
    "from 1": (
        lecture_02.inspect_weighted_sum,
        [SUM + "    z = b\n    for i in range(1, len(w)):\n        z = z + w[i] * x[i]\n    return z"],
        "positions begin at 0",
        "inside the loop",
    ),
    "two inputs": (
        lecture_02.inspect_weighted_sum,
        [SUM + "    return w[0] * x[0] + w[1] * x[1] + b"],
        "first two inputs",
        "",
    ),
    "entry for a position": (
        lecture_02.inspect_weighted_sum,
        [SUM + "    for i in w:\n        b = b + w[i] * x[i]\n    return b"],
        "`for i in w` gives the entries",
        "",
    ),
    "no first value": (
        lecture_02.inspect_weighted_sum,
        [SUM + "    for i in range(len(w)):\n        z += w[i] * x[i]\n    return z + b"],
        "`z = 0` above the loop",
        "restart",
    ),
    "layer 0 counted": (
        lecture_05.inspect_count_parameters,
        [
            "def count_parameters(layer_sizes):\n"
            "    return sum(n * (m + 1) for n, m in zip(layer_sizes, [0, *layer_sizes]))"
        ],
        "the inputs are no neurons",
        "",
    ),
    "W1 @ W2": (
        lecture_05.inspect_one_layer,
        ["def one_layer(W1, b1, W2, b2):\n    return W1 @ W2, W1 @ b2 + b1"],
        "the order of the product",
        "print .shape",
    ),
    "W without .T": (
        lecture_08.inspect_forward_all,
        [SIGMOID, ALL + "        W = parameters[f'W{l}']\n" + LAYER.replace(".T", "")],
        "rows of examples meet W.T",
        "",
    ),
    "W without .T, one row": (
        lecture_08.inspect_forward_row,
        [SIGMOID, ROW + "        x = sigmoid(x @ parameters[f'W{l}'] + parameters[f'b{l}'])\n    return x"],
        "W.T",
        "",
    ),
    "z for Z": (
        lecture_08.inspect_forward_all,
        [SIGMOID, "z = 0.3", ALL + "        W = parameters[f'W{l}']\n" + LAYER.replace("sigmoid(Z)", "sigmoid(z)")],
        "forward_all makes no `z`: an earlier cell made it, one number. Is `Z` meant?",
        "",
    ),
    "the notebook's network": (
        lecture_08.inspect_forward_all,
        [
            SIGMOID,
            "network = nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(0))",
            (ALL + "        W = parameters[f'W{l}']\n" + LAYER)
            .replace("parameters[", "network[")
            .replace("len(parameters", "len(network"),
        ],
        "Is `parameters` meant, which is never used?",
        "print .shape",
    ),
    "dZ without .T": (
        lecture_11.inspect_layer_gradients,
        ["def layer_gradients(dZ, A_before):\n    return dZ @ A_before, dZ.sum(axis=0)"],
        "dZ.T @ A_before fits",
        "print .shape",
    ),
    "/ 2 * epsilon": (
        lecture_11.inspect_measured,
        [
            f"def measured(cost_of, W, i, j, epsilon=1e-5):\n{MEASURED}"
            "    return (cost_of(right) - cost_of(left)) / 2 * epsilon"
        ],
        "all of (2 * epsilon) divides",
        "",
    ),
    "commas": (lecture_02.inspect_by_hand, ["def by_hand():\n    return -0,5, 0,38"], "0.5 and not 0,5", "0.3775"),
    "a comma": (
        lecture_00.inspect_seconds_in,
        ["def seconds_in(hours):\n    return hours * 3,600"],
        "0.5 and not 0,5",
        "minutes",
    ),
    "raise left": (
        lecture_00.inspect_seconds_in,
        [f"def seconds_in(hours):\n{RAISE}    return hours * 3600"],
        "still there: delete it (in seconds_in, line 2",
        "to do",
    ),
    "printed": (
        lecture_00.inspect_seconds_in,
        ["def seconds_in(hours):\n    print(hours * 3600)"],
        "write `return`",
        "",
    ),
    "clipped too far": (
        lecture_09.inspect_cross_entropy,
        ["def cross_entropy(y_hat, y):\n    p = np.clip(y_hat, 0.01, 0.99)\n" + CROSS],
        "cut off too far",
        "clip y_hat first",
    ),
    "mean in a slope": (
        lecture_09.inspect_mse_slope,
        ["def mse_slope(y_hat, y):\n    return np.mean(2 * (y_hat - y))"],
        "no mean",
        "not their",
    ),
    "return inside the if": (
        lecture_10.inspect_descend,
        [
            DESCEND + "    for k in range(max_steps):\n        old = f(w)\n        w = w - learning_rate * f_prime(w)\n"
            "        if abs(f(w) - old) < tolerance:\n            return w, k + 1"
        ],
        "missing after the loop or the `if`",
        NO_RETURN,
    ),
    "a list of partials": (
        lecture_11.inspect_partials,
        ["def partials():\n    return [0.4, 0.1]"],
        "return a dictionary",
        "not started",
    ),
    "the bias at every input": (
        inspect_learn,
        [LEARN.replace("SAID", "(1 if np.sum(w * x + b) >= 0 else 0)")],
        "once for every input",
        ">= and not >",
    ),
    "=+": (
        lecture_02.inspect_weighted_sum,
        [SUM + "    z = b\n    for i in range(len(w)):\n        z =+ w[i] * x[i]\n    return z"],
        "to add to it is written `z += ...`",
        "",
    ),
    "dot of three": (lecture_02.inspect_weighted_sum, [SUM + "    return np.dot(w, x, b)"], "one argument less", ""),
    "numpy for np": (
        lecture_02.inspect_weighted_sum,
        [SUM + "    return numpy.dot(w, x) + b"],
        "imports numpy as np",
        "no line gives it a value",
    ),
    "null": (lecture_10.inspect_descend, [DESCEND + "    best = null\n    return w, 1"], "written `None`", ""),
    "a helper that prints": (
        lecture_02.inspect_neuron,
        [SIGMOID, SUM + "    print(w @ x + b)", NEURON],
        "z is None: a function without `return` gives that",
        "",
    ),
    "the last left out": (
        lecture_02.inspect_weighted_sum,
        [SUM + "    z = b\n    for i in range(len(w) - 1):\n        z += w[i] * x[i]\n    return z"],
        "the last input is left out",
        "",
    ),
    "max spoilt": (
        lecture_03.inspect_step_relu,
        ["max = 3", "def step_relu(z):\n    return z, [max(0, v) for v in z], z"],
        "`max = 3` gave this name another value",
        "",
    ),
    "in len": (
        lecture_02.inspect_weighted_sum,
        [SUM + "    for i in len(w):\n        b += w[i] * x[i]\n    return b"],
        "range(n) counts from 0 to n - 1",
        "",
    ),
    "brackets of a call": (
        lecture_02.inspect_weighted_sum,
        [SUM + "    for i in range(len(w)):\n        b += w(i) * x(i)\n    return b"],
        "An entry is w[i], in square brackets",
        "",
    ),
    "T()": (
        lecture_08.inspect_forward_all,
        [SIGMOID, ALL + "        W = parameters[f'W{l}']\n" + LAYER.replace(".T", ".T()")],
        "W.T, without round brackets",
        "",
    ),
    "W0": (
        lecture_08.inspect_forward_all,
        [SIGMOID, ALL.replace("range(1, ", "range(") + "        W = parameters[f'W{l}']\n" + LAYER],
        "parameters holds W1 to W3, and no W0",
        "",
    ),
    "append kept": (
        assignment.inspect_mini_batches,
        [BATCHES + "    for k in range(3):\n        found = found.append(X)\n    return found"],
        "found is None",
        "",
    ),
    "an activation's name called": (
        assignment.inspect_forward,
        [FORWARD + "    return hidden(X), cache"],
        "hidden is a text, the name of a function",
        "",
    ),
    "order sliced twice": (
        assignment.inspect_mini_batches,
        [
            BATCHES
            + "    for i in range(0, len(X), batch_size):\n        rows = order[i * batch_size:(i + 1) * batch_size]\n"
            "        found.append((X[rows], y[rows]))\n    return found"
        ],
        "does the slice begin at i * batch_size",
        "12 of 12 rows",
    ),
}


def test_the_key_of_a_gradient_is_told_where_only_the_text_of_an_error_arrives():
    def update_parameters(parameters, gradients, learning_rate):
        raise KeyError("W1")

    update_parameters.__code__ = update_parameters.__code__.replace(co_filename="<behind a wall>")
    assert (
        "KeyError: 'W1'. The gradient of W1 is gradients[\"dW1\"]"
        in assignment.inspect_update(update_parameters).summary()
    )


@pytest.mark.parametrize(("inspect", "cells", "words", "never"), ATTEMPTS.values(), ids=list(ATTEMPTS))
def test_an_attempt_is_told_its_cause(shell, monkeypatch, capsys, inspect, cells, words, never):
    report = report_of(shell, monkeypatch, inspect, *cells)
    assert report.started and not report.passed
    assert words in report.summary()
    assert not never or never not in str(report)
    assert "dlcourse/" not in str(report)


def test_a_function_that_asks_is_told_where_its_value_comes_from(shell, monkeypatch, capsys):
    library = {}
    exec(compile("def nobody(*_):\n    raise EOFError", "<a library>", "exec"), library)
    monkeypatch.setattr("builtins.input", library["nobody"])
    cell = "def seconds_in(hours):\n    hours = input('hours? ')\n    return hours * 3600"
    said = report_of(shell, monkeypatch, lecture_00.inspect_seconds_in, cell).summary()
    assert "line 2" in said and "`input()` has nobody to ask here: the value comes as the argument" in said
