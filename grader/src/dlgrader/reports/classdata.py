"""One assignment of one class, as a report shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dlgrader.verdicts.verdict import GRADED, NOT_GRADED, CheckVerdict, Flag, plain


@dataclass
class Question:
    """One student's answer to one question. ``manual`` where a person gives its points."""

    points: float
    max: float
    state: str = GRADED
    started: bool = True
    said: str = ""
    checks: list[CheckVerdict] = field(default_factory=list)
    manual: bool = False

    @property
    def mistakes(self) -> list[str]:
        """Names of the mistakes that were recognised, each once."""
        return list(dict.fromkeys(check.mistake for check in self.checks if check.mistake))


@dataclass
class Student:
    """One student's submission as the report shows it.

    ``points`` are the gradebook's: those a person gave before the grader's, and before the late penalty.
    ``same_process`` where its tests shared a process with its code.
    """

    id: str
    name: str = ""
    state: str = GRADED
    questions: dict[str, Question] = field(default_factory=dict)
    penalty: float = 0
    late: bool = False
    notes: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    same_process: bool = False

    @property
    def points(self) -> float:
        """Sum over the questions."""
        return plain(sum(question.points for question in self.questions.values()))

    @property
    def max(self) -> float:
        """What could be had."""
        return plain(sum(question.max for question in self.questions.values()))

    @property
    def started(self) -> bool:
        """Whether any question was begun."""
        return any(question.started for question in self.questions.values())

    @property
    def held(self) -> list[str]:
        """Names of the questions without their points yet."""
        return [name for name, question in self.questions.items() if question.state != GRADED]

    @property
    def only_for_a_person(self) -> bool:
        """Whether it waits for nothing but the questions that a person grades anyway."""
        return bool(self.held) and all(self.questions[name].manual for name in self.held)

    def why(self) -> str:
        """Why a person must look, or why it is not graded, in one line."""
        held = self.held
        evidence = [
            f"{flag.question}: {flag.evidence}" for flag in self.flags if not flag.decisive and flag.kind != ALIKE
        ]
        if evidence:
            return "; ".join(evidence)
        by_hand = [name for name in held if self.questions[name].manual]
        if held and by_hand == held:
            return f"a person gives the points for {_listed(held)}"
        if self.state == NOT_GRADED and not self.notes:
            return "no verdict was kept: the grader failed on it, or was stopped"
        telling = [note for note in self.notes if any(word in note for word in _TELLING)]
        return (telling or self.notes or [f"held: {_listed(held)}"])[0].removeprefix(f"{self.id}: ")


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


# The kind of flag that says an answer is almost another student's.
ALIKE = "alike"
# Words of the notes that say why a submission was held; the others say what was repaired.
_TELLING = ("could not be", "not graded", "stopped", "no cell", "no cells", "not been graded", "Look again")


class Answer(NamedTuple):
    """The text of an answer cell, and whether it is code."""

    text: str
    code: bool = True


@dataclass
class Class:
    """All that a report shows.

    Attributes
    ----------
    questions : {name: points}, in the assignment's order
    manual : names of those whose points a person gives
    students : those who handed in, by id
    missing : ids of the gradebook's students who did not
    notes : one line each, about the data itself
    answers : {student: {answer cell: Answer}}, where they were asked for
    stubs, solutions : {answer cell: Answer} of the released notebook and of the instructor's own
    """

    assignment: str
    questions: dict[str, float] = field(default_factory=dict)
    manual: set[str] = field(default_factory=set)
    students: dict[str, Student] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    answers: dict[str, dict[str, Answer]] = field(default_factory=dict)
    stubs: dict[str, Answer] = field(default_factory=dict)
    solutions: dict[str, Answer] = field(default_factory=dict)

    @property
    def max(self) -> float:
        """Points of the whole assignment."""
        return plain(sum(self.questions.values()))

    def in_state(self, state: str) -> list[Student]:
        """The students of one state."""
        return [student for student in self.students.values() if student.state == state]
