// Gradient descent to look at: a ball on a curve, or three paths on the cost surface of a linear neuron.
import { button, choice, slider } from "./controls.js";
import { number, svg } from "./draw.js";
import { CURVES, cost, descend, train } from "./descent.js";
import { plot, sampled, text } from "./plot.js";
import { mount, setter } from "./view.js";

const KEPT = 3; // frozen runs beside the live one
const LOOKS = ["dl-positive", "dl-negative", "dl-third", "dl-border"];

function render({ model, el }) {
  return model.get("kind") === "surface" ? surface({ model, el }) : curve({ model, el });
}

const rateText = (value) => number(value, value < 0.1 ? 3 : 2);

function curve({ model, el }) {
  const set = setter(model);
  const names = Object.keys(CURVES);
  const picker = choice({
    label: "curve", options: names, value: 0,
    onChange: (k) => set({ curve: names[k], start: CURVES[names[k]].start, step: 0, kept: [] }),
  });
  const rate = slider({
    label: "learning rate", min: 0.005, max: 1.2, step: 0.005, value: 0.1, onInput: (v) => set({ learning_rate: v, step: 0 }),
  });
  const start = slider({ label: "start w", min: -4, max: 4, step: 0.1, value: 0, onInput: (v) => set({ start: v, step: 0 }) });
  const run = () =>
    descend(model.get("curve"), model.get("start"), model.get("learning_rate"), model.get("max_steps"), model.get("tolerance"));
  const last = () => run().path.length - 1;
  const go = (to) => set({ step: Math.max(0, Math.min(last(), to)) });
  const buttons = [
    button("Step", () => go(model.get("step") + 1)),
    button("Run to the end", () => go(last())),
    button("Back to the start", () => go(0)),
    button("Keep this run", () =>
      set({ kept: [...model.get("kept"), [model.get("start"), model.get("learning_rate")]].slice(-KEPT), step: 0 }),
    ),
    button("Forget kept runs", () => set({ kept: [] })),
  ];

  function hill(width) {
    const { f, slope, x, y } = CURVES[model.get("curve")];
    const drawn = plot({
      width: Math.min(width, 700), height: 300, x, y, xName: "w", yName: "J", label: `the cost J = f(w): ${model.get("curve")}`,
    });
    drawn.curve(sampled(f, ...x, 240), "dl-border");
    const path = run().path.slice(0, model.get("step") + 1);
    const w = path.at(-1);
    drawn.curve(path.map((v) => [v, f(v)]), "dl-negative");
    path.forEach((v) => drawn.add(svg("circle", { cx: drawn.px(v), cy: drawn.py(f(v)), r: 3.5, class: "dl-trace" })));
    const m = slope(w);
    drawn.curve([[w - 1, f(w) - m], [w + 1, f(w) + m]], "dl-positive");
    drawn.add(svg("circle", { cx: drawn.px(w), cy: drawn.py(f(w)), r: 9, class: "dl-dot" }));
    return drawn.image;
  }

  function costs(width) {
    const { f, y } = CURVES[model.get("curve")];
    const live = run().path.slice(0, model.get("step") + 1).map((w, k) => [k, f(w)]);
    const kept = model.get("kept").map(([from, alpha]) => ({
      name: `alpha = ${rateText(alpha)}, from w = ${number(from, 1)}`,
      points: descend(model.get("curve"), from, alpha, model.get("max_steps"), model.get("tolerance")).path.map((w, k) => [k, f(w)]),
    }));
    const most = Math.max(10, ...kept.map((one) => one.points.length), live.length);
    const drawn = plot({
      width: Math.min(width, 700), height: 190, x: [0, most], y, xName: "updates", yName: "J", label: "the cost after each update",
    });
    kept.forEach((one, k) => {
      drawn.curve(one.points, `${LOOKS[k + 1]} dl-kept`);
      drawn.image.append(text(Math.min(width, 700) - 16, 26 + 18 * k, one.name, `dl-name dl-end dl-text-${k}`));
    });
    drawn.curve(live, "dl-positive");
    return drawn.image;
  }

  return mount({
    model, el, label: "Gradient descent on a curve",
    traits: ["curve", "start", "learning_rate", "step", "kept"],
    controls: [picker.node, rate.node, start.node, ...buttons],
    draw: (width) => [hill(width), costs(width)],
    says: () => {
      const { path, why } = run();
      const k = Math.min(model.get("step"), path.length - 1);
      const w = path[k];
      const { f, slope } = CURVES[model.get("curve")];
      const here = `After ${k} updates: w = ${number(w)}, J = ${number(f(w))}, slope ${number(slope(w), 2)}. `;
      if (k < path.length - 1) return here + `The next step is ${number(-model.get("learning_rate") * slope(w), 3)}.`;
      if (why === "settled") return here + "Stopped: the cost no longer changes.";
      if (why === "steps") return here + `Stopped: ${model.get("max_steps")} updates, the most allowed.`;
      return here + `It ${why} (alpha = ${rateText(model.get("learning_rate"))}).`;
    },
    onUpdate: () => {
      picker.select.value = String(names.indexOf(model.get("curve")));
      rate.set(model.get("learning_rate"), rateText(model.get("learning_rate")));
      start.set(model.get("start"), number(model.get("start"), 1));
    },
  });
}

