"""Students and their names: which of the gradebook's students a platform means by a word that it wrote.

An id, an e-mail address and an LMS id must be the same but for case and punctuation. A full name may also differ in
accents and gaps, because platforms leave these out. What fits two students is nobody's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_COPY = re.compile(r"[\s_-]*(?:\(\d+\)|copy|copie|kopie|final|v\d+|attempt[\s_-]?\d+)$", re.IGNORECASE)
_MOST_WORDS = 12  # of a file's name that are looked at
_COMMON = {"", "final", "copy", "copie", "kopie", "hw", "homework", "assignment", "exercise", "work", "notebook"}
_COMMON |= {"solution", "submission", "untitled", "abgabe", "devoir", "entrega"}


@dataclass(frozen=True)
class Known:
    """A student of the gradebook."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    def ids(self) -> set[str]:
        """What a platform's login or number may be, for comparing."""
        said = [self.id, self.email, (self.email or "").split("@")[0], self.lms_user_id]
        return {key for word in said if word and (key := exact(word))}

    def names(self) -> set[str]:
        """The full name, for comparing, in every order without gaps; empty where only one of its parts is known.

        Also with the id in front or behind: `Souza_Ana_s001`, `s001 Ana Souza`, `Souza, Ana(s001)`.
        """
        first, last, number = plain(self.first_name), plain(self.last_name), plain(self.id)
        whole = [first + last, last + first] if first and last else []
        whole += [text for name in whole for text in (name + number, number + name)]
        return {name.replace(" ", "") for name in whole}


def plain(text: str | None) -> str:
    """A name without case, accents and punctuation, for comparing. Letters of every script, and their vowels, stay."""
    letters = unicodedata.normalize("NFKD", str(text or "")).casefold()
    return _words(letter for letter in letters if not unicodedata.combining(letter))


def exact(text: str | None) -> str:
    """An id without case and punctuation, for comparing. Accents and look-alikes count."""
    return _words(unicodedata.normalize("NFC", str(text or "")).casefold())


def _words(letters: Iterable[str]) -> str:
    kept = (letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in letters)
    return " ".join("".join(kept).split())


def stem(name: str) -> str:
    """A file's name without its ending and without what a browser or a person adds for copies."""
    first = re.sub(r"(?i)(\.ipynb)?(\.(ipynb|json|txt|zip))?$", "", name[:300])
    while (shorter := _COPY.sub("", first)) != first:
        first = shorter
    return first


class Students:
    """The students of a course, found by what a platform wrote.

    Parameters
    ----------
    known : of the gradebook; none means that every name is taken for a new student's id
    assignment : its name, which is nobody's
    """

    def __init__(self, known: Iterable[Known], assignment: str):
        self.known, self.assignment_name, self.assignment = list(known), assignment, plain(assignment)
        self._by_id: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        for student in self.known:
            for key in student.ids():
                self._by_id.setdefault(key, set()).add(student.id)
            for name in student.names():
                self._by_name.setdefault(name, set()).add(student.id)

    def by_id(self, word: str) -> set[str]:
        """The students whose id, e-mail address or LMS id this is."""
        return self._by_id.get(exact(word), set())

    def by_name(self, word: str) -> set[str]:
        """The students whose full name this is."""
        return self._by_name.get(plain(word).replace(" ", ""), set())

    def called(self, word: str) -> set[str]:
        """The students that a folder's whole name may mean. The assignment's name means nobody."""
        return set() if plain(word) == self.assignment else self.by_id(word) | self.by_name(word)

    def within(self, file: str) -> set[str]:
        """The students whom a file's own name may mean, where no platform said whose it is.

        Each word of the name must belong to the student or say nothing, such as the assignment's words: `robin_s001`
        is nobody's, because `robin` may be somebody else.
        """
        whole = stem(file)
        if found := self.called(whole):
            return found
        words = exact(whole).split()
        if len(words) > _MOST_WORDS:
            return set()
        found, covered = set(), set()
        for start in range(len(words)):
            for end in range(len(words), start, -1):
                run = " ".join(words[start:end])
                if not (run.isdigit() and len(run) < 4) and (hit := self.called(run)):
                    found |= hit
                    covered |= set(range(start, end))
                    break
        left = [word for k, word in enumerate(words) if k not in covered]
        return found if all(map(self._says_nothing, left)) else set()

    def _says_nothing(self, word: str) -> bool:
        named = plain(word)
        part = len(named) > 2 and any(own.startswith(named) for own in self.assignment.split())
        return part or named.rstrip("0123456789") in _COMMON or re.fullmatch(r"v\d+", named) is not None


def safe_id(name: str) -> str:
    """A student id from any name: letters, digits, ``-``, ``.``, ``@`` and ``_``, and a folder name everywhere."""
    text = unicodedata.normalize("NFC", name)
    return re.sub(r"[^\w.@-]+", "-", text).strip("-.")[:80]
