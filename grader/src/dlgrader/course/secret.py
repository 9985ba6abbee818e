"""The course's secret, and the seeds of the hidden inputs made from it.

Without the secret nobody can tell which inputs a submission is judged on; with it, the same submission always gets the
same ones.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from dlgrader.course.folder import CourseError

NAME = ".dlgrader-secret"
_LENGTH = 32


class SecretError(CourseError):
    """The course's secret cannot be had; the message is one line for the instructor."""


def course_secret(folder: Path) -> bytes:
    """The secret of the course in ``folder``; created on first use, readable by its owner alone.

    Raises
    ------
    SecretError
        If the file holds something else, may not be read, or cannot be made. It is never replaced: other seeds would
        give other points.
    """
    path = Path(folder) / NAME
    try:
        if not path.exists():
            _create(path)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise  # a full disk is nobody's right
        raise SecretError(f"{path} is missing and could not be made ({error.strerror}). {_who(path.parent)}") from None
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SecretError(f"{path} cannot be read ({error.strerror}). {_who(path)}") from None
    try:
        secret = bytes.fromhex(data.decode("ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) != _LENGTH:
        raise SecretError(f"{path} is damaged. Bring it back from a backup, or delete it and grade the class anew.")
    with suppress(OSError):  # whoever may read it need not be its owner
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    return secret


def is_lost(folder: Path, verdicts: Path) -> bool:
    """Whether submissions were judged with a secret that is not there any more."""
    return not os.path.lexists(Path(folder) / NAME) and any(Path(verdicts).glob("*/*.json"))


def _who(path: Path) -> str:
    """What to do about a file or folder that is another user's."""
    try:
        owner = path.owner()
    except (OSError, KeyError):  # not to be looked at, or a user of another machine
        return "Run the command as the user who made the course."
    return f"It is the user {owner}'s: run the command as this user, or ask for the right to read and write it."


def _create(path: Path) -> None:
    """Write the file whole under another name, then link it, so that of two graders at once one wins."""
    temporary = path.with_name(f"{NAME}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_LENGTH) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink()


def submission_seed(secret: bytes, data: bytes) -> int:
    """The seed of a submission's hidden inputs: HMAC-SHA256 of its bytes' SHA-256, as a number of 63 bits.

    Parameters
    ----------
    secret : what :func:`course_secret` returns
    data : the bytes that were handed in
    """
    digest = hmac.digest(secret, hashlib.sha256(data).digest(), "sha256")
    return int.from_bytes(digest[:8], "big") >> 1
