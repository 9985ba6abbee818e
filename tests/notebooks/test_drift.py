"""The notebooks in the repository are exactly what their text makes, and saving either twin updates the other."""

import contextlib
import importlib.util
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, copytree, rmtree

import jupytext
import nbformat
import pytest
from jupytext.config import load_jupytext_config

ROOT = Path(__file__).resolve().parents[2]
LECTURE, LECTURE_TWIN = "course/00-start-here.ipynb", "text/course/00-start-here.py"
SOURCE = "source/implementing-backpropagation/implementing-backpropagation.ipynb"
SOURCE_TWIN = "text/source/implementing-backpropagation/implementing-backpropagation.py"

IDENTITY = ("-c", "user.name=Author", "-c", "user.email=author@example.org")

SPEC = importlib.util.spec_from_file_location("notebooks", ROOT / "tools" / "notebooks.py")
notebooks = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(notebooks)


@pytest.fixture
def repository(tmp_path):
    """A copy of what the builder reads and writes."""
    for folder in ("course", "source", "release", "text", "tools"):
        copytree(ROOT / folder, tmp_path / folder)
    for name in ("nbgrader_config.py", "jupytext.toml"):
        copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.fixture
def lectures(repository):
    """A copy without the assignments, which nbgrader would take seconds for."""
    for folder in ("text/source", "source", "release"):
        rmtree(repository / folder)
    return repository


@dataclass
class Run:
    """What the builder's command line did."""

    returncode: int
    stdout: str
    stderr: str


def build(repository, *arguments):
    """`python tools/notebooks.py` for a copy of the repository, without starting Python anew."""
    stdout, status = io.StringIO(), 0
    with contextlib.redirect_stdout(stdout):
        try:
            notebooks.main(arguments, repository)
        except SystemExit as stop:
            status = stop.code
    return Run(1 if status else 0, stdout.getvalue(), status or "")


def contents(folder):
    paths = (p for p in folder.rglob("*") if p.suffix in {".ipynb", ".py"} and ".ipynb_checkpoints" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}


def manager(folder):
    """The contents manager of a JupyterLab that serves `folder` with pairing on."""
    manager = jupytext.TextFileContentsManager()
    manager.root_dir = str(folder)
    return manager


def test_regenerating_changes_no_byte_and_leaves_nothing_behind(repository):
    before = contents(repository)
    result = build(repository)
    assert result.returncode == 0, result.stderr
    assert contents(repository) == before
    assert not list(repository.glob("gradebook*"))


def test_check_names_a_notebook_that_drifted_and_leaves_it_alone(lectures):
    twin = lectures / LECTURE_TWIN
    twin.write_text(twin.read_text() + "\n# %%\n1 + 1\n")
    before = contents(lectures)
    result = build(lectures, "--check")
    assert result.returncode == 1
    assert f"{LECTURE}: differs from its text twin" in result.stdout
    assert contents(lectures) == before


