"""What speaks for work that is not the student's own: decisive, and the question gets no points, or held for a person.

Decisive is what honest code cannot show: values that fit the public examples alone, a library that is not there,
gradients as inexact as numerical differences from a function that moved its parameters one at a time or in a stack, an
answer kept for one input and given for another where no check has seen it. The rest is shown to a person with what was
seen.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dlcourse.check.harness.kept import BETWEEN_CALLS
from dlcourse.check.harness.report import Report
from dlgrader.assignments.description import Question
from dlgrader.assignments.scoring import right_for_public_alone
from dlgrader.judging.session import Call, Submission
from dlgrader.verdicts.verdict import Flag

EXACT = 1e-12  # a backward pass in float64 is off by less, relative to the largest entry; differences by more
MOST_ENTRIES = 60  # of the network that is looked at a second time


def found(
    question: Question, submission: Submission, reports: list, report: Report, points: float, stand_ins: Mapping
) -> list[Flag]:
    """Flags of one question that has been judged; nothing is looked for where no points were earned.

    Parameters
    ----------
    reports, report : of each inspection, and the one that counts
    stand_ins : {name: right answer} of earlier questions
    """
    flags = _public_values(question, reports)
    if points:
        flags += _differences(question, submission, stand_ins)
        flags += _kept(question, submission, report, stand_ins)
    return flags


def _public_values(question: Question, reports: list) -> list[Flag]:
    if right_for_public_alone(reports, question.form):
        text = "right for the public examples and wrong for all others: are their values written down?"
        return [Flag("public values", question.name, text, True)]
    return []


# --- numerical differences --------------------------------------------------------------------------------------------


def _differences(question: Question, submission: Submission, stand_ins: Mapping) -> list[Flag]:
    if question.gradients is None:
        return []
    name, place = question.gradients.function, question.gradients.place
    right, cost = question.gradients.right, question.gradients.cost
    calls = [call for call in submission.calls if call.function == name and isinstance(call.value, dict)]
    calls = [call for call in calls if isinstance(call.arguments[place], dict) and _entries(call, place)]
    if not calls:
        return []
    looked = _second_look(submission, calls, place, stand_ins)
    seen = _many_calls(name, calls, place) or (looked and _moved(*looked))
    if seen:
        if any(_inexact(call, right) for call in calls):
            return [Flag("numerical differences", question.name, f"{seen}: that is not backpropagation", True)]
        return [Flag("numerical differences", question.name, f"{seen}, though its gradients are exact. Read its code.")]
    if (step := _rounded_like_differences(calls, right, cost)) is not None:
        text = f"the last digits of its gradients are those of (cost(w + h) - cost(w - h)) / 2h with h = {step:g}"
        return [Flag("numerical differences", question.name, f"{text}. Read its code.")]
    if looked and (said := _kept_from_the_look(*looked[1][-2:])):
        return [Flag("numerical differences", question.name, f"`{name}` {said}. Read its code.")]
    return []


def _kept_from_the_look(hiding: int, over: int) -> str | None:
    if hiding:
        return "starts threads or processes, or puts off the trace that looks at it"
    return "was called again for a small network and could not be looked at to its end" if over else None


def _entries(call: Call, place: int) -> int:
    return sum(np.size(value) for value in call.arguments[place].values())


def _many_calls(name: str, calls: list[Call], place: int) -> str | None:
    """Calls of the counted functions that grow with the number of parameters, whatever the number of examples."""
    most = [(max(call.counts.values(), default=0), _entries(call, place)) for call in calls]
    if len({entries for _, entries in most}) > 2 and all(times >= entries for times, entries in most):
        times, entries = max(most, key=lambda pair: pair[1])
        return f"`{name}` calls your forward or cost with {times} different arguments for {entries} parameters"
    return None


def _second_look(
    submission: Submission, calls: list[Call], place: int, stand_ins: Mapping
) -> tuple[Call, tuple[int, ...]] | None:
    """A call for a small network, and what was seen when it was made again; None where there is none."""
    calls = [call for call in calls if 12 <= _entries(call, place) <= MOST_ENTRIES]
    if not calls:
        return None
    call = min(calls, key=lambda call: _entries(call, place))
    return call, submission.moved(call, place, stand_ins)


def _moved(call: Call, found: tuple[int, ...]) -> str | None:
    """In words, what a look at a call found."""
    moved, entries, stacked, tangents, imaginary, *_ = found
    if entries and moved >= max(4, entries // 3):
        return f"`{call.function}` tries {moved} of {entries} parameters a little off their value, one at a time"
    if entries and stacked >= max(4, entries // 3):
        return f"`{call.function}` works with {stacked} copies, each a little different, for {entries} parameters"
    if entries and tangents >= max(6, entries // 2):
        return f"`{call.function}` follows {tangents} directions of one entry each, for {entries} parameters"
    if imaginary:
        return f"`{call.function}` works with complex numbers, as complex steps do"
    return None


def _inexact(call: Call, right) -> bool:
    """Whether the gradients are off as differences are; float32 is off too, and something else."""
    for name, want in right(*call.arguments, **call.options).items():
        got = call.value.get(name)
        if not isinstance(got, np.ndarray) or got.shape != np.shape(want) or got.dtype != np.float64:
            continue
        if np.array_equal(got, got.astype(np.float32)):
            continue
        if np.abs(got - want).max() > EXACT * np.abs(want).max():
            return True
    return False


def _rounded_like_differences(calls: list[Call], right, cost) -> float | None:
    """The step h for which every gradient is a whole number of the cost's last digits over 2h; None for none.

    Costs are float64, so their difference is a whole multiple of the spacing of numbers of their size. Gradients from
    the chain rule are so by chance: one in 25 for one entry, and all entries of a network are looked at.
    """
    calls = [call for call in calls if _inexact(call, right)]
    if not calls:
        return None
    call = calls[0]
    values = [np.ravel(value) for value in call.value.values() if isinstance(value, np.ndarray)]
    flat = np.concatenate(values) if values else np.zeros(0)
    digit = np.spacing(cost(*call.arguments, **call.options)) / 4
    for step in (1e-4, 1e-5, 1e-6, 1e-7, 1e-8):
        for width in (2 * step, step):
            whole = flat * width / digit
            if flat.size >= 12 and np.abs(whole).max() < 1e13 and np.abs(whole - np.round(whole)).max() < 0.02:
                return step
    return None


# --- kept answers -----------------------------------------------------------------------------------------------------


def with_kept_answers(submission: Submission, calls: dict[str, list[Call]]) -> list[str]:
    """Of questions judged together, those of which a call may have kept its answer; all, if nobody can say."""
    last = {question: _last_calls(made) for question, made in calls.items()}
    whose = [question for question, made in last.items() for _ in made]
    if not whose:
        return []
    kept = submission.kept([call for made in last.values() for call in made])
    if len(kept) != len(whose):
        return list(calls)
    return list(dict.fromkeys(question for question, (name, _) in zip(whose, kept, strict=True) if name is not None))


def _kept(question: Question, submission: Submission, report: Report, stand_ins: Mapping) -> list[Flag]:
    """Whether a call of each function, made again with what it may have kept changed, returns that change.

    An answer that is given for other arguments too is a mistake like any other where a check has named it: it costs
    the checks that failed. What an earlier question's answer keeps is that question's matter.
    """
    if submission.shared:  # asked for all questions at once, see `with_kept_answers`
        return []
    calls = _last_calls(submission.calls)
    named = any(check.mistake in BETWEEN_CALLS for check in report.checks)
    others_of = {name: right for name, right in stand_ins.items() if name not in question.defines}
    for call, (kept, others) in zip(calls, submission.kept(calls) if calls else (), strict=False):
        if kept is None or (others and named):
            continue
        if others_of and submission.kept([call], others_of)[:1] == [(None, False)]:
            continue
        text = f"`{call.function}` keeps its answer in `{kept}` and takes it from there again"
        if others:
            return [Flag("kept answers", question.name, f"{text}, for other arguments too", True)]
        return [Flag("kept answers", question.name, f"{text}. Read its code.")]
    return []


def _last_calls(calls: list[Call]) -> list[Call]:
    """The last call of each function that takes plain arguments; one whose answer nobody has by chance, if there is."""
    last: dict[str, Call] = {}
    for call in calls:
        if any(isinstance(value, np.random.Generator) or callable(value) for value in call.arguments):
            continue
        if call.function not in last or _telling(call.value) or not _telling(last[call.function].value):
            last[call.function] = call
    return list(last.values())


def _telling(value: object) -> bool:
    """Whether there are numbers in an answer that are not whole: a kept one is known again by them."""
    if isinstance(value, (list, tuple, dict)):
        return any(map(_telling, value.values() if isinstance(value, dict) else value))
    array = np.asarray(value) if isinstance(value, (float, np.ndarray, np.floating)) else np.zeros(0)
    return array.dtype.kind == "f" and bool((np.isfinite(array) & (array != np.round(array))).any())
