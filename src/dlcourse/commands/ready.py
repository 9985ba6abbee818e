"""`ready`: run a finished assignment from a fresh kernel, show each check's word, name the file to hand in."""

from __future__ import annotations

import logging
import os
import re
import shlex
import tempfile
import threading
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dlcourse.commands import ready_words
from dlcourse.commands.ready_cell import RUNNING
from dlcourse.commands.ready_words import STYLE, grade_id, is_check, tally, words
from dlcourse.commands.typed import typed

SILENT = 4.0  # seconds after which a line is printed where no bar is drawn


class NotReady(Exception):
    """The file cannot be judged at all; the message says why and what to do."""


# " (1)", "-Copy1", " copy": what browsers, JupyterLab and file managers add to a second copy's name.
COPY = re.compile(r"(?:[ _-]*(?:\(\d+\)|copy\d*|kopie\d*))+$", re.IGNORECASE)


def read(file: Path):
    """The notebook in `file` as it is run, and the assignment it was found to be; None for one that is not known."""
    import nbformat

    if not file.exists():
        raise NotReady(f"There is no file {file}. Give the path of your finished notebook.")
    if file.is_dir():
        found = sorted(file.glob("*.ipynb"))
        hint = f" For example: {found[0]}" if found else ""
        raise NotReady(f"{file} is a folder. Give the notebook inside it.{hint}")
    from dlcourse.notebooks.released import assignment_of

    data = file.read_bytes()
    stem = COPY.sub("", re.sub(r"(?:\.ipynb|\.json|\.txt|\.py)+$", "", file.name))
    if found := assignment_of(file, stem, data):
        if found.reading.problem:
            raise NotReady(f"{file}: {found.reading.problem}. {_ASK}")
        return as_graded(found), found
    try:
        notebook = nbformat.reads(data.decode("utf-8-sig"), as_version=4)
    except Exception as error:
        reason = what_it_is(data)
        if reason is None:
            text = str(error).splitlines()
            reason = text[0][:100] if text else type(error).__name__
        raise NotReady(f"{file} is not a notebook ({reason}). Give the .ipynb file you worked in.") from None
    if not any(is_check(cell) for cell in notebook.cells):
        raise NotReady(f"{file} has no checks in it, so it is not an assignment. Lectures are not handed in.")
    ids = Counter(grade_id(cell) for cell in notebook.cells if grade_id(cell))
    twice = [name for name, count in ids.items() if count > 1]
    if twice:
        raise NotReady(
            f"{file} has two cells called {twice[0]!r}. If one is a copy, delete it; if it was split, join it."
        )
    return notebook, None


_ASK = "Give the .ipynb file you worked in, or open it in JupyterLab and save it again."


def as_graded(found):
    """The notebook as the grader reads it: what was repaired in its place."""
    from nbformat import v4

    cells = []
    answers = {item.cell.grade_id: item.order for item in found.reading.placed if item.cell.grade_id}

    def turn(item):
        """A check is run when its answer is there, wherever it stands: the grader asks at the end."""
        name = (item.cell.grade_id or "").removeprefix("test_")
        return max(item.order, answers.get(name, item.order))

    for item in sorted(found.reading.placed, key=turn):
        make = v4.new_code_cell if item.cell.kind == "code" else v4.new_markdown_cell
        cell = make(item.cell.source)
        cell.metadata["place"] = int(item.order) + 1
        if item.graded is not None:
            cell.metadata["nbgrader"] = dict(item.graded.metadata)
        cells.append(cell)
    return v4.new_notebook(cells=cells)


def what_it_is(data: bytes) -> str | None:
    """Why a file is no notebook, in words; None where it is JSON."""
    from dlcourse.notebooks.decode import decode

    return decode(data).broken


def is_ours(name: str) -> bool:
    """Whether an assignment is one of the course's, and not an instructor's own: the course has checks for it."""
    module = name.replace("-", "_")
    return module.isidentifier() and find_spec(f"dlcourse.check.{module}") is not None


def run(notebook, folder: Path, progress=None, given: list[str] = (), ours: bool = False):
    """Execute the notebook in a fresh kernel, as grading will, carrying on after errors. Changes `notebook` in place.

    Parameters
    ----------
    notebook : NotebookNode, format 4
    folder : of the notebook: what lies beside it is found
    progress : called as `progress(cell)` before each code cell, or None
    given : texts of the assignment's own cells of code
    ours : whether it is an assignment of the course: of the folder its cells may then import modules, no more, and of
        libraries those that grading has
    """
    if not ours:
        return _run_in(folder, notebook, progress, f"begin({list(given)!r})")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
        return _run_in(Path(empty), notebook, progress, f"begin({list(given)!r}, {str(folder)!r}, True)")


