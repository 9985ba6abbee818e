"""`ready`: run a finished assignment from a fresh kernel, show each check's word, name the file to hand in."""

from __future__ import annotations

import os
import re
import shlex
import threading
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dlcourse.commands.ready_run import NotReady, run
from dlcourse.commands.ready_words import STYLE, grade_id, is_check, tally, words

SILENT = 4.0  # seconds after which a line is printed where no bar is drawn


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

    try:
        data = file.read_bytes()
    except OSError as error:
        raise NotReady(f"{file} could not be read ({error.strerror}). Copy it into your own folder first.") from None
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
        whose = "Grading may not run it" if ours else "If you wrote it yourself, grading may not run it"
        said = f"{module.name} lies beside the notebook. {whose}: put its functions into the notebook."
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
