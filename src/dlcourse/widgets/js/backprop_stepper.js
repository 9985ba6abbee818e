// Backpropagation, step by step over a network drawn with its numbers; the matrices of partial derivatives fill up.
import { LEARNING, backprop, chain, deltaText, differences, rounds, updated } from "./backprop.js";
import { button, choice, html, slider, uniqueId } from "./controls.js";
import { layout, number, svg } from "./draw.js";
import { layerSizes } from "./engine.js";
import { arithmetic, weightName } from "./forward_text.js";
import { plot } from "./plot.js";
import { mount, setter } from "./view.js";

function render({ model, el }) {
  const set = setter(model);
  const sizes = layerSizes(model.get("parameters"));
  const L = sizes.length - 1;
  const steps = rounds(sizes);
  const forwardSteps = steps.findIndex((step) => step.kind === "cost");
  let looked = null; // the entry whose path is shown: {l, i, j}, j null for a bias
  let stop = "";

  // --- state -----------------------------------------------------------------------------------------------------------
  const all = () => model.get("row") < 0;
  const rowsOf = (name) => (all() ? model.get(name) : [model.get(name)[model.get("row")]]);
  const settings = () => [model.get("hidden"), model.get("output"), model.get("cost")];
  const passWith = (parameters, bug) => backprop(rowsOf("X"), rowsOf("y"), parameters, ...settings(), bug);
  const right = () => passWith(model.get("parameters"), null);
  const pass = () => passWith(model.get("parameters"), model.get("bug") ? model.get("learning_rate") : null);
  const at = () => Math.min(model.get("step"), steps.length);
  const done = (kind, l, i) => steps.findIndex((s) => s.kind === kind && s.l === l && s.i === i) < at();
  const go = (to) => set({ step: Math.max(0, Math.min(steps.length, to)) });

  function round() {
    const history = [...model.get("history"), pass().J];
    const parameters = updated(model.get("parameters"), pass(), model.get("learning_rate"));
    const J = passWith(parameters, null).J;
    stop = "";
    if (!Number.isFinite(J)) stop = `diverged at update ${history.length} (alpha = ${number(model.get("learning_rate"), 2)})`;
    else if (history.length >= model.get("max_iterations")) stop = `stopped: ${history.length} updates, the most allowed`;
    else if (Math.abs(J - history.at(-1)) < model.get("tolerance")) stop = "stopped: the cost no longer changes, an optimum";
    if (!stop.startsWith("diverged")) set({ parameters, history: history.slice(-500), step: 0 });
  }
  function repeat() {
    for (let k = 0; k < model.get("max_iterations"); k++) {
      round();
      if (stop) break;
    }
    go(steps.length);
  }
  const edit = (name, k, i, value) =>
    set({ [name]: model.get(name).map((row, r) => (r === k ? row.map((old, c) => (c === i ? value : old)) : row)) });
  const forget = { history: [] };

  // --- controls --------------------------------------------------------------------------------------------------------
  const buttons = {
    start: button("Start", () => go(0)),
    back: button("Back", () => go(at() - 1)),
    next: button("Next", () => go(at() + 1)),
    forward: button("Forward pass", () => go(forwardSteps + 1)),
    backward: button("Backward pass", () => go(steps.length)),
    update: button("Update W and b", () => round()),
    repeat: button("Repeat until it stops", repeat),
  };
  const rows = choice({
    label: "rows", value: 0,
    options: [...model.get("X").map((_, k) => `row ${k}`), `all ${model.get("X").length} rows`],
    onChange: (k) => set({ row: k < model.get("X").length ? k : -1, step: 0, ...forget }),
  });
  const hidden = choice({ label: "hidden", options: LEARNING, value: 0, onChange: (k) => set({ hidden: LEARNING[k], ...forget }) });
  const output = choice({ label: "output", options: LEARNING, value: 0, onChange: (k) => set({ output: LEARNING[k], ...forget }) });
  const alpha = slider({
    label: "learning rate", min: 0.05, max: 5, step: 0.05, value: 1, onInput: (value) => set({ learning_rate: value }),
  });
  const inputs = Array.from({ length: sizes[0] }, (_, j) =>
    slider({ label: `x_${j}`, min: -2, max: 2, step: 0.05, value: 0, onInput: (v) => edit("X", model.get("row"), j, v) }),
  );
  const targets = Array.from({ length: sizes[L] }, (_, i) =>
    slider({
      label: sizes[L] > 1 ? `y_${i}` : "y", min: 0, max: 1, step: 0.05, value: 0, onInput: (v) => edit("y", model.get("row"), i, v),
    }),
  );
  const bug = toggle("update while going back (the bug)", (on) => set({ bug: on }));
  const weight = numberField("value", (value) => {
    if (!looked || !Number.isFinite(value)) return;
    const { l, i, j } = looked;
    const parameters = structuredClone(model.get("parameters"));
    if (j === null) parameters[`b${l}`][i] = value;
    else parameters[`W${l}`][i][j] = value;
    set({ parameters, ...forget });
  });

  // --- pictures --------------------------------------------------------------------------------------------------------
  const lit = (l, i, j) =>
    looked !== null &&
    ((looked.l === l && looked.i === i && looked.j === j) || (l === looked.l + 1 && j === looked.i) || l > looked.l + 1);

  function network(width, now) {
    const { height, radius, at: place } = layout(sizes, width);
    const image = svg("svg", { viewBox: `0 0 ${width} ${height + 8}`, role: "img" });
    image.setAttribute("aria-label", `The network, ${at()} of ${steps.length} steps done; cost ${number(now.J, 4)}`);
    const current = steps[at() - 1] ?? {};
    for (let l = 1; l <= L; l++)
      for (let i = 0; i < sizes[l]; i++)
        for (let j = 0; j < sizes[l - 1]; j++) {
          const w = model.get("parameters")[`W${l}`][i][j];
          const [[x1, y1], [x2, y2]] = [place(l - 1, j), place(l, i)];
          const ends = { x1: x1 + radius, y1, x2: x2 - radius, y2 };
          const edge = svg("line", { ...ends, class: `dl-edge ${w < 0 ? "dl-negative" : "dl-positive"}` });
          edge.setAttribute("stroke-width", String(1 + 3 * Math.min(Math.abs(w), 1.5)));
          if (lit(l, i, j)) image.append(svg("line", { ...ends, class: "dl-lit" }));
          const hit = svg("line", { ...ends, class: "dl-hit" });
          hit.addEventListener("pointerenter", () => look({ l, i, j }));
          image.append(edge, hit);
        }
    const m = now.A[0].length;
    const mean = (values, i) => values.reduce((s, row) => s + row[i], 0) / m;
    sizes.forEach((n, l) => {
      for (let i = 0; i < n; i++) {
        const [x, y] = place(l, i);
        const known = l === 0 || done("forward", l, i);
        const circle = svg("circle", { cx: x, cy: y, r: radius, class: "dl-neuron" });
        circle.classList.toggle("dl-known", known);
        circle.classList.toggle("dl-current", current.l === l && current.i === i && current.kind !== "cost");
        image.append(circle, label(x, y + 5, known ? number(mean(now.A[l], i), 2) : "?", "dl-number"));
        image.append(label(x, y + radius + 13, l === 0 ? `x_${i}` : `a^${l}_${i}`, "dl-name"));
        if (l > 0 && done("delta", l, i)) {
          const delta = now.dZ[l].reduce((s, row) => s + row[i], 0);
          image.append(label(x, y - radius - 6, `dZ ${number(delta, 3)}`, "dl-name dl-delta"));
        }
      }
    });
    return image;
  }

  function matrices(now) {
    const holder = html("div", { className: "dl-matrices" });
    for (let l = L; l >= 1; l--) {
      holder.append(matrix(`dJ/dW${l}`, l, now.dW[l].map((row, i) => row.map((v, j) => ({ l, i, j, v })))));
      holder.append(matrix(`dJ/db${l}`, l, now.db[l].map((v, i) => [{ l, i, j: null, v }])));
    }
    return holder;
  }

  function matrix(name, l, entries) {
    const body = entries.map((row) => html("tr", {}, ...row.map((entry) => cell(entry))));
    const table = html("table", {}, html("caption", {}, `${name}  (${entries.length}${name.includes("W") ? `, ${entries[0].length}` : ","})`), ...body);
    return table;
  }

  function cell({ l, i, j, v }) {
    const known = done("row", l, i);
    const named = j === null ? `dJ/db^${l}_${i}` : `dJ/d${weightName(l, i, j)}`;
    const node = html("button", { type: "button", className: "dl-cell" }, known ? number(v, 4) : "·");
    node.dataset.key = `${l}-${i}-${j}`;
    node.setAttribute("aria-label", known ? `${named} = ${number(v, 4)}` : `${named}: not computed yet`);
    node.classList.toggle("dl-fresh", at() > 0 && steps[at() - 1].kind === "row" && steps[at() - 1].l === l && steps[at() - 1].i === i);
    node.addEventListener("pointerenter", () => look({ l, i, j }));
    node.addEventListener("focus", () => look({ l, i, j }));
    return html("td", {}, node);
  }

  function look(entry) {
    if (looked && entry.l === looked.l && entry.i === looked.i && entry.j === looked.j) return;
    looked = entry;
    show();
  }

  const about = html("div", { className: "dl-about" });
  let pictures = { width: 720, holder: html("div", {}) };
  function show() {
    const now = pass();
    pictures.holder.replaceChildren(network(pictures.width, now));
    const step = steps[at() - 1];
    const lines = [];
    if (looked) {
      const { l, i, j } = looked;
      const value = j === null ? model.get("parameters")[`b${l}`][i] : model.get("parameters")[`W${l}`][i][j];
      weight.show(`${j === null ? `b^${l}_${i}` : weightName(l, i, j)} =`, value);
      lines.push(...chain(now, model.get("parameters"), l, i, j));
    } else if (step?.kind === "delta" || step?.kind === "row") lines.push(deltaText(now, model.get("parameters"), step.l, step.i, 0));
    else if (step?.kind === "forward" && !all()) {
      const trace = { Z: now.Z.map((z) => z[0]), A: now.A.map((a) => a[0]) };
      lines.push(...arithmetic(step.l, step.i, model.get("parameters"), trace, model.get(step.l === L ? "output" : "hidden")));
    }
    about.replaceChildren(...lines.map((line) => html("p", {}, line)));
  }

  function curve(width) {
    const costs = [...model.get("history"), right().J];
    const drawn = plot({
      width: Math.min(width, 620), height: 150, x: [0, Math.max(10, costs.length)], y: [0, Math.max(...costs, 1e-3) * 1.05],
      xName: "updates", yName: "J", label: `the cost after ${costs.length - 1} updates is ${number(costs.at(-1), 5)}`,
    });
    drawn.curve(costs.map((J, k) => [k, J]), "dl-positive");
    return drawn.image;
  }

  function bugText() {
    if (!model.get("bug")) return [];
    const words = differences(right(), pass()).map(({ l, relative }) => `dW${l}: ${(100 * relative).toPrecision(2)} %`);
    return [html("p", { className: "dl-bugged" }, `With the bug the gradients are wrong by ${words.join(", ")} of their largest entry.`)];
  }

  const controls = [
    ...["start", "back", "next", "forward", "backward", "update", "repeat"].map((name) => buttons[name]),
    rows.node, hidden.node, output.node, alpha.node, ...inputs.map((s) => s.node), ...targets.map((s) => s.node), weight.node, bug.node,
  ];
  return mount({
    model, el, label: "Backpropagation, step by step",
    traits: ["step", "row", "X", "y", "parameters", "hidden", "output", "learning_rate", "bug", "history"],
    controls,
    draw: (width) => {
      pictures = { width: Math.min(width, 900), holder: html("div", {}) };
      show();
      return [pictures.holder, about, ...bugText(), matrices(pass()), curve(width)];
    },
    says: () => {
      const step = steps[at() - 1];
      const J = number(right().J, 4);
      const here = `Step ${at()} of ${steps.length}. Cost J = ${J} after ${model.get("history").length} updates. `;
      if (stop) return here + `It ${stop}.`;
      if (!step) return here + "Next computes the first neuron.";
      const words = {
        forward: `Neuron ${step.i} of layer ${step.l} has spoken.`,
        cost: "The forward pass is done, the cost is known. Now back, from the output.",
        delta: `The blame of neuron ${step.i} of layer ${step.l} is known.`,
        row: `Its row of dJ/dW${step.l} and its entry of dJ/db${step.l} are known.`,
      };
      return here + words[step.kind];
    },
    onUpdate: () => {
      buttons.start.disabled = buttons.back.disabled = at() === 0;
      buttons.next.disabled = at() === steps.length;
      buttons.forward.disabled = at() > forwardSteps;
      buttons.backward.disabled = at() === steps.length;
      buttons.update.disabled = at() < steps.length;
      rows.select.value = String(all() ? model.get("X").length : model.get("row"));
      hidden.select.value = String(LEARNING.indexOf(model.get("hidden")));
      output.select.value = String(LEARNING.indexOf(model.get("output")));
      output.select.disabled = model.get("cost") === "cross_entropy";
      alpha.set(model.get("learning_rate"), number(model.get("learning_rate"), 2));
      const k = Math.max(model.get("row"), 0);
      inputs.forEach((s, j) => s.set(model.get("X")[k][j], number(model.get("X")[k][j], 2)));
      targets.forEach((s, i) => s.set(model.get("y")[k][i], number(model.get("y")[k][i], 2)));
      [...inputs, ...targets].forEach((s) => (s.input.disabled = all()));
      bug.input.checked = model.get("bug");
    },
    onKey: (event) => {
      const turns = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
      if (event.target.matches(".dl-cell") && ["ArrowUp", "ArrowDown"].includes(event.key)) {
        const cells = [...el.querySelectorAll(".dl-cell")];
        const to = cells.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
        cells[Math.max(0, Math.min(cells.length - 1, to))].focus();
        return true;
      }
      if (!(event.key in turns)) return false;
      go(at() + turns[event.key]);
      return true;
    },
  });
}

function label(x, y, words, className) {
  return svg("text", { x, y, class: className }, words);
}

function toggle(words, onChange) {
  const id = uniqueId("switch");
  const input = html("input", { type: "checkbox", id });
  input.addEventListener("change", () => onChange(input.checked));
  return { input, node: html("div", { className: "dl-control" }, input, html("label", { htmlFor: id }, words)) };
}

function numberField(words, onChange) {
  const id = uniqueId("number");
  const input = html("input", { type: "number", id, className: "dl-field", step: "0.1" });
  const name = html("label", { htmlFor: id }, "a weight: point at it first");
  input.disabled = true;
  input.addEventListener("change", () => onChange(Number(input.value)));
  const show = (label_, value) => {
    input.disabled = false;
    name.textContent = label_;
    if (document.activeElement !== input) input.value = value.toFixed(3);
  };
  return { node: html("div", { className: "dl-control" }, name, input), show };
}

export default { render };
export { backprop, updated };
