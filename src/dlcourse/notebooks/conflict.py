"""Git's conflict marks in a file: both sides are read, and where they hold the same work nobody need be asked."""

from __future__ import annotations

import re

_MARKS = re.compile(r"^[ \t]*(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)(?:[ \t]([^\n]*))?\r?$")
_BEGIN = re.compile(r"^[ \t]*<<<<<<<(?: |$)", re.MULTILINE)
_LEFT = "NotImplementedError"


def sides(text: str) -> tuple[str, str, str] | None:
    """The two versions of a text with conflict marks, and the name of the second; None where it has none."""
    if not _BEGIN.search(text):
        return None
    ours, theirs, name, inside = [], [], "", None
    for line in text.split("\n"):
        mark = _MARKS.match(line)
        if mark is None or (inside is None and mark[1] != "<<<<<<<"):
            if inside in (None, "<<<<<<<"):
                ours.append(line)
            if inside in (None, "======="):
                theirs.append(line)
        elif mark[1] == ">>>>>>>":
            inside, name = None, (mark[2] or "").strip()[:60]
        else:
            inside = mark[1]
    return ("\n".join(ours), "\n".join(theirs), name) if inside is None else None


def one_of_two(ours: list, theirs: list, name: str) -> tuple[list, int]:
    """The cells to go on with, and in how many of them the two sides differ.

    Of a cell that differs our side is taken, unless it is the one without work; the other is shown below, as text.
    """
    known = {_work(cell) for cell in ours}
    other = [cell for cell in theirs if isinstance(cell, dict) and _work(cell) not in known]
    by_key = {key: cell for cell in other if (key := _key(cell))}
    lined_up, others = len(ours) == len(theirs), {id(cell) for cell in other}
    cells, shown, differing = [], set(), 0
    for number, cell in enumerate(ours):
        twin = by_key.get(_key(cell))
        if twin is None and lined_up and id(theirs[number]) in others:
            twin = theirs[number]
        if twin is None or not isinstance(cell, dict) or _work(cell) == _work(twin):
            cells.append(cell)
            continue
        first, second = (twin, cell) if _LEFT in _text(cell) and _LEFT not in _text(twin) else (cell, twin)
        cells += [first, _as_text(second, name)]
        shown.add(id(twin))
        differing += 1
    rest = [cell for cell in other if id(cell) not in shown]
    return cells + [_as_text(cell, name) for cell in rest], differing + len(rest)


def _text(cell: dict) -> str:
    source = cell.get("source", cell.get("input", ""))
    return "".join(one for one in source if isinstance(one, str)) if isinstance(source, list) else str(source)


def _work(cell: object) -> object:
    return (str(cell.get("cell_type")), _text(cell).strip()) if isinstance(cell, dict) else None


def _key(cell: object) -> str | None:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    own = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = own.get("grade_id") if isinstance(own, dict) else None
    return name if isinstance(name, str) else None


def _as_text(cell: dict, name: str) -> dict:
    said = f"The other version in git's conflict{f' ({name})' if name else ''}:\n\n"
    return {"cell_type": "raw", "metadata": {}, "source": said + _text(cell)}


def conflict_in_a_source(cells: list) -> str | None:
    """Why a person must look where marks stand inside cells of code: their text holds two versions.

    Our side stays in the cell where both are the same, or is written into it for whoever salvages.
    """
    found = []
    for number, cell in enumerate(cells, start=1):
        two = sides(cell.source) if cell.kind == "code" else None
        if two is None:
            continue
        ours, theirs, _ = two
        if ours.split() != theirs.split():
            found.append(number)
            ours, theirs = (theirs, ours) if _LEFT in ours and _LEFT not in theirs else (ours, theirs)
            ours = (
                ours
                + "\n\n# The other version in git's conflict:\n"
                + "\n".join(f"# {line}" for line in theirs.split("\n"))
            )
        cell.source = ours
    if found:
        which = ", ".join(map(str, found[:5]))
        return f"git's conflict marks stand in cell {which}: there are two versions of it, and a person must choose"
    return None
