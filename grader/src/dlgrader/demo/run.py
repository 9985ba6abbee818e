"""The demonstration: a class hands in, stock nbgrader grades it, and one table shows what came out."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from dlgrader.course import nbgrader as grading
from dlgrader.demo.roster import Student, roster
from dlgrader.mistakes.implementing_backpropagation import QUESTIONS
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in

_SHORT = {
    "activations": "act",
    "initialization": "init",
    "forward": "forw",
    "cost": "cost",
    "by_hand": "hand",
    "backward": "back",
    "gradient_check": "grad",
    "update": "upd",
    "mini_batches": "batch",
    "train": "train",
}

# Characters a line has in a file or a pipe, and those below which the mistakes do not fit beside the points.
_WIDE, _NARROW = 150, 110
# One empty file per finished step: nbgrader's own folders appear before a step is finished.
_DONE = ".demo"


def run(folder: Path | None, count: int, source: Path) -> int:
    """Make a course of `count` submissions in `folder`, grade it and print the table; returns the exit status.

    Parameters
    ----------
    folder : Path or None
        None makes a temporary folder. A folder of an earlier run is gone on with.
    count : int
        Submissions.
    source : Path
        Where `source/` and `nbgrader_config.py` are.
    """
    console = Console(width=None if sys.stdout.isatty() else _WIDE)
    needed = (f"source/{ASSIGNMENT}/{ASSIGNMENT}.ipynb", "nbgrader_config.py")
    if missing := [name for name in needed if not (source / name).is_file()]:
        console.print(f"{source} has no {' and no '.join(missing)}.")
        console.print("Run this in the repository, or name it with --source.")
        return 2
    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="grade-demo-"))
    folder = folder.resolve()
    students = roster(count)
    try:
        return _grade(console, folder, students, source)
    except KeyboardInterrupt:
        _say_what_is_kept(console, folder, students)
        return 130


def _grade(console: Console, folder: Path, students: Sequence[Student], source: Path) -> int:
    prepare(folder, source)
    with grading.Course(folder) as course, _progress(console) as progress, _stop_between() as check_stop:
        if not (folder / "release" / ASSIGNMENT).is_dir():
            course.generate_assignment(ASSIGNMENT)
        submit(folder, students)
        course.add_students(students)
        failed = _each(progress, check_stop, "Grading", course.autograde, students, folder / _DONE / "graded")
        graded = [student for student in students if student.id not in failed]
        failed |= _each(
            progress, check_stop, "Writing feedback", course.generate_feedback, graded, folder / _DONE / "feedback"
        )
        course.export(folder / "grades.csv")
        results = {student.id: course.result(ASSIGNMENT, student.id) for student in graded}
    console.print(*tables(students, results, console.width))
    for name, log in failed.items():
        console.print(f"[red]not graded:[/red] {escape(name)}\n{escape(log)}")
    _where_to_look(console, folder)
    return 1 if failed else 0


def prepare(folder: Path, source: Path) -> None:
    """Copy the assignment's source and nbgrader's settings into `folder`, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "source" / ASSIGNMENT).exists():
        shutil.copytree(
            source / "source" / ASSIGNMENT,
            folder / "source" / ASSIGNMENT,
            ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
        )
    if not (folder / "nbgrader_config.py").exists():
        shutil.copy(source / "nbgrader_config.py", folder)


def submit(folder: Path, students: Sequence[Student]) -> None:
    """Write every student's notebook into `submitted/`; those that are there stay as they are."""
    from dlgrader.mistakes.implementing_backpropagation import MUTANTS

    release = folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    bank = {mutant.id: mutant for mutant in MUTANTS}
    for student in students:
        if (folder / "submitted" / student.id / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").exists():
            continue
        overrides: dict = {}
        for name in student.mutants:
            overrides |= bank[name].functions
        hand_in(build(release, student.solved, overrides), folder, student.id)


@contextmanager
def _stop_between() -> Iterator[Callable[[], None]]:
    """Let Ctrl-C end the run after the submission at hand; a second one ends it at once.

    Yields a function to call between submissions; it raises KeyboardInterrupt after a Ctrl-C. Torn out of nbgrader's
    middle, a kernel and an event loop would print their tracebacks over the message.
    """
    stopped = []

    def remember(*_: object) -> None:
        stopped.append(True)
        signal.signal(signal.SIGINT, before)

    def check() -> None:
        if stopped:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, remember)
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, before)


