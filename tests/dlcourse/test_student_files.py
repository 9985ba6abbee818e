"""A student's functions from a file or a notebook: definitions alone run, errors show the cell."""

import json

import pytest

from dlcourse.commands.live_kernel import NAMES, playground, theirs
from dlcourse.engines.files import functions_in

CODE = """
import numpy as np
from dlcourse import nn
print("never printed"); raise SystemExit
scale = 2
def initialize_parameters(layer_sizes, rng): return nn.initialize_parameters(layer_sizes, rng)
def forward(X, parameters, hidden="sigmoid", output="sigmoid"): return nn.forward(X, parameters, hidden, output)
def cost(y_hat, y): return float(np.mean((y_hat - y) ** 2))
"""
SECOND = """
%matplotlib inline
def broken(
"""
THIRD = """
late = undefined_name
def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    return {"dW1": parameters["W9"]}

def update_parameters(parameters, gradients, learning_rate):
    return nn.update(parameters, gradients, learning_rate)

for _ in range(10**12): update_parameters({}, {}, 1)
"""


@pytest.fixture
def notebook(tmp_path):
    file = tmp_path / "mine.ipynb"
    cells = [{"cell_type": "markdown", "source": "# Mine"}]
    cells += [{"cell_type": "code", "source": source} for source in (CODE, SECOND.splitlines(keepends=True), THIRD)]
    file.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return file


def test_a_notebook_gives_its_functions_and_runs_nothing_else(notebook, capsys):
    found = theirs(notebook)
    assert list(found) == list(NAMES) and found["cost"](3.0, 1.0) == 4
    assert capsys.readouterr().out == ""


def test_their_error_names_the_cell_and_the_line(notebook):
    view = playground("learning-rate", str(notebook))
    view._link._asked(None, {"kind": "step", "count": 1}, [])
    error = view._link.run.error
    assert error["where"] == "mine.ipynb, code cell 3, line 4" and error["line"] == 'return {"dW1": parameters["W9"]}'
    assert view.lesson == "learning-rate"


def test_without_a_file_the_functions_of_the_course_train():
    view = playground()
    view._link._asked(None, {"kind": "step", "count": 20}, [])
    assert view.updates == 20 and view._link.run.error is None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.py", "def cost(y_hat, y): return 0", "has no function initialize_parameters, forward, backward"),
        ("a.ipynb", "{}", "is not a notebook"),
        ("a.ipynb", "not json", "is not a notebook"),
        ("missing.py", None, "cannot be read: No such file"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path, name, text, said):
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        functions_in(tmp_path / name, NAMES)
