"""The author's guide, tried from its text alone: its files are written, its commands run, its output compared."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from dlgrader.assignments.description import Question
from gradebook_rows import REPOSITORY
from plain_course import points

GUIDE = (REPOSITORY / "docs" / "author-guide.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?:`([\w/.]+)`:\n\n)?^```(python|)\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
STARTS = ("dlgrader ", "nbgrader ", "jupytext ", "rm ", "mkdir ", "cp ")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course folder after all of the guide, and what its commands printed."""
    folder = tmp_path_factory.mktemp("author") / "course"
    folder.mkdir()
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    said = {}
    for place, language, text in BLOCKS:
        if place:
            assert language == "python"
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_text(text, encoding="utf-8")
        elif not language and text.startswith(STARTS):
            for command in text.splitlines():
                assert command.startswith(STARTS), command
                quick = f"{command} --mutants 30" if "check-assignment" in command else command
                done = subprocess.run(
                    ["bash", "-c", quick], cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True,
                    check=False,
                )  # fmt: skip
                assert done.returncode in (0, 3), f"{command}: {done.stdout} {done.stderr}"
                said[command] = done.stdout
    return folder, said


def test_the_commands_print_what_the_guide_shows(course):
    _, said = course
    (shown,) = (text for _, language, text in BLOCKS if not language and text.startswith("+ "))
    printed = said["dlgrader check-assignment newton --html"].splitlines()
    assert [line for line in printed if line.startswith(("+ ", "- "))] == shown.splitlines()


def test_the_untouched_notebook_was_graded(course):
    folder, said = course
    assert "1 graded" in said["dlgrader autograde newton"]
    found = points(folder, "newton")["me"]
    assert {name: score for (_, name), (score, _) in found.items()} == {
        "test_by_hand": 0, "test_newton": 0, "test_word_lengths": 0, "why": 0,
    }  # fmt: skip
    assert (folder / "certificate.html").is_file()
    assert "newton: 1 handed in, 1 graded" in said["dlgrader report newton"]
    released = (folder / "release" / "newton" / "newton.ipynb").read_text()
    assert "dlgrader" not in released and "check.newton(newton)" in released


def test_the_other_kinds_load():
    (text,) = (text for place, language, text in BLOCKS if language == "python" and not place)
    names = {}
    exec(compile(text, "the guide", "exec"), names)
    asked = [one for one in names.values() if isinstance(one, Question)]
    assert [one.name for one in asked] == ["centred", "initials", "line", "sort_it", "capital"]


def test_its_messages_are_ours():
    sources = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("grader/src/dlgrader", "src/dlcourse/check/harness")
        for path in (REPOSITORY / folder).rglob("*.py")
    )
    for said in (
        "the reference fails its own checks on", "an example that students see", "points for", "and the description",
        "counts for its check", "more than once", "is described twice", "does not say what it loses",
    ):  # fmt: skip
        assert said in sources, said


def test_ready_runs_it_where_a_student_works(course, tmp_path):
    folder, _ = course
    for path in (folder / "release" / "newton").iterdir():
        shutil.copy(path, tmp_path)
    command = [sys.executable, "-m", "dlcourse", "ready", "newton.ipynb"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    said = done.stdout
    assert "newton_check.py lies beside the notebook. If you wrote it yourself, grading may not run it" in said
    assert "to do    word_lengths" in said and "repaired" not in said and "bug-hunt" not in said
