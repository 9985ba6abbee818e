"""What a terminal cannot show must not end a command whose work is done."""

from __future__ import annotations

import contextlib
import sys


def forgive() -> None:
    """Let letters that the output's encoding lacks become a sign, in all that is printed from here on."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(errors="replace")


def finish() -> None:
    """Write what is left while a closed pipe (`| head -1`) can still be met in silence."""
    sys.stdout.flush()
