"""Races, stops, targets, seeds and maps of the playground, in Node: who runs how far, and what is kept of it."""

import pytest
from in_node import page

STATE = {
    "data": "circle", "noise": 0.1, "share": 0.5, "features": ["x0", "x1"], "layers": [4], "activation": "tanh",
    "output": "auto", "cost": "cross_entropy", "seed": 3, "own": [], "own_inputs": 2, "begin": {},
}  # fmt: skip
SETTINGS = {"learning_rate": 0.3, "batch_size": 10, "regularisation": "none", "regularisation_rate": 0}
RACE = """
import { Race, stopOf } from "./playground/race.js";
const seen = ({ updates, epochs, samples, diverged, reached, curve }) => ({ updates, epochs, samples, diverged, reached,
  points: curve.length, costs: curve.map((p) => p.train), batch: curve.map((p) => p.batch) });
result = given.races.map(({ changes, seeds, stop, speed, ticks, settings }) => {
  const race = new Race(given.state, changes, seeds);
  const end = stopOf(stop);
  for (let k = 0; k < ticks && !race.over(end); k++) race.tick(speed, { ...given.settings, ...settings }, end);
  const partly = race.lanes.map((lane) => seen(lane.run));
  if (end) race.finish({ ...given.settings, ...settings }, end);
  return { partly, lanes: race.lanes.map((lane) => lane.runs.map(seen)), over: race.over(end) };
});
"""


def raced(*races):
    """The outcomes of races, each a dictionary of changes to one that ends after 10 epochs."""
    usual = {"changes": [], "seeds": 1, "stop": {"epochs": 10}, "speed": 10, "ticks": 10_000, "settings": {}}
    return page(RACE, {"state": STATE, "settings": SETTINGS, "races": [usual | race for race in races]})


BATCHES = [{"batch_size": 100}, {"batch_size": 30}, {"batch_size": 1}]


def test_a_race_stops_at_equal_epochs_samples_or_updates():
    epochs, samples, updates = raced(
        {"changes": BATCHES},
        {"changes": BATCHES, "stop": {"samples": 700}},
        {"changes": BATCHES, "stop": {"updates": 37}, "speed": 5},
    )
    assert [lane[0]["epochs"] for lane in epochs["lanes"]] == [10, 10, 10]
    assert [lane[0]["updates"] for lane in epochs["lanes"]] == [10, 40, 1000]  # 100 rows in batches of 30 are 4 updates
    assert [lane[0]["samples"] for lane in samples["lanes"]] == [700, 700, 700]
    assert [lane[0]["updates"] for lane in updates["lanes"]] == [37, 37, 37]
    assert all(race["over"] for race in (epochs, samples, updates))


def test_racers_share_a_clock_of_rows_on_the_way():
    """Half-way no racer is ahead in rows by more than the batch it waits for."""
    for ticks in (1, 13, 50):
        (race,) = raced({"changes": BATCHES, "ticks": ticks})
        for lane, size in zip(race["partly"], (100, 30, 1), strict=True):
            assert 10 * ticks - size < lane["samples"] <= 10 * ticks


def test_a_racer_is_the_run_it_would_be_alone():
    race, alone = raced({"changes": BATCHES}, {"settings": {"batch_size": 30}})
    assert race["lanes"][1][0]["costs"] == alone["lanes"][0][0]["costs"]


def test_finishing_at_once_ends_where_ticking_ends():
    slow, fast = raced({"changes": BATCHES}, {"changes": BATCHES, "ticks": 3})
    for one, other in zip(slow["lanes"], fast["lanes"], strict=True):
        assert one[0]["costs"][-1] == other[0]["costs"][-1] and one[0]["updates"] == other[0]["updates"]


def test_a_racer_that_diverges_does_not_keep_the_others():
    wild = [{"learning_rate": 1e9, "output": "identity"}, {"learning_rate": 0.1, "output": "identity"}]
    (race,) = raced({"changes": wild})
    assert race["over"] and race["lanes"][0][0]["diverged"]["alpha"] == 1e9
    assert race["lanes"][1][0]["epochs"] == 10 and race["lanes"][1][0]["diverged"] is None


