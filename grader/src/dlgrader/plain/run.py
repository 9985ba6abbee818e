"""A plain notebook behind the wall: its cells have run, and each test has a fork of the state at its place."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from dlgrader.judging.session import GRACE, Submission, on_the_clock
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits
from dlgrader.sandbox.inside import frames
from dlgrader.sandbox.inside.guard import FOUND
from dlgrader.sandbox.process import Gone, Late

IN_THE_SANDBOX = "/tmp/work"  # noqa: S108 - its /tmp is its own
PIECE = 4 * 2**20  # bytes of a file in one frame
WATCHED = ("numpy", "unittest", "math", "copy", "decimal", "fractions", "pandas.testing", "pandas._testing")
OWN, GIVEN, TEST = "own", "given", "test"  # a student's cell, one of the assignment's, a test as students got it


@dataclass
class Outcome:
    """What came of one test.

    Attributes
    ----------
    error : (class, message), None where it came to its end
    kind : of its last expression's value: "nothing", "number", "other"
    number : that value where it is one
    own : whether the submission made its class, where it is something else
    found : what was done openly to pass without a right answer, one line each
    warned : whether something was written to stderr
    stopped : why it never came to an end, in our words; what is in ``error`` may be the submission's
    """

    error: tuple[str, str] | None = None
    kind: str = "nothing"
    number: float = 0.0
    own: bool = False
    found: list[str] = field(default_factory=list)
    warned: bool = False
    stopped: str = ""


class Run(Submission):
    """A notebook, run from top to bottom.

    Parameters
    ----------
    cells : its code cells in order, with the assignment's own and the tests as students got them
    kinds : {position: OWN, GIVEN or TEST}
    files : {relative path: bytes}, beside the notebook
    limits, unsafe : as of a Submission
    seed : of Python's and NumPy's random numbers
    watched : modules whose functions a test relies on, besides WATCHED
    """

    def __init__(
        self, cells: list[Cell], kinds: dict[int, str], files: dict[str, bytes], limits: Limits, unsafe: bool,
        seed: int, watched: Iterable[str] = (),
    ):  # fmt: skip
        self.kinds, self.files, self.seed, self.watched = kinds, files, seed, [*WATCHED, *watched]
        self._folder = tempfile.mkdtemp(prefix="dlgrader-") if unsafe else IN_THE_SANDBOX
        waiting, size = sum(kind == TEST for kind in kinds.values()), sum(map(len, files.values()))
        limits = replace(
            limits, processes=limits.processes + waiting, files=limits.files + waiting,
            tmp_mb=limits.tmp_mb + 2 * size // 2**20,
        )  # fmt: skip
        try:
            super().__init__(cells, limits, unsafe)
        except BaseException:
            self.close()
            raise

    def _to_run(self) -> list[tuple]:
        return [
            (cell.position, self.kinds[cell.position], "" if cell.position in self._skipped else cell.source,
             self.limits.cell_seconds, cell.position in self._defining)
            for cell in self.cells
        ]  # fmt: skip

    def _greet(self, cells: list[tuple]) -> None:
        pieces = [(name, data[k : k + PIECE]) for name, data in self.files.items()
                  for k in range(0, max(len(data), 1), PIECE)]  # fmt: skip
        self.box.send({
            "op": "tests", "output_bytes": self.limits.output_bytes, "cells": cells, "folder": self._folder,
            "files": len(pieces), "seed": self.seed % 2**32, "watched": self.watched,
        })  # fmt: skip
        for name, data in pieces:
            writer = frames.Writer()
            node = writer.node(np.frombuffer(data, dtype=np.uint8)) if data else None
            self.box.send({"name": name, "data": node}, writer)

    def _settle(self, ready: dict, reader: frames.Reader) -> None:
        """Nothing of what they left is asked for."""

    def test(self, position: int, source: str, asked: Iterable[str]) -> Outcome:
        """Run a test in the fork that waits for it; ``asked`` are the names that the assignment asks for.

        Raises
        ------
        Gone
            Where the submission has used up its time, or has ended the fork.
        """
        token = secrets.token_hex(16)  # a fork that writes before it has read cannot answer
        try:
            self.box.send({"op": "go", "position": position})
            message, _ = self.box.receive(60)
            if message.get("op") == "ended":
                raise Gone("the submission ended the process in which its test would have run")
            self.box.send({"op": "run", "source": source, "seconds": self.limits.cell_seconds, "token": token,
                           "asked": sorted(asked)})  # fmt: skip
            message, _ = self.box.receive(on_the_clock(self.limits.cell_seconds))
            if message.get("op") == "tested" and message.get("token") == token:
                outcome = _outcome(message)
                if message.get("restored") is True:
                    self._note("its cells changed functions of Python or its libraries; tests got the right ones")
                message, _ = self.box.receive(GRACE)
            else:
                code = message.get("code")
                outcome = _stopped(self.box.ending(code) if type(code) is int else "its process ended before the test")
            if message.get("op") != "ended":
                raise frames.Malformed("no answer")
            return outcome
        except (Late, frames.Malformed) as problem:
            self.box.kill("it did not stop")
            self._again()
            return _stopped("did not stop" if isinstance(problem, Late) else "answered nonsense")
        except Gone as gone:
            if not self.box.ended:
                raise
            self._again()
            return _stopped(gone.reason)

    def _again(self) -> None:
        """Run the cells once more for the tests that are left, unless its time is up. Raises Gone."""
        if self.seconds_left() <= 0:
            raise Gone(f"used more than {self.limits.total_seconds:g} s in all")
        shown = self.loaded.outputs
        self._load()
        self.loaded.outputs = shown

    def close(self) -> None:
        super().close()
        if self.unsafe:
            shutil.rmtree(self._folder, ignore_errors=True)


def _stopped(why: str) -> Outcome:
    """Of a test that never said what came of it."""
    return Outcome(("Ended", why), stopped=why)


def _outcome(message: dict) -> Outcome:
    """An outcome from what the fork said; whatever is not of the right kind counts against it."""
    error, numbers = message.get("error"), message.get("found")
    numbers = numbers if isinstance(numbers, list) else []
    lines = [FOUND[number] for number in numbers[: len(FOUND)] if type(number) is int and 0 <= number < len(FOUND)]
    if error is not None:
        kind, said = error if isinstance(error, list) and len(error) == 2 else ("Error", "")
        return Outcome((str(kind)[:80], str(said)[:300]), found=lines)
    warned = message.get("warned") is True
    if message.get("kind") == "number":
        with contextlib.suppress(ValueError):
            return Outcome(kind="number", number=float(str(message.get("number"))[:40]), found=lines, warned=warned)
    if message.get("kind") == "nothing":
        return Outcome(found=lines, warned=warned)
    return Outcome(kind="other", own=message.get("own") is True, found=lines, warned=warned)
