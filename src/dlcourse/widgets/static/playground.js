// src/dlcourse/widgets/shared/draw.js
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
function many(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
function factor(value, decimals = 3) {
  return bracketed(number(value, decimals));
}
function bracketed(text2) {
  return text2.startsWith("−") ? `(${text2})` : text2;
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
function svgNotation(node, text2) {
  let back = 0;
  const parts = text2.split(/(\^\d+|_(?:\(\d+,\d+\)|\d+))/);
  parts.forEach((part, k) => {
    if (part === "") return;
    const move = k % 2 === 0 ? 0 : part[0] === "^" ? -5 : 4;
    const span = svg("tspan", { dy: move - back, ...k % 2 ? { "font-size": "80%" } : {} }, k % 2 ? part.slice(1) : part);
    node.append(span);
    back = move;
  });
  return node;
}

// src/dlcourse/widgets/shared/controls.js
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
  const theirs = (event) => event.ctrlKey || event.metaKey;
  const mark = (event) => {
    if (root.contains(event.target)) event.target.toggleAttribute("data-lm-suppress-shortcuts", !theirs(event));
  };
  const stop = (event) => theirs(event) || event.stopPropagation();
  window.addEventListener("keydown", mark, true);
  root.addEventListener("keydown", stop);
  return () => {
    window.removeEventListener("keydown", mark, true);
    root.removeEventListener("keydown", stop);
  };
}
function slider({ label, min, max, step, value, onInput }) {
  const id = uniqueId("slider");
  const input = html("input", { type: "range", id });
  Object.assign(input, { min, max, step, value });
  const shown2 = html("output", { className: "dl-value" });
  shown2.setAttribute("for", id);
  shown2.setAttribute("aria-live", "off");
  const node = html("div", { className: "dl-control" }, html("label", { htmlFor: id }, label), input, shown2);
  input.addEventListener("input", () => onInput(Number(input.value)));
  const set = (next, text2) => {
    const steps = Number(input.step);
    if (next < Number(input.min)) input.min = String(Number((Math.floor(next / steps) * steps).toPrecision(12)));
    if (next > Number(input.max)) input.max = String(Number((Math.ceil(next / steps) * steps).toPrecision(12)));
    if (Number(input.value) !== next) input.value = String(next);
    shown2.textContent = text2;
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
  let shown2 = "";
  const say = (text2) => {
    if (shown2 === text2) return;
    shown2 = text2;
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

// src/dlcourse/widgets/shared/kernel.js
var GONE = /restarting|dead|terminating|starting/;
function watchKernel(model, el, gone) {
  const kernel = model.widget_manager?.kernel;
  const heard = (_, status) => GONE.test(status) && gone();
  kernel?.statusChanged?.connect(heard);
  kernel?.disposed?.connect(gone);
  const marked = () => (el.dataset.lost || el.closest(".jupyter-widgets-disconnected")) && gone();
  const marks = el && new MutationObserver(marked);
  marks?.observe(el, { attributes: true, attributeFilter: ["class"] });
  if (el) queueMicrotask(marked);
  return () => {
    marks?.disconnect();
    kernel?.statusChanged?.disconnect(heard);
    kernel?.disposed?.disconnect(gone);
  };
}
function save(model) {
  const kernel = model.widget_manager?.kernel;
  try {
    model.save_changes();
  } catch (error) {
    if (kernel && !kernel.isDisposed && !GONE.test(kernel.status)) throw error;
  }
}

// src/dlcourse/widgets/playground/share.js
var python = (value) => {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (value && typeof value === "object") return `{${Object.entries(value).map(([k, v]) => `${python(k)}: ${python(v)}`).join(", ")}}`;
  return typeof value === "string" ? `"${value}"` : String(value);
};
function callText(model) {
  const defaults = model.get("defaults");
  const parts = model.get("lesson") ? [`"${model.get("lesson")}"`] : [];
  if (model.get("own")?.length) parts.push("data=(X, y)");
  if (model.get("engine")?.kind === "kernel") parts.push("engine=...");
  for (const [name, begun] of Object.entries(defaults))
    if (JSON.stringify(model.get(name)) !== JSON.stringify(begun)) parts.push(`${name}=${python(model.get(name))}`);
  if (model.get("begin")?.W1) parts.push(`parameters=${python(model.get("begin"))}`);
  return `Playground(${parts.join(", ")})`;
}
function call(session) {
  const id = uniqueId("share");
  const field = html("input", { type: "text", id, readOnly: true, className: "dl-share" });
  const copy = button("Copy", () => {
    field.select();
    navigator.clipboard?.writeText(field.value).catch(() => document.execCommand("copy"));
  });
  const page = session.model.address;
  const left = html("p", { className: "dl-why" }, page ? "Frozen runs are not in the address." : "Frozen runs are not in the call; a saved notebook keeps them.");
  const node = html(
    "details",
    { className: "dl-sharing" },
    html("summary", {}, "Share this state"),
    html("div", { className: "dl-control" }, html("label", { htmlFor: id }, page ? "its address" : "in Python"), field, copy),
    left
  );
  const update = () => {
    left.hidden = !session.model.get("frozen").length;
    if (node.open) field.value = page ? page() : callText(session.model);
  };
  node.addEventListener("toggle", update);
  return { node, update };
}

// src/dlcourse/widgets/shared/random.js
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

// src/dlcourse/widgets/playground/data.js
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
  plane: (noise, chance) => measured(chance, 2, ([u, v]) => (u + v) / 10 + noise * normal(chance)),
  "multi-gaussian": (noise, chance) => measured(chance, 2, (x) => {
    const hills = [[-4, 2.5, 1], [0, 2.5, -1], [4, 2.5, 1], [-4, -2.5, -1], [0, -2.5, 1], [4, -2.5, -1]];
    const heights = hills.map(([a, b, s]) => s * Math.max(0, 1 - Math.hypot(x[0] - a, x[1] - b) / 2));
    return heights.reduce((one, other) => Math.abs(other) > Math.abs(one) ? other : one) + 0.5 * noise * normal(chance);
  }),
  sine: (noise, chance) => measured(chance, 1, ([u]) => Math.sin(u) + 0.5 * noise * normal(chance)),
  steps: (noise, chance) => measured(chance, 1, ([u]) => (u < -2 ? -0.8 : u < 2 ? 0.8 : 0) + 0.5 * noise * normal(chance))
};
var ONE_INPUT = ["sine", "steps"];
var REGRESSION = ["plane", "multi-gaussian", ...ONE_INPUT];
function labelled(place) {
  return [1, 0].flatMap((y) => Array.from({ length: HALF }, (_, k) => [...place(y, k), y]));
}
function measured(chance, inputs, height) {
  return Array.from({ length: 2 * HALF }, () => {
    const x = [12 * chance() - 6, inputs === 2 ? 12 * chance() - 6 : 0];
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
function effective({ own, own_inputs, data, features, output, cost }) {
  const mine = own?.length > 0;
  const oneInput = mine ? own_inputs === 1 : ONE_INPUT.includes(data);
  const kept = features.filter((name) => !(oneInput && name.includes("x1")));
  const regression = mine ? own.some((row) => row[2] !== 0 && row[2] !== 1) : REGRESSION.includes(data);
  const last = output && output !== "auto" ? output : regression ? "identity" : "sigmoid";
  return {
    features: kept.length ? kept : ["x0"],
    regression,
    oneInput,
    output: last,
    cost: last === "sigmoid" && !regression ? cost : "mse"
  };
}
var Problem = class {
  /** @param {object} state the playground's traits that need a reset */
  constructor(state) {
    this.state = state;
    this.means = effective(state);
    const rows = state.own?.length ? state.own : DATASETS[state.data](state.noise, random(state.seed + 7));
    this.points = divided(rows, state.share, state.seed);
    this.sizes = [this.means.features.length, ...state.layers, 1];
    this.train = this.flat(this.points.train);
    this.test = this.flat(this.points.test);
  }
  /** Features of one point [x0, x1]. */
  see(x) {
    return this.means.features.map((name) => FEATURES[name](x));
  }
  flat({ X, y }) {
    return { X: Float64Array.from(X.flatMap((x) => this.see(x))), y: Float64Array.from(y.flat()), m: X.length };
  }
  get N() {
    return this.train.m;
  }
  /** Updates in one epoch: ceil(N / batch size). */
  perEpoch(batch) {
    return Math.ceil(this.N / Math.min(batch, this.N));
  }
};

// src/dlcourse/widgets/shared/heat.js
var CELLS = 50;
var SMALL = 16;
var TABLE = Array.from({ length: 256 }, (_, k) => {
  const t = k / 255;
  const [end, s] = t < 0.5 ? [[214, 120, 40], 1 - 2 * t] : [[45, 120, 200], 2 * t - 1];
  const [r, g, b] = end.map((c) => Math.round(255 + (c - 255) * 0.85 * s));
  return 255 << 24 | b << 16 | g << 8 | r;
});
var NONE = 255 << 24 | 150 << 16 | 150 << 8 | 150;
function heat({ image, pixels }, values, low, high, discretised = false) {
  const scale = 255 / (high - low || 1);
  for (let k = 0; k < pixels.length; k++) {
    let t = (values[k] - low) * scale;
    if (t !== t) {
      pixels[k] = NONE;
      continue;
    }
    t = t < 0 ? 0 : t > 255 ? 255 : t;
    pixels[k] = TABLE[discretised ? t > 127.5 ? 255 : 0 : t | 0];
  }
  return image;
}
function heatImage(cells) {
  const image = new ImageData(cells, cells);
  return { image, pixels: new Uint32Array(image.data.buffer) };
}
function gridPoints(cells) {
  const at = (k) => -6 + 12 * (k + 0.5) / cells;
  return Array.from({ length: cells * cells }, (_, k) => [at(k % cells), -at(Math.floor(k / cells))]);
}

// src/dlcourse/widgets/network/training.js
var ACTIVATE = {
  step: (z, a) => {
    for (let k = 0; k < z.length; k++) a[k] = z[k] >= 0 ? 1 : 0;
  },
  relu: (z, a) => {
    for (let k = 0; k < z.length; k++) a[k] = z[k] > 0 ? z[k] : 0;
  },
  sigmoid: (z, a) => {
    for (let k = 0; k < z.length; k++) a[k] = 1 / (1 + Math.exp(-Math.max(z[k], -709)));
  },
  tanh: (z, a) => {
    for (let k = 0; k < z.length; k++) a[k] = Math.tanh(z[k]);
  },
  identity: (z, a) => a.set(z)
};
var SLOPE = {
  step: () => 0,
  // where it exists: nothing can be learnt through it
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
    this.dW = this.W.map((w) => w && new Float64Array(w.length));
    this.db = this.b.map((b) => b && new Float64Array(b.length));
    this.rooms = /* @__PURE__ */ new Map();
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
  /** Arrays for a pass over m rows. They are used again by the next pass over as many rows. */
  room(m) {
    let found = this.rooms.get(m);
    if (!found) {
      const make = () => this.sizes.map((n, l) => l ? new Float64Array(m * n) : null);
      found = { Z: make(), A: make(), dZ: make(), m };
      if (this.rooms.size > 40) this.rooms.clear();
      this.rooms.set(m, found);
    }
    return found;
  }
  /** Z and A of every layer for the rows (lists, or one flat Float64Array); A[L] is y_hat. Valid until the next pass. */
  forward(rows) {
    const first = flat(rows);
    const m = first.length / this.sizes[0];
    const { Z, A, dZ } = this.room(m);
    A[0] = first;
    for (let l = 1; l <= this.L; l++) {
      const [n, before] = [this.sizes[l], this.sizes[l - 1]];
      const [z, a, W, b, x] = [Z[l], A[l], this.W[l], this.b[l], A[l - 1]];
      const g = ACTIVATE[l === this.L ? this.output : this.hidden];
      for (let k = 0, at = 0; k < m; k++) {
        const row = k * before;
        for (let i = 0, w = 0; i < n; i++, at++) {
          let sum = 0;
          for (let j = 0; j < before; j++, w++) sum += x[row + j] * W[w];
          z[at] = sum + b[i];
        }
      }
      g(z, a);
    }
    return { Z, A, dZ, m };
  }
  /** The cost J on rows and their targets (without the regularisation). */
  costOf(rows, targets) {
    const { A, m } = this.forward(rows);
    const [y, end] = [flat(targets), A[this.L]];
    let sum = 0;
    if (this.cost === "mse") for (let k = 0; k < end.length; k++) sum += (end[k] - y[k]) ** 2;
    else
      for (let k = 0; k < end.length; k++)
        sum -= y[k] * Math.log(Math.max(end[k], 1e-16)) + (1 - y[k]) * Math.log(Math.max(1 - end[k], 1e-16));
    return sum / m;
  }
  /**
   * One update with this batch. Weights (not biases) feel the regularisation: rate * w for L2, rate * sign(w) for L1.
   * The gradients of the cost stay in dW and db until the next update.
   * @returns {boolean} false, and nothing is updated, when y_hat is no longer finite: training has diverged
   */
  step(rows, targets, alpha, regularisation = "none", rate = 0) {
    const { Z, A, dZ, m } = this.forward(rows);
    const y = flat(targets);
    const [end, slope] = [A[this.L], SLOPE[this.output]];
    for (let p = 0; p < end.length; p++) {
      if (!Number.isFinite(end[p])) return false;
      const error = (end[p] - y[p]) / m;
      dZ[this.L][p] = this.cost === "mse" ? 2 * error * slope(Z[this.L][p], end[p]) : error;
    }
    const bend = SLOPE[this.hidden];
    for (let l = this.L; l >= 1; l--) {
      const [n, before] = [this.sizes[l], this.sizes[l - 1]];
      const [W, x, d] = [this.W[l], A[l - 1], dZ[l]];
      if (l > 1)
        for (let k = 0; k < m; k++)
          for (let j = 0; j < before; j++) {
            let sum = 0;
            for (let i = 0; i < n; i++) sum += d[k * n + i] * W[i * before + j];
            dZ[l - 1][k * before + j] = sum * bend(Z[l - 1][k * before + j], x[k * before + j]);
          }
      for (let i = 0; i < n; i++) {
        let db = 0;
        for (let k = 0; k < m; k++) db += d[k * n + i];
        for (let j = 0; j < before; j++) {
          let dW = 0;
          for (let k = 0; k < m; k++) dW += d[k * n + i] * x[k * before + j];
          const w = W[i * before + j];
          this.dW[l][i * before + j] = dW;
          if (regularisation === "L2") dW += rate * w;
          else if (regularisation === "L1") dW += rate * Math.sign(w);
          W[i * before + j] = w - alpha * dW;
        }
        this.db[l][i] = db;
        this.b[l][i] -= alpha * db;
      }
    }
    return true;
  }
  /** Size of dW in each layer, first to last: root mean square of the last update's gradient. */
  gradientSizes() {
    return this.dW.slice(1).map((d) => Math.sqrt(d.reduce((sum, v) => sum + v * v, 0) / d.length));
  }
};
function flat(rows) {
  return rows instanceof Float64Array ? rows : Float64Array.from(rows.flat());
}

// src/dlcourse/widgets/playground/page_run.js
var MOST_POINTS = 600;
var Run = class extends Problem {
  /** @param {object} state the playground's traits that need a reset: data, layers, activation, cost, seed, ... */
  constructor(state) {
    super(state);
    const { output, cost } = this.means;
    this.network = new Network(this.sizes, { hidden: state.activation, output, cost });
    this.grids = /* @__PURE__ */ new Map();
    this.rows = [];
    this.restart();
  }
  /** To the beginning: the same data, the same first parameters. `every`: updates between two points of the curve. */
  restart(every = 1) {
    this.chance = random(this.state.seed);
    this.network.initialize(this.chance);
    if (fits(this.state.begin, this.sizes)) this.network.set(this.state.begin);
    Object.assign(this, { updates: 0, epochs: 0, samples: 0, diverged: null, error: null, order: [], at: 0, curve: [], every, was: {}, since: {} });
    this.record();
  }
  /** That many updates with the settings of now; they may change between any two. */
  step(count, { learning_rate, batch_size, regularisation, regularisation_rate }) {
    const size = Math.min(batch_size, this.N);
    const n = this.sizes[0];
    for (let k = 0; k < count && this.diverged === null; k++) {
      if (this.at >= this.order.length) {
        this.order = shuffled(this.N, this.chance);
        this.at = 0;
      }
      const taken = Math.min(size, this.N - this.at);
      const batch = this.rows[taken] ??= { X: new Float64Array(taken * n), y: new Float64Array(taken) };
      for (let r = 0; r < taken; r++) {
        const row = this.order[this.at + r];
        for (let j = 0; j < n; j++) batch.X[r * n + j] = this.train.X[row * n + j];
        batch.y[r] = this.train.y[row];
      }
      this.at += taken;
      if (!this.network.step(batch.X, batch.y, learning_rate, regularisation, regularisation_rate)) {
        this.diverged = { update: this.updates + 1, alpha: learning_rate };
        break;
      }
      this.updates += 1;
      this.samples += taken;
      if (this.at >= this.order.length) this.epochs += 1;
      if (this.updates % this.every === 0) this.record();
    }
  }
  record() {
    const cost = (part) => part.m ? this.network.costOf(part.X, part.y) : NaN;
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
  /** Costs of now, which the curve may not have yet. */
  costs() {
    const last = this.curve.at(-1);
    if (last.updates !== this.updates) this.now = { train: this.network.costOf(this.train.X, this.train.y), test: this.test.m ? this.network.costOf(this.test.X, this.test.y) : NaN };
    return last.updates === this.updates ? last : this.now;
  }
  /** A pass over a grid of cells * cells points. */
  over(cells) {
    if (!this.grids.has(cells)) this.grids.set(cells, Float64Array.from(gridPoints(cells).flatMap((x) => this.see(x))));
    return this.network.forward(this.grids.get(cells)).A;
  }
  /** y_hat over the plane, row by row from the top. Valid until the next pass. */
  plane(cells = CELLS) {
    return this.over(cells)[this.network.L];
  }
  /** A function (l, i, target): fills target with what neuron i of layer l says over a small grid. */
  maps() {
    const A = this.over(SMALL);
    return (l, i, target) => {
      const n = this.sizes[l];
      for (let k = 0; k < target.length; k++) target[k] = A[l][k * n + i];
    };
  }
  get W() {
    return this.network.W;
  }
  get b() {
    return this.network.b;
  }
  get dW() {
    return this.network.dW;
  }
  get db() {
    return this.network.db;
  }
  gradientSizes() {
    return this.updates ? this.network.gradientSizes() : [];
  }
  parameters() {
    return this.network.parameters();
  }
};
function fits(parameters, sizes) {
  if (!parameters?.W1 || Object.keys(parameters).length !== 2 * (sizes.length - 1)) return false;
  const row = (values, n) => Array.isArray(values) && values.length === n && values.every(Number.isFinite);
  return sizes.every((n, l) => {
    const [W, b] = [parameters[`W${l}`], parameters[`b${l}`]];
    return !l || row(b, n) && Array.isArray(W) && W.length === n && W.every((one) => row(one, sizes[l - 1]));
  });
}

// src/dlcourse/widgets/playground/kernel_run.js
var EVERY = 15;
var MOST_POINTS2 = 600;
var KernelRun = class extends Problem {
  constructor(state) {
    super(state);
    Object.assign(this, { updates: 0, epochs: 0, samples: 0, diverged: null, error: null, curve: [], heard: false, was: {}, since: {} });
    this.planeOf = new Float32Array(CELLS * CELLS).fill(NaN);
    this.mapsOf = [];
    const zeros = () => [this.sizes.map((n, l) => l ? new Float64Array(n * this.sizes[l - 1]) : null), this.sizes.map((n, l) => l ? new Float64Array(n) : null)];
    [this.W, this.b] = zeros();
    [this.dW, this.db] = zeros();
  }
  /** Take a frame. @returns {boolean} false when it belongs to a run with other layers, now gone. */
  take(frame, buffers) {
    if (JSON.stringify(frame.sizes) !== JSON.stringify(this.sizes)) return false;
    const [plane2, maps, parameters, gradients] = buffers.map((view2) => view2.buffer.slice(view2.byteOffset, view2.byteOffset + view2.byteLength));
    this.planeOf = new Float32Array(plane2);
    this.mapsOf = new Float32Array(maps);
    this.fill(new Float64Array(parameters), this.W, this.b);
    this.fill(new Float64Array(gradients), this.dW, this.db);
    const { updates, epochs, samples, diverged, error } = frame;
    Object.assign(this, { updates, epochs, samples, diverged, error, heard: true });
    const points = frame.points.map(([u, e, s, train, test]) => ({ updates: u, epochs: e, samples: s, train: train ?? NaN, test: test ?? NaN }));
    this.curve = frame.whole ? points : [...this.curve, ...points];
    if (this.curve.length > MOST_POINTS2) this.curve = this.curve.filter((_, k) => k % 2 === 0);
    return true;
  }
  fill(from, W, b) {
    let at = 0;
    for (let l = 1; l < this.sizes.length; l++)
      for (const array of [W[l], b[l]]) {
        array.set(from.subarray(at, at + array.length));
        at += array.length;
      }
  }
  costs() {
    return this.curve.at(-1) ?? { train: NaN, test: NaN };
  }
  plane() {
    return this.planeOf;
  }
  maps() {
    const size = SMALL * SMALL;
    return (l, i, target) => {
      const at = (this.sizes.slice(0, l).reduce((sum, n) => sum + n, 0) + i) * size;
      if (this.mapsOf.length >= at + size) target.set(this.mapsOf.subarray(at, at + size));
      else target.fill(NaN);
    };
  }
  gradientSizes() {
    return this.updates ? this.dW.slice(1).map((d) => Math.sqrt(d.reduce((sum, v) => sum + v * v, 0) / d.length)) : [];
  }
  parameters() {
    const found = {};
    for (let l = 1; l < this.sizes.length; l++) {
      const n = this.sizes[l - 1];
      found[`W${l}`] = Array.from({ length: this.sizes[l] }, (_, i) => Array.from(this.W[l].slice(i * n, (i + 1) * n)));
      found[`b${l}`] = Array.from(this.b[l]);
    }
    return found;
  }
};
var toAcknowledge = (number2, last) => last || number2 % EVERY === 0;

// src/dlcourse/widgets/playground/labels.js
var SILENT = ["resets", "begin", "own_inputs", "own"];
var USUAL = ["learning_rate", "batch_size"];
var MOST = 3;
function labels(runs) {
  const text2 = (run, name) => {
    const values = [...run.was?.[name] ?? [], run.settings[name]].map(shown);
    return values.length < 4 ? values.join(", then ") : `${values[0]}, then ..., then ${values.at(-1)}`;
  };
  const all = [...new Set(runs.flatMap((run) => Object.keys(run.settings)))].filter((name) => !SILENT.includes(name));
  const differ = all.filter((name) => new Set(runs.map((run) => text2(run, name))).size > 1);
  const named = differ.length ? differ : USUAL;
  const more = named.length > MOST ? ", ..." : "";
  return runs.map((run) => named.slice(0, MOST).map((name) => `${name.replaceAll("_", " ")} ${text2(run, name)}`).join(", ") + more);
}
function shown(value) {
  return Array.isArray(value) ? value.join("-") || "none" : String(value);
}

// src/dlcourse/widgets/playground/session.js
var RESET = [
  "data",
  "own",
  "own_inputs",
  "noise",
  "share",
  "features",
  "layers",
  "activation",
  "output",
  "cost",
  "seed",
  "begin",
  "resets"
];
var SETTINGS = ["learning_rate", "batch_size", "regularisation", "regularisation_rate"];
var SLICE = 10;
var SILENCE = 4e3;
var POINTS = 25;
var REST = 120;
var COMPARED = 3;
var Session = class {
  constructor(model) {
    this.model = model;
    this.views = /* @__PURE__ */ new Set();
    this.inKernel = model.get("engine")?.kind === "kernel";
    Object.assign(this, { playing: false, target: 0, saved: 0, asked: 0, silent: false, disconnected: false, frame: 0 });
    this.run = this.newRun();
    if (!this.inKernel) this.restore();
    const restart = () => this.restart();
    RESET.forEach((name) => model.on(`change:${name}`, restart));
    this.before = this.settings();
    SETTINGS.forEach((name) => model.on(`change:${name}`, () => this.settingChanged(name)));
    model.on("msg:custom", (message, buffers) => this.heard(message, buffers ?? []));
    this.unwatch = watchKernel(model, null, () => this.alone());
    if (this.inKernel) {
      this.restoreFrame();
      this.ask("hello");
    }
  }
  state() {
    return Object.fromEntries(RESET.map((name) => [name, this.model.get(name)]));
  }
  settings() {
    return Object.fromEntries(SETTINGS.map((name) => [name, this.model.get(name)]));
  }
  set(changes) {
    for (const [name, value] of Object.entries(changes)) this.model.set(name, value);
    this.tell(() => this.model.save_changes());
  }
  /** Say something to the kernel. One that is gone is no reason to stop: the view says so itself. */
  tell(how) {
    try {
      how();
    } catch (error) {
      if (!this.disconnected) throw error;
    }
  }
  newRun() {
    return new (this.inKernel ? KernelRun : Run)(this.state());
  }
  busy() {
    return this.playing || this.run.updates < this.target;
  }
  // --- the kernel -------------------------------------------------------------------------------------------------------
  /** The kernel is gone. */
  alone() {
    this.disconnected = true;
    if (this.inKernel) this.playing = false;
    this.changed();
  }
  ask(kind, more = {}) {
    if (this.disconnected) return;
    this.tell(() => this.model.send({ kind, ...more }));
    this.asked = performance.now();
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.listen(), SILENCE);
  }
  /** After a question: is there an answer? A long cell, an endless loop or a dead kernel gives none. */
  listen() {
    if (this.asked && !this.disconnected) {
      this.silent = true;
      this.changed();
    }
  }
  heard(message, buffers) {
    if (message?.kind !== "frame") return;
    if (toAcknowledge(message.frame, message.last)) this.tell(() => this.model.send({ kind: "acknowledge", frame: message.frame }));
    this.asked = 0;
    this.silent = false;
    clearTimeout(this.watch);
    if (!this.run.take(message, buffers)) return;
    this.playing = message.playing;
    if (this.playing) this.watch = setTimeout(() => (this.asked = 1, this.listen()), SILENCE);
    if (message.last) this.target = 0;
    this.changed();
  }
  /** What a saved notebook holds, until the kernel answers, if one does. */
  restoreFrame() {
    const kept = this.model.get("curve_state");
    if (kept?.length) this.run.curve = kept.map(point);
    Object.assign(this.run, { updates: this.model.get("updates"), epochs: this.model.get("epochs"), samples: this.model.get("samples") });
    const page = this.model.get("engine").knows ? new Run(this.state()) : null;
    const parameters = this.model.get("parameters_state");
    if (page && fits(parameters, page.sizes)) {
      page.network.set(parameters);
      this.run.planeOf = Float32Array.from(page.plane());
      this.run.W.forEach((w, l) => l && w.set(page.W[l]));
      this.run.b.forEach((b, l) => l && b.set(page.b[l]));
    }
  }
  // --- what a person asks for -------------------------------------------------------------------------------------------
  play() {
    if (this.playing || this.run.diverged || this.run.error) return;
    this.playing = true;
    this.target = 0;
    if (this.inKernel) this.ask("play");
    else this.frame = requestAnimationFrame(() => this.loop(true));
    this.changed();
  }
  pause() {
    const was = this.busy();
    this.playing = false;
    this.target = 0;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!was) return;
    if (this.inKernel) this.ask("pause");
    else this.save(true);
    this.changed();
  }
  step(count) {
    if (this.inKernel) {
      this.playing = false;
      this.ask("step", { count });
    } else {
      this.pause();
      this.target = this.run.updates + count;
      this.loop();
    }
  }
  reset() {
    this.pause();
    this.set({ resets: this.model.get("resets") + 1, updates: 0, epochs: 0, samples: 0, diverged: {}, curve_state: [], parameters_state: {} });
  }
  /** A weight or bias typed in: array is run.W[l] or run.b[l]. Before the first update it is what the run begins with. */
  edit(array, k, value) {
    this.pause();
    array[k] = value;
    if (this.inKernel) return this.ask("set", { parameters: this.run.parameters() });
    if (this.run.updates === 0) {
      this.editing = true;
      this.set({ begin: this.run.parameters() });
      this.editing = false;
      this.run.curve = [];
    }
    this.run.diverged = null;
    this.run.record();
    this.save(true);
    this.changed();
  }
  // --- training in the page ---------------------------------------------------------------------------------------------
  /** `inFrame`: called by the page for its next picture, so that what is learnt now is painted now and not a frame later. */
  loop(inFrame = false) {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { run } = this;
    const end = performance.now() + SLICE;
    if (this.playing) run.step(this.model.get("speed"), this.settings());
    else while (run.updates < this.target && !run.diverged && performance.now() < end) run.step(Math.min(20, this.target - run.updates), this.settings());
    if (run.diverged) this.playing = false;
    const more = !run.diverged && this.busy();
    if (more) {
      this.save(false);
      this.frame = requestAnimationFrame(() => this.loop(true));
    } else {
      this.target = 0;
      if (run.every > 1 && run.curve.at(-1).updates !== run.updates && !run.diverged) run.record();
      this.saveSoon();
    }
    this.changed(inFrame);
  }
  /** All of it, when the keys rest: a slider that is held must not wait for messages. */
  saveSoon() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.save(true), REST);
  }
  restart() {
    if (this.editing) return;
    const state = JSON.stringify(this.state());
    if (state === this.key) return;
    const resets = this.model.get("resets");
    const again = this.model.get("replay") && resets === this.resets ? Math.max(this.run.updates, this.target) : 0;
    this.key = state;
    this.resets = resets;
    this.playing = false;
    cancelAnimationFrame(this.frame);
    if (this.model.get("begin")?.W1 && !fits(this.model.get("begin"), new Run({ ...this.state(), begin: null }).sizes)) return this.set({ begin: {} });
    this.run = this.newRun();
    if (this.inKernel) this.asked = performance.now();
    else {
      this.target = again;
      this.run.every = Math.max(1, Math.ceil(again / POINTS));
      this.loop();
    }
    this.changed();
  }
  /** Replay: the same number of updates from the same start, with the new setting. */
  settingChanged(name) {
    const { was, since, updates } = this.run;
    const used = updates > (since[name] ?? 0);
    if (used && !this.model.get("replay")) was[name] = [...was[name] ?? [], this.before[name]];
    if (used) since[name] = updates;
    this.before = this.settings();
    if (this.model.get("replay") && !this.playing && !this.inKernel && (this.run.updates || this.target)) {
      this.target = Math.max(this.run.diverged ? this.run.diverged.update : this.run.updates, this.target);
      this.run.restart(Math.ceil(this.target / POINTS));
      this.loop();
    }
    this.changed();
  }
  // --- what is kept -----------------------------------------------------------------------------------------------------
  restore() {
    this.key = JSON.stringify(this.state());
    this.resets = this.model.get("resets");
    const kept = this.model.get("parameters_state");
    if (!this.model.get("updates") || !fits(kept, this.run.sizes)) return;
    this.run.network.set(kept);
    const diverged = this.model.get("diverged");
    Object.assign(this.run, {
      updates: this.model.get("updates"),
      samples: this.model.get("samples"),
      epochs: this.model.get("epochs"),
      diverged: diverged?.update ? diverged : null
    });
    const curve = (this.model.get("curve_state") ?? []).map(point);
    this.run.curve = curve;
    this.run.every = Math.max(1, Math.round(this.run.updates / 300));
    if (curve.at(-1)?.updates !== this.run.updates) this.run.record();
  }
  save(whole) {
    if (whole) clearTimeout(this.later);
    if (!whole && performance.now() - this.saved < 500) return;
    this.saved = performance.now();
    const { run } = this;
    const changes = { updates: run.updates, epochs: run.epochs, samples: run.samples, diverged: run.diverged ?? {} };
    if (whole) {
      const thin = Math.ceil(run.curve.length / 150);
      const number2 = (v) => Number.isFinite(v) ? v : null;
      changes.curve_state = run.curve.filter((_, k) => k % thin === 0 || k === run.curve.length - 1).map((p) => [p.updates, p.epochs, p.samples, number2(p.train), number2(p.test)]);
    }
    const parameters = run.parameters();
    if (Object.values(parameters).every((value) => value.flat().every(Number.isFinite))) changes.parameters_state = parameters;
    this.set(changes);
  }
  freeze() {
    const thin = Math.ceil(this.run.curve.length / 300);
    const curve = this.run.curve.filter((_, k) => k % thin === 0 || k === this.run.curve.length - 1).map((p) => ({ ...p, train: Number.isFinite(p.train) ? p.train : null, test: null }));
    const frozen = [...this.model.get("frozen"), { ...this.made(), curve }].slice(-COMPARED);
    const names = labels(frozen);
    this.set({ frozen: frozen.map((one, k) => ({ ...one, name: names[k] })) });
  }
  /** The settings of now, and those that this run had before, where they were changed on the way. */
  now() {
    const settings = { ...this.settings(), ...this.state() };
    delete settings.own;
    return { settings: { ...settings, batch_size: Math.min(settings.batch_size, this.run.N) }, was: { ...this.run.was } };
  }
  /** The same of the updates that were made: what was chosen after the last of them had no part in it. */
  made() {
    const { settings, was } = this.now();
    for (const name of Object.keys(was)) {
      if (this.run.updates > this.run.since[name]) continue;
      settings[name] = was[name].at(-1);
      was[name] = was[name].slice(0, -1);
    }
    return { settings, was };
  }
  /** The frozen runs' names beside the run of now. */
  names() {
    const frozen = this.model.get("frozen");
    return frozen.length ? labels([...frozen, this.now()]).slice(0, -1) : [];
  }
  // --- who looks --------------------------------------------------------------------------------------------------------
  changed(inFrame = false) {
    for (const view2 of this.views) view2(inFrame);
  }
  watchedBy(view2) {
    this.views.add(view2);
    return () => {
      this.views.delete(view2);
      if (!this.views.size) this.pause();
    };
  }
  stop() {
    this.unwatch();
    this.playing = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.watch);
    clearTimeout(this.later);
  }
};
function point([updates, epochs, samples, train, test]) {
  return { updates, epochs, samples, train: train ?? NaN, test: test ?? NaN };
}

// src/dlcourse/widgets/playground/settings.js
var RATES = [1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 100];
var ACTIVATIONS = ["tanh", "relu", "sigmoid", "step", "identity"];
var NOW = ["variant", "regularisation", "regularisation-rate", "speed", "axis", "discretised", "replay"];
var AGAIN = ["data", "noise", "share", "features", "layers", "sizes", "activation", "output", "cost", "seed"];
var LARGE = ["learning-rate", "batch-size"];
function playgroundControls(session, fullScreen) {
  const { model } = session;
  const send = (changes) => session.set(changes);
  const get = (name) => model.get(name);
  const wanted = get("controls");
  const has = (name) => !wanted.length || wanted.includes(name);
  const updates = [];
  const range = (label, trait, min, max, step, text2 = String) => {
    const made = slider({ label, min, max, step, value: min, onInput: (v) => send({ [trait]: v }) });
    updates.push(() => made.set(get(trait), text2(get(trait))));
    return made.node;
  };
  const pick = (label, trait, options, shown2 = options) => {
    const made = choice({ label, options: shown2, value: 0, onChange: (k) => send({ [trait]: options[k] }) });
    updates.push(() => made.select.value = String(options.indexOf(get(trait))));
    return made.node;
  };
  const tick = (label, trait) => {
    const box = checkbox(label, (on) => send({ [trait]: on }));
    updates.push(() => box.input.checked = get(trait));
    return box.node;
  };
  const rate = slider({ label: "learning rate", min: 0, max: RATES.length - 1, step: 1, value: 0, onInput: (k) => send({ learning_rate: RATES[k] }) });
  updates.push(() => {
    const far = (r) => Math.abs(Math.log(r) - Math.log(Math.max(get("learning_rate"), 1e-9)));
    rate.set(RATES.reduce((best, r, k) => far(r) < far(RATES[best]) ? k : best, 0), String(get("learning_rate")));
  });
  const batch = slider({ label: "batch size", min: 1, max: 200, step: 1, value: 10, onInput: (v) => send({ batch_size: v }) });
  const variant = choice({
    label: "variant",
    options: ["batch: all rows", "mini-batch: some", "stochastic: one"],
    value: 1,
    onChange: (k) => send({ batch_size: [session.run.N, Math.min(10, session.run.N), 1][k] })
  });
  updates.push(() => {
    const [size, N] = [Math.min(get("batch_size"), session.run.N), session.run.N];
    batch.input.max = String(N);
    batch.set(size, `${size} of ${N}`);
    variant.select.value = size === N ? "0" : size === 1 ? "2" : "1";
  });
  const layers = slider({
    label: "hidden layers",
    min: 0,
    max: 6,
    step: 1,
    value: 1,
    onInput: (n) => send({ layers: Array.from({ length: n }, (_, k) => get("layers")[k] ?? get("layers").at(-1) ?? 4) })
  });
  const sizes = html("div", { className: "dl-bar" });
  const sized = (text2, label, l, n) => {
    const node = button(text2, () => send({ layers: get("layers").map((old, k) => k === l ? n : old) }));
    node.setAttribute("aria-label", label);
    return node;
  };
  let drawn = "";
  updates.push(() => {
    const now = get("layers");
    layers.set(now.length, String(now.length));
    if (drawn === (drawn = JSON.stringify(now))) return;
    const focused = sizes.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    sizes.replaceChildren(
      ...now.map(
        (n, l) => html(
          "span",
          { className: "dl-size" },
          `layer ${l + 1}:`,
          sized("−", `layer ${l + 1}: fewer neurons`, l, Math.max(1, n - 1)),
          html("span", {}, String(n)),
          sized("+", `layer ${l + 1}: more neurons`, l, Math.min(8, n + 1))
        )
      )
    );
    if (focused) [...sizes.querySelectorAll("button")].find((node) => node.getAttribute("aria-label") === focused)?.focus();
  });
  const boxes = Object.keys(FEATURES).map((name) => {
    const box = checkbox(name, (on) => {
      const chosen = Object.keys(FEATURES).filter((f) => f === name ? on : get("features").includes(f));
      if (chosen.length) send({ features: chosen });
      else box.input.checked = true;
    });
    updates.push(() => {
      box.input.checked = get("features").includes(name);
      box.input.disabled = name.includes("x1") && session.run.means.oneInput;
    });
    return box.node;
  });
  const features = html("div", { className: "dl-control", role: "group" }, "features", ...boxes);
  features.setAttribute("aria-label", "features");
  const cost = pick("cost", "cost", ["cross_entropy", "mse"], ["cross-entropy", "mean squared error"]);
  updates.push(() => {
    const { output, regression } = effective(Object.fromEntries(RESET.map((name) => [name, get(name)])));
    const free = output === "sigmoid" && !regression;
    cost.querySelector("select").value = free && get("cost") === "cross_entropy" ? "0" : "1";
    why(cost, greyed("cost") ?? (free ? "" : regression ? "a number is learnt by squared error" : "cross-entropy wants a sigmoid output"));
  });
  const outputs = ["auto", "sigmoid", "tanh", "relu", "step", "identity"];
  const data = pick("data", "data", Object.keys(DATASETS));
  updates.push(() => why(data, get("own").length ? `your own ${get("own").length} rows` : ""));
  const groups = {
    "learning-rate": rate.node,
    "batch-size": batch.node,
    variant: variant.node,
    regularisation: pick("regularisation", "regularisation", ["none", "L1", "L2"]),
    "regularisation-rate": range("its rate", "regularisation_rate", 0, 0.1, 1e-3, (v) => number(v, 3)),
    speed: range("updates a frame", "speed", 1, 100, 1),
    axis: pick("cost against", "axis", ["epochs", "updates", "samples"], ["epochs", "updates", "samples seen"]),
    discretised: tick("two colours only", "discretised"),
    replay: tick("replay on change", "replay"),
    data,
    noise: range("noise", "noise", 0, 0.5, 0.05, (v) => number(v, 2)),
    share: range("training share", "share", 0.1, 1, 0.1, (v) => number(v, 1)),
    features,
    layers: layers.node,
    sizes,
    activation: pick("hidden activation", "activation", ACTIVATIONS),
    output: pick("output activation", "output", outputs, ["by the problem", ...outputs.slice(1)]),
    cost,
    seed: range("seed", "seed", 0, 50, 1)
  };
  LARGE.forEach((name) => groups[name].classList.add("dl-big"));
  const greyed = (name) => get("engine")?.greyed?.[name];
  updates.push(() => Object.entries(groups).forEach(([name, node]) => greyed(name) && why(node, greyed(name))));
  const buttons = {
    play: button("Play", () => session.busy() ? session.pause() : session.play()),
    step: button("One update", () => session.step(1)),
    epoch: button("One epoch", () => session.step(session.run.perEpoch(get("batch_size")))),
    reset: button("Reset", () => session.reset()),
    freeze: button("Freeze this run", () => session.freeze()),
    forget: button("Forget frozen", () => send({ frozen: [] })),
    full: button("Full screen", fullScreen)
  };
  buttons.full.title = "or the key F";
  buttons.play.title = "or the space bar";
  updates.push(() => {
    buttons.play.textContent = session.busy() ? "Pause" : "Play";
    const over = Boolean(session.run.diverged || session.run.error);
    for (const name of ["play", "step", "epoch"]) buttons[name].disabled = over;
    buttons.forget.disabled = !get("frozen").length;
  });
  const compared = has("freeze") ? [buttons.freeze, buttons.forget] : [];
  const fieldset = (legend, names) => {
    const shown2 = names.filter(has).map((name) => groups[name]);
    const node = html("fieldset", { className: "dl-group" }, html("legend", {}, legend), ...shown2);
    node.hidden = !shown2.length;
    return node;
  };
  return {
    large: LARGE.filter(has).map((name) => groups[name]),
    buttons: [buttons.play, buttons.step, buttons.epoch, buttons.reset, ...compared, buttons.full],
    now: fieldset("Acts at the next update", NOW),
    again: fieldset("Starts again when changed", AGAIN),
    update: () => updates.forEach((update) => update())
  };
}
function why(node, reason) {
  let note = node.querySelector(".dl-why");
  for (const input of node.querySelectorAll("input, select, button")) input.disabled = Boolean(reason);
  if (!reason) return note?.remove();
  if (!note) node.append(note = html("span", { className: "dl-why" }));
  if (note.textContent !== `(${reason})`) note.textContent = `(${reason})`;
}
function checkbox(words, onChange) {
  const input = html("input", { type: "checkbox" });
  input.addEventListener("change", () => onChange(input.checked));
  return { input, node: html("label", { className: "dl-control" }, input, words) };
}

// src/dlcourse/widgets/shared/plot.js
function ticks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}
function plot({ width, height, x, y, xName = "", yName = "", title = "", label }) {
  const decimals = (low, high) => Math.max(0, Math.min(4, 1 - Math.floor(Math.log10((high - low) / 2))));
  const across = ticks(...x).map((t) => [t, trimmed(t, decimals(...x))]);
  const last = across.at(-1)?.[1] ?? "";
  const upward = ticks(...y).map((t) => [t, trimmed(t, decimals(...y))]);
  const widest = Math.max(0, ...upward.map(([, words]) => words.length));
  const [left, top, right, bottom] = [Math.max(46, 7.5 * widest + 8), title ? yName ? 44 : 26 : yName ? 22 : 10, Math.max(12, 4 * last.length + 2), xName ? 40 : 24];
  const px = (value2) => left + (value2 - x[0]) / (x[1] - x[0]) * (width - left - right);
  const py = (value2) => height - bottom - (value2 - y[0]) / (y[1] - y[0]) * (height - top - bottom);
  const value = (clientX, clientY, shown2 = image) => {
    const box = shown2.getBoundingClientRect();
    const sx = (clientX - box.left) / box.width * width;
    const sy = (clientY - box.top) / box.height * height;
    return [
      x[0] + (sx - left) / (width - left - right) * (x[1] - x[0]),
      y[0] + (height - bottom - sy) / (height - top - bottom) * (y[1] - y[0])
    ];
  };
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  image.style.maxWidth = `min(${width / TYPE}em, calc(var(--dl-room, 1000vh) * ${width / height}))`;
  const inside = svg("g", {});
  for (const [t, words] of across) {
    image.append(svg("line", { x1: px(t), x2: px(t), y1: py(y[0]), y2: py(y[1]), class: "dl-grid" }));
    image.append(text(px(t), height - bottom + 16, words, "dl-tick"));
  }
  for (const [t, words] of upward) {
    image.append(svg("line", { x1: px(x[0]), x2: px(x[1]), y1: py(t), y2: py(t), class: "dl-grid" }));
    image.append(text(left - 6, py(t) + 4, words, "dl-tick dl-end"));
  }
  image.append(inside);
  if (xName) image.append(text((left + width - right) / 2, height - 6, xName, "dl-name"));
  if (yName) image.append(text(left - 4, top - 9, yName, "dl-name dl-start"));
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
  return svgNotation(svg("text", { x, y, class: className }), words);
}
function trimmed(value, decimals) {
  return number(value, decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

// src/dlcourse/widgets/playground/curves.js
var LOOKS = ["dl-negative", "dl-third", "dl-border"];
var SAMPLE = ["12 5", "2 4", ""];
var [LOW, HIGH] = [-7, 1];
function curves(session) {
  const { model } = session;
  const node = html("div", { className: "dl-curves" });
  const bars = html("div", { className: "dl-gradients" });
  let frame = null;
  let drawn = "";
  let curve = null;
  let points = 0;
  function axes(width, height, most, top, axis, frozen, names) {
    frame = plot({ width, height, x: [0, most], y: [0, top], xName: axis === "samples" ? "samples seen" : axis, yName: "cost J", label: "cost" });
    const right = frame.px(most) - 4;
    frozen.forEach((one, k) => {
      frame.curve(one.curve.map((p) => [p[axis], p.train ?? NaN]), `${LOOKS[k]} dl-kept`);
      const y = 57 + 19 * k;
      frame.image.append(svg("path", { d: `M${right - 34},${y - 4}h34`, class: `dl-curve ${LOOKS[k]}`, "stroke-dasharray": SAMPLE[k] }));
      frame.image.append(text(right - 40, y, names[k], "dl-name dl-end"));
    });
    frame.train = frame.curve([], "dl-positive");
    frame.test = frame.curve([], "dl-test");
    frame.over = text(width / 2, height / 2, "", "dl-caption dl-middle dl-bugged dl-ground");
    frame.image.append(frame.over, text(right, 38, "thick: training, thin: held-out", "dl-name dl-end"));
    frame.image.style.maxWidth = "none";
    node.replaceChildren(frame.image);
    for (const name of frame.image.querySelectorAll("text.dl-end.dl-name")) {
      const { x, y, width: w, height: h } = name.getBBox();
      name.before(svg("rect", { x: x - 3, y, width: w + 6, height: h, class: "dl-behind" }));
    }
  }
  function path(curve2, axis, name) {
    let [d, pen] = ["", "M"];
    for (const p of curve2) {
      if (!Number.isFinite(p[name])) {
        pen = "M";
        continue;
      }
      d += `${pen}${frame.px(p[axis]).toFixed(1)},${Math.max(-99, frame.py(p[name])).toFixed(1)}`;
      pen = "L";
    }
    return d;
  }
  return {
    node,
    bars,
    paint(width, height) {
      const { run } = session;
      const axis = model.get("axis");
      const frozen = model.get("frozen");
      const names = session.names();
      const lines = [...frozen.map((one) => one.curve), run.curve];
      const most = round(Math.max(1, ...lines.map((curve2) => curve2.at(-1)?.[axis] ?? 0)));
      const begun = run.curve.find((p) => Number.isFinite(p.train))?.train ?? 0.5;
      let high = 0.1;
      for (const curve2 of lines) for (const p of curve2) for (const v of [p.train, p.test]) if (Number.isFinite(v) && v > high) high = v;
      const top = round(Math.min(high * 1.05, Math.max(0.3, 3 * begun)));
      const key = JSON.stringify([width, height, most, top, axis, names, frozen.map((one) => one.curve.length)]);
      if (key !== drawn) axes(width, height, most, top, axis, frozen, names);
      if (key !== drawn || curve !== run.curve || points !== run.curve.length) {
        frame.train.setAttribute("d", path(run.curve, axis, "train"));
        frame.test.setAttribute("d", path(run.curve, axis, "test"));
      }
      drawn = key;
      curve = run.curve;
      points = curve.length;
      const said = run.diverged ? `diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha})` : "";
      if (frame.over.textContent !== said) frame.over.textContent = said;
      frame.image.setAttribute("aria-label", said || `cost ${number(run.costs().train)} after ${many(run.updates, "update")}`);
    },
    /** One bar for each layer: vanishing and exploding gradients, seen live. */
    paintBars() {
      const sizes = session.run.gradientSizes();
      if (bars.childElementCount !== sizes.length + 1) {
        const row = (_, k) => html("div", { className: "dl-gradient" }, html("span", {}, `dW${k + 1}`), html("span", { className: "dl-track" }, html("span", { className: "dl-fill" })), html("output", {}));
        bars.replaceChildren(html("span", { className: "dl-legend" }, sizes.length ? "size of dW in each layer, last update (scale 1e-7 to 10)" : ""), ...sizes.map(row));
      }
      sizes.forEach((size, k) => {
        const [, track, shown2] = bars.children[k + 1].children;
        const share = size > 0 ? Math.max(0, Math.min(1, (Math.log10(size) - LOW) / (HIGH - LOW))) : 0;
        track.firstChild.style.width = `${100 * share}%`;
        shown2.textContent = size === 0 ? "0" : size.toExponential(1).replace("-", "−");
      });
    }
  };
}
function round(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((k) => k * power).find((size) => size >= value * 0.999);
}

// src/dlcourse/widgets/playground/lessons.js
function lesson(session, onLock) {
  const { model } = session;
  const steps = model.get("steps");
  const said = html("p", { className: "dl-step", role: "status" });
  const back = button("Previous step", () => go(-1));
  const next = button("Next step", () => go(1));
  back.title = "or Page Up";
  next.title = "or Page Down";
  const question = html("div", {});
  const node = html("div", { className: "dl-lesson" }, html("div", { className: "dl-bar" }, back, said, next), question);
  node.hidden = !steps.length;
  const answered = /* @__PURE__ */ new Map();
  let shown2 = -1;
  const stage = () => Math.min(model.get("stage"), steps.length - 1);
  const locked = () => Boolean(steps.length && steps[stage()].ask && !answered.has(stage()));
  function go(by) {
    if (!steps.length) return;
    if (by > 0 && locked()) return answer(-1);
    const to = stage() + by;
    if (to < 0 || to >= steps.length) return;
    const step = steps[to];
    session.pause();
    if (by > 0 && step.freeze && session.run.updates) session.freeze();
    const changes = {};
    for (const one of steps.slice(0, to + 1)) Object.assign(changes, one.set ?? {});
    const begin = model.get("defaults");
    if (by < 0) for (const one of steps.slice(to + 1)) for (const name of Object.keys(one.set ?? {})) changes[name] ??= begin[name];
    session.set({ ...changes, stage: to, ...to === 0 ? { frozen: [] } : {} });
    if (step.reset || by < 0) session.reset();
    if (step.play && !step.ask) session.play();
  }
  function answer(choice2) {
    answered.set(stage(), choice2);
    update();
    onLock();
    if (steps[stage()].play) session.play();
  }
  function update() {
    if (!steps.length) return;
    const at = stage();
    const { say, ask } = steps[at];
    const words = `${at + 1} of ${steps.length}: ${locked() ? "predict first." : say}`;
    if (said.textContent !== words) said.textContent = words;
    back.disabled = at === 0;
    next.disabled = at === steps.length - 1 && !locked();
    next.textContent = locked() ? "Show the answer" : "Next step";
    if (shown2 !== at) question.replaceChildren(...ask ? [(question.made = prediction(ask, answer)).node] : []);
    shown2 = at;
    if (ask && answered.has(at)) {
      const chosen = answered.get(at);
      question.made.show(chosen < 0 ? ask.answer : chosen);
      if (chosen < 0) question.querySelector(".dl-result").textContent = `${ask.choices[ask.answer]}. ${ask.because}`;
    }
  }
  return { node, go, update, locked, has: steps.length > 0 };
}

// src/dlcourse/widgets/steppers/forward_text.js
var weightName = (l, i, j) => `W^${l}_(${i},${j})`;
var signal = (l, i) => l === 0 ? `x_${i}` : `a^${l}_${i}`;

// src/dlcourse/widgets/playground/net.js
var CAPTION = 34;
var LEAST = 18;
function net(session, onPick) {
  const canvas = html("canvas", {});
  const over = svg("svg", { role: "group", class: "dl-net-over" });
  const node = html("div", { className: "dl-net" }, canvas, over);
  const scratch = heatImage(SMALL);
  const little = new OffscreenCanvas(SMALL, SMALL);
  const values = new Float64Array(SMALL * SMALL);
  let places = null;
  let drawn = "";
  let picked = [1, 0];
  let colours = {};
  function arrange(width, room) {
    const { sizes } = session.run;
    const usual = width < 480 ? 26 : width > 1e3 ? 48 : 36;
    const most = Math.floor((room - CAPTION) / Math.max(...sizes));
    const cell = Math.max(LEAST, Math.min(usual, Math.round(most * 0.76)));
    const gap = Math.max(5, Math.min(12, most - cell));
    const height = Math.max(...sizes) * (cell + gap) + CAPTION;
    const at = (l, i) => [cell / 2 + 8 + l * (width - cell - 16) / (sizes.length - 1), 24 + (height - CAPTION) / 2 + (i - (sizes[l] - 1) / 2) * (cell + gap)];
    places = { width, height, cell, at };
    node.style.height = `${height}px`;
    node.style.width = `${width}px`;
    over.setAttribute("viewBox", `0 0 ${width} ${height}`);
    over.setAttribute("aria-label", `the network ${sizes.join("-")}; arrow keys go from neuron to neuron`);
    const focused = over.contains(document.activeElement);
    const names = session.run.means.features;
    const edges = [];
    const neurons = [];
    sizes.forEach((n, l) => {
      for (let i = 0; i < n; i++) {
        const [x, y] = at(l, i);
        for (let j = 0; l && j < sizes[l - 1]; j++) {
          const [a, b] = at(l - 1, j);
          const hit = svg("line", { x1: a + cell / 2, y1: b, x2: x - cell / 2, y2: y, class: "dl-hit" }, svg("title", {}, weightName(l, i, j)));
          hit.addEventListener("click", () => pick(l, i, j));
          edges.push(hit);
        }
        const frame = svg("rect", { x: x - cell / 2, y: y - cell / 2, width: cell, height: cell, class: "dl-cellframe", role: "button" });
        frame.setAttribute("aria-label", l ? `neuron a^${l}_${i}${l === sizes.length - 1 ? ", the output" : ""}` : `input ${names[i]}`);
        frame.setAttribute("tabindex", l === picked[0] && i === picked[1] ? "0" : "-1");
        Object.assign(frame.dataset, { l, i });
        frame.addEventListener("click", () => pick(l, i));
        frame.addEventListener("focus", () => pick(l, i));
        frame.addEventListener("keydown", (event) => step(event, l, i));
        neurons.push(frame);
      }
    });
    const captions = sizes.map((n, l) => {
      const words = l === 0 ? "inputs" : l === sizes.length - 1 ? "output" : `layer ${l}`;
      const anchor = l === 0 ? "dl-start" : l === sizes.length - 1 ? "dl-end" : "dl-middle";
      const [x] = at(l, 0);
      return svg("text", { x: l === 0 ? 4 : l === sizes.length - 1 ? width - 4 : x, y: 14, class: `dl-name ${anchor}` }, words);
    });
    over.replaceChildren(...captions, ...edges, ...neurons);
    const style = getComputedStyle(node);
    colours = { positive: style.getPropertyValue("--dl-blue"), negative: style.getPropertyValue("--dl-orange") };
    if (picked[0] >= sizes.length || picked[1] >= sizes[picked[0]]) pick(1, 0);
    else mark();
    if (focused) frameOf(...picked)?.focus({ preventScroll: true });
  }
  const frameOf = (l, i) => over.querySelector(`[data-l="${l}"][data-i="${i}"]`);
  function mark() {
    for (const frame of over.querySelectorAll(".dl-cellframe")) {
      const on = frame === frameOf(...picked);
      frame.setAttribute("tabindex", on ? "0" : "-1");
      frame.classList.toggle("dl-picked", on);
    }
    if (!over.querySelector('[tabindex="0"]')) over.querySelector(".dl-cellframe")?.setAttribute("tabindex", "0");
  }
  function pick(l, i, j) {
    picked = [l, i];
    mark();
    onPick(l, i, j);
  }
  function step(event, l, i) {
    const { sizes } = session.run;
    const next = {
      ArrowUp: [l, Math.max(0, i - 1)],
      ArrowDown: [l, Math.min(sizes[l] - 1, i + 1)],
      ArrowLeft: [l - 1, Math.min(i, (sizes[l - 1] ?? 1) - 1)],
      ArrowRight: [l + 1, Math.min(i, (sizes[l + 1] ?? 1) - 1)],
      Home: [0, 0],
      End: [sizes.length - 1, 0],
      Enter: [l, i]
    }[event.key];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    if (next[0] < 0 || next[0] >= sizes.length) return;
    if (event.key === "Enter") return onPick(l, i, 0);
    frameOf(...next)?.focus();
  }
  return {
    node,
    get picked() {
      return picked;
    },
    paint(width, room) {
      const { run } = session;
      const key = `${width} ${Math.round(room / 4)} ${run.sizes.join("-")} ${run.means.features} ${document.body.dataset.jpThemeLight}`;
      if (key !== drawn) arrange(width, room);
      drawn = key;
      const { height, cell, at } = places;
      const density = Math.min(2, window.devicePixelRatio || 1);
      if (canvas.width !== Math.round(width * density)) canvas.width = Math.round(width * density);
      if (canvas.height !== Math.round(height * density)) canvas.height = Math.round(height * density);
      const pen = canvas.getContext("2d");
      pen.setTransform(density, 0, 0, density, 0, 0);
      pen.clearRect(0, 0, width, height);
      for (let l = 1; l < run.sizes.length; l++)
        for (let i = 0; i < run.sizes[l]; i++)
          for (let j = 0; j < run.sizes[l - 1]; j++) {
            const w = run.W[l][i * run.sizes[l - 1] + j];
            if (!Number.isFinite(w)) continue;
            const [[x1, y1], [x2, y2]] = [at(l - 1, j), at(l, i)];
            pen.strokeStyle = w < 0 ? colours.negative : colours.positive;
            pen.setLineDash(w < 0 ? [7, 4] : []);
            pen.lineWidth = 0.4 + Math.min(7, 2 * Math.abs(w));
            pen.beginPath();
            pen.moveTo(x1 + cell / 2, y1);
            pen.lineTo(x2 - cell / 2, y2);
            pen.stroke();
          }
      const map = run.maps();
      const context = little.getContext("2d");
      pen.imageSmoothingEnabled = true;
      const last = run.sizes.length - 1;
      run.sizes.forEach((n, l) => {
        const activation = l === last ? run.means.output : l ? run.state.activation : "";
        const positive = activation === "sigmoid" || activation === "step";
        for (let i = 0; i < n; i++) {
          map(l, i, values);
          let reach = 1e-9;
          for (const v of values) if (Math.abs(v) > reach && v !== Infinity && v !== -Infinity) reach = Math.abs(v);
          context.putImageData(heat(scratch, values, positive ? 0 : -reach, positive ? 1 : reach), 0, 0);
          const [x, y] = at(l, i);
          pen.drawImage(little, x - cell / 2, y - cell / 2, cell, cell);
        }
      });
    }
  };
}

// src/dlcourse/widgets/network/forward.js
var ACTIVATIONS2 = {
  step: (z) => z >= 0 ? 1 : 0,
  relu: (z) => Math.max(z, 0),
  sigmoid: (z) => 1 / (1 + Math.exp(-Math.max(z, -709))),
  tanh: Math.tanh,
  identity: (z) => z
};
function forward(x, parameters, hidden = "sigmoid", output = "sigmoid") {
  const depth = Object.keys(parameters).length / 2;
  const Z = [[]];
  const A = [Array.from(x)];
  for (let l = 1; l <= depth; l++) {
    const W = parameters[`W${l}`];
    const b = parameters[`b${l}`];
    const g = ACTIVATIONS2[l === depth ? output : hidden];
    Z.push(W.map((row, i) => row.reduce((sum, w, j) => sum + w * A[l - 1][j], 0) + b[i]));
    A.push(Z[l].map(g));
  }
  return { Z, A };
}

// src/dlcourse/widgets/playground/plane.js
var HEIGHT = 1.6;
function plane(session, onCursor) {
  const { model } = session;
  const canvas = html("canvas", { width: CELLS, height: CELLS, className: "dl-plane" });
  const scratch = heatImage(CELLS);
  const points = svg("svg", { viewBox: "-6 -6 12 12", class: "dl-points", tabindex: 0, role: "application" });
  const marks = svg("g", {});
  const line = svg("path", { class: "dl-line" });
  const cursor = svg("path", { d: "M-.45,0h.9M0,-.45v.9", class: "dl-cursor" });
  points.append(svg("path", { d: "M-6,0h12M0,-6v12", class: "dl-axes" }), line, marks, cursor);
  const node = html("div", { className: "dl-place" }, canvas, points);
  let at = [1, 1];
  let drawn = null;
  const move = (x) => {
    at = x.map((v) => Math.max(-6, Math.min(6, v)));
    if (session.run.means.oneInput) at[1] = 0;
    cursor.setAttribute("transform", `translate(${at[0]},${-at[1]})`);
    onCursor(at);
  };
  const from = (event) => {
    const box = points.getBoundingClientRect();
    return [12 * (event.clientX - box.left) / box.width - 6, 6 - 12 * (event.clientY - box.top) / box.height];
  };
  points.addEventListener("pointerdown", (event) => move(from(event)));
  points.addEventListener("pointermove", (event) => event.buttons && move(from(event)));
  points.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-0.25, 0], ArrowRight: [0.25, 0], ArrowUp: [0, 0.25], ArrowDown: [0, -0.25] }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    move([at[0] + step[0], at[1] + step[1]]);
  });
  function mark() {
    const { run } = session;
    const { regression, oneInput } = run.means;
    const found = [["test", 0.4], ["train", 1]].flatMap(
      ([name2, opacity]) => run.points[name2].X.map(([a, b], k) => {
        const y = run.points[name2].y[k][0];
        const v = oneInput ? Math.max(-6, Math.min(6, -6 * y / HEIGHT)) : -b;
        const one = y > (regression ? 0 : 0.5);
        return one ? svg("circle", { cx: a, cy: v, r: 0.13, class: "dl-one", opacity }) : svg("path", { d: `M${a - 0.11},${v - 0.11}l.22,.22m-.22,0l.22,-.22`, class: "dl-zero", opacity });
      })
    );
    marks.replaceChildren(...found);
    const { data, own } = run.state;
    const name = own?.length ? "your data" : `data ${data}`;
    points.setAttribute("aria-label", `${name}, and what the network says over ${oneInput ? "x_0" : "the plane"}. Arrow keys move the cursor.`);
    move(at);
  }
  return {
    node,
    get at() {
      return at;
    },
    paint(side) {
      const { run } = session;
      if (drawn !== run) mark();
      drawn = run;
      node.style.width = `${side}px`;
      node.style.height = `${side}px`;
      const { regression, oneInput } = run.means;
      const values = run.plane();
      canvas.style.visibility = oneInput ? "hidden" : "visible";
      if (oneInput) {
        const places = Array.from({ length: CELLS }, (_, c) => [-6 + 12 * (c + 0.5) / CELLS, values[c]]).filter(([, v]) => Number.isFinite(v));
        line.setAttribute("d", places.map(([x, v], k) => `${k ? "L" : "M"}${x.toFixed(3)},${Math.max(-9, Math.min(9, -6 * v / HEIGHT)).toFixed(3)}`).join(""));
        return;
      }
      line.setAttribute("d", "");
      canvas.getContext("2d").putImageData(heat(scratch, values, regression ? -1 : 0, 1, model.get("discretised")), 0, 0);
    },
    /** What the picture shows, in words. */
    legend() {
      const { regression, oneInput } = session.run.means;
      if (oneInput) return "line: y_hat along x_0 (from −6 to 6; y from −1.6 to 1.6)";
      return regression ? "blue: y_hat above 0, orange: below" : "blue: y_hat above 0.5 (dots are y = 1), orange: below (crosses are y = 0)";
    }
  };
}
var pointText = ([a, b], oneInput) => oneInput ? `x = ${number(a, 2)}` : `x = (${number(a, 2)}, ${number(b, 2)})`;

