"""What Python and the page both know by heart: names, limits and numbers that are written down on each side."""

import math
import re

import numpy as np
import pytest
import traitlets
from in_node import JS, page

from dlcourse import nn
from dlcourse.widgets.playground import data as playground_data
from dlcourse.widgets.playground import kernel_run, race, stream
from dlcourse.widgets.playground.view import CONTROLS, RANGES, Playground
from dlcourse.widgets.shared.view import View
from dlcourse.widgets.small import descent_paths

SEEDS = [0, 1, 20, 2**31, 2**32 - 1]
Z = [-800.0, -3.5, -1e-9, 0.0, 0.25, 30.0, 800.0]
P = [0.0, 1e-300, 1e-20, 0.3, 1 - 1e-15, 1.0]  # where a logarithm needs its limit, and where not
SETTINGS = ("learning_rate", "batch_size", "regularisation", "regularisation_rate")
MODULES = {
    "state": "playground/state.js", "data": "playground/data.js", "page_run": "playground/page_run.js",
    "kernel_run": "playground/kernel_run.js", "race": "playground/race.js", "racers": "playground/racers.js",
    "sweep": "playground/sweep.js", "settings": "playground/settings.js", "heat": "shared/heat.js",
    "random": "shared/random.js", "forward": "network/forward.js", "training": "network/training.js",
    "backprop": "network/backprop.js", "backprop_settings": "steppers/backprop_settings.js",
    "descent": "small/descent.js", "cost_bars": "small/cost_bars.js", "explorer": "small/activation_explorer.js",
}  # fmt: skip
CODE = """
const { ACTIVATIONS } = forward;
const network = (hidden, output, cost) => new training.Network([1, 1], { hidden, output, cost });
const answers = (name) => {
  const one = network(name, name, "mse");
  one.set({ W1: [[1]], b1: [0] });
  return Array.from(one.forward(given.z.map((z) => [z])).A[1]);
};
const drawn = (seed) => {
  const chance = random.random(seed);
  return Array.from({ length: 20 }, chance);
};
const losses = (cost) => given.p.flatMap((p) => [0, 1].map((y) => [
  network("identity", "identity", cost).costAt([p], [y], 1), backprop.costOf([[p]], [[y]], cost),
  cost_bars.LOSSES[cost](p, y),
]));
result = {
  reset: state.RESET, settings: state.SETTINGS, shape: state.SHAPE,
  datasets: Object.keys(data.DATASETS), features: Object.keys(data.FEATURES),
  oneInput: data.ONE_INPUT, regression: data.REGRESSION,
  points: page_run.MOST_POINTS, every: kernel_run.EVERY, cells: heat.CELLS, small: heat.SMALL,
  racers: race.RACERS, seeds: race.MOST_SEEDS, counts: race.COUNTS, most: sweep.MOST, raced: Object.keys(racers.RACED),
  controls: [settings.LARGE, settings.NOW, settings.AGAIN, settings.OF_CHART].flat(),
  choices: {
    activation: settings.ACTIVATIONS, output: settings.OUTPUTS, cost: settings.COSTS,
    stepper: backprop_settings.COSTS, bars: Object.keys(cost_bars.LOSSES), learning: backprop.LEARNING,
    slopes: Object.keys(explorer.SLOPES),
  },
  activations: Object.fromEntries(Object.keys(ACTIVATIONS).map((name) =>
    [name, { forward: given.z.map(ACTIVATIONS[name]), training: answers(name) }])),
  losses: { mse: losses("mse"), cross_entropy: losses("cross_entropy") },
  random: given.seeds.map((seed) => [drawn(seed), random.shuffled(30, random.random(seed))]),
  curves: Object.fromEntries(Object.entries(descent.CURVES).map(([name, { f, slope, start }]) =>
    [name, [-2.5, 0, 0.7, 3].flatMap((w) => [f(w), slope(w), start])])),
  racer: given.racer.map(([name, value]) => Boolean(racers.RACED[name](value))),
  sweeps: given.sweeps.map((one) => sweep.sweepOf(one) !== null),
  stops: given.stops.map((one) => race.stopOf(one) !== null),
}
"""


def _at_the_limits():
    """Values of what racers may do differently, on both sides of each limit that Python has."""
    cases = []
    for name, (low, high) in {**RANGES, **race.WHOLE}.items():
        if name in race.RACED:
            step = 1 if name in race.WHOLE else 0.001
            ends = [low, low - step] + ([high, high + step] if math.isfinite(high) else [])
            cases += [(name, int(end) if name in race.WHOLE else end) for end in ends]
    for name, choices in race.CHOICES.items():
        cases += [(name, choice) for choice in (*choices, "something else")]
    cases += [("layers", layers) for layers in ([], [1] * 6, [1] * 7, [8], [9], [0], [1.5])]
    return cases


