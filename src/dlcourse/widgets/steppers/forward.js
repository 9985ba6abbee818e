// The forward pass, neuron by neuron: a network drawn with its live values, every weight with its name and number.
import { button, choice, html, slider } from "../shared/controls.js";
import { brief, layout, number, svg, write } from "../shared/draw.js";
import { formula, notation, spoken } from "../shared/maths.js";
import { forward, layerSizes } from "../network/forward.js";
import { arithmetic, edgeText, neuronText, passOrder, weightName } from "./forward_text.js";
import { fullScreen, mount, setter, viewOf } from "../shared/view.js";

const LIMIT = 1; // an input's slider reaches from -LIMIT to LIMIT, further when the rows do

function render({ model, el }) {
  const set = setter(model);
  const sizes = layerSizes(model.get("parameters"));
  const order = passOrder(sizes);
  const rows = model.get("X");
  let parameters = null;
  let trace = null;
  let width = 720;
  let focused = 0; // which part of the drawing Tab reaches: one stop, then arrows up and down
  let hovered = null; // what the mouse points at, for as long as it does

  const step = () => Math.min(model.get("step"), order.length);
  const reached = (l, i) => l === 0 || order.findIndex(([a, b]) => a === l && b === i) < step();
  const go = (to) => set({ step: Math.max(0, Math.min(order.length, to)) });
  const endOfLayer = () => {
    const [l] = order[Math.min(step(), order.length - 1)];
    return order.findLastIndex(([a]) => a === l) + 1;
  };

  // --- controls --------------------------------------------------------------------------------------------------------
  const start = button("Start", () => go(0));
  const back = button("Back", () => go(step() - 1));
  const next = button("Next", () => go(step() + 1));
  const layer = button("Next layer", () => go(endOfLayer()));
  const bar = html("div", { className: "dl-bar", role: "group" }, start, back, next, layer, fullScreen());
  bar.setAttribute("aria-label", "Steps of the forward pass");
  const picker = choice({
    label: "Row of X",
    options: rows.map((row, k) => `${k}: (${row.map((v) => number(v, 2)).join(", ")})`),
    value: model.get("row"),
    onChange: (row) => set({ row, inputs: rows[row] }),
  });
  const reach = Math.max(LIMIT, ...rows.flat().map((v) => Math.ceil(Math.abs(v))));
  const inputs = rows[0].map((_, j) =>
    slider({
      label: `x_${j}`,
      min: -reach,
      max: reach,
      step: 0.01,
      value: model.get("inputs")[j],
      onInput: (value) => set({ inputs: model.get("inputs").map((old, k) => (k === j ? value : old)) }),
    }),
  );
  const about = html("p", { className: "dl-about" });
  const sums = html("div", { className: "dl-sums" });

  // --- the drawing -----------------------------------------------------------------------------------------------------
  const parts = []; // every neuron and edge, in the order the arrow keys visit them
  for (let l = 0; l < sizes.length; l++) {
    for (let i = 0; i < sizes[l]; i++) {
      parts.push({ l, i });
      if (l > 0) for (let j = 0; j < sizes[l - 1]; j++) parts.push({ l, i, j });
    }
  }
  const isEdge = (part) => "j" in part;
  const textOf = (part) =>
    isEdge(part)
      ? edgeText(part.l, part.i, part.j, parameters, trace.A, reached(part.l, part.i))
      : neuronText(part.l, part.i, parameters, trace, reached(part.l, part.i));

  function draw() {
    const { height, radius, at } = layout(sizes, width);
    const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group" });
    image.setAttribute("aria-label", "The network. Arrows up and down visit its neurons and weights.");
    const largest = Math.max(...parts.filter(isEdge).map(({ l, i, j }) => Math.abs(parameters[`W${l}`][i][j])), 1e-9);
    const current = step() > 0 ? order[step() - 1] : [-1, -1];
    for (const part of parts) part.node = isEdge(part) ? edge(part) : neuron(part);
    image.append(
      ...parts.filter(isEdge).map((part) => part.node),
      ...parts.filter((p) => !isEdge(p)).map((p) => p.node),
    );
    sizes.forEach((_, l) => {
      const [x] = at(l, 0);
      const isOutput = l === sizes.length - 1 && width >= 520;
      const name = l === 0 ? "inputs" : isOutput ? `layer ${l}: output` : `layer ${l}`;
      const anchor = l === 0 ? "start" : l === sizes.length - 1 ? "end" : "middle";
      const end = l === 0 ? x - radius : l === sizes.length - 1 ? x + radius : x;
      image.append(svg("text", { x: end, y: 16, class: "dl-caption", "text-anchor": anchor }, name));
    });
    tell();
    return image;

    function button(part, ...children) {
      const k = parts.indexOf(part);
      const node = svg("g", { role: "button", tabindex: k === focused ? 0 : -1, class: "dl-part" }, ...children);
      node.setAttribute("aria-label", spoken(textOf(part)));
      node.dataset.key = String(k);
      node.addEventListener("focus", () => {
        focused = k;
        hovered = null; // whoever moves last, keys or pointer, is followed
        parts.forEach((other, o) => other.node.setAttribute("tabindex", o === k ? 0 : -1));
        tell();
      });
      node.addEventListener("click", () => node.focus({ preventScroll: true }));
      node.addEventListener("pointermove", () => hovered !== part && point(part));
      node.addEventListener("pointerleave", () => point(null));
      return node;
    }

    function edge(part) {
      const { l, i, j } = part;
      const w = parameters[`W${l}`][i][j];
      const [[x1, y1], [x2, y2]] = [at(l - 1, j), at(l, i)];
      const ends = { x1: x1 + radius, y1, x2: x2 - radius, y2 };
      const seen = svg("line", { ...ends, class: `dl-edge ${w < 0 ? "dl-negative" : "dl-positive"}` });
      seen.setAttribute("stroke-width", String(1 + (4 * Math.abs(w)) / largest));
      if (current[0] === l && current[1] === i) seen.classList.add("dl-current");
      return button(part, svg("line", { ...ends, class: "dl-halo" }), seen, svg("line", { ...ends, class: "dl-hit" }));
    }

    function neuron(part) {
      const { l, i } = part;
      const [x, y] = at(l, i);
      const known = reached(l, i);
      const circle = svg("circle", { cx: x, cy: y, r: radius, class: "dl-neuron" });
      if (known) circle.classList.add("dl-known");
      if (current[0] === l && current[1] === i) circle.classList.add("dl-current");
      const value = svg("text", { x, y: y + 5, class: "dl-number" }, known ? brief(trace.A[l][i]) : "?");
      const z = l > 0 && known && width >= 520 ? `,  z ${brief(trace.Z[l][i])}` : "";
      const name = write(x, y + radius + 18, l === 0 ? `x_${i}` : `a^${l}_${i}${z}`, "dl-name");
      return button(part, svg("circle", { cx: x, cy: y, r: radius + 4, class: "dl-halo" }), circle, value, name);
    }
  }

  function point(part) {
    hovered = part;
    tell();
  }

  // What the pointer is on, else what has the focus, is described; the rest of the drawing stays as it is.
  function tell() {
    const part = hovered ?? parts[focused];
    parts.forEach((other) => other.node.classList.toggle("dl-shown", other === part));
    about.replaceChildren(...notation(textOf(part)));
  }

  function sentence() {
    const at = `Step ${step()} of ${order.length}: `;
    if (step() === 0) return `${at}the inputs are set, nothing is computed yet. Next computes the first neuron.`;
    const [l, i] = order[step() - 1];
    const done = step() === order.length ? " The pass is complete: this is y_hat." : "";
    return `${at}neuron ${i} of layer ${l} has z = ${number(trace.Z[l][i])} and a = ${number(trace.A[l][i])}.${done}`;
  }

  // Left and right step through the pass; up and down visit the drawing's parts. Native controls keep their own keys.
  return mount({
    model,
    el,
    label: `Forward pass through a ${sizes.join("-")} network`,
    traits: ["parameters", "hidden", "output", "step", "row", "inputs"],
    controls: [picker.node, ...inputs.map((input) => input.node), bar],
    draw: (wanted) => {
      width = wanted;
      parameters = model.get("parameters");
      trace = forward(model.get("inputs"), parameters, model.get("hidden"), model.get("output"));
      const image = draw();
      sums.replaceChildren();
      if (step() > 0) {
        const [l, i] = order[step() - 1];
        const activation = model.get(l === sizes.length - 1 ? "output" : "hidden");
        sums.append(...arithmetic(l, i, parameters, trace, activation).map((text) => html("p", {}, ...formula(text))));
      }
      return [image, about, sums];
    },
    says: sentence,
    onUpdate: () => {
      picker.select.value = String(model.get("row"));
      inputs.forEach((input, j) => input.set(model.get("inputs")[j], number(model.get("inputs")[j], 2)));
      start.disabled = back.disabled = step() === 0;
      next.disabled = layer.disabled = step() === order.length;
    },
    onKey: (event) => {
      const steps = { ArrowRight: step() + 1, ArrowLeft: step() - 1, PageDown: step() + 1, PageUp: step() - 1 };
      const visits = { ArrowDown: focused + 1, ArrowUp: focused - 1, Home: 0, End: parts.length - 1 };
      const inside = event.target.closest(".dl-drawing");
      if (event.key in steps) go(steps[event.key]);
      else if (event.key in visits && inside)
        parts[Math.max(0, Math.min(parts.length - 1, visits[event.key]))].node.focus({ preventScroll: true });
      else return false;
      return true;
    },
  });
}

export default viewOf(render);
export { arithmetic, edgeText, forward, neuronText, weightName };
