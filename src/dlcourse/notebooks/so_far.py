"""`so_far()`, the last cell of every notebook: which of its checks pass, and where the first stands that does not."""

from __future__ import annotations

import html
import json
import os
import re
import sys
from dataclasses import dataclass
from urllib.parse import quote

from dlcourse.check.harness.own_file import own_file
from dlcourse.check.harness.report import Failed, seen

_CALL = re.compile(r"^check\.(\w+)\(", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)
LECTURE = "This is a lecture. Nothing in it is graded or handed in, so there is nothing to validate."


@dataclass
class Place:
    """A check of a notebook: its name, the number and id of its cell, the heading above it."""

    name: str
    number: int
    cell: str
    heading: str


class SoFar:
    """What the last cell shows: a count, and the first check that does not pass, with a link to it.

    Parameters
    ----------
    seen : {name of a check: (whether it passed, what it said)}, in the order in which they were first run
    places : the notebook's checks from top to bottom, empty where its file is not known
    file : the notebook's file name, for the link
    """

    def __init__(self, seen: dict, places: list[Place], file: str = ""):
        self.file, self.seen = file, seen
        names = list(dict.fromkeys([*(place.name for place in places), *seen]))
        self.places = {place.name: place for place in reversed(places)}  # of two calls the first one
        self.states = {name: seen.get(name, (False, "not run yet")) for name in names}

    @property
    def first(self) -> str | None:
        """The first check that does not pass."""
        return next((name for name, (passed, _) in self.states.items() if not passed), None)

    def count(self) -> str:
        """One sentence."""
        if not self.states:
            return "No check of this notebook was run."
        passed, number = sum(passed for passed, _ in self.states.values()), len(self.states)
        if number == 1:
            return f"The one check of this notebook {'passes' if passed else 'does not pass'}."
        return f"{f'All {number}' if passed == number else f'{passed} of {number}'} checks of this notebook pass."

    def said(self) -> str:
        """What the first one that does not pass said."""
        return self.states[self.first][1]

    def where(self) -> str:
        """Where it stands, empty where that is not known."""
        place = self.places.get(self.first)
        return "" if place is None else f"cell {place.number}{f', under {place.heading!r}' if place.heading else ''}"

    def __str__(self) -> str:
        if self.first is None:
            return self.count()
        where = f" ({self.where()})" if self.where() else ""
        return f"{self.count()}\nThe first that does not: {self.first}{where}: {self.said()}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/plain": str(self), "text/html": self._repr_html_()}

    def _repr_html_(self) -> str:
        if self.first is None:
            return f"<p><strong>{html.escape(self.count())}</strong></p>"
        name, place = html.escape(self.first), self.places.get(self.first)
        where = f" ({html.escape(self.where())})" if place else ""
        if place and place.cell and self.file:
            name = f'<a href="{quote(self.file)}#cell-id={quote(place.cell)}">{name}</a>'
        said = f"The first that does not: <strong>{name}</strong>{where}: {html.escape(self.said())}"
        return f"<p><strong>{html.escape(self.count())}</strong></p><p>{said}</p>"


def places_in(text: str) -> list[Place]:
    """The checks of a notebook in JSON, from top to bottom; none where it is no notebook."""
    try:
        cells = json.loads(text)["cells"]
        found, heading = [], ""
        for number, cell in enumerate(cells, start=1):
            source = "".join(cell["source"])  # a text, or its lines
            if cell["cell_type"] == "markdown":
                heading = (_HEADING.findall(source) or [heading])[-1]
            elif cell["cell_type"] == "code":
                found += [Place(name, number, str(cell.get("id", "")), heading) for name in _CALL.findall(source)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []
    return found


def so_far(lecture: bool = False) -> None:
    """Show which checks of this notebook pass, and where the first stands that does not.

    Parameters
    ----------
    lecture : whether nothing of the notebook is handed in. nbgrader's Validate would say "Success!" of it, whatever is
        wrong: there it is told what this is.

    Raises
    ------
    AssertionError
        In a lecture that is being validated.
    """
    __tracebackhide__ = True
    path = own_file()
    try:
        places = places_in(path.read_text(encoding="utf-8")) if path else []
    except (OSError, ValueError):
        places = []
    found = SoFar(dict(seen), places, path.name if path else "")
    if lecture and os.environ.get("NBGRADER_VALIDATING"):
        raise Failed(f"{LECTURE} {found.count()}") from None
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        from IPython.display import display

        display(found)
    else:
        print(found)
