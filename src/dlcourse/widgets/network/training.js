// The network of dlcourse.nn in the page: batches in flat arrays, fast enough for 25 updates a frame. Held to nn by tests.

// Each fills a with the activations of z: one loop each, so that the page's compiler sees one function in it.
const ACTIVATE = {
  step: (z, a) => {
    for (let k = 0; k < z.length; k++) a[k] = z[k] >= 0 ? 1 : 0;
  },
  relu: (z, a) => {
    // biome-ignore lint/complexity/useMathMinMax: Math.max would give NaN where z is NaN
    for (let k = 0; k < z.length; k++) a[k] = z[k] > 0 ? z[k] : 0;
  },
  sigmoid: (z, a) => {
    for (let k = 0; k < z.length; k++) a[k] = 1 / (1 + Math.exp(-Math.max(z[k], -709)));
  },
  tanh: (z, a) => {
    for (let k = 0; k < z.length; k++) a[k] = Math.tanh(z[k]);
  },
  identity: (z, a) => a.set(z),
};
const SLOPE = {
  step: () => 0, // where it exists: nothing can be learnt through it
  relu: (z) => (z > 0 ? 1 : 0),
  sigmoid: (_, a) => a * (1 - a),
  tanh: (_, a) => 1 - a * a,
  identity: () => 1,
};

export class Network {
  /**
   * @param {number[]} sizes inputs, hidden layers, outputs
   * @param {{hidden: string, output: string, cost: "mse"|"cross_entropy"}} settings
   */
  constructor(sizes, { hidden, output, cost }) {
    this.sizes = sizes;
    this.hidden = hidden;
    this.output = output;
    this.cost = cost;
    this.L = sizes.length - 1;
    this.W = sizes.map((n, l) => (l ? new Float64Array(n * sizes[l - 1]) : null));
    this.b = sizes.map((n, l) => (l ? new Float64Array(n) : null));
    this.dW = this.W.map((w) => w && new Float64Array(w.length));
    this.db = this.b.map((b) => b && new Float64Array(b.length));
    this.rooms = new Map();
  }

  /** Random weights and biases, uniform in +-1/sqrt(n_(l-1)), as dlcourse.nn draws them. */
  initialize(chance) {
    for (let l = 1; l <= this.L; l++) {
      const bound = 1 / Math.sqrt(this.sizes[l - 1]);
      for (const array of [this.W[l], this.b[l]])
        for (let k = 0; k < array.length; k++) array[k] = bound * (2 * chance() - 1);
    }
  }

  /** Take parameters {W1: [[...]], b1: [...], ...}. */
  set(parameters) {
    for (let l = 1; l <= this.L; l++) {
      this.W[l].set(parameters[`W${l}`].flat());
      this.b[l].set(parameters[`b${l}`]);
    }
  }

  /** The parameters as {W1: [[...]], b1: [...], ...}. */
  parameters() {
    const found = {};
    for (let l = 1; l <= this.L; l++) {
      const n = this.sizes[l - 1];
      found[`W${l}`] = Array.from({ length: this.sizes[l] }, (_, i) => Array.from(this.W[l].slice(i * n, (i + 1) * n)));
      found[`b${l}`] = Array.from(this.b[l]);
    }
    return found;
  }

  /** Arrays for a pass over m rows. They are used again by the next pass over as many rows. */
  room(m) {
    let found = this.rooms.get(m);
    if (!found) {
      const make = () => this.sizes.map((n, l) => (l ? new Float64Array(m * n) : null));
      found = { Z: make(), A: make(), dZ: make(), m };
      if (this.rooms.size > 40) this.rooms.clear();
      this.rooms.set(m, found);
    }
    return found;
  }

