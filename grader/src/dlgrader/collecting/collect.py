"""Putting what was handed in where nbgrader looks for it: the newest attempt of each student, older ones kept.

`owners` decides whose a file is. When it came is what the platform wrote or the instructor gave. The times of an
archive's members are those of the download on most platforms: they make nobody late and are written nowhere as hand-in
times. They only help to tell the newest of several attempts where nothing else does, and then it is said.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from dlgrader.collecting.archives import ArchiveError, Member, unpack, walk
from dlgrader.collecting.kinds import NOTEBOOK, described, is_notebook, is_of_interest
from dlgrader.collecting.names import Known, Students
from dlgrader.collecting.owners import HandIn, divide
from dlgrader.collecting.places import Place
from dlgrader.collecting.platforms import exchange
from dlgrader.collecting.times import Times, read_times, to_utc, zone_of


@dataclass
class Collected:
    """What became of a folder or an archive.

    Attributes
    ----------
    students : {id: one line}, of those whose notebook is now in ``submitted/``
    unknown : {path: why} of what is nobody's: its student was not found, or is not certain
    refused : {path: why} of archives within the download that were not opened, and of links
    nothing : {id: one line} of students who handed in, but no notebook
    beside : {id: names} of files handed in with a notebook, which were not taken
    late : ids whose newest attempt came after the due date, or late in the platform's words
    untimed : ids of whom nothing says when they handed in
    late_untimed : those of them whom the platform calls late
    zoneless : whether times were read that say no zone
    """

    students: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    nothing: dict[str, str] = field(default_factory=dict)
    beside: dict[str, list[str]] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)
    untimed: list[str] = field(default_factory=list)
    late_untimed: list[str] = field(default_factory=list)
    zoneless: bool = False

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
    times: Path | None = None,
    zone: str | None = None,
    modules: bool = False,
    notebooks: Mapping[str, Iterable[bytes]] | None = None,
) -> Collected:
    """Collect ``source``, a folder or a zip archive, into the course's ``submitted/``.

    Parameters
    ----------
    known : the gradebook's students; with none of them every name becomes a student's id
    due : nbgrader's due date, in UTC
    marks : what a notebook of this assignment holds, such as the first lines of its functions
    times : a table of hand-in times, see ``times.read_times``
    zone : where times without a zone are from, such as Europe/Berlin; the machine's own where none is given
    modules : whether files of Python that were handed in with the notebook are taken too
    notebooks : {name: what it holds}, where the assignment has several notebooks or one of another name

    Raises
    ------
    ArchiveError
        Where the archive, the table or the zone is refused. Then nothing was collected.
    """
    zone_of(zone)
    students = Students(known, assignment)
    given = read_times(times, students, zone) if times else Times()
    with tempfile.TemporaryDirectory() as folder:
        collecting = _Collecting(Place(course, assignment), students, given, zone)
        collecting.due, collecting.marks, collecting.modules = due, list(marks), modules
        collecting.notebooks = {name: list(holds) for name, holds in (notebooks or {assignment: marks}).items()}
        refused = collecting.result.refused
        members = _opened(_members(source, Path(folder) / "all", refused), Path(folder), refused)
        return collecting.run(divide(members, students, source.resolve().name))


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
            found += [Member(member.path / one.path, one.file, one.time, member.path) for one in inner]
    hidden = ("__MACOSX", ".ipynb_checkpoints", ".git")
    return [one for one in found if not any(part in hidden or part.startswith("._") for part in one.path.parts)]


@dataclass
class _Attempt:
    """A notebook, and what its platform says of it; the time in UTC."""

    member: Member
    time: datetime | None = None
    late: bool = False
    number: int = 0


class _Collecting:
    due: datetime | None = None
    marks: list[bytes]
    modules = False
    notebooks: dict[str, list[bytes]]

    def __init__(self, place: Place, students: Students, times: Times, zone: str | None):
        self.place, self.students, self.times, self.zone = place, students, times, zone
        self.notebooks = {place.assignment: []}
        self.result = Collected()

    def run(self, hand_ins: list[HandIn]) -> Collected:
        of: dict[str, list[tuple[str, HandIn]]] = {}
        for one in hand_ins:
            for student in one.students:  # without a gradebook s001 and S001 may be one person or two
                of.setdefault(student if self.students.known else student.casefold(), []).append((student, one))
            if not one.students:
                self._nobodys(one, one.why)
            elif one.why:  # one of a group
                self.result.unknown[str(one.place)] = one.why
        for _, pairs in sorted(of.items()):
            found, ids = [one for _, one in pairs], {student for student, _ in pairs}
            if len({one.key for one in found}) > 1 or len(ids) > 1:
                places = ", ".join(str(one.place) for one in found[:3])
                for one in found:
                    self._nobodys(one, f"{min(ids)} would have more than one: {places}", always=True)
            else:
                self._of(min(ids), found)
        return self.result

    def _nobodys(self, one: HandIn, why: str, always: bool = False) -> None:
        notebooks = [member for member in one.members if is_notebook(member)]
        if not notebooks and not (one.folder or one.claim or always):
            return  # a platform's own page, a note
        paths = [member.path for member in notebooks or one.members[:1]]
        self.result.unknown |= {str(path): why for path in paths}

    def _of(self, student: str, found: list[HandIn]) -> None:
        attempts = [attempt for one in found for attempt in self._attempts(one)]
        taken = {attempt.member.path for attempt in attempts}
        # What is in an archive stands for the archive; the hand-in's own files are the student's.
        opened = {member.outer for one in found for member in one.members if member.outer}
        others = [
            member
            for one in found
            for member in one.members
            if member.path not in taken | opened and is_of_interest(member)
        ]
        if not attempts:
            names = ", ".join(sorted(map(described, others))[:5]) or "an empty archive"
            self.result.nothing[student] = f"no notebook among what was handed in ({names})"
        elif not self.place.is_possible(student):
            for attempt in attempts:
                self.result.unknown[str(attempt.member.path)] = f"no folder can be called {student}"
        else:
            counts = self._take(student, attempts, found)
            if self.modules and counts is not None:
                others = [member for member in others if not self.place.lay_beside(student, counts, member)]
            if others:
                self.result.beside[student] = sorted({described(member) for member in others})

    def _attempts(self, one: HandIn) -> list[_Attempt]:
        claim, found = one.claim, []
        for member in one.members:
            if is_notebook(member):
                time = claim.time if claim else None
                if claim and claim.file_time and len(member.named.parts) == len(one.place.parts) + 1:
                    time = claim.file_time(member.named.name)  # further in, the names are the student's
                if time is not None and time.tzinfo is None:
                    self.result.zoneless = True
                time = to_utc(time, self.zone) if time else self._nbgraders(one)
                found.append(_Attempt(member, time, bool(claim and claim.late), claim.attempt if claim else 0))
        return found

    def _nbgraders(self, one: HandIn) -> datetime | None:
        """The time that nbgrader wrote, in its own layout: STUDENT/ASSIGNMENT/timestamp.txt."""
        path = one.place / self.place.assignment / "timestamp.txt"
        for member in one.members if one.claim is None else ():
            if member.path == path and member.outer is None:
                time = exchange.moment(member.file.read_bytes()[:100].decode("utf-8", "replace"))
                return to_utc(time, self.zone) if time else None
        return None

    def _take(self, student: str, found: list[_Attempt], hand_ins: list[HandIn]) -> Member | None:
        """Put the newest attempt into its place, one for each notebook; returned is one that counts."""
        parts = self._parts(found)
        chosen = {name: _newest(right) for name, right in parts.items()}
        times = [newest.time for newest, _ in chosen.values() if newest.time is not None]
        time = self._given(student, hand_ins) or (max(times) if len(times) == len(chosen) else None)
        said, stands, counts, taken = [], None, None, set()
        for name, (newest, by) in chosen.items():
            stood = self.place.of(name).put(student, newest.member, time, newest.number)
            by = by if len(parts[name]) > 1 else "this assignment's counts"
            others = len(found) if len(self.notebooks) == 1 else len(parts[name])
            file, label = newest.member.path.name, "" if len(self.notebooks) == 1 else f"{name}: "
            if others > 1:
                said.append(f"{label}{stood.said}; {others} notebooks, {by}: {file}")
            elif file != f"{name}{NOTEBOOK}":
                said.append(f"{label}{stood.said}; renamed from {file}")
            else:
                said.append(f"{label}{stood.said}")
            taken.add(id(newest))
            stands = stood.time
            counts = counts or (newest.member if stood.counts else None)
        for one in found:
            if id(one) not in taken:
                self.place.keep(student, one.time or one.member.time, one.member.file.read_bytes())
        if missing := [name for name in self.notebooks if name not in chosen]:
            said.append(f"no {', '.join(missing)}")
        same = {line.partition(": ")[2] for line in said} if len(self.notebooks) > 1 else set()
        self.result.students[student] = same.pop() if len(same) == 1 else "; ".join(said)
        late = any(newest.late for newest, _ in chosen.values())
        if (stands and self.due and stands > self.due) or (late and stands is None):
            self.result.late.append(student)
        if stands is None:
            self.result.untimed.append(student)
            if late:
                self.result.late_untimed.append(student)
        return counts

    def _parts(self, found: list[_Attempt]) -> dict[str, list[_Attempt]]:
        """{notebook: the attempts at it}, by their names, else by what they hold; of one notebook all are its."""
        if len(self.notebooks) == 1:
            return {name: self._ours(found) for name in self.notebooks}
        parts: dict[str, list[_Attempt]] = {}
        for one in found:
            stem = one.member.path.stem.casefold()
            names = [name for name in self.notebooks if stem.startswith(name.casefold())]
            if not names:
                text = one.member.file.read_bytes()
                holds = {name: sum(mark in text for mark in marks) for name, marks in self.notebooks.items()}
                names = [name for name, count in holds.items() if count and count == max(holds.values())]
                names = names if len(names) == 1 else []
            if names:
                parts.setdefault(max(names, key=len), []).append(one)
        if not parts:  # nothing tells which it is: a person sees it at the first one's place
            return {next(iter(self.notebooks)): found}
        return {name: parts[name] for name in self.notebooks if name in parts}

    def _given(self, student: str, hand_ins: list[HandIn]) -> datetime | None:
        numbers = [self.times.numbers[one.key] for one in hand_ins if one.claim and one.key in self.times.numbers]
        return self.times.students.get(student) or next(iter(numbers), None)

    def _ours(self, found: list[_Attempt]) -> list[_Attempt]:
        """Those that are this assignment's notebook, by their name or by what is in them; all where none is."""
        if len(found) == 1:
            return found
        texts = [one.member.file.read_bytes() for one in found]
        counts = [sum(mark in text for mark in self.marks) for text in texts]
        enough = max(1, max(counts) / 2)  # a lecture's notebook may hold one of them
        return [
            one
            for one, count in zip(found, counts, strict=True)
            if count >= enough or one.member.path.stem.startswith((self.place.assignment, *self.notebooks))
        ] or found


