"""What lies in ``submitted/``: a file is read where it lies, never through a link.

A link may lead to the solution, to a neighbour's notebook or to the instructor's own files, and whatever is read there
would be graded, copied to ``autograded/`` and shown on the feedback page.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

from dlcourse.notebooks.beside import LONGEST, MOST, imported_beside


def read(path: Path) -> bytes:
    """A submission's bytes.

    Raises
    ------
    OSError
        Also where the file, the assignment's folder or the student's is a link, or the file is a device or a pipe.
    """
    path = Path(path)
    for place in (path, *path.parents[:2]):
        if place.is_symlink():
            what = "it" if place is path else str(place)
            said = f"{what} is a link, and links are not followed: put the file itself there"
            raise OSError(errno.ELOOP, said, str(path))
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe would make us wait
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is a device or a pipe", str(path))
        return file.read()


def modules(path: Path, data: bytes) -> tuple[tuple[str, str], ...]:
    """(name, text) of the modules beside a notebook that it imports, or that one of these does.

    Left out are files that cannot be read or are no text, too long ones, what comes after the tenth, and names of
    Python's own modules.

    Parameters
    ----------
    path : of the notebook
    data : its bytes
    """
    found, waiting = {}, [data]
    while waiting and len(found) < MOST:
        for file in imported_beside(Path(path), waiting.pop()):
            if file.stem in found or file.stem in _TAKEN or len(found) == MOST:
                continue
            try:
                text = read(file)
                if len(text) <= LONGEST:
                    found[file.stem] = text.decode("utf-8-sig")
                    waiting.append(text)
            except (OSError, UnicodeDecodeError):
                continue
    return tuple(sorted(found.items()))


def modules_beside(path: Path, data: bytes, taken: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """A line for each file of Python beside the notebook that the notebook imports: whether it was run."""
    names = {name for name, _ in taken}
    said = {True: "and was run with it.", False: "and is not run. Ask for its functions in the notebook."}
    return [
        f"{ascii(one.name)[1:-1]} lies beside the notebook {said[one.stem in names]}"
        for one in imported_beside(Path(path), data)
    ]


_TAKEN = sys.stdlib_module_names | {"dlcourse", "dlgrader", "numpy", "matplotlib", "IPython", "inside", "running"}
