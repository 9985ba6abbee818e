// The playground's controls: what acts at the next update, and what starts again. Names as in Playground's CONTROLS.
import { button, choice, html, slider, uniqueId } from "../shared/controls.js";
import { DATASETS, FEATURES, effective } from "./data.js";
import { number } from "../shared/draw.js";
import { RESET } from "./state.js";

/** @typedef {import("./session.js").Session} Session */

const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 100];
export const ACTIVATIONS = ["tanh", "relu", "sigmoid", "step", "identity"];
export const OUTPUTS = ["auto", "sigmoid", "tanh", "relu", "step", "identity"];
export const COSTS = ["cross_entropy", "mse"];
export const NOW = ["variant", "regularisation", "regularisation-rate", "speed", "goal", "discretised", "replay"];
export const AGAIN = [
  "data",
  "noise",
  "share",
  "features",
  "layers",
  "sizes",
  "activation",
  "output",
  "cost",
  "seed",
  "seeds",
];
export const OF_CHART = ["axis", "log", "held-out", "batch-cost"];
export const LARGE = ["learning-rate", "batch-size"];

/**
 * @param {Session} session
 * @param {() => void} fullScreen
 * @param {() => void} toMap back from a cell's run to the map
 * @returns {{large: Node[], buttons: Node[], chart: Node[], now: Node, again: Node, update: () => void}}
 */
