"""Kinds of answers besides arrays and numbers, compared as ``cases.Values`` compares those."""

import numpy as np

from dlcourse.check.harness.cases import Values
from dlcourse.check.harness.compare import as_array, matches
from dlcourse.check.harness.shown import two_texts


class Truth(Values):
    """True or False; 1 and 0 count as well."""

    def same(self, got, want):
        array = as_array(got)
        return array is not None and array.size == 1 and float(array.reshape(())) == bool(want)

    def explain(self, name, got, want):
        array = as_array(got)
        if array is None or array.size != 1:
            return f"{name} must be True or False, not {type(got).__name__}", str(bool(want)), type(got).__name__
        shown = array.reshape(())
        return f"{name} is wrong", str(bool(want)), str(bool(shown)) if shown in (0, 1) else f"{float(shown):g}"


class Count(Values):
    """A whole number; 3.0 counts as 3."""

    def same(self, got, want):
        array = as_array(got)
        return array is not None and array.size == 1 and float(array.reshape(())) == want

    def explain(self, name, got, want):
        array = as_array(got)
        if array is None or array.size != 1:
            return f"{name} is wrong", str(want), type(got).__name__ if array is None else f"{array.size} numbers"
        return f"{name} is wrong", *two_texts(float(want), array.reshape(()))


class Several:
    """A tuple of answers, each of its own kind. A list will do; anything else will not.

    Parameters
    ----------
    kinds : {name of the part, as the text gives it: Values() or a kind like it}
    """

    def __init__(self, **kinds):
        self.kinds = kinds

    @property
    def names(self):
        return list(self.kinds)

    def _parts(self, got):
        if isinstance(got, (tuple, list)) and len(got) == len(self.kinds):
            return list(got)
        return None

    def same(self, got, want):
        """Whether every part counts as right."""
        parts, wanted = self._parts(got), self._parts(want)
        if parts is None or wanted is None:
            return False
        return all(kind.same(*pair) for kind, *pair in zip(self.kinds.values(), parts, wanted, strict=True))

    def explain(self, name, got, want):
        """``(message, expected, got)`` of the first part that differs."""
        wanted, parts = f"({', '.join(self.names)})", self._parts(got)
        if parts is None:
            kind = f"{len(got)} answers" if isinstance(got, (tuple, list)) else f"one {type(got).__name__}"
            return f"{name} must return {wanted}. It returns {kind}", wanted, kind
        for (part, kind), mine, right in zip(self.kinds.items(), parts, want, strict=True):
            label = f"the {part} that {name} returns"
            if mine is None:
                return f"{label} is None", part, "None"
            if not kind.same(mine, right):
                said, expected, shown = kind.explain(label, mine, right)
                return said.replace(f"what {label} gives", label, 1), expected, shown
        return f"{name} differs", "", ""

    def fault(self, got):
        """The name of the mistake where it has not that many parts, or None."""
        return "number of answers" if self._parts(got) is None else None

    def has_shape(self, got):
        """Whether it has the right number of parts."""
        return self._parts(got) is not None

    def shape_fault(self, name, got, want):
        """The message for the first part of a wrong shape, or None."""
        parts = self._parts(got)
        for (part, kind), mine, right in zip(self.kinds.items(), parts or (), want, strict=parts is not None):
            if fault := kind.shape_fault(f"the {part} that {name} returns", mine, right):
                return fault.replace("what the", "the", 1).replace(" gives has", " has", 1)
        return None


class Path(Values):
    """A list of numbers or of arrays of one shape, the first one first. Any number of them may be wanted."""

    def same(self, got, want):
        try:
            array = as_array(np.array([np.asarray(item, dtype=float).reshape(np.shape(want[0])) for item in got]))
        except (TypeError, ValueError, OverflowError):
            return False
        return array is not None and matches(array, np.asarray(want, dtype=float))

    def explain(self, name, got, want):
        try:
            entries = [np.asarray(item, dtype=float).reshape(np.shape(want[0])) for item in got]
        except (TypeError, ValueError, OverflowError):
            return f"{name} must return a list of {self._entry(want)}", "a list", type(got).__name__
        if len(entries) != len(want):
            said = f"what {name} returns has {len(entries)} entries, it should have another number of them"
            return said, f"{len(want)} entries", f"{len(entries)} entries"
        for k, (mine, right) in enumerate(zip(entries, want, strict=True)):
            if not matches(mine, right):
                return f"entry {k} of what {name} returns differs", *two_texts(np.asarray(right), mine)
        return f"what {name} returns differs", "", ""

    def fault(self, got):
        """The name of the mistake where it is no list at all, or None."""
        return None if isinstance(got, (list, tuple)) or (isinstance(got, np.ndarray) and got.ndim) else "no list"

    def shape_fault(self, name, got, want):
        """None: a path has no shape of its own."""

    @staticmethod
    def _entry(want):
        return "numbers" if np.shape(want[0]) == () else f"arrays of shape {np.shape(want[0])}"
