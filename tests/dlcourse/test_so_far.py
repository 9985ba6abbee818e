"""The last cell of every notebook: how many checks pass, and where the first one stands that does not."""

import contextlib
import importlib
import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.validator import Validator

from dlcourse.check.harness import own_file, report
from dlcourse.notebooks.so_far import LECTURE, SoFar, places_in

ROOT = Path(__file__).resolve().parents[2]
so_far = importlib.import_module("dlcourse.notebooks.so_far").so_far
PASSES, FAILS = (True, "all 2 checks passed"), (False, "expected 2, got 3")


def book(*sources):
    """A notebook as JSON: texts that begin with # are Markdown."""
    cells = [new_markdown_cell(one) if one.startswith("#") else new_code_cell(one) for one in sources]
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number}"
    return nbformat.writes(new_notebook(cells=cells))


TEXT = book("# Title", "x = 1", "## 1. One", "check.one(one)", "## 2. Two", "check.two(two)\ncheck.three(three)")


def test_all_pass():
    found = SoFar({"one": PASSES, "two": PASSES, "three": PASSES}, places_in(TEXT), "a.ipynb")
    assert str(found) == "All 3 checks of this notebook pass."
    assert "<a " not in found._repr_html_()


@pytest.mark.parametrize(
    ("seen", "first", "said"),
    [
        ({"two": FAILS, "one": FAILS, "three": PASSES}, "one", "1 of 3 checks of this notebook pass.\nThe first"),
        ({"three": FAILS, "one": PASSES, "two": FAILS}, "two", "two (cell 6, under '2. Two'): expected 2, got 3"),
        ({"one": PASSES, "two": PASSES, "three": FAILS}, "three", "three (cell 6, under '2. Two')"),
        ({"two": PASSES}, "one", "one (cell 4, under '1. One'): not run yet"),
        ({}, "one", "0 of 3 checks"),
    ],
)
def test_the_first_is_the_first_on_the_page(seen, first, said):
    found = SoFar(seen, places_in(TEXT), "my work.ipynb")
    assert found.first == first
    assert said in str(found)
    cell = {"one": 4, "two": 6, "three": 6}[first]
    assert f'<a href="my%20work.ipynb#cell-id=cell-{cell}">{first}</a>' in found._repr_html_()


def test_without_the_file_the_first_that_was_run_is_named():
    assert "The first that does not: two: expected 2, got 3" in str(SoFar({"one": PASSES, "two": FAILS}, []))
    assert str(SoFar({}, [])) == "No check of this notebook was run."


def test_what_a_check_says_is_text():
    found = SoFar({"one": (False, "<b>&")}, [])
    assert "&lt;b&gt;&amp;" in found._repr_html_()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"cells": 3}', '{"cells": [1]}', '{"cells": [{}]}', "[" * 9999])
def test_what_is_no_notebook_has_no_places(text):
    assert places_in(text) == []


def test_a_check_that_is_run_again_counts_as_it_ended(monkeypatch, capsys):
    monkeypatch.setattr(report, "seen", {})
    monkeypatch.setattr(own_file, "own_file", lambda: None)
    for passed in (False, True):
        with contextlib.nullcontext() if passed else pytest.raises(report.Failed):
            report.conclude(report.Report("one", [report.Check("sum", passed, message="no")]))
    assert report.seen == {"one": (True, "all 1 checks passed")}
    report.conclude(report.Report("two", started=False), todo_ok=True)
    assert report.seen["two"] == (False, "not started yet")


def test_every_notebook_ends_with_it():
    for path in sorted([*ROOT.glob("course/*.ipynb"), *ROOT.glob("release/*/*.ipynb")]):
        last = json.loads(path.read_text(encoding="utf-8"))["cells"][-1]
        lecture = path.parent.name == "course"
        assert f"so_far({'lecture=True' if lecture else ''})" in "".join(last["source"]), path
        assert last["metadata"].get("nbgrader", {}).get("grade", False) is lecture, path
        assert "raises-exception" in last["metadata"]["tags"], path
        assert places_in(path.read_text(encoding="utf-8")), path


@pytest.mark.slow
@pytest.mark.parametrize("right", [False, True])
def test_validate_says_what_a_lecture_is(tmp_path, right):
    """What the button in JupyterLab shows, and `nbgrader validate` prints, of a lecture with nothing and all done."""
    lecture = nbformat.read(ROOT / "course" / "04-perceptron.ipynb", as_version=4)
    check = "from dlcourse.check.harness.report import Check, Report, conclude\n"
    check += f"conclude(Report('one', [Check('sum', {right})]))"
    lecture.cells = [new_code_cell(check), lecture.cells[-1]]
    nbformat.write(lecture, tmp_path / "lecture.ipynb")
    (failed,) = Validator().validate(str(tmp_path / "lecture.ipynb"))["failed"]
    said = " ".join(failed["raw_error"].split())
    assert LECTURE in said
    assert f"The one check of this notebook {'passes' if right else 'does not pass'}." in said
    assert "Success" not in said
