"""Mistakes that one call alone does not show: an answer of an earlier call, or one that grows from call to call."""

import numpy as np

from dlcourse.check.harness.common import same_value
from dlcourse.check.harness.compare import as_array, close

EARLIER = (
    "answer of an earlier call",
    "the numbers are others, and the answer is that of an earlier call: is it kept, or written down, for arrays of "
    "this shape? Work it out in every call",
)
ADDED_UP = (
    "added up over calls",
    "each call adds to what the calls before it gave: begin with new arrays of zeros in every call",
)
BETWEEN_CALLS = {EARLIER[0], ADDED_UP[0]}


def between_calls(calls):
    """(name, words) of what is kept between calls, where that explains every wrong answer; else None.

    Parameters
    ----------
    calls : list of (answer, right answer, arguments by name), in the order in which they were made; without those that
        raised. Answers are numbers, arrays, tuples or dictionaries of them
    """
    try:
        seen = [(_parts(got), _parts(right)) for got, right, _ in calls]
        return _earlier(seen, [arguments for *_, arguments in calls]) or _added_up(seen)
    except Exception:  # an odd object of a student's
        return None


def _parts(answer):
    """{key: array} of all that is in an answer; a key names the place and the shape."""
    if isinstance(answer, dict):
        named = [((name, *key), part) for name, value in answer.items() for key, part in _parts(value).items()]
        return dict(named)
    if isinstance(answer, tuple):
        return {(k, *key): part for k, value in enumerate(answer) for key, part in _parts(value).items()}
    array = as_array(answer)
    return {} if array is None else {(array.shape,): array}


def _right(got, right):
    return got.keys() == right.keys() and all(bool(close(got[key], right[key]).all()) for key in right)


def _equal(one, other):
    return one.keys() == other.keys() and all(np.array_equal(one[key], other[key]) for key in one)


def _long_numbers(parts):
    """How many numbers have more than four decimals: those that two answers do not share by chance."""
    return sum(int(np.sum(np.abs(1e4 * part - np.round(1e4 * part)) > 1e-6)) for part in parts.values())


def _ignored(one, other):
    """Whether two calls differ in one of several arguments: who ignores it gives the same answer, and keeps nothing."""
    return len(one) > 1 and sum(not same_value(one[name], other.get(name)) for name in one) < 2


def _earlier(seen, given):
    wrong = 0
    for k, (got, right) in enumerate(seen):
        if not got or _right(got, right):
            continue
        like = [n for n, (before, its) in enumerate(seen[:k]) if _equal(got, before) and _right(before, its)]
        if not like:
            return None
        if not any(_ignored(given[k], given[n]) for n in like):
            wrong += _long_numbers(got)
    return EARLIER if wrong else None


def _added_up(seen):
    """Whether a wrong answer is the right one added to the answer before it, of the same name and shape.

    The first of a name may be wrong besides: calls before these have added to it.
    """
    before, explained = {}, 0
    for got, right in seen:
        if not right or not right.keys() <= got.keys():
            return None
        for key in right:
            part = got[key]
            same = bool(close(part, right[key]).all())
            if key in before and not same:  # right again where the function begins anew for another shape
                if not close(part - before[key], right[key], right[key] + np.abs(part).max(initial=0)).all():
                    return None
                explained += 1
            before[key] = part
    return ADDED_UP if explained >= 2 else None
