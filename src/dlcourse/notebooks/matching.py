"""Which of a student's cells answers which question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from dlcourse.notebooks.cells import Loose, defined_names, same_text

# Below this, two texts are not taken for the same cell (0 to 100, rapidfuzz's ratio).
SIMILAR = 60
_COMPARED = 4_000  # characters


@dataclass(frozen=True)
class Graded:
    """One graded, solution or locked cell of the assignment.

    Attributes
    ----------
    grade_id, kind : str
    stub : its text as released
    source : its text as it is judged, with hidden tests
    metadata : nbgrader's, as the source says
    answer : whether the student writes in it
    """

    grade_id: str
    kind: str
    stub: str
    source: str
    metadata: dict
    answer: bool

    @property
    def defines(self) -> set[str]:
        return defined_names(self.stub)

    def is_stub(self, cell: Loose) -> bool:
        """Whether the student left the cell as it was."""
        return same_text(cell.source, self.stub) or not cell.source.strip()

    def is_test_copy(self, cell: Loose) -> bool:
        """Whether the cell is this test, whatever its type."""
        return same_text(cell.source, self.stub) or same_text(cell.source, self.source)


def join_halves(cells: list[Loose], graded: list[Graded], notes: list[str]) -> list[Loose]:
    """The cells, with those that were one answer until it was split made one again.

    Splitting a cell leaves the id on both halves, one below the other. A copy has the id too, but defines again what
    the first one defines, or is the same text.
    """
    answers = {one.grade_id for one in graded if one.answer}
    groups: list[list[Loose]] = []
    defined: set[str] = set()  # by the last group; its length
    length = 0
    for cell in cells:
        last = groups[-1] if groups else None
        if (
            last is not None
            and cell.grade_id in answers
            and cell.grade_id == last[0].grade_id
            and cell.kind == last[0].kind
            and not cell.defines & defined
            # Looked at only where it may be so: otherwise each half would read all before it again.
            and not (2 * len(cell.source) >= length and same_text(cell.source, _joined(last)))
        ):
            last.append(cell)
            defined |= cell.defines
            length += len(cell.source)
            note = f"{cell.grade_id}: its cell was split; the halves are joined again"
            if note not in notes:
                notes.append(note)
        else:
            groups.append([cell])
            defined, length = cell.defines, len(cell.source)
    return [replace(group[0], source=_joined(group)) if len(group) > 1 else group[0] for group in groups]


def _joined(group: list[Loose]) -> str:
    return "\n".join(one.source for one in group)


def match_answers(cells: list[Loose], graded: list[Graded], notes: list[str]) -> dict[str, int]:
    """The index in ``cells`` of the answer to each question that has one; the others are left out.

    A cell's id decides; of several cells with the same id the last one that is no stub. Cells without a usable id are
    matched by the names they define, then by their place between their neighbours, then by their likeness to the stub.
    """
    answers = [cell for cell in graded if cell.answer]
    found: dict[str, int] = {}
    for answer in answers:
        claims = [i for i, cell in enumerate(cells) if cell.grade_id == answer.grade_id]
        if claims:
            found[answer.grade_id] = _last_written(claims, cells, answer)
        if len(claims) > 1:
            notes.append(f"{answer.grade_id}: {len(claims)} cells have this id; the last one with work in it counts")
    tests = [cell for cell in graded if not cell.answer]
    known = {cell.grade_id for cell in graded}
    free = {
        i
        for i, cell in enumerate(cells)
        if cell.grade_id not in known and cell.source.strip() and not any(test.is_test_copy(cell) for test in tests)
    }
    for how, way in (
        ("by the names defined", _by_names),
        ("by the place between its neighbours", _by_place),
        ("by likeness to the stub", _by_likeness),
    ):
        names = []
        for answer in answers:
            if answer.grade_id in found:
                continue
            index = way(cells, free, answer, answers, found)
            if index is not None:
                found[answer.grade_id] = index
                free.discard(index)
                names.append(answer.grade_id)
        if names:
            notes.append(f"{', '.join(names)}: the cell's id was missing; found {how}")
    return found


def _last_written(claims: list[int], cells: list[Loose], answer: Graded) -> int:
    written = [i for i in claims if not answer.is_stub(cells[i])]
    right = [i for i in written if not answer.defines or answer.defines & cells[i].defines]
    return (right or written or claims)[-1]


def _by_names(cells, free, answer, _answers, _found):
    if not answer.defines or answer.kind != "code":
        return None
    best, most = None, 0
    for index in sorted(free):
        shared = len(answer.defines & cells[index].defines)
        # Of equals the later one counts, unless it is the stub again.
        if shared > most or (shared and shared == most and not answer.is_stub(cells[index])):
            best, most = index, shared
    return best


def _by_place(cells, free, answer, answers, found):
    ids = [other.grade_id for other in answers]
    rank = ids.index(answer.grade_id)
    before = [found[name] for name in ids[:rank] if name in found]
    after = [found[name] for name in ids[rank + 1 :] if name in found]
    low, high = max(before, default=-1), min(after, default=len(cells))
    between = [i for i in free if low < i < high and cells[i].kind == answer.kind]
    if not before and not after:  # no neighbour says where to look
        return None
    elsewhere = [other for other in answers if other is not answer and other.defines]
    between = [i for i in between if not any(other.defines & cells[i].defines for other in elsewhere)]
    # A cell that only imports or calls is no answer to a question that asks for definitions.
    between = [i for i in between if bool(cells[i].defines) == bool(answer.defines)]
    return between[0] if len(between) == 1 else None


def _by_likeness(cells, free, answer, _answers, _found):
    scores = {
        i: fuzz.ratio(cells[i].source[:_COMPARED], answer.stub[:_COMPARED])
        for i in sorted(free)
        if cells[i].kind == answer.kind
    }
    best = max(scores, key=scores.get, default=None)
    return best if best is not None and scores[best] >= SIMILAR else None
