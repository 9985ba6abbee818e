"""A table of text as programs write it: any usual encoding and separator, a byte order mark, blanks around values."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_MOST_BYTES = 50 * 2**20
_SEPARATORS = ",;\t|"
_MOST_ABOVE = 20  # lines in which the header is looked for: programs write titles above it


class TableError(ValueError):
    """The table cannot be read; the message is one line for the instructor."""


@dataclass(frozen=True)
class Table:
    """A table: its columns' names, and ``(line number, {column: value})`` for every line that is not empty."""

    header: Sequence[str]
    rows: Sequence[tuple[int, dict[str, str]]]
    encoding: str
    separator: str


def read_table(path: Path, known: Callable[[str], bool] | None = None, encoding: str | None = None) -> Table:
    """Read a table of text.

    Parameters
    ----------
    known : whether a column's name is known. The header is then the line with most of them, and other names may stand
        there twice; without it the first line is the header
    encoding : None where it is to be found out

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
    text, encoding = _decoded(data) if encoding is None else _as_told(data, encoding)
    if text.lstrip("\ufeff \t\r\n")[:200].lower().startswith(("<html", "<!doctype", "<table", "<?xml", "<meta")):
        raise TableError(
            f"{path.name} is a web page or XML, not a table of text. Open it in a spreadsheet, save as CSV."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:  # Excel's own line
        separator, text, skipped = first[4], rest, 1
    else:
        head, skipped = _head(text, known)
        separator = max(_SEPARATORS, key=lambda one: (_count(head, one), one == ","))
        text = "\n".join(text.split("\n")[skipped:])
    reader = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
    header: list[str] | None = None
    rows = []
    try:
        for values in reader:
            line, values = reader.line_num + skipped, [_bare(value) for value in values]
            if not any(values):
                continue
            if header is None:
                header = _unique(path, values, known)
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


def _head(text: str, known: Callable[[str], bool] | None) -> tuple[str, int]:
    """The line of the header, and how many stand above it."""
    lines = text.split("\n", _MOST_ABOVE)[:_MOST_ABOVE]
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if known is None:
        return lines[first], first

    def names(line: str) -> int:
        parts = max((line.split(separator) for separator in _SEPARATORS), key=len)
        return sum(known(_bare(part).strip('"')) for part in parts)

    best = max(range(len(lines)), key=lambda number: (names(lines[number]), -number))
    return (lines[best], best) if names(lines[best]) else (lines[first], first)


def _unique(path: Path, values: list[str], known: Callable[[str], bool] | None) -> list[str]:
    doubled = {name for name in values if name and values.count(name) > 1 and (known is None or known(name))}
    if doubled:  # which of them counts is not ours to say
        first = sorted(doubled)[0]
        raise TableError(f"{path.name}: two columns are called {first!a}. Rename one of them.")
    return values


def _bare(value: str) -> str:
    value = value.strip().strip("\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\xa0").strip()
    # So programs keep a spreadsheet from taking the zeros off a number.
    return value[2:-1] if value.startswith('="') and value.endswith('"') and len(value) > 2 else value


def _count(line: str, separator: str) -> int:
    """How often outside of quotes."""
    return sum(part.count(separator) for part in line.split('"')[::2])


def _as_told(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding).removeprefix("\ufeff"), encoding
    except LookupError:
        raise TableError(f"No encoding is called {encoding!a}. Such as: utf-8, cp1250, cp1251, mac_roman.") from None
    except UnicodeDecodeError:
        raise TableError(f"The file is not in {encoding}. Name another encoding, or none.") from None


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
