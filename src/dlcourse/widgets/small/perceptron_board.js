// Points of two classes, the line a perceptron draws, and the rule that moves it.
import { notation } from "../shared/maths.js";
import { button, choice, html, slider } from "../shared/controls.js";
import { factor, many, number, svg } from "../shared/draw.js";
import { draggable, plot } from "../shared/plot.js";
import { fullScreen, mount, player, setter, viewOf } from "../shared/view.js";

const LIMIT = 3; // the board reaches from -LIMIT to LIMIT
const EPOCHS = 100; // "until no row is wrong" gives up after so many more

/** What the perceptron says: 1 where w.x + b >= 0. */
export function says(w, b, x) {
  return w[0] * x[0] + w[1] * x[1] + b >= 0 ? 1 : 0;
}

/** The learning rule for one row: new {w, b}, and whether it was wrong. */
export function learn(w, b, x, y, rate) {
  const error = y - says(w, b, x);
  return { w: w.map((v, j) => v + rate * error * x[j]), b: b + rate * error, wrong: error !== 0 };
}

export function wrongRows(w, b, points, labels) {
  return points.filter((x, k) => says(w, b, x) !== labels[k]).length;
}

/**
 * Whether a straight line can separate the two classes. In the plane it is enough to try the normals of the lines through
 * two points, and the directions from one to another (the separating axis theorem, on the hulls of the classes).
 */
export function separable(points, labels) {
  const [zeros, ones] = [0, 1].map((y) => points.filter((_, k) => labels[k] === y));
  if (!zeros.length || !ones.length) return true;
  /** @param {number[]} direction */
  const apart = ([u, v]) => {
    const [a, b] = [zeros, ones].map((group) => group.map((x) => u * x[0] + v * x[1]));
    return Math.max(...a) < Math.min(...b) - 1e-9 || Math.max(...b) < Math.min(...a) - 1e-9;
  };
  return points.some((p, k) =>
    points.some(
      (q, o) =>
        o !== k &&
        [
          [p[0] - q[0], p[1] - q[1]],
          [q[1] - p[1], p[0] - q[0]],
        ].some(apart),
    ),
  );
}

