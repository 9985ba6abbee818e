"""What is done with a submission's text on its way into nbgrader, in a process with a deadline.

Reading, cleaning and, for nbgrader's own command, judging. What comes back is clean and bounded; nbgrader's process
only stores it.
"""

from __future__ import annotations

from functools import partial

from nbformat import NotebookNode

from dlgrader.clean.notebook import clean_outputs
from dlgrader.plain.assignment import Plain
from dlgrader.reading import Submission, read_submission
from dlgrader.sandbox import Limits, warm
from dlgrader.verdicts.verdict import NEEDS_A_PERSON, Verdict
from dlgrader.workers.helper import Failed, Helper, TookTooLong

__all__ = ["Failed", "TextWork", "TookTooLong", "judging_seconds"]


def judging_seconds(limits: Limits) -> float:
    """After so long whoever judges a submission is ended, whatever it does."""
    return limits.total_seconds * 2 + 60


class TextWork:
    """The work on one assignment's submissions, one at a time.

    Parameters
    ----------
    release, source : the assignment's notebooks
    seconds : of one step; None takes the helper's
    """

    def __init__(self, release: NotebookNode, source: NotebookNode, seconds: float | None = None):
        self._release, self._source = release, source
        self._helper = Helper(partial(_work, release, source), seconds)

    def read(self, data: bytes) -> Submission:
        """The repaired submission.

        One that cannot be read in time, or breaks the reader, has a problem that says so and the assignment's own
        cells.
        """
        try:
            return self._helper("read", data)
        except (TookTooLong, Failed) as problem:
            empty = read_submission(b"", self._release, self._source)
            empty.problem, empty.notes = f"notebook could not be read ({problem})", []
            return empty

    def clean(self, outputs: dict[str, list]) -> dict[str, list[NotebookNode]]:
        """A verdict's outputs as they may be stored and shown. Raises TookTooLong, Failed."""
        return self._helper("clean", outputs) if outputs else {}

    def judge(self, cells: list, assignment: str, seed: int, unsafe: bool, given, beside=(), own=None) -> Verdict:
        """The verdict. What takes too long needs a person. Raises Failed."""
        return self._verdict(assignment, unsafe, "judge", cells, assignment, seed, unsafe, given, beside, own)

    def judge_plain(self, submission: Submission, what: Plain, notebook: str, seed: int, files: dict, **options):
        """The verdict on a notebook of a plain assignment: see ``judge_notebook``. Raises Failed."""
        given = (submission, what, notebook, seed, files, options)
        return self._verdict(what.name, options.get("unsafe", False), "judge plain", *given)

    def _verdict(self, assignment: str, unsafe: bool, *step) -> Verdict:
        try:
            return self._helper(*step, seconds=judging_seconds(Limits()))
        except TookTooLong as problem:
            said = f"judging it {problem}, so it was ended. The submission is kept."
            return Verdict(assignment, NEEDS_A_PERSON, notes=[said], unsafe=unsafe)

    def close(self) -> None:
        """End its process."""
        self._helper.close()


def _work(release: NotebookNode, source: NotebookNode, step: str, *given):
    warm.let_go()  # what was prepared for others is not held open here
    if step == "read":
        return read_submission(given[0], release, source)
    if step == "clean":
        return {position: clean_outputs(outputs) for position, outputs in given[0].items()}
    if step == "judge plain":
        from dlgrader.plain.judge import judge_notebook

        return judge_notebook(*given[:5], **given[5])
    from dlgrader.judging.judge import judge

    return judge(*given[:3], unsafe=given[3], given=given[4], beside=given[5], own=given[6])
