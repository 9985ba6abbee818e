"""The backpropagation stepper without a browser: its numbers, words and rules, what it refuses, its still."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.data import deck_table
from dlcourse.widgets import BackpropStepper
from dlcourse.widgets.network.backprop import round_steps

JS = Path(__file__).parents[2] / "src" / "dlcourse" / "widgets"
EXACT = {"rtol": 1e-12, "atol": 1e-14}
NETWORKS = [
    ([2, 3, 2, 1], "sigmoid", "sigmoid", "mse"),
    ([2, 3, 2, 1], "tanh", "sigmoid", "cross_entropy"),
    ([3, 4, 4, 2], "relu", "identity", "mse"),
    ([4, 1], "sigmoid", "tanh", "mse"),
    ([4, 4, 4, 4], "identity", "sigmoid", "cross_entropy"),
]
STATE = ("parameters", "X", "y", "hidden", "output", "cost", "learning_rate", "row", "bug", "history", "ended")
STATE += ("max_iterations", "tolerance")


def page(code, given=None):
    """What JavaScript gives: ``code`` sees the stepper's modules and ``given``, and is an expression."""
    node = shutil.which("node")
    assert node, "Node is not installed"
    imports = "".join(
        f'import * as {name} from "./{room}/{file}.js";'
        for name, room, file in (
            ("backprop", "network", "backprop"),
            ("backprop_text", "steppers", "backprop_text"),
            ("backprop_draw", "steppers", "backprop_draw"),
        )
    )
    text = f"{imports} const given = {json.dumps(given)}; console.log(JSON.stringify({code}));"
    done = subprocess.run([node, "--input-type=module", "-e", text], capture_output=True, text=True, cwd=JS, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def state(**arguments):
    stepper = BackpropStepper(**arguments)
    return {name: getattr(stepper, name) for name in STATE}


def parameters_of(sizes, seed=0):
    return nn.initialize_parameters(sizes, np.random.default_rng(seed))


def problem(sizes, m, hidden, output, cost, **more):
    rng = np.random.default_rng(m)
    X, y = rng.normal(size=(m, sizes[0])), rng.uniform(0.1, 0.9, (m, sizes[-1]))
    row = None if m > 1 else 0
    return BackpropStepper(parameters_of(sizes), X, y, hidden, output, cost, 0.5, row, **more)


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("m", [1, 5])
def test_gradients_and_updates_are_nns(network, m):
    stepper = problem(network[0], m, *network[1:])
    given = {name: getattr(stepper, name) for name in STATE}
    found = page(
        "(() => { const all = [given];"
        "for (let k = 0; k < 20; k++) all.push({ ...all[k], ...backprop.oneUpdate(all[k]) });"
        "return { first: backprop.passOf(given), wrong: backprop.passOf(given, true),"
        "all: all.map((s) => s.parameters), history: all[20].history } })()",
        given,
    )
    sizes, hidden, output, cost = network
    X, y, parameters = np.array(stepper.X), np.array(stepper.y), parameters_of(sizes)
    _, cache = nn.forward(X, parameters, hidden, output)
    right = nn.backward(y, parameters, cache, hidden, output, cost)
    for l in range(1, len(sizes)):
        for kind in ("dW", "db"):
            np.testing.assert_allclose(found["first"][kind][l], right[f"{kind}{l}"], **EXACT)
            np.testing.assert_allclose(stepper.gradients()[f"{kind}{l}"], right[f"{kind}{l}"], **EXACT)
            np.testing.assert_allclose(found["wrong"][kind][l], stepper.gradients(bug=True)[f"{kind}{l}"], **EXACT)
    net = nn.Network(sizes, hidden=hidden, output=output, cost=cost, rng=0)
    costs = []
    for before, after in zip(found["all"], [*found["all"][1:], None], strict=True):
        # Each update from the page's own parameters: training may double the last digit's difference again and again.
        net.set_parameters({name: np.array(value) for name, value in before.items()})
        costs.append(net.cost(X, y))
        net.step(X, y, 0.5)
        for name, value in net.parameters().items() if after else ():
            np.testing.assert_allclose(after[name], value, **EXACT)
    assert [k for k, _ in found["history"]] == list(range(21))
    np.testing.assert_allclose([J for _, J in found["history"]], costs, **EXACT)


def test_the_bug_asks_weights_that_were_updated_before():
    """Written once more, for the deck's network: layer by layer, each W updated as soon as its dW is known."""
    stepper = BackpropStepper(row=None, learning_rate=2.0)
    X, y = deck_table()
    p = parameters_of([2, 3, 2, 1])
    _, cache = nn.forward(X, p)
    slope = {l: cache[f"A{l}"] * (1 - cache[f"A{l}"]) for l in (1, 2, 3)}
    dZ3 = 2 / 5 * (cache["A3"] - y) * slope[3]
    W3 = p["W3"] - 2.0 * dZ3.T @ cache["A2"]
    dZ2 = dZ3 @ W3 * slope[2]
    W2 = p["W2"] - 2.0 * dZ2.T @ cache["A1"]
    dZ1 = dZ2 @ W2 * slope[1]
    expected = {"dW3": dZ3.T @ cache["A2"], "dW2": dZ2.T @ cache["A1"], "dW1": dZ1.T @ X}
    expected |= {"db3": dZ3.sum(0), "db2": dZ2.sum(0), "db1": dZ1.sum(0)}
    wrong, right = stepper.gradients(bug=True), stepper.gradients()
    for name, value in expected.items():
        np.testing.assert_allclose(wrong[name], value, **EXACT)
    found = page(
        "backprop.differences(backprop.passOf(given), backprop.passOf(given, true))", state(row=None, learning_rate=2.0)
    )
    assert [entry["l"] for entry in found] == [3, 2, 1]
    assert found[0] == {"l": 3, "dW": 0, "db": 0}
    for entry in found[1:]:
        for kind in ("dW", "db"):
            a, b = right[f"{kind}{entry['l']}"], wrong[f"{kind}{entry['l']}"]
            assert entry[kind] == pytest.approx(np.abs(a - b).max() / np.abs(a).max(), rel=1e-9) and entry[kind] > 1e-4


def test_an_entry_is_a_step_and_the_output_comes_first():
    for sizes in ([2, 3, 2, 1], [4, 4, 4, 4], [1, 1]):
        steps = [list(step) for step in round_steps(sizes)]
        found = page("backprop.rounds(given).map((s) => [s.kind, s.l, s.i, s.j ?? null])", sizes)
        assert found == steps
        partials = [step[1:] for step in steps if step[0] == "partial"]
        assert len(partials) == sum(a * (b + 1) for a, b in zip(sizes[1:], sizes, strict=False))
        layers = [l for l, _, _ in partials]
        assert layers == sorted(layers, reverse=True) and layers[0] == len(sizes) - 1
        for l, i, _ in partials:  # a neuron's dZ stands before what is made of it
            assert steps.index(["delta", l, i, None]) < min(
                k for k, s in enumerate(steps) if s[:3] == ["partial", l, i]
            )


# --- the chain, as an equation ----------------------------------------------------------------------------------------


def value_of(text):
    """The number that a side of one of our equations stands for."""
    text = text.replace("−", "-").replace("·", "*").replace("sum over the 5 rows of", "")
    assert not re.search("[a-df-zA-Z]", text), text
    return eval(text)  # our own text, of digits and signs, as just asserted


def true_equations(lines):
    """In each line, the sides that are made of numbers alone are equal, as far as four digits tell."""
    for line in lines:
        sides = [side for side in line.split(" = ")[1:] if not re.search("[a-df-zA-Zŷ]", side)]
        values = [value_of(side) for side in sides]
        assert values and np.allclose(values, values[-1], rtol=4e-3, atol=1e-7), line
    return True


CHAIN = (
    "backprop_text.chain(backprop.passOf(given.s, given.bug), given.s.parameters,"
    "{{ rows: backprop.rowsOf(given.s), cost: given.s.cost }}, {entry}, 0, {layer})"
)


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("bug", [False, True])
def test_every_line_of_a_chain_is_a_true_equation(network, bug):
    stepper = problem(network[0], 1, *network[1:])
    given = {"s": {name: getattr(stepper, name) for name in STATE}, "bug": bug}
    for entry in ("{ l: 1, i: 0, j: 0 }", "{ l: 1, i: 0, j: null }"):
        lines = page(CHAIN.format(entry=entry, layer="Infinity"), given)
        assert true_equations(lines)
        sizes = network[0]
        assert len(lines) == sum(sizes[2:]) + 2  # a dZ for each neuron behind it, its own, and the entry


def test_the_chain_of_the_decks_network_is_written_in_its_notation():
    given = {"s": state(), "bug": False}
    lines = page(CHAIN.format(entry="{ l: 1, i: 2, j: 1 }", layer="Infinity"), given)
    assert [line.split(" = ")[0] for line in lines] == ["dZ^3_0", "dZ^2_0", "dZ^2_1", "dZ^1_2", "dJ/dW^1_(2,1)"]
    assert lines[0].startswith("dZ^3_0 = dJ/da^3_0 · g'(z^3_0) = 2 (a^3_0 − y) · g'(z^3_0) = ")
    assert lines[3].startswith("dZ^1_2 = (dZ^2_0 · W^2_(0,2) + dZ^2_1 · W^2_(1,2)) · g'(z^1_2) = ")
    assert lines[4].startswith("dJ/dW^1_(2,1) = dZ^1_2 · x_1 = ")
    dW1 = BackpropStepper().gradients()["dW1"][2, 1]
    assert value_of(lines[4].split(" = ")[-1]) == pytest.approx(dW1, rel=1e-3)


def test_the_bugs_chain_names_the_weights_it_used():
    given = {"s": state(learning_rate=3.0), "bug": True}
    lines = page(CHAIN.format(entry="{ l: 2, i: 0, j: 0 }", layer="2"), given)
    assert lines[0].startswith("dZ^2_0 = dZ^3_0 · W'^3_(0,0) · g'(z^2_0) = ") and true_equations(lines)


def test_over_several_rows_the_chain_is_a_sum():
    given = {"s": state(row=None), "bug": False}
    line = page(CHAIN.format(entry="{ l: 1, i: 0, j: 1 }", layer="Infinity"), given)[-1]
    assert line.count(" + ") == 4 and true_equations([line])


def test_the_path_of_an_entry_is_every_way_to_the_output():
    edges = "[[1,0,0],[1,0,1],[1,1,0],[2,0,0],[2,0,1],[2,1,0],[3,0,0],[3,0,1]]"
    code = f"{edges}.map(([l, i, j]) => backprop_draw.onPath(given, l, i, j))"
    assert page(code, {"l": 1, "i": 0, "j": 1}) == [False, True, False, True, False, True, True, True]
    assert page(code, {"l": 3, "i": 0, "j": 1}) == [False] * 7 + [True]


# --- the loop and its two rules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("most", [30, 1500])
def test_the_maximum_of_iterations_is_kept_also_by_a_second_press(most):
    given = state(max_iterations=most, tolerance=0, row=None)
    found = page("[backprop.repeated(given)].map((s) => [s, backprop.repeated({ ...given, ...s })])[0]", given)
    assert found[0]["history"][-1][0] == found[1]["history"][-1][0] == most
    assert found[0]["parameters"] == found[1]["parameters"]
    assert len(found[0]["history"]) <= 401 and found[0]["history"][0][0] == 0
    said = page("backprop.stopOf({ ...given, ...backprop.repeated(given) })", given)
    assert said == f"stopped: {most} updates are done, the maximum of iterations"


def test_an_optimum_stops_it_and_any_change_starts_it_again():
    given = state(max_iterations=5000, tolerance=1e-5, row=None)
    changes = [
        {}, {"hidden": "tanh"}, {"learning_rate": 2.0}, {"bug": True}, {"tolerance": 1e-9}, {"row": 1},
        {"max_iterations": 6000},
    ]  # fmt: skip
    stop, *others = page(
        f"(() => {{ const s = {{ ...given, ...backprop.repeated(given) }};"
        f"return {json.dumps(changes)}.map((c) => backprop.stopOf({{ ...s, ...c }})) }})()",
        given,
    )
    assert re.fullmatch(r"stopped: update \d+ changed J by less than 0.00001: optimum reached", stop)
    assert others == ["", "", "", "", "", stop]
    done = page("backprop.repeated(given)", given)
    J = [cost for _, cost in done["history"]]
    assert abs(J[-1] - J[-2]) < 1e-5 <= abs(J[-2] - J[-3]) and J[-1] < J[0]


def test_a_run_that_leaves_the_numbers_says_when_and_keeps_the_last_ones():
    X, y = [[1.0, 2.0]], [[1.0]]
    given = state(X=X, y=y, hidden="relu", output="identity", learning_rate=1e200, tolerance=0, max_iterations=50)
    done = page("backprop.repeated(given)", given)
    assert np.isfinite(np.concatenate([np.ravel(value) for value in done["parameters"].values()])).all()
    said = page("backprop.stopOf({ ...given, ...backprop.repeated(given) })", given)
    assert re.fullmatch(r"diverged at update \d+ \(alpha = 1e\+200\)", said)


def test_a_history_of_another_state_is_not_shown():
    given = state()
    code = "backprop.historyOf({ ...given, ...backprop.oneUpdate(given), hidden: 'tanh' }).length"
    assert page(code, given) == 1
    assert page("backprop.historyOf({ ...given, ...backprop.oneUpdate(given) }).length", given) == 2


# --- what it takes and what it refuses --------------------------------------------------------------------------------

GOOD = parameters_of([2, 3, 2, 1])
REFUSED = [
    ({"X": [[1.0, 2.0, 3.0]], "y": [[1.0]]}, r"X must have shape \(m, 2\)"),
    ({"X": [[1.0, 2.0]], "y": [1.0]}, r"y must have shape \(1, 1\)"),
    ({"X": [[1.0, 2.0]]}, "X and y together"),
    ({"X": [[1.0, np.nan]], "y": [[1.0]]}, "X contains NaN"),
    ({"parameters": GOOD | {"W2": np.full((2, 3), np.nan)}}, "W2 contains NaN"),
    ({"parameters": GOOD | {"b1": [np.inf, 0, 0]}}, "b1 contains NaN or infinity"),
    ({"parameters": GOOD | {"W2": np.ones((3, 3))}}, "W2 and b2 have shapes"),
    ({"parameters": {"W1": [[1, 2], [3]], "b1": [0, 0]}}, "W1 must be an array of numbers"),
    ({"parameters": [1, 2]}, "parameters must be a dictionary"),
    ({"parameters": parameters_of([2, 5, 1])}, "too many to draw"),
    ({"parameters": parameters_of([2, 2, 2, 2, 1])}, "too many to draw"),
    ({"X": [[1.0, 2.0]], "y": [[3.0]], "cost": "cross_entropy"}, "y must lie between 0 and 1 .* holds 3"),
    ({"cost": "cross_entropy", "output": "tanh"}, "needs output='sigmoid'"),
    ({"cost": "mae"}, "cost='mae' is not known"),
    ({"hidden": "step"}, "hidden='step' cannot learn"),
    ({"row": 5}, "row must be from 0 to 4"),
    ({"row": -1}, "row must be a row's number"),
    ({"step": 34}, "step must be from 0 to 33, not 34"),
    ({"step": 999}, "step must be from 0 to 33"),
    ({"learning_rate": float("nan")}, "learning_rate must be"),
    ({"max_iterations": 0}, "max_iterations must be"),
    ({"tolerance": -1}, "tolerance must be"),
    ({"predict": {"question": "?"}}, "predict needs"),
    ({"predict": {"question": "?", "choices": ["a", "b"], "answer": 2, "because": "x"}}, "answer must be the number"),
]


@pytest.mark.parametrize(("arguments", "said"), REFUSED)
def test_bad_input_is_refused_by_name(arguments, said):
    with pytest.raises(ValueError, match=said):
        BackpropStepper(**arguments)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("step", 99, "step must be"), ("row", 9, "row must be"), ("X", [[1.0]], "X must have shape"),
        ("parameters", {"W1": [[1.0, 2.0]], "b1": [0.0]}, "must keep the layers"),
        ("y", [[2.0]] * 5, "between 0 and 1"),
        ("output", "tanh", "needs output='sigmoid'"), ("learning_rate", -1.0, "learning_rate must be"),
    ],
)  # fmt: skip
def test_a_later_assignment_is_refused_too_and_changes_nothing(name, value, said):
    stepper = BackpropStepper(cost="cross_entropy")
    before = stepper.get_state()
    with pytest.raises(ValueError, match=said):
        setattr(stepper, name, value)
    assert stepper.get_state() == before


