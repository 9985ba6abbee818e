"""Submissions with far too much of one thing: each ends in a state that is due, and the class goes on."""

import json

import nbformat
import pytest
from dlgrader.batch.batch import autograde
from dlgrader.clean.html import markdown_to_html
from dlgrader.feedback.cells import FeedbackCell
from dlgrader.mistakes.notebooks import ASSIGNMENT
from dlgrader.reading import message, read_submission
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, Verdict
from gradebook_rows import class_of_six, fake, rows
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output


def cells(notebook):
    notebook.cells += [new_code_cell("x = 1")] * 50_000


def outputs(notebook):
    page = new_output("display_data", {"text/html": "<div>" * 200_000})
    notebook.cells[-1] = new_code_cell("x = 1", outputs=[new_output("stream", text="x\n")] * 100_000 + [page])


def latex(notebook):
    notebook.cells.append(new_markdown_cell("$" + r"\frac{" * 10_000 + "}" * 10_000 + "$"))
    notebook.cells.append(new_markdown_cell(r"\begin{a}" * 10_000 + r"\end{a}" * 10_000))


def html(notebook):
    notebook.cells.append(new_markdown_cell("<div>" * 200_000))


MUCH = {"bob": cells, "eve": outputs, "kai": latex, "zoe": html}


def reads_first(task):
    """What the judge does before it runs anything; then points that are made up."""
    release, source = (nbformat.reads(text, as_version=4) for text in (task.release, task.source))
    read = read_submission(task.data, release, source)
    if read.problem:
        return Verdict(
            task.assignment,
            NEEDS_A_PERSON,
            notes=[message(task.student, task.assignment, read.problem, read.salvageable)],
        )
    return fake(task)


@pytest.mark.slow
def test_too_much_of_one_thing_needs_a_person_or_is_graded_and_the_class_goes_on(tmp_path, monkeypatch):
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    course = class_of_six(tmp_path / "course")
    for student, change in MUCH.items():
        path = course / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        change(notebook)
        path.write_text(json.dumps(notebook))
    outcome = autograde(course, ASSIGNMENT, quiet=True, judge=reads_first)
    due = dict.fromkeys(("ada", "eve", "kai", "zoe"), GRADED) | {"bob": NEEDS_A_PERSON, "odd": NEEDS_A_PERSON}
    assert outcome.states == due
    assert "more than 2,000" in outcome.reasons["bob"] and "\n" not in outcome.reasons["bob"]
    assert {row[4] for row in rows(course)[0] if row[0] == "bob"} == {None}  # no false 0
    for student in MUCH:
        path = course / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        for cell in nbformat.read(path, as_version=4).cells:
            FeedbackCell(cell, set(), ASSIGNMENT)


def test_what_is_nested_too_deep_is_shown_as_text_on_the_page():
    for make in (latex, html):
        notebook = nbformat.v4.new_notebook()
        make(notebook)
        for cell in notebook.cells:
            assert markdown_to_html(cell.source).startswith("<pre>")
