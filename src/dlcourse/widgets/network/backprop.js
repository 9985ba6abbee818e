// Forward, backward and update on m rows, in plain arrays with every number kept. Held to dlcourse.nn by the tests.
import { many } from "../shared/draw.js";
import { forward, layerSizes } from "./forward.js";

/** Derivatives as functions of z and a = g(z), as in dlcourse.activations. */
export const SLOPES = {
  relu: (z) => (z > 0 ? 1 : 0),
  sigmoid: (_, a) => a * (1 - a),
  tanh: (_, a) => 1 - a * a,
  identity: () => 1,
};
export const LEARNING = Object.keys(SLOPES);
const KEPT = 400; // points of the cost's curve; a longer one loses every second point

/** The cost J: the mean over the rows of the sum over the outputs. */
export function costOf(yHat, y, cost) {
  const loss = (p, t) =>
    cost === "mse" ? (p - t) ** 2 : -(t * Math.log(Math.max(p, 1e-16)) + (1 - t) * Math.log(Math.max(1 - p, 1e-16)));
  return yHat.reduce((sum, row, k) => sum + row.reduce((s, p, i) => s + loss(p, y[k][i]), 0), 0) / y.length;
}

/**
 * Everything of one forward and one backward pass over the rows of X.
 * @param {number|null} bug a learning rate: W[l+1] is updated before layer l asks it, the well-known mistake
 * @returns {{Z, A, slope, dZ, dW, db, used, J, sizes}} Z[l][k][i], A, slope (g' there) and dZ alike; dW[l][i][j], db[l][i];
 *   layer 0 is the inputs; used[l] is W[l] as layer l - 1 saw it on the way back
 */
