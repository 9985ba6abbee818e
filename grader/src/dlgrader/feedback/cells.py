"""What a feedback page shows of a notebook's cells: text, code, outputs, and of a graded one what was checked."""

from __future__ import annotations

from html import escape

from nbconvert.filters import ansi2html

from dlcourse.check.harness.report import MIME_TYPE
from dlgrader.assignments import further_reading
from dlgrader.clean.html import clean_html, markdown_to_html
from dlgrader.verdicts.verdict import GRADED

_PICTURES = ("image/png", "image/jpeg")
_STATES: dict[bool | None, str] = {True: "full", False: "none"}
_WORDS = {True: "ok", False: "look here", None: "not judged"}  # the notebook's own


class FeedbackCell:
    """One cell of a graded notebook.

    Parameters
    ----------
    cell : with the score, points and comment that nbgrader put into its metadata
    waiting : names of the graded cells that wait for a person; None where the gradebook cannot be asked
    assignment : its name
    """

    def __init__(self, cell, waiting: set[str] | None, assignment: str):
        meta = cell.metadata.get("nbgrader", {})
        self.kind = cell.cell_type
        self.id = meta.get("grade_id", "")
        self.name = self.id.removeprefix("test_")
        self.question = self.name.replace("_", " ")
        self.graded = bool(meta.get("grade") or meta.get("task"))
        self.answer = bool(meta.get("solution") or meta.get("task"))
        self.score = float(meta.get("score") or 0)
        self.points = float(meta.get("points") or 0)
        self.comment = markdown_to_html(meta.get("comment") or "")
        outputs = list(cell.get("outputs", []))
        self.report = _report(outputs) if self.graded else None
        held = self.report is not None and self.report.get("state", GRADED) != GRADED
        self.waiting = self.graded and (held if waiting is None else self.id in waiting)
        self.by_hand = held and not self.waiting  # a person has given the points since
        self.state = "wait" if self.waiting else _colour(self.score, self.points)
        self.body = _body(cell)
        self.checks = [_Check(one) for one in self._reported("checks") if isinstance(one, dict)]
        self.notes = [str(note) for note in self._reported("notes")]
        self.said = self._said()
        passed = not self.graded or self.score >= self.points
        self.read_again = "" if passed or self.waiting else further_reading(assignment, self.name)
        if self.checks or self.waiting or (self.report and not self.report.get("started", True)):
            outputs = []  # said by the page in its own way
        elif self.graded:
            # The number is for nbgrader; the page shows the points beside the question.
            outputs = [output for output in outputs if output.output_type != "execute_result"]
        self.outputs = [text for text in map(_output, outputs) if text]

    def _reported(self, key: str) -> list:
        found = (self.report or {}).get(key)
        return found if isinstance(found, list) else []

    def _said(self) -> str:
        """The one line that goes before all."""
        if self.waiting:
            return "a person will look at this: no points are lost yet"
        if self.by_hand:
            return "a person has looked at this and gave the points"
        report = self.report
        if report is None or report.get("passed"):
            return ""
        return "not started yet" if not report.get("started", True) else str(report.get("said", ""))


class _Check:
    """One property that was tried, in the words of the notebook's own check."""

    def __init__(self, check: dict):
        self.name = str(check.get("name", ""))
        self.passed = check.get("passed")
        self.word = _WORDS.get(self.passed, "not judged")
        self.state = _STATES.get(self.passed, "wait")
        self.tested = str(check.get("tested") or "")
        self.message = str(check.get("message") or "")
        self.mistake = str(check.get("mistake") or "")
        self.got = "" if self.passed else str(check.get("got") or "")
        self.expected = "" if self.passed else str(check.get("expected") or "")


def _report(outputs: list) -> dict | None:
    """What the grader wrote about a question. A submission's own outputs never hold such a thing: they are cleaned."""
    for output in outputs:
        report = output.get("data", {}).get(MIME_TYPE)
        if isinstance(report, dict):
            return report
    return None


def _colour(score: float, points: float) -> str:
    return "full" if score >= points else "part" if score > 0 else "none"


def _body(cell) -> str:
    if cell.cell_type == "markdown":
        return markdown_to_html(cell.source, cell.get("attachments"))
    return _highlight(cell.source) if cell.cell_type == "code" else ""


def _output(output) -> str:
    if output.output_type == "stream":
        return f"<pre tabindex='0'>{ansi2html(output.text)}</pre>"
    if output.output_type == "error":
        if output.ename == "NotImplementedError":  # a stub: where it was raised says nothing
            return f"<pre class='error'>{escape(output.ename)}: {escape(output.evalue)}</pre>"
        return "<pre class='error' tabindex='0'>" + "\n".join(ansi2html(line) for line in output.traceback) + "</pre>"
    data = output.get("data", {})
    for kind in _PICTURES:
        if kind in data:
            # Base64 in the notebook; through the cleaner all the same, because a submission can hold anything.
            return clean_html(f'<img src="data:{kind};base64,{"".join(str(data[kind]).split())}" alt="Figure">')
    if "text/html" in data:
        return f"<div class='wide' tabindex='0'>{clean_html(data['text/html'])}</div>"
    if "text/markdown" in data:
        return markdown_to_html(data["text/markdown"])
    if "text/plain" in data:
        return f"<pre tabindex='0'>{ansi2html(data['text/plain'])}</pre>"
    return ""


def _highlight(source: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    # Whatever scrolls can be reached from the keyboard.
    return highlight(source, PythonLexer(), HtmlFormatter()).replace("<pre>", '<pre tabindex="0">', 1)
