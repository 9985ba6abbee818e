"""From any bytes that a student hands in to the assignment's cells: the grader and `ready` read by this alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from nbformat import NotebookNode

from dlcourse.notebooks.arrange import Placed, arrange, graded_cells, is_started
from dlcourse.notebooks.cells import MAX_CELLS, MAX_TEXT, Loose, loose_cells
from dlcourse.notebooks.conflict import conflict_in_a_source
from dlcourse.notebooks.decode import decode
from dlcourse.notebooks.matching import Graded, join_halves

__all__ = ["Reading", "read"]


@dataclass
class Reading:
    """What was read and repaired.

    Attributes
    ----------
    placed : the repaired notebook's cells, as they are shown; ``order`` says when each is run
    graded : the assignment's cells
    cells : the student's, as handed in
    notes : one line each: what was repaired
    problem : None, or why a person must look
    started : False where no answer was begun
    found : how many of the assignment's cells were there
    lost : grade ids of the answers that were put back as released
    kernel : name of the kernel that the file asks for, None where it names none
    """

    placed: list[Placed]
    graded: list[Graded]
    cells: list[Loose] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problem: str | None = None
    started: bool = True
    kernel: str | None = None
    found: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def written(self) -> list[str]:
        """Grade ids of the answers in which something was written."""
        answers = [item for item in self.placed if item.graded is not None and item.graded.answer]
        return [one.graded.grade_id for one in answers if one.cell.source.strip() and not one.graded.is_stub(one.cell)]


def read(data: bytes, release: NotebookNode, source: NotebookNode | None = None) -> Reading:
    """Read and repair what a student handed in. Raises nothing for any ``data``.

    Parameters
    ----------
    data : the file's bytes
    release : the notebook as students got it
    source : the notebook with hidden tests, whose grade ids, points and tests win; None takes the release's
    """
    graded = graded_cells(release, source)
    decoded = decode(data)
    notes, problem = list(decoded.notes), None
    cells = loose_cells(decoded.content, notes) if decoded.content is not None else None
    if cells is None:
        problem = f"notebook could not be read ({decoded.broken or 'it holds no list of cells'})"
        cells = []
    elif len(cells) > MAX_CELLS:
        problem, cells = f"notebook could not be read (it has {len(cells):,} cells, more than {MAX_CELLS:,})", []
    elif (length := sum(len(cell.source) for cell in cells)) > MAX_TEXT:
        problem, cells = f"notebook could not be read (its cells hold {length:,} characters)", []
    doubt = decoded.doubt or conflict_in_a_source(cells)
    cells = join_halves(cells, graded, notes)
    arranged = arrange(cells, release, graded, notes)
    problem = problem or doubt or _problem(decoded.broken, cells, arranged, notes)
    started = problem is not None or is_started(arranged.placed, graded)
    return Reading(arranged.placed, graded, cells, notes, problem, started, _kernel(decoded.content), arranged.found,
                   arranged.lost)  # fmt: skip


def _problem(broken: str | None, cells: list, arranged, notes: list[str]) -> str | None:
    """Why a person must look, for a notebook that was read at least in part."""
    if broken and (arranged.lost or arranged.nothing):
        return f"notebook could not be read ({broken})"
    if arranged.nothing:
        return "no cell of this assignment was found" if cells else "the notebook has no cells"
    if broken:
        notes.append(f"{broken}, but every answer could be read")
    return None


def _kernel(content: object) -> str | None:
    metadata = content.get("metadata") if isinstance(content, dict) else None
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    name = spec.get("name") if isinstance(spec, dict) else None
    return name if isinstance(name, str) else None
