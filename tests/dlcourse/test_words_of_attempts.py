"""What a check says to attempts of a first-year student: the words that must be there, and those that must not."""

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.check import implementing_backpropagation as check
from dlcourse.check.implementing_backpropagation.activations import inspect_activations
from dlcourse.check.implementing_backpropagation.backward import inspect_backward
from dlcourse.check.implementing_backpropagation.batches import inspect_mini_batches
from dlcourse.check.implementing_backpropagation.gradient_check import inspect_gradient_check
from dlcourse.check.lectures import (
    lecture_00,
    lecture_02,
    lecture_03,
    lecture_04,
    lecture_05,
    lecture_07,
    lecture_08,
    lecture_09,
    lecture_10,
    lecture_11,
)
from dlcourse.check.perceptron.training import inspect_learn


def defined(code, **more):
    """The last function that this code of a notebook defines."""
    names = {"np": np, **more}
    exec(code, names)
    return [value for name, value in names.items() if callable(value) and name not in more][-1]


def failed(report):
    return [one.name for one in report.checks if one.passed is not True]


EMPTY = {
    "one too many": """
def mini_batches(X, y, batch_size, rng):
    order, batches = rng.permutation(len(X)), []
    for i in range(len(X) // batch_size + 1):
        rows = order[i * batch_size:(i + 1) * batch_size]
        batches.append((X[rows], y[rows]))
    return batches""",
    "a while loop": """
def mini_batches(X, y, batch_size, rng):
    order, out, k = rng.permutation(len(X)), [], 0
    while k <= len(X):
        out.append((X[order[k:k + batch_size]], y[order[k:k + batch_size]]))
        k += batch_size
    return out""",
    "np.split": """
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    return [(X[r], y[r]) for r in np.split(order, np.arange(batch_size, len(X) + 1, batch_size))]""",
    "lists that are empty": """
def mini_batches(X, y, batch_size, rng):
    order = list(rng.permutation(len(X)))
    return [(np.array([X[i] for i in order[k:k + batch_size]]), np.array([y[i] for i in order[k:k + batch_size]]))
            for k in range(0, len(X) + 1, batch_size)]""",
}


@pytest.mark.parametrize("code", EMPTY.values(), ids=list(EMPTY))
def test_one_empty_batch_costs_the_shapes_alone_and_is_called_empty(code):
    report = inspect_mini_batches(defined(code))
    assert failed(report) == ["shapes"]
    assert "the last batch is empty: m / batch_size has no rest here" in report.summary()
    assert "never appear" not in str(report) and "no row comes out" not in str(report)


def test_a_step_that_counts_twice_is_told_where_the_slice_begins():
    report = inspect_mini_batches(
        defined("""
def mini_batches(X, y, batch_size, rng):
    order, batches = rng.permutation(len(X)), []
    for i in range(0, len(X), batch_size):
        rows = order[i * batch_size:(i + 1) * batch_size]
        batches.append((X[rows], y[rows]))
    return batches""")
    )
    assert "does the slice begin at i * batch_size" in report.summary()
    assert "12 of 12 rows" not in str(report)


def functions(**own):
    from dlcourse import activations as right

    names = ("sigmoid", "tanh", "relu", "sigmoid_prime", "tanh_prime", "relu_prime")
    return [own.get(name, getattr(right, name)) for name in names]


def test_tanh_as_printed_is_told_what_happens_at_large_z_and_what_to_use():
    printed = defined("""
def tanh(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))""")
    report = inspect_activations(*functions(tanh=printed))
    assert failed(report) == ["large z"]
    for words in ("NaN at z = +-1000", "For smaller z it is right", "np.tanh is right for every z"):
        assert words in report.summary()


@pytest.mark.parametrize("wrong", [lambda z: 1 / (1 + np.exp(np.clip(z, -700, 700))), lambda z: z, np.zeros_like])
def test_large_z_is_named_only_where_that_is_the_fault(wrong):
    report = inspect_activations(*functions(sigmoid=wrong))
    assert "large z" in failed(report)
    assert "wrong at z = +-1000" not in str(report)
    assert "wrong at large z" not in report.mistakes


