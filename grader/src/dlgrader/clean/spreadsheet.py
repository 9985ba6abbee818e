"""CSV that a spreadsheet opens without running anything: a text that would be a formula begins with ``'``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from dlgrader.clean.terminal import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}",
            "\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip


def cell(value: object) -> str:
    """One cell: nothing for None, a number as it is, a text escaped where a spreadsheet would take it for a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}" if not isinstance(value, int) else str(value)
    text = visible(value, keep="\n\r\t")
    return f"'{text}" if text.startswith(_FORMULA) else text


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A whole file, with one line per row."""
    file = io.StringIO(newline="")
    for row in [head, *rows]:
        cells = [cell(one) for one in row]
        # Python's csv leaves a lone carriage return unquoted.
        quoting = csv.QUOTE_ALL if any("\r" in one for one in cells) else csv.QUOTE_MINIMAL
        csv.writer(file, lineterminator="\n", quoting=quoting).writerow(cells)
    return file.getvalue()
