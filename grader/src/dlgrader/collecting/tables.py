"""A table of text as programs write it: any usual encoding and separator, a byte order mark, blanks around values."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_MOST_BYTES = 50 * 2**20
_SEPARATORS = ",;\t|"


class TableError(ValueError):
    """The table cannot be read; the message is one line for the instructor."""


@dataclass(frozen=True)
class Table:
    """A table: its columns' names, and ``(line number, {column: value})`` for every line that is not empty."""

    header: Sequence[str]
    rows: Sequence[tuple[int, dict[str, str]]]
    encoding: str
    separator: str


def read_table(path: Path) -> Table:
    """Read a table of text.

    Raises
    ------
    TableError
        Also where the file is a spreadsheet's own format, or a line has more values than the header.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TableError(f"{path} is larger than {_MOST_BYTES // 2**20} MB: it is no class list.")
        data = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path} could not be read ({error.strerror}). Name a file.") from None
    if data[:4] in (b"PK\3\4", b"\xd0\xcf\x11\xe0"):
        raise TableError(f"{path.name} is a spreadsheet, not a table of text. Save it as CSV.")
    text, encoding = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:  # Excel's own line
        separator, text, skipped = first[4], rest, 1
    else:
        head = next((line for line in text.split("\n") if line.strip()), "")
        separator, skipped = max(_SEPARATORS, key=lambda one: (_count(head, one), one == ",")), 0
    reader = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
    header: list[str] | None = None
    rows = []
    try:
        for values in reader:
            line, values = reader.line_num + skipped, [_bare(value) for value in values]
            if not any(values):
                continue
            if header is None:
                header = _unique(path, values)
                continue
            if any(values[len(header) :]):
                many = f"{len(values)} values for {len(header)} columns"
                raise TableError(f"{path.name}, line {line}: {many}. Quote what holds the separator.")
            values += [""] * (len(header) - len(values))
            rows.append((line, dict(zip(header, values, strict=False))))
    except csv.Error as error:
        raise TableError(f"{path.name}, line {reader.line_num + skipped}: {error}.") from None
    if header is None:
        raise TableError(f"{path.name} is empty.")
    return Table([name for name in header if name], rows, encoding, separator)


def _unique(path: Path, values: list[str]) -> list[str]:
    doubled = {name for name in values if name and values.count(name) > 1}
    if doubled:  # which of them counts is not ours to say
        first = sorted(doubled)[0]
        raise TableError(f"{path.name}: two columns are called {first!a}. Rename one of them.")
    return values


def _bare(value: str) -> str:
    return value.strip().strip("\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\xa0").strip()


def _count(line: str, separator: str) -> int:
    """How often outside of quotes."""
    return sum(part.count(separator) for part in line.split('"')[::2])


def _decoded(data: bytes) -> tuple[str, str]:
    """Its text, and the encoding: by the mark, by UTF-16's zeros, UTF-8 where it is that, else Windows' western one."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "UTF-16"
    if data[:400:2].count(0) > len(data[:400]) // 6 or data[1:400:2].count(0) > len(data[:400]) // 6:
        little = data[1:400:2].count(0) > data[:400:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252"
