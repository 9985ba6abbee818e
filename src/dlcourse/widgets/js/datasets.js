// Two-dimensional data for the playground, between -6 and 6, repeatable by a seed.
import { random } from "./descent.js";

const HALF = 100; // examples of each class

function normal(chance) {
  return Math.sqrt(-2 * Math.log(Math.max(chance(), 1e-12))) * Math.cos(2 * Math.PI * chance());
}

/** name: (noise from 0 to 0.5, chance) => rows [x0, x1, y]; y is 0 or 1, or a number between -1 and 1 for a plane. */
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
  gaussian: (noise, chance) =>
    labelled((y) => [0, 0].map(() => (y ? 2 : -2) + (0.8 + 3 * noise) * normal(chance))),
  spiral: (noise, chance) =>
    labelled((y, k) => {
      const [r, turn] = [(k / HALF) * 5 + 0.1, 1.75 * (k / HALF) * 2 * Math.PI + (y ? 0 : Math.PI)];
      return [r * Math.sin(turn), r * Math.cos(turn)].map((v) => v + 1.5 * noise * normal(chance));
    }),
  plane: (noise, chance) => measured(chance, ([u, v]) => (u + v) / 10 + noise * normal(chance)),
  "multi-gaussian": (noise, chance) =>
    measured(chance, (x) => {
      const hills = [[-4, 2.5, 1], [0, 2.5, -1], [4, 2.5, 1], [-4, -2.5, -1], [0, -2.5, 1], [4, -2.5, -1]];
      const heights = hills.map(([a, b, s]) => s * Math.max(0, 1 - Math.hypot(x[0] - a, x[1] - b) / 2));
      return heights.reduce((one, other) => (Math.abs(other) > Math.abs(one) ? other : one), 0) + 0.5 * noise * normal(chance);
    }),
};
export const REGRESSION = ["plane", "multi-gaussian"];

function labelled(place) {
  return [1, 0].flatMap((y) => Array.from({ length: HALF }, (_, k) => [...place(y, k), y]));
}

function measured(chance, height) {
  return Array.from({ length: 2 * HALF }, () => {
    const x = [12 * chance() - 6, 12 * chance() - 6];
    return [...x, height(x)];
  });
}

/** The rows of a data set, shuffled and divided: {train: {X, y}, test: {X, y}}. */
export function divided(rows, share, seed) {
  const chance = random(seed + 1000);
  const mixed = rows.map((row) => [chance(), row]).sort((a, b) => a[0] - b[0]).map(([, row]) => row);
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
  "x0·x1": ([a, b]) => (a * b) / 9,
  "sin x0": ([a]) => Math.sin(a),
  "sin x1": ([, b]) => Math.sin(b),
};
