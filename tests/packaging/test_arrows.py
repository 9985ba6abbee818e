"""Who may import whom (docs/architecture.md), read from the source: arrows point one way.

A room is a folder or a module. The lists below are ordered: a room may import those that stand below it, never above.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COURSE, GRADER = ROOT / "src" / "dlcourse", ROOT / "grader" / "src" / "dlgrader"
STANDARD = {"collections", "contextlib", "dataclasses", "functools", "math", "numbers", "typing"}
HOUSES = {
    "dlgrader": (GRADER, [
        "__main__", "cli", "authoring", "batch", "settings", "reports", "demo", "gradebook", "plain", "judging",
        "feedback", "reading",
        "mistakes",
        "assignments", "sandbox", "workers", "verdicts", "collecting", "course", "clean",
    ]),
    "dlcourse": (COURSE, [
        "__main__", "commands", "jupyter", "notebooks", "widgets", "engines", "check", "bug_hunt", "plots", "data",
        "rivals", "gradients", "nn", "activations", "patience", "validation", "look",
    ]),
    "dlcourse.check": (COURSE / "check", [
        "lectures", "implementing_backpropagation", "forward_pass_and_cost", "gradient_descent", "perceptron",
        "bug_hunt", "harness",
    ]),
    "dlcourse.widgets": (COURSE / "widgets", [
        "predictions", "playground", "steppers", "small", "applications", "network", "shared", "static",
    ]),
}  # fmt: skip
LONGEST = 440  # lines of a file; CONTRIBUTING says the same


def imported(path):
    """Full names of the modules that a file may import, wherever the line stands."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_in(folder):
    """The rooms that stand in a folder."""
    found = {p.stem for p in folder.glob("*.py") if p.stem != "__init__"}
    return found | {p.name for p in folder.iterdir() if p.is_dir() and any(p.rglob("*.py"))}


def room_of(path, folder):
    """The room that a file of a house stands in."""
    return path.relative_to(folder).parts[0].removesuffix(".py")


def arrows(house):
    """``{(from, to): a file that imports so}`` between the rooms of one house."""
    folder, _ = HOUSES[house]
    rooms, found = rooms_in(folder), {}
    for path in folder.rglob("*.py"):
        for name in imported(path):
            if not name.startswith(f"{house}."):
                continue
            target, here = name.removeprefix(f"{house}.").split(".")[0], room_of(path, folder)
            if target in rooms and here not in (target, "__init__"):
                found[here, target] = path.relative_to(ROOT)
    return found


@pytest.mark.parametrize("house", HOUSES)
def test_every_room_has_its_place_in_the_list(house):
    folder, order = HOUSES[house]
    assert rooms_in(folder) <= set(order), sorted(rooms_in(folder) - set(order))
    assert len(order) == len(set(order))
    assert all((folder / room).exists() or (folder / f"{room}.py").exists() for room in order)


@pytest.mark.parametrize("house", HOUSES)
def test_arrows_point_down_the_list(house):
    order = HOUSES[house][1]
    up = {pair: str(path) for pair, path in arrows(house).items() if order.index(pair[0]) > order.index(pair[1])}
    assert not up


@pytest.mark.parametrize(("house", "most"), [("dlgrader", 68), ("dlcourse.check", 10)])
def test_rooms_stay_few_to_each_other(house, most):
    assert 5 <= len(arrows(house)) <= most


def test_students_package_knows_nothing_of_the_grader():
    for path in COURSE.rglob("*.py"):
        assert not any(name.split(".")[0] == "dlgrader" for name in imported(path)), path


def test_views_scripts_look_only_into_rooms_below_theirs():
    folder, order = HOUSES["dlcourse.widgets"]
    seen = 0
    for path in folder.rglob("*.js"):
        if "static" in path.parts:
            continue
        here = path.relative_to(folder).parts[0]
        for target in re.findall(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)""", path.read_text(encoding="utf-8")):
            goal = (path.parent / target).resolve()
            assert goal.is_file(), f"{path.relative_to(ROOT)} imports {target}, which is not there"
            if goal == COURSE / "look" / "tokens.json":  # below all of them
                continue
            there = goal.relative_to(folder).parts[0]
            # The playground draws its network as the steppers draw theirs.
            assert order.index(here) <= order.index(there), f"{path.relative_to(ROOT)} imports {target}"
            seen += 1
    assert seen > 50


@pytest.mark.parametrize("room", ["nn", "activations", "validation"])
def test_the_network_needs_numpy_alone(room):
    outside = {name.split(".")[0] for name in imported(COURSE / f"{room}.py")} - {"numpy", "dlcourse"} - STANDARD
    assert not outside


def test_what_runs_in_the_sandbox_brings_nothing_of_the_grader_along():
    inside = list((GRADER / "sandbox" / "inside").rglob("*.py"))
    assert len(inside) > 5
    for path in inside:
        ours = {name for name in imported(path) if name.startswith(("dlgrader", "dlcourse"))}
        assert not ours, f"{path.relative_to(ROOT)} imports {ours}"


def test_every_package_says_what_is_in_it():
    for root in (COURSE, GRADER):
        for path in root.rglob("__init__.py"):
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path.relative_to(ROOT)


def test_the_page_names_every_room_once():
    rows = re.findall(r"^\| (`[^|]*) \|", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = [name.strip("/") for row in rows for name in re.findall(r"`([^`]+)`", row)]
    for house in ("dlcourse", "dlgrader"):
        for room in set(HOUSES[house][1]) - {"__main__"}:
            full = f"{house}/{room}"
            assert named.count(full) == 1, f"docs/architecture.md names {full} {named.count(full)} times"


@pytest.mark.parametrize("folder", ["src", "grader", "tools", "tests", "benchmarks"])
def test_no_file_grows_past_a_sitting(folder):
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in {".py", ".js", ".mjs", ".css"} and not {"static", "node_modules"} & set(path.parts):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            assert lines <= LONGEST, f"{path.relative_to(ROOT)} has {lines} lines: which second subject is in it?"
    assert f"under {LONGEST} lines" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
