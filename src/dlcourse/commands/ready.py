"""`ready`: run a finished assignment from a fresh kernel, show each check's word, name the file to hand in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

PATIENCE = 300  # seconds one cell may run; then it is interrupted and the next one runs
# " (1)", "-Copy1", " copy": what browsers, JupyterLab and file managers add to a second copy's name.
COPY = re.compile(r"(?:[ _-]*(?:\(\d+\)|copy\d*|kopie\d*))+$", re.IGNORECASE)
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


def read(file: Path):
    """The notebook in `file`, once it is clear that it is an assignment with checks in it."""
    import nbformat

    if not file.exists():
        raise NotReady(f"There is no file {file}. Give the path of your finished notebook.")
    if file.is_dir():
        found = sorted(file.glob("*.ipynb"))
        hint = f" For example: {found[0]}" if found else ""
        raise NotReady(f"{file} is a folder. Give the notebook inside it.{hint}")
    try:
        notebook = nbformat.read(file, as_version=4)
    except Exception as error:
        text = str(error).splitlines()
        reason = text[0][:100] if text else type(error).__name__
        raise NotReady(f"{file} is not a notebook ({reason}). Give the .ipynb file you worked in.") from None
    if not any(is_check(cell) for cell in notebook.cells):
        raise NotReady(f"{file} has no checks in it, so it is not an assignment. Lectures are not handed in.")
    ids = Counter(grade_id(cell) for cell in notebook.cells if grade_id(cell))
    twice = [name for name, count in ids.items() if count > 1]
    if twice:
        raise NotReady(f"{file} has the cell {twice[0]!r} more than once. Delete the copy: only one can be graded.")
    return notebook


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


def run(notebook, folder: Path, progress=None):
    """Execute the notebook in a fresh kernel, as grading will, carrying on after errors. Changes `notebook` in place.

    Parameters
    ----------
    notebook : NotebookNode, format 4
    folder : where the kernel runs, so that files beside the notebook are found
    progress : called as `progress(cell)` before each code cell, or None
    """
    from subprocess import DEVNULL

    from nbclient import NotebookClient
    from nbclient.exceptions import DeadKernelError

    started = []

    def on_start(cell, cell_index):
        started.append(cell_index)
        if progress is not None:
            progress(cell)

    client = NotebookClient(
        notebook,
        timeout=PATIENCE,
        interrupt_on_timeout=True,
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        on_cell_start=on_start,
    )
    # What the file already showed is of an earlier run; only this run counts.
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    try:
        client.execute(stderr=DEVNULL)
    except DeadKernelError:
        where = grade_id(notebook.cells[started[-1]]) or f"number {started[-1] + 1}" if started else "number 1"
        raise NotReady(f"The kernel died in the cell {where!r}: too much memory, or a call that ends Python.") from None
    except Exception as error:
        raise NotReady(f"No kernel could run it: {error}. Try:  python -m dlcourse doctor") from None
    return notebook


def words(notebook) -> list[Word]:
    """One word per check of an executed notebook, and one per other cell that stopped with an error."""
    from dlcourse.check.report import STUB

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
            found.append(Word(f"cell {grade_id(cell) or number}", WRONG, message, check=False))
    return found


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


def ready(file: Annotated[Path, typer.Argument(help="Your finished assignment, an .ipynb file.")]) -> None:
    """Run a finished assignment from a fresh kernel, show each check's word, name the file to hand in.

    Your file is read, never changed.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(highlight=False, soft_wrap=True)
    try:
        notebook = read(file)
        total = sum(cell.cell_type == "code" for cell in notebook.cells)
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        with Progress(*columns, console=console, transient=True) as progress:
            bar = progress.add_task("starting a fresh kernel", total=total)

            def advance(cell):
                progress.update(bar, advance=1, description=grade_id(cell) or "running")

            run(notebook, file.resolve().parent, advance)
    except NotReady as reason:
        console.print(str(reason), style="red", markup=False)
        raise typer.Exit(1) from None
    found = words(notebook)
    for word in found:
        console.print(f"  {word.state:<9}", style=STYLE[word.state], end="")
        console.print(f"{word.question}{': ' if word.message else ''}{word.message}", markup=False)
    ended = tally(found)
    console.print(ended, style="bold", markup=False)
    console.print(f"The one file to hand in: {file.resolve()}", markup=False)
    plain = COPY.sub("", file.stem)
    if plain and plain != file.stem:
        console.print(f"Rename it to {plain}{file.suffix} first: grading looks for that name.", markup=False)
    if not ended.startswith("Ready"):
        raise typer.Exit(1)
