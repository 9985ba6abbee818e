"""The verdict store: what was judged once is never judged again, and nothing half written or forged is believed.

A verdict's key says everything that it depends on. Its file is written under another name, synced, renamed, and its
folder synced; it carries an HMAC made with the course's secret.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import hmac
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import dlcourse
import dlgrader
from dlgrader.verdicts.verdict import Verdict, from_dict

FOLDER = "verdicts"

# Rooms that no verdict depends on: pictures, commands, reports, pages. All else of both packages is hashed, so a file
# that is new is covered before anybody thinks of it. A test holds this against what the judge really imports.
_NOT_OF_COURSE = frozenset({"widgets", "commands", "jupyter", "__main__.py"})
_NOT_OF_GRADER = frozenset(
    {"authoring", "mistakes", "reports", "feedback", "demo", "collecting", "cli", "batch", "workers", "__main__.py"}
)


class StoreError(RuntimeError):
    """The store cannot be used; the message is one line for the instructor."""


def checks_hash(course: Path | None = None, grader: Path | None = None) -> str:
    """SHA-256 of all files that a verdict can depend on, data files included.

    Parameters
    ----------
    course, grader : folders of the packages ``dlcourse`` and ``dlgrader``; None takes the imported ones
    """
    digest = hashlib.sha256()
    for path, root in judged_with(course, grader):
        digest.update(f"{root.name}/{path.relative_to(root)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def judged_with(course: Path | None = None, grader: Path | None = None) -> Iterator[tuple[Path, Path]]:
    """The files behind :func:`checks_hash`, each with its package's folder, in a fixed order."""
    course, grader = course or Path(dlcourse.__file__).parent, grader or Path(dlgrader.__file__).parent
    for root, left_out in ((course, _NOT_OF_COURSE), (grader, _NOT_OF_GRADER)):
        for path in sorted(root.rglob("*")):
            parts = path.relative_to(root).parts
            if path.is_file() and parts[0] not in left_out and not _made_by_python(path):
                yield path, root


def _made_by_python(path: Path) -> bool:
    return "__pycache__" in path.parts or path.suffix == ".pyc"


def key_of(
    data: bytes, *, checks: str, release: bytes, source: bytes, limits, unsafe: bool, seed: int, beside=()
) -> str:
    """The key of a verdict: SHA-256 of the submission's bytes and of all that they are judged with.

    Parameters
    ----------
    data, release, source : the bytes of the submission and of the assignment's two notebooks
    checks : what :func:`checks_hash` returns
    limits : a dataclass
    seed : of the hidden inputs
    beside : (name, text) of the modules that are judged with it
    """
    settings = dict(limits if isinstance(limits, Mapping) else asdict(limits))
    settings = {name: float(value) if type(value) is int else value for name, value in settings.items()}  # 120 is 120.0
    parts = [hashlib.sha256(part).hexdigest() for part in (data, release, source)]
    parts += [checks, version("dlgrader"), json.dumps(settings, sort_keys=True), str(bool(unsafe)), str(seed)]
    parts += [json.dumps(sorted(beside))] if beside else []
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class Store:
    """Verdicts of one assignment in a course folder.

    Parameters
    ----------
    course : folder of the course
    assignment : its name
    secret : the course's secret, which signs every file

    Attributes
    ----------
    notes : list of str
        Files that were not believed, one line each.
    """

    def __init__(self, course: Path, assignment: str, secret: bytes):
        self.folder = Path(course) / FOLDER / assignment
        self.notes: list[str] = []
        self._secret = secret

    def path(self, key: str) -> Path:
        """Where the verdict with this key lies."""
        return self.folder / key[:2] / f"{key}.json"

    def get(self, key: str) -> Verdict | None:
        """The verdict, or None where there is none to believe; the reason for the latter is added to ``notes``."""
        content = self._read(self.path(key), key)
        if content is None:
            return None
        try:
            return from_dict(content)
        except ValueError as error:
            self.notes.append(f"{self.path(key)} is not believed ({error}); judged again")
            return None

    def put(self, key: str, verdict: Verdict) -> None:
        """Keep a verdict. After the return it survives a loss of power.

        Raises
        ------
        StoreError
            If it could not be written (disk full, no permission). Nothing half written is left under its name.
        """
        self._write(self.path(key), key, verdict.as_dict())

    def index(self) -> dict[str, dict]:
        """Latest verdict by student: ``{student: {"key": ..., "written": gradebook's id or None}}``.

        It only saves time: without it every key is made again from the submission, and the gradebook is written again
        with the same values.
        """
        return self._read(self.folder / "index.json", "index") or {}

    def save_index(self, index: dict[str, dict]) -> None:
        """Replace the index. Raises StoreError like :meth:`put`."""
        self._write(self.folder / "index.json", "index", index)

    def latest(self) -> dict[str, Verdict]:
        """The last verdict of every student that has one."""
        found = {student: self.get(entry["key"]) for student, entry in sorted(self.index().items())}
        return {student: verdict for student, verdict in found.items() if verdict is not None}

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the assignment for one grader; the lock goes with the process, however it ends.

        Raises
        ------
        StoreError
            If another grader holds it.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(reason_of(self.folder, error)) from None
        try:
            if not _is_ours(descriptor):
                message = f"Another dlgrader autograde works on {self.folder.name}; wait for it or stop it."
                raise StoreError(message)
            for stale in self.folder.rglob("*.partial"):  # of a grader that was killed
                stale.unlink(missing_ok=True)
            yield
        finally:
            os.close(descriptor)

    def _mac(self, key: str, payload: str) -> str:
        return hmac.new(self._secret, f"{self.folder.name}\n{key}\n{payload}".encode(), "sha256").hexdigest()

    def _read(self, path: Path, key: str) -> dict | None:
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            whole = json.loads(raw)
            mac, content = whole["mac"], whole["content"]
            if hmac.compare_digest(mac, self._mac(key, _canonical(content))):
                return content
            reason = "its signature is wrong"
        except (ValueError, KeyError, TypeError, RecursionError):
            reason = "it is damaged"
        self.notes.append(f"{path} is not believed ({reason}); made again")
        return None

    def _write(self, path: Path, key: str, content: dict) -> None:
        payload = _canonical(content)
        text = f'{{"mac": "{self._mac(key, payload)}", "content": {payload}}}\n'
        try:
            write_atomically(path, text.encode())
        except OSError as error:
            raise StoreError(reason_of(path, error)) from None


def _is_ours(descriptor: int, seconds: float = 2.0) -> bool:
    """Lock the file. The children of a grader that was killed hold its lock until they have ended as well."""
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)


def _canonical(content: dict) -> str:
    # ASCII, so that lone surrogates of a student's text can be encoded too.
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


def reason_of(path: Path, error: OSError) -> str:
    """One line for the instructor: what could not be written, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"The disk is full: {path} could not be written. Make room and run the same command again."
    return f"{path} could not be written ({error.strerror})."


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` under ``path``, wholly or not at all, and on the disk before the return. Raises OSError."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        _sync(path.parent.parent)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
