"""The judge gives what the scored form of the checks gives, for right and for wrong submissions."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from dlgrader.assignments import describe
from dlgrader.assignments.description import Assignment
from dlgrader.judging import judge as judging
from dlgrader.judging.judge import judge, second_seed
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import SandboxMissing, available
from entries import drawn, outcome_of, small_sample

NAME = "implementing-backpropagation"
# Entries with evidence beside their points: certain, or for a person who reads the code.
FLAGS = {
    "cost-of-the-public-examples": [("public values", "cost", True)],
    "memo-by-numbers": [("kept answers", "backward", False)],
}
SAMPLE, DRAWN = small_sample(), drawn()


def named(pairs):
    return {"argvalues": pairs, "ids": [f"{bank.assignment}-{entry.id}" for bank, entry in pairs]}


def cells(overrides=None, name=NAME):
    """The submission that gives these answers."""
    texts = BANKS[name].solution_cells(overrides)
    return [Cell(0, None, BANKS[name].given), *(Cell(k, q, texts[q]) for k, q in enumerate(texts, start=1))]


def agrees(bank, entry):
    """The judge and the scored form give the same points, from the same hidden inputs."""
    name = bank.assignment
    seed = (bank.description.seed - 2**30) % 2**31
    assert second_seed(seed) == bank.description.seed  # what is wrong is judged again, on the inputs of this one
    verdict, scored = judge(cells(entry.functions, name), name, seed), outcome_of(bank, entry)
    flags = FLAGS.get(entry.id, [])
    assert [(flag.kind, flag.question, flag.decisive) for flag in verdict.flags] == flags
    assert verdict.state == ("graded" if all(decisive for *_, decisive in flags) else "needs a person")
    assert {q: found.points for q, found in verdict.questions.items()} == scored.points
    if scored.mistakes:
        named = {check.mistake for question in verdict.questions.values() for check in question.checks}
        assert set(scored.mistakes) <= named


@pytest.mark.parametrize(("bank", "entry"), **named(SAMPLE))
def test_a_sample_of_the_banks_gets_the_same_points_behind_the_wall(bank, entry):
    agrees(bank, entry)


def test_what_an_earlier_answer_keeps_costs_nobody_else():
    """`forward` calls a sigmoid that keeps its answers; the question that keeps them loses the checks that see it."""
    bank = BANKS[NAME]
    agrees(bank, next(entry for entry in bank.mutants if entry.id == "sigmoid-memo-by-shape"))


@pytest.mark.slow
@pytest.mark.parametrize(("bank", "entry"), **named([pair for pair in DRAWN if pair not in SAMPLE]))
def test_each_kind_of_mistake_and_style_gets_the_same_points_behind_the_wall(bank, entry):
    agrees(bank, entry)


@pytest.mark.parametrize("seed", [0, 1, 2**64 - 1, 12345678901234567890])
@pytest.mark.parametrize("name", BANKS)
def test_any_seed_will_do(name, seed):
    verdict = judge(cells(name=name), name, seed)
    assert verdict.points == sum(BANKS[name].points.values())
    assert verdict.state == "graded" and verdict.flags == []


def test_other_seeds_make_other_inputs(monkeypatch):
    seen = []
    real = Assignment.inspections
    monkeypatch.setattr(Assignment, "inspections", lambda of, q, a, seed: seen.append(seed) or real(of, q, a, seed))
    for seed in (5, 6):
        judge(cells(), NAME, seed)
    assert set(seen) == {5, 6}


def test_no_sandbox_no_verdict(monkeypatch):
    monkeypatch.setattr(judging, "available", lambda: "bubblewrap is missing: install it")
    with pytest.raises(SandboxMissing, match="install it"):
        judge(cells(), NAME, 1)
    verdict = judge(cells(), NAME, 1, unsafe=True)
    assert verdict.points == 100 and verdict.unsafe


def test_the_sandbox_works_on_this_machine():
    assert available() is None


def test_a_fault_of_ours_is_not_graded(monkeypatch):
    def broken(*_):
        raise RuntimeError("our mistake")

    monkeypatch.setattr(Assignment, "inspections", broken)
    verdict = judge(cells(), NAME, 1)
    assert verdict.state == "not graded" and verdict.questions == {}
    assert "our mistake" in verdict.notes[-1]


def test_outputs_of_the_cells_are_kept():
    source = "import numpy as np\nprint('hello')\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n7 + 1"
    first = Cell(0, None, source)
    outputs = judge([first, *cells()[1:]], NAME, 1).outputs["0"]
    kinds = [output["output_type"] for output in outputs]
    assert kinds == ["stream", "execute_result", "display_data"]
    assert outputs[0]["text"] == "hello\n" and outputs[1]["data"]["text/plain"] == "8"
    assert outputs[2]["data"]["image/png"].startswith("iVBOR")


def said_by(cell, name=NAME):
    """What one more cell at the top prints."""
    outputs = judge([Cell(0, None, cell), *cells(name=name)[1:]], name, 1).outputs["0"]
    assert all(output["output_type"] == "stream" for output in outputs), outputs
    return "".join(output["text"] for output in outputs)


def test_checks_of_any_assignment_are_there_and_silent():
    text = "import numpy as np\nfrom dlcourse.check import perceptron as check\ncheck.step(abs)\n"
    assert said_by(text + "import dlcourse.check.lectures.lecture_04 as other\nother.learn(1)\nprint('on')") == "on\n"


def test_the_data_of_an_assignment_are_there_and_each_caller_gets_its_own(monkeypatch):
    monkeypatch.setattr(judging, "describe", lambda name: replace(describe(name), data=("iris",)))
    text = "import numpy as np\nfrom dlcourse.data import iris\nX, y, species = iris()\nX[:] = 0\n"
    said = said_by(text + "print(iris()[0].sum().round(1), y.shape, species[0])")
    assert said == "2078.7 (150, 1) setosa\n"


def test_data_that_the_assignment_does_not_use_are_not_there():
    text = "import numpy as np\ntry:\n    from dlcourse.data import digits\nexcept ImportError:\n    print('no')"
    assert said_by(text) == "no\n"


def test_data_are_no_library():
    text = cells()[1].source
    submission = [Cell(0, None, "import numpy as np"), Cell(1, "activations", f"import dlcourse.data\n{text}")]
    verdict = judge([*submission, *cells()[2:]], NAME, 1)
    assert verdict.flags == [] and verdict.points == 100


def test_judges_in_one_process_take_turns(monkeypatch):
    """The checks look at NumPy's global generator, which the threads of a cluster's worker share."""
    inside, most = [], []

    def slow(*arguments):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.05)
        inside.pop()

    monkeypatch.setattr(judging, "_judge", slow)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda seed: judge(cells(), NAME, seed), range(4)))
    assert most == [1, 1, 1, 1]
