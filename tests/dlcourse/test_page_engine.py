"""The page's network against dlcourse.nn: the same parameters and batches give the same trajectory for 200 updates."""

import itertools
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.widgets import Playground
from dlcourse.widgets.playground import DATA, LESSONS, own_rows

JS = Path(__file__).parents[2] / "src" / "dlcourse" / "widgets" / "js"


def page(code, given=None):
    node = shutil.which("node")
    assert node, "Node is not installed"
    text = f"const given = {json.dumps(given)}; let result; {code}; console.log(JSON.stringify(result));"
    done = subprocess.run([node, "--input-type=module", "-e", text], capture_output=True, text=True, cwd=JS, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def regularised(parameters, gradients, kind, rate):
    """The gradients with what L1 or L2 adds to those of the weights."""
    extra = {"none": np.zeros_like, "L1": np.sign, "L2": np.array}[kind]
    return {n: g + rate * extra(parameters[n[1:]]) if n[1] == "W" else g for n, g in gradients.items()}


CASES = [
    (hidden, output, cost, kind)
    for hidden, (output, cost), kind in itertools.product(
        ("sigmoid", "tanh", "relu", "identity"),
        (("sigmoid", "cross_entropy"), ("sigmoid", "mse"), ("identity", "mse"), ("tanh", "mse"), ("relu", "mse")),
        ("none", "L1", "L2"),
    )
]


@pytest.mark.parametrize(("hidden", "output", "cost", "kind"), CASES)
def test_200_updates_alike(hidden, output, cost, kind):
    rng = np.random.default_rng(8)
    sizes = [2, 5, 3, 1]
    parameters = nn.initialize_parameters(sizes, rng)
    X, y = rng.normal(size=(30, 2)), rng.uniform(size=(30, 1)).round()
    batches = [rng.permutation(30)[:7].tolist() for _ in range(200)]
    given = {
        "sizes": sizes, "p": {n: v.tolist() for n, v in parameters.items()}, "X": X.tolist(), "y": y.tolist(),
        "batches": batches, "settings": {"hidden": hidden, "output": output, "cost": cost}, "kind": kind,
    }  # fmt: skip
    found = page(
        'import { Network } from "./network.js";'
        "const net = new Network(given.sizes, given.settings); net.set(given.p);"
        "for (const rows of given.batches)"
        "  net.step(rows.map((k) => given.X[k]), rows.map((k) => given.y[k]), 0.05, given.kind, 0.01);"
        "result = { p: net.parameters(), J: net.costOf(given.X, given.y) }",
        given,
    )
    for rows in batches:
        _, cache = nn.forward(X[rows], parameters, hidden, output)
        gradients = nn.backward(y[rows], parameters, cache, hidden, output, cost)
        parameters = nn.update(parameters, regularised(parameters, gradients, kind, 0.01), 0.05)
    for name, value in parameters.items():
        np.testing.assert_allclose(found["p"][name], value, rtol=1e-9, atol=1e-9)
    expected = nn.COSTS[cost](nn.forward(X, parameters, hidden, output)[0], y)
    assert found["J"] == pytest.approx(expected, rel=1e-9)


STATE = {
    "data": "circle", "noise": 0.1, "share": 0.5, "features": ["x0", "x1"], "layers": [4], "activation": "tanh",
    "cost": "cross_entropy", "seed": 3, "own": [],
}  # fmt: skip
SETTINGS = {"learning_rate": 0.3, "batch_size": 32, "regularisation": "none", "regularisation_rate": 0}


def played(state=(), settings=(), updates=40):
    given = {"state": STATE | dict(state), "settings": SETTINGS | dict(settings), "updates": updates}
    return page(
        'import { Run } from "./playground_run.js";'
        "const run = new Run(given.state); run.step(given.updates, given.settings);"
        "result = { N: run.N, updates: run.updates, epochs: run.epochs, samples: run.samples, per: "
        "run.perEpoch(given.settings.batch_size), diverged: run.diverged, curve: run.curve, "
        "p: run.network.parameters(), "
        "grid: Array.from(run.grid(4)) }",
        given,
    )


def test_updates_epochs_and_samples_are_counted_apart():
    run = played()
    assert run["N"] == 100 and run["per"] == 4  # ceil(100 / 32)
    assert (run["updates"], run["epochs"], run["samples"]) == (40, 10, 1000)


def test_a_seed_repeats_a_run_exactly_and_another_does_not():
    assert played()["p"] == played()["p"]
    assert played({"seed": 4})["p"] != played()["p"]


@pytest.mark.parametrize("data", DATA)
def test_every_data_set_can_be_learnt_from(data):
    run = played({"data": data, "layers": [8, 8], "noise": 0}, {"learning_rate": 0.2}, 600)
    assert run["curve"][-1]["train"] < run["curve"][0]["train"]
    assert all(np.isfinite(run["grid"]))


def test_divergence_is_named_at_its_update():
    run = played({"data": "plane", "activation": "relu"}, {"learning_rate": 1e9}, 500)
    assert run["diverged"]["alpha"] == 1e9 and run["diverged"]["update"] == run["updates"] + 1


def test_a_long_run_keeps_a_short_curve():
    assert len(played(updates=3000)["curve"]) <= 601


@pytest.mark.parametrize(
    "own",
    [[[1, 2, 1]], [[0, 0, 0], [0, 0, 1], [0, 0, 0]], [[1, 1, 0], [1, 1, 0]]],
    ids=["one point", "equal", "one class"],
)
@pytest.mark.parametrize("layers", [[], [4]])
def test_odd_data_and_no_hidden_layer(own, layers):
    run = played({"own": own, "layers": layers})
    assert run["updates"] == 40 and run["diverged"] is None


def test_lessons_show_their_own_controls_alone():
    for lesson, (state, controls) in LESSONS.items():
        view = Playground(lesson)
        assert view.controls == controls
        assert all(getattr(view, name) == value for name, value in state.items())


def test_a_playground_prints_the_call_that_makes_it():
    view = Playground(learning_rate=0.3, layers=[8, 8], seed=5)
    again = eval(repr(view), {"Playground": Playground})
    assert repr(again) == repr(view) and "learning_rate=0.3" in repr(view) and "noise" not in repr(view)


class Frame(dict):
    """As much of a data frame as is needed: columns by name."""


def test_own_data_from_arrays_and_from_columns():
    X, y = np.array([[0.0, 10], [1, 20], [2, 30]]), np.array([0, 1, 0])
    rows = own_rows((X, y))
    assert np.abs(np.array(rows)[:, :2]).max() == 5 and [row[2] for row in rows] == [0, 1, 0]
    assert own_rows((X, y[:, None])) == rows
    frame = Frame(a=X[:, 0], b=X[:, 1], c=y)
    assert own_rows(frame, ("a", "b"), "c") == rows
    assert Playground(data=(X, y)).own == rows


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Playground("learning"), "lesson='learning' is not known"),
        (lambda: Playground(data="moons"), "data='moons' is not known"),
        (lambda: Playground(momentum=0.9), "momentum: not known"),
        (lambda: Playground(learning_rate=-1), "learning_rate must be a number"),
        (lambda: Playground(layers=[9]), "layers must list"),
        (lambda: Playground(data=([[1, 2], [float("nan"), 1]], [0, 1])), "row 1: every row needs"),
        (lambda: Playground(data=([[1, "x"]], [0])), "row 0: every row needs"),
        (lambda: Playground(data=([], [])), "at least one row"),
        (lambda: Playground(data=Frame(a=[1], b=[2]), columns=("a", "z"), target="b"), "no column 'z'"),
        (lambda: Playground(data=7), "own data must be"),
    ],
)
def test_bad_input_is_refused_by_name(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_the_still_picture_uses_the_trained_parameters():
    view = Playground()
    assert "Not trained yet" in view.still()
    parameters = nn.initialize_parameters([2, 4, 1], np.random.default_rng(0))
    view.parameters_state, view.updates = {n: v.tolist() for n, v in parameters.items()}, 12
    assert "after 12 updates" in view.still()
    assert np.array_equal(view.parameters()["W1"], parameters["W1"])
