"""The places of a student's work in a course folder: what counts, what was handed in before, and when.

nbgrader takes late penalties by `timestamp.txt`. It is written only with a time that is known to be the hand-in's.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dlcourse.notebooks.beside import LONGEST
from dlgrader.collecting.archives import Member
from dlgrader.collecting.kinds import NOTEBOOK
from dlgrader.collecting.platforms import exchange

_FORM = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True)
class Stood:
    """What became of an attempt, when what counts now was handed in (UTC, if known), and whether it is this one."""

    said: str
    time: datetime | None
    counts: bool = True


class Place:
    """A course's folders for one assignment.

    Parameters
    ----------
    course : the course folder
    assignment : its name
    notebook : the name of its notebook, where that is another; of an assignment of several each has a place
    """

    def __init__(self, course: Path, assignment: str, notebook: str | None = None):
        self.course, self.assignment, self.notebook = course, assignment, notebook or assignment

    def of(self, notebook: str) -> Place:
        """The place of another notebook of the assignment."""
        return Place(self.course, self.assignment, notebook)

    def is_possible(self, student: str) -> bool:
        """Whether an id is a folder's name."""
        try:
            return (
                student not in {"", ".", ".."} and not set(student) & {"/", "\0"} and len(os.fsencode(student)) <= 255
            )
        except UnicodeEncodeError:  # a locale that has no such letters
            return False

    def put(self, student: str, newest: Member, time: datetime | None, number: int = 0) -> Stood:
        """Let this attempt count, unless the one that is there is newer. What does not count is kept.

        Parameters
        ----------
        time : when it was handed in (UTC), if that is known
        number : the platform's, which grows with every attempt
        """
        place = self.course / "submitted" / student / self.assignment
        target, stamp = place / f"{self.notebook}{NOTEBOOK}", place / "timestamp.txt"
        data, said = newest.file.read_bytes(), "collected"
        if target.is_file():
            before, then = target.read_bytes(), _stamped(stamp)
            if before == data:
                time = time or then
                self._stamp(stamp, time)
                self._remember(place, newest, number)
                return Stood("as before", time)
            record = self._record(place, before)
            if said := _is_older(newest, time, number, then, record):
                self.keep(student, time or newest.time, data)
                return Stood(said, then, counts=False)
            self.keep(student, then or record.get("time") or _written(target), before)
            said = "replaced an older attempt, which is kept"
        if time is None or _stamped(stamp) != time:
            stamp.unlink(missing_ok=True)  # it is the older attempt's
        _write(target, data)
        self._stamp(stamp, time)
        self._remember(place, newest, number)
        return Stood(said, time)

    def lay_beside(self, student: str, notebook: Member, member: Member) -> bool:
        """Put a module that was handed in beside a notebook into the student's place. False where it is none."""
        name = member.path.name
        module = member.path.suffix == ".py" and member.path.stem.isidentifier()
        if not module or member.path.parent != notebook.path.parent or member.file.stat().st_size > LONGEST:
            return False
        _write(self.course / "submitted" / student / self.assignment / name, member.file.read_bytes())
        return True

    def keep(self, student: str, time: datetime, data: bytes) -> None:
        """An attempt that does not count stays readable."""
        folder = self.course / "downloaded" / self.assignment / "older" / student / self._part
        path = folder / f"{time:%Y-%m-%d_%H-%M-%S}{NOTEBOOK}"
        number = 1
        while path.exists() and path.read_bytes() != data:
            number += 1
            path = folder / f"{time:%Y-%m-%d_%H-%M-%S}_{number}{NOTEBOOK}"
        _write(path, data)

    @property
    def _part(self) -> str:
        return "" if self.notebook == self.assignment else self.notebook

    def _stamp(self, stamp: Path, time: datetime | None) -> None:
        if time and _stamped(stamp) != time:
            _write(stamp, f"{time:{_FORM}} UTC".encode())

    def _notes(self, place: Path) -> Path:
        return self.course / "downloaded" / self.assignment / "collected" / self._part / f"{place.parent.name}.json"

    def _remember(self, place: Path, newest: Member, number: int) -> None:
        """What tells a later download whether it is older: no hand-in time, so not where nbgrader reads."""
        told = {
            "sha256": hashlib.sha256(newest.file.read_bytes()).hexdigest(),
            "time": f"{newest.time:{_FORM}}",
            "number": number,
        }
        _write(self._notes(place), json.dumps(told).encode())

    def _record(self, place: Path, data: bytes) -> dict:
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(self._notes(place).read_bytes())
            if told["sha256"] == hashlib.sha256(data).hexdigest():
                return {"time": datetime.strptime(told["time"], _FORM), "number": int(told["number"])}
        return {}


def _is_older(newest: Member, time: datetime | None, number: int, then: datetime | None, record: dict) -> str:
    """Why an attempt does not replace the one that is there; empty where it does."""
    if time and then:
        return f"left as it was: the attempt of {time:%Y-%m-%d %H:%M} UTC is older" if time < then else ""
    if number and record.get("number"):
        return "left as it was: this upload is older" if number < record["number"] else ""
    before = record.get("time") or then
    if before and newest.time < before:
        return f"left as it was: the file of {newest.time:%Y-%m-%d %H:%M} UTC is older, by the files' own times"
    return ""


def _stamped(stamp: Path) -> datetime | None:
    try:
        time = exchange.moment(stamp.read_text(encoding="utf-8", errors="replace")[:100])
    except OSError:
        return None
    return time.astimezone(UTC).replace(tzinfo=None) if time else None


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, whatever interrupts it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    temporary.replace(path)
