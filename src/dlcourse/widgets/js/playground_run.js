// A training run of the playground: data, network, counters, costs. No page, no drawing.
import { DATASETS, FEATURES, REGRESSION, divided } from "./datasets.js";
import { random, shuffled } from "./descent.js";
import { Network } from "./network.js";

const MOST_POINTS = 600; // of a cost curve; beyond, every second one goes

export class Run {
  /** @param {object} state the playground's traits that need a reset: data, layers, activation, cost, seed, ... */
  constructor(state) {
    this.state = state;
    this.chance = random(state.seed);
    const rows = state.own?.length ? state.own : DATASETS[state.data](state.noise, random(state.seed + 7));
    const { train, test } = divided(rows, state.share, state.seed);
    const see = (X) => X.map((x) => state.features.map((name) => FEATURES[name](x)));
    this.points = { train, test };
    this.train = { X: see(train.X), y: train.y };
    this.test = { X: see(test.X), y: test.y };
    this.see = (x) => state.features.map((name) => FEATURES[name](x));
    const regression = state.own?.length ? state.cost === "mse" : REGRESSION.includes(state.data);
    const output = regression ? "identity" : "sigmoid";
    const cost = regression ? "mse" : state.cost;
    this.network = new Network([state.features.length, ...state.layers, 1], { hidden: state.activation, output, cost });
    this.network.initialize(this.chance);
    this.start();
  }

  start() {
    Object.assign(this, { updates: 0, epochs: 0, samples: 0, diverged: null, order: [], at: 0, sizes: [], curve: [], every: 1 });
    this.record();
  }

  get N() {
    return this.train.X.length;
  }

  /** That many updates with the settings of now; they may change between any two. */
  step(count, { learning_rate, batch_size, regularisation, regularisation_rate }) {
    const size = Math.min(batch_size, this.N);
    for (let k = 0; k < count && this.diverged === null; k++) {
      if (this.at >= this.order.length) {
        this.order = shuffled(this.N, this.chance);
        this.at = 0;
      }
      const rows = this.order.slice(this.at, this.at + size);
      this.at += size;
      const pick = (all) => rows.map((row) => all[row]);
      this.sizes = this.network.step(pick(this.train.X), pick(this.train.y), learning_rate, regularisation, regularisation_rate);
      if (!Number.isFinite(this.sizes.at(-1))) {
        this.diverged = { update: this.updates + 1, alpha: learning_rate };
        break;
      }
      this.updates += 1;
      this.samples += rows.length;
      if (this.at >= this.order.length) this.epochs += 1;
      if (this.updates % this.every === 0) this.record();
    }
  }

  record() {
    const cost = (part) => (part.X.length ? this.network.costOf(part.X, part.y) : NaN);
    this.curve.push({
      updates: this.updates, samples: this.samples, epochs: this.samples / this.N, train: cost(this.train), test: cost(this.test),
    });
    if (this.curve.length > MOST_POINTS) {
      this.curve = this.curve.filter((_, k) => k % 2 === 0);
      this.every *= 2;
    }
  }

  /** Updates in one epoch: ceil(N / batch size). */
  perEpoch(batch) {
    return Math.ceil(this.N / Math.min(batch, this.N));
  }

  /** y_hat on a grid over [-6, 6] squared, row by row from the top, `cells` a side, for neuron i of layer l. */
  grid(cells, l = this.network.L, i = 0) {
    const at = (k) => -6 + (12 * (k + 0.5)) / cells;
    const rows = [];
    for (let r = 0; r < cells; r++) for (let c = 0; c < cells; c++) rows.push(this.see([at(c), -at(r)]));
    const { A } = this.network.forward(rows);
    const n = this.network.sizes[l];
    return Float64Array.from({ length: rows.length }, (_, k) => A[l][k * n + i]);
  }
}
