"""Talking to the gradebook's database: where it cannot answer, one line for the instructor."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from dlgrader.clean.terminal import safe
from dlgrader.course.folder import CourseError

# SQLite's own names of what can be wrong, the part before an underscore that gives details.
_SAID = {"disk is full": "FULL", "database is locked": "BUSY", "disk image is malformed": "CORRUPT"}
_IN_USE, _DAMAGED, _FULL = {"BUSY", "LOCKED"}, {"NOTADB", "CORRUPT"}, {"FULL"}


def is_full(error: Exception) -> bool:
    """Whether the disk had no room."""
    return _kind(error) in _FULL


def problem(error: Exception) -> str:
    """One line for the instructor: what the database said, and what to do about it."""
    lines = str(getattr(error, "orig", None) or error).splitlines()
    said = safe(lines[0].strip() if lines else type(error).__name__, 200)
    kind = _kind(error)
    if kind in _IN_USE:
        return f"The gradebook is in use ({said}). Close what uses it, or wait, and try again."
    if kind in _DAMAGED:
        return (
            f"The gradebook is damaged ({said}). Bring it back from a backup: points that a person gave are in it "
            "alone."
        )
    if kind in _FULL:
        return f"The disk is full: the gradebook could not be written ({said}). Make room and run the command again."
    return (
        f"The gradebook cannot be used ({said}). Look whether its database runs, and whether you may read and write "
        "it: db_url in nbgrader_config.py."
    )


def _kind(error: Exception) -> str:
    name = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
    if not name:  # nbgrader puts some errors into its own, the text alone is left
        said = str(error)
        return next((kind for text, kind in _SAID.items() if text in said), "")
    return name.removeprefix("SQLITE_").partition("_")[0]


@contextmanager
def asking() -> Iterator[None]:
    """Let a database that is down, locked or not ours become a CourseError."""
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, InvalidEntry) as error:
        raise CourseError(problem(error)) from None
    except ImportError as error:
        raise CourseError(f"The gradebook's database needs a module that is missing ({error}). Install it.") from None
    except subprocess.CalledProcessError as error:
        raise CourseError(f"The gradebook could not be made (alembic ended with {error.returncode}).") from None