RACER = _at_the_limits()
RISING = list(range(1, race.MOST_CELLS + 2))
SWEEPS = [
    {"learning_rate": rates, "batch_size": batches, "epochs": epochs}
    for rates, batches, epochs in (
        (RISING[:-1], RISING[:-1], 1), (RISING, [1, 2], 1), ([1, 2], RISING, 1), ([1, 2], [1, 2], 500),
        ([1, 2], [1, 2], 501), ([1, 2], [1, 2], 0), ([1], [1, 2], 3), ([2, 1], [1, 2], 3), ([0, 1], [1, 2], 3),
        ([-1, 1], [1, 2], 3), ([0, 1], [0, 2], 3), ([0, 1], [1, 2.5], 3),
    )
]  # fmt: skip
STOPS = [{name: n} for name in (*race.COUNTS, "seconds") for n in (0, 1, 2.5, 700)]


@pytest.fixture(scope="module")
def found():
    imports = "".join(f'import * as {name} from "./{file}";' for name, file in MODULES.items())
    given = {"z": Z, "p": P, "seeds": SEEDS, "racer": RACER, "sweeps": SWEEPS, "stops": STOPS}
    return page(imports + CODE, given)


def _takes(check, *arguments):
    try:
        check(*arguments)
    except (ValueError, traitlets.TraitError):
        return False
    return True


def test_what_starts_a_run_again_is_the_same_list(found):
    assert found["reset"] == list(Playground.RESET)
    assert found["settings"] == list(SETTINGS)
    assert {*found["settings"], *found["shape"]} <= set(Playground.SHARED)


def test_names_of_data_and_features(found):
    assert found["datasets"] == list(playground_data.DATA)
    assert found["features"] == list(playground_data.FEATURES)
    assert found["oneInput"] == list(playground_data.ONE_INPUT)
    assert found["regression"] == list(playground_data.REGRESSION)


def test_sizes_of_what_the_kernel_sends(found):
    assert (found["cells"], found["small"]) == (kernel_run.CELLS, kernel_run.SMALL)
    assert found["points"] == kernel_run.MOST_POINTS
    # The kernel waits for an acknowledgement when so many frames are under way: it must come well before.
    assert 2 * found["every"] <= stream.WINDOW


def test_limits_of_races_maps_and_stops(found):
    assert (found["racers"], found["seeds"], found["most"]) == (race.RACERS, race.MOST_SEEDS, race.MOST_CELLS)
    assert found["counts"] == list(race.COUNTS)
    assert found["raced"] == list(race.RACED)
    expected = [_takes(lambda change: Playground(race=[change, {}]), {name: value}) for name, value in RACER]
    assert dict(zip(map(str, RACER), found["racer"], strict=True)) == dict(zip(map(str, RACER), expected, strict=True))
    assert found["sweeps"] == [_takes(race.check_sweep, sweep) for sweep in SWEEPS]
    assert found["stops"] == [_takes(race.check_stop, stop) for stop in STOPS]


def test_names_of_the_controls(found):
    # The buttons and the bars beside the chart belong to no group of controls.
    assert sorted([*found["controls"], "freeze", "gradients"]) == sorted(CONTROLS)


def test_the_choices_that_a_view_offers(found):
    choices = {name: sorted(names) for name, names in found["choices"].items()}
    activations, costs = sorted(nn.ACTIVATIONS), sorted(nn.COSTS)
    assert choices["activation"] == choices["slopes"] == activations
    assert choices["output"] == sorted(["auto", *activations])
    assert choices["cost"] == choices["stepper"] == choices["bars"] == costs
    assert choices["learning"] == sorted(set(activations) - {"step"})  # nothing is learnt through a step


def test_activations(found):
    assert sorted(found["activations"]) == sorted(nn.ACTIVATIONS)
    for name, sides in found["activations"].items():
        expected = nn.ACTIVATIONS[name].g(np.array(Z))
        for values in sides.values():
            np.testing.assert_allclose(values, expected, rtol=1e-13, atol=1e-300, err_msg=name)


def test_costs_stay_finite_at_the_same_limit(found):
    for cost, values in found["losses"].items():
        expected = [nn.COSTS[cost](np.array([[p]]), np.array([[y]])) for p in P for y in (0.0, 1.0)]
        for side in zip(*values, strict=True):
            np.testing.assert_allclose(side, expected, rtol=1e-13, atol=0, err_msg=cost)


def test_a_seed_gives_the_same_numbers_and_order(found):
    for seed, (numbers, order) in zip(SEEDS, found["random"], strict=True):
        chance, again = playground_data.random(seed), descent_paths._chances(seed)
        assert numbers == [chance() for _ in numbers] == [next(again) for _ in numbers]
        assert order == descent_paths._shuffled(30, descent_paths._chances(seed))


def test_curves_of_gradient_descent(found):
    assert list(found["curves"]) == list(descent_paths.CURVES)
    for name, (f, slope, start) in descent_paths.CURVES.items():
        expected = [value for w in (-2.5, 0, 0.7, 3) for value in (f(w), slope(w), start)]
        np.testing.assert_allclose(found["curves"][name], expected, rtol=1e-12, atol=1e-12, err_msg=name)


def test_a_script_reads_only_what_its_python_sends():
    views = [view for view in View.__subclasses__() if view.__module__.startswith("dlcourse.widgets.")]
    assert len(views) == len(list((JS / "static").glob("*.js")))
    for view in views:
        read = set(re.findall(r"\bget\(\"(\w+)\"\)", str(view._esm)))
        assert len(read) > 1, view.__name__
        assert read - set(view.class_traits(sync=True)) == set(), view.__name__
