"""A question answered in words: released, answered, held, graded by a person in formgrader, kept, and shown."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urljoin

import pytest
from dlgrader.mistakes.notebooks import build, hand_in

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).resolve().parents[2]
NAME, QUESTION = "bug-hunt", "in_words"
COMMENT = "The reason is clear. Which data would **suffer** from it?"


def run(course, *command, status=0):
    """A command of nbgrader or dlgrader in the course, and what it printed."""
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    command = [sys.executable, "-m", *command]
    done = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, timeout=400)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def grade_of(course, student):
    """(score of the checks, score of a person, whether it waits) of the answer in words."""
    query = """select g.auto_score, g.manual_score, g.needs_manual_grade from grade g
        join submitted_notebook n on n.id = g.notebook_id join submitted_assignment s on s.id = n.assignment_id
        join base_cell c on c.id = g.cell_id where s.student_id = ? and c.name = ?"""
    with closing(sqlite3.connect(course / "gradebook.db")) as database:
        (row,) = database.execute(query, (student, QUESTION)).fetchall()
    return row


def feedback(course, student):
    run(course, "nbgrader", "generate_feedback", NAME, "--force", "--student", student)
    return (course / "feedback" / student / NAME / f"{NAME}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course") / "class"
    shutil.copytree(REPOSITORY / "source" / NAME, folder / "source" / NAME)
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    run(folder, "nbgrader", "generate_assignment", NAME)
    release = folder / "release" / NAME / f"{NAME}.ipynb"
    hand_in(build(release), folder, "done", NAME)
    hand_in(build(release, [QUESTION]), folder, "words", NAME)
    hand_in(build(release, []), folder, "untouched", NAME)
    return folder


def test_from_the_answer_to_the_feedback(course, jupyter_lab, page, outside_requests):
    said = run(course, "dlgrader", "autograde", NAME, "--jobs", "1", status=3)
    assert f"{QUESTION}: 2 answers wait for a person. Next: formgrader, Manual Grading, {NAME}." in said
    assert grade_of(course, "done") == (None, None, 1)
    assert grade_of(course, "words") == (None, None, 1)
    assert grade_of(course, "untouched") == (0, None, 0)
    shown = feedback(course, "done")
    assert ">so far 84 / 100<" in shown
    assert "16 of these points are not given yet: a person will look" in shown
    assert "not given yet" not in feedback(course, "untouched")

    lab = jupyter_lab(course)
    page.goto(lab)
    page.goto(urljoin(lab, f"/formgrader/gradebook/{NAME}/{NAME}"))
    rows = page.locator("tbody tr")
    rows.filter(has_text="84 / 100").first.wait_for()
    address = rows.filter(has_text="84 / 100").locator("td a").first.get_attribute("href")
    page.goto(urljoin(lab, address))
    points = page.locator(f"#{QUESTION}")
    points.wait_for()
    page.wait_for_function("document.querySelector('#test_rents').placeholder !== ''")  # the points are there
    assert page.get_by_text("The cost falls all the same").count() == 1
    points.fill("12")
    points.press("Tab")
    comment = page.locator(f"#{QUESTION}-comment")
    comment.scroll_into_view_if_needed()
    comment.fill(COMMENT)
    comment.press("Tab")
    page.wait_for_timeout(500)
    for _ in range(60):
        if grade_of(course, "done") == (None, 12, 0):
            break
        page.wait_for_timeout(250)
    assert grade_of(course, "done") == (None, 12, 0)
    assert outside_requests == []

    shown = feedback(course, "done")
    assert ">96 / 100<" in shown and ">12 / 16<" in shown
    assert "Which data would <strong>suffer</strong> from it?" in shown
    assert "not given yet" not in shown

    # Grading again keeps what a person gave, with either command; nbgrader asks the person to confirm it.
    said = run(course, "dlgrader", "autograde", NAME, "--jobs", "1", "--regrade", status=3)
    assert f"{QUESTION}: 2 answers wait for a person (1 graded before: the points stay" in said
    assert grade_of(course, "done")[:2] == (None, 12)
    run(course, "nbgrader", "autograde", NAME, "--force", "--student", "done")
    assert grade_of(course, "done")[:2] == (None, 12)
    shown = feedback(course, "done")
    assert ">96 / 100<" in shown and "not given yet" not in shown
    assert "Which data would <strong>suffer</strong> from it?" in shown
    run(course, "nbgrader", "export", "--to", "points.csv")
    assert re.search(r",done,.*,96,0,96,100,", (course / "points.csv").read_text())
