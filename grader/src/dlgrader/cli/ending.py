"""How a command ends where something outside of it stands in the way: one line on stderr, and a status.

The commands say themselves what they can say best. What they did not foresee ends here. A fault of ours is no such
thing: it keeps its traceback.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from typer.core import TyperGroup

from dlgrader.clean.terminal import safe
from dlgrader.course.folder import CourseError

_DATABASE = {"sqlalchemy", "sqlite3", "nbgrader", "alembic"}


class Commands(TyperGroup):
    """A group of commands, each of which ends as `one_line` says."""

    def invoke(self, ctx: typer.Context) -> object:
        """Run the command that was named."""
        # nbgrader would print a database's error whole before it is told in one line.
        logging.getLogger("tornado.application").setLevel(logging.CRITICAL)
        with one_line():
            return super().invoke(ctx)


@contextmanager
def one_line() -> Iterator[None]:
    """Let Ctrl-C, a folder that cannot be used and a database that cannot answer end in one line."""
    try:
        yield
    except KeyboardInterrupt:
        print("\nStopped. What was written is whole; the same command goes on.", file=sys.stderr)
        raise typer.Exit(130) from None
    except BrokenPipeError:  # somebody has read enough: the command line ends it in silence
        raise
    except Exception as error:
        said = _said(error)
        if said is None:
            raise
        print(safe(said, 600), file=sys.stderr)
        raise typer.Exit(1) from None


def _said(error: Exception) -> str | None:
    """The line for what is no fault of ours."""
    from dlgrader.verdicts.store import StoreError
    from dlgrader.workers import EngineError

    if isinstance(error, CourseError | EngineError | StoreError):
        return str(error)
    if isinstance(error, OSError):
        return of_a_file(error)
    if type(error).__module__.partition(".")[0] in _DATABASE:
        from dlgrader.course.database import problem

        return problem(error)
    return None


def of_a_file(error: OSError) -> str:
    """What the system says about a file or folder, and what to do."""
    where = f"{error.filename}: " if error.filename else ""
    do = "Put that right, then run the command again."
    if isinstance(error, PermissionError):
        do = "Look whose it is, and run the command as this user."
    elif isinstance(error, FileNotFoundError):
        do = "Look whether it was moved or deleted."
    return f"{where}{error.strerror or error}. {do}"
