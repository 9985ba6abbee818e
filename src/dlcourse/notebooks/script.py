"""A notebook that was saved as a program in Python: nbconvert's and editors' exports, Databricks, marimo."""

from __future__ import annotations

import re
import textwrap

_PYTHON = re.compile(
    r"^(?:#|import\s+\w|from\s+[\w.]+\s+import\b|(?:async\s+)?def\s+\w+\s*\(|class\s+\w|@\w|\"\"\"|''')"
)
_DEFINES = re.compile(r"^[ \t]*def[ \t]+\w+[ \t]*\(", re.MULTILINE)
_CELL = re.compile(r"^#\s?(?:In\s?\[[\d ]*\]:?|%%(?P<head>.*)|COMMAND -{5,}|<codecell>|<(?P<old>markdowncell)>)\s*$")
_MARIMO = re.compile(r"^@app\.(?:cell|function|class_definition)(?:\(.*\))?\s*$")
_MARIMO_END = re.compile(r"^(?:@app\.|if __name__\s*==|app\s*=)")


def is_script(text: str) -> bool:
    """Whether a text looks like a program: its first line that is not empty begins as one, and it defines functions."""
    first = next((line for line in text.split("\n", 50) if line.strip()), "")
    return bool(_PYTHON.match(first.lstrip("\ufeff"))) and (bool(_DEFINES.search(text)) or bool(_CELL.match(first)))


def cells_of(text: str) -> list[dict]:
    """The cells of a program, by the marks that its exporter left; one cell where it left none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if any(_MARIMO.match(line) for line in lines):
        return _marimo(lines)
    cells, kind, held = [], "code", []
    for line in lines:
        mark = _CELL.match(line)
        if mark is None:
            held.append(line)
            continue
        _add(cells, kind, held)
        text_cell = mark["old"] or "[markdown]" in (mark["head"] or "") or "[md]" in (mark["head"] or "")
        kind, held = ("markdown" if text_cell else "code"), []
    _add(cells, kind, held)
    return cells


def _add(cells: list, kind: str, lines: list) -> None:
    if kind == "markdown":
        lines = [re.sub(r"^#\s?", "", line) for line in lines]
    lines = [re.sub(r"^# MAGIC ?", "", line) for line in lines]  # Databricks
    source = "\n".join(lines).strip("\n")
    if source.strip():
        cells.append({"cell_type": kind, "metadata": {}, "source": source})


def _marimo(lines: list[str]) -> list[dict]:
    """Each cell is a function: its body without the last ``return`` is the cell. ``@app.function`` stays."""
    cells, k = [], 0
    while k < len(lines):
        mark = _MARIMO.match(lines[k])
        if not mark:
            k += 1
            continue
        plain = not lines[k].startswith("@app.cell")
        k += 1
        start = k
        while k < len(lines) and not _MARIMO_END.match(lines[k]):
            k += 1
        body = lines[start:k]
        if not plain:
            head = next((n for n, line in enumerate(body) if line.rstrip().endswith(":")), 0)
            body = textwrap.dedent("\n".join(body[head + 1 :])).rstrip().split("\n")
            last = next((n for n in range(len(body) - 1, -1, -1) if body[n].startswith("return")), None)
            body = body[:last] if last is not None else body
        _add(cells, "code", body)
    return cells
