"""One submission from bytes to verdict: what a worker does, here or on another machine. No database, no files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import nbformat

from dlgrader.assignments.own import Own
from dlgrader.reading import message, read_submission, salvage
from dlgrader.sandbox import Limits
from dlgrader.verdicts.verdict import NEEDS_A_PERSON, Verdict


@dataclass(frozen=True)
class Task:
    """All that judging needs; it travels to the worker.

    Attributes
    ----------
    student, assignment : str
    key : of the verdict in the store
    data : the submission's bytes
    release, source : the assignment's two notebooks, as text
    seed : of the hidden inputs
    limits : None takes the defaults
    unsafe : without the sandbox
    salvage : judge what can be read of a damaged notebook
    beside : (name, text) of each module beside the notebook that its cells may import
    own : the description of an assignment that is none of ours
    """

    student: str
    assignment: str
    key: str
    data: bytes
    release: str
    source: str
    seed: int
    limits: Limits | None = None
    unsafe: bool = False
    salvage: bool = False
    beside: tuple[tuple[str, str], ...] = ()
    own: Own | None = None


def judge_task(task: Task) -> Verdict:
    """The verdict on a submission. Raises SandboxMissing where there is no sandbox and the task is not unsafe."""
    from dlgrader.judging.judge import judge

    read = salvage if task.salvage else read_submission
    submission = read(task.data, _notebook(task.release), _notebook(task.source))
    if submission.problem:
        said = message(task.student, task.assignment, submission.problem, submission.salvageable)
        return Verdict(task.assignment, NEEDS_A_PERSON, notes=[said, *submission.notes], unsafe=task.unsafe)
    limits = task.limits or Limits()
    verdict = judge(
        submission.cells, task.assignment, task.seed, limits=limits, unsafe=task.unsafe, given=submission.given,
        beside=task.beside, own=task.own,
    )  # fmt: skip
    verdict.notes = [*submission.notes, *verdict.notes]
    return verdict


@lru_cache(maxsize=4)
def _notebook(text: str):
    return nbformat.reads(text, as_version=4)
