"""Kinds of answers for any assignment: numbers with a tolerance of their own, texts, nested plain values.

Each has the methods of ``cases.Values`` and can stand in its place.
"""

import math
import numbers

import numpy as np

from dlcourse.check.harness.answers import Count, Path, Several, Truth
from dlcourse.check.harness.cases import Values
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.shown import number_text, two_texts

__all__ = ["Count", "Nested", "Path", "Several", "Text", "Truth", "Values", "Within"]
SHOWN = 60  # letters of a value in a table


class Within(Values):
    """Numbers and arrays within a tolerance that the author chooses; the shape is a check of its own.

    Parameters
    ----------
    relative, absolute : an entry is right when it is off by no more than ``absolute + relative * |right entry|``
    """

    def __init__(self, relative=1e-4, absolute=1e-6):
        self.relative, self.absolute = relative, absolute

    def same(self, got, want):
        array, right = as_array(got), as_array(want)
        if array is None or right is None or array.size != right.size or not np.isfinite(array).all():
            return False
        return bool(np.all(self._near(array.reshape(right.shape), right)))

    def explain(self, name, got, want):
        array, right = as_array(got), as_array(want)
        if array is None or array.size != right.size:
            return super().explain(name, got, want)
        array = array.reshape(right.shape)
        where = tuple(int(k) for k in np.argwhere(~self._near(array, right))[0])
        place = f" at {list(where)}" if where else ""
        return f"what {name} gives differs{place}", *two_texts(right[where], array[where])

    def _near(self, array, right):
        with np.errstate(all="ignore"):
            return np.abs(array - right) <= self.absolute + self.relative * np.abs(right)


class _Plain:
    """What kinds share whose answers have no shape."""

    def has_shape(self, got):
        """False: its shape is no matter of its own."""
        return False

    def shape_fault(self, name, got, want):
        """None: see :meth:`has_shape`."""


class Text(_Plain):
    """A text.

    Parameters
    ----------
    case, blanks : whether capitals, and blanks, must be right too
    """

    def __init__(self, case=True, blanks=True):
        self.case, self.blanks = case, blanks

    def same(self, got, want):
        """Whether it is the right text."""
        return isinstance(got, str) and self._plain(got) == self._plain(want)

    def explain(self, name, got, want):
        """``(message, expected, got)``: the first letter that differs, and both sides from there."""
        if not isinstance(got, str):
            return f"{name} must give a text, not {type(got).__name__}", "a text", type(got).__name__
        mine, right = self._plain(got), self._plain(want)
        pairs = enumerate(zip(mine, right, strict=False))
        place = next((k for k, (a, b) in pairs if a != b), min(len(mine), len(right)))
        start = max(0, place - 10)
        said = f"the text that {name} gives differs from letter {place} on (the first one is 0)"
        return said, _shown(right[start:]), _shown(mine[start:])

    def fault(self, got):
        """The name of the mistake where it is no text at all, or None."""
        return None if isinstance(got, str) else "no text"

    def _plain(self, text):
        text = text if self.blanks else " ".join(text.split())
        return text if self.case else text.casefold()


class Nested(_Plain):
    """Plain values, nested as one likes: numbers, texts, True and False, None, lists, tuples, dictionaries, arrays.

    A tuple counts where a list is wanted, and the other way round; so does an array of as many numbers. The order of a
    dictionary's keys does not matter.

    Parameters
    ----------
    relative, absolute : for numbers with a fraction, as for :class:`Within`; whole numbers must be equal
    """

    def __init__(self, relative=1e-4, absolute=1e-6):
        self.relative, self.absolute = relative, absolute

    def same(self, got, want):
        """Whether all of it is right."""
        return self._first(got, want) is None

    def explain(self, name, got, want):
        """``(message, expected, got)`` of the first part that differs."""
        found = self._first(got, want)
        if found is None:
            return f"what {name} gives differs", "", ""
        place, what, expected, came = found
        where = f"{place} of what {name} gives" if place else f"what {name} gives"
        return f"{where} {what}", expected, came

    def fault(self, got):
        """None: what it should be follows from the right answer."""

    def _first(self, got, want, place=""):
        """(place, words, expected, got) of what differs first, or None. No words tell of the right answer."""
        if isinstance(want, dict):
            return self._in_dictionary(got, want, place)
        if isinstance(want, (list, tuple, np.ndarray)):
            return self._in_list(got, want, place)
        if _is_number(want):
            if not _is_number(got):
                return place, f"must be a number, not {type(got).__name__}", number_text(want), _shown(got)
            return None if self._near(got, want) else (place, "differs", *two_texts(want, got))
        kind = {bool: "True or False", np.bool_: "True or False", str: "a text", type(None): "None"}[type(want)]
        fits = isinstance(got, (bool, np.bool_)) if kind == "True or False" else type(got) is type(want)
        if not fits:
            return place, f"must be {kind}, not {type(got).__name__}", _shown(want), _shown(got)
        return None if got == want else (place, "differs", _shown(want), _shown(got))

    def _in_dictionary(self, got, want, place):
        if not isinstance(got, dict):
            return place, f"must be a dictionary, not {type(got).__name__}", "a dictionary", _shown(got)
        if missing := [key for key in want if key not in got]:
            return place, f"lacks {len(missing)} of its keys", f"the key {_shown(missing[0])}", f"{len(got)} keys"
        if extra := [key for key in got if key not in want]:
            return place, f"has a key too many: {_shown(extra[0])}", f"{len(want)} keys", f"{len(got)} keys"
        parts = (self._first(got[key], right, f"{place}[{_shown(key)}]") for key, right in want.items())
        return next((part for part in parts if part), None)

    def _in_list(self, got, want, place):
        if isinstance(got, np.ndarray):
            got = got.tolist() if got.ndim else got
        want = want.tolist() if isinstance(want, np.ndarray) else want
        if not isinstance(got, (list, tuple)):
            return place, f"must be a list, not {type(got).__name__}", "a list", _shown(got)
        if len(got) != len(want):
            return place, "has another length", f"{len(want)} entries", f"{len(got)} entries"
        parts = (self._first(mine, right, f"{place}[{k}]") for k, (mine, right) in enumerate(zip(got, want)))  # noqa: B905
        return next((part for part in parts if part), None)

    def _near(self, got, want):
        if isinstance(want, numbers.Integral):
            return bool(got == want)
        try:
            return math.isfinite(got) and abs(got - want) <= self.absolute + self.relative * abs(want)
        except OverflowError:
            return False


def _is_number(value):
    return isinstance(value, (numbers.Real, np.number)) and not isinstance(value, (bool, np.bool_, complex))


def _shown(value):
    """A value for the table, short whatever it is."""
    try:
        text = repr(value)
    except Exception:  # a number of more digits than Python shows, a student's own object
        text = type(value).__name__
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 4]} ..."
