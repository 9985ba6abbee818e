"""Frames: one JSON header and raw ``.npy`` arrays, the same on both sides of the wall. Never pickle.

A frame is 12 bytes (the mark, the length of the header, the length of the arrays), the header, and the arrays one
after the other. The header is ``{"m": message, "b": [length of each array]}``; a value inside a message is written as

* None, bool, int, float and str as themselves,
* ``["i", digits]`` for a longer int, in base 16,
* ``["l", ...]``, ``["t", ...]`` and ``["d", [key, value], ...]`` for lists, tuples and dictionaries, whose keys may be
  tuples of plain values,
* ``["a", k]`` for array k, ``["s", k]`` for a NumPy scalar (array k, of no dimension),
* ``["g", state]`` for a ``numpy.random.Generator`` over PCG64, ``["c", name]`` for a function of the other side,
  ``["k", [name, digests, answers]]`` for one of the judge's that hides nothing, with answers it gives (see ``lent``),
* ``["o", type]`` for anything else: the name of its type is all that crosses.
"""

import io
import json
import numbers
import re
import struct
from functools import lru_cache

import numpy as np

MARK = b"dlw1"
HEAD = struct.Struct(">4sII")
MAX_HEADER = 8 * 2**20
MAX_ARRAYS = 8 * 2**20  # a judge looks at every entry as float64: up to 64 MB
MAX_DEPTH = 12
MAX_ITEMS = 100_000
MAX_TEXT = 1_000_000  # letters of all texts in an answer
MAX_KEY = 10_000
MAX_DIMENSIONS = 16
INTEGERS = 2**63
MAX_BITS = 2**16  # of a longer int: 19,700 digits
DTYPES = frozenset(np.dtype(name) for name in (
    "?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8",
))  # fmt: skip
_HEX = re.compile(r"-?[0-9a-f]+")


class Malformed(ValueError):
    """Bytes that are no frame, or a frame that holds what no frame may."""


class Odd:
    """What is left of a value that cannot cross: its type has the name of the value's type."""

    def __repr__(self):
        return f"<{type(self).__name__}>"


def odd(name):
    """An :class:`Odd` whose type is called ``name``."""
    return type(str(name)[:80], (Odd,), {})()


# --- out --------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _npy_header(dtype, shape):
    out = io.BytesIO()
    np.lib.format.write_array_header_1_0(out, {"descr": dtype, "fortran_order": False, "shape": shape})
    return out.getvalue()


def _plain_array(value):
    """``value`` as one of the dtypes that cross, or None."""
    array = np.asarray(value)
    if type(array) is not np.ndarray:
        array = np.array(array, subok=False)
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = array.astype(np.float64)
    if array.dtype.byteorder == ">":
        array = array.astype(array.dtype.newbyteorder("<"))
    return array if array.dtype in DTYPES and array.ndim <= MAX_DIMENSIONS else None