def test_seeds_follow_the_first_and_differ():
    (race,) = raced({"changes": [{"layers": [2]}, {"layers": [4]}], "seeds": 3})
    for lane in race["lanes"]:
        assert len({run["costs"][-1] for run in lane}) == 3 and {run["epochs"] for run in lane} == {10}


def test_the_first_update_that_reaches_a_target_is_kept():
    (run,) = raced({"stop": {"updates": 400}, "settings": {"target": 0.4}})
    run = run["lanes"][0][0]
    at = run["reached"]["0.4"]["updates"]
    costs = run["costs"]  # one for each update: 400 fit into a curve
    assert costs[at] <= 0.4 < min(costs[:at]) and len(costs) == 401
    (none,) = raced({"stop": {"updates": 5}, "settings": {"target": 0.001}})
    assert none["lanes"][0][0]["reached"] == {}


def test_the_cost_of_the_batch_is_that_of_its_own_rows():
    one, all_rows = raced({"settings": {"batch_size": 1}}, {"settings": {"batch_size": 100}})
    whole = all_rows["lanes"][0][0]  # of all rows: the batch's cost is the cost before that update
    assert whole["batch"][0] is None and whole["batch"][1:] == pytest.approx(whole["costs"][:-1], rel=1e-9)
    single = one["lanes"][0][0]
    away = [abs(b - c) for b, c in zip(single["batch"][1:], single["costs"][1:], strict=True)]
    assert sum(away) / len(away) > 0.05


MAP = """
import { Sweep, sweepOf } from "./playground/sweep.js";
import { Run } from "./playground/page_run.js";
const { state, sweep } = given;
{
  const map = new Sweep(state, sweepOf(sweep));
  const fills = [];
  while (!map.over) (map.tick(), fills.push(map.at));
  const one = map.cells[4];
  const run = new Run(state);
  while (run.epochs < sweep.epochs && !run.diverged) run.step(1, { learning_rate: one.rate, batch_size: one.batch });
  result = { cells: map.cells, fills, alone: run.costs().train, best: map.best };
}
"""


def test_a_map_holds_the_final_cost_of_each_cells_own_run():
    sweep = {"learning_rate": [0.1, 1, 1e9], "batch_size": [5, 50], "epochs": 6}
    found = page(MAP, {"state": STATE | {"output": "identity"}, "sweep": sweep})
    assert [(one["batch"], one["rate"]) for one in found["cells"]] == [(b, r) for b in (5, 50) for r in (0.1, 1, 1e9)]
    assert found["cells"][4]["cost"] == found["alone"]
    assert found["cells"][2]["diverged"] and not found["cells"][0]["diverged"]
    costs = [one["cost"] for one in found["cells"] if not one["diverged"]]
    assert found["best"]["cost"] == min(costs)
    assert found["fills"] == sorted(found["fills"])  # one cell after the other


def test_nonsense_of_an_address_is_left_alone():
    code = """
    import { racersOf } from "./playground/racers.js";
    import { stopOf } from "./playground/race.js";
    import { sweepOf } from "./playground/sweep.js";
    const racers = given.races.map((race) => racersOf({ get: () => race }));
    result = [racers, given.stops.map(stopOf), given.sweeps.map(sweepOf)];
    """
    races = [None, "x", [{}], [None, 3], [{"batch_size": 0.5, "layers": [99], "speed": 1}, {"batch_size": 7}], [{}] * 9]
    stops = [None, 7, {"epochs": "x"}, {"seconds": 5}, {"updates": 5}]
    good = {"learning_rate": [0.1, 1], "batch_size": [1, 2], "epochs": 5}
    sweeps = [
        None,
        {},
        3,
        {**good, "epochs": 1e9},
        {**good, "batch_size": [2, 1]},
        {**good, "learning_rate": ["a", "b"]},
        good,
    ]
    found = page(code, {"races": races, "stops": stops, "sweeps": sweeps})
    assert found[0] == [[], [], [], [{}, {}], [{}, {"batch_size": 7}], [{}] * 3]
    assert found[1] == [None] * 4 + [{"updates": 5}]
    assert found[2] == [None] * 6 + [good]
