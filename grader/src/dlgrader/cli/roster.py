"""`dlgrader roster`: shows what a class list was understood as, asks, and puts it into the gradebook."""

from __future__ import annotations

import sys
from pathlib import Path

from dlgrader.clean.terminal import safe, visible
from dlgrader.collecting.class_lists import FIELDS, ClassList, read_class_list
from dlgrader.collecting.roster_import import Changes, apply, compare, counts
from dlgrader.collecting.tables import TableError
from dlgrader.course.database import asking
from dlgrader.course.folder import CourseError, open_course

_MOST_LINES = 12


def run(file: Path, course: Path, yes: bool, encoding: str | None = None) -> int:
    """Read, show, ask, write; returns the exit status (see ``dlgrader roster --help``)."""
    try:
        listed = read_class_list(file, encoding)
        with open_course(course) as (_, coursedir), asking():
            changes = _changed(coursedir, file, listed, yes)
        if changes is None:
            return 1
    except (TableError, CourseError) as error:
        print(safe(error, 600), file=sys.stderr)
        return 1
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"{visible(error.filename or course)}: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Who was added stays; the same command goes on.", file=sys.stderr)
        return 130
    added, changed, unchanged = counts(changes)
    left = len(listed.problems) + len(changes.problems)
    print(f"{added} added, {changed} changed, {unchanged} unchanged{f', {left} lines left out' if left else ''}.")
    return 3 if left else 0


def _changed(coursedir, file: Path, listed: ClassList, yes: bool) -> Changes | None:
    from nbgrader.api import Gradebook

    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        changes = compare(listed, gradebook)
        _show(file, listed, changes)
        if (changes.added or changes.changed) and not _agreed(yes):
            return None
        apply(changes, gradebook)
        return changes


def _agreed(yes: bool) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        print("Nothing was changed: nobody is here to ask. Look at the table above and add --yes.", file=sys.stderr)
        return False
    print("Put them into the gradebook? [y/N] ", end="", flush=True)
    if sys.stdin.readline().strip().casefold() in {"y", "yes"}:
        return True
    print("Nothing was changed.")
    return False


def _show(file: Path, listed: ClassList, changes: Changes) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    print(safe(f"{file.name}: {len(listed.entries)} students ({listed.how})"))
    used = [name for name in FIELDS if name in listed.columns or any(getattr(one, name) for one in listed.entries)]
    found = [f"{name} from {listed.columns[name]}" for name in (*FIELDS, "name") if name in listed.columns]
    print(safe(f"Columns: {', '.join(found)}"))
    marks = {id(one): "new" for one in changes.added} | {id(one): "changed" for one in changes.changed}
    table = Table(box=None, padding=(0, 1, 0, 0))
    for name in ("", *used):
        width = max(map(len, ["", *marks.values()])) if not name else 6 if name == "id" else None
        table.add_column(name, no_wrap=True, overflow="ellipsis", min_width=width)
    for entry in listed.entries[:_MOST_LINES]:
        values = (safe(getattr(entry, name), 60) for name in used)
        table.add_row(marks.get(id(entry), ""), *(Text(value) for value in values))
    Console().print(table)
    if len(listed.entries) > _MOST_LINES:
        print(f"... and {len(listed.entries) - _MOST_LINES} more")
    if listed.how.startswith("Windows-1252"):
        print("If letters of names are wrong: --encoding cp1250 (Central Europe), cp1251 (Cyrillic), mac_roman, ...")
    if listed.left:
        print(safe(f"Columns not used: {', '.join(listed.left[:20])}"))
    for problem in (*listed.problems, *changes.problems):
        print(safe(f"{file.name}, {problem}."))
