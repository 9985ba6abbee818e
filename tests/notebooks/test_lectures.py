"""The lectures' exercises: unsolved they stop nobody, solved they pass, and each check names what it should."""

import ast
import importlib
import re
import warnings
from pathlib import Path

import jupytext
import numpy as np
import pytest
from dlgrader.mistakes.lectures import LECTURES
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from dlcourse import nn
from dlcourse.data import deck_table

TEXT = Path(__file__).parents[2] / "text" / "course"
NOTEBOOKS = {"lecture_00": TEXT / "00-start-here.py", "lecture_08": TEXT / "08-forward-pass.py"}
SOLUTION = re.compile(r"<details><summary>Solution</summary>\n+```python\n(.*?)```\n+</details>", re.DOTALL)
DETAILS = re.compile(r"<details><summary>(.*?)</summary>")


def cells(lecture):
    return jupytext.read(NOTEBOOKS[lecture]).cells


def solutions(lecture):
    """{name of the function: source}, from the folded solutions."""
    prose = "\n".join(cell.source for cell in cells(lecture) if cell.cell_type == "markdown")
    sources = SOLUTION.findall(prose)
    return {ast.parse(source).body[0].name: source for source in sources}


def run(lecture, answers):
    """Run all code cells; where a cell holds the stub of an answer, run the answer. Returns (what was shown, names)."""
    shell = InteractiveShell()
    shown = []
    for cell in cells(lecture):
        if cell.cell_type != "code":
            continue
        stub = re.match(r"def (\w+)\(", cell.source)
        source = answers.get(stub.group(1), cell.source) if stub else cell.source
        with capture_output() as captured, warnings.catch_warnings():
            warnings.simplefilter("error")
            result = shell.run_cell(source)
        assert result.success, (source, result.error_before_exec or result.error_in_exec, captured.stdout)
        shown.append(captured.stdout + "".join(str(output) for output in captured.outputs))
    return shown, shell.user_ns


@pytest.mark.parametrize("lecture", LECTURES)
def test_unsolved_shows_to_do_and_stops_nobody(lecture):
    shown, _ = run(lecture, {})
    names = re.findall(r"(\w+): to do", "\n".join(shown))
    assert names == list(LECTURES[lecture].MUTANTS)


@pytest.mark.parametrize("lecture", LECTURES)
def test_solutions_pass(lecture):
    answers = solutions(lecture)
    assert list(answers) == list(LECTURES[lecture].MUTANTS)
    shown, names = run(lecture, answers)
    assert ": to do" not in "\n".join(shown)
    check = importlib.import_module(f"dlcourse.check.{lecture}")
    for name in answers:
        report = getattr(check, f"inspect_{name}")(names[name])
        assert report.passed, report


@pytest.mark.parametrize("lecture", LECTURES)
def test_each_exercise_is_stub_check_two_hints_solution(lecture):
    sequence = cells(lecture)
    stubs = [
        k for k, cell in enumerate(sequence) if "raise NotImplementedError(" in cell.source and cell.cell_type == "code"
    ]
    assert 3 <= len(stubs) <= 6
    for k in stubs:
        name = re.match(r"def (\w+)\(", sequence[k].source).group(1)
        assert ast.get_docstring(ast.parse(sequence[k].source).body[0])
        assert sequence[k + 1].source.splitlines()[-1] == f"check.{name}({name})"
        assert DETAILS.findall(sequence[k + 2].source) == ["Hint 1", "Hint 2", "Solution"]


@pytest.mark.parametrize("lecture", LECTURES)
def test_begins_with_objectives_and_ends_with_questions(lecture):
    first, last = cells(lecture)[0].source, cells(lecture)[-1].source
    assert 3 <= len(re.findall(r"^- ", first, re.MULTILINE)) <= 5
    assert re.search(r"\*\*Time:\*\* \d+ minutes\. \*\*Builds on:\*\*", first)
    assert "What you can now do" in last and len(re.findall(r"^\d\. .*\?", last, re.MULTILINE)) >= 1
    assert "Next: " in first and "Next: " in last
    for link in re.findall(r"\]\(([\w-]+)\.ipynb\)", first + last):
        assert (TEXT / f"{link}.py").exists(), link


