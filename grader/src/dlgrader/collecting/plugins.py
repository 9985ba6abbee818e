"""The same care for nbgrader's own `nbgrader zip_collect`: its extractor and its collector."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from dlgrader.collecting.archives import unpack, walk
from dlgrader.collecting.names import Known, Students


def configure(config) -> None:
    """Set both plugins in an `nbgrader_config.py`."""
    config.ZipCollectApp.extractor_plugin = "dlgrader.collecting.plugins.SafeExtractor"
    config.ZipCollectApp.collector_plugin = "dlgrader.collecting.plugins.StudentCollector"


class SafeExtractor(ExtractorPlugin):
    """Zip archives are opened by ``unpack``; other files are copied, links left out. Times are kept."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Extract every archive of a folder. Raises ArchiveError where one is refused."""
        target = Path(extracted_path)
        for member in walk(Path(archive_path)):
            if member.file.suffix.lower() != ".zip":
                _put(member.file, target / Path(*member.path.parts), member.time)
                continue
            with tempfile.TemporaryDirectory() as folder:
                for inner in unpack(member.file, Path(folder) / "all"):
                    _put(inner.file, target / Path(*inner.path.parts), inner.time)


def _put(file: Path, place: Path, time: datetime) -> None:
    number = 1
    while place.exists():  # another archive's file of the same name
        number += 1
        place = place.with_name(f"{place.stem} ({number}){place.suffix}")
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, place)
    seconds = time.replace(tzinfo=UTC).timestamp()
    os.utime(place, (seconds, seconds))


class StudentCollector(FileNameCollectorPlugin):
    """The student from the path, as in `dlgrader collect`; the notebook is the assignment's own."""

    @property
    def coursedir(self):
        """nbgrader's, of the command that runs."""
        return self.parent.coursedir

    def collect(self, submitted_file: str) -> dict | None:
        """``{"student_id", "file_id", "timestamp"}``, or None for what is no notebook or nobody's."""
        path = PurePosixPath(str(submitted_file).replace("\\", "/"))
        if path.suffix.lower() not in self.valid_ext:
            return None
        assignment = self.coursedir.assignment_id
        parts = path.parts
        top = [k for k, part in enumerate(parts[:-1]) if part == self.parent.extracted_directory]
        inside = PurePosixPath(*parts[top[-1] + 1 if top else 0 :])
        student = self._students.find(inside)
        if student is None:
            return None
        written = datetime.fromtimestamp(Path(submitted_file).stat().st_mtime, UTC)
        return {"student_id": student, "file_id": assignment, "timestamp": f"{written:%Y-%m-%d %H:%M:%S} UTC"}

    @cached_property
    def _students(self) -> Students:
        return Students(known_students(self.coursedir), self.coursedir.assignment_id)


def known_students(coursedir) -> list[Known]:
    """The students of the gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        return [
            Known(one.id, one.first_name or "", one.last_name or "", one.email or "", one.lms_user_id or "")
            for one in gradebook.students
        ]
