"""Answers that are almost the same, whoever wrote them first. It points at pairs to be read, and proves nothing.

Two answers are compared as syntax trees: comments, white space, docstrings, annotations and the names of variables do
not count. What the released stub, the instructor's solution and the bank's unusual solutions contain is taken out
first, then what many in the class wrote by themselves. What is left must be long enough to be nobody's coincidence;
an untouched answer, one line, or the plain solution has nothing left.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from dlgrader.reports.classdata import Answer, Class
from dlgrader.reports.syntax import pieces
from dlgrader.workers.helper import Failed, Helper, TookTooLong

# Of an answer's pieces, those that are in no given text: fewer in one answer are no evidence at all, and between two
# students there must be one answer that is long enough alone, or several that are so together.
LEAST, ALONE, IN_ALL = 40, 80, 120
# An answer this long of one's own is listed however many share it; a shorter one only among few.
LONG = 150
# Two answers are near when they share this much of what both together have of their own.
SHARE = 0.6


@dataclass(frozen=True)
class Alike:
    """Students whose answers to one question are the same or nearly.

    ``share`` is the common part of what their answers have of their own, 1 where nothing but names and layout differs.
    ``size`` counts the pieces they share.
    """

    question: str
    students: tuple[str, ...]
    share: float
    size: int

    def words(self) -> str:
        """One line for the instructor."""
        if self.share == 1:
            return f"{self.question}: the same but for names and layout"
        return f"{self.question}: {self.share:.0%} the same but for names and layout"


def alike(whole: Class, given: dict[str, list[str]] | None = None) -> list[Alike]:
    """What is almost the same in the class, the most telling first.

    Parameters
    ----------
    whole : gathered with its answers
    given : {question: further texts that everybody may have}, such as the bank's

    An answer whose text takes too long is compared with nothing, and the class's notes say so.
    """
    found, helper = [], Helper(pieces)
    questions = dict.fromkeys(name for answers in whole.answers.values() for name in answers)
    for name in questions:
        answers = {who: its[name] for who, its in whole.answers.items() if name in its}
        known = _known(whole, name, (given or {}).get(name, ()))
        found += _compare(name or "own cells", answers, known, len(whole.answers), partial(_taken, helper, whole.notes))
    helper.close()
    sizes: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in found:
        sizes[one.students].append(one.size)
    enough = {who for who, its in sizes.items() if max(its) >= ALONE or sum(its) >= IN_ALL}
    found = [one for one in found if one.students in enough]
    return sorted(found, key=lambda one: (-one.share * one.size, one.question, one.students))


def given_by_bank(assignment: str) -> dict[str, list[str]]:
    """{answer cell: texts} of the unusual right answers that the bank knows; nothing where there is no bank."""
    from dlgrader.mistakes import BANKS
    from dlgrader.mistakes.bank import source_text

    if assignment not in BANKS:
        return {}
    bank, given = BANKS[assignment], defaultdict(list)
    cells = {name: question for question, names in bank.questions.items() for name in names}
    for variant in bank.variants:
        for name, definition in variant.functions.items():
            for cell in [cells[name]] if name in cells else bank.questions:
                given[cell].append(source_text(name, definition))
    return given


def _known(whole: Class, name: str, more: Iterable[str]) -> set:
    texts = [answers[name] for answers in (whole.stubs, whole.solutions) if name in answers]
    if name == "":  # code of one's own: copies of any given cell are no evidence
        texts += [*whole.stubs.values(), *whole.solutions.values()]
    code = next((text.code for text in texts), True)
    known = set()
    for text in [*texts, *(Answer(one, code) for one in more)]:
        known |= pieces(text.text, text.code)
    return known


def _taken(helper: Helper, notes: list[str], who: str, question: str, answer: Answer) -> set[int]:
    """An answer's pieces, taken in a process that can be ended."""
    try:
        return helper(answer.text, answer.code)
    except (TookTooLong, Failed) as problem:
        notes.append(f"{who}: {question} was not compared with the others' ({problem})")
        return set()


def _compare(name: str, answers: dict[str, Answer], known: set, size: int, take: Callable) -> list[Alike]:
    groups: dict[str, list[str]] = defaultdict(list)
    own: dict[str, frozenset] = {}
    seen: dict[str, str] = {}
    for who, answer in answers.items():
        text = hashlib.sha256(answer.text.encode("utf-8", "replace")).hexdigest()
        if text not in seen:
            found = take(who, name, answer)
            seen[text] = str(hash(frozenset(found)))
            own.setdefault(seen[text], frozenset(found - known))
        groups[seen[text]].append(who)
    own = {key: left for key, left in own.items() if len(left) >= LEAST}
    few = max(5, size // 50)
    result = [
        Alike(name, tuple(groups[key]), 1.0, len(left))
        for key, left in own.items()
        if len(groups[key]) > 1 and (len(groups[key]) <= few or len(left) >= LONG)
    ]
    return result + _near(name, groups, own)


def _near(name: str, groups: dict[str, list[str]], own: dict[str, frozenset]) -> list[Alike]:
    """Pairs of different answers that share most of what few others have."""
    often = Counter(piece for left in own.values() for piece in left)
    common = max(5, len(own) // 20)
    rare = {key: frozenset(piece for piece in left if often[piece] <= common) for key, left in own.items()}
    holders = defaultdict(list)
    for key, left in rare.items():
        for piece in left:
            if often[piece] > 1:
                holders[piece].append(key)
    shared = Counter(pair for keys in holders.values() for pair in combinations(sorted(keys), 2))
    result = []
    for (one, other), both in shared.items():
        share = both / len(rare[one] | rare[other])
        if both >= LEAST and share >= SHARE:
            result.append(Alike(name, tuple(sorted(groups[one] + groups[other])), min(share, 0.99), both))
    return result


@dataclass(frozen=True)
class Together:
    """The same students in several questions."""

    students: tuple[str, ...]
    parts: tuple[Alike, ...]

    def words(self) -> str:
        """One line for the instructor."""
        return "; ".join(part.words() for part in self.parts)


def together(found: list[Alike]) -> list[Together]:
    """Gathered by students, those that share most first."""
    by_students: dict[tuple[str, ...], list[Alike]] = defaultdict(list)
    for one in found:
        by_students[one.students].append(one)
    result = [Together(students, tuple(parts)) for students, parts in by_students.items()]
    return sorted(result, key=lambda one: (-sum(part.size for part in one.parts), one.students))
