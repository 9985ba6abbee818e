"""Reading: from any bytes that a student hands in to clean cells. Never a traceback, never silently 0."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field

from nbformat import NotebookNode

from dlgrader.cells import Cell
from dlgrader.reading.cells import MAX_CELLS, MAX_TEXT, loose_cells
from dlgrader.reading.decode import decode
from dlgrader.reading.repair import Placed, arrange, build_notebook, given_cells, graded_cells, is_started

__all__ = ["Submission", "message", "read_submission", "salvage"]


@dataclass
class Submission:
    """A submission as it is judged and shown.

    Attributes
    ----------
    notebook : repaired and sanitised, valid nbformat 4.5, without outputs, graded cells in the source's order
    cells : the student's code cells in the student's order; each says where it stands in ``notebook``
    notes : one line each, for the instructor: what was repaired
    problem : None, or why it is not graded and needs a person; ``notebook`` then holds what could be read
    started : False where no answer was begun
    given : texts of the release's own cells of code
    """

    notebook: NotebookNode
    cells: list[Cell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problem: str | None = None
    started: bool = True
    given: list[str] = field(default_factory=list)


def read_submission(data: bytes, release: NotebookNode, source: NotebookNode | None = None) -> Submission:
    """Read and repair what a student handed in. Raises nothing for any ``data``.

    Parameters
    ----------
    data : the file's bytes
    release : the notebook as students got it
    source : the notebook with hidden tests, whose grade ids, points and tests win; None takes the release's

    Returns
    -------
    Submission
    """
    graded = graded_cells(release, source)
    decoded = decode(data)
    notes, problem = list(decoded.notes), None
    cells = loose_cells(decoded.content, notes) if decoded.content is not None else None
    if cells is None:
        problem = f"notebook could not be read ({decoded.broken or 'it holds no list of cells'})"
        cells = []
    elif len(cells) > MAX_CELLS:
        problem, cells = f"notebook could not be read (it has {len(cells):,} cells, more than {MAX_CELLS:,})", []
    elif (length := sum(len(cell.source) for cell in cells)) > MAX_TEXT:
        problem, cells = f"notebook could not be read (its cells hold {length:,} characters)", []
    if kernel := _other_kernel(decoded.content, release):
        notes.append(f"kernel {kernel} replaced by the assignment's")
    placed = arrange(cells, release, graded, notes)
    return _submission(placed, release, graded, notes, problem or _problem(decoded.broken, cells, graded, notes))


def _problem(broken: str | None, cells: list, graded: list, notes: list[str]) -> str | None:
    """Why a person must look, for a notebook that was read at least in part."""
    lost = [
        one.grade_id
        for one in graded
        if one.answer and any(note.startswith(f"{one.grade_id}: was missing; put back") for note in notes)
    ]
    nothing = "no cell of the assignment was found" in notes
    if broken and (lost or nothing):
        return f"notebook could not be read ({broken})"
    if nothing:
        return "no cell of this assignment was found" if cells else "the notebook has no cells"
    if broken:
        notes.append(f"{broken}, but every answer could be read")
    return None


def _submission(placed: list[Placed], release, graded, notes: list[str], problem: str | None) -> Submission:
    notebook = build_notebook(placed, release)
    ran = [
        (item.order, Cell(position, item.graded and item.graded.grade_id, item.cell.source))
        for position, item in enumerate(placed)
        if item.cell.kind == "code" and (item.graded is None or item.graded.answer)
    ]
    ran.sort(key=lambda pair: pair[0])
    started = problem is not None or is_started(placed, graded)
    return Submission(
        notebook, [cell for _, cell in ran], list(dict.fromkeys(notes)), problem, started, given_cells(release)
    )


def _other_kernel(content: object, release: NotebookNode) -> str | None:
    metadata = content.get("metadata") if isinstance(content, dict) else None
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    name = spec.get("name") if isinstance(spec, dict) else None
    ours = release.metadata.get("kernelspec", {}).get("name")
    return ascii(name[:40]) if isinstance(name, str) and name != ours else None


def message(student: str, problem: str) -> str:
    """What an instructor reads about a submission that was not graded: who, what, state, next step."""
    return (
        f"{student}: {problem}. Not graded; the file is kept. Ask for a new copy, or run "
        f"`dlgrader salvage ASSIGNMENT --student {shlex.quote(student)}`."
    )


def salvage(data: bytes, release: NotebookNode, source: NotebookNode | None = None) -> Submission:
    """What can be saved of a damaged submission, for a person who decides to have it graded.

    The same as :func:`read_submission`, with ``problem`` moved to the notes wherever at least one answer was read:
    answers that were lost count as not started.
    """
    submission = read_submission(data, release, source)
    if submission.problem and any(cell.question and cell.source.strip() for cell in submission.cells):
        stubs = {cell.grade_id: cell for cell in graded_cells(release, source)}
        written = [cell for cell in submission.cells if cell.question and cell.source != stubs[cell.question].stub]
        if written:
            submission.notes.insert(0, f"salvaged: {submission.problem}")
            submission.problem = None
    return submission
