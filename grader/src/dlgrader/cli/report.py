"""`dlgrader report` and `dlgrader export`: what a graded class looks like, for people and for programs."""

from __future__ import annotations

import sys
from pathlib import Path

from dlgrader.clean.terminal import visible
from dlgrader.course.folder import CourseError, open_course
from dlgrader.verdicts.verdict import Flag

STDOUT = "-"


def run(
    course: Path, assignment: str, html: str | None, csv: str | None, json: str | None, compare: bool = True
) -> int:
    """Print the report, or write what was asked for; returns the exit status (see ``dlgrader report --help``)."""
    from dlgrader.reports.gather import gather

    try:
        if sum(target == STDOUT for target in (html, csv, json)) > 1:
            raise CourseError("Only one of --html, --csv and --json can go to the terminal. Name files for the others.")
        whole = gather(course, assignment, answers=compare, each=_progress)
        pairs = _compared(whole) if compare else []
        wanted = ((html, _page), (csv, _csv), (json, _json))
        written = {target: make for target, make in wanted if target is not None}
        for target, make in written.items():
            _write(target, make(whole, pairs))
    except CourseError as error:
        print(visible(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Nothing was changed.", file=sys.stderr)
        return 130
    if not written:
        from dlgrader.reports.terminal import show

        show(whole, pairs)
    return 0


def export(course: Path, assignments: list[str], students: list[str], target: str, everything: bool = False) -> int:
    """Write the gradebook's points as CSV; returns the exit status (see ``dlgrader export --help``)."""
    from dlgrader.reports.machine import grades_csv

    try:
        with open_course(course) as (_, coursedir):
            text, taken, left = grades_csv(coursedir, assignments, students, everything)
        _write(target, text)
    except CourseError as error:
        print(visible(error), file=sys.stderr)
        return 1
    if not assignments:
        print(f"Assignments: {', '.join(taken)}.", file=sys.stderr)
        if left:
            print(f"Left out, nobody handed them in: {', '.join(left)}. With them: --all.", file=sys.stderr)
    return 0


def _compared(whole) -> list:
    from dlgrader.reports.classdata import ALIKE
    from dlgrader.reports.similar import alike, given_by_bank, together

    pairs = together(alike(whole, given_by_bank(whole.assignment)))
    for pair in pairs:
        for student in pair.students:
            others = ", ".join(one for one in pair.students if one != student)
            for part in pair.parts:
                evidence = f"{part.words().removeprefix(f'{part.question}: ')}, as {others}"
                whole.students[student].flags.append(Flag(ALIKE, part.question, evidence))
    return pairs


def _progress(students):
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(students, "Reading", console=console, disable=not sys.stderr.isatty(), transient=True)


def _page(whole, pairs) -> str:
    from dlgrader.reports.page import as_page

    return as_page(whole, pairs)


def _csv(whole, _pairs) -> str:
    from dlgrader.reports.machine import as_csv

    return as_csv(whole)


def _json(whole, _pairs) -> str:
    from dlgrader.reports.machine import as_json

    return as_json(whole)


def _write(target: str, text: str) -> None:
    """To the standard output, or wholly to a file. Raises CourseError."""
    from dlgrader.verdicts.store import write_atomically

    data = text.encode("utf-8", "replace")
    if target == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        write_atomically(path.absolute(), data)
    except OSError as error:
        raise CourseError(f"{path} could not be written ({error.strerror}). Name another file.") from None
    print(f"Written: {path}", file=sys.stderr)
