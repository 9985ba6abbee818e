"""Talking to the gradebook's database: where it cannot answer, one line for the instructor."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from dlgrader.course import CourseError


@contextmanager
def asking() -> Iterator[None]:
    """Let a database that is down, locked or not ours become a CourseError."""
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, InvalidEntry) as error:
        lines = str(getattr(error, "orig", None) or error).splitlines()
        said = lines[0].strip() if lines else type(error).__name__
        if "locked" in said:
            raise CourseError(
                f"The gradebook is in use ({said}). Close what uses it, or wait, and try again."
            ) from None
        raise CourseError(
            f"The gradebook cannot be used ({said}). Look whether its database runs, and whether you may read and "
            "write it: db_url in nbgrader_config.py."
        ) from None
    except ImportError as error:
        raise CourseError(f"The gradebook's database needs a module that is missing ({error}). Install it.") from None
    except subprocess.CalledProcessError as error:
        raise CourseError(f"The gradebook could not be made (alembic ended with {error.returncode}).") from None
