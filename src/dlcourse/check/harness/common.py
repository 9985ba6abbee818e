"""The checks every question shares: unchanged arguments, two calls alike, and what to say when a call failed."""

import contextlib
from inspect import signature

from dlcourse.check.harness.calling import calls, patient
from dlcourse.check.harness.compare import as_array, matches
from dlcourse.check.harness.places import place_of
from dlcourse.check.harness.report import Check, Failed, Interrupted, Report, conclude
from dlcourse.check.harness.slips import add_slip

# Seconds of the processor for one call while somebody waits before a notebook. The longest call of a right answer took
# 1.8 seconds in an assignment (`train`, each step counted), and far less than one in a lecture.
PATIENCE, PATIENCE_IN_LECTURES = 10.0, 5.0


def not_started(outcomes):
    """True when every call met the stub's NotImplementedError."""
    outcomes = list(outcomes)
    return bool(outcomes) and all(outcome.stub for outcome in outcomes)


def same_value(first, second):
    """Whether two answers of a student are alike: arrays, dictionaries, lists, tuples, numbers."""
    if isinstance(first, dict) and isinstance(second, dict):
        return list(first) == list(second) and all(same_value(first[key], second[key]) for key in first)
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)) and as_array(first) is None:
        return len(first) == len(second) and all(map(same_value, first, second))
    if isinstance(first, str) and isinstance(second, str):
        return first == second
    a, b = as_array(first), as_array(second)
    if a is None and b is None:
        return type(first).__name__ == type(second).__name__  # None, functions: nothing to measure
    return a is not None and b is not None and matches(a, b)


def failed_call(name, outcome, tested):
    """The check of a call that raised."""
    message = "not started yet" if outcome.stub else outcome.told_of("the call")
    return Check(name, False, tested, "an answer", "an exception", message, outcome.mistake)


def defaults_kept(check, outcome, tested, right):
    """``check``, or its failure where a function does not use sigmoid when no activation is asked for.

    Parameters
    ----------
    check : Check, passed, on calls that name their activations
    outcome : of the call without names, on a network whose layers all use sigmoid
    right : function of the answer, whether it is the right one
    """
    if check.passed is not True:
        return check
    with contextlib.suppress(Exception):
        if outcome.ok and right(outcome.value):
            return check
    said = 'without names it does not use sigmoid. The first line ends in hidden="sigmoid", output="sigmoid"'
    got = "another answer" if outcome.ok else "an exception"
    return Check(check.name, False, f"{tested}, no activation named", "sigmoid", got, said, "default activation")


def arguments_unchanged(function_name, runs):
    """P: ``runs`` is a list of (outcome, tested). Fails on the first call that changed an argument.

    Adding something and taking it away again may leave a last digit different; that is no change.
    """
    for outcome, tested in runs:
        if outcome.changed and not outcome.rounding_only:
            names = " and ".join(f"`{name}`" for name in outcome.changed)
            message = f"your {function_name} changed {names} in place"
            return Check("arguments unchanged", False, tested, "as before", "changed", message, "argument changed")
    if all(not outcome.ok for outcome, _ in runs):
        return Check("arguments unchanged", None, message="no call gave an answer")
    return Check("arguments unchanged", True, f"{len(runs)} calls")


def same_answer_twice(function, arguments, tested, options=None, times_text=None):
    """R: the same call twice must give the same answer."""
    return alike(*calls(function, [(arguments, options or {})] * 2), tested, times_text)


def alike(first, second, tested, times_text=None):
    """R: two outcomes of the same call must have the same answer."""
    for outcome in (first, second):
        if not outcome.ok:
            return failed_call("same answer twice", outcome, tested)
    same = False
    with contextlib.suppress(Exception):
        same = same_value(first.value, second.value)
    if same:
        return Check("same answer twice", True, tested)
    message = times_text or "a second call with the same arguments answers otherwise: something is kept between calls"
    return Check("same answer twice", False, tested, "the same", "another answer", message, "kept between calls")


def timed(check, outcomes):
    """``check``, with the time of the calls that it looked at."""
    check.seconds = sum(outcome.seconds for outcome in outcomes)
    return check


def overflow_note(report, outcomes):
    """A note, not a failure: exp overflowed on the way to a right value."""
    if any(outcome.overflow for outcome in outcomes):
        report.notes.append("NumPy warned of an overflow in exp at large |z|. The values are right all the same.")


def guarded(question, inspect, *answers, **options):
    """The report of ``inspect(*answers)``; an odd object of a student that makes it raise gives a failed check."""
    try:
        return inspect(*answers, **options)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        kind = type(error).__name__
        message = f"what came back could not be looked at ({kind}); return plain NumPy arrays and numbers"
        return Report(question, [Check("answer", False, message=message)])


def public_check(question, inspect, todo_ok=False, seconds=PATIENCE):
    """The call in a student's notebook: shows the report of ``inspect(*answers)``, and raises its one line if need be.

    The answers are what ``inspect`` cannot do without; its other arguments are not the student's.

    Parameters
    ----------
    question : its name
    inspect : function of the answers, gives a Report
    todo_ok : whether what nobody has started raises nothing
    seconds : after which a call of a student's function is ended; None waits for ever
    """
    wanted = signature(inspect)
    wanted = wanted.replace(parameters=[p for p in wanted.parameters.values() if p.default is p.empty])
    names = [question if name == "function" else name for name in wanted.parameters]

    def check(*answers):
        __tracebackhide__ = True
        if len(answers) != len(names):
            raise Failed(f"{question}: the check is called like this: check.{question}({', '.join(names)})")
        try:
            with patient(seconds):
                report = guarded(question, inspect, *answers)
            with contextlib.suppress(Exception):
                add_slip(report, *answers)
            conclude(report, todo_ok)
        except KeyboardInterrupt as interrupt:
            place = place_of(interrupt)
            where = f" {place}" if place else ", before it was through"
            raise Interrupted(f"{question}: stopped by you{where}") from None

    check.__name__ = check.__qualname__ = question
    check.__doc__ = inspect.__doc__.replace("Report on", "Check", 1)
    check.__signature__ = wanted
    return check


def lecture_check(inspect):
    """The check of a lecture's exercise: the same, and what nobody has started is "to do" there."""
    return public_check(inspect.__name__.removeprefix("inspect_"), inspect, True, PATIENCE_IN_LECTURES)
