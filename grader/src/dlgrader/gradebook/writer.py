"""The one writer: nbgrader's own converter, fed with verdicts, on one connection and one transaction per submission.

Stock nbgrader opens a dozen connections per submission and commits after every cell. Here the same preprocessors run
with the same settings in the same order; what differs is that they share a gradebook and that notebooks are validated
when read and when written, not between any two preprocessors.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import ClassVar

import nbformat
from nbconvert.writers.files import FilesWriter
from nbformat.v4 import rwbase
from nbgrader import api
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import CheckCellMetadata
from sqlalchemy.engine import make_url
from sqlalchemy.orm import scoped_session, sessionmaker

from dlgrader.clean.terminal import safe
from dlgrader.gradebook import beside, patches
from dlgrader.gradebook import preprocessors as nbgrader_plugin
from dlgrader.plain.names import is_plain
from dlgrader.verdicts.verdict import Verdict


class SharedGradebook(api.Gradebook):
    """nbgrader's gradebook, opened once. ``with`` blocks of its users do not close it."""

    def __init__(self, db_url: str, course_id: str = "default_course"):
        super().__init__(db_url, course_id)
        self.db.remove()
        # The assignment's cells are read once; what belongs to a student is looked up anew for each.
        make = sessionmaker(
            class_=patches.WholeSession, autoflush=True, expire_on_commit=False, bind=self.engine, future=True
        )
        self.db = scoped_session(make)
        self._cells: dict[tuple, object] = {}
        self._grades: dict[tuple, dict] = {}

    def close(self) -> None:
        """Nothing: the owner calls :meth:`release`."""

    def release(self) -> None:
        """Really close it."""
        super().close()

    def finish(self) -> None:
        """Commit what one submission changed."""
        self.db().finish()
        self._grades.clear()

    def undo(self) -> None:
        """Forget what has not been committed."""
        self.db.rollback()
        self._grades.clear()
        self._cells.clear()

    def find_source_cell(self, *names):
        """As nbgrader's, once for all submissions."""
        return self._once("source", super().find_source_cell, names)

    def find_graded_cell(self, *names):
        """As nbgrader's, once for all submissions."""
        return self._once("graded", super().find_graded_cell, names)

    def _once(self, kind, find, names):
        if (kind, *names) not in self._cells:
            self._cells[(kind, *names)] = find(*names)
        return self._cells[(kind, *names)]

    def find_grade(self, name, *where):
        """As nbgrader's; all of a submission's are read together."""
        return self._together("grades", where).get(name) or super().find_grade(name, *where)

    def find_comment(self, name, *where):
        """As nbgrader's; all of a submission's are read together."""
        return self._together("comments", where).get(name) or super().find_comment(name, *where)

    def _together(self, kind, where):
        if (kind, *where) not in self._grades:
            notebook = super().find_submission_notebook(*where)
            self._grades[(kind, *where)] = {one.name: one for one in getattr(notebook, kind)}
        return self._grades[(kind, *where)]

    def find_submission_notebook(self, notebook, assignment, student):
        """As nbgrader's, with sums that count what was written since it was last read."""
        found = super().find_submission_notebook(notebook, assignment, student)
        self.db.flush()
        self.db.refresh(found)
        return found


class _QuickCheck(CheckCellMetadata):
    """nbgrader's check of the metadata, made once for all submissions whose metadata are the same."""

    _right: ClassVar[set[str]] = set()

    def preprocess(self, nb, resources):
        seen = json.dumps([[cell.cell_type, cell.metadata.get("nbgrader")] for cell in nb.cells], sort_keys=True)
        if seen not in self._right:
            nb, resources = super().preprocess(nb, resources)
            self._right.add(seen)
        return nb, resources


class _QuickRepair(nbgrader_plugin.RepairCells):
    """RepairCells, with the assignment's notebooks read once for all submissions."""

    notebooks: ClassVar[dict] = {}

    def assignment_notebooks(self, coursedir, meta):
        key = meta["db_url"], meta["assignment"], meta["notebook"]
        if key not in self.notebooks:
            if any(known[:2] != key[:2] for known in self.notebooks):
                self.notebooks.clear()
            self.notebooks[key] = super().assignment_notebooks(coursedir, meta)
        return self.notebooks[key]


_QUICK = {CheckCellMetadata: _QuickCheck, nbgrader_plugin.RepairCells: _QuickRepair}


