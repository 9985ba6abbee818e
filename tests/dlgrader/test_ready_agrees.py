"""`ready` and the grader read the same file alike: per question the same is right, whatever happened to it."""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from dlgrader.judging.judge import judge
from dlgrader.mistakes.notebooks import build
from dlgrader.reading import read_submission

READY = importlib.import_module("dlcourse.commands.ready")
NAME = "implementing-backpropagation"
RELEASE = Path(__file__).resolve().parents[2] / "release" / NAME / f"{NAME}.ipynb"


def place(cells, grade_id):
    return next(k for k, c in enumerate(cells) if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def split(cells):
    k = place(cells, "activations")
    lines = cells[k].source.split("\n")
    second = nbformat.from_dict(json.loads(json.dumps(cells[k])) | {"id": "second"})
    cells[k].source, second.source = "\n".join(lines[:8]), "\n".join(lines[8:])
    cells.insert(k + 1, second)


def copied(cells):
    k = place(cells, "cost")
    older = nbformat.from_dict(json.loads(json.dumps(cells[k])) | {"id": "older"})
    older.source = older.source.replace("return ", "return 2 * ")
    cells.insert(k + 1, older)


def no_metadata(cells):
    for cell in cells:
        cell.metadata = {}


def as_markdown(cells):
    k = place(cells, "cost")
    cells[k] = nbformat.v4.new_markdown_cell(cells[k].source, metadata=cells[k].metadata)


def wrong(cells):
    cells[place(cells, "update")].source = "def update_parameters(parameters, gradients, learning_rate):\n    return {}"


def lacking(cells):
    cells.pop(place(cells, "test_cost"))
    cells.pop(place(cells, "mini_batches"))


def syntax(cells):
    cells[place(cells, "backward")].source += "\n)"


BREAKS = {
    "whole": lambda cells: None,
    "split": split,
    "copied": copied,
    "no metadata": no_metadata,
    "Markdown": as_markdown,
    "a check and an answer deleted": lacking,
    "wrong": wrong,
    "a syntax error": syntax,
    "imports deleted": lambda cells: cells.pop(next(k for k, c in enumerate(cells) if c.cell_type == "code")),
    "ends moved": lambda cells: cells.append(cells.pop(place(cells, "forward"))),
}


def broken(how):
    notebook = build(RELEASE)
    BREAKS[how](notebook.cells)
    return nbformat.writes(notebook).encode()


@pytest.mark.slow
@pytest.mark.parametrize("how", BREAKS)
def test_ready_says_of_each_question_what_the_grader_says(tmp_path, how):
    file = tmp_path / "my solution.ipynb"
    file.write_bytes(broken(how))
    notebook, found = READY.read(file)
    assert found.name == NAME
    said = {w.question: w.state == READY.PASSED for w in READY.words(READY.run(notebook, tmp_path)) if w.check}
    submission = read_submission(file.read_bytes(), nbformat.read(RELEASE, as_version=4))
    verdict = judge(submission.cells, NAME, 5, given=submission.given)
    assert said == {name: one.points == one.max for name, one in verdict.questions.items()}
    assert len(said) == 10


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