export function backprop(X, y, parameters, hidden, output, cost, bug = null) {
  const sizes = layerSizes(parameters);
  const L = sizes.length - 1;
  const passes = X.map((x) => forward(x, parameters, hidden, output));
  const A = sizes.map((_, l) => passes.map((pass) => pass.A[l]));
  const Z = sizes.map((_, l) => passes.map((pass) => pass.Z[l]));
  const slope = sizes.map((_, l) =>
    l === 0 ? [] : A[l].map((row, k) => row.map((a, i) => SLOPES[l === L ? output : hidden](Z[l][k][i], a))),
  );
  const [dZ, dW, db] = [0, 1, 2].map(() => sizes.map(() => []));
  const used = { [L + 1]: null };
  for (let l = L; l >= 1; l--) {
    dZ[l] = A[l].map((row, k) =>
      row.map((a, i) => {
        if (l < L) return dZ[l + 1][k].reduce((sum, d, q) => sum + d * used[l + 1][q][i], 0) * slope[l][k][i];
        const error = (a - y[k][i]) / X.length;
        return cost === "mse" ? 2 * error * slope[l][k][i] : error;
      }),
    );
    const W = parameters[`W${l}`];
    dW[l] = W.map((row, i) => row.map((_, j) => dZ[l].reduce((s, d, k) => s + d[i] * A[l - 1][k][j], 0)));
    db[l] = W.map((_, i) => dZ[l].reduce((s, d) => s + d[i], 0));
    used[l] = bug === null ? W : W.map((row, i) => row.map((w, j) => w - bug * dW[l][i][j]));
  }
  return { Z, A, slope, dZ, dW, db, used, J: costOf(A[L], y, cost), sizes };
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

/**
 * Of a round: kind is forward, cost, delta or partial; a partial's j is null where it is the bias's.
 * @typedef {{kind: string, l: number, i: number, j?: number | null}} Step
 */

/**
 * The steps of one round: each neuron forward, the cost; then from the output, for each neuron, dZ and its partials.
 * @returns {Step[]}
 */
export function rounds(sizes) {
  const steps = [];
  for (let l = 1; l < sizes.length; l++) for (let i = 0; i < sizes[l]; i++) steps.push({ kind: "forward", l, i });
  steps.push({ kind: "cost", l: sizes.length - 1, i: 0 });
  for (let l = sizes.length - 1; l >= 1; l--)
    for (let i = 0; i < sizes[l]; i++) {
      steps.push({ kind: "delta", l, i });
      for (let j = 0; j < sizes[l - 1]; j++) steps.push({ kind: "partial", l, i, j });
      steps.push({ kind: "partial", l, i, j: null });
    }
  return steps;
}

/** By how much the gradients of two passes differ, from the last layer to the first: the largest, over the largest. */
export function differences(right, wrong) {
  const L = right.sizes.length - 1;
  const size = (values) => Math.max(...values.flat().map(Math.abs));
  const apart = (a, b) => {
    const most = size(a.flat().map((v, k) => v - b.flat()[k]));
    return most === 0 ? 0 : most / size(a);
  };
  return Array.from({ length: L }, (_, k) => L - k).map((l) => ({
    l,
    dW: apart(right.dW[l], wrong.dW[l]),
    db: apart(right.db[l], wrong.db[l]),
  }));
}

// --- the loop: pure functions of the view's state ------------------------------------------------------------------------

/** The rows that are worked through: {X, y}. A row of -1 means all of them. */
export function rowsOf({ X, y, row }) {
  return row < 0 ? { X, y } : { X: [X[row]], y: [y[row]] };
}

/** The pass of this state; with the bug switched on, `wrong` asks for what it makes of the way back. */
export function passOf(state, wrong = false) {
  const { X, y } = rowsOf(state);
  const { parameters, hidden, output, cost, learning_rate } = state;
  return backprop(X, y, parameters, hidden, output, cost, wrong ? learning_rate : null);
}

/** The costs so far as [[update, J], ...], as long as they belong to this state; otherwise its cost alone. */
export function historyOf(state, J = passOf(state).J) {
  const last = state.history.at(-1);
  return last && Math.abs(last[1] - J) <= 1e-12 * Math.abs(J) ? state.history : [[0, J]];
}

/** Why the loop has stopped, in words; "" while it may go on. It follows from the state alone, so all views agree. */
export function stopOf(state, J = passOf(state).J) {
  const [count] = historyOf(state, J).at(-1);
  const { why, update, learning_rate, tolerance, bug } = state.ended;
  const same = learning_rate === state.learning_rate && bug === state.bug;
  if (why === "diverged" && same && update === count + 1)
    return `diverged at update ${update} (alpha = ${learning_rate})`;
  if (count >= state.max_iterations)
    return `stopped: ${many(count, "update")} ${count === 1 ? "is" : "are"} done, the maximum of iterations`;
  if (why === "optimum" && same && update === count && tolerance === state.tolerance)
    return `stopped: update ${update} changed J by less than ${tolerance}: optimum reached`;
  return "";
}

/** What one update changes: {parameters, history, ended}. A step that would leave the numbers is not made. */
export function oneUpdate(state) {
  const before = passOf(state, state.bug);
  const history = historyOf(state, before.J);
  const update = history.at(-1)[0] + 1;
  const { learning_rate, tolerance, bug } = state;
  const parameters = updated(state.parameters, before, learning_rate);
  const { J } = passOf({ ...state, parameters });
  const ended = { update, learning_rate, tolerance, bug };
  if (![J, ...Object.values(parameters).flat(2)].every(Number.isFinite))
    return { history, ended: { ...ended, why: "diverged" } };
  const settled = Math.abs(J - before.J) < tolerance;
  return {
    parameters,
    history: thinned([...history, [update, J]]),
    ended: settled ? { ...ended, why: "optimum" } : {},
  };
}

/** Updates until one of the rules stops them, at most `most`. */
export function repeated(state, most = Infinity) {
  let now = state;
  for (let k = 0; k < most && !stopOf(now); k++) now = { ...now, ...oneUpdate(now) };
  return { parameters: now.parameters, history: now.history, ended: now.ended };
}

function thinned(history) {
  return history.length > KEPT ? history.filter((_, k) => k % 2 === 0 || k === history.length - 1) : history;
}
