"""A check says when it was given an older version than the one typed last, and only then."""

from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbgrader.validator import Validator

from dlcourse.check.harness import newest

ROOT = Path(__file__).resolve().parents[2]
FIRST = 'def cost(y_hat, y):\n    """The cost."""\n    return 1'
DICT = 'answers = {\n    "dA2": -0.8,\n}'
BEFORE = "This is about the version before"


@pytest.fixture
def shell(monkeypatch):
    """A shell of its own, which hears how its inputs end."""
    shell = InteractiveShell()
    shell.history_manager.enabled = False
    monkeypatch.setattr(newest, "shell_here", lambda: shell)
    monkeypatch.setattr(newest, "_ended", {})
    monkeypatch.setattr(newest, "_heard", [])
    monkeypatch.setattr(newest, "_cells", {})
    monkeypatch.setattr(newest, "_arrived", {})
    newest.listen()
    shell.user_ns["seen"] = []
    shell.user_ns["older_version"] = newest.older_version
    shell.run_cell("class check: cost = by_hand = staticmethod(lambda given: seen.append(older_version()))", True)
    return shell


def said(shell, *inputs, last="check.cost(cost)"):
    """What the check says first; an input is a text, or the id of its cell and a text."""
    for given in (*inputs, last):
        cell, text = given if isinstance(given, tuple) else (None, given)
        shell.run_cell(text, store_history=True, cell_id=cell)
    return shell.user_ns["seen"][-1]


@pytest.mark.parametrize(
    ("newest", "words"),
    [
        (FIRST + ")", "The cell above did not run (SyntaxError, line 3)"),
        (FIRST.replace("return 1", "return (1"), "did not run (SyntaxError"),
        (FIRST.replace("return", "return w :="), "did not run (SyntaxError"),
        (FIRST.replace("    return", "return"), "did not run (SyntaxError"),
        (FIRST.replace("    return", "      return"), "did not run (IndentationError, line 3)"),
        (FIRST.replace("def", "de"), "did not run (SyntaxError, line 1)"),
        ("1 / 0\n" + FIRST, "The cell above stopped before that line (ZeroDivisionError, line 1)"),
        (FIRST.replace("cost(", "Cost("), "The newest version is called Cost, not cost"),
    ],
)
def test_an_older_version_is_named(shell, capsys, newest, words):
    answer = said(shell, FIRST, newest)
    assert words in answer and BEFORE in answer
    assert said(shell) == answer  # also when the check runs again


LONGER = FIRST.replace("The cost.", "The mean squared error of m rows.")


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ([("a", FIRST), ("a", FIRST.replace("cost(", "my_cost("))], "is called my_cost, not cost"),
        ([("a", FIRST), ("b", "x = 1"), ("a", "def mse(y_hat, y):\n    return 1"), "x"], "is called mse, not cost"),
        ([("a", FIRST), ("a", "def one(): pass\ndef two(): pass")], "The cell that made cost was run again without it"),
        ([("a", FIRST), ("a", "x = 1")], "The cell that made cost was run again without it"),
        ([("a", FIRST), ("a", "x = 1"), ("a", FIRST.replace("cost(", "loss("))], "is called loss"),
        ([("a", FIRST), ("a", "1 / 0"), ("b", "x = 1")], "stopped before that line (ZeroDivisionError, line 1)"),
        ([LONGER, LONGER.replace("cost(", "mean_squared(")], "is called mean_squared, not cost"),
        ([LONGER, LONGER.replace("cost(", "csot(")], "is called csot, not cost"),
        ([LONGER, LONGER.replace("cost(", "costs(").replace("return 1", "return 2")], "is called costs, not cost"),
    ],
)
def test_a_cell_that_lost_the_name(shell, capsys, inputs, words):
    answer = said(shell, *inputs)
    assert words in answer and BEFORE in answer
    assert said(shell) == answer


