"""A finished notebook run in a fresh kernel as grading runs it: no cell of it keeps the others from being asked."""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
from pathlib import Path

from dlcourse.commands import ready_words
from dlcourse.commands.ready_cell import RUNNING
from dlcourse.commands.ready_words import grade_id, is_check
from dlcourse.commands.typed import typed

GRACE = 10  # seconds that a cell has to end after it was interrupted; a call into C may never hear of it
MOST_RUNS = 5  # a run for each cell that ended the kernel or did not end, and one more


class NotReady(Exception):
    """The file cannot be judged at all; the message says why and what to do."""


class Stuck(Exception):
    """A cell that goes on after it was interrupted."""


def run(notebook, folder: Path, progress=None, given: list[str] = (), ours: bool = False):
    """Execute the notebook in a fresh kernel, as grading will, carrying on after errors. Changes `notebook` in place.

    A cell that ends the kernel, or does not end itself, has the notebook run anew, without it but for what it defines.

    Parameters
    ----------
    notebook : NotebookNode, format 4
    folder : of the notebook: what lies beside it is found
    progress : called as `progress(cell)` before each code cell, or None
    given : texts of the assignment's own cells of code
    ours : whether it is an assignment of the course: of the folder its cells may then import modules, no more, and of
        libraries those that grading has

    Raises
    ------
    NotReady
    """
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # what nbclient leaves behind when it is stopped
    if not ours:
        return _Run(folder, notebook, progress, f"begin({list(given)!r})").to_the_end()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
        begin = f"begin({list(given)!r}, {str(folder)!r}, True)"
        return _Run(Path(empty), notebook, progress, begin).to_the_end()


class _Run:
    """One notebook, until all of its cells have been run or put aside."""

    def __init__(self, folder: Path, notebook, progress, begin: str):
        self.folder, self.notebook, self.progress, self.begin = folder, notebook, progress, begin
        self.order = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self.asked = [*self.order, *(cell for cell in self.order if is_check(cell))]  # the checks once more at the end
        self.why: dict[int, str] = {}  # what became of cells that were put aside, by place in `order`
        self.skipped: set[int] = set()  # of these the ones that are not run at all
        self.started: list = []

    def to_the_end(self):
        """The notebook with the outputs of its cells. Raises NotReady."""
        for _ in range(MOST_RUNS):
            ran = self._once()
            if ran is not None:
                break
        else:
            raise NotReady(f"{self.why[max(self.why)]} It is one of {len(self.why)} such cells: mend them first.")
        # What the file already showed is of an earlier run; only this run counts.
        for cell, made in zip(self.asked, ran.cells[1:], strict=True):
            cell.outputs, cell.execution_count = made.outputs, None
        from nbformat import v4

        for number, said in self.why.items():
            self.order[number].outputs = [v4.new_output("error", ename=ready_words.ENDED, evalue=said, traceback=[])]
        return self.notebook

    def _once(self):
        """The notebook as the kernel ran it; None where a cell has been put aside."""
        from subprocess import DEVNULL

        from nbclient import NotebookClient
        from nbclient.exceptions import DeadKernelError
        from nbclient.util import ensure_async

        self.started, running = [], self._as_run()

        class Client(NotebookClient):
            """Gives up on a cell that an interrupt does not end."""

            async def _async_handle_timeout(self, timeout, cell=None):
                reply = await super()._async_handle_timeout(timeout, cell)
                for _ in range(2 * GRACE):
                    if await ensure_async(self.kc.shell_channel.msg_ready()):
                        return reply
                    await asyncio.sleep(0.5)
                raise Stuck

        client = Client(
            running, timeout=ready_words.PATIENCE, interrupt_on_timeout=True, allow_errors=True, kernel_name="python3",
            resources={"metadata": {"path": str(self.folder)}}, on_cell_start=self._starts, shutdown_kernel="immediate",
        )  # fmt: skip
        try:
            client.execute(stderr=DEVNULL, env={**os.environ, RUNNING: "1"})
        except KeyboardInterrupt:
            raise NotReady(self._stopped()) from None
        except Exception as error:
            if hasattr(client, "_async_cleanup_kernel_future"):  # nbclient heard Ctrl-C and let the kernel go
                raise NotReady(self._stopped()) from None
            if self.started and isinstance(error, (DeadKernelError, Stuck)):
                self._put_aside(isinstance(error, Stuck))
                return None
            raise NotReady(f"No kernel could run it: {error}. Try:  {typed('doctor')}") from None
        return running

    def _as_run(self):
        """The notebook that the kernel gets: each cell as `ready_kernel` runs it."""
        from nbformat import v4

        room, calls = "__import__('dlcourse.commands.ready_kernel', fromlist=['run'])", [self.begin]
        for cell in self.asked:
            number = next(k for k, one in enumerate(self.order) if one is cell)
            if number in self.skipped:
                calls.append("begin([])")  # gives nothing
            elif is_check(cell):
                calls.append(f"check({cell.source!r})")
            else:
                calls.append(f"run({cell.source!r}, {number}, {number in self.why})")
        return v4.new_notebook(cells=[v4.new_code_cell(f"{room}.{call}") for call in calls])

    def _starts(self, cell, cell_index):
        if cell_index:  # before the first one nothing of the notebook's is run
            self.started.append(self.asked[cell_index - 1])
            if self.progress is not None:
                self.progress(self.started[-1])

    def _put_aside(self, stuck: bool) -> None:
        """Note the cell that ran last: from here on only what it defines is run, where that does not help nothing."""
        number = next(k for k, one in enumerate(self.order) if one is self.started[-1])
        check = is_check(self.order[number])
        if check or number in self.why:
            self.skipped.add(number)
        if stuck:
            said = f"did not stop after {ready_words.PATIENCE} seconds"
        else:
            said = "ended the kernel: too much memory, or a call that ends Python"
        self.why[number] = f"a call {said}" if check else f"it {said}. What it defines was used, the rest was not run."

    def _stopped(self) -> str:
        """What Ctrl-C ended."""
        if not self.started:
            return "Stopped by you before the first cell ran. Your file is as it was."
        cell = self.started[-1]
        lines = cell.source.strip().splitlines()
        where = grade_id(cell) or (lines[0][:60] if lines else "an empty cell")
        return f"Stopped by you while this cell ran: {where}. Your file is as it was."
