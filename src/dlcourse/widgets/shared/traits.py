"""The state of a view, checked: what is refused is named in one sentence that says what would do.

traitlets' own sentences name classes of Python ("expected a list, not the str"); these speak of the argument. The same
sentence comes from the call that makes a view and from a later assignment.
"""

import functools
import math
import numbers as kinds

import traitlets

from dlcourse.validation import shown

MOST = 1e9  # further out no picture is drawn, and squares overflow


class Refused(traitlets.TraitError, ValueError):
    """A value that a view cannot take. A ValueError to whoever wrote it; as a TraitError it is rolled back."""


def refusing(check):
    """A validator whose ValueError is :class:`Refused`."""

    @functools.wraps(check)
    def checked(view, proposal):
        try:
            return check(view, proposal)
        except ValueError as error:
            raise Refused(str(error)) from None

    return checked


def is_real(value):
    """Whether it is a number; True and False are none."""
    return isinstance(value, kinds.Real) and not isinstance(value, bool)


def numbers(name, values, length=None):
    """``values`` as a list of finite floats; raises ValueError that names them."""
    try:
        found = [] if isinstance(values, (str, bytes, dict)) else list(values)
    except TypeError:
        found = []
    listed = bool(found) or (hasattr(values, "__len__") and not isinstance(values, (str, bytes, dict)))
    if not listed or not all(map(is_real, found)):
        raise ValueError(f"{name} must be a list of numbers, not {shown(values)}")
    found = [float(value) for value in found]
    if not all(map(math.isfinite, found)) or (length is not None and len(found) != length):
        wanted = "" if length is None else f"{length} "
        raise ValueError(f"{name} must be {wanted}finite numbers, not {shown(values)}")
    if any(abs(value) > MOST for value in found):
        raise ValueError(f"{name} must be numbers from -1e9 to 1e9, not {shown(values)}")
    return found


def names(name, values, known, least=1):
    """``values`` as a list of ``least`` or more of the ``known`` names; raises ValueError that lists them."""
    good = isinstance(values, (list, tuple)) and len(values) >= least
    if not good or not all(isinstance(value, str) and value in known for value in values):
        how_many = "one or more" if least else "any"
        raise ValueError(f"{name} must list {how_many} of {', '.join(known)}, not {shown(values)}")
    if len(set(values)) < len(values):
        raise ValueError(f"{name} must list each name once, not {shown(values)}")
    return list(values)


class Real(traitlets.Float):
    """A finite number. What is not has no place on a slider, nor in the messages between kernel and page.

    Parameters
    ----------
    low, high : the range, both ends included; ``positive``: more than 0
    """

    def __init__(self, default_value=0.0, low=None, high=None, positive=False, **more):
        super().__init__(default_value, **more)
        self.low, self.high, self.positive = low, high, positive

    def validate(self, obj, value):
        inside = is_real(value) and math.isfinite(value) and not (self.positive and value <= 0)
        kind = "positive" if self.positive else "finite"
        if not inside or not _within(value, self.low, self.high):
            raise Refused(f"{self.name} must be a {kind} number{_range(self.low, self.high)}, not {shown(value)}")
        if abs(value) > MOST:
            raise Refused(f"{self.name} must be a {kind} number from -1e9 to 1e9, not {shown(value)}")
        return float(value)


class Whole(traitlets.Int):
    """A whole number from ``low`` to ``high``, both included."""

    def __init__(self, default_value=0, low=None, high=None, **more):
        super().__init__(default_value, **more)
        self.low, self.high = low, high

    def validate(self, obj, value):
        whole = isinstance(value, kinds.Integral) and not isinstance(value, bool)
        if not whole or not _within(value, self.low, self.high):
            raise Refused(f"{self.name} must be a whole number{_range(self.low, self.high)}, not {shown(value)}")
        return int(value)


class Choice(traitlets.Enum):
    """One of some names."""

    def validate(self, obj, value):
        if not isinstance(value, str) or value not in self.values:
            raise Refused(f"{self.name}={shown(value)} is not known; choose one of {', '.join(self.values)}")
        return value


class Switch(traitlets.Bool):
    """True or False."""

    def validate(self, obj, value):
        if not isinstance(value, bool):
            raise Refused(f"{self.name} must be True or False, not {shown(value)}")
        return value


class Words(traitlets.Unicode):
    """A text."""

    def validate(self, obj, value):
        if not isinstance(value, str):
            raise Refused(f"{self.name} must be a text, not {shown(value)}")
        return value


class Numbers(traitlets.List):
    """A list of finite numbers; arrays are as good."""

    def validate(self, obj, value):
        try:
            return numbers(self.name, value)
        except ValueError as error:
            raise Refused(str(error)) from None


class Names(traitlets.List):
    """A list of ``least`` or more of some names."""

    def __init__(self, known, default_value=(), least=1, **more):
        super().__init__(default_value=list(default_value), **more)
        self.known, self.least = known, least

    def validate(self, obj, value):
        try:
            return names(self.name, value, self.known, self.least)
        except ValueError as error:
            raise Refused(str(error)) from None


class Later(traitlets.Any):
    """What a validator of its view checks, in words of its own."""


def _within(value, low, high):
    return (low is None or value >= low) and (high is None or value <= high)


def _range(low, high):
    if high is not None:
        return f" from {low} to {high}"
    return "" if low is None else f", {low} or more"
