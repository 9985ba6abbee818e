"""Write docs/outline.md: the heading that covers each item of the slides. With --check, change nothing."""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTLINE = ROOT / "docs" / "outline.md"


class Gap(Exception):
    """An item of the slides that no heading covers."""


def headings(lecture):
    """The headings of a text twin, in order."""
    return re.findall(r"^# ##+ (.*?) *$", lecture.read_text(encoding="utf-8"), re.MULTILINE)


def anchor(heading):
    """As JupyterLab and GitHub link to a heading of a notebook."""
    return re.sub(r"[ ]+", "-", heading)


def covered(root=ROOT):
    """``[(lecture's path, [(item, heading)])]`` for every lecture.

    Raises
    ------
    Gap
        If an item has no heading, the heading is not in its lecture, or the lecture is missing.
    """
    deck = tomllib.loads((root / "text" / "outline" / "deck.toml").read_text(encoding="utf-8"))
    rows = []
    for number, items in deck.items():
        lecture = next((root / "text" / "course").glob(f"{number}-*.py"), None)
        places = root / "text" / "outline" / f"{number}.toml"
        if lecture is None or not places.exists():
            raise Gap(f"lecture {number} or its outline is missing")
        where = tomllib.loads(places.read_text(encoding="utf-8"))
        if extra := set(where) - set(items):
            raise Gap(f"{places.name} names what the slides do not have: {sorted(extra)}")
        for item in items:
            if where.get(item) not in headings(lecture):
                raise Gap(f"{item!r} has no heading in {lecture.name}; {places.name} says {where.get(item)!r}")
        rows.append((lecture, [(item, where[item]) for item in items]))
    return rows


def text(rows):
    """docs/outline.md."""
    lines = [
        "# Outline",
        "",
        "Every item of the slides, and where the course covers it. Made by `tools/outline.py`.",
        "",
    ]
    for lecture, items in rows:
        title = re.search(r"^# # (.*)$", lecture.read_text(encoding="utf-8"), re.MULTILINE).group(1)
        lines += [f"## [{title}](../course/{lecture.stem}.ipynb)", "", "| slides | heading |", "|--|--|"]
        lines += [f"| {item} | [{place}](../course/{lecture.stem}.ipynb#{anchor(place)}) |" for item, place in items]
        lines.append("")
    return "\n".join(lines)


def main(arguments=None):
    check = "--check" in (sys.argv[1:] if arguments is None else arguments)
    try:
        wanted = text(covered())
    except Gap as gap:
        print(gap, file=sys.stderr)
        return 1
    if not OUTLINE.exists() or OUTLINE.read_text(encoding="utf-8") != wanted:
        if check:
            print("docs/outline.md would change: run tools/outline.py", file=sys.stderr)
            return 1
        OUTLINE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
