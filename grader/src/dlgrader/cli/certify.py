"""`dlgrader check-assignment`: the kill matrix of an assignment of ours, and the certificate of any."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from dlgrader.assignments import ASSIGNMENTS, own
from dlgrader.clean.terminal import safe
from dlgrader.course.folder import CourseError
from dlgrader.mistakes import __main__ as matrix

UNKNOWN = 2


def run(name: str, course: Path, html: str | None, jobs: int, **options) -> int:
    """Print what was found, write the page; the exit status (see ``dlgrader check-assignment --help``)."""
    course = course.resolve()
    if name not in matrix.BANKS and not own.is_described(name, course):
        return _unknown(name, course)
    status = 0
    if name in matrix.BANKS and options.get("sample") is None and html is None:
        status = matrix.main([name], entries=True)
        if not (course / "source" / name).is_dir():
            print(f"There is no source/{name} in {course}: its certificate needs the notebook. Use --course.")
            return status
    try:
        found = _certificate(name, course, jobs, options)
    except CourseError as error:
        print(safe(str(error), 1000), file=sys.stderr)
        return 1
    from dlgrader.authoring.page import as_page, lines

    if html is not None:
        Path(html).write_text(as_page(found), encoding="utf-8")
    for line in lines(found):
        print(" " * (len(line) - len(line.lstrip())) + safe(line, 1000))
    return status or found.status


def _certificate(name: str, course: Path, jobs: int, options: dict):
    from dlgrader.authoring.certificate import certify
    from dlgrader.authoring.subject import subject
    from dlgrader.gradebook.textwork import judging_seconds
    from dlgrader.judging import judge  # noqa: F401  before workers are forked
    from dlgrader.sandbox import Limits, available
    from dlgrader.workers.processes import Processes

    if not options.get("unsafe") and (problem := available()):
        raise CourseError(f"Nothing was tried: {problem}")
    what = subject(name, course)
    engine = Processes(jobs, seconds=judging_seconds(Limits()))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"judging {name}", total=None)
        return certify(what, engine, done=lambda done, of: progress.update(task, completed=done, total=of), **options)


def _unknown(name: str, course: Path) -> int:
    if (course / "source" / name).is_dir():
        said = f"{name} has no description ({own.FOLDER}/{name}.py): its own tests grade it, and nothing is certified."
    else:
        known = ", ".join([*matrix.BANKS, *(one for one in own.names(course) if one not in ASSIGNMENTS)])
        said = f"No assignment is called {name}. There are: {known}."
    print(safe(said, 1000))
    return UNKNOWN
