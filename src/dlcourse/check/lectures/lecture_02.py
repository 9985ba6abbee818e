"""Checks of the exercises in lecture 02, "Neurons"."""

import numpy as np

from dlcourse.check.harness.calling import call
from dlcourse.check.harness.common import lecture_check
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.exercises import Case, inspect
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls
from dlcourse.nn import sigmoid


def _rows():
    """Whole and half numbers, 1 to 4 inputs."""
    for n in (2, 3, 1, 4):
        rng = np.random.default_rng(n)
        yield n, rng.integers(-4, 5, n) / 2 + 0.25, rng.integers(-4, 5, n) / 2 + 0.5, float(rng.integers(1, 5)) / 2


def _few_inputs(g):
    """Mistakes that let some inputs count and not the others; ``g`` is the activation."""
    return [
        ("return in the loop", "only the first input counts. Does `return` stand inside the loop?",
         lambda w, x, b: g(w[0] * x[0] + b)),
        ("return in the loop", "only the first input counts. Does `return` stand inside the loop?",
         lambda w, x, b: g(w[0] * x[0])),
        ("first input left out", "the first input is left out: positions begin at 0, range(len(w))",
         lambda w, x, b: g(w[1:] @ x[1:] + b)),
        ("last input alone", "only the last input counts. Is the sum replaced where it should grow, with +=?",
         lambda w, x, b: g(w[-1] * x[-1] + b)),
        ("last input left out", "the last input is left out", lambda w, x, b: g(w[:-1] @ x[:-1] + b)),
        ("two inputs alone", "only the first two inputs count. There may be any number",
         lambda w, x, b: g(w[:2] @ x[:2] + b)),
    ]  # fmt: skip


def inspect_weighted_sum(function):
    """Report on ``weighted_sum(w, x, b)``."""
    cases = [Case(f"{n} inputs" if n > 1 else "1 input", {"w": w, "x": x, "b": b}, w @ x + b) for n, w, x, b in _rows()]
    mistakes = [
        ("bias forgotten", "the bias is left out", lambda w, x, b: w @ x),
        ("not added up", "those are the products plus b. Add them up", lambda w, x, b: w * x + b),
        ("bias per input", "the bias joins once, not once per input", lambda w, x, b: np.sum(w * x + b)),
        ("bias subtracted", "the bias is added, not subtracted", lambda w, x, b: w @ x - b),
        ("added, not multiplied", "each input is multiplied by its weight", lambda w, x, b: np.sum(w + x) + b),
        *_few_inputs(lambda z: z),
        ("average", "the sum of the products is wanted, not their mean", lambda w, x, b: np.mean(w * x) + b),
        (
            "activation too early",
            "that is the activation of z. Here z itself is wanted",
            lambda w, x, b: sigmoid(w @ x + b),
        ),
    ]
    return inspect("weighted_sum", function, cases, mistakes)


def _same_by_hand(got, want):
    try:
        z, a = (float("nan") if isinstance(number, str) else float(number) for number in got)
    except (TypeError, ValueError, OverflowError):
        return False
    return abs(z - want[0]) < 0.006 and abs(a - want[1]) < 0.006


def inspect_by_hand(function):
    """Report on ``by_hand()``."""
    z = -0.5
    a = float(sigmoid(np.array(z)))
    mistakes = [
        ("bias forgotten", "z lacks the bias", lambda: (-1.0, float(sigmoid(np.array(-1.0))))),
        (
            "sign of a weight",
            "the second weight is negative, and so is its product",
            lambda: (5.5, float(sigmoid(np.array(5.5)))),
        ),
        ("order of the pair", "return z first, then a", lambda: (a, z)),
    ]
    cases = [Case("w = (2, -1), b = 0.5, x = (1, 3)", {}, (z, a))]
    report = inspect("by_hand", function, cases, mistakes, same=_same_by_hand, shown=_shown_pair)
    for check in report.checks:  # the numbers are the exercise: they are not told
        check.expected = "z, then a"
        if not check.passed and not check.mistake and check.message.startswith("expected"):
            check.message, check.mistake = _wrong_by_hand(call(function, {}).value, z)
    return report


