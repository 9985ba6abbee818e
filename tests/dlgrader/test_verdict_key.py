"""A kept verdict ends with anything that it was judged with: every such file is part of its key."""

import ast
import importlib
import pkgutil
import shutil
from pathlib import Path

import dlgrader
import dlgrader.assignments
import pytest
from dlgrader.assignments import ASSIGNMENTS, describe
from dlgrader.verdicts.store import checks_hash, judged_with

import dlcourse

COURSE, GRADER = Path(dlcourse.__file__).parent, Path(dlgrader.__file__).parent
# Where judging begins: a task, each assignment, and what is started behind the wall.
STARTS = ["dlgrader.judging.task", "dlgrader.judging.judge", "dlgrader.reading", "dlgrader.sandbox.inside.runner"]
COVERED = [path for path, _ in judged_with()]


def file_of(name):
    """The source of a module of ours, or None."""
    root = {"dlcourse": COURSE, "dlgrader": GRADER}.get(name.split(".")[0])
    if root is None:
        return None
    stem = root.joinpath(*name.split(".")[1:])
    return next((path for path in (stem / "__init__.py", stem.with_suffix(".py")) if path.is_file()), None)


def imported(path):
    """Names of all modules that a file may import, wherever the line stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def closure():
    """Every file of both packages that judging reaches through imports, and the programs that it sends along."""
    assignments = [f"dlgrader.assignments.{one.name}" for one in pkgutil.iter_modules(dlgrader.assignments.__path__)]
    names = STARTS + assignments
    for name in ASSIGNMENTS:
        names += describe(name).modules
    # What runs behind the wall is started as a program, so no import leads there.
    inside = Path(importlib.import_module("dlgrader.sandbox.inside").__file__).parent
    found, waiting = set(), [*map(file_of, names), *inside.glob("*.py")]
    while waiting:
        path = waiting.pop()
        if path is None or path in found:
            continue
        found.add(path)
        waiting += map(file_of, imported(path))
    return sorted(found)


def test_every_module_that_judging_reaches_is_in_the_key():
    reached = closure()
    assert len(reached) > 80
    assert {path.name for path in reached} >= {"xor.py", "compare.py", "runner.py", "verdict.py"}
    outside = [path for path in reached if path not in COVERED]
    assert not outside, f"a verdict would survive a change of {outside}"


def test_data_files_of_those_modules_are_in_the_key():
    folders = {path.parent for path in closure()} - {COURSE, GRADER}
    data = [p for folder in folders for p in folder.rglob("*") if p.is_file() and p.suffix not in {".py", ".pyc"}]
    data = [p for p in data if "__pycache__" not in p.parts]
    assert not [path for path in data if path not in COVERED]


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packages")
    for root in (COURSE, GRADER):
        shutil.copytree(root, folder / root.name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "dlcourse", folder / "dlgrader"


def test_a_change_of_any_of_them_changes_the_key(copies):
    before = checks_hash(*copies)
    assert before == checks_hash()
    for path, root in list(judged_with(*copies)):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        assert checks_hash(*copies) != before, path.relative_to(root)
        path.write_bytes(content)
    assert checks_hash(*copies) == before


def test_new_and_renamed_files_change_it_and_caches_do_not(copies):
    before, course = checks_hash(*copies), copies[0]
    new = course / "bug_hunt" / "new.py"
    new.write_text("")
    assert checks_hash(*copies) != before
    new.unlink()
    (course / "bug_hunt" / "xor.py").rename(course / "bug_hunt" / "or.py")
    assert checks_hash(*copies) != before
    (course / "bug_hunt" / "or.py").rename(course / "bug_hunt" / "xor.py")
    (course / "__pycache__").mkdir(exist_ok=True)
    (course / "__pycache__" / "nn.cpython-311.pyc").write_bytes(b"cache")
    assert checks_hash(*copies) == before


@pytest.mark.parametrize("shown", ["reports/page.py", "reports/templates/report.html.j2", "collecting/names.py"])
def test_what_only_shows_or_collects_is_not_judged_again_for(copies, shown):
    path = copies[1] / shown
    before, content = checks_hash(*copies), path.read_bytes()
    path.write_bytes(content + b"\n")
    assert checks_hash(*copies) == before
    path.write_bytes(content)
