"""Honest work in unusual clothes keeps its points; what a notebook alone understands is said where it cannot be run."""

import nbformat
import pytest
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.mistakes.notebooks import build
from dlgrader.reading import read_submission
from dlgrader.reading.cell import Cell

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]
COST = BANK.solution_cells()["cost"]


def grade(**answers):
    cells = [Cell(0, None, BANK.given)]
    for number, (question, text) in enumerate(BANK.solution_cells().items(), start=1):
        cells.append(Cell(number, question, answers.get(question, text)))
    return judge(cells, NAME, 4711)


# Cells that run in a student's notebook, where more is installed than in the sandbox.
COSTS = {
    "a library that it does not use": f"import pandas as pd, os\nimport scipy.special\n{COST}\nos.getcwd()",
    "a network library that it does not use": f"import torch\nfrom torch import nn as layers\n{COST}",
    "the course's network, left in": f"from dlcourse import nn\nfrom dlcourse.nn import forward as theirs\n{COST}",
    "annotations, and what is not there": f"from __future__ import annotations\nimport seaborn\n{COST}",
    "IPython": "from IPython.display import HTML, clear_output, display\nimport IPython\n"
    f"display(HTML('<b>hi</b>'))\nclear_output()\n{COST}",
    "a timed cell": f"%%time\n{COST}",
    "a captured cell": f"\n%%capture said\n{COST}",
    "a timed line": f"%time scale = 1.0\n{COST.replace('return ', 'return scale * ')}",
}


@pytest.mark.parametrize("cost", COSTS.values(), ids=COSTS)
def test_a_cell_of_a_notebook_keeps_its_points(cost):
    assert COST in cost or "scale * " in cost
    verdict = grade(cost=cost)
    assert (verdict.points, verdict.flags, verdict.notes) == (100, [], []), verdict.questions["cost"].said


def test_ipython_and_a_plot_in_one_cell():
    plot = "import IPython\nfrom IPython.display import display\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n"
    plot += "plt.show()\ndisplay(3)\nfrom IPython import get_ipython\nprint(type(get_ipython()).__name__)\n"
    outputs = grade(cost=plot + COST).outputs["4"]
    assert [output["output_type"] for output in outputs] == ["display_data", "stream", "display_data"]
    assert (outputs[0]["data"]["text/plain"], outputs[1]["text"]) == ("3", "ZMQInteractiveShell\n")
    assert "image/png" in outputs[2]["data"]


def test_what_is_not_there_is_said_where_the_cell_prints_and_where_it_is_used():
    verdict = grade(cost="import torch\ndef cost(y_hat, y):\n    return torch.mean((y_hat - y) ** 2)\n")
    assert "torch is not there while your work is graded" in verdict.outputs["4"][0]["text"]
    assert "torch is not there while your work is graded" in verdict.questions["cost"].said
    assert [(flag.kind, flag.question) for flag in verdict.flags] == [("library", "cost")]
    assert verdict.points == 95


def test_the_courses_network_does_no_work_whichever_way_it_is_imported():
    for text in ("from dlcourse.nn import forward", "from dlcourse import nn\nforward = nn.forward"):
        verdict = grade(forward=text)
        assert verdict.points == 85 and [flag.kind for flag in verdict.flags] == ["library"]
        assert "dlcourse.nn" in verdict.questions["forward"].said


def test_a_magic_that_runs_nothing_here_is_named():
    assert "%%writefile" in grade(cost=f"%%writefile cost.py\n{COST}").questions["cost"].said


@pytest.fixture(scope="module")
def release():
    from pathlib import Path

    path = Path(__file__).resolve().parents[2] / "release" / NAME / f"{NAME}.ipynb"
    return path, nbformat.read(path, as_version=4)


def handed_in(release, change):
    path, notebook = release
    done = build(path)
    stub = next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "backward").source
    place = next(k for k, c in enumerate(done.cells) if c.metadata.get("nbgrader", {}).get("grade_id") == "backward")
    written, done.cells[place].source = done.cells[place].source, stub
    change(done.cells, written)
    return read_submission(nbformat.writes(done).encode(), notebook)


def test_an_answer_above_its_untouched_stub_counts(release):
    cell = nbformat.v4.new_code_cell
    submission = handed_in(release, lambda cells, text: cells.insert(1, cell(f"import numpy as np\n{text}")))
    assert "backward: is as released, and its answer stands in another cell" in submission.notes
    assert judge(submission.cells, NAME, 3).points == 100


def test_a_stub_without_an_answer_elsewhere_stays_a_stub(release):
    submission = handed_in(release, lambda cells, text: None)
    verdict = judge(submission.cells, NAME, 3)
    assert verdict.points == 75 and not verdict.questions["backward"].started


# Names of one question's cell to which a later cell gives another meaning: the student's own check had met the first.
TWICE = {
    "a helper": (
        "def helper(d):\n    return np.sum(d ** 2)\n"
        "def cost(y_hat, y):\n    return float(helper(y_hat - y) / len(y))\n",
        "def helper(p, g, rate):\n    return p - rate * g\n"
        "def update_parameters(parameters, gradients, learning_rate):\n"
        "    return {k: helper(v, gradients['d' + k], learning_rate) for k, v in parameters.items()}\n",
    ),
    "a number": (
        f"scale = 1.0\n{COST.replace('return ', 'return scale * ')}",
        f"scale = 7.0\n{BANK.solution_cells()['update']}",
    ),
    "the answer": (COST, f"{BANK.solution_cells()['update']}\ndef cost(y_hat, y):\n    return 0.0\n"),
    "a dictionary that is an answer": (None, f"answers = {{}}\n{BANK.solution_cells()['update']}"),
}


@pytest.mark.parametrize(("cost", "update"), TWICE.values(), ids=TWICE)
def test_what_a_later_cell_changes_costs_no_earlier_question(cost, update):
    verdict = grade(cost=cost or COST, update=update)
    assert verdict.points == 100, [(name, q.said) for name, q in verdict.questions.items() if q.points < q.max]
    question = verdict.questions["cost" if cost else "by_hand"]
    assert "before later cells changed" in question.notes[0]


def test_a_wrong_answer_is_looked_at_once_where_nothing_that_it_uses_was_changed():
    wrong = "def cost(y_hat, y):\n    return float(np.sum((y_hat - y) ** 2))\n"
    verdict = grade(cost=f"other = 1\n{wrong}", update=f"other = 2\n{BANK.solution_cells()['update']}")
    assert verdict.questions["cost"].points < 5 and verdict.questions["cost"].notes == []
