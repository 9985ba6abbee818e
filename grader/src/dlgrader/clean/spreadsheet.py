"""CSV that a spreadsheet opens without running anything: a text that would be a formula begins with ``'``."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable

from dlgrader.clean.terminal import visible

_FORMULA = "=+-@\N{MINUS SIGN}"
_BLANK = ("\t", "\r", "\n")


def _begins_as_a_formula(text: str) -> bool:
    """Some programs skip blanks before a formula, and read wide and small signs as the plain ones."""
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return text.startswith(_BLANK) or (first != "" and first in _FORMULA)


def cell(value: object) -> str:
    """One cell: nothing for None, a number as it is, a text escaped where a spreadsheet would take it for a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}" if not isinstance(value, int) else str(value)
    text = visible(value, keep="\n\r\t")
    return f"'{text}" if _begins_as_a_formula(text) else text


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A whole file, with one line per row."""
    file = io.StringIO(newline="")
    for row in [head, *rows]:
        cells = [cell(one) for one in row]
        # Python's csv leaves a lone carriage return unquoted.
        quoting = csv.QUOTE_ALL if any("\r" in one for one in cells) else csv.QUOTE_MINIMAL
        csv.writer(file, lineterminator="\n", quoting=quoting).writerow(cells)
    return file.getvalue()
