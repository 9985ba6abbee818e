"""From a verdict into nbgrader: any submission is read and repaired, and its points come from the judge.

`configure` puts this in the place of nbgrader's own execution, for `nbgrader autograde` and the formgrader's button.
A question without a verdict gets no score and `needs_manual_grade`: the gradebook never shows a false 0 as final. No
exception is raised for it: nbgrader would print a traceback, remove the autograded copy and keep the score of an
earlier run.
"""

from __future__ import annotations

import importlib
import typing
from copy import deepcopy
from dataclasses import asdict, replace
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from traitlets import Any, Bool, List, Unicode

from dlgrader.assignments.own import find, load
from dlgrader.clean.notebook import clean_name, clean_outputs
from dlgrader.clean.terminal import keep_logs_visible
from dlgrader.course import submitted
from dlgrader.course.secret import course_secret, submission_seed
from dlgrader.gradebook import beside, patches
from dlgrader.gradebook.assignment import agreement, assignment_notebooks, plain_assignment
from dlgrader.gradebook.outputs import report_outputs, tested_question
from dlgrader.gradebook.textwork import Failed, TextWork, TookTooLong
from dlgrader.plain.assignment import Plain, visible
from dlgrader.plain.files import working_folder
from dlgrader.plain.names import is_plain, narrowed
from dlgrader.reading import Submission, message
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED, QuestionVerdict, Verdict

_HELD = "dlgrader"  # the cell metadata that say a score is held; the notebook's hold notes and flags


def configure(config) -> None:
    """Set repair and verdicts in an `nbgrader_config.py`; `c.ApplyVerdicts.unsafe = True` runs without a sandbox."""
    config.Autograde.exporter_class = "dlgrader.gradebook.preprocessors.SubmissionExporter"
    config.Autograde.sanitize_preprocessors = [
        RepairCells, OverwriteKernelspec, OverwriteCells, HideTests, CheckCellMetadata,
    ]  # fmt: skip
    config.Autograde.autograde_preprocessors = [ApplyVerdicts, SaveVerdicts, AssignLatePenalties, CheckCellMetadata]
    patches.copy_harmless_files()
    patches.serve_without_scripts()
    keep_logs_visible()


class SubmissionExporter(NotebookExporter):
    """nbgrader's notebook exporter, which also takes files that are no notebooks: `RepairCells` sees their bytes."""

    data: bytes = b""
    file: Path | None = None
    unreadable: str | None = None
    submission: Submission | None = None
    work: TextWork | None = None  # of the notebook that is read now; all of an assignment's are in ``works``
    works: dict | None = None
    works_for: tuple | None = None
    held: str | None = None  # why the last one needs a person, whatever its verdict says

    def from_filename(self, filename, resources=None, **kw):
        """Convert a file; raises nothing for any content where `RepairCells` comes first."""
        if not any(isinstance(one, RepairCells) for one in self._preprocessors):
            return super().from_filename(filename, resources=resources, **kw)
        self.data, self.unreadable, self.held, self.file = b"", None, None, Path(filename)
        try:
            self.data = submitted.read(Path(filename))
        except OSError as error:
            self.unreadable = f"{Path(filename).name} could not be read ({error.strerror})."
        return self.from_notebook_node(nbformat.v4.new_notebook(), resources=resources, **kw)


def close_works(exporter) -> None:
    """End the processes that work on the texts."""
    for work in getattr(exporter, "works", None) or {}:
        exporter.works[work].close()


class RepairCells(NbGraderPreprocessor):
    """Every graded cell once, with the gradebook's points and tests, whatever the student did to them."""

    parent: typing.Any  # SubmissionExporter, or whatever exporter the course's settings name

    def preprocess(self, nb, resources):
        """Read the submission's bytes; `nb` itself counts where another exporter is set."""
        exporter = self.parent
        data = exporter.data if isinstance(exporter, SubmissionExporter) else nbformat.writes(nb).encode()
        meta = resources["nbgrader"]
        release, source = self.assignment_notebooks(getattr(exporter.parent, "coursedir", None), meta)
        submission = self._text_work(meta, release, source).read(data)
        exporter.submission = submission
        if unreadable := getattr(exporter, "unreadable", None):
            self.log.error("%s: %s", meta["student"], unreadable)
            return submission.notebook, resources
        for note in submission.notes:
            self.log.warning("%s: %s", meta["student"], note)
        if submission.problem:
            said = message(meta["student"], meta["assignment"], submission.problem, submission.salvageable)
            self.log.error(said)
        return submission.notebook, resources

    def _text_work(self, meta: dict, release: NotebookNode, source: NotebookNode) -> TextWork:
        """The process that does it, for as long as the assignment stays the same; `ApplyVerdicts` goes on with it."""
        key, exporter = (meta["db_url"], meta["assignment"]), self.parent
        if getattr(exporter, "works_for", None) != key:
            close_works(exporter)
            exporter.works, exporter.works_for = {}, key
        if meta["notebook"] not in exporter.works:
            exporter.works[meta["notebook"]] = TextWork(release, source)
        exporter.work = exporter.works[meta["notebook"]]
        return exporter.work

    def assignment_notebooks(self, coursedir, meta: dict) -> tuple[NotebookNode, NotebookNode]:
        """See the function of this name."""
        return assignment_notebooks(coursedir, meta)


