"""The report for programs: JSON of a fixed shape, which ``docs/report-json.md`` describes, and a table as CSV."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from dlgrader.clean.spreadsheet import table
from dlgrader.course.folder import CourseError
from dlgrader.gradebook.read import book_of, open_book
from dlgrader.reports.classdata import Class, Question, Student
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, plain


def as_json(whole: Class) -> str:
    """The machine's view, as text that ends in a line break."""
    # ASCII: lone surrogates of a student's text can be written too. A line per student, for people who look in.
    lines = [f"{json.dumps(one.id)}: {json.dumps(_student(one), allow_nan=False)}" for one in whole.students.values()]
    students = ",\n".join(lines)
    return f'{{"assignment": {json.dumps(whole.assignment)}, "students": {{\n{students}\n}}}}\n'


def _student(student: Student) -> dict:
    return {
        "state": student.state,
        "points": student.points,
        "max": student.max,
        "notes": list(student.notes),
        "flags": [asdict(flag) for flag in student.flags],
        "questions": {name: _question(question) for name, question in student.questions.items()},
    } | ({"same_process": True} if student.same_process else {})


def _question(question: Question) -> dict:
    checks = [
        {
            "name": check.name,
            "passed": check.passed,
            "points": plain(check.points),
            "max": plain(check.max),
            "message": check.message,
            "mistake": check.mistake,
        }
        for check in question.checks
    ]
    return {
        "points": plain(question.points),
        "max": plain(question.max),
        "state": question.state,
        "checks": checks,
    }


def as_csv(whole: Class) -> str:
    """One line per student: state, points of each question, what was recognised and why somebody must look.

    A question without points yet has an empty cell.
    """
    head = ["student", "name", "state", "points", "max", "late_penalty", *whole.questions, "mistakes", "why", "flags",
            "notes"]  # fmt: skip
    return table(head, (_row(student, whole) for student in whole.students.values()))


def _row(student: Student, whole: Class) -> list:
    answers = [student.questions.get(name) for name in whole.questions]
    points = [one.points if one and (one.state == GRADED or one.points) else None for one in answers]
    mistakes = [f"{name}: {', '.join(one.mistakes)}" for name, one in student.questions.items() if one.mistakes]
    why = "" if student.state == GRADED else student.why()
    flags = [f"{flag.question}: {flag.evidence}" for flag in student.flags]
    return [
        student.id, student.name, student.state, student.points, student.max, student.penalty, *points,
        "; ".join(mistakes), why, "; ".join(flags), "; ".join(student.notes),
    ]  # fmt: skip


def grades_csv(
    coursedir, assignments: list[str], students: list[str], everything: bool = False
) -> tuple[str, list[str], list[str]]:
    """The gradebook's points as CSV (see :func:`grades_of`), the assignments in it, and those that were left out.

    Parameters
    ----------
    assignments : names; none takes those that somebody has handed in
    students : ids; none takes all
    everything : without names, take also what nobody has handed in

    Raises
    ------
    CourseError
        Where there is no gradebook, a name is not in it, or nobody has handed in anything.
    """
    with open_book(coursedir) as gradebook:
        known = [one.name for one in gradebook.assignments]
        for name in assignments:
            if name not in known:
                said = ", ".join(known) or "none"
                raise CourseError(f"There is no assignment {name!r} in the gradebook (there is: {said}).")
        there = {one.id for one in gradebook.students}
        if unknown := [student for student in students if student not in there]:
            raise CourseError(f"There is no student {', '.join(map(repr, unknown))} in the gradebook.")
        taken = assignments or (known if everything else [one for one in known if _has_work(gradebook, coursedir, one)])
        if not taken:
            raise CourseError("Nobody has handed in anything yet. Name an assignment, or take all of them with --all.")
        return grades_of(gradebook, taken, students), taken, [one for one in known if one not in taken]


def _has_work(gradebook, coursedir, assignment: str) -> bool:
    """Whether somebody has handed it in, graded or not."""
    if book_of(gradebook, assignment).entries:
        return True
    before, _, after = coursedir.format_path(coursedir.submitted_directory, "*", assignment).partition("*")
    return any((student / after.strip("/\\")).is_dir() for student in Path(before).glob("*"))


def grades_of(gradebook, assignments: list[str], students: list[str]) -> str:
    """nbgrader's export, with cells that no spreadsheet runs, and each submission's state.

    ``score`` is what counts: the points less the late penalty, never below 0.
    """
    head = ["assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
            "late_submission_penalty", "score", "max_score", "state"]  # fmt: skip
    rows = []
    people = [(one.id, one.last_name, one.first_name, one.email) for one in gradebook.students]
    for assignment in assignments:
        book = book_of(gradebook, assignment)
        most = plain(sum(cell.max for cell in book.cells.values()))
        for student, *names in people:
            if students and student not in students:
                continue
            entry = book.entries.get(student)
            raw = plain(sum(grade.points for grade in entry.grades.values())) if entry else 0
            penalty = plain(entry.penalty) if entry else 0
            state = "nothing handed in"
            if entry:
                state = NEEDS_A_PERSON if any(grade.held for grade in entry.grades.values()) else GRADED
            times = [_time(book.due), _time(entry.timestamp if entry else None)]
            rows.append([assignment, *times, student, *names, raw, penalty, max(plain(raw - penalty), 0), most, state])
    return table(head, rows)


def _time(value: datetime | None) -> str | None:
    return value and f"{value:%Y-%m-%d %H:%M:%S}"
