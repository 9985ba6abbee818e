"""The checks every question shares: unchanged arguments, two calls alike, and what to say when a call failed."""

import contextlib
import re
from inspect import signature

from dlcourse.check.harness.calling import calls
from dlcourse.check.harness.compare import as_array, matches
from dlcourse.check.harness.report import Check, Report, conclude

# What NumPy and Python say to math.exp(array), and to a loop over what is no row.
ONE_NUMBER = ("can be converted to Python scalars", "float64' object is not iterable", "iteration over a 0-d array")


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
    a, b = as_array(first), as_array(second)
    if a is None and b is None:
        return type(first).__name__ == type(second).__name__  # text, None, functions: nothing to measure
    return a is not None and b is not None and matches(a, b)


def failed_call(name, outcome, tested):
    """The check of a call that raised."""
    message, mistake = "not started yet" if outcome.stub else f"the call stopped with {outcome.error}", None
    if "truth value of an array" in (outcome.error or ""):
        message += ". An `if` looks at one number: np.where and np.maximum look at every entry"
        mistake = "written for one number"
    elif any(said in (outcome.error or "") for said in ONE_NUMBER):
        message += ". It takes one number, or rows, alone: np.exp and its like take any array"
        mistake = "written for one number"
    elif "unexpected keyword argument" in (outcome.error or ""):
        message += ". Keep the names of the arguments as they are given"
        mistake = "argument renamed"
    unknown = re.fullmatch("KeyError: '(sigmoid|tanh|relu|identity)'", outcome.error or "")
    if unknown:
        message += f". It does not know the activation {unknown[1]}"
        mistake = "activation unknown"
    if any(said in (outcome.error or "") for said in ("core dimension", "not aligned", "broadcast together")):
        message += ". The shapes do not fit: print .shape of both sides"
    if (outcome.error or "").startswith("NeverEnds"):
        message, mistake = "it was stopped, because it did not come to an end. What ends the loop?", "never ends"
    return Check(name, False, tested, "an answer", "an exception", message, mistake)


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


def public_check(question, inspect):
    """The call in a student's notebook: shows the report of ``inspect(*answers)``, and raises its one line if need be.

    The answers are what ``inspect`` cannot do without; its other arguments are not the student's.
    """
    wanted = signature(inspect)
    wanted = wanted.replace(parameters=[p for p in wanted.parameters.values() if p.default is p.empty])

    def check(*answers):
        __tracebackhide__ = True
        wanted.bind(*answers)
        conclude(guarded(question, inspect, *answers))

    check.__name__ = check.__qualname__ = question
    check.__doc__, check.__signature__ = inspect.__doc__, wanted
    return check
