// The forward pass of dlcourse.nn, for one example, in the page. Held to nn.py by tests/dlcourse/test_widgets.py.

/** @type {Record<string, (z: number) => number>} */
export const ACTIVATIONS = {
  step: (z) => (z >= 0 ? 1 : 0),
  relu: (z) => Math.max(z, 0),
  sigmoid: (z) => 1 / (1 + Math.exp(-Math.max(z, -709))),
  tanh: Math.tanh,
  identity: (z) => z,
};

/** Layer sizes of parameters {W1: [[...]], b1: [...], ...}: [n_0, n_1, ..., n_L]. */
export function layerSizes(parameters) {
  const depth = Object.keys(parameters).length / 2;
  const sizes = [parameters.W1[0].length];
  for (let l = 1; l <= depth; l++) sizes.push(parameters[`W${l}`].length);
  return sizes;
}

/**
 * Z and A of every layer for one example x. Layer 0 has A alone: the inputs.
 * @returns {{Z: number[][], A: number[][]}}
 */
export function forward(x, parameters, hidden = "sigmoid", output = "sigmoid") {
  const depth = Object.keys(parameters).length / 2;
  const Z = [[]];
  const A = [Array.from(x)];
  for (let l = 1; l <= depth; l++) {
    const W = parameters[`W${l}`];
    const b = parameters[`b${l}`];
    const g = ACTIVATIONS[l === depth ? output : hidden];
    Z.push(W.map((row, i) => row.reduce((sum, w, j) => sum + w * A[l - 1][j], 0) + b[i]));
    A.push(Z[l].map(g));
  }
  return { Z, A };
}
