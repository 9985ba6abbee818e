"""Bytes that a submission may send in place of a frame: each is a value or Malformed, and costs the judge little."""

import json
import struct
import tracemalloc

import numpy as np
import pytest
from dlgrader.sandbox.inside import frames
from hypothesis import given, settings
from hypothesis import strategies as st


def npy(text, data=b""):
    """A .npy array with any header."""
    header = text.encode() + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data


def header(descr, shape, fortran=False):
    return f"{{'descr': {descr!r}, 'fortran_order': {fortran}, 'shape': {shape}, }}"


def read(node, *arrays):
    """What the judge makes of a node and its arrays, by way of a whole frame."""
    text, body = json.dumps({"m": {"value": node}, "b": [len(a) for a in arrays]}).encode(), b"".join(arrays)
    lengths = frames.head(frames.HEAD.pack(frames.MARK, len(text), len(body)))
    message, found = frames.parse(text, body)
    assert lengths == (len(text), len(body))
    return frames.Reader(found).value(message["value"])


ARRAYS = {
    "objects": npy(header("|O", "(1,)"), b"\x00" * 8),
    "a pickle behind objects": npy(header("|O", "(1,)"), b"cos\nsystem\n(S'true'\ntR."),
    "structured": npy(header([("a", "<f8"), ("b", "|O")], "(1,)"), b"\x00" * 16),
    "structured of plain numbers": npy(header([("a", "<f8")], "(1,)"), b"\x00" * 8),
    "nested array type": npy(header(("<f8", (2, 2)), "(1,)"), b"\x00" * 32),
    "void": npy(header("|V8", "(1,)"), b"\x00" * 8),
    "text": npy(header("<U2", "(1,)"), b"\x00" * 8),
    "times": npy(header("<M8[s]", "(1,)"), b"\x00" * 8),
    "complex": npy(header("<c16", "(1,)"), b"\x00" * 16),
    "long double": npy(header("<f16", "(1,)"), b"\x00" * 16),
    "other byte order": npy(header(">f8", "(1,)"), b"\x00" * 8),
    "Fortran's order": npy(header("<f8", "(2, 2)", True), b"\x00" * 32),
    "more than there is": npy(header("<f8", "(1000000,)"), b"\x00" * 8),
    "less than there is": npy(header("<f8", "(1,)"), b"\x00" * 80),
    "negative": npy(header("<f8", "(-1,)"), b"\x00" * 8),
    "negative twice": npy(header("<f8", "(-1, -1)"), b"\x00" * 8),
    "true as a length": npy(header("<f8", "(True,)"), b"\x00" * 8),
    "a text as shape": npy(header("<f8", "'11'"), b"\x00" * 8),
    "beyond an address": npy(header("<f8", "(9223372036854775807, 2)"), b""),
    "wraps around": npy(header("<f8", "(4294967296, 4294967296)"), b""),
    "nothing by something huge": npy(header("<f8", "(0, 4611686018427387904)"), b""),
    "thirty dimensions": npy(header("<f8", "(1,) * 30"), b"\x00" * 8),
    "many dimensions": npy(header("<f8", "(" + "1, " * 30 + ")"), b"\x00" * 8),
    "code as header": npy("__import__('os').system('true')"),
    "deep header": npy("(" * 400 + ")" * 400),
    "another version": b"\x93NUMPY\x02\x00" + b"\x10\x00\x00\x00" + b" " * 16,
    "a header longer than all": b"\x93NUMPY\x01\x00\xff\xff{}",
    "an archive": b"PK\x03\x04" + b"\x00" * 60,
    "nothing": b"",
}


@pytest.mark.parametrize("data", ARRAYS.values(), ids=ARRAYS)
def test_only_plain_numbers_of_the_size_they_claim_cross(data):
    with pytest.raises(frames.Malformed):
        read(["a", 0], data)


@pytest.mark.parametrize("shape", [(), (0,), (2, 0), (3, 1), (1,) * 16])
def test_plain_numbers_do(shape):
    for dtype in frames.DTYPES:
        writer = frames.Writer()
        node = writer.node(np.ones(shape, dtype))
        assert read(node, *writer.arrays).dtype == dtype


NODES = {
    "no such array": ["a", 1], "a negative array": ["a", -1], "true as a number": ["a", True], "no letter": [1, 2],
    "both letters": ["as", 0], "a dictionary": {"a": 1}, "a large integer": 2**70, "no pair": ["d", [1]],
    "a list as key": ["d", [[1], 2]], "a list of ours as key": ["d", [["l", 1], 2]],
    "a list in a tuple as key": ["d", [["t", ["l", 1]], 2]], "an array as key": ["d", [["a", 0], 2]],
    "no digits": ["i", "12 "], "an endless number": ["i", "f" * 20_000], "a number as digits": ["i", 12],
    "a callable": ["c", "given0"], "source": ["p", ["f", "def f(): pass", None]],
    "lone surrogate as a type": ["o", "\ud800"], "zero in a type": ["o", "a\0b"], "a long type": ["o", "x" * 81],
    "no generator": ["g", {"state": "1"}], "a generator of text": ["g", {"state": "x", "inc": "1"}],
    "a huge generator": ["g", {"state": "9" * 44, "inc": "9" * 44, "has_uint32": 1e308, "uinteger": -1}],
    "too deep": eval("['l'," * 20 + "1" + "]" * 20), "nothing": [],
}  # fmt: skip