class ApplyVerdicts(NbGraderPreprocessor):
    """Write points, reports and the student's outputs into the cells, from a verdict, without running anything here."""

    parent: typing.Any  # as of RepairCells
    unsafe = Bool(False, help="Run without the sandbox. Every result is marked.").tag(config=True)
    modules = List(
        Unicode(),
        help="""Assignments of which files of Python beside the notebook are collected, and can be imported when it is
        judged.""",
    ).tag(config=True)
    source = Any(
        None,
        allow_none=True,
        help="""Where verdicts come from: a function, or its dotted name, called as
        source(submission, assignment, student, data). None judges on the spot.""",
    ).tag(config=True)

    def preprocess(self, nb, resources):
        """Never raises for one submission: what cannot be judged is held for a person."""
        meta = resources["nbgrader"]
        verdict = narrowed(self._verdict(meta), meta["notebook"])
        verdict, outputs = self._cleaned(verdict)
        if verdict.unsafe:
            self.log.warning("%s: run without the sandbox; every result is marked", meta["student"])
        said = getattr(getattr(self.parent, "submission", None), "notes", [])  # by RepairCells
        for note in verdict.notes:
            if note not in said:
                self.log.warning("%s: %s", meta["student"], note)
        # For the report, where no verdict is stored: nbgrader's own command keeps none.
        files = beside.remark(getattr(getattr(self.parent, "parent", None), "left_out", []))
        notes = [*verdict.notes, *([files] if files else [])]
        nb.metadata[_HELD] = {"notes": notes, "flags": [asdict(flag) for flag in verdict.flags]}
        if verdict.same_process:
            nb.metadata[_HELD]["same_process"] = True
        question = None
        for position, cell in enumerate(nb.cells):
            nbgrader = cell.metadata.get("nbgrader", {})
            if nbgrader.get("solution"):
                question = nbgrader.get("grade_id")
            if nbgrader.get("grade") and not nbgrader.get("solution"):
                name = nbgrader["grade_id"]  # in a plain assignment each test is a question
                name = name if verdict.same_process else tested_question(name, question, verdict.questions)
                self._apply(cell, verdict, name)
            elif cell.cell_type == "code":
                cell.outputs = outputs.get(str(position), [])
            if nbgrader.get("solution") and verdict.same_process:
                self._hold(cell, verdict.questions.get(nbgrader.get("grade_id")))
        return nb, resources

    def _hold(self, cell, found: QuestionVerdict | None) -> None:
        """Keep nbgrader from giving an untouched answer its 0 where the answer may stand elsewhere."""
        if found is not None and found.state != GRADED:
            cell.metadata[_HELD] = {"state": found.state, "look": True}

    def _cleaned(self, verdict: Verdict) -> tuple[Verdict, dict]:
        """The verdict, and its outputs as they may be shown: none, and held for a person, where that takes too long."""
        work = getattr(self.parent, "work", None)
        if work is None:  # another exporter
            return verdict, {position: clean_outputs(found) for position, found in verdict.outputs.items()}
        try:
            return verdict, work.clean(verdict.outputs)
        except (TookTooLong, Failed) as problem:
            self.parent.held = f"cleaning its outputs for the page did not end well ({problem}); they are left out"
            state = NOT_GRADED if verdict.state == NOT_GRADED else NEEDS_A_PERSON
            return replace(verdict, state=state, notes=[*verdict.notes, self.parent.held], outputs={}), {}

    def _apply(self, cell, verdict: Verdict, question: str) -> None:
        found = verdict.questions.get(question)
        state = found.state if found and verdict.state != NOT_GRADED else verdict.state
        if found is None and state == GRADED:
            state = NOT_GRADED
        cell.outputs = report_outputs(question, found, verdict, state, float(cell.metadata.nbgrader["points"]))
        cell.metadata[_HELD] = {"state": state, "look": verdict.state == NEEDS_A_PERSON and _unplaced(verdict)}

    def _verdict(self, meta: dict) -> Verdict:
        submission = getattr(self.parent, "submission", None)
        student, assignment = meta["student"], meta["assignment"]
        if submission is None:
            return Verdict(assignment, NOT_GRADED, notes=["not graded: RepairCells has not run"])
        if unreadable := getattr(self.parent, "unreadable", None):
            return Verdict(assignment, NOT_GRADED, notes=[f"not graded: {unreadable}"])
        try:
            if self.source is None and is_plain(assignment, self.parent.parent.coursedir.root):
                return self._judge_plain(submission, meta)
            return self._source()(submission, assignment, student, self.parent.data)
        except Exception as error:  # whatever fails on our side is "not graded", for this submission alone
            self.log.debug("judging %s", student, exc_info=True)
            said = " ".join(str(error).split())[:300] or type(error).__name__
            return Verdict(assignment, NOT_GRADED, notes=[f"not graded: {said.rstrip('.')}. The submission is kept."])

    def _source(self):
        if isinstance(self.source, str):
            module, name = self.source.rsplit(".", 1)
            return getattr(importlib.import_module(module), name)
        return self.source or self._judge

    def _judge(self, submission: Submission, assignment: str, student: str, data: bytes) -> Verdict:
        if submission.problem:
            notes = [message(student, assignment, submission.problem, submission.salvageable), *submission.notes]
            return Verdict(assignment, NEEDS_A_PERSON, notes=notes, unsafe=self.unsafe)
        course = Path(self.parent.parent.coursedir.root)
        own = find(assignment, course)
        if own is not None:
            wrong, _ = agreement(load(own), submission.notebook, f"{assignment}.ipynb")
            if wrong:
                return Verdict(assignment, NOT_GRADED, notes=[f"not graded: {wrong[0]}"])
        secret = course_secret(course)
        seed = submission_seed(secret, data)
        beside = submitted.modules(self.parent.file, data) if assignment in self.modules else ()
        verdict = self.parent.work.judge(submission.cells, assignment, seed, self.unsafe, submission.given, beside, own)
        verdict.notes += submitted.modules_beside(self.parent.file, data, beside)
        verdict.notes = [*submission.notes, *verdict.notes]
        return verdict

    def _judge_plain(self, submission: Submission, meta: dict) -> Verdict:
        coursedir = self.parent.parent.coursedir
        what, folder = (
            self._plain(coursedir, meta["assignment"]),
            Path(coursedir.format_path(coursedir.submitted_directory, meta["student"], meta["assignment"])),
        )
        if problem := what.problem():
            return Verdict(what.name, NOT_GRADED, notes=[f"not graded: {problem}"])
        files, notes = working_folder(what, folder, coursedir.ignore)
        seed = submission_seed(course_secret(Path(coursedir.root)), self.parent.data)
        verdict = self.parent.work.judge_plain(
            submission, what, meta["notebook"], seed, files, student=meta["student"], unsafe=self.unsafe
        )
        verdict.notes += notes
        return verdict

    _assignment: tuple | None = None

    def _plain(self, coursedir, assignment: str) -> Plain:
        """The assignment, read once for all of its submissions."""
        if self._assignment is None or self._assignment[0] != assignment:
            self._assignment = assignment, plain_assignment(coursedir, self.config, assignment)
        return self._assignment[1]


