"""The kill matrix: every entry of a bank against every question of its assignment."""

import contextlib
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from unittest import mock

from dlcourse.check.harness.report import Report
from dlgrader.assignments import scoring
from dlgrader.mistakes.bank import Bank, Mutant

# What a message must not be: true of any mistake, and so of no use to the student who made this one.
GENERIC = ("", "assertionerror", "wrong", "failed", "incorrect", "false", "not started yet")


@dataclass
class Outcome:
    """What became of one entry. ``faults`` says in words what should be otherwise; empty means as it should be.

    ``most`` and ``points`` are the points to be had and those earned, by question; ``alike`` are failed checks whose
    two sides, what was expected and what came, read alike.
    """

    entry: object
    most: dict
    points: dict = field(default_factory=dict)
    failed: set = field(default_factory=set)
    message: str = ""
    mistakes: list = field(default_factory=list)
    alike: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    @property
    def is_mutant(self):
        return isinstance(self.entry, Mutant)

    @property
    def killed(self):
        """Whether a mutant lost points on its question through one of its checks."""
        return self.is_mutant and bool(self.failed & self.entry.killed_by) and self.lost(self.entry.question)

    @property
    def false_alarm(self):
        """Whether points were lost where nothing is wrong."""
        own = self.entry.question if self.is_mutant else None
        return any(self.lost(question) for question in self.points if question != own)

    def lost(self, question):
        return self.points[question] < self.most[question]


def judge(bank: Bank, question, names) -> tuple[float, Report]:
    """Points and report of one question, by the very call a test cell makes. The report is caught on its way out."""
    shown = []
    with mock.patch.object(scoring, "show", shown.append):
        points = bank.description.scored(question)(*(names[name] for name in bank.questions[question]))
    return points, shown[-1]


@cache
def _reference_verdict(bank, question):
    return judge(bank, question, bank.namespace())


def public_verdict(bank: Bank, question, names):
    """The line a student's own check ends in, or None where it accepts."""
    with _quiet():
        try:
            getattr(bank.public, question)(*(names[name] for name in bank.questions[question]))
        except AssertionError as error:
            return str(error)
    return None


def run(bank: Bank, entry) -> Outcome:
    """Grade one entry: the questions it can touch in its own notebook, the others once for the whole bank."""
    outcome = Outcome(entry, bank.points)
    names = bank.namespace(entry.functions)
    touched = bank.questions_of(entry)
    reports = {}
    for question in bank.questions:
        verdict = judge(bank, question, names) if question in touched else _reference_verdict(bank, question)
        outcome.points[question], reports[question] = verdict
    if outcome.is_mutant:
        report = reports[entry.question]
        outcome.failed = {check.name for check in report.checks if check.passed is False}
        outcome.message, outcome.mistakes = report.summary(), report.mistakes
        outcome.alike = [check for check in report.checks if check.passed is False and reads_alike(check)]
        outcome.faults += _faults_of_mutant(outcome)
    outcome.faults += [
        f"{question}: {outcome.points[question]:g} of {bank.points[question]} points though nothing is wrong there: "
        f"{reports[question].summary()}"
        for question in bank.questions
        if outcome.lost(question) and not (outcome.is_mutant and question == entry.question)
    ]
    return outcome


def run_all(bank: Bank, done: Callable[[Outcome], None] = lambda outcome: None) -> list[Outcome]:
    """Grade all entries of a bank; ``done`` hears of each as it ends."""
    outcomes = []
    for entry in [*bank.mutants, *bank.variants]:
        outcomes.append(run(bank, entry))
        done(outcomes[-1])
    return outcomes


def _faults_of_mutant(outcome):
    entry = outcome.entry
    if not outcome.lost(entry.question):
        yield "survives: it gets every point"
    elif not outcome.failed & entry.killed_by:
        yield f"killed by {sorted(outcome.failed)}, not by {sorted(entry.killed_by)}"
    if entry.mistake and outcome.mistakes[:1] != [entry.mistake]:
        yield f"its name is {entry.mistake!r}, and it is given {outcome.mistakes}"
    for check in outcome.alike:
        yield f"its check {check.name!r} reads alike on both sides: {check.expected!r} and {check.got!r}"
    if not is_specific(outcome.message, entry.question):
        yield f"its message says nothing: {outcome.message!r}"


def reads_alike(check):
    """Whether the two sides of a check are one text, but for blanks and capitals."""
    expected, got = ("".join(str(text).split()).casefold() for text in (check.expected, check.got))
    return bool(expected) and expected == got


def is_specific(message, question):
    """Whether a summary says more than that something is wrong."""
    said = message.removeprefix(f"{question}:").split("(tested:")[0].strip().rstrip(".!").lower()
    return said not in GENERIC


@contextlib.contextmanager
def _quiet():
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield
