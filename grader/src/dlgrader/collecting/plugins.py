"""The same care for nbgrader's own `nbgrader zip_collect`: its extractor and its collector."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from dlgrader.collecting.archives import unpack, walk
from dlgrader.collecting.collect import choose
from dlgrader.collecting.names import Known, Students

if TYPE_CHECKING:
    from nbgrader.apps.zipcollectapp import ZipCollectApp
    from nbgrader.coursedir import CourseDirectory


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

    parent: ZipCollectApp

    @property
    def coursedir(self) -> CourseDirectory:
        """nbgrader's, of the command that runs."""
        return self.parent.coursedir  # pyright: ignore[reportReturnType] - the trait allows None, the command sets it

    def collect(self, submitted_file: str) -> dict | None:
        """``{"student_id", "file_id"}``, and ``"timestamp"`` where the platform says one; None for what does not count.

        What is no notebook, nobody's, or an older attempt does not count.
        """
        root = Path(self.parent._format_collect_path(self.parent.extracted_directory))
        try:
            path = PurePosixPath(Path(submitted_file).relative_to(root).as_posix())
        except ValueError:
            return None
        if path not in self._chosen:
            return None
        student, time = self._chosen[path]
        found = {"student_id": student, "file_id": self.coursedir.assignment_id}
        return found | ({"timestamp": f"{time:%Y-%m-%d %H:%M:%S} UTC"} if time else {})

    @cached_property
    def _chosen(self) -> dict:
        root = Path(self.parent._format_collect_path(self.parent.extracted_directory))
        return choose(walk(root), Students(known_students(self.coursedir), self.coursedir.assignment_id))


def known_students(coursedir) -> list[Known]:
    """The students of the gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        return [
            Known(one.id, one.first_name or "", one.last_name or "", one.email or "", one.lms_user_id or "")
            for one in gradebook.students
        ]
