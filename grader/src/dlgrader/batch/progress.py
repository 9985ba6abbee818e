"""A progress bar with rate, time left and counts by outcome; plain lines where there is no terminal."""

from __future__ import annotations

import sys
import time
from collections import Counter

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Counts:
    """Counts results; a context manager.

    Parameters
    ----------
    label : str
    total : int
    quiet : bool
        Shows nothing.
    """

    def __init__(self, label: str, total: int, quiet: bool = False):
        self._label, self._total, self._quiet = label, total, quiet
        self._counts, self._start, self._said = Counter(), time.monotonic(), 0
        self._bar = None
        if not quiet and sys.stdout.isatty():
            columns = (
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[said]}"),
                TimeRemainingColumn(),
            )  # fmt: skip
            # No thread that refreshes: workers are forked while the bar is up.
            self._bar = Progress(*columns, console=Console(), auto_refresh=False)
            self._task = self._bar.add_task(label, total=total, said="")

    def __enter__(self) -> Counts:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def add(self, state: str) -> None:
        """One more result."""
        self._counts[state] += 1
        done = self._counts.total()
        rate = 60 * done / max(time.monotonic() - self._start, 1e-3)
        said = f"{rate:.0f}/min  " + ", ".join(f"{number} {name}" for name, number in self._counts.items())
        if self._bar:
            self._bar.update(self._task, advance=1, said=said, refresh=True)
        elif not self._quiet and (done == self._total or 10 * (done - self._said) >= self._total):
            self._said = done
            print(f"{self._label}: {done} of {self._total}, {said}", flush=True)
