"""Whose file it is, told from its path: plain folders, and what Moodle's "Download all submissions" gives.

Moodle writes ``Full Name_1234567_assignsubmission_file_/work.ipynb``, or the same in one file name; the number is not
the student's. Folders may be called by the student's id, e-mail address, LMS id or full name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

MOODLE = re.compile(r"^(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)$")
_COPY = re.compile(r"[\s_-]*(?:\(\d+\)|copy|copie|kopie|final|v\d+|attempt[\s_-]?\d+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """A student of the gradebook."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    def names(self) -> set[str]:
        """Everything a folder may be called after this student."""
        first, last = self.first_name or "", self.last_name or ""
        said = [self.id, self.email, (self.email or "").split("@")[0], self.lms_user_id]
        said += [f"{first} {last}", f"{last} {first}", f"{last}, {first}"] if first or last else []
        return {plain(name) for name in said if name and plain(name)}


def moodle_number(path: PurePosixPath) -> str | None:
    """Moodle's number in the path: two people of one name have two of them."""
    return next((match["number"] for part in path.parts if (match := MOODLE.match(part))), None)


def plain(text: str) -> str:
    """A name without case, accents and punctuation, for comparing. Letters of every script stay."""
    letters = unicodedata.normalize("NFKD", str(text)).casefold()
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters))


def owners(path: PurePosixPath) -> list[str]:
    """What the path says about its owner, the surest first: Moodle's name, the folders' names, the file's own."""
    said = []
    for part in path.parts:
        match = MOODLE.match(part)
        if match:
            said.insert(0, match["name"])
    said += path.parts[:-1]
    stem = PurePosixPath(path.name).stem
    while (shorter := _COPY.sub("", stem)) != stem:
        stem = shorter
    said.append(stem)
    said += [piece for piece in re.split(r"[_\s]+", stem) if piece]
    return list(dict.fromkeys(said))


class Students:
    """The students of a course, found by any of their names.

    Parameters
    ----------
    known : of the gradebook; none means that every name is taken for a new student's id
    assignment : its name, which is nobody's
    """

    def __init__(self, known: Iterable[Known], assignment: str):
        self.known, self.assignment = list(known), plain(assignment)
        self._by_name: dict[str, set[str]] = {}
        for student in self.known:
            for name in student.names():
                self._by_name.setdefault(name, set()).add(student.id)

    def find(self, path: PurePosixPath) -> str | None:
        """The id of the student whose file this is, or None where nobody or more than one fits."""
        for said in owners(path):
            found = self._by_name.get(plain(said), set())
            if len(found) == 1 and plain(said) != self.assignment:
                return next(iter(found))
        if self.known:
            return None
        return next((new for said in owners(path)[:-1] or owners(path) if (new := self._new(said))), None)

    def _new(self, said: str) -> str | None:
        return safe_id(said) if plain(said) and plain(said) != self.assignment else None


def safe_id(name: str) -> str:
    """A student id from any name: letters, digits, ``-``, ``.``, ``@`` and ``_``, and a folder name everywhere."""
    text = unicodedata.normalize("NFC", name)
    return re.sub(r"[^\w.@-]+", "-", text).strip("-.")[:80]
