"""A run of the playground in the page, tried in Node: counters, seeds, odd data, divergence; its data in NumPy."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np

from dlcourse import nn
from dlcourse.widgets.playground import data as playground_data
from dlcourse.widgets.playground.data import DATA, FEATURES

JS = Path(__file__).parents[2] / "src" / "dlcourse" / "widgets"


def page(code, given=None):
    node = shutil.which("node")
    assert node, "Node is not installed"
    text = f"{code}; const given = {json.dumps(given)}; console.log(JSON.stringify(work(given)));"
    done = subprocess.run([node, "--input-type=module", "-e", text], capture_output=True, text=True, cwd=JS, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


STATE = {
    "data": "circle", "noise": 0.1, "share": 0.5, "features": ["x0", "x1"], "layers": [4], "activation": "tanh",
    "output": "auto", "cost": "cross_entropy", "seed": 3, "own": [], "own_inputs": 2, "begin": {},
}  # fmt: skip
SETTINGS = {"learning_rate": 0.3, "batch_size": 32, "regularisation": "none", "regularisation_rate": 0}
PLAY = """
import { Run } from "./playground/page_run.js";
const work = (all) => all.map(({ state, settings, updates, edit }) => {
  const run = new Run(state);
  const first = run.parameters();
  run.step(updates, settings);
  const { N, updates: made, epochs, samples, diverged, curve } = run;
  return { N, updates: made, epochs, samples, diverged, curve, per: run.perEpoch(settings.batch_size), first,
    p: run.parameters(), sizes: run.gradientSizes(), plane: Array.from(run.plane(4)) };
})
"""


def played(*runs):
    """The outcomes of runs given as (state, settings, updates), each a change of the defaults."""
    given = []
    for run in runs:
        state, settings, updates = (*run, *({}, {}, 40)[len(run) :])
        given.append({"state": STATE | state, "settings": SETTINGS | settings, "updates": updates})
    return page(PLAY, given)


def test_updates_epochs_and_samples_are_counted_apart():
    (run,) = played(())
    assert run["N"] == 100 and run["per"] == 4  # ceil(100 / 32)
    assert (run["updates"], run["epochs"], run["samples"]) == (40, 10, 1000)


def test_a_seed_repeats_a_run_exactly_and_another_does_not():
    one, again, other = played((), (), ({"seed": 4},))
    assert one["p"] == again["p"] and one["curve"] == again["curve"]
    assert other["p"] != one["p"]


def test_every_data_set_can_be_learnt_from():
    runs = played(*[({"data": data, "layers": [8, 8], "noise": 0}, {"learning_rate": 0.2}, 600) for data in DATA])
    for data, run in zip(DATA, runs, strict=True):
        assert run["curve"][-1]["train"] < run["curve"][0]["train"], data
        assert all(np.isfinite(run["plane"])), data


def test_divergence_is_named_at_its_update():
    (run,) = played(({"data": "plane", "activation": "relu"}, {"learning_rate": 1e9}, 500))
    assert run["diverged"]["alpha"] == 1e9 and run["diverged"]["update"] == run["updates"] + 1


def test_a_long_run_keeps_a_short_curve():
    assert len(played(({}, {}, 3000))[0]["curve"]) <= 601


def test_odd_data_and_no_hidden_layer():
    odd = [[[1, 2, 1]], [[0, 0, 0], [0, 0, 1], [0, 0, 0]], [[1, 1, 0], [1, 1, 0]]]
    for run in played(*[({"own": own, "layers": layers},) for own in odd for layers in ([], [4])]):
        assert run["updates"] == 40 and run["diverged"] is None


def test_step_in_hidden_layers_gets_no_gradient_and_the_output_layer_does():
    (run,) = played(({"activation": "step", "layers": [4, 4]},))
    assert run["sizes"][:2] == [0, 0] and run["sizes"][2] > 0
    assert run["p"]["W1"] == run["first"]["W1"] and run["p"]["W3"] != run["first"]["W3"]


def test_regularisation_shrinks_the_weights():
    settings = [{"regularisation": kind, "regularisation_rate": 0.05} for kind in ("none", "L1", "L2")]
    plain, l1, l2 = played(*[({}, one, 300) for one in settings])
    size = lambda run: np.abs(np.array(run["p"]["W1"])).sum()  # noqa: E731
    assert size(l1) < size(plain) and size(l2) < size(plain)


def test_a_run_equals_nn_on_the_rows_that_python_gives():
    """One update with all rows: the page's data, features, first parameters and gradient, made in NumPy alone."""
    state = {"data": "spiral", "features": ["x0", "x1²", "sin x1"], "layers": [3], "seed": 5}
    (run,) = played((state, {"batch_size": 1000}, 1))
    full = STATE | state
    (X, y), _ = playground_data.divided(playground_data.rows_of("spiral", 0.1, 5), 0.5, 5)
    X = playground_data.seen(X, full["features"])
    parameters = playground_data.initial_parameters([3, 3, 1], 5)
    _, cache = nn.forward(X, parameters, "tanh", "sigmoid")
    updated = nn.update(parameters, nn.backward(y, parameters, cache, "tanh", "sigmoid", "cross_entropy"), 0.3)
    for name, value in updated.items():
        np.testing.assert_allclose(run["p"][name], value, rtol=1e-9, atol=1e-12)


def test_python_and_the_page_draw_the_same_data():
    cases = [(data, noise, seed) for data in DATA for noise in (0, 0.3) for seed in (0, 11)]
    found = page(
        'import { DATASETS, FEATURES, divided } from "./playground/data.js"; '
        'import { random } from "./small/descent.js";'
        "const work = (cases) => cases.map(([data, noise, seed]) => {"
        "  const rows = DATASETS[data](noise, random(seed + 7));"
        "  const seen = rows.map((x) => Object.values(FEATURES).map((f) => f(x)));"
        "  return { rows, parts: divided(rows, 0.3, seed), seen }; })",
        cases,
    )
    for (data, noise, seed), one in zip(cases, found, strict=True):
        rows = playground_data.rows_of(data, noise, seed)
        np.testing.assert_allclose(one["rows"], rows, atol=1e-12, err_msg=data)
        for part, (X, y) in zip(("train", "test"), playground_data.divided(rows, 0.3, seed), strict=True):
            np.testing.assert_allclose(one["parts"][part]["X"], X, atol=1e-12)
            np.testing.assert_allclose(one["parts"][part]["y"], y, atol=1e-12)
        np.testing.assert_allclose(one["seen"], playground_data.seen(np.array(rows)[:, :2], FEATURES), atol=1e-12)


def test_what_the_state_comes_to_is_the_same_in_both():
    odd = [{"own": [[0, 0, 0.5]]}, {"own": [[0, 0, 1]], "own_inputs": 1}, {"output": "tanh"}]
    odd += [{"data": "sine", "features": ["x1"]}]
    cases = [STATE | change for change in ({}, {"data": "plane"}, {"data": "plane", "output": "sigmoid"}, *odd)]
    code = 'import { effective } from "./playground/data.js"; const work = (cases) => cases.map(effective)'
    found = page(code, cases)
    for case, one in zip(cases, found, strict=True):
        one["one_input"] = one.pop("oneInput")
        assert playground_data.effective(case) == one