def test_the_students_own_network_rows_and_numbers():
    p = {
        "W1": np.array([[0.4, -0.6], [-0.3, 0.5]]),
        "b1": np.array([0.2, 0.4]),
        "W2": np.array([[0.7, -0.8]]),
        "b2": [0.5],
    }
    stepper = BackpropStepper(parameters=p, X=np.array([[2, 1]]), y=np.array([[0]]))
    assert stepper.gradients()["dW1"][0, 0] == pytest.approx(0.0978, abs=5e-5)  # lecture 11, exercise 4
    assert stepper.arrays()["W1"].tolist() == p["W1"].tolist()
    json.dumps({name: getattr(stepper, name) for name in STATE})


# --- its still picture ------------------------------------------------------------------------------------------------


def words(svg):
    return ["".join(node.itertext()) for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_still_picture_shows_both_passes_and_the_matrices_as_far_as_they_go():
    assert not any("dZ" in text for text in words(BackpropStepper(step=7).still()))
    half, whole = words(BackpropStepper(step=13).still()), words(BackpropStepper(step=33).still())
    assert (half.count("·"), whole.count("·")) == (16, 0)
    right = BackpropStepper().gradients()
    for name in ("dW3", "db1"):
        for value in right[name].ravel():
            assert f"{value:#.4g}".replace("-", "−") in whole
    assert sum(text.startswith("dZ ") for text in whole) == 6
    assert "Step 33 of 33: J = 0.0070" in whole
    assert sum(text.startswith("bug ") for text in words(BackpropStepper(step=33, bug=True).still())) == 20
    for sizes in ([1, 1], [4, 4, 4, 4]):
        rows = np.ones((2, sizes[0])), np.zeros((2, sizes[-1]))
        view = BackpropStepper(parameters_of(sizes), *rows, row=None, step=len(round_steps(sizes)))
        assert "-".join(map(str, sizes)) in ElementTree.fromstring(view.still()).get("aria-label")


def test_numbers_that_overflow_leave_a_picture():
    parameters = {"W1": [[1e200, 1.0]], "b1": [0.0], "W2": [[1e200]], "b2": [0.0]}
    view = BackpropStepper(parameters, [[1.0, 2.0]], [[0.0]], hidden="relu", output="identity", step=10)
    assert "J = inf" in ElementTree.fromstring(view.still()).get("aria-label")
