"""Libraries that would do the work: what an answer asked for and did not get, and where its cells import it.

The sandbox says which module was missing when a call was made or a cell was run; the imports are read from the parsed
cells. Words in texts and comments are neither.
"""

from __future__ import annotations

import ast

from dlgrader.reading.cell import Cell
from dlgrader.verdicts.verdict import Flag

# None of them is in the sandbox.
LIBRARIES = frozenset(("sklearn", "scipy", "torch", "tensorflow", "keras", "jax", "autograd", "theano", "statsmodels"))
OURS = frozenset(("check", "data"))  # parts of the course that do nobody's work


def does_the_work(module: str) -> str | None:
    """The library that a module belongs to, where it would do the work: ``torch``, ``dlcourse.nn``."""
    top, _, rest = module.partition(".")
    part = rest.partition(".")[0]
    if top == "dlcourse":
        return f"dlcourse.{part}" if part and part not in OURS else None
    return top if top in LIBRARIES else None


def asked_for(cells: list[Cell], question: str, missing: set[str]) -> Flag | None:
    """A flag on an answer that failed because a library which does the work is not there.

    Parameters
    ----------
    cells : of the submission
    missing : names of the modules that could not be had when the answer's cell was run or its functions were called

    Decisive is an import that is written down and used in the answer's own cell. An import beside it is shown to a
    person; one of something else is nothing.
    """
    wanted = {library for module in missing if (library := does_the_work(module))}
    found = [(cell, each) for cell in cells for each in imports(cell.source) if each[0] in wanted]
    own = [cell for cell in cells if cell.question == question]
    used = set().union(*(names_used(cell.source) for cell in own))
    for cell, (library, bound, line) in found:
        if (cell.question == question and bound is None) or (bound in used and cell.question in (question, None)):
            return Flag("library", question, f"{_where(cell, own, line)} imports {library}, which does the work", True)
    for cell, (library, _, line) in found:
        if cell.question == question:
            return Flag("library", question, f"{_where(cell, own, line)} imports {library}. Read its code.")
    for library in sorted(wanted - {each[0] for _, each in found}):
        return Flag("library", question, f"it asks for {library}, which no cell is seen to import. Read its code.")
    return None


def _where(cell: Cell, own: list[Cell], line: int) -> str:
    return f"line {line}" if cell in own else f"line {line} of cell {cell.position + 1}"


def imports(source: str) -> list[tuple[str, str | None, int]]:
    """(library, the name it is bound to or None, line) of every import of a library that does the work."""
    found = []
    for node in ast.walk(_tree(source)):
        line = getattr(node, "lineno", 0)
        for module, bound in _imported(node):
            if library := does_the_work(module):
                found.append((library, bound, line))
        for text in _executed(node):
            found += [(library, None, line) for library, _, _ in imports(text)]
    return found


def _imported(node: ast.AST) -> list[tuple[str, str | None]]:
    if isinstance(node, ast.Import):
        return [(alias.name, alias.asname or alias.name.partition(".")[0]) for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [
            (f"{node.module}.{alias.name}", None if alias.name == "*" else alias.asname or alias.name)
            for alias in node.names
        ]
    if isinstance(node, ast.Call) and _called(node) in ("__import__", "import_module"):
        return [(text, None) for text in _texts(node)]
    return []


def _called(node: ast.Call) -> str | None:
    return getattr(node.func, "id", None) or getattr(node.func, "attr", None)


def _texts(node: ast.Call) -> list[str]:
    given = [*node.args, *(keyword.value for keyword in node.keywords)][:1]
    return [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _executed(node: ast.AST) -> list[str]:
    """Texts that are run as code."""
    return _texts(node) if isinstance(node, ast.Call) and _called(node) in ("exec", "eval") else []


def names_used(source: str) -> set[str]:
    """Names that are read somewhere in a cell."""
    nodes = ast.walk(_tree(source))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _tree(source: str) -> ast.AST:
    """A cell, parsed; lines that only a notebook understands are left out, and what is no Python holds no import."""
    lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()]
    for text in (source, "\n".join(lines)):
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return ast.Module([], [])
