"""What `ready` does in the kernel: cells are run as the grader runs them, so that both find the same.

The release's imports are there for every cell, what only a notebook understands is taken out, and a line that fails
takes nothing else with it. A check is asked where it stands, and once more at the end if it did not pass.
"""

from __future__ import annotations

import ast
import builtins
import contextlib

from dlcourse.check.harness import newest
from dlcourse.notebooks.running import parts, plain

MIME_TYPE = "application/vnd.dlcourse.went-on+json"  # [line that failed, how the cell went on]
_NOTHING = object()
_given: dict[str, object] = {}
_passed: set[str] = set()  # the texts of checks


def begin(sources: list[str]) -> None:
    """Give the names that the assignment's own cells import and define."""
    names = newest.shell_here().user_ns
    before = dict(names)
    for statement in (one for text in sources for one in parts.definitions_of(ast.parse(text)).body):
        with contextlib.suppress(Exception):  # what it needs may be a student's
            exec(compile(ast.Module([statement], []), "given", "exec"), names)
    _given.update({name: value for name, value in names.items() if before.get(name, _NOTHING) is not value})


def run(source: str) -> None:
    """Run one cell. Raises what its first line that failed raised, after all of it that can stand without that line."""
    text, _ = plain.python_of(source)
    names, number, file = _as_typed(text)
    before, asked = dict(names), builtins.input

    def statements(body: list, silent: bool) -> None:
        exec(compile(ast.Module(body, []), file, "exec"), names)

    builtins.input = _nobody
    try:
        first, went_on = parts.execute(text, statements, KeyboardInterrupt, name=file)
    finally:
        builtins.input = asked
    for name, value in _given.items():
        names.setdefault(name, value)
    if first is None:
        return
    newest.arrived(number, {name for name, value in names.items() if before.get(name, _NOTHING) is not value})
    if went_on:
        from IPython.display import display

        display({MIME_TYPE: went_on}, raw=True)
    raise first


def check(source: str) -> None:
    """Run a check of the assignment's, unless it has passed. Raises what it raises."""
    if source in _passed:
        return
    names, _, file = _as_typed(source)
    mine = names.get("check")
    names.update({name: value for name, value in _given.items() if name == "check"})
    try:
        exec(compile(source, file, "exec"), names)
    finally:
        if mine is not None:
            names["check"] = mine
    _passed.add(source)


def _as_typed(text: str) -> tuple[dict, int, str]:
    """The notebook's names, the input's number and file: a check finds the cell's own text as the newest input."""
    shell = newest.shell_here()
    names = shell.user_ns
    names.setdefault("In", shell.history_manager.input_hist_parsed)[-1] = text
    return names, shell.execution_count, shell.compile.cache(text, shell.execution_count)


def _nobody(*_):
    raise EOFError("input() has nobody to ask while your work is run")
