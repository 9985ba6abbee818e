"""The judge gives what the scored form of the checks gives, for right and for wrong submissions."""

import pytest
from dlgrader import judge as judging
from dlgrader.cells import Cell
from dlgrader.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.mistakes.matrix import run
from dlgrader.sandbox import SandboxMissing, available

NAME = "implementing-backpropagation"
ENTRIES = [(bank, entry) for bank in BANKS.values() for entry in [*bank.mutants, *bank.variants]]
SAMPLE = ENTRIES[::11]


def named(pairs):
    return {"argvalues": pairs, "ids": [f"{bank.assignment}-{entry.id}" for bank, entry in pairs]}


def cells(overrides=None, name=NAME):
    """The submission that gives these answers."""
    texts = BANKS[name].solution_cells(overrides)
    return [Cell(0, None, "import numpy as np"), *(Cell(k, q, texts[q]) for k, q in enumerate(texts, start=1))]


def agrees(bank, entry):
    """The judge and the scored form give the same points, from the same hidden inputs."""
    name = bank.assignment
    verdict, scored = judge(cells(entry.functions, name), name, bank.scored.SEED), run(bank, entry)
    assert verdict.state == "graded" and verdict.flags == []
    assert {q: found.points for q, found in verdict.questions.items()} == scored.points
    if scored.mistakes:
        named = {check.mistake for question in verdict.questions.values() for check in question.checks}
        assert set(scored.mistakes) <= named


@pytest.mark.parametrize(("bank", "entry"), **named(SAMPLE))
def test_a_sample_of_the_banks_gets_the_same_points_behind_the_wall(bank, entry):
    agrees(bank, entry)


@pytest.mark.slow
@pytest.mark.parametrize(("bank", "entry"), **named([pair for pair in ENTRIES if pair not in SAMPLE]))
def test_all_of_the_banks_gets_the_same_points_behind_the_wall(bank, entry):
    agrees(bank, entry)


@pytest.mark.parametrize("seed", [0, 1, 2**64 - 1, 12345678901234567890])
@pytest.mark.parametrize("name", BANKS)
def test_any_seed_will_do(name, seed):
    verdict = judge(cells(name=name), name, seed)
    assert verdict.points == sum(BANKS[name].points.values())
    assert verdict.state == "graded" and verdict.flags == []


def test_other_seeds_make_other_inputs(monkeypatch):
    seen = []
    module = __import__(f"dlgrader.assignments.{NAME.replace('-', '_')}", fromlist=["inspections"])
    real = module.inspections
    monkeypatch.setattr(module, "inspections", lambda q, a, seed: seen.append(seed) or real(q, a, seed))
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

    module = __import__(f"dlgrader.assignments.{NAME.replace('-', '_')}", fromlist=["inspections"])
    monkeypatch.setattr(module, "inspections", broken)
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
