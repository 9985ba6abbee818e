// src/dlcourse/widgets/js/draw.js
var TYPE = 15;
var SVG = "http://www.w3.org/2000/svg";
function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}
function number(value, decimals = 3) {
  const text2 = Math.abs(value) < 1e6 ? value.toFixed(decimals) : value.toExponential(1);
  return Number(text2) === 0 ? 0 .toFixed(decimals) : text2.replace("-", "−");
}
function notation(text2) {
  const parts = text2.split(/(\^\d+|_(?:\(\d+,\d+\)|\d+))/);
  return parts.map((part, k) => {
    if (k % 2 === 0) return part;
    const node = document.createElement(part[0] === "^" ? "sup" : "sub");
    const sign = document.createElement("span");
    sign.className = "dl-typed";
    sign.textContent = part[0];
    node.append(sign, part.slice(1));
    return node;
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
function slider({ label, min, max, step, value, onInput }) {
  const id = uniqueId("slider");
  const input = html("input", { type: "range", id });
  Object.assign(input, { min, max, step, value });
  const shown = html("output", { className: "dl-value" });
  shown.setAttribute("for", id);
  shown.setAttribute("aria-live", "off");
  const node = html("div", { className: "dl-control" }, html("label", { htmlFor: id }, label), input, shown);
  input.addEventListener("input", () => onInput(Number(input.value)));
  const set = (next, text2) => {
    const steps = Number(input.step);
    if (next < Number(input.min)) input.min = String(Number((Math.floor(next / steps) * steps).toPrecision(12)));
    if (next > Number(input.max)) input.max = String(Number((Math.ceil(next / steps) * steps).toPrecision(12)));
    if (Number(input.value) !== next) input.value = String(next);
    shown.textContent = text2;
    input.setAttribute("aria-valuetext", text2);
  };
  return { node, input, set };
}
function choice({ label, options, value, onChange }) {
  const id = uniqueId("choice");
  const select = html("select", { id }, ...options.map((text2, i) => html("option", { value: String(i) }, text2)));
  select.value = String(value);
  select.addEventListener("change", () => onChange(Number(select.value)));
  const node = html("div", { className: "dl-control" }, html("label", { htmlFor: id }, label), select);
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
  let shown = "";
  const say = (text2) => {
    if (shown === text2) return;
    shown = text2;
    seen.replaceChildren(...notation(text2));
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

// src/dlcourse/widgets/js/descent.js
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = state + 1831565813 >>> 0;
    let t = Math.imul(state ^ state >>> 15, state | 1);
    t ^= t + Math.imul(t ^ t >>> 7, t | 61);
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  };
}
function shuffled(m, chance) {
  const order = Array.from({ length: m }, (_, k) => k);
  for (let k = m - 1; k > 0; k--) {
    const other = Math.floor(chance() * (k + 1));
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}

// src/dlcourse/widgets/js/datasets.js
var HALF = 100;
function normal(chance) {
  return Math.sqrt(-2 * Math.log(Math.max(chance(), 1e-12))) * Math.cos(2 * Math.PI * chance());
}
var DATASETS = {
  circle: (noise, chance) => labelled((y) => {
    const [r, angle] = [y ? 2.5 * chance() : 3.5 + 1.5 * chance(), 2 * Math.PI * chance()];
    return [r * Math.cos(angle), r * Math.sin(angle)].map((v) => v + 2 * noise * normal(chance));
  }),
  xor: (noise, chance) => labelled((y) => {
    const [u, v] = [0.4 + 4.6 * chance(), 0.4 + 4.6 * chance()];
    const flip = chance() < 0.5 ? 1 : -1;
    return [u * flip, v * flip * (y ? 1 : -1)].map((w) => w + 3 * noise * normal(chance));
  }),
  gaussian: (noise, chance) => labelled((y) => [0, 0].map(() => (y ? 2 : -2) + (0.8 + 3 * noise) * normal(chance))),
  spiral: (noise, chance) => labelled((y, k) => {
    const [r, turn] = [k / HALF * 5 + 0.1, 1.75 * (k / HALF) * 2 * Math.PI + (y ? 0 : Math.PI)];
    return [r * Math.sin(turn), r * Math.cos(turn)].map((v) => v + 1.5 * noise * normal(chance));
  }),
  plane: (noise, chance) => measured(chance, ([u, v]) => (u + v) / 10 + noise * normal(chance)),
  "multi-gaussian": (noise, chance) => measured(chance, (x) => {
    const hills = [[-4, 2.5, 1], [0, 2.5, -1], [4, 2.5, 1], [-4, -2.5, -1], [0, -2.5, 1], [4, -2.5, -1]];
    const heights = hills.map(([a, b, s]) => s * Math.max(0, 1 - Math.hypot(x[0] - a, x[1] - b) / 2));
    return heights.reduce((one, other) => Math.abs(other) > Math.abs(one) ? other : one, 0) + 0.5 * noise * normal(chance);
  })
};
var REGRESSION = ["plane", "multi-gaussian"];
function labelled(place) {
  return [1, 0].flatMap((y) => Array.from({ length: HALF }, (_, k) => [...place(y, k), y]));
}
function measured(chance, height) {
  return Array.from({ length: 2 * HALF }, () => {
    const x = [12 * chance() - 6, 12 * chance() - 6];
    return [...x, height(x)];
  });
}
function divided(rows, share, seed) {
  const chance = random(seed + 1e3);
  const mixed = rows.map((row) => [chance(), row]).sort((a, b) => a[0] - b[0]).map(([, row]) => row);
  const cut = Math.max(1, Math.min(mixed.length, Math.round(share * mixed.length)));
  const part = (some) => ({ X: some.map((row) => row.slice(0, 2)), y: some.map((row) => [row[2]]) });
  return { train: part(mixed.slice(0, cut)), test: part(mixed.slice(cut)) };
}
var FEATURES = {
  x0: ([a]) => a / 3,
  x1: ([, b]) => b / 3,
  "x0²": ([a]) => (a / 3) ** 2,
  "x1²": ([, b]) => (b / 3) ** 2,
  "x0·x1": ([a, b]) => a * b / 9,
  "sin x0": ([a]) => Math.sin(a),
  "sin x1": ([, b]) => Math.sin(b)
};

// src/dlcourse/widgets/js/network.js
var ACTIVATE = {
  relu: (z) => z > 0 ? z : 0,
  sigmoid: (z) => 1 / (1 + Math.exp(-Math.max(z, -709))),
  tanh: Math.tanh,
  identity: (z) => z
};
var SLOPE = {
  relu: (z) => z > 0 ? 1 : 0,
  sigmoid: (z, a) => a * (1 - a),
  tanh: (z, a) => 1 - a * a,
  identity: () => 1
};
var Network = class {
  /**
   * @param {number[]} sizes inputs, hidden layers, outputs
   * @param {{hidden: string, output: string, cost: "mse"|"cross_entropy"}} settings
   */
  constructor(sizes, { hidden, output, cost }) {
    Object.assign(this, { sizes, hidden, output, cost, L: sizes.length - 1 });
    this.W = sizes.map((n, l) => l ? new Float64Array(n * sizes[l - 1]) : null);
    this.b = sizes.map((n, l) => l ? new Float64Array(n) : null);
  }
  /** Random weights and biases, uniform in +-1/sqrt(n_(l-1)), as dlcourse.nn draws them. */
  initialize(chance) {
    for (let l = 1; l <= this.L; l++) {
      const bound = 1 / Math.sqrt(this.sizes[l - 1]);
      for (const array of [this.W[l], this.b[l]]) for (let k = 0; k < array.length; k++) array[k] = bound * (2 * chance() - 1);
    }
  }
  /** Take parameters {W1: [[...]], b1: [...], ...}. */
  set(parameters) {
    for (let l = 1; l <= this.L; l++) {
      this.W[l].set(parameters[`W${l}`].flat());
      this.b[l].set(parameters[`b${l}`]);
    }
  }
  /** The parameters as {W1: [[...]], b1: [...], ...}. */
  parameters() {
    const found = {};
    for (let l = 1; l <= this.L; l++) {
      const n = this.sizes[l - 1];
      found[`W${l}`] = Array.from({ length: this.sizes[l] }, (_, i) => Array.from(this.W[l].slice(i * n, (i + 1) * n)));
      found[`b${l}`] = Array.from(this.b[l]);
    }
    return found;
  }
  /** Z and A of every layer for the rows; A[L] is y_hat. */
  forward(rows) {
    const m = rows.length;
    const n0 = this.sizes[0];
    const first = new Float64Array(m * n0);
    rows.forEach((row, k) => first.set(row, k * n0));
    const [Z, A] = [[null], [first]];
    for (let l = 1; l <= this.L; l++) {
      const [n, before] = [this.sizes[l], this.sizes[l - 1]];
      const [z, a, W, b, x] = [new Float64Array(m * n), new Float64Array(m * n), this.W[l], this.b[l], A[l - 1]];
      const g = ACTIVATE[l === this.L ? this.output : this.hidden];
      for (let k = 0; k < m; k++)
        for (let i = 0; i < n; i++) {
          let sum = 0;
          for (let j = 0; j < before; j++) sum += x[k * before + j] * W[i * before + j];
          z[k * n + i] = sum + b[i];
          a[k * n + i] = g(z[k * n + i]);
        }
      Z.push(z);
      A.push(a);
    }
    return { Z, A, m };
  }
  /** The cost J on rows and their targets (without the regularisation). */
  costOf(rows, targets) {
    const { A, m } = this.forward(rows);
    const n = this.sizes[this.L];
    let sum = 0;
    for (let k = 0; k < m; k++)
      for (let i = 0; i < n; i++) {
        const [p, t] = [A[this.L][k * n + i], targets[k][i]];
        sum += this.cost === "mse" ? (p - t) ** 2 : -(t * Math.log(Math.max(p, 1e-16)) + (1 - t) * Math.log(Math.max(1 - p, 1e-16)));
      }
    return sum / m;
  }
  /**
   * One update with this batch. Weights (not biases) feel the regularisation: rate * w for L2, rate * sign(w) for L1.
   * @returns {number[]} the size of dW in each layer (root mean square), NaN in the last when it has diverged
   */
  step(rows, targets, alpha, regularisation = "none", rate = 0) {
    const { Z, A, m } = this.forward(rows);
    const nL = this.sizes[this.L];
    let dZ = new Float64Array(m * nL);
    const end = SLOPE[this.output];
    for (let k = 0; k < m; k++)
      for (let i = 0; i < nL; i++) {
        const p = k * nL + i;
        if (!Number.isFinite(A[this.L][p])) return [NaN];
        const error = (A[this.L][p] - targets[k][i]) / m;
        dZ[p] = this.cost === "mse" ? 2 * error * end(Z[this.L][p], A[this.L][p]) : error;
      }
    const sizes = [];
    for (let l = this.L; l >= 1; l--) {
      const [n, before] = [this.sizes[l], this.sizes[l - 1]];
      const [W, x] = [this.W[l], A[l - 1]];
      const back = l > 1 ? new Float64Array(m * before) : null;
      if (back)
        for (let k = 0; k < m; k++)
          for (let j = 0; j < before; j++) {
            let sum = 0;
            for (let i = 0; i < n; i++) sum += dZ[k * n + i] * W[i * before + j];
            back[k * before + j] = sum * SLOPE[this.hidden](Z[l - 1][k * before + j], A[l - 1][k * before + j]);
          }
      let square = 0;
      for (let i = 0; i < n; i++) {
        let db = 0;
        for (let k = 0; k < m; k++) db += dZ[k * n + i];
        for (let j = 0; j < before; j++) {
          let dW = 0;
          for (let k = 0; k < m; k++) dW += dZ[k * n + i] * x[k * before + j];
          const w = W[i * before + j];
          square += dW * dW;
          if (regularisation === "L2") dW += rate * w;
          else if (regularisation === "L1") dW += rate * Math.sign(w);
          W[i * before + j] = w - alpha * dW;
        }
        this.b[l][i] -= alpha * db;
      }
      sizes.unshift(Math.sqrt(square / (n * before)));
      dZ = back;
    }
    return sizes;
  }
};

// src/dlcourse/widgets/js/playground_run.js
var MOST_POINTS = 600;
var Run = class {
  /** @param {object} state the playground's traits that need a reset: data, layers, activation, cost, seed, ... */
  constructor(state) {
    this.state = state;
    this.chance = random(state.seed);
    const rows = state.own?.length ? state.own : DATASETS[state.data](state.noise, random(state.seed + 7));
    const { train, test } = divided(rows, state.share, state.seed);
    const see = (X) => X.map((x) => state.features.map((name) => FEATURES[name](x)));
    this.points = { train, test };
    this.train = { X: see(train.X), y: train.y };
    this.test = { X: see(test.X), y: test.y };
    this.see = (x) => state.features.map((name) => FEATURES[name](x));
    const regression = state.own?.length ? state.cost === "mse" : REGRESSION.includes(state.data);
    const output = regression ? "identity" : "sigmoid";
    const cost = regression ? "mse" : state.cost;
    this.network = new Network([state.features.length, ...state.layers, 1], { hidden: state.activation, output, cost });
    this.network.initialize(this.chance);
    this.start();
  }
  start() {
    Object.assign(this, { updates: 0, epochs: 0, samples: 0, diverged: null, order: [], at: 0, sizes: [], curve: [], every: 1 });
    this.record();
  }
  get N() {
    return this.train.X.length;
  }
  /** That many updates with the settings of now; they may change between any two. */
  step(count, { learning_rate, batch_size, regularisation, regularisation_rate }) {
    const size = Math.min(batch_size, this.N);
    for (let k = 0; k < count && this.diverged === null; k++) {
      if (this.at >= this.order.length) {
        this.order = shuffled(this.N, this.chance);
        this.at = 0;
      }
      const rows = this.order.slice(this.at, this.at + size);
      this.at += size;
      const pick = (all) => rows.map((row) => all[row]);
      this.sizes = this.network.step(pick(this.train.X), pick(this.train.y), learning_rate, regularisation, regularisation_rate);
      if (!Number.isFinite(this.sizes.at(-1))) {
        this.diverged = { update: this.updates + 1, alpha: learning_rate };
        break;
      }
      this.updates += 1;
      this.samples += rows.length;
      if (this.at >= this.order.length) this.epochs += 1;
      if (this.updates % this.every === 0) this.record();
    }
  }
  record() {
    const cost = (part) => part.X.length ? this.network.costOf(part.X, part.y) : NaN;
    this.curve.push({
      updates: this.updates,
      samples: this.samples,
      epochs: this.samples / this.N,
      train: cost(this.train),
      test: cost(this.test)
    });
    if (this.curve.length > MOST_POINTS) {
      this.curve = this.curve.filter((_, k) => k % 2 === 0);
      this.every *= 2;
    }
  }
  /** Updates in one epoch: ceil(N / batch size). */
  perEpoch(batch) {
    return Math.ceil(this.N / Math.min(batch, this.N));
  }
  /** y_hat on a grid over [-6, 6] squared, row by row from the top, `cells` a side, for neuron i of layer l. */
  grid(cells, l = this.network.L, i = 0) {
    const at = (k) => -6 + 12 * (k + 0.5) / cells;
    const rows = [];
    for (let r = 0; r < cells; r++) for (let c = 0; c < cells; c++) rows.push(this.see([at(c), -at(r)]));
    const { A } = this.network.forward(rows);
    const n = this.network.sizes[l];
    return Float64Array.from({ length: rows.length }, (_, k) => A[l][k * n + i]);
  }
};

// src/dlcourse/widgets/js/plot.js
function ticks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}
function plot({ width, height, x, y, xName = "", yName = "", title = "", label }) {
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
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  image.style.maxWidth = `${width / TYPE}em`;
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
function mount({ model, el, label, traits, controls, draw, says, onUpdate, onKey }) {
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
  root.setAttribute("aria-label", label);
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
    const unit = Number.parseFloat(getComputedStyle(root).fontSize) / TYPE || 1;
    const wanted = Math.round(Math.max(280, Math.min(1100, entry.contentRect.width / unit)));
    if (wanted !== width) {
      width = wanted;
      update();
    }
  });
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      if (root.isConnected) update();
    });
  };
  const names = [...traits, "answered"];
  names.forEach((name) => model.on(`change:${name}`, soon));
  update();
  el.append(root);
  observer.observe(drawing);
  const clean = () => {
    observer.disconnect();
    names.forEach((name) => model.off(`change:${name}`, soon));
    release();
    line.stop();
    root.remove();
  };
  clean.redraw = update;
  clean.tell = () => line.say(view.inert ? "Locked until the question is answered." : says());
  return clean;
}
function setter(model) {
  return (changes) => {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    model.save_changes();
  };
}

