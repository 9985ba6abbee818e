"""What lies beside a student's notebook: which of it is copied to where an instructor's browser finds it.

nbgrader copies all files of a submission to ``autograded/`` and from there to ``feedback/``, and formgrader serves them
in the notebook server's own origin: a page of a student's would act there in the instructor's name. So only kinds that
a browser shows or stores, and never runs, are copied. What the assignment itself hands out stays.
"""

from __future__ import annotations

import filecmp
import os
import stat
from collections.abc import Callable
from pathlib import Path

# A file's kind is what its name ends in, because that decides how it is served.
HARMLESS = frozenset({
    ".csv", ".dat", ".gif", ".jpeg", ".jpg", ".json", ".log", ".md", ".npy", ".npz", ".png", ".py", ".tsv", ".txt",
})  # fmt: skip
# For whatever is served all the same, of an earlier run say: no script, no form, no origin.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}


def harmless(path: Path) -> bool:
    """Whether a file is of a kind that no browser runs."""
    return path.suffix.lower() in HARMLESS and path.name == path.name.strip()


def copied(find_all_files: Callable, submitted: Path, handed_out: Path, left_out: list[str]) -> Callable:
    """nbgrader's function of this name, for files that may be copied.

    Parameters
    ----------
    submitted : the submission's folder; files elsewhere are the instructor's
    handed_out : the folder of the assignment's own files, which may be of any kind
    left_out : takes the relative paths of those that are not copied
    """
    submitted = Path(submitted).resolve()

    def found(path, exclude=None):
        # Links, devices and pipes are never followed: what they lead to is not the student's.
        names = [name for name in find_all_files(path, exclude) if stat.S_ISREG(os.lstat(name).st_mode)]
        if Path(path).resolve() != submitted:
            return names
        may = []
        for name in names:
            inside = Path(name).resolve().relative_to(submitted)
            if harmless(inside) or _same(Path(name), Path(handed_out) / inside):
                may.append(name)
            else:
                left_out.append(inside.as_posix())
        return may

    return found


def _same(one: Path, other: Path) -> bool:
    try:
        return other.is_file() and filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def remark(left_out: list[str]) -> str:
    """One line about files that were not copied, empty where there are none."""
    if not left_out:
        return ""
    names = ", ".join(sorted(left_out)[:5]) + (f" and {len(left_out) - 5} more" if left_out[5:] else "")
    return f"not copied to the instructor's pages, because a browser could run it: {names}. It stays in submitted/."