export function playgroundControls(session, fullScreen, toMap) {
  const send = (changes) => session.change(changes); // of a race: for the racer that is watched
  const get = (name) => session.get(name);
  const wanted = get("controls");
  const has = (name) => !wanted.length || wanted.includes(name);
  const updates = [];

  /** @param {(value: any) => string} [text] */
  const range = (label, trait, min, max, step, text = String) => {
    const made = slider({ label, min, max, step, value: min, onInput: (v) => send({ [trait]: v }) });
    updates.push(() => made.set(get(trait), text(get(trait))));
    return made.node;
  };
  const pick = (label, trait, options, shown = options) => {
    const made = choice({ label, options: shown, value: 0, onChange: (k) => send({ [trait]: options[k] }) });
    updates.push(() => (made.select.value = String(options.indexOf(get(trait)))));
    return made.node;
  };
  /** A choice whose options are always seen. */
  const segments = (label, trait, options, shown) => {
    const called = uniqueId("segments");
    const parts = options.map((option, k) => {
      const input = html("input", { type: "radio", name: called, value: option });
      input.addEventListener("change", () => send({ [trait]: option }));
      return { input, node: html("label", { className: "dl-segment" }, input, html("span", {}, shown[k])) };
    });
    updates.push(() => parts.forEach(({ input }) => (input.checked = input.value === get(trait))));
    const node = html("div", { className: "dl-segments", role: "radiogroup" }, ...parts.map((one) => one.node));
    node.setAttribute("aria-label", label);
    return node;
  };
  const tick = (label, trait) => {
    const box = checkbox(label, (on) => send({ [trait]: on }));
    updates.push(() => (box.input.checked = get(trait)));
    return box.node;
  };

  const rate = slider({
    label: "learning rate",
    min: 0,
    max: RATES.length - 1,
    step: 1,
    value: 0,
    onInput: (k) => send({ learning_rate: RATES[k] }),
  });
  updates.push(() => {
    const far = (r) => Math.abs(Math.log(r) - Math.log(Math.max(get("learning_rate"), 1e-9)));
    rate.set(
      RATES.reduce((best, r, k) => (far(r) < far(RATES[best]) ? k : best), 0),
      String(get("learning_rate")),
    );
  });
  const batch = slider({
    label: "batch size",
    min: 1,
    max: 200,
    step: 1,
    value: 10,
    onInput: (v) => send({ batch_size: v }),
  });
  const variant = choice({
    label: "variant",
    options: ["batch: all rows", "mini-batch: some", "stochastic: one"],
    value: 1,
    onChange: (k) => send({ batch_size: [session.run.N, Math.min(10, session.run.N), 1][k] }),
  });
  updates.push(() => {
    const [size, N] = [Math.min(get("batch_size"), session.run.N), session.run.N];
    batch.input.max = String(N);
    batch.set(size, `${size} of ${N}`);
    variant.select.value = size === N ? "0" : size === 1 ? "2" : "1";
  });

  const layers = slider({
    label: "hidden layers",
    min: 0,
    max: 6,
    step: 1,
    value: 1,
    onInput: (n) =>
      send({ layers: Array.from({ length: n }, (_, k) => get("layers")[k] ?? get("layers").at(-1) ?? 4) }),
  });
  const sizes = html("div", { className: "dl-bar" });
  const sized = (text, label, l, n) => {
    const node = button(text, () => send({ layers: get("layers").map((old, k) => (k === l ? n : old)) }));
    node.setAttribute("aria-label", label);
    return node;
  };
  let drawn = "";
  updates.push(() => {
    const now = get("layers");
    layers.set(now.length, String(now.length));
    const written = JSON.stringify(now);
    if (drawn === written) return;
    drawn = written;
    const focused = sizes.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    sizes.replaceChildren(
      ...now.map((n, l) =>
        html(
          "span",
          { className: "dl-size" },
          `layer ${l + 1}:`,
          sized("−", `layer ${l + 1}: fewer neurons`, l, Math.max(1, n - 1)),
          html("span", {}, String(n)),
          sized("+", `layer ${l + 1}: more neurons`, l, Math.min(8, n + 1)),
        ),
      ),
    );
    if (focused)
      [...sizes.querySelectorAll("button")].find((node) => node.getAttribute("aria-label") === focused)?.focus();
  });

  const boxes = Object.keys(FEATURES).map((name) => {
    const box = checkbox(name, (on) => {
      const chosen = Object.keys(FEATURES).filter((f) => (f === name ? on : get("features").includes(f)));
      if (chosen.length) send({ features: chosen });
      else box.input.checked = true; // a network sees something
    });
    updates.push(() => {
      box.input.checked = get("features").includes(name);
      box.input.disabled = name.includes("x1") && session.run.means.oneInput;
    });
    return box.node;
  });
  const features = html("div", { className: "dl-control", role: "group" }, "features", ...boxes);
  features.setAttribute("aria-label", "features");
  const cost = pick("cost", "cost", COSTS, ["cross-entropy", "mean squared error"]);
  updates.push(() => {
    /** @type {any} */
    const state = Object.fromEntries(RESET.map((name) => [name, get(name)]));
    const { output, regression } = effective(state);
    const free = output === "sigmoid" && !regression;
    cost.querySelector("select").value = free && get("cost") === "cross_entropy" ? "0" : "1";
    why(
      cost,
      greyed("cost") ??
        (free ? "" : regression ? "a number is learnt by squared error" : "cross-entropy wants a sigmoid output"),
    );
  });
  const data = pick("data", "data", Object.keys(DATASETS));
  updates.push(() => why(data, get("own").length ? `your own ${get("own").length} rows` : ""));
  const groups = {
    "learning-rate": rate.node,
    "batch-size": batch.node,
    variant: variant.node,
    regularisation: pick("regularisation", "regularisation", ["none", "L1", "L2"]),
    "regularisation-rate": range("its rate", "regularisation_rate", 0, 0.1, 0.001, (v) => number(v, 3)),
    speed: range("updates a frame", "speed", 1, 100, 1),
    axis: segments("cost against", "axis", ["epochs", "updates", "samples"], ["epochs", "updates", "samples seen"]),
    log: tick("log scale", "log"),
    "held-out": tick("held-out cost", "held_out"),
    "batch-cost": tick("cost of each batch", "batch_cost"),
    goal: range("target cost", "goal", 0, 0.5, 0.05, (v) => (v > 0 ? String(v) : "none")),
    seeds: range("seeds at once", "seeds", 1, 9, 1),
    discretised: tick("two colours only", "discretised"),
    replay: tick("replay on change", "replay"),
    data,
    noise: range("noise", "noise", 0, 0.5, 0.05, (v) => number(v, 2)),
    share: range("training share", "share", 0.1, 1, 0.1, (v) => number(v, 1)),
    features,
    layers: layers.node,
    sizes,
    activation: pick("hidden activation", "activation", ACTIVATIONS),
    output: pick("output activation", "output", OUTPUTS, ["by the problem", ...OUTPUTS.slice(1)]),
    cost,
    seed: range("seed", "seed", 0, 50, 1),
  };
  LARGE.forEach((name) => groups[name].classList.add("dl-big"));
  const greyed = (name) => get("engine")?.greyed?.[name];
  updates.push(() => Object.entries(groups).forEach(([name, node]) => greyed(name) && why(node, greyed(name))));

  const buttons = {
    play: button("Play", () => (session.busy() ? session.pause() : session.play())),
    step: button("One update", () => session.step(1)),
    epoch: button("One epoch", () => session.step(session.run.perEpoch(get("batch_size")))),
    reset: button("Reset", () => session.reset()),
    freeze: button("Freeze this run", () => session.freeze()),
    forget: button("Forget frozen", () => send({ frozen: [] })),
    full: button("Full screen", fullScreen),
    map: button("Back to the map", toMap),
  };
  buttons.full.classList.add("dl-full");
  buttons.full.title = "or the key F";
  buttons.play.title = "or the space bar";
  const show = () => {
    const { sweep, lanes, run, away } = session;
    const crowd = lanes.length > 1 || Boolean(sweep);
    const words = session.busy() ? "Pause" : session.over && session.stop && !sweep ? "Play again" : "Play";
    if (buttons.play.textContent !== words) buttons.play.textContent = words;
    const over = Boolean(run.diverged || run.error);
    buttons.play.disabled = !session.stop && !sweep && (crowd ? session.over : over);
    for (const name of ["step", "epoch"]) {
      buttons[name].disabled = over;
      buttons[name].hidden = crowd;
    }
    buttons.map.hidden = !away;
    buttons.freeze.hidden = crowd;
    buttons.forget.hidden = crowd && !get("frozen").length;
    buttons.forget.disabled = !get("frozen").length;
  };
  const compared = has("freeze") ? [buttons.freeze, buttons.forget] : [];
  const fieldset = (legend, names) => {
    const shown = names.filter(has).map((name) => groups[name]);
    const node = html("fieldset", { className: "dl-group" }, html("legend", {}, legend), ...shown);
    node.hidden = !shown.length;
    return node;
  };
  return {
    large: LARGE.filter(has).map((name) => groups[name]),
    buttons: [buttons.play, buttons.step, buttons.epoch, buttons.reset, buttons.map, ...compared, buttons.full],
    chart: OF_CHART.filter(has).map((name) => groups[name]),
    now: fieldset("Acts at the next update", NOW),
    again: fieldset("Starts again when changed", AGAIN),
    update: () => {
      updates.forEach((update) => update());
      show();
    },
  };
}

/** Grey a control out with a reason, or give it back with "". */
function why(node, reason) {
  let note = node.querySelector(".dl-why");
  for (const input of node.querySelectorAll("input, select, button")) input.disabled = Boolean(reason);
  if (!reason) return note?.remove();
  if (!note) {
    note = html("span", { className: "dl-why" });
    node.append(note);
  }
  if (note.textContent !== `(${reason})`) note.textContent = `(${reason})`;
}

export function checkbox(words, onChange) {
  const input = html("input", { type: "checkbox" });
  input.addEventListener("change", () => onChange(input.checked));
  return { input, node: html("label", { className: "dl-control" }, input, words) };
}
