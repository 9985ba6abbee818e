"""Submissions made to order: the release notebook with some of its questions answered.

The demonstration and the tests hand these in; a course's own submissions come from its students.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat

from dlgrader.mistakes.implementing_backpropagation import QUESTIONS, solution_cells

ASSIGNMENT = "implementing-backpropagation"


def build(
    release: Path, solved: Iterable[str] = tuple(QUESTIONS), overrides: Mapping | None = None
) -> nbformat.NotebookNode:
    """The release notebook with the questions in `solved` answered.

    Parameters
    ----------
    release : Path
        The released notebook.
    solved : iterable of str
        Questions to answer with the reference; the others keep their stub.
    overrides : mapping, optional
        What to use instead of the reference, by name: functions of the bank, or a dictionary for `answers`.

    Raises
    ------
    ValueError
        If a question is unknown, or the release has no cell for it.
    """
    notebook = nbformat.read(release, as_version=4)
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    sources = solution_cells(dict(overrides or {}))
    for question in solved:
        if question not in sources or question not in cells:
            raise ValueError(f"{release} has no question {question!r}")
        cells[question].source = sources[question].rstrip()
    return notebook


def hand_in(notebook: nbformat.NotebookNode, course: Path, student: str) -> Path:
    """Write `notebook` where nbgrader looks for `student`'s submission, and return the path."""
    path = course / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path
