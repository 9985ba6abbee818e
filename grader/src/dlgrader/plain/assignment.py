"""A plain assignment: its notebooks, its files, and what the course says about its tests. Plain data that travels."""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import nbformat
from nbformat import NotebookNode

from dlgrader.sandbox.libraries import NotInstalled, importable
from dlgrader.sandbox.policy import PACKAGES

# What the sandbox has of its own besides NumPy and matplotlib: a course whose checks do nothing, and a silent IPython.
_ALWAYS = {name.partition(".")[0] for name in PACKAGES} | {"IPython", "ipykernel"}


@dataclass(frozen=True)
class Notebook:
    """One notebook of it, as texts.

    ``release`` is what students got, ``source`` has the gradebook's tests and points, and ``solution`` is the
    instructor's own, None where it is not there.
    """

    release: str
    source: str
    solution: str | None = None


@dataclass(frozen=True)
class Question:
    """A graded cell: its id, its points, and whether a person gives them."""

    name: str
    points: float
    manual: bool


@dataclass(frozen=True)
class Plain:
    """All that judging it needs.

    Attributes
    ----------
    name : str
    notebooks : {name: Notebook}, in nbgrader's order
    files : {relative path: bytes}, what the instructor put beside them
    libraries : names that may be imported besides NumPy and matplotlib
    show_hidden : whether a student may read what a hidden test said
    begin, end : how the lines look that are around hidden tests
    """

    name: str
    notebooks: dict[str, Notebook]
    files: dict[str, bytes] = field(default_factory=dict)
    libraries: tuple[str, ...] = ()
    show_hidden: bool = False
    begin: str = "BEGIN HIDDEN TESTS"
    end: str = "END HIDDEN TESTS"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all of it."""
        whole = [self.name, [[name, *vars(one).values()] for name, one in self.notebooks.items()], self.libraries,
                 self.show_hidden, self.begin, self.end,
                 [[name, hashlib.sha256(data).hexdigest()] for name, data in sorted(self.files.items())]]  # fmt: skip
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()

    def visible(self, source: str) -> str:
        """A test without its hidden lines, as students got it."""
        return visible(source, self.begin, self.end)

    def problem(self) -> str | None:
        """Why nobody's can be graded, and what to do; None where it can."""
        for name, notebook in self.notebooks.items():
            if language := other_language(notebook_of(notebook.source)):
                return f"{name}.ipynb is in {language}, and only Python is graded here. Give its points by hand."
        try:
            there = importable(self.libraries) if self.libraries else set()
        except NotInstalled as missing:
            return (
                f"c.Sandbox.libraries lists {missing}, which this Python does not have. Install it into the "
                "environment that grades, or take it off the list."
            )
        there |= _ALWAYS | sys.stdlib_module_names | {"dlcourse"}
        there |= {path.partition("/")[0].partition(".")[0] for path in self.files}
        for name, notebook in self.notebooks.items():
            missing = sorted(imports_of(notebook.source) - there)
            if missing and missing[0] == "dlgrader":
                return (
                    f"The tests in {name}.ipynb ask for a description of {self.name} that dlgrader does not have. "
                    "Bring it back, or write tests that need none. What was graded before stays in the gradebook."
                )
            if missing:
                listed = ", ".join(map(repr, dict.fromkeys([*self.libraries, *missing])))
                return (
                    f"Cells of {name}.ipynb that are the assignment's own import {', '.join(missing)}, which the "
                    f"sandbox does not hold. Write c.Sandbox.libraries = [{listed}] into nbgrader_config.py."
                )
        return None


@lru_cache(maxsize=8)
def notebook_of(text: str) -> NotebookNode:
    """The notebook of a text. Not to be changed: it is read once for all who ask."""
    return nbformat.reads(text, as_version=4)


def questions(notebook: NotebookNode) -> list[Question]:
    """What is graded in a notebook, in its order: this alone asks what an assignment consists of."""
    found = []
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader") or {}
        if meta.get("grade") or meta.get("task"):
            manual = bool(meta.get("task") or meta.get("solution") or cell.cell_type != "code")
            found.append(Question(meta["grade_id"], float(meta.get("points") or 0), manual))
    return found


def visible(source: str, begin: str, end: str) -> str:
    """A text without the lines from each that holds ``begin`` to the next that holds ``end``, as nbgrader cuts it."""
    lines, hidden = [], False
    for line in source.split("\n"):
        if begin in line:
            hidden = True
        elif end in line:
            hidden = False
        elif not hidden:
            lines.append(line)
    return "\n".join(lines)


def other_language(notebook: NotebookNode) -> str | None:
    """The language of a notebook's kernel where it is not Python."""
    spec = notebook.metadata.get("kernelspec") or {}
    info = notebook.metadata.get("language_info") or {}
    language = str(spec.get("language") or info.get("name") or "python")
    return None if language.lower() in ("python", "python3", "ipython") else language[:40]


def imports_of(text: str) -> set[str]:
    """The modules, by their first name, that the assignment's own code cells cannot do without.

    Those inside a ``try`` are not counted, and not those of cells that a student writes.
    """
    found = set()
    for cell in notebook_of(text).cells:
        if cell.cell_type != "code" or (cell.metadata.get("nbgrader") or {}).get("solution"):
            continue
        for node in _certain(parsed(cell.source)):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found


def parsed(source: str) -> ast.Module:
    """A cell as a tree; an empty one where it is no Python."""
    from dlcourse.notebooks.running.plain import python_of

    try:
        return ast.parse(python_of(source)[0])
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _certain(tree: ast.AST):
    """The nodes of a tree that are not inside a ``try``."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.Try):
            waiting += ast.iter_child_nodes(node)
