// A training run of the playground in the page: data, network, counters, costs. No page, no drawing.
import { Problem } from "./data.js";
import { random, shuffled } from "../shared/random.js";
import { CELLS, SMALL, gridPoints } from "../shared/heat.js";
import { Network } from "../network/training.js";

/** @typedef {import("./data.js").State} State */

export const MOST_POINTS = 600; // of a cost curve; beyond, every second one goes. kernel_run.py has the same

export class Run extends Problem {
  /** @param {State} state */
  constructor(state) {
    super(state);
    const { output, cost } = this.means;
    this.network = new Network(this.sizes, { hidden: state.activation, output, cost });
    this.grids = new Map();
    this.rows = [];
    this.restart();
  }

  /** To the beginning: the same data, the same first parameters. `every`: updates between two points of the curve. */
  restart(every = 1) {
    this.chance = random(this.state.seed);
    this.network.initialize(this.chance);
    if (fits(this.state.begin, this.sizes)) this.network.set(this.state.begin);
    this.updates = 0;
    this.epochs = 0;
    this.samples = 0;
    this.diverged = null;
    this.error = null;
    this.order = [];
    this.at = 0;
    this.curve = [];
    this.every = every;
    this.was = {};
    this.since = {};
    this.reached = {};
    this.ofBatch = NaN;
    this.record();
  }

  /**
   * That many updates with the settings of now; they may change between any two. `stop`: {epochs|updates|samples: n} that
   * are not passed. `target`: a cost; `reached[target]` keeps the first update after which the training rows cost no more.
   */
  step(count, { learning_rate, batch_size, regularisation, regularisation_rate, target = 0 }, stop = null) {
    const size = Math.min(batch_size, this.N);
    const n = this.sizes[0];
    for (let k = 0; k < count && this.diverged === null && !this.atEnd(stop); k++) {
      if (this.at >= this.order.length) {
        this.order = shuffled(this.N, this.chance);
        this.at = 0;
      }
      const taken = Math.min(size, this.N - this.at);
      this.rows[taken] ??= { X: new Float64Array(taken * n), y: new Float64Array(taken) };
      const batch = this.rows[taken];
      for (let r = 0; r < taken; r++) {
        const row = this.order[this.at + r];
        for (let j = 0; j < n; j++) batch.X[r * n + j] = this.train.X[row * n + j];
        batch.y[r] = this.train.y[row];
      }
      this.at += taken;
      if (!this.network.step(batch.X, batch.y, learning_rate, regularisation, regularisation_rate)) {
        this.diverged = { update: this.updates + 1, alpha: learning_rate };
        break;
      }
      this.ofBatch = this.network.before;
      this.updates += 1;
      this.samples += taken;
      if (this.at >= this.order.length) this.epochs += 1;
      if (this.updates % this.every === 0) this.record();
      if (target > 0 && !(target in this.reached) && this.costs().train <= target) this.reached[target] = this.counts();
    }
  }

  /** Whether this stop is met. An update that would pass it is not made: a stop is never overshot. */
  atEnd(stop) {
    return Boolean(stop) && Object.entries(stop).some(([name, most]) => this[name] >= most);
  }
  /** How many rows the next update takes: a last batch may be short. */
  nextRows(batch) {
    const left = this.N - this.at;
    return Math.min(batch, this.N, this.at >= this.order.length ? this.N : left);
  }
  counts() {
    return { updates: this.updates, samples: this.samples, epochs: this.samples / this.N };
  }

  record() {
    const cost = (part) => (part.m ? this.network.costOf(part.X, part.y) : NaN);
    this.curve.push({ ...this.counts(), train: cost(this.train), test: cost(this.test), batch: this.ofBatch });
    if (this.curve.length > MOST_POINTS) {
      this.curve = this.curve.filter((_, k) => k % 2 === 0);
      this.every *= 2;
    }
  }

  /** Costs of now, which the curve may not have yet. */
  costs() {
    const last = this.curve.at(-1);
    if (last.updates !== this.updates)
      this.now = {
        train: this.network.costOf(this.train.X, this.train.y),
        test: this.test.m ? this.network.costOf(this.test.X, this.test.y) : NaN,
      };
    return last.updates === this.updates ? last : this.now;
  }

  /** A pass over a grid of cells * cells points. */
  over(cells) {
    if (!this.grids.has(cells)) this.grids.set(cells, Float64Array.from(gridPoints(cells).flatMap((x) => this.see(x))));
    return this.network.forward(this.grids.get(cells)).A;
  }

  /** y_hat over the plane, row by row from the top. Valid until the next pass. */
  plane(cells = CELLS) {
    return this.over(cells)[this.network.L];
  }

  /** A function (l, i, target): fills target with what neuron i of layer l says over a small grid. */
  maps() {
    const A = this.over(SMALL);
    return (l, i, target) => {
      const n = this.sizes[l];
      for (let k = 0; k < target.length; k++) target[k] = A[l][k * n + i];
    };
  }

  get W() {
    return this.network.W;
  }
  get b() {
    return this.network.b;
  }
  get dW() {
    return this.network.dW;
  }
  get db() {
    return this.network.db;
  }
  gradientSizes() {
    return this.updates ? this.network.gradientSizes() : [];
  }
  parameters() {
    return this.network.parameters();
  }
}

/** Whether the parameters belong to layers of these sizes, and are numbers. An address may hold anything. */
export function fits(parameters, sizes) {
  if (!parameters?.W1 || Object.keys(parameters).length !== 2 * (sizes.length - 1)) return false;
  const row = (values, n) => Array.isArray(values) && values.length === n && values.every(Number.isFinite);
  return sizes.every((n, l) => {
    const [W, b] = [parameters[`W${l}`], parameters[`b${l}`]];
    return !l || (row(b, n) && Array.isArray(W) && W.length === n && W.every((one) => row(one, sizes[l - 1])));
  });
}
