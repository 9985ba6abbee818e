"""Which assignments are plain, and how their graded cells are called where several notebooks have the same ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dlgrader.assignments.own import is_described
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED, Verdict

_APART = ": "  # no grade id has a colon


def is_plain(assignment: str, course: Path | str) -> bool:
    """Whether an assignment of a course has no description, so that its own tests grade it."""
    return not is_described(assignment, Path(course))


def labels(cells: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """``{(notebook, grade id): name}``: the id, with the notebook's name in front where another has the same id."""
    cells = list(cells)
    times = Counter(name for _, name in set(cells))
    return {(notebook, name): f"{notebook}{_APART}{name}" if times[name] > 1 else name for notebook, name in cells}


def joined(assignment: str, verdicts: dict[str, Verdict], ids: Iterable[tuple[str, str]]) -> Verdict:
    """One verdict on a submission, from one for each of its notebooks; of an assignment of one it is that itself.

    Parameters
    ----------
    verdicts : {notebook: verdict}; notebooks that were not handed in have none
    ids : (notebook, grade id) of all that the assignment grades
    """
    names = labels(ids)
    if len({notebook for notebook, _ in names}) < 2 and len(verdicts) == 1:
        return next(iter(verdicts.values()))
    whole = Verdict(assignment, same_process=True)
    for notebook, verdict in verdicts.items():
        whole.questions |= {names[notebook, name]: question for name, question in verdict.questions.items()}
        whole.flags += [replace(flag, question=names.get((notebook, flag.question), flag.question))
                        for flag in verdict.flags]  # fmt: skip
        whole.notes += [f"{notebook}{_APART}{note}" for note in verdict.notes]
        whole.outputs |= {f"{notebook}{_APART}{place}": output for place, output in verdict.outputs.items()}
        whole.seconds += verdict.seconds
        whole.unsafe, whole.grader = whole.unsafe or verdict.unsafe, verdict.grader or whole.grader
    states = [verdict.state for verdict in verdicts.values()]
    whole.state = next((state for state in (NOT_GRADED, NEEDS_A_PERSON) if state in states), GRADED)
    return whole


def narrowed(verdict: Verdict, notebook: str) -> Verdict:
    """The part of a verdict that is about one notebook, its names as in that notebook."""
    front = f"{notebook}{_APART}"

    def own(found: dict) -> dict:
        return {name.removeprefix(front): one for name, one in found.items()
                if name.startswith(front) or _APART not in name}  # fmt: skip

    return replace(verdict, questions=own(verdict.questions), outputs=own(verdict.outputs))
