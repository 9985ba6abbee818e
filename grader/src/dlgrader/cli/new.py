"""`dlgrader new`: a small working assignment, and what to do next."""

from __future__ import annotations

import sys
from pathlib import Path

from dlgrader.authoring import new
from dlgrader.clean.terminal import safe
from dlgrader.course.folder import CourseError


def run(name: str, course: Path) -> int:
    """Write it and say the next three commands; the exit status."""
    course = course.resolve()
    try:
        written = new.write(name, course)
    except CourseError as error:
        print(safe(str(error), 600), file=sys.stderr)
        return 1
    for path in written:
        print(path.relative_to(course))
    print(f"\n{name} works as it is. Change it to yours, then:")
    print(f"  dlgrader check-assignment {name}")
    print(f"  nbgrader generate_assignment {name}")
    print(f"  dlgrader autograde {name}")
    print("\nThe notebook follows from its text: after each change of it, in the course folder,")
    print(f"  jupytext --to ipynb --output source/{name}/{name}.ipynb text/{name}.py")
    return 0
