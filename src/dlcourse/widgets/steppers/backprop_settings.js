// What is set by hand in the backpropagation stepper: the rows, the problem, the network, the rules of stopping.
import { LEARNING } from "../network/backprop.js";
import { keyOf } from "./backprop_draw.js";
import { entryName } from "./backprop_text.js";
import { choice, html, slider, toggle } from "../shared/controls.js";
import { number } from "../shared/draw.js";
import { setter } from "../shared/view.js";

/** @typedef {import("./backprop_draw.js").Entry} Entry */
/** @typedef {import("@anywidget/types").AnyModel} AnyModel */

export const COSTS = ["mse", "cross_entropy"];
const TOLERANCES = [0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3];

/** Goes with each change of the problem: what was learnt before belongs to another one. */
export const FORGET = { history: [], ended: {} };

/**
 * The value of a weight or a bias.
 * @param {Entry} entry
 * @param {Record<string, any>} parameters
 */
export const entryValue = ({ l, i, j }, parameters) =>
  j === null ? parameters[`b${l}`][i] : parameters[`W${l}`][i][j];

/**
 * @param {object} stepper
 * @param {AnyModel} stepper.model
 * @param {number[]} stepper.sizes of the layers
 * @param {Entry[]} stepper.entries every weight and bias
 * @param {Record<string, HTMLButtonElement>} stepper.buttons some of them stand among the settings
 * @param {(value: number) => void} stepper.move gives the chosen weight or bias a value
 * @param {(entry: Entry) => void} stepper.pick chooses a weight or bias
 */
export function settingsOf({ model, sizes, entries, buttons, move, pick }) {
  const set = setter(model);
  const L = sizes.length - 1;
  const count = model.get("X").length;
  const edit = (name, k, i, value) =>
    set({
      [name]: model.get(name).map((row, r) => (r === k ? row.map((old, c) => (c === i ? value : old)) : row)),
      ...FORGET,
    });
  const rows = choice({
    label: "rows",
    value: 0,
    options: [...model.get("X").map((_, k) => `row ${k}`), `all ${count} rows`],
    onChange: (k) => set({ row: k < count ? k : -1, ...FORGET }),
  });
  const pickOf = (label, name, options, shown = options) =>
    choice({ label, options: shown, value: 0, onChange: (k) => set({ [name]: options[k], ...FORGET }) });
  const hidden = pickOf("hidden", "hidden", LEARNING);
  const output = pickOf("output", "output", LEARNING);
  const cost = choice({
    label: "cost",
    options: ["mean squared error", "cross-entropy"],
    value: 0,
    onChange: (k) => set({ cost: COSTS[k], ...(k === 1 ? { output: "sigmoid" } : {}), ...FORGET }),
  });
  const alpha = slider({
    label: "alpha",
    min: 0.05,
    max: 5,
    step: 0.05,
    value: 1,
    onInput: (value) => set({ learning_rate: value }),
  });
  const most = slider({
    label: "maximum of iterations",
    min: 10,
    max: 2000,
    step: 10,
    value: 10,
    onInput: (value) => set({ max_iterations: value }),
  });
  const close = slider({
    label: "optimum: change of J under",
    min: 0,
    max: TOLERANCES.length - 1,
    step: 1,
    value: 0,
    onInput: (k) => set({ tolerance: TOLERANCES[k] }),
  });
  const range = { step: 0.05, value: 0 };
  const inputs = Array.from({ length: sizes[0] }, (_, j) =>
    slider({ label: `x_${j}`, min: -2, max: 2, ...range, onInput: (v) => edit("X", model.get("row"), j, v) }),
  );
  const targets = Array.from({ length: sizes[L] }, (_, i) =>
    slider({
      label: sizes[L] > 1 ? `y_${i}` : "y",
      min: 0,
      max: 1,
      ...range,
      onInput: (v) => edit("y", model.get("row"), i, v),
    }),
  );
  const bug = toggle("update while going back (the bug)", (on) => set({ bug: on }));
  const which = choice({
    label: "weight or bias",
    options: entries.map(entryName),
    value: 0,
    onChange: (k) => pick(entries[k]),
  });
  const weight = slider({ label: "its value", min: -3, max: 3, ...range, onInput: move });
  const node = html(
    "details",
    { className: "dl-more" },
    html("summary", {}, "Settings"),
    bar("Steps", buttons.start, buttons.layer, buttons.forward, buttons.backward, rows.node, bug.node),
    bar("Problem", ...inputs.map((s) => s.node), ...targets.map((s) => s.node), which.node, weight.node, buttons.first),
    bar("Network and rules", hidden.node, output.node, cost.node, most.node, close.node),
  );

  function showEdited(edited) {
    which.select.value = String(entries.findIndex((entry) => keyOf(entry) === keyOf(edited)));
    const value = entryValue(edited, model.get("parameters"));
    weight.set(value, number(value, 3));
  }

  /** Show the state `now`, and the weight or bias that was chosen. */
  function show(now, edited) {
    const all = now.row < 0;
    rows.select.value = String(all ? count : now.row);
    hidden.select.value = String(LEARNING.indexOf(now.hidden));
    output.select.value = String(LEARNING.indexOf(now.output));
    output.select.disabled = now.cost === "cross_entropy";
    cost.select.value = String(COSTS.indexOf(now.cost));
    const between = now.y.flat().every((v) => v >= 0 && v <= 1);
    cost.select.options[1].disabled = !between;
    cost.select.options[1].textContent = between ? "cross-entropy" : "cross-entropy (y must be from 0 to 1)";
    alpha.set(now.learning_rate, number(now.learning_rate, now.learning_rate < 0.05 ? 4 : 2));
    most.set(now.max_iterations, String(now.max_iterations));
    const nearest = TOLERANCES.findLastIndex((t) => t <= now.tolerance);
    close.set(nearest, String(now.tolerance));
    const k = Math.max(now.row, 0);
    inputs.forEach((s, j) => s.set(now.X[k][j], number(now.X[k][j], 2)));
    targets.forEach((s, i) => {
      [s.input.min, s.input.max] = now.output === "sigmoid" ? [0, 1] : [-2, 2];
      s.set(now.y[k][i], number(now.y[k][i], 2));
    });
    [...inputs, ...targets].forEach((s) => {
      s.input.disabled = all;
      s.node.title = all ? "choose one row to change its inputs and its target" : "";
    });
    bug.input.checked = now.bug;
    showEdited(edited);
  }

  return { node, alpha, show, showEdited };
}

function bar(name, ...nodes) {
  const node = html("div", { className: "dl-controls", role: "group" }, ...nodes);
  node.setAttribute("aria-label", name);
  return node;
}
