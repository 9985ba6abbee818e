// One neuron: numbers that are dragged where they stand, and the sum piece by piece on the axis of its activation.
import { choices, html } from "../shared/controls.js";
import { brief, factor, notation, number, svg, write } from "../shared/draw.js";
import { grab } from "../shared/grab.js";
import { ml, typeset } from "../shared/maths.js";
import { ACTIVATIONS } from "../network/forward.js";
import { sampled, ticks } from "../shared/plot.js";
import { fullScreen, mount, setter, viewOf } from "../shared/view.js";

const NAMES = Object.keys(ACTIVATIONS);
const UNIT = 16; // of the picture, in an em
const short = (value, decimals) => (Math.abs(value) < 100 ? number(value, decimals) : brief(value));

/** z and a of one neuron. */
export function respond(w, x, b, activation) {
  const z = w.reduce((sum, weight, j) => sum + weight * x[j], 0) + b;
  return { z, a: ACTIVATIONS[activation](z) };
}

/** The sum piece by piece: [{name, value, from, to}], the bias last. */
export function pieces(w, x, b) {
  let sum = 0;
  return [...w.map((weight, j) => [`w_${j} x_${j}`, weight * x[j]]), ["b", b]].map(([name, value]) => {
    const from = sum;
    sum += value;
    return { name, value, from, to: sum };
  });
}

/** What an activation is, as a formula. */
function formulaOf(activation) {
  if (activation === "tanh") return ["tanh(", ...notation("z"), ")"];
  if (activation === "relu") return ["max(0, ", ...notation("z"), ")"];
  if (activation === "step") return ["1 where ", ...notation("z"), " ≥ 0, else 0"];
  if (activation === "identity") return notation("z");
  const power = ml("msup", ml("mi", "e"), ml("mrow", ml("mo", "−"), ml("mi", "z")));
  const tree = ml("mfrac", ml("mn", "1"), ml("mrow", ml("mn", "1"), ml("mo", "+"), power));
  return [typeset("1 / (1 + exp(−z))", tree, "1 over 1 plus e to the minus z")];
}