def test_a_function_wrong_at_large_z_alone_is_named_beside_one_that_is_wrong_everywhere():
    own = {"sigmoid": lambda z: z + 0.0, "tanh": lambda z: np.tanh(np.where(np.abs(z) > 700, 0, z))}
    report = inspect_activations(*functions(**own))
    assert "tanh is right for small z, and wrong at z = +-1000" in str(report)


def test_a_gradient_check_may_leave_last_digits_and_the_text_says_so():
    to_and_fro = defined("""
def gradient_check(cost_of, parameters, gradients, epsilon=1e-5):
    worst = 0.0
    for name, W in parameters.items():
        for i in np.ndindex(W.shape):
            W[i] += epsilon
            right = cost_of(parameters)
            W[i] -= 2 * epsilon
            left = cost_of(parameters)
            W[i] += epsilon
            n, g = (right - left) / (2 * epsilon), gradients["d" + name][i]
            worst = max(worst, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return worst""")
    assert inspect_gradient_check(to_and_fro).passed


def test_update_has_no_check_with_whole_numbers():
    assert "integer weights" not in check.CHECKS["update"]


LEARN = """
def learn(w, b, x, y, learning_rate):
    error = y - (1 if SUM >= 0 else 0)
    return w + learning_rate * error * x, b + learning_rate * error"""
SUMS = {
    "w @ x": "bias", "w @ x - b": "the bias is subtracted", "np.sum(w * x + b)": "once for every input",
    "w[0] * x[0] + w[1] * x[1] + b": "first two inputs",
}  # fmt: skip


@pytest.mark.parametrize("inspect", [lecture_04.inspect_learn, inspect_learn], ids=["lecture", "assignment"])
@pytest.mark.parametrize(("wrong", "words"), SUMS.items(), ids=list(SUMS))
def test_a_wrong_sum_in_learn_is_told_by_lecture_and_assignment_alike(inspect, wrong, words):
    report = inspect(defined(LEARN.replace("SUM", wrong)))
    assert not report.passed
    assert words in report.summary()
    assert ">= and not >" not in str(report)


def test_a_right_learn_passes_in_both():
    right = defined(LEARN.replace("SUM", "sum(p * q for p, q in zip(w, x)) + b"))
    assert lecture_04.inspect_learn(right).passed and inspect_learn(right).passed


@pytest.mark.parametrize("value", [("-0.5", "0.38"), [0.3, 0.9], (-0.5, 0.9), (0, 5, 0, 38), -0.5, ("a", None)])
def test_by_hand_of_02_takes_numbers_alone_and_keeps_the_answer(value):
    report = lecture_02.inspect_by_hand(lambda: value)
    assert not report.passed
    assert "0.3775" not in str(report) and "expected -0.5" not in str(report)


def test_by_hand_of_02_says_which_number_is_wrong():
    assert "z is right, a is not" in lecture_02.inspect_by_hand(lambda: (-0.5, 0.9)).summary()
    assert "z is not right" in lecture_02.inspect_by_hand(lambda: (0.3, 0.9)).summary()
    assert "0.5 and not 0,5" in lecture_02.inspect_by_hand(lambda: (0, 5, 0, 38)).summary()
    assert lecture_02.inspect_by_hand(lambda: (-0.5, 0.38)).passed


def test_partials_takes_no_text_and_a_list_is_not_called_unstarted():
    listed = lecture_11.inspect_partials(lambda: [0.1] * 20)
    assert listed.started and "return a dictionary" in listed.summary()
    text = lecture_11.inspect_partials(lambda: {"z1": "0.6", "a1": 0.6457, "z2_0": 0.5165})
    assert "without quotes" in str(text)
    assert "z2_0: it lacks the bias b2_0" in str(text) and "a1: it" not in str(text)


def test_split_draws_from_rng_alone():
    code = """
def split(X, y, share, rng):
    order = ORDER
    k = int(share * len(X))
    test, train = order[:k], order[k:]
    return X[train], X[test], y[train], y[test]"""
    assert lecture_07.inspect_split(defined(code.replace("ORDER", "rng.permutation(len(X))"))).passed
    for wrong in ("np.random.permutation(len(X))", "np.random.choice(len(X), len(X), replace=False)"):
        said = lecture_07.inspect_split(defined(code.replace("ORDER", wrong))).summary()
        assert "np.random: draw it from `rng`" in said
    said = lecture_07.inspect_split(defined(code.replace("ORDER", "np.random.default_rng().permutation(len(X))")))
    assert "from nothing else" in said.summary()