// src/dlcourse/widgets/playground/numbers.js
function numbers(session) {
  const { model } = session;
  const title = html("p", { className: "dl-legend" });
  const sums = html("p", { className: "dl-sums" });
  const fields = html("div", { className: "dl-fields" });
  const node = html("div", { className: "dl-numbers" }, title, sums, fields);
  let key = "";
  const known = () => !session.inKernel || model.get("engine").knows;
  const short = (v) => Math.abs(v) >= 1e5 ? v.toExponential(2).replace("-", "−") : number(v, 3);
  function build(l, i) {
    const { run } = session;
    const n = run.sizes[l - 1];
    const reason = model.get("engine")?.greyed?.weights;
    const field = (label, array, k, gradient) => {
      const id = uniqueId("weight");
      const input = html("input", { type: "number", id, className: "dl-field" });
      input.step = "0.1";
      const shown2 = () => String(Number(array()[k].toPrecision(5)));
      input.disabled = Boolean(reason);
      input.addEventListener("change", () => {
        const value = Number(input.value);
        if (input.value.trim() !== "" && Number.isFinite(value)) session.edit(array(), k, value);
        else input.value = shown2();
      });
      const slope = html("span", { className: "dl-slope" });
      const show = () => {
        if (document.activeElement !== input) input.value = shown2();
        slope.textContent = session.run.updates ? `${label[0] === "W" ? "dW" : "db"} = ${short(gradient()[k])}` : "";
      };
      return { show, node: html("div", { className: "dl-control" }, html("label", { htmlFor: id }, ...notation(label)), input, slope) };
    };
    const made = Array.from({ length: n }, (_, j) => field(weightName(l, i, j), () => session.run.W[l], i * n + j, () => session.run.dW[l]));
    made.push(field(`b^${l}_${i}`, () => session.run.b[l], i, () => session.run.db[l]));
    fields.replaceChildren(...made.map((one) => one.node), ...reason ? [html("span", { className: "dl-why" }, `(${reason})`)] : []);
    fields.shows = made.map((one) => one.show);
  }
  return {
    node,
    /** Put the cursor into weight j of the neuron shown. */
    focus(j) {
      fields.querySelectorAll("input")[j]?.focus();
    },
    paint([l, i], at) {
      const { run } = session;
      const x = run.see(at);
      const where = pointText(at, run.means.oneInput);
      if (l === 0) {
        title.textContent = `Input ${i}: the feature ${run.means.features[i]}. At the cursor, ${where}, it is ${number(x[i])}.`;
        sums.textContent = "";
        fields.replaceChildren();
        key = "";
        return;
      }
      const now = `${l},${i},${run.sizes.join("-")}`;
      if (key !== now) build(l, i);
      key = now;
      const end = l === run.sizes.length - 1;
      title.replaceChildren(...notation(`Neuron a^${l}_${i}${end ? ", the output y_hat" : ""}. At the cursor, ${where}:`));
      sums.replaceChildren(...this.lines(l, i, x).flatMap((line) => [...notation(line), html("br")]));
      fields.shows.forEach((show) => show());
    },
    lines(l, i, x) {
      const { run } = session;
      const names = Array.from({ length: run.sizes[l - 1] }, (_, j) => `${weightName(l, i, j)} · ${signal(l - 1, j)}`).join(" + ");
      const first = `z^${l}_${i} = ${names} + b^${l}_${i}`;
      if (!known()) return [first];
      const [hidden, output] = [run.state.activation, run.means.output];
      const { Z, A } = forward(x, run.parameters(), hidden, output);
      const g = l === run.sizes.length - 1 ? output : hidden;
      const w = run.W[l].slice(i * run.sizes[l - 1], (i + 1) * run.sizes[l - 1]);
      const sum = Array.from(w, (v, j) => `${j ? factor(v) : short(v)} · ${factor(A[l - 1][j])}`).join(" + ");
      const flat2 = g === "step" ? " The step's slope is 0 wherever it exists: nothing below this neuron can learn." : "";
      const z = Z[l][i];
      return [first, `= ${sum} + ${factor(run.b[l][i])} = ${short(z)}`, `a^${l}_${i} = ${g}(${short(z)}) = ${short(ACTIVATIONS2[g](z))}.${flat2}`];
    }
  };
}

