"""The kill matrix: every entry of a bank against every question of its assignment."""

import contextlib
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from unittest import mock

from dlcourse import check as public
from dlcourse.check.report import Report
from dlgrader.assignments import implementing_backpropagation as scored
from dlgrader.assignments import scoring
from dlgrader.mistakes.implementing_backpropagation import QUESTIONS, Mutant, namespace, questions_of

# What a message must not be: true of any mistake, and so of no use to the student who made this one.
GENERIC = ("", "assertionerror", "wrong", "failed", "incorrect", "false", "not started yet")


@dataclass
class Outcome:
    """What became of one entry. ``faults`` says in words what should be otherwise; empty means as it should be."""

    entry: object
    points: dict = field(default_factory=dict)
    failed: set = field(default_factory=set)
    message: str = ""
    mistakes: list = field(default_factory=list)
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
        return self.points[question] < scored.POINTS[question]


def judge(question, names) -> tuple[float, Report]:
    """Points and report of one question, by the very call a test cell makes. The report is caught on its way out."""
    shown = []
    with mock.patch.object(scoring, "show", shown.append):
        points = getattr(scored, question)(*(names[name] for name in QUESTIONS[question]))
    return points, shown[-1]


@cache
def _reference_verdict(question):
    return judge(question, namespace())


def public_verdict(question, names):
    """The line a student's own check ends in, or None where it accepts."""
    with _quiet():
        try:
            getattr(public, question)(*(names[name] for name in QUESTIONS[question]))
        except AssertionError as error:
            return str(error)
    return None


def run(entry) -> Outcome:
    """Grade one entry: the questions it can touch in its own notebook, the others once for the whole bank."""
    outcome = Outcome(entry)
    names = namespace(entry.functions)
    touched = questions_of(entry)
    reports = {}
    for question in QUESTIONS:
        verdict = judge(question, names) if question in touched else _reference_verdict(question)
        outcome.points[question], reports[question] = verdict
    if outcome.is_mutant:
        report = reports[entry.question]
        outcome.failed = {check.name for check in report.checks if check.passed is False}
        outcome.message, outcome.mistakes = report.summary(), report.mistakes
        outcome.faults += _faults_of_mutant(outcome)
    outcome.faults += [
        f"{question}: {outcome.points[question]:g} of {scored.POINTS[question]} points though nothing is wrong there: "
        f"{reports[question].summary()}"
        for question in QUESTIONS
        if outcome.lost(question) and not (outcome.is_mutant and question == entry.question)
    ]
    return outcome


def run_all(entries, done: Callable[[Outcome], None] = lambda outcome: None) -> list[Outcome]:
    """Grade all entries; ``done`` hears of each as it ends."""
    outcomes = []
    for entry in entries:
        outcomes.append(run(entry))
        done(outcomes[-1])
    return outcomes


def _faults_of_mutant(outcome):
    entry = outcome.entry
    if not outcome.lost(entry.question):
        yield "survives: it gets every point"
    elif not outcome.failed & entry.killed_by:
        yield f"killed by {sorted(outcome.failed)}, not by {sorted(entry.killed_by)}"
    if not is_specific(outcome.message, entry.question):
        yield f"its message says nothing: {outcome.message!r}"


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