// src/dlcourse/widgets/js/forward_text.js
var weightName = (l, i, j) => `W^${l}_(${i},${j})`;

// src/dlcourse/widgets/js/playground.js
var RESET = ["data", "noise", "share", "features", "layers", "activation", "cost", "seed", "own", "resets"];
var RATES = [1e-3, 3e-3, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10];
var LOOKS = ["dl-negative", "dl-third", "dl-border"];
var GRID = 50;
var SMALL = 16;
function render({ model, el }) {
  const send = setter(model);
  const state = () => Object.fromEntries([...RESET].map((name) => [name, model.get(name)]));
  const settings = () => ({
    learning_rate: model.get("learning_rate"),
    batch_size: model.get("batch_size"),
    regularisation: model.get("regularisation"),
    regularisation_rate: model.get("regularisation_rate")
  });
  let run = new Run(state());
  let key = JSON.stringify(state());
  let playing = false;
  let frame = 0;
  let saved = 0;
  let looked = null;
  let clean = () => {
  };
  if (model.get("parameters_state").W1 && model.get("updates") > 0) restore();
  function restore() {
    const kept = model.get("parameters_state");
    if (kept.W1.length === run.network.sizes[1] && kept.W1[0].length === run.network.sizes[0]) {
      run.network.set(kept);
      Object.assign(run, { updates: model.get("updates"), samples: model.get("samples"), epochs: model.get("epochs") });
      run.curve = [];
      run.record();
    }
  }
  function save(force) {
    if (!force && performance.now() - saved < 500) return;
    saved = performance.now();
    send({
      updates: run.updates,
      epochs: run.epochs,
      samples: run.samples,
      parameters_state: run.network.parameters(),
      diverged: run.diverged ? run.diverged.update : 0
    });
  }
  function tick() {
    if (!playing) return;
    run.step(model.get("speed"), settings());
    if (run.diverged) pause();
    else {
      save(false);
      frame = requestAnimationFrame(tick);
    }
    paint();
  }
  function play() {
    if (playing || run.diverged) return;
    playing = true;
    frame = requestAnimationFrame(tick);
    paint();
  }
  function pause() {
    playing = false;
    cancelAnimationFrame(frame);
    save(true);
    paint();
  }
  function once(count) {
    run.step(count, settings());
    save(true);
    paint();
  }
  const reset = () => {
    pause();
    send({ resets: model.get("resets") + 1, updates: 0, epochs: 0, samples: 0, diverged: 0 });
  };
  function freeze() {
    const name = `alpha ${model.get("learning_rate")}, batch ${Math.min(model.get("batch_size"), run.N)}`;
    const other = model.get("frozen").length ? differs(model.get("frozen").at(-1).settings) : name;
    const kept = { name: other || name, settings: { ...settings(), ...state() }, curve: run.curve.filter((_, k) => k % Math.ceil(run.curve.length / 300) === 0) };
    send({ frozen: [...model.get("frozen"), kept].slice(-3) });
  }
  function differs(old) {
    const now = { ...settings(), ...state() };
    return Object.keys(now).filter((name) => name !== "resets" && JSON.stringify(now[name]) !== JSON.stringify(old[name])).map((name) => `${name.replace("_", " ")} ${Array.isArray(now[name]) ? now[name].join("-") : now[name]}`).join(", ");
  }
  const again = "starts again";
  const rate = slider({
    label: "learning rate",
    min: 0,
    max: RATES.length - 1,
    step: 1,
    value: 0,
    onInput: (k) => send({ learning_rate: RATES[k] })
  });
  const batch = slider({ label: "batch size", min: 1, max: 200, step: 1, value: 10, onInput: (v) => send({ batch_size: v }) });
  const speed = slider({ label: "updates a frame", min: 1, max: 100, step: 1, value: 5, onInput: (v) => send({ speed: v }) });
  const buttons = {
    play: button("Play", () => playing ? pause() : play()),
    step: button("One update", () => once(1)),
    epoch: button("One epoch", () => once(run.perEpoch(model.get("batch_size")))),
    reset: button("Reset", reset),
    freeze: button("Freeze this run", freeze),
    forget: button("Forget frozen", () => send({ frozen: [] })),
    full: button("Full screen", () => document.fullscreenElement ? document.exitFullscreen() : root().requestFullscreen?.())
  };
  const pick = (label, options, name, shown2 = options) => choice({ label, options: shown2, value: 0, onChange: (k) => send({ [name]: options[k] }) });
  const kinds = ["batch", "mini-batch", "stochastic"];
  const variant = choice({
    label: "variant",
    options: kinds,
    value: 1,
    onChange: (k) => send({ batch_size: [run.N, Math.min(10, run.N), 1][k] })
  });
  const names = Object.keys(DATASETS);
  const picks = {
    data: [pick("data", names, "data"), names],
    activation: [pick("hidden activation", ["tanh", "relu", "sigmoid", "identity"], "activation"), ["tanh", "relu", "sigmoid", "identity"]],
    cost: [pick("cost", ["cross_entropy", "mse"], "cost", ["cross-entropy", "mean squared error"]), ["cross_entropy", "mse"]],
    axis: [pick("cost against", ["epochs", "updates", "samples"], "axis", ["epochs", "updates", "samples seen"]), ["epochs", "updates", "samples"]],
    regularisation: [pick("regularisation", ["none", "L1", "L2"], "regularisation"), ["none", "L1", "L2"]]
  };
  const regRate = slider({
    label: "its rate",
    min: 0,
    max: 0.1,
    step: 1e-3,
    value: 0,
    onInput: (v) => send({ regularisation_rate: v })
  });
  const noise = slider({ label: "noise", min: 0, max: 0.5, step: 0.05, value: 0, onInput: (v) => send({ noise: v }) });
  const share = slider({ label: "training share", min: 0.1, max: 0.9, step: 0.1, value: 0.5, onInput: (v) => send({ share: v }) });
  const seed = slider({ label: "seed", min: 0, max: 50, step: 1, value: 0, onInput: (v) => send({ seed: v }) });
  const layerCount = slider({
    label: "hidden layers",
    min: 0,
    max: 6,
    step: 1,
    value: 1,
    onInput: (n) => send({ layers: Array.from({ length: n }, (_, k) => model.get("layers")[k] ?? model.get("layers").at(-1) ?? 4) })
  });
  const layerSizes = html("div", { className: "dl-bar" });
  const features = html("div", { className: "dl-bar" });
  const cut = checkbox("two colours only", (on) => send({ discretised: on }));
  const groups = {
    "learning-rate": rate.node,
    "batch-size": batch.node,
    variant: variant.node,
    speed: speed.node,
    axis: picks.axis[0].node,
    data: picks.data[0].node,
    noise: noise.node,
    share: share.node,
    layers: layerCount.node,
    sizes: layerSizes,
    features,
    activation: picks.activation[0].node,
    cost: picks.cost[0].node,
    regularisation: picks.regularisation[0].node,
    "regularisation-rate": regRate.node,
    seed: seed.node,
    discretised: cut.node
  };
  const wanted = model.get("controls");
  const shown = Object.entries(groups).filter(([name]) => !wanted.length || wanted.includes(name)).map(([, node]) => node);
  const compare = !wanted.length || wanted.includes("freeze") ? [buttons.freeze, buttons.forget] : [];
  const large = (node) => node === rate.node || node === batch.node;
  rate.node.classList.add("dl-big");
  batch.node.classList.add("dl-big");
  const plane = html("canvas", { width: GRID, height: GRID, className: "dl-plane" });
  const place = html("div", { className: "dl-place" });
  const curves = html("div", {});
  const net = html("div", { className: "dl-net" });
  const numbers = html("p", { className: "dl-about" });
  const counters = html("p", { className: "dl-counters" });
  const root = () => el.querySelector(".dl-root");
  const board = html("div", { className: "dl-board" }, html("div", {}, place), html("div", {}, counters, curves), html("div", { className: "dl-wide" }, net, numbers));
  let width = 720;
  function heat(canvas, values, cells, low, high) {
    const context = canvas.getContext("2d");
    const picture = context.createImageData(cells, cells);
    values.forEach((v, k) => {
      let t = Math.max(0, Math.min(1, (v - low) / (high - low || 1)));
      if (model.get("discretised")) t = t > 0.5 ? 1 : 0;
      const [end, s] = t < 0.5 ? [[214, 120, 40], 1 - 2 * t] : [[45, 120, 200], 2 * t - 1];
      picture.data.set([...end.map((c) => 255 + (c - 255) * 0.85 * s), 255], 4 * k);
    });
    context.putImageData(picture, 0, 0);
  }
  function drawPlane() {
    const regression = run.network.output === "identity";
    heat(plane, run.grid(GRID), GRID, regression ? -1 : 0, 1);
    const side = Math.min(320, Math.max(240, width * 0.42));
    const overlay = svg("svg", { viewBox: "-6 -6 12 12", role: "img", class: "dl-points" });
    overlay.setAttribute("aria-label", "the data, and what the network says over the plane");
    for (const [name, faint] of [["test", true], ["train", false]]) {
      run.points[name].X.forEach(([a, b], k) => {
        const one = run.points[name].y[k][0] > (regression ? 0 : 0.5);
        const mark = one ? svg("circle", { cx: a, cy: -b, r: 0.13, class: "dl-one" }) : svg("path", { d: `M${a - 0.11},${-b - 0.11}l.22,.22m-.22,0l.22,-.22`, class: "dl-zero" });
        mark.setAttribute("opacity", faint ? "0.35" : "1");
        overlay.append(mark);
      });
    }
    place.style.width = place.style.height = `${side}px`;
    place.replaceChildren(plane, overlay);
  }
  function drawCurves() {
    const axis = model.get("axis");
    const lines = [...model.get("frozen").map((one) => one.curve), run.curve];
    const most = Math.max(1, ...lines.map((curve) => curve.at(-1)?.[axis] ?? 0));
    const finite = lines.flat().flatMap((p) => [p.train, p.test]).filter(Number.isFinite);
    const top = Math.min(Math.max(0.1, ...finite) * 1.05, 3 * Math.max(0.3, run.curve[0].train || 0.3));
    const w = Math.max(280, Math.min(560, width - 340));
    const drawn = plot({
      width: width < 640 ? width : w,
      height: 240,
      x: [0, most],
      y: [0, top],
      xName: axis === "samples" ? "samples seen" : axis,
      yName: "cost J",
      label: `cost ${number(run.curve.at(-1).train)} after ${run.updates} updates`
    });
    model.get("frozen").forEach((one, k) => {
      drawn.curve(one.curve.map((p) => [p[axis], p.train]), `${LOOKS[k]} dl-kept`);
      drawn.image.append(text(w - 18, 44 + 17 * k, `${["- - -", "· · ·", "——"][k]} ${one.name}`, "dl-name dl-end"));
    });
    drawn.curve(run.curve.map((p) => [p[axis], p.test]), "dl-test");
    drawn.curve(run.curve.map((p) => [p[axis], p.train]), "dl-positive");
    drawn.image.append(text(w - 18, 26, "thick: training, thin: held-out", "dl-name dl-end"));
    if (run.diverged) {
      drawn.image.append(text(w / 2, 120, `diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha})`, "dl-caption dl-middle dl-bugged"));
    }
    curves.replaceChildren(drawn.image);
  }
  function drawNet() {
    const { sizes, W, b } = run.network;
    const tallest = Math.max(...sizes);
    const [cell, gap] = [30, 12];
    const w = Math.max(300, Math.min(width, 900));
    const height = tallest * (cell + gap) + 20;
    const image = svg("svg", { viewBox: `0 0 ${w} ${height}`, role: "group" });
    image.setAttribute("aria-label", `the network: ${sizes.join("-")}`);
    const at = (l, i) => [30 + l * (w - 60) / (sizes.length - 1), height / 2 + (i - (sizes[l] - 1) / 2) * (cell + gap)];
    for (let l = 1; l < sizes.length; l++)
      for (let i = 0; i < sizes[l]; i++)
        for (let j = 0; j < sizes[l - 1]; j++) {
          const value = W[l][i * sizes[l - 1] + j];
          const [[x1, y1], [x2, y2]] = [at(l - 1, j), at(l, i)];
          const ends = { x1: x1 + cell / 2, y1, x2: x2 - cell / 2, y2 };
          const seen = svg("line", { ...ends, class: `dl-edge ${value < 0 ? "dl-negative" : "dl-positive"}` });
          seen.setAttribute("stroke-width", String(0.4 + Math.min(6, 2 * Math.abs(value))));
          const hit = svg("line", { ...ends, class: "dl-hit" });
          hit.addEventListener("pointerenter", () => tell(`${weightName(l, i, j)} = ${number(value, 4)}`));
          image.append(seen, hit);
        }
    for (let l = 0; l < sizes.length; l++)
      for (let i = 0; i < sizes[l]; i++) {
        const [x, y] = at(l, i);
        const canvas = html("canvas", { width: SMALL, height: SMALL });
        const values = run.grid(SMALL, l, i);
        const reach = Math.max(...values.map(Math.abs), 1e-9);
        const positive = l > 0 && (l === run.network.L ? run.network.output : run.network.hidden) === "sigmoid";
        heat(canvas, values, SMALL, positive ? 0 : -reach, positive ? 1 : reach);
        const part = svg("image", { x: x - cell / 2, y: y - cell / 2, width: cell, height: cell, href: canvas.toDataURL(), class: "dl-cellmap" });
        const hit = svg("rect", { x: x - cell / 2, y: y - cell / 2, width: cell, height: cell, class: "dl-cellframe", tabindex: 0, role: "button" });
        const words = l === 0 ? `input ${model.get("features")[i]}` : `a^${l}_${i}: bias b^${l}_${i} = ${number(b[l][i], 4)}`;
        hit.setAttribute("aria-label", words);
        hit.dataset.key = `neuron-${l}-${i}`;
        hit.addEventListener("pointerenter", () => tell(words));
        hit.addEventListener("focus", () => tell(words));
        image.append(part, hit);
      }
    const sized2 = run.sizes.length ? `size of dW by layer: ${run.sizes.map((s) => s.toExponential(1)).join(", ")}` : "";
    image.append(text(w / 2, height - 4, sized2, "dl-name"));
    const focused = net.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    net.replaceChildren(image);
    if (focused) net.querySelector(`[data-key="${focused}"]`)?.focus({ preventScroll: true });
  }
  const tell = (words) => numbers.textContent = looked = words;
  let painted = 0;
  function paint() {
    drawPlane();
    drawCurves();
    if (!playing || performance.now() - painted > 100) {
      drawNet();
      painted = performance.now();
    }
    const per = run.perEpoch(model.get("batch_size"));
    counters.textContent = `epoch ${run.epochs} · update ${run.updates} · samples seen ${run.samples} · ${per} updates per epoch`;
    buttons.play.textContent = playing ? "Pause" : "Play";
    buttons.play.disabled = Boolean(run.diverged);
    clean.tell?.();
  }
  clean = mount({
    model,
    el,
    label: "Playground: a network that learns while you watch",
    traits: [...RESET, "learning_rate", "batch_size", "regularisation", "regularisation_rate", "speed", "axis", "frozen", "discretised"],
    controls: [
      ...shown.filter(large),
      buttons.play,
      buttons.step,
      buttons.epoch,
      buttons.reset,
      ...compare,
      buttons.full,
      ...shown.filter((node) => !large(node))
    ],
    draw: (wide) => {
      width = wide;
      if (JSON.stringify(state()) !== key) {
        key = JSON.stringify(state());
        playing = false;
        cancelAnimationFrame(frame);
        run = new Run(state());
        save(true);
      }
      paint();
      return [board];
    },
    says: () => {
      if (run.diverged) return `Diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha}). Reset, and try a smaller learning rate.`;
      const last = run.curve.at(-1);
      const held = Number.isFinite(last.test) ? `, ${number(last.test)} on held-out points` : "";
      return `Cost ${number(last.train)}${held} after ${run.epochs} epochs, ${run.updates} updates.`;
    },
    onUpdate: () => {
      const k = RATES.reduce((best, r, i) => Math.abs(r - model.get("learning_rate")) < Math.abs(RATES[best] - model.get("learning_rate")) ? i : best, 0);
      rate.set(k, String(model.get("learning_rate")));
      batch.input.max = String(run.N);
      batch.set(Math.min(model.get("batch_size"), run.N), `${Math.min(model.get("batch_size"), run.N)} of ${run.N}`);
      const size = Math.min(model.get("batch_size"), run.N);
      variant.select.value = size === run.N ? "0" : size === 1 ? "2" : "1";
      speed.set(model.get("speed"), String(model.get("speed")));
      regRate.set(model.get("regularisation_rate"), number(model.get("regularisation_rate"), 3));
      noise.set(model.get("noise"), `${number(model.get("noise"), 2)} (${again})`);
      share.set(model.get("share"), `${number(model.get("share"), 1)} (${again})`);
      seed.set(model.get("seed"), `${model.get("seed")} (${again})`);
      layerCount.set(model.get("layers").length, `${model.get("layers").length} (${again})`);
      for (const [name, [control, options]] of Object.entries(picks)) control.select.value = String(options.indexOf(model.get(name)));
      fillLayers();
      fillFeatures();
      cut.input.checked = model.get("discretised");
    },
    onKey: (event) => {
      if (event.target.matches("button")) return false;
      if (event.key === " ") playing ? pause() : play();
      else if (event.key === "PageDown" || event.key === "ArrowRight") once(run.perEpoch(model.get("batch_size")));
      else if (event.key === "f") buttons.full.click();
      else return false;
      return true;
    }
  });
  function fillLayers() {
    const focused = layerSizes.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    layerSizes.replaceChildren(
      ...model.get("layers").flatMap((n, l) => [
        sized(`layer ${l + 1}: fewer neurons`, "−", l, Math.max(1, n - 1)),
        html("span", {}, String(n)),
        sized(`layer ${l + 1}: more neurons`, "+", l, Math.min(8, n + 1))
      ])
    );
    if (focused) [...layerSizes.children].find((node) => node.getAttribute("aria-label") === focused)?.focus();
  }
  function sized(label, sign, l, n) {
    const node = button(sign, () => send({ layers: model.get("layers").map((old, k) => k === l ? n : old) }));
    node.setAttribute("aria-label", label);
    return node;
  }
  function fillFeatures() {
    if (features.childElementCount) return;
    for (const name of Object.keys(FEATURES)) {
      const box = checkbox(name, (on) => {
        const chosen = Object.keys(FEATURES).filter((f) => f === name ? on : model.get("features").includes(f));
        if (chosen.length) send({ features: chosen });
        else box.input.checked = true;
      });
      box.input.checked = model.get("features").includes(name);
      features.append(box.node);
    }
  }
  return () => {
    playing = false;
    cancelAnimationFrame(frame);
    clean();
  };
}
function checkbox(words, onChange) {
  const input = html("input", { type: "checkbox" });
  input.addEventListener("change", () => onChange(input.checked));
  return { input, node: html("label", { className: "dl-control" }, input, words) };
}
var playground_default = { render };
export {
  playground_default as default
};
