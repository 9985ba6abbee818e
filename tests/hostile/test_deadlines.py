"""A text that takes for ever costs its own submission alone: the work on it is ended, and the class goes on."""

import os
import random
import re

import nbformat
import pytest
from dlgrader.batch.batch import autograde
from dlgrader.clean.notebook import clean_outputs
from dlgrader.course.nbgrader import Course
from dlgrader.feedback import cells as feedback_cells
from dlgrader.feedback.exporter import FeedbackExporter
from dlgrader.gradebook.textwork import TextWork
from dlgrader.mistakes.notebooks import ASSIGNMENT
from dlgrader.reading import read_submission
from dlgrader.reports import similar
from dlgrader.reports.classdata import Answer, Class
from dlgrader.reports.similar import alike
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON
from dlgrader.workers.helper import Failed, Helper, TookTooLong
from dlgrader.workers.processes import Processes
from gradebook_rows import class_of_six, fake, rows
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook


def for_ever(text="x"):
    """A pattern that holds the interpreter, as no watching thread can end it."""
    return re.match(r"(x+x+)+y", "x" * 60) or text


def test_what_holds_the_interpreter_is_ended_and_the_next_is_answered():
    helper = Helper(lambda text: for_ever() if text == "slow" else text.upper(), seconds=0.5)
    assert helper("a") == "A"
    for _ in range(2):
        with pytest.raises(TookTooLong, match=r"took longer than 0\.5 s"):
            helper("slow")
        assert helper("b") == "B"
    helper.close()


def test_what_fails_says_so_and_a_lost_process_too():
    helper = Helper(lambda how: os._exit(3) if how == "ends" else int(how))
    with pytest.raises(Failed, match="ValueError"):
        helper("no number")
    with pytest.raises(Failed, match="lost"):
        helper("ends")
    assert helper("7") == 7
    helper.close()


def slow_for_bob(task):
    return for_ever() if task.student == "bob" else fake(task)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return class_of_six(tmp_path_factory.mktemp("deadlines"))


@pytest.mark.slow
def test_a_class_goes_on_wherever_one_submission_takes_for_ever(released, monkeypatch):
    monkeypatch.setenv("FAKE_LOG", str(released.parent / "log"))
    # In a worker.
    outcome = autograde(released, ASSIGNMENT, quiet=True, judge=slow_for_bob, engine=Processes(2, seconds=3))
    states = dict.fromkeys(("ada", "eve", "kai", "zoe"), GRADED) | {"odd": NEEDS_A_PERSON, "bob": NEEDS_A_PERSON}
    assert outcome.states == states
    assert outcome.reasons["bob"] == ("judging it took longer than 3 s, so it was ended. The submission is kept.")
    assert len(rows(released)[0]) == 60
    assert {row[4] for row in rows(released)[0] if row[0] == "bob"} == {None}  # no false 0

    # In the writer, while its outputs are cleaned: the points stand, and a person looks.
    monkeypatch.setattr("dlgrader.gradebook.textwork.clean_outputs", slow_cleaning)
    monkeypatch.setattr("dlgrader.workers.helper.SECONDS", 3.0)
    outcome = autograde(released, ASSIGNMENT, quiet=True, judge=with_outputs, regrade=True)
    assert outcome.states == states
    assert "took longer than 3 s" in outcome.reasons["bob"]
    grades = rows(released)[0]
    assert any(row[7] for row in grades if row[0] == "bob")
    assert not any(row[7] for row in grades if row[0] == "ada" and row[4] is not None)


