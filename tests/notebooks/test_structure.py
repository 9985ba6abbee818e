"""The assignment's source and release: its cells, points and signatures, and nothing of a solution in the release."""

import ast
import inspect
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from dlgrader.mistakes.implementing_backpropagation import reference

from dlcourse import check
from dlcourse.check.by_hand import KEYS, NETWORK

ROOT = Path(__file__).resolve().parents[2]
PATH = "implementing-backpropagation/implementing-backpropagation.ipynb"
SOURCE = nbformat.read(ROOT / "source" / PATH, as_version=4)
RELEASE = nbformat.read(ROOT / "release" / PATH, as_version=4)
POINTS = {
    "activations": 10,
    "initialization": 5,
    "forward": 15,
    "cost": 5,
    "by_hand": 10,
    "backward": 25,
    "gradient_check": 10,
    "update": 5,
    "mini_batches": 5,
    "train": 10,
}
SIGNATURES = {
    "sigmoid": "(z)",
    "tanh": "(z)",
    "relu": "(z)",
    "sigmoid_prime": "(z)",
    "tanh_prime": "(z)",
    "relu_prime": "(z)",
    "initialize_parameters": "(layer_sizes, rng)",
    "forward": "(X, parameters, hidden='sigmoid', output='sigmoid')",
    "cost": "(y_hat, y)",
    "backward": "(y, parameters, cache, hidden='sigmoid', output='sigmoid')",
    "gradient_check": "(cost_of, parameters, gradients, epsilon=1e-05)",
    "update_parameters": "(parameters, gradients, learning_rate)",
    "mini_batches": "(X, y, batch_size, rng)",
    "train": "(X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, "
    "hidden='sigmoid', output='sigmoid')",
}
CALLS = {
    "activations": "check.activations(sigmoid, tanh, relu, sigmoid_prime, tanh_prime, relu_prime)",
    "initialization": "check.initialization(initialize_parameters)",
    "forward": "check.forward(forward)",
    "cost": "check.cost(cost)",
    "by_hand": "check.by_hand(answers)",
    "backward": "check.backward(backward)",
    "gradient_check": "check.gradient_check(gradient_check)",
    "update": "check.update(update_parameters)",
    "mini_batches": "check.mini_batches(mini_batches)",
    "train": "check.train(train)",
}
HIDDEN = (
    "### BEGIN HIDDEN TESTS\nfrom dlgrader.assignments import implementing_backpropagation as check\n"
    "### END HIDDEN TESTS\n"
)


def cells(notebook):
    """{grade_id: cell}"""
    return {
        cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if cell.metadata.get("nbgrader") is not None
    }


