"""Due dates, late work and its penalty, a second attempt, and a class graded anew after a check was corrected."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from dlgrader.batch.batch import autograde
from dlgrader.course.nbgrader import Course
from dlgrader.gradebook.late import LatePerDay
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from dlgrader.verdicts.verdict import GRADED, QuestionVerdict, Verdict
from gradebook_rows import POINTS, class_of_six
from nbgrader.api import Gradebook

HALF = {name: most / 2 for name, most in POINTS.items()}
PER_DAY = """
c.AssignLatePenalties.plugin_class = "dlgrader.gradebook.late.LatePerDay"
c.LatePerDay.percent_per_day = 10
c.LatePerDay.grace_minutes = 15
c.LatePerDay.at_most = 50
"""
# (handed in, percent taken) where 2026-01-02 10:00 UTC is due
TIMES = {
    "ada": ("2026-01-02 09:59:59", 0),
    "bob": ("2026-01-02 10:14:00", 0),  # within the time of grace
    "eve": ("2026-01-02 11:00:00", 10),
    "odd": ("2026-01-04 10:00:00", 20),
    "zoe": ("2026-01-30 10:00:00", 50),  # no more than half
    "kai": ("2026-01-02 10:00:00", 0),
}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return class_of_six(tmp_path_factory.mktemp("released"))


@pytest.fixture
def course(released, tmp_path):
    folder = tmp_path / "course"
    shutil.copytree(released, folder)
    for student, (time, _) in TIMES.items():
        (folder / "submitted" / student / ASSIGNMENT / "timestamp.txt").write_text(f"{time} UTC")
    with (folder / "nbgrader_config.py").open("a") as config:
        config.write(PER_DAY)
    due(folder, "2026-01-02 10:00:00 UTC")
    return folder


def due(folder, date):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate=date)


class Judge:
    """Gives everybody these points, and counts whom it judged."""

    def __init__(self, points):
        self.points, self.judged = points, []

    def __call__(self, task):
        self.judged.append(task.student)
        questions = {name: QuestionVerdict(self.points[name], most, said="so") for name, most in POINTS.items()}
        return Verdict(task.assignment, GRADED, questions)


def grade(course, judge):
    judge.judged.clear()
    return autograde(course, ASSIGNMENT, quiet=True, judge=judge)


def scores(course):
    """{student: (points before the penalty, penalty)}"""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        found = gradebook.assignment_submissions(ASSIGNMENT)
        return {one.student_id: (one.score, one.late_submission_penalty) for one in found}


def expected(points):
    return {student: (points, pytest.approx(points * percent / 100)) for student, (_, percent) in TIMES.items()}


@pytest.mark.parametrize(
    ("settings", "seconds", "penalty"),
    [
        ({}, 1, 8.0),
        ({}, 24 * 3600, 8.0),
        ({}, 24 * 3600 + 1, 16.0),
        ({}, 30 * 24 * 3600, 80.0),
        ({"percent_per_day": 25.0, "at_most": 60.0}, 3 * 24 * 3600, 48.0),
        ({"grace_minutes": 10.0}, 600, None),
        ({"grace_minutes": 10.0}, 601, 8.0),
        ({"percent_per_day": 0.0}, 601, 0.0),
    ],
)
def test_a_penalty_grows_with_the_days_begun(settings, seconds, penalty):
    assert LatePerDay(**settings).late_submission_penalty("ada", 80.0, seconds) == penalty


def test_dlgrader_takes_the_penalty_of_the_settings(course):
    grade(course, Judge(HALF))
    assert scores(course) == expected(50)


def test_nbgraders_own_command_takes_the_same(course, monkeypatch):
    judge = Judge(HALF)
    monkeypatch.setattr(
        "dlgrader.gradebook.preprocessors.ApplyVerdicts._verdict",
        lambda self, meta: judge(Task(meta["student"])),
    )
    with Course(course) as opened:
        for student in TIMES:
            assert opened.autograde(ASSIGNMENT, student) is None
    assert scores(course) == expected(50)


class Task:
    """The little of a task that the judge above looks at."""

    def __init__(self, student):
        self.student, self.assignment = student, ASSIGNMENT


def test_a_later_due_date_is_taken_up_without_judging_again(course):
    judge = Judge(HALF)
    grade(course, judge)
    due(course, "2026-02-01 10:00:00 UTC")
    outcome = grade(course, judge)
    assert (outcome.judged, outcome.kept, judge.judged) == (0, 6, [])
    assert scores(course) == dict.fromkeys(TIMES, (50, 0))


def test_other_percents_are_taken_up_without_judging_again(course):
    judge = Judge(HALF)
    grade(course, judge)
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("c.LatePerDay.percent_per_day = 20\n")
    assert grade(course, judge).judged == 0
    assert scores(course)["eve"] == (50, 10)


def test_a_second_attempt_is_judged_alone_with_the_time_it_came(course):
    grade(course, Judge(HALF))
    release = course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path = hand_in(build(release), course, "ada")
    path.with_name("timestamp.txt").write_text("2026-01-03 10:00:00 UTC")  # better, and a day late
    judge = Judge(POINTS)
    grade(course, judge)
    assert judge.judged == ["ada"]
    assert scores(course) == expected(50) | {"ada": (100, 10)}


def test_after_a_corrected_check_the_plain_command_judges_all_again(course, monkeypatch):
    grade(course, Judge(HALF))
    with closing(sqlite3.connect(course / "gradebook.db")) as gradebook, gradebook:  # a person gave eve some points
        gradebook.execute(
            "UPDATE grade SET manual_score = 4 WHERE id = (SELECT grade.id FROM grade"
            " JOIN submitted_notebook n ON grade.notebook_id = n.id"
            " JOIN submitted_assignment a ON n.assignment_id = a.id"
            " JOIN base_cell c ON grade.cell_id = c.id WHERE a.student_id = 'eve' AND c.name = 'test_cost')"
        )
    judge = Judge(POINTS)
    assert grade(course, judge).judged == 0  # the checks are what they were
    monkeypatch.setattr("dlgrader.batch.batch.checks_hash", lambda: "corrected")
    grade(course, judge)
    assert sorted(judge.judged) == sorted(TIMES)
    wanted = expected(100) | {"eve": (99, pytest.approx(9.9))}  # 4 of 5, given by hand, stay
    assert scores(course) == wanted
