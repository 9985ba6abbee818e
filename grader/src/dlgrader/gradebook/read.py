"""What the gradebook says about one assignment, read in four queries however large the class is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbgrader import api
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from dlgrader.course.database import problem
from dlgrader.course.folder import CourseError
from dlgrader.plain.names import labels


@dataclass(frozen=True)
class GradedCell:
    """A graded cell of the assignment: its name, its points, and whether a person gives them."""

    name: str
    max: float
    manual: bool = False


@dataclass
class Grade:
    """One student's points for one cell."""

    auto: float | None
    manual: float | None
    extra: float
    held: bool

    @property
    def points(self) -> float:
        """What counts now: the person's points before the grader's, and 0 where there are none yet."""
        given = self.manual if self.manual is not None else self.auto
        return 0 if given is None else given + self.extra


@dataclass
class Entry:
    """One student's submission in the gradebook."""

    grades: dict[str, Grade] = field(default_factory=dict)
    penalty: float = 0
    late: bool = False
    timestamp: datetime | None = None


@dataclass
class Book:
    """The gradebook's part of a report.

    Attributes
    ----------
    students : {id: full name} of everybody in the gradebook
    cells : the assignment's graded cells, by name; with their notebook's in front where two have the same
    entries : {id: Entry} of those whose submission is in the gradebook
    due : nbgrader's due date, in UTC
    notebooks : names of the assignment's notebooks
    """

    students: dict[str, str] = field(default_factory=dict)
    cells: dict[str, GradedCell] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    due: datetime | None = None
    notebooks: list[str] = field(default_factory=list)


def read_book(coursedir, assignment: str) -> Book:
    """Read the gradebook; nothing is written.

    Raises
    ------
    CourseError
        Where there is no gradebook, or no such assignment in it.
    """
    with open_book(coursedir) as gradebook:
        return book_of(gradebook, assignment)


@contextmanager
def open_book(coursedir) -> Iterator[api.Gradebook]:
    """nbgrader's gradebook. Raises CourseError where there is none, or it cannot be read."""
    url = make_url(coursedir.db_url)
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).is_file():
        # nbgrader would make an empty one.
        raise CourseError(f"There is no gradebook {url.database}. Run `dlgrader autograde ASSIGNMENT` first.")
    try:
        with api.Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            yield gradebook
    except SQLAlchemyError as error:
        raise CourseError(problem(error)) from None


def book_of(gradebook: api.Gradebook, assignment: str) -> Book:
    """One assignment of an open gradebook. Raises CourseError where there is none of that name."""
    try:
        found = gradebook.find_assignment(assignment)
    except api.MissingEntry:
        known = ", ".join(sorted(one.name for one in gradebook.assignments)) or "none"
        message = f"There is no assignment {assignment!r} in the gradebook (there is: {known})."
        raise CourseError(f"{message} Check the name, or run `nbgrader generate_assignment` first.") from None
    book = Book(due=found.duedate, notebooks=sorted(notebook.name for notebook in found.notebooks))
    rows = gradebook.db.query(api.Student.id, api.Student.first_name, api.Student.last_name)
    book.students = {one: " ".join(part for part in (first, last) if part) for one, first, last in rows}
    names = {}
    graded = [(one.name, cell.name) for one in found.notebooks for cell in [*one.grade_cells, *one.task_cells]]
    apart = labels(graded)
    for notebook in sorted(found.notebooks, key=lambda one: one.name):
        solutions = {cell.name for cell in notebook.solution_cells}
        tasks = {cell.name for cell in notebook.task_cells}
        for cell in [*notebook.grade_cells, *notebook.task_cells]:
            name = names[cell.id] = apart[notebook.name, cell.name]
            manual = cell.name in tasks or cell.name in solutions
            book.cells[name] = GradedCell(name, cell.max_score, manual)
    submissions = {}
    table = api.SubmittedAssignment
    rows = gradebook.db.query(table.id, table.student_id, table.timestamp, table.extension)
    for one, student, timestamp, extension in rows.filter(table.assignment_id == found.id):
        due = book.due + extension if book.due and extension else book.due
        late = bool(due and timestamp and timestamp > due)
        submissions[one] = book.entries[student] = Entry(timestamp=timestamp, late=late)
    _grades(gradebook.db, submissions, names)
    return book


def _grades(db, submissions: dict[str, Entry], names: dict[str, str]) -> None:
    notebooks = {}
    table = api.SubmittedNotebook
    for one, submission, penalty in db.query(table.id, table.assignment_id, table.late_submission_penalty):
        if submission in submissions:
            notebooks[one] = submissions[submission]
            submissions[submission].penalty += penalty or 0
    table = api.Grade
    rows = db.query(
        table.notebook_id, table.cell_id, table.auto_score, table.manual_score, table.extra_credit,
        table.needs_manual_grade,
    ).filter(table.cell_id.in_(list(names)))  # fmt: skip
    for notebook, cell, auto, manual, extra, held in rows:
        if notebook in notebooks:
            notebooks[notebook].grades[names[cell]] = Grade(auto, manual, extra or 0, bool(held))
