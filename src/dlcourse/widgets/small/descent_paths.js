// Gradient descent to look at: a ball on a curve, or three paths on the cost surface of a linear neuron.
import { button, choice, html, slider } from "../shared/controls.js";
import { many, number, svg } from "../shared/draw.js";
import { CURVES, contours, cost, descend, minimum, train } from "./descent.js";
import { draggable, plot, sampled, text } from "../shared/plot.js";
import { fullScreen, mount, player, setter, viewOf } from "../shared/view.js";

const KEPT = 3; // frozen runs beside the live one
const LOOKS = ["dl-now", "dl-run1", "dl-run2", "dl-third"];

function render({ model, el }) {
  return model.get("kind") === "surface" ? surface({ model, el }) : curve({ model, el });
}

const rateText = (value) => number(value, value < 0.1 ? 3 : 2);

function curve({ model, el }) {
  const set = setter(model);
  const names = Object.keys(CURVES);
  const picker = choice({
    label: "curve",
    options: names,
    value: 0,
    onChange: (k) => set({ curve: names[k], start: CURVES[names[k]].start, step: 0, kept: [] }),
  });
  const rate = slider({
    label: "learning rate",
    min: 0.005,
    max: 1.2,
    step: 0.005,
    value: 0.1,
    onInput: (v) => set({ learning_rate: v, step: 0 }),
  });
  const start = slider({
    label: "start w",
    min: -4,
    max: 4,
    step: 0.1,
    value: 0,
    onInput: (v) => set({ start: v, step: 0 }),
  });
  const run = () =>
    descend(
      model.get("curve"),
      model.get("start"),
      model.get("learning_rate"),
      model.get("max_steps"),
      model.get("tolerance"),
    );
  const last = () => run().path.length - 1;
  const go = (to) => set({ step: Math.max(0, Math.min(last(), to)) });
  const play = player(
    "Play",
    () => {
      if (model.get("step") >= last()) go(0);
      return () => {
        go(model.get("step") + 1);
        return model.get("step") < last();
      };
    },
    250,
  );
  const buttons = [
    button("Step", () => go(model.get("step") + 1)),
    play.node,
    button("Run to the end", () => go(last())),
    button("Back to the start", () => go(0)),
    button("Keep this run", () =>
      set({ kept: [...model.get("kept"), [model.get("start"), model.get("learning_rate")]].slice(-KEPT), step: 0 }),
    ),
    button("Forget kept runs", () => set({ kept: [] })),
    fullScreen(),
  ];
  const keptRuns = () =>
    model.get("kept").map(([from, alpha], k) => ({
      name: `kept: alpha = ${rateText(alpha)}, from w = ${number(from, 1)}`,
      look: LOOKS[k + 1],
      path: descend(model.get("curve"), from, alpha, model.get("max_steps"), model.get("tolerance")).path,
    }));

  function hill(width) {
    const { f, slope, x, y } = CURVES[model.get("curve")];
    const drawn = plot({
      width: Math.min(width, 700),
      height: 300,
      x,
      y,
      xName: "w",
      yName: "J",
      label: `the cost J = f(w): ${model.get("curve")}`,
    });
    drawn.curve(sampled(f, ...x, 240), "dl-hill");
    const path = run().path.slice(0, model.get("step") + 1);
    const w = path.at(-1);
    keptRuns().forEach((one) =>
      drawn.curve(
        one.path.map((v) => [v, f(v)]),
        `${one.look} dl-kept dl-path`,
      ),
    );
    drawn.curve(
      path.map((v) => [v, f(v)]),
      "dl-now dl-path",
    );
    path.forEach((v) => drawn.add(svg("circle", { cx: drawn.px(v), cy: drawn.py(f(v)), r: 3.5, class: "dl-trace" })));
    const m = slope(w);
    drawn.curve(
      [
        [w - 1, f(w) - m],
        [w + 1, f(w) + m],
      ],
      "dl-tangent",
    );
    const ball = svg("circle", { cx: drawn.px(w), cy: drawn.py(f(w)), r: 10, class: "dl-ball" });
    drawn.add(ball);
    draggable(ball, drawn, (to) => set({ start: Math.round(Math.max(x[0], Math.min(x[1], to)) * 10) / 10, step: 0 }));
    return drawn.image;
  }

  function costs(width) {
    const { f, y } = CURVES[model.get("curve")];
    const live = run()
      .path.slice(0, model.get("step") + 1)
      .map((w, k) => [k, f(w)]);
    const kept = keptRuns().map((one) => ({ ...one, points: one.path.map((w, k) => [k, f(w)]) }));
    const most = Math.max(10, ...kept.map((one) => one.points.length), live.length);
    const drawn = plot({
      width: Math.min(width, 700),
      height: width < 700 ? 300 : 190,
      x: [0, most],
      y,
      xName: "updates",
      yName: "J",
      label: "the cost after each update",
    });
    kept.forEach((one, k) => {
      drawn.curve(one.points, `${one.look} dl-kept`);
      legend(drawn, Math.min(width, 700) - 16, 54 + 18 * k, one.name, one.look);
    });
    drawn.curve(live, "dl-now");
    if (live.length < 2) drawn.dot(0, live[0][1], "dl-end-now", 6);
    legend(drawn, Math.min(width, 700) - 16, 36, `now: alpha = ${rateText(model.get("learning_rate"))}`, "dl-now");
    return drawn.image;
  }

  const clean = mount({
    model,
    el,
    label: "Gradient descent on a curve",
    traits: ["curve", "start", "learning_rate", "step", "kept"],
    controls: [picker.node, rate.node, start.node, ...buttons],
    draw: (width) => {
      const half = width >= 900 ? (width - 32) / 2 : width;
      return [html("div", { className: width >= 900 ? "dl-side-by-side" : "" }, hill(half), costs(half))];
    },
    says: () => {
      const { path, why } = run();
      const k = Math.min(model.get("step"), path.length - 1);
      const w = path[k];
      const { f, slope } = CURVES[model.get("curve")];
      const here = `After ${many(k, "update")}: w = ${number(w)}, J = ${number(f(w))}, slope ${number(slope(w), 2)}. `;
      if (k < path.length - 1) return `${here}The next step is ${number(-model.get("learning_rate") * slope(w), 3)}.`;
      if (why === "settled") return `${here}Stopped: the cost no longer changes.`;
      if (why === "steps") return `${here}Stopped: ${many(model.get("max_steps"), "update")}, the most allowed.`;
      return `${here}It ${why} (alpha = ${rateText(model.get("learning_rate"))}).`;
    },
    onUpdate: () => {
      picker.select.value = String(names.indexOf(model.get("curve")));
      rate.set(model.get("learning_rate"), rateText(model.get("learning_rate")));
      start.set(model.get("start"), number(model.get("start"), 1));
    },
  });
  return () => {
    play.stop();
    clean();
  };
}

