"""The feedback page a student opens: one file, no script, nothing loaded from anywhere.

`FeedbackExporter` takes the place of nbgrader's HTML exporter in `nbgrader generate_feedback`; `configure` puts it, and
a formgrader that stays off the network, into an `nbgrader_config.py`.
"""

from __future__ import annotations

import functools
import re
from html import escape
from pathlib import Path

import jinja2
from nbconvert.exporters import Exporter
from nbconvert.filters import ansi2html
from traitlets import default

from dlcourse.check.report import MIME_TYPE
from dlgrader.markdown import clean_html, markdown_to_html

TEMPLATES = Path(__file__).parent / "templates"
_PICTURES = ("image/png", "image/jpeg")


def configure(config) -> None:
    """Set what nbgrader needs for pages that call nothing outside: the feedback exporter and the formgrader's formulas.

    Parameters
    ----------
    config : traitlets.config.Config
        The `c` of an `nbgrader_config.py`.
    """
    from nbgrader.server_extensions.formgrader import handlers

    config.GenerateFeedback.exporter_class = "dlgrader.feedback.FeedbackExporter"
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), handlers.template_path]
    config.HTMLExporter.filters = {"markdown2html": "dlgrader.markdown.markdown_to_html"}
    # A kernel's remark about its transport, once per submission, is not about the submission.
    config.Execute.extra_arguments = ["--log-level=ERROR"]


class FeedbackExporter(Exporter):
    """A graded notebook as one self-contained HTML page that reads well on a phone."""

    export_from_notebook = None
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb, resources=None, **kw):
        """Render `nb`; `resources["nbgrader"]` holds score, max_score and late_penalty (nbgrader's GetGrades)."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        grades = resources.get("nbgrader", {})
        page = (
            _environment()
            .get_template("feedback.html.j2")
            .render(
                cells=[_Cell(cell) for cell in nb.cells if cell.source.strip() or cell.get("outputs")],
                title=_title(nb, grades.get("notebook", "Feedback")),
                grades=grades,
            )
        )
        return page, resources


class _Cell:
    """What the template shows of a notebook cell."""

    def __init__(self, cell):
        meta = cell.metadata.get("nbgrader", {})
        self.kind = cell.cell_type
        self.id = meta.get("grade_id", "")
        self.question = self.id.removeprefix("test_").replace("_", " ")
        self.graded = bool(meta.get("grade"))
        self.solution = bool(meta.get("solution"))
        self.score = float(meta.get("score") or 0)
        self.points = float(meta.get("points") or 0)
        self.state = "full" if self.score >= self.points else "part" if self.score > 0 else "none"
        self.comment = markdown_to_html(meta.get("comment") or "")
        if self.kind == "markdown":
            self.body = markdown_to_html(cell.source, cell.get("attachments"))
        elif self.kind == "code":
            self.body = _highlight(cell.source)
        else:
            self.body = ""
        outputs = list(cell.get("outputs", []))
        self.said = _said(outputs)
        if self.graded:
            # The number is for nbgrader; the page shows the points beside the question.
            outputs = [output for output in outputs if output.output_type != "execute_result"]
        self.outputs = [text for text in map(_output, outputs) if text]


def _said(outputs) -> str:
    """The one line of a report that found something wrong."""
    for output in outputs:
        report = output.get("data", {}).get(MIME_TYPE)
        if isinstance(report, dict) and not report.get("passed"):
            return str(report.get("said", ""))
    return ""


def _output(output) -> str:
    if output.output_type == "stream":
        return f"<pre>{ansi2html(output.text)}</pre>"
    if output.output_type == "error":
        if output.ename == "NotImplementedError":  # a stub: where it was raised says nothing
            return f"<pre class='error'>{escape(output.ename)}: {escape(output.evalue)}</pre>"
        return "<pre class='error'>" + "\n".join(ansi2html(line) for line in output.traceback) + "</pre>"
    data = output.get("data", {})
    for kind in _PICTURES:
        if kind in data:
            # Base64 in the notebook; through the cleaner all the same, because a submission can hold anything.
            return clean_html(f'<img src="data:{kind};base64,{"".join(str(data[kind]).split())}" alt="Figure">')
    if "text/html" in data:
        return f"<div class='wide'>{clean_html(data['text/html'])}</div>"
    if "text/markdown" in data:
        return markdown_to_html(data["text/markdown"])
    if "text/plain" in data:
        return f"<pre>{ansi2html(data['text/plain'])}</pre>"
    return ""


def _highlight(source: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return highlight(source, PythonLexer(), HtmlFormatter())


def _title(nb, otherwise: str) -> str:
    """The notebook's first heading."""
    for cell in nb.cells:
        for line in cell.source.splitlines() if cell.cell_type == "markdown" else ():
            if line.startswith("# "):
                return line[2:].strip()
    return otherwise


def _points(value: float) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


@functools.cache
def _environment() -> jinja2.Environment:
    from pygments.formatters import HtmlFormatter

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["points"] = _points
    css = HtmlFormatter(style="friendly").get_style_defs(".highlight")
    environment.globals["code_css"] = re.sub(r" */\*.*?\*/", "", css)
    return environment
