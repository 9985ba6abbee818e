"""Trusted work on one submission's text, with a deadline, in a process that can be ended.

A thread cannot stop a pattern that takes for ever: ``re`` holds the interpreter, and no signal's handler runs
meanwhile. So what reads, cleans and shows a text of a student's runs in a forked process, and whoever asked waits so
long and no longer. The next call gets a new process.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from dlgrader.workers import Lost
from dlgrader.workers.processes import Worker

SECONDS = 60.0  # honest texts take milliseconds; so long it may take on a machine that does much else


class TookTooLong(Exception):
    """The work was ended. The message says after how long."""


class Failed(Exception):
    """The work raised, or its process died; the message says why in one line."""


_RUNNING: weakref.WeakSet[Helper] = weakref.WeakSet()


def end_all() -> None:
    """End every helper of this process; the next call of one starts it again."""
    for one in list(_RUNNING):
        one.close()


class Helper:
    """One process that answers calls of ``function``, one at a time.

    Parameters
    ----------
    function : it is forked with what it holds, so only arguments and results are sent
    seconds : of one call, on the clock; None takes ``SECONDS``
    """

    def __init__(self, function: Callable, seconds: float | None = None):
        self.seconds = SECONDS if seconds is None else seconds
        self._function = function
        self._worker: Worker | None = None
        self._owner, self._end = 0, lambda: None

    def __call__(self, *arguments: Any, seconds: float | None = None) -> Any:
        """``function(*arguments)``. Raises TookTooLong, Failed."""
        most = self.seconds if seconds is None else seconds
        if self._worker is None or self._owner != os.getpid():
            self._worker, self._owner = Worker(_Unpacked(self._function)), os.getpid()
            self._end = weakref.finalize(self, _end, self._worker, self._owner)
            _RUNNING.add(self)
        worker = self._worker
        worker.give(arguments)
        try:
            if not worker.pipe.poll(most):
                raise TookTooLong(f"took longer than {most:g} s")
            result = worker.result()
        except (EOFError, OSError):
            self.close()
            raise Failed("its process was lost") from None
        except BaseException:  # Ctrl-C leaves an answer in the pipe that would be the next call's
            self.close()
            raise
        if isinstance(result, Lost):
            raise Failed(result.reason)
        return result

    def close(self) -> None:
        """End the process; another call starts one again."""
        with suppress(OSError):
            self._end()
        self._worker = None


def _end(worker: Worker, owner: int) -> None:
    if os.getpid() == owner:  # a fork of the owner's leaves it alone
        worker.kill()


class _Unpacked:
    """A function of one task, as workers take them, from one of several arguments."""

    def __init__(self, function: Callable):
        self.function = function

    def __call__(self, arguments: tuple) -> Any:
        return self.function(*arguments)
