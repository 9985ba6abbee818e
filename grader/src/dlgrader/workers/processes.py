"""Local processes: forked workers, each fed through its own pipe. A dead worker costs a retry and nothing else."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Any

from dlgrader.workers import ATTEMPTS, OnResult, called, took_too_long, worker_lost

_FORK = multiprocessing.get_context("fork")
_PR_SET_PDEATHSIG = 1


class Processes:
    """``jobs`` forked workers.

    Parameters
    ----------
    jobs : int
    attempts : int
        So many dead workers set a task aside.
    seconds : float, optional
        A worker that has been silent for so long is killed, and its task is set aside: it would take as long again.
    """

    def __init__(self, jobs: int, attempts: int = ATTEMPTS, seconds: float | None = None):
        self.jobs, self.attempts, self.seconds = jobs, attempts, seconds

    def run(self, function: Callable, tasks: Iterable, on_result: OnResult) -> None:
        # Forked children must not each bring a pool of threads for 3 x 4 matrices, nor inherit half of one.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        waiting, again = iter(tasks), deque()
        workers: list[Worker] = []
        try:
            while True:
                workers = [worker for worker in workers if worker.alive()]
                self._feed(workers, function, waiting, again)
                busy = [worker for worker in workers if worker.busy]
                if not busy:
                    return
                for worker in self._ready(busy):
                    self._take(worker, again, on_result)
        finally:
            for worker in workers:
                worker.kill()

    def _feed(self, workers: list, function: Callable, waiting, again: deque) -> None:
        free = [worker for worker in workers if not worker.busy]
        while free or len(workers) < self.jobs:
            entry = again.popleft() if again else next(((task, 0) for task in waiting), None)
            if entry is None:
                return
            if not free:
                free.append(Worker(function, workers))
                workers.append(free[0])
            free.pop().give(*entry)

    def _ready(self, busy: list) -> list:
        """Workers with a result, dead ones, and those that were killed now for being silent too long."""
        patience = None
        if self.seconds is not None:
            patience = max(0.0, min(worker.since for worker in busy) + self.seconds - time.monotonic())
        found = set(wait([worker.pipe for worker in busy], timeout=patience))
        for worker in busy:
            if self.seconds is not None and worker.pipe not in found and worker.silent() >= self.seconds:
                worker.kill()
                worker.late = True
                found.add(worker.pipe)
        return [worker for worker in busy if worker.pipe in found]

    def _take(self, worker: Worker, again: deque, on_result: OnResult) -> None:
        task, lost = worker.task, worker.lost
        try:
            result = worker.result()
        except (EOFError, OSError):  # a truncated message of a worker killed midway ends so too
            worker.kill()
            if worker.late and self.seconds is not None:
                on_result(task, took_too_long(self.seconds))
                return
            if lost + 1 < self.attempts:
                again.append((task, lost + 1))
                return
            result = worker_lost(lost + 1)
        on_result(task, result)


class Worker:
    """One forked process, with at most one task.

    Parameters
    ----------
    function : called there on each task; it is not sent, but forked with all it holds
    others : whose pipes the new process must not keep open
    """

    def __init__(self, function: Callable, others: Iterable[Worker] = ()):
        self.pipe, theirs = _FORK.Pipe()
        self.task: Any = None
        self.busy, self.late, self.lost, self.since = False, False, 0, 0.0
        inherited = [other.pipe for other in others if other.alive()]
        self.process = _FORK.Process(
            target=_work, args=(function, theirs, [self.pipe, *inherited], os.getpid()), daemon=True
        )
        self.process.start()
        theirs.close()

    def give(self, task: Any, lost: int = 0) -> None:
        """Send it a task. ``lost`` says how many workers it has cost."""
        self.task, self.lost, self.busy, self.since = task, lost, True, time.monotonic()
        with suppress(OSError):  # it died before; the empty pipe says so
            self.pipe.send(task)

    def result(self) -> Any:
        """What came of its task. Raises EOFError, OSError where it has died."""
        result = self.pipe.recv()
        self.busy, self.task = False, None
        return result

    def silent(self) -> float:
        """Seconds since it was given its task."""
        return time.monotonic() - self.since

    def alive(self) -> bool:
        """Whether it has not been killed here."""
        return not self.pipe.closed

    def kill(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _work(function: Callable, pipe, inherited: list, parent: int) -> None:
    """A worker's life. It ends with its parent, and leaves Ctrl-C to it."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before prctl
        os._exit(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    gc.freeze()  # what was there before is not looked through again and again
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            os._exit(0)
        pipe.send(called(function, task))
