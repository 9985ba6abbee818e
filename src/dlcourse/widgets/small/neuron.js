// One neuron: every product on its edge, the weighted sum, the activation, and where z lands on its curve.
import { choice, slider } from "../shared/controls.js";
import { brief, factor, number, svg } from "../shared/draw.js";
import { ACTIVATIONS } from "../network/forward.js";
import { plot, sampled, text } from "../shared/plot.js";
import { fullScreen, mount, setter, viewOf } from "../shared/view.js";

const NAMES = Object.keys(ACTIVATIONS);

/** z and a of one neuron. */
export function respond(w, x, b, activation) {
  const z = w.reduce((sum, weight, j) => sum + weight * x[j], 0) + b;
  return { z, a: ACTIVATIONS[activation](z) };
}

function render({ model, el }) {
  const set = setter(model);
  const n = model.get("w").length;
  const entry = (name, j) => (value) => set({ [name]: model.get(name).map((old, k) => (k === j ? value : old)) });
  const range = { min: -3, max: 3, step: 0.1, value: 0 };
  const inputs = Array.from({ length: n }, (_, j) => slider({ label: `x_${j}`, ...range, onInput: entry("x", j) }));
  const weights = Array.from({ length: n }, (_, j) => slider({ label: `w_${j}`, ...range, onInput: entry("w", j) }));
  const bias = slider({ label: "b", ...range, onInput: (value) => set({ b: value }) });
  const picker = choice({ label: "activation", options: NAMES, value: 0, onChange: (k) => set({ activation: NAMES[k] }) });
  const now = () => respond(model.get("w"), model.get("x"), model.get("b"), model.get("activation"));

  function picture(width) {
    const [w, x] = [model.get("w"), model.get("x")];
    const { z, a } = now();
    const row = 78;
    const height = Math.max(n * row, 130) + 18;
    const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    image.setAttribute("aria-label", `A neuron: z = ${number(z, 2)}, a = ${number(a, 3)}`);
    const [sumX, outX, middle] = [width * 0.58, width * 0.86, height / 2];
    w.forEach((weight, j) => {
      const y = middle + (j - (n - 1) / 2) * row;
      const line = { x1: 58, y1: y, x2: sumX - 40, y2: middle, "stroke-width": 1 + 2 * Math.abs(weight) };
      image.append(svg("line", { ...line, class: `dl-edge ${weight < 0 ? "dl-negative" : "dl-positive"}` }));
      image.append(svg("circle", { cx: 34, cy: y, r: 24, class: "dl-neuron dl-known" }));
      image.append(text(34, y + 5, Math.abs(x[j]) < 100 ? number(x[j], 1) : brief(x[j]), "dl-number"));
      const at = [58 + (sumX - 98) * 0.45, y + (middle - y) * 0.45 - 6];
      const product = `${factor(weight, 1)} · ${factor(x[j], 1)} = ${number(weight * x[j], 2)}`;
      image.append(text(...at, width < 480 ? number(weight * x[j], 2) : product, "dl-name dl-ground"));
    });
    w.forEach((weight, j) => {
      const y = middle + (j - (n - 1) / 2) * row;
      image.append(text(34, y + 40, `x_${j}`, "dl-name"));
    });
    for (const [cx, value, name] of [
      [sumX, brief(z), width < 480 ? "sum z" : "weighted sum z"],
      [outX, Math.abs(a) < 100 ? number(a, 3) : brief(a), width < 480 ? "a = g(z)" : `a = ${model.get("activation")}(z)`],
    ]) {
      image.append(svg("circle", { cx, cy: middle, r: 40, class: "dl-neuron dl-known" }));
      image.append(text(cx, middle + 6, value, "dl-number dl-large"));
      image.append(text(cx, middle + 56, name, "dl-name"));
    }
    image.append(text(sumX, middle - 48, `bias ${number(model.get("b"), 1)}`, "dl-name"));
    image.append(svg("line", { x1: sumX + 40, x2: outX - 40, y1: middle, y2: middle, class: "dl-arrow" }));
    return image;
  }

  function curve(width) {
    const { z, a } = now();
    const g = ACTIVATIONS[model.get("activation")];
    const reach = Math.max(4, Math.ceil(Math.abs(z)) + 1);
    const values = sampled(g, -reach, reach);
    const low = Math.min(-0.2, ...values.map(([, v]) => v));
    const high = Math.max(1.2, ...values.map(([, v]) => v));
    const drawn = plot({
      width: Math.min(width, 560), height: 220, x: [-reach, reach], y: [low, high], xName: "z", yName: "a = g(z)",
      label: `${model.get("activation")}: at z = ${number(z, 2)} it is ${number(a, 3)}`,
    });
    drawn.curve(values, "dl-positive");
    drawn.curve([[z, 0], [z, a]], "dl-guide");
    drawn.curve([[-reach, a], [z, a]], "dl-guide");
    drawn.dot(z, a);
    return drawn.image;
  }

  return mount({
    model, el, label: "One neuron", traits: ["w", "x", "b", "activation"],
    controls: [...inputs.map((s) => s.node), ...weights.map((s) => s.node), bias.node, picker.node, fullScreen()],
    draw: (width) => [picture(width), curve(width)],
    says: () => {
      const { z, a } = now();
      return `The weighted sum is z = ${number(z, 2)}, the neuron says a = ${number(a, 3)}.`;
    },
    onUpdate: () => {
      inputs.forEach((s, j) => s.set(model.get("x")[j], number(model.get("x")[j], 1)));
      weights.forEach((s, j) => s.set(model.get("w")[j], number(model.get("w")[j], 1)));
      bias.set(model.get("b"), number(model.get("b"), 1));
      picker.select.value = String(NAMES.indexOf(model.get("activation")));
    },
  });
}

export default viewOf(render);
