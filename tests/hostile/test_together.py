"""All questions are tried in one fork first. Whatever an answer does there, the others get what they deserve."""

import pytest
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]

# Right answers to a question, each with a line that spoils the answers of others as soon as it is called.
SPOILS = {
    "a function is taken away": "    globals()['forward'] = None",
    "NumPy computes nonsense": "    np.dot = np.matmul = np.exp = np.maximum = lambda *a, **k: 0.0",
    "an answer of another question is changed": "    backward.__code__ = (lambda *a, **k: {}).__code__",
    "the process ends at the next call": "    global cost\n    import os\n    cost = lambda *a: os._exit(3)",
    "the next call never ends": "    global cost\n    cost = lambda *a: [0 for _ in iter(int, 1)]",
    "no more memory may be had": "    import resource\n    resource.setrlimit(resource.RLIMIT_AS, (1, 1))",
    "errors are ignored from now on": "    import builtins\n    builtins.ValueError = builtins.Exception = OSError",
}


@pytest.mark.slow
@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_an_answer_that_spoils_others_costs_them_nothing(spoil):
    texts = BANK.solution_cells()
    first = texts["activations"].index("def relu(")
    body = texts["activations"].index("\n", first) + 1
    texts["activations"] = texts["activations"][:body] + spoil + "\n" + texts["activations"][body:]
    cells = [Cell(0, None, BANK.given), *(Cell(k, q, texts[q]) for k, q in enumerate(texts, start=1))]
    verdict = judge(cells, NAME, 5, limits=Limits(call_seconds=3))
    lost = {q: found.said for q, found in verdict.questions.items() if q != "activations" and found.points < found.max}
    # What calls relu itself is spoilt by it: those questions are judged with a right one in its place.
    assert lost == {}
    assert verdict.state == "graded"


@pytest.mark.slow
def test_an_answer_that_takes_long_is_given_its_time():
    cells = [Cell(0, None, BANK.given)]
    texts = BANK.solution_cells()
    texts["cost"] = "import time\ndef cost(y_hat, y):\n    end = time.process_time() + 1.6\n"
    texts["cost"] += "    while time.process_time() < end:\n        pass\n"
    texts["cost"] += "    return float(np.sum((y_hat - y) ** 2) / len(y))\n"
    cells += [Cell(k, q, texts[q]) for k, q in enumerate(texts, start=1) if q in ("activations", "cost")]
    verdict = judge(cells, NAME, 5)
    assert (verdict.questions["cost"].points, verdict.questions["activations"].points) == (5, 10)


def test_a_wrong_answer_is_judged_by_its_own_fork_alone():
    """The first look, in the fork of all, leaves no trace in what is said."""
    texts = BANK.solution_cells()
    texts["cost"] = texts["cost"] + "\nseen = []\nright = cost\ndef cost(y_hat, y):\n    seen.append(1)\n"
    texts["cost"] += "    return right(y_hat, y) if len(seen) < 3 else 'seen ' + str(len(seen))\n"
    cells = [Cell(0, None, BANK.given), *(Cell(k, q, texts[q]) for k, q in enumerate(texts, start=1))]
    found = judge(cells, NAME, 5).questions["cost"]
    alone = judge([cell for cell in cells if cell.question in (None, "cost")], NAME, 5).questions["cost"]
    assert found.points < 5
    assert (found.points, found.said) == (alone.points, alone.said)
    assert [check.message for check in found.checks] == [check.message for check in alone.checks]
