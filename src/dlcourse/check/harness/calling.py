"""Calling a student's function: on fresh copies, whatever it raises, and noting what it did to its arguments."""

import contextlib
import copy
import re
import sys
import time
import warnings
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeGuard

import numpy as np

from dlcourse.check.harness.errors import explain
from dlcourse.patience import limited


@dataclass
class Outcome:
    """What one call gave.

    ``error`` is a line of text where it raised; ``changed`` names the arguments that were changed, and
    ``rounding_only`` says that they differ in the last digits alone. ``seconds`` is how long it took. Of an error
    ``place`` is the student's own line, where it is known ("in forward_row, line 5: ..."), ``hint`` a sentence with its
    cause, and ``mistake`` a short stable name of that. ``left`` are the arguments by name, as the call left them.
    """

    value: object = None
    error: str | None = None
    stub: bool = False
    changed: list = field(default_factory=list)
    overflow: bool = False
    rounding_only: bool = False
    seconds: float = 0
    place: str = ""
    hint: str = ""
    mistake: str | None = None
    left: dict = field(default_factory=dict)

    @property
    def ok(self):
        return self.error is None

    def told_of(self, who):
        """The sentence for an error: that ``who`` stopped, with what, where, and what to do as far as that is known."""
        if self.error == ENDLESS:
            place = f" ({self.place})" if self.place else ""
            return f"it was stopped{place}, because it did not come to an end. What ends the loop?"
        if self.mistake == "raise left":
            return self.hint
        place = f", {self.place}" if self.place else ""
        if not self.hint:
            return f"{who} stopped with {self.error}{place}"
        error = self.error if len(self.error) <= SHORT else f"{self.error[:SHORT].rpartition(' ')[0]} ..."
        return f"{who} stopped with {error}{place}. {self.hint}"


class ManyCalls(Protocol):
    """A function on the other side of a wall, which takes many calls at once. Each call may be one way there and back.

    Attributes
    ----------
    remote : True, in the class
    steps : how many a call may take; None leaves it to the clock
    """

    remote: bool
    steps: int | None

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """One call, as of any function."""

    def many(self, given: list, one_rng: bool = False, global_seed: int | None = None) -> list:
        """The answers to many calls, each ``(list of arguments, options)``, made one after the other.

        An answer has ``take()``, which returns or raises what the call did, ``arguments`` as it left them, ``seconds``.
        """

    def with_stand_ins(self, keep: tuple[str, ...]) -> "ManyCalls | None":
        """The same function over right answers to other questions; None where none can be lent."""


def is_remote(function: object) -> TypeGuard[ManyCalls]:
    """Whether it is on the other side of a wall. Its class says so: an object of a student's may say anything."""
    return getattr(type(function), "remote", False)


def fresh(value):
    """A copy that shares no memory with ``value``."""
    if isinstance(value, np.random.Generator):
        return copy.deepcopy(value)
    if isinstance(value, dict):
        return {key: fresh(item) for key, item in value.items()}
    if isinstance(value, list):
        return [fresh(item) for item in value]
    if type(value) is tuple:
        return tuple(fresh(item) for item in value)
    return value.copy() if isinstance(value, np.ndarray) else value


def _same(before, after):
    if isinstance(before, dict):
        return type(after) is dict and before.keys() == after.keys() and all(_same(before[k], after[k]) for k in before)
    if isinstance(before, np.ndarray):
        same_kind = type(after) is np.ndarray and before.shape == after.shape and before.dtype == after.dtype
        return same_kind and bool(np.array_equal(before, after, equal_nan=before.dtype.kind == "f"))
    if isinstance(before, (list, tuple)):
        return type(after) is type(before) and len(before) == len(after) and all(map(_same, before, after))
    if isinstance(before, (int, float, str)):
        return type(after) is type(before) and (before == after or before != before)
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
    if isinstance(before, (list, tuple)):
        return type(after) is type(before) and len(before) == len(after) and all(map(_nearly_same, before, after))
    return _same(before, after)


# NumPy's account of how matmul pairs its axes; what a student needs are the sizes behind it.
_SIGNATURE = re.compile(r", with gufunc signature [^ ]{1,60}(?= \(size )")
MOST_LOOKED_AT = 1_000  # letters of an exception's text


def describe(error):
    """One line for an exception, even one whose ``str`` raises."""
    try:
        text = _SIGNATURE.sub("", " ".join(str(error)[:MOST_LOOKED_AT].split()))
    except BaseException:
        text = ""
    name = type(error).__name__
    return f"{name}: {text[:160]}" if text else name


class NeverEnds(BaseException):
    """Raised inside a student's function that has done far more than it needs to."""

    def __str__(self):
        return "stopped, because it did not come to an end"


class OutOfTime(NeverEnds):
    """The same by the clock, where somebody waits."""


ENDLESS = describe(NeverEnds())
FEW_STEPS = 10_000
ELSEWHERE = len  # stands for a function that is called on the other side of a wall
SHORT = 110  # letters of an error where its cause follows in plain words


