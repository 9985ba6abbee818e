"""What a check tried, for the learner to try again: small inputs as numbers, and a line of code that makes any."""

import numpy as np

from dlcourse.check.harness.calling import fresh
from dlcourse.check.harness.shown import is_number

MOST_NUMBERS, MOST_LETTERS = 16, 130

_tried = {}  # name: [{argument: value}], of the calls that the last check of that name made


def inputs(name, number=0):
    """What a check tried: the arguments of one of its calls, by their names.

    Parameters
    ----------
    name : str, of the function that was checked
    number : int, which of the calls; a check prints it

    Returns
    -------
    dict, fresh copies: ``given = check.inputs("neuron", 2)``, then ``neuron(**given)`` is the call that was made

    Raises
    ------
    LookupError : where that check has not been run yet
    """
    calls = _tried.get(name, ())
    if not isinstance(number, int) or not 0 <= number < len(calls):
        raise LookupError(f"no inputs of {name!r} with the number {number}: run its check first, and see what it says")
    return fresh(dict(calls[number]))


def remember(name, calls):
    """Keep the arguments of these calls for :func:`inputs`, in the place of those of the check before."""
    _tried[name] = list(calls)


def line_for(name, number, function=None):
    """The line of code that makes the inputs of one call, and makes the call."""
    call = f"; {function}(**given)" if function else ""
    return f'given = check.inputs("{name}", {number}){call}'


def values_text(arguments, told=""):
    """Small inputs as text, such as ``w = [1.25, -0.5], b = 2``, and whether that is all of them, to the last digit.

    Parameters
    ----------
    arguments : dict
    told : text that stands before it; what it says already is not said again

    Returns
    -------
    (str, bool), with "" where they are too many numbers
    """
    parts, exact, left = [], True, MOST_NUMBERS
    for name, value in _flat(arguments):
        found = _text(value)
        if found is None:
            exact = False
            continue
        text, same, count = found
        exact, left = exact and same, left - count
        if f"{name} = {text}" not in told:
            parts.append(f"{name} = {text}")
    said = ", ".join(parts)
    return (said, exact) if left >= 0 and len(said) <= MOST_LETTERS else ("", False)


def _flat(arguments):
    for name, value in arguments.items():
        if isinstance(value, dict) and all(isinstance(item, np.ndarray) for item in value.values()):
            yield from value.items()
        else:
            yield name, value


def _text(value):
    """(text, whether it is exact, how many numbers), or None for what is no number."""
    if isinstance(value, str):
        return repr(value), True, 1
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value)), True, 1
    if is_number(value):
        text = str(value) if isinstance(value, int) and abs(value) < 10**6 else f"{float(value):.4g}"
        return text, float(text) == float(value), 1
    if isinstance(value, np.ndarray):
        return (
            _list(value) if value.dtype.kind in "fiub" and value.ndim else _text(value.item()) if value.size else None
        )
    return _list(value) if isinstance(value, (list, tuple)) and len(value) else None


def _list(value):
    parts = [_text(item) for item in value[: MOST_NUMBERS + 1]]
    if any(part is None for part in parts):
        return None
    brackets = "()" if isinstance(value, tuple) else "[]"
    text = f"{brackets[0]}{', '.join(text for text, *_ in parts)}{brackets[1]}"
    return text, all(exact for _, exact, _ in parts), sum(count for *_, count in parts) + (len(value) > MOST_NUMBERS)


def told(check, name, number, arguments, function=None):
    """Put the inputs of one call into a check: small ones into what was tested, and a line of code if it is wrong."""
    text, exact = values_text(arguments, check.tested)
    wrong = check.passed is False
    if text and (exact or wrong):
        text = text if exact else f"{text} (4 digits)"
        check.tested = f"{check.tested}: {text}" if check.tested else text
    if wrong and not exact:
        check.again = line_for(name, number, function)
    return check


def tell(report, name, tried, function=None):
    """Put the inputs into every failed check of a report that names one of these calls; ``report`` itself.

    Parameters
    ----------
    report : Report
    name : under which :func:`inputs` finds them
    tried : list of (tested, arguments); ``tested`` as the check has it
    function : the name to call, where it is not ``name``
    """
    remember(name, [arguments for _, arguments in tried])
    for check in report.checks:
        for number, (tested, arguments) in enumerate(tried):
            if check.passed is False and tested and check.tested == tested:
                told(check, name, number, arguments, name if function is None else function)
                break
    return report
