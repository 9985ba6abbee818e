// src/dlcourse/widgets/shared/maths.js
var INDEX = String.raw`_(?:\(\d+,\d+\)|\d+)`;
var BEFORE = String.raw`(?<![\p{L}\d_'^])`;
var AFTER = String.raw`(?![\p{L}\d_^'])`;
var NAME = new RegExp(
  [
    String.raw`${BEFORE}dJ/d[A-Za-z]'?(?:\^\d+)?(?:${INDEX})?`,
    // a partial derivative
    String.raw`${BEFORE}(?:dZ|dW|db|[A-Za-zŷ])'?(?:\^\d+(?:${INDEX})?|${INDEX})`,
    `${BEFORE}(?:y_hat|alpha)${AFTER}`,
    `${BEFORE}ŷ${AFTER}`,
    String.raw`${BEFORE}g'?(?=\()`,
    `${BEFORE}[JzL]${AFTER}`,
    `${BEFORE}d[ZWb]${AFTER}`,
    String.raw`${BEFORE}[abwxymNW]${AFTER}(?= [=·+−]|\))`
    // "a" is a word, "a =" is not
  ].join("|"),
  "gu"
);
var PARTS = /^(dJ\/d)?(d?)(y_hat|alpha|[\p{L}])('?)(?:\^(\d+))?(?:_(?:\((\d+),(\d+)\)|(\d+)))?$/u;
var SPOKEN = { alpha: "alpha", y_hat: "y hat", ŷ: "y hat" };
function partsOf(name) {
  const found = name.match(PARTS);
  if (!found) return null;
  const [, partial, d, letter, prime, layer, row, column, index] = found;
  return { partial: Boolean(partial), d: Boolean(d), letter, prime, layer, row, column, index };
}
function spokenName(name) {
  const { partial, d, letter, prime, layer, row, column, index } = partsOf(name);
  const own = `${d ? "d " : ""}${SPOKEN[letter] ?? letter}${prime && " prime"}`;
  const where = [
    index !== void 0 && ` ${index}`,
    layer !== void 0 && ` of layer ${layer}`,
    row !== void 0 && `, row ${row}, column ${column}`
  ];
  return `${partial ? "dJ by d " : ""}${own}${where.filter(Boolean).join("")}`;
}
function spoken(text2) {
  return text2.replace(NAME, (name) => spokenName(name));
}
var MATHS = "http://www.w3.org/1998/Math/MathML";
function ml(tag, ...children) {
  const node = document.createElementNS(MATHS, tag);
  node.append(...children);
  return node;
}
function treeOf(name) {
  const { partial, d, letter, prime, layer, row, column, index } = partsOf(name);
  const hat = letter === "y_hat" || letter === "ŷ";
  let base = hat ? ml("mover", ml("mi", "y"), ml("mo", "^")) : ml("mi", letter === "alpha" ? "α" : letter);
  if (hat) base.setAttribute("accent", "true");
  if (prime) base = ml("mrow", base, ml("mo", "′"));
  const below = row !== void 0 ? pair(row, column) : index !== void 0 ? ml("mn", index) : null;
  if (layer !== void 0 && below) base = ml("msubsup", base, below, ml("mn", layer));
  else if (layer !== void 0) base = ml("msup", base, ml("mn", layer));
  else if (below) base = ml("msub", base, below);
  if (d) base = ml("mrow", ml("mi", "d"), base);
  if (!partial) return base;
  return ml("mfrac", ml("mrow", ml("mo", "∂"), ml("mi", "J")), ml("mrow", ml("mo", "∂"), base));
}
function pair(row, column) {
  const [open, comma, close] = ["(", ",", ")"].map((sign) => ml("mo", sign));
  for (const bracket of [open, close]) bracket.setAttribute("stretchy", "false");
  comma.setAttribute("rspace", "0.1em");
  return ml("mrow", open, ml("mn", row), comma, ml("mn", column), close);
}
var sheet = null;
var STYLE = `
  slot { display: inline-block; width: 0; height: 0; overflow: hidden; font-size: 0; white-space: nowrap; }
  math { font-family: "DL Math", math; font-size: 1.04em; user-select: none; -webkit-user-select: none; }
  mn { font-family: "DL Sans", "DL Math", sans-serif; }
  mfrac { font-size: 0.85em; }
`;
function maths(name, className = "") {
  const node = typeset(name, treeOf(name), spokenName(name), className);
  node.dataset.term = name.replace(/^dJ\/d/, "");
  return node;
}
function typeset(typed, tree, said, className = "") {
  const node = document.createElement("span");
  node.className = `dl-math${className && ` ${className}`}`;
  node.setAttribute("role", "math");
  node.setAttribute("aria-label", said);
  node.textContent = typed;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  const root = node.attachShadow({ mode: "closed" });
  root.adoptedStyleSheets = [sheet];
  const set = ml("math", tree);
  if (tree.localName === "mfrac") set.setAttribute("displaystyle", "true");
  set.setAttribute("aria-hidden", "true");
  root.append(document.createElement("slot"), set);
  return node;
}
function colourOf(name) {
  return /^d/.test(name) ? "dl-violet" : "";
}
function notation(text2, colour = colourOf) {
  const nodes = [];
  let from = 0;
  for (const found of text2.matchAll(NAME)) {
    if (found.index > from) nodes.push(text2.slice(from, found.index));
    nodes.push(maths(found[0], colour(found[0])));
    from = found.index + found[0].length;
  }
  if (from < text2.length || !nodes.length) nodes.push(text2.slice(from));
  return nodes;
}
function hasNames(text2) {
  return text2.search(NAME) >= 0;
}

// src/dlcourse/widgets/shared/draw.js
var TYPE = 16;
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
var WIDE = 480;
function write(x, y, words, className, more = {}) {
  if (!hasNames(words)) return svg("text", { x, y, class: className, ...more }, words);
  const held = more["text-anchor"] ?? { "dl-start": "start", "dl-end": "end" }[/dl-(start|end)\b/.exec(className)?.[0]] ?? "middle";
  const label = document.createElement("div");
  label.className = `dl-label ${className} dl-held-${held}`;
  label.append(...notation(words));
  const shift = { start: 0, end: -WIDE, middle: -WIDE / 2 }[held];
  const at = more.x ?? x;
  const place = svg(
    "foreignObject",
    { x: at + shift, y: y - 21, width: WIDE, height: 36, class: "dl-place-of-label" },
    label
  );
  place.moveTo = (left, top) => {
    place.setAttribute("x", left + shift);
    place.setAttribute("y", top - 21);
  };
  return place;
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
  sigmoid: (_, a) => a * (1 - a),
  tanh: (_, a) => 1 - a * a,
  identity: () => 1
};
var Network = class {
  /**
   * @param {number[]} sizes inputs, hidden layers, outputs
   * @param {{hidden: string, output: string, cost: "mse"|"cross_entropy"}} settings
   */
  constructor(sizes, { hidden, output, cost }) {
    this.sizes = sizes;
    this.hidden = hidden;
    this.output = output;
    this.cost = cost;
    this.L = sizes.length - 1;
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
      for (const array of [this.W[l], this.b[l]])
        for (let k = 0; k < array.length; k++) array[k] = bound * (2 * chance() - 1);
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
    return this.costAt(A[this.L], flat(targets), m);
  }
  costAt(end, y, m) {
    let sum = 0;
    if (this.cost === "mse") for (let k = 0; k < end.length; k++) sum += (end[k] - y[k]) ** 2;
    else
      for (let k = 0; k < end.length; k++)
        sum -= y[k] * Math.log(Math.max(end[k], 1e-16)) + (1 - y[k]) * Math.log(Math.max(1 - end[k], 1e-16));
    return sum / m;
  }
  /**
   * One update with this batch. Weights (not biases) feel the regularisation: rate * w for L2, rate * sign(w) for L1.
   * The gradients of the cost stay in dW and db until the next update, and the batch's own cost before it in `before`.
   * @returns {boolean} false, and nothing is updated, when y_hat is no longer finite: training has diverged
   */
  step(rows, targets, alpha, regularisation = "none", rate = 0) {
    const { Z, A, dZ, m } = this.forward(rows);
    const y = flat(targets);
    const [end, slope] = [A[this.L], SLOPE[this.output]];
    this.before = this.costAt(end, y, m);
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
  const shown = html("output", { className: "dl-value" });
  shown.setAttribute("for", id);
  shown.setAttribute("aria-live", "off");
  const node = html(
    "div",
    { className: "dl-control dl-slider" },
    html("label", { htmlFor: id }, ...notation(label)),
    input,
    shown
  );
  input.addEventListener("input", () => onInput(Number(input.value)));
  const set = (next, text2) => {
    const steps = Number(input.step);
    if (next < Number(input.min)) input.min = String(Number((Math.floor(next / steps) * steps).toPrecision(12)));
    if (next > Number(input.max)) input.max = String(Number((Math.ceil(next / steps) * steps).toPrecision(12)));
    if (Number(input.value) !== next) input.value = String(next);
    shown.textContent = text2;
    input.style.setProperty("--dl-fill", `${100 * (input.value - input.min) / (input.max - input.min)}%`);
    input.setAttribute("aria-valuetext", text2);
  };
  return { node, input, set };
}
function button(text2, onClick) {
  const node = html("button", { type: "button", className: "dl-button" }, text2);
  node.addEventListener("click", onClick);
  return node;
}
function textLine() {
  const seen = html("p", { className: "dl-says" });
  seen.setAttribute("aria-hidden", "true");
  const heard = html("p", { className: "dl-spoken", role: "status" });
  heard.setAttribute("aria-live", "polite");
  let timer = 0;
  let last = 0;
  let shown = "";
  const say = (text2) => {
    if (shown === text2) return;
    shown = text2;
    seen.replaceChildren(...notation(text2));
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        heard.textContent = spoken(text2);
        last = Date.now();
      },
      Math.max(400, last + 2e3 - Date.now())
    );
  };
  return { node: html("div", {}, seen, heard), say, stop: () => clearTimeout(timer) };
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

// src/dlcourse/widgets/shared/plot.js
function text(x, y, words, className) {
  return write(x, y, words, className);
}

// src/dlcourse/widgets/network/answers.js
function speaker(state) {
  const network = new Network(state.sizes, { hidden: state.hidden, output: state.output, cost: "mse" });
  network.set(state.parameters);
  return (x) => Array.from(network.forward([x]).A[network.L]);
}
function greyPicture(pixels, width, name, label) {
  const side = Math.sqrt(pixels.length);
  const cell = width / side;
  const image = svg("svg", { viewBox: `0 0 ${width} ${width + 24}`, role: "img", "aria-label": label });
  image.style.maxWidth = `${width}px`;
  image.append(svg("rect", { width, height: width, class: "dl-paper" }));
  pixels.forEach((value, k) => {
    if (value <= 0) return;
    const place = { x: k % side * cell, y: Math.floor(k / side) * cell, width: cell + 0.3, height: cell + 0.3 };
    image.append(svg("rect", { ...place, class: "dl-grey", "fill-opacity": Math.min(value, 1).toFixed(3) }));
  });
  image.append(svg("rect", { width, height: width, class: "dl-frame" }));
  image.append(text(width / 2, width + 18, name, "dl-caption dl-middle"));
  return image;
}

// src/dlcourse/widgets/shared/fonts.js
var ASK_AGAIN = 4e3;
var FAMILY = "DL Sans";
function known() {
  return [...document.fonts].some((face) => face.family.replaceAll('"', "") === FAMILY);
}
function useFonts(model) {
  if (!document.fonts || known()) return () => {
  };
  const heard = (message, buffers) => {
    if (message?.kind !== "fonts" || known()) return;
    message.faces.forEach(({ family, weight }, k) => document.fonts.add(new FontFace(family, buffers[k], { weight })));
    for (const { family, weight } of message.faces) document.fonts.load(`${weight} 16px "${family}"`).catch(() => {
    });
  };
  model.on("msg:custom", heard);
  const asked = Number(document.documentElement.dataset.dlFonts ?? -ASK_AGAIN);
  if (performance.now() - asked >= ASK_AGAIN) {
    document.documentElement.dataset.dlFonts = String(performance.now());
    try {
      model.send({ kind: "fonts" });
    } catch {
    }
  }
  return () => model.off("msg:custom", heard);
}

// src/dlcourse/widgets/shared/kernel.js
var GONE = /restarting|dead|terminating|starting/;
var kernelOf = (model) => model.widget_manager?.kernel;
function watchKernel(model, el, gone) {
  const kernel = kernelOf(model);
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
  const kernel = kernelOf(model);
  try {
    model.save_changes();
  } catch (error) {
    if (kernel && !kernel.isDisposed && !GONE.test(kernel.status)) throw error;
  }
}

// src/dlcourse/widgets/shared/stage.js
var STAGED = "dl-staged";
function onStage(root) {
  return document.fullscreenElement === root || root.classList.contains(STAGED);
}

// src/dlcourse/widgets/shared/view.js
var LEAST = 12;
var ALONE = "Python no longer hears this view. It still works; run its cell again to connect it.";
function mount({
  model,
  el,
  label,
  traits,
  controls,
  draw,
  says,
  onUpdate,
  onKey,
  most = 1100,
  inPixels = false,
  fullest = () => {
  },
  alone = ALONE
}) {
  let width = 720;
  const line = textLine();
  const drawing = html("div", { className: "dl-drawing" });
  const bar = html("div", { className: "dl-controls" }, ...controls);
  const gone = html("p", { className: "dl-gone", role: "status" });
  const view = html("div", {}, bar, drawing, line.node, gone);
  const predict = model.get("predict") ?? {};
  const question = predict.question ? prediction(predict, (chosen) => {
    model.set("answered", chosen);
    save(model);
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
    const active = drawing.contains(document.activeElement) ? document.activeElement.getAttribute("data-key") : null;
    const nodes = draw(width);
    if (nodes.length !== drawing.childNodes.length || nodes.some((node, k) => node !== drawing.childNodes[k]))
      drawing.replaceChildren(...nodes);
    if (active !== null) drawing.querySelector(`[data-key="${active}"]`)?.focus({ preventScroll: true });
    line.say(view.inert ? "Locked until the question is answered." : says());
  }
  if (onKey)
    root.addEventListener("keydown", (event) => {
      if (event.target.matches("input, select") || view.inert || !onKey(event)) return;
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
    if (onStage(root)) {
      const over = () => {
        update();
        fullest();
        return root.scrollHeight > root.clientHeight;
      };
      for (let size = Number.parseFloat(getComputedStyle(root).fontSize); over() && size > LEAST; measure()) {
        size -= 1;
        root.style.fontSize = `${size}px`;
      }
      if (over()) root.style.fontSize = "";
      measure();
    }
    update();
    fitting = false;
  };
  const resized = () => onStage(root) && fit();
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
  const forget = useFonts(model);
  const clean = () => {
    observer.disconnect();
    window.removeEventListener("resize", resized);
    unwatch();
    forget();
    names.forEach((name) => model.off(`change:${name}`, soon));
    release();
    line.stop();
    root.remove();
  };
  clean.redraw = update;
  clean.fit = fit;
  clean.tell = () => line.say(view.inert ? "Locked until the question is answered." : says());
  return clean;
}
function viewOf(render2) {
  return () => {
    let lost = false;
    return {
      initialize: ({ model }) => watchKernel(model, null, () => lost = true),
      render: (context) => {
        if (lost) context.el.dataset.lost = "yes";
        return render2(context);
      }
    };
  };
}
function setter(model) {
  return (changes) => {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    save(model);
  };
}

// src/dlcourse/widgets/applications/denoiser.js
function psnr(a, b) {
  return 10 * Math.log10(a.length / a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0));
}
function pictures(x, pattern, noise, answer) {
  const noisy = x.map((value, k) => Math.max(0, Math.min(1, value + noise * pattern[k])));
  return [noisy, answer(noisy), x];
}
function render({ model, el }) {
  const set = setter(model);
  const answer = speaker(model.get("network"));
  const last = model.get("X").length - 1;
  const noise = slider({ label: "noise", min: 0, max: 1, step: 0.05, value: 0, onInput: (v) => set({ noise: v }) });
  const row = slider({ label: "digit", min: 0, max: last, step: 1, value: 0, onInput: (v) => set({ row: v }) });
  const now = () => {
    const k = model.get("row");
    return pictures(model.get("X")[k], model.get("pattern")[k], model.get("noise"), answer);
  };
  const decibels = (value) => Number.isFinite(value) ? `${number(value, 1)} dB` : "no difference";
  return mount({
    model,
    el,
    label: "Noise and its removal",
    traits: ["noise", "row"],
    controls: [noise.node, row.node],
    draw: (width) => {
      const side = Math.max(90, Math.min(200, (width - 40) / 3));
      const [noisy, cleaned, true_] = now();
      const named = [
        [noisy, `noisy, ${decibels(psnr(noisy, true_))}`],
        [cleaned, `cleaned, ${decibels(psnr(cleaned, true_))}`],
        [true_, "true"]
      ];
      return [
        html(
          "div",
          { className: "dl-row" },
          ...named.map(([pixels, name]) => greyPicture(pixels, side, name, `Digit, ${name}`))
        )
      ];
    },
    says: () => {
      const [noisy, cleaned, true_] = now();
      const gained = psnr(cleaned, true_) - psnr(noisy, true_);
      const verdict = gained > 0 ? `gains ${number(gained, 1)} dB` : Number.isFinite(gained) ? `loses ${number(-gained, 1)} dB` : "can only make it worse";
      return `Noise ${number(model.get("noise"), 2)}: the network ${verdict}.`;
    },
    onUpdate: () => {
      noise.set(model.get("noise"), number(model.get("noise"), 2));
      row.set(model.get("row"), `${model.get("row")} of ${last}`);
    }
  });
}
var denoiser_default = viewOf(render);
export {
  denoiser_default as default,
  pictures,
  psnr
};
