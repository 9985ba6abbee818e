"""Values as a table shows them: what is expected and what came are texts that differ wherever the values do."""

import numbers

import numpy as np

from dlcourse.check.harness.compare import as_array, beyond, close, kind_of

FEW = 6  # entries of an array that is shown whole


def number_text(number, digits=6):
    """A number with so many digits, without an exponent where none is needed."""
    return f"{float(number):.{digits}g}"


def value_text(value):
    """A number as it is, a small array whole, a larger one by its shape and its first entry."""
    array = None if isinstance(value, tuple) else as_array(value)
    if array is None:
        return _other_text(value)
    if array.ndim == 0:
        return number_text(array)
    if 0 < array.size <= FEW and array.ndim == 1:
        return f"[{', '.join(number_text(entry, 4) for entry in array)}]"
    first = f", first entry {number_text(array.flat[0], 4)}" if array.size else ""
    return f"shape {array.shape}{first}"


def _other_text(value):
    if isinstance(value, (tuple, list)) and 0 < len(value) <= 4 and all(as_array(part) is not None for part in value):
        return ", ".join(map(value_text, value))[:100]
    if isinstance(value, (np.ndarray, dict)) or value is None:
        return f"a dictionary of {len(value)}" if isinstance(value, dict) else kind_of(value)
    try:
        return repr(value)[:60]
    except Exception:
        return type(value).__name__


def two_texts(want, got, names=()):
    """What is expected and what came, as two texts that do not read alike.

    Of arrays of one shape the first entry that differs is shown, of several answers the first one that differs, of
    numbers as many digits as it takes; where the values are equal, their kinds.

    Parameters
    ----------
    want, got : anything
    names : what the parts of a tuple are called, in their order

    Returns
    -------
    (str, str)
    """
    try:
        expected, came = _two(want, got, tuple(names))
    except Exception:  # an odd object of a student's
        expected, came = _other_text(want), type(got).__name__
    return expected, told_apart(expected, came, want, got)


def told_apart(expected, came, want=None, got=None):
    """``came``, with a word added where it reads like ``expected``."""
    if not expected or _read(expected) != _read(came):
        return came
    if beyond(got) and as_array(got) is not None:
        return f"{came} (beyond all measure)"
    kinds = kind_of(want), kind_of(got)
    if kinds[0] != kinds[1] and got is not None:
        return f"{came} (of the type {kinds[1]})"
    return f"{came} (another one)"


def _read(text):
    return "".join(str(text).split()).casefold()


def _two(want, got, names):
    if isinstance(want, dict) and isinstance(got, dict):
        return _dictionaries(want, got)
    # An answer of several parts has names, or parts of several shapes; other lists are arrays.
    if isinstance(want, (tuple, list)) and (names or as_array(want) is None):
        return _parts(want, got, names)
    mine, right = as_array(got), as_array(want)
    if mine is None or right is None:
        return value_text(want), _other_text(got)
    if mine.shape != right.shape:
        return _shape_text(right), _shape_text(mine)
    if mine.ndim == 0:
        return _numbers(right, mine)
    far = ~close(mine, right)
    where = tuple(int(i) for i in np.argwhere(far if far.any() else mine != right)[:1].ravel())
    if not where:
        return value_text(want), value_text(got)
    if mine.size <= FEW and mine.ndim == 1:
        pairs = [_numbers(*pair, 4) for pair in zip(right, mine, strict=True)]
        return tuple(f"[{', '.join(side)}]" for side in zip(*pairs, strict=True))
    place = f" at [{', '.join(map(str, where))}]"
    return tuple(text + place for text in _numbers(right[where], mine[where]))


def _numbers(want, got, digits=6):
    """Two numbers with the same digits, as many as it takes to tell them apart."""
    for more in range(digits, 18):
        texts = number_text(want, more), number_text(got, more)
        if texts[0] != texts[1]:
            return texts
    return number_text(want, digits), number_text(got, digits)


def _shape_text(array):
    if array.ndim == 0:
        return f"one number, {number_text(array)}"
    return f"shape {array.shape}"


def _parts(want, got, names):
    if not isinstance(got, (tuple, list)):
        many = f"{len(want)} answers" + (f" ({', '.join(names)})" if names else "")
        array = as_array(got)
        if array is not None:
            return many, "one number" if array.ndim == 0 else f"one array of shape {array.shape}"
        return many, f"one {kind_of(got)}"
    if len(got) != len(want):
        return f"{len(want)} answers", f"{len(got)} answers"
    for k, (right, mine) in enumerate(zip(want, got, strict=True)):
        name = names[k] if k < len(names) else f"part {k}"
        if not _alike(right, mine):
            return tuple(f"{name}: {text}" for text in _two(right, mine, ()))
    return value_text(want), value_text(got)


def _dictionaries(want, got):
    for name, right in want.items():
        if name not in got:
            return str(name), f"no {name}"
        if not _alike(right, got[name]):
            return tuple(f"{name}: {text}" for text in _two(right, got[name], ()))
    more = [str(name) for name in got if name not in want]
    return ", ".join(map(str, want)), f"{', '.join(more)} besides"[:80]


def _alike(want, got):
    a, b = as_array(want), as_array(got)
    if a is None or b is None:
        return a is None and b is None and type(want) is type(got) and bool(want == got)
    return a.shape == b.shape and bool(np.all(close(b, a)))


def is_number(value):
    """Whether it is one real number of Python or NumPy, True and False aside."""
    return isinstance(value, numbers.Real) and not isinstance(value, (bool, np.bool_))
