"""The capstone: its points and signatures, the network on paper, and what its prose promises."""

import ast
import inspect
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from dlcourse.check.implementing_backpropagation.by_hand import KEYS, NETWORK

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


def cells(notebook):
    """{grade_id: cell}"""
    return {
        cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if cell.metadata.get("nbgrader") is not None
    }


def code(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


def functions(source):
    """{name: function node}"""
    return {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def test_points_are_those_that_were_agreed():
    for notebook in (SOURCE, RELEASE):
        graded = cells(notebook)
        assert {question: graded[f"test_{question}"].metadata.nbgrader.points for question in POINTS} == POINTS
        assert len(graded) == 2 * len(POINTS)


def test_names_and_signatures_are_those_that_were_agreed():
    assert set(functions(code(SOURCE))) == set(functions(code(RELEASE))) == set(SIGNATURES)
    for notebook in (SOURCE, RELEASE):
        for name, node in functions(code(notebook)).items():
            names = {}
            exec(f"def {name}({ast.unparse(node.args)}): pass", names)
            assert str(inspect.signature(names[name])) == SIGNATURES[name]


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
