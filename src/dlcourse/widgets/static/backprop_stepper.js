// src/dlcourse/widgets/js/draw.js
var SVG = "http://www.w3.org/2000/svg";
function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}
function number(value, decimals = 3) {
  const text2 = value.toFixed(decimals);
  return Number(text2) === 0 ? 0 .toFixed(decimals) : text2.replace("-", "−");
}
function factor(value, decimals = 3) {
  const text2 = number(value, decimals);
  return text2.startsWith("−") ? `(${text2})` : text2;
}
function layout(sizes, width) {
  const tallest = Math.max(...sizes);
  const radius = width < 520 ? 21 : 29;
  const row = 2 * radius + (width < 520 ? 28 : 34);
  const top = 34;
  const height = top + tallest * row + 8;
  const left = radius + 12;
  const gap = (width - 2 * left) / (sizes.length - 1);
  const at = (l, i) => [left + l * gap, top + tallest * row / 2 + (i - (sizes[l] - 1) / 2) * row];
  return { height, radius, at };
}

// src/dlcourse/widgets/js/engine.js
var ACTIVATIONS = {
  step: (z) => z >= 0 ? 1 : 0,
  relu: (z) => Math.max(z, 0),
  sigmoid: (z) => 1 / (1 + Math.exp(-Math.max(z, -709))),
  tanh: Math.tanh,
  identity: (z) => z
};
function layerSizes(parameters) {
  const depth = Object.keys(parameters).length / 2;
  const sizes = [parameters.W1[0].length];
  for (let l = 1; l <= depth; l++) sizes.push(parameters[`W${l}`].length);
  return sizes;
}
function forward(x, parameters, hidden = "sigmoid", output = "sigmoid") {
  const depth = Object.keys(parameters).length / 2;
  const Z = [[]];
  const A = [Array.from(x)];
  for (let l = 1; l <= depth; l++) {
    const W = parameters[`W${l}`];
    const b = parameters[`b${l}`];
    const g = ACTIVATIONS[l === depth ? output : hidden];
    Z.push(W.map((row, i) => row.reduce((sum, w, j) => sum + w * A[l - 1][j], 0) + b[i]));
    A.push(Z[l].map(g));
  }
  return { Z, A };
}

// src/dlcourse/widgets/js/forward_text.js
var weightName = (l, i, j) => `W^${l}_(${i},${j})`;
var signal = (l, i) => l === 0 ? `x_${i}` : `a^${l}_${i}`;
function arithmetic(l, i, parameters, trace, activation) {
  const row = parameters[`W${l}`][i];
  const names = row.map((_, j) => `${weightName(l, i, j)} · ${signal(l - 1, j)}`).join(" + ");
  const sum = row.map((w, j) => `${j ? factor(w) : number(w)} · ${factor(trace.A[l - 1][j])}`).join(" + ");
  const z = number(trace.Z[l][i]);
  return [
    `z^${l}_${i} = ${names} + b^${l}_${i}`,
    `z^${l}_${i} = ${sum} + ${factor(parameters[`b${l}`][i])} = ${z}`,
    `a^${l}_${i} = ${activation}(z^${l}_${i}) = ${activation}(${z}) = ${number(trace.A[l][i])}`
  ];
}

