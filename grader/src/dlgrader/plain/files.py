"""What lies beside a notebook, as it is put beside it in the sandbox."""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from dlgrader.plain.assignment import Plain

MOST_BYTES = 64 * 2**20  # of a submission's own files, and of an assignment's
MOST_FILES = 2_000


class TooMuch(ValueError):
    """More files than are taken along. The message says so in one line."""


def beside(folder: Path, ignore: Iterable[str] = ()) -> dict[str, bytes]:
    """``{relative path: bytes}`` of the plain files in a folder that are no notebooks. Links are not followed.

    Parameters
    ----------
    ignore : patterns of names that are left out, as nbgrader's setting has them

    Raises
    ------
    TooMuch, OSError
    """
    found, size, ignored = {}, 0, [*ignore, "*.ipynb", ".ipynb_checkpoints", "timestamp.txt"]
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _matches(name, ignored))
        for name in sorted(names):
            path = Path(root) / name
            now = path.lstat()
            if _matches(name, ignored) or not stat.S_ISREG(now.st_mode):
                continue
            size += now.st_size
            if size > MOST_BYTES or len(found) == MOST_FILES:
                raise TooMuch(
                    f"the files beside the notebook are more than {MOST_BYTES // 2**20} MB or {MOST_FILES:,} files"
                )
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def working_folder(what: Plain, folder: Path, ignore: Iterable[str] = ()) -> tuple[dict[str, bytes], list[str]]:
    """The files of a submission's working folder, and a line where its own were left out.

    The assignment's own files stand in the place of those that have their names. Raises OSError.
    """
    try:
        own, notes = beside(folder, ignore), []
    except TooMuch as much:
        own, notes = {}, [f"{much}: they were left out while it was graded"]
    return own | what.files, notes


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)
