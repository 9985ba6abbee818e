// Forward, backward and update on m rows, in plain arrays with every number kept. Held to dlcourse.nn by the tests.
import { factor, number } from "./draw.js";
import { ACTIVATIONS, forward, layerSizes } from "./engine.js";
import { weightName } from "./forward_text.js";

/** Derivatives as functions of z and a = g(z), as in dlcourse.activations. */
export const SLOPES = {
  relu: (z) => (z > 0 ? 1 : 0),
  sigmoid: (z, a) => a * (1 - a),
  tanh: (z, a) => 1 - a * a,
  identity: () => 1,
};
export const LEARNING = Object.keys(SLOPES);

/** The cost J: the mean over the rows of the sum over the outputs. */
export function costOf(yHat, y, cost) {
  const loss = (p, t) =>
    cost === "mse"
      ? (p - t) ** 2
      : -(t * Math.log(Math.max(p, 1e-16)) + (1 - t) * Math.log(Math.max(1 - p, 1e-16)));
  return yHat.reduce((sum, row, k) => sum + row.reduce((s, p, i) => s + loss(p, y[k][i]), 0), 0) / y.length;
}

/**
 * Everything of one forward and one backward pass over the rows of X.
 * @param {number|null} bug a learning rate: W[l+1] is updated before layer l asks it, the well-known mistake
 * @returns {{Z, A, dZ, dW, db, J}} Z[l][k][i], A and dZ alike; dW[l][i][j], db[l][i]; layer 0 is the inputs
 */
export function backprop(X, y, parameters, hidden, output, cost, bug = null) {
  const sizes = layerSizes(parameters);
  const L = sizes.length - 1;
  const passes = X.map((x) => forward(x, parameters, hidden, output));
  const A = sizes.map((_, l) => passes.map((pass) => pass.A[l]));
  const Z = sizes.map((_, l) => passes.map((pass) => pass.Z[l]));
  const m = X.length;
  const dZ = sizes.map(() => []);
  const dW = sizes.map(() => []);
  const db = sizes.map(() => []);
  for (let l = L; l >= 1; l--) {
    const slope = SLOPES[l === L ? output : hidden];
    const after = l < L ? used(parameters, l + 1, dW, bug) : null;
    dZ[l] = A[l].map((row, k) =>
      row.map((a, i) => {
        if (l === L) {
          const error = (a - y[k][i]) / m;
          return cost === "mse" ? 2 * error * slope(Z[l][k][i], a) : error;
        }
        return dZ[l + 1][k].reduce((sum, d, q) => sum + d * after[q][i], 0) * slope(Z[l][k][i], a);
      }),
    );
    dW[l] = parameters[`W${l}`].map((row, i) => row.map((_, j) => dZ[l].reduce((s, d, k) => s + d[i] * A[l - 1][k][j], 0)));
    db[l] = parameters[`b${l}`].map((_, i) => dZ[l].reduce((s, d) => s + d[i], 0));
  }
  return { Z, A, dZ, dW, db, J: costOf(A[L], y, cost), sizes };
}

function used(parameters, l, dW, bug) {
  const W = parameters[`W${l}`];
  return bug === null ? W : W.map((row, i) => row.map((w, j) => w - bug * dW[l][i][j]));
}

/** New parameters, one step of gradient descent. */
export function updated(parameters, pass, alpha) {
  const next = {};
  for (let l = 1; l < pass.sizes.length; l++) {
    next[`W${l}`] = parameters[`W${l}`].map((row, i) => row.map((w, j) => w - alpha * pass.dW[l][i][j]));
    next[`b${l}`] = parameters[`b${l}`].map((b, i) => b - alpha * pass.db[l][i]);
  }
  return next;
}

/** The steps of one round: each neuron forward, the cost, then for each neuron from the output its delta and its row. */
export function rounds(sizes) {
  const steps = [];
  for (let l = 1; l < sizes.length; l++) for (let i = 0; i < sizes[l]; i++) steps.push({ kind: "forward", l, i });
  steps.push({ kind: "cost", l: sizes.length - 1, i: 0 });
  for (let l = sizes.length - 1; l >= 1; l--)
    for (let i = 0; i < sizes[l]; i++) steps.push({ kind: "delta", l, i }, { kind: "row", l, i });
  return steps;
}

/** In words with numbers: the chain of factors behind dJ/dW^l_(i,j) (j a number) or dJ/db^l_i (j null), for one row. */
export function chain(pass, parameters, l, i, j, k = 0) {
  const m = pass.dZ[l].length;
  const name = j === null ? `dJ/db^${l}_${i}` : `dJ/d${weightName(l, i, j)}`;
  const value = number(j === null ? pass.db[l][i] : pass.dW[l][i][j], 5);
  if (m > 1) {
    const term = j === null ? `dZ^${l}_${i}` : `dZ^${l}_${i} · a^${l - 1}_${j}`;
    return [`${name} = sum over the ${m} rows of ${term} = ${value}`, deltaText(pass, parameters, l, i, k)];
  }
  const d = pass.dZ[l][0][i];
  const product = j === null ? `dZ^${l}_${i}` : `dZ^${l}_${i} · a^${l - 1}_${j} = ${factor(d, 4)} · ${factor(pass.A[l - 1][0][j], 4)}`;
  return [`${name} = ${product} = ${value}`, deltaText(pass, parameters, l, i, 0)];
}

/** How one delta comes about, for row k. */
export function deltaText(pass, parameters, l, i, k) {
  const L = pass.sizes.length - 1;
  const [z, a, d] = [pass.Z[l][k][i], pass.A[l][k][i], pass.dZ[l][k][i]];
  const row = pass.dZ[l].length > 1 ? ` (row ${k})` : "";
  if (l === L) return `dZ^${l}_${i}${row} = dJ/da^${l}_${i} · g'(z^${l}_${i}) = ${number(d, 5)}, at a = ${number(a, 4)}`;
  const W = parameters[`W${l + 1}`];
  const sum = pass.dZ[l + 1][k].map((e, q) => `dZ^${l + 1}_${q} · ${weightName(l + 1, q, i)}`).join(" + ");
  const values = pass.dZ[l + 1][k].map((e, q) => `${factor(e, 4)} · ${factor(W[q][i], 3)}`).join(" + ");
  return `dZ^${l}_${i}${row} = (${sum}) · g'(z^${l}_${i}) = (${values}) · g'(${number(z, 3)}) = ${number(d, 5)}`;
}

/** Largest relative difference of each layer's gradients between two passes, from the last layer to the first. */
export function differences(right, wrong) {
  const L = right.sizes.length - 1;
  const size = (rows) => Math.max(...rows.flat().map(Math.abs), 1e-12);
  return Array.from({ length: L }, (_, k) => L - k).map((l) => {
    const apart = right.dW[l].map((row, i) => row.map((v, j) => v - wrong.dW[l][i][j]));
    return { l, relative: size(apart) <= 1e-12 ? 0 : size(apart) / size(right.dW[l]) };
  });
}

export { ACTIVATIONS, forward };
