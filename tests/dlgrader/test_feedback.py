"""A student's page: what was tested, what came, the mistake, what next; what is held is said to be held."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from dlgrader.assignments import ASSIGNMENTS, describe, further_reading
from dlgrader.assignments.scoring import inspected
from dlgrader.course.nbgrader import Course
from dlgrader.mistakes.implementing_backpropagation import BANK
from dlgrader.mistakes.matrix import public_verdict
from dlgrader.mistakes.notebooks import ASSIGNMENT
from nbgrader.api import Gradebook
from reported import HOSTILE

REPOSITORY = Path(__file__).resolve().parents[2]
# The first mistake of each question.
FIRST = {mutant.question: mutant for mutant in reversed(BANK.mutants)}


@pytest.fixture(scope="module")
def course(graded_course, tmp_path_factory):
    return shutil.copytree(graded_course, tmp_path_factory.mktemp("feedback") / "course")


def page(course, student):
    with Course(course) as opened:
        assert opened.generate_feedback(ASSIGNMENT, student) is None
    text = (course / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    return " ".join(text.split())


def section(text, question):
    """The part of the page about one question."""
    return re.search(rf'<section class="graded" id="{question}".*?</section>', text).group()


def test_a_mistake_is_named_with_what_was_tested_and_where_to_read(course):
    part = section(page(course, "wrong1"), "test_backward")
    for said in ("1 / 25", "look here", "<strong>value</strong>: average missing", "db2 is 5 times too large"):
        assert said in part
    assert "Read again: lecture 11," in part


def test_full_points_need_no_reading(course):
    part = section(page(course, "wrong1"), "test_cost")
    assert "5 / 5" in part
    assert part.count(">ok<") == 2
    assert "Read again" not in part


@pytest.mark.parametrize(("student", "question"), [("flagged", "test_cost"), ("honest", "explain")])
def test_what_is_held_waits_and_is_no_zero(course, student, question):
    text = page(course, student)
    part = section(text, question)
    assert "waits for a person" in part
    assert "no points are lost yet" in part
    assert "0 /" not in part
    assert "points are not given yet" in text
    assert "so far" in text


def test_a_notebook_that_could_not_be_read_waits_as_a_whole(course):
    assert "100 of these points are not given yet" in page(course, "broken")


def test_a_fault_of_ours_costs_nothing(course):
    text = page(course, "lost")
    assert "waits for a person" in section(text, "test_backward")
    assert "100 of these points are not given yet" in text


def test_points_by_hand_end_the_waiting(graded_course, tmp_path):
    course = shutil.copytree(graded_course, tmp_path / "course")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("test_cost", ASSIGNMENT, ASSIGNMENT, "flagged")
        grade.manual_score, grade.needs_manual_grade = 4, False
        gradebook.find_comment("cost", ASSIGNMENT, ASSIGNMENT, "flagged").manual_comment = f"Well **done** {HOSTILE}"
        gradebook.db.commit()
    text = page(course, "flagged")
    assert "4 / 5" in section(text, "test_cost")
    assert "a person has looked at this" in section(text, "test_cost")
    assert "waits" not in text
    assert "Well <strong>done</strong>" in text
    assert "<script" not in text


def test_an_untouched_notebook_is_told_so_without_solutions_or_tests(course):
    text = page(course, "nothing")
    assert "not started yet" in section(text, "test_backward")
    for cell in nbformat.read(REPOSITORY / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4).cells:
        for inside in re.findall(r"### BEGIN .*?\n(.*?)### END", cell.source, re.DOTALL):
            for line in (one.strip() for one in inside.splitlines()):
                assert len(line) < 25 or line not in text, line
    assert "Because." not in text
    assert "dlgrader" not in text


def test_nothing_of_others_is_on_a_page(course):
    text = page(course, "wrong1")
    assert not [student for student in ("wrong2", "flagged", "twin1", "twin2") if student in text]
    assert "canary" not in text


@pytest.mark.parametrize("question", BANK.questions)
def test_the_page_says_what_the_notebook_says(question):
    mutant = FIRST[question]
    names = BANK.namespace(mutant.functions)
    answers = [names[name] for name in BANK.questions[question]]
    report = inspected(question, BANK.description.inspections(question, answers))
    public = public_verdict(BANK, question, names)
    assert public is None or public == report.summary()


@pytest.mark.parametrize("question", [question for question in BANK.questions if question != "by_hand"])
def test_no_expected_value_of_a_hidden_input_is_said(question):
    for mutant in [one for one in BANK.mutants if one.question == question][:4]:
        names = BANK.namespace(mutant.functions)
        hidden = BANK.description.inspections(question, [names[name] for name in BANK.questions[question]])[1:]
        for check in inspected(question, hidden).checks:
            assert not re.search(r"\d\.\d{3}", check.expected), (mutant.id, check)


def test_every_place_to_read_again_is_there():
    for assignment in ASSIGNMENTS:
        for question in describe(assignment).questions:
            lecture, heading = question.read_again
            text = (REPOSITORY / "text/course" / f"{lecture}.py").read_text()
            assert f"# ## {heading}\n" in text, (assignment, question.name)
            assert further_reading(assignment, question.name) == f'lecture {lecture[:2]}, "{heading}"'
    assert further_reading("no-such", "cost") == ""