@pytest.mark.slow
def test_formgraders_button_ends_it_too(released, monkeypatch):
    """The button calls what `Course.autograde` calls: nbgrader's own API, in the server's process."""
    slow = (released / "submitted" / "bob" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes()

    def slow_reading(data, *notebooks):
        return for_ever() if data == slow else read_submission(data, *notebooks)

    monkeypatch.setattr("dlgrader.gradebook.textwork.read_submission", slow_reading)
    monkeypatch.setattr("dlgrader.workers.helper.SECONDS", 2.0)
    with Course(released) as course:
        failed = [course.autograde(ASSIGNMENT, student) for student in ("bob", "kai")]
    assert failed == [None, None]
    waiting = {student: [row[7] for row in rows(released)[0] if row[0] == student] for student in ("bob", "kai")}
    assert any(waiting["bob"]) and not all(waiting["kai"])
    assert {row[4] for row in rows(released)[0] if row[0] == "bob"} == {None}  # no false 0


def with_outputs(task):
    verdict = fake(task)
    verdict.outputs = {str(k): [{"output_type": "stream", "text": task.student}] for k in range(40)}
    return verdict


def slow_cleaning(outputs):
    return for_ever() if "bob" in str(outputs) else clean_outputs(outputs)


def a_notebook():
    answer = {"grade_id": "q", "solution": True, "grade": False, "locked": False, "schema_version": 3}
    test = {"grade_id": "test_q", "solution": False, "grade": True, "locked": True, "points": 5, "schema_version": 3}
    cells = [new_code_cell("def f(): pass", metadata={"nbgrader": answer})]
    return new_notebook(cells=[*cells, new_code_cell("assert f()", metadata={"nbgrader": test})])


def test_a_notebook_that_takes_for_ever_to_read_needs_a_person(monkeypatch):
    def slow_reading(data, *notebooks):
        return for_ever() if data == b"slow" else read_submission(data, *notebooks)

    monkeypatch.setattr("dlgrader.gradebook.textwork.read_submission", slow_reading)
    work = TextWork(a_notebook(), a_notebook(), seconds=1)
    held = work.read(b"slow")
    assert held.problem == "notebook could not be read (took longer than 1 s)"
    assert [cell.metadata.nbgrader.grade_id for cell in held.notebook.cells] == ["q", "test_q"]
    assert work.read(nbformat.writes(a_notebook()).encode()).problem is None
    work.close()


def test_a_page_that_takes_for_ever_is_made_without_the_students_texts(monkeypatch):
    shown = feedback_cells.markdown_to_html
    monkeypatch.setattr(
        feedback_cells, "markdown_to_html", lambda text, more=None: for_ever() if text == "slow" else shown(text, more)
    )
    monkeypatch.setattr("dlgrader.workers.helper.SECONDS", 1.0)
    slow, quick = a_notebook(), a_notebook()
    slow.cells.insert(0, new_markdown_cell("slow"))
    quick.cells.insert(0, new_markdown_cell("quick"))
    exporter = FeedbackExporter()
    page, _ = exporter.from_notebook_node(slow)
    assert "could not be made into a page in time" in page
    assert 'id="test_q"' in page
    page, _ = exporter.from_notebook_node(quick)
    assert "quick" in page
    assert "in time" not in page


def test_an_answer_that_takes_for_ever_is_compared_with_nobodys(monkeypatch):
    chance = random.Random(1)
    words = ["abs", "max", "min", "sum", "len", "sorted", "list", "set", "tuple", "dict", "str", "repr", "bool"]
    lines = ["    y = {}({}({}(x)))".format(*chance.sample(words, 3)) for _ in range(60)]
    own = "\n".join(["def f(x):", *lines])
    whole = Class("a")
    whole.answers = {who: {"q": Answer(own + "#" * k, True)} for k, who in enumerate(("ada", "bob"))}
    whole.answers["eve"] = {"q": Answer("slow", True)}
    real = similar.pieces
    monkeypatch.setattr(similar, "pieces", lambda text, code=True: for_ever() if text == "slow" else real(text, code))
    monkeypatch.setattr("dlgrader.workers.helper.SECONDS", 1.0)
    assert [one.students for one in alike(whole)] == [("ada", "bob")]
    assert whole.notes == ["eve: q was not compared with the others' (took longer than 1 s)"]
