"""Judging the functions of one question: call each on its cases, compare, and name the mistake where it is a known one.

The rule for a name is that of ``one_mistake``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dlcourse.check.harness.calling import call, calls
from dlcourse.check.harness.common import alike, arguments_unchanged, failed_call, not_started, timed
from dlcourse.check.harness.compare import as_array, difference
from dlcourse.check.harness.inputs import remember, told
from dlcourse.check.harness.kept import between_calls
from dlcourse.check.harness.one_mistake import explanations
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.harness.shown import two_texts

UNSAID = "as the formula gives"
BY_REFERENCE = type("ByReference", (), {})()  # in the place of a right answer that is worked out
UNCHANGED, TWICE = "arguments unchanged", "same answer twice"


@dataclass
class Case:
    """One call: the check it counts for, what is tried (in words), the arguments by name, the right answer.

    Without an answer the question's reference is asked (see ``questions.inspection``).
    """

    check: str
    tested: str
    arguments: dict
    want: object = BY_REFERENCE


class Values:
    """How an array or a number is compared: within the course's tolerance, its shape in a check of its own.

    Other kinds of answers have classes of their own with the same methods.
    """

    def same(self, got, want):
        """Whether the answer counts as right (its shape aside)."""
        return difference("", got, want, shape_matters=False) is None

    def explain(self, name, got, want):
        """``(message, expected, got)``: the first thing that differs, in words, and the two sides of it."""
        found = difference(name, got, want, shape_matters=False)
        if found.kind == "type" and np.ndim(want) == 0:
            return f"{name} must give a number, not {found.got}", "a number", found.got
        if found.kind != "value":
            return found.message.replace(name, f"what {name} gives", 1), found.expected, found.got
        place = f" at {list(found.where)}" if found.where else ""
        expected, came = two_texts(np.asarray(want), as_array(got).reshape(np.shape(want)))
        return f"what {name} gives differs{place}", expected, came

    def fault(self, got):
        """The name of the mistake where this is no such answer at all, or None."""
        return "no numbers" if as_array(got) is None else None

    def has_shape(self, got):
        """Whether its shape can be judged."""
        return as_array(got) is not None

    def shape_fault(self, name, got, want):
        """The message for a wrong shape, or None. What is no array at all is no matter of shape."""
        array, shape = as_array(got), np.shape(want)
        if array is None or array.shape == shape:
            return None
        if shape == ():
            return f"{name} must give one number, not an array of shape {array.shape}"
        return f"what {name} gives has shape {array.shape}, it should have {shape}"


@dataclass
class Part:
    """One function of a question.

    Attributes
    ----------
    name : as it stands in the notebook
    function : the student's
    cases : list of Case
    mistakes : (name, message, wrong); ``wrong`` takes what the function takes and answers as that mistake would
    shape_check : the check that a wrong shape fails, if there is one; then the values are compared all the same
    answer : how answers are compared; ``Values`` or something like it
    in_place : the argument that the function must change: that is the answer, whatever it returns
    """

    name: str
    function: object
    cases: list
    mistakes: Sequence[tuple[str, str, Callable]] = ()
    shape_check: str | None = None
    answer: object = None
    steps: int | None = None
    lead: str = ""
    first: int = 0  # the number of its first case, where several parts have one name
    in_place: str | None = None

    def __post_init__(self):
        self.answer = self.answer or Values()

    def run(self, twice=False):
        """Call the function on every case, once; with ``twice`` on the first of them again."""
        given = [(case.arguments, {}) for case in [*self.cases, *self.cases[:twice]]]
        outcomes = calls(self.function, given, self.steps)
        if self.in_place is not None:
            for outcome in outcomes:
                outcome.value = outcome.left.get(self.in_place) if outcome.ok else None
        self.runs, self.again = list(zip(self.cases, outcomes, strict=False)), outcomes[-1]
        self.mistake = self._mistake()

    def right(self, case, outcome):
        """Whether one call gave the right answer."""
        return outcome.ok and outcome.value is not None and self.answer.same(outcome.value, case.want)

    def _mistake(self):
        if all(self.right(case, outcome) for case, outcome in self.runs):
            return None
        fitting = {}
        if any(outcome.ok and not self.right(case, outcome) for case, outcome in self.runs):  # else its error says more
            named = [(name, (name, message, wrong)) for name, message, wrong in self.mistakes]
            fitting = explanations(named, self.runs, self._differs)
        if fitting:
            return next(iter(fitting.values()))[:2] if len(fitting) == 1 else None
        return between_calls([(o.value, case.want, case.arguments) for case, o in self.runs if o.ok])

    def _differs(self, mistake, run):
        """What ``one_mistake`` asks: whether the mistake, which explains this run, is wrong there; else None."""
        case, outcome = run
        would = call(mistake[2], case.arguments)
        if would.ok != outcome.ok or (would.ok and not self._alike(outcome.value, would.value)):
            return None
        return not would.ok or not self.answer.same(would.value, case.want)

    def _alike(self, got, would):
        """Whether a mistake would give this answer; NaN or infinity where it gives those."""
        if self.answer.same(got, would):
            return True
        a, b = as_array(got), as_array(would)
        if a is None or b is None or a.shape != b.shape or np.isfinite(a).all():
            return False
        return bool(np.allclose(a, b, equal_nan=True))

    def failure(self, check, secret):
        """The failed Check of the first case of this name that is not right, or None."""
        for case, outcome in self.runs:
            if case.check == check and not self.right(case, outcome):
                failed = self._failed(case, outcome, secret)
                return failed if secret else self._told(failed, case)
        return None

    def _told(self, check, case):
        """``check`` with the inputs of its case."""
        number = next(k for k, other in enumerate(self.cases) if other is case)
        return told(check, self.name, self.first + number, case.arguments, self.name)

    def unchanged(self, secret):
        """The Check whether an argument was changed."""
        check = arguments_unchanged(self.name, [(outcome, case.tested) for case, outcome in self.runs])
        changed = next((case for case, outcome in self.runs if outcome.changed and case.tested == check.tested), None)
        return check if secret or changed is None else self._told(check, changed)

    def _failed(self, case, outcome, secret):
        mistake, message = self.mistake or (None, None)
        if not outcome.ok:
            failed = failed_call(case.check, outcome, case.tested)
            failed.mistake = mistake or failed.mistake
            failed.message = message or f"{self.lead}{failed.message}"
            return failed
        if outcome.value is None:
            said = f"{self.name} returns nothing. Is there a `return`?"
            return Check(case.check, False, case.tested, "an answer", "None", said, "nothing returned")
        said, expected, got = self.answer.explain(self.name, outcome.value, case.want)
        mistake = mistake or self.answer.fault(outcome.value)
        return Check(case.check, False, case.tested, UNSAID if secret else expected, got, message or said, mistake)

    def wrong_shape(self, secret):
        """The failed Check of the first answer with a wrong shape, or None."""
        for case, outcome in self.runs:
            if outcome.ok and (said := self.answer.shape_fault(self.name, outcome.value, case.want)):
                expected, got = shape_text(case.want), shape_text(outcome.value)
                failed = Check(self.shape_check, False, case.tested, expected, got, said, "shape")
                return failed if secret else self._told(failed, case)
        return None


def shape_text(value):
    """The shape of an array, "one number", or those of the parts of a tuple."""
    if isinstance(value, tuple):
        return ", ".join(map(shape_text, value))
    array = as_array(value)
    if array is None:
        return type(value).__name__
    return "one number" if array.ndim == 0 else str(array.shape)


def inspect_parts(question, parts, checks, secret=False):
    """The report of a question whose functions are ``parts``, with one Check for each name in ``checks``.

    A check is that of the cases of its name, or a part's ``shape_check``, "arguments unchanged" or "same answer
    twice". With ``secret`` no expected value is shown.
    """
    report, kept = Report(question), {}
    for part in parts:
        part.first = len(kept.setdefault(part.name, []))
        kept[part.name] += [case.arguments for case in part.cases]
        part.lead = f"{part.name}: " if len(parts) > 1 else ""
        part.run(TWICE in checks)
    for name in () if secret else kept:
        remember(name, kept[name])
    outcomes = [outcome for part in parts for _, outcome in part.runs]
    if not_started(outcomes):
        report.started = False
        return report
    for name in checks:
        if name == UNCHANGED:
            found = [part.unchanged(secret) for part in parts]
        elif name == TWICE:
            found = [_twice(part) for part in parts]
        elif any(part.shape_check == name for part in parts):
            found = [_shape(name, part, secret) for part in parts if part.shape_check == name]
        else:
            found = [part.failure(name, secret) for part in parts]
            tested = [case.tested for part in parts for case in part.cases if case.check == name]
            found.append(Check(name, True, ", ".join(dict.fromkeys(tested))))
        mine = [o for part in parts for case, o in part.runs if case.check == name]
        report.checks.append(timed(_worst(found), mine or outcomes))
    return report


def _twice(part):
    case, outcome = part.runs[0]
    array = as_array(outcome.value)
    if array is not None and not np.isfinite(array).all():  # NaN is unlike itself: that says nothing about two calls
        return Check(TWICE, None, message="not judged: the answer contains NaN or infinity")
    return alike(outcome, part.again, case.tested)


def _shape(name, part, secret):
    answered = [outcome for _, outcome in part.runs if outcome.ok and part.answer.has_shape(outcome.value)]
    if not answered:
        return Check(name, None, message="no call gave an answer with a shape")
    return part.wrong_shape(secret) or Check(name, True, f"{len(answered)} calls")


def _worst(found):
    found = [check for check in found if check is not None]
    order = {False: 0, None: 1, True: 2}
    return min(found, key=lambda check: order[check.passed])