@pytest.mark.parametrize("lecture", LECTURES)
def test_code_cells_are_short(lecture):
    for cell in cells(lecture):
        assert cell.cell_type != "code" or len(cell.source.splitlines()) <= 14, cell.source


MUTANTS = [(q, e, m) for q, bank in LECTURES.items() for e, mutants in bank.MUTANTS.items() for m in mutants]
VARIANTS = [(q, e, v) for q, bank in LECTURES.items() for e, variants in bank.VARIANTS.items() for v in variants]


@pytest.mark.parametrize(("lecture", "exercise", "mutant"), MUTANTS)
def test_a_mistake_is_found_and_named(lecture, exercise, mutant):
    check = importlib.import_module(f"dlcourse.check.{lecture}")
    report = getattr(check, f"inspect_{exercise}")(LECTURES[lecture].MUTANTS[exercise][mutant])
    assert report.started and not report.passed
    assert mutant.startswith("?") or report.mistakes == [mutant], report
    with capture_output(), pytest.raises(AssertionError) as raised:
        getattr(check, exercise)(LECTURES[lecture].MUTANTS[exercise][mutant])
    assert str(raised.value).startswith(f"{exercise}: ") and "\n" not in str(raised.value)


@pytest.mark.parametrize(("lecture", "exercise", "variant"), VARIANTS)
def test_another_right_answer_passes(lecture, exercise, variant):
    check = importlib.import_module(f"dlcourse.check.{lecture}")
    report = getattr(check, f"inspect_{exercise}")(LECTURES[lecture].VARIANTS[exercise][variant])
    assert report.passed, report


def test_the_numbers_in_the_prose_of_00():
    _, names = run("lecture_00", {})
    assert names["x"] == 2  # after Restart and Run All
    x = 1
    for _ in range(3):
        x = x + 1
    assert x == 4


def test_the_numbers_in_the_prose_of_08():
    _, names = run("lecture_08", {})
    parameters, X = names["parameters"], names["X"]
    assert (names["m"], names["n"]) == (5, 2)
    assert sum(a.size for k, a in parameters.items() if k[0] == "W") == 14
    assert sum(a.size for k, a in parameters.items() if k[0] == "b") == 6
    assert (np.zeros(5) + np.zeros((5, 1))).shape == (5, 5)
    assert nn.ACTIVATIONS["sigmoid"].g(np.array(0.0)) == 0.5
    # from zeros: one half everywhere, and three neurons that stay alike to the last digit
    network = nn.Network([2, 3, 2, 1], rng=0)
    for start in (0.0, 0.5):
        network.set_parameters({k: np.full_like(a, start) for k, a in parameters.items()})
        if start == 0:
            assert np.all(network.forward(X)[1]["A1"] == 0.5)
        network.fit(*deck_table(), learning_rate=1.0, epochs=200)
        W1 = network.parameters()["W1"]
        assert np.allclose(W1, W1[0], rtol=1e-12, atol=0)
    # the neuron worked by hand is the first of the layer, and the question's answer holds for this network
    Z1 = X @ parameters["W1"].T + parameters["b1"]
    assert names["z"] == pytest.approx(Z1[0, 0]) and np.allclose(names["z1"], Z1[0])
    moved = X + np.array([0.1, 0])
    before, after = (nn.forward(rows, parameters)[1] for rows in (X, moved))
    assert all(np.all(before[k] != after[k]) for k in before if k != "A0")
    # the answers at the end: a 4-5-3 network
    four = nn.initialize_parameters([4, 5, 3], np.random.default_rng(0))
    assert four["W2"].shape == (3, 5) and nn.forward(np.ones((10, 4)), four)[1]["Z1"].shape == (10, 5)