class _Choosing(_Collecting):
    """Decides as the other, and writes nothing."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.chosen: dict[PurePosixPath, tuple[str, datetime | None]] = {}

    def _take(self, student: str, found: list[_Attempt], hand_ins: list[HandIn]) -> None:
        newest, _ = _newest(self._ours(found))
        self.chosen[newest.member.path] = (student, newest.time)


def choose(members: list[Member], students: Students, marks: Iterable[bytes] = ()) -> dict:
    """``{path: (student, hand-in time in UTC or None)}`` of the notebooks that would count; nothing is written."""
    choosing = _Choosing(Place(Path(), students.assignment_name), students, Times(), None)
    choosing.marks = list(marks)
    choosing.run(divide(members, students, ""))
    return choosing.chosen


def _newest(found: list[_Attempt]) -> tuple[_Attempt, str]:
    """The attempt that counts, and what decided: the surest that tells them apart."""
    times = {one.time for one in found if one.time is not None}
    if len(times) > 1 and all(one.time is not None for one in found):
        newest, by = max(times), "the newest counts"
        found = [one for one in found if one.time == newest]
    elif len({one.number for one in found}) > 1:
        newest, by = max(one.number for one in found), "the last upload counts"
        found = [one for one in found if one.number == newest]
    else:
        by = "the newest by the files' own times counts"
    return max(found, key=lambda one: (one.member.time, str(one.member.path))), by
