"""Engines: the same call on many tasks, in this process, in local processes, or on a Dask cluster.

An engine has one method, ``run(function, tasks, on_result)``. ``tasks`` is any iterable, read as workers get free;
``on_result(task, result)`` is called here, one at a time, in any order, with what ``function(task)`` returned or with
a :class:`Lost` that says why there is nothing. Each task gives exactly one result. What ``on_result`` raises, and
Ctrl-C, end the run and every worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

OnResult = Callable[[Any, Any], None]

# A worker may die of something else (memory of another program), so a task gets three.
ATTEMPTS = 3
TIMES = {1: "once", 2: "twice", 3: "three times"}


@dataclass(frozen=True)
class Lost:
    """No result: why, in one line. ``late`` where the task itself is why: it took too long and was ended."""

    reason: str
    late: bool = False


class EngineError(RuntimeError):
    """The engine cannot work; the message is one line for the instructor."""


class Engine(Protocol):
    """What the batch asks of an engine."""

    def run(self, function: Callable, tasks: Iterable, on_result: OnResult) -> None:
        """Call ``function`` on every task, and ``on_result`` with each task and its result."""


def worker_lost(times: int) -> Lost:
    """A task whose worker died every time."""
    return Lost(f"its worker was lost {TIMES.get(times, f'{times} times')}")


def took_too_long(seconds: float) -> Lost:
    """A task that was ended."""
    return Lost(f"judging it took longer than {seconds:g} s, so it was ended", late=True)


def called(function: Callable, task: Any) -> Any:
    """``function(task)``, or a :class:`Lost` where it raised."""
    try:
        return function(task)
    except Exception as error:
        text = " ".join(str(error).split())[:300]
        return Lost(f"the grader failed ({type(error).__name__}{': ' if text else ''}{text})")


class Serial:
    """Everything in this process, one task after the other."""

    def run(self, function: Callable, tasks: Iterable, on_result: OnResult) -> None:
        for task in tasks:
            on_result(task, called(function, task))