def _wrong_by_hand(value, z):
    """Which number is wrong, without the right one, and the mistake's name."""
    parts = list(value) if isinstance(value, (tuple, list)) else []
    if any(isinstance(part, str) for part in parts):
        return "give numbers, without quotes", "strings"
    if len(parts) > 2:
        return f"{len(parts)} numbers came back. A decimal number has a point: 0.5 and not 0,5", "decimal comma"
    if len(parts) != 2:
        return "return two numbers, z and a", "no pair"
    if not abs(float(as_array(parts[0]) if np.ndim(parts[0]) == 0 else np.nan) - z) < 0.006:
        return "z is not right: multiply each input by its weight, add the products, add b", "z"
    return "z is right, a is not: a = 1 / (1 + exp(-z)), with a minus, and lies between 0 and 1", "a"


def _shown_pair(value):
    try:
        return ", ".join(f"{float(number):.4g}" for number in value)
    except (TypeError, ValueError, OverflowError):
        return "no pair (z, a)"


def _mistakes_of_a_neuron(z_of):
    """What a neuron answers under each mistake; ``z_of(w, x, b)`` is its weighted sum."""
    return [
        ("no activation", "that is z. The sigmoid is missing", z_of),
        ("bias forgotten", "the bias is left out", lambda w, x, b: sigmoid(z_of(w, x, 0))),
        ("sign in exp", "the sign in the exponent: 1 / (1 + exp(-z))", lambda w, x, b: sigmoid(-z_of(w, x, b))),
        ("bias outside", "the bias belongs to z, before the sigmoid", lambda w, x, b: sigmoid(z_of(w, x, 0)) + b),
        ("brackets", "brackets: 1 divided by all of (1 + exp(-z))", lambda w, x, b: 1 + np.exp(-z_of(w, x, b))),
        ("step", "that is the binary step. The sigmoid is wanted", lambda w, x, b: (z_of(w, x, b) >= 0) * 1.0),
    ]


def inspect_neuron(function):
    """Report on ``neuron(w, x, b)``."""
    cases = [
        Case(f"{n} inputs" if n > 1 else "1 input", {"w": w, "x": x, "b": b}, sigmoid(w @ x + b))
        for n, w, x, b in _rows()
    ]
    return inspect("neuron", function, cases, [
        *_mistakes_of_a_neuron(lambda w, x, b: w @ x + b), *_few_inputs(sigmoid),
        ("bias per input", "the bias joins once, not once per input", lambda w, x, b: sigmoid(np.sum(w * x + b))),
    ])  # fmt: skip


def inspect_neuron_for_rows(function):
    """Report on ``neuron_for_rows(w, X, b)``."""
    cases = []
    for m, n in ((5, 2), (3, 3), (1, 4), (7, 1)):
        rng = np.random.default_rng(10 * m + n)
        w, X, b = rng.normal(size=n).round(2), rng.normal(size=(m, n)).round(2), round(float(rng.uniform(0.5, 1)), 2)
        cases.append(Case(f"m = {m}, {n} inputs", {"w": w, "X": X, "b": b}, sigmoid(X @ w + b)))
    mistakes = _mistakes_of_a_neuron(lambda w, X, b: X @ w + b)
    mistakes.append(("column", "the shape is (m,): one number per row, in one dimension",
                     lambda w, X, b: sigmoid(X @ w + b)[:, None]))  # fmt: skip
    mistakes.append(
        ("first row alone", "that is the first row. All rows are wanted", lambda w, X, b: sigmoid(X[0] @ w + b))
    )
    mistakes.append(("all rows summed", "the rows are added up: one number per row is wanted",
                     lambda w, X, b: sigmoid(np.sum(X * w) + b)))  # fmt: skip
    return inspect("neuron_for_rows", function, cases, mistakes)


weighted_sum = lecture_check(inspect_weighted_sum)
by_hand = lecture_check(inspect_by_hand)
neuron = lecture_check(inspect_neuron)
neuron_for_rows = lecture_check(inspect_neuron_for_rows)
