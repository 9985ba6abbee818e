"""A valid notebook from the repaired cells, with nothing in it that runs in an instructor's browser."""

from __future__ import annotations

import re

from nbformat import NotebookNode
from nbformat.v4 import nbformat, nbformat_minor

from dlcourse.notebooks.arrange import Placed
from dlcourse.notebooks.cells import text_of
from dlgrader.clean.notebook import clean_attachments, clean_markdown, clean_raw


def build_notebook(placed: list[Placed], release: NotebookNode) -> NotebookNode:
    """A valid notebook in nbformat 4.5: cleaned texts, no outputs, metadata of the assignment alone."""
    released = {cell.source: cell for cell in release.cells}
    taken: set[str] = set()
    cells = []
    for index, item in enumerate(placed):
        kind, source = item.cell.kind, item.cell.source
        trusted = item.graded is not None and not item.graded.answer
        twin = released.get(source)
        trusted = trusted or (twin is not None and twin.cell_type == kind)
        if not trusted:
            source = {"markdown": clean_markdown, "raw": clean_raw}.get(kind, text_of)(source)
        cell = _cell(kind, source, f"cell-{index}")
        if kind != "code" and (attachments := clean_attachments(item.cell.attachments)):
            cell.attachments = attachments
        if item.graded is not None:
            cell.metadata["nbgrader"] = NotebookNode(item.graded.metadata)
            cell.metadata["deletable"] = False
            if not item.graded.answer:
                cell.metadata["editable"] = False
            if item.graded.grade_id not in taken and _is_id(item.graded.grade_id):
                cell.id = item.graded.grade_id
        taken.add(cell.id)
        cells.append(cell)
    metadata = {name: release.metadata[name] for name in ("kernelspec", "language_info") if name in release.metadata}
    return NotebookNode(nbformat=nbformat, nbformat_minor=nbformat_minor, metadata=NotebookNode(metadata), cells=cells)


def _cell(kind: str, source: str, name: str) -> NotebookNode:
    """As nbformat.v4 makes one, without validating each: whoever writes the notebook validates the whole."""
    cell = NotebookNode(id=name, cell_type=kind, metadata=NotebookNode(), source=source)
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell


def _is_id(text: str) -> bool:
    return bool(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", text)) and not text.startswith("cell-")
