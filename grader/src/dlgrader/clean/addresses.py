"""Which addresses of a student's may be clicked: a page on the web, a mail, a place on the same page; nothing else.

A relative address would open a student's own file in the notebook server's origin. What a browser takes for relative
is decided by its own rules (``http:evil.html`` is), so an address counts only where it is whole and plainly written.
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import urlsplit

_LONGEST = 2_000
_ODD = re.compile(r"[\s\x00-\x20\x7f-\xa0\\<>\"`{}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_WHOLE = re.compile(r"https?://(?![/:@?#])", re.IGNORECASE)
_MAIL = re.compile(r"mailto:(?!/)", re.IGNORECASE)
_NEAR = ("localhost", "local", "internal", "localdomain")
_TOP = re.compile(r"[^\W\d_]{2,}|xn--[a-z0-9-]+", re.IGNORECASE)


def is_clickable(address: str) -> bool:
    """Whether a browser takes ``address`` for a page on the web, a mail or a place on the same page, on any page.

    Parameters
    ----------
    address : str
        As it stands in an attribute, with its entities already read.
    """
    if len(address) > _LONGEST or _ODD.search(address):
        return False
    if address.startswith("#") or _MAIL.match(address):
        return True
    return bool(_WHOLE.match(address)) and _is_elsewhere(address)


def is_clickable_in_markdown(address: str) -> bool:
    """The same for an address that may hold entities: it must be plain both before and after they are read."""
    return is_clickable(address) and is_clickable(html.unescape(address))


def _is_elsewhere(address: str) -> bool:
    """Whether the host is a name on the web: no number, which may be this machine, and not this machine's name.

    Nor with a user before it: the name that is read first would not be where it leads.
    """
    try:
        parts = urlsplit(unicodedata.normalize("NFKC", address).replace("\N{IDEOGRAPHIC FULL STOP}", "."))
        host = (parts.hostname or "").rstrip(".")
        parts.port  # noqa: B018  raises for a port that is none
    except ValueError:
        return False
    labels = host.split(".")
    if len(labels) < 2 or not all(labels) or "%" in host or "@" in parts.netloc:
        return False
    return bool(_TOP.fullmatch(labels[-1])) and labels[-1] not in _NEAR
