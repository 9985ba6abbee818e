"""A class of six with a judge that only pretends; what a gradebook and its notebooks say, to compare two courses."""

import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from dlgrader.batch.batch import autograde
from dlgrader.course.nbgrader import Course
from dlgrader.demo.run import prepare
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, QuestionVerdict, Verdict

REPOSITORY = Path(__file__).resolve().parents[2]
POINTS = {
    "activations": 10, "initialization": 5, "forward": 15, "cost": 5, "by_hand": 10, "backward": 25,
    "gradient_check": 10, "update": 5, "mini_batches": 5, "train": 10,
}  # fmt: skip


def fake(task):
    """Points that follow from the submission's bytes, and a line in the course's log."""
    with (Path(os.environ["FAKE_LOG"])).open("a") as log:
        log.write(f"{task.student}\n")
    time.sleep(0.01)
    chance = random.Random(task.data)
    questions = {name: QuestionVerdict(chance.randint(0, most), most, said="so") for name, most in POINTS.items()}
    if task.student == "odd":
        questions["cost"].state = NEEDS_A_PERSON
        return Verdict(task.assignment, NEEDS_A_PERSON, questions, notes=["look at cost", task.student])
    return Verdict(task.assignment, GRADED, questions, notes=[task.student])


def class_of_six(folder):
    """A course in ``folder`` with six submissions, released and not graded."""
    prepare(folder, REPOSITORY)
    with Course(folder) as course:
        course.generate_assignment(ASSIGNMENT)
    notebook = folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    for number, student in enumerate(["ada", "bob", "eve", "odd", "zoe", "kai"]):
        submission = build(notebook, ["cost"])
        submission.cells[0].source += f"\n{number}"
        path = hand_in(submission, folder, student)
        path.with_name("timestamp.txt").write_text("2026-01-02 10:00:00 UTC")
    return folder


def grade(course, **options):
    """Grade with the pretended judge, which writes the log that FAKE_LOG names."""
    return autograde(course, ASSIGNMENT, quiet=True, judge=fake, **options)


def judged(course):
    """Who was judged, as often as it was done."""
    log = course.parent / "log"
    return sorted(log.read_text().split()) if log.exists() else []


def rows(course):
    """Everything the gradebook says about submissions, without its random ids."""
    grades = """select s.student_id, s.timestamp, n.late_submission_penalty, c.name, g.auto_score, g.manual_score,
        g.extra_credit, g.needs_manual_grade from grade g join submitted_notebook n on n.id = g.notebook_id
        join submitted_assignment s on s.id = n.assignment_id join base_cell c on c.id = g.cell_id order by 1, 4"""
    comments = """select s.student_id, c.name, m.auto_comment, m.manual_comment from comment m
        join submitted_notebook n on n.id = m.notebook_id join submitted_assignment s on s.id = n.assignment_id
        join base_cell c on c.id = m.cell_id order by 1, 2"""
    sums = "select 'students', count(*) from student union select 'submissions', count(*) from submitted_assignment"
    with closing(sqlite3.connect(course / "gradebook.db")) as database:
        return [database.execute(query).fetchall() for query in (grades, comments, sums)]


def notebooks(course):
    return {path.relative_to(course): path.read_text() for path in sorted((course / "autograded").rglob("*.ipynb"))}
