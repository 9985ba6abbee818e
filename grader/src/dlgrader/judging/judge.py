"""The judge: runs a submission behind the wall and gives points by the same checks that a student sees.

The checks run here, on the trusted side, with functions that stand for the student's. Inputs of the hidden part follow
from a seed that only the course knows, and are made after the student's code has loaded. One submission at a time in a
process, whatever calls it: the checks look at NumPy's global generator, which all threads share.
"""

from __future__ import annotations

import importlib
import inspect
import threading
import time
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path

import dlcourse
from dlcourse import data as datasets
from dlcourse.check.harness.report import STUB
from dlcourse.notebooks.running.plain import NOT_RUN
from dlgrader.assignments import describe
from dlgrader.assignments.description import Assignment, DescriptionError
from dlgrader.assignments.own import Own, load
from dlgrader.assignments.scoring import inspected, points_of
from dlgrader.judging import evidence
from dlgrader.judging.libraries import asked_for
from dlgrader.judging.remote import RemoteFunction, answer
from dlgrader.judging.session import Submission
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits, SandboxMissing, available
from dlgrader.sandbox.process import Gone
from dlgrader.verdicts.verdict import (
    GRADED,
    NEEDS_A_PERSON,
    NOT_GRADED,
    CheckVerdict,
    Flag,
    QuestionVerdict,
    Verdict,
    plain,
    sealed,
)

_ALONE = threading.Lock()
MOST_OF_ITS_TIME = 0.8  # this share of a submission's time is kept for judging each question by itself
_NOT_YET = QuestionVerdict(0, 0)  # holds a question's place in the verdict, and never leaves this module


def judge(
    cells: list[Cell],
    assignment: str,
    seed: int,
    *,
    limits: Limits | None = None,
    unsafe: bool = False,
    given: Iterable[str] = (),
    beside: Iterable[tuple[str, str]] = (),
    own: Own | None = None,
) -> Verdict:
    """Points, messages and outputs of one submission.

    Parameters
    ----------
    cells : its code cells, in the order in which they are run; test cells are not among them
    assignment : name as nbgrader knows it
    seed : for the hidden inputs, from the course's secret and the submission
    limits : how much it may use; None takes the defaults
    unsafe : without the sandbox; the verdict is marked
    given : texts of the assignment's own cells of code, whose imports and functions are there for every cell
    beside : (name, text) of the student's own modules, which its cells may import
    own : the description of an assignment that is none of ours

    Raises
    ------
    SandboxMissing
        Where no sandbox can be made and ``unsafe`` is not given.
    """
    if not unsafe and (problem := available()):
        raise SandboxMissing(problem)
    with _ALONE:
        return _judge(cells, assignment, seed, limits or Limits(), unsafe, given, beside, own)


def _judge(
    cells: list[Cell], assignment: str, seed: int, limits: Limits, unsafe: bool, given=(), beside=(), own=None
) -> Verdict:
    start = time.monotonic()
    verdict = Verdict(assignment, unsafe=unsafe, grader=version("dlgrader"))
    try:
        description = describe(assignment) if own is None else load(own)
    except DescriptionError as error:
        verdict.state = NOT_GRADED
        verdict.notes.append(f"not graded: {error}")
        return verdict
    seed %= 2**31  # what every generator takes
    submission = None
    try:
        data = {name: getattr(datasets, name)() for name in description.data}
        modules = dict(beside) | {name: source_of(name) for name in description.modules}
        modules |= own.for_submissions() if own else {}
        wanted = {name for names in description.defines.values() for name in names}
        submission = Submission(cells, limits, unsafe, data, modules, wanted, given)
        _questions(submission, description, seed, verdict)
    except Gone as gone:
        verdict.notes.append(f"stopped: {gone.reason}")
        # Its own slowness is its own fault; any other end may be ours.
        if submission is None or not verdict.questions or submission.seconds_left() > 0:
            verdict.state = NEEDS_A_PERSON
        for question, most in description.totals.items():
            if verdict.questions.get(question, _NOT_YET) is _NOT_YET:
                verdict.questions[question] = QuestionVerdict(0, most, said=f"not tried: {gone.reason}")
    except Exception as error:  # a fault of ours costs no student a point
        verdict.state, verdict.questions = NOT_GRADED, {}
        verdict.notes.append(f"not graded: the grader failed ({type(error).__name__}: {error})")
    finally:
        if submission is not None:
            submission.close()
            verdict.notes = [*submission.loaded.notes, *verdict.notes]
            verdict.outputs = submission.loaded.outputs
    if verdict.state == GRADED and any(not flag.decisive for flag in verdict.flags):
        verdict.state = NEEDS_A_PERSON
    return sealed(verdict, time.monotonic() - start)


def source_of(name: str) -> str:
    """The text of a module of the course, or of a file that one of them reads (``dlcourse/look/tokens.json``)."""
    if "/" in name:
        return (Path(dlcourse.__file__).parents[1] / name).read_text(encoding="utf-8")
    return inspect.getsource(importlib.import_module(name))