@pytest.mark.parametrize("node", NODES.values(), ids=NODES)
def test_nodes_that_are_none(node):
    with pytest.raises(frames.Malformed):
        read(node, npy(header("<f8", "(1,)"), b"\x00" * 8))


def test_one_array_named_many_times_is_not_copied_without_end():
    """8 MB of bytes would become 800 GB."""
    size = 2**22
    data = npy(header("|u1", f"({size},)"), b"\x01" * size)
    tracemalloc.start()
    with pytest.raises(frames.Malformed):
        read(["l", *[["a", 0]] * 1000], data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 50 * 2**20


@pytest.mark.parametrize(
    "data",
    [
        struct.pack(">4sII", b"dlw1", 2**32 - 1, 0),
        struct.pack(">4sII", b"dlw1", 0, 2**32 - 1),
        struct.pack(">4sII", b"dlw0", 1, 1),
        b"\x00" * 12,
    ],
)
def test_the_first_bytes_do_not_make_the_judge_wait_for_gigabytes(data):
    with pytest.raises(frames.Malformed):
        frames.head(data)


HEADERS = {
    "no JSON": b"{", "a list": b"[]", "no lengths": b'{"m": {}}', "a length that is a text": b'{"m": {}, "b": ["1"]}',
    "true as a length": b'{"m": {}, "b": [true]}', "negative": b'{"m": {}, "b": [-1, 2]}', "deep": b"[" * 10**5,
    "a long number": b'{"m": {}, "b": [' + b"9" * 10**5 + b"]}", "not UTF-8": b'{"m": {}, "b": []}\xff',
    "infinite": b'{"m": {}, "b": [Infinity]}', "message of none": b'{"m": null, "b": []}',
}  # fmt: skip


@pytest.mark.parametrize("data", HEADERS.values(), ids=HEADERS)
def test_headers_that_are_none(data):
    with pytest.raises(frames.Malformed):
        frames.parse(data, b"x")


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5)
    | st.sampled_from(["a", "s", "l", "t", "d", "o", "g", "c", "p"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(values, min_size=1), st.binary(max_size=200), st.sampled_from(list(ARRAYS.values())))
def test_whatever_comes_is_a_value_or_malformed(node, data, array):
    for body in (data, array):
        try:
            read(node, body)
        except frames.Malformed:
            continue


@settings(max_examples=200, deadline=None)
@given(st.binary(min_size=12, max_size=300))
def test_any_bytes_are_a_frame_or_malformed(data):
    try:
        frames.head(data[:12])
        frames.parse(data[12:], b"")
    except frames.Malformed:
        return


class Telling(dict):
    """Data that would run code of its own when it is written."""


LOOP = [1.0]
LOOP.append(LOOP)
SHARED = [0] * 10
for _ in range(6):
    SHARED = [SHARED] * 10  # ten million numbers, in a few lists


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ({"z1": 0.5, "dW1": np.array([1.0, 2.0]), 3: (None, True, "text")}, True),
        ([np.float32(1.5), np.int64(2)], True),
        (Telling(a=1), False),
        ({"a": Telling()}, False),
        ({Telling.__name__: object()}, False),
        ([np.array([object()])], False),
        (np.ma.masked_array([1.0], [True]), False),
        (LOOP, False),
        (SHARED, False),
        (np.zeros(frames.MAX_ITEMS), False),
        (list(range(frames.MAX_ITEMS)), False),
    ],
    ids=range(11),  # what these objects print holds addresses, and each worker of a run has its own
)
def test_only_plain_data_is_written_where_no_line_of_a_submission_may_run(value, safe):
    assert frames.harmless(value) is safe
    if safe:
        frames.Writer().node(value)


PLAIN = {
    "a long number": 3**200, "one below 0": -(2**64), "a long text": "\u00e9\ud800" * 50_000, "nothing": None,
    "true": True, "tuples as keys": {("a", 1): 2, ("a", (None, 2.5)): [], 10**30: "x"},
    "not a number": [float("inf"), -0.0],
    "nested": {"a": [(1, "b", {"c": None})], 2: (True, [])},
}  # fmt: skip


@pytest.mark.parametrize("value", PLAIN.values(), ids=PLAIN)
def test_plain_values_of_python_cross_as_they_are(value):
    writer = frames.Writer()
    node = writer.node(value)
    assert repr(read(json.loads(json.dumps(node)))) == repr(value)
    assert frames.unchanged(value, node, []) or isinstance(value, dict)


def test_a_number_in_a_list_that_a_call_changed_is_seen():
    node = frames.Writer().node([3**200])
    assert frames.unchanged([3**200], node, []) and not frames.unchanged([3**200 + 1], node, [])


def test_what_is_too_much_of_them_is_refused_where_it_is_written():
    for value in ("x" * (frames.MAX_TEXT + 1), ["x" * 1000] * 1001, {"k" * 10_000 + str(k): 1 for k in range(101)}):
        with pytest.raises(frames.Malformed, match="more than 1,000,000 letters"):
            frames.Writer().node(value)
    assert frames.Writer().node(2 ** (frames.MAX_BITS + 1)) == ["o", "int"]
    assert not frames.harmless("x" * frames.MAX_TEXT)
