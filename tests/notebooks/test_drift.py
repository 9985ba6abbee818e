"""The notebooks in the repository are exactly what their text makes, and saving either twin updates the other."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copy, copytree

import jupytext
import nbformat
import pytest
from jupytext.config import load_jupytext_config

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def repository(tmp_path):
    """A copy of what the builder reads and writes."""
    for folder in ("course", "source", "release", "text", "tools"):
        copytree(ROOT / folder, tmp_path / folder)
    for name in ("nbgrader_config.py", "jupytext.toml"):
        copy(ROOT / name, tmp_path)
    return tmp_path


def build(repository, *arguments):
    command = [sys.executable, "tools/notebooks.py", *arguments]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.suffix in {".ipynb", ".py"}}


def manager(folder):
    manager = jupytext.TextFileContentsManager()
    manager.root_dir = str(folder)
    return manager


def test_regenerating_changes_no_byte(repository):
    before = contents(repository)
    result = build(repository)
    assert result.returncode == 0, result.stderr
    assert contents(repository) == before


def test_check_names_a_notebook_that_drifted_and_leaves_it_alone(repository):
    twin = repository / "text/course/00-start-here.py"
    twin.write_text(twin.read_text() + "\n# %%\n1 + 1\n")
    before = contents(repository)
    result = build(repository, "--check")
    assert result.returncode == 1
    assert "course/00-start-here.ipynb" in result.stdout
    assert contents(repository) == before


@pytest.mark.parametrize(
    ("notebook", "twin"),
    [
        ("course/00-start-here.ipynb", "text/course/00-start-here.py"),
        (
            "source/implementing-backpropagation/implementing-backpropagation.ipynb",
            "text/source/implementing-backpropagation/implementing-backpropagation.py",
        ),
    ],
)
def test_saving_a_notebook_in_author_mode_updates_its_twin_alone(repository, notebook, twin):
    author, before = manager(repository), contents(repository)
    model = author.get(notebook)
    model["content"]["cells"][0]["source"] += "\nA new sentence."
    author.save(model, notebook)
    after = contents(repository)
    changed = {str(p) for p in after if before.get(p) != after[p] and ".ipynb_checkpoints" not in p.parts}
    assert changed == {notebook, twin}
    text, old = (repository / twin).read_text(), (ROOT / twin).read_text()
    assert text.replace("# A new sentence.\n", "") == old


def test_a_readers_copy_is_not_paired(repository):
    copytree(repository / "course", repository / "my-work" / "course")
    reader = manager(repository / "my-work")
    model = reader.get("course/00-start-here.ipynb")
    model["content"]["cells"][0]["source"] += "\nMine."
    reader.save(model, "course/00-start-here.ipynb")
    assert not list((repository / "my-work").rglob("*.py"))
    twin = "text/course/00-start-here.py"
    assert (repository / twin).read_bytes() == (ROOT / twin).read_bytes()


def test_notebooks_are_clean():
    paths = [p for folder in ("course", "source", "release") for p in (ROOT / folder).rglob("*.ipynb")]
    assert paths
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        ids = [cell["id"] for cell in notebook.cells]
        assert len(set(ids)) == len(ids), path
        assert not any(cell.get("outputs") for cell in notebook.cells), path
