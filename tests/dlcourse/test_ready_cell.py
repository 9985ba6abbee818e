"""`ready()` in a cell: finds its own notebook, says what the command says, and never runs itself."""

import os
import shutil
from pathlib import Path

import ipywidgets
import nbformat
import pytest
from IPython import get_ipython

import dlcourse
from dlcourse import ready
from dlcourse.check.harness import own_file
from dlcourse.commands import ready_cell
from dlcourse.commands.ready import run

ROOT = Path(__file__).resolve().parents[2]
PERCEPTRON = ROOT / "release" / "perceptron" / "perceptron.ipynb"


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A student's folder with one notebook; no session is known."""
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.delenv(ready_cell.RUNNING, raising=False)
    shutil.copy(PERCEPTRON, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "perceptron.ipynb"


@pytest.fixture
def asked(monkeypatch):
    """The notebooks that would be run."""
    found = []
    monkeypatch.setattr(ready_cell, "_run", found.append)
    return found


@pytest.mark.parametrize("session", ["{file}", "perceptron.ipynb", "elsewhere/perceptron.ipynb"])
def test_jupyterlabs_name_of_the_session(mine, asked, monkeypatch, session, capsys):
    monkeypatch.setenv("JPY_SESSION_NAME", session.format(file=mine))
    assert ready() is None
    assert [path.resolve() for path in asked] == [mine]
    assert "Save first: Ctrl+S" in capsys.readouterr().out


def test_vs_codes_name(mine, asked, monkeypatch):
    monkeypatch.setattr(own_file, "_of_vs_code", lambda: str(mine))
    ready()
    assert asked == [mine]
    assert get_ipython() is None


@pytest.mark.parametrize("session", [None, "renamed.ipynb", "console-1", ""])
def test_a_notebook_that_nobody_names_is_asked_for(mine, asked, monkeypatch, session, capsys):
    if session is not None:
        monkeypatch.setenv("JPY_SESSION_NAME", session)
    ready()
    assert asked == []
    assert 'ready("FILE.ipynb")' in capsys.readouterr().out
    ready("perceptron.ipynb")
    assert asked == [Path("perceptron.ipynb")]


def test_a_notebook_run_by_ready_does_not_run_itself(mine, asked, monkeypatch, capsys):
    monkeypatch.setenv(ready_cell.RUNNING, "1")
    ready("perceptron.ipynb")
    assert asked == []
    assert "does nothing here" in capsys.readouterr().out


def test_a_notebook_run_by_nbgrader_does_not_run_itself(mine, asked, monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    ready("perceptron.ipynb")
    assert asked == []
    assert "does nothing here" in capsys.readouterr().out


def test_within_the_command_the_cell_is_silent(mine):
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("from dlcourse import ready\nready('perceptron.ipynb')")]
    )
    run(book, mine.parent)
    (output,) = book.cells[0].outputs
    assert (output.name, output.text) == ("stdout", "ready() does nothing here: this notebook is being run by it.\n")
    assert ready_cell.RUNNING not in os.environ


def test_the_words_are_the_commands(mine, capsys):
    """A file that is no assignment: the command answers without a kernel."""
    (mine.parent / "notes.ipynb").write_text("{")
    before = (mine.parent / "notes.ipynb").read_bytes()
    ready("notes.ipynb")
    said = capsys.readouterr()
    assert "is not a notebook" in said.out
    assert said.err == ""
    assert (mine.parent / "notes.ipynb").read_bytes() == before


def test_the_button_runs_it_when_it_is_pressed(mine, asked, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    ready(mine, button=True)
    assert asked == []
    button = next(child for child in shown[0].children if isinstance(child, ipywidgets.Button))
    button.click()
    button.click()
    assert asked == [mine, mine]
    assert not button.disabled


def test_the_package_has_no_other_name_by_chance():
    with pytest.raises(AttributeError, match="no attribute 'opened'"):
        dlcourse.opened  # noqa: B018
