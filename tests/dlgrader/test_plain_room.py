"""Where a plain notebook runs: its files, its limits, its libraries; and what was damaged on the way there."""

import json
from dataclasses import replace

import nbformat
import pytest
from dlgrader.gradebook.assignment import differences
from dlgrader.sandbox import Limits
from nbformat.v4 import new_code_cell, new_markdown_cell
from plain_course import answer, cell, judged, notebook, plain, test

ROWS = "def rows():\n    ### BEGIN SOLUTION\n    return open('data.csv').read().split()\n    ### END SOLUTION"
LAST = "def last():\n    ### BEGIN SOLUTION\n    return 'c'\n    ### END SOLUTION"
BOOK = notebook(
    "import warnings",
    answer(ROWS, "rows"),
    test(
        "assert rows()[0] == 'a'\n### BEGIN HIDDEN TESTS\nassert rows() == ['a', 'b']\n### END HIDDEN TESTS",
        "test_rows", 2,
    ),
    answer(LAST, "last"),
    test("assert last() == 'c'", "test_last", 1),
    cell("Say why.", "why", 4, solution=True, kind="markdown"),
)  # fmt: skip
RIGHT = {"rows": "def rows():\n    return open('data.csv').read().split()", "last": "def last():\n    return 'c'"}
QUICK = Limits(cell_seconds=0.5, total_seconds=30)


@pytest.fixture(scope="module")
def what():
    return plain(BOOK, files={"data.csv": b"a\nb\n"})


def earned(verdict):
    return {name: question.points for name, question in verdict.questions.items()}


def with_rows(text):
    return RIGHT | {"rows": f"{RIGHT['rows']}\n{text}"}


def test_a_warning_is_no_zero(what):
    verdict = judged(what, RIGHT | {"last": "def last():\n    warnings.warn('look')\n    return 'c'"})
    assert earned(verdict) == {"test_rows": 2, "test_last": 1}
    assert any("stderr" in note for note in verdict.questions["test_last"].notes)


@pytest.mark.parametrize(("place", "points"), [("rows", {"test_rows": 0}), ("last", {"test_rows": 2})])
def test_files_are_a_tests_as_they_were_at_its_place(what, place, points):
    changed = RIGHT | {place: RIGHT[place] + "\nopen('data.csv', 'w').write('x')\nopen('new/x', 'w') if 0 else None"}
    assert earned(judged(what, changed)) == {"test_last": 1} | points
    assert earned(judged(what, RIGHT)) == {"test_rows": 2, "test_last": 1}  # nobody else meets the change


def test_a_file_of_a_students_own_is_there_and_none_takes_the_place_of_the_assignments(what):
    mine = RIGHT | {"last": "import mine\ndef last():\n    return mine.letter"}
    assert earned(judged(what, mine, {"mine.py": "letter = 'c'", "data.csv": "x"})) == {"test_rows": 2, "test_last": 1}
    assert earned(judged(what, RIGHT, {"warnings.py": "1 / 0", "os.py": "1 / 0"}))["test_rows"] == 2


@pytest.mark.parametrize(
    "line", ["age = input('How old? ')", "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:8888')"]
)
def test_nobody_to_ask_and_no_network_are_said_where_they_stand(what, line):
    verdict = judged(what, with_rows(line))
    assert earned(verdict) == {"test_rows": 2, "test_last": 1}
    assert "error" in str(verdict.outputs["1"])


@pytest.mark.parametrize(
    "line",
    ["import os; os._exit(0)", "raise SystemExit", "import os; os.kill(os.getpid(), 11)", "while True: pass",
     "import os\nfor _ in range(3):\n    os.fork()", "import threading, time\n"
     "threading.Thread(target=time.sleep, args=(60,)).start()"],
)  # fmt: skip
def test_one_cell_costs_its_own_test_at_most(what, line):
    verdict = judged(what, with_rows(line), limits=QUICK)
    assert earned(verdict)["test_last"] == 1, verdict
    assert earned(verdict)["test_rows"] == 2, verdict  # its function was there before


@pytest.mark.parametrize("body", ["while 1: pass", "import os; os._exit(3)", "raise SystemExit", "return rows()"])
def test_one_test_costs_no_other(what, body):
    verdict = judged(what, RIGHT | {"rows": f"def rows():\n    {body}"}, limits=QUICK)
    assert earned(verdict) == {"test_rows": 0, "test_last": 1}
    assert verdict.state == "graded"


def ids(made):
    return {one.metadata.nbgrader.grade_id: k for k, one in enumerate(made.cells) if "nbgrader" in one.metadata}


def filled(change):
    def answers(made):
        for one in made.cells:
            one.source = RIGHT.get(one.metadata.get("nbgrader", {}).get("grade_id"), one.source)
        change(made, ids(made))

    return answers


def copied_test(made, at):
    made.cells.insert(at["test_rows"] + 1, nbformat.from_dict(made.cells[at["test_rows"]]))


def no_metadata(made, at):
    for one in made.cells:
        one.metadata = nbformat.NotebookNode()


