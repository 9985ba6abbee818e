"""Putting what was handed in where nbgrader looks for it: the newest attempt of each student, older ones kept."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from dlgrader.collecting.archives import ArchiveError, Member, unpack, walk
from dlgrader.collecting.names import Known, Students, moodle_number

NOTEBOOK = ".ipynb"


@dataclass
class Collected:
    """What became of a folder or an archive.

    Attributes
    ----------
    students : {id: one line}, of those whose notebook is now in ``submitted/``
    unknown : paths of notebooks whose student was not found, or is not certain
    refused : {path: why} of archives within the download that were not opened, and of links
    nothing : {id: one line} of students who handed in, but no notebook
    late : ids whose newest attempt came after the due date
    """

    students: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    nothing: dict[str, str] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        """Exit status: 0 where every file found its place, 3 where somebody must look."""
        return 3 if self.unknown or self.nothing or self.refused else 0


def collect(
    source: Path,
    course: Path,
    assignment: str,
    known: list[Known],
    due: datetime | None = None,
    marks: Iterable[bytes] = (),
) -> Collected:
    """Collect ``source``, a folder or a zip archive, into the course's ``submitted/``.

    Parameters
    ----------
    known : the gradebook's students; with none of them every name becomes a student's id
    due : nbgrader's due date, in UTC
    marks : what a notebook of this assignment holds, such as the first lines of its functions

    Raises
    ------
    ArchiveError
        Where the archive is refused. Then nothing was collected.
    """
    with tempfile.TemporaryDirectory() as folder:
        collecting = _Collecting(course, assignment, Students(known, assignment), due, list(marks))
        refused = collecting.result.refused
        members = _opened(_members(source, Path(folder) / "all", refused), Path(folder), refused)
        return collecting.run(members)


def _members(source: Path, folder: Path, refused: dict[str, str]) -> list[Member]:
    if source.is_dir():
        return walk(source, refused)
    if not zipfile.is_zipfile(source):
        raise ArchiveError(f"{source.name} is refused: it is neither a folder nor a zip archive.")
    return unpack(source, folder)


def _opened(members: list[Member], folder: Path, refused: dict[str, str]) -> list[Member]:
    """With the files of the archives that students handed in, one level deep; one that is refused stays as it is."""
    found = []
    for number, member in enumerate(members):
        found.append(member)
        if member.path.suffix.lower() == ".zip" and zipfile.is_zipfile(member.file):
            try:
                inner = unpack(member.file, folder / f"inner{number}")
            except ArchiveError as error:
                refused[str(member.path)] = str(error).partition(" is refused: ")[2] or str(error)
                continue
            found += [Member(member.path.with_suffix("") / one.path, one.file, one.time) for one in inner]
    hidden = ("__MACOSX", ".ipynb_checkpoints", ".git")
    return [one for one in found if not any(part in hidden or part.startswith("._") for part in one.path.parts)]


class _Collecting:
    def __init__(self, course: Path, assignment: str, students: Students, due: datetime | None, marks: list[bytes]):
        self.course, self.assignment, self.students, self.due = course, assignment, students, due
        self.marks = marks
        self.result = Collected()

    def run(self, members: list[Member]) -> Collected:
        attempts: dict[str, list[Member]] = {}
        others: dict[str, list[Member]] = {}
        strays: dict[str, str] = {}
        top = _is_topped(members)
        for member in members:
            notebook = member.path.suffix.lower() == NOTEBOOK
            path = PurePosixPath(*member.path.parts[1:]) if top else member.path
            student = self.students.find(path)
            if student is None and notebook:
                self.result.unknown.append(str(member.path))
            elif student is None and (len(path.parts) > 1 or moodle_number(path)):
                strays.setdefault(path.parts[0], str(member.path))
            elif student is not None:
                (attempts if notebook else others).setdefault(student, []).append(member)
        # Somebody whom nobody knows and who handed in no notebook: one line for all that lies in their folder.
        named = {part for path in self.result.unknown for part in PurePosixPath(path).parts[:2]}
        self.result.unknown += [path for folder, path in strays.items() if folder not in named]
        for student, found in sorted(attempts.items()):
            numbers = {number for one in found if (number := moodle_number(one.path))}
            if len(numbers) > 1:  # two people of one name: neither may replace the other
                self.result.unknown += [str(one.path) for one in found]
            else:
                self._take(student, found)
        for student in sorted(set(others) - set(attempts)):
            names = ", ".join(sorted(one.path.name for one in others[student])[:5])
            self.result.nothing[student] = f"no notebook among what was handed in ({names})"
        return self.result

    def _take(self, student: str, found: list[Member]) -> None:
        right = self._ours(found)
        newest = max(right, key=lambda one: (one.time, str(one.path)))
        place = self.course / "submitted" / student / self.assignment
        target = place / f"{self.assignment}{NOTEBOOK}"
        data, said = newest.file.read_bytes(), "collected"
        if target.is_file():
            before = target.read_bytes()
            said = "as before" if before == data else "replaced an older attempt, which is kept"
            if before != data and self._time(place) > newest.time:
                said = f"left as it was: the attempt of {newest.time:%Y-%m-%d %H:%M} is older"
                self._keep(student, newest.time, data)
                data = None
            elif before != data:
                self._keep(student, self._time(place), before)
        for one in found:
            if one is not newest:
                self._keep(student, one.time, one.file.read_bytes())
        if len(found) > 1:
            said += f"; {len(found)} notebooks, the newest counts: {newest.path.name}"
        elif newest.path.name != target.name:
            said += f"; renamed from {newest.path.name}"
        if data is not None:
            _write(target, data)
            _write(place / "timestamp.txt", f"{newest.time:%Y-%m-%d %H:%M:%S} UTC".encode())
        self.result.students[student] = said
        if self.due and newest.time > self.due:
            self.result.late.append(student)

    def _ours(self, found: list[Member]) -> list[Member]:
        """Those that are this assignment's notebook, by their name or by what is in them; all where none is."""
        if len(found) == 1:
            return found
        texts = [one.file.read_bytes() for one in found]
        counts = [sum(mark in text for mark in self.marks) for text in texts]
        enough = max(1, max(counts) / 2)  # a lecture's notebook may hold one of them
        return [
            one
            for one, count in zip(found, counts, strict=True)
            if count >= enough or one.path.stem.startswith(self.assignment)
        ] or found

    def _time(self, place: Path) -> datetime:
        path = place / "timestamp.txt"
        if path.is_file():
            try:
                return datetime.strptime(path.read_text()[:19], "%Y-%m-%d %H:%M:%S")
            except ValueError:
                pass
        return datetime.fromtimestamp(0, UTC).replace(tzinfo=None)

    def _keep(self, student: str, time: datetime, data: bytes) -> None:
        """An attempt that does not count stays readable."""
        folder = self.course / "downloaded" / self.assignment / "older" / student
        path = folder / f"{time:%Y-%m-%d_%H-%M-%S}{NOTEBOOK}"
        number = 1
        while path.exists() and path.read_bytes() != data:
            number += 1
            path = folder / f"{time:%Y-%m-%d_%H-%M-%S}_{number}{NOTEBOOK}"
        _write(path, data)


def _is_topped(members: list[Member]) -> bool:
    """Whether all files share a folder, such as the archive's own name, that is no student's."""
    tops = {one.path.parts[0] for one in members}
    return len(tops) == 1 and len(members) > 1 and all(len(one.path.parts) > 2 for one in members)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, whatever interrupts it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    temporary.replace(path)
