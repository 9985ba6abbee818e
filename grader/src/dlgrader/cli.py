"""The instructor's command line, `python -m dlgrader`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

# Everything heavy is imported inside the commands, so that --help answers at once.
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Grading for dlcourse, for instructors.",
)


@app.callback()
def _main() -> None:
    """Grading for dlcourse, for instructors."""


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
    from dlgrader.demo import run

    raise typer.Exit(run(folder, students, source or Path.cwd()))


@app.command()
def check_assignment(
    assignment: Annotated[str, typer.Argument(help="The assignment's name, such as implementing-backpropagation.")],
) -> None:
    """Try an assignment's checks on its reference, every known mistake and every unusual right answer.

    Prints the kill matrix, and what is not as it should be. For authors, before a release.
    """
    from dlgrader.mistakes.__main__ import main

    raise typer.Exit(main([assignment]))


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
    from dlgrader.commands.autograde import run

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
    from dlgrader.commands.autograde import run

    options = {"limit": 120, "regrade": True, "quiet": False, "unsafe": False, "salvage": True}
    raise typer.Exit(run(course or Path.cwd(), assignment, student, 1, None, **options))


@app.command()
def collect(
    source: Annotated[Path, typer.Argument(help="A folder, or the zip archive that Moodle's download gives.")],
    assignment: Annotated[str, typer.Argument(help="The assignment's name, such as implementing-backpropagation.")],
    course: Annotated[Path | None, typer.Option(help="The course folder. Default: the current folder.")] = None,
) -> None:
    """Put downloaded notebooks into submitted/: the newest attempt of each student, older ones kept.

    A student is found by id, e-mail address, LMS id or full name; in a gradebook without students every name becomes an
    id. Exit status: 0 every file found its place, 3 some are nobody's or hold no notebook, 1 nothing was collected.
    """
    from dlgrader.commands.collect import run

    raise typer.Exit(run(source, assignment, course or Path.cwd()))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="A new folder, outside the repository.")],
    source: Annotated[
        Path | None, typer.Option(help="Where source/ and nbgrader_config.py are. Default: the current folder.")
    ] = None,
) -> None:
    """Make a course folder: the assignments, nbgrader's settings, an empty gradebook and the course's secret."""
    from dlgrader.commands.init import run

    raise typer.Exit(run(folder, source or Path.cwd()))
