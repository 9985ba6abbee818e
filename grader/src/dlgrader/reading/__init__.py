"""Reading: a submission as it is judged and shown, from any bytes. Never a traceback, never silently 0."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field

from nbformat import NotebookNode

from dlcourse.notebooks import Reading, read
from dlcourse.notebooks.arrange import given_cells
from dlgrader.reading.cell import Cell
from dlgrader.reading.repair import build_notebook

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
    salvageable : whether an answer with work in it was read
    lost : grade ids of the answers that were not there and were put back as released
    """

    notebook: NotebookNode
    cells: list[Cell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problem: str | None = None
    started: bool = True
    given: list[str] = field(default_factory=list)
    salvageable: bool = False
    lost: list[str] = field(default_factory=list)


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
    reading = read(data, release, source)
    notes = list(reading.notes)
    if kernel := _other_kernel(reading, release):
        notes.append(f"kernel {kernel} replaced by the assignment's")
    ran = [
        (item.order, Cell(position, item.graded and item.graded.grade_id, item.cell.source))
        for position, item in enumerate(reading.placed)
        if item.cell.kind == "code" and (item.graded is None or item.graded.answer)
    ]
    ran.sort(key=lambda pair: pair[0])
    return Submission(
        build_notebook(reading.placed, release),
        [cell for _, cell in ran],
        list(dict.fromkeys(notes)),
        reading.problem,
        reading.started,
        given_cells(release),
        bool(reading.written),
        list(reading.lost),
    )


def _other_kernel(reading: Reading, release: NotebookNode) -> str | None:
    ours = release.metadata.get("kernelspec", {}).get("name")
    return ascii(reading.kernel[:40]) if reading.kernel is not None and reading.kernel != ours else None


def message(student: str, assignment: str, problem: str, salvageable: bool = True) -> str:
    """What an instructor reads about a submission that was not graded: who, what, state, next step."""
    kept = f"{student}: {problem}. Not graded; the file is kept. Ask for a new copy"
    if not salvageable:
        return f"{kept}."
    return f"{kept}, or run `dlgrader salvage {assignment} --student {shlex.quote(student)}`."


def salvage(data: bytes, release: NotebookNode, source: NotebookNode | None = None) -> Submission:
    """What can be saved of a damaged submission, for a person who decides to have it graded.

    The same as :func:`read_submission`, with ``problem`` moved to the notes wherever at least one answer was read:
    answers that were lost count as not started.
    """
    submission = read_submission(data, release, source)
    if submission.problem and submission.salvageable:
        submission.notes.insert(0, f"salvaged: {submission.problem}")
        submission.problem = None
    return submission
