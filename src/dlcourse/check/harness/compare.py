"""Comparing a student's array with the right one: type, shape, NaN, values, in that order."""

import numbers
from dataclasses import dataclass

import numpy as np

RTOL, ATOL = 1e-4, 1e-6


@dataclass
class Difference:
    """The first thing that differs. ``kind`` is "type", "shape", "nan" or "value"; ``where`` an index, or None."""

    kind: str
    name: str
    expected: str
    got: str
    where: tuple | None = None

    @property
    def message(self):
        """The difference in words, without the expected number (the table has it)."""
        if self.kind == "type":
            return f"{self.name} must be {self.expected}, not {self.got}"
        if self.kind == "shape":
            return f"{self.name} has shape {self.got}, it should have {self.expected}"
        if self.kind == "nan":
            return f"{self.name} contains NaN or infinity"
        return f"{self.place} differs"

    @property
    def place(self):
        """Such as ``dW2[0, 1]``."""
        return self.name if not self.where else f"{self.name}[{', '.join(map(str, self.where))}]"


def as_array(value):
    """``value`` as a float array, or None where it holds no real numbers. Lists of numbers are accepted."""
    try:
        if isinstance(value, (str, bytes, dict, set)) or value is None:
            return None
        array = np.asarray(float(value) if isinstance(value, numbers.Rational) else value)
        if array.dtype.kind not in "fiub":
            return None
        return np.array(array, dtype=float, subok=False)
    except Exception:
        return None


def kind_of(value):
    """What ``value`` is, in words that help where an array is wanted."""
    if isinstance(value, np.ndarray) and value.dtype.kind not in "fiub":
        return f"an array of dtype {value.dtype}"
    return type(value).__name__


LARGEST = 1e100  # no number of the course comes near: beyond it, the square of a number overflows


def beyond(value):
    """Whether a number in ``value``, an array or a pair of arrays, is beyond all measure; nothing is near to it."""
    if isinstance(value, (list, tuple)):
        return any(map(beyond, value))
    array = as_array(value)
    return array is not None and bool(np.any(~(np.abs(array) <= LARGEST)))


def close(got, want, right=None):
    """Elementwise: within 1e-4 of the array's largest entry, or 1e-6. Nothing is near infinity, NaN, or beyond 1e100.

    Parameters
    ----------
    got, want : arrays or numbers
    right : the right array, where ``want`` follows from a student's own numbers. They may be a hundred times as large;
        beyond it the distance allowed grows no further, or one huge entry would make all others near.
    """
    got, want = np.asarray(got, dtype=float), np.asarray(want, dtype=float)
    largest, judged = np.abs(want).max(initial=0.0), True
    if not largest <= LARGEST / 2:  # below it nothing beyond the bound is near, so it need not be looked for
        judged = (np.abs(want) <= LARGEST) & (np.abs(got) <= LARGEST)
        largest = np.abs(want[np.abs(want) <= LARGEST]).max(initial=0.0)
    if right is not None:
        largest = min(largest, 100 * max(np.abs(np.asarray(right, dtype=float)).max(initial=0.0), 1.0))
    if judged is True:
        return np.abs(got - want) <= ATOL + RTOL * largest
    with np.errstate(all="ignore"):
        return judged & (np.abs(got - want) <= ATOL + RTOL * largest)


def matches(got, want):
    """True when both are finite arrays of one shape and close everywhere."""
    got = as_array(got)
    if got is None or got.shape != np.shape(want) or not np.isfinite(got).all():
        return False
    return bool(np.all(close(got, want)))


def _text(number):
    return f"{float(number):.6g}"


def difference(name, got, want, shape_matters=True, right=None):
    """The first :class:`Difference` between ``got`` and ``want``, or None.

    With ``shape_matters=False`` an array with the right number of entries is reshaped first. ``right`` is the right
    array where ``want`` follows from a student's own (see :func:`close`).
    """
    want = np.asarray(want, dtype=float)
    array = as_array(got)
    if array is None:
        return Difference("type", name, "an array of numbers", kind_of(got))
    if array.shape != want.shape:
        if shape_matters or array.size != want.size:
            return Difference("shape", name, str(want.shape), str(array.shape))
        array = array.reshape(want.shape)
    near = close(array, want, right)
    if near.all():  # NaN and infinity are close to nothing
        return None
    if not np.isfinite(array).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        return Difference("nan", name, _text(want[where]), _text(array[where]), where)
    where = tuple(int(i) for i in np.argwhere(~near)[0])
    return Difference("value", name, _text(want[where]), _text(array[where]), where)
