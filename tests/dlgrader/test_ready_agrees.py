"""`ready` and the grader read the same file alike: per question the same is right, whatever happened to it."""

import gzip
import importlib
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import nbformat
import pytest
from dlgrader.assignments import ASSIGNMENTS, describe
from dlgrader.judging.judge import judge
from dlgrader.mistakes.notebooks import build
from dlgrader.reading import read_submission
from dlgrader.sandbox import policy

from dlcourse.notebooks.arrange import given_cells
from dlcourse.notebooks.running import imports

KERNEL = importlib.import_module("dlcourse.commands.ready_kernel")
READY = importlib.import_module("dlcourse.commands.ready")
NAME = "implementing-backpropagation"
RELEASE = Path(__file__).resolve().parents[2] / "release" / NAME / f"{NAME}.ipynb"


def place(cells, grade_id):
    return next(k for k, c in enumerate(cells) if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def own(cells, grade_id):
    return cells[place(cells, grade_id)]


def doubled(cells, grade_id, **changes):
    """A second cell of this id, below the first."""
    k = place(cells, grade_id)
    second = nbformat.from_dict(json.loads(json.dumps(cells[k])) | {"id": "second"})
    cells.insert(k + 1, second)
    return cells[k], second


def split_at(grade_id, *lines):
    def change(cells):
        for line in reversed(lines):
            first, second = doubled(cells, grade_id)
            text = first.source.split("\n")
            first.source, second.source = "\n".join(text[:line]), "\n".join(text[line:])

    return change


def copied(below):
    def change(cells):
        first, second = doubled(cells, "cost")
        older = second if below else first
        older.source = older.source.replace("return ", "return 2 * ")

    return change


def without_metadata(*grade_ids):
    def change(cells):
        for cell in cells:
            if not grade_ids or cell.metadata.get("nbgrader", {}).get("grade_id") in grade_ids:
                cell.metadata = {}

    return change


def turned_into(kind, *grade_ids):
    def change(cells):
        for name in grade_ids:
            k = place(cells, name)
            make = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_raw_cell
            cells[k] = make(cells[k].source, metadata=cells[k].metadata)

    return change


def without(*grade_ids):
    return lambda cells: [cells.pop(place(cells, name)) for name in grade_ids]


def text_of(grade_id, change):
    def changed(cells):
        own(cells, grade_id).source = change(own(cells, grade_id).source)

    return changed


def merged(cells):
    own(cells, "cost").source += "\n\n\n" + own(cells, "update").source
    cells.pop(place(cells, "update"))


def elsewhere(cells):
    text, stub = own(cells, "cost").source, own(nbformat.read(RELEASE, as_version=4).cells, "cost").source
    cells.insert(2, nbformat.v4.new_code_cell(text))
    own(cells, "cost").source = stub


def first_code(cells):
    return next(k for k, cell in enumerate(cells) if cell.cell_type == "code")


def before_the_imports(text):
    def change(cells):
        cells[first_code(cells)].source = f"{text}\n{cells[first_code(cells)].source}"

    return change


def own_cell(text):
    """A cell of the student's own, below the imports."""
    return lambda cells: cells.insert(first_code(cells) + 1, nbformat.v4.new_code_cell(text))


def helper_below(cells):
    own(cells, "cost").source = "def cost(y_hat, y):\n    return half_of_squares(y_hat, y)"
    cells.append(nbformat.v4.new_code_cell("def half_of_squares(a, y):\n    return float(np.mean((a - y) ** 2) / 2)"))


def other_format(notebook):
    cells = [
        {"cell_type": c.cell_type, "metadata": c.metadata, "input" if c.cell_type == "code" else "source": c.source}
        for c in notebook.cells
    ]
    return json.dumps({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]}).encode()


def program(notebook):
    texts = [c.source if c.cell_type == "code" else "# " + c.source.replace("\n", "\n# ") for c in notebook.cells]
    return "\n\n".join(["#!/usr/bin/env python", *(f"# In[ ]:\n\n\n{text}" for text in texts)]).encode()


def packed(notebook):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("work.ipynb", nbformat.writes(notebook))
    return out.getvalue()