class Writer:
    """Feeds one assignment's verdicts to the gradebook and writes the autograded notebooks.

    Parameters
    ----------
    coursedir : nbgrader's CourseDirectory
    config : the course's settings
    assignment : str
    say : called with one line when the gradebook is locked
    """

    def __init__(self, coursedir, config, assignment: str, say: Callable[[str], None] = print):
        self.coursedir, self.assignment, self._say = coursedir, assignment, say
        self._verdict: Verdict | None = None
        config = deepcopy(config)
        # Whatever the settings say, a submission's code is never run here: its verdict is there already.
        nbgrader_plugin.configure(config)
        for steps in ("sanitize_preprocessors", "autograde_preprocessors"):
            chosen = config.Autograde[steps]
            config.Autograde[steps] = [_QUICK.get(step, step) for step in chosen]
        _QuickRepair.notebooks.clear()

        config.ApplyVerdicts.source = lambda *_: self._verdict
        coursedir.assignment_id = assignment
        self.wait_until_free()
        self.gradebook = SharedGradebook(coursedir.db_url, coursedir.course_id)
        self._converter = _Converter(coursedir=coursedir, config=config)
        self._converter.force = True

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._converter.close()
        self.gradebook.undo()
        self.gradebook.release()

    def write(self, student: str, notebook: Path, verdict: Verdict) -> str:
        """Put one verdict into the gradebook; the same again changes nothing. Returns the submission's id there.

        Raises
        ------
        NbGraderException
            If nbgrader could not; its gradebook is as it was.
        """
        for attempt in (1, 2, 3):
            self.wait_until_free()
            self._verdict = verdict
            try:
                with patches.in_place_of_gradebooks(self.gradebook), patches.validated_whole():
                    self._converter.one(notebook)
                found = self.gradebook.find_submission(self.assignment, student).id
                self.gradebook.finish()
                if said := beside.remark(self._converter.left_out):
                    self._say(f"{student}: {safe(said)}")
                return found
            except BaseException as error:
                self.gradebook.undo()
                if attempt == 3 or not isinstance(error, NbGraderException) or not self._locked():
                    raise
        raise AssertionError

    @property
    def held(self) -> str | None:
        """Why the last one that was written needs a person, though its verdict does not say so."""
        return self._converter.exporter.held

    def submissions(self) -> dict[str, str]:
        """Submission ids in the gradebook, by student."""
        found = self.gradebook.assignment_submissions(self.assignment)
        result = {submission.student_id: submission.id for submission in found}
        self.gradebook.db.rollback()  # no read lock while others write
        return result

    def wait_until_free(self) -> None:
        """Return once the gradebook can be written; says so once where another program holds it."""
        said = False
        while self._locked():
            if not said:
                self._say("The gradebook is locked by another program. Waiting for it ...")
            said = True
            time.sleep(0.3)

    def _locked(self) -> bool:
        return is_locked(self.coursedir.db_url)


def is_locked(db_url: str) -> bool:
    """Whether another program is writing to the gradebook."""
    url = make_url(db_url)
    if url.get_backend_name() != "sqlite" or not url.database or not Path(url.database).exists():
        return False
    with closing(sqlite3.connect(url.database, timeout=0, isolation_level=None)) as probe:
        try:
            probe.execute("BEGIN IMMEDIATE")
            probe.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            return "locked" in str(error)
    return False


class _Exporter(nbgrader_plugin.SubmissionExporter):
    """Takes a notebook through nbgrader's two lists of preprocessors at once; it is validated when all are done."""

    def from_notebook_node(self, nb, resources=None, **_):
        """(text, resources); raises nbformat.ValidationError where the preprocessors made no valid notebook."""
        resources = self._init_resources(resources)
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        nbformat.validate(nb, relax_add_props=True)
        return _text(nb), resources


def _text(nb) -> str:
    """The notebook as nbformat writes it; ``nb`` itself is changed, which saves a copy."""
    nb = rwbase.strip_transient(rwbase.split_lines(nb))
    return json.dumps(nb, indent=1, sort_keys=True, separators=(",", ": "), ensure_ascii=False) + "\n"


class _Converter(Autograde):
    """nbgrader's, for notebooks named one by one, with no file between sanitizing and autograding."""

    coursedir: CourseDirectory
    _made = False
    left_out: list[str] = []  # noqa: RUF012 - nbgrader's step, wrapped, gives each submission its own

    def one(self, notebook: Path) -> None:
        """Convert it, and in a plain assignment those beside it: nbgrader takes the ones that it knows.

        Raises NbGraderException.
        """
        names = [str(notebook)]
        if is_plain(self.coursedir.assignment_id, self.coursedir.root):
            names = [str(one) for one in sorted(notebook.parent.glob("*.ipynb"))]
        self.assignments, self.notebooks = {str(notebook.parent): names}, []
        if not self._made:
            self._make()
        with contextlib.chdir(self.coursedir.root):
            self.convert_notebooks()

    def close(self) -> None:
        """End the processes that work on the texts."""
        if self._made:
            nbgrader_plugin.close_works(self.exporter)

    def _make(self) -> None:
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = _Exporter(parent=self, config=self.config)
        both = []
        for self._sanitizing in (True, False):
            self._init_preprocessors()
            both += self.exporter._preprocessors
        self.exporter._preprocessors, self._sanitizing, self._made = both, True, True

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """nbgrader's step, as it was before nbgrader's Autograde made two of it."""
        BaseConverter.convert_single_notebook(self, notebook_filename)
