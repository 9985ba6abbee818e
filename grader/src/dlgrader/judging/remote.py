"""The trusted side of the wall: a student's function as a plain Python callable, so that the checks need not know.

Every call goes to a fork of the loaded submission. What comes back is bytes; a value that is none of ours, a process
that ends, silence: each becomes an exception of that call, and the next call gets a new fork.
"""

from __future__ import annotations

import contextlib
import re
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcourse.check.harness.calling import ManyCalls, NeverEnds
from dlgrader.judging import lending, origin
from dlgrader.judging.session import Call, Submission, on_the_clock
from dlgrader.sandbox.inside import frames
from dlgrader.sandbox.process import Gone, Late

# Fractions, numbers of five digits and more, and what is as long as coded bytes.
_TELLING = re.compile(r"[-+]?\d*\.\d+(?:e[-+]?\d+)?|\d+e[-+]?\d+|\d{5,}", re.IGNORECASE)
_LONG = re.compile(r"[^\s()\[\],]{33,}")
_NUMBER = re.compile(r"\d+")
MOST_NUMBERS = 12  # in an exception's text; NumPy's about shapes have fewer
MOST_MISSING = 20  # modules of one question
_CHANGEABLE = (np.random.Generator, np.ndarray, dict, list, tuple)  # a tuple may hold a list
MOST_LATE = 2  # calls of one function that may run into their limit before the others are not tried


def answer(submission: Submission, name: str, stand_ins: dict):
    """What the submission calls ``name``: a :class:`RemoteFunction`, or its value. Raises LookupError, Gone."""
    if name not in submission.loaded.names and submission.as_of is None:
        raise LookupError(name)
    if name in submission.loaded.functions:
        return RemoteFunction(submission, name, stand_ins)
    if name in submission.loaded.values and submission.as_of is None:
        node, arrays = submission.loaded.values[name]
        with contextlib.suppress(frames.Malformed):
            return frames.Reader(arrays).value(node)
    try:
        session = (submission.question, ())  # the fork that will answer the question's calls
        node, reader = next(
            submission.ask(session, {"op": "get", "name": name}, {}, on_the_clock(submission.call_seconds))
        )
    except (Late, frames.Malformed):
        raise LookupError(name) from None
    if isinstance(node, list) and node and node[0] == "o":
        return RemoteFunction(submission, name, stand_ins)
    try:
        return reader.value(node)
    except frames.Malformed:
        raise LookupError(name) from None


@dataclass
class Answer:
    """What one call gave: its value or error, and the arguments as it left them, the judge's own where unchanged."""

    arguments: list
    value: Any = None
    error: BaseException | None = None
    overflow: bool = False
    seconds: float = 0

    def take(self):
        """The value. Warns and raises as the call did there."""
        if self.overflow:
            warnings.warn("overflow encountered", RuntimeWarning, stacklevel=2)
        if self.error is not None:
            raise self.error
        return self.value