def in_conflict(notebook):
    text = nbformat.writes(notebook)
    line = '   "execution_count": null,'
    assert line in text
    both = f"<<<<<<< HEAD\n{line}\n=======\n{line.replace('null', '7')}\n>>>>>>> theirs"
    return text.replace(line, both, 1).encode()


# What happens to the cells.
CELLS = {
    "whole": lambda cells: None,
    "split": split_at("activations", 8),
    "split twice": split_at("activations", 8, 20),
    "split within a function": split_at("cost", 3),
    "split, and metadata lost": lambda cells: (split_at("activations", 8)(cells), without_metadata()(cells)),
    "copied, the older below": copied(True),
    "copied, the older above": copied(False),
    "copied as it is": lambda cells: doubled(cells, "backward"),
    "a check copied": lambda cells: doubled(cells, "test_cost"),
    "no metadata": without_metadata(),
    "no metadata of one": without_metadata("forward"),
    "no metadata of an answer and its check": without_metadata("forward", "test_forward"),
    "another id": lambda cells: own(cells, "update").metadata["nbgrader"].update(grade_id="cell-4711"),
    "Markdown": turned_into("markdown", "cost"),
    "raw": turned_into("raw", "cost", "update"),
    "a check as Markdown": turned_into("markdown", "test_cost"),
    "a check deleted": without("test_cost"),
    "an answer deleted": without("mini_batches"),
    "a check and another answer deleted": without("test_cost", "mini_batches"),
    "all checks deleted": lambda cells: [
        cells.remove(c) for c in list(cells) if c.metadata.get("nbgrader", {}).get("grade")
    ],
    "a check edited": text_of("test_cost", lambda text: "assert True  # " + text),
    "a check emptied": text_of("test_cost", lambda text: ""),
    "an answer emptied": text_of("cost", lambda text: ""),
    "wrong": text_of("update", lambda text: text.replace("return ", "return {} and ")),
    "a syntax error": text_of("backward", lambda text: text + "\n)"),
    "an error below the answer": text_of("backward", lambda text: text + "\n1 / 0"),
    "an error above the answer": text_of("backward", lambda text: "undefined_name\n" + text),
    "two answers in one cell": merged,
    "an answer in a cell of its own": elsewhere,
    "a helper below": helper_below,
    "imports deleted": lambda cells: cells.pop(first_code(cells)),
    "a line before the imports fails": before_the_imports("from google.colab import drive\ndrive.mount('/content')"),
    "a magic before the imports": before_the_imports("%matplotlib inline\n!true"),
    "somebody to ask": before_the_imports("name = input('Name: ')"),
    "numpy deleted": lambda cells: cells.insert(first_code(cells) + 1, nbformat.v4.new_code_cell("del np")),
    "an answer moved to the end": lambda cells: cells.append(cells.pop(place(cells, "forward"))),
    "all in reverse": lambda cells: cells.reverse(),
    "no ids of cells": lambda cells: [cell.pop("id") for cell in cells],
    "a library beside": own_cell("import torch\nfrom sklearn.metrics import mean_squared_error"),
    "a library in an answer": text_of(
        "cost", lambda text: "import torch\n\n\ndef cost(y_hat, y):\n    return torch.mean(y)"
    ),
    "a library within a function": text_of("update", lambda text: text.replace(":\n", ":\n    import pandas\n", 1)),
    "a library by its name": text_of(
        "mini_batches", lambda text: "import importlib\nscipy = importlib.import_module('scipy.stats')\n" + text
    ),
    "the course's network": text_of("forward", lambda text: "from dlcourse.nn import forward"),
    "a library that is only tried": own_cell("try:\n    import seaborn\nexcept ImportError:\n    seaborn = None"),
    "what a plot needs": own_cell(
        "import matplotlib.pyplot as plt, PIL, dateutil, six\nfrom IPython.display import HTML"
    ),
    "Kaggle's key": own_cell("from kaggle_secrets import UserSecretsClient\nkey = UserSecretsClient().get_secret('k')"),
    "an exit": own_cell("exit()"),
    "a file beside": own_cell("rows = np.loadtxt('data.csv')\nscale = 1.0"),
    "lines that end as on Windows": text_of("cost", lambda text: text.replace("\n", "\r\n")),
}
# What happens to the file.
FILES = {
    "UTF-16": lambda notebook: nbformat.writes(notebook).encode("utf-16"),
    "a byte order mark": lambda notebook: nbformat.writes(notebook).encode("utf-8-sig"),
    "Windows-1252": lambda notebook: nbformat.writes(notebook).replace("# The", "# Thé", 1).encode("cp1252", "replace"),
    "gzip": lambda notebook: gzip.compress(nbformat.writes(notebook).encode()),
    "zip": packed,
    "commas": lambda notebook: nbformat.writes(notebook).replace("\n  }\n ],", "\n  },\n ],").encode(),
    "nbformat 3": other_format,
    "a program": program,
    "a text in JSON": lambda notebook: json.dumps(nbformat.writes(notebook)).encode(),
    "within JSON": lambda notebook: json.dumps(
        {"name": "a", "content": json.loads(nbformat.writes(notebook))}
    ).encode(),
    "conflict in a count": in_conflict,
    "text behind the end": lambda notebook: nbformat.writes(notebook).encode() + b"\n\nsent from my phone",
}
NAMES = (
    "my solution",
    "Copy of implementing-backpropagation (2)",
    "backprop.ipynb",
    "implementing-backpropagation-Copy1",
)


