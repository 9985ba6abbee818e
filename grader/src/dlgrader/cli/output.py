"""What a terminal cannot show must not end a command whose work is done."""

from __future__ import annotations

import contextlib
import sys


def forgive() -> None:
    """Let letters that the output's encoding lacks become a sign, in all that is printed from here on."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # what tests and notebooks put in their place has none
        with contextlib.suppress(ValueError, OSError):
            if reconfigure is not None:
                reconfigure(errors="replace")


def finish() -> None:
    """Write what is left while a closed pipe (`| head -1`) can still be met in silence."""
    sys.stdout.flush()
