"""`ready`: run a finished assignment from a fresh kernel, show each check's word, name the file to hand in."""

from __future__ import annotations

import os
import re
import shlex
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dlcourse.commands.ready_cell import RUNNING
from dlcourse.commands.typed import typed

SILENT = 4.0  # seconds after which a line is printed where no bar is drawn
# Seconds on the clock that one cell may run, as in grading; then it is interrupted and the next one runs.
PATIENCE = 80
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


PASSED, WRONG, TO_DO, PERSON = "passed", "wrong", "to do", "a person"
STYLE = {PASSED: "green", WRONG: "bold red", TO_DO: "yellow", PERSON: "cyan"}


@dataclass
class Word:
    """What one check, or a cell that failed on the way to it, has to say.

    ``state`` is "passed", "wrong", "to do" (only the stub is there) or "a person" (an instructor grades it).
    """

    question: str
    state: str
    message: str = ""
    check: bool = True


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


def grade_id(cell) -> str:
    """nbgrader's name of the cell, empty where it has none."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def is_check(cell) -> bool:
    """Whether the cell is a test cell of the assignment."""
    return cell.cell_type == "code" and grade_id(cell).startswith("test_")


def for_a_person(cell) -> bool:
    """Whether the cell holds an answer that an instructor grades: nbgrader's manually graded cells."""
    own = cell.metadata.get("nbgrader", {})
    return bool(own.get("grade") and own.get("solution"))


def run(notebook, folder: Path, progress=None, given: list[str] = ()):
    """Execute the notebook in a fresh kernel, as grading will, carrying on after errors. Changes `notebook` in place.

    Parameters
    ----------
    notebook : NotebookNode, format 4
    folder : where the kernel runs, so that files beside the notebook are found
    progress : called as `progress(cell)` before each code cell, or None
    given : texts of the assignment's own cells of code
    """
    from subprocess import DEVNULL

    from nbclient import NotebookClient
    from nbclient.exceptions import DeadKernelError

    order = [cell for cell in notebook.cells if cell.cell_type == "code"]
    again = [cell for cell in order if is_check(cell)]
    running = _as_run(order, again, list(given))
    started = []  # cells of `notebook`

    def on_start(cell, cell_index):
        if cell_index:  # before the first one nothing of the notebook's is run
            started.append([*order, *again][cell_index - 1])
            if progress is not None:
                progress(started[-1])

    client = NotebookClient(
        running,
        timeout=PATIENCE,
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


def _as_run(order: list, again: list, given: list[str]):
    """The notebook that the kernel gets: each cell as `ready_kernel` runs it, and the checks once more at the end."""
    from nbformat import v4

    ours = "__import__('dlcourse.commands.ready_kernel', fromlist=['run'])"
    calls = [f"begin({given!r})", *(f"{'check' if is_check(cell) else 'run'}({cell.source!r})" for cell in order)]
    calls += [f"check({cell.source!r})" for cell in again]
    return v4.new_notebook(cells=[v4.new_code_cell(f"{ours}.{call}") for call in calls])


def _stopped(started: list) -> str:
    """What Ctrl-C ended."""
    if not started:
        return "Stopped by you before the first cell ran. Your file is as it was."
    cell = started[-1]
    lines = cell.source.strip().splitlines()
    where = grade_id(cell) or (lines[0][:60] if lines else "an empty cell")
    return f"Stopped by you while this cell ran: {where}. Your file is as it was."


def words(notebook) -> list[Word]:
    """One word per check of an executed notebook, and one per other cell that stopped with an error."""
    from dlcourse.check.harness.report import STUB

    found = []
    for number, cell in enumerate(notebook.cells, start=1):
        if for_a_person(cell):
            found.append(Word(grade_id(cell), PERSON, "your instructor reads this answer"))
        if cell.cell_type != "code":
            continue
        message = problem(cell)
        question = grade_id(cell).removeprefix("test_")
        if is_check(cell):
            message = message.removeprefix(f"{question}: ")
            state = TO_DO if message == STUB else WRONG if message else PASSED
            found.append(Word(question, state, "" if state == TO_DO else message))
        elif message and not message.startswith("NotImplementedError"):  # its check says that nothing is there yet
            place = grade_id(cell) or cell.metadata.get("place", number)
            found.append(Word(f"cell {place}", WRONG, _with_line(cell, message), check=False))
    return found


def _with_line(cell, message: str) -> str:
    """The message of a cell that failed, with the line where it did, and what became of its other lines."""
    from dlcourse.commands.ready_kernel import MIME_TYPE

    for output in cell.outputs:
        if output.output_type == "display_data" and MIME_TYPE in output.data:
            line, how = output.data[MIME_TYPE]
            below = {
                "all": "the lines below it were run all the same",
                "readable": "what its other lines define counts",
            }
            return f"{message} (line {line}; {below.get(how, 'what the lines below it define counts')})"
    return message


def tally(found: list[Word]) -> str:
    """The last word: whether all is right, or how many questions are not."""
    checks = [word for word in found if word.check and word.state != PERSON]
    passed = sum(word.state == PASSED for word in checks)
    if all(word.state in (PASSED, PERSON) for word in found):
        return f"Ready: all {len(checks)} questions pass."
    parts = [f"{passed} of {len(checks)} questions pass"]
    for state, text in ((WRONG, "wrong"), (TO_DO, "to do")):
        if count := sum(word.state == state for word in checks):
            parts.append(f"{count} {text}")
    if count := sum(not word.check for word in found):
        parts.append(f"{count} other cell{'s' if count > 1 else ''} stopped with an error")
    return f"Not ready: {', '.join(parts)}. You may hand it in: what passes counts."


def problem(cell) -> str:
    """The one-line message of the error the cell ended in, or nothing."""
    for output in cell.outputs:
        if output.output_type == "error":
            lines = COLOUR.sub("", output.evalue).strip().splitlines()
            first = lines[0] if lines else ""
            if output.ename == "KeyboardInterrupt":
                return f"stopped after {PATIENCE} seconds: is there a loop that never ends?"
            if first and output.ename in ("AssertionError", "Failed"):  # a check's own word
                return first
            return f"{output.ename}: {first}".rstrip(": ")
    return ""


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
            run(notebook, file.resolve().parent, telling.cell, given_cells(assignment.release) if assignment else ())
    except NotReady as reason:
        console.print(str(reason), style="red", markup=False)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        console.print("Stopped by you. Your file is as it was.", style="red")
        raise typer.Exit(1) from None
    for module in imported_beside(file, file.read_bytes()):
        said = f"{module.name} lies beside the notebook. Grading may not run it: put its functions into the notebook."
        console.print(f"  note      {said}", style="yellow", markup=False)
    found = words(notebook)
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
