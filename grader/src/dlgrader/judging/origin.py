"""The student's own function and line that an exception came through, in the words of the checks."""

from __future__ import annotations

from dlcourse.check.harness.places import LONGEST, Place, plain_name
from dlgrader.reading.cell import Cell


def said_of(origin: object, cells: list[Cell]) -> str:
    """Such as ``in forward_row, line 5: `a = 1 / (1 + e)```; empty where that cannot be.

    Parameters
    ----------
    origin : ``[position of the cell, function, line]``, as the sandbox says; it may be anything
    cells : of the submission; the line's text is taken from here
    """
    if not isinstance(origin, list) or [type(one) for one in origin] != [int, str, int]:
        return ""
    position, function, line = origin
    source = next((cell.source for cell in cells if cell.position == position), "")
    lines, name = source.split("\n"), plain_name(function)
    if not source or not 1 <= line <= len(lines) or not _is_written(name, source):
        return ""
    text = lines[line - 1].strip()
    return str(Place(name[:LONGEST], line, text if len(text) <= LONGEST else f"{text[:LONGEST]} ..."))


def _is_written(name: str, source: str) -> bool:
    """Whether a cell defines a function of that name, so that no name made of hidden numbers is said."""
    *around, own = name.split(".")
    return not name or (
        own.isidentifier()
        and all(f"{word} {part}" in source for word, part in [("def", own), *(("class", part) for part in around)])
    )
