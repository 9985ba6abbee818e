"""ILIAS and itslearning: folders `Last_First_login_12345` and `Last_First (login)`.

ILIAS writes the time of each file before its name, `20261012161410_work.ipynb`, without a zone.
"""

from __future__ import annotations

import re
from datetime import datetime

from dlgrader.collecting.platforms import Claim, Level, Owner

_ILIAS = re.compile(r"(?P<name>[^/]{1,200}_[^_/]{1,100})_(?P<login>[^_/]{1,100})_(?P<number>\d{1,20})$")
_ITSLEARNING = re.compile(r"(?P<name>[^/()]{1,200}) \((?P<login>[^()/]{1,100})\)$")
_STAMP = re.compile(r"(\d{14})_")


def read(level: Level) -> dict[str, Claim]:
    """The claims of folders that may be theirs: the shape alone is not enough to be sure."""
    found = {}
    for name in level.folders:
        if match := _ILIAS.match(name):
            owner = Owner((match["name"].replace("_", " "),), (match["login"],))
            found[name] = Claim((owner,), name, len(name), sure=False, file_time=stamp)
        elif (match := _ITSLEARNING.match(name)) and not re.fullmatch(r"\d{1,2}", match["login"]):  # (2) is a copy
            owner = Owner((match["name"].replace("_", " "),), (match["login"],))
            found[name] = Claim((owner,), name, len(name), sure=False)
    return found


def stamp(name: str) -> datetime | None:
    """The time before a file's name."""
    match = _STAMP.match(name)
    try:
        return datetime.strptime(match[1], "%Y%m%d%H%M%S") if match else None
    except ValueError:
        return None