def _each(
    progress: Progress,
    check_stop: Callable[[], None],
    label: str,
    step: Callable[[str, str], str | None],
    students: Sequence[Student],
    done: Path,
) -> dict[str, str]:
    """Run `step` for every student not yet in `done`; returns nbgrader's log of those that failed."""
    failed = {}
    done.mkdir(parents=True, exist_ok=True)
    task = progress.add_task(label, total=len(students))
    for student in students:
        progress.update(task, description=f"{label}: {student.first_name} {student.last_name}")
        check_stop()
        if not (done / student.id).exists():
            if log := step(ASSIGNMENT, student.id):
                failed[student.id] = log
            else:
                (done / student.id).touch()
        progress.advance(task)
    progress.update(task, description=label)
    return failed


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description:<38}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)


def tables(students: Sequence[Student], results: dict[str, grading.Result], width: int) -> list[Table]:
    """One table: a student per row, points per question, total, the mistakes the checks named.

    In a terminal of fewer than 110 columns the mistakes make a second table.
    """
    most: dict[str, float] = next((result.max_points for result in results.values()), {})
    beside = width >= _NARROW
    look = {"expand": True, "padding": (0, 1, 0, 0)} if beside else {"padding": 0, "box": box.SIMPLE}
    points = Table(title="Implementing Backpropagation", header_style="bold", **look)
    points.add_column("Student", no_wrap=True)
    for question in QUESTIONS:
        points.add_column(f"{_SHORT[question]}\n/{most.get(question, 0):g}", justify="right", no_wrap=True)
    points.add_column(f"total\n/{sum(most.values()):g}", justify="right", style="bold", no_wrap=True)
    named = points
    if not beside:
        named = Table(header_style="bold", **look)
        named.add_column("Student", no_wrap=True)
    named.add_column("Named mistakes", ratio=1, overflow="fold")
    for student in students:
        name = escape(f"{student.first_name} {student.last_name}")
        result = results.get(student.id, grading.Result({}, {}, ["not graded"]))
        row = [_colour(result.points.get(question), most.get(question, 0)) for question in QUESTIONS]
        row.append(f"{sum(result.points.values()):g}" if result.points else "")
        mistakes = escape("\n".join(result.mistakes))
        if beside:
            points.add_row(name, *row, mistakes)
        else:
            points.add_row(name, *row)
            if mistakes:
                named.add_row(name, mistakes)
    return [points] if beside else [points, named]


def _colour(value: float | None, most: float) -> str:
    if value is None:
        return ""
    colour = "green" if value >= most else "yellow" if value > 0 else "red"
    return f"[{colour}]{value:g}[/{colour}]"


def _where_to_look(console: Console, folder: Path) -> None:
    # JupyterLab would ask the network for news and updates.
    lab = f"{sys.executable} -m jupyterlab --LabApp.news_url=None"
    lab += " --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        lab += " --allow-root"
    lines = [
        ("Feedback pages", folder / "feedback" / "<student>" / ASSIGNMENT / f"{ASSIGNMENT}.html"),
        ("Grades as CSV", folder / "grades.csv"),
        ("Gradebook", folder / "gradebook.db"),
        ("Formgrader", f"cd {folder} && {lab}"),
        ("", "then Nbgrader > Formgrader in JupyterLab's menu"),
    ]
    console.print()
    for label, place in lines:
        console.print(f"{label:<16}{escape(str(place))}", soft_wrap=True, highlight=False)


def _say_what_is_kept(console: Console, folder: Path, students: Sequence[Student]) -> None:
    graded = sum((folder / _DONE / "graded" / student.id).exists() for student in students)
    console.print(
        f"\nStopped. {graded} of {len(students)} submissions are graded and kept in {folder}.\n"
        f"To go on: python -m dlgrader demo --folder {folder} --students {len(students)}",
        soft_wrap=True,
        highlight=False,
    )
