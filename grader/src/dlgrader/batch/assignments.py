"""What a batch works on: an assignment, who has handed it in, and the task of each."""

from __future__ import annotations

import importlib
import logging
import shlex
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dlgrader.assignments import describe
from dlgrader.assignments.description import DescriptionError
from dlgrader.assignments.own import find, load
from dlgrader.course import submitted
from dlgrader.course.folder import CourseError
from dlgrader.course.secret import submission_seed
from dlgrader.plain.assignment import notebook_of
from dlgrader.plain.files import working_folder
from dlgrader.plain.names import is_plain
from dlgrader.plain.task import PlainTask, Task
from dlgrader.sandbox import warm
from dlgrader.verdicts.store import key_of


class BatchError(CourseError):
    """Nothing can be graded; the message is one line for the instructor."""


class Described:
    """An assignment of which dlgrader has a description, with one notebook."""

    def __init__(self, coursedir, config, name: str, notebooks: list[str]):
        from dlgrader.gradebook.assignment import agreement, assignment_texts

        if len(notebooks) != 1:
            raise BatchError(f"{name} has {len(notebooks)} notebooks; the description that dlgrader has is of one.")
        folder = Path(coursedir.format_path(coursedir.source_directory, ".", name))
        if not (folder / f"{notebooks[0]}.ipynb").is_file():
            raise BatchError(f"There is no source notebook {folder / notebooks[0]}.ipynb.")
        self.name, self.notebook, self.notebooks, self.notes = name, notebooks[0], notebooks, []
        try:
            self.own = find(name, Path(coursedir.root))
            description = describe(name) if self.own is None else load(self.own)
        except DescriptionError as error:
            raise BatchError(f"Nothing was graded: {error}") from None
        self.modules = name in config.ApplyVerdicts.get("modules", ())  # whether those beside it are judged with it
        self.release, self.source = assignment_texts(coursedir, name, notebooks[0])
        if self.own is not None:
            wrong, self.notes = agreement(description, notebook_of(self.source), f"{notebooks[0]}.ipynb")
            if wrong:
                raise BatchError(f"Nothing was graded: {wrong[0]}")

    def import_judge(self) -> None:
        """What judging imports; whoever cannot judge says so itself."""
        with suppress(ImportError, LookupError):
            importlib.import_module("dlgrader.judging.judge")

    def task(self, student: str, path: Path, batch) -> Task:
        """The task of one student. Raises OSError."""
        data = submitted.read(path)
        seed = submission_seed(batch.secret, data)
        beside = submitted.modules(path, data) if self.modules else ()
        checks = batch.checks + (self.own.digest if self.own else "")
        key = key_of(
            data, checks=checks, release=self.release.encode(), source=self.source.encode(), limits=batch.limits,
            unsafe=batch.unsafe, seed=seed, beside=beside,
        )  # fmt: skip
        return Task(
            student, self.name, key, data, self.release, self.source, seed, batch.limits, batch.unsafe, batch.salvage,
            beside, self.own,
        )  # fmt: skip

    def notes_on(self, path: Path, task: Task) -> list[str]:
        """A line for each file of Python beside the notebook that the notebook imports: whether it was run."""
        return submitted.modules_beside(path, task.data, task.beside)


class ByItsTests:
    """A plain assignment: its own tests grade it."""

    def __init__(self, coursedir, config, name: str, notebooks: list[str]):
        from dlgrader.gradebook.assignment import TooMuch, differences, plain_assignment

        try:
            self.what = plain_assignment(coursedir, config, name)
        except TooMuch as much:
            raise BatchError(f"Nothing was graded: in source/{name}, {much}.") from None
        if problem := self.what.problem():
            raise BatchError(f"Nothing was graded: {problem}")
        self.name, self.notebooks = name, list(self.what.notebooks)
        self.notebook, self.notes = self.notebooks[0], differences(self.what)
        self._ignored = list(coursedir.ignore)

    def import_judge(self) -> None:
        """What judging imports."""
        if self.what.libraries:
            warm.let_go()  # the prepared parents have not imported these
        importlib.import_module("dlgrader.plain.judge")

    def task(self, student: str, path: Path, batch) -> PlainTask:
        """The task of one student. Raises OSError where none of the notebooks can be read."""
        found, problem = {}, None
        for name in self.notebooks:
            try:
                found[name] = submitted.read(path.with_name(f"{name}.ipynb"))
            except FileNotFoundError as error:
                problem = problem or error
        if problem is not None and not found:
            raise problem
        files, notes = working_folder(self.what, path.parent, self._ignored)
        whole = b"\0".join(part for name, data in found.items() for part in (name.encode(), data))
        beside = b"\0".join(part for name, data in files.items() for part in (name.encode(), data))
        seed = submission_seed(batch.secret, whole)
        key = key_of(
            whole, checks=batch.checks, release=self.what.digest.encode(), source=beside, limits=batch.limits,
            unsafe=batch.unsafe, seed=seed,
        )  # fmt: skip
        return PlainTask(student, self.what, key, found, files, seed, batch.limits, batch.unsafe, batch.salvage, notes)

    def notes_on(self, path: Path, task: PlainTask) -> list[str]:
        """Nothing more: its files were there."""
        return []


def assignment(coursedir, config, name: str) -> Described | ByItsTests:
    """The assignment of that name. Raises BatchError."""
    from nbgrader.api import Gradebook, MissingEntry

    # nbgrader's remarks on every cell would drown the progress bar.
    for logger in ("traitlets", "tornado.application"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        try:
            notebooks = sorted(notebook.name for notebook in gradebook.find_assignment(name).notebooks)
        except MissingEntry:
            known = ", ".join(sorted(one.name for one in gradebook.assignments)) or "none"
            raise BatchError(
                f"There is no assignment {name!r} in the gradebook (there is: {known}). "
                f"Run `nbgrader generate_assignment {shlex.quote(name)} --force` first."
            ) from None
    if not notebooks:
        raise BatchError(
            f"{name} has no notebook in the gradebook. Run `nbgrader generate_assignment {shlex.quote(name)} --force` "
            "first."
        )
    return (ByItsTests if is_plain(name, coursedir.root) else Described)(coursedir, config, name, notebooks)


def submissions(coursedir, what: Described | ByItsTests, students: Iterable[str]) -> dict[str, Path]:
    """``{student: the first notebook}`` of those who have handed it in. Raises BatchError."""
    pattern = coursedir.format_path(coursedir.submitted_directory, "*", what.name)
    root = Path(pattern.partition("*")[0])
    tail = pattern.partition("*")[2].strip("/")
    known = sorted(folder.name for folder in root.iterdir() if (folder / tail).is_dir()) if root.is_dir() else []
    if unknown := [student for student in students if student not in known]:
        raise BatchError(f"No submission of {what.name} from {', '.join(unknown)} in {root}.")
    if not known:
        raise BatchError(f"No submissions of {what.name} in {root}.")
    chosen = list(dict.fromkeys(students)) or known
    return {student: root / student / tail / f"{what.notebook}.ipynb" for student in chosen}