def _questions(submission: Submission, description: Assignment, seed: int, verdict: Verdict) -> None:
    """Judge every question, each as if it were alone.

    A fork of what the cells left costs more than most questions ask for, so all are first tried in one. What is wholly
    right there stands. Whatever is not, for whatever reason (its own mistake, or what another answer did to it), is
    judged again in a fork of its own, and that alone counts.

    It is judged again on other inputs: those of later questions hold the answers to earlier ones (the cache that
    `backward` is given is what `forward` should return), and a submission can keep in its /tmp what it was given.
    """
    right, calls = {}, {}
    submission.together()
    for question in description.totals:
        if submission.seconds_left() < MOST_OF_ITS_TIME * submission.limits.total_seconds:
            break  # threads of one answer may slow down all that come behind it here
        tried, flags = _question(submission, description, question, seed)
        if tried.points == tried.max and not flags and all(check.passed for check in tried.checks):
            right[question], calls[question] = tried, list(submission.calls)
    for question in evidence.with_kept_answers(submission, calls):
        del right[question]
    for question in description.totals:
        verdict.questions[question] = right.get(question, _NOT_YET)
    for question in description.totals:
        if verdict.questions[question] is _NOT_YET:
            verdict.questions[question], flags = _by_itself(submission, description, question, second_seed(seed))
            verdict.flags += flags


def second_seed(seed: int) -> int:
    """Of the hidden inputs on which a question is judged again."""
    return (seed + 2**30) % 2**31


def _by_itself(
    submission: Submission, description: Assignment, question: str, seed: int
) -> tuple[QuestionVerdict, list[Flag]]:
    """As the notebook was at its end, or where that is better, as it was when the question's own check ran."""
    submission.alone(question)
    found, flags = _question(submission, description, question, seed)
    changed = submission.changed_later(question) if found.points < found.max else None
    if changed:
        submission.alone(question, changed[0])
        earlier, other_flags = _question(submission, description, question, seed)
        submission.alone(question)
        if earlier.points > found.points:
            names = ", ".join(f"`{name}`" for name in changed[1][:3])
            earlier.notes.append(f"judged as it was before later cells changed {names}")
            return earlier, other_flags
    return found, flags


def _question(
    submission: Submission, description: Assignment, name: str, seed: int
) -> tuple[QuestionVerdict, list[Flag]]:
    question = description[name]
    start, most, flags = time.monotonic(), question.total, []
    stand_ins = _stand_ins(description, name)
    submission.calls.clear()
    submission.missing.clear()
    try:
        answers = [answer(submission, defined, stand_ins) for defined in question.defines]
    except LookupError as missing:
        said = _undefined(submission, name, str(missing.args[0]))
        return QuestionVerdict(0, most, said=said), _library(submission, description, name)
    for function in answers:
        if isinstance(function, RemoteFunction):
            function.count = question.counted
    reports: dict[int, object] = {}
    inspections = [_kept(one, reports, k) for k, one in enumerate(description.inspections(name, answers, seed))]
    if len(inspections) > 1:
        inspections[-1] = _on_hidden_inputs(submission, inspections[-1])
    report = inspected(name, inspections, question.form)
    points = points_of(report, question.points, question.form)
    seen = [reports[number] for number in sorted(reports)]
    for flag in evidence.found(question, submission, seen, report, points, stand_ins):
        flags.append(flag)
        if flag.decisive:
            points = 0
            report.notes.append(flag.evidence)
    if points < most:
        flags += _library(submission, description, name)
    if any(check.name == "answer" for check in report.checks):
        # A check of ours stumbled over the answer. That may be its fault as well as the student's.
        flags.append(Flag("could not be judged", name, report.summary()))
    said = STUB if not report.started else report.summary().removeprefix(f"{name}: ")
    held = any(not flag.decisive for flag in flags)
    return QuestionVerdict(
        plain(points), most, NEEDS_A_PERSON if held else GRADED, report.started, said,
        [_check(check, question.points, points) for check in report.checks], list(report.notes),
        round(time.monotonic() - start, 3),
    ), flags  # fmt: skip


def _library(submission: Submission, description: Assignment, question: str) -> list[Flag]:
    if description.any_library:
        return []
    own = {cell.position for cell in submission.cells if cell.question == question}
    at_first = {name for position, name in submission.loaded.missing.items() if position in own}
    found = asked_for(submission.cells, question, submission.missing)
    if found is None and (found := asked_for(submission.cells, question, at_first)):
        # The cell went on without it: whether the answer needed it, no call has said.
        found = Flag(found.kind, question, f"{found.evidence}. Read its code.")
    return [found] if found else []


def _stand_ins(description: Assignment, name: str) -> dict:
    """Right answers to the questions that have been judged.

    A later one would be an oracle: a submission could keep in its /tmp what it finds there, and answer with it when
    its turn comes.
    """
    earlier = takewhile(lambda question: question.name != name, description.questions)
    judged = {defined for question in earlier for defined in question.defines}
    return {defined: function for defined, function in description.stand_ins.items() if defined in judged}


def _kept(inspect, reports: dict, number: int):
    """The inspection, its report kept: whether only the public part was right is told from both."""

    def inspection():
        reports[number] = inspect()
        return reports[number]

    return inspection


def _on_hidden_inputs(submission: Submission, inspect):
    """The inspection, while what a call raises is told without the numbers in it."""

    def inspection():
        submission.hidden = True
        try:
            return inspect()
        finally:
            submission.hidden = False

    return inspection


def _check(check, points: Mapping[str, float], earned: float) -> CheckVerdict:
    most = points.get(check.name, 0)
    return CheckVerdict(
        check.name, check.passed, most if check.passed and earned else 0, most, check.message, check.mistake,
        check.tested, str(check.expected), str(check.got), round(check.seconds, 6),
    )  # fmt: skip


def _undefined(submission: Submission, question: str, name: str) -> str:
    for cell in submission.cells:
        error = submission.loaded.errors.get(cell.position)
        if cell.question == question and error:
            return f"`{name}` is not there, because its cell stopped with {error[0]}: {error[1]}"
        if cell.question == question and NOT_RUN.match(cell.source):
            magic = cell.source.split()[0][:40]
            return f"`{name}` is not there: nothing in a cell that begins with {magic} is run while your work is graded"
    return f"`{name}` is not defined"
