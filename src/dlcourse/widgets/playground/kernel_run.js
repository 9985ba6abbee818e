// The same run, made by an engine in the kernel: this keeps what its frames bring. kernel_run.py writes them.
import { Problem } from "./data.js";
import { MOST_POINTS } from "./page_run.js";
import { CELLS, SMALL } from "../shared/heat.js";

/** @typedef {import("./data.js").State} State */

export const EVERY = 15; // frames per acknowledgement

export class KernelRun extends Problem {
  /** @param {State} state */
  constructor(state) {
    super(state);
    this.updates = 0;
    this.epochs = 0;
    this.samples = 0;
    this.diverged = null;
    this.error = null;
    this.curve = [];
    this.heard = false;
    this.was = {};
    this.since = {};
    this.planeOf = new Float32Array(CELLS * CELLS).fill(NaN);
    this.mapsOf = new Float32Array(0);
    const weights = () => this.sizes.map((n, l) => (l ? new Float64Array(n * this.sizes[l - 1]) : null));
    const biases = () => this.sizes.map((n, l) => (l ? new Float64Array(n) : null));
    this.W = weights();
    this.b = biases();
    this.dW = weights();
    this.db = biases();
  }

  /** Take a frame. @returns {boolean} false when it belongs to a run with other layers, now gone. */
  take(frame, buffers) {
    if (JSON.stringify(frame.sizes) !== JSON.stringify(this.sizes)) return false;
    const [plane, maps, parameters, gradients] = buffers.map((view) =>
      view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength),
    );
    this.planeOf = new Float32Array(plane);
    this.mapsOf = new Float32Array(maps);
    this.fill(new Float64Array(parameters), this.W, this.b);
    this.fill(new Float64Array(gradients), this.dW, this.db);
    const { updates, epochs, samples, diverged, error } = frame;
    Object.assign(this, { updates, epochs, samples, diverged, error, heard: true });
    const points = frame.points.map(([u, e, s, train, test]) => ({
      updates: u,
      epochs: e,
      samples: s,
      train: train ?? NaN,
      test: test ?? NaN,
    }));
    this.curve = frame.whole ? points : [...this.curve, ...points];
    if (this.curve.length > MOST_POINTS) this.curve = this.curve.filter((_, k) => k % 2 === 0);
    return true;
  }

  fill(from, W, b) {
    let at = 0;
    for (let l = 1; l < this.sizes.length; l++)
      for (const array of [W[l], b[l]]) {
        array.set(from.subarray(at, at + array.length));
        at += array.length;
      }
  }

  costs() {
    return this.curve.at(-1) ?? { train: NaN, test: NaN };
  }
  plane() {
    return this.planeOf;
  }
  maps() {
    const size = SMALL * SMALL;
    return (l, i, target) => {
      const at = (this.sizes.slice(0, l).reduce((sum, n) => sum + n, 0) + i) * size;
      if (this.mapsOf.length >= at + size) target.set(this.mapsOf.subarray(at, at + size));
      else target.fill(NaN);
    };
  }
  gradientSizes() {
    return this.updates ? this.dW.slice(1).map((d) => Math.sqrt(d.reduce((sum, v) => sum + v * v, 0) / d.length)) : [];
  }
  parameters() {
    const found = {};
    for (let l = 1; l < this.sizes.length; l++) {
      const n = this.sizes[l - 1];
      found[`W${l}`] = Array.from({ length: this.sizes[l] }, (_, i) => Array.from(this.W[l].slice(i * n, (i + 1) * n)));
      found[`b${l}`] = Array.from(this.b[l]);
    }
    return found;
  }
}

/** Whether frame `number` is one to acknowledge. */
export const toAcknowledge = (number, last) => last || number % EVERY === 0;
