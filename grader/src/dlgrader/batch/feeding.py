"""Feeding the gradebook: what has been judged goes in while others are judged, and the rest at the end.

There is one writer. A gradebook that is in use, or fails, never holds up the judging: its turn comes again at the end,
where it is waited for and where its failure is said.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from dlgrader.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from dlgrader.gradebook.writer import Writer


class Writing:
    """A context manager.

    Parameters
    ----------
    coursedir, config : nbgrader's
    assignment : its name
    store : Store of the verdicts
    notebooks : names of the assignment's notebooks, as files
    """

    def __init__(self, coursedir, config, assignment: str, store, notebooks: list[str]):
        self.notebooks = notebooks
        self.coursedir, self.config, self.assignment, self.store = coursedir, config, assignment, store
        self.index = store.index()
        self.done: set[str] = set()
        self.held: dict[str, str] = {}  # by student, why a person must look though the verdict does not say so
        self._open, self._there, self._early = ExitStack(), {}, True
        self._writer: Writer | None = None
        self._terms = ""

    def __enter__(self) -> Writing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, traceback)

    def open(self) -> Writer:
        """Open the gradebook, when nobody else writes to it, and once: the same writer is returned each time."""
        from dlgrader.gradebook.late import terms
        from dlgrader.gradebook.writer import Writer

        if self._writer is None:
            writer = Writer(self.coursedir, self.config, self.assignment, _say)
            self._writer = self._open.enter_context(writer)
            self._there = writer.submissions()
            self._terms = terms(writer.gradebook.find_assignment(self.assignment).duedate, self.config)
            writer.gradebook.db.rollback()  # no read lock while others write
        return self._writer

    def gradebook(self):
        """The gradebook, as it is by now."""
        gradebook = self.open().gradebook
        gradebook.db.expire_all()
        return gradebook

    def early(self, student: str, path: Path, key: str, verdict: Verdict) -> None:
        """Write one now, if nothing stands in the way."""
        from nbgrader.converters.base import NbGraderException

        from dlgrader.gradebook.writer import is_locked

        if not self._early or is_locked(self.coursedir.db_url):
            return
        try:
            self.open()
            self.write(student, path, key, verdict)
        except NbGraderException:  # it is tried again at the end
            return
        except Exception:  # it will be said at the end, when all are judged
            self._early = False

    def is_written(self, student: str, path: Path, key: str) -> bool:
        """Whether the gradebook and the autograded folder have this verdict."""
        if student in self.done:
            return True
        if student not in self._there:
            return False
        entry = {"key": key, "written": self._stamp(self._there[student], path)}
        folder = Path(self.coursedir.format_path(self.coursedir.autograded_directory, student, self.assignment))
        handed_in = [name for name in self.notebooks if path.with_name(name).is_file()]
        return self.index.get(student) == entry and all((folder / name).is_file() for name in handed_in)

    def write(self, student: str, path: Path, key: str | None, verdict: Verdict) -> None:
        """Write one; without a key it is written again by the next run. Raises NbGraderException, StoreError."""
        self.index.pop(student, None)
        writer = self.open()
        written = writer.write(student, path, verdict)
        self.done.add(student)
        if writer.held:
            self.held[student] = writer.held
        if key is not None:
            self.index[student] = {"key": key, "written": self._stamp(written, path)}
        if len(self.done) % 20 == 0:
            self.save()

    def _stamp(self, submission: str, path: Path) -> str:
        """What the gradebook's entry follows from besides the verdict: when it came, and what is late."""
        return f"{submission} {_timestamp(path)} {self._terms}"

    def save(self) -> None:
        """Keep the index."""
        self.store.save_index(self.index)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _timestamp(notebook: Path) -> str:
    path = notebook.with_name("timestamp.txt")
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""
