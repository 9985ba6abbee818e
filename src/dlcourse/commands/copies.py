"""The reader's own copies of the notebooks: new ones arrive, corrected ones too, and no work is ever replaced.

A small file in the reader's folder remembers the hashes of every original that was ever put there. A copy with one of
these holds nothing of the reader's: it is replaced when the course has a newer one. Any other copy is theirs. To have
run a notebook is enough, because saving it keeps the answers given to its widgets; to have opened it is not. The newer
one is laid beside theirs, once.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

MEMORY = ".dlcourse-originals.json"
# In the student kit, beside the originals, for whoever opens that folder. It is not a file of the course.
SIGN = "open-my-work-instead.txt"


@dataclass
class Copied:
    """What `copy_new` did.

    Attributes
    ----------
    new : files that were not there
    updated : files the reader had left as they were, replaced by the course's newer ones
    beside : (the reader's file, the newer one laid beside it)
    unnoted : why the memory could not be written, or nothing
    """

    new: list[Path] = field(default_factory=list)
    updated: list[Path] = field(default_factory=list)
    beside: list[tuple[Path, Path]] = field(default_factory=list)
    unnoted: str = ""


def find_course(start: Path) -> Path | None:
    """The nearest folder at or above `start` that has lectures in `course/`, or None."""
    for folder in (start, *start.parents):
        if any((folder / "course").glob("*.ipynb")):
            return folder
    return None


def copy_new(course: Path, work: Path) -> Copied:
    """Bring `work` up to date with the lectures and released assignments of `course`. Raises OSError.

    Lectures land in `work` itself, every assignment in a folder of its own name.
    """
    copied, given = Copied(), _remembered(work)
    before = {name: list(hashes) for name, hashes in given.items()}
    try:
        for source in (course / "course", course / "release"):
            for file in sorted(source.rglob("*")):
                relative = file.relative_to(source)
                hidden = any(part.startswith(".") for part in relative.parts)
                if not hidden and file.name != SIGN and file.is_file():
                    _bring(file.read_bytes(), work, relative, given.setdefault(relative.as_posix(), []), copied)
    finally:  # a full disk must not make us forget what did arrive
        if given != before:
            copied.unnoted = _remember(work, given)
    return copied


def _bring(data: bytes, work: Path, relative: Path, given: list[str], copied: Copied) -> None:
    """One file of the course. ``given`` is what this place ever held of the course's; it grows."""
    target, known = work / relative, _hash(data) in given  # known: the reader was given this version before
    # lexists: a link of the reader's that leads nowhere is theirs as well.
    if not os.path.lexists(target):
        _write(data, target)
        copied.new.append(relative)
    elif target.is_file() and (mine := target.read_bytes()) != data:
        if _content(data) and _content(mine) == _content(data):
            pass  # only opened and saved
        elif not target.is_symlink() and _is_of_the_course(mine, given):
            _write(data, target)
            copied.updated.append(relative)
        elif not known and _sources(mine) != _sources(data):
            copied.beside += _lay_beside(data, work, relative, given)
    given += [one for one in (_hash(data), _content(data)) if one and one not in given]


def _lay_beside(data: bytes, work: Path, relative: Path, given: list[str]) -> list[tuple[Path, Path]]:
    """Put the newer file beside the reader's: in the place of an earlier one that was left as it came, or a new one."""
    number = 1
    while True:
        mark = "(new)" if number == 1 else f"(new {number})"
        place = relative.with_name(f"{relative.stem} {mark}{relative.suffix}")
        if not os.path.lexists(work / place):
            break
        if (work / place).is_file() and not (work / place).is_symlink():
            there = (work / place).read_bytes()
            if there == data:  # laid there by a run that was stopped before it could note so
                return []
            if _is_of_the_course(there, given):
                break
        number += 1
    _write(data, work / place)
    return [(relative, place)]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _content(data: bytes) -> str:
    """A hash of what a notebook shows: texts, outputs, the state of its widgets. Empty for what is no notebook.

    JupyterLab writes a notebook's other metadata anew when it is opened and saved, which is no work of the reader's.
    """
    try:
        book = json.loads(data)
        cells = [
            (cell["cell_type"], "".join(cell["source"]), cell.get("outputs") or [], cell.get("attachments") or {})
            for cell in book["cells"]
        ]
        shown = [cells, book["metadata"].get("widgets") or {}]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
    return "content " + _hash(json.dumps(shown, sort_keys=True).encode())


def _is_of_the_course(data: bytes, given: list[str]) -> bool:
    """Whether these bytes hold nothing of the reader's."""
    return _hash(data) in given or (_content(data) or None) in given


def _sources(data: bytes) -> object:
    """The kinds and texts of a notebook's cells: where these are the same, there is nothing to lay beside."""
    try:
        cells = json.loads(data)["cells"]
        return [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        return data


def _remembered(work: Path) -> dict[str, list[str]]:
    """Hashes of the originals by file. What is missing or damaged is as if it had never been: nothing is replaced."""
    try:
        found = json.loads((work / MEMORY).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        name: [one for one in hashes if isinstance(one, str)]
        for name, hashes in found.items()
        if isinstance(hashes, list)
    }


def _remember(work: Path, given: dict[str, list[str]]) -> str:
    """Note the hashes; returns why that could not be done. Without the note nothing is lost, only said again."""
    try:
        _write((json.dumps(given, indent=0, sort_keys=True) + "\n").encode(), work / MEMORY)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _write(data: bytes, target: Path) -> None:
    """Under another name first: an interrupted copy must not stand where a whole notebook belongs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
