"""Bug Hunt: each program has its bug and no other, two of them train well, and the key stays with the grader."""

import inspect
import types
from pathlib import Path

import nbformat
import numpy as np
import pytest
from dlgrader.assignments.bug_hunt_key import BUGS, lines_of
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.mistakes.notebooks import build
from dlgrader.reading import read_submission

import dlcourse
from dlcourse import bug_hunt
from dlcourse.check.bug_hunt import statements
from dlcourse.gradients import numerical_gradients

ROOT = Path(__file__).resolve().parents[2]
PATH = "bug-hunt/bug-hunt.ipynb"
# What stands in each program, and what should.
REPAIRS = {
    "rents": ("range(0, len(X) - batch_size + 1, batch_size)", "range(0, len(X), batch_size)"),
    "xor": ('dA1 = dZ2 @ new["W2"]', 'dA1 = dZ2 @ parameters["W2"]'),
    "ring": ("dZ1 = dA1 * A1 * (1 - A1)", "dZ1 = dA1 * (1 - A1**2)"),
    "exam": ("y_now = rng.permutation(y)", "y_now = y[[(X == x).all(axis=1).argmax() for x in X_now]]"),
    "corners": (
        "np.full(\n            (n_out, n_in),\n            rng.normal(0, 1),\n",
        "rng.normal(0, 1, (n_out, n_in)",
    ),
    "sine": ("history[-1] - history[-2] < tolerance", "abs(history[-1] - history[-2]) < tolerance"),
}
SEEDS = (0, 1, 2)


def repaired(name):
    """The program without its bug."""
    source, (wrong, right) = bug_hunt.source(name), REPAIRS[name]
    assert source.count(wrong) == 1
    module = types.ModuleType(name)
    exec(source.replace(wrong, right), module.__dict__)
    return module


def trained(program, seed):
    X, y = program.data(np.random.default_rng(seed))
    return X, y, *program.train(X, y, np.random.default_rng(seed + 100))


def share_right(name, program, X, y, parameters):
    """The share of rows on the right side, for the four that classify."""
    if name == "exam":
        return program.accuracy(X, y, *parameters)
    found = program.forward(X, parameters)
    y_hat = found["A2"] if isinstance(found, dict) else found[-1]
    return float(np.mean((y_hat > 0.5) == (y > 0.5)))


@pytest.mark.parametrize("seed", SEEDS)
def test_rents_and_xor_train_perfectly_well(seed):
    X, y, parameters, history = trained(bug_hunt.rents, seed)
    assert history[-1] < 0.004  # the noise of the data is 0.05**2
    *_, right = trained(repaired("rents"), seed)
    assert history[-1] < 1.2 * right[-1]
    X, y, parameters, history = trained(bug_hunt.xor, seed)
    assert history[-1] < 0.002 and max(np.diff(history)) < 0
    assert share_right("xor", bug_hunt.xor, X, y, parameters) == 1


def test_rents_is_wrong_all_the_same():
    X, y = bug_hunt.rents.data(np.random.default_rng(0))
    batches = bug_hunt.rents.mini_batches(X, y, 16, np.random.default_rng(0))
    assert sum(len(rows) for rows, _ in batches) == 48 and len(batches) == 3
    batches = repaired("rents").mini_batches(X, y, 16, np.random.default_rng(0))
    assert sum(len(rows) for rows, _ in batches) == 50 and len(batches) == 4
    assert bug_hunt.rents.mini_batches(X, y, 60, np.random.default_rng(0)) == []  # as the model answer says


def update_and_gradient(program):
    """What one update does, over the learning rate, beside the gradient where it began."""
    X, y = program.data()
    parameters = program.start(np.random.default_rng(5))
    new = program.update(X, y, parameters, 0.5)
    wanted = numerical_gradients(lambda p: program.cost(X, y, p), parameters)
    return {name: (np.subtract(parameters[name], new[name]) / 0.5, wanted[f"d{name}"]) for name in parameters}


