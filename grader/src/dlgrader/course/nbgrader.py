"""Stock nbgrader, driven from one process: one call per student, so that a progress bar can follow.

Nothing is graded here. Every step is nbgrader's own (generate_assignment, autograde, generate_feedback, export) with
the settings of the course's nbgrader_config.py.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import nbformat

from dlcourse.check.harness.report import MIME_TYPE


@dataclass(frozen=True)
class Result:
    """What the gradebook and the autograded notebook say about one submission.

    Attributes
    ----------
    points, max_points : dict of str to float
        By question.
    mistakes : list of str
        One line per question that lost points, in the words of the checks.
    """

    points: dict[str, float]
    max_points: dict[str, float]
    mistakes: list[str] = field(default_factory=list)


class Course:
    """nbgrader on one course folder. A context manager: it leaves PATH and the warning filters as it found them."""

    def __init__(self, folder: Path):
        from nbgrader.apps import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory
        from traitlets.config.loader import PyFileConfigLoader

        self.folder = folder
        config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
        config.CourseDirectory.root = str(folder)
        # The settings name the gradebook from the course folder, which need not be the current one.
        config.CourseDirectory.db_url = f"sqlite:///{(folder / 'gradebook.db').as_posix()}?timeout=60"
        self._config = config
        self._path = os.environ.get("PATH", "")
        # nbgrader calls a bare `alembic` when it makes the gradebook; it stands beside this Python.
        os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), self._path])
        self._coursedir = CourseDirectory(config=config)
        self._api = NbGraderAPI(self._coursedir, config=config)

    def __enter__(self) -> Course:
        from sqlalchemy.exc import SAWarning

        self._warnings = warnings.catch_warnings()
        self._warnings.__enter__()
        # Remarks of SQLAlchemy about nbgrader's own sessions; nothing an instructor can act on.
        warnings.simplefilter("ignore", SAWarning)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._warnings.__exit__(kind, error, traceback)
        os.environ["PATH"] = self._path

    def _gradebook(self):
        from nbgrader.api import Gradebook

        return Gradebook(self._coursedir.db_url)

    def generate_assignment(self, assignment: str) -> None:
        """`nbgrader generate_assignment`; raises RuntimeError with nbgrader's log when it fails."""
        if log := _failure(self._api.generate_assignment(assignment)):
            raise RuntimeError(log)

    def add_students(self, students: Iterable) -> None:
        """Names into the gradebook, as `nbgrader db student add` does."""
        with self._gradebook() as gradebook:
            for student in students:
                gradebook.update_or_create_student(
                    student.id, first_name=student.first_name, last_name=student.last_name
                )

    def autograde(self, assignment: str, student: str) -> str | None:
        """`nbgrader autograde --student`; returns None, or nbgrader's log when it failed."""
        return _failure(self._api.autograde(assignment, student))

    def generate_feedback(self, assignment: str, student: str) -> str | None:
        """`nbgrader generate_feedback --student`; returns None, or nbgrader's log when it failed."""
        return _failure(self._api.generate_feedback(assignment, student))

    def export(self, path: Path) -> None:
        """`nbgrader export --to`."""
        from traitlets import import_item

        plugin = import_item(self._config.ExportApp.plugin_class)(config=self._config)
        plugin.to = str(path)
        with self._gradebook() as gradebook:
            plugin.export(gradebook)

    def result(self, assignment: str, student: str) -> Result:
        """Points from the gradebook, mistakes from the reports in the autograded notebook."""
        with self._gradebook() as gradebook:
            notebook = gradebook.find_submission_notebook(assignment, assignment, student)
            grades = {grade.name.removeprefix("test_"): grade for grade in notebook.grades}
            points = {question: float(grade.score) for question, grade in grades.items()}
            most = {question: float(grade.max_score) for question, grade in grades.items()}
        path = self.folder / "autograded" / student / assignment / f"{assignment}.ipynb"
        return Result(points, most, named_mistakes(path))


def _failure(result: dict) -> str | None:
    if result["success"]:
        return None
    if "KeyboardInterrupt" in result.get("error", ""):  # nbgrader catches Ctrl-C like any error
        raise KeyboardInterrupt
    return result.get("log") or result.get("error") or "nbgrader gave no reason"


def named_mistakes(path: Path) -> list[str]:
    """One line for each question with a failed check: the mistake's name, or what the check said.

    Parameters
    ----------
    path : Path
        An autograded notebook.
    """
    lines, not_started = [], []
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            report = output.get("data", {}).get(MIME_TYPE)
            if not report or report["passed"]:
                continue
            question = report["question"].replace("_", " ")
            if not report["started"]:
                not_started.append(question)
            else:
                lines.append(f"{question}: {', '.join(report['mistakes']) or report['said']}")
    if not_started:
        lines.append(f"not started: {', '.join(not_started)}")
    return lines