def _run_in(folder: Path, notebook, progress, begin: str):
    from subprocess import DEVNULL

    from nbclient import NotebookClient
    from nbclient.exceptions import DeadKernelError

    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # what nbclient leaves behind when it is stopped
    order = [cell for cell in notebook.cells if cell.cell_type == "code"]
    again = [cell for cell in order if is_check(cell)]
    running = _as_run(order, again, begin)
    started = []  # cells of `notebook`

    def on_start(cell, cell_index):
        if cell_index:  # before the first one nothing of the notebook's is run
            started.append([*order, *again][cell_index - 1])
            if progress is not None:
                progress(started[-1])

    client = NotebookClient(
        running,
        timeout=ready_words.PATIENCE,
        interrupt_on_timeout=True,
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        on_cell_start=on_start,
    )
    try:
        client.execute(stderr=DEVNULL, env={**os.environ, RUNNING: "1"})
    except KeyboardInterrupt:
        raise NotReady(_stopped(started)) from None
    except DeadKernelError:
        if hasattr(client, "_async_cleanup_kernel_future"):
            raise NotReady(_stopped(started)) from None
        number = next((k for k, cell in enumerate(notebook.cells, start=1) if started and cell is started[-1]), 1)
        where = (grade_id(started[-1]) if started else "") or f"number {number}"
        raise NotReady(f"The kernel died in the cell {where!r}: too much memory, or a call that ends Python.") from None
    except Exception as error:
        if hasattr(client, "_async_cleanup_kernel_future"):  # nbclient heard Ctrl-C and let the kernel go
            raise NotReady(_stopped(started)) from None
        raise NotReady(f"No kernel could run it: {error}. Try:  {typed('doctor')}") from None
    # What the file already showed is of an earlier run; only this run counts.
    for cell, ran in zip([*order, *again], running.cells[1:], strict=True):
        cell.outputs, cell.execution_count = ran.outputs, None
    return notebook


def _as_run(order: list, again: list, begin: str):
    """The notebook that the kernel gets: each cell as `ready_kernel` runs it, and the checks once more at the end."""
    from nbformat import v4

    room = "__import__('dlcourse.commands.ready_kernel', fromlist=['run'])"
    calls = [
        f"check({cell.source!r})" if is_check(cell) else f"run({cell.source!r}, {k})" for k, cell in enumerate(order)
    ]
    calls = [begin, *calls, *(f"check({cell.source!r})" for cell in again)]
    return v4.new_notebook(cells=[v4.new_code_cell(f"{room}.{call}") for call in calls])


def _stopped(started: list) -> str:
    """What Ctrl-C ended."""
    if not started:
        return "Stopped by you before the first cell ran. Your file is as it was."
    cell = started[-1]
    lines = cell.source.strip().splitlines()
    where = grade_id(cell) or (lines[0][:60] if lines else "an empty cell")
    return f"Stopped by you while this cell ran: {where}. Your file is as it was."


def rename_command(file: Path, stem: str) -> str:
    """The line that gives the file its name, to be typed into this system's terminal."""
    old, new = str(file.resolve()), f"{stem}.ipynb"
    if os.name == "nt":
        return f'ren "{old}" "{new}"'
    return shlex.join(["mv", old, str(file.resolve().with_name(new))])


class Telling:
    """Says which cell runs and for how long: a bar in a terminal, elsewhere a line whenever 4 seconds have passed."""

    def __init__(self, console, total: int):
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        self.console, self.total, self.done, self.what = console, total, 0, "starting a fresh kernel"
        self.progress = Progress(*columns, console=console, transient=True)
        self.bar = self.progress.add_task(self.what, total=total)
        self.began, self.ended = time.monotonic(), threading.Event()

    def cell(self, cell) -> None:
        """The next cell begins."""
        first = cell.source.strip().split("\n")[0][:40]
        self.done, self.what, self.began = self.done + 1, grade_id(cell) or first or "empty cell", time.monotonic()
        self.progress.update(self.bar, completed=min(self.done, self.total), description=self.what)

    def __enter__(self):
        if self.console.is_terminal:
            self.progress.start()
        else:
            threading.Thread(target=self._tell, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.progress.stop()

    def _tell(self) -> None:
        while not self.ended.wait(SILENT):
            seconds = time.monotonic() - self.began
            said = f"  {min(self.done, self.total)}/{self.total} {self.what}: {seconds:.0f} s"
            self.console.print(said, markup=False)


def ready(file: Annotated[Path, typer.Argument(help="Your finished assignment, an .ipynb file.")]) -> None:
    """Run a finished assignment from a fresh kernel, show each check's word, name the file to hand in.

    Your file is read, never changed.
    """
    from dlcourse.notebooks.arrange import given_cells
    from dlcourse.notebooks.beside import imported_beside

    console = Console(highlight=False, soft_wrap=True)
    try:
        notebook, assignment = read(file)
        for note in assignment.reading.notes if assignment else ():
            console.print(f"  repaired  {note}", style="yellow", markup=False)
        total = sum(cell.cell_type == "code" for cell in notebook.cells)
        with Telling(console, total) as telling:
            given = given_cells(assignment.release) if assignment else ()
            ours = assignment is not None and is_ours(assignment.name)
            run(notebook, file.resolve().parent, telling.cell, given, ours)
    except NotReady as reason:
        console.print(str(reason), style="red", markup=False)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        console.print("Stopped by you. Your file is as it was.", style="red")
        raise typer.Exit(1) from None
    for module in imported_beside(file, file.read_bytes()):
        said = f"{module.name} lies beside the notebook. Grading may not run it: put its functions into the notebook."
        console.print(f"  note      {said}", style="yellow", markup=False)
    found = words(notebook, ours)
    for word in found:
        console.print(f"  {word.state:<9}", style=STYLE[word.state], end="")
        console.print(f"{word.question}{': ' if word.message else ''}{word.message}", markup=False)
    ended = tally(found)
    console.print(ended, style="bold", markup=False)
    console.print(f"The one file to hand in: {file.resolve()}", markup=False)
    stem = assignment.name if assignment else COPY.sub("", file.stem)
    if stem and f"{stem}.ipynb" != file.name:
        console.print(f"Rename it to {stem}.ipynb first: grading looks for that name.", markup=False)
        console.print(f"    {rename_command(file, stem)}", markup=False)
    if not ended.startswith("Ready"):
        raise typer.Exit(1)
