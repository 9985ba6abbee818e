"""The instructor's command line, `python -m dlgrader`."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from dlgrader.cli import output
from dlgrader.cli.ending import Commands
from dlgrader.cli.options import CertificateCommand, ReportCommand

# Everything heavy is imported inside the commands, so that --help answers at once.
app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Grading for dlcourse, for instructors.",
)


@app.callback()
def _main(context: typer.Context) -> None:
    """Grading for dlcourse, for instructors."""
    output.forgive()
    context.call_on_close(output.finish)
    # jsonschema would compile a grammar of web addresses for more than a second; no notebook's schema asks for it.
    sys.modules.setdefault("rfc3987_syntax", None)  # pyright: ignore[reportArgumentType] - None: it cannot be imported


@app.command()
def demo(
    folder: Annotated[
        Path | None, typer.Option(help="Where to make the course. Default: a new temporary folder.")
    ] = None,
    students: Annotated[int, typer.Option(min=1, max=200, help="How many submissions.")] = 24,
    source: Annotated[
        Path | None, typer.Option(help="Where source/ and nbgrader_config.py are. Default: the current folder.")
    ] = None,
) -> None:
    """Grade a made-up class from start to end with nbgrader and the sandbox, and show the table.

    The same folder again goes on where an interrupted run stopped.
    """
    from dlgrader.demo.run import run

    raise typer.Exit(run(folder, students, source or Path.cwd()))


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="The new assignment's name, such as newton-method.")],
    course: Annotated[Path | None, typer.Option(help="The course folder. Default: the current folder.")] = None,
) -> None:
    """Write a small working assignment of your own: notebook, description, checks, wrong and right solutions.

    Nothing is overwritten. Exit status: 0 done, 1 nothing was written.
    """
    from dlgrader.cli.new import run

    raise typer.Exit(run(name, course or Path.cwd()))


@app.command(cls=CertificateCommand)
def check_assignment(
    assignment: Annotated[str, typer.Argument(help="The assignment's name, such as implementing-backpropagation.")],
    course: Annotated[Path | None, typer.Option(help="The course folder. Default: the current folder.")] = None,
    html: Annotated[str | None, typer.Option(metavar="[FILE]", help="Write the certificate as one page.")] = None,
    seeds: Annotated[int, typer.Option(min=1, max=200, help="On how many hidden inputs each is judged.")] = 20,
    mutants: Annotated[int, typer.Option(min=0, help="At most so many changes of the author's answers.")] = 150,
    sample: Annotated[int | None, typer.Option(min=1, help="So many wrong and right solutions, drawn.")] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Processes that judge at once. Default: one per core.")] = 0,
    unsafe: Annotated[bool, typer.Option(help="Without the sandbox.")] = False,
) -> None:
    """Certify an assignment, before its release: what its checks do to right, wrong and slightly changed answers.

    The author's notebook must get all points, the untouched release none, each wrong solution must lose the check that
    it names, each right one must lose nothing, on all hidden inputs alike, and the release may hold no answer. Changed
    answers that lose nothing are listed. Of dlgrader's own assignments the kill matrix stands before it: every wrong
    solution, the checks that fail on it and the mistake it is told. Exit status: 0 it holds, 3 it holds and the checks
    accept changed answers, 1 it does not hold, 2 no assignment of that name.
    """
    from dlgrader.cli.certify import run

    jobs = jobs or len(os.sched_getaffinity(0))
    options = {"seeds": seeds, "most_mutants": mutants, "sample": sample, "unsafe": unsafe}
    raise typer.Exit(run(assignment, course or Path.cwd(), html, jobs, **options))


@app.command()
def autograde(
    assignment: Annotated[str, typer.Argument(help="The assignment's name, such as implementing-backpropagation.")],
    student: Annotated[list[str] | None, typer.Option(help="Only this student; may be given several times.")] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Processes that judge at once. Default: one per core.")] = 0,
    scheduler: Annotated[str | None, typer.Option(help="A Dask scheduler: tls://HOST:8786, or tcp:// here.")] = None,
    unsafe: Annotated[bool, typer.Option(help="Without the sandbox. Every result is marked.")] = False,
    course: Annotated[Path | None, typer.Option(help="The course folder. Default: the current folder.")] = None,
    limit: Annotated[float, typer.Option(min=1, help="Seconds that one submission may take.")] = 120,
    regrade: Annotated[bool, typer.Option(help="Judge again what was judged before.")] = False,
    quiet: Annotated[bool, typer.Option(help="No progress, only what needs a person.")] = False,
) -> None:
    """Judge a class's submissions in parallel and write the gradebook.

    Stopped at any moment, the same command goes on. Exit status: 0 all graded, 3 some need a person or are not graded,
    1 nothing could be done, 130 stopped by Ctrl-C.
    """
    from dlgrader.sandbox import warm

    jobs = jobs or len(os.sched_getaffinity(0))
    if not (unsafe or scheduler):
        warm.prepare(jobs)  # they start while all else is read
    gc.disable()  # what is read now stays: looking through it again and again would take a tenth of a second
    from dlgrader.cli.autograde import run
    from dlgrader.feedback import exporter as feedback  # noqa: F401  the settings ask for them later
    from dlgrader.gradebook import writer as gradebook  # noqa: F401  the settings ask for them later
    from dlgrader.judging import judge  # noqa: F401  the settings ask for them later

    gc.freeze()
    gc.enable()
    options = {"limit": limit, "regrade": regrade, "quiet": quiet, "unsafe": unsafe}
    raise typer.Exit(run(course or Path.cwd(), assignment, student or [], jobs, scheduler, **options))


@app.command()
def salvage(
    assignment: Annotated[str, typer.Argument(help="The assignment's name, such as implementing-backpropagation.")],
    student: Annotated[list[str], typer.Option(help="Whose notebook is damaged; may be given several times.")],
    course: Annotated[Path | None, typer.Option(help="The course folder. Default: the current folder.")] = None,
) -> None:
    """Grade what can be read of a damaged notebook: answers that were lost count as not started.

    For a person who has looked at it and decides so. Exit status as of autograde.
    """
    from dlgrader.cli.autograde import run

    options = {"limit": 120, "regrade": True, "quiet": False, "unsafe": False, "salvage": True}
    raise typer.Exit(run(course or Path.cwd(), assignment, student, 1, None, **options))


@app.command()
def collect(
    source: Annotated[Path, typer.Argument(help="A learning platform's download: the zip archive, or a folder.")],
    assignment: Annotated[str, typer.Argument(help="The assignment's name, such as implementing-backpropagation.")],
    course: Annotated[Path | None, typer.Option(help="The course folder. Default: the current folder.")] = None,
    times: Annotated[Path | None, typer.Option(help="A table id,time, or Moodle's grading worksheet (CSV).")] = None,
    zone: Annotated[
        str | None, typer.Option(help="The zone of times that say none: Europe/Berlin. Default: here.")
    ] = None,
) -> None:
    """Put downloaded notebooks into submitted/: the newest attempt of each student, older ones kept.

    A student is found by what the platform wrote around the file: id, e-mail address, LMS id or full name; in a
    gradebook without students every name becomes an id. Late is who is late by the platform's words, or by --times.
    Exit status: 0 every file found its place, 3 some are nobody's or hold no notebook, 1 nothing was collected.
    """
    from dlgrader.cli.collect import run

    raise typer.Exit(run(source, assignment, course or Path.cwd(), times, zone))


@app.command()
def roster(
    file: Annotated[Path, typer.Argument(help="The class list: a CSV of Excel, Moodle, Canvas, or your own.")],
    course: Annotated[Path | None, typer.Option(help="The course folder. Default: the current folder.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    encoding: Annotated[str | None, typer.Option(help="Of the file, such as cp1250. Default: found out.")] = None,
) -> None:
    """Put a class list into the gradebook: shows what was understood, asks, adds and changes, never deletes.

    Exit status: 0 done, 3 some lines were left out, 1 nothing was changed.
    """
    from dlgrader.cli.roster import run

    raise typer.Exit(run(file, course or Path.cwd(), yes, encoding))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="A new folder, outside the repository.")],
    source: Annotated[
        Path | None, typer.Option(help="Where source/ and nbgrader_config.py are. Default: the current folder.")
    ] = None,
) -> None:
    """Make a course folder: the assignments, nbgrader's settings, an empty gradebook and the course's secret."""
    from dlgrader.cli.init import run

    raise typer.Exit(run(folder, source or Path.cwd()))


@app.command(cls=ReportCommand)
def report(
    assignment: Annotated[str, typer.Argument(help="The assignment's name, such as implementing-backpropagation.")],
    html: Annotated[str | None, typer.Option(metavar="[FILE]", help="Write one self-contained page.")] = None,
    csv: Annotated[str | None, typer.Option(metavar="[FILE|-]", help="Write a table, one line per student.")] = None,
    json: Annotated[str | None, typer.Option(metavar="[FILE|-]", help="Write the machine's view.")] = None,
    course: Annotated[Path | None, typer.Option(help="The course folder. Default: the current folder.")] = None,
    compare: Annotated[bool, typer.Option(help="Look for answers that are nearly the same.")] = True,
) -> None:
    """Show how a class did: points, questions, mistakes, who needs a person and why, answers that are nearly the same.

    Without --html, --csv and --json it is shown here; `-`, or no FILE, writes to the standard output (a page is then
    called report.html). Nothing in the course is changed. Exit status: 0 done, 1 nothing to report.
    """
    from dlgrader.cli.report import run

    raise typer.Exit(run(course or Path.cwd(), assignment, html, csv, json, compare))


@app.command()
def export(
    assignment: Annotated[
        list[str] | None, typer.Argument(help="Assignments; where none is named, those that somebody handed in.")
    ] = None,
    to: Annotated[str, typer.Option(help="The file; - is the standard output.")] = "grades.csv",
    student: Annotated[list[str] | None, typer.Option(help="Only this student; may be given several times.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also assignments that nobody handed in.")] = False,
    course: Annotated[Path | None, typer.Option(help="The course folder. Default: the current folder.")] = None,
) -> None:
    """Write the points as CSV, late penalties taken off. What a spreadsheet would run as a formula begins with '."""
    from dlgrader.cli.report import export as run

    raise typer.Exit(run(course or Path.cwd(), assignment or [], student or [], to, everything))