def broken(how):
    notebook = build(RELEASE)
    if how in FILES:
        return FILES[how](notebook)
    CELLS[how](notebook.cells)
    return json.dumps(notebook).encode()


@pytest.fixture(scope="module")
def release():
    return nbformat.read(RELEASE, as_version=4)


@pytest.mark.parametrize("how", [*CELLS, *FILES])
def test_ready_reads_each_answer_as_the_grader_does(tmp_path, how, release):
    for name in NAMES[:: 3 if how == "whole" else 1][:2]:
        file = tmp_path / f"{name}.ipynb"
        file.write_bytes(broken(how))
        notebook, found = READY.read(file)
        assert found.name == NAME
        submission = read_submission(file.read_bytes(), release)
        assert not submission.problem
        run = [c for c in notebook.cells if c.cell_type == "code" and not READY.is_check(c)]
        assert [(READY.grade_id(c) or None, c.source) for c in run] == [
            (c.question, c.source) for c in submission.cells
        ]
        checks = [READY.grade_id(c) for c in notebook.cells if READY.is_check(c)]
        assert sorted(checks) == sorted(READY.grade_id(c) for c in release.cells if READY.is_check(c))
        assert found.reading.notes == [note for note in submission.notes if not note.startswith("kernel ")]
        if "split" in how:
            assert not any("copy" in note or "have this id" in note for note in found.reading.notes)


# Of these the whole way is gone: a kernel there, the sandbox here. Some are laid together, to be cheap.
LIBRARIES = {  # and what is said of each
    "a library in an answer": "cell cost, line 1: grading does not have torch. An answer that uses it gets no points",
    "a library within a function": "cell update, line 2: grading does not have pandas.",
    "a library by its name": "cell mini_batches, line 2: grading does not have scipy.stats.",
    "the course's network": "line 1: grading does not have dlcourse.nn. An answer that uses it gets no points: write",
    "a library that is only tried": "cell 3, line 2: grading does not have seaborn.",
}
NOTHING_LOST = {
    "a library beside": "line 2: grading does not have sklearn.metrics.",
    "what a plot needs": "",
    "Kaggle's key": "line 1: grading does not have kaggle_secrets.",
    "an exit": "NameError: name 'exit' is not defined",
    "a file beside": "not found. Grading has no file that lies beside the notebook",
    "a line before the imports fails": "cell 2, line 1: grading does not have google.colab.",
}
WHOLE_WAY = (
    ["whole"],
    ["wrong", "split", "a line before the imports fails"],
    ["an error above the answer", "Markdown", "a check and another answer deleted"],
    ["a syntax error", "a helper below", "numpy deleted", "somebody to ask"],
    ["all in reverse"],
    LIBRARIES,
    NOTHING_LOST,
    ["imports deleted", "an error below the answer", "copied, the older below", "no metadata of one"],
)