def code(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


def functions(source):
    """{name: function node without its docstring}"""
    found = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    for node in found.values():
        if ast.get_docstring(node) is not None:
            del node.body[0]
    return found


@pytest.mark.parametrize("notebook", [SOURCE, RELEASE], ids=["source", "release"])
def test_cells_and_points(notebook):
    graded = cells(notebook)
    assert list(graded) == [name for question in POINTS for name in (question, f"test_{question}")]
    for question, points in POINTS.items():
        solution, test = graded[question].metadata.nbgrader, graded[f"test_{question}"].metadata.nbgrader
        assert (solution.points, solution.solution, solution.grade, solution.locked) == (0, True, False, False)
        assert (test.points, test.solution, test.grade, test.locked) == (points, False, True, True)
        assert solution.schema_version == test.schema_version == 3
        assert graded[question]["id"] == question
    assert sum(test.metadata.nbgrader.get("points", 0) for test in graded.values()) == 100


def test_prose_stands_before_each_question_and_gives_its_points():
    for number, (question, points) in enumerate(POINTS.items(), start=1):
        place = next(k for k, cell in enumerate(SOURCE.cells) if cell["id"] == question)
        prose = SOURCE.cells[place - 1]
        assert prose.cell_type == "markdown"
        heading = prose.source.split("\n")[0]
        assert re.fullmatch(rf"## {number}\. .* \({points} points\)", heading)
        assert "*Accepted:*" in prose.source
        assert SOURCE.cells[place + 1]["id"] == f"test_{question}"


def test_a_test_cell_ends_in_one_visible_call():
    for question, call in CALLS.items():
        assert cells(SOURCE)[f"test_{question}"].source == HIDDEN + call
        assert cells(RELEASE)[f"test_{question}"].source == call
        assert callable(getattr(check, question))


def test_names_and_signatures_are_those_of_the_issue():
    assert set(functions(code(SOURCE))) == set(functions(code(RELEASE))) == set(SIGNATURES)
    for notebook in (SOURCE, RELEASE):
        for name, node in functions(code(notebook)).items():
            names = {}
            exec(f"def {name}({ast.unparse(node.args)}): pass", names)
            assert str(inspect.signature(names[name])) == SIGNATURES[name]


def test_solutions_are_the_banks_reference():
    expected = functions(inspect.getsource(reference))
    found = functions(code(SOURCE))
    for name in SIGNATURES:
        assert ast.unparse(found[name]) == ast.unparse(expected[name]), name
    names = {}
    exec(cells(SOURCE)["by_hand"].source, names)
    assert names["answers"] == reference.answers


def test_the_release_holds_no_solution():
    text = (ROOT / "release" / PATH).read_text()
    for forbidden in ("SOLUTION", "HIDDEN", "dlgrader", "mistakes"):
        assert forbidden not in text
    for name, node in functions(code(RELEASE)).items():
        assert len(node.body) == 1 and isinstance(node.body[0], ast.Raise), name
    for question in POINTS:
        solution = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cells(SOURCE)[question].source, re.DOTALL)
        assert solution
        for line in {line.strip() for region in solution for line in region.split("\n")}:
            assert len(line) < 16 or line not in code(RELEASE), line


def test_every_docstring_gives_shapes():
    for node in ast.parse(code(SOURCE)).body:
        if isinstance(node, ast.FunctionDef):
            assert re.search(r"shape|\(m, |\(n_1,|float", ast.get_docstring(node)), node.name


def test_answers_wait_for_the_keys_in_order():
    source = cells(RELEASE)["by_hand"].source
    assert ast.literal_eval(source[len("answers = ") : source.index("}") + 1]) == dict.fromkeys(KEYS)


def test_the_matrices_in_the_prose_are_the_checks():
    prose = next(cell.source for cell in SOURCE.cells if cell.source.startswith("## 5."))
    rows = re.findall(r"(\w)(?:\^(\d))? = \\begin\{pmatrix\} (.*?) \\end\{pmatrix\}", prose)
    printed = {
        name + layer: np.array([[float(x) for x in row.split("&")] for row in body.split(r"\\")])
        for name, layer, body in rows
    }
    expected = {"X": NETWORK["X"], "y": NETWORK["y"], **NETWORK["parameters"]}
    assert set(printed) == set(expected)
    for name, value in expected.items():
        assert np.array_equal(printed[name].ravel(), value.ravel()), name


@pytest.mark.parametrize(
    "sentence",
    [
        "float32",
        "`NaN` (not a number) is never right",
        "loses the shape check, and that one alone",
        "its derivative there may be 0 or 1",
        "`np.mean` over all entries is right as well",
        "Biases may start at zero or at random",
        "Functions of the global `np.random`",
        "holds exactly `A0, Z1, A1, ..., ZL, AL`",
        "`batch_size` is at least 1 and at most $m$",
        "`parameters` is left as it was",
        "The cost before training is not in it, and is not compared with anything",
        "`abs(history[-1] - history[-2]) < tolerance`",
        "python -m dlcourse ready FILE",
    ],
)
def test_the_contract_is_told(sentence):
    prose = " ".join(" ".join(cell.source.split()) for cell in RELEASE.cells if cell.cell_type == "markdown")
    assert sentence in prose
