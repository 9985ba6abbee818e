"""A question's verdict as the outputs of its graded cell: the report people read and the number nbgrader reads."""

from __future__ import annotations

from collections.abc import Container

from nbformat import NotebookNode

from dlcourse.check.harness.report import MIME_TYPE, Check, Report
from dlgrader.verdicts.verdict import GRADED, NOT_GRADED, CheckVerdict, QuestionVerdict, Verdict, of_points, plain

UNSAFE = "run without the sandbox"


def tested_question(grade_id: str, before: str | None, questions: Container[str]) -> str:
    """The question that a test cell grades: by its name, else the answer before it."""
    name = grade_id.removeprefix("test_")
    return name if name in questions or before is None else before


def report_outputs(
    question: str, found: QuestionVerdict | None, verdict: Verdict, state: str, most: float
) -> list[NotebookNode]:
    """Outputs of one graded cell.

    Parameters
    ----------
    found : the question's verdict, None where there is none
    state : the question's state, as it is recorded
    most : the cell's points; an instructor may have changed them, and the verdict's share of its own is given

    Returns
    -------
    list of nbformat outputs: a report, and where the state is "graded" the points as an `execute_result`
    """
    found = of_points(found or QuestionVerdict(0, most, state=state), most)
    report = Report(question, [_check(check) for check in found.checks], found.started, list(found.notes))
    points = plain(min(max(found.points, 0), most))
    if state == GRADED:
        report.notes.insert(0, f"{points} of {plain(most)} points")
    else:
        report.notes.insert(0, _held(state))
    if verdict.unsafe:
        report.notes.append(UNSAFE)
    bundle = report._repr_mimebundle_()
    bundle[MIME_TYPE]["notes"] = report.notes[1:]
    said = {"said": found.said} if found.said else {}
    bundle[MIME_TYPE] |= {"state": state, "checks": [_plain(check) for check in found.checks]} | said
    if state != GRADED and not report.checks:
        # Nothing was tried: a table, or "not started yet", would say something else.
        bundle = {"text/plain": f"{question}: {report.notes[0]}", MIME_TYPE: bundle[MIME_TYPE]}
        bundle[MIME_TYPE] |= {"passed": False, "started": True, "said": report.notes[0]}
    for kind in ("text/plain", "text/html"):
        if verdict.unsafe and UNSAFE not in bundle.get(kind, UNSAFE):  # a question that was not started, or not tried
            bundle[kind] += f"<p>Note: {UNSAFE}</p>" if kind == "text/html" else f"\n  Note: {UNSAFE}"
    outputs = [_output("display_data", bundle)]
    if state == GRADED:
        outputs.append(_output("execute_result", {"text/plain": str(points)}, execution_count=None))
    return outputs


def _output(kind: str, data: dict, **more) -> NotebookNode:
    """As nbformat.v4 makes one; the notebook is validated as a whole when it is written."""
    return NotebookNode(output_type=kind, data=NotebookNode(data), metadata=NotebookNode(), **more)


def _held(state: str) -> str:
    if state == NOT_GRADED:
        return "not graded yet: no points are lost"
    return "a person will look at this: no points are lost yet"


def _check(check) -> Check:
    return Check(check.name, check.passed, check.tested, check.expected, check.got, check.message, check.mistake)


def _plain(check: CheckVerdict) -> dict:
    """All of a check that follows from the submission; its time does not."""
    return {name: value for name, value in vars(check).items() if name != "seconds"}
