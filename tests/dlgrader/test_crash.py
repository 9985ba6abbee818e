"""Killed, stopped, locked, cut: the same command again gives the same scores, and nothing is judged twice."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import warnings

import psutil
import pytest
from dlgrader.batch import batch
from dlgrader.gradebook.writer import SharedGradebook
from dlgrader.mistakes.notebooks import ASSIGNMENT
from dlgrader.verdicts.store import FOLDER
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED
from dlgrader.workers import Serial
from dlgrader.workers.processes import Processes
from gradebook_rows import class_of_six, fake, grade, judged, notebooks, rows

pytestmark = pytest.mark.slow

STUDENTS = ["ada", "bob", "eve", "kai", "odd", "zoe"]


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return class_of_six(tmp_path_factory.mktemp("released"))


@pytest.fixture(scope="module")
def whole(released, tmp_path_factory):
    """The same class, graded without a disturbance."""
    folder = tmp_path_factory.mktemp("whole") / "course"
    shutil.copytree(released, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAKE_LOG", os.devnull)
        grade(folder)
    return folder


@pytest.fixture
def course(released, tmp_path, monkeypatch):
    folder = tmp_path / "course"
    shutil.copytree(released, folder)
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    return folder


def in_a_child(work):
    """Run ``work`` in a fork of this process; its process id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)
    return child


def verdict_files(course):
    return sorted((course / FOLDER / ASSIGNMENT).glob("??/*.json"))


def kept(course):
    """Whose verdicts are in the store."""
    return {json.loads(path.read_text())["content"]["notes"][-1] for path in verdict_files(course)}


def assert_as_undisturbed(course, whole):
    assert grade(course).counts() == {GRADED: 5, NEEDS_A_PERSON: 1}
    assert rows(course) == rows(whole)
    assert notebooks(course) == notebooks(whole)


@pytest.mark.parametrize("engine", [Serial(), Processes(2)], ids=["serial", "processes"])
def test_killed_at_twenty_random_moments(course, whole, engine):
    chance, before = random.Random(5), []
    for _ in range(20):
        there = kept(course)
        child = in_a_child(lambda: grade(course, engine=engine))
        time.sleep(chance.uniform(0.05, 0.6))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        now = judged(course)
        new = [student for student in STUDENTS if now.count(student) > before.count(student)]
        assert there.isdisjoint(new)  # nobody whose verdict was kept is judged again
        before = now
    assert_as_undisturbed(course, whole)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("number", [1, 3, 6])
def test_the_databases_writer_killed_around_a_commit(course, whole, monkeypatch, number, moment):
    real, count = SharedGradebook.finish, []

    def finish(self):
        count.append(1)
        if len(count) == number and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        real(self)
        if len(count) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patch:
        patch.setattr(SharedGradebook, "finish", finish)
        _, status = os.waitpid(in_a_child(lambda: grade(course)), 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert {row[0] for row in rows(course)[0]} == set(STUDENTS[: number - (moment == "before")])  # whole ones alone
    assert_as_undisturbed(course, whole)
    assert judged(course) == STUDENTS


def test_a_worker_that_dies_every_time_costs_its_own_submission_alone(course, whole):
    def deadly(task):
        if task.student == "kai":
            os.kill(os.getpid(), signal.SIGKILL)
        return fake(task)

    outcome = batch.autograde(course, ASSIGNMENT, quiet=True, judge=deadly, engine=Processes(2))
    assert outcome.states.pop("kai") == NOT_GRADED
    assert "lost three times" in outcome.reasons["kai"]
    assert set(outcome.states.values()) == {GRADED, NEEDS_A_PERSON}
    assert {(row[4], row[7]) for row in rows(course)[0] if row[0] == "kai"} == {(None, 1)}  # set aside, not zeroed
    assert_as_undisturbed(course, whole)
    assert judged(course) == STUDENTS


def test_half_written_files_are_not_believed(course, whole):
    grade(course)
    files = verdict_files(course)
    files[0].write_bytes(b"")
    files[1].write_bytes(files[1].read_bytes()[:-20])
    files[2].rename(files[2].with_name("x.json.77.partial"))
    files[3].write_bytes(files[4].read_bytes())  # whole and signed, of somebody else
    index = course / FOLDER / ASSIGNMENT / "index.json"
    index.write_bytes(index.read_bytes()[:50])
    notebook = next((course / "autograded").rglob("ada/**/*.ipynb"))
    notebook.unlink()
    assert_as_undisturbed(course, whole)
    assert len(judged(course)) == 6 + 4


def test_links_in_the_store_lead_nowhere(course, whole, tmp_path):
    """Whoever may write into the store still has no signature."""
    grade(course)
    path = verdict_files(course)[0]
    forged = json.loads(path.read_text())
    forged["content"]["questions"]["cost"]["points"] = 5000
    target = tmp_path / "forged.json"
    target.write_text(json.dumps(forged))
    path.unlink()
    path.symlink_to(target)
    assert_as_undisturbed(course, whole)
    assert json.loads(target.read_text()) == forged  # replaced, not written through


def test_ctrl_c_at_the_command_line(course):
    """The real judge; the signal goes to the whole group, as a terminal sends it."""
    command = [sys.executable, "-m", "dlgrader", "autograde", ASSIGNMENT, "--jobs", "2"]
    process = subprocess.Popen(
        command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 200
    while not verdict_files(course) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    children = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)
    said, errors = process.communicate(timeout=100)
    assert process.returncode == 130, said + errors
    assert "the same command goes on" in errors and "Traceback" not in said + errors
    assert psutil.wait_procs(children, timeout=20)[1] == []
    there = len(verdict_files(course))
    assert there >= 1
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert f"({6 - there} judged now, {there} from earlier runs)" in done.stdout
    assert {row[4] for row in rows(course)[0] if row[3] == "test_cost"} == {5}


def test_the_gradebook_is_read_all_the_time_as_formgrader_does(course, whole):
    """Formgrader opens the gradebook for every page, and may still be reading when a submission is written."""
    from nbgrader.api import Gradebook

    stop, read, errors = threading.Event(), [], []

    def reader():
        while not stop.is_set():
            try:
                with warnings.catch_warnings(), Gradebook(f"sqlite:///{course / 'gradebook.db'}?timeout=60") as book:
                    warnings.simplefilter("ignore")
                    read.append(len(book.submission_dicts(ASSIGNMENT)))
                    book.student_dicts()
                    time.sleep(0.05)  # with the read still open
            except Exception as error:
                errors.append(error)

    readers = [threading.Thread(target=reader) for _ in range(2)]
    for thread in readers:
        thread.start()
    try:
        grade(course)
    finally:
        stop.set()
        for thread in readers:
            thread.join()
    assert errors == [] and read
    assert_as_undisturbed(course, whole)
