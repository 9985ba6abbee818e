// A map: the same network trained once for each learning rate and each batch size; its cell is the final cost. No page.
import { Run } from "./page_run.js";

/** @typedef {import("./data.js").State} State */

export const MOST = 10; // columns, and rows
const ROWS = 700; // training rows that one tick may use: a map fills in seconds, and stays smooth

const rising = (values, low) =>
  Array.isArray(values) &&
  values.length >= 2 &&
  values.length <= MOST &&
  values.every((v, k) => Number.isFinite(v) && v >= low && (!k || v > values[k - 1]));

/** What the state says of a map, or null: {learning_rate: [...], batch_size: [...], epochs}. An address may hold anything. */
export function sweepOf(given) {
  const { learning_rate, batch_size, epochs } = given ?? {};
  const sound = rising(learning_rate, 0) && rising(batch_size, 1) && batch_size.every(Number.isInteger);
  return sound && Number.isInteger(epochs) && epochs >= 1 && epochs <= 500
    ? { learning_rate, batch_size, epochs }
    : null;
}

export class Sweep {
  /**
   * @param {State} state
   * @param {{learning_rate: number[], batch_size: number[], epochs: number}} sweep
   */
  constructor(state, { learning_rate, batch_size, epochs }) {
    this.state = state;
    this.rates = learning_rate;
    this.batches = batch_size;
    this.epochs = epochs;
    this.restart();
  }
  restart() {
    this.cells = this.batches.flatMap((batch) =>
      this.rates.map((rate) => ({ batch, rate, cost: null, diverged: null })),
    );
    this.at = 0;
    this.run = null;
  }
  get over() {
    return this.at >= this.cells.length;
  }
  /** Some training of the cell of now; when it is done, the next tick begins the next. */
  tick() {
    if (this.over) return;
    const cell = this.cells[this.at];
    this.run ??= new Run(this.state);
    const { run } = this;
    run.every = Infinity; // no curve: only the end is asked for
    const settings = {
      learning_rate: cell.rate,
      batch_size: cell.batch,
      regularisation: "none",
      regularisation_rate: 0,
    };
    const rows = run.samples + ROWS;
    while (run.samples < rows && !run.diverged && run.epochs < this.epochs) run.step(1, settings);
    if (!run.diverged && run.epochs < this.epochs) return;
    cell.diverged = run.diverged;
    cell.cost = run.diverged ? Infinity : run.costs().train;
    this.at += 1;
    this.run = null;
  }
  /** The cell with the lowest cost so far, or null. */
  get best() {
    const done = this.cells.filter((cell) => Number.isFinite(cell.cost) && cell.cost !== null);
    return done.length ? done.reduce((one, other) => (other.cost < one.cost ? other : one)) : null;
  }
}