@pytest.mark.parametrize(
    "inputs",
    [
        [("a", FIRST), ("b", FIRST.replace("cost(", "my_cost("))],
        [("a", "x = 1"), ("b", FIRST), ("a", "x = 2")],
        [("a", FIRST), ("a", "x = 1"), ("a", FIRST)],
        [("a", FIRST), ("a", "x = 1"), ("b", FIRST)],  # cut out, and put into another cell
        [LONGER, LONGER.replace("cost(", "cost_old(")],
        [LONGER, LONGER.replace("cost(", "old_cost(")],
        [LONGER, LONGER.replace("cost(", "cost2(")],
        [LONGER, LONGER.replace("cost(", "mse(").replace("error", "deviation")],
    ],
)
def test_a_name_that_is_kept_elsewhere_is_no_false_alarm(shell, capsys, inputs):
    assert said(shell, *inputs) == "" and said(shell) == ""


def test_what_arrived_although_its_cell_failed(shell, capsys):
    shell.run_cell(FIRST, store_history=True)
    shell.run_cell("1 / 0\n" + FIRST, store_history=True)
    newest.arrived(shell.execution_count - 1, {"cost"})
    assert said(shell) == ""


def test_a_decimal_comma_in_a_dictionary(shell, capsys):
    answer = said(shell, DICT, DICT.replace("-0.8", "-0,8"), last="check.by_hand(answers)")
    assert "did not run (SyntaxError, line 2)" in answer


@pytest.mark.parametrize(
    "inputs",
    [
        [FIRST],
        [FIRST + ")", FIRST],
        [FIRST + "\n1 / 0"],  # it failed after the definition
        [FIRST, "1 / 0"],
        [FIRST, "x = = 2"],
        [FIRST, "cost = lambda y_hat, y: 2"],
        [FIRST, "import functools\ncost = functools.partial(cost, y=1)"],
        ["exec('def cost(y_hat, y): return 3')"],
        ["from math import sqrt as cost"],
        [FIRST, "%%time\n" + FIRST],
        ["%matplotlib --list\n" + FIRST],
        ["!true\n" + FIRST],
        [FIRST, FIRST.replace("cost(", "cost_old(")],
        [FIRST, "def forward(X):\n    return X"],
    ],
)
def test_no_false_alarm(shell, capsys, inputs):
    assert said(shell, *inputs) == "" and said(shell) == ""


def test_a_dictionary_that_its_own_reminder_follows(shell, capsys):
    stub = DICT + "\nif True:\n    raise NotImplementedError"
    assert said(shell, stub, last="check.by_hand(answers)") == ""


def test_the_cell_of_the_check_may_define_it(shell, capsys):
    assert said(shell, FIRST, FIRST + ")", last=FIRST + "\ncheck.cost(cost)") == ""


def test_without_ipython_nothing_is_said(monkeypatch):
    monkeypatch.setattr(newest, "shell_here", lambda: None)
    assert newest.older_version() == ""


def test_a_right_version_before_is_not_passed(shell, capsys):
    right = "def weighted_sum(w, x, b):\n    return w @ x + b"
    call = "check.weighted_sum(weighted_sum)"
    for text in ("from dlcourse.check.lectures import lecture_02 as check", right):
        shell.run_cell(text, store_history=True)
    assert shell.run_cell(call, store_history=True).success
    shell.run_cell(right + ")", store_history=True)
    error = shell.run_cell(call, store_history=True).error_in_exec
    assert "did not run (SyntaxError, line 2)" in str(error) and "passed" not in str(error)
    shell.run_cell(right, store_history=True)
    assert shell.run_cell(call, store_history=True).success


@pytest.mark.slow
def test_validate_names_an_older_version_too(tmp_path):
    """nbgrader's Validate runs the notebook in a kernel of its own: the cell that failed is named there as well."""
    release = nbformat.read(ROOT / "release" / "perceptron" / "perceptron.ipynb", as_version=4)
    right = "def weighted_sum(x, w, b):\n    return float(w @ x + b)"
    check = next(c for c in release.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "test_weighted_sum")
    imports = next(c for c in release.cells if c.cell_type == "code")
    answers = [nbformat.v4.new_code_cell(text) for text in (right, right + ")")]
    nbformat.write(nbformat.v4.new_notebook(cells=[imports, *answers, check]), tmp_path / "work.ipynb")
    (failed,) = Validator().validate(str(tmp_path / "work.ipynb"))["failed"]
    assert "The cell above did not run (SyntaxError, line 2)" in " ".join(failed["raw_error"].split())
