"""Stubs name the result and hints climb: a question, a smaller case, the line with one gap, the solution."""

import ast
import re

import numpy as np
import pytest
from lecture_text import NOTEBOOKS, cells, solutions

SMALL = {
    "mean": r"\bmeans?\b|\baverag",
    "sum": r"\bsums?\b|\badd(s|ed)?\b",
    "square": r"\bsquared?s?\b",
    "subtract": r"\bsubtract|\bdifferences?\b|\berrors?\b",
    "divide": r"\bdivid|\bover\b",
    "compare": r"\bcompar",
    "product": r"\bproducts?\b|\bmultipl",
    "clip": r"\bclip|\bcut\b",
    "logarithm": r"\blogarithm",
    "power": r"\bpower\b",
    "maximum": r"\bmaximum",
    "shuffle": r"\brandom order\b|\bshuffl",
    "copy": r"\bcop(y|ies)\b",
    "round": r"\bround(ed)?\b",
}
CALLS = {"mean": "mean", "sum": "sum", "clip": "clip", "log": "logarithm", "permutation": "shuffle"}
CALLS |= {"maximum": "maximum", "copy": "copy"}
HINT = re.compile(r"<details><summary>Hint \d</summary>\n+(.*?)\n+</details>", re.DOTALL)
OPERATIONS = {
    ast.Sub: "subtract", ast.Div: "divide", ast.FloorDiv: "round", ast.Mult: "product", ast.MatMult: "product",
    ast.Add: "sum",
}  # fmt: skip


def recipe(source):
    """The operations of a solution, each as its word in ``SMALL``."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.BinOp):
            word = OPERATIONS.get(type(node.op))
            if isinstance(node.op, ast.Pow):
                word = "square" if ast.unparse(node.right) == "2" else "power"
            found.add(word)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            found.add(CALLS.get(name))
        elif isinstance(node, ast.Compare):
            found.add("compare")
    return found - {None}


def expressions(source):
    """Every expression in a piece of code that says more than a name, a number or a shape."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.BinOp, ast.Call, ast.Compare, ast.Subscript)) and len(list(ast.walk(node))) > 5:
            found.add(ast.unparse(node))
    return found


def told(text, solution):
    """What a text gives away of a solution: operations by their words, expressions in code."""
    words = re.sub(r"`[^`]*`", " ", text)
    found = {word for word in recipe(solution) if re.search(SMALL[word], words, re.IGNORECASE)}
    for code in re.findall(r"`([^`]+)`", text):
        try:
            found |= expressions(code) & expressions(solution)
        except SyntaxError:
            continue
    return found


def ladders(lecture):
    """(name, words of the stub, hints) of each exercise."""
    sequence = cells(lecture)
    for k, cell in enumerate(sequence):
        stub = re.search(r"raise NotImplementedError\(\"(.*?)\"\)", cell.source)
        if stub and cell.cell_type == "code":
            name = re.match(r"def (\w+)\(", cell.source).group(1)
            yield name, stub.group(1), HINT.findall(sequence[k + 2].source)


@pytest.mark.parametrize("lecture", NOTEBOOKS)
def test_stubs_and_first_hints_keep_the_recipe(lecture):
    answers = solutions(lecture)
    for name, stub, hints in ladders(lecture):
        assert stub.startswith("return ") and not told(stub, answers[name]), (name, stub)
        assert len(told(hints[0], answers[name])) <= 1, (name, hints[0])


@pytest.mark.parametrize("lecture", NOTEBOOKS)
def test_hints_climb_from_a_question_to_a_line_with_a_gap(lecture):
    for name, _, hints in ladders(lecture):
        assert len(hints) == 3 and "?" in hints[0] + hints[1], name
        assert "..." in hints[2] or r"\dots" in hints[2], name


def test_a_recipe_would_be_found():
    solution = "def mse(y_hat, y):\n    return np.mean((y_hat - y) ** 2)"
    assert told("subtract, square, take the mean", solution) == {"subtract", "square", "mean"}
    assert told("It is `(y_hat - y) ** 2`.", solution) and not told("return one number", solution)
    assert told("one matrix product", "def f(A, B):\n    return A @ B.T") == {"product"}


