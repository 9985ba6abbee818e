"""What the judge lends: its functions are asked for their values, never sent. Most values are sent along.

Where the judge has worked out beforehand what a function gives at the places that will be asked for, the answers travel
in the same frame, by a digest of the arguments; what is asked for twice crosses once.
"""

import struct
import sys
from _blake2 import blake2b

import numpy as np

MOST_KEPT = 5_000  # answers of one function
STEPS_OF_A_QUESTION = 5  # of a call whose steps are counted (see ``steps``): each costs a way to the judge and back


def digest(arguments):
    """A number for the arguments of a call, equal on both sides for equal types and bytes; None: not to be kept."""
    parts = []
    try:
        for value in arguments:
            _collect(value, parts, 4)
    except TypeError:
        return None
    return int.from_bytes(blake2b(b"".join(parts), digest_size=7).digest(), "little")


def _collect(value, parts, depth):
    kind = type(value)
    if kind is float:
        parts += b"f", struct.pack("<d", value)
    elif kind is np.ndarray and value.dtype.kind in "fiub":
        parts += f"a{value.dtype.str}{value.shape}".encode(), value.tobytes()
    elif kind in (np.float64, np.float32, np.int64, np.bool_):
        parts += b"s", value.dtype.str.encode(), value.tobytes()
    elif kind in (int, bool, str) or value is None:
        parts.append(f"{kind.__name__}{value!r};".encode())
    elif kind in (dict, list, tuple) and depth:
        parts.append(f"{kind.__name__}{len(value)};".encode())
        for item in value:
            _collect(item, parts, depth - 1)
            if kind is dict:
                _collect(value[item], parts, depth - 1)
    else:
        raise TypeError


def fresh(value):
    """A copy that shares no array with ``value``."""
    if type(value) is np.ndarray:
        return value.copy()
    if type(value) in (list, tuple):
        return type(value)(fresh(item) for item in value)
    return {key: fresh(item) for key, item in value.items()} if type(value) is dict else value


def remembering(asked, known):
    """``asked``, a function of its arguments alone, which is not asked again for what is ``known`` by its digest."""
    known = dict(known)

    def given(*arguments, **options):
        key = None if options else digest(arguments)
        if key is None or key not in known:
            value = asked(*arguments, **options)
            if key is None or len(known) >= MOST_KEPT:
                return value
            known[key] = value
        return fresh(known[key])

    given.__name__ = asked.__name__
    return untraced(given)


LOOKED_AT = [False]  # whether a look at a call is on: it passes over our own lines by itself


def untraced(function):
    """``function``, of whose own lines no step is counted or shown to a trace."""

    def quiet(*arguments, **options):
        if LOOKED_AT[0]:
            return function(*arguments, **options)
        before = sys.gettrace()
        sys.settrace(None)
        try:
            return function(*arguments, **options)
        finally:
            sys.settrace(before)

    quiet.__name__ = function.__name__
    return quiet