// src/dlcourse/widgets/js/backprop.js
var SLOPES = {
  relu: (z) => z > 0 ? 1 : 0,
  sigmoid: (z, a) => a * (1 - a),
  tanh: (z, a) => 1 - a * a,
  identity: () => 1
};
var LEARNING = Object.keys(SLOPES);
function costOf(yHat, y, cost) {
  const loss = (p, t) => cost === "mse" ? (p - t) ** 2 : -(t * Math.log(Math.max(p, 1e-16)) + (1 - t) * Math.log(Math.max(1 - p, 1e-16)));
  return yHat.reduce((sum, row, k) => sum + row.reduce((s, p, i) => s + loss(p, y[k][i]), 0), 0) / y.length;
}
function backprop(X, y, parameters, hidden, output, cost, bug = null) {
  const sizes = layerSizes(parameters);
  const L = sizes.length - 1;
  const passes = X.map((x) => forward(x, parameters, hidden, output));
  const A = sizes.map((_, l) => passes.map((pass) => pass.A[l]));
  const Z = sizes.map((_, l) => passes.map((pass) => pass.Z[l]));
  const m = X.length;
  const dZ = sizes.map(() => []);
  const dW = sizes.map(() => []);
  const db = sizes.map(() => []);
  for (let l = L; l >= 1; l--) {
    const slope = SLOPES[l === L ? output : hidden];
    const after = l < L ? used(parameters, l + 1, dW, bug) : null;
    dZ[l] = A[l].map(
      (row, k) => row.map((a, i) => {
        if (l === L) {
          const error = (a - y[k][i]) / m;
          return cost === "mse" ? 2 * error * slope(Z[l][k][i], a) : error;
        }
        return dZ[l + 1][k].reduce((sum, d, q) => sum + d * after[q][i], 0) * slope(Z[l][k][i], a);
      })
    );
    dW[l] = parameters[`W${l}`].map((row, i) => row.map((_, j) => dZ[l].reduce((s, d, k) => s + d[i] * A[l - 1][k][j], 0)));
    db[l] = parameters[`b${l}`].map((_, i) => dZ[l].reduce((s, d) => s + d[i], 0));
  }
  return { Z, A, dZ, dW, db, J: costOf(A[L], y, cost), sizes };
}
function used(parameters, l, dW, bug) {
  const W = parameters[`W${l}`];
  return bug === null ? W : W.map((row, i) => row.map((w, j) => w - bug * dW[l][i][j]));
}
function updated(parameters, pass, alpha) {
  const next = {};
  for (let l = 1; l < pass.sizes.length; l++) {
    next[`W${l}`] = parameters[`W${l}`].map((row, i) => row.map((w, j) => w - alpha * pass.dW[l][i][j]));
    next[`b${l}`] = parameters[`b${l}`].map((b, i) => b - alpha * pass.db[l][i]);
  }
  return next;
}
function rounds(sizes) {
  const steps = [];
  for (let l = 1; l < sizes.length; l++) for (let i = 0; i < sizes[l]; i++) steps.push({ kind: "forward", l, i });
  steps.push({ kind: "cost", l: sizes.length - 1, i: 0 });
  for (let l = sizes.length - 1; l >= 1; l--)
    for (let i = 0; i < sizes[l]; i++) steps.push({ kind: "delta", l, i }, { kind: "row", l, i });
  return steps;
}
function chain(pass, parameters, l, i, j, k = 0) {
  const m = pass.dZ[l].length;
  const name = j === null ? `dJ/db^${l}_${i}` : `dJ/d${weightName(l, i, j)}`;
  const value = number(j === null ? pass.db[l][i] : pass.dW[l][i][j], 5);
  if (m > 1) {
    const term = j === null ? `dZ^${l}_${i}` : `dZ^${l}_${i} · a^${l - 1}_${j}`;
    return [`${name} = sum over the ${m} rows of ${term} = ${value}`, deltaText(pass, parameters, l, i, k)];
  }
  const d = pass.dZ[l][0][i];
  const product = j === null ? `dZ^${l}_${i}` : `dZ^${l}_${i} · a^${l - 1}_${j} = ${factor(d, 4)} · ${factor(pass.A[l - 1][0][j], 4)}`;
  return [`${name} = ${product} = ${value}`, deltaText(pass, parameters, l, i, 0)];
}
function deltaText(pass, parameters, l, i, k) {
  const L = pass.sizes.length - 1;
  const [z, a, d] = [pass.Z[l][k][i], pass.A[l][k][i], pass.dZ[l][k][i]];
  const row = pass.dZ[l].length > 1 ? ` (row ${k})` : "";
  if (l === L) return `dZ^${l}_${i}${row} = dJ/da^${l}_${i} · g'(z^${l}_${i}) = ${number(d, 5)}, at a = ${number(a, 4)}`;
  const W = parameters[`W${l + 1}`];
  const sum = pass.dZ[l + 1][k].map((e, q) => `dZ^${l + 1}_${q} · ${weightName(l + 1, q, i)}`).join(" + ");
  const values = pass.dZ[l + 1][k].map((e, q) => `${factor(e, 4)} · ${factor(W[q][i], 3)}`).join(" + ");
  return `dZ^${l}_${i}${row} = (${sum}) · g'(z^${l}_${i}) = (${values}) · g'(${number(z, 3)}) = ${number(d, 5)}`;
}
function differences(right, wrong) {
  const L = right.sizes.length - 1;
  const size = (rows) => Math.max(...rows.flat().map(Math.abs), 1e-12);
  return Array.from({ length: L }, (_, k) => L - k).map((l) => {
    const apart = right.dW[l].map((row, i) => row.map((v, j) => v - wrong.dW[l][i][j]));
    return { l, relative: size(apart) <= 1e-12 ? 0 : size(apart) / size(right.dW[l]) };
  });
}

