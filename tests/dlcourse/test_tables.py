"""What a check's table shows: small inputs, a line that makes the others, and two sides that never read alike."""

import numpy as np
import pytest
from dlgrader.mistakes.matrix import reads_alike

from dlcourse import nn
from dlcourse.check.harness.exercises import Case, inspect
from dlcourse.check.harness.inputs import values_text
from dlcourse.check.harness.shown import two_texts
from dlcourse.check.implementing_backpropagation.backward import inspect_backward
from dlcourse.check.implementing_backpropagation.batches import inspect_mini_batches
from dlcourse.check.implementing_backpropagation.cost import inspect_cost
from dlcourse.check.implementing_backpropagation.forward import inspect_forward
from dlcourse.check.lectures import lecture_02, lecture_03, lecture_07, lecture_08, lecture_10, lecture_11
from dlcourse.check.perceptron.neuron import inspect_weighted_sum


def wrong(report):
    return [one for one in report.checks if one.passed is False]


PAIRS = {
    "digits": (0.123456789, 0.123456788),
    "digits of an entry": (np.linspace(0, 1, 20), np.linspace(0, 1, 20) + np.eye(20)[7] * 1e-9),
    "shape": (np.array([0.5]), 0.5),
    "rows and columns": (np.ones((3, 1)), np.ones((1, 3))),
    "text of a number": (0.5, "0.5"),
    "a number in a list of text": (np.array([1.0, 2.0]), ["1", "2"]),
    "complex": (np.array([1.0]), np.array([1.0 + 0j])),
    "huge": (1e150, 1e150),
    "NaN": (float("nan"), float("nan")),
    "third of three": (tuple(np.zeros(4) for _ in range(3)), (np.zeros(4), np.zeros(4), np.eye(4)[2])),
    "one array for three": (tuple(np.zeros(4) for _ in range(3)), np.zeros((3, 4))),
    "a pair and a list of one": ((1.0, 2.0), [1.0]),
    "key": ({"W1": (2, 3)}, {"w1": (2, 3)}),
    "shapes in a dictionary": ({"b1": (3,)}, {"b1": 3}),
    "one key more": ({"W1": np.ones(2)}, {"W1": np.ones(2), "b1": np.ones(2)}),
    "text with a blank": ("W^1_(0,1)", "W^1_(0, 1)"),
    "True and 1": (1.0, True),
    "nothing": (0.0, None),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=list(PAIRS))
def test_two_sides_never_read_alike(pair):
    expected, got = two_texts(*pair)
    assert "".join(expected.split()).casefold() != "".join(got.split()).casefold()
    assert expected and got and len(expected) < 120 and len(got) < 120


def test_the_part_that_differs_is_named_and_its_first_wrong_entry_shown():
    def zeros(z):
        return (z >= 0) * 1.0, np.maximum(z, 0), np.zeros(np.shape(z))

    first = wrong(lecture_03.inspect_step_relu(zeros))[0]
    assert first.expected == "relu_prime: [0, 0, 0, 1, 1, 1]" and first.got == "relu_prime: [0, 0, 0, 0, 0, 0]"
    second = lecture_11.inspect_layer_gradients(lambda d, A: (d.T @ A + np.eye(len(d.T), len(A.T)), d.sum(axis=0)))
    assert wrong(second)[0].expected.startswith("dW: ") and wrong(second)[0].expected.endswith(" at [0, 0]")


