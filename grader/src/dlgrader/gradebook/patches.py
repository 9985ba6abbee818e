"""Every place where nbgrader or nbformat is bent, because it has no setting for what is needed; see ``refuse_unknown``.

Each bend names what it changes and why. All of them were looked at with the versions below. Another version may have
moved what they rest on, and would then be graded wrongly without a word: it is refused instead.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
from nbgrader import api
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters import base as converters
from sqlalchemy.orm import Session
from traitlets import import_item

from dlgrader.gradebook import beside

KNOWN = ("0.9.5", "0.9.6")  # of nbgrader; of nbformat any 5


class UnknownVersion(SystemExit):
    """An nbgrader or nbformat that these bends were not made for; the text says what to install.

    It ends the program: Jupyter takes any other error of a configuration file for a warning, and goes on without it.
    """


def refuse_unknown() -> None:
    """Do nothing where nbgrader and nbformat are those that the bends were made for.

    Raises
    ------
    UnknownVersion
        In words, with the command that installs one that is known.
    """
    found = nbgrader.__version__
    if found not in KNOWN:
        wanted = f"nbgrader {found} is installed, and dlgrader knows {' and '.join(KNOWN)}"
    elif (form := version("nbformat")).partition(".")[0] != "5":
        wanted = f"nbformat {form} is installed, and dlgrader knows nbformat 5"
    elif missing := _missing():
        wanted = f"this nbgrader {found} was changed: it has no {', '.join(missing)}"
    else:
        return
    raise UnknownVersion(
        f'{wanted}. Nothing was graded. Run:  python -m pip install "nbgrader=={KNOWN[-1]}" "nbformat>=5.9,<6"'
    )


def _missing() -> list[str]:
    """What the bends rest on and is not there."""
    from nbgrader.apps import dbapp
    from nbgrader.server_extensions.formgrader.handlers import SubmissionFilesHandler

    needed = {
        "api.Gradebook.close": getattr(api.Gradebook, "close", None),
        "converters.base.find_all_files": getattr(converters, "find_all_files", None),
        "nbformat.v4.nbbase.validate": getattr(nbformat.v4.nbbase, "validate", None),
        "DbStudentImportApp.start": getattr(dbapp.DbStudentImportApp, "start", None),
        "SubmissionFilesHandler.set_extra_headers": getattr(SubmissionFilesHandler, "set_extra_headers", None),
    }
    lost = [name for name, value in needed.items() if not callable(value)]
    for converter in (Autograde, GenerateFeedback):
        step = inspect.unwrap(getattr(converter, "init_assignment", len))
        if [*inspect.signature(step).parameters][1:] != ["assignment_id", "student_id"]:
            lost.append(f"{converter.__name__}.init_assignment(assignment_id, student_id)")
    return lost


class WholeSession(Session):
    """A session whose commits wait for :meth:`finish`: a submission is in the gradebook wholly or not at all.

    nbgrader's gradebook commits after every cell.
    """

    def commit(self) -> None:
        """Nothing yet: what is asked for in between sees all of it, because queries flush."""

    def finish(self) -> None:
        """Commit."""
        super().commit()


@contextmanager
def in_place_of_gradebooks(shared: api.Gradebook) -> Iterator[None]:
    """Within, every module of nbgrader that opens a gradebook by itself gets ``shared``: it has no other door."""
    users: list[Any] = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith(("nbgrader.converters", "nbgrader.preprocessors", "dlgrader.gradebook.preprocessors"))
        and getattr(module, "Gradebook", None) is api.Gradebook
    ]
    for module in users:
        module.Gradebook = lambda *_, **__: shared
    try:
        yield
    finally:
        for module in users:
            module.Gradebook = api.Gradebook


@contextmanager
def validated_whole() -> Iterator[None]:
    """Within, a notebook's parts are not validated one by one when they are made: the whole is, when it is written."""
    makers = nbformat.v4.nbbase
    before, makers.validate = makers.validate, lambda *_, **__: None
    try:
        yield
    finally:
        makers.validate = before


def copy_harmless_files() -> None:
    """Have nbgrader copy what lies beside a notebook only where no browser runs it."""
    for converter in (Autograde, GenerateFeedback):
        if not hasattr(converter.init_assignment, "__wrapped__"):
            converter.init_assignment = _copying_harmless_files(converter.init_assignment)


def _copying_harmless_files(init_assignment: Callable) -> Callable:
    @functools.wraps(init_assignment)
    def init(self, assignment_id: str, student_id: str) -> None:
        before, self.left_out = converters.find_all_files, []
        own = self.coursedir.format_path(self.coursedir.source_directory, ".", assignment_id)
        converters.find_all_files = beside.copied(
            before, Path(self._format_source(assignment_id, student_id)), Path(own), self.left_out
        )
        try:
            init_assignment(self, assignment_id, student_id)
        finally:
            converters.find_all_files = before
        if said := beside.remark(self.left_out):
            self.log.warning("%s: %s", student_id, said)

    return init


def serve_without_scripts() -> None:
    """Have formgrader serve files of submissions as a browser shows and never runs them."""
    from nbgrader.server_extensions.formgrader.handlers import SubmissionFilesHandler

    SubmissionFilesHandler.set_extra_headers = _with_headers


def _with_headers(self, path: str) -> None:  # noqa: ARG001 - the signature is Tornado's
    for name, value in beside.HEADERS.items():
        self.set_header(name, value)


def import_students(start: str) -> None:
    """Have `nbgrader db student import` do what the function of that name does, which is given the app."""
    from nbgrader.apps import dbapp

    def begin(self: dbapp.DbStudentImportApp) -> None:
        super(dbapp.DbGenericImportApp, self).start()
        import_item(start)(self)

    dbapp.DbStudentImportApp.start = begin
