"""What each learning platform writes around a student's file: one small module a platform.

A module has ``read(names, folder, file)``: of the names that stand side by side at one place of a download, those that
it knows as its platform's, each with a :class:`Claim`. Nothing that a student chose is in a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Owner:
    """Whom the platform names.

    Attributes
    ----------
    names : ways to read the full name; all are meant for one person
    ids : the login, e-mail address or number
    """

    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        return next(iter((*self.names, *self.ids)), "")


@dataclass(frozen=True)
class Claim:
    """What a platform says about one folder, or one file.

    Attributes
    ----------
    owners : several where the platform says that a group handed in
    hand_in : the same for all that one person handed in: two of them are two people, or need a person
    head : how many letters of the name are the platform's
    time : when it was handed in; without a zone where the platform says none
    late : the platform says that it came late, perhaps without a time
    attempt : a number that grows from attempt to attempt
    sure : whether the name is certainly this platform's, whoever it names
    file_time : the time that the platform wrote into the name of each file, from that name
    """

    owners: tuple[Owner, ...]
    hand_in: str
    head: int = 0
    time: datetime | None = None
    late: bool = False
    attempt: int = 0
    sure: bool = True
    file_time: Callable[[str], datetime | None] | None = None


@dataclass(frozen=True)
class Level:
    """Names that stand side by side in a download.

    Attributes
    ----------
    folders, files : the names
    text : {name: the first bytes} of small text files that a platform writes itself
    assignment : the assignment's name
    """

    folders: tuple[str, ...]
    files: tuple[str, ...]
    text: Mapping[str, bytes]
    assignment: str


def claims(level: Level) -> dict[str, Claim]:
    """What the platforms say. Where two know a name, the one whose part ends first: what follows may be a student's."""
    from dlgrader.collecting.platforms import blackboard, brightspace, canvas, exchange, gradescope, ilias, moodle

    found: dict[str, Claim] = {}
    for platform in (gradescope, exchange, moodle, blackboard, brightspace, canvas, ilias):
        for name, claim in platform.read(level).items():
            before = found.get(name)
            if before is None or (claim.sure, -claim.head) > (before.sure, -before.head):
                found[name] = claim
    return found