def codes_within(code):
    """A function's code and that of all that is written inside it: comprehensions, lambdas, inner functions."""
    found = set() if code is None else {code}
    for constant in getattr(code, "co_consts", ()):
        if hasattr(constant, "co_consts"):
            found |= codes_within(constant)
    return found


@contextlib.contextmanager
def bounded(function, steps):
    """Raise :class:`NeverEnds` in ``function`` after that many steps (its own lines, and calls of any function).

    Counting steps, not seconds, gives the same answer on a slow machine. A debugger's trace is put back afterwards.
    """
    if steps is None:
        yield
        return
    own, left = codes_within(getattr(function, "__code__", None)), [steps]

    def trace(frame, event, argument):
        left[0] -= 1
        if left[0] < 0:
            raise NeverEnds
        return trace if frame.f_code in own else None

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
    return calls(function, [(arguments, options)], steps)[0]


def calls(function, given, steps=None, one_rng=False, global_seed=None):
    """The outcomes of many calls, one after the other, each as :func:`call` makes it.

    A function on the other side of a wall gets them all at once, which saves the way there and back. There a few steps
    are counted; a clock stands for many, because counting makes a long call slower. Where many are allowed none is made
    after a call without end: the rest count as endless too.

    Parameters
    ----------
    given : list of (arguments, options)
    one_rng : the generators among the arguments are handed over themselves, not as copies: calls that are given the
        same one draw from it in turn
    global_seed : for NumPy's global generator, before each call
    """
    few = steps is not None and steps <= FEW_STEPS
    if is_remote(function):
        function.steps = steps if few else None
        answers = function.many(
            [([*arguments.values()], options) for arguments, options in given], one_rng, global_seed
        )
        return [
            _watched(answer.take, arguments, dict(zip(arguments, answer.arguments, strict=True)), answer.seconds)
            for (arguments, _), answer in zip(given, answers, strict=True)
        ]
    outcomes = []
    for arguments, options in given:
        before = _ended.get(id(function), [None])[0]
        if outcomes and outcomes[-1].error == ENDLESS and not few:
            before = outcomes[-1]
        if before is not None:
            outcomes.append(Outcome(error=ENDLESS, place=before.place, hint=before.hint, mistake=before.mistake))
            continue
        if global_seed is not None:
            np.random.seed(global_seed % 2**32)  # noqa: NPY002
        own = {name: value if one_rng and _is_rng(value) else fresh(value) for name, value in arguments.items()}
        outcomes.append(_watched(partial(_run, function, steps, own, options), arguments, own, function=function))
    return outcomes


def _run(function, steps, own, options):
    with _limit(), bounded(function, steps):
        return _as_it_is_now(function(*own.values(), **options))


def _as_it_is_now(value):
    """A copy of an answer, which a later call may change where the function keeps it."""
    if type(value) is dict:
        return {key: _as_it_is_now(item) for key, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(map(_as_it_is_now, value))
    return value.copy() if type(value) is np.ndarray else value


def _limit():
    """Whoever has waited once waits less for the same function over right helpers, which may have been slow."""
    if not _patience:
        return contextlib.nullcontext()
    return limited(_patience[0] / 4 if _ended else _patience[0], OutOfTime, busy=3)


_patience = []  # seconds that a call may take, while somebody waits for it
_ended = {}  # of the functions that took longer: id: (outcome, function)


@contextlib.contextmanager
def patient(seconds):
    """In here a call that takes longer than so many seconds is ended, and its function not called again.

    Whoever waits before a notebook waits once. Where a submission is judged, the wall has its own clock.
    """
    if _patience or seconds is None:
        yield
        return
    _patience.append(seconds)
    try:
        yield
    finally:
        _patience.clear()
        _ended.clear()


def _is_rng(value):
    return isinstance(value, np.random.Generator)


def _watched(run, arguments, own, seconds=None, function=ELSEWHERE):
    """The outcome of ``run()``, which may have changed ``own`` where ``arguments`` still are as they were."""
    outcome, start = Outcome(), time.perf_counter()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            with np.errstate(over="warn", divide="warn", invalid="warn", under="ignore"):
                outcome.value = run()
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            outcome.error = ENDLESS if isinstance(error, NeverEnds) else describe(error)
            outcome.stub = isinstance(error, NotImplementedError)
            with contextlib.suppress(Exception):
                explain(outcome, error, function)
            if isinstance(error, OutOfTime):
                _ended[id(function)] = outcome, function
    outcome.seconds = time.perf_counter() - start if seconds is None else seconds
    with contextlib.suppress(Exception):
        outcome.overflow = any("overflow" in str(warning.message) for warning in caught)
    outcome.changed = [
        name
        for name, value in arguments.items()
        if own[name] is not value and not _is_rng(value) and not _same(value, own[name])
    ]
    outcome.left = own
    outcome.rounding_only = all(_nearly_same(arguments[name], own[name]) for name in outcome.changed)
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
        if used():
            np.random.set_state(before)  # noqa: NPY002
