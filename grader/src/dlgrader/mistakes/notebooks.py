"""Submissions made to order: the release notebook with some of its questions answered.

The demonstration and the tests hand these in; a course's own submissions come from its students.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat

from dlgrader.mistakes import BANKS

# The demonstration's assignment, and the one meant where none is named.
ASSIGNMENT = "implementing-backpropagation"


def build(
    release: Path, solved: Iterable[str] | None = None, overrides: Mapping | None = None
) -> nbformat.NotebookNode:
    """The release notebook with the questions in `solved` answered.

    Parameters
    ----------
    release : Path
        The released notebook; its name is the assignment's.
    solved : iterable of str, optional
        Questions to answer with the reference; the others keep their stub. None answers all.
    overrides : mapping, optional
        What to use instead of the reference, by name: functions of the bank, or a dictionary for `answers`.

    Raises
    ------
    ValueError
        If there is no such assignment, a question is unknown, or the release has no cell for it.
    """
    if release.stem not in BANKS:
        raise ValueError(f"{release}: no assignment is called {release.stem}")
    bank = BANKS[release.stem]
    notebook = nbformat.read(release, as_version=4)
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    sources = bank.solution_cells(dict(overrides or {})) | bank.words
    for question in [*bank.questions, *bank.words] if solved is None else solved:
        if question not in sources or question not in cells:
            raise ValueError(f"{release} has no question {question!r}")
        cells[question].source = sources[question].rstrip()
    return notebook


def hand_in(notebook: nbformat.NotebookNode, course: Path, student: str, assignment: str = ASSIGNMENT) -> Path:
    """Write `notebook` where nbgrader looks for `student`'s submission, and return the path."""
    path = course / "submitted" / student / assignment / f"{assignment}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path
