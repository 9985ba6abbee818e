// What can be measured of a step of a lesson: its race is run for as many ticks as five seconds have, then looked at.
import { Race, stopOf } from "../../src/dlcourse/widgets/playground/race.js";
import { racersOf } from "../../src/dlcourse/widgets/playground/racers.js";
import { atStop, height, reach } from "../../src/dlcourse/widgets/playground/scale.js";
import { Sweep, sweepOf } from "../../src/dlcourse/widgets/playground/sweep.js";
import { heat } from "../../src/dlcourse/widgets/shared/heat.js";

const BORDER = 0.5;
const CELLS = 50;
const DEAD = 0.05; // a weight that is seen as none

const curve = (run, part) => run.curve.map((p) => p[part]).filter(Number.isFinite);
const weights = (run) => run.network.W.slice(1).flatMap((w) => Array.from(w));

/** Where y_hat crosses one half between two neighbours of the grid, in cells. */
function border(run) {
  const values = Array.from(run.plane(CELLS));
  const found = [];
  for (let r = 0; r < CELLS; r++)
    for (let c = 0; c < CELLS; c++)
      for (const [dr, dc] of [
        [0, 1],
        [1, 0],
      ]) {
        if (r + dr >= CELLS || c + dc >= CELLS) continue;
        const [a, b] = [values[r * CELLS + c] - BORDER, values[(r + dr) * CELLS + c + dc] - BORDER];
        if (a < 0 === b < 0) continue;
        const t = a / (a - b);
        found.push([c + t * dc, r + t * dr]);
      }
  return found;
}

/** z of the output over the grid, and the share of places where it is linear: its second differences are 0. */
function flat(run) {
  const one = run.means.oneInput;
  const cells = one ? 400 : CELLS;
  const line = Float64Array.from({ length: cells }, (_, k) => (-6 + (12 * (k + 0.5)) / cells) / 3);
  if (one) run.network.forward(line);
  else run.plane(CELLS);
  const z = Array.from(run.network.room(one ? cells : CELLS * CELLS).Z[run.network.L]);
  const reach = Math.max(...z) - Math.min(...z);
  let [linear, all] = [0, 0];
  const look = (k, by) => {
    all += 1;
    if (Math.abs(z[k - by] - 2 * z[k] + z[k + by]) < 1e-9 * reach) linear += 1;
  };
  if (one) for (let k = 1; k < cells - 1; k++) look(k, 1);
  else
    for (let r = 1; r < CELLS - 1; r++)
      for (let c = 1; c < CELLS - 1; c++) {
        look(r * CELLS + c, 1);
        look(r * CELLS + c, CELLS);
      }
  return linear / all;
}

/** How far the border goes from the straight line that fits it best, in units of the data; 0 where there is none. */
function bend(run) {
  const points = border(run);
  if (points.length < 3) return 0;
  const mean = [0, 1].map((k) => points.reduce((sum, p) => sum + p[k], 0) / points.length);
  const [xx, xy, yy] = [
    [0, 0],
    [0, 1],
    [1, 1],
  ].map(([i, j]) => points.reduce((sum, p) => sum + (p[i] - mean[i]) * (p[j] - mean[j]), 0));
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  return (
    (12 / CELLS) *
    Math.max(...points.map((p) => Math.abs(-(p[0] - mean[0]) * Math.sin(angle) + (p[1] - mean[1]) * Math.cos(angle))))
  );
}

function right(run, part) {
  const { X, y, m } = part;
  const { A } = run.network.forward(X);
  const end = A[run.network.L];
  let count = 0;
  for (let k = 0; k < m; k++) if (end[k] > BORDER === y[k] > BORDER) count += 1;
  return count / m;
}

