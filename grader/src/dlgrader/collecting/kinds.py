"""What a file is, by its content: browsers and mail programs give a notebook other endings."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

from dlgrader.collecting.archives import Member

NOTEBOOK = ".ipynb"
_DOUBTFUL = {"", ".json", ".txt", ".download"}
_MOST_BYTES = 20 * 2**20
_HEADS = {b"%PDF": "a PDF", b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7z archive", b"\x1f\x8b": "a .gz archive",
          b"PK\3\4": "a zip archive"}  # fmt: skip
_OF_SYSTEMS = {".ds_store", "thumbs.db", "desktop.ini", "timestamp.txt"}


def is_notebook(member: Member) -> bool:
    """Whether this was handed in as a notebook, whatever is left of it; another ending needs a whole one."""
    name = member.path.name.lower()
    suffix = PurePosixPath(name).suffix
    if suffix == NOTEBOOK:
        return True
    if suffix not in _DOUBTFUL and f"{NOTEBOOK}" not in name:
        return False
    head = _head(member).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if not head.startswith(b"{"):
        return False
    return NOTEBOOK in name or _is_whole(member)


def _is_whole(member: Member) -> bool:
    if member.file.stat().st_size > _MOST_BYTES:
        return False
    try:
        read = json.loads(member.file.read_bytes())
    except (ValueError, RecursionError):
        return False
    return isinstance(read, dict) and "nbformat" in read and ("cells" in read or "worksheets" in read)


def described(member: Member) -> str:
    """The file's name, and what it is where that helps."""
    head = _head(member)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith((b"<!doctype html", b"<html")):
        return f"{member.path.name} is a web page"
    said = next((what for start, what in _HEADS.items() if head.startswith(start)), None)
    return f"{member.path.name} is {said}" if said else member.path.name


def is_of_interest(member: Member) -> bool:
    """Whether an instructor wants to know that it was handed in: no file that a system leaves behind."""
    return member.path.name.lower() not in _OF_SYSTEMS


def _head(member: Member) -> bytes:
    with member.file.open("rb") as file:
        return file.read(512)
