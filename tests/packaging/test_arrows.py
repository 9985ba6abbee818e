"""Who may import whom (docs/architecture.md), read from the source: arrows point one way."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COURSE, GRADER = ROOT / "src" / "dlcourse", ROOT / "grader" / "src" / "dlgrader"
STANDARD = {"collections", "contextlib", "dataclasses", "functools", "math", "numbers", "typing"}
# A room of dlcourse, and the rooms it may look into. What is not listed here may look into all of them.
ROOMS = {
    "nn": {"activations", "validation"},
    "activations": set(),
    "validation": set(),
    "gradients": {"nn", "validation"},
    "engine": {"nn"},
    "data": {"nn", "validation"},
    "plots": {"nn", "activations", "validation", "gradients", "data", "plots"},
    "widgets": {
        "nn",
        "activations",
        "validation",
        "gradients",
        "data",
        "engine",
        "patience",
        "student_engine",
        "plots",
        "widgets",
    },
    "check": {"nn", "activations", "validation", "gradients", "data", "hunt", "bug_hunt", "check"},
    "bug_hunt": set(),
}


def imported(path, package):
    """Full names of the modules that a file imports, relative ones resolved."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            names.add(node.module)
            if node.module == package:
                names |= {f"{package}.{alias.name}" for alias in node.names}
    return names


def rooms_of(path):
    """Rooms of dlcourse that a file of it looks into."""
    return {
        name.split(".")[1] for name in imported(path, "dlcourse") if name.startswith("dlcourse.") and name.count(".")
    }


def files(room):
    """The files of one room: a module, or a folder."""
    return [COURSE / f"{room}.py"] if (COURSE / f"{room}.py").exists() else sorted((COURSE / room).rglob("*.py"))


def test_students_package_knows_nothing_of_the_grader():
    for path in COURSE.rglob("*.py"):
        assert not any(name.split(".")[0] == "dlgrader" for name in imported(path, "dlgrader")), path


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_looks_only_into_those_below_it(room):
    assert files(room), room
    for path in files(room):
        extra = rooms_of(path) - ROOMS[room] - {room}
        assert not extra, f"{path.relative_to(ROOT)} imports {', '.join(sorted(extra))}"


@pytest.mark.parametrize("room", ["nn", "activations", "validation"])
def test_the_network_needs_numpy_alone(room):
    for path in files(room):
        outside = {name.split(".")[0] for name in imported(path, "dlcourse")} - {"numpy", "dlcourse"} - STANDARD
        assert not outside, f"{path.relative_to(ROOT)} imports {outside}"


def test_what_runs_behind_the_wall_brings_nothing_of_the_grader_along():
    inside = GRADER / "wall" / "inside"
    for path in inside.rglob("*.py"):
        grader = {name for name in imported(path, "dlgrader") if name.startswith(("dlgrader", "dlcourse"))}
        assert not grader, f"{path.relative_to(ROOT)} imports {grader}"


def test_the_page_names_every_room():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for package in (COURSE, GRADER):
        for path in sorted(package.iterdir()):
            if path.name.startswith(("_", "py.typed")):
                continue
            assert f"`{path.name}`" in page or f"`{path.name}/`" in page, f"docs/architecture.md lacks {path.name}"


@pytest.mark.parametrize("folder", ["src", "grader", "tools", "tests", "benchmarks"])
def test_no_file_grows_past_a_sitting(folder):
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in {".py", ".js", ".css"} and "static" not in path.parts and "node_modules" not in path.parts:
            lines = len(path.read_text(encoding="utf-8").splitlines())
            assert lines <= 440, f"{path.relative_to(ROOT)} has {lines} lines: which second subject is in it?"
