"""Counting what a call does: the same limit on a slow machine as on a fast one.

The same rule as ``dlcourse.check.harness.calling.bounded``, which is not there in the sandbox.
"""

import contextlib
import sys


class TooManySteps(BaseException):
    """Raised in a function that has done far more than it needs to."""


def codes_within(code):
    """A function's code and that of all that is written inside it: comprehensions, lambdas, inner functions."""
    found = set() if code is None else {code}
    for constant in getattr(code, "co_consts", ()):
        if hasattr(constant, "co_consts"):
            found |= codes_within(constant)
    return found


_left = [[]]  # of the call that is counted now, if any


def spend(steps):
    """Count so many steps at once. Raises :class:`TooManySteps`."""
    left = _left[0]
    if left:
        left[0] -= steps
        if left[0] < 0:
            raise TooManySteps


@contextlib.contextmanager
def counted(function, steps):
    """Raise :class:`TooManySteps` after that many lines of ``function`` and calls of any function; None: no limit."""
    if steps is None:
        yield
        return
    function = getattr(function, "counted", function)
    own, left = codes_within(getattr(function, "__code__", None)), [steps]

    def trace(frame, event, argument):
        left[0] -= 1
        if left[0] < 0:
            raise TooManySteps
        return trace if frame.f_code in own else None

    before, _left[0] = sys.gettrace(), left
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
        _left[0] = []
