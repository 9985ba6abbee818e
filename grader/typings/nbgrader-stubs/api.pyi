"""The gradebook as instances have it: nbgrader's own types are those of its columns. What is not here is Any."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Mapped

class InvalidEntry(ValueError): ...
class MissingEntry(ValueError): ...

class Assignment:
    id: Mapped[str]
    name: Mapped[str]
    duedate: Mapped[datetime | None]
    notebooks: Sequence[Notebook]
    submissions: Sequence[SubmittedAssignment]

class SourceCell:
    id: Mapped[str]
    name: Mapped[str]
    cell_type: Mapped[str]
    locked: Mapped[bool]
    source: Mapped[str | None]
    checksum: Mapped[str | None]

class BaseCell:
    id: Mapped[str]
    name: Mapped[str]

class SolutionCell(BaseCell): ...

class GradeCell(BaseCell):
    max_score: Mapped[float]
    cell_type: Mapped[str]

class TaskCell(BaseCell):
    max_score: Mapped[float]
    cell_type: Mapped[str]

class Notebook:
    id: Mapped[str]
    name: Mapped[str]
    grade_cells: Sequence[GradeCell]
    solution_cells: Sequence[SolutionCell]
    task_cells: Sequence[TaskCell]
    source_cells: Sequence[SourceCell]

class Student:
    id: Mapped[str]
    first_name: Mapped[str | None]
    last_name: Mapped[str | None]
    email: Mapped[str | None]
    lms_user_id: Mapped[str | None]

class SubmittedAssignment:
    id: Mapped[str]
    assignment_id: Mapped[str]
    student_id: Mapped[str]
    timestamp: Mapped[datetime | None]
    extension: Mapped[timedelta | None]
    notebooks: Sequence[SubmittedNotebook]

class SubmittedNotebook:
    id: Mapped[str]
    assignment_id: Mapped[str]
    name: Mapped[str]
    late_submission_penalty: Mapped[float | None]
    grades: Sequence[Grade]
    comments: Sequence[Comment]

class Grade:
    id: Mapped[str]
    notebook_id: Mapped[str]
    cell_id: Mapped[str]
    auto_score: Mapped[float | None]
    manual_score: Mapped[float | None]
    extra_credit: Mapped[float | None]
    needs_manual_grade: Mapped[bool]
    name: Mapped[str]
    score: Mapped[float]
    max_score: Mapped[float]

class Comment:
    id: Mapped[str]
    name: Mapped[str]
    auto_comment: Mapped[str | None]
    manual_comment: Mapped[str | None]

class Gradebook:
    engine: Engine
    db: Any
    course_id: str
    def __init__(self, db_url: str, course_id: str = ..., authenticator: object = ...) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
    def close(self) -> None: ...
    @property
    def students(self) -> Sequence[Student]: ...
    @property
    def assignments(self) -> Sequence[Assignment]: ...
    def find_student(self, student_id: str) -> Student: ...
    def update_or_create_student(self, student_id: str, **kwargs: object) -> Student: ...
    def find_assignment(self, name: str) -> Assignment: ...
    def find_notebook(self, name: str, assignment: str) -> Notebook: ...
    def find_source_cell(self, name: str, notebook: str, assignment: str) -> SourceCell: ...
    def find_graded_cell(self, name: str, notebook: str, assignment: str) -> GradeCell | TaskCell: ...
    def find_submission(self, assignment: str, student: str) -> SubmittedAssignment: ...
    def assignment_submissions(self, assignment: str) -> Sequence[SubmittedAssignment]: ...
    def find_submission_notebook(self, notebook: str, assignment: str, student: str) -> SubmittedNotebook: ...
    def find_grade(self, grade_cell: str, notebook: str, assignment: str, student: str) -> Grade: ...
    def find_comment(self, solution_cell: str, notebook: str, assignment: str, student: str) -> Comment: ...
    def __getattr__(self, name: str) -> Any: ...
