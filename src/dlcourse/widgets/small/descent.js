// Gradient descent on a curve and on the cost surface of a linear neuron. No drawing; tried in Node by the tests.
import { random, shuffled } from "../shared/random.js";

/** The curves: J = f(w), its derivative, and where to look. */
export const CURVES = {
  valley: { f: (w) => (w - 1) ** 2, slope: (w) => 2 * (w - 1), x: [-3, 5], y: [-1, 17], start: -2 },
  "two valleys": {
    f: (w) => 0.25 * w ** 4 - 1.5 * w ** 2 - 0.6 * w + 4,
    slope: (w) => w ** 3 - 3 * w - 0.6,
    x: [-3, 3],
    y: [-0.5, 9],
    start: -2.6,
  },
  plain: {
    f: (w) => 4 - 4 * Math.exp(-(w ** 2) / 2),
    slope: (w) => 4 * w * Math.exp(-(w ** 2) / 2),
    x: [-5, 5],
    y: [-0.5, 5],
    start: 4,
  },
};

/** One run on a curve: the path of w, and why it ended: "steps", "settled" or "diverged at update k". */
export function descend(curve, start, rate, steps, tolerance) {
  const { f, slope } = CURVES[curve];
  const path = [start];
  for (let k = 1; k <= steps; k++) {
    const w = path.at(-1) - rate * slope(path.at(-1));
    if (!Number.isFinite(w) || Math.abs(w) > 1e6) return { path, why: `diverged at update ${k}` };
    path.push(w);
    if (Math.abs(f(w) - f(path.at(-2))) < tolerance) return { path, why: "settled" };
  }
  return { path, why: "steps" };
}

/** Cost of the neuron w x + b on the rows: the mean squared error. */
export function cost(x, y, w, b) {
  return x.reduce((sum, v, k) => sum + (w * v + b - y[k]) ** 2, 0) / x.length;
}

/** The gradient [dJ/dw, dJ/db] on some of the rows. */
export function gradient(x, y, w, b, rows) {
  let [dw, db] = [0, 0];
  for (const k of rows) {
    const error = w * x[k] + b - y[k];
    dw += (2 * error * x[k]) / rows.length;
    db += (2 * error) / rows.length;
  }
  return [dw, db];
}

/** Path of [w, b] over some epochs with batches of that size; it ends where it diverges. */
export function train(x, y, start, rate, batch, epochs, seed) {
  const chance = random(seed);
  const path = [start];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = batch >= x.length ? x.map((_, k) => k) : shuffled(x.length, chance);
    for (let from = 0; from < order.length; from += batch) {
      const [w, b] = path.at(-1);
      const [dw, db] = gradient(x, y, w, b, order.slice(from, from + batch));
      const next = [w - rate * dw, b - rate * db];
      if (!next.every((v) => Math.abs(v) < 1e6)) return { path, why: `diverged at update ${path.length}` };
      path.push(next);
    }
  }
  return { path, why: "epochs" };
}

/** Where the cost of the neuron is lowest: {w, b, J}, by least squares. All x alike leave w open: then it is 0. */
export function minimum(x, y) {
  const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const spread = mean(x.map((v) => (v - mx) ** 2));
  const w = spread > 0 ? mean(x.map((v, k) => (v - mx) * (y[k] - my))) / spread : 0;
  const b = my - w * mx;
  return { w, b, J: cost(x, y, w, b) };
}

/**
 * Lines of equal cost, from the corners of the map inwards: [{J, points: [[w, b], ...]}]. J - J_min is the quadratic form
 * of [[mean x^2, mean x], [mean x, 1]], so each line is an ellipse around the minimum.
 */
export function contours(x, y, wRange, bRange, count = 9) {
  const { w, b, J } = minimum(x, y);
  const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [p, q] = [mean(x.map((v) => v * v)), mean(x)];
  const turn = Math.atan2(2 * q, p - 1) / 2; // of the axes
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [long, short] = [
    p * cos * cos + 2 * q * cos * sin + sin * sin,
    p * sin * sin - 2 * q * cos * sin + cos * cos,
  ].map((value) => Math.max(value, 1e-9));
  const corners = wRange.flatMap((v) => bRange.map((c) => cost(x, y, v, c)));
  const far = Math.max(...corners) - J;
  return Array.from({ length: count }, (_, k) => {
    const above = far * ((count - k) / (count + 1)) ** 2;
    const points = Array.from({ length: 97 }, (_, t) => {
      const [u, v] = [
        Math.cos((t * Math.PI) / 48) * Math.sqrt(above / long),
        Math.sin((t * Math.PI) / 48) * Math.sqrt(above / short),
      ];
      return [w + cos * u - sin * v, b + sin * u + cos * v];
    });
    return { J: J + above, points };
  });
}

export { random, shuffled };