/** A line of a legend: a piece of the curve, and its name. */
function legend(drawn, x, y, words, look) {
  const wide = 7.4 * words.length; // about: a name is read also where a curve runs through it
  drawn.image.append(svg("rect", { x: x - 40 - wide, y: y - 13, width: wide + 42, height: 18, class: "dl-behind" }));
  drawn.image.append(text(x - 40, y, words, "dl-name dl-end"));
  drawn.image.append(svg("line", { x1: x - 34, x2: x, y1: y - 4, y2: y - 4, class: `dl-curve ${look}` }));
}

function surface({ model, el }) {
  const set = setter(model);
  const [x, y] = [model.get("x"), model.get("y")];
  const N = x.length;
  const rate = slider({
    label: "learning rate",
    min: 0.01,
    max: 1.5,
    step: 0.01,
    value: 0.1,
    onInput: (v) => set({ learning_rate: v }),
  });
  const batch = slider({
    label: "batch size",
    min: 1,
    max: N,
    step: 1,
    value: 1,
    onInput: (v) => set({ batch_size: v }),
  });
  const epochs = slider({ label: "epochs", min: 0, max: 60, step: 1, value: 10, onInput: (v) => set({ epochs: v }) });
  const play = player(
    "Play",
    () => {
      const end = model.get("epochs") || 20;
      set({ epochs: 0 });
      return () => {
        set({ epochs: model.get("epochs") + 1 });
        return model.get("epochs") < end;
      };
    },
    200,
  );
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
      width: side,
      height: side * 0.8,
      x: wRange,
      y: bRange,
      xName: "weight w",
      yName: "bias b",
      label: "the cost J over w and b, with three paths of gradient descent",
    });
    contours(x, y, wRange, bRange).forEach(({ J, points }) => {
      drawn.curve(points, "dl-contour");
      const [w, b] = points[10];
      const inside = w > wRange[0] && w < wRange[1] && b > bRange[0] && b < 0.96 * bRange[1] + 0.04 * bRange[0];
      if (inside) drawn.write(w, b, number(J, 2), "dl-tick dl-ground");
    });
    const low = minimum(x, y);
    drawn.add(
      svg("path", { d: `M${drawn.px(low.w) - 8},${drawn.py(low.b)}h16m-8,-8v16`, class: "dl-border dl-curve" }),
    );
    drawn.write(low.w, low.b, "  minimum", "dl-name dl-start dl-ground");
    runs().forEach((one, k) => {
      drawn.curve(one.path, `${LOOKS[k]} dl-path`);
      const [w, b] = one.path.at(-1);
      drawn.add(svg("circle", { cx: drawn.px(w), cy: drawn.py(b), r: 6, class: `dl-end-${k}` }));
      const words = `${one.name}: ${many(one.updates, "update")} per epoch`;
      legend(drawn, side - 18, 38 + 18 * k, side < 420 ? one.name : words, LOOKS[k]);
    });
    return drawn.image;
  }

  function costs(width) {
    const all = runs().map((one) => one.path.map(([w, b], k) => [k, cost(x, y, w, b)]));
    const most = Math.max(10, ...all.map((points) => points.length - 1));
    const top = Math.max(...all.map((points) => points[0][1])) * 1.1;
    const drawn = plot({
      width: Math.min(width, 460),
      height: 240,
      x: [0, most],
      y: [0, top],
      xName: "updates",
      yName: "J",
      label: "the cost J after each update, for the three",
    });
    all.forEach((points, k) => drawn.curve(points, `${LOOKS[k]} dl-path`));
    return drawn.image;
  }

  const clean = mount({
    model,
    el,
    label: "Batch, mini-batch and stochastic gradient descent on one cost surface",
    traits: ["learning_rate", "batch_size", "epochs", "seed"],
    controls: [rate.node, batch.node, epochs.node, play.node, again, fullScreen()],
    draw: (width) => {
      const holder = html("div", { className: width >= 800 ? "dl-halves" : "" });
      holder.append(map(width >= 800 ? width * 0.58 : width), costs(width >= 800 ? width * 0.4 : width));
      return [holder];
    },
    says: () => {
      const ends = runs().map((one) => {
        const J = number(cost(x, y, ...one.path.at(-1)), 4);
        const end = one.why === "epochs" ? `J = ${J}` : `${one.why} (alpha = ${rateText(model.get("learning_rate"))})`;
        return `${one.name}: ${many(one.path.length - 1, "update")}, ${end}`;
      });
      return `${ends.join("; ")}.`;
    },
    onUpdate: () => {
      rate.set(model.get("learning_rate"), rateText(model.get("learning_rate")));
      batch.set(model.get("batch_size"), `${model.get("batch_size")} of ${N}`);
      epochs.set(model.get("epochs"), String(model.get("epochs")));
    },
  });
  return () => {
    play.stop();
    clean();
  };
}

export default viewOf(render);
export { cost, descend, train };
