// The network of dlcourse.nn in the page: batches in flat arrays, fast enough for 25 updates a frame. Held to nn by tests.

const ACTIVATE = {
  relu: (z) => (z > 0 ? z : 0),
  sigmoid: (z) => 1 / (1 + Math.exp(-Math.max(z, -709))),
  tanh: Math.tanh,
  identity: (z) => z,
};
const SLOPE = {
  relu: (z) => (z > 0 ? 1 : 0),
  sigmoid: (z, a) => a * (1 - a),
  tanh: (z, a) => 1 - a * a,
  identity: () => 1,
};

export class Network {
  /**
   * @param {number[]} sizes inputs, hidden layers, outputs
   * @param {{hidden: string, output: string, cost: "mse"|"cross_entropy"}} settings
   */
  constructor(sizes, { hidden, output, cost }) {
    Object.assign(this, { sizes, hidden, output, cost, L: sizes.length - 1 });
    this.W = sizes.map((n, l) => (l ? new Float64Array(n * sizes[l - 1]) : null));
    this.b = sizes.map((n, l) => (l ? new Float64Array(n) : null));
  }

  /** Random weights and biases, uniform in +-1/sqrt(n_(l-1)), as dlcourse.nn draws them. */
  initialize(chance) {
    for (let l = 1; l <= this.L; l++) {
      const bound = 1 / Math.sqrt(this.sizes[l - 1]);
      for (const array of [this.W[l], this.b[l]]) for (let k = 0; k < array.length; k++) array[k] = bound * (2 * chance() - 1);
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

  /** Z and A of every layer for the rows; A[L] is y_hat. */
  forward(rows) {
    const m = rows.length;
    const n0 = this.sizes[0];
    const first = new Float64Array(m * n0);
    rows.forEach((row, k) => first.set(row, k * n0));
    const [Z, A] = [[null], [first]];
    for (let l = 1; l <= this.L; l++) {
      const [n, before] = [this.sizes[l], this.sizes[l - 1]];
      const [z, a, W, b, x] = [new Float64Array(m * n), new Float64Array(m * n), this.W[l], this.b[l], A[l - 1]];
      const g = ACTIVATE[l === this.L ? this.output : this.hidden];
      for (let k = 0; k < m; k++)
        for (let i = 0; i < n; i++) {
          let sum = 0;
          for (let j = 0; j < before; j++) sum += x[k * before + j] * W[i * before + j];
          z[k * n + i] = sum + b[i];
          a[k * n + i] = g(z[k * n + i]);
        }
      Z.push(z);
      A.push(a);
    }
    return { Z, A, m };
  }

  /** The cost J on rows and their targets (without the regularisation). */
  costOf(rows, targets) {
    const { A, m } = this.forward(rows);
    const n = this.sizes[this.L];
    let sum = 0;
    for (let k = 0; k < m; k++)
      for (let i = 0; i < n; i++) {
        const [p, t] = [A[this.L][k * n + i], targets[k][i]];
        sum += this.cost === "mse" ? (p - t) ** 2 : -(t * Math.log(Math.max(p, 1e-16)) + (1 - t) * Math.log(Math.max(1 - p, 1e-16)));
      }
    return sum / m;
  }

  /**
   * One update with this batch. Weights (not biases) feel the regularisation: rate * w for L2, rate * sign(w) for L1.
   * @returns {number[]} the size of dW in each layer (root mean square), NaN in the last when it has diverged
   */
  step(rows, targets, alpha, regularisation = "none", rate = 0) {
    const { Z, A, m } = this.forward(rows);
    const nL = this.sizes[this.L];
    let dZ = new Float64Array(m * nL);
    const end = SLOPE[this.output];
    for (let k = 0; k < m; k++)
      for (let i = 0; i < nL; i++) {
        const p = k * nL + i;
        if (!Number.isFinite(A[this.L][p])) return [NaN];
        const error = (A[this.L][p] - targets[k][i]) / m;
        dZ[p] = this.cost === "mse" ? 2 * error * end(Z[this.L][p], A[this.L][p]) : error;
      }
    const sizes = [];
    for (let l = this.L; l >= 1; l--) {
      const [n, before] = [this.sizes[l], this.sizes[l - 1]];
      const [W, x] = [this.W[l], A[l - 1]];
      const back = l > 1 ? new Float64Array(m * before) : null;
      if (back)
        for (let k = 0; k < m; k++)
          for (let j = 0; j < before; j++) {
            let sum = 0;
            for (let i = 0; i < n; i++) sum += dZ[k * n + i] * W[i * before + j];
            back[k * before + j] = sum * SLOPE[this.hidden](Z[l - 1][k * before + j], A[l - 1][k * before + j]);
          }
      let square = 0;
      for (let i = 0; i < n; i++) {
        let db = 0;
        for (let k = 0; k < m; k++) db += dZ[k * n + i];
        for (let j = 0; j < before; j++) {
          let dW = 0;
          for (let k = 0; k < m; k++) dW += dZ[k * n + i] * x[k * before + j];
          const w = W[i * before + j];
          square += dW * dW;
          if (regularisation === "L2") dW += rate * w;
          else if (regularisation === "L1") dW += rate * Math.sign(w);
          W[i * before + j] = w - alpha * dW;
        }
        this.b[l][i] -= alpha * db;
      }
      sizes.unshift(Math.sqrt(square / (n * before)));
      dZ = back;
    }
    return sizes;
  }
}