function surface({ model, el }) {
  const set = setter(model);
  const [x, y] = [model.get("x"), model.get("y")];
  const N = x.length;
  const rate = slider({
    label: "learning rate", min: 0.01, max: 1.5, step: 0.01, value: 0.1, onInput: (v) => set({ learning_rate: v }),
  });
  const batch = slider({ label: "batch size", min: 1, max: N, step: 1, value: 1, onInput: (v) => set({ batch_size: v }) });
  const epochs = slider({ label: "epochs", min: 0, max: 60, step: 1, value: 10, onInput: (v) => set({ epochs: v }) });
  const again = button("Another order", () => set({ seed: model.get("seed") + 1 }));
  const runs = () =>
    [
      ["batch", N],
      [`mini-batch of ${model.get("batch_size")}`, model.get("batch_size")],
      ["stochastic", 1],
    ].map(([name, size]) => ({
      name,
      updates: Math.ceil(N / size),
      ...train(x, y, model.get("_from"), model.get("learning_rate"), size, model.get("epochs"), model.get("seed")),
    }));

  function map(width) {
    const side = Math.min(width, 560);
    const [wRange, bRange] = [model.get("w_range"), model.get("b_range")];
    const drawn = plot({
      width: side, height: side * 0.8, x: wRange, y: bRange, xName: "weight w", yName: "bias b",
      label: "the cost J over w and b, with three paths of gradient descent",
    });
    const cells = 36;
    const [dw, db] = [(wRange[1] - wRange[0]) / cells, (bRange[1] - bRange[0]) / cells];
    const at = (i, j) => [wRange[0] + (i + 0.5) * dw, bRange[0] + (j + 0.5) * db];
    const all = Array.from({ length: cells * cells }, (_, k) => cost(x, y, ...at(k % cells, Math.floor(k / cells))));
    const [low, high] = [Math.min(...all), Math.max(...all)];
    all.forEach((J, k) => {
      const [i, j] = [k % cells, Math.floor(k / cells)];
      const level = Math.floor(9 * Math.sqrt((J - low) / (high - low))) / 9;
      drawn.add(
        svg("rect", {
          x: drawn.px(wRange[0] + i * dw), y: drawn.py(bRange[0] + (j + 1) * db),
          width: drawn.px(dw) - drawn.px(0), height: drawn.py(0) - drawn.py(db),
          class: "dl-level", "fill-opacity": (0.04 + 0.42 * level).toFixed(2),
        }),
      );
    });
    runs().forEach((one, k) => {
      drawn.curve(one.path, `${LOOKS[k]} dl-path`);
      const [w, b] = one.path.at(-1);
      drawn.add(svg("circle", { cx: drawn.px(w), cy: drawn.py(b), r: 6, class: `dl-end-${k}` }));
      drawn.image.append(text(side - 18, 30 + 18 * k, `${one.name}: ${one.updates} per epoch`, `dl-name dl-end dl-text-${k}`));
    });
    return drawn.image;
  }

  return mount({
    model, el, label: "Batch, mini-batch and stochastic gradient descent on one cost surface",
    traits: ["learning_rate", "batch_size", "epochs", "seed"],
    controls: [rate.node, batch.node, epochs.node, again],
    draw: (width) => [map(width)],
    says: () =>
      runs()
        .map((one) => {
          const J = number(cost(x, y, ...one.path.at(-1)), 4);
          const end = one.why === "epochs" ? `J = ${J}` : `${one.why} (alpha = ${rateText(model.get("learning_rate"))})`;
          return `${one.name}: ${one.path.length - 1} updates, ${end}`;
        })
        .join("; ") + ".",
    onUpdate: () => {
      rate.set(model.get("learning_rate"), rateText(model.get("learning_rate")));
      batch.set(model.get("batch_size"), `${model.get("batch_size")} of ${N}`);
      epochs.set(model.get("epochs"), String(model.get("epochs")));
    },
  });
}

export default { render };
export { cost, descend, train };