def _unplaced(verdict: Verdict) -> bool:
    """Whether no question says itself that a person must look at it."""
    return all(question.state == GRADED for question in verdict.questions.values())


class HideTests(NbGraderPreprocessor):
    """A plain assignment's hidden tests stay out of ``autograded/``, and so out of ``feedback/``, graded or not."""

    parent: typing.Any  # as of RepairCells

    def preprocess(self, nb, resources):
        """Leave of each test what students got; what is judged keeps them."""
        if not is_plain(resources["nbgrader"]["assignment"], self.parent.parent.coursedir.root):
            return nb, resources
        nb, marks = deepcopy(nb), ClearHiddenTests(config=self.config)
        for cell in nb.cells:
            meta = cell.metadata.get("nbgrader", {})
            if meta.get("grade") and not meta.get("solution"):
                cell.source = visible(cell.source, marks.begin_test_delimeter, marks.end_test_delimeter)
        return nb, resources


class SaveVerdicts(SaveAutoGrades):
    """nbgrader's SaveAutoGrades, except that a held question gets no score and `needs_manual_grade`."""

    def preprocess(self, nb, resources):
        """Save the scores; the student's names lose what formgrader would run."""
        meta = resources["nbgrader"]
        with Gradebook(meta["db_url"]) as gradebook:
            student = gradebook.find_student(meta["student"])
            student.first_name, student.last_name = clean_name(student.first_name), clean_name(student.last_name)
            gradebook.db.commit()
        return super().preprocess(nb, resources)

    def _add_score(self, cell, resources):
        held = cell.metadata.pop(_HELD, {"state": NOT_GRADED if cell.cell_type == "code" else GRADED, "look": False})
        manual = cell.metadata.nbgrader.get("solution")
        if manual or held["state"] == GRADED:
            super()._add_score(cell, resources)
            if not held["look"]:
                return
        name = cell.metadata.nbgrader["grade_id"]
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        if held["state"] != GRADED:
            grade.auto_score = None
        grade.needs_manual_grade = True
        self.gradebook.db.commit()