  /** Z and A of every layer for the rows (lists, or one flat Float64Array); A[L] is y_hat. Valid until the next pass. */
  forward(rows) {
    const first = flat(rows);
    const m = first.length / this.sizes[0];
    const { Z, A, dZ } = this.room(m);
    A[0] = first;
    for (let l = 1; l <= this.L; l++) {
      const [n, before] = [this.sizes[l], this.sizes[l - 1]];
      const [z, a, W, b, x] = [Z[l], A[l], this.W[l], this.b[l], A[l - 1]];
      const g = ACTIVATE[l === this.L ? this.output : this.hidden];
      for (let k = 0, at = 0; k < m; k++) {
        const row = k * before;
        for (let i = 0, w = 0; i < n; i++, at++) {
          let sum = 0;
          for (let j = 0; j < before; j++, w++) sum += x[row + j] * W[w];
          z[at] = sum + b[i];
        }
      }
      g(z, a);
    }
    return { Z, A, dZ, m };
  }

  /** The cost J on rows and their targets (without the regularisation). */
  costOf(rows, targets) {
    const { A, m } = this.forward(rows);
    return this.costAt(A[this.L], flat(targets), m);
  }
  costAt(end, y, m) {
    let sum = 0;
    if (this.cost === "mse") for (let k = 0; k < end.length; k++) sum += (end[k] - y[k]) ** 2;
    else
      for (let k = 0; k < end.length; k++)
        sum -= y[k] * Math.log(Math.max(end[k], 1e-16)) + (1 - y[k]) * Math.log(Math.max(1 - end[k], 1e-16));
    return sum / m;
  }

  /**
   * One update with this batch. Weights (not biases) feel the regularisation: rate * w for L2, rate * sign(w) for L1.
   * The gradients of the cost stay in dW and db until the next update, and the batch's own cost before it in `before`.
   * @returns {boolean} false, and nothing is updated, when y_hat is no longer finite: training has diverged
   */
  step(rows, targets, alpha, regularisation = "none", rate = 0) {
    const { Z, A, dZ, m } = this.forward(rows);
    const y = flat(targets);
    const [end, slope] = [A[this.L], SLOPE[this.output]];
    this.before = this.costAt(end, y, m);
    for (let p = 0; p < end.length; p++) {
      if (!Number.isFinite(end[p])) return false;
      const error = (end[p] - y[p]) / m;
      dZ[this.L][p] = this.cost === "mse" ? 2 * error * slope(Z[this.L][p], end[p]) : error;
    }
    const bend = SLOPE[this.hidden];
    for (let l = this.L; l >= 1; l--) {
      const [n, before] = [this.sizes[l], this.sizes[l - 1]];
      const [W, x, d] = [this.W[l], A[l - 1], dZ[l]];
      if (l > 1)
        for (let k = 0; k < m; k++)
          for (let j = 0; j < before; j++) {
            let sum = 0;
            for (let i = 0; i < n; i++) sum += d[k * n + i] * W[i * before + j];
            dZ[l - 1][k * before + j] = sum * bend(Z[l - 1][k * before + j], x[k * before + j]);
          }
      for (let i = 0; i < n; i++) {
        let db = 0;
        for (let k = 0; k < m; k++) db += d[k * n + i];
        for (let j = 0; j < before; j++) {
          let dW = 0;
          for (let k = 0; k < m; k++) dW += d[k * n + i] * x[k * before + j];
          const w = W[i * before + j];
          this.dW[l][i * before + j] = dW;
          if (regularisation === "L2") dW += rate * w;
          else if (regularisation === "L1") dW += rate * Math.sign(w);
          W[i * before + j] = w - alpha * dW;
        }
        this.db[l][i] = db;
        this.b[l][i] -= alpha * db;
      }
    }
    return true;
  }

  /** Size of dW in each layer, first to last: root mean square of the last update's gradient. */
  gradientSizes() {
    return this.dW.slice(1).map((d) => Math.sqrt(d.reduce((sum, v) => sum + v * v, 0) / d.length));
  }
}

function flat(rows) {
  return rows instanceof Float64Array ? rows : Float64Array.from(rows.flat());
}
