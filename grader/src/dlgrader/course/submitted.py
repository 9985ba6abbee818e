"""What lies in ``submitted/``: a file is read where it lies, never through a link.

A link may lead to the solution, to a neighbour's notebook or to the instructor's own files, and whatever is read there
would be graded, copied to ``autograded/`` and shown on the feedback page.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


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