def harmless(value, most=MAX_ITEMS // 10):
    """Whether ``value`` is plain data through and through and not too much: writing it runs no line of a submission."""
    waiting = [(value, 0)]
    while waiting:
        value, depth = waiting.pop()
        kind, most = type(value), most - 1
        if most < 0 or depth > MAX_DEPTH // 2:
            return False
        if kind in (dict, list, tuple):
            most -= len(value)
            items = [*value, *value.values()] if kind is dict and most > 0 else value
            waiting += [(item, depth + 1) for item in items] if most > 0 else [(None, MAX_DEPTH)]
        elif kind is np.ndarray or (issubclass(kind, np.generic) and kind.__module__ == "numpy"):
            most -= value.size
            if value.dtype not in DTYPES or value.ndim > MAX_DIMENSIONS:
                return False
        elif kind is str:
            most -= len(value) // 100
        elif not (value is None or kind in (bool, int, float)):
            return False
    return most >= 0


class Writer:
    """Turns values into nodes of a header and collects their arrays. ``functions`` gives the node of a callable.

    With ``once`` an array that comes again is written once (whoever reads it gets a copy each time); the values must
    stay as they are meanwhile. With ``one_rng`` a generator that comes again is the same one there.
    """

    def __init__(self, functions=None, once=False, one_rng=False):
        self.arrays, self.size, self.items, self.letters = [], 0, 0, 0
        self.functions, self.one_rng = functions, one_rng
        self.known = {} if once else None

    def node(self, value, depth=0):
        """The node of ``value``; what cannot cross becomes odd. Raises Malformed where it is too much."""
        self.items += 1
        if self.items > MAX_ITEMS or depth > MAX_DEPTH:
            raise Malformed("the answer holds too many things")
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            if -INTEGERS <= value < INTEGERS:
                return value
            return ["i", format(value, "x")] if value.bit_length() <= MAX_BITS else ["o", "int"]
        if kind is str:
            return self._text(value)
        if isinstance(value, np.ndarray):
            return self._array("a", value)
        if isinstance(value, np.generic):
            return self._array("s", value)
        if isinstance(value, dict):
            return ["d", *([self._key(key, depth), self.node(item, depth + 1)] for key, item in dict.items(value))]
        if isinstance(value, (list, tuple)):
            items = list.__iter__(value) if isinstance(value, list) else tuple.__iter__(value)
            return ["l" if isinstance(value, list) else "t", *(self.node(item, depth + 1) for item in items)]
        return self._other(value, kind)

    def _text(self, value):
        self.letters += len(value)
        if self.letters > MAX_TEXT:
            raise Malformed(f"the answer holds more than {MAX_TEXT:,} letters")
        return value

    def _key(self, key, depth):
        if type(key) is str:
            return self._text(key[:MAX_KEY])
        if key is None or type(key) in (bool, float) or (type(key) is int and key.bit_length() <= MAX_BITS):
            return self.node(key, depth + 1)
        if type(key) is tuple and _plain_key(key):
            return self.node(key, depth + 1)
        try:
            return f"({type(key).__name__}) {key}"[:80]
        except Exception:
            return "(?)"

    def _other(self, value, kind):
        if kind is np.random.Generator and type(value.bit_generator) is np.random.PCG64:
            state = value.bit_generator.state
            inner = {name: str(number) for name, number in state["state"].items()}
            if self.one_rng:
                inner["same"] = id(value)
            return ["g", {**inner, "has_uint32": state["has_uint32"], "uinteger": state["uinteger"]}]
        if self.functions is not None and callable(value):
            return self.functions(value)
        for base, plain in ((int, int.__int__), (float, float.__float__), (str, str.__str__)):
            if isinstance(value, base):
                return self.node(plain(value))
        if hasattr(kind, "__array__"):
            return self._array("a", value)
        if isinstance(value, numbers.Rational):  # a Fraction is a real number too
            return float(value)
        return ["o", kind.__name__[:80]]

    def _array(self, letter, value):
        if self.known is not None:
            if id(value) not in self.known:  # the value is kept, so that no other gets its number
                self.known[id(value)] = self._new_array(letter, value), value
            return self.known[id(value)][0]
        return self._new_array(letter, value)

    def _new_array(self, letter, value):
        array = _plain_array(value)
        if array is None:
            return ["o", type(value).__name__[:80]]
        if self.size + array.nbytes > MAX_ARRAYS:
            raise Malformed(f"the answer is larger than {MAX_ARRAYS // 2**20} MB")
        self.size += array.nbytes
        self.arrays.append(_npy_header(array.dtype.str, array.shape) + array.tobytes())
        return [letter, len(self.arrays) - 1]

    def frame(self, message):
        """The bytes of a frame with ``message``, whose nodes were made by this writer."""
        header = json.dumps({"m": message, "b": [len(data) for data in self.arrays]}).encode()
        if len(header) > MAX_HEADER:
            raise Malformed("the answer holds too many things")
        body = b"".join(self.arrays)
        return HEAD.pack(MARK, len(header), len(body)) + header + body


def _plain_key(key, depth=0):
    """Whether a tuple holds plain values alone, or such tuples: whoever reads it can use it as a key, too."""
    return depth < MAX_DEPTH and all(
        _plain_key(one, depth + 1) if type(one) is tuple else one is None or type(one) in (bool, int, float, str)
        for one in key
    )


# --- in ---------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _npy_layout(header):
    """(dtype, shape) of a ``.npy`` header. Raises Malformed for anything but a plain array of whitelisted numbers."""
    try:
        shape, fortran, dtype = np.lib.format.read_array_header_1_0(io.BytesIO(header), max_header_size=1000)
    except Exception as error:
        raise Malformed(f"no .npy header: {error}") from None
    if dtype not in DTYPES or dtype.byteorder == ">" or fortran or len(shape) > MAX_DIMENSIONS:
        raise Malformed(f"an array of {dtype} cannot cross")
    if any(type(n) is not int or not 0 <= n <= MAX_ARRAYS for n in shape):
        raise Malformed("an array of impossible shape")
    return dtype, shape


def _array_of(data):
    if len(data) < 12 or data[:8] != b"\x93NUMPY\x01\x00":
        raise Malformed("no .npy array")
    end = 10 + int.from_bytes(data[8:10], "little")
    if end > 1010:
        raise Malformed("a .npy header that is too long")
    dtype, shape = _npy_layout(bytes(data[8:end]))
    count = 1
    for n in shape:
        count *= n
    if count * dtype.itemsize != len(data) - end:
        raise Malformed("an array whose bytes do not fit its shape")
    return np.frombuffer(data, dtype, count, end).reshape(shape).copy()


class Reader:
    """Turns nodes back into values. ``functions`` maps the name of a function to a callable; without it none cross.

    ``remembering(function, {digest: answer})`` is the sandbox's alone, which trusts what the judge sends.
    """

    def __init__(self, arrays, functions=None, remembering=None):
        self.arrays, self.functions, self.remembering, self.items = arrays, functions, remembering, 0
        self.generators, self.lent, self.left = {}, {}, MAX_ARRAYS

    def value(self, node, depth=0):
        """The value of a node. Raises Malformed."""
        self.items += 1
        if self.items > MAX_ITEMS or depth > MAX_DEPTH:
            raise Malformed("the answer holds too many things")
        if node is None or type(node) in (bool, float, str):
            return node
        if type(node) is int and -INTEGERS <= node < INTEGERS:
            return node
        if type(node) is not list or not node or type(node[0]) is not str:
            raise Malformed("a value that is none of ours")
        letter, rest = node[0], node[1:]
        if letter == "l":
            return [self.value(item, depth + 1) for item in rest]
        if letter == "t":
            return tuple(self.value(item, depth + 1) for item in rest)
        if letter == "d":
            return {self._key(key, depth): self.value(item, depth + 1) for key, item in map(_pair, rest)}
        if len(rest) != 1:
            raise Malformed("a value that is none of ours")
        return self._single(letter, rest[0])

    def _key(self, node, depth):
        key = self.value(node, depth + 1)
        if type(node) is list and not (type(key) is int or (type(key) is tuple and _plain_key(key))):
            raise Malformed("a dictionary that is none of ours")
        return key

    def _single(self, letter, rest):
        if letter in "as" and type(rest) is int and 0 <= rest < len(self.arrays):
            self.left -= len(self.arrays[rest])
            # One array, named a thousand times, would be copied as often.
            if self.left < 0 and self.remembering is None:
                raise Malformed("the answer is too large")
            array = _array_of(self.arrays[rest])
            if letter == "a":
                return array
            if array.ndim == 0:
                return array[()]
        if letter == "i" and type(rest) is str and len(rest) <= MAX_BITS // 4 + 1 and _HEX.fullmatch(rest):
            return int(rest, 16)
        if letter == "o" and type(rest) is str and len(rest) <= 80 and rest.isprintable():
            return odd(rest)
        if letter == "g":
            made = _generator(rest)
            return self.generators.setdefault(rest["same"], made) if self.remembering and "same" in rest else made
        if letter == "c" and self.functions is not None and type(rest) is str:
            return self.functions(rest)
        if letter == "k" and self.remembering is not None:
            if rest[0] not in self.lent:
                parts = map(self.value, rest[1:])
                known = dict(zip(*(p.tolist() if isinstance(p, np.ndarray) else p for p in parts), strict=True))
                self.lent[rest[0]] = self.remembering(self.functions(rest[0]), known)
            return self.lent[rest[0]]
        raise Malformed("a value that is none of ours")


def unchanged(value, node, arrays):
    """Whether ``value``, which was read from ``node`` of a frame with ``arrays``, is still what it was."""
    if type(node) is not list:
        return type(value) is type(node) and (value == node or value != value)
    letter, rest = node[0], node[1:]
    if letter in "as":
        plain = isinstance(value, np.generic) if letter == "s" else type(value) is np.ndarray
        return (
            plain
            and value.dtype in DTYPES
            and _npy_header(value.dtype.str, value.shape) + value.tobytes() == arrays[rest[0]]
        )
    if letter == "d":
        return (
            type(value) is dict
            and list(value) == [pair[0] for pair in rest]
            and all(unchanged(value[pair[0]], pair[1], arrays) for pair in rest)
        )
    if letter == "i":
        return type(value) is int and format(value, "x") == rest[0]
    if letter in "lt":
        return (
            type(value) in (list, tuple)
            and len(value) == len(rest)
            and all(unchanged(item, part, arrays) for item, part in zip(value, rest, strict=True))
        )
    return True  # a function, a generator: none that the checks look at


def _pair(node):
    if type(node) is not list or len(node) != 2 or type(node[0]) not in (str, int, float, bool, type(None), list):
        raise Malformed("a dictionary that is none of ours")
    return node


def _generator(state):
    try:
        if len(state["state"]) > 45 or len(state["inc"]) > 45:
            raise Malformed("no state of a generator")
        inner = {"state": int(state["state"]), "inc": int(state["inc"])}
        generator = np.random.Generator(np.random.PCG64(0))
        generator.bit_generator.state = {
            "bit_generator": "PCG64", "state": inner,
            "has_uint32": int(state["has_uint32"]), "uinteger": int(state["uinteger"]),
        }  # fmt: skip
    except Exception:
        raise Malformed("no state of a generator") from None
    return generator


def head(data):
    """(length of the header, length of the arrays) from a frame's first 12 bytes. Raises Malformed."""
    mark, header, body = HEAD.unpack(data)
    if mark != MARK or header > MAX_HEADER or body > MAX_ARRAYS + 2**20:
        raise Malformed("no frame")
    return header, body


def parse(header, body):
    """(message, arrays as bytes) of a frame. Raises Malformed."""
    try:
        whole = json.loads(header)
        message, lengths = whole["m"], whole["b"]
        if type(message) is not dict or type(lengths) is not list or len(lengths) > MAX_ITEMS:
            raise Malformed("no frame")
        arrays, start = [], 0
        for length in lengths:
            if type(length) is not int or length < 0 or start + length > len(body):
                raise Malformed("no frame")
            arrays.append(body[start : start + length])
            start += length
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Malformed(f"no frame: {type(error).__name__}") from None
    if start != len(body):
        raise Malformed("no frame")
    return message, arrays
