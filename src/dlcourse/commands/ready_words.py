"""What `ready` says: one word for each check, what became of other cells, and what grading does not have."""

from __future__ import annotations

import builtins
import re
from dataclasses import dataclass

# Seconds on the clock that one cell may run, as in grading; then it is interrupted and the next one runs.
PATIENCE = 80
ENDED = "Ended"  # name of the error of a cell that ended the kernel, or did not end
COLOUR = re.compile(r"\x1b\[[0-9;]*m")

PASSED, WRONG, TO_DO, PERSON = "passed", "wrong", "to do", "a person"
STOPPED, NOTE = "stopped", "note"  # of cells that are no checks: grading goes on after them, too
STYLE = {PASSED: "green", WRONG: "bold red", TO_DO: "yellow", PERSON: "cyan", STOPPED: "yellow", NOTE: "yellow"}


@dataclass
class Word:
    """What one check, or a cell that failed on the way to it, has to say.

    ``state`` is "passed", "wrong", "to do" (only the stub is there), "a person" (an instructor grades it); of a cell
    that is no check "stopped", or "note" where it stopped only because something is not there in grading.
    """

    question: str
    state: str
    message: str = ""
    check: bool = True


def grade_id(cell) -> str:
    """nbgrader's name of the cell, empty where it has none."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def is_check(cell) -> bool:
    """Whether the cell is a test cell of the assignment."""
    return cell.cell_type == "code" and grade_id(cell).startswith("test_")


def for_a_person(cell) -> bool:
    """Whether the cell holds an answer that an instructor grades: nbgrader's manually graded cells."""
    own = cell.metadata.get("nbgrader", {})
    return bool(own.get("grade") and own.get("solution"))


def words(notebook, ours: bool = False) -> list[Word]:
    """One word per check of an executed notebook, and one per other cell that stopped or lacks something in grading.

    ``ours`` is as for :func:`dlcourse.commands.ready.run`.
    """
    from dlcourse.check.harness.report import STUB

    found = _lacking(notebook)
    for number, cell in enumerate(notebook.cells, start=1):
        if for_a_person(cell):
            found.append(Word(grade_id(cell), PERSON, "your instructor reads this answer"))
        if cell.cell_type != "code":
            continue
        message = problem(cell)
        question = grade_id(cell).removeprefix("test_")
        if is_check(cell):
            message = message.removeprefix(f"{question}: ")
            state = TO_DO if message == STUB else WRONG if message else PASSED
            found.append(Word(question, state, "" if state == TO_DO else message))
        elif message and not message.startswith("NotImplementedError"):  # its check says that nothing is there yet
            state = NOTE if _of_the_room(cell) else STOPPED
            if ours and message.startswith("FileNotFoundError"):
                message = f"{message.rstrip('.')}. Grading has no file that lies beside the notebook"
            found.append(Word(_label(cell, number), state, _with_line(cell, message), check=False))
    return found


def _label(cell, number: int) -> str:
    """What a cell is called; ``number`` is its place where it does not say one itself."""
    return f"cell {grade_id(cell) or cell.metadata.get('place', number)}"


def _of_the_room(cell) -> bool:
    """Whether a cell stopped because of what is not there, and not because of what it does."""
    from dlcourse.notebooks.running.parts import OF_THE_ROOM

    kinds = [getattr(builtins, output.ename, None) for output in cell.outputs if output.output_type == "error"]
    return any(isinstance(kind, type) and issubclass(kind, OF_THE_ROOM) for kind in kinds)


def _lacking(notebook) -> list[Word]:
    """A note for each module that the notebook's cells asked for and that grading does not have."""
    from dlcourse.commands.ready_kernel import LACKS_TYPE

    code = [(_label(cell, k), cell) for k, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"]
    found = []
    for label, cell in code:
        for output in cell.outputs:
            if output.output_type != "display_data" or LACKS_TYPE not in output.data:
                continue
            module, number, line = output.data[LACKS_TYPE]
            place = f"{label if number is None else code[number][0]}, line {line}"
            instead = "write it yourself" if module.startswith("dlcourse.") else "use NumPy"
            said = f"grading does not have {module}. An answer that uses it gets no points: {instead}."
            word = Word(place, NOTE, said, check=False)
            if word not in found:
                found.append(word)
    return found


def _with_line(cell, message: str) -> str:
    """The message of a cell that failed, with the line where it did, and what became of its other lines."""
    from dlcourse.commands.ready_kernel import MIME_TYPE

    for output in cell.outputs:
        if output.output_type == "display_data" and MIME_TYPE in output.data:
            line, how = output.data[MIME_TYPE]
            below = {
                "all": "the lines below it were run all the same",
                "readable": "what its other lines define counts",
            }
            return f"{message} (line {line}; {below.get(how, 'what the lines below it define counts')})"
    return message


def tally(found: list[Word]) -> str:
    """The last word: whether all is right, or how many questions are not."""
    checks = [word for word in found if word.check and word.state != PERSON]
    passed, stopped = (sum(word.state == state for word in found) for state in (PASSED, STOPPED))
    others = f"{stopped} other cell{'s' if stopped > 1 else ''} stopped with an error"
    if passed == len(checks):
        ended = f"Ready: all {len(checks)} questions pass."
        return f"{ended} {others}: grading goes on after it." if stopped else ended
    parts = [f"{passed} of {len(checks)} questions pass"]
    for state, text in ((WRONG, "wrong"), (TO_DO, "to do")):
        if count := sum(word.state == state for word in checks):
            parts.append(f"{count} {text}")
    if stopped:
        parts.append(others)
    return f"Not ready: {', '.join(parts)}. You may hand it in: what passes counts."


def problem(cell) -> str:
    """The one-line message of the error the cell ended in, or nothing."""
    for output in cell.outputs:
        if output.output_type == "error":
            lines = COLOUR.sub("", output.evalue).strip().splitlines()
            first = lines[0] if lines else ""
            if output.ename == "KeyboardInterrupt":
                return f"stopped after {PATIENCE} seconds: is there a loop that never ends?"
            if first and output.ename in ("AssertionError", "Failed", ENDED):  # a check's own word, or ours
                return first
            return f"{output.ename}: {first}".rstrip(": ")
    return ""