function render({ model, el }) {
  const set = setter(model);
  const presets = model.get("presets");
  const names = Object.keys(presets);
  const get = () => ["w", "b", "points", "labels"].map((name) => model.get(name));
  let chosen = 0;

  const wrong = () => {
    const [w, b, points, labels] = get();
    return wrongRows(w, b, points, labels);
  };
  const run = player(
    "Until no row is wrong",
    () => {
      const limit = model.get("epochs") + EPOCHS;
      let slow = 40; // so many rows are seen one by one, then whole epochs
      return () => {
        if (wrong() > 0) rows(slow > 0 ? 1 : model.get("points").length);
        slow -= 1;
        return wrong() > 0 && model.get("epochs") < limit;
      };
    },
    70,
  );
  function rows(count) {
    let [w, b, points, labels] = get();
    let next = model.get("next");
    let epochs = model.get("epochs");
    let updates = model.get("updates");
    for (let k = 0; k < count; k++) {
      const step = learn(w, b, points[next], labels[next], model.get("learning_rate"));
      ({ w, b } = step);
      updates += step.wrong ? 1 : 0;
      next = (next + 1) % points.length;
      if (next === 0) epochs += 1;
    }
    set({ w, b, next, epochs, updates });
  }
  const start = () => {
    run.stop();
    set({ w: [0, 0], b: 0, next: 0, epochs: 0, updates: 0 });
  };
  const edit = (points, labels) => set({ points, labels, next: 0, preset: "" });
  const clip = (v) => Math.round(Math.max(-LIMIT, Math.min(LIMIT, v)) * 10) / 10;
  const move = (k, x) =>
    edit(
      model.get("points").map((p, i) => (i === k ? x.map(clip) : p)),
      model.get("labels"),
    );
  const flip = (k) =>
    edit(
      model.get("points"),
      model.get("labels").map((y, i) => (i === k ? 1 - y : y)),
    );
  const remove = (k) => {
    if (model.get("points").length > 1)
      edit(...[model.get("points"), model.get("labels")].map((l) => l.filter((_, i) => i !== k)));
  };
  const add = (label) => {
    chosen = model.get("points").length;
    edit([...model.get("points"), [0, 0]], [...model.get("labels"), label]);
  };

  const picker = choice({
    label: "data",
    options: [...names, "my own"],
    value: 0,
    onChange: (k) => {
      if (k < names.length)
        set({ ...presets[names[k]], preset: names[k], w: [0, 0], b: 0, next: 0, epochs: 0, updates: 0 });
    },
  });
  const rate = slider({
    label: "learning rate",
    min: 0.1,
    max: 2,
    step: 0.1,
    value: 1,
    onInput: (value) => set({ learning_rate: value }),
  });
  const buttons = [
    button("Next point", () => rows(1)),
    button("One epoch", () => rows(model.get("points").length)),
    run.node,
    button("Start again", start),
    button("Add a 0", () => add(0)),
    button("Add a 1", () => add(1)),
    button("Remove point", () => remove(chosen)),
    fullScreen(),
  ];

  function board(width) {
    const [w, b, points, labels] = get();
    const side = Math.min(width, 520);
    const drawn = plot({
      width: side,
      height: side,
      x: [-LIMIT, LIMIT],
      y: [-LIMIT, LIMIT],
      xName: "x_0",
      yName: "x_1",
      label: `${points.length} points, ${wrong()} on the wrong side`,
    });
    drawn.image.setAttribute("role", "group");
    const size = Math.hypot(...w);
    if (size > 1e-9) {
      const foot = w.map((v) => (-b * v) / size ** 2);
      const along = [-w[1] / size, w[0] / size];
      const ends = [-20, 20].map((t) => foot.map((v, j) => v + t * along[j]));
      const far = [ends[1], ends[0]].map((p) => p.map((v, j) => v + (40 * w[j]) / size));
      const corner = [...ends, ...far].map((p) => `${drawn.px(p[0])},${drawn.py(p[1])}`).join(" ");
      drawn.add(svg("polygon", { points: corner, class: "dl-side" }));
      drawn.curve(ends, "dl-border");
      drawn.curve([foot, foot.map((v, j) => v + (0.6 * w[j]) / size)], "dl-normal");
    }
    points.forEach((x, k) => {
      const y = labels[k];
      const bad = says(w, b, x) !== y;
      const at = `translate(${drawn.px(x[0])} ${drawn.py(x[1])})`;
      const mark =
        y === 1
          ? svg("circle", { r: 8, class: "dl-one" })
          : svg("path", { d: "M-7,-7L7,7M-7,7L7,-7", class: "dl-zero" });
      const ring = svg("circle", { r: 14, class: bad ? "dl-bad" : "dl-halo-dot" });
      const node = svg("g", { transform: at, role: "button", tabindex: 0, class: "dl-point" }, ring, mark);
      if (k === model.get("next") && model.get("epochs") + model.get("next") > 0) ring.classList.add("dl-next");
      node.dataset.key = `point-${k}`;
      node.setAttribute(
        "aria-label",
        `Point ${k}, class ${y}, at ${number(x[0], 1)}, ${number(x[1], 1)}${bad ? ", on the wrong side" : ""}`,
      );
      node.addEventListener("focus", () => (chosen = k));
      node.addEventListener("pointerdown", () => node.focus({ preventScroll: true }));
      node.addEventListener("dblclick", () => flip(k));
      draggable(node, drawn, (p, q) => move(k, [p, q]));
      drawn.image.append(node);
    });
    return drawn.image;
  }

  /** What the rule does with the next row. */
  function rule() {
    const [w, b, points, labels] = get();
    const k = Math.min(model.get("next"), points.length - 1);
    const x = points[k];
    const z = w[0] * x[0] + w[1] * x[1] + b;
    const said = says(w, b, x);
    const after = learn(w, b, x, labels[k], model.get("learning_rate"));
    const sum = `${number(w[0], 1)} · ${factor(x[0], 1)} + ${factor(w[1], 1)} · ${factor(x[1], 1)} + ${factor(b, 1)} = ${number(z, 2)}`;
    const change = after.wrong
      ? `w := w ${labels[k] === 1 ? "+" : "−"} alpha · x = (${number(after.w[0], 2)}, ${number(after.w[1], 2)}), b := ${number(after.b, 2)}.`
      : "nothing changes.";
    return `Next is point ${k}: z = ${sum}, so it says ${said}. Its class is ${labels[k]}: ${change}`;
  }
  const about = html("p", { className: "dl-about dl-rule" });
  const hint = html("p", { className: "dl-hint" }, "No line yet: all weights are 0. Next point draws it.");
  buttons[0].classList.add("dl-primary");
  for (const node of buttons.slice(4)) node.classList.add("dl-quiet");

  const clean = mount({
    model,
    el,
    label: "Perceptron: points of two classes and its line",
    traits: ["w", "b", "points", "labels", "next", "epochs", "updates", "learning_rate", "preset"],
    controls: [picker.node, rate.node, ...buttons],
    draw: (width) => {
      about.replaceChildren(...notation(rule()));
      hint.hidden = Math.hypot(...model.get("w")) > 1e-9;
      const wide = width >= 900;
      return [
        html(
          "div",
          { className: wide ? "dl-side-by-side" : "" },
          board(wide ? 520 : width),
          html("div", { className: "dl-beside-board" }, hint, about),
        ),
      ];
    },
    says: () => {
      const [w, b, points] = get();
      const line = `w = (${number(w[0], 2)}, ${number(w[1], 2)}), b = ${number(b, 2)}. `;
      const left = wrong();
      const found =
        left === 0 ? "No row is wrong." : `${left} of ${points.length} rows ${left === 1 ? "is" : "are"} wrong.`;
      const never = left > 0 && model.get("epochs") >= 10 && !separable(points, model.get("labels"));
      const data = model.get("preset") === "XOR" ? "XOR" : "these points";
      const more = never ? ` No line separates ${data}: this will never end.` : "";
      return `${line}${found} ${many(model.get("updates"), "update")} in ${many(model.get("epochs"), "epoch")}.${more}`;
    },
    onUpdate: () => {
      const k = names.indexOf(model.get("preset"));
      picker.select.value = String(k < 0 ? names.length : k);
      rate.set(model.get("learning_rate"), number(model.get("learning_rate"), 1));
      chosen = Math.min(chosen, model.get("points").length - 1);
    },
    onKey: (event) => {
      const key = event.target.dataset?.key;
      if (!key?.startsWith("point-")) return false;
      const k = Number(key.slice(6));
      const steps = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] };
      if (event.key in steps)
        move(
          k,
          model.get("points")[k].map((v, j) => v + steps[event.key][j]),
        );
      else if (event.key === " " || event.key === "Enter") flip(k);
      else if (event.key === "Delete" || event.key === "Backspace") remove(k);
      else if (event.key === "PageDown" || event.key === "PageUp") {
        const count = model.get("points").length;
        chosen = (k + (event.key === "PageDown" ? 1 : count - 1)) % count;
        el.querySelector(`[data-key="point-${chosen}"]`)?.focus();
      } else return false;
      return true;
    },
  });
  return () => {
    run.stop();
    clean();
  };
}

export default viewOf(render);
