"""A class list into the gradebook, by nbgrader's own interface; also behind `nbgrader db student import`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dlgrader.collecting.class_lists import FIELDS, ClassList, Entry, read_class_list
from dlgrader.collecting.tables import TableError


@dataclass
class Changes:
    """What a class list would change in a gradebook."""

    added: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def compare(listed: ClassList, gradebook) -> Changes:
    """What differs. A field that the list leaves empty keeps what the gradebook has."""
    there = {one.id: one for one in gradebook.students}
    lower = {name.casefold(): name for name in there}
    changes = Changes()
    for entry in listed.entries:
        before = there.get(entry.id)
        if before is None and entry.id.casefold() in lower:
            other = lower[entry.id.casefold()]
            changes.problems.append(f"line {entry.line}: {entry.id} is {other} in the gradebook. Write it in one way")
        elif before is None:
            changes.added.append(entry)
        elif any((getattr(before, name) or "") != value for name, value in entry.told().items()):
            changes.changed.append(entry)
        else:
            changes.unchanged.append(entry)
    return changes


def apply(changes: Changes, gradebook) -> None:
    """Add and change; nobody is deleted."""
    for entry in changes.added + changes.changed:
        gradebook.update_or_create_student(entry.id, **entry.told())


def import_listed(app) -> None:
    """What `nbgrader db student import` does here: read what `dlgrader roster` reads. It asks nothing, as before.

    Parameters
    ----------
    app : nbgrader.apps.dbapp.DbStudentImportApp
    """
    from nbgrader.api import Gradebook

    if len(app.extra_args) != 1:
        app.fail("Path to CSV file not provided.")
    path = Path(app.extra_args[0])
    try:
        listed = read_class_list(path)
    except TableError as error:
        app.fail("%s", error)
    with Gradebook(app.coursedir.db_url, app.course_id, app.authenticator) as gradebook:
        changes = compare(listed, gradebook)
        apply(changes, gradebook)
    for entry in changes.added + changes.changed:
        app.log.info("Creating/updating Student with id '%s': %s", entry.id, entry.told())
    columns = ", ".join(f"{name} from {listed.columns[name]!r}" for name in FIELDS if name in listed.columns)
    app.log.info("Read as %s: %s", listed.how, columns)
    for problem in (*listed.problems, *changes.problems):
        app.log.error("%s, %s.", path.name, problem)
    app.log.info("%d added, %d changed, %d unchanged.", *counts(changes))
    if listed.problems or changes.problems:
        app.fail("Some lines were left out.")


def counts(changes: Changes) -> tuple[int, int, int]:
    """How many are added, changed, unchanged."""
    return len(changes.added), len(changes.changed), len(changes.unchanged)
