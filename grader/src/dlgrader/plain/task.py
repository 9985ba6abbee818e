"""One submission of any assignment from bytes to verdict: by our own description, or by the tests it brings."""

from __future__ import annotations

from dataclasses import dataclass, field

from dlgrader.judging import task as described
from dlgrader.plain.assignment import Plain, notebook_of, questions
from dlgrader.plain.names import joined
from dlgrader.reading import read_submission, salvage
from dlgrader.sandbox import Limits
from dlgrader.verdicts.verdict import NEEDS_A_PERSON, Verdict

Task = described.Task


@dataclass(frozen=True)
class PlainTask:
    """A submission of a plain assignment; it travels to the worker.

    Attributes
    ----------
    student, key, seed, limits, unsafe, salvage : as of a Task
    what : the assignment
    notebooks : {name: bytes} of those that were handed in
    files : {relative path: bytes} beside them, with the assignment's own
    notes : one line each, about files that were left out
    """

    student: str
    what: Plain
    key: str
    notebooks: dict[str, bytes]
    files: dict[str, bytes]
    seed: int
    limits: Limits | None = None
    unsafe: bool = False
    salvage: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        """All notebooks, one after the other."""
        return b"\n".join(self.notebooks.values())


def judge_task(task: Task | PlainTask) -> Verdict:
    """The verdict on a submission. Raises SandboxMissing where there is no sandbox and the task is not unsafe."""
    return judge_plain(task) if isinstance(task, PlainTask) else described.judge_task(task)


def judge_plain(task: PlainTask) -> Verdict:
    """The verdict on a submission of a plain assignment: on all of its notebooks together."""
    from dlgrader.plain.judge import judge_notebook

    verdicts, missing = {}, []
    for name, texts in task.what.notebooks.items():
        if name not in task.notebooks:
            missing.append(name)
            continue
        read = salvage if task.salvage else read_submission
        submission = read(task.notebooks[name], notebook_of(texts.release), notebook_of(texts.source))
        verdicts[name] = judge_notebook(
            submission, task.what, name, task.seed, task.files, student=task.student, limits=task.limits,
            unsafe=task.unsafe,
        )  # fmt: skip
    sources = {name: notebook_of(texts.source) for name, texts in task.what.notebooks.items()}
    ids = [(name, one.name) for name, source in sources.items() for one in questions(source)]
    whole = joined(task.what.name, verdicts, ids)
    whole.notes += task.notes
    if missing:
        names = ", ".join(f"{name}.ipynb" for name in missing)
        whole.notes.insert(0, f"{names} was not handed in, which counts 0: look whether it has another name")
        whole.state = NEEDS_A_PERSON
    return whole