// src/dlcourse/widgets/js/controls.js
var identifiers = 0;
function uniqueId(prefix) {
  identifiers += 1;
  return `dl-${prefix}-${identifiers}-${Math.random().toString(36).slice(2, 8)}`;
}
function html(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}
function keepKeys(root) {
  const stop = (event) => event.stopPropagation();
  root.addEventListener("keydown", stop);
  return () => root.removeEventListener("keydown", stop);
}
function slider({ label: label2, min, max, step, value, onInput }) {
  const id = uniqueId("slider");
  const input = html("input", { type: "range", id });
  Object.assign(input, { min, max, step, value });
  const shown = html("output", { className: "dl-value" });
  shown.setAttribute("for", id);
  shown.setAttribute("aria-live", "off");
  const node = html("div", { className: "dl-control" }, html("label", { htmlFor: id }, label2), input, shown);
  input.addEventListener("input", () => onInput(Number(input.value)));
  const set = (next, text2) => {
    if (Number(input.value) !== next) input.value = String(next);
    shown.textContent = text2;
    input.setAttribute("aria-valuetext", text2);
  };
  return { node, input, set };
}
function choice({ label: label2, options, value, onChange }) {
  const id = uniqueId("choice");
  const select = html("select", { id }, ...options.map((text2, i) => html("option", { value: String(i) }, text2)));
  select.value = String(value);
  select.addEventListener("change", () => onChange(Number(select.value)));
  const node = html("div", { className: "dl-control" }, html("label", { htmlFor: id }, label2), select);
  return { node, select };
}
function button(text2, onClick) {
  const node = html("button", { type: "button", className: "dl-button" }, text2);
  node.addEventListener("click", onClick);
  return node;
}
function textLine() {
  const seen = html("p", { className: "dl-says" });
  seen.setAttribute("aria-hidden", "true");
  const spoken = html("p", { className: "dl-spoken", role: "status" });
  spoken.setAttribute("aria-live", "polite");
  let timer = 0;
  let last = 0;
  const say = (text2) => {
    if (seen.textContent === text2) return;
    seen.textContent = text2;
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = text2;
      last = Date.now();
    }, Math.max(400, last + 2e3 - Date.now()));
  };
  return { node: html("div", {}, seen, spoken), say, stop: () => clearTimeout(timer) };
}
function prediction(predict, onAnswer) {
  const name = uniqueId("predict");
  const send = button("Answer and unlock", () => {
    const chosen = node.querySelector("input:checked");
    if (chosen) onAnswer(Number(chosen.value));
  });
  send.disabled = true;
  const options = predict.choices.map((text2, i) => {
    const radio = html("input", { type: "radio", name, value: String(i) });
    radio.addEventListener("change", () => send.disabled = false);
    return html("label", { className: "dl-option" }, radio, ` ${text2}`);
  });
  const result = html("p", { className: "dl-result", role: "status" });
  const node = html(
    "fieldset",
    { className: "dl-predict" },
    html("legend", {}, "Predict first"),
    html("p", {}, predict.question),
    ...options,
    send,
    result
  );
  const show = (chosen) => {
    if (chosen < 0) return;
    node.querySelectorAll("input").forEach((radio, i) => {
      radio.checked = i === chosen;
      radio.disabled = true;
    });
    send.hidden = true;
    const right = chosen === predict.answer;
    result.textContent = (right ? "Yes. " : `Not quite: the answer is “${predict.choices[predict.answer]}”. `) + predict.because;
  };
  return { node, show };
}

