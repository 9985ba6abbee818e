"""What `ready` does in the kernel: cells are run as the grader runs them, so that both find the same.

The release's imports are there for every cell, what only a notebook understands is taken out, and a line that fails
takes nothing else with it. What grading lacks is not there for the notebook's own code. A check is asked where it
stands, and once more at the end if it did not pass.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import importlib
import sys

from dlcourse.check.harness import newest
from dlcourse.notebooks.running import imports, parts, plain

MIME_TYPE = "application/vnd.dlcourse.went-on+json"  # [line that failed, how the cell went on]
LACKS_TYPE = "application/vnd.dlcourse.lacks+json"  # [module that grading lacks, number of the cell or None, line]
_NOTHING = object()
_given: dict[str, object] = {}
_passed: set[str] = set()  # the texts of checks
_numbers: dict[str, int] = {}  # of the cells that ran, by the file that each was compiled as
_lacking: list[list] = []  # what was asked for since it was told last, as LACKS_TYPE says
_imported, _by_name = builtins.__import__, importlib.import_module


def begin(sources: list[str], folder: str | None = None, ours: bool = False) -> None:
    """Give the names that the assignment's own cells import and define.

    Parameters
    ----------
    sources : texts of these cells
    folder : of the notebook, where modules beside it are found
    ours : whether the assignment is one of the course's, which grading gives nothing but its own libraries
    """
    names = newest.shell_here().user_ns
    for name in ("exit", "quit"):  # they would end the kernel; in grading nobody has them
        names.pop(name, None)
        vars(builtins).pop(name, None)
    if folder is not None:
        sys.path.insert(0, folder)
    if ours:
        _refuse(names, modules_besides(sources, folder))
    before = dict(names)
    for statement in (one for text in sources for one in parts.definitions_of(ast.parse(text)).body):
        with contextlib.suppress(Exception):  # what it needs may be a student's
            exec(compile(ast.Module([statement], []), "given", "exec"), names)
    _given.update({name: value for name, value in names.items() if before.get(name, _NOTHING) is not value})


def modules_besides(sources: list[str], folder: str | None) -> frozenset[str]:
    """Names of modules that are there besides: what lies beside the notebook, and parts of the course.

    An assignment whose own cells import such a part asks nobody to write what is in the course.
    """
    from pkgutil import iter_modules

    import dlcourse

    beside = {module.name for module in iter_modules([folder])} if folder is not None else set()
    nodes = [node for text in sources for node in ast.walk(ast.parse(text))]
    taken = [f"{node.module}.{one.name}" for node in nodes if isinstance(node, ast.ImportFrom) for one in node.names]
    if all(imports.is_there(name) for name in taken if name.startswith("dlcourse.")):
        return frozenset(beside)
    return frozenset(beside | {f"dlcourse.{module.name}" for module in iter_modules(dlcourse.__path__)})


def _refuse(names: dict, more: frozenset[str]) -> None:
    """From here on what grading lacks cannot be imported by code of the notebook's, wherever it stands there."""

    def lacks(name: str, frame) -> None:
        if not imports.is_there(name, more):
            _lacking.append([name, _numbers.get(frame.f_code.co_filename), frame.f_lineno])
            raise ModuleNotFoundError(imports.said_of(name), name=name)

    def asked(name, globals=None, locals=None, fromlist=(), level=0):
        if globals is names and not level:
            # Of the course there are parts; of another module all or nothing.
            for part in fromlist if name == "dlcourse" and fromlist else ("",):
                lacks(f"{name}.{part}".rstrip("."), sys._getframe(1))
        return _imported(name, globals, locals, fromlist, level)

    def by_name(name, package=None):
        frame = sys._getframe(1)
        if frame.f_globals is names and not name.startswith("."):
            lacks(name, frame)
        return _by_name(name, package)

    builtins.__import__, importlib.import_module = asked, by_name


def run(source: str, place: int, defining: bool = False) -> None:
    """Run one cell. Raises what its first line that failed raised, after all of it that can stand without that line.

    ``place`` is what the words on the cell are told by; ``defining``, whether only what the cell defines is run.
    """
    text, _ = plain.python_of(source)
    names, number, file = _as_typed(text)
    before, asked = dict(names), builtins.input
    _numbers[file] = place
    names[imports.STANDS] = imports.not_there

    def statements(body: list, _silent: bool) -> None:
        exec(compile(imports.with_imports_that_may_fail(ast.Module(body, [])), file, "exec"), names)

    builtins.input = _nobody
    try:
        first, went_on = parts.execute(text, statements, KeyboardInterrupt, None, defining, file)
    finally:
        builtins.input = asked
    for name, value in _given.items():
        if name not in names or type(names[name]) is imports.NotThere:
            names[name] = value
    _tell_what_lacks()
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
        _tell_what_lacks()
    _passed.add(source)


def _tell_what_lacks() -> None:
    """Lay what was asked for and is not there into the outputs of the cell that runs."""
    from IPython.display import display

    while _lacking:
        display({LACKS_TYPE: _lacking.pop(0)}, raw=True)


def _as_typed(text: str) -> tuple[dict, int, str]:
    """The notebook's names, the input's number and file: a check finds the cell's own text as the newest input."""
    shell = newest.shell_here()
    names = shell.user_ns
    names.setdefault("In", shell.history_manager.input_hist_parsed)[-1] = text
    return names, shell.execution_count, shell.compile.cache(text, shell.execution_count)


def _nobody(*_):
    raise EOFError("input() has nobody to ask while your work is run")
