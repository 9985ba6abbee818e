"""A small working assignment to begin with: `dlgrader new NAME`."""

from __future__ import annotations

import re
import secrets
from importlib.resources import files
from pathlib import Path

import nbformat

from dlgrader.assignments import ASSIGNMENTS
from dlgrader.assignments.own import FOLDER, TAKEN, is_described
from dlgrader.course.folder import CourseError

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
LONGEST = 60


def places(name: str) -> dict[str, str]:
    """``{path in the course folder: template}`` of all that is written, but for the notebook."""
    solutions = {
        f"{FOLDER}/{name}/{kind}/{one}.py": f"{kind}_{one}.py.txt"
        for kind, ones in (
            ("wrong", ("total_mean", "argument_changed", "capitals_apart")), ("right", ("numpy", "counter")),
        )
        for one in ones
    }  # fmt: skip
    return {
        f"text/{name}.py": "notebook.py.txt",
        f"source/{name}/{module_of(name)}_check.py": "check.py.txt",
        f"{FOLDER}/{name}.py": "description.py.txt",
        **solutions,
    }


def module_of(name: str) -> str:
    """The assignment's name as a name of Python's."""
    return name.replace("-", "_")


def problem(name: str, course: Path) -> str | None:
    """Why no assignment of that name can be begun in a course folder, and what to do."""
    if not _NAME.fullmatch(name) or len(name) > LONGEST:
        return f"{name!r} is no name for an assignment. Use small letters, digits and -, such as newton-method."
    if name in ASSIGNMENTS:
        return f"{name} is one of dlgrader's own assignments. Choose another name."
    if name in TAKEN:
        return f"{name} is a module of Python's. Choose another name."
    if not (course / "nbgrader_config.py").is_file():
        return f"{course} is no course folder: it has no nbgrader_config.py. Name one with --course."
    there = [path for path in (*places(name), f"{FOLDER}/{name}", f"source/{name}") if (course / path).exists()]
    if there:
        return f"{course / there[0]} is there already, and nothing is overwritten. Choose another name."
    if is_described(name, course):
        return f"An installed package describes {name} already. Choose another name."
    return None


def write(name: str, course: Path) -> list[Path]:
    """Write it; the paths, the notebook's among them.

    Raises
    ------
    CourseError
        If that cannot be done: see :func:`problem`.
    """
    if said := problem(name, course):
        raise CourseError(said)
    texts = {path: _filled(template, name) for path, template in places(name).items()}
    notebook = f"source/{name}/{name}.ipynb"
    texts[notebook] = nbformat.writes(notebook_from(texts[f"text/{name}.py"]), indent=1) + "\n"
    for path, text in texts.items():
        (course / path).parent.mkdir(parents=True, exist_ok=True)
        with (course / path).open("x", encoding="utf-8") as file:  # never over another
            file.write(text)
    return [course / path for path in texts]


def notebook_from(text: str) -> nbformat.NotebookNode:
    """The notebook of a text twin, as ``jupytext --to ipynb`` makes it."""
    import jupytext

    notebook = jupytext.reads(text, fmt="py:percent")
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    )
    for number, cell in enumerate(notebook.cells):
        cell["id"] = cell.metadata.get("nbgrader", {}).get("grade_id") or f"cell-{number}"
    return notebook


def _filled(template: str, name: str) -> str:
    text = (files("dlgrader.authoring") / "templates" / template).read_text(encoding="utf-8")
    text = text.replace("MODULE", module_of(name)).replace("NAME", name)
    return text.replace("SEED", str(secrets.randbelow(10**6)))
