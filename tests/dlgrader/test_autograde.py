"""A class graded in parallel: the same gradebook as nbgrader's own, whatever interrupts it."""

import os
import shutil
import sqlite3
import threading
from contextlib import closing

import nbformat
import pytest
from dlgrader.batch.batch import BatchError, autograde
from dlgrader.cli.autograde import run
from dlgrader.course.nbgrader import Course
from dlgrader.mistakes.notebooks import ASSIGNMENT, build
from dlgrader.verdicts.store import FOLDER
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED
from dlgrader.workers.processes import Processes
from gradebook_rows import class_of_six, fake, grade, judged, notebooks, rows


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return class_of_six(tmp_path_factory.mktemp("released"))


@pytest.fixture
def course(released, tmp_path, monkeypatch):
    folder = tmp_path / "course"
    shutil.copytree(released, folder)
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    return folder


def test_a_batch_is_graded_once(course):
    first = grade(course, engine=Processes(2))
    assert first.counts() == {GRADED: 5, NEEDS_A_PERSON: 1}
    assert first.status == 3
    assert first.reasons == {"odd": "look at cost"}
    before = rows(course)
    assert len(before[0]) == 60
    again = grade(course)
    assert (again.judged, again.kept, again.counts()) == (0, 6, first.counts())
    assert rows(course) == before
    assert len(judged(course)) == 6
    assert grade(course, regrade=True).judged == 6
    assert rows(course) == before


def test_the_gradebook_and_the_notebooks_are_those_of_nbgrader(course, monkeypatch):
    ours = course.with_name("ours")
    shutil.copytree(course, ours)
    monkeypatch.setattr("dlgrader.course.secret.course_secret", lambda folder: b"s" * 32)
    grade(ours)
    by_student = {student: fake_for(ours, student) for student in os.listdir(ours / "submitted")}  # noqa: PTH208
    monkeypatch.setattr(
        "dlgrader.gradebook.preprocessors.ApplyVerdicts._verdict", lambda self, meta: by_student[meta["student"]]
    )
    with Course(course) as stock:
        from dlgrader.gradebook.preprocessors import configure

        configure(stock._config)
        for student in by_student:
            assert stock.autograde(ASSIGNMENT, student) is None
    assert rows(ours) == rows(course)
    assert notebooks(ours) == notebooks(course)


def fake_for(course, student):
    path = course / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"

    class task:
        data = path.read_bytes()
        assignment = ASSIGNMENT

    task.student = student
    return fake(task)


def test_a_changed_submission_alone_is_judged_anew_and_manual_points_stay(course):
    grade(course)
    with closing(sqlite3.connect(course / "gradebook.db")) as database:
        database.execute("update grade set manual_score = 1.5")
        database.execute("update comment set manual_comment = 'well'")
        database.commit()
    path = course / "submitted" / "bob" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.write_text(path.read_text() + "\n")
    assert grade(course).judged == 1
    assert judged(course).count("bob") == 2
    grades, comments, _ = rows(course)
    assert {row[5] for row in grades} == {1.5}
    assert {row[3] for row in comments} == {"well"}
    assert all(row[7] for row in grades if row[0] == "bob")  # nbgrader asks for a second look


def test_a_forged_or_cut_verdict_is_judged_again(course):
    grade(course)
    before = rows(course)
    files = sorted((course / FOLDER / ASSIGNMENT).glob("??/*.json"))
    files[0].write_text(files[0].read_text()[:100])
    files[1].write_text(files[1].read_text().replace('"points":', '"points":1', 1))
    outcome = grade(course)
    assert outcome.judged == 2
    assert len(outcome.notes) == 2
    assert rows(course) == before


def test_a_lost_gradebook_or_index_is_written_again_from_the_verdicts(course, released):
    grade(course)
    before = rows(course)
    (course / FOLDER / ASSIGNMENT / "index.json").unlink()
    assert grade(course).judged == 0
    assert rows(course) == before
    shutil.copy(released / "gradebook.db", course)
    assert grade(course).judged == 0
    assert rows(course) == before


