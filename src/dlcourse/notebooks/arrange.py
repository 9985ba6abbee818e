"""A student's cells and the assignment's in one list: every graded cell once, in the source's order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nbformat import NotebookNode

from dlcourse.notebooks.cells import Loose, same_text
from dlcourse.notebooks.matching import Graded, match_answers

ELSEWHERE = "# The answer stands in another cell."
MOVED = "graded cells were moved; shown in the assignment's order, run in the student's"
_IMPORT = re.compile(r"\s*(#.*|import\s.*|from\s+\S+\s+import\s.*)?$")


def graded_cells(release: NotebookNode, source: NotebookNode | None) -> list[Graded]:
    """The assignment's graded, solution, task and locked cells, in the source's order.

    Parameters
    ----------
    release : notebook as students get it
    source : notebook with the hidden tests, or None: then tests are as released
    """
    released = {name: cell for cell in release.cells if (name := _grade_id(cell))}
    cells = []
    for cell in (source or release).cells:
        name = _grade_id(cell)
        if not name:
            continue
        metadata = dict(cell.metadata.nbgrader)
        stub = released.get(name, cell)
        if checksum := _nbgrader(stub).get("checksum"):
            metadata.setdefault("checksum", checksum)
        metadata.setdefault("cell_type", cell.cell_type)
        answer = bool(metadata.get("solution") or metadata.get("task"))
        text = stub.source if answer else cell.source
        cells.append(Graded(name, cell.cell_type, stub.source, text, metadata, answer))
    return cells


def given_cells(release: NotebookNode) -> list[str]:
    """Texts of the release's code cells in which nothing is to be written: its imports, helpers and examples."""
    return [cell.source for cell in release.cells if cell.cell_type == "code" and not _grade_id(cell)]


def _nbgrader(cell: NotebookNode) -> dict:
    return cell.metadata.get("nbgrader") or {}


def _grade_id(cell: NotebookNode) -> str | None:
    meta = _nbgrader(cell)
    counts = any(meta.get(role) for role in ("grade", "solution", "locked", "task"))
    return meta.get("grade_id") if counts else None


@dataclass
class Placed:
    """A cell of the repaired notebook; ``order`` is its place in the student's order of execution."""

    cell: Loose
    graded: Graded | None = None
    order: float = 0


@dataclass
class Arranged:
    """The repaired notebook's cells.

    Attributes
    ----------
    placed : in the order in which they are shown
    lost : grade ids of the answers that were put back as released
    nothing : whether no cell of the assignment was found
    found : how many of its cells were
    """

    placed: list[Placed]
    lost: list[str]
    nothing: bool
    found: int


def arrange(cells: list[Loose], release: NotebookNode, graded: list[Graded], notes: list[str]) -> Arranged:
    """Bring a student's cells into the assignment's form. What was done is appended to ``notes``."""
    found = match_answers(cells, graded, notes)
    by_id = {one.grade_id: one for one in graded}
    answers = {index: name for name, index in found.items()}
    placed: list[Placed] = []
    seen: set[str] = set()
    for index, cell in enumerate(cells):
        claimed = by_id.get(cell.grade_id)
        if index in answers:
            one = by_id[answers[index]]
            if _answered_elsewhere(index, one, cells, release):
                cell = replace(cell, source=ELSEWHERE)
                notes.append(f"{one.grade_id}: is as released, and its answer stands in another cell")
            if cell.kind != one.kind:
                notes.append(f"{one.grade_id}: was turned into a {cell.kind} cell; read as {one.kind} again")
            placed.append(Placed(Loose(one.kind, cell.source, one.grade_id, cell.attachments), one, index))
        elif claimed is not None and claimed.answer:
            if not claimed.is_stub(cell):
                placed.append(Placed(cell, None, index))
        else:
            placed += _placed_test(cell, index, claimed, graded, seen, notes)
    _into_source_order(placed, graded, notes)
    lost, nothing, found = _put_back(placed, graded, cells, notes)
    return Arranged(_imports_put_back(cells, release, notes) + placed, lost, nothing, found)


def _answered_elsewhere(index: int, one: Graded, cells: list[Loose], release: NotebookNode) -> bool:
    """Whether the answer to an untouched stub stands in cells of the student's own, which the stub would undo."""
    if not one.defines or not one.is_stub(cells[index]):
        return False
    own = [cell for cell in cells[:index] if cell.kind == "code" and one.defines & cell.defines]
    given = [cell.source for cell in release.cells]
    own = [cell for cell in own if not any(same_text(cell.source, text) for text in given)]
    return one.defines <= {name for cell in own for name in cell.defines}


