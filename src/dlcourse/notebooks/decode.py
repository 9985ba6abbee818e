"""From bytes to plain JSON values: what can be read of a file that may be damaged, without its outputs.

Outputs are dropped from the bytes before anything is parsed: they are made anew by the grader, and a submission may
hold 100 MB of them.
"""

from __future__ import annotations

import codecs
import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from dlcourse.notebooks.conflict import one_of_two, sides
from dlcourse.notebooks.kinds import named, stub_of_a_drive, unpacked
from dlcourse.notebooks.script import cells_of, is_script

MAX_BYTES = 400_000_000
MAX_WITHOUT_OUTPUTS = 20_000_000
MAX_SCRIPT = 2_000_000

# A bracket, or a string, which may lack its end where the file is cut off.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_COLON_LIST = re.compile(rb"\s*:\s*\[")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WHITESPACE = " \t\r\n"
# How a cell begins; objects inside a cell may begin so too, but say no cell_type.
_CELL = re.compile(r'\{\s*"(cell_type|attachments|execution_count|id|metadata)"\s*:')
_MOST_LOST = 200


@dataclass
class Decoded:
    """What was read.

    Attributes
    ----------
    content : the notebook's JSON value; of a damaged file a dict with the complete cells; None where nothing was
    broken : why the file could not be read to its end, None where it could
    notes : one line each, for the instructor
    doubt : why a person must choose between two versions, None where there is one
    """

    content: object = None
    broken: str | None = None
    notes: list[str] = field(default_factory=list)
    doubt: str | None = None


