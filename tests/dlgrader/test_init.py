"""`dlgrader init`: a course folder with released assignments and a secret of its own, never in a repository."""

import shutil
import stat
from pathlib import Path

import pytest
from dlgrader.cli.init import run
from dlgrader.course.secret import NAME

REPOSITORY = Path(__file__).resolve().parents[2]
ASSIGNMENT = "implementing-backpropagation"


@pytest.fixture
def source(tmp_path):
    """A repository with one assignment: releasing takes seconds each."""
    folder = tmp_path / "repository"
    shutil.copytree(REPOSITORY / "source" / ASSIGNMENT, folder / "source" / ASSIGNMENT)
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    (folder / ".git").mkdir()
    return folder


def test_a_course_is_made_and_made_again_without_loss(source, tmp_path, capsys):
    course = tmp_path / "course"
    assert run(course, source) == 0
    assert (course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").is_file()
    assert (course / "gradebook.db").is_file()
    secret = course / NAME
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert NAME in (course / ".gitignore").read_text().split()
    before = secret.read_text()
    (course / "nbgrader_config.py").write_text("c = get_config()  # mine\n")
    notebook = course / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook.write_text("mine")
    assert run(course, source) == 0
    assert secret.read_text() == before
    assert "mine" in (course / "nbgrader_config.py").read_text()
    assert notebook.read_text() == "mine"
    assert ASSIGNMENT in capsys.readouterr().out


def test_it_refuses_what_is_no_place_for_a_course(source, tmp_path, capsys):
    assert run(source / "course", source) == 1
    assert "lies in the repository" in capsys.readouterr().err
    full = tmp_path / "full"
    full.mkdir()
    (full / "thesis.txt").write_text("mine")
    assert run(full, source) == 1
    assert "not empty" in capsys.readouterr().err
    assert run(tmp_path / "new", tmp_path) == 1
    assert "has no" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_it_refuses_a_clone_without_git_and_a_place_that_cannot_be_written(source, tmp_path, capsys):
    (source / ".git").rmdir()
    assert run(source / "course", source) == 1
    assert "Name a folder outside" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert run(tmp_path / "file" / "course", source) == 1
    assert "Name another folder" in capsys.readouterr().err
