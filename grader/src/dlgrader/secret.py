"""The course's secret, and the seeds of the hidden inputs made from it.

Without the secret nobody can tell which inputs a submission is judged on; with it, the same submission always gets the
same ones.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

NAME = ".dlgrader-secret"
_LENGTH = 32


def course_secret(folder: Path) -> bytes:
    """The secret of the course in ``folder``; created on first use, readable by its owner alone.

    Raises
    ------
    ValueError
        If the file holds something else. It is never replaced: other seeds would give other points.
    """
    path = Path(folder) / NAME
    if not path.exists():
        _create(path)
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) != _LENGTH:
        raise ValueError(f"{path} is damaged. Bring it back from a backup, or delete it and grade the class anew.")
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return secret


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
