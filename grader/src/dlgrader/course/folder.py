"""An nbgrader course folder, opened: its settings, and the directory that nbgrader makes of them."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CourseError(RuntimeError):
    """Not a course folder; the message is one line for the instructor."""


def settings(course: Path):
    """``(config, coursedir)`` of a course folder. Raises CourseError."""
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    if not (course / "nbgrader_config.py").is_file():
        raise CourseError(f"{course} is no course folder: it has no nbgrader_config.py. Name one with --course.")
    try:
        config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    except OSError:
        raise
    except Exception as error:  # it is a program of the instructor's: anything can go wrong in it
        said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        raise CourseError(f"{course / 'nbgrader_config.py'} does not run ({said}). Mend it, then try again.") from None
    config.CourseDirectory.root = str(course)
    return config, CourseDirectory(config=config)


@contextmanager
def open_course(course: Path) -> Iterator[tuple]:
    """``(config, coursedir)``, with the folder as the current one: paths in the settings count from there.

    nbgrader calls a bare `alembic` when it makes a gradebook; it stands beside this Python, so PATH leads there too.

    Raises
    ------
    CourseError
        If the folder is none.
    """
    course = Path(course).resolve()
    config, coursedir = settings(course)
    before, path = Path.cwd(), os.environ.get("PATH", "")
    os.chdir(course)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), path])
    try:
        with warnings.catch_warnings():
            # Remarks of SQLAlchemy about nbgrader's own sessions; nothing an instructor can act on.
            warnings.simplefilter("ignore")
            yield config, coursedir
    finally:
        os.chdir(before)
        os.environ["PATH"] = path