// src/dlcourse/widgets/shared/view.js
var LEAST2 = 12;
var ALONE = "Python no longer hears this view. It still works; run its cell again to connect it.";
function mount({ model, el, label, traits, controls, draw, says, onUpdate, onKey, most = 1100, inPixels = false, fullest = () => {
}, alone = ALONE }) {
  let width = 720;
  const line = textLine();
  const drawing = html("div", { className: "dl-drawing" });
  const bar = html("div", { className: "dl-controls" }, ...controls);
  const gone = html("p", { className: "dl-gone", role: "status" });
  const view2 = html("div", {}, bar, drawing, line.node, gone);
  const predict = model.get("predict") ?? {};
  const question = predict.question ? prediction(predict, (chosen) => {
    model.set("answered", chosen);
    save(model);
    update();
  }) : null;
  const root = html("div", { className: "dl-root" }, ...question ? [question.node] : [], view2);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", label);
  function update() {
    view2.inert = Boolean(question) && model.get("answered") < 0;
    question?.show(model.get("answered"));
    root.classList.toggle("dl-locked", view2.inert);
    onUpdate?.();
    const active = drawing.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const nodes = draw(width);
    if (nodes.length !== drawing.childNodes.length || nodes.some((node, k) => node !== drawing.childNodes[k])) drawing.replaceChildren(...nodes);
    if (active !== null) drawing.querySelector(`[data-key="${active}"]`)?.focus({ preventScroll: true });
    line.say(view2.inert ? "Locked until the question is answered." : says());
  }
  if (onKey)
    root.addEventListener("keydown", (event) => {
      if (event.target.matches("input, select") || view2.inert || !onKey(event)) return;
      event.preventDefault();
    });
  const release = keepKeys(root);
  const measure = () => {
    const unit = !inPixels && Number.parseFloat(getComputedStyle(root).fontSize) / TYPE || 1;
    const wanted = Math.round(Math.max(280, Math.min(most, drawing.getBoundingClientRect().width / unit)));
    if (wanted !== width) {
      width = wanted;
      update();
    }
  };
  let fitting = false;
  const fit = () => {
    if (inPixels || fitting) return;
    fitting = true;
    root.style.fontSize = "";
    measure();
    if (document.fullscreenElement === root) {
      const over = () => {
        update();
        fullest();
        return root.scrollHeight > root.clientHeight;
      };
      for (let size = Number.parseFloat(getComputedStyle(root).fontSize); over() && size > LEAST2; measure()) root.style.fontSize = `${size -= 1}px`;
      if (over()) root.style.fontSize = "";
      measure();
    }
    update();
    fitting = false;
  };
  const resized = () => document.fullscreenElement === root && fit();
  root.addEventListener("fullscreenchange", fit);
  window.addEventListener("resize", resized);
  const observer = new ResizeObserver(measure);
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
  const unwatch = watchKernel(model, el, () => gone.textContent = alone);
  const clean = () => {
    observer.disconnect();
    window.removeEventListener("resize", resized);
    unwatch();
    names.forEach((name) => model.off(`change:${name}`, soon));
    release();
    line.stop();
    root.remove();
  };
  clean.redraw = update;
  clean.fit = fit;
  clean.tell = () => line.say(view2.inert ? "Locked until the question is answered." : says());
  return clean;
}