def test_xor_is_wrong_all_the_same():
    moves = update_and_gradient(bug_hunt.xor)
    wrong = {name for name, (move, slope) in moves.items() if not np.allclose(move, slope, rtol=1e-4, atol=1e-7)}
    assert wrong == {"W1", "b1"}
    for move, slope in update_and_gradient(repaired("xor")).values():
        np.testing.assert_allclose(move, slope, rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("name", ["ring", "exam", "corners"])
def test_the_others_fail_visibly_and_succeed_without_their_bug(name):
    for seed in SEEDS:
        program = bug_hunt.PROGRAMS[name]
        X, y, parameters, history = trained(program, seed)
        right = repaired(name)
        *_, good, better = trained(right, seed)
        assert better[-1] < history[-1] / 3
        worse, well = share_right(name, program, X, y, parameters), share_right(name, right, X, y, good)
        assert worse < 0.95 and well > 0.92 and well - worse > 0.04


def test_sine_stops_at_once_and_learns_without_its_bug():
    for seed in SEEDS:
        *_, history = trained(bug_hunt.sine, seed)
        *_, right = trained(repaired("sine"), seed)
        assert len(history) == 2 and len(right) > 1000
        assert right[-1] < history[-1] / 10
    program = repaired("sine")
    X, y = program.data(np.random.default_rng(0))
    _, history = program.train(X, y, np.random.default_rng(0), tolerance=0.01)
    assert 2 <= len(history) < 1000 and abs(history[-1] - history[-2]) < 0.01


@pytest.mark.parametrize("name", ["rents", "ring", "corners", "sine"])
def test_gradients_are_right_but_for_those_of_ring(name):
    program = bug_hunt.PROGRAMS[name]
    rng = np.random.default_rng(2)
    X, y = program.data(rng)
    if name == "rents":
        parameters = {"W1": rng.normal(size=(1, 2)), "b1": rng.normal(size=1)}
        found = program.gradients(X, y, parameters)
    elif name == "ring":
        parameters = program.start(rng)
        found = program.backward(y, parameters, program.forward(X, parameters))
    else:
        parameters = program.start([2, 4, 1], rng) if name == "corners" else program.start(rng)
        found = program.backward(X, y, parameters)
    measured = numerical_gradients(lambda p: program.cost(X, y, p), parameters)
    wrong = {k for k in measured if not np.allclose(found[k], measured[k], rtol=1e-4, atol=1e-8)}
    assert wrong == ({"dW1", "db1"} if name == "ring" else set())


def test_exam_pairs_hours_with_other_peoples_results():
    seen = []

    class Spy:
        def __init__(self):
            self.rng = np.random.default_rng(3)

        def permutation(self, rows):
            seen.append(self.rng.permutation(rows))
            return seen[-1]

    X, y = bug_hunt.exam.data(np.random.default_rng(3))
    bug_hunt.exam.train(X, y, Spy(), epochs=1)
    rows, results = seen
    belongs = y[[(x == X).all(axis=1).argmax() for x in rows]]
    assert 0.3 < np.mean(belongs == results) < 0.7


def test_every_neuron_of_corners_stays_like_the_others():
    *_, parameters, _ = trained(bug_hunt.corners, 0)
    assert np.allclose(parameters["W1"], parameters["W1"][0])
    *_, parameters, _ = trained(repaired("corners"), 0)
    assert not np.allclose(parameters["W1"], parameters["W1"][0])


def test_the_key_names_each_bug_once_and_where_it_stands():
    assert set(BUGS) == set(bug_hunt.PROGRAMS)
    kinds = [bug.kind for bug in BUGS.values()]
    assert len(set(kinds)) == 6 and set(kinds) < set(bug_hunt.KINDS)
    for name, (wrong, _) in REPAIRS.items():
        first = bug_hunt.source(name)[: bug_hunt.source(name).index(wrong)].count("\n") + 1
        assert first in lines_of(name)
    assert lines_of("corners") == {23, 24, 25, 26}


def test_the_key_is_not_in_what_students_receive():
    package = Path(dlcourse.__file__).parent
    kinds = [bug.kind for bug in BUGS.values()]
    for path in [*package.rglob("*.py"), ROOT / "release" / PATH]:
        text = path.read_text(encoding="utf-8")
        assert "dlgrader" not in text or path.name != PATH.split("/")[1], path
        assert not any(bug.hint[:40] in text for bug in BUGS.values()), path
    for module in (bug_hunt, inspect.getmodule(statements)):
        for value in vars(module).values():
            if isinstance(value, dict) and set(value) == set(BUGS):
                assert [str(one) for one in value.values()] != kinds


def test_a_line_holds_code_or_not():
    source = '"""Words."""\n\n\ndef f(\n    x,\n):\n    """More words."""\n    # a remark\n'
    source += "    y = (\n        x\n    )\n    return y\n"
    assert statements(source) == {4: (4, 6), 5: (4, 6), 6: (4, 6), 9: (9, 11), 10: (9, 11), 11: (9, 11), 12: (12, 12)}


def test_listing_numbers_the_lines(capsys):
    bug_hunt.listing("sine")
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("  1  ") and len(printed) == len(bug_hunt.source("sine").splitlines())
    assert all(int(line.split()[0]) == k for k, line in enumerate(printed, start=1))
    with pytest.raises(ValueError, match="there are rents, xor"):
        bug_hunt.listing("six")


def test_the_notebooks_own_cells_run_behind_the_wall():
    """The programs, their sources and the course's tools are there while a submission is graded."""
    release, source = (nbformat.read(ROOT / kind / PATH, as_version=4) for kind in ("release", "source"))
    notebook = build(ROOT / "release" / PATH)
    more = "from dlcourse import nn\nfrom dlcourse.plots import learning_curves\nimport inspect\n"
    more += "learning_curves({'a': [2.0, 1.0]})\nprint(inspect.getsource(bug_hunt.ring.backward))"
    notebook.cells.append(nbformat.v4.new_code_cell(more))
    submission = read_submission(nbformat.writes(notebook).encode(), release, source)
    verdict = judge(submission.cells, "bug-hunt", 1)
    assert (verdict.state, verdict.points, verdict.flags) == ("graded", 84, [])
    outputs = [output for shown in verdict.outputs.values() for output in shown]
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert not [output["text"] for output in outputs if output.get("name") == "stderr"]
    printed = "".join(output.get("text", "") for output in outputs)
    assert bug_hunt.source("rents").splitlines()[36].strip() in printed
    assert "dZ1 = dA1 * A1 * (1 - A1)" in printed.split("def backward")[-1]
    assert any("image/png" in output.get("data", {}) for output in outputs)


def test_other_assignments_do_not_see_the_programs():
    bank = BANKS["forward-pass-and-cost"]
    from dlgrader.reading.cell import Cell

    text = bank.given + "\ntry:\n    from dlcourse import bug_hunt\nexcept ImportError:\n    print('no')"
    cells = [Cell(0, None, text), *(Cell(k, q, t) for k, (q, t) in enumerate(bank.solution_cells().items(), start=1))]
    assert judge(cells, "forward-pass-and-cost", 1).outputs["0"][0]["text"] == "no\n"
