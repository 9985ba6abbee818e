// Up to three runs on one clock: the same beginning, and they stop at equal epochs, updates or samples. No page, no drawing.
import { Run } from "./page_run.js";
import { atStop } from "./scale.js";

/** @typedef {import("./data.js").State} State */

export const RACERS = 3;
export const MOST_SEEDS = 9;
export const FRAMES = 60; // a second, as lessons are measured
const POINTS = 400; // of a curve that ends at a stop: the costs of all rows for more of them would take the time of the training
export const COUNTS = ["epochs", "updates", "samples"];

/** What a stop may be: {epochs|updates|samples: a whole number}, or null. An address may hold anything. */
export function stopOf(given) {
  const found = COUNTS.filter((name) => Number.isInteger(given?.[name]) && given[name] > 0);
  return found.length ? { [found[0]]: given[found[0]] } : null;
}

export class Race {
  /**
   * @param {State} state what a run starts from (data, layers, seed, ...)
   * @param {Record<string, any>[]} changes what each run does differently, in its state or its settings; [] is one run
   * @param {number} seeds how many seeds each of them is run with: state.seed and those after it
   */
  constructor(state, changes, seeds = 1) {
    this.lanes = (changes.length ? changes : [{}]).map((change) => {
      const own = { ...state, ...change };
      const runs = Array.from({ length: seeds }, (_, k) => new Run({ ...own, seed: own.seed + k }));
      return { change, runs, run: runs[0] };
    });
    this.crowd = this.lanes.length > 1;
    this.clock = 0;
    this.planned = false;
  }
  get runs() {
    return this.lanes.flatMap((lane) => lane.runs);
  }

  /** Updates between two points of every curve, from now on. */
  thin(every) {
    this.planned = every > 1;
    for (const run of this.runs) run.every = every;
  }
  restart(every = 1) {
    this.clock = 0;
    for (const run of this.runs) run.restart(every);
    this.thin(every);
  }
  /** So many updates between two points that a curve has some hundred of them at its stop. */
  plan(settings, stop) {
    this.planned = true;
    for (const { change, runs } of this.lanes)
      for (const run of runs)
        run.every = Math.max(
          run.every,
          Math.floor(atStop(run, { ...settings, ...change }.batch_size, stop).updates / POINTS),
        );
  }

  /**
   * One tick: `speed` updates of each run. Runs that stop at equal epochs or samples share a clock of rows instead, `speed` of
   * them a tick: one that takes small batches makes more updates.
   */
  tick(speed, settings, stop) {
    if (stop && !this.planned) this.plan(settings, stop);
    const rows = stop && !stop.updates;
    this.clock += rows ? speed : 0;
    for (const { change, runs } of this.lanes) {
      const own = { ...settings, ...change };
      for (const run of runs) {
        if (!rows) run.step(speed, own, stop);
        else
          while (run.samples + run.nextRows(own.batch_size) <= this.clock && !run.diverged && !run.atEnd(stop))
            run.step(1, own, stop);
      }
    }
  }

  /** Nothing more can be run: each has met the stop, or has diverged. */
  over(stop) {
    return this.runs.every((run) => run.diverged || run.atEnd(stop));
  }
  /** To the stop, at once. */
  finish(settings, stop) {
    if (!this.planned) this.plan(settings, stop);
    for (const { change, runs } of this.lanes)
      for (const run of runs) run.step(Infinity, { ...settings, ...change }, stop);
  }
}
