"""What the judge found about one submission: plain data, which JSON can hold and reads back the same."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

# A submission's or a question's state. Infrastructure failure is "not graded", never 0 points.
GRADED = "graded"
NOT_GRADED = "not graded"
NEEDS_A_PERSON = "needs a person"
MAX_TEXT = 4_000  # letters of one message
_KEPT = "\n\t\u200c\u200d\u200e\u200f"  # joiners and marks that Arabic and other scripts need
STATES = (GRADED, NOT_GRADED, NEEDS_A_PERSON)


@dataclass
class CheckVerdict:
    """One property that was tried.

    ``passed`` is None where it was not judged. ``mistake`` is the bank's name of a recognised mistake. ``expected`` and
    ``got`` are short texts; ``expected`` never holds a hidden fixture's value. ``seconds`` is how long the student's
    calls took that it looked at; checks share calls.
    """

    name: str
    passed: bool | None
    points: float = 0
    max: float = 0
    message: str = ""
    mistake: str | None = None
    tested: str = ""
    expected: str = ""
    got: str = ""
    seconds: float = 0


@dataclass
class QuestionVerdict:
    """One question: its points, its checks, and in ``said`` the one line a student reads first.

    ``started`` is False where only the stub was there. ``seconds`` is what the question took in the sandbox.
    """

    points: float
    max: float
    state: str = GRADED
    started: bool = True
    said: str = ""
    checks: list[CheckVerdict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0


@dataclass
class Flag:
    """Something a person should look at: what was seen, in which question, and the evidence."""

    kind: str
    question: str
    evidence: str
    decisive: bool = False


@dataclass
class Verdict:
    """All that is known about one submission.

    ``notes`` are one line each, for the instructor: what was repaired, what was stopped. ``outputs`` are nbformat
    outputs by the position of the submission's cell (as text, because JSON has no other keys), already sanitised and
    capped in size. ``unsafe`` marks a run without the sandbox. ``same_process`` marks one whose tests ran in the
    submission's own process, where it can forge what they say.
    """

    assignment: str
    state: str = GRADED
    questions: dict[str, QuestionVerdict] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    outputs: dict[str, list] = field(default_factory=dict)
    unsafe: bool = False
    same_process: bool = False
    grader: str = ""
    seconds: float = 0

    @property
    def points(self) -> float:
        """Sum over the questions, as a plain number."""
        return plain(sum(question.points for question in self.questions.values()))

    @property
    def max(self) -> float:
        return plain(sum(question.max for question in self.questions.values()))

    def as_dict(self) -> dict:
        """For ``json.dump``; :func:`from_dict` reads it back."""
        questions = {
            name: vars(question) | {"checks": [dict(vars(check)) for check in question.checks]}
            for name, question in self.questions.items()
        }
        return vars(self) | {"questions": questions, "flags": [dict(vars(flag)) for flag in self.flags]}


def storable(data) -> Any:
    """The same data with texts that can be stored and printed: no lone surrogates, nothing that moves a cursor.

    Texts that a submission had its hands in reach the instructor's terminal, the gradebook and every page.
    """
    if isinstance(data, str):
        if data.isprintable() and len(data) <= MAX_TEXT:
            return data
        return "".join(letter if letter.isprintable() or letter in _KEPT else "\ufffd" for letter in data[:MAX_TEXT])
    if isinstance(data, dict):
        return {storable(key): storable(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [storable(item) for item in data]
    return data


def sealed(verdict: Verdict, seconds: float) -> Verdict:
    """A verdict as it is kept, with the time it took. Outputs are cleaned where they are shown."""
    verdict.seconds = round(seconds, 3)
    outputs, verdict.outputs = verdict.outputs, {}
    kept = from_dict(storable(verdict.as_dict()))
    kept.outputs = outputs
    return kept


def of_points(found: QuestionVerdict, most: float) -> QuestionVerdict:
    """The same verdict where the question has another number of points: an instructor may change them in the source."""
    if found.max <= 0 or plain(found.max) == plain(most):
        return found
    share = most / found.max
    checks = [
        replace(check, points=plain(check.points * share), max=plain(check.max * share)) for check in found.checks
    ]
    return replace(found, points=found.points * share, max=most, checks=checks)


def plain(number: float) -> float:
    """A number of points rounded to hundredths, an int where it is whole."""
    number = round(float(number), 2)
    return int(number) if number == int(number) else number


def from_dict(data: dict) -> Verdict:
    """The verdict that ``as_dict`` wrote.

    Raises
    ------
    ValueError
        If ``data`` is anything else: a half-written or forged file is never believed.
    """
    try:
        questions = {
            name: QuestionVerdict(**{**question, "checks": [CheckVerdict(**check) for check in question["checks"]]})
            for name, question in data["questions"].items()
        }
        verdict = Verdict(**{**data, "questions": questions, "flags": [Flag(**flag) for flag in data["flags"]]})
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a verdict: {error}") from None
    if verdict.state not in STATES or any(question.state not in STATES for question in questions.values()):
        raise ValueError("not a verdict: unknown state")
    return verdict
