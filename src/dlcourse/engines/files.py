"""A student's functions from a Python file or a notebook, of which only imports, constants and functions run."""

import ast
import json
import linecache
from pathlib import Path

KEPT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign)


def functions_in(path, names):
    """The functions called ``names`` in a ``.py`` file or a notebook, as a dictionary.

    A notebook's cells run in order, without what is no definition: no training, no checks, no pictures. A statement
    that fails is passed over, as in a notebook where a student went on.

    Raises
    ------
    ValueError, naming what is missing or cannot be read.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    space = {"__name__": path.stem}
    for filename, source in _cells(path, text):
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        try:
            tree = ast.parse(source, filename)
        except SyntaxError:
            continue  # a cell of another language, a magic, an unfinished line
        for statement in tree.body:
            if isinstance(statement, KEPT):
                try:
                    exec(compile(ast.Module([statement], []), filename, "exec"), space)
                except Exception:
                    continue
    missing = [name for name in names if not callable(space.get(name))]
    if missing:
        raise ValueError(f"{path} has no function {', '.join(missing)}")
    return {name: space[name] for name in names}


def _cells(path, text):
    """(file name as an error shows it, source) of each code cell, or of the file."""
    if path.suffix != ".ipynb":
        yield path.name, text
        return
    try:
        cells = json.loads(text)["cells"]
        sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"{path} is not a notebook") from None
    for k, source in enumerate(sources, start=1):
        yield f"{path.name}, code cell {k}", source if isinstance(source, str) else "".join(source)
