"""Which assignment a file is, told by what is in it and by its name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import nbformat

from dlcourse.notebooks import Reading, read

ENOUGH = 0.3  # this share of an assignment's cells must be there, unless the file has its name


@dataclass
class Found:
    """An assignment and a file read as one of it."""

    name: str
    release: nbformat.NotebookNode
    reading: Reading


def releases(file: Path) -> dict[str, Path]:
    """The released assignments, by name: of the course around the file first, then those of this package."""
    here = Path(__file__).resolve()
    places = [parent / "release" for parent in file.resolve().parents] + [here.parents[1] / "released"]
    places.append(here.parents[3] / "release")  # a clone
    found: dict[str, Path] = {}
    for place in places:
        for path in sorted(place.glob("*/*.ipynb")):
            if path.stem == path.parent.name:
                found.setdefault(path.stem, path)
    return found


def assignment_of(file: Path, stem: str, data: bytes) -> Found | None:
    """The assignment of which the file holds the most; None where it is none of them.

    ``stem`` is the file's name without what was added to it. An assignment of that name is taken before others. A file
    whose cells have ids, none of them an assignment's, is another's, however like the stubs are.
    """
    best, most, own = None, 0.0, _ids(data)
    for name, path in releases(file).items():
        release = nbformat.read(path, as_version=4)
        if own and stem != name and own.isdisjoint(_ids_of(release.cells)):
            continue
        reading = read(data, release)
        share = reading.found / max(len(reading.graded), 1)
        score = share + (1 if stem == name else 0)
        if score > most and (share >= ENOUGH or stem == name):
            best, most = Found(name, release, reading), score
    return best


def _ids_of(cells: list) -> set[str]:
    """nbgrader's ids of cells."""
    metas = [cell.get("metadata") for cell in cells if isinstance(cell, dict)]
    found = [meta.get("nbgrader") for meta in metas if isinstance(meta, dict)]
    ids = [one.get("grade_id") for one in found if isinstance(one, dict)]
    return {one for one in ids if isinstance(one, str)}


def _ids(data: bytes) -> set[str]:
    """nbgrader's ids in a file; none where it is damaged."""
    try:
        cells = json.loads(data)["cells"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return set()
    return _ids_of(cells) if isinstance(cells, list) else set()
