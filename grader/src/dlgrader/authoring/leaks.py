"""Whether what students get holds an answer, a hidden test, or a way to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbformat import NotebookNode

SHORT = 14  # letters, without blanks: a shorter line, such as `return total`, may stand anywhere
_SOLUTION = re.compile(r"### BEGIN SOLUTION.*?\n(.*?)### END SOLUTION", re.DOTALL)
_HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS.*?\n(.*?)### END HIDDEN TESTS", re.DOTALL)
_MARKS = ("### BEGIN SOLUTION", "### END SOLUTION", "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS", "dlgrader")


def found(source: NotebookNode, release: NotebookNode, beside: dict[str, str], description: str = "") -> Iterator[str]:
    """What leaks, one line each.

    Parameters
    ----------
    source, release : the author's notebook, and what students get of it
    beside : {name: text} of what they get with it
    description : the text of the description; none of its functions may stand beside the notebook
    """
    texts = {f"cell {k + 1} of the notebook": cell.source for k, cell in enumerate(release.cells)} | beside
    lines = {where: {_bare(line) for line in text.splitlines()} for where, text in texts.items()}
    for where, text in texts.items():
        for mark in _MARKS:
            if mark in text:
                yield f"{where} holds {mark!r}"
    open_text = {_bare(line) for cell in source.cells for line in _visible(cell.source).splitlines()}
    for kind, pattern in (("the solution", _SOLUTION), ("a hidden test", _HIDDEN)):
        for cell in source.cells:
            for part in pattern.findall(cell.source):
                for line in part.splitlines():
                    bare = _bare(line)
                    if len(bare) < SHORT or bare.startswith("#") or bare in open_text:
                        continue
                    yield from (
                        f"{where} holds a line of {kind}: {line.strip()}" for where in lines if bare in lines[where]
                    )
    for line in _lines_of_functions(description):
        for where in beside:
            if _bare(line) in lines[where]:
                yield f"{where} holds a line of the description: {line.strip()}"
    for k, cell in enumerate(release.cells):
        if cell.get("outputs"):
            yield f"cell {k + 1} of the notebook shows an output of the author's"


def _visible(text: str) -> str:
    return _HIDDEN.sub("", _SOLUTION.sub("", text))


def _bare(line: str) -> str:
    return "".join(line.split())


def _lines_of_functions(text: str) -> list[str]:
    """Lines of a description that say how something is worked out: those inside its functions."""
    inside, found = False, []
    for line in text.splitlines():
        if line.startswith("def "):
            inside = True
        elif line and not line[0].isspace():
            inside = False
        elif inside and len(_bare(line)) >= SHORT and not line.strip().startswith(("#", '"""', "'''")):
            found.append(line)
    return found