@pytest.mark.slow
@pytest.mark.parametrize("ways", WHOLE_WAY, ids=lambda ways: next(iter(ways)))
def test_ready_says_of_each_question_what_the_grader_says(tmp_path, ways, release):
    notebook = build(RELEASE)
    for how in ways:
        CELLS[how](notebook.cells)
    file = tmp_path / "my solution.ipynb"
    file.write_bytes(json.dumps(notebook).encode())
    read, found = READY.read(file)
    (tmp_path / "data.csv").write_text("1 2")
    ran = READY.run(read, tmp_path, None, given_cells(found.release), READY.is_ours(found.name))
    said = {w.question: w.state == "passed" for w in READY.words(ran) if w.check}
    submission = read_submission(file.read_bytes(), release)
    verdict = judge(submission.cells, NAME, 5, given=submission.given)
    assert said == {name: one.points == one.max for name, one in verdict.questions.items()}
    assert len(said) == 10
    lines = [f"{word.question}: {word.message}" for word in READY.words(ran, True) if not word.check]
    for one in ways:
        assert any((LIBRARIES | NOTHING_LOST).get(one, "") in line for line in [*lines, ""]), (one, lines)
    # What costs no points there is no reason to say "Not ready" here.
    assert READY.tally(READY.words(ran)).startswith("Ready" if verdict.points == verdict.max else "Not ready")


def test_ready_knows_the_libraries_of_the_sandbox():
    importable = {name.removesuffix(".py") for name in policy.PACKAGES if not name.endswith(".libs")}
    assert importable == imports.LIBRARIES
    for name in ASSIGNMENTS:
        given = given_cells(nbformat.read(RELEASE.parents[1] / name / f"{name}.ipynb", as_version=4))
        parts = {module for module in describe(name).modules if module.isascii() and "/" not in module}
        more = KERNEL.modules_besides(given, None)
        assert READY.is_ours(name)
        assert all(imports.is_there(module, more) for module in parts)
        assert imports.is_there("dlcourse.nn", more) == bool(parts)
    assert not READY.is_ours("an.odd name") and not READY.is_ours("homework")


def test_ready_names_what_it_repaired_and_gives_the_name_to_hand_in(tmp_path):
    file = tmp_path / "my solution.ipynb"
    file.write_bytes(broken("split"))
    _, found = READY.read(file)
    assert "activations: its cell was split; the halves are joined again" in found.reading.notes
    assert not any("copy" in note or "more than once" in note for note in found.reading.notes)
    line = READY.rename_command(file, found.name)
    assert NAME in line and ("'" in line or '"' in line)


def test_ready_names_a_page(tmp_path):
    file = tmp_path / f"{NAME}.ipynb"
    file.write_bytes(b"<!doctype html><title>work - GitHub</title>")
    with pytest.raises(READY.NotReady, match="web page"):
        READY.read(file)


@pytest.mark.slow
def test_ready_is_not_silent_and_ends_in_one_sentence(tmp_path):
    notebook = build(RELEASE)
    notebook.cells.insert(2, nbformat.v4.new_code_cell("while True:\n    pass"))
    file = tmp_path / f"{NAME}.ipynb"
    nbformat.write(notebook, file)
    options = {
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "text": True,
        "env": os.environ | {"PYTHONUNBUFFERED": "1"},
    }
    running = subprocess.Popen([sys.executable, "-m", "dlcourse", "ready", str(file)], **options)
    first = ""
    until = time.monotonic() + 100
    while "while True:: " not in first and time.monotonic() < until:
        first = running.stdout.readline()
    assert "while True:: " in first and first.rstrip().endswith(" s")
    running.send_signal(signal.SIGINT)
    rest = running.communicate(timeout=60)[0]
    assert "Stopped by you while this cell ran: while True:" in rest
    assert "Traceback" not in rest and "doctor" not in rest
    assert running.returncode == 1