LOOP = """
def weighted_sum(w, x, b):
    z = b
    for i in range(START, len(w)):
        z STEP w[i] * x[i]
    RETURN"""


@pytest.mark.parametrize(
    ("start", "step", "back", "words"),
    [
        ("0", "+=", "    return z", "inside the loop"),
        ("1", "+=", "return z", "positions begin at 0"),
        ("0", "=", "return z + b", "with +="),
    ],
)
def test_loops_of_the_weighted_sum(start, step, back, words):
    code = LOOP.replace("START", start).replace("STEP", step).replace("RETURN", back)
    assert words in lecture_02.inspect_weighted_sum(defined(code)).summary()


ATTEMPTS = [
    (lecture_00.inspect_average, lambda numbers: numbers[0] / len(numbers), "inside the loop"),
    (lecture_00.inspect_seconds_in, lambda hours: (hours * 3, 600), "0.5 and not 0,5"),
    (lecture_02.inspect_weighted_sum, lambda w, x, b: w[0] * x[0] + w[1] * x[1] + b, "first two inputs"),
    (lecture_05.inspect_count_parameters, lambda s: sum(s[l] * (s[l - 1] + 1) for l in range(len(s))), "layer 0"),
    (lecture_05.inspect_one_layer, lambda W1, b1, W2, b2: (W1 @ W2, W1 @ b2 + b1), "W1 stands on the right"),
    (lecture_09.inspect_mse_slope, lambda p, y: np.mean(2 * (p - y)), "no mean"),
    (lecture_11.inspect_output_delta, lambda p, y: np.mean(2 * (p - y) * p * (1 - p)), "no mean"),
    (lecture_08.inspect_forward_all, lambda X, p: lecture_08._untransposed(X, p), "W.T"),
]


@pytest.mark.parametrize(("inspect", "attempt", "words"), ATTEMPTS)
def test_a_common_slip_is_named(inspect, attempt, words):
    report = inspect(attempt)
    assert not report.passed
    assert words in report.summary()


def test_step_relu_that_changed_its_argument_is_told_so():
    wrong = defined("""
def step_relu(z):
    first = (z >= 0) * 1.0
    z[z < 0] = 0
    return first, z, (z >= 0) * 1.0""")
    said = lecture_03.inspect_step_relu(wrong).summary()
    assert "changed its argument z" in said


def test_a_clip_too_wide_is_not_called_a_missing_clip():
    for limit in (0.01, 0.001):

        def cross_entropy(y_hat, y, limit=limit):
            p = np.clip(y_hat, limit, 1 - limit)
            return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

        report = lecture_09.inspect_cross_entropy(cross_entropy)
        assert "clip y_hat first" not in str(report)
        assert report.passed or "cut off too far" in str(report) or not report.checks[0].passed


def test_a_return_only_inside_the_if_is_told_so():
    wrong = defined("""
def descend(f, f_prime, w, learning_rate, max_steps, tolerance):
    for step in range(max_steps):
        old = f(w)
        w = w - learning_rate * f_prime(w)
        if abs(f(w) - old) < tolerance:
            return w, step + 1""")
    said = str(lecture_10.inspect_descend(wrong))
    assert "missing after the loop or the `if`" in said and "Is there a `return`?" not in said


