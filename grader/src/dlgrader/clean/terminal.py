"""A stranger's words on a terminal, in a log and in a table: nothing moves the cursor, turns the text, or hides.

Terminals obey C0 and C1 controls that stand in a text; direction marks make one name look like another. Whatever a
student had their hands in (notebook, file names, names) is printed through :func:`safe`.
"""

from __future__ import annotations

import logging
import unicodedata

# Joiners are part of words in Arabic script and in Indic ones.
_JOINERS = "\u200c\u200d"
# Letters by their kind, and nothing to see: fillers of Hangul, and the empty cell of Braille.
_EMPTY = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def unseen(letter: str) -> bool:
    """Whether a character controls a terminal, changes the direction of a text, or cannot be seen."""
    if letter.isprintable():
        return letter in _EMPTY
    return letter not in _JOINERS and unicodedata.category(letter) in _HIDDEN


def visible(text: object, keep: str = "\n\t") -> str:
    """``text`` with a question mark for each unseen character, except those in ``keep``."""
    text = str(text)
    if text.isprintable() and _EMPTY.isdisjoint(text):
        return text
    return "".join("?" if unseen(letter) and letter not in keep else letter for letter in text)


def safe(text: object, most: int = 400) -> str:
    """A stranger's words in one line of at most ``most`` characters."""
    words = visible(" ".join(str(text)[: 4 * most].split()), keep="")
    return words if len(words) <= most else words[: most - 1] + "…"


class _Record(logging.LogRecord):
    """A log record whose message is visible through and through."""

    def getMessage(self) -> str:
        return visible(super().getMessage())


def keep_logs_visible() -> None:
    """From here on, no log of this process carries a control character of a student's, tracebacks included.

    nbgrader logs names, paths and errors of submissions as they are.
    """
    if logging.getLogRecordFactory() is not _Record:
        logging.setLogRecordFactory(_Record)
    plain = logging.Formatter.formatException
    if not hasattr(plain, "visible"):

        def formatted(self, ei):
            return visible(plain(self, ei))

        formatted.visible = True
        logging.Formatter.formatException = formatted