@pytest.mark.parametrize(
    "report",
    [
        lambda: lecture_03.inspect_step_relu(lambda z: np.array([z >= 0, np.maximum(z, 0), z > 0]) * 0.999),
        lambda: lecture_07.inspect_scale(lambda a, b: ((a - a.mean(0)) / a.std(0), (b - a.mean(0)) / a.std(0) + 1e-3)),
        lambda: lecture_08.inspect_shapes(lambda s: {k: str(v) for k, v in lecture_08._shapes(s).items()}),
        lambda: lecture_10.inspect_descend(lambda f, g, w, r, n, t: (w, 5)),
        lambda: lecture_10.inspect_updates(lambda N, b, e: str(-(-N // b) * e)),
        lambda: inspect_cost(lambda y_hat, y: np.full(len(y), nn.mse(y_hat, y))),
        lambda: inspect_weighted_sum(lambda x, w, b: [str(w @ x + b)]),
        lambda: inspect_mini_batches(
            lambda X, y, size, rng: [(X[rows], y[rows]) for rows in np.split(rng.integers(0, len(X), len(X)), [size])]
        ),
    ],
    ids=["03", "07", "08", "10", "10 text", "cost", "weighted_sum", "mini_batches"],
)
def test_no_failed_row_reads_alike(report):
    rows = wrong(report())
    assert rows and not [row for row in rows if reads_alike(row)]


def test_small_inputs_stand_in_the_table():
    row = wrong(lecture_02.inspect_weighted_sum(lambda w, x, b: w @ x))[0]
    assert row.tested == "2 inputs: w = [1.75, -0.75], x = [-1.5, -0.5], b = 1" and not row.again
    assert "b = 1" in lecture_02.inspect_weighted_sum(lambda w, x, b: w @ x)._repr_html_()


def test_what_was_said_is_not_said_twice():
    assert values_text({"hours": 24}, "hours = 24") == ("", True)
    assert values_text({"w": np.array([1.5, 2]), "b": 2}, "b = 2") == ("w = [1.5, 2]", True)


def test_values_that_are_cut_are_called_so_and_large_ones_left_out():
    assert values_text({"b": 1 / 3}) == ("b = 0.3333", False)
    assert values_text({"X": np.ones((9, 9)), "b": 2}) == ("", False)
    assert values_text({"f": np.sin, "w": 2.0}) == ("w = 2", False)
    assert values_text({"parameters": {"W1": np.array([[1.0]]), "b1": np.array([0.5])}})[0] == "W1 = [[1]], b1 = [0.5]"


def test_the_line_makes_the_inputs_and_the_call():
    def forward_all(X, parameters):
        return X * 2

    from dlcourse.check.lectures import lecture_08 as check

    row = wrong(check.inspect_forward_all(forward_all))[0]
    names = {"check": check, "forward_all": lambda X, parameters: nn.forward(X, parameters)[0]}
    exec(f"result = None\n{row.again.replace('; ', chr(10) + 'result = ')}", names)
    assert names["given"]["X"].shape == (*names["result"].shape[:1], 2) == (5, 2)
    names["given"]["X"][:] = 0  # a copy: the next call is as the first
    assert check.inputs("forward_all", 0)["X"].any()


@pytest.mark.parametrize(
    ("report", "name", "argument"),
    [
        (lambda: inspect_forward(lambda X, parameters, **names: (X, {})), "forward", "parameters"),
        (lambda: inspect_backward(lambda y, parameters, cache, **names: {}), "backward", "cache"),
        (lambda: inspect_mini_batches(lambda X, y, batch_size, rng: [(X, y)]), "mini_batches", "rng"),
        (lambda: inspect_weighted_sum(lambda x, w, b: w @ x), "weighted_sum", "x"),
    ],
    ids=["forward", "backward", "mini_batches", "weighted_sum"],
)
def test_an_assignments_rows_have_such_a_line(report, name, argument):
    from dlcourse.check import implementing_backpropagation as check

    row = next(row for row in wrong(report()) if row.again)
    names = {"check": check, name: lambda *own, **given: given}
    exec(row.again.split("; ")[0], names)
    assert argument in names["given"]


def test_inputs_before_the_check_are_refused_in_one_sentence():
    with pytest.raises(LookupError, match="run its check first"):
        lecture_02.inputs("nothing of this name", 3)


def test_hidden_inputs_are_neither_shown_nor_kept():
    inspect_weighted_sum(lambda x, w, b: w @ x)
    kept = lecture_02.inputs("weighted_sum")
    row = wrong(inspect_weighted_sum(lambda x, w, b: w @ x, seed=8))[0]
    assert row.tested == "2 inputs" and not row.again
    assert np.array_equal(lecture_02.inputs("weighted_sum")["x"], kept["x"])


BY_HAND = [None, 3, (-0.5, 0.9), (0.5, 0.38), (5.5, 1.0), (-1, 0.27), (-0.5, 0.62), (0.38, -0.5), ("-0.5", 0.38)]


@pytest.mark.parametrize("value", BY_HAND, ids=list(map(str, BY_HAND)))
def test_an_exercise_on_paper_never_tells_its_numbers(value):
    report = lecture_02.inspect_by_hand(lambda: value)
    said = str(report) + report._repr_html_() + str(report.as_dict())
    given = value if isinstance(value, tuple) else ()
    for number in (-0.5, 0.5, -3, 0.3775, 0.378):
        if not any(str(number) in str(mine) for mine in given) and number != 0.5:  # 0.5 is b, which is given
            assert f"{number}" not in said.replace("w = (2, -1), b = 0.5, x = (1, 3)", "")


def test_partials_and_the_assignment_tell_no_number_either():
    from dlcourse.check.implementing_backpropagation.by_hand import KEYS, inspect_by_hand
    from dlcourse.check.lectures import two_children

    for report in (
        inspect_by_hand(dict.fromkeys(KEYS, 9.0)),
        lecture_11.inspect_partials(lambda: dict.fromkeys(two_children.KEYS, 9.0)),
    ):
        assert {row.expected for row in wrong(report)} == {"a number that follows from the ones before it"}


def test_inputs_of_an_exercise_that_raises_are_shown_too():
    report = inspect("half", lambda n: n / 0, [Case("one number", {"n": 3}, 1.5)])
    assert report.checks[0].tested == "one number: n = 3"


def test_an_output_next_to_its_border_does_not_read_like_it():
    from dlcourse.check.forward_pass_and_cost.xor import inspect_xor

    a = np.log(0.8999 / 0.1001) / 18.1  # the outputs lie just within 0.1 and 0.9
    weights = {"W1": np.array([[20.0, 20], [-20, -20]]), "b1": np.array([-10.0, 30]),
               "W2": 36.2 * a * np.ones((1, 2)), "b2": np.array([-54.3 * a])}  # fmt: skip
    row = wrong(inspect_xor(weights))[0]
    assert row.expected == "below 0.1" and row.got.startswith("0.1001")
