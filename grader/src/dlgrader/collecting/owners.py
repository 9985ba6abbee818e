"""Whose each file of a download is: the outermost name that means anybody decides, and nothing further in.

A folder, a zip or a file within a student's folder is called as that student likes, also as somebody else or as a
platform would call it. So names are looked at from outside, one level at a time; the first level where any name means
somebody is the students' level. There each name is one student's, or nobody's: then a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from dlgrader.collecting.archives import Member
from dlgrader.collecting.names import Students, exact, plain, safe_id, stem
from dlgrader.collecting.platforms import Claim, Level, Owner, claims

_DEEPEST = 8  # levels of folders around the students'
_MOST_TEXT = 20 * 2**20
_AROUND = {"abgaben", "archive", "assignments", "collected", "devoirs", "download", "downloaded", "downloads"}
_AROUND |= {"entregas", "export", "inbound", "submissions", "submitted"}


@dataclass
class HandIn:
    """What lies under one name of the students' level.

    Attributes
    ----------
    place : the path of that name
    members : the files
    claim : what the platform wrote, if it is known
    students : ids; several where the platform says that a group handed in; none where it is nobody's
    why : why it is nobody's
    folder : whether the name is a folder's
    """

    place: PurePosixPath
    members: list[Member]
    claim: Claim | None = None
    students: tuple[str, ...] = ()
    why: str = ""
    folder: bool = True

    @property
    def key(self) -> str:
        """The same for all that one person handed in."""
        return self.claim.hand_in if self.claim else str(self.place)


@dataclass
class _Found:
    """The names at one level, each with its files and what it means."""

    members: dict[str, list[Member]]
    claims: dict[str, Claim]
    called: dict[str, set[str]] = field(default_factory=dict)


def divide(members: Sequence[Member], students: Students, source: str) -> list[HandIn]:
    """Every file in the hand-in that it belongs to.

    Parameters
    ----------
    source : the download's own name, which a folder around all may have
    """
    return _Dividing(students, source).level(list(members), 0)


class _Dividing:
    def __init__(self, students: Students, source: str):
        self.students, self.source = students, plain(stem(source))

    def level(self, members: list[Member], depth: int) -> list[HandIn]:
        found = self._look(members, depth)
        sure = any(claim.sure for claim in found.claims.values())
        # Without a gradebook every name may be a student's: one folder around all, with nothing but folders, is none.
        alone = not self.students.known and len(found.members) == 1 and not depth
        if depth < _DEEPEST and not sure and (alone or not found.called):
            around = [name for name in found.members if self._is_around(name, found, depth)]
            if around:
                deeper = [one for name in around for one in self.level(found.members[name], depth + 1)]
                return deeper + [self._hand_in(name, found, depth) for name in found.members if name not in around]
        return [self._hand_in(name, found, depth) for name in found.members]

    def _look(self, members: list[Member], depth: int) -> _Found:
        kids: dict[str, list[Member]] = {}
        for member in members:
            kids.setdefault(member.named.parts[depth], []).append(member)
        files = [name for name, inside in kids.items() if any(len(one.named.parts) == depth + 1 for one in inside)]
        folders = [name for name in kids if name not in files]
        text = {name: _text(kids[name][0]) for name in files if name.endswith(".yml")}
        found = _Found(kids, claims(Level(tuple(folders), tuple(files), text, self.students.assignment_name)))
        # Where a platform or a person made folders, a loose file's name is only its author's word.
        named = {name: self._folder(name, found.claims.get(name)) for name in folders}
        if not any(named.values()) and not any(claim.sure for claim in found.claims.values()):
            named |= {name: self._file(name) for name in files}
        else:
            named |= {name: self.students.called(stem(name)) for name in files if not any(named.values())}
        found.called = {name: ids for name, ids in named.items() if ids}
        return found

    def _folder(self, name: str, claim: Claim | None) -> set[str]:
        if claim and claim.sure:
            return set()
        if not self.students.known:
            return set() if plain(name) == self.students.assignment or not safe_id(name) else {safe_id(name)}
        return self.students.called(name) | (set(self._resolved(claim)[0]) if claim else set())

    def _file(self, name: str) -> set[str]:
        if self.students.known:
            return self.students.within(name)
        new = safe_id(stem(name))
        return {new} if new and not plain(stem(name)).startswith(self.students.assignment) else set()

    def _is_around(self, name: str, found: _Found, depth: int) -> bool:
        """Whether a name that means nobody is a folder around students' folders, and no unknown student's own."""
        inside = found.members[name]
        if any(len(one.named.parts) == depth + 1 for one in inside):
            return False
        words = plain(name)
        if words in {self.source, self.students.assignment} or set(words.split()) & _AROUND:
            return True
        below = self._look(inside, depth + 1)
        if not self.students.known and any(len(one.named.parts) == depth + 2 for one in inside):
            return False
        people = {frozenset(ids) for ids in below.called.values() if len(ids) == 1}
        people |= {claim.hand_in for claim in below.claims.values() if claim.sure}
        return len(people) > 1

    def _hand_in(self, name: str, found: _Found, depth: int) -> HandIn:
        members = found.members[name]
        claim, called = found.claims.get(name), found.called.get(name, set())
        place = PurePosixPath(*members[0].named.parts[: depth + 1])
        folder = len(members[0].named.parts) > depth + 1
        if claim and (claim.sure or self.students.known):
            ids, why = self._resolved(claim)
            if claim.sure or ids or not called:
                return HandIn(place, members, claim, ids, why, folder)
        if len(called) == 1:
            return HandIn(place, members, None, tuple(called), "", folder)
        return HandIn(place, members, None, (), _why(called, name), folder)

    def _resolved(self, claim: Claim) -> tuple[tuple[str, ...], str]:
        """The students whom a claim names, and why not, where somebody is missing."""
        ids, missing = [], []
        for owner in claim.owners:
            found = self._one(owner)
            (ids if len(found) == 1 else missing).append(
                next(iter(found)) if len(found) == 1 else _why(found, str(owner))
            )
        return tuple(dict.fromkeys(ids)), "; ".join(missing)

    def _one(self, owner: Owner) -> set[str]:
        if not self.students.known:
            new = safe_id(next(iter((*owner.ids[:1], *owner.names)), ""))
            return {new} if new and exact(new) else set()
        by_id = set().union(*(self.students.by_id(word) for word in owner.ids))
        first, *others = owner.names or ("",)
        by_name = self.students.by_id(first) | self.students.by_name(first)
        if not by_name:  # the other readings, all together
            by_name = set().union(*(self.students.by_name(word) for word in others))
        if by_id and by_name:
            return by_id & by_name or by_id | by_name
        return by_id or by_name


def _why(found: set[str], name: str) -> str:
    if found:
        return f"{name} may be {' or '.join(sorted(found)[:3])}"
    return f"nobody in the gradebook is called {name}"


def _text(member: Member) -> bytes:
    with member.file.open("rb") as file:
        return file.read(_MOST_TEXT)
