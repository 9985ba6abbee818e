"""Modules that a student keeps in files beside the notebook, and that the notebook imports."""

from __future__ import annotations

import re
from pathlib import Path

_IMPORTED = rb"\b(?:import|from)\b[^\n]{0,200}?\b%s\b"
MOST, LONGEST = 10, 200_000  # files; bytes of one


def imported_beside(notebook: Path, data: bytes) -> list[Path]:
    """The files of Python beside a notebook that its bytes ``data`` import."""
    return [
        one
        for one in sorted(notebook.parent.glob("*.py"))[:50]
        if one.stem.isidentifier() and re.search(_IMPORTED % re.escape(one.stem.encode()), data)
    ]
