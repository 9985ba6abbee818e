// The chain of factors behind a partial derivative, in the course's notation, with values.
import { bracketed, digits } from "../shared/draw.js";
import { signal, weightName } from "./forward_text.js";

/** @typedef {import("./backprop_draw.js").Entry} Entry */

const value = (v) => digits(v, 4);
const times = (v) => bracketed(value(v));
/** @param {Entry} entry */
export const entryName = ({ l, i, j }) => (j === null ? `b^${l}_${i}` : weightName(l, i, j));
export const partialName = (entry) => `dJ/d${entryName(entry)}`;

/** Weights that layer l's way back asked for: W, or W' where the bug had updated them already. */
const mark = (pass, parameters, l) => (pass.used[l] === parameters[`W${l}`] ? "" : "'");
const weight = (l, q, i, prime) => `W${prime}^${l}_(${q},${i})`;

/** The line behind one dZ^l_i of row k: names, then values. */
export function deltaLine(pass, parameters, state, l, i, k) {
  const L = pass.sizes.length - 1;
  const m = pass.A[0].length;
  const [slope, d] = [pass.slope[l][k][i], value(pass.dZ[l][k][i])];
  const name = `dZ^${l}_${i}`;
  if (l === L) {
    const y = state.rows.y[k][i];
    const target = pass.sizes[L] > 1 ? `y_${i}` : "y";
    const error = `(${value(pass.A[L][k][i])} − ${times(y)})`;
    const share = m > 1 ? ` / ${m}` : "";
    if (state.cost === "cross_entropy") return `${name} = (a^${l}_${i} − ${target})${share} = ${error}${share} = ${d}`;
    return `${name} = dJ/da^${l}_${i} · g'(z^${l}_${i}) = 2 (a^${l}_${i} − ${target})${share} · g'(z^${l}_${i}) = 2 · ${error}${share} · ${value(slope)} = ${d}`;
  }
  const prime = mark(pass, parameters, l + 1);
  const next = pass.dZ[l + 1][k];
  const sum = next.map((_, q) => `dZ^${l + 1}_${q} · ${weight(l + 1, q, i, prime)}`).join(" + ");
  const values = next.map((e, q) => `${q ? times(e) : value(e)} · ${times(pass.used[l + 1][q][i])}`).join(" + ");
  const [open, close] = next.length > 1 ? ["(", ")"] : ["", ""];
  return `${name} = ${open}${sum}${close} · g'(z^${l}_${i}) = ${open}${values}${close} · ${value(slope)} = ${d}`;
}

/** The last link: dJ/dW^l_(i,j) (or dJ/db^l_i) from dZ^l_i, summed over the rows. */
export function partialLine(pass, { l, i, j }) {
  const m = pass.A[0].length;
  const name = partialName({ l, i, j });
  const result = value(j === null ? pass.db[l][i] : pass.dW[l][i][j]);
  const term = j === null ? `dZ^${l}_${i}` : `dZ^${l}_${i} · ${signal(l - 1, j)}`;
  const of = (k, first) => {
    const d = first ? value(pass.dZ[l][k][i]) : times(pass.dZ[l][k][i]);
    return j === null ? d : `${d} · ${times(pass.A[l - 1][k][j])}`;
  };
  if (m === 1) return j === null ? `${name} = ${term} = ${result}` : `${name} = ${term} = ${of(0, true)} = ${result}`;
  const shown = Array.from({ length: Math.min(m, 5) }, (_, k) => of(k, k === 0));
  return `${name} = sum over the ${m} rows of ${term} = ${shown.join(" + ")}${m > 5 ? " + …" : ""} = ${result}`;
}

/**
 * Every link from the output to the entry, as lines; the entry's own comes last.
 * @param {{rows: {X, y}, cost: string}} state
 * @param {number} [from] leave out the links of layers above this one
 */
export function chain(pass, parameters, state, entry, k = 0, from = Infinity) {
  const lines = [];
  for (let l = Math.min(pass.sizes.length - 1, from); l >= entry.l; l--) {
    const all = Array.from({ length: pass.sizes[l] }, (_, i) => i);
    for (const i of l === entry.l ? [entry.i] : all) lines.push(deltaLine(pass, parameters, state, l, i, k));
  }
  return [...lines, partialLine(pass, entry)];
}

/** The same without values, for an entry whose turn has not come: how it follows from its neighbour. */
export function links({ l, i, j }, sizes) {
  const L = sizes.length - 1;
  const last = `${partialName({ l, i, j })} = dZ^${l}_${i}${j === null ? "" : ` · ${signal(l - 1, j)}`}`;
  if (l === L) return [last];
  const sum = Array.from({ length: sizes[l + 1] }, (_, q) => `dZ^${l + 1}_${q} · ${weightName(l + 1, q, i)}`).join(
    " + ",
  );
  return [`dZ^${l}_${i} = ${sizes[l + 1] > 1 ? `(${sum})` : sum} · g'(z^${l}_${i})`, last];
}

/** By how much the bug misses an entry: "+0.00124 (18 %)", or "" where it does not. */
export function miss(right, wrong) {
  if (right === wrong) return "";
  const off = wrong - right;
  const share = right === 0 ? "" : ` (${percent(Math.abs(off / right))})`;
  return `${off > 0 ? "+" : ""}${digits(off, 3)}${share}`;
}

export function percent(share) {
  if (share === 0) return "0 %";
  if (share === Infinity) return "all of it (right is 0)";
  return share < 0.001 ? "under 0.1 %" : `${share < 0.1 ? (100 * share).toFixed(1) : (100 * share).toFixed(0)} %`;
}

/** What the bug does to each layer, in a sentence. */
export function missesText(found) {
  const words = found.map(({ l, dW, db }) =>
    dW || db
      ? `dW${l} is off by ${percent(dW)} of its largest entry, db${l} by ${percent(db)}`
      : `dW${l} and db${l} are right`,
  );
  return `The bug: ${words.join("; ")}.`;
}

/** The cost, written out for the rows. */
export function costLine(pass, state) {
  const L = pass.sizes.length - 1;
  const m = pass.A[0].length;
  if (state.cost === "cross_entropy") return `J = mean of −(y log ŷ + (1 − y) log(1 − ŷ)) = ${value(pass.J)}`;
  if (m > 1) return `J = (1/m) · sum of (ŷ − y)² over ${m} rows = ${value(pass.J)}`;
  const terms = pass.A[L][0].map((a, i) => `(${value(a)} − ${times(state.rows.y[0][i])})²`).join(" + ");
  return `J = (ŷ − y)² = ${terms} = ${value(pass.J)}`;
}
