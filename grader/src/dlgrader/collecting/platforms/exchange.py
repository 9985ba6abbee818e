"""nbgrader's exchange: folders `login+assignment+2026-10-12 16:00:00 UTC+random`, one for each attempt."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from dlgrader.collecting.platforms import Claim, Level, Owner

_TIME = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.\d+)?(?: UTC)?$")


def read(level: Level) -> dict[str, Claim]:
    """The claims of the exchange's folders."""
    found = {}
    for name in level.folders:
        match = re.match(rf"(.{{1,200}}?)\+{re.escape(level.assignment)}\+([^+]*)(?:\+[^+]*)?$", name)
        if match and (when := moment(match[2])):
            found[name] = Claim((Owner((), (match[1],)),), match[1], len(name), time=when)
    return found


def moment(text: str) -> datetime | None:
    """nbgrader's time, in UTC as its settings have it."""
    match = _TIME.match(text.strip())
    try:
        return datetime.strptime(match[1], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC) if match else None
    except ValueError:
        return None
