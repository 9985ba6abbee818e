"""Opening an archive that strangers have filled: every member is looked at before one is written."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from nbgrader.plugins import ExtractorPlugin

MOST_MEMBERS = 50_000
MOST_BYTES = 4 * 2**30  # of the archive, unpacked
MOST_BYTES_OF_ONE = 300 * 2**20
# Text shrinks to about a tenth. A thousandth is a bomb.
MOST_RATIO = 400
_SMALL = 2**20


class ArchiveError(RuntimeError):
    """The archive is refused; the message is one line for the instructor."""


@dataclass(frozen=True)
class Member:
    """A file that was handed in: its path below the root, where its bytes lie now, when it was written."""

    path: PurePosixPath
    file: Path
    time: datetime


def unpack(archive: Path, folder: Path) -> list[Member]:
    """Write the archive's files below ``folder``, each under a number of its own, and return them.

    No name of the archive becomes a name on disk, so that none can lead out of the folder.

    Raises
    ------
    ArchiveError
        If it is no zip, or holds links, paths that lead out of it, or far more than a class hands in. Then nothing
        was written.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [member for member in opened.infolist() if not member.is_dir()]
            _refuse(archive, members)
            folder.mkdir(parents=True, exist_ok=True)
            return [_written(opened, member, folder / f"{k:06d}") for k, member in enumerate(members)]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise ArchiveError(f"{archive.name} is refused: it is no whole zip archive ({error})") from None
    except RuntimeError as error:  # zipfile's for a password
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError(f"{archive.name} is refused: {error}") from None


def _refuse(archive: Path, members: list[zipfile.ZipInfo]) -> None:
    def no(why: str) -> None:
        raise ArchiveError(f"{archive.name} is refused: {why}. Nothing was collected.")

    if len(members) > MOST_MEMBERS:
        no(f"it holds {len(members):,} files, more than {MOST_MEMBERS:,}")
    if sum(member.file_size for member in members) > MOST_BYTES:
        no(f"unpacked it is larger than {MOST_BYTES // 2**30} GB")
    for member in members:
        name = ascii(member.filename[:100])
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if ".." in parts or member.filename.startswith(("/", "\\")) or (parts and parts[0][1:2] == ":"):
            no(f"the path {name} leads out of it")
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            no(f"{name} is a link or a device")
        if member.file_size > MOST_BYTES_OF_ONE:
            no(f"{name} is larger than {MOST_BYTES_OF_ONE // 2**20} MB")
        if member.file_size > _SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1):
            no(f"{name} grows {member.file_size // max(member.compress_size, 1):,} times when unpacked")


def _written(opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> Member:
    left = member.file_size  # the header may lie: no byte more than it says
    with opened.open(member) as source, path.open("xb") as target:
        while part := source.read(min(1 << 20, left + 1)):
            left -= len(part)
            if left < 0:
                raise ArchiveError(f"{member.filename[:100]!a} is larger than the archive says. Nothing was collected.")
            target.write(part)
    return Member(PurePosixPath(member.filename.replace("\\", "/")), path, _time(member))


def _time(member: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*member.date_time)
    except ValueError:
        return datetime(1980, 1, 1)


def walk(folder: Path) -> list[Member]:
    """The files below a folder; links are left out, so that none is read from elsewhere."""
    found = []
    for root, _, names in os.walk(folder, followlinks=False):
        for name in sorted(names):
            file = Path(root) / name
            if file.is_file() and not file.is_symlink():
                time = datetime.fromtimestamp(file.stat().st_mtime)
                found.append(Member(PurePosixPath(file.relative_to(folder).as_posix()), file, time))
    return sorted(found, key=lambda member: member.path)


class SafeExtractor(ExtractorPlugin):
    """For `nbgrader zip_collect`: zip archives are opened by :func:`unpack`, other files copied."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Extract every archive of a folder. Raises ArchiveError where one is refused."""
        for member in walk(Path(archive_path)):
            target = Path(extracted_path) / Path(*member.path.parts)
            if member.file.suffix.lower() != ".zip":
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(member.file, target)
                continue
            numbered = target.with_suffix(".unpacking")
            for inner in unpack(member.file, numbered):
                place = target.with_suffix("") / Path(*inner.path.parts)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(inner.file, place)
            shutil.rmtree(numbered, ignore_errors=True)