function render({ model, el }) {
  const set = setter(model);
  const n = model.get("w").length;
  const entry = (name, j) => (value) => set({ [name]: model.get(name).map((old, k) => (k === j ? value : old)) });
  const range = { min: -3, max: 3, step: 0.1, value: 0 };
  const place = (node, x, y) => Object.assign(node.style, { left: `${x / UNIT}em`, top: `${y / UNIT}em` });
  const inputs = Array.from({ length: n }, (_, j) =>
    grab({ label: `x_${j}`, ...range, className: "dl-in-circle", onInput: entry("x", j) }),
  );
  const weights = Array.from({ length: n }, (_, j) =>
    grab({ label: `w_${j}`, ...range, className: "dl-pill", onInput: entry("w", j) }),
  );
  const bias = grab({ label: "b", ...range, className: "dl-pill", onInput: (value) => set({ b: value }) });
  const picker = choices({
    label: "activation",
    options: NAMES,
    value: 0,
    onChange: (k) => set({ activation: NAMES[k] }),
  });
  const now = () => respond(model.get("w"), model.get("x"), model.get("b"), model.get("activation"));

  // --- the neuron: numbers in circles and on edges ------------------------------------------------------------------------
  const drawing = html("div", { className: "dl-figure" });
  const names = inputs.map((_, j) => html("div", { className: "dl-name-below" }, ...notation(`x_${j}`)));
  const one = html("div", { className: "dl-in-circle dl-constant" }, html("span", {}, "1"));
  const always = html("div", { className: "dl-name-below dl-quiet-words" }, "always 1");
  const sum = html("div", { className: "dl-in-circle dl-sum" }, html("span", {}, "Σ"));
  const says = html("div", { className: "dl-name-below" });
  const numbers = [...inputs, ...weights, bias].map((one_) => one_.node);
  const nodes = inputs.flatMap((input, j) => [input.node, weights[j].node]); // Tab goes row by row
  const inPicture = html(
    "div",
    { className: "dl-neuron-picture" },
    drawing,
    ...nodes,
    bias.node,
    ...names,
    one,
    always,
    sum,
    says,
  );

  function picture(width) {
    const pitch = n > 2 ? 106 : 134;
    const height = (n + 1) * pitch + 6;
    const [left, right] = [48, width - 62];
    const rows = Array.from({ length: n + 1 }, (_, j) => 46 + j * pitch);
    const middle = (rows[0] + rows[n]) / 2;
    const { z, a } = now();
    const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    image.setAttribute("aria-label", `A neuron: z = ${number(z, 2)}, a = ${number(a, 3)}`);
    Object.assign(inPicture.style, { width: `${width / UNIT}em`, height: `${height / UNIT}em` });
    [...model.get("w"), model.get("b")].forEach((value, j) => {
      const look = `dl-edge ${value < 0 ? "dl-negative" : "dl-positive"}`;
      image.append(
        svg("line", {
          x1: left + 44,
          y1: rows[j],
          x2: right - 46,
          y2: middle + (j - n / 2) * 12,
          "stroke-width": 2 + 5 * Math.min(Math.abs(value), 2.4),
          class: look,
        }),
      );
      const at = [left + 44 + (right - left - 90) * 0.5, (rows[j] + middle + (j - n / 2) * 12) / 2];
      const pill = (j < n ? weights[j] : bias).node;
      place(pill, ...at);
      pill.classList.toggle("dl-minus", value < 0);
      pill.classList.toggle("dl-plus", value >= 0);
    });
    inputs.forEach((input, j) => place(input.node, left, rows[j]));
    names.forEach((name, j) => place(name, left, rows[j] + 40));
    place(one, left, rows[n]);
    place(always, left, rows[n] + 40);
    place(sum, right, middle);
    place(says, right, middle + 40);
    says.replaceChildren(...notation(`z = ${short(z, 2)}`));
    drawing.replaceChildren(image);
  }

  // --- the axis: the curve above, the sum below ---------------------------------------------------------------------------
  const axis = html("div", { className: "dl-neuron-axis" });

  function onAxis(width) {
    const { z, a } = now();
    const parts = pieces(model.get("w"), model.get("x"), model.get("b"));
    const g = ACTIVATIONS[model.get("activation")];
    const most = Math.max(2.6, ...parts.flatMap(({ from, to }) => [Math.abs(from), Math.abs(to)]), Math.abs(z));
    const reach = most <= 3 ? 3 : most * 1.12;
    const values = sampled(g, -reach, reach, 240);
    const [low, high] = [Math.min(0, ...values.map(([, v]) => v)), Math.max(1, ...values.map(([, v]) => v))];
    const [left, right, top, curve, pitch] = [52, width - 20, 14, 176, 46];
    const height = top + curve + 62 + (parts.length + 1) * pitch;
    const X = (v) => left + ((v + reach) / (2 * reach)) * (right - left);
    const Y = (v) => top + curve - ((v - low) / (high - low)) * curve;
    const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    image.setAttribute("aria-label", `${model.get("activation")}: at z = ${number(z, 2)} it is ${number(a, 3)}`);
    const line = (x1, y1, x2, y2, look) => image.append(svg("line", { x1, y1, x2, y2, class: look }));
    const every = () => Array.from({ length: 2 * Math.floor(reach) + 1 }, (_, k) => k - Math.floor(reach));
    for (const t of reach < 5 && width > 480 ? every() : ticks(-reach, reach)) {
      line(X(t), 0, X(t), height, t === 0 ? "dl-grid dl-zero-line" : "dl-grid");
      image.append(write(X(t), top + curve + 30, short(t, Number.isInteger(t) ? 0 : 1), "dl-tick dl-ground"));
    }
    for (const t of ticks(low, high).length > 4
      ? [low, 0, high].filter((v, k, all) => all.indexOf(v) === k)
      : ticks(low, high)) {
      line(left, Y(t), right, Y(t), "dl-grid");
      image.append(write(left - 10, Y(t) + 5, short(t, Number.isInteger(t) ? 0 : 1), "dl-tick dl-end"));
    }
    const pens =
      model.get("activation") === "step" ? [values.filter(([v]) => v < 0), values.filter(([v]) => v >= 0)] : [values];
    for (const pen of pens)
      image.append(
        svg("path", {
          d: `M${pen.map(([v, value]) => `${X(v).toFixed(1)},${Y(value).toFixed(1)}`).join("L")}`,
          class: "dl-curve dl-now",
        }),
      );
    const ends = parts.flatMap(({ from, to }) => [X(from), X(to)]);
    const beside = Math.max(...ends, X(z)) + 16;
    const words = beside + 190 < width ? [beside, "dl-start"] : [Math.min(...ends, X(z)) - 16, "dl-end"];
    parts.forEach(({ name, value, from, to }, k) => {
      const y = top + curve + 58 + k * pitch;
      const look = value < 0 ? "dl-piece dl-below-zero" : "dl-piece";
      image.append(
        svg("rect", {
          x: Math.min(X(from), X(to)),
          width: Math.max(Math.abs(X(to) - X(from)), 1.5),
          y,
          height: 30,
          rx: 3,
          class: look,
        }),
      );
      line(X(to), y, X(to), y + pitch + (k === n ? 6 : 0), "dl-guide");
      image.append(
        write(
          words[0],
          y + 21,
          `${name} = ${short(value, 2)}`,
          `dl-name ${words[1]} ${value < 0 ? "dl-minus" : "dl-plus"}`,
        ),
      );
    });
    const floor = top + curve + 58 + parts.length * pitch + 18;
    image.append(write(words[0], floor + 6, `z = ${short(z, 2)}`, `dl-name ${words[1]}`));
    line(X(z), Y(a), X(z), floor, "dl-guide");
    line(left, Y(a), X(z), Y(a), "dl-guide");
    image.append(
      svg("circle", { cx: X(z), cy: Y(a), r: 9, class: "dl-end-now dl-ringed" }),
      svg("circle", { cx: X(z), cy: floor, r: 8, class: "dl-end-now dl-ringed" }),
    );
    const high_ = Y(a) - 12 > 26 ? Y(a) - 12 : Y(a) + 28;
    image.append(write(left + 10, high_, `a = ${short(a, 3)}`, "dl-name dl-start dl-large dl-ground"));
    axis.replaceChildren(image);
  }

  // --- the formulas ---------------------------------------------------------------------------------------------------------
  const deck = html("div", { className: "dl-told dl-sentences" });
  function formulas() {
    const [w, x, b] = [model.get("w"), model.get("x"), model.get("b")];
    const { z, a } = now();
    const sign = (value) => (value < 0 ? "dl-minus" : "dl-plus");
    const colour = (name) => (/^w_/.test(name) ? sign(w[Number(name.slice(2))]) : "");
    const terms = w.map((_, j) => `w_${j} x_${j}`).join(" + ");
    const products = w.flatMap((value, j) => {
      const own = html("span", { className: sign(value) }, j ? factor(value, 1) : number(value, 1));
      return [...(j ? [" + "] : []), own, ` · ${factor(x[j], 1)}`];
    });
    const result = (value, decimals) => html("b", {}, short(value, decimals));
    deck.replaceChildren(
      html("p", {}, ...notation(`z = ${terms} + b = `, colour), ...products, ` + ${factor(b, 1)} = `, result(z, 2)),
      html("p", {}, ...notation("a = "), ...formulaOf(model.get("activation")), " = ", result(a, 3)),
    );
  }

  const heading = html(
    "div",
    { className: "dl-headline" },
    html("p", { className: "dl-sentence-of-view" }, "A neuron weighs, adds up, and answers."),
    html("p", { className: "dl-hint" }, "Drag a number up or down, or use the arrow keys. Everything else follows."),
  );
  const band = html("div", { className: "dl-neuron-band" }, inPicture, axis);
  const whole = fullScreen();
  whole.classList.add("dl-quiet");
  const clean = mount({
    model,
    el,
    label: "One neuron",
    traits: ["w", "x", "b", "activation"],
    most: 1500,
    controls: [heading, html("div", { className: "dl-bar" }, picker.node, whole)],
    draw: (width) => {
      const wide = width >= 760;
      band.classList.toggle("dl-stacked", !wide);
      const left = wide ? Math.min(420, Math.round(width * 0.38)) : Math.min(width, 420);
      picture(left);
      onAxis(wide ? width - left - 32 : width);
      formulas();
      return [band, deck];
    },
    says: () => {
      const { z, a } = now();
      return `The weighted sum is z = ${number(z, 2)}, the neuron says a = ${number(a, 3)}.`;
    },
    onUpdate: () => {
      const show = (one_, value, name) => {
        const text = Math.abs(value) < 100 ? number(value, 1) : brief(value);
        one_.set(value, text);
        if (!name) one_.seen.textContent = text;
        else one_.seen.replaceChildren(...notation(`${name} = ${text}`, () => ""));
      };
      inputs.forEach((one_, j) => show(one_, model.get("x")[j]));
      weights.forEach((one_, j) => show(one_, model.get("w")[j], `w_${j}`));
      show(bias, model.get("b"), "b");
      picker.set(NAMES.indexOf(model.get("activation")));
    },
  });
  el.querySelector(".dl-root").classList.add("dl-one-neuron");
  for (const node of numbers) node.style.touchAction = "none";
  return clean;
}

export default viewOf(render);
