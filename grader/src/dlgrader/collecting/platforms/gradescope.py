"""Gradescope, "Export submissions": folders `submission_98765401`, and `submission_metadata.yml`: whose, and when.

A group has several submitters, and the work is handed in by each of them.
"""

from __future__ import annotations

from datetime import datetime

from dlgrader.collecting.platforms import Claim, Level, Owner

METADATA = "submission_metadata.yml"


def read(level: Level) -> dict[str, Claim]:
    """The claims of the folders that the metadata name."""
    import yaml

    if METADATA not in level.files:
        return {}
    try:
        told = yaml.load(level.text.get(METADATA, b""), Loader=yaml.BaseLoader)  # noqa: S506  strings alone
    except (yaml.YAMLError, UnicodeError, RecursionError, ValueError):
        told = None
    told = told if isinstance(told, dict) else {}
    found = {}
    for name in level.folders:
        if name.startswith("submission_"):  # without its entry it is Gradescope's all the same, and nobody's
            entry = told.get(name)
            entry = entry if isinstance(entry, dict) else {}
            people = _get(entry, "submitters")
            people = people if isinstance(people, list) else []
            owners = tuple(_owner(one) for one in people if isinstance(one, dict))
            when = _moment(_get(entry, "created_at"))
            found[name] = Claim(owners or (Owner((name,)),), name, len(name), time=when)
    return found


def _get(entry: dict, name: str) -> object:
    return entry.get(f":{name}", entry.get(name))


def _owner(person: dict) -> Owner:
    name, *ids = (_get(person, key) for key in ("name", "sid", "email"))
    return Owner(
        (name,) if isinstance(name, str) and name else (), tuple(one for one in ids if isinstance(one, str) and one)
    )


def _moment(text: object) -> datetime | None:
    try:
        words = str(text).split()
        return datetime.strptime(" ".join([words[0], words[1][:8], *words[2:3]]), "%Y-%m-%d %H:%M:%S %z")
    except (ValueError, IndexError):
        return None