// src/dlcourse/widgets/js/plot.js
function ticks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}
function plot({ width, height, x, y, xName = "", yName = "", title = "", label: label2 }) {
  const [left, top, right, bottom] = [46, title ? 26 : 10, 12, xName ? 40 : 24];
  const px = (value2) => left + (value2 - x[0]) / (x[1] - x[0]) * (width - left - right);
  const py = (value2) => height - bottom - (value2 - y[0]) / (y[1] - y[0]) * (height - top - bottom);
  const value = (clientX, clientY) => {
    const box = image.getBoundingClientRect();
    const sx = (clientX - box.left) / box.width * width;
    const sy = (clientY - box.top) / box.height * height;
    return [
      x[0] + (sx - left) / (width - left - right) * (x[1] - x[0]),
      y[0] + (height - bottom - sy) / (height - top - bottom) * (y[1] - y[0])
    ];
  };
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label2 });
  image.style.maxWidth = `${width}px`;
  const inside = svg("g", {});
  const decimals = (low, high) => Math.max(0, Math.min(4, 1 - Math.floor(Math.log10((high - low) / 2))));
  for (const t of ticks(...x)) {
    image.append(svg("line", { x1: px(t), x2: px(t), y1: py(y[0]), y2: py(y[1]), class: "dl-grid" }));
    image.append(text(px(t), height - bottom + 16, trimmed(t, decimals(...x)), "dl-tick"));
  }
  for (const t of ticks(...y)) {
    image.append(svg("line", { x1: px(x[0]), x2: px(x[1]), y1: py(t), y2: py(t), class: "dl-grid" }));
    image.append(text(left - 6, py(t) + 4, trimmed(t, decimals(...y)), "dl-tick dl-end"));
  }
  image.append(inside);
  if (xName) image.append(text((left + width - right) / 2, height - 6, xName, "dl-name"));
  if (yName) image.append(text(left - 4, top - 1, yName, "dl-name dl-start"));
  if (title) image.append(text((left + width - right) / 2, 16, title, "dl-caption dl-middle"));
  const clip = uniqueId("clip");
  const frame = { x: px(x[0]), y: py(y[1]), width: px(x[1]) - px(x[0]), height: py(y[0]) - py(y[1]) };
  image.prepend(svg("clipPath", { id: clip }, svg("rect", frame)));
  inside.setAttribute("clip-path", `url(#${clip})`);
  return {
    image,
    px,
    py,
    value,
    /** A line through [x, y] pairs; what is not finite interrupts it. */
    curve(points, className) {
      let pen = "M";
      let d = "";
      for (const [a, b] of points) {
        if (!Number.isFinite(b)) {
          pen = "M";
          continue;
        }
        d += `${pen}${px(a).toFixed(1)},${Math.max(-1e4, Math.min(1e4, py(b))).toFixed(1)}`;
        pen = "L";
      }
      const node = svg("path", { d, class: `dl-curve ${className}` });
      inside.append(node);
      return node;
    },
    dot(a, b, className = "dl-dot", r = 7) {
      const node = svg("circle", { cx: px(a), cy: py(b), r, class: className });
      image.append(node);
      return node;
    },
    bar(from, to, height_, className) {
      const y0 = py(Math.max(y[0], 0));
      const node = svg("rect", {
        x: px(from),
        width: Math.max(px(to) - px(from), 1),
        y: Math.min(py(height_), y0),
        height: Math.abs(y0 - py(height_)),
        class: className
      });
      inside.append(node);
      return node;
    },
    add(node) {
      inside.append(node);
      return node;
    },
    write(a, b, words, className = "dl-name") {
      const node = text(px(a), py(b), words, className);
      image.append(node);
      return node;
    }
  };
}
function text(x, y, words, className) {
  return svg("text", { x, y, class: className }, words);
}
function trimmed(value, decimals) {
  return number(value, decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

// src/dlcourse/widgets/js/view.js
function mount({ model, el, label: label2, traits, controls, draw, says, onUpdate, onKey }) {
  let width = 720;
  const line = textLine();
  const drawing = html("div", { className: "dl-drawing" });
  const bar = html("div", { className: "dl-controls" }, ...controls);
  const view = html("div", {}, bar, drawing, line.node);
  const predict = model.get("predict") ?? {};
  const question = predict.question ? prediction(predict, (chosen) => {
    model.set("answered", chosen);
    model.save_changes();
    update();
  }) : null;
  const root = html("div", { className: "dl-root" }, ...question ? [question.node] : [], view);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", label2);
  function update() {
    view.inert = Boolean(question) && model.get("answered") < 0;
    question?.show(model.get("answered"));
    root.classList.toggle("dl-locked", view.inert);
    onUpdate?.();
    const active = drawing.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    drawing.replaceChildren(...draw(width));
    if (active !== null) drawing.querySelector(`[data-key="${active}"]`)?.focus({ preventScroll: true });
    line.say(view.inert ? "Locked until the question is answered." : says());
  }
  if (onKey)
    root.addEventListener("keydown", (event) => {
      if (event.target.matches("input, select") || view.inert || !onKey(event)) return;
      event.preventDefault();
    });
  const release = keepKeys(root);
  const observer = new ResizeObserver(([entry]) => {
    const wanted = Math.round(Math.max(280, Math.min(1100, entry.contentRect.width)));
    if (wanted !== width) {
      width = wanted;
      update();
    }
  });
  const names = [...traits, "answered"];
  names.forEach((name) => model.on(`change:${name}`, update));
  update();
  el.append(root);
  observer.observe(drawing);
  const clean = () => {
    observer.disconnect();
    names.forEach((name) => model.off(`change:${name}`, update));
    release();
    line.stop();
    root.remove();
  };
  clean.tell = () => line.say(view.inert ? "Locked until the question is answered." : says());
  return clean;
}
function setter(model) {
  return (changes) => {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    model.save_changes();
  };
}

// src/dlcourse/widgets/js/backprop_stepper.js
function render({ model, el }) {
  const set = setter(model);
  const sizes = layerSizes(model.get("parameters"));
  const L = sizes.length - 1;
  const steps = rounds(sizes);
  const forwardSteps = steps.findIndex((step) => step.kind === "cost");
  let looked = null;
  let stop = "";
  const all = () => model.get("row") < 0;
  const rowsOf = (name) => all() ? model.get(name) : [model.get(name)[model.get("row")]];
  const settings = () => [model.get("hidden"), model.get("output"), model.get("cost")];
  const passWith = (parameters, bug2) => backprop(rowsOf("X"), rowsOf("y"), parameters, ...settings(), bug2);
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
  const edit = (name, k, i, value) => set({ [name]: model.get(name).map((row, r) => r === k ? row.map((old, c) => c === i ? value : old) : row) });
  const forget = { history: [] };
  const buttons = {
    start: button("Start", () => go(0)),
    back: button("Back", () => go(at() - 1)),
    next: button("Next", () => go(at() + 1)),
    forward: button("Forward pass", () => go(forwardSteps + 1)),
    backward: button("Backward pass", () => go(steps.length)),
    update: button("Update W and b", () => round()),
    repeat: button("Repeat until it stops", repeat)
  };
  const rows = choice({
    label: "rows",
    value: 0,
    options: [...model.get("X").map((_, k) => `row ${k}`), `all ${model.get("X").length} rows`],
    onChange: (k) => set({ row: k < model.get("X").length ? k : -1, step: 0, ...forget })
  });
  const hidden = choice({ label: "hidden", options: LEARNING, value: 0, onChange: (k) => set({ hidden: LEARNING[k], ...forget }) });
  const output = choice({ label: "output", options: LEARNING, value: 0, onChange: (k) => set({ output: LEARNING[k], ...forget }) });
  const alpha = slider({
    label: "learning rate",
    min: 0.05,
    max: 5,
    step: 0.05,
    value: 1,
    onInput: (value) => set({ learning_rate: value })
  });
  const inputs = Array.from(
    { length: sizes[0] },
    (_, j) => slider({ label: `x_${j}`, min: -2, max: 2, step: 0.05, value: 0, onInput: (v) => edit("X", model.get("row"), j, v) })
  );
  const targets = Array.from(
    { length: sizes[L] },
    (_, i) => slider({
      label: sizes[L] > 1 ? `y_${i}` : "y",
      min: 0,
      max: 1,
      step: 0.05,
      value: 0,
      onInput: (v) => edit("y", model.get("row"), i, v)
    })
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
  const lit = (l, i, j) => looked !== null && (looked.l === l && looked.i === i && looked.j === j || l === looked.l + 1 && j === looked.i || l > looked.l + 1);
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
      width: Math.min(width, 620),
      height: 150,
      x: [0, Math.max(10, costs.length)],
      y: [0, Math.max(...costs, 1e-3) * 1.05],
      xName: "updates",
      yName: "J",
      label: `the cost after ${costs.length - 1} updates is ${number(costs.at(-1), 5)}`
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
    rows.node,
    hidden.node,
    output.node,
    alpha.node,
    ...inputs.map((s) => s.node),
    ...targets.map((s) => s.node),
    weight.node,
    bug.node
  ];
  return mount({
    model,
    el,
    label: "Backpropagation, step by step",
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
        row: `Its row of dJ/dW${step.l} and its entry of dJ/db${step.l} are known.`
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
      [...inputs, ...targets].forEach((s) => s.input.disabled = all());
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
    }
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
var backprop_stepper_default = { render };
export {
  backprop,
  backprop_stepper_default as default,
  updated
};