// src/dlcourse/widgets/playground/view.js
var DRAWN = [...RESET, ...SETTINGS, "speed", "axis", "frozen", "discretised", "replay", "stage", "predict"];
var SLOW = 100;
var CALM = 500;
var view_default = () => {
  let session = null;
  return {
    initialize({ model }) {
      session = new Session(model);
      return () => session.stop();
    },
    render: ({ model, el }) => {
      session ??= new Session(model);
      return view(session, model, el);
    }
  };
};
function view(session, model, el) {
  let width = 720;
  let room = Infinity;
  let asked = 0;
  let slow = 0;
  let painted = 0;
  let shown2 = "";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let clean = () => {
  };
  const root = () => el.querySelector(".dl-root");
  const fullScreen = () => document.fullscreenElement ? document.exitFullscreen() : root().requestFullscreen?.().catch(() => {
  });
  const controls = playgroundControls(session, fullScreen);
  const course = lesson(session, () => update());
  const figures = numbers(session);
  const picture = plane(session, () => paintNumbers());
  const network = net(session, (l, i, j) => {
    paintNumbers();
    if (j !== void 0) figures.focus(j);
  });
  const chart = curves(session);
  const counters = html("p", { className: "dl-counters" });
  const legend = html("p", { className: "dl-legend" });
  const trouble = html("div", { className: "dl-trouble", role: "alert" });
  const share = call(session);
  const board = html(
    "div",
    { className: "dl-board" },
    html("div", { className: "dl-main" }, html("div", {}, picture.node, legend), html("div", { className: "dl-right" }, counters, chart.node)),
    html("div", { className: "dl-under" }, network.node, html("div", {}, figures.node, chart.bars))
  );
  const bar = html("div", { className: "dl-playbar" }, html("div", { className: "dl-controls" }, ...controls.large, ...controls.buttons));
  const rest = html("div", { className: "dl-groups" }, controls.now, controls.again);
  const body = html("div", { className: "dl-body" }, bar, board, rest);
  const paintNumbers = () => figures.paint(network.picked, picture.at);
  function paint() {
    asked = 0;
    const { run } = session;
    const now = painted = performance.now();
    const narrow = width < 700;
    const full = document.fullscreenElement === node;
    const side = narrow ? Math.min(width - 4, 320) : Math.round(Math.min(Math.max(full ? 200 : 250, innerHeight * (full ? 0.34 : 0.4)), 900, width * 0.36));
    picture.paint(side);
    legend.style.maxWidth = `${side}px`;
    const unit = full ? Number.parseFloat(getComputedStyle(node).fontSize) / 15 : 1;
    const beside = width - side - 26;
    chart.paint((beside < 260 ? width : beside) / unit, Math.max(190, side + 8) / unit);
    const settled = !session.busy() || now - slow > SLOW;
    network.paint(narrow ? width : Math.round(width * 0.62), room);
    if (settled) {
      slow = now;
      paintNumbers();
      chart.paintBars();
    }
    const per = run.perEpoch(model.get("batch_size"));
    counters.textContent = `epoch ${run.epochs} · update ${run.updates} · samples seen ${run.samples} · ${many(per, "update")} per epoch`;
    const words = picture.legend();
    if (legend.textContent !== words) legend.textContent = words;
    complain();
    const key = `${session.busy()} ${Boolean(run.diverged)} ${Boolean(run.error)} ${run.N}`;
    if (key !== shown2) controls.update();
    shown2 = key;
    clean.tell?.();
  }
  const update = (inFrame = false) => {
    body.inert = course.locked();
    body.classList.toggle("dl-shut", body.inert);
    course.update();
    share.update();
    const wait = calm.matches && session.busy() ? CALM - (performance.now() - painted) : 0;
    if (inFrame && wait <= 0) {
      if (asked < 0) clearTimeout(-asked);
      else cancelAnimationFrame(asked);
      return paint();
    }
    if (asked) return;
    asked = wait > 0 ? -setTimeout(() => asked = requestAnimationFrame(paint), wait) : requestAnimationFrame(paint);
  };
  function complain() {
    const { error } = session.run;
    const gone = session.disconnected && (session.inKernel ? "The kernel is gone: the picture is the last one it sent. Run the cell again." : "The kernel is gone. This view trains in the page and goes on; Python no longer hears of it.");
    const silent = session.silent && "The kernel has not answered for some seconds. Is a cell running, or a loop without end in your code? Such a loop is stopped after 15 seconds. The picture is the last one it sent.";
    const failed = error && [`Error in ${error.function}${error.where ? ` (${error.where})` : ""}`, error.line ? `${error.line}
` : "", error.said].filter(Boolean).join("\n");
    const words = gone || failed || silent || "";
    if (trouble.textContent === words) return;
    trouble.textContent = words;
    trouble.hidden = !words;
  }
  trouble.hidden = true;
  function makeRoom() {
    const style = getComputedStyle(node);
    const above2 = network.node.getBoundingClientRect().top - node.getBoundingClientRect().top + node.scrollTop;
    const below = 4.6 * Number.parseFloat(style.fontSize);
    room = document.fullscreenElement === node ? Math.max(node.clientHeight - above2 - below, 0) : Infinity;
    update();
  }
  clean = mount({
    model,
    el,
    label: "Playground: a network that learns while you watch",
    traits: DRAWN,
    most: 2400,
    inPixels: true,
    alone: "",
    controls: [],
    draw: (wide) => {
      width = wide;
      controls.update();
      shown2 = "";
      update();
      return [course.node, trouble, body, share.node];
    },
    says: () => {
      const { run } = session;
      if (course.locked()) return "Locked until the question is answered.";
      if (run.diverged) return `Diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha}). Reset, and try a smaller learning rate.`;
      if (run.error) return `Stopped: an error in ${run.error.function}.`;
      const { train, test } = run.costs();
      if (!Number.isFinite(train)) return `${many(run.updates, "update")}.`;
      const held = Number.isFinite(test) ? `, ${number(test)} on held-out points` : "";
      return `Cost ${number(train)}${held} after ${many(run.epochs, "epoch")}, ${many(run.updates, "update")}.`;
    }
  });
  const node = root();
  node.classList.add("dl-playground");
  const onKey = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || model.get("predict")?.question && model.get("answered") < 0) return;
    const typing = event.target.matches?.("input[type=number], input[type=text], textarea");
    const paging = event.key === "PageDown" || event.key === "PageUp";
    const free = paging && course.has || event.target.matches?.("input[type=range]") && [" ", "f", "F"].includes(event.key);
    if (typing || event.target.matches?.("input, select, summary") && !free) return;
    if (paging && course.has) course.go(event.key === "PageDown" ? 1 : -1);
    else if (event.key === "f" || event.key === "F") fullScreen();
    else if (course.locked() || event.key === " " && event.target.matches?.("button")) return;
    else if (event.key === " ") session.busy() ? session.pause() : session.play();
    else if (event.key === "PageDown") session.step(session.run.perEpoch(model.get("batch_size")));
    else return;
    event.preventDefault();
  };
  const onPage = (event) => (document.fullscreenElement === node || el.dataset.page) && !node.contains(event.target) && onKey(event);
  node.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onPage);
  const again = () => requestAnimationFrame(() => (update(), requestAnimationFrame(makeRoom)));
  document.addEventListener("fullscreenchange", again);
  window.addEventListener("resize", again);
  const above = new ResizeObserver(makeRoom);
  for (const one of [course.node, trouble, bar, board.firstChild]) above.observe(one);
  const dark = new MutationObserver(() => update());
  dark.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  const unwatch = watchKernel(model, el, () => session.alone());
  const leave = session.watchedBy(update);
  return () => {
    leave();
    dark.disconnect();
    above.disconnect();
    window.removeEventListener("resize", again);
    unwatch();
    cancelAnimationFrame(asked);
    clearTimeout(-asked);
    document.removeEventListener("keydown", onPage);
    document.removeEventListener("fullscreenchange", again);
    clean();
  };
}
export {
  view_default as default
};
