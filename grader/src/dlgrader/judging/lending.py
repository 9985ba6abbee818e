"""What the judge lends to a submission: functions that are asked for here. Values cross the wall, code never.

Right code that was lent to one question could be kept, and answer another.
"""

from __future__ import annotations

import math

import numpy as np

from dlgrader.sandbox.inside import frames, lent
from dlgrader.sandbox.process import Gone, Late

MOST_WORK = 4_000  # entries of arrays, and whole numbers such as layer sizes, in the arguments of one callback
MOST_DEPTH = 4  # of our functions that ask theirs that ask ours


def node(name: str, function, writer: frames.Writer | None) -> list:
    """The node of a function of ours, known as ``name`` there. What it has been noted to give travels along."""
    if not hasattr(function, "noted"):
        return ["c", name]
    writer = writer or frames.Writer()
    known = {lent.digest(arguments): value for arguments, value in function.noted}
    known.pop(None, None)
    digests, values = list(known), list(known.values())
    if known and all(type(value) is float for value in values):  # one array crosses more quickly than many numbers
        digests, values = np.array(digests, dtype=np.int64), np.array(values)
    return ["k", [name, writer.node(digests), writer.node(values)]]


def call_back(submission, message: dict, reader: frames.Reader, functions: dict, deadline: float, depth: int) -> None:
    """Answer a call of one of ``functions``. Raises Malformed, Late, Gone."""
    name, nodes, given = message.get("name"), message.get("arguments"), message.get("options")
    if type(name) is not str or name not in functions or type(nodes) is not list or type(given) is not dict:
        raise frames.Malformed("a function that nobody gave")
    writer, function = frames.Writer(), functions[name]
    if depth < MOST_DEPTH:
        reader.functions = lambda name: _theirs(submission, name, functions, deadline, depth + 1)
    try:
        arguments = [reader.value(node) for node in nodes]
        options = {name: reader.value(node) for name, node in given.items()}
        if _work([arguments, options]) > MOST_WORK:
            raise ValueError("more than any network here needs")
        with np.errstate(all="ignore"):
            reply = {"value": writer.node(function(*arguments, **options))}
        # A generator that was drawn from has moved on, there as well as here.
        reply["generators"] = [
            writer.node(value) if isinstance(value, np.random.Generator) else None for value in arguments
        ]
    except (frames.Malformed, Late, Gone):
        raise
    except Exception as error:
        reply, writer = {"error": f"{type(error).__name__}: {error}"[:300]}, None
    submission.box.send({"op": "answer", **reply}, writer)


def _theirs(submission, name: str, functions: dict, deadline: float, depth: int):
    """A function that the submission hands to one of ours: calling it asks there."""

    def theirs(*arguments):
        writer = frames.Writer()
        nodes = [writer.node(value) for value in arguments]
        submission.box.send({"op": "evaluate", "name": name, "arguments": nodes}, writer)
        message, reader = submission.answer(functions, deadline, "evaluated", depth)
        if "error" in message:
            raise ValueError(str(message["error"])[:300])
        return reader.value(message.get("value"))

    return theirs


def _work(value) -> float:
    """How much a helper may have to do for ``value``: a submission chooses it, the judge pays."""
    if isinstance(value, np.ndarray):
        # (60000, 0) times (0, 60000) has entries enough; numbers in a row may be layer sizes.
        entries = math.prod(max(side, 1) for side in value.shape)
        return entries + (_work(value.tolist()) if value.ndim < 2 and value.dtype.kind in "iu" else 0)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return 1 + sum(map(_work, value))
    return abs(value) if isinstance(value, int) else 1
