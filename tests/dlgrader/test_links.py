"""Links, pipes and devices among what was handed in: nothing is read or copied through them, and nobody else waits."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from dlgrader.batch.batch import autograde
from dlgrader.course import submitted
from dlgrader.course.nbgrader import Course
from dlgrader.demo.run import prepare
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from gradebook_rows import rows

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """An honest student, and others whose file or folder is no file of theirs; a secret of the instructor's outside."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("of the instructor")
    folder = tmp_path_factory.mktemp("links") / "course"
    prepare(folder, REPOSITORY)
    with Course(folder) as course:
        course.generate_assignment(ASSIGNMENT)
    notebook = build(folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", ["cost"])
    honest = hand_in(notebook, folder, "honest")
    (honest.parent / "secret.txt").symlink_to(outside / "secret.txt")
    (honest.parent / "data.csv").write_text("1,2")
    os.mkfifo(honest.parent / "pipe")
    nbformat.write(notebook, outside / "work.ipynb")
    solution = folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    for student, target in (("outside", outside / "work.ipynb"), ("solution", solution), ("neighbour", honest)):
        place = folder / "submitted" / student / ASSIGNMENT
        place.mkdir(parents=True)
        (place / honest.name).symlink_to(target)
    (folder / "submitted" / "whole").symlink_to(honest.parents[1])
    os.mkfifo(hand_in(notebook, folder, "pipe").with_suffix(".fifo"))
    pipe = folder / "submitted" / "pipe" / ASSIGNMENT / honest.name
    pipe.with_suffix(".fifo").replace(pipe)
    return folder


def copied(course, student):
    return sorted(path.name for path in (course / "autograded" / student).rglob("*") if path.is_file())


@pytest.mark.slow
def test_only_files_are_graded_and_copied(course):
    outcome = autograde(course, ASSIGNMENT, quiet=True)
    linked = {"outside", "solution", "neighbour", "whole"}
    assert outcome.states == {"honest": "graded", **dict.fromkeys(linked | {"pipe"}, "not graded")}
    assert outcome.status == 3
    assert all("links are not followed" in outcome.reasons[student] for student in linked)
    assert "a pipe" in outcome.reasons["pipe"]
    assert {row[0] for row in rows(course)[0]} == {"honest"}
    assert copied(course, "honest") == ["data.csv", f"{ASSIGNMENT}.ipynb"]
    assert all(copied(course, student) == [] for student in linked)


@pytest.mark.slow
@pytest.mark.parametrize("student", ["solution", "pipe", "honest"])
def test_nbgrader_itself_reads_through_no_link_either(course, student):
    command = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, "--student", student, "--force"]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    score, waits = next(
        (row[4], bool(row[7])) for row in rows(course)[0] if row[0] == student and row[3] == "test_cost"
    )
    assert (score, waits) == ((5, False) if student == "honest" else (None, True))
    assert ("could not be read" in done.stderr) == (student != "honest")
    assert "secret.txt" not in copied(course, student)


def test_a_course_that_lies_behind_a_link_is_no_matter(tmp_path):
    file = tmp_path / "disk" / "submitted" / "ada" / "work" / "work.ipynb"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"{}")
    (tmp_path / "course").symlink_to(tmp_path / "disk")
    assert submitted.read(tmp_path / "course" / "submitted" / "ada" / "work" / "work.ipynb") == b"{}"
