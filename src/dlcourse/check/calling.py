"""Calling a student's function: on fresh copies, whatever it raises, and noting what it did to its arguments."""

import contextlib
import copy
import sys
import warnings
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Outcome:
    """What one call gave.

    ``error`` is a line of text where it raised; ``changed`` names the arguments that were changed, and
    ``rounding_only`` says that they differ in the last digits alone.
    """

    value: object = None
    error: str | None = None
    stub: bool = False
    changed: list = field(default_factory=list)
    overflow: bool = False
    rounding_only: bool = False

    @property
    def ok(self):
        return self.error is None


def fresh(value):
    """A copy that shares no memory with ``value``."""
    if isinstance(value, np.random.Generator):
        return copy.deepcopy(value)
    if isinstance(value, dict):
        return {key: fresh(item) for key, item in value.items()}
    if isinstance(value, list):
        return [fresh(item) for item in value]
    return value.copy() if isinstance(value, np.ndarray) else value


def _same(before, after):
    if isinstance(before, dict):
        return type(after) is dict and before.keys() == after.keys() and all(_same(before[k], after[k]) for k in before)
    if isinstance(before, np.ndarray):
        same_kind = type(after) is np.ndarray and before.shape == after.shape and before.dtype == after.dtype
        return same_kind and bool(np.array_equal(before, after, equal_nan=before.dtype.kind == "f"))
    if isinstance(before, list):
        return type(after) is list and len(before) == len(after) and all(map(_same, before, after))
    return True


def _nearly_same(before, after):
    if isinstance(before, dict):
        return (
            type(after) is dict
            and before.keys() == after.keys()
            and all(_nearly_same(before[k], after[k]) for k in before)
        )
    if isinstance(before, np.ndarray):
        same_kind = type(after) is np.ndarray and before.shape == after.shape and before.dtype == after.dtype
        return same_kind and bool(np.allclose(before, after, rtol=0, atol=1e-12))
    return True


def describe(error):
    """One line for an exception, even one whose ``str`` raises."""
    try:
        text = " ".join(str(error).split())
    except BaseException:
        text = ""
    name = type(error).__name__
    return f"{name}: {text[:160]}" if text else name


class NeverEnds(BaseException):
    """Raised inside a student's function that has done far more than it needs to."""

    def __str__(self):
        return "stopped, because it did not come to an end"


@contextlib.contextmanager
def bounded(function, steps):
    """Raise :class:`NeverEnds` in ``function`` after that many steps (its own lines, and calls of any function).

    Counting steps, not seconds, gives the same answer on a slow machine. A debugger's trace is put back afterwards.
    """
    if steps is None or getattr(function, "remote", False):  # on the other side of a wall a clock stops it
        yield
        return
    code, left = getattr(function, "__code__", None), [steps]

    def trace(frame, event, argument):
        left[0] -= 1
        if left[0] < 0:
            raise NeverEnds
        return trace if frame.f_code is code else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def call(function, arguments, steps=None, **options):
    """Call ``function`` with the values of the dictionary ``arguments`` in order, then ``options`` by name.

    Every exception but KeyboardInterrupt becomes ``Outcome.error``; warnings are silenced, an overflow is noted.
    With ``steps`` a function that does not end is stopped.
    """
    given = {name: fresh(value) for name, value in arguments.items()}
    outcome = Outcome()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            with np.errstate(over="warn", divide="warn", invalid="warn", under="ignore"), bounded(function, steps):
                outcome.value = function(*given.values(), **options)
        except KeyboardInterrupt:
            raise
        except NotImplementedError as error:
            outcome.error, outcome.stub = describe(error), True
        except BaseException as error:
            outcome.error = describe(error)
    with contextlib.suppress(Exception):
        outcome.overflow = any("overflow" in str(warning.message) for warning in caught)
    outcome.changed = [
        name
        for name, value in arguments.items()
        if not isinstance(value, np.random.Generator) and not _same(value, given[name])
    ]
    outcome.rounding_only = all(_nearly_same(arguments[name], given[name]) for name in outcome.changed)
    return outcome


@contextlib.contextmanager
def global_random_state():
    """Give a function that answers whether NumPy's global generator was used (or reseeded) since; restore it after."""
    before = np.random.get_state()  # noqa: NPY002

    def used():
        now = np.random.get_state()  # noqa: NPY002
        return now[2] != before[2] or not np.array_equal(now[1], before[1])

    try:
        yield used
    finally:
        np.random.set_state(before)  # noqa: NPY002
