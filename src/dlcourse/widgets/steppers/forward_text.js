// What the forward stepper says: names in the course's notation, sums written out, one sentence per step.
import { factor, number } from "../shared/draw.js";

/** The neurons in the order of the pass: [[1, 0], [1, 1], ..., [L, n_L - 1]]. */
export function passOrder(sizes) {
  return sizes.slice(1).flatMap((n, k) => Array.from({ length: n }, (_, i) => [k + 1, i]));
}

export const weightName = (l, i, j) => `W^${l}_(${i},${j})`;

export const signal = (l, i) => (l === 0 ? `x_${i}` : `a^${l}_${i}`);

const place = (l, i, depth) => (l === 0 ? `input ${i}` : `${l === depth ? "output " : ""}neuron ${i} of layer ${l}`);

/** One weight: its name, value, what it connects, how code calls it, and what it carries in this pass. */
export function edgeText(l, i, j, parameters, A, known) {
  const w = parameters[`W${l}`][i][j];
  const depth = A.length - 1;
  const carries = known ? ` It carries ${number(w)} · ${factor(A[l - 1][j])} = ${number(w * A[l - 1][j])}.` : "";
  return (
    `${weightName(l, i, j)} = ${number(w)}: from ${place(l - 1, j, depth)} to ${place(l, i, depth)}, ` +
    `in code W${l}[${i}, ${j}].${carries}`
  );
}

/** One neuron: its bias, and z and a where the pass has reached it. */
export function neuronText(l, i, parameters, trace, known) {
  if (l === 0) return `x_${i} = ${number(trace.A[0][i])}: input ${i}, column ${i} of X.`;
  const bias = `b^${l}_${i} = ${number(parameters[`b${l}`][i])}, in code b${l}[${i}]`;
  const values = known
    ? ` z^${l}_${i} = ${number(trace.Z[l][i])}, a^${l}_${i} = ${number(trace.A[l][i])}.`
    : " Not reached yet.";
  return `${place(l, i, trace.A.length - 1)}: ${bias}.${values}`;
}

/** The two lines of arithmetic of one neuron: with names, then with numbers; z, then a. */
export function arithmetic(l, i, parameters, trace, activation) {
  const row = parameters[`W${l}`][i];
  const names = row.map((_, j) => `${weightName(l, i, j)} · ${signal(l - 1, j)}`).join(" + ");
  const sum = row.map((w, j) => `${j ? factor(w) : number(w)} · ${factor(trace.A[l - 1][j])}`).join(" + ");
  const z = number(trace.Z[l][i]);
  return [
    `z^${l}_${i} = ${names} + b^${l}_${i}`,
    `z^${l}_${i} = ${sum} + ${factor(parameters[`b${l}`][i])} = ${z}`,
    `a^${l}_${i} = ${activation}(z^${l}_${i}) = ${activation}(${z}) = ${number(trace.A[l][i])}`,
  ];
}