def test_a_fault_of_the_grader_is_not_graded_and_tried_again(course):
    def broken(task):
        if task.student == "eve":
            raise RuntimeError("no memory")
        return fake(task)

    outcome = autograde(course, ASSIGNMENT, quiet=True, judge=broken)
    assert outcome.states["eve"] == NOT_GRADED
    assert "no memory" in outcome.reasons["eve"]
    assert {(row[4], row[7]) for row in rows(course)[0] if row[0] == "eve"} == {(None, 1)}
    assert grade(course).states["eve"] == GRADED
    assert None not in {row[4] for row in rows(course)[0] if row[0] == "eve"}


def test_the_same_bytes_are_judged_once(course):
    path = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
    shutil.copy(course / "submitted" / "ada" / path, course / "submitted" / "bob" / path)
    assert grade(course, engine=Processes(2)).counts()[GRADED] == 5
    assert len(judged(course)) == 5
    assert len(rows(course)[0]) == 60


def test_a_locked_gradebook_is_waited_for(course, capsys):
    grade(course, students=["ada"])
    lock = sqlite3.connect(course / "gradebook.db", isolation_level=None, check_same_thread=False)
    lock.execute("BEGIN IMMEDIATE")
    release = threading.Timer(1.5, lambda: (lock.execute("ROLLBACK"), lock.close()))
    release.start()
    assert grade(course).counts()[GRADED] == 5
    release.join()
    assert capsys.readouterr().err.count("locked by another program") == 1


def test_a_missing_notebook_costs_nobody_else(course):
    path = course / "submitted" / "kai" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.rename(path.with_name(f"{ASSIGNMENT} (1).ipynb"))
    outcome = grade(course)
    assert outcome.states["kai"] == NOT_GRADED
    assert f"is not in {path.parent}. Rename the one that counts: {ASSIGNMENT} (1).ipynb." in outcome.reasons["kai"]
    assert outcome.counts()[GRADED] == 4


def test_what_cannot_be_done_is_one_line(course, tmp_path, capsys):
    for options, said in (
        ({"students": ["nobody"]}, "No submission of"),
        ({"assignment": "other"}, "There is no assignment 'other'"),
        ({"course": tmp_path}, "is no course folder"),
        ({"scheduler": "tcp://10.0.0.1:8786"}, "is open"),
    ):
        chosen = {"course": course, "assignment": ASSIGNMENT, "students": [], "jobs": 1, "scheduler": None} | options
        assert run(**chosen, limit=120, regrade=False, quiet=True, unsafe=False) == 1
        printed = capsys.readouterr()
        assert said in printed.err
        assert printed.err.count("\n") == 1
    shutil.rmtree(course / "submitted")
    with pytest.raises(BatchError, match="No submissions"):
        grade(course)
    shutil.rmtree(course / "source")
    with pytest.raises(BatchError, match="no source notebook"):
        grade(course)


def test_salvage_grades_what_can_be_read(course):
    """A truncated notebook waits for a person, who may have what is left of it graded."""
    path = course / "submitted/ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    build_text = nbformat.writes(build(course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"))
    path.write_text(build_text[: int(len(build_text) * 0.6)])
    assert autograde(course, ASSIGNMENT, ["ada"], quiet=True).states == {"ada": NEEDS_A_PERSON}
    options = {"limit": 120, "regrade": True, "quiet": True, "unsafe": False, "salvage": True}
    assert run(course, ASSIGNMENT, ["ada"], 1, None, **options) == 0
    with Course(course) as opened:
        points = opened.result(ASSIGNMENT, "ada").points
    assert points["activations"] == 10
    assert points["train"] == 0
    assert autograde(course, ASSIGNMENT, ["ada"], quiet=True).states == {"ada": GRADED}
    # The command line gives its limit as a float: the decision must not be forgotten for that.
    options = {"limit": 120.0, "regrade": False, "quiet": True, "unsafe": False}
    assert run(course, ASSIGNMENT, ["ada"], 1, None, **options) == 0