def _placed_test(cell, index, claimed, graded, seen, notes) -> list[Placed]:
    """A cell that is a test, or none of the assignment's: the first copy of a test marks its place."""
    test = claimed
    if test is None:
        test = next((one for one in graded if not one.answer and one.is_test_copy(cell)), None)
        if test is None:
            return [Placed(cell, None, index)]
    placed = []
    if not test.is_test_copy(cell) and cell.source.strip():
        notes.append(f"{test.grade_id}: was edited; the original is judged")
        if cell.defines and cell.kind == "code":
            placed.append(Placed(Loose("code", cell.source), None, index))
            notes.append(f"{test.grade_id}: the edited text defines names, so it is kept in a cell of its own")
    elif cell.kind != test.kind:
        notes.append(f"{test.grade_id}: was turned into a {cell.kind} cell; the original is judged")
    if test.grade_id in seen:
        notes.append(f"{test.grade_id}: a copy of it was left out")
        return placed
    seen.add(test.grade_id)
    return [*placed, Placed(Loose(test.kind, test.source, test.grade_id), test, index)]


def _into_source_order(placed: list[Placed], graded: list[Graded], notes: list[str]) -> None:
    """Put the graded cells that are there into the source's order, in the places they have; the others stay."""
    rank = {one.grade_id: i for i, one in enumerate(graded)}
    slots = [i for i, item in enumerate(placed) if item.graded]
    items = [placed[i] for i in slots]
    ordered = sorted(items, key=lambda item: rank[item.graded.grade_id])
    if ordered != items:
        notes.append(MOVED)
    for slot, item in zip(slots, ordered, strict=True):
        placed[slot] = item


def _put_back(placed: list[Placed], graded: list[Graded], cells: list[Loose], notes: list[str]) -> tuple:
    """Insert each graded cell that is not there. The answers lost, whether all were, and how many cells were there."""
    defined = {name for cell in cells if cell.kind == "code" for name in cell.defines}
    present = {item.graded.grade_id for item in placed if item.graded}
    missing, lost, after = [], [], -1
    for one in graded:
        if one.grade_id in present:
            after = next(i for i, item in enumerate(placed) if item.graded is one)
            continue
        source, why = one.source, "was missing; put back"
        if one.answer and one.defines and one.defines <= defined:
            # The stub would replace what the student wrote elsewhere.
            source, why = ELSEWHERE, "was missing; its answer stands in another cell"
        elif one.answer:
            why = "was missing; put back as released"
            lost.append(one.grade_id)
        missing.append(f"{one.grade_id}: {why}")
        if after < 0:
            after = next((i for i, item in enumerate(placed) if item.graded), len(placed)) - 1
        order = placed[after].order + 0.5 if after >= 0 else -0.5
        after += 1
        placed.insert(after, Placed(Loose(one.kind, source, one.grade_id), one, order))
    nothing = bool(missing) and len(missing) == len(graded)
    notes.extend(["no cell of the assignment was found"] if nothing else missing)
    return lost, nothing, len(graded) - len(missing)


def _imports_put_back(cells, release: NotebookNode, notes) -> list[Placed]:
    """The release's cells of imports that the submission lacks: without them nothing else runs."""
    back = []
    for cell in release.cells:
        imports = cell.cell_type == "code" and cell.source.strip() and not _grade_id(cell)
        if not imports or not all(_IMPORT.match(line) for line in cell.source.splitlines()):
            continue
        lines = {line.strip() for line in cell.source.splitlines() if line.strip() and not line.strip().startswith("#")}
        there = {line.strip() for other in cells if other.kind == "code" for line in other.source.splitlines()}
        if not lines <= there:
            back.append(Placed(Loose("code", cell.source), None, -1))
            notes.append("the release's cell of imports was missing or changed; put in front")
    return back


def is_started(placed: list[Placed], graded: list[Graded]) -> bool:
    """Whether anything of an answer was written."""
    answers = [one for one in graded if one.answer]
    names = {name for one in answers for name in one.defines}
    for item in placed:
        if item.graded is not None and item.graded.answer:
            if not same_text(item.cell.source, item.graded.stub) and item.cell.source.strip():
                return True
        elif item.graded is None and item.cell.kind == "code" and names & item.cell.defines:
            return True
    return False
