"""The lock of the student kit: requirements.lock without what only instructors, authors and tests need."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import metadata

from lock import OWN, PIN, ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def student_lock(lock_text: str) -> str:
    """The blocks of the lock that a student's installation needs, with their hashes, as they stand there.

    Left out is what some other root of the lock reaches and dlcourse does not. What is not installed here, such as a
    package that only Windows needs, cannot be looked into, and stays.
    """
    course = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    grader = tomllib.loads((ROOT / "grader" / "pyproject.toml").read_text(encoding="utf-8"))
    needed = _reached(course["project"]["dependencies"])
    others = [*grader["project"]["dependencies"], *course["build-system"]["requires"]]
    for lines in course["project"]["optional-dependencies"].values():
        others += lines
    unneeded = _reached(others) - needed
    kept, keep = [], True
    for line in lock_text.splitlines(keepends=True):
        if found := PIN.match(line.rstrip("\n")):
            keep = canonicalize_name(found["name"]) not in unneeded
        if keep:
            kept.append(line)
    return "".join(kept)


def _reached(lines: Iterable[str]) -> set[str]:
    """Every package that these requirements lead to, on any system."""
    found: set[tuple[str, str]] = set()
    waiting = [Requirement(line) for line in lines]
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        for extra in {"", *one.extras}:
            if (name, extra) in found or name in OWN:
                continue
            found.add((name, extra))
            try:
                required = metadata.requires(name) or []
            except metadata.PackageNotFoundError:  # another system's
                continue
            waiting += [then for then in map(Requirement, required) if _applies(then, extra)]
    return {name for name, _ in found}


def _applies(requirement: Requirement, extra: str) -> bool:
    """Whether it is asked for on some system, with this extra or without one."""
    extras = re.findall(r"extra\s*==\s*[\"']([^\"']+)", str(requirement.marker or ""))
    return extra in extras if extra else not extras
