"""How a lecture's exercise is checked: call it on a few cases, compare, and name the mistake when it is a known one."""

from dataclasses import dataclass

import numpy as np

from dlcourse.check.harness.calling import ENDLESS, call
from dlcourse.check.harness.compare import as_array, beyond, close
from dlcourse.check.harness.inputs import remember, told
from dlcourse.check.harness.kept import between_calls
from dlcourse.check.harness.one_mistake import only_explanation
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.harness.shown import told_apart, two_texts, value_text
from dlcourse.check.harness.slips import add_slip


@dataclass
class Case:
    """One call: what is tried (in words), the arguments by name, the right answer."""

    tested: str
    arguments: dict
    want: object


def inspect(question, function, cases, mistakes=(), same=None, shown=None, names=()):
    """Try ``function`` on every case.

    Parameters
    ----------
    question : the exercise's name
    function : the learner's
    cases : list of Case
    mistakes : list of (name, message, wrong); ``wrong(**arguments)`` is what that mistake would answer. One is named by
        the rule of ``one_mistake``.
    same : ``same(got, want) -> bool``; None compares arrays in shape and values
    shown : ``shown(value) -> str`` for the table; None shows what differs
    names : what the parts of an answer are called, where it has several

    Returns
    -------
    Report
    """
    same = same or same_array
    report = Report(question)
    results = []
    remember(question, [case.arguments for case in cases])
    for case in cases:
        outcome = call(function, case.arguments)
        if outcome.stub:
            report.started, report.checks = False, []
            return report
        check = Check(f"case {len(results)}", False, case.tested, (shown or value_text)(case.want))
        if not outcome.ok:
            check.got, check.message, check.mistake = "an error", outcome.told_of(question), outcome.mistake
        elif outcome.value is None:
            check.got, check.message = "None", f"{question} returned nothing. Is there a `return`?"
        else:
            check.passed = same(outcome.value, case.want)
            check.expected, check.got = _sides(case.want, outcome.value, check.passed, shown, names)
        if check.passed and outcome.changed and not outcome.rounding_only:
            check.passed = False
            check.message = f"{question} changed its argument {outcome.changed[0]}. Make a new array instead"
            check.mistake = "argument changed"
            check.expected, check.got = f"{outcome.changed[0]} as before", "changed"
        if not outcome.ok and any(one.message == check.message for *_, one in results):
            check.message = "the same"
        results.append((case, outcome, check))
    report.checks = [check for _, _, check in results]
    for number, (case, _, check) in enumerate(results):
        told(check, question, number, case.arguments, question)
    if any(outcome.ok and outcome.value is not None for _, outcome, _ in results):
        for _, outcome, check in results:
            if outcome.ok and outcome.value is None:
                check.mistake = "return on one way only"
                check.message = f"{question} returned nothing here, though it does elsewhere: not every way through it "
                check.message += "ends in a `return`. Is one missing after the loop or the `if`?"
    tried = [(case, outcome) for case, outcome, _ in results]
    differing = [(case, outcome) for case, outcome, check in results if not check.passed]
    if not any(outcome.error == ENDLESS for _, outcome in tried):  # that goes before any other mistake
        _name_mistake(report, tried, differing, mistakes, same)
    add_slip(report, function)
    return report


def _sides(want, got, passed, shown, names):
    """What was expected and what came, in the words of ``shown`` where they tell the two apart."""
    if passed:
        text = shown or value_text
        return text(want), text(got)
    if shown is not None:
        expected, came = shown(want), shown(got)
        return (expected, came) if told_apart(expected, came) == came else two_texts(want, got, names)
    return two_texts(want, got, names)


def _name_mistake(report, tried, differing, mistakes, same):
    """Put the one mistake that explains what came on the first check that differs without a word."""
    explained = [(case, outcome) for case, outcome in differing if outcome.ok and outcome.value is not None]
    silent = [check for check in report.checks if not check.passed and not check.message]
    if not explained or not silent:
        return
    if (several := _commas(explained)) is not None:
        silent[0].mistake, silent[0].message = "decimal comma", several
        return
    changed = next((outcome.changed for _, outcome in explained if outcome.changed and not outcome.rounding_only), None)
    if changed:
        silent[0].mistake = "argument changed"
        silent[0].message = f"{report.question} changed its argument {changed[0]}, and used it after that. "
        silent[0].message += "Make a new array instead"
        return
    everything = [(case, outcome) for case, outcome in tried if outcome.ok and outcome.value is not None]

    def differs(mistake, run):
        case, outcome = run
        would = call(lambda *a: mistake[2](*a), case.arguments)
        if would.ok and beyond(would.value):  # no answer can be compared with what is beyond all measure
            return False
        if not outcome.ok:
            return not would.ok  # an error may have another cause, and speaks against no mistake
        if not (would.ok and same(outcome.value, would.value)):
            return None
        if len(everything) == 1 and isinstance(case.want, tuple):  # numbers by hand: each of them tells
            return sum(not same_array(*pair) for pair in zip(would.value, case.want, strict=True))
        return not same(would.value, case.want)

    returned = [(case, outcome) for case, outcome in tried if outcome.value is not None or not outcome.ok]
    named = only_explanation([(mistake[0], mistake) for mistake in mistakes], returned, differs)
    if named:
        silent[0].mistake, silent[0].message = named[:2]
        return
    kept = between_calls([(outcome.value, case.want, case.arguments) for case, outcome in everything])
    if kept:
        silent[0].mistake, silent[0].message = kept
        return
    silent[0].message = f"expected {silent[0].expected}, got {silent[0].got}"


def _commas(explained):
    """What to say where a tuple of two numbers came in the place of one number every time, or None."""
    for case, outcome in explained:
        if type(outcome.value) is not tuple or isinstance(case.want, (tuple, list, str, dict)) or np.ndim(case.want):
            return None
        if len(outcome.value) != 2 or any(np.ndim(as_array(part)) for part in outcome.value):
            return None
    return "two numbers came back, with a comma between them. A decimal number has a point: 0.5 and not 0,5"


def same_array(got, want):
    """Same shape, finite, and within the course's tolerance."""
    got = as_array(got)
    want = np.asarray(want, dtype=float)
    return got is not None and got.shape == want.shape and bool(np.isfinite(got).all() and np.all(close(got, want)))
