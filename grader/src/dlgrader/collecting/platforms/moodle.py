"""Moodle, "Download all submissions": `Full Name_1234567_assignsubmission_file_/...`, or all of it in a file's name.

The number belongs to the person's work in this assignment. With groups, `Group-` stands before the name. With blind
marking the name is "Participant" in the site's language, and fits nobody. Times stand nowhere: the archive has those of
the download (moodle/moodle, mod/assign/classes/downloader.php); the grading worksheet has them.
"""

from __future__ import annotations

import re
from collections import Counter

from dlgrader.collecting.platforms import Claim, Level, Owner

_NAME = re.compile(r"(?P<name>[^/]{1,300}?)_(?P<number>\d{1,20})_assignsubmission_(?:file|onlinetext)(?:_|$)")


def read(level: Level) -> dict[str, Claim]:
    """The claims of the names that Moodle wrote."""
    found = {name: match for name in (*level.folders, *level.files) if (match := _NAME.match(name))}
    groups = _groups(found.values())
    return {
        name: Claim((Owner(_readings(match["name"], groups)),), match["number"], match.end())
        for name, match in found.items()
    }


def _groups(found) -> set[str]:
    """What stands before a hyphen as a group's name.

    Only where it does so in every name: `Marie-Ana Souza` is a name, and must not become Ana Souza's. A group's name is
    shared, or holds a blank or a digit.
    """
    people = {match["number"]: match["name"] for match in found}
    if not all("-" in name for name in people.values()):
        return set()
    fronts = Counter(front for name in people.values() for front in _fronts(name))
    return {front for front, count in fronts.items() if count > 1 or re.search(r"[\s\d]", front)}


def _fronts(name: str) -> list[str]:
    return [name[: match.start()] for match in re.finditer("-", name[:300])]


def _readings(name: str, groups: set[str]) -> tuple[str, ...]:
    return (name, *(name[len(front) + 1 :] for front in _fronts(name) if front in groups))
