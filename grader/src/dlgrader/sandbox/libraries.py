"""Which files of site-packages a library needs: its own, and those of all that it depends on."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement


class NotInstalled(LookupError):
    """A library that this Python does not have."""


@lru_cache
def files_of(libraries: tuple[str, ...]) -> dict[str, str]:
    """``{name in site-packages: path here}`` of libraries and of what they depend on.

    Parameters
    ----------
    libraries : names as they are imported, or as they are installed

    Raises
    ------
    NotInstalled
    """
    found: dict[str, str] = {}
    waiting = [one for name in libraries for one in _distributions(name)]
    seen = set()
    while waiting:
        one = waiting.pop()
        if one.metadata["Name"] in seen:
            continue
        seen.add(one.metadata["Name"])
        for file in one.files or ():
            top = file.parts[0]
            place = str(one.locate_file(top))
            if top not in ("..", "__pycache__") and Path(place).exists():
                found.setdefault(top, place)
        waiting += _needed(one)
    return found


def _distributions(name: str) -> list[Distribution]:
    name = name.partition(".")[0]
    with suppress(PackageNotFoundError):  # most are installed under the name that is imported: no need to read all
        one = distribution(name)
        if any(file.parts[0] in (name, f"{name}.py") for file in one.files or ()):
            return [one]
    names = packages_distributions().get(name, [name])
    try:
        return [distribution(one) for one in dict.fromkeys(names)]
    except PackageNotFoundError:
        raise NotInstalled(name) from None


def _needed(one: Distribution) -> list[Distribution]:
    found = []
    for text in one.requires or ():
        try:
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                found.append(distribution(needed.name))
        except (InvalidRequirement, PackageNotFoundError):
            continue
    return found


def importable(libraries: tuple[str, ...]) -> set[str]:
    """The names that may be imported where these libraries are there. Raises NotInstalled."""
    return {Path(name).name.partition(".")[0] for name in files_of(libraries)}