def renamed(made, at):
    made.cells[at["rows"]].metadata.nbgrader.grade_id = "cell-42"


def edited(made, at):
    test_cell = made.cells[at["test_rows"]]
    test_cell.source, test_cell.metadata.nbgrader.points = "assert True", 100
    test_cell.metadata.tags = made.cells[0].metadata.tags = ["skip-execution", "raises-exception"]


def deleted(made, at):
    del made.cells[at["test_rows"]]


def moved(made, at):
    made.cells.append(made.cells.pop(at["rows"]))


def another_kernel(made, at):
    made.metadata.kernelspec = {"name": "my-env", "display_name": "Mine"}


@pytest.mark.parametrize(
    "change", [copied_test, no_metadata, renamed, edited, deleted, moved, another_kernel], ids=lambda one: one.__name__
)
def test_a_damaged_notebook_is_put_right(what, change):
    verdict = judged(what, filled(change))
    assert {name: earned(verdict)[name] for name in ("test_rows", "test_last")} == {"test_rows": 2, "test_last": 1}
    assert verdict.questions["test_rows"].max == 2 and verdict.notes


def test_a_text_without_its_metadata_waits_for_a_person(what):
    def change(made, at):
        made.cells[at["why"]] = new_markdown_cell("Because of the chain rule, which says so.")
        made.cells.insert(0, new_markdown_cell("My notes, of my own, and of some length as well."))
        made.cells.insert(0, new_code_cell("1"))

    verdict = judged(what, filled(change))
    held = verdict.questions.get("why")
    if held is None:  # found and put right: then the text stands in the cell
        assert any(note.startswith("why: ") for note in verdict.notes)
    else:
        assert held.state == "needs a person"
    assert earned(verdict)["test_rows"] == 2


def test_libraries_are_there_where_the_course_lists_them():
    book = notebook(
        "import pandas as pd",
        answer("def mean(d):\n    ### BEGIN SOLUTION\n    return d.mean()\n    ### END SOLUTION", "mean"),
        test("assert mean(pd.read_csv('d.csv')['x']) == 2", "test_mean", 1),
    )
    without = plain(book, files={"d.csv": b"x\n1\n3\n"})
    assert "c.Sandbox.libraries = ['pandas']" in without.problem()
    there = plain(book, files={"d.csv": b"x\n1\n3\n"}, libraries=("pandas",))
    assert there.problem() is None
    assert judged(there, {"mean": "def mean(d):\n    return d.sum() / len(d)"}).points == 1
    assert "no-such-thing" in plain(book, libraries=("pandas", "no-such-thing")).problem()


def test_another_language_and_a_description_that_vanished_are_said_at_once():
    speaks_r = notebook(answer("x <- 1", "x"), test("x == 1", "test_x", 1),
                        kernelspec={"name": "ir", "display_name": "R", "language": "R"})  # fmt: skip
    assert plain(speaks_r).problem().startswith("hw.ipynb is in R, and only Python is graded here")
    ours = notebook(answer("f = 1", "f"), test("from dlgrader.assignments import hw\nhw.f(f)", "test_f", 1))
    assert "description of hw that dlgrader does not have" in plain(ours).problem()


def test_where_the_source_and_the_gradebook_differ_is_said_with_what_to_do():
    changed = nbformat.from_dict(BOOK)
    changed.cells[2].metadata.nbgrader.points = 7
    changed.cells[4].metadata.nbgrader.grade_id = "test_new"
    changed.cells.append(nbformat.from_dict(changed.cells[2]) | {"id": "twice"})
    what = plain(BOOK)
    assert differences(what) == []
    texts = replace(what.notebooks["hw"], solution=json.dumps(changed))
    said = differences(replace(what, notebooks={"hw": texts}))
    assert all(line.endswith("Run `nbgrader generate_assignment hw --force`, then grade again.") for line in said)
    words = ("more than once", "7 points", "7 points", "test_last, test_new")
    assert all(word in line for word, line in zip(words, said, strict=True)), said


def test_time_that_runs_out_is_no_zero(what):
    slow = "import time\nuntil = time.monotonic() + 3\nwhile time.monotonic() < until: pass"
    verdict = judged(what, with_rows(slow), limits=Limits(cell_seconds=5, total_seconds=1))
    assert {question.state for question in verdict.questions.values()} == {"needs a person"}
    assert earned(verdict) == {"test_rows": 0, "test_last": 0} and verdict.state == "needs a person"


def test_a_test_that_the_instructors_own_solution_fails_costs_nobody():
    book = notebook(
        answer("def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION", "f"),
        test("assert f() == 1\n### BEGIN HIDDEN TESTS\nopen('gone.txt')\n### END HIDDEN TESTS", "test_f", 1),
        test("assert f() == 1", "test_g", 1),
    )
    verdict = judged(plain(book), {"f": "def f(): return 1"})
    assert verdict.questions["test_f"].state == "not graded" and "own solution" in verdict.questions["test_f"].said
    assert verdict.questions["test_g"].points == 1 and verdict.state == "needs a person"
