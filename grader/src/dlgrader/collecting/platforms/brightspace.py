"""Brightspace (D2L), "Download": `101-900 - Full Name - Oct 9, 2026 1105 PM/...`, a folder for each attempt.

The first number is the person's. The time is the site's, without a zone. Some sites write it all into the file's name.
"""

from __future__ import annotations

import re
from datetime import datetime

from dlgrader.collecting.platforms import Claim, Level, Owner

_NAME = re.compile(
    r"(?P<user>\d{1,20})-\d{1,20} ?- (?P<name>.{1,200}?) - (?P<time>[^/]{6,40}?\d{4}[^/]{2,12}?[AP]M)(?: - |$)"
)
_UNTIMED = re.compile(r"(?P<user>\d{1,20})-\d{1,20} ?- (?P<name>.{1,200}?) - ")


def read(level: Level) -> dict[str, Claim]:
    """The claims of the names that Brightspace wrote."""
    found = {}
    for name in (*level.folders, *level.files):
        if match := _NAME.match(name) or _UNTIMED.match(name):
            when = moment(match["time"]) if "time" in match.groupdict() else None
            found[name] = Claim((Owner((match["name"],)),), match["user"], match.end(), time=when)
    return found


def moment(text: str) -> datetime | None:
    """The time of a name: `Oct 9, 2026 1105 PM`, `9 October, 2026 11:05 PM`."""
    words = re.sub(r"(\d{1,2}):?(\d{2})\s*([AP]M)$", r"\1:\2 \3", " ".join(text.replace(",", " ").split()))
    for form in ("%b %d %Y %I:%M %p", "%B %d %Y %I:%M %p", "%d %b %Y %I:%M %p", "%d %B %Y %I:%M %p"):
        try:
            return datetime.strptime(words, form)
        except ValueError:
            continue
    return None
