"""Formgrader beside `dlgrader autograde`: its button gives the same gradebook; it may be used while a batch runs."""

import os
import shutil
import sys
import threading
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import plain_course
import pytest
from dlgrader.authoring import new
from dlgrader.batch.batch import autograde
from dlgrader.course.nbgrader import Course
from dlgrader.course.secret import course_secret
from dlgrader.mistakes.notebooks import ASSIGNMENT
from dlgrader.workers.processes import Processes
from gradebook_rows import class_of_six, grade, notebooks, rows

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Two copies of a course with the same secret."""
    root = tmp_path_factory.mktemp("courses")
    course_secret(class_of_six(root / "ours"))
    for student in ("eve", "odd", "zoe", "kai"):
        shutil.move(root / "ours" / "submitted" / student, root / student)
    cut = root / "ours/submitted/bob" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    cut.write_bytes(cut.read_bytes()[:9_000])
    shutil.copytree(root / "ours", root / "button")
    return root


def test_the_autograde_button_gives_what_the_command_gives(folders, jupyter_lab, page, monkeypatch):
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    autograde(folders / "ours", ASSIGNMENT, engine=Processes(2), quiet=True)
    lab = jupyter_lab(folders / "button")
    page.goto(lab)
    page.goto(urljoin(lab, f"/formgrader/manage_submissions/{ASSIGNMENT}"))
    for student in ("ada", "bob"):
        row = page.locator("tbody tr").filter(has=page.get_by_text(student, exact=True))
        row.locator("td.autograde a").first.click()
        page.locator(".modal-body").filter(has_text=student).last.wait_for(timeout=200_000)
        page.get_by_role("button", name="OK").last.click()
        page.locator(".modal-backdrop").wait_for(state="detached")
    assert rows(folders / "button") == rows(folders / "ours")
    assert notebooks(folders / "button") == notebooks(folders / "ours")
    assert {row[4] for row in rows(folders / "button")[0] if row[0] == "bob"} == {None}


def test_the_autograde_button_grades_assignments_of_ones_own(tmp_path, jupyter_lab, page, monkeypatch):
    """One with nbgrader's cells alone, and one with a description: as the command does, to the point."""
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    stub = "def f():\n    ### BEGIN SOLUTION\n    return 2\n    ### END SOLUTION"
    tests = "f()\n### BEGIN HIDDEN TESTS\nassert f() == 2\n### END HIDDEN TESTS"
    made = plain_course.notebook(plain_course.answer(stub, "f"), plain_course.test(tests, "test_f", 2))
    folder = plain_course.course(tmp_path / "own", "plain", {"plain": made})
    new.write("means", folder)
    with Course(folder) as course:
        course.generate_assignment("means")
    plain_course.hand_in(folder, "plain", "ada", {"f": "def f():\n    return 2"})
    wrong = folder / "assignments" / "means" / "wrong" / "argument_changed.py"
    plain_course.hand_in(folder, "means", "ada", {"running_mean": wrong.read_text()})
    shutil.copytree(folder, tmp_path / "command")
    lab = jupyter_lab(folder)
    page.goto(lab)
    for name in ("plain", "means"):
        autograde(tmp_path / "command", name, quiet=True)
        page.goto(urljoin(lab, f"/formgrader/manage_submissions/{name}"))
        row = page.locator("tbody tr").filter(has=page.get_by_text("ada", exact=True))
        row.locator("td.autograde a").first.click()
        page.locator(".modal-body").filter(has_text="ada").last.wait_for(timeout=200_000)
        page.get_by_role("button", name="OK").last.click()
        page.locator(".modal-backdrop").wait_for(state="detached")
        assert plain_course.points(folder, name) == plain_course.points(tmp_path / "command", name)
    assert plain_course.points(folder, "plain")["ada"]["plain", "test_f"] == (2, False)
    assert plain_course.points(folder, "means")["ada"]["means", "test_running_mean"] == (4.5, False)


def test_formgrader_in_use_while_a_batch_runs(folders, jupyter_lab, monkeypatch):
    course = folders / "busy"
    shutil.copytree(folders / "ours", course)
    for student in ("eve", "odd", "zoe", "kai"):
        shutil.copytree(folders / student, course / "submitted" / student)
    monkeypatch.setenv("FAKE_LOG", os.devnull)
    lab = jupyter_lab(course)
    query, stop, codes = urlsplit(lab).query, threading.Event(), []

    def look():
        notebook = f"submitted_notebooks/{ASSIGNMENT}/{ASSIGNMENT}"
        pages = ("assignments", f"submissions/{ASSIGNMENT}", notebook, "students")
        while not stop.is_set():
            for name in pages:
                address = f"{urljoin(lab, '/formgrader/api/' + name)}?{query}"
                with urllib.request.urlopen(address, timeout=100) as answer:
                    codes.append((answer.status, len(answer.read()) > 0))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        outcome = grade(course, regrade=True)
    finally:
        stop.set()
        thread.join()
    assert len(outcome.states) == 6 and "not graded" not in outcome.states.values()
    assert len(codes) >= 4 and set(codes) == {(200, True)}
    assert len(rows(course)[0]) == 60
