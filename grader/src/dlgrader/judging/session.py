"""A submission behind the wall: its cells have run there, and requests are answered by forks of what they left.

What comes back is bytes; a process that ends, or silence, ends the fork, and the next request gets a new one.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from dlgrader.judging import lending
from dlgrader.reading.cell import Cell
from dlgrader.sandbox.inside import frames
from dlgrader.sandbox.inside.cells import PATIENCE, SAID
from dlgrader.sandbox.limits import Limits
from dlgrader.sandbox.process import OUT_OF_CPU, Gone, Late, Sandbox

MOST_TOGETHER = 1.0  # seconds of a call in the fork that all questions share
MOST_LOADING = 0.25  # share of a submission's time for running its cells again, once for each question judged again
GRACE = 4.0  # seconds a process gets to stop by itself


def on_the_clock(seconds: float) -> float:
    """How long to wait for an answer that may take ``seconds`` of work."""
    return PATIENCE * seconds + GRACE


@dataclass
class Loaded:
    """What running the cells gave: outputs by position, errors by position, lines for the instructor."""

    outputs: dict[str, list] = field(default_factory=dict)
    errors: dict[int, tuple[str, str]] = field(default_factory=dict)
    missing: dict[int, str] = field(default_factory=dict)  # modules that were not there when a cell was run
    notes: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    values: dict[str, tuple] = field(default_factory=dict)  # by name, what a new reader makes one from
    changed_later: dict[str, object] = field(default_factory=dict)  # by position, names that an answer uses


@dataclass
class Call:
    """One call as the judge saw it, for what is looked at afterwards."""

    function: str
    arguments: list
    value: Any  # what the submission returned: anything
    counts: dict[str, int]
    options: dict = field(default_factory=dict)
    replaced: tuple[str, ...] = ()  # by right answers of ours, while it was made


class Submission:
    """A submission behind the wall: its cells have run, its functions can be called.

    Parameters
    ----------
    cells : its code cells, in order
    limits : Limits
    unsafe : without bubblewrap
    data : {name: value}, the course's data sets that its cells may ask for
    modules : {name: source}, the course's modules that its cells may import
    wanted : the names that will be asked for
    given : texts of the assignment's own cells; what they import and define is there for every cell
    """

    def __init__(
        self,
        cells: list[Cell],
        limits: Limits,
        unsafe: bool = False,
        data: dict | None = None,
        modules: dict[str, str] | None = None,
        wanted: Iterable[str] = (),
        given: Iterable[str] = (),
    ):
        self.cells, self.limits, self.unsafe, self.data = cells, limits, unsafe, data or {}
        self.modules, self.wanted, self.given = modules or {}, sorted(wanted), list(given)
        self.started = time.monotonic()
        self.loaded = Loaded()
        self.calls: list[Call] = []
        self.missing: set[str] = set()  # modules that calls asked for and did not get
        self._defining: set[int] = set()  # cells that did not end: the next time only their definitions are run
        self._skipped: set[int] = set()
        self._answers = False  # whether a process that its cells left has ever answered, or need not be asked again
        self._session: tuple[str | None, tuple[str, ...], int | None] | None = None
        self.question: str | None = None  # whose fork answers
        self.shared = False  # whether one fork answers for all questions
        self.as_of: int | None = None  # the answer's cell after which the names are what they were; None: at the end
        self.hidden = False  # whether the inputs of its calls must not be told
        self._box: Sandbox | None = None
        self._asked = False  # whether a fork of the cells in this sandbox has run: it may have left something
        self._apart = True  # whether the next fork may follow the one before in the same sandbox
        self._loading: list[float] = []  # seconds that it took to run the cells, each time
        self._load()

    @property
    def box(self) -> Sandbox:
        """The sandbox in which its cells have run last. Raises Gone before there is one."""
        if self._box is None:
            raise Gone("it was never started")
        return self._box

    # --- loading ------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Start a sandbox and run the cells; one that ends the process is run again without what ended it."""
        start = time.monotonic()
        for _ in range(2 * len(self.cells) + 1):
            if self.seconds_left() <= 0:
                break
            culprit = self._run_cells()
            if culprit is None:
                self._asked, self._apart = False, True
                self._loading.append(time.monotonic() - start)
                return
            known = self._defining if culprit not in self._defining else self._skipped
            known.add(culprit)
        raise Gone("its cells never came to an end")

    def seconds_left(self) -> float:
        return self.limits.total_seconds - (time.monotonic() - self.started)

    def _run_cells(self) -> int | None:
        """None when all ran, else the position of the cell that ended the process."""
        self._session = None
        # Counted here too: the runner's own count may be gone. JSON needs up to six letters for one.
        self._output_left = 8 * self.limits.output_bytes
        self._close_box()
        self._box, running = Sandbox(self.limits, self.unsafe, self.seconds_left()), None
        self.loaded = Loaded(notes=self.loaded.notes, outputs=self.loaded.outputs)
        cells = self._to_run()
        try:
            self._greet(cells)
            for running, *_ in cells:  # in this order and once each, whatever the frames say
                self._expect("cell", running, 60)
                self._keep(self._expect("ran", running, on_the_clock(self.limits.cell_seconds))[0])
            running = cells[-1][0] if cells else None
            ready, reader = self._expect("ready", None, 60)
            if self.box.out_of_memory():  # processes that its cells started
                self._note(f"its cells used more than {self.limits.memory_mb} MB of memory")
            self._note_what_is_full()
            self._settle(ready, reader)
        except (Gone, Late, frames.Malformed) as problem:
            return self._blame(running, problem)
        return None

    def _to_run(self) -> list[tuple]:
        """The cells as they are sent, each with its position first."""
        return [
            (cell.position, cell.source, self.limits.cell_seconds, cell.position in self._defining)
            for cell in self.cells
            if cell.position not in self._skipped
        ]

    def _greet(self, cells: list[tuple]) -> None:
        """Send them, and what they need."""
        hello, writer = {"op": "hello", "output_bytes": self.limits.output_bytes, "cells": cells}, frames.Writer()
        course = {"data": writer.node(self.data), "modules": self.modules, "wanted": self.wanted}
        course |= {"given": self.given, "answers": [cell.position for cell in self.cells if cell.question]}
        self.box.send(hello | course, writer)

    def _settle(self, ready: dict, reader: frames.Reader) -> None:
        """Take what they left."""
        self._note_what_was_put_back("its cells", ready)
        loaded = self.loaded
        loaded.names, loaded.functions = (_texts(ready.get(kind)) for kind in ("names", "functions"))
        loaded.changed_later = dict(_items(ready.get("changed_later")))
        values = ready.get("values")
        loaded.values = {name: (node, reader.arrays) for name, node in _items(values) if name in self.wanted}

    def _expect(self, op: str, position: int | None, seconds: float) -> tuple[dict, frames.Reader]:
        message, reader = self.box.receive(seconds)
        if message.get("op") != op or (position is not None and message.get("position") != position):
            raise frames.Malformed("no answer")
        return message, reader

    def _keep(self, message: dict) -> None:
        position, outputs, error = message["position"], message.get("outputs"), message.get("error")
        if not isinstance(outputs, list):
            raise frames.Malformed("no outputs")
        self._output_left -= len(json.dumps(outputs))
        if position not in self._defining and self._output_left > 0:
            self.loaded.outputs[str(position)] = [output for output in outputs if isinstance(output, dict)]
        if isinstance(error, list) and len(error) == 2:
            self.loaded.errors[position] = (str(error[0])[:80], str(error[1])[:300])
            if isinstance(message.get("missing"), str):
                self.loaded.missing[position] = message["missing"][:80]
            if error[0] == "TimeIsUp":
                self._note(f"cell {position + 1}: {self.loaded.errors[position][1]} (a loop without end?)")
        self._note_how_it_went_on(position, message.get("went_on"))
        self._note_what_was_put_back(f"cell {position + 1}", message)
        if message.get("taken"):
            self._note(f"cell {position + 1}: lines that only a notebook understands (% or !) were left out")

    def _note_how_it_went_on(self, position: int, went_on: object) -> None:
        error = self.loaded.errors.get(position)
        if error and isinstance(went_on, list) and len(went_on) == 2 and went_on[1] in SAID and type(went_on[0]) is int:
            what = SAID[went_on[1]]
            self._note(f"cell {position + 1}, line {went_on[0]}: stopped ({': '.join(filter(None, error))}). {what}")

    def _note_what_was_put_back(self, who: str, message: dict) -> None:
        names = sorted(_texts(message.get("put_back")))
        if names:
            said = ", ".join(name[:60] for name in names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "")
            self._note(f"{who} changed what belongs to Python or NumPy, and it was put back: {said}")

    def _note_what_is_full(self) -> None:
        files, free = self.box.tmp_use() or (0, 2**20)
        if files >= self.limits.tmp_files:
            self._note(f"its cells made {self.limits.tmp_files:,} files in /tmp, which is all that it holds")
        elif free < 2**12:
            self._note(f"its cells filled /tmp, which holds {self.limits.tmp_mb} MB")

    def _note(self, note: str) -> None:
        if note not in self.loaded.notes:
            self.loaded.notes.append(note)

    def _blame(self, running: object, problem: Exception) -> int:
        if type(running) is not int:
            raise Gone(str(problem) or "it did not answer") from None
        if isinstance(problem, Late) or (isinstance(problem, Gone) and problem.reason == OUT_OF_CPU):
            why = f"did not stop after {self.limits.cell_seconds:g} s"
        else:
            why = problem.reason if isinstance(problem, Gone) else "answered nonsense"
        self._note(f"cell {running + 1}: {why}; what it defines was used, the rest of it was not run")
        text = [{"output_type": "stream", "name": "stderr", "text": f"This cell {why}.\n"}]
        self.loaded.outputs[str(running)] = text
        return running

    # --- calling ------------------------------------------------------------------------------------------------------

    def together(self) -> None:
        """From here on one fork answers for all questions; nothing may take long there, or be put in place."""
        self.question, self.shared = None, True

    def alone(self, question: str, as_of: int | None = None) -> None:
        """From here on a fork answers that this question has for itself.

        With ``as_of``, the position of its cell, names stand for what they did before the next answer's cell was run.
        """
        self.question, self.shared, self.as_of = question, False, as_of
        self._apart = self._apart and not self._asked

    def _start_anew(self) -> None:
        """Run the cells again in a new sandbox, so that nothing an earlier fork has left is there.

        A fork can leave more than files: descriptors and memory that the cells made for all, signals to the process
        that forks, its limits, its threads. Cells that take very long are run again once, not for each question.
        """
        self._apart = True
        if self.unsafe or not self._asked:
            return
        again, last = self._loading[1:], self._loading[-1]
        if again and sum(again) + last > MOST_LOADING * self.limits.total_seconds:
            return
        self._session, shown = None, self.loaded.outputs
        self._load()
        self.loaded.outputs = shown

    def changed_later(self, question: str) -> tuple[int, list[str]] | None:
        """The position of a question's cell and the names that it uses and that later cells have changed."""
        for cell in self.cells:
            names = sorted(_texts(self.loaded.changed_later.get(str(cell.position))))
            if cell.question == question and names:
                return cell.position, names
        return None

    @property
    def call_seconds(self) -> float:
        """How long a call may take now."""
        most = min(self.limits.call_seconds, MOST_TOGETHER) if self.shared else self.limits.call_seconds
        return min(most, max(self.seconds_left(), 0.1))

    def moved(self, call: Call, parameters: int, stand_ins: Mapping) -> tuple[int, ...]:
        """What a call does with the argument at ``parameters``. Of ``stand_ins`` those are there that were before.

        Entries that it moves one at a time, how many there are, copies a little different, tangents of one entry,
        whether numbers were complex, how often it hid from the look, whether that was over before the call. The look
        is a new fork's, which no call has changed yet.
        """
        if self._session is not None:
            self.end_session()
        found = self._probe([call], parameters, {name: stand_ins[name] for name in call.replaced}).get("moved")
        if isinstance(found, list) and len(found) == 7 and all(type(number) is int for number in found):
            return tuple(found)
        return (*(0,) * 6, 1)

    def kept(self, calls: list[Call], stand_ins: Mapping | None = None) -> list[tuple[str | None, bool]]:
        """For each call the name of what gives its answer again or None, and whether for other arguments too.

        ``stand_ins``, {name: function of ours}, stand in the place of other questions' answers meanwhile.
        """
        found = self._probe(calls, None, stand_ins or {}).get("kept")
        if not isinstance(found, list) or len(found) != len(calls):
            return []
        pairs = [pair if isinstance(pair, list) and len(pair) == 2 else (None, False) for pair in found]
        return [(name[:80] if isinstance(name, str) else None, others is True) for name, others in pairs]

    def _probe(self, calls: list[Call], parameters: int | None, stand_ins: Mapping = MappingProxyType({})) -> dict:
        """A second look at calls. The submission can hide from it, and forge it against itself; nonsense is {}."""
        writer, seconds = frames.Writer(), self.call_seconds
        given = [
            [call.function, [writer.node(value) for value in call.arguments],
             {name: writer.node(value) for name, value in call.options.items()}]
            for call in calls
        ]  # fmt: skip
        request = {
            "op": "probe", "calls": given, "parameters": parameters, "seconds": seconds, "files": not self.unsafe,
        }  # fmt: skip
        try:
            session = (self.question, tuple(stand_ins))
            message, _ = next(self.ask(session, request, dict(stand_ins), on_the_clock(seconds), writer))
        except (Late, Gone, frames.Malformed):
            return {}
        return message if isinstance(message, dict) else {}

    def ask(
        self,
        session: tuple[str | None, tuple[str, ...]],
        request: dict,
        functions: dict,
        seconds: float,
        writer: frames.Writer | None = None,
        count: int = 1,
    ) -> Iterator[tuple]:
        """The ``count`` answers to one request, each with its reader, from the fork that ``session`` asks for.

        ``session`` is the question that asks (None for all together) and the names of the stand-ins it asks with.

        ``seconds`` is for each of them. Raises Late, Gone, Malformed.
        """
        if not self._apart:
            self._start_anew()
        question, names = session
        wanted, self._asked = (question, names, self.as_of), True
        if self._session is not None and self._session != wanted:
            self.end_session()
        if self._session is None:
            stand_ins = {name: lending.node(name, functions[name], writer) for name in names}
            request = request | {"stand_ins": stand_ins, "as_of": self.as_of}
        self._session = wanted
        try:
            self.box.send(request, writer)
            while count > 0:
                message, reader = self.answer(functions, time.monotonic() + seconds)
                values = message.get("values")
                if type(values) is not list or not 0 < len(values) <= count:
                    raise frames.Malformed("no answer")
                count, self._answers = count - len(values), True
                yield from ((value, reader) for value in values)
        except Gone:
            self._restart()
            self._ask_for_a_sign()
            raise
        except (Late, frames.Malformed):
            self.box.kill("it did not stop")
            self._restart()
            self._ask_for_a_sign()
            raise

    def _ask_for_a_sign(self) -> None:
        """Where nothing was ever answered, find out whether anything can be.

        A cell may have broken the process that all questions share. Then only what the cells define is kept.
        """
        if self._answers:
            return
        self._answers = True
        try:
            next(self.ask((None, ()), {"op": "get", "name": "__name__"}, {}, GRACE))
            self.end_session()
        except (Gone, Late, frames.Malformed):
            self._note("its cells left a process that cannot answer; what they define was used, the rest was not run")
            self._defining |= {cell.position for cell in self.cells}
            self._load()

    def answer(self, functions: dict, deadline: float, wanted: str = "value", depth: int = 0):
        """The next message that is ``wanted``, and its reader; calls of our functions are answered meanwhile."""
        while True:
            if time.monotonic() > deadline:  # a flood of callbacks always has one more to read
                raise Late
            message, reader = self.box.receive(max(deadline - time.monotonic(), 0.01))
            if message.get("op") == wanted:
                return message, reader
            if message.get("op") == "ended":
                self._session = None
                code = message.get("code")
                raise Gone(self.box.ending(code) if type(code) is int else "its process ended")
            if message.get("op") != "callback":
                raise frames.Malformed("no answer")
            lending.call_back(self, message, reader, functions, deadline, depth)

    def end_session(self) -> None:
        """Let the fork that answers end, so that the next question begins with what the cells left."""
        self._session = None
        with contextlib.suppress(Gone, Late, frames.Malformed):
            self.box.send({"op": "end"})
            message, _ = self.box.receive(GRACE)
            if message.get("op") == "ended":
                return
        self.box.kill("it did not stop")
        self._restart()

    def _restart(self) -> None:
        self._session = None
        if self.box.ended:
            if self.seconds_left() <= 0:
                gone = Gone(f"used more than {self.limits.total_seconds:g} s in all")
                self._note(f"a call {gone.reason}; what came after it was not tried")
                raise gone
            if self.box.reason and self.box.reason != "it did not stop":
                self._note(f"a call {self.box.reason}")
            self._load()

    def close(self) -> None:
        self._close_box()

    def _close_box(self) -> None:
        if self._box is not None:
            self._box.close()


def _items(value: object) -> list[tuple]:
    return list(value.items()) if isinstance(value, dict) else []


def _texts(value: object) -> set[str]:
    return {text for text in value if isinstance(text, str)} if isinstance(value, list) else set()
