"""Grading a class: submissions are judged in parallel without the database, then one writer feeds the gradebook.

Every verdict is kept as soon as it is there. Stopped at any moment, the same command goes on where it stopped.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dlgrader.batch import assignments
from dlgrader.batch.assignments import BatchError
from dlgrader.batch.feeding import Writing
from dlgrader.batch.progress import Counts
from dlgrader.course.database import is_full, problem
from dlgrader.course.folder import open_course
from dlgrader.course.secret import NAME, course_secret, is_lost
from dlgrader.plain.task import Task, judge_task
from dlgrader.sandbox import Limits, available, warm
from dlgrader.verdicts.store import FOLDER, Store, StoreError, checks_hash, reason_of
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED, Verdict
from dlgrader.workers import Engine, EngineError, Lost, Serial

_FULL = "The disk is full: {} could not be written. Make room and run the same command again."
_NEW_SECRET = (
    f"{NAME} was missing, and a new one was made: everybody was judged anew, with other hidden inputs. "
    "Is there a backup of the old one? Put it in this place and run the command again."
)
_UNSAFE = "Run without the sandbox, at your own risk: every result is marked."


@dataclass
class Outcome:
    """What became of a batch.

    Attributes
    ----------
    states : {student: state}
    reasons : {student: one line}, of those that are not simply graded
    judged, kept : how many were judged now, and how many verdicts of an earlier run were used
    by_hand : {student: {question: points given before, or None}}, of the answers that wait for a person because no
        check can judge them
    theirs : students whose file could not be read, where running again helps only after something was done about it
    """

    states: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    judged: int = 0
    kept: int = 0
    notes: list[str] = field(default_factory=list)
    by_hand: dict[str, dict[str, float | None]] = field(default_factory=dict)
    theirs: set[str] = field(default_factory=set)

    @property
    def status(self) -> int:
        """Exit status: 0 where all are graded, 3 where somebody must look."""
        return 0 if set(self.states.values()) <= {GRADED} and not self.by_hand else 3

    def counts(self) -> Counter:
        """How many in each state."""
        return Counter(self.states.values())


def autograde(
    course: Path,
    assignment: str,
    students: Sequence[str] = (),
    *,
    engine: Engine | None = None,
    unsafe: bool = False,
    limits: Limits | None = None,
    regrade: bool = False,
    quiet: bool = False,
    salvage: bool = False,
    judge=judge_task,
) -> Outcome:
    """Judge and write what is not yet judged and written.

    Parameters
    ----------
    course : an nbgrader course folder
    assignment : its name
    students : ids; empty takes all who handed in
    engine : where to judge; None judges here
    unsafe : without the sandbox
    regrade : judge again what was judged before
    salvage : grade what can be read of a damaged notebook; answers that were lost count as not started
    judge : function from Task to Verdict

    Raises
    ------
    BatchError, StoreError, EngineError
        One line each. What was judged before is kept.
    """
    course = Path(course).resolve()
    try:
        with open_course(course) as (config, coursedir):
            what = assignments.assignment(coursedir, config, assignment)
            found = assignments.submissions(coursedir, what, students)
            unsafe = unsafe or config.ApplyVerdicts.get("unsafe", False) is True
            if judge is judge_task and not unsafe and (problem := available()):
                raise BatchError(f"Nothing was graded: {problem}")
            if judge is judge_task:
                what.import_judge()  # once, before workers are forked
            lost = is_lost(course, course / FOLDER / assignment)
            store = Store(course, assignment, course_secret(course))
            if lost:
                store.notes.append(_NEW_SECRET)
            notebooks = [f"{one}.ipynb" for one in what.notebooks]
            with store.locked(), Writing(coursedir, config, what.name, store, notebooks) as writing:
                batch = _Batch(course, what, store, writing, limits or Limits(), unsafe, regrade, quiet, salvage)
                batch.judge(found, engine or Serial(), judge)
                batch.write(found)
            batch.outcome.notes = [*what.notes, *store.notes, *([_UNSAFE] if unsafe else [])]
            return batch.outcome
    except OSError as error:
        raise StoreError(reason_of(Path(error.filename or course), error)) from None
    except Exception as error:
        if type(error).__module__.partition(".")[0] in ("sqlalchemy", "nbgrader"):
            raise BatchError(_database_problem(course, error)) from None
        raise


class _Batch:
    def __init__(self, course, what, store, writing: Writing, limits, unsafe, regrade, quiet, salvage=False):
        self.what, self.store, self.writing, self.limits, self.unsafe = what, store, writing, limits, unsafe
        self.regrade, self.quiet, self.salvage = regrade, quiet, salvage
        self.secret, self.checks = course_secret(course), checks_hash()
        self.outcome = Outcome()
        self.keys: dict[str, str] = {}
        self.lost: dict[str, Verdict] = {}
        self.unreadable: set[str] = set()
        self.same: dict[str, list[str]] = {}

    def judge(self, found: dict[str, Path], engine: Engine, function) -> None:
        self.found = found
        try:
            with Counts("Judging", len(found), self.quiet) as self._counts:
                engine.run(function, self._tasks(found), self._keep)
                self._finish_same()
        finally:
            warm.let_go()

    def _tasks(self, found: dict[str, Path]) -> Iterator[Task]:
        """What is still to be judged, read one by one."""
        for student, path in found.items():
            try:
                task = self.what.task(student, path, self)
            except OSError as error:
                self.unreadable.add(student)
                self.outcome.theirs.add(student)
                self._lose(student, _unreadable(path, error))
                continue
            key = self.keys[student] = task.key
            if key in self.same:  # the same bytes as another's: judged once
                self.same[key].append(student)
                continue
            known = None if self.regrade else self.store.get(key)
            if known is not None:
                self.outcome.kept += 1
                self._count(student, known)
                continue
            self.same[key] = [student]
            yield task

    def _keep(self, task: Task, result: Verdict | Lost) -> None:
        warm.let_go()  # whoever judges has been forked by now
        if lost := isinstance(result, Lost):
            said = f"{'' if result.late else 'not graded: '}{result.reason}. The submission is kept."
            # Nothing at all came of one that is late; a person sees why, and the next run tries again all the same.
            result = Verdict(self.what.name, NEEDS_A_PERSON if result.late else NOT_GRADED, notes=[said])
        else:
            self.outcome.judged += 1
            result.notes += self.what.notes_on(self.found[task.student], task)
            lost = result.state == NOT_GRADED  # a fault of ours: the next run tries again
        if not lost:
            self.store.put(task.key, result)
        for student in self.same[task.key]:
            if lost:
                self.lost[student] = result
            else:
                self.writing.early(student, self.found[student], task.key, result)
            self._count(student, result)

    def _finish_same(self) -> None:
        """Count whoever handed in the same bytes as one who was judged before their turn came."""
        for key, students in self.same.items():
            for student in students:
                if student not in self.outcome.states:
                    verdict = self.lost.get(students[0]) or self.store.get(key)
                    if students[0] in self.lost:
                        self.lost[student] = verdict
                    self._count(student, verdict)

    def _lose(self, student: str, reason: str) -> None:
        self.lost[student] = Verdict(self.what.name, NOT_GRADED, notes=[reason])
        self._count(student, self.lost[student])

    def _count(self, student: str, verdict: Verdict) -> None:
        self.outcome.states[student] = verdict.state
        if verdict.state != GRADED:
            self.outcome.reasons[student] = _reason(verdict)
        self._counts.add(verdict.state)

    def write(self, found: dict[str, Path]) -> None:
        """Feed the gradebook with what it does not have yet."""
        from nbgrader.converters.base import NbGraderException

        from dlgrader.gradebook.read import book_of

        writing = self.writing
        writing.open()
        with Counts("Writing the gradebook", len(found), self.quiet) as counts:
            for student, path in found.items():
                if student not in self.unreadable and not self._is_written(student, path):
                    key = None if student in self.lost else self.keys[student]
                    try:
                        verdict = self.lost.get(student) or self.store.get(self.keys[student])
                        writing.write(student, path, key, verdict)
                    except NbGraderException:
                        if _is_full(path):
                            raise StoreError(_FULL.format(path.parent)) from None
                        self.outcome.states[student] = NOT_GRADED
                        self.outcome.reasons[student] = "nbgrader could not write it into the gradebook."
                counts.add(self.outcome.states[student])
            for student, reason in writing.held.items():
                if self.outcome.states[student] == GRADED:
                    self.outcome.states[student], self.outcome.reasons[student] = NEEDS_A_PERSON, reason
            writing.save()
            self._find_what_waits(book_of(writing.gradebook(), self.what.name), found)

    def _find_what_waits(self, book, found: Iterable[str]) -> None:
        for student in found:
            grades = book.entries[student].grades if student in book.entries else {}
            waiting = {name: g.manual for name, g in grades.items() if g.held and book.cells[name].manual}
            if waiting:
                self.outcome.by_hand[student] = waiting

    def _is_written(self, student: str, path: Path) -> bool:
        if student in self.lost or (self.regrade and student not in self.writing.done):
            return False
        return self.writing.is_written(student, path, self.keys[student])


def _unreadable(path: Path, error: OSError) -> str:
    if not isinstance(error, FileNotFoundError):
        return f"{path.name} could not be read ({error.strerror})."
    kinds = ("*.ipynb*", "*.json")
    found = {other for kind in kinds for other in path.parent.rglob(kind) if other.is_file()}
    others = sorted(ascii(other.name)[1:-1] for other in found if _may_be_it(other))
    do = f"Rename the one that counts: {', '.join(others[:3])}." if others else "Ask for it."
    return f"{path.name} is not in {path.parent}. {do}"


def _may_be_it(other: Path) -> bool:
    return ".ipynb_checkpoints" not in other.parts and other.name != "timestamp.txt"  # nbgrader's own


def _is_full(path: Path) -> bool:
    return shutil.disk_usage(path.parent).free < 2**20


def _database_problem(course: Path, error: Exception) -> str:
    if is_full(error) or _is_full(course):
        return _FULL.format("the gradebook")
    return f"{problem(error)} What was judged is kept."


def _reason(verdict: Verdict) -> str:
    if verdict.flags:
        flag = verdict.flags[0]
        return f"{flag.question}: {flag.evidence}"
    return verdict.notes[0] if verdict.notes else verdict.state


__all__ = ["BatchError", "EngineError", "Outcome", "StoreError", "autograde"]