def backward_by(change):
    code = """
def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    L, g = len(parameters) // 2, {}
    slope = lambda l: nn.ACTIVATIONS[output if l == L else hidden].g_prime(cache[f"Z{l}"])
    dA = 2 * (cache[f"A{L}"] - TARGET) / len(y)
    for l in range(L, 0, -1):
        dZ = dA * slope(l)
        used = USED
        g[f"dW{l}"], g[f"db{l}"] = used.T @ cache[f"A{l - 1}"], used.sum(axis=0)
        dA = dZ @ BACK
    return g"""
    parts = {"TARGET": "y", "USED": "dZ", "BACK": 'parameters[f"W{l}"]'} | change
    for name, text in parts.items():
        code = code.replace(name, text)
    return defined(code, nn=nn)


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ({"USED": "dA if l == L else dZ"}, "last layer from dA"),
        ({"TARGET": "y.mean()"}, "y replaced by its mean"),
        ({"TARGET": "np.full(y.shape, np.average(y))"}, "y replaced by its mean"),
        ({"BACK": 'parameters[f"W{l}"].reshape(parameters[f"W{l}"].shape[::-1]).T'}, "W reshaped"),
        ({"BACK": 'parameters[f"W{l}"].T'}, "W transposed"),
        ({"USED": "dZ + 0 if l < L else 2 * (cache[f'A{L}'] - y) / len(y)"}, "last layer from dA"),
        ({"TARGET": "y.mean(axis=0)"}, "y replaced by its mean"),
        ({"TARGET": "y.ravel()"}, "y flattened"),
        ({"TARGET": "y[:, 0]"}, "y flattened"),
        (
            {"dZ = dA * slope(l)": "dZ = dA * (slope(l) if l == L else slope(max(l - 1, 1)))"},
            "derivative of the layer below",
        ),
        (
            {"slope(l)\n": 'nn.ACTIVATIONS[output if l == L else hidden].g_prime(cache[f"A{l - 1}"])\n'},
            "derivative of the layer below",
        ),
        (
            {'dZ @ parameters[f"W{l}"]': '(dZ if l == L else dA) @ parameters[f"W{l}"]'},
            "derivative not passed back (hidden)",
        ),
        ({'dZ @ parameters[f"W{l}"]': '(dZ if l == L else np.ones_like(dZ)) @ parameters[f"W{l}"]'}, "delta lost"),
        ({'dZ @ parameters[f"W{l}"]': '(dZ if l > 2 else 0 * dZ) @ parameters[f"W{l}"]'}, "delta lost"),
    ],
)
def test_mistakes_of_the_way_back_have_names(change, mistake):
    assert inspect_backward(backward_by(change)).mistakes == [mistake]


def test_the_right_way_back_passes():
    assert inspect_backward(backward_by({})).passed


def by_loops(weight=lambda W, i, j: W[i, j], target=lambda y, e, k: y[e, k], slope_of=lambda l: l):
    """A backward pass of loops over examples, neurons and weights."""

    def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
        L, total = len(parameters) // 2, {"d" + name: np.zeros(value.shape) for name, value in parameters.items()}
        for e in range(len(y)):
            error = [2 * (a - target(y, e, k)) / len(y) for k, a in enumerate(cache[f"A{L}"][e])]
            for l in range(L, 0, -1):
                slopes = nn.ACTIVATIONS[output if l == L else hidden].g_prime(cache[f"Z{slope_of(l)}"][e])
                delta, heard = [error[i] * slopes[i] for i in range(len(error))], cache[f"A{l - 1}"][e]
                for i in range(len(delta)):
                    total[f"db{l}"][i] += delta[i]
                    total[f"dW{l}"][i] += delta[i] * heard
                W = parameters[f"W{l}"]
                error = [sum(d * weight(W, i, j) for i, d in enumerate(delta)) for j in range(len(heard))]
        return total

    return backward


@pytest.mark.parametrize(
    ("change", "mistakes"),
    [
        ({}, []),
        ({"weight": lambda W, i, j: W[j, i]}, ["W transposed"]),
        ({"weight": lambda W, i, j: W.reshape(W.shape[::-1])[j, i]}, ["W reshaped"]),
        ({"target": lambda y, e, k: sum(y[:, k]) / len(y)}, ["y replaced by its mean"]),
        ({"slope_of": lambda l: max(l - 1, 1)}, ["derivative of the layer below"]),
    ],
    ids=["right", "W transposed", "W reshaped", "mean of y", "slope below"],
)
def test_loops_are_named_as_matrix_products_are(change, mistakes):
    report = inspect_backward(by_loops(**change))
    assert report.mistakes == mistakes and report.passed == (not mistakes)
