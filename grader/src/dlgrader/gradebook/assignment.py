"""An assignment as the gradebook and nbgrader's folders have it: its notebooks, and what a plain one needs besides."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from dlgrader.assignments.description import Assignment
from dlgrader.gradebook.outputs import tested_question
from dlgrader.plain.assignment import Notebook, Plain, questions
from dlgrader.plain.files import TooMuch, beside


def assignment_notebooks(coursedir, meta: dict) -> tuple[NotebookNode, NotebookNode]:
    """The released notebook and the one with the tests, ids and points of the gradebook.

    Where no released notebook is at hand, the gradebook's cells alone stand for it.
    """
    with Gradebook(meta["db_url"]) as gradebook:
        notebook = gradebook.find_notebook(meta["notebook"], meta["assignment"])
        stored = {cell.name: cell for cell in notebook.source_cells}
        points = {cell.name: cell.max_score for cell in [*notebook.grade_cells, *notebook.task_cells]}
        solutions = {cell.name for cell in notebook.solution_cells}
        tasks = {cell.name for cell in notebook.task_cells}
        cells = {name: _stored_cell(cell, points, solutions, tasks) for name, cell in stored.items()}
    release = _released(coursedir, meta)
    if release is None:
        release = nbformat.v4.new_notebook(cells=list(cells.values()))
    source = cast("NotebookNode", nbformat.from_dict(release))  # as it is of any dict; its type speaks of lists too
    order = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in release.cells]
    source.cells = [cells[name] for name in order if name in cells]
    source.cells += [cell for name, cell in cells.items() if name not in order]
    return release, source


def assignment_texts(coursedir, assignment: str, notebook: str) -> tuple[str, str]:
    """Both as texts, the same ones each time: they are part of the key of a verdict."""
    meta = {"db_url": coursedir.db_url, "assignment": assignment, "notebook": notebook}
    release, source = assignment_notebooks(coursedir, meta)
    for position, cell in enumerate(source.cells):  # made anew each time, with random ids
        cell["id"] = f"cell-{position}"
    return nbformat.writes(release), nbformat.writes(source)


def _released(coursedir, meta: dict) -> NotebookNode | None:
    if coursedir is None:
        return None
    folder = coursedir.format_path(coursedir.release_directory, ".", meta["assignment"])
    path = Path(folder) / f"{meta['notebook']}.ipynb"
    return nbformat.read(path, as_version=4) if path.is_file() else None


def _stored_cell(cell, points: dict, solutions: set, tasks: set) -> NotebookNode:
    new = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
    nbgrader = {
        "grade_id": cell.name,
        "cell_type": cell.cell_type,
        "checksum": cell.checksum,
        "locked": cell.locked,
        "solution": cell.name in solutions,
        "task": cell.name in tasks,
        "grade": cell.name in points and cell.name not in tasks,
        "schema_version": 3,
    }
    if cell.name in points:
        nbgrader["points"] = points[cell.name]
    return new(cell.source, metadata={"nbgrader": nbgrader})


def plain_assignment(coursedir, config, name: str) -> Plain:
    """A plain assignment, read from the gradebook and from nbgrader's folders.

    Raises
    ------
    TooMuch, OSError
        Where the files beside its notebooks cannot be taken along.
    """
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        names = sorted(notebook.name for notebook in gradebook.find_assignment(name).notebooks)
    folder = Path(coursedir.format_path(coursedir.source_directory, ".", name))
    notebooks = {}
    for one in names:
        path = folder / f"{one}.ipynb"
        solution = path.read_text(encoding="utf-8") if path.is_file() else None
        notebooks[one] = Notebook(*assignment_texts(coursedir, name, one), solution)
    kept = set(config.Autograde.get("exclude_overwriting", {}).get(name, []))
    files = {path: data for path, data in beside(folder, coursedir.ignore).items() if path not in kept}
    marks = config.ClearHiddenTests
    return Plain(
        name, notebooks, files,
        _names(config.Sandbox.get("libraries", ())),
        config.PlainTests.get("show_hidden_messages", False) is True,
        str(marks.get("begin_test_delimeter", Plain.begin)), str(marks.get("end_test_delimeter", Plain.end)),
    )  # fmt: skip


def _names(setting: object) -> tuple[str, ...]:
    """A setting that lists names; a single one may stand by itself."""
    listed = [setting] if isinstance(setting, str) else setting if isinstance(setting, (list, tuple, set)) else ()
    return tuple(dict.fromkeys(str(one) for one in listed))


def differences(what: Plain) -> list[str]:
    """Where the instructor's own notebooks and the gradebook do not agree, one line each."""
    found = []
    for name, texts in what.notebooks.items():
        if texts.solution is None:
            continue
        try:
            own = questions(nbformat.reads(texts.solution, as_version=4))
        except (nbformat.reader.NotJSONError, nbformat.ValidationError, AttributeError, KeyError, ValueError):
            found.append(f"source/{what.name}/{name}.ipynb cannot be read; the gradebook's tests and points count.")
            continue
        ids = [one.name for one in own]
        known = {one.name: one.points for one in questions(nbformat.reads(texts.source, as_version=4))}
        do = f"Run `nbgrader generate_assignment {what.name} --force`, then grade again."
        if twice := sorted({one for one in ids if ids.count(one) > 1}):
            found.append(f"{name}.ipynb has {twice[0]} more than once as a grade id: give each cell its own. {do}")
        found += [
            f"{name}.ipynb gives {one.points:g} points for {one.name}, and the gradebook {known[one.name]:g}. "
            f"The gradebook's count. {do}"
            for one in own
            if one.name in known and known[one.name] != one.points
        ]
        if new := sorted({*ids} ^ {*known}):
            names = ", ".join(new[:3])
            found.append(f"{name}.ipynb and the gradebook do not have the same graded cells ({names}). {do}")
    return found


def agreement(description: Assignment, notebook: NotebookNode, told: str) -> tuple[list[str], list[str]]:
    """Where a description and the gradebook's notebook do not agree: what nothing can be graded with, and remarks.

    Parameters
    ----------
    notebook : with the gradebook's cells and points
    told : the notebook's name, as it is told
    """
    do = f"Change one of them, run `nbgrader generate_assignment {description.name} --force`, then grade again."
    wrong, remarks, seen, before = [], [], set(), None
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader") or {}
        if meta.get("solution"):
            before = meta["grade_id"]
        if not (meta.get("grade") or meta.get("task")):
            continue
        name, points = meta["grade_id"], float(meta.get("points") or 0)
        if meta.get("solution") or meta.get("task") or cell.cell_type != "code":
            ours = description.manual.get(name, points)
        else:
            asked = tested_question(name, before, description)
            seen.add(asked)
            if asked not in description:
                wrong.append(f"{told} has the test cell {name}, and the description no question {asked}. {do}")
                continue
            ours = description[asked].total
        if ours != points:
            remarks.append(
                f"{told} gives {points:g} points for {name}, and the description {ours:g}: the notebook's points "
                f"count, in the description's shares. {do}"
            )
    if lost := [question for question in description.totals if question not in seen]:
        remarks.append(f"{told} has no test cell for {', '.join(lost)}, so nobody gets points for it. {do}")
    return wrong, remarks


__all__ = [
    "MissingEntry",
    "TooMuch",
    "agreement",
    "assignment_notebooks",
    "assignment_texts",
    "differences",
    "plain_assignment",
]
