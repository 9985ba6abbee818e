"""A question from its cases: the report on a function, on the examples that students see and on drawn ones.

This is what an author of an assignment calls; see ``docs/author-guide.md``.
"""

from types import SimpleNamespace

import numpy as np

from dlcourse.check.harness.calling import call, fresh
from dlcourse.check.harness.cases import BY_REFERENCE, TWICE, UNCHANGED, Case, Part, Values, inspect_parts
from dlcourse.check.harness.common import public_check
from dlcourse.check.harness.report import Check, Report

SHAPE = "shape"
FORM = (SHAPE, UNCHANGED, TWICE)  # checks that say nothing about the answer's values


class CasesError(ValueError):
    """Cases that cannot be judged. The message names the question and says what to do."""


def inspection(name, cases, checks=(), *, answer=None, reference=None, draw=None, mistakes=(), in_place=None):
    """A function ``inspect(function, seed=None)`` that gives the report on one question.

    Parameters
    ----------
    name : of the question, and of the function that a student writes
    cases : list of Case, the examples that students see. A case without ``want`` asks the reference
    checks : names of the checks, in the order of the report; those of the cases where nothing is said, then "arguments
        unchanged" and "same answer twice". "shape" is the check that an array of a wrong shape fails
    answer : how answers are compared: Values() where nothing is said, Within, Count, Truth, Several, Path, Text, Nested
    reference : the right function, for cases without ``want``
    draw : function of a ``numpy.random.Generator`` that gives a list of Case: the hidden ones
    mistakes : (name, message, wrong) of known ones; ``wrong`` takes what the function takes, and answers as that
        mistake would
    in_place : the argument that the function must change; it is judged as the call left it, not what is returned

    Raises
    ------
    CasesError
        Where a case belongs to no check, a check has no case, or a case has no answer.
    """
    cases = list(cases)
    fixed = FORM if in_place is None else (SHAPE, TWICE)
    names = list(checks) or [*dict.fromkeys(case.check for case in cases), *(one for one in fixed[1:])]
    if in_place is not None and UNCHANGED in names:
        raise CasesError(f"{name}: it must change {in_place}, so it has no check {UNCHANGED!r}")

    def inspect(function, seed=None):
        tried = cases if seed is None else list(draw(np.random.default_rng(seed)))
        if lost := sorted({case.check for case in tried} - set(names)):
            raise CasesError(f"{name}: a case counts for {lost[0]!r}, which is no check of the question")
        if empty := sorted(set(names) - {case.check for case in tried} - set(FORM)):
            kind = "example" if seed is None else "drawn case"
            raise CasesError(f"{name}: no {kind} counts for its check {empty[0]!r}: every student would pass it")
        asked = [Case(case.check, case.tested, case.arguments, _wanted(name, case, reference, in_place))
                 for case in tried]  # fmt: skip
        shape = SHAPE if SHAPE in names else None
        part = Part(name, function, asked, mistakes, shape, answer or Values(), in_place=in_place)
        return inspect_parts(name, [part], names, seed is not None)

    inspect.__name__ = f"inspect_{name}"
    inspect.__doc__ = f"Report on ``{name}``."
    return inspect


def value_inspection(name, want, *, answer=None, mistakes=()):
    """A function ``inspect(value)`` that gives the report on an answer which is no function: numbers by hand, a text.

    Parameters
    ----------
    want : the right value; of a dictionary each key is a check of its own, else the check is called "value"
    answer : how one value is compared, as for :func:`inspection`
    mistakes : (name, message, wrong value), each of one value
    """
    kind, parts = answer or Values(), want if isinstance(want, dict) else {"value": want}

    def inspect(value):
        report = Report(name)
        given = value if isinstance(want, dict) else {"value": value}
        given = given if isinstance(given, dict) else {}
        if all(given.get(key) is None for key in parts):
            report.started = False
            return report
        for key, right in parts.items():
            mine, said = given.get(key), "nothing stands there"
            if mine is not None and kind.same(mine, right):
                report.checks.append(Check(str(key), True))
                continue
            mistake = next(((label, words) for label, words, wrong in mistakes
                            if mine is not None and kind.same(mine, wrong)), (None, None))  # fmt: skip
            if mine is not None:
                said = mistake[1] or kind.explain(name, mine, right)[0]
            report.checks.append(Check(str(key), False, got="" if mine is None else str(mine)[:60], message=said,
                                       mistake=mistake[0]))  # fmt: skip
        return report

    inspect.__name__ = f"inspect_{name}"
    inspect.__doc__ = f"Report on ``{name}``."
    return inspect


def student_checks(*inspections, **cases):
    """What students call: an object with one check for each question, ``check.NAME(NAME)``.

    Parameters
    ----------
    inspections : functions that :func:`inspection` made, for questions that need more than cases
    cases : {question: list of Case}, or {question: (list of Case, answer)}
    """
    made = list(inspections)
    for name, given in cases.items():
        examples, answer = given if isinstance(given, tuple) else (given, None)
        made.append(inspection(name, examples, answer=answer))
    names = [one.__name__.removeprefix("inspect_") for one in made]
    return SimpleNamespace(**{name: public_check(name, one) for name, one in zip(names, made, strict=True)})


def _wanted(name, case, reference, in_place):
    if case.want is not BY_REFERENCE:
        return case.want
    if reference is None:
        raise CasesError(f"{name}: the case {case.tested!r} has no answer, and there is no reference to ask")
    outcome = call(reference, fresh(case.arguments))
    if not outcome.ok:
        raise CasesError(f"{name}: the reference stops at the case {case.tested!r} with {outcome.error}")
    return outcome.value if in_place is None else outcome.left[in_place]