def test_the_command_names_a_bad_twin_without_a_traceback(lectures):
    (lectures / "text/course/99-broken.py").write_text("# %%\ndef f(:\n")
    command = [sys.executable, "tools/notebooks.py"]
    done = subprocess.run(command, cwd=lectures, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "99-broken.py: cell 0, line 1: invalid syntax" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_twin_is_written_as_author_mode_would_write_it():
    for twin in sorted((ROOT / "text").rglob("*.py")):
        text = twin.read_text()
        bare = {"extension": ".py", "format_name": "percent", "notebook_metadata_filter": "-all"}
        assert jupytext.writes(jupytext.reads(text, fmt="py:percent"), fmt=bare) == text, twin


@pytest.mark.parametrize(("notebook", "twin"), [(LECTURE, LECTURE_TWIN), (SOURCE, SOURCE_TWIN)])
def test_saving_a_notebook_in_author_mode_updates_its_twin_alone(repository, notebook, twin):
    author, before = manager(repository), contents(repository)
    model = author.get(notebook)
    model["content"]["cells"][0]["source"] += "\nA new sentence."
    author.save(model, notebook)
    after = contents(repository)
    assert {path for path in after if before.get(path) != after[path]} == {notebook, twin}
    text = (repository / twin).read_text()
    assert text.replace("# A new sentence.\n", "") == (ROOT / twin).read_text()
    # What the editor left in the notebook goes again, and the sentence stays.
    assert build(repository).returncode == 0
    assert (repository / twin).read_text() == text
    assert "A new sentence." in (repository / notebook).read_text()
    assert '"jupytext"' not in (repository / notebook).read_text()


def test_a_notebook_saved_later_is_taken_into_its_twin(lectures):
    notebook = nbformat.read(lectures / LECTURE, as_version=4)
    notebook.cells[0].source += "\nA new sentence."
    notebook.cells[0].id = "changed"
    nbformat.write(notebook, lectures / LECTURE)
    os.utime(lectures / LECTURE, (2e9, 2e9))
    result = build(lectures)
    assert f"{LECTURE_TWIN}: taken from the notebook" in result.stdout
    # A notebook does not know how many blank lines stood between two cells.
    text = [line for line in (lectures / LECTURE_TWIN).read_text().splitlines() if line]
    text.remove("# A new sentence.")
    assert text == [line for line in (ROOT / LECTURE_TWIN).read_text().splitlines() if line]
    assert '"changed"' not in (lectures / LECTURE).read_text()


def test_on_a_fresh_clone_the_times_of_files_mean_nothing(lectures):
    before = contents(lectures)
    for notebook in lectures.rglob("*.ipynb"):
        os.utime(notebook, (2e9, 2e9))
    assert build(lectures).returncode == 0
    assert contents(lectures) == before


def test_a_notebook_that_git_has_just_written_does_not_replace_a_changed_text(lectures):
    for command in (["init", "-q"], ["add", "."], [*IDENTITY, "commit", "-q", "-m", "all"]):
        subprocess.run(["git", *command], cwd=lectures, check=True)
    twin = lectures / LECTURE_TWIN
    twin.write_text(twin.read_text() + "\n# %%\n1 + 1\n")
    os.utime(lectures / LECTURE, (2e9, 2e9))
    build(lectures)
    assert twin.read_text().endswith("1 + 1\n")
    assert "1 + 1" in (lectures / LECTURE).read_text()


def test_the_text_wins_where_it_is_newer(lectures):
    twin = lectures / LECTURE_TWIN
    twin.write_text(twin.read_text() + "\n# %%\n1 + 1\n")
    os.utime(lectures / LECTURE, (1e9, 1e9))
    assert build(lectures).returncode == 0
    assert nbformat.read(lectures / LECTURE, as_version=4).cells[-1].source == "1 + 1"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"# %%\n\xff\xfe", "utf-8"),
        (b"", "it has no cells"),
        (b"# %%\ndef f(:\n", "cell 0, line 1: invalid syntax"),
        (b'# %% nbgrader={"grade": true,\n1\n', "cell 0: the nbgrader metadata cannot be read"),
        (b'# %% nbgrader={"grade_id": "a"}\n1\n\n# %% nbgrader={"grade_id": "a"}\n2\n', "grade_id a is used twice"),
        (b"# ---\n# jupyter: [\n# ---\n\n# %%\n1\n", "its header cannot be read"),
    ],
)
def test_a_twin_that_cannot_be_used_is_named(lectures, content, words):
    (lectures / "text/course/99-broken.py").write_bytes(content)
    result = build(lectures)
    assert result.returncode == 1
    assert "99-broken.py: " in result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert not (lectures / "course/99-broken.ipynb").exists()


def test_a_notebook_that_cannot_be_read_is_named(lectures):
    (lectures / LECTURE).write_text("{")
    os.utime(lectures / LECTURE, (2e9, 2e9))
    result = build(lectures)
    assert result.returncode == 1
    assert "00-start-here.ipynb: not a notebook" in result.stderr
    assert "Traceback" not in result.stderr


def test_what_nbgrader_refuses_is_said(repository):
    twin = repository / SOURCE_TWIN
    twin.write_text(twin.read_text().replace("    ### END SOLUTION\n", "", 1))
    result = build(repository, "--check")
    assert result.returncode == 1
    assert "source/implementing-backpropagation: nbgrader generate_assignment failed" in result.stderr
    assert "solution" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_notebook_without_a_twin_is_named(lectures):
    copy(lectures / LECTURE, lectures / "course/77-stray.ipynb")
    result = build(lectures, "--check")
    assert result.returncode == 1
    assert "course/77-stray.ipynb: no text twin" in result.stdout


def test_a_readers_copy_is_not_paired(repository):
    copytree(repository / "course", repository / "my-work" / "course")
    reader = manager(repository / "my-work")
    model = reader.get(LECTURE)
    model["content"]["cells"][0]["source"] += "\nMine."
    reader.save(model, LECTURE)
    assert not list((repository / "my-work").rglob("*.py"))
    assert (repository / LECTURE_TWIN).read_bytes() == (ROOT / LECTURE_TWIN).read_bytes()


def test_nothing_but_lectures_and_sources_is_paired():
    config = load_jupytext_config(str(ROOT / LECTURE))
    for path in (LECTURE, LECTURE_TWIN, SOURCE, SOURCE_TWIN):
        assert config.default_formats(path), path
    for path in (
        "my-work/00-start-here.ipynb",
        "my-work/implementing-backpropagation/implementing-backpropagation.ipynb",
        SOURCE.replace("source", "release"),
        SOURCE.replace("source", "submitted/s001"),
        SOURCE.replace("source", "autograded/s001"),
        "src/dlcourse/nn.py",
        "tools/notebooks.py",
    ):
        assert config.default_formats(path) is None, path


def test_notebooks_are_clean():
    paths = [p for folder in ("course", "source", "release") for p in (ROOT / folder).rglob("*.ipynb")]
    assert paths
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        ids = [cell["id"] for cell in notebook.cells]
        assert len(set(ids)) == len(ids), path
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells), path
