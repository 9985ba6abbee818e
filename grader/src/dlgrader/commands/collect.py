"""`dlgrader collect`: from an LMS's download to submitted/, and a line for whatever found no place."""

from __future__ import annotations

import re
import sys
from datetime import UTC
from pathlib import Path

import nbformat

from dlgrader.autograde import BatchError
from dlgrader.collecting.archives import ArchiveError
from dlgrader.collecting.collect import Collected, collect
from dlgrader.collecting.names import Known
from dlgrader.course import CourseError, open_course


def run(source: Path, assignment: str, course: Path) -> int:
    """Collect and say what came of it; returns the exit status (see ``dlgrader collect --help``)."""
    try:
        if not source.exists():
            raise BatchError(f"{source} does not exist. Name a folder or a zip archive.")
        known, due, marks = _class(course, assignment)
        result = collect(source, course.resolve(), assignment, known, due, marks)
    except (ArchiveError, CourseError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or course}: {error.strerror}. What was collected is whole.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was collected is whole; the same command goes on.", file=sys.stderr)
        return 130
    _say(result, known)
    return result.status


def _class(course: Path, assignment: str):
    """The students of the gradebook, the assignment's due date, and what its notebook holds. Raises BatchError."""
    from nbgrader.api import Gradebook, MissingEntry

    from dlgrader.collecting.plugins import known_students

    with open_course(course) as (_, coursedir):
        source = Path(coursedir.format_path(coursedir.source_directory, ".", assignment))
        if not source.is_dir():
            raise BatchError(f"There is no assignment {assignment} in {course.resolve() / 'source'}.")
        known = known_students(coursedir)
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            try:
                due = gradebook.find_assignment(assignment).duedate
            except MissingEntry:
                due = None
    if due is not None and due.tzinfo is not None:
        due = due.astimezone(UTC).replace(tzinfo=None)
    return known, due, _marks(source)


def _marks(source: Path) -> set[bytes]:
    """The answers' `def name(` and the tests' calls: renamed, and without its metadata, a notebook still has them."""
    found = set()
    for path in source.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.metadata.get("nbgrader", {}).get("grade_id"):
                texts = re.findall(r"^def \w+\(|^check\.[\w.]+\(", cell.source, re.MULTILINE)
                found |= {text.encode() for text in texts}
    return found


def _say(result: Collected, known: list[Known]) -> None:
    for student, said in result.students.items():
        late = " (late)" if student in result.late else ""
        if said != "collected" or late:
            print(f"{student}: {_safe(said)}{late}")
    for student, said in result.nothing.items():
        print(f"{student}: {_safe(said)}. Next: ask for the notebook.")
    for path in result.unknown:
        print(f"nobody's, or of two people with one name: {_safe(path)}")
    if result.unknown:
        print("Next: `nbgrader db student add ID`, or rename a file or folder to the student's id, and collect again.")
    for path, why in result.refused.items():
        print(f"refused: {_safe(path)}: {_safe(why)}. Next: ask for the notebook itself.")
    missing = sorted({one.id for one in known} - set(result.students) - set(result.nothing))
    if missing:
        print(f"nothing from {len(missing)}: {', '.join(missing[:20])}{' ...' if len(missing) > 20 else ''}")
    print(f"{len(result.students)} collected, {len(result.late)} late, {len(result.unknown)} nobody's.")


def _safe(text: str) -> str:
    """A stranger's words on our terminal: nothing that moves its cursor."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:300]