/** name: what is measured of one run. */
export const MEASURES = {
  cost: (run) => (run.diverged ? Infinity : run.costs().train),
  held: (run) => run.costs().test,
  fall: (run) => run.curve[0].train - run.costs().train,
  turn: (run) => run.costs().test - Math.min(...curve(run, "test")), // of the held-out cost, from its lowest place
  gap: (run) => run.costs().test - run.costs().train,
  rises: (run) => curve(run, "train").reduce((sum, v, k, all) => sum + (k ? Math.max(0, v - all[k - 1]) : 0), 0),
  // How far the cost of one batch is from the cost of all rows, as a rule.
  noise: (run) => {
    const both = run.curve.filter((p) => Number.isFinite(p.batch));
    return both.reduce((sum, p) => sum + Math.abs(p.batch - p.train), 0) / both.length;
  },
  updates: (run) => run.updates,
  epochs: (run) => run.epochs,
  samples: (run) => run.samples,
  diverged: (run) => (run.diverged ? run.diverged.update : Infinity),
  reached: (run) => Math.min(...Object.values(run.reached).map((one) => one.epochs), 1000),
  right: (run) => right(run, run.train),
  bend,
  flat,
  blue: (run) => run.plane(CELLS).reduce((sum, v) => sum + (v > BORDER), 0) / CELLS ** 2,
  unsure: (run) => run.plane(CELLS).reduce((sum, v) => sum + (v > 0.25 && v < 0.75), 0) / CELLS ** 2,
  weights: (run) => weights(run).reduce((sum, w) => sum + Math.abs(w), 0) / weights(run).length,
  thin: (run) => weights(run).filter((w) => Math.abs(w) < DEAD).length / weights(run).length,
  first: (run) => run.gradientSizes()[0],
  fading: (run) => run.gradientSizes().at(-1) / run.gradientSizes()[0], // the last layer's gradient over the first's
};

/** How many colours the plane is painted in. */
function colours(run, discretised) {
  const pixels = new Uint32Array(CELLS * CELLS);
  heat({ pixels }, run.plane(CELLS), 0, 1, discretised);
  return new Set(pixels).size;
}

/** For each batch size of a map, the learning rate that ends lowest. */
function best(sweep) {
  const found = {};
  for (const batch of sweep.batches) {
    const row = sweep.cells.filter((cell) => cell.batch === batch);
    found[batch] = row.reduce((one, other) => (other.cost < one.cost ? other : one)).rate;
  }
  return found;
}

function filled(given) {
  const sweep = new Sweep(given, sweepOf(given.sweep));
  let used = 0;
  for (; used < given.ticks && !sweep.over; used++) sweep.tick();
  return { over: sweep.over, ticks: used, lanes: [], best: best(sweep) };
}

/** Runs of one lane to their stop, kept: many steps of a lesson race against the runs of the step before. */
const known = new Map();
function ran(race, lane, given, end) {
  const { speed, ticks, stop, goal, seeds } = given;
  const {
    change,
    run: { state },
  } = lane;
  const settings = ["learning_rate", "batch_size", "regularisation", "regularisation_rate"].map(
    (name) => change[name] ?? given[name],
  );
  const key = JSON.stringify([state, settings, stop, speed, race.crowd, goal, seeds]);
  if (!known.has(key)) {
    const alone = Object.assign(Object.create(Race.prototype), {
      lanes: [lane],
      crowd: race.crowd,
      clock: 0,
      planned: false,
    });
    let used = 0;
    for (; used < ticks && !alone.over(end); used++) alone.tick(speed, { ...given, target: goal }, end);
    known.set(key, { runs: lane.runs, ticks: used, over: alone.over(end) });
  }
  return known.get(key);
}

/** One step: the playground's state, ticks, measures -> {over, ticks, lanes: [{measure: value, height}]}. */
export function work(given) {
  const { stop, measures } = given;
  if (sweepOf(given.sweep)) return filled(given);
  const made = new Race(given, racersOf({ get: (name) => given[name] }), given.seeds ?? 1);
  const end = stopOf(stop);
  const all = made.lanes.map((lane) => ran(made, lane, given, end));
  made.lanes.forEach((lane, k) => Object.assign(lane, { runs: all[k].runs, run: all[k].runs[0] }));
  // The chart as it is drawn then: how high each run ends, from 0 to 1.
  const curves = made.runs.map((run) => run.curve);
  const part = given.held_out ? ["train", "test"] : ["train"];
  const ends = made.lanes.map(({ change, run }) => atStop(run, change.batch_size ?? given.batch_size, end));
  const { y } = reach({ curves, axis: given.axis, log: given.log, ends, parts: part });
  const lanes = made.lanes.map(({ run, runs }) => {
    const costs = runs.map((one) => one.costs().train).sort((a, b) => a - b);
    const found = { N: run.N, low: costs[0], high: costs.at(-1), spread: costs.at(-1) - costs[0] };
    found.height = run.diverged ? 1 : height(run.costs().train, y, given.log);
    found.held_height = given.held_out ? height(run.costs().test, y, given.log) : 0; // where none is drawn, nothing is seen
    for (const name of measures)
      found[name] ??= name === "colours" ? colours(run, given.discretised) : MEASURES[name](run);
    return found;
  });
  return { over: all.every((one) => one.over), ticks: Math.max(...all.map((one) => one.ticks)), lanes };
}
