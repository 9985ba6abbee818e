"""Write requirements.lock and environment.yml from the two pyproject.toml files.

    .venv/bin/python tools/lock.py             lock anew, keeping every pin that still fits
    .venv/bin/python tools/lock.py --upgrade   lock anew, taking the newest versions
    .venv/bin/python tools/lock.py --conda     environment.yml alone, from the lock as it stands

The lock is for Linux, Windows and macOS at once: a package that only one of them needs carries a marker. It holds
names, versions and hashes and no address, so it is the same wherever the packages come from. It needs `uv` on the PATH.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
ENVIRONMENT = ROOT / "environment.yml"
OWN = ("dlcourse", "dlgrader")
EXTRAS = ("test", "live")

# `name==version ; marker \`: the first line of a locked requirement; its hashes follow on lines of their own.
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>.+?))?\s*\\?$")

HEAD = """\
# The same versions as requirements.lock, for conda. Written by tools/lock.py: change pyproject.toml, not this file.
name: dlcourse
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python>=3.11,<3.14
  - pip
  - pip:
"""


def direct_requirements(root: Path = ROOT) -> list[str]:
    """Every requirement the two distributions, their extras in the lock and their builds name themselves."""
    course = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    grader = tomllib.loads((root / "grader" / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*course["project"]["dependencies"], *grader["project"]["dependencies"]]
    for extra in EXTRAS:
        lines += course["project"]["optional-dependencies"][extra]
    lines += [*course["build-system"]["requires"], *grader["build-system"]["requires"]]
    own = re.compile(rf"^({'|'.join(OWN)})\b")
    return sorted({line for line in lines if not own.match(line)})


def pins(lock_text: str) -> list[tuple[str, str, str]]:
    """(name, version, marker) of each locked requirement, in the lock's order; the marker may be empty."""
    matches = (PIN.match(line) for line in lock_text.splitlines() if not line.startswith((" ", "#")))
    return [(m["name"], m["version"], m["marker"] or "") for m in matches if m]


def environment_text(lock_text: str, course: str = "-e .") -> str:
    """The text of environment.yml; `course` says where pip takes dlcourse itself from."""
    lines = [f"{name}=={version}" + (f" ; {marker}" if marker else "") for name, version, marker in pins(lock_text)]
    return HEAD + "".join(f'      - "{line}"\n' for line in [*lines, course])


def write_lock(upgrade: bool) -> None:
    """Let uv resolve the direct requirements into requirements.lock."""
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("tools/lock.py needs uv. Install it with: pipx install uv")
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.in"
        wanted.write_text("\n".join(direct_requirements()) + "\n", encoding="utf-8")
        options = "--universal --python-version 3.11 --fork-strategy fewest --generate-hashes --quiet"
        quiet = "--no-header --no-emit-index-url --no-annotate"
        command = [uv, "pip", "compile", *options.split(), *quiet.split(), str(wanted), "--output-file", str(LOCK)]
        subprocess.run(command + ["--upgrade"] * upgrade, check=True, cwd=folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions the ranges allow")
    parser.add_argument("--conda", action="store_true", help="only write environment.yml from the lock")
    options = parser.parse_args()
    if not options.conda:
        write_lock(options.upgrade)
    ENVIRONMENT.write_text(environment_text(LOCK.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(f"{LOCK.name} and {ENVIRONMENT.name} hold {len(pins(LOCK.read_text(encoding='utf-8')))} packages")


if __name__ == "__main__":
    main()
