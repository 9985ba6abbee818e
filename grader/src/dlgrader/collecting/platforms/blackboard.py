"""Blackboard, "Assignment File Download": `Title_login_attempt_2026-10-12-16-14-10_work.ipynb`, all side by side.

The time is the site's, without a zone. Title and login may both hold underscores; a reading that fits two is nobody's.
"""

from __future__ import annotations

import re
from datetime import datetime

from dlgrader.collecting.platforms import Claim, Level, Owner

_NAME = re.compile(r"(?P<front>.{1,300}?)_attempt_(?P<time>\d{4}(?:-\d{2}){5})(?=[_.]|$)")
_MOST_PARTS = 30


def read(level: Level) -> dict[str, Claim]:
    """The claims of the names that Blackboard wrote."""
    found = {}
    for name in level.files:
        if match := _NAME.match(name):
            parts = match["front"].split("_")[-_MOST_PARTS:]
            logins = tuple("_".join(parts[k:]) for k in range(1, len(parts))) or (match["front"],)
            try:
                when = datetime.strptime(match["time"], "%Y-%m-%d-%H-%M-%S")
            except ValueError:
                when = None
            found[name] = Claim((Owner((), logins[::-1]),), match["front"], match.end(), time=when)
    return found
