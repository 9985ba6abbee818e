"""Opening an archive that strangers have filled: every member is looked at before one is written."""

from __future__ import annotations

import lzma
import os
import stat
import struct
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

MOST_MEMBERS = 50_000
MOST_BYTES = 4 * 2**30  # of the archive, unpacked
MOST_BYTES_OF_ONE = 300 * 2**20
# Text shrinks to about a tenth. A thousandth is a bomb.
MOST_RATIO = 400
_SMALL = 2**20
# What Python's zipfile raises over damaged or odd archives.
_DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, zlib.error, lzma.LZMAError,
            UnicodeError, struct.error)  # fmt: skip


class ArchiveError(RuntimeError):
    """The archive is refused; the message is one line for the instructor."""


@dataclass(frozen=True)
class Member:
    """A file that was handed in: its path below the root, where its bytes lie now, when it was written (UTC).

    ``outer`` is the path of the archive that a student made and that it was in: a name in there is nobody's word.
    """

    path: PurePosixPath
    file: Path
    time: datetime
    outer: PurePosixPath | None = None

    @property
    def named(self) -> PurePosixPath:
        """The path as the download has it: only this may say whose it is."""
        return self.outer or self.path


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
    except _DAMAGED as error:
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
        parts = PurePosixPath(_name(member)).parts
        if ".." in parts or member.filename.startswith(("/", "\\")) or (parts and parts[0][1:2] == ":"):
            no(f"the path {name} leads out of it")
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            no(f"{name} is a link or a device")
        if member.flag_bits & 1:
            no(f"{name} is encrypted")
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
    return Member(PurePosixPath(_name(member)), path, _time(member))


def _time(member: zipfile.ZipInfo) -> datetime:
    """When the file was written, in UTC: by the extended time stamp, else by the archive's clock, taken for ours."""
    extra = member.extra
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        if kind == 0x5455 and length >= 5 and extra[4] & 1 and len(extra) >= 9:
            return _utc(struct.unpack("<i", extra[5:9])[0])
        extra = extra[4 + length :]
    try:
        return datetime(*member.date_time).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return datetime(1980, 1, 1)


def _utc(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def _name(member: zipfile.ZipInfo) -> str:
    """The member's path. Archives made on a Mac hold UTF-8 without saying so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def walk(folder: Path, refused: dict[str, str] | None = None) -> list[Member]:
    """The files below a folder; links and devices are left out, so that nothing is read from elsewhere.

    Their paths and why are put into ``refused``.
    """
    found, left_out = [], {} if refused is None else refused
    for root, folders, names in os.walk(folder, followlinks=False):
        for name in sorted([*names, *(name for name in folders if (Path(root) / name).is_symlink())]):
            file = Path(root) / name
            # Whatever the locale: the disk's names are UTF-8 where they are anything.
            named = os.fsencode(file.relative_to(folder).as_posix()).decode("utf-8", "surrogateescape")
            path = PurePosixPath(named)
            if file.is_symlink() or not file.is_file():
                left_out[str(path)] = "it is a link or a device"
            else:
                found.append(Member(path, file, _utc(file.stat().st_mtime)))
    return sorted(found, key=lambda member: member.path)
