// An activation and its derivative side by side, a point with its tangent, and what is left of a gradient after L layers.
import { choice, slider } from "../shared/controls.js";
import { digits, number, svg } from "../shared/draw.js";
import { ACTIVATIONS } from "../network/forward.js";
import { draggable, plot, sampled, text } from "../shared/plot.js";
import { fullScreen, mount, setter, viewOf } from "../shared/view.js";

/** Derivatives as in dlcourse.activations. */
export const SLOPES = {
  step: () => 0,
  relu: (z) => (z > 0 ? 1 : 0),
  sigmoid: (z) => ACTIVATIONS.sigmoid(z) * (1 - ACTIVATIONS.sigmoid(z)),
  tanh: (z) => 1 - Math.tanh(z) ** 2,
  identity: () => 1,
};

/** Factor that is left of a gradient after 0 to `layers` layers. */
export function leftAfter(layers, slope, weight) {
  return Array.from({ length: layers + 1 }, (_, k) => (slope * weight) ** k);
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const power = (t) =>
  String(t)
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => RAISED[digit]);

function render({ model, el }) {
  const set = setter(model);
  const names = model.get("activations");
  const picker = choice({
    label: "activation",
    options: names,
    value: 0,
    onChange: (k) => set({ activation: names[k] }),
  });
  const point = slider({ label: "z", min: -6, max: 6, step: 0.1, value: 0, onInput: (z) => set({ z }) });
  const depth = slider({ label: "layers L", min: 1, max: 30, step: 1, value: 1, onInput: (layers) => set({ layers }) });
  const weight = slider({ label: "weight", min: 0.1, max: 4, step: 0.1, value: 1, onInput: (w) => set({ weight: w }) });
  const g = () => ACTIVATIONS[model.get("activation")];
  const slope = () => SLOPES[model.get("activation")];
  const left = () => leftAfter(model.get("layers"), slope()(model.get("z")), model.get("weight"));

  function pair(width) {
    const z = model.get("z");
    const name = model.get("activation");
    const each = width < 620 ? width : Math.floor(width / 2) - 8;
    const [a, m] = [g()(z), slope()(z)];
    const usual = { tanh: [-1.4, 1.4], relu: [-1, 6], identity: [-6, 6] }[name] ?? [-0.4, 1.4];
    const y = [Math.min(usual[0], a), Math.max(usual[1], a)];
    const reach = Math.abs(z) > 6 ? Math.ceil(Math.abs(z)) + 1 : 6; // from Python a point may lie further out
    const base = { width: each, height: 250, x: [-reach, reach], xName: "z" };
    const left_ = plot({ ...base, y, title: `${name}: g(z)`, label: `${name} at z = ${number(z, 1)} is ${number(a)}` });
    const steps = sampled(g(), -reach, reach, 240);
    left_.curve(
      name === "step"
        ? steps
            .filter(([v]) => v < 0)
            .concat(
              [[0, NaN]],
              steps.filter(([v]) => v >= 0),
            )
        : steps,
      "dl-now",
    );
    left_.curve(
      [
        [z - 2, a - 2 * m],
        [z + 2, a + 2 * m],
      ],
      "dl-tangent",
    );
    const drag = (to) => set({ z: Math.max(-6, Math.min(6, Math.round(to * 10) / 10)) });
    draggable(left_.dot(z, a), left_, drag);
    const right = plot({
      ...base,
      y: [-0.2, 1.2],
      title: `its derivative: g'(z)`,
      label: `derivative at z = ${number(z, 1)} is ${number(m)}`,
    });
    right.curve(sampled(slope(), -reach, reach, 240), "dl-blame");
    right.curve(
      [
        [z, 0],
        [z, m],
      ],
      "dl-guide",
    );
    draggable(right.dot(z, m), right, drag);
    return [left_.image, right.image];
  }

  function shrink(width) {
    const factors = left();
    const logs = factors.map((f) => (f > 0 ? Math.log10(f) : -12));
    const low = Math.min(-1, Math.floor(Math.min(...logs)));
    const high = Math.max(1, Math.ceil(Math.max(...logs)));
    const drawn = plot({
      width,
      height: 216,
      x: [-0.5, factors.length - 0.5],
      y: [Math.max(low, -12), Math.min(high, 12)],
      xName: "layers passed",
      yName: "what is left of it",
      title: "A gradient on its way back",
      yTick: (t) => (t === 0 ? "1" : `10${power(t)}`),
      label: `after ${factors.length - 1} layers the factor is ${factors.at(-1).toExponential(1)}`,
    });
    drawn.curve(
      [
        [-0.5, 0],
        [factors.length, 0],
      ],
      "dl-guide",
    );
    logs.forEach((log, k) => {
      const bar = svg("line", {
        x1: drawn.px(k),
        x2: drawn.px(k),
        y1: drawn.py(0),
        y2: drawn.py(Math.max(-12, Math.min(12, log))),
        class: "dl-thick dl-blame",
      });
      drawn.add(bar);
    });
    const end = factors.at(-1);
    drawn.image.append(
      text(width - 14, 36, end === 0 ? "nothing is left" : `× ${digits(end, 3)}`, "dl-name dl-end dl-strong dl-ground"),
    );
    return drawn.image;
  }

  return mount({
    model,
    el,
    label: "Activation functions and their derivatives",
    traits: ["activation", "z", "layers", "weight"],
    controls: [picker.node, point.node, depth.node, weight.node, fullScreen()],
    draw: (width) => {
      const holder = document.createElement("div");
      holder.className = "dl-pair";
      holder.append(...pair(width));
      return [holder, shrink(width)];
    },
    says: () => {
      const z = model.get("z");
      const m = slope()(z);
      const end = left().at(-1);
      const jump = model.get("activation") === "step" && z === 0 ? " At the jump itself there is no slope." : "";
      const rest = end === 0 ? "nothing is left of it" : `the factor ${digits(end, 2)} is left of it`;
      return (
        `At z = ${number(z, 1)}: g(z) = ${number(g()(z))}, slope g'(z) = ${number(m)}.${jump} ` +
        `A gradient that passes ${model.get("layers")} such layers with weight ${number(model.get("weight"), 1)}: ${rest}.`
      );
    },
    onUpdate: () => {
      picker.select.value = String(names.indexOf(model.get("activation")));
      point.set(model.get("z"), number(model.get("z"), 1));
      depth.set(model.get("layers"), String(model.get("layers")));
      weight.set(model.get("weight"), number(model.get("weight"), 1));
    },
  });
}

export default viewOf(render);