def decode(data: bytes) -> Decoded:
    """Read a submission's bytes. Raises nothing for any bytes."""
    if not data.strip(b"\0 \t\r\n"):
        return Decoded(broken="the file is empty")
    if len(data) > MAX_BYTES:
        return Decoded(broken=f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    found = Decoded()
    if what := named(data):
        return Decoded(broken=f"the file is {what}")
    if data[:2] == b"\x1f\x8b" or data[:4] == b"PK\3\4":
        inner, said = unpacked(data)
        if inner is None:
            return Decoded(broken=said)
        found.notes.append(said)
        data = inner
    data = _as_utf8(data, found)
    if what := named(data):
        return Decoded(broken=f"the file is {what}", notes=found.notes)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[", b'"', b"<", b"=")) and len(data) < MAX_SCRIPT:
        text = _text(data, found)
        if is_script(text):
            cells = cells_of(text)
            found.notes.append("the file is a program in Python, not a notebook; its cells were read")
            found.content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
            return found
    if b"{" not in data[:1000]:
        return Decoded(broken="the file is no notebook: it holds no JSON")
    kept = _Kept(data)
    if len(kept.data) > MAX_WITHOUT_OUTPUTS:
        limit = MAX_WITHOUT_OUTPUTS // 1_000_000
        return Decoded(broken=f"without its outputs the file is still larger than {limit} MB")
    _parse(_text(kept.data, found), kept, found)
    _unwrap(found)
    return found


def _text(data: bytes, found: Decoded) -> str:
    """The text of bytes in UTF-8. Bytes that are none are read as Windows writes them, so that letters stay letters."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        found.notes.append("the file is not in UTF-8; read as Windows-1252")
        return data.decode("utf-8", "windows-1252")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    raw = error.object[error.start : error.end]
    return "".join(bytes([one]).decode("cp1252", "replace").replace("\ufffd", chr(one)) for one in raw), error.end


codecs.register_error("windows-1252", _as_windows)


def _unwrap(found: Decoded) -> None:
    """The notebook inside what another program put around it."""
    for _ in range(3):
        content = found.content
        if isinstance(content, str) and "{" in content[:1000]:
            try:
                found.content = _DECODER.decode(content)
            except (ValueError, RecursionError, MemoryError):
                return
            found.notes.append("the notebook stood as a text inside the JSON; taken out")
        elif isinstance(content, list) and len(content) == 1 and isinstance(content[0], dict) and "cells" in content[0]:
            found.content = content[0]
        elif isinstance(content, dict) and "cells" not in content and "worksheets" not in content:
            inner = content.get("content", content.get("notebook"))
            if isinstance(inner, dict) and ("cells" in inner or "worksheets" in inner):
                found.content = inner
                found.notes.append("the notebook stood inside another JSON value; taken out")
            elif stub_of_a_drive(content):
                found.content, found.broken = None, "the file is a link to Google Drive: it does not hold the notebook"
            else:
                return
        else:
            return


def _as_utf8(data: bytes, found: Decoded) -> bytes:
    """The same text in UTF-8 without a byte order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _recoded(data[len(mark) :], encoding, found)
    # Without a mark, ASCII characters in UTF-16 show as every other byte 0.
    if data[1:2] == b"\0" and data[:1] != b"\0":
        return _recoded(data, "utf-16-le", found)
    if data[:1] == b"\0" and data[1:2] != b"\0":
        return _recoded(data, "utf-16-be", found)
    return data


def _recoded(data: bytes, encoding: str, found: Decoded) -> bytes:
    if encoding == "utf-8":
        return data
    found.notes.append(f"the file was saved as {encoding.upper().removesuffix('-LE').removesuffix('-BE')}")
    return data.decode(encoding, "replace").encode("utf-8", "replace")


class _Kept:
    """A file's bytes without its outputs, and where each piece of them stood."""

    def __init__(self, data: bytes):
        self.total = len(data)
        pieces, self._starts, self._origins = [], [], []
        length = 0
        for start, end in _without_outputs(data):
            pieces.append(data[start:end])
            self._starts.append(length)
            self._origins.append(start)
            length += end - start
        self.data = b"".join(pieces)

    def origin(self, position: int) -> int:
        """Where the byte at ``position`` of ``data`` stood in the file."""
        piece = max(bisect_right(self._starts, position) - 1, 0)
        return self._origins[piece] + position - self._starts[piece]


def _without_outputs(data: bytes):
    """The pieces of ``data`` between the contents of its ``"outputs": [...]``, as (start, end)."""
    start, depth = 0, 0  # depth counts brackets inside outputs; 0 is outside
    tokens = _TOKEN.finditer(data)
    for token in tokens:
        first = data[token.start()]
        if depth == 0:
            if token.end() - token.start() == 9 and token.group() == b'"outputs"':
                opening = _COLON_LIST.match(data, token.end())
                if opening:
                    yield start, opening.end()
                    depth, start = 1, len(data)
                    next(tokens)  # the bracket itself
        elif first in b"[{":
            depth += 1
        elif first in b"]}":
            depth -= 1
            if depth == 0:
                start = token.start()
    if start < len(data):
        yield start, len(data)


def _number(text: str) -> int:
    # No notebook needs more digits, and Python refuses very long ones.
    return int(text) if len(text) < 19 else 0


_DECODER = json.JSONDecoder(parse_int=_number, parse_constant=lambda _: None, strict=False)
_COMMA = re.compile(r'("(?:[^"\\]++|\\.)*+")|,(?=\s*[\]}])', re.DOTALL)


def _both_sides(text: str, found: Decoded) -> bool:
    """Whether git's conflict marks were the fault, and at least one of the two versions could be read."""
    two = sides(text)
    if two is None:
        return False
    read = []
    for side in two[:2]:
        try:
            content, _ = _DECODER.raw_decode(side.lstrip(_WHITESPACE))
        except (ValueError, RecursionError, MemoryError):
            continue
        if isinstance(content, dict) and isinstance(content.get("cells"), list):
            read.append(content)
    if not read:
        return False
    found.content = read[0]
    if len(read) == 2:
        cells, differing = one_of_two(read[0]["cells"], read[1]["cells"], two[2])
        if not differing:
            found.notes.append("git's conflict marks were taken out: both versions hold the same work")
            return True
        found.content = read[0] | {"cells": cells}
    found.doubt = "git's conflict marks stand in the file: there are two versions of the work, and a person must choose"
    return True


def _without_commas(text: str) -> object:
    """The JSON value of a text with commas too many; None where that is not the fault."""
    try:
        return _DECODER.decode(_COMMA.sub(lambda match: match[1] or "", text).strip(_WHITESPACE + "\0"))
    except (ValueError, RecursionError, MemoryError):
        return None


def _parse(text: str, kept: _Kept, found: Decoded) -> None:
    first = len(text) - len(text.lstrip(_WHITESPACE))
    try:
        found.content, end = _DECODER.raw_decode(text, first)
    except json.JSONDecodeError as error:
        found.broken = _where(text, error, kept)
    except (RecursionError, MemoryError):
        found.broken = "the JSON is nested too deeply"
    else:
        if text[end:].strip(_WHITESPACE + "\0"):
            found.notes.append("text after the notebook's end was ignored")
        return
    if found.broken and _both_sides(text, found):
        found.broken = None
        return
    if isinstance(content := _without_commas(text), dict):
        found.content, found.broken = content, None
        found.notes.append("commas that JSON does not allow were left out")
        return
    cells, lost = _complete_cells(text)
    if cells or lost:
        found.content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
        readable = f"{len(cells)} complete cell{'' if len(cells) == 1 else 's'} could be read"
        found.notes.append(readable + (f", {lost} could not" if lost else ""))


def _where(text: str, error: json.JSONDecodeError, kept: _Kept) -> str:
    rest = text[error.pos :].strip(_WHITESPACE + "\0")
    unfinished = error.msg.startswith("Unterminated string") or not rest
    # Cut within a word of JSON's, or within an escape, such as \\u00.
    unfinished = unfinished or any(word.startswith(rest) for word in ("true", "false", "null"))
    unfinished = unfinished or (error.msg.startswith("Invalid \\uXXXX") and len(rest) < 6)
    if unfinished:
        return f"JSON ends at byte {kept.total:,}"
    position = kept.origin(len(text[: error.pos].encode("utf-8", "replace")))
    return f"JSON is invalid at byte {position:,}"


def _complete_cells(text: str) -> tuple[list, int]:
    """The cells that are whole, and how many were not, of a text that is no JSON."""
    cells, lost = [], 0
    opening = re.search(r'"cells"\s*:\s*\[', text)
    position = opening.end() if opening else len(text)
    while (start := text.find("{", position)) >= 0:
        try:
            cell, position = _DECODER.raw_decode(text, start)
        except (json.JSONDecodeError, RecursionError, MemoryError):
            if lost == _MOST_LOST:
                break
            lost += bool(_CELL.match(text, start))
            again = _CELL.search(text, start + 1)
            position = again.start() if again else len(text)
            continue
        if isinstance(cell, dict) and "cell_type" in cell:
            cells.append(cell)
    return cells, lost
