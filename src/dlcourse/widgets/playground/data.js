// Data for the playground, between -6 and 6, repeatable by a seed. data.py makes the same in NumPy.
import { random } from "../shared/random.js";

const HALF = 100; // examples of each class

function normal(chance) {
  return Math.sqrt(-2 * Math.log(Math.max(chance(), 1e-12))) * Math.cos(2 * Math.PI * chance());
}

/** name: (noise from 0 to 0.5, chance) => rows [x0, x1, y]; y is 0 or 1, or a number between -1 and 1 for a regression. */
export const DATASETS = {
  circle: (noise, chance) =>
    labelled((y) => {
      const [r, angle] = [y ? 2.5 * chance() : 3.5 + 1.5 * chance(), 2 * Math.PI * chance()];
      return [r * Math.cos(angle), r * Math.sin(angle)].map((v) => v + 2 * noise * normal(chance));
    }),
  xor: (noise, chance) =>
    labelled((y) => {
      const [u, v] = [0.4 + 4.6 * chance(), 0.4 + 4.6 * chance()];
      const flip = chance() < 0.5 ? 1 : -1;
      return [u * flip, v * flip * (y ? 1 : -1)].map((w) => w + 3 * noise * normal(chance));
    }),
  gaussian: (noise, chance) => labelled((y) => [0, 0].map(() => (y ? 2 : -2) + (0.8 + 3 * noise) * normal(chance))),
  spiral: (noise, chance) =>
    labelled((y, k) => {
      const [r, turn] = [(k / HALF) * 5 + 0.1, 1.75 * (k / HALF) * 2 * Math.PI + (y ? 0 : Math.PI)];
      return [r * Math.sin(turn), r * Math.cos(turn)].map((v) => v + 1.5 * noise * normal(chance));
    }),
  plane: (noise, chance) => measured(chance, 2, ([u, v]) => (u + v) / 10 + noise * normal(chance)),
  "multi-gaussian": (noise, chance) =>
    measured(chance, 2, (x) => {
      const hills = [
        [-4, 2.5, 1],
        [0, 2.5, -1],
        [4, 2.5, 1],
        [-4, -2.5, -1],
        [0, -2.5, 1],
        [4, -2.5, -1],
      ];
      const heights = hills.map(([a, b, s]) => s * Math.max(0, 1 - Math.hypot(x[0] - a, x[1] - b) / 2));
      return (
        heights.reduce((one, other) => (Math.abs(other) > Math.abs(one) ? other : one)) + 0.5 * noise * normal(chance)
      );
    }),
  sine: (noise, chance) => measured(chance, 1, ([u]) => Math.sin(u) + 0.5 * noise * normal(chance)),
  steps: (noise, chance) =>
    measured(chance, 1, ([u]) => (u < -2 ? -0.8 : u < 2 ? 0.8 : 0) + 0.5 * noise * normal(chance)),
};
export const ONE_INPUT = ["sine", "steps"];
export const REGRESSION = ["plane", "multi-gaussian", ...ONE_INPUT];

function labelled(place) {
  return [1, 0].flatMap((y) => Array.from({ length: HALF }, (_, k) => [...place(y, k), y]));
}

function measured(chance, inputs, height) {
  return Array.from({ length: 2 * HALF }, () => {
    const x = [12 * chance() - 6, inputs === 2 ? 12 * chance() - 6 : 0];
    return [...x, height(x)];
  });
}

/** The rows of a data set, shuffled and divided: {train: {X, y}, test: {X, y}}. */
export function divided(rows, share, seed) {
  const chance = random(seed + 1000);
  const mixed = rows
    .map((row) => [chance(), row])
    .sort((a, b) => a[0] - b[0])
    .map(([, row]) => row);
  const cut = Math.max(1, Math.min(mixed.length, Math.round(share * mixed.length)));
  const part = (some) => ({ X: some.map((row) => row.slice(0, 2)), y: some.map((row) => [row[2]]) });
  return { train: part(mixed.slice(0, cut)), test: part(mixed.slice(cut)) };
}

/** Features a network may see instead of, or besides, x_0 and x_1. */
export const FEATURES = {
  x0: ([a]) => a / 3,
  x1: ([, b]) => b / 3,
  "x0²": ([a]) => (a / 3) ** 2,
  "x1²": ([, b]) => (b / 3) ** 2,
  x0·x1: ([a, b]) => (a * b) / 9,
  "sin x0": ([a]) => Math.sin(a),
  "sin x1": ([, b]) => Math.sin(b),
};

/**
 * What a run is made of: the traits of the playground that need a reset, as RESET lists them.
 * @typedef {object} State
 * @property {string} data a name in DATASETS
 * @property {number[][]} own rows [x0, x1, y] of one's own; empty where `data` is used
 * @property {number} own_inputs 1 or 2
 * @property {number} noise from 0 to 0.5
 * @property {number} share of the rows that are trained with
 * @property {string[]} features names in FEATURES
 * @property {number[]} layers neurons of the hidden layers
 * @property {string} activation of the hidden layers
 * @property {string} output activation, or "auto"
 * @property {"mse"|"cross_entropy"} cost
 * @property {number} seed
 * @property {Record<string, any> | null} begin parameters to begin with; {} or null for random ones
 * @property {number} resets
 */

/**
 * What the chosen state comes to. One input leaves out features of x1; output and cost follow the problem where they
 * are left to it; cross-entropy wants a sigmoid output and two classes.
 * @param {Pick<State, "own" | "own_inputs" | "data" | "features" | "output" | "cost">} state
 * @returns {{features: string[], regression: boolean, oneInput: boolean, output: string, cost: "mse"|"cross_entropy"}}
 */
export function effective({ own, own_inputs, data, features, output, cost }) {
  const mine = own?.length > 0;
  const oneInput = mine ? own_inputs === 1 : ONE_INPUT.includes(data);
  const kept = features.filter((name) => !(oneInput && name.includes("x1")));
  const regression = mine ? own.some((row) => row[2] !== 0 && row[2] !== 1) : REGRESSION.includes(data);
  const last = output && output !== "auto" ? output : regression ? "identity" : "sigmoid";
  return {
    features: kept.length ? kept : ["x0"],
    regression,
    oneInput,
    output: last,
    cost: last === "sigmoid" && !regression ? cost : "mse",
  };
}

/** A problem: its points, and what the network sees of them in flat arrays. */
export class Problem {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    this.means = effective(state);
    const rows = state.own?.length ? state.own : DATASETS[state.data](state.noise, random(state.seed + 7));
    this.points = divided(rows, state.share, state.seed);
    this.sizes = [this.means.features.length, ...state.layers, 1];
    this.train = this.flat(this.points.train);
    this.test = this.flat(this.points.test);
  }

  /** Features of one point [x0, x1]. */
  see(x) {
    return this.means.features.map((name) => FEATURES[name](x));
  }

  flat({ X, y }) {
    return { X: Float64Array.from(X.flatMap((x) => this.see(x))), y: Float64Array.from(y.flat()), m: X.length };
  }

  get N() {
    return this.train.m;
  }

  /** Updates in one epoch: ceil(N / batch size). */
  perEpoch(batch) {
    return Math.ceil(this.N / Math.min(batch, this.N));
  }
}
