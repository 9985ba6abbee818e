"""`dlgrader collect`: from an LMS's download to submitted/, and a line for whatever found no place."""

from __future__ import annotations

import re
import sys
from datetime import UTC
from pathlib import Path

import nbformat

from dlgrader.batch.batch import BatchError
from dlgrader.clean.terminal import safe, visible
from dlgrader.collecting.archives import ArchiveError
from dlgrader.collecting.collect import Collected, collect
from dlgrader.collecting.names import Known
from dlgrader.collecting.times import zone_of
from dlgrader.course.database import asking
from dlgrader.course.folder import CourseError, open_course


def run(source: Path, assignment: str, course: Path, times: Path | None = None, zone: str | None = None) -> int:
    """Collect and say what came of it; returns the exit status (see ``dlgrader collect --help``)."""
    try:
        if not source.exists():
            raise BatchError(f"{source} does not exist. Name a folder or a zip archive.")
        known, due, notebooks, modules = _class(course, assignment)
        marks = set().union(*notebooks.values())
        result = collect(source, course.resolve(), assignment, known, due, marks, times, zone, modules, notebooks)
    except (ArchiveError, CourseError) as error:
        print(visible(error), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{visible(error.filename or course)}: {error.strerror}. What was collected is whole.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was collected is whole; the same command goes on.", file=sys.stderr)
        return 130
    _say(result, known, zone)
    return result.status


def _class(course: Path, assignment: str):
    """The gradebook's students, the due date, what each notebook holds, whether modules count. Raises BatchError."""
    from nbgrader.api import Gradebook, MissingEntry

    from dlgrader.collecting.plugins import known_students

    with open_course(course) as (config, coursedir), asking():
        modules = assignment in config.ApplyVerdicts.get("modules", ())
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
    notebooks = {path.stem: _marks(path) for path in sorted(source.glob("*.ipynb"))}
    return known, due, notebooks or {assignment: set()}, modules


def _marks(path: Path) -> set[bytes]:
    """The answers' `def name(` and the tests' calls: renamed, and without its metadata, a notebook still has them."""
    found = set()
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id"):
            texts = re.findall(r"^def \w+\(|^check\.[\w.]+\(", cell.source, re.MULTILINE)
            found |= {text.encode() for text in texts}
    return found


def _say(result: Collected, known: list[Known], zone: str | None) -> None:
    for student, said in result.students.items():
        late = " (late)" if student in result.late else ""
        beside = f"; not taken: {', '.join(result.beside[student][:5])}" if student in result.beside else ""
        if said != "collected" or late or beside:
            print(f"{safe(student)}: {safe(said + beside)}{late}")
    for student, said in result.nothing.items():
        print(f"{safe(student)}: {safe(said)}. Next: ask for the notebook.")
    for path, why in result.unknown.items():
        print(f"nobody's: {safe(path)} ({safe(why)})")
    if result.unknown:
        print(
            "Next: look whose they are. Add who is missing (`nbgrader db student add ID`), or unpack the archive, "
            "rename the folder, or the file where there is none, to the student's id, and collect what you unpacked."
        )
    for path, why in result.refused.items():
        print(f"refused: {safe(path)}: {safe(why)}. Next: ask for the notebook itself.")
    missing = sorted({one.id for one in known} - set(result.students) - set(result.nothing))
    if missing:
        print(safe(f"nothing from {len(missing)}: {', '.join(missing[:20])}{' ...' if len(missing) > 20 else ''}"))
    _say_times(result, zone)
    print(f"{len(result.students)} collected, {len(result.late)} late, {len(result.unknown)} nobody's.")


def _say_times(result: Collected, zone: str | None) -> None:
    if result.zoneless:
        where = zone or f"{zone_of(None)}, this machine's"
        print(f"Times without a zone were read in the zone {where}. Another: --zone Europe/Berlin.")
    if result.late_untimed:
        print(
            f"late, but nothing says how late: {safe(', '.join(result.late_untimed[:20]))}. No penalty is taken. "
            "Next: give their times with --times FILE."
        )
    if quiet := len(result.untimed) - len(result.late_untimed):
        print(
            f"Nothing says when {quiet} of {len(result.students)} handed in (an archive has the download's times): "
            "nobody of them is late. To give times: --times FILE, a table id,time or Moodle's grading worksheet."
        )
