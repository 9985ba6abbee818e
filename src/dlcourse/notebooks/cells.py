"""From whatever JSON a submission holds to plain cells: a type, a text, a grade id, nothing else believed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MAX_CELLS = 2_000
MAX_TEXT = 5_000_000

_SURROGATES = re.compile("[\ud800-\udfff]")
# nbformat 3 had more types of text cells.
_TEXT_TYPES = {"markdown": "markdown", "heading": "markdown", "html": "markdown", "raw": "raw", "plaintext": "raw"}
_DEFINED = re.compile(r"^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)
_IGNORED_TAGS = {"skip-execution"}  # the release itself has "raises-exception", for "Run All"


@dataclass
class Loose:
    """One cell as the student handed it in.

    Attributes
    ----------
    kind : "code", "markdown" or "raw"
    source : str
    grade_id : str or None, what the cell's own metadata claim
    attachments : dict
    """

    kind: str
    source: str
    grade_id: str | None = None
    attachments: dict = field(default_factory=dict)

    @property
    def defines(self) -> set[str]:
        """Names of functions, classes and variables that the cell defines at top level."""
        return defined_names(self.source)


def defined_names(source: str) -> set[str]:
    """Names that ``source`` defines at top level, also where it is no valid Python."""
    # A pattern and no parser: deeply nested text must not exhaust the trusted process.
    return {function or variable for function, variable in _DEFINED.findall(source)}


def same_text(one: str, other: str) -> bool:
    """Whether two sources differ in nothing but the white space at their lines' ends."""
    one, other = one.strip(), other.strip()
    if one == other:
        return True
    if one[:1] != other[:1] or one[-1:] != other[-1:]:
        return False
    return [line.rstrip() for line in one.splitlines()] == [line.rstrip() for line in other.splitlines()]


def loose_cells(content: object, notes: list[str]) -> list[Loose] | None:
    """The cells of a notebook's JSON value, of any nbformat; None where there is no list of cells.

    Remarks are appended to ``notes``.
    """
    raw = _cell_list(content)
    if raw is None:
        return None
    version = content.get("nbformat")
    if version != 4:
        notes.append(f"saved as nbformat {str(version)[:20]}; read as nbformat 4")
    if len(raw) > MAX_CELLS:  # counted, and not read: each would be made for nothing
        return [Loose("raw", "")] * len(raw)
    cells, odd, tags = [], 0, set()
    for item in raw:
        if not isinstance(item, dict):
            odd += 1
            continue
        cells.append(_loose(item))
        tags |= _tags(item) & _IGNORED_TAGS
    if odd:
        notes.append(f"{odd} entries that are no cells were left out")
    if tags:
        notes.append(f"ignored tags: {', '.join(sorted(tags))}")
    if any("\ufffd" in cell.source for cell in cells):
        notes.append("characters that cannot be stored were replaced")
    return cells


def _cell_list(content: object) -> list | None:
    if not isinstance(content, dict):
        return None
    cells = content.get("cells")
    if isinstance(cells, list):
        return cells
    sheets = content.get("worksheets")
    if isinstance(sheets, list):
        lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        return [cell for one in lists if isinstance(one, list) for cell in one]
    return None


def _loose(item: dict) -> Loose:
    source = text_of(item.get("source", item.get("input")))
    kind = item.get("cell_type")
    if kind == "heading":
        level = item.get("level")
        source = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1) + " " + source
    kind = "code" if kind == "code" else _TEXT_TYPES.get(kind, "raw") if isinstance(kind, str) else "raw"
    attachments = item.get("attachments")
    return Loose(kind, source, _grade_id(item), attachments if isinstance(attachments, dict) else {})


def text_of(source: object) -> str:
    """A source, which may be a string, a list of lines or something else, as text that can be stored."""
    if isinstance(source, list):
        parts = [part for part in source if isinstance(part, str)]
        # Some programs write lines without their ends.
        source = ("" if any("\n" in part for part in parts) else "\n").join(parts)
    if not isinstance(source, str):
        return ""
    return _SURROGATES.sub("\ufffd", source).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _metadata(item: dict) -> dict:
    metadata = item.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def _grade_id(item: dict) -> str | None:
    nbgrader = _metadata(item).get("nbgrader")
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return name if isinstance(name, str) else None


def _tags(item: dict) -> set[str]:
    tags = _metadata(item).get("tags")
    return {tag for tag in tags if isinstance(tag, str)} if isinstance(tags, list) else set()