# exercise: arguments of the smaller case in its hint, and what the hint says comes out
CASES = {
    ("00", "seconds_in"): ((2,), 7200),
    ("00", "average"): (([2, 4, 9],), 15 / 3),
    ("01", "share_right"): ((np.array([1, 2, 3]), np.array([1, 2, 7])), 2 / 3),
    ("01", "bag"): (("play jazz", ["jazz", "rain"]), [1, 0]),
    ("01", "error_of_last_value"): ((np.array([1, 3, 2]),), 2.5),
    ("02", "weighted_sum"): ((np.array([2, 3]), np.array([1, 10]), 5), 37),
    ("02", "neuron"): ((np.zeros(2), np.zeros(2), 0), 0.5),
    ("03", "sigmoid_and_slope"): ((np.zeros(1),), [[0.5], [0.25]]),
    ("03", "tanh_and_slope"): ((np.zeros(1),), [[0], [1]]),
    ("03", "left_after"): ((3, 0.25, 2), 0.125),
    ("04", "wrong_rows"): ((np.zeros(2), -1), [(0, 1), (1, 0)]),
    ("05", "count_parameters"): (([2, 3],), 9),
    ("06", "next_weight"): ((2, 3, 0.1), 1.7),
    ("06", "epochs_for"): ((10, 10, 3), 3),
    ("07", "accuracy"): ((np.array([[0.7], [0.2]]), np.ones((2, 1))), 0.5),
    ("07", "confusion"): ((np.array([[0.9], [0.1], [0.2]]), np.array([[1], [1], [0]])), [[1, 0], [1, 1]]),
    ("09", "mse"): ((np.zeros((2, 1)), np.array([[1], [-1]])), 1),
    ("09", "cross_entropy"): ((np.full((2, 1), 0.5), np.array([[1], [0]])), 0.693),
    ("09", "mse_slope"): ((np.array([[1], [0]]), np.zeros((2, 1))), [[1], [0]]),
    ("09", "cross_entropy_slope"): ((np.array([[0.5]]), np.ones((1, 1))), [[-2]]),
    ("10", "slope_of"): ((lambda w: w * w, 1.0), 2),
    ("10", "update"): ((2, 3, 0.1), 1.7),
    ("10", "updates"): ((5, 2, 1), 3),
    ("11", "output_delta"): ((np.array([[0.5]]), np.zeros((1, 1))), [[0.25]]),
}


@pytest.mark.parametrize("lecture", sorted({lecture for lecture, _ in CASES}))
def test_the_smaller_cases_of_the_hints_are_right(lecture):
    answers = solutions(f"lecture_{lecture}")
    for (number, name), (given, wanted) in CASES.items():
        if number == lecture:
            scope = {"np": np}
            exec(answers[name], scope)
            np.testing.assert_allclose(scope[name](*given), wanted, atol=1e-3, err_msg=name)


def test_what_else_the_hints_say():
    with np.errstate(over="ignore"):
        assert np.isfinite(np.exp(700.0)) and not np.isfinite(np.exp(710.0))
    names = {}
    exec(solutions("lecture_04")["learn"], names | {"np": np}, names)
    w, b = names["learn"](np.zeros(2), 0, np.array([1, 2]), 0, 1)
    assert w.tolist() == [-1, -2] and b == -1
    assert (np.array([2, 3]) * np.array([1, 10])).tolist() == [2, 30]
    assert np.random.default_rng(0).permutation(20).max() == 19
    for name, given, wanted in (
        ("learners", {"A": [1, 0.1], "B": [1, 0.9]}, ["A"]),
        ("wrong_gradients", {"dW1": 1e-9, "db1": 0.3}, ["db1"]),
    ):
        exec(solutions("lecture_12")[name], names)
        assert names[name](given) == wanted
    assert pytest.approx(0.393) == 0.237 + 0.156  # and 20 rows with a share of 0.25: 5
