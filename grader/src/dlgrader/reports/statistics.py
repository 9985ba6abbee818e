"""What a class's points say: how they are spread, which questions were hard, which mistakes were made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, median, stdev

from dlgrader.reports.classdata import Class, Student
from dlgrader.verdicts.verdict import GRADED, plain

# Fewer than this many graded students, and a correlation says nothing.
FEWEST = 5

DEFINITIONS = (
    "Difficulty is the share of a question's points that the graded students earned: 1 is a question everybody solved.",
    "Discrimination is the correlation (Pearson) between a question's points and the sum of all other questions: near "
    "0 or below, those who know the rest do no better on it. "
    f"A dash where fewer than {FEWEST} are graded, or all have the same points.",
    "Points are the gradebook's: those a person gave before the grader's, and before the late penalty.",
)


@dataclass(frozen=True)
class Spread:
    """The class's points, of those students whose questions are graded, but for the questions ``left_out``.

    A question that a person grades is left out until it is done for everybody: else nobody would count before. ``max``
    is what the others give.
    """

    max: float
    left_out: tuple[str, ...]
    count: int
    mean: float
    median: float
    deviation: float
    least: float
    most: float
    bins: list[tuple[float, float, int]]


@dataclass(frozen=True)
class QuestionFigures:
    """How one question went.

    ``difficulty`` and ``discrimination`` are None where they mean nothing. ``full``, ``part`` and ``none`` count graded
    answers, ``untouched`` those of ``none`` that were never begun, ``held`` those without points yet.
    """

    name: str
    max: float
    mean: float | None
    difficulty: float | None
    discrimination: float | None
    full: int
    part: int
    none: int
    untouched: int
    held: int


@dataclass(frozen=True)
class MistakeCount:
    """How many made a mistake: its name, the question, one check's words about it."""

    mistake: str
    question: str
    students: tuple[str, ...]
    message: str

    @property
    def count(self) -> int:
        """How many students."""
        return len(self.students)


def unfinished(whole: Class) -> tuple[str, ...]:
    """The questions for a person of which some answers still wait."""
    return tuple(
        name
        for name in whole.questions
        if name in whole.manual
        and any(name in one.questions and one.questions[name].state != GRADED for one in whole.students.values())
    )


def counted(whole: Class) -> tuple[list[str], list[Student]]:
    """The questions and the students that the figures are made of."""
    left_out = unfinished(whole)
    names = [name for name in whole.questions if name not in left_out]
    students = [
        one
        for one in whole.students.values()
        if all(name in one.questions and one.questions[name].state == GRADED for name in names)
    ]
    return names, students if names else []


def spread(whole: Class, bins: int = 10) -> Spread | None:
    """The distribution of the totals, None where nobody is graded."""
    names, students = counted(whole)
    points = sorted(plain(sum(one.questions[name].points for name in names)) for one in students)
    if not points:
        return None
    most = plain(sum(whole.questions[name] for name in names))
    width = (most or 1) / bins
    counts = Counter(min(max(int(value / width), 0), bins - 1) for value in points)
    edges = [(plain(k * width), plain((k + 1) * width), counts[k]) for k in range(bins)]
    deviation = stdev(points) if len(points) > 1 else 0.0
    return Spread(
        most, unfinished(whole), len(points), fmean(points), median(points), deviation, points[0], points[-1], edges
    )


def question_figures(whole: Class) -> list[QuestionFigures]:
    """One entry per question, in the assignment's order."""
    names, students = counted(whole)
    return [_figures(whole, name, most, names, students) for name, most in whole.questions.items()]


def _figures(whole: Class, name: str, most: float, names: list[str], students: list[Student]) -> QuestionFigures:
    answers = [student.questions[name] for student in whole.students.values() if name in student.questions]
    graded = [answer for answer in answers if answer.state == GRADED]
    # Of a question that a person has begun to grade, those done first are the untouched ones: they say nothing.
    done = bool(graded) and name in names
    mean = fmean(answer.points for answer in graded) if done else None
    full = sum(answer.points >= answer.max for answer in graded)
    none = [answer for answer in graded if answer.points <= 0 < answer.max]
    return QuestionFigures(
        name,
        most,
        mean,
        mean / most if mean is not None and most else None,
        _discrimination(students, name, [other for other in names if other != name]) if done else None,
        full,
        len(graded) - full - len(none),
        len(none),
        sum(not answer.started for answer in none),
        len(answers) - len(graded),
    )


def _discrimination(students: list[Student], name: str, others: list[str]) -> float | None:
    pairs = [(one.questions[name].points, sum(one.questions[other].points for other in others)) for one in students]
    return correlation(pairs) if len(pairs) >= FEWEST else None


def correlation(pairs: list[tuple[float, float]]) -> float | None:
    """Pearson's correlation of pairs of numbers, None where one side does not vary."""
    left, right = fmean(pair[0] for pair in pairs), fmean(pair[1] for pair in pairs)
    both = sum((x - left) * (y - right) for x, y in pairs)
    one = sqrt(sum((x - left) ** 2 for x, _ in pairs))
    other = sqrt(sum((y - right) ** 2 for _, y in pairs))
    return both / (one * other) if one > 1e-9 and other > 1e-9 else None


def mistakes(whole: Class) -> list[MistakeCount]:
    """The recognised mistakes, those that most students made first. A student counts once for each."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for student in whole.students.values():
        for name, question in student.questions.items():
            for check in question.checks:
                if check.mistake:
                    found.setdefault((check.mistake, name), {}).setdefault(student.id, check.message)
    order = list(whole.questions)
    counts = [
        MistakeCount(mistake, question, tuple(who), next(iter(who.values())))
        for (mistake, question), who in found.items()
    ]
    return sorted(counts, key=lambda one: (-one.count, order.index(one.question), one.mistake))
