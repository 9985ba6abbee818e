"""The feedback page a student opens: one file, no script, nothing loaded from anywhere.

`FeedbackExporter` takes the place of nbgrader's HTML exporter in `nbgrader generate_feedback`; `configure` puts it, and
a formgrader that stays off the network, into an `nbgrader_config.py`.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import cast

import jinja2
from nbconvert.exporters import Exporter
from traitlets import default

from dlcourse.look.fonts import page_style
from dlgrader.feedback.cells import FeedbackCell
from dlgrader.workers.helper import Failed, Helper, TookTooLong

TEMPLATES = Path(__file__).parent / "templates"


def configure(config) -> None:
    """Set what nbgrader needs for pages that call nothing outside.

    These are the feedback exporter, the formgrader's formulas, and an export that no spreadsheet runs.

    Parameters
    ----------
    config : traitlets.config.Config
        The `c` of an `nbgrader_config.py`.
    """
    from nbgrader.server_extensions.formgrader import handlers

    config.GenerateFeedback.exporter_class = "dlgrader.feedback.exporter.FeedbackExporter"
    config.ExportApp.plugin_class = "dlgrader.reports.export.SafeCsvExport"
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), handlers.template_path]
    config.HTMLExporter.filters = {"markdown2html": "dlgrader.clean.html.markdown_to_html"}
    # A kernel's remark about its transport, once per submission, is not about the submission.
    config.Execute.extra_arguments = ["--log-level=ERROR"]


class FeedbackExporter(Exporter):
    """A graded notebook as one self-contained HTML page that reads well on a phone."""

    export_from_notebook: str | None = None
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb, resources=None, **kw):
        """Render `nb`; `resources["nbgrader"]` holds score, max_score and late_penalty (nbgrader's GetGrades).

        It is made in a process of its own: a text that takes too long there is left out, and the page says so.
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        grades = resources.get("nbgrader", {})
        waiting = _waiting(grades)
        if self._helper is None:
            self._helper = Helper(_page)
        try:
            return self._helper(nb, dict(grades), waiting), resources
        except (TookTooLong, Failed) as problem:
            self.log.warning(
                "%s: the page is without the student's own cells, because making it with them did not end well (%s)",
                grades.get("student", "a student"), problem,
            )  # fmt: skip
            return _page(_without_texts(nb), dict(grades), waiting), resources

    _helper: Helper | None = None


def _page(nb, grades: dict, waiting: set[str] | None) -> str:
    shown = [cell for cell in nb.cells if cell.source.strip() or cell.get("outputs")]
    cells = [FeedbackCell(cell, waiting, grades.get("assignment", "")) for cell in shown]
    return (
        _environment()
        .get_template("feedback.html.j2")
        .render(
            cells=cells,
            title=_title(nb, grades.get("notebook", "Feedback")),
            grades=grades,
            held=sum(cell.points for cell in cells if cell.waiting),
        )
    )


_LEFT_OUT = (
    "The texts and outputs of this notebook are not shown here: they could not be made into a page in time. "
    "Points and reports are complete."
)


def _without_texts(nb):
    """A copy with the tests and their reports alone, and a word about it in front."""
    import nbformat

    copy = cast("nbformat.NotebookNode", nbformat.from_dict(nb))  # as it is of any dict; its type speaks of lists too
    graded = [cell for cell in copy.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    for cell in graded:
        if cell.metadata.nbgrader.get("solution"):
            cell.source = "(left out)" if cell.cell_type == "markdown" else "# left out"
            cell.pop("attachments", None)
            if "outputs" in cell:
                cell.outputs = []
    copy.cells = [nbformat.v4.new_markdown_cell(_LEFT_OUT), *graded]
    return copy


def _waiting(grades: dict) -> set[str] | None:
    """Names of the graded cells that wait for a person, from the gradebook; None where there is none to ask."""
    from nbgrader.api import Gradebook, MissingEntry

    if not all(grades.get(key) for key in ("db_url", "notebook", "assignment", "student")):
        return None
    with Gradebook(grades["db_url"]) as gradebook:
        try:
            found = gradebook.find_submission_notebook(grades["notebook"], grades["assignment"], grades["student"])
        except MissingEntry:
            return None
        # Graded anew, an answer with a person's points is to be looked at again; the points count all the same.
        return {grade.name for grade in found.grades if grade.needs_manual_grade and grade.manual_score is None}


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
    css = HtmlFormatter(style="vs").get_style_defs(".highlight")
    environment.globals["look_css"] = page_style()
    environment.globals["code_css"] = re.sub(r" */\*.*?\*/", "", css)
    return environment