class RemoteFunction(ManyCalls):
    """A student's function on the other side of the wall. Calling it raises what it raised there.

    ``remote`` tells the checks that it takes :meth:`many` calls at once, and that the clock stops one without end.
    """

    remote = True

    def __init__(self, submission: Submission, name: str, stand_ins: dict, replaced: tuple[str, ...] = ()):
        self._submission, self.__name__, self._stand_ins, self._replaced = submission, name, stand_ins, replaced
        self._late, self._seed = 0, 0
        self._why: BaseException | None = None  # what the last call that was stopped ended with
        self.count: tuple[str, ...] = ()
        self.steps: int | None = None  # how many a call may take; None leaves it to the clock

    def with_stand_ins(self, keep: tuple[str, ...]) -> RemoteFunction | None:
        """The same function where other questions' functions are right ones (``check.harness.substitutes``)."""
        if self._submission.shared:  # all are tried together, as they are
            return None
        names = tuple(name for name in self._stand_ins if name not in keep and name != self.__name__)
        return RemoteFunction(self._submission, self.__name__, self._stand_ins, names)

    def __call__(self, *arguments, **options):
        answer = self.many([(list(arguments), options)], True)[0]
        for old, new in zip(arguments, answer.arguments, strict=True):
            if old is not new:  # what the call did to its arguments is done to the judge's
                _restore(old, new)
        return answer.take()

    def many(
        self, given: list[tuple[list, dict]], one_rng: bool = False, global_seed: int | None = None
    ) -> list[Answer]:
        """The answers to many calls, each with arguments and options, made one after the other in one process.

        With ``one_rng`` a generator that several calls are given is the same one there, and moves on here as well.
        """
        self._seed = global_seed or 0  # two calls alike stay alike there, whatever they draw from np.random
        answers, alone = [], False
        while len(answers) < len(given):
            rest = given[len(answers) :]
            if self._late >= (1 if self._submission.shared else MOST_LATE):
                return answers + [Answer(arguments, error=self._why) for arguments, _ in rest]
            rest = rest[:1] if alone else rest
            problem = self._ask(rest, one_rng, answers)
            if problem is not None and len(rest) == 1:
                answers.append(self._failed(rest[0][0], problem))
            elif problem is not None:  # one of them broke it: from here on each is asked by itself, to see which
                alone = True
        return answers

    def _ask(self, given: list, one_rng: bool, answers: list[Answer]) -> Exception | None:
        """Append the answers that come; what came in place of one, or None. A call that was stopped is the last."""
        functions, submission = {name: self._stand_ins[name] for name in self._replaced}, self._submission
        nodes: dict[int, list] = {}
        writer = frames.Writer(lambda function: self._lend(function, functions, nodes, writer), True, one_rng)
        seconds = submission.call_seconds
        calls = [
            [[writer.node(value) for value in arguments], {name: writer.node(value) for name, value in options.items()}]
            for arguments, options in given
        ]
        request = {
            "op": "call", "name": self.__name__, "seconds": seconds, "count": list(self.count), "calls": calls,
            "generators": one_rng, "global_seed": self._seed, "steps": self.steps,
        }  # fmt: skip
        try:
            session = (submission.question, self._replaced)
            messages = submission.ask(session, request, functions, on_the_clock(seconds), writer, len(given))
            for (message, reader), (arguments, options) in zip(messages, given, strict=False):
                answers.append(self._read(message, reader, arguments, options))
                if _out_of_time(message):  # the calls behind it have not been made
                    break
        except (Late, frames.Malformed, Gone) as problem:
            return problem
        return None

    def _failed(self, arguments: list, problem: Exception) -> Answer:
        if isinstance(problem, frames.Malformed):
            return Answer(arguments, error=_error("Malformed", f"what it returned cannot be read ({problem})"))
        self._late += 1
        self._why = _error("Stopped", problem.reason) if isinstance(problem, Gone) else NeverEnds()
        return Answer(arguments, error=self._why)

    def _lend(self, function, functions: dict, nodes: dict, writer: frames.Writer) -> list:
        """The node of a function that is an argument, of several calls perhaps. Its code stays here."""
        if id(function) not in nodes:
            name = f"given{len(functions)}"
            functions[name] = function
            nodes[id(function)] = lending.node(name, function, writer)
        return nodes[id(function)]

    def _read(self, message: Any, reader: frames.Reader, given: list, options: dict) -> Answer:
        """The answer in a message. Raises nothing: it may hold anything."""
        answer = Answer(list(given))
        try:
            nodes, seconds = message["arguments"], message.get("seconds")
            answer.seconds = round(seconds, 6) if type(seconds) is float and 0 <= seconds < 1e6 else 0
            for position, node in enumerate(nodes if len(nodes) == len(given) else ()):
                if node is not None and isinstance(given[position], _CHANGEABLE):
                    answer.arguments[position] = reader.value(node)
                    if isinstance(given[position], np.random.Generator):
                        _restore(given[position], answer.arguments[position])
            answer.overflow = bool(message.get("overflow"))
            if message.get("global_random"):
                np.random.random()  # noqa: NPY002 - the checks look at the global generator of this process
            if isinstance(message.get("missing"), str) and len(self._submission.missing) < MOST_MISSING:
                self._submission.missing.add(message["missing"][:80])
            if isinstance(message.get("error"), list) and len(message["error"]) == 2:
                name, text = message["error"]
                answer.error = self._raised(str(name), str(text), message.get("stub"))
                place = origin.said_of(message.get("origin"), self._submission.cells)
                vars(answer.error)["place_said"] = place  # the checks look for it there
                return answer
            answer.value = reader.value(message["value"])
        except (KeyError, TypeError, AttributeError, frames.Malformed) as problem:
            answer.error = _error("Malformed", f"what it returned cannot be read ({problem})")
            return answer
        counts = message.get("counts")
        counts = {k: v for k, v in counts.items() if type(v) is int} if isinstance(counts, dict) else {}
        self._submission.calls.append(Call(self.__name__, given, answer.value, counts, options, self._replaced))
        return answer

    def _raised(self, name: str, text: str, stub: object) -> BaseException:
        if name in ("TimeIsUp", "TooManySteps"):
            self._late, self._why = self._late + (name == "TimeIsUp"), NeverEnds()
            return self._why
        if self._submission.hidden:
            name, text = without_numbers(name), without_numbers(text)
        return NotImplementedError(text) if stub else _error(name, text)


def without_numbers(text: str) -> str:
    """What an exception says, without what it may hold of its call's inputs: fractions, long or many numbers, codes.

    Shapes, places and names stay, because they say what went wrong. Who is bent on it can still put inputs into words;
    they are of no use, since another file gets others.
    """
    # The long runs first: then no run of digits is long, and the time that the rest takes grows with the text alone.
    text = _LONG.sub(lambda run: "..." if _NUMBER.search(run[0]) else run[0], text)
    text = _TELLING.sub("...", text)
    return _NUMBER.sub("...", text) if len(_NUMBER.findall(text)) > MOST_NUMBERS else text


def _out_of_time(message: object) -> bool:
    error = message.get("error") if isinstance(message, dict) else None
    return isinstance(error, list) and error[:1] == ["TimeIsUp"]


def _restore(old, new) -> None:
    if isinstance(old, np.random.Generator):
        if isinstance(new, np.random.Generator):
            old.bit_generator.state = new.bit_generator.state
    elif isinstance(old, np.ndarray):
        if isinstance(new, np.ndarray) and new.shape == old.shape and new.dtype == old.dtype:
            old[...] = new
        elif isinstance(new, np.ndarray):
            old.resize(new.shape, refcheck=False)
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in [key for key in old if key not in new]:
            del old[key]
        for key, value in new.items():
            if isinstance(old.get(key), np.ndarray) and isinstance(value, np.ndarray) and old[key].shape == value.shape:
                _restore(old[key], value)
            elif not _alike(old.get(key), value):
                old[key] = value
    elif isinstance(old, list) and isinstance(new, list) and not _alike(old, new):
        old[:] = new


def _alike(old, new) -> bool:
    try:
        return type(old) is type(new) and bool(np.array_equal(np.asarray(old), np.asarray(new), equal_nan=False))
    except (TypeError, ValueError):
        return False


def _error(name: str, text: str) -> Exception:
    """An exception with the name that a student knows it by."""
    safe = name if name.isidentifier() else "Exception"
    return type(safe, (Exception,), {})(text)
