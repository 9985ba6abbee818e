"""A plain assignment of two notebooks, from submissions to report, feedback and export."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from dlgrader.course.folder import open_course
from dlgrader.course.nbgrader import Course
from dlgrader.reports.gather import gather
from dlgrader.reports.machine import as_json, grades_csv
from dlgrader.workers.processes import Processes
from plain_course import answer, cell, course, grade, hand_in, notebook, points, released, test

NAME = "week 1"
STUB = "def f():\n    ### BEGIN SOLUTION\n    return {}\n    ### END SOLUTION"


def book(value):
    return notebook(
        answer(STUB.format(value), "f"),
        test(f"f()\n### BEGIN HIDDEN TESTS\nassert f() == {value}, 'secret'\n### END HIDDEN TESTS", "test_f", value),
        cell("Say why.", "why", 4, solution=True, kind="markdown"),
        cell("Draw it below.", "picture", 2, task=True, kind="markdown"),
    )


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = course(
        tmp_path_factory.mktemp("week") / "course", NAME, {"one": book(1), "two": book(2)}, {"data/a.csv": "1\n"}
    )
    hand_in(folder, NAME, "ada", {"f": "def f(): return 1", "why": "Because."}, "one")
    hand_in(folder, NAME, "ada", {"f": "def f():\n    open('data/a.csv').read()\n    return 2"}, "two")
    hand_in(folder, NAME, "bob", {"f": "def f(): return 2"}, "one")
    hand_in(folder, NAME, "bob", {"f": "def f(): return 2"}, "two")
    hand_in(folder, NAME, "kim", {"f": "def f(): return 1"}, "one")  # and nothing else
    copy = released(folder, NAME, "one")
    copy.cells[0].source = "x ="
    path = hand_in(folder, NAME, "zoe", copy, "one")
    path.write_text(path.read_text()[:200])  # cut off
    hand_in(folder, NAME, "zoe", {"f": "def f(): return 2"}, "two")
    with Course(folder) as made, made._gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-01-01 00:00:00")
    for student in ("ada", "bob"):
        (folder / "submitted" / student / NAME / "timestamp.txt").write_text("2026-01-02 00:00:00 UTC")
    config = folder / "nbgrader_config.py"
    late = 'c.AssignLatePenalties.plugin_class = "dlgrader.gradebook.late.LatePerDay"'
    config.write_text(f"{config.read_text()}\n{late}\n")
    shutil.copytree(folder, folder.with_name("ungraded"))
    return folder, grade(folder, NAME, engine=Processes(2))


def test_two_notebooks_with_equal_ids_are_kept_apart(week):
    folder, outcome = week
    found = points(folder, NAME)
    assert found["ada"]["one", "test_f"] == (1, False) and found["ada"]["two", "test_f"] == (2, False)
    assert found["bob"]["one", "test_f"] == (0, False) and found["bob"]["two", "test_f"] == (2, False)
    assert found["ada"]["one", "why"] == (None, True) and found["ada"]["two", "why"] == (0, False)
    assert outcome.by_hand["ada"]["one: why"] is None and "two: why" not in outcome.by_hand["ada"]


def test_what_is_missing_or_cannot_be_read_waits_for_a_person(week):
    folder, outcome = week
    assert outcome.states["kim"] == outcome.states["zoe"] == "needs a person"
    assert "two.ipynb was not handed in" in outcome.reasons["kim"]
    found = points(folder, NAME)
    assert found["kim"]["one", "test_f"][1] and found["zoe"]["one", "test_f"] == (None, True)
    assert found["zoe"]["two", "test_f"][0] == 2


def test_report_export_and_penalty_count_both_notebooks(week):
    folder, _ = week
    whole = gather(folder, NAME)
    graded = ("test_f", "why", "picture")
    assert list(whole.questions) == [f"{one}: {name}" for one in ("one", "two") for name in graded]
    assert whole.students["ada"].points == 3 and whole.students["bob"].points == 2
    assert whole.students["ada"].late and whole.students["ada"].penalty > 0
    assert any(note.startswith("same process") for note in whole.notes)
    student = json.loads(as_json(whole))["students"]["bob"]
    assert student["same_process"] is True and student["questions"]["one: test_f"]["checks"][0]["passed"] is False
    with open_course(folder) as (_, coursedir):
        rows = list(csv.DictReader(io.StringIO(grades_csv(coursedir, [NAME], [])[0])))
    assert {row["student_id"]: row["raw_score"] for row in rows}["ada"] == "3"


def test_hidden_tests_reach_no_page(week):
    folder, _ = week
    with Course(folder) as made:
        for student in ("ada", "zoe"):
            assert made.generate_feedback(NAME, student) is None
    pages = [*(folder / "autograded").rglob("*.ipynb"), *(folder / "feedback").rglob("*.html")]
    assert len(pages) == 11
    assert not [path for path in pages if "secret" in path.read_text()]


def test_the_same_command_goes_on(week):
    folder, first = week
    before = points(folder, NAME)
    again = grade(folder, NAME)
    assert (again.judged, again.kept) == (0, 4) and again.states == first.states and points(folder, NAME) == before
    graded = nbformat.read(folder / "autograded" / "ada" / NAME / "two.ipynb", as_version=4)
    assert graded.cells[1].source == "f()"


def test_killed_in_the_middle_the_same_command_goes_on(week):
    folder, _ = week
    course = folder.with_name("ungraded")
    command = [sys.executable, "-m", "dlgrader", "autograde", NAME, "--jobs", "1", "--quiet"]
    process = subprocess.Popen(command, cwd=course, stdout=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 200
    while not list(course.glob("verdicts/*/??/*.json")) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    there = len(list(course.glob("verdicts/*/??/*.json")))
    outcome = grade(course, NAME, engine=Processes(2))
    assert there >= 1 and (outcome.kept, outcome.judged) == (there, 4 - there)
    assert points(course, NAME) == points(folder, NAME)
    assert list(course.glob("verdicts/**/*.partial")) == []
