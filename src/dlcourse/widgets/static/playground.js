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
var RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
var LOWERED = "₀₁₂₃₄₅₆₇₈₉";
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
function spoken(text) {
  return text.replace(NAME, (name) => spokenName(name));
}
function plain(text) {
  const raise = (digits) => [...digits].map((one2) => RAISED[one2]).join("");
  const lower = (digits) => [...digits].map((one2) => LOWERED[one2]).join("");
  return text.replace(NAME, (name) => {
    const { partial, d, letter, prime, layer, row, column, index } = partsOf(name);
    const own = { alpha: "α", y_hat: "ŷ" }[letter] ?? letter;
    const where = row !== void 0 ? `₍${lower(row)},${lower(column)}₎` : index !== void 0 ? lower(index) : "";
    return `${partial ? "∂J/∂" : d ? "d" : ""}${own}${prime && "′"}${layer !== void 0 ? raise(layer) : ""}${where}`;
  });
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
function notation(text, colour = colourOf) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(NAME)) {
    if (found.index > from) nodes.push(text.slice(from, found.index));
    nodes.push(maths(found[0], colour(found[0])));
    from = found.index + found[0].length;
  }
  if (from < text.length || !nodes.length) nodes.push(text.slice(from));
  return nodes;
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
  const node = html(
    "div",
    { className: "dl-control dl-slider" },
    html("label", { htmlFor: id }, ...notation(label)),
    input,
    shown2
  );
  input.addEventListener("input", () => onInput(Number(input.value)));
  const set = (next, text) => {
    const steps = Number(input.step);
    if (next < Number(input.min)) input.min = String(Number((Math.floor(next / steps) * steps).toPrecision(12)));
    if (next > Number(input.max)) input.max = String(Number((Math.ceil(next / steps) * steps).toPrecision(12)));
    if (Number(input.value) !== next) input.value = String(next);
    shown2.textContent = text;
    input.style.setProperty("--dl-fill", `${100 * (input.value - input.min) / (input.max - input.min)}%`);
    input.setAttribute("aria-valuetext", text);
  };
  return { node, input, set };
}
function choice({ label, options, value, onChange }) {
  const id = uniqueId("choice");
  const select = html("select", { id }, ...options.map((text, i) => html("option", { value: String(i) }, plain(text))));
  select.value = String(value);
  select.addEventListener("change", () => onChange(Number(select.value)));
  const node = html("div", { className: "dl-control" }, html("label", { htmlFor: id }, ...notation(label)), select);
  return { node, select };
}
function button(text, onClick) {
  const node = html("button", { type: "button", className: "dl-button" }, text);
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
  let shown2 = "";
  const say = (text) => {
    if (shown2 === text) return;
    shown2 = text;
    seen.replaceChildren(...notation(text));
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        heard.textContent = spoken(text);
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
  const options = predict.choices.map((text, i) => {
    const radio = html("input", { type: "radio", name, value: String(i) });
    radio.addEventListener("change", () => send.disabled = false);
    return html("label", { className: "dl-option" }, radio, ` ${text}`);
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
  const text = Math.abs(value) < 1e6 ? value.toFixed(decimals) : value.toExponential(1);
  return Number(text) === 0 ? 0 .toFixed(decimals) : text.replace("-", "−");
}
function many(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
function factor(value, decimals = 3) {
  return bracketed(number(value, decimals));
}
function bracketed(text) {
  return text.startsWith("−") ? `(${text})` : text;
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
  const marks2 = el && new MutationObserver(marked);
  marks2?.observe(el, { attributes: true, attributeFilter: ["class"] });
  if (el) queueMicrotask(marked);
  return () => {
    marks2?.disconnect();
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

// src/dlcourse/widgets/playground/share.js
var python = (value) => {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (value && typeof value === "object")
    return `{${Object.entries(value).map(([k, v]) => `${python(k)}: ${python(v)}`).join(", ")}}`;
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
  const left = html(
    "p",
    { className: "dl-why" },
    page ? "Frozen runs are not in the address." : "Frozen runs are not in the call; a saved notebook keeps them."
  );
  const node = html(
    "details",
    { className: "dl-sharing" },
    html("summary", {}, "Share this state"),
    html(
      "div",
      { className: "dl-control" },
      html("label", { htmlFor: id }, page ? "its address" : "in Python"),
      field,
      copy
    ),
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
    const hills = [
      [-4, 2.5, 1],
      [0, 2.5, -1],
      [4, 2.5, 1],
      [-4, -2.5, -1],
      [0, -2.5, 1],
      [4, -2.5, -1]
    ];
    const heights = hills.map(([a, b, s]) => s * Math.max(0, 1 - Math.hypot(x[0] - a, x[1] - b) / 2));
    return heights.reduce((one2, other) => Math.abs(other) > Math.abs(one2) ? other : one2) + 0.5 * noise * normal(chance);
  }),
  sine: (noise, chance) => measured(chance, 1, ([u]) => Math.sin(u) + 0.5 * noise * normal(chance)),
  steps: (noise, chance) => measured(chance, 1, ([u]) => (u < -2 ? -0.8 : u < 2 ? 0.8 : 0) + 0.5 * noise * normal(chance))
};
var ONE_INPUT = ["sine", "steps"];
var REGRESSION = ["plane", "multi-gaussian", ...ONE_INPUT];
function labelled(place) {
  return [1, 0].flatMap((y) => Array.from({ length: HALF }, (_, k) => [...place(y, k), y]));
}
function measured(chance, inputs, height2) {
  return Array.from({ length: 2 * HALF }, () => {
    const x = [12 * chance() - 6, inputs === 2 ? 12 * chance() - 6 : 0];
    return [...x, height2(x)];
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
  /** @param {State} state */
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

// src/dlcourse/look/tokens.json
var tokens_default = {
  dark: {
    told: ['body[data-jp-theme-light="false"]', 'body[data-vscode-theme-kind="vscode-dark"]', "html[theme=dark]"],
    system: ".dl-page"
  },
  colours: {
    light: {
      ground: "#ffffff",
      surface: "#f4f6f8",
      raise: "#ffffff",
      ink: "#15191e",
      muted: "#56606b",
      line: "#c9d0d7",
      grid: "#e4e8ec",
      edge: "#7b8691",
      blue: "#0b5cad",
      orange: "#b34700",
      violet: "#8f1aef",
      teal: "#00705f",
      "wash-blue": "#d7e6f5",
      "wash-orange": "#fce9dc",
      "wash-violet": "#efe2fb",
      "map-low": "#d27a35",
      "map-middle": "#ffffff",
      "map-high": "#2f6fb7"
    },
    dark: {
      ground: "#12161b",
      surface: "#1b2128",
      raise: "#212830",
      ink: "#eef2f6",
      muted: "#a4afba",
      line: "#3c4650",
      grid: "#2a323a",
      edge: "#6d7883",
      blue: "#7fbcff",
      orange: "#ffab5e",
      violet: "#b56bff",
      teal: "#5fd3bd",
      "wash-blue": "#1d3550",
      "wash-orange": "#46301c",
      "wash-violet": "#2d2042",
      "map-low": "#e08b45",
      "map-middle": "#12161b",
      "map-high": "#5a9de6"
    }
  },
  type: {
    notebook: { xs: 14, s: 16, m: 20, l: 25, xl: 31 },
    stage: { xs: 22, s: 24, m: 32, l: 40, xl: 56 },
    phone: { xs: 14, s: 16, m: 19, l: 22, xl: 28 }
  },
  space: { "1": 4, "2": 8, "3": 12, "4": 16, "6": 24, "8": 32, "12": 48, "14": 56 },
  radius: { picture: 10, control: 12, card: 16 },
  target: { stage: 64, notebook: 40, phone: 48 },
  width: { hair: 1.5, guide: 3, curve: 2.5, blame: 9 },
  dash: { negative: [12, 8], blame: [14, 10], run1: [14, 7], run2: [3, 7], guide: [2, 7] },
  milliseconds: { forward: 350, backward: 450, update: 400, travel: 300, fade: 150 }
};

// src/dlcourse/widgets/shared/theme.js
function dark() {
  if (typeof document === "undefined") return false;
  if (document.querySelector(tokens_default.dark.told.join(", "))) return true;
  return Boolean(document.querySelector(tokens_default.dark.system)) && matchMedia("(prefers-color-scheme: dark)").matches;
}
function onTheme(then) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const marks2 = new MutationObserver(then);
  const names = { attributes: true, attributeFilter: ["data-jp-theme-light", "data-vscode-theme-kind", "theme"] };
  for (const node of [document.body, document.documentElement]) marks2.observe(node, names);
  system.addEventListener("change", then);
  return () => {
    marks2.disconnect();
    system.removeEventListener("change", then);
  };
}

// src/dlcourse/widgets/shared/heat.js
var CELLS = 50;
var SMALL = 16;
var SHARE = 0.85;
var TABLES = {};
function tableOf(theme) {
  const channels = (name) => [1, 3, 5].map((k) => Number.parseInt(tokens_default.colours[theme][name].slice(k, k + 2), 16));
  const [low, middle, high] = ["map-low", "map-middle", "map-high"].map(channels);
  return Array.from({ length: 256 }, (_, k) => {
    const t = k / 255;
    const [end, s] = t < 0.5 ? [low, 1 - 2 * t] : [high, 2 * t - 1];
    const [r, g, b] = end.map((c, at) => Math.round(middle[at] + (c - middle[at]) * SHARE * s));
    return 255 << 24 | b << 16 | g << 8 | r;
  });
}
var NONE = 255 << 24 | 150 << 16 | 150 << 8 | 150;
function heat({ image, pixels }, values, low, high, discretised = false) {
  const theme = dark() ? "dark" : "light";
  TABLES[theme] ??= tableOf(theme);
  const table = TABLES[theme];
  const scale = 255 / (high - low || 1);
  for (let k = 0; k < pixels.length; k++) {
    let t = (values[k] - low) * scale;
    if (Number.isNaN(t)) {
      pixels[k] = NONE;
      continue;
    }
    t = Math.max(0, Math.min(255, t));
    pixels[k] = table[discretised ? t > 127.5 ? 255 : 0 : t | 0];
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
  step(rows, targets, alpha, regularisation = "none", rate2 = 0) {
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
          if (regularisation === "L2") dW += rate2 * w;
          else if (regularisation === "L1") dW += rate2 * Math.sign(w);
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
  /** @param {State} state */
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
    this.updates = 0;
    this.epochs = 0;
    this.samples = 0;
    this.diverged = null;
    this.error = null;
    this.order = [];
    this.at = 0;
    this.curve = [];
    this.every = every;
    this.was = {};
    this.since = {};
    this.reached = {};
    this.ofBatch = NaN;
    this.record();
  }
  /**
   * That many updates with the settings of now; they may change between any two. `stop`: {epochs|updates|samples: n} that
   * are not passed. `target`: a cost; `reached[target]` keeps the first update after which the training rows cost no more.
   */
  step(count, { learning_rate, batch_size, regularisation, regularisation_rate, target = 0 }, stop = null) {
    const size = Math.min(batch_size, this.N);
    const n = this.sizes[0];
    for (let k = 0; k < count && this.diverged === null && !this.atEnd(stop); k++) {
      if (this.at >= this.order.length) {
        this.order = shuffled(this.N, this.chance);
        this.at = 0;
      }
      const taken = Math.min(size, this.N - this.at);
      this.rows[taken] ??= { X: new Float64Array(taken * n), y: new Float64Array(taken) };
      const batch = this.rows[taken];
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
      this.ofBatch = this.network.before;
      this.updates += 1;
      this.samples += taken;
      if (this.at >= this.order.length) this.epochs += 1;
      if (this.updates % this.every === 0) this.record();
      if (target > 0 && !(target in this.reached) && this.costs().train <= target) this.reached[target] = this.counts();
    }
  }
  /** Whether this stop is met. An update that would pass it is not made: a stop is never overshot. */
  atEnd(stop) {
    return Boolean(stop) && Object.entries(stop).some(([name, most]) => this[name] >= most);
  }
  /** How many rows the next update takes: a last batch may be short. */
  nextRows(batch) {
    const left = this.N - this.at;
    return Math.min(batch, this.N, this.at >= this.order.length ? this.N : left);
  }
  counts() {
    return { updates: this.updates, samples: this.samples, epochs: this.samples / this.N };
  }
  record() {
    const cost = (part) => part.m ? this.network.costOf(part.X, part.y) : NaN;
    this.curve.push({ ...this.counts(), train: cost(this.train), test: cost(this.test), batch: this.ofBatch });
    if (this.curve.length > MOST_POINTS) {
      this.curve = this.curve.filter((_, k) => k % 2 === 0);
      this.every *= 2;
    }
  }
  /** Costs of now, which the curve may not have yet. */
  costs() {
    const last = this.curve.at(-1);
    if (last.updates !== this.updates)
      this.now = {
        train: this.network.costOf(this.train.X, this.train.y),
        test: this.test.m ? this.network.costOf(this.test.X, this.test.y) : NaN
      };
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
    return !l || row(b, n) && Array.isArray(W) && W.length === n && W.every((one2) => row(one2, sizes[l - 1]));
  });
}

// src/dlcourse/widgets/playground/state.js
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
var SHAPE = ["race", "seeds", "sweep"];
var SETTINGS = ["learning_rate", "batch_size", "regularisation", "regularisation_rate"];
var read = (model, names) => Object.fromEntries(names.map((name) => [name, model.get(name)]));
var stateOf = (model) => read(model, RESET);
var settingsOf = (model) => read(model, SETTINGS);
var KEPT = 150;
var FROZEN = 300;
function thinned(curve, most) {
  const thin = Math.ceil(curve.length / most);
  return curve.filter((_, k) => k % thin === 0 || k === curve.length - 1);
}
var finite = (v) => Number.isFinite(v) ? v : null;
function frozenCurve(run) {
  return thinned(run.curve, FROZEN).map((p) => ({ ...p, train: finite(p.train), test: null }));
}
function keptOf(run, whole2) {
  const changes = { updates: run.updates, epochs: run.epochs, samples: run.samples, diverged: run.diverged ?? {} };
  if (whole2)
    changes.curve_state = thinned(run.curve, KEPT).map((p) => [
      p.updates,
      p.epochs,
      p.samples,
      finite(p.train),
      finite(p.test)
    ]);
  const parameters = run.parameters();
  if (Object.values(parameters).every((value) => value.flat().every(Number.isFinite)))
    changes.parameters_state = parameters;
  return changes;
}
var countsOf = (model) => read(model, ["updates", "samples", "epochs"]);
function keptCurve(model) {
  return (model.get("curve_state") ?? []).map(([updates, epochs, samples, train, test]) => {
    return { updates, epochs, samples, train: train ?? NaN, test: test ?? NaN };
  });
}
function restoreRun(run, model) {
  const kept = model.get("parameters_state");
  if (!model.get("updates") || !fits(kept, run.sizes)) return;
  run.network.set(kept);
  const diverged = model.get("diverged");
  Object.assign(run, countsOf(model), { diverged: diverged?.update ? diverged : null });
  const curve = keptCurve(model);
  run.curve = curve;
  run.every = Math.max(1, Math.round(run.updates / 300));
  if (curve.at(-1)?.updates !== run.updates) run.record();
}
function restoreFrame(run, model) {
  const kept = keptCurve(model);
  if (kept.length) run.curve = kept;
  Object.assign(run, countsOf(model));
  const page = model.get("engine").knows ? new Run(stateOf(model)) : null;
  const parameters = model.get("parameters_state");
  if (page && fits(parameters, page.sizes)) {
    page.network.set(parameters);
    run.planeOf = Float32Array.from(page.plane());
    run.W.forEach((w, l) => l && w.set(page.W[l]));
    run.b.forEach((b, l) => l && b.set(page.b[l]));
  }
}

// src/dlcourse/widgets/playground/settings.js
var RATES = [1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 100];
var ACTIVATIONS = ["tanh", "relu", "sigmoid", "step", "identity"];
var OUTPUTS = ["auto", "sigmoid", "tanh", "relu", "step", "identity"];
var COSTS = ["cross_entropy", "mse"];
var NOW = ["variant", "regularisation", "regularisation-rate", "speed", "goal", "discretised", "replay"];
var AGAIN = [
  "data",
  "noise",
  "share",
  "features",
  "layers",
  "sizes",
  "activation",
  "output",
  "cost",
  "seed",
  "seeds"
];
var OF_CHART = ["axis", "log", "held-out", "batch-cost"];
var LARGE = ["learning-rate", "batch-size"];
function playgroundControls(session, fullScreen, toMap) {
  const send = (changes) => session.change(changes);
  const get = (name) => session.get(name);
  const wanted = get("controls");
  const has = (name) => !wanted.length || wanted.includes(name);
  const updates = [];
  const range = (label, trait, min, max, step, text = String) => {
    const made = slider({ label, min, max, step, value: min, onInput: (v) => send({ [trait]: v }) });
    updates.push(() => made.set(get(trait), text(get(trait))));
    return made.node;
  };
  const pick = (label, trait, options, shown2 = options) => {
    const made = choice({ label, options: shown2, value: 0, onChange: (k) => send({ [trait]: options[k] }) });
    updates.push(() => made.select.value = String(options.indexOf(get(trait))));
    return made.node;
  };
  const segments = (label, trait, options, shown2) => {
    const called = uniqueId("segments");
    const parts = options.map((option, k) => {
      const input = html("input", { type: "radio", name: called, value: option });
      input.addEventListener("change", () => send({ [trait]: option }));
      return { input, node: html("label", { className: "dl-segment" }, input, html("span", {}, shown2[k])) };
    });
    updates.push(() => parts.forEach(({ input }) => input.checked = input.value === get(trait)));
    const node = html("div", { className: "dl-segments", role: "radiogroup" }, ...parts.map((one2) => one2.node));
    node.setAttribute("aria-label", label);
    return node;
  };
  const tick = (label, trait) => {
    const box = checkbox(label, (on) => send({ [trait]: on }));
    updates.push(() => box.input.checked = get(trait));
    return box.node;
  };
  const rate2 = slider({
    label: "learning rate",
    min: 0,
    max: RATES.length - 1,
    step: 1,
    value: 0,
    onInput: (k) => send({ learning_rate: RATES[k] })
  });
  updates.push(() => {
    const far = (r) => Math.abs(Math.log(r) - Math.log(Math.max(get("learning_rate"), 1e-9)));
    rate2.set(
      RATES.reduce((best, r, k) => far(r) < far(RATES[best]) ? k : best, 0),
      String(get("learning_rate"))
    );
  });
  const batch = slider({
    label: "batch size",
    min: 1,
    max: 200,
    step: 1,
    value: 10,
    onInput: (v) => send({ batch_size: v })
  });
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
  const sized = (text, label, l, n) => {
    const node = button(text, () => send({ layers: get("layers").map((old, k) => k === l ? n : old) }));
    node.setAttribute("aria-label", label);
    return node;
  };
  let drawn = "";
  updates.push(() => {
    const now = get("layers");
    layers.set(now.length, String(now.length));
    const written = JSON.stringify(now);
    if (drawn === written) return;
    drawn = written;
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
    if (focused)
      [...sizes.querySelectorAll("button")].find((node) => node.getAttribute("aria-label") === focused)?.focus();
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
  const cost = pick("cost", "cost", COSTS, ["cross-entropy", "mean squared error"]);
  updates.push(() => {
    const state = Object.fromEntries(RESET.map((name) => [name, get(name)]));
    const { output, regression } = effective(state);
    const free = output === "sigmoid" && !regression;
    cost.querySelector("select").value = free && get("cost") === "cross_entropy" ? "0" : "1";
    why(
      cost,
      greyed("cost") ?? (free ? "" : regression ? "a number is learnt by squared error" : "cross-entropy wants a sigmoid output")
    );
  });
  const data = pick("data", "data", Object.keys(DATASETS));
  updates.push(() => why(data, get("own").length ? `your own ${get("own").length} rows` : ""));
  const groups = {
    "learning-rate": rate2.node,
    "batch-size": batch.node,
    variant: variant.node,
    regularisation: pick("regularisation", "regularisation", ["none", "L1", "L2"]),
    "regularisation-rate": range("its rate", "regularisation_rate", 0, 0.1, 1e-3, (v) => number(v, 3)),
    speed: range("updates a frame", "speed", 1, 100, 1),
    axis: segments("cost against", "axis", ["epochs", "updates", "samples"], ["epochs", "updates", "samples seen"]),
    log: tick("log scale", "log"),
    "held-out": tick("held-out cost", "held_out"),
    "batch-cost": tick("cost of each batch", "batch_cost"),
    goal: range("target cost", "goal", 0, 0.5, 0.05, (v) => v > 0 ? String(v) : "none"),
    seeds: range("seeds at once", "seeds", 1, 9, 1),
    discretised: tick("two colours only", "discretised"),
    replay: tick("replay on change", "replay"),
    data,
    noise: range("noise", "noise", 0, 0.5, 0.05, (v) => number(v, 2)),
    share: range("training share", "share", 0.1, 1, 0.1, (v) => number(v, 1)),
    features,
    layers: layers.node,
    sizes,
    activation: pick("hidden activation", "activation", ACTIVATIONS),
    output: pick("output activation", "output", OUTPUTS, ["by the problem", ...OUTPUTS.slice(1)]),
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
    full: button("Full screen", fullScreen),
    map: button("Back to the map", toMap)
  };
  buttons.full.classList.add("dl-full");
  buttons.full.title = "or the key F";
  buttons.play.title = "or the space bar";
  const show = () => {
    const { sweep, lanes, run, away } = session;
    const crowd = lanes.length > 1 || Boolean(sweep);
    const words = session.busy() ? "Pause" : session.over && session.stop && !sweep ? "Play again" : "Play";
    if (buttons.play.textContent !== words) buttons.play.textContent = words;
    const over = Boolean(run.diverged || run.error);
    buttons.play.disabled = !session.stop && !sweep && (crowd ? session.over : over);
    for (const name of ["step", "epoch"]) {
      buttons[name].disabled = over;
      buttons[name].hidden = crowd;
    }
    buttons.map.hidden = !away;
    buttons.freeze.hidden = crowd;
    buttons.forget.hidden = crowd && !get("frozen").length;
    buttons.forget.disabled = !get("frozen").length;
  };
  const compared = has("freeze") ? [buttons.freeze, buttons.forget] : [];
  const fieldset = (legend, names) => {
    const shown2 = names.filter(has).map((name) => groups[name]);
    const node = html("fieldset", { className: "dl-group" }, html("legend", {}, legend), ...shown2);
    node.hidden = !shown2.length;
    return node;
  };
  return {
    large: LARGE.filter(has).map((name) => groups[name]),
    buttons: [buttons.play, buttons.step, buttons.epoch, buttons.reset, buttons.map, ...compared, buttons.full],
    chart: OF_CHART.filter(has).map((name) => groups[name]),
    now: fieldset("Acts at the next update", NOW),
    again: fieldset("Starts again when changed", AGAIN),
    update: () => {
      updates.forEach((update) => update());
      show();
    }
  };
}
function why(node, reason) {
  let note = node.querySelector(".dl-why");
  for (const input of node.querySelectorAll("input, select, button")) input.disabled = Boolean(reason);
  if (!reason) return note?.remove();
  if (!note) {
    note = html("span", { className: "dl-why" });
    node.append(note);
  }
  if (note.textContent !== `(${reason})`) note.textContent = `(${reason})`;
}
function checkbox(words, onChange) {
  const input = html("input", { type: "checkbox" });
  input.addEventListener("change", () => onChange(input.checked));
  return { input, node: html("label", { className: "dl-control" }, input, words) };
}

// src/dlcourse/widgets/playground/scale.js
var HEADROOM = 1.05;
var DECADES = 6;
function round(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((k) => k * power).find((size) => size >= value * 0.999);
}
function atStop(run, batch, stop) {
  const per = run.perEpoch(batch);
  const epochs = stop.epochs ?? (stop.updates ? stop.updates / per : stop.samples / run.N);
  return { epochs, updates: stop.updates ?? epochs * per, samples: stop.samples ?? epochs * run.N };
}
function reach({ curves: curves2, axis, log, ends = [], parts = ["train", "test"] }) {
  const longest = Math.max(...curves2.map((curve) => curve.at(-1)?.[axis] ?? 0), 0);
  const planned = Math.max(...ends.map((one2) => one2[axis]), 0);
  const most = planned >= longest * 0.999 && planned > 0 ? planned : round(Math.max(1, longest));
  let [high, low, begun] = [0.1, Infinity, 0.1];
  for (const curve of curves2) {
    const first = curve[0]?.train;
    if (first > begun && Number.isFinite(first)) begun = first;
    for (const p of curve)
      for (const part of parts) {
        const v = p[part];
        if (!Number.isFinite(v)) continue;
        if (v > high) high = v;
        if (v > 0 && v < low) low = v;
      }
  }
  if (log) {
    const top2 = 10 ** Math.ceil(Math.log10(Math.min(high, 100 * begun)) - 1e-9);
    const bottom = 10 ** Math.floor(Math.log10(Math.min(low, begun)) + 1e-9);
    return { x: [0, most], y: [Math.max(bottom, top2 / 10 ** DECADES), top2], cut: high > top2 };
  }
  const top = round(Math.min(high * HEADROOM, Math.max(0.3, 3 * begun)));
  return { x: [0, most], y: [0, top], cut: high > top };
}
function height(value, [low, high], log) {
  const share = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.max(-0.05, Math.min(1.05, share));
}
function marks([low, high], log, count = 4) {
  if (log) {
    const [from, to] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
    const every = Math.ceil((to - from) / (count + 1)) || 1;
    return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, k) => 10 ** (to - k * every)).reverse();
  }
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  return Array.from(
    { length: Math.floor((high - low) / step + 1e-9) + 1 },
    (_, k) => Number((low + k * step).toPrecision(12))
  );
}

// src/dlcourse/widgets/playground/curves.js
var KEPT2 = ["dl-kept-1", "dl-kept-2", "dl-kept-3", "dl-kept-4", "dl-kept-5"];
var TRAVEL = 300;
var [LOW, HIGH] = [-7, 1];
var LINE = 17;
var ABOVE = 16;
var NAMES = { epochs: "epochs", updates: "updates", samples: "samples seen" };
function curves(session) {
  const { model } = session;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const image = svg("svg", { role: "img", class: "dl-cost" });
  const node = html("div", { className: "dl-curves" }, image);
  const bars = html("div", { className: "dl-gradients" });
  const clip = uniqueId("clip");
  let frame = null;
  let drawn = "";
  let lines = [];
  let before = null;
  function axes({ width, high, axis, log, x, y, kept, names }) {
    const ticks = marks(y, log).map((v) => [v, trimmed(v)]);
    const across = marks(x, false, width < 420 ? 3 : 5).map((v) => [v, trimmed(v)]);
    const left = Math.max(34, ...ticks.map(([, words2]) => 8 * words2.length + 12));
    const wanted = Math.max(...names.flat().map((words2) => words2.length), 0) * 9 + 26;
    const right = Math.max(12 + 4 * across.at(-1)[1].length, names.length ? Math.min(wanted, width * 0.36) : 0);
    const [top, bottom] = [ABOVE + 12, 40];
    const px = (v) => left + (v - x[0]) / (x[1] - x[0]) * (width - left - right);
    const py = (v) => high - bottom - height(v, y, log) * (high - top - bottom);
    image.setAttribute("viewBox", `0 0 ${width} ${high}`);
    const parts = [
      svg(
        "clipPath",
        { id: clip },
        svg("rect", { x: left - 2, y: top - 4, width: width - left - right + 8, height: high - top - bottom + 8 })
      )
    ];
    const words = (x0, y0, text, name2) => parts.push(svg("text", { x: x0, y: y0, class: name2 }, text));
    for (const [v, text] of ticks) {
      parts.push(svg("line", { x1: left, x2: width - right, y1: py(v), y2: py(v), class: "dl-grid" }));
      words(left - 8, py(v) + 5, text, "dl-tick dl-end");
    }
    for (const [v, text] of across) words(px(v), high - bottom + 18, text, "dl-tick");
    words(left, ABOVE, `cost J${log ? ", log scale" : ""}`, "dl-name dl-start");
    words((left + width - right) / 2, high - 5, NAMES[axis], "dl-name");
    const inside = svg("g", { "clip-path": `url(#${clip})` });
    const outside = svg("g", {});
    const over = svg("text", {
      x: (left + width - right) / 2,
      y: (top + high - bottom) / 2,
      class: "dl-caption dl-middle dl-bugged dl-ground"
    });
    image.replaceChildren(...parts, inside, outside, over);
    lines = kept.map((look) => {
      const made = Object.fromEntries(
        ["band", "batch", "test", "train"].map((part) => [
          part,
          svg("path", { class: `dl-curve dl-of-${part} ${look}` })
        ])
      );
      const dot = svg("circle", { r: 5, class: `dl-tip ${look}`, visibility: "hidden" });
      inside.prepend(...Object.values(made));
      outside.append(dot);
      return { ...made, dot };
    });
    const labels2 = svg("g", {});
    outside.append(labels2);
    frame = { px, py, left, right, width, high, top, bottom, inside, labels: labels2, over, axis, x, y, log };
  }
  function placing() {
    const { px, py, axis } = frame;
    const t = before ? Math.min(1, (performance.now() - before.at) / TRAVEL) : 1;
    if (t >= 1) before = null;
    if (!before) return (p, v) => [px(p[axis]), py(v)];
    const s = t * t * (3 - 2 * t);
    const old = before;
    return (p, v) => [(1 - s) * old.px(p[old.axis]) + s * px(p[axis]), (1 - s) * old.py(v) + s * py(v)];
  }
  function path(curve, part, place) {
    let [d, pen] = ["", "M"];
    for (const p of curve) {
      if (!Number.isFinite(p[part])) {
        pen = "M";
        continue;
      }
      const [x, y] = place(p, p[part]);
      d += `${pen}${x.toFixed(1)},${y.toFixed(1)}`;
      pen = "L";
    }
    return d;
  }
  function band(runs, place) {
    const length = Math.min(...runs.map((run) => run.curve.length));
    const edge = (pick) => Array.from({ length }, (_, k) => {
      const costs = runs.map((run) => run.curve[k].train).filter(Number.isFinite);
      return costs.length ? place(runs[0].curve[k], pick(...costs)).map((v) => v.toFixed(1)).join(",") : null;
    }).filter(Boolean);
    return length > 1 ? `M${edge(Math.max).join("L")}L${edge(Math.min).reverse().join("L")}Z` : "";
  }
  function name(labels2) {
    const { labels: group, width, right, top, high, bottom } = frame;
    const rows = labels2.map((one2) => one2.words.filter(Boolean));
    const room = high - bottom + 8 - top;
    const two = rows.reduce((sum, row) => sum + row.length * LINE + 4, 0) <= room;
    const tall = rows.map((row) => (two ? row.length : Math.min(1, row.length)) * LINE + 4);
    const order = labels2.map((_, k) => k).sort((a, b) => labels2[a].y - labels2[b].y);
    const at = [];
    let next = top - 8;
    for (const k of order) {
      at[k] = Math.max(next, labels2[k].y - tall[k] / 2);
      next = at[k] + tall[k];
    }
    let last = high - bottom + 10;
    for (const k of order.toReversed()) {
      last = Math.min(at[k], last - tall[k]);
      at[k] = last;
    }
    const texts = labels2.flatMap(
      ({ look }, k) => rows[k].slice(0, two ? 2 : 1).map(
        (words, row) => svg(
          "text",
          {
            x: width - right + 14,
            y: at[k] + 13 + row * LINE,
            class: `dl-line-name ${row ? "dl-count" : ""} ${look}`
          },
          words
        )
      )
    );
    group.replaceChildren(...texts);
    const space = right - 16;
    for (const text of texts) {
      if (text.getComputedTextLength() <= space) continue;
      const all = text.textContent;
      let keep = Math.max(4, Math.floor(all.length * space / text.getComputedTextLength()) - 1);
      do
        text.textContent = `${all.slice(0, keep)}…`;
      while (text.getComputedTextLength() > space && --keep > 3);
      text.append(svg("title", {}, all));
    }
  }
  function count(run, axis) {
    const other = axis === "updates" ? `${round1(run.epochs)} epochs` : many(run.updates, "update");
    const target = model.get("goal");
    if (run.diverged) return `diverged at update ${run.diverged.update}`;
    if (!(target > 0)) return other;
    const found = run.reached[target];
    if (found)
      return `${target} at ${axis === "updates" ? `update ${found.updates}` : `epoch ${round1(found.epochs)}`}`;
    return `not yet at ${target}`;
  }
  function paint(width, high) {
    const { lanes, stop } = session;
    const [axis, log, target, showBatch] = ["axis", "log", "goal", "batch_cost"].map((one2) => model.get(one2));
    const frozen = model.get("frozen");
    const called = session.names();
    const single = lanes.length === 1 && !frozen.length;
    const ends = stop ? lanes.map(({ change, run: run2 }) => atStop(run2, change.batch_size ?? model.get("batch_size"), stop)) : [];
    const all = [...frozen.map((one2) => one2.curve), ...lanes.flatMap((lane) => lane.runs.map((run2) => run2.curve))];
    const tested = model.get("held_out");
    const parts = ["train", ...tested ? ["test"] : [], ...showBatch ? ["batch"] : []];
    const { x, y, cut } = reach({ curves: all, axis, log, ends, parts });
    const shown2 = [
      ...frozen.map((one2, k) => ({ curve: one2.curve, runs: [], name: called.frozen[k] })),
      ...lanes.map((lane, k) => ({ curve: lane.run.curve, runs: lane.runs, run: lane.run, name: called.lanes[k] }))
    ];
    const looks = shown2.map((_, k) => k === shown2.length - 1 ? "dl-now" : KEPT2[k % KEPT2.length]);
    const seeds = lanes[0].runs.length > 1;
    const says = shown2.map(({ run: run2, name: own, runs }) => [
      own,
      run2 && (frozen.length || lanes.length > 1 || target > 0 || stop) ? seeds ? spread(runs) : tested && lanes.length > 1 ? `thin: held-out ${number(run2.costs().test, 2)}` : count(run2, axis) : ""
    ]);
    if (single && session.away)
      says[0][0] = `alpha ${session.get("learning_rate")}, batch ${session.get("batch_size")}`;
    else if (single) says[0][0] = tested ? "training" : `cost ${number(lanes[0].run.costs().train, 3)}`;
    const held = single && tested && Number.isFinite(lanes[0].run.costs().test);
    const names = [...says, ...held ? [["held-out"]] : []];
    const margin = names.map((row) => row.map((words) => (words ?? "").replace(/\d/g, "0")));
    const key = JSON.stringify([
      width,
      high,
      x,
      y,
      axis,
      log,
      looks,
      margin.map((row) => Math.ceil(Math.max(...row.map((w) => w.length)) / 4))
    ]);
    if (key !== drawn) {
      const turned = frame && (frame.axis !== axis || frame.log !== log) && !calm.matches && all.some((curve) => curve.length > 1);
      if (turned) before = { px: frame.px, py: frame.py, axis: frame.axis, at: performance.now() };
      axes({ width, high, axis, log, x, y, kept: looks, names: margin });
    }
    drawn = key;
    const place = placing();
    const labels2 = [];
    shown2.forEach((one2, k) => {
      const last = one2.curve.findLast((p) => Number.isFinite(p.train));
      const made = lines[k];
      made.train.setAttribute("d", path(one2.curve, "train", place));
      made.test.setAttribute("d", one2.run && tested ? path(one2.curve, "test", place) : "");
      made.batch.setAttribute("d", showBatch && one2.run ? path(one2.curve, "batch", place) : "");
      made.band.setAttribute("d", one2.runs.length > 1 ? band(one2.runs, place) : "");
      if (last) {
        const [cx, cy] = place(last, last.train);
        made.dot.setAttribute("cx", cx);
        made.dot.setAttribute("cy", cy);
      }
      made.dot.setAttribute("visibility", last ? "visible" : "hidden");
      labels2.push({
        look: looks[k],
        words: says[k],
        y: one2.run?.diverged ? frame.top : last ? place(last, last.train)[1] : frame.high / 2
      });
      if (held && one2.run)
        labels2.push({ look: "dl-held", words: ["held-out"], y: place(last, one2.run.costs().test)[1] });
    });
    name(labels2);
    guides(target, cut);
    const { run } = session;
    const waits = lanes.every((lane) => lane.run.updates === 0) && !frozen.length ? frame.width - frame.left - frame.right > 320 ? "Play: the cost will be drawn here" : "Play" : "";
    const said = single && run.diverged ? `diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha})` : waits;
    if (frame.over.textContent !== said) frame.over.textContent = said;
    frame.over.classList.toggle("dl-bugged", said !== waits);
    image.setAttribute(
      "aria-label",
      spoken2(shown2, says) || said || `cost ${number(run.costs().train)} after ${many(run.updates, "update")}`
    );
    if (before) requestAnimationFrame(() => before && image.isConnected && paint(width, high));
  }
  function guides(target, cut) {
    frame.guides ??= {
      line: svg("path", { class: "dl-aim" }),
      words: svg("text", { class: "dl-name dl-start dl-ground" }),
      cut: svg("text", { class: "dl-name dl-end" })
    };
    const { line, words, cut: above } = frame.guides;
    if (!line.parentNode) image.append(line, words, above);
    const on = target > 0 && target >= frame.y[0] && target <= frame.y[1];
    const y = frame.py(target);
    line.setAttribute("d", on ? `M${frame.left},${y}H${frame.width - frame.right}` : "");
    words.textContent = on ? `target ${target}` : "";
    words.setAttribute("x", frame.left + 6);
    words.setAttribute("y", y - 6);
    above.textContent = cut ? `▲ above ${trimmed(frame.y[1])}` : "";
    above.setAttribute("x", frame.width - frame.right);
    above.setAttribute("y", ABOVE);
  }
  const spread = (runs) => {
    const costs = runs.map((run) => run.diverged ? Infinity : run.costs().train);
    const [low, high] = [Math.min(...costs), Math.max(...costs)];
    return `${number(low, 2)} to ${Number.isFinite(high) ? number(high, 2) : "diverged"}`;
  };
  const spoken2 = (shown2, says) => {
    if (shown2.length < 2) return "";
    return shown2.map((one2, k) => {
      const last = one2.curve.findLast((p) => Number.isFinite(p.train));
      return `${one2.name}: cost ${last ? number(last.train) : "none"}${says[k][1] ? `, ${says[k][1]}` : ""}`;
    }).join("; ");
  };
  return {
    node,
    bars,
    paint,
    /** One bar for each layer and each racer: vanishing and exploding gradients, seen live. */
    paintBars() {
      const { lanes } = session;
      const sizes = lanes.map((lane) => lane.run.gradientSizes());
      const depth = Math.max(...sizes.map((one2) => one2.length));
      const names = lanes.length > 1 ? session.names().lanes : [];
      const key = JSON.stringify([sizes.map((one2) => one2.length), names]);
      if (bars.dataset.made !== key) {
        bars.dataset.made = key;
        const bar = () => html(
          "span",
          { className: "dl-bar-of" },
          html("span", { className: "dl-track" }, html("span", { className: "dl-fill" })),
          html("output", {})
        );
        const row = (_, k) => html(
          "div",
          { className: "dl-gradient" },
          html("span", {}, `dW${k + 1}`),
          ...sizes.map((one2) => k < one2.length ? bar() : html("span", { className: "dl-bar-of" }))
        );
        const head = names.length && depth ? [
          html(
            "div",
            { className: "dl-gradient dl-bold" },
            html("span", {}),
            ...names.map((name2) => html("span", { className: "dl-bar-of" }, name2))
          )
        ] : [];
        bars.replaceChildren(
          html(
            "span",
            { className: "dl-legend" },
            depth ? "size of dW in each layer, last update (scale 1e-7 to 10)" : ""
          ),
          ...head,
          ...Array.from({ length: depth }, row)
        );
      }
      const rows = [...bars.children].slice(names.length && depth ? 2 : 1);
      sizes.forEach(
        (one2, lane) => one2.forEach((size, k) => {
          const [track, shown2] = rows[k].children[lane + 1].children;
          const share = size > 0 ? Math.max(0, Math.min(1, (Math.log10(size) - LOW) / (HIGH - LOW))) : 0;
          track.firstChild.style.width = `${100 * share}%`;
          shown2.textContent = size === 0 ? "0" : size.toExponential(1).replace("-", "−");
        })
      );
    }
  };
}
var round1 = (v) => Number(v.toFixed(1));
function trimmed(value) {
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6))
    return value.toExponential(0).replace("-", "−").replace("e+", "e");
  return String(Number(value.toPrecision(6))).replace("-", "−");
}

// src/dlcourse/widgets/playground/lessons.js
function lesson(session, onLock) {
  const { model } = session;
  const steps = model.get("steps");
  const said = html("p", { className: "dl-step", role: "status" });
  const dots = html("span", { className: "dl-dots" }, ...steps.map(() => html("span", {})));
  dots.setAttribute("aria-hidden", "true");
  const back = button("Previous step", () => go(-1));
  const next = button("Next step", () => go(1));
  back.title = "or Page Up";
  next.title = "or Page Down";
  const cards = html("div", { className: "dl-cards", role: "group" });
  cards.setAttribute("aria-label", "Predict first");
  const result = html("p", { className: "dl-result", role: "status" });
  const band = html("div", { className: "dl-band" }, said, cards, result);
  const node = html("div", { className: "dl-lesson" }, dots, band, html("div", { className: "dl-turn" }, back, next));
  node.hidden = !steps.length;
  const answered = /* @__PURE__ */ new Map();
  if (model.get("predict")?.question) answered.set(0, void 0);
  let asked = null;
  const stage = () => Math.min(model.get("stage"), steps.length - 1);
  const locked = () => Boolean(steps.length && steps[stage()].ask && !answered.has(stage()));
  const still = () => steps[stage()]?.play === false;
  const waits = () => steps.length > 0 && !locked() && !still() && !session.busy() && !session.begun && !session.run.error;
  function go(by) {
    if (!steps.length) return;
    if (by > 0 && locked()) return answer(-1);
    if (by > 0 && waits()) return session.play();
    const to = stage() + by;
    if (to < 0 || to >= steps.length) return;
    const step = steps[to];
    if (by > 0 && step.reset === false) session.finish();
    session.pause();
    const changes = {};
    for (const one2 of steps.slice(0, to + 1)) Object.assign(changes, one2.set ?? {});
    const begin = model.get("defaults");
    for (const name of new Set(steps.flatMap((one2) => Object.keys(one2.set ?? {})))) changes[name] ??= begin[name];
    session.away = false;
    session.set({ ...changes, stage: to, watched: -1, frozen: [] });
    if (step.reset !== false || by < 0) session.reset();
    if (by > 0 && !still() && !locked()) session.play();
  }
  function answer(choice2) {
    if (!locked()) return;
    answered.set(stage(), choice2);
    update();
    onLock();
    if (!still()) session.play();
  }
  function ask({ choices }, at) {
    cards.replaceChildren(
      ...choices.map((words, k) => {
        const card = button(words, () => answer(k));
        card.className = "dl-card";
        card.prepend(html("kbd", {}, String(k + 1)));
        return card;
      })
    );
    asked = at;
  }
  function update() {
    if (!steps.length) return;
    const at = stage();
    const { say, ask: bet2 } = steps[at];
    const shut = locked();
    const words = `${at + 1} of ${steps.length}: ${shut ? bet2.question : say}`;
    if (said.textContent !== words)
      said.replaceChildren(
        html("span", { className: "dl-nth" }, `${at + 1} of ${steps.length}: `),
        shut ? bet2.question : say
      );
    [...dots.children].forEach((dot, k) => dot.className = k < at ? "dl-done" : k === at ? "dl-here" : "");
    back.disabled = at === 0;
    next.disabled = at === steps.length - 1 && !shut && !waits();
    const does = shut ? "Show the answer" : waits() ? "Play this step" : "Next step";
    if (next.textContent !== does) next.textContent = does;
    if (shut && asked !== at) ask(bet2, at);
    cards.hidden = !shut;
    const chosen = answered.get(at);
    const answer2 = bet2 && `${capital(bet2.choices[bet2.answer])}. ${bet2.because}`;
    const verdict = chosen === void 0 ? "" : chosen < 0 ? answer2 : `${chosen === bet2.answer ? "Yes" : "Not quite"}. ${answer2}`;
    if (result.textContent !== verdict) result.textContent = verdict;
    result.hidden = !verdict;
  }
  function bet(key) {
    const k = Number(key) - 1;
    if (!locked() || !(k in steps[stage()].ask.choices)) return false;
    answer(k);
    return true;
  }
  return { node, go, bet, update, locked, has: steps.length > 0 };
}
var capital = (words) => words[0].toUpperCase() + words.slice(1);

// src/dlcourse/widgets/steppers/forward_text.js
var weightName = (l, i, j) => `W^${l}_(${i},${j})`;
var signal = (l, i) => l === 0 ? `x_${i}` : `a^${l}_${i}`;

// src/dlcourse/widgets/playground/net.js
var CAPTION = 34;
var LEAST = 18;
var FAINT = 0.06;
var MOST = 84;
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
    const usual = room < Infinity ? MOST : width < 480 ? 26 : width > 1e3 ? 48 : 36;
    const most = Math.floor((room - CAPTION) / Math.max(...sizes));
    const cell = Math.max(LEAST, Math.min(usual, Math.round(most * 0.76), Math.round(0.45 * width / sizes.length)));
    const gap = Math.max(5, Math.min(0.4 * cell, most - cell));
    const height2 = Math.max(...sizes) * (cell + gap) + CAPTION;
    const at = (l, i) => [
      cell / 2 + 8 + l * (width - cell - 16) / (sizes.length - 1),
      24 + (height2 - CAPTION) / 2 + (i - (sizes[l] - 1) / 2) * (cell + gap)
    ];
    places = { width, height: height2, cell, at };
    node.style.height = `${height2}px`;
    node.style.width = `${width}px`;
    over.setAttribute("viewBox", `0 0 ${width} ${height2}`);
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
          const hit = svg(
            "line",
            { x1: a + cell / 2, y1: b, x2: x - cell / 2, y2: y, class: "dl-hit" },
            svg("title", {}, plain(weightName(l, i, j)))
          );
          hit.addEventListener("click", () => pick(l, i, j));
          edges.push(hit);
        }
        const frame = svg("rect", {
          x: x - cell / 2,
          y: y - cell / 2,
          width: cell,
          height: cell,
          class: "dl-cellframe",
          role: "button"
        });
        frame.setAttribute(
          "aria-label",
          l ? spoken(`neuron a^${l}_${i}${l === sizes.length - 1 ? ", the output" : ""}`) : `input ${names[i]}`
        );
        frame.setAttribute("tabindex", l === picked[0] && i === picked[1] ? "0" : "-1");
        Object.assign(frame.dataset, { l, i });
        frame.addEventListener("click", () => pick(l, i));
        frame.addEventListener("focus", () => pick(l, i));
        frame.addEventListener("keydown", (event) => step(event, l, i));
        neurons.push(frame);
      }
    });
    const captions = sizes.map((_, l) => {
      const words = l === 0 ? "inputs" : l === sizes.length - 1 ? "output" : `layer ${l}`;
      const anchor = l === 0 ? "dl-start" : l === sizes.length - 1 ? "dl-end" : "dl-middle";
      const [x] = at(l, 0);
      return svg(
        "text",
        { x: l === 0 ? 4 : l === sizes.length - 1 ? width - 4 : x, y: 18, class: `dl-name ${anchor}` },
        words
      );
    });
    over.replaceChildren(...captions, ...edges, ...neurons);
    const style = getComputedStyle(node);
    colours = { positive: style.getPropertyValue("--dl-blue"), negative: style.getPropertyValue("--dl-orange") };
    if (picked[0] >= sizes.length || picked[1] >= sizes[picked[0]]) pick(1, 0, void 0, false);
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
  function pick(l, i, j, by = true) {
    picked = [l, i];
    mark();
    onPick(l, i, j, by);
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
    if (event.key === "Enter") return onPick(l, i, 0, true);
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
      const { height: height2, cell, at } = places;
      const density = Math.min(2, window.devicePixelRatio || 1);
      if (canvas.width !== Math.round(width * density)) canvas.width = Math.round(width * density);
      if (canvas.height !== Math.round(height2 * density)) canvas.height = Math.round(height2 * density);
      const pen = canvas.getContext("2d");
      pen.setTransform(density, 0, 0, density, 0, 0);
      pen.clearRect(0, 0, width, height2);
      for (let l = 1; l < run.sizes.length; l++)
        for (let i = 0; i < run.sizes[l]; i++)
          for (let j = 0; j < run.sizes[l - 1]; j++) {
            const w = run.W[l][i * run.sizes[l - 1] + j];
            if (!Number.isFinite(w)) continue;
            const [[x1, y1], [x2, y2]] = [at(l - 1, j), at(l, i)];
            pen.strokeStyle = w < 0 ? colours.negative : colours.positive;
            pen.setLineDash(w < 0 ? [7, 4] : []);
            pen.globalAlpha = Math.min(1, FAINT + 5 * Math.abs(w));
            pen.lineWidth = 0.4 + Math.min(7, 2 * Math.abs(w));
            pen.beginPath();
            pen.moveTo(x1 + cell / 2, y1);
            pen.lineTo(x2 - cell / 2, y2);
            pen.stroke();
          }
      pen.globalAlpha = 1;
      const map = run.maps();
      const context = little.getContext("2d");
      pen.imageSmoothingEnabled = true;
      const last = run.sizes.length - 1;
      run.sizes.forEach((n, l) => {
        const activation = l === last ? run.means.output : l ? run.state.activation : "";
        const positive = activation === "sigmoid" || activation === "step";
        for (let i = 0; i < n; i++) {
          map(l, i, values);
          let reach2 = 1e-9;
          for (const v of values) if (Math.abs(v) > reach2 && v !== Infinity && v !== -Infinity) reach2 = Math.abs(v);
          context.putImageData(heat(scratch, values, positive ? 0 : -reach2, positive ? 1 : reach2), 0, 0);
          const [x, y] = at(l, i);
          pen.drawImage(little, x - cell / 2, y - cell / 2, cell, cell);
        }
      });
    }
  };
}

// src/dlcourse/widgets/playground/map.js
function costMap(session) {
  const title = html("p", { className: "dl-legend dl-bold" });
  const table = html("table", { className: "dl-map" });
  const node = html("div", { className: "dl-mapped" }, title, html("div", { className: "dl-scroll" }, table));
  let drawn = null;
  let places = [];
  let held = [0, 0];
  function build(sweep) {
    const { rates, batches } = sweep;
    title.textContent = `cost after ${sweep.epochs} epochs; a cell opens its run`;
    const rows = batches.map((batch, r) => {
      const cells = rates.map((rate2, c) => {
        const cell = button("", () => session.open({ rate: rate2, batch }));
        cell.className = "dl-mapcell";
        cell.addEventListener("keydown", (event) => step(event, r, c));
        return cell;
      });
      return {
        cells,
        row: html("tr", {}, html("th", { scope: "row" }, String(batch)), ...cells.map((cell) => html("td", {}, cell)))
      };
    });
    places = rows.map((one2) => one2.cells);
    const head = html(
      "tr",
      {},
      html("th", { scope: "col" }, "batch, alpha"),
      ...rates.map((rate2) => html("th", { scope: "col" }, String(rate2)))
    );
    table.replaceChildren(
      html(
        "caption",
        { className: "dl-spoken" },
        "Final cost for each learning rate (columns) and batch size (rows). Arrow keys go from cell to cell, Enter opens."
      ),
      html("thead", {}, head),
      html("tbody", {}, ...rows.map((one2) => one2.row))
    );
    held = [0, 0];
    drawn = sweep;
  }
  function step(event, r, c) {
    const to = {
      ArrowUp: [r - 1, c],
      ArrowDown: [r + 1, c],
      ArrowLeft: [r, c - 1],
      ArrowRight: [r, c + 1],
      Home: [r, 0],
      End: [r, places[r].length - 1]
    }[event.key];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    if (!places[to[0]]?.[to[1]]) return;
    held = to;
    tabs();
    places[to[0]][to[1]].focus();
  }
  const tabs = () => places.forEach((row, r) => row.forEach((cell, c) => cell.tabIndex = r === held[0] && c === held[1] ? 0 : -1));
  return {
    node,
    paint() {
      const { sweep } = session;
      if (sweep !== drawn) build(sweep);
      const { best, over } = sweep;
      const highest = Math.max(
        0.7,
        ...sweep.cells.map((one2) => Number.isFinite(one2.cost) ? Math.min(one2.cost, 1.4) : 0)
      );
      sweep.cells.forEach((one2, k) => {
        const cell = places[Math.floor(k / sweep.rates.length)][k % sweep.rates.length];
        const now = k === sweep.at && !over;
        const words = one2.diverged ? "diverged" : one2.cost === null ? now ? "…" : "" : number(one2.cost, 2);
        if (cell.textContent !== words) cell.textContent = words;
        const share = one2.cost === null ? -1 : Math.max(0, 1 - Math.min(one2.cost, highest) / highest);
        cell.style.setProperty("--dl-good", String(Math.max(0, share).toFixed(2)));
        cell.className = `dl-mapcell${one2.cost === null ? " dl-unknown" : one2.diverged || one2.cost > 0.72 ? " dl-poor" : share > 0.62 ? " dl-fine" : ""}${over && one2 === best ? " dl-best" : ""}`;
        const said = one2.diverged ? `diverged at update ${one2.diverged.update}` : one2.cost === null ? "not yet" : `cost ${number(one2.cost)}${over && one2 === best ? ", the lowest" : ""}`;
        cell.setAttribute("aria-label", `alpha ${one2.rate}, batch ${one2.batch}: ${said}`);
      });
      tabs();
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
function planes(session, onCursor) {
  const node = html("div", { className: "dl-planes" });
  const state = { at: [1, 1] };
  let made = [];
  const move = (x, by = false) => {
    state.at = x.map((v) => Math.max(-6, Math.min(6, v)));
    if (session.run.means.oneInput) state.at[1] = 0;
    made.forEach((one2, k) => one2.cursor(k === session.watched ? state.at : null));
    onCursor(by);
  };
  return {
    node,
    get at() {
      return state.at;
    },
    /** @param {number} side of each, in pixels */
    paint(side) {
      const { lanes, watched } = session;
      if (made.length !== lanes.length) {
        made = lanes.map((_, k) => plane(session, k, move, state));
        node.replaceChildren(...made.map((one2) => one2.node));
      }
      const names = session.names().lanes;
      const looks = lanes.map(
        (_, k) => k === lanes.length - 1 ? "dl-now" : `dl-kept-${session.model.get("frozen").length + k + 1}`
      );
      lanes.forEach(
        ({ run }, k) => made[k].paint(run, side, lanes.length > 1 ? names[k] : "", k === watched, looks[k])
      );
    },
    /** What the pictures show, in words. */
    legend() {
      const { regression, oneInput } = session.run.means;
      if (oneInput) return "line: y_hat along x_0 (from −6 to 6; y from −1.6 to 1.6)";
      return regression ? "blue: y_hat above 0, orange: below, line: 0" : "blue: y_hat above 0.5, orange: below, line: 0.5; dots: y = 1, crosses: y = 0";
    }
  };
}
function plane(session, lane, move, state) {
  const { model } = session;
  const canvas = html("canvas", { width: CELLS, height: CELLS, className: "dl-plane" });
  const scratch = heatImage(CELLS);
  const points = svg("svg", { viewBox: "-6 -6 12 12", class: "dl-points", tabindex: 0, role: "application" });
  const marks2 = svg("g", {});
  const half = svg("path", { class: "dl-half" });
  const line = svg("path", { class: "dl-line" });
  const cross = svg("path", { d: "M-.45,0h.9M0,-.45v.9", class: "dl-cursor" });
  points.append(svg("path", { d: "M-6,0h12M0,-6v12", class: "dl-axes" }), half, line, marks2, cross);
  const place = html("div", { className: "dl-place" }, canvas, points);
  const name = button("", () => session.set({ watched: lane }));
  name.className = "dl-lane-name";
  const node = html("div", { className: "dl-lane" }, place, name);
  let drawn = null;
  let called = "";
  const from = (event) => {
    const box = points.getBoundingClientRect();
    return [12 * (event.clientX - box.left) / box.width - 6, 6 - 12 * (event.clientY - box.top) / box.height];
  };
  const here = (event) => {
    if (session.watched !== lane) session.set({ watched: lane });
    move(from(event), true);
  };
  points.addEventListener("pointerdown", here);
  points.addEventListener("pointermove", (event) => event.buttons && here(event));
  points.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-0.25, 0], ArrowRight: [0.25, 0], ArrowUp: [0, 0.25], ArrowDown: [0, -0.25] }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    if (session.watched !== lane) session.set({ watched: lane });
    move([state.at[0] + step[0], state.at[1] + step[1]], true);
  });
  function mark(run) {
    const { regression, oneInput } = run.means;
    const found = [
      ["test", 0.4],
      ["train", 1]
    ].flatMap(
      ([part, opacity]) => run.points[part].X.map(([a, b], k) => {
        const y = run.points[part].y[k][0];
        const v = oneInput ? Math.max(-6, Math.min(6, -6 * y / HEIGHT)) : -b;
        const one2 = y > (regression ? 0 : 0.5);
        return one2 ? svg("circle", { cx: a, cy: v, r: 0.13, class: "dl-one", opacity }) : svg("path", { d: `M${a - 0.11},${v - 0.11}l.22,.22m-.22,0l.22,-.22`, class: "dl-zero", opacity });
      })
    );
    marks2.replaceChildren(...found);
    if (session.watched === lane) move(state.at);
  }
  return {
    node,
    cursor(x) {
      cross.setAttribute("visibility", x ? "visible" : "hidden");
      if (x) cross.setAttribute("transform", `translate(${x[0]},${-x[1]})`);
    },
    paint(run, side, words, watched, look) {
      if (drawn !== run) mark(run);
      drawn = run;
      const { regression, oneInput } = run.means;
      const said = `${words} ${watched} ${look} ${oneInput} ${run.state.data}`;
      if (said !== called) {
        const { data, own } = run.state;
        points.setAttribute(
          "aria-label",
          `${words ? `${words}: ` : ""}${own?.length ? "your data" : `data ${data}`}, and what the network says over ${oneInput ? "x_0" : "the plane"}. Arrow keys move the cursor.`
        );
        name.textContent = words;
        name.hidden = !words;
        name.setAttribute("aria-pressed", String(watched));
        name.className = `dl-lane-name ${look}`;
        place.classList.toggle("dl-watched", watched && Boolean(words));
        this.cursor(watched ? state.at : null);
      }
      called = said;
      place.style.width = `${side}px`;
      place.style.height = `${side}px`;
      const values = run.plane();
      canvas.style.visibility = oneInput ? "hidden" : "visible";
      if (oneInput) {
        const places = Array.from({ length: CELLS }, (_, c) => [-6 + 12 * (c + 0.5) / CELLS, values[c]]).filter(
          ([, v]) => Number.isFinite(v)
        );
        line.setAttribute(
          "d",
          places.map(
            ([x, v], k) => `${k ? "L" : "M"}${x.toFixed(3)},${Math.max(-9, Math.min(9, -6 * v / HEIGHT)).toFixed(3)}`
          ).join("")
        );
        half.setAttribute("d", "");
        return;
      }
      line.setAttribute("d", "");
      half.setAttribute("d", borderPath(values, regression ? 0 : 0.5));
      canvas.getContext("2d").putImageData(heat(scratch, values, regression ? -1 : 0, 1, model.get("discretised")), 0, 0);
    }
  };
}
function borderPath(values, level) {
  const at = (k) => -6 + 12 * (k + 0.5) / CELLS;
  let d = "";
  for (let r = 0; r < CELLS - 1; r++)
    for (let c = 0; c < CELLS - 1; c++) {
      const k = r * CELLS + c;
      const corners = [values[k], values[k + 1], values[k + CELLS + 1], values[k + CELLS]];
      const above = corners.map((v) => v > level);
      if (above[0] === above[1] && above[1] === above[2] && above[2] === above[3]) continue;
      const ends = [
        [0, 1, c, r, 1, 0],
        [1, 2, c + 1, r, 0, 1],
        [3, 2, c, r + 1, 1, 0],
        [0, 3, c, r, 0, 1]
      ].filter(([a, b]) => above[a] !== above[b]).map(([a, b, x, y, dx, dy]) => {
        const t = (level - corners[a]) / (corners[b] - corners[a]);
        return `${at(x + t * dx).toFixed(2)},${at(y + t * dy).toFixed(2)}`;
      });
      for (let e = 0; e + 1 < ends.length; e += 2) d += `M${ends[e]}L${ends[e + 1]}`;
    }
  return d;
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
  const known2 = () => !session.far || model.get("engine").knows;
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
      return {
        show,
        node: html(
          "div",
          { className: "dl-control" },
          html("label", { htmlFor: id }, ...notation(label)),
          input,
          slope
        )
      };
    };
    const made = Array.from(
      { length: n },
      (_, j) => field(
        weightName(l, i, j),
        () => session.run.W[l],
        i * n + j,
        () => session.run.dW[l]
      )
    );
    made.push(
      field(
        `b^${l}_${i}`,
        () => session.run.b[l],
        i,
        () => session.run.db[l]
      )
    );
    fields.replaceChildren(
      ...made.map((one2) => one2.node),
      ...reason ? [html("span", { className: "dl-why" }, `(${reason})`)] : []
    );
    fields.shows = made.map((one2) => one2.show);
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
      title.replaceChildren(
        ...notation(`Neuron a^${l}_${i}${end ? ", the output y_hat" : ""}. At the cursor, ${where}:`)
      );
      sums.replaceChildren(...this.lines(l, i, x).flatMap((line) => [...notation(line), html("br")]));
      fields.shows.forEach((show) => show());
    },
    lines(l, i, x) {
      const { run } = session;
      const names = Array.from(
        { length: run.sizes[l - 1] },
        (_, j) => `${weightName(l, i, j)} · ${signal(l - 1, j)}`
      ).join(" + ");
      const first = `z^${l}_${i} = ${names} + b^${l}_${i}`;
      if (!known2()) return [first];
      const [hidden, output] = [run.state.activation, run.means.output];
      const { Z, A } = forward(x, run.parameters(), hidden, output);
      const g = l === run.sizes.length - 1 ? output : hidden;
      const w = run.W[l].slice(i * run.sizes[l - 1], (i + 1) * run.sizes[l - 1]);
      const sum = Array.from(w, (v, j) => `${j ? factor(v) : short(v)} · ${factor(A[l - 1][j])}`).join(" + ");
      const flat2 = g === "step" ? " The step's slope is 0 wherever it exists: nothing below this neuron can learn." : "";
      const z = Z[l][i];
      return [
        first,
        `= ${sum} + ${factor(run.b[l][i])} = ${short(z)}`,
        `a^${l}_${i} = ${g}(${short(z)}) = ${short(ACTIVATIONS2[g](z))}.${flat2}`
      ];
    }
  };
}

// src/dlcourse/widgets/playground/race.js
var RACERS = 3;
var MOST_SEEDS = 9;
var FRAMES = 60;
var POINTS = 400;
var COUNTS = ["epochs", "updates", "samples"];
function stopOf(given) {
  const found = COUNTS.filter((name) => Number.isInteger(given?.[name]) && given[name] > 0);
  return found.length ? { [found[0]]: given[found[0]] } : null;
}
var Race = class {
  /**
   * @param {State} state what a run starts from (data, layers, seed, ...)
   * @param {Record<string, any>[]} changes what each run does differently, in its state or its settings; [] is one run
   * @param {number} seeds how many seeds each of them is run with: state.seed and those after it
   */
  constructor(state, changes, seeds = 1) {
    this.lanes = (changes.length ? changes : [{}]).map((change) => {
      const own = { ...state, ...change };
      const runs = Array.from({ length: seeds }, (_, k) => new Run({ ...own, seed: own.seed + k }));
      return { change, runs, run: runs[0] };
    });
    this.crowd = this.lanes.length > 1;
    this.clock = 0;
    this.planned = false;
  }
  get runs() {
    return this.lanes.flatMap((lane) => lane.runs);
  }
  /** Updates between two points of every curve, from now on. */
  thin(every) {
    this.planned = every > 1;
    for (const run of this.runs) run.every = every;
  }
  restart(every = 1) {
    this.clock = 0;
    for (const run of this.runs) run.restart(every);
    this.thin(every);
  }
  /** So many updates between two points that a curve has some hundred of them at its stop. */
  plan(settings, stop) {
    this.planned = true;
    for (const { change, runs } of this.lanes)
      for (const run of runs)
        run.every = Math.max(
          run.every,
          Math.floor(atStop(run, { ...settings, ...change }.batch_size, stop).updates / POINTS)
        );
  }
  /**
   * One tick: `speed` updates of each run. Runs that stop at equal epochs or samples share a clock of rows instead, `speed` of
   * them a tick: one that takes small batches makes more updates.
   */
  tick(speed, settings, stop) {
    if (stop && !this.planned) this.plan(settings, stop);
    const rows = stop && !stop.updates;
    this.clock += rows ? speed : 0;
    for (const { change, runs } of this.lanes) {
      const own = { ...settings, ...change };
      for (const run of runs) {
        if (!rows) run.step(speed, own, stop);
        else
          while (run.samples + run.nextRows(own.batch_size) <= this.clock && !run.diverged && !run.atEnd(stop))
            run.step(1, own, stop);
      }
    }
  }
  /** Nothing more can be run: each has met the stop, or has diverged. */
  over(stop) {
    return this.runs.every((run) => run.diverged || run.atEnd(stop));
  }
  /** To the stop, at once. */
  finish(settings, stop) {
    if (!this.planned) this.plan(settings, stop);
    for (const { change, runs } of this.lanes)
      for (const run of runs) run.step(Infinity, { ...settings, ...change }, stop);
  }
};

// src/dlcourse/widgets/playground/sweep.js
var MOST2 = 10;
var ROWS = 700;
var rising = (values, low) => Array.isArray(values) && values.length >= 2 && values.length <= MOST2 && values.every((v, k) => Number.isFinite(v) && v >= low && (!k || v > values[k - 1]));
function sweepOf(given) {
  const { learning_rate, batch_size, epochs } = given ?? {};
  const sound = rising(learning_rate, 0) && rising(batch_size, 1) && batch_size.every(Number.isInteger);
  return sound && Number.isInteger(epochs) && epochs >= 1 && epochs <= 500 ? { learning_rate, batch_size, epochs } : null;
}
var Sweep = class {
  /**
   * @param {State} state
   * @param {{learning_rate: number[], batch_size: number[], epochs: number}} sweep
   */
  constructor(state, { learning_rate, batch_size, epochs }) {
    this.state = state;
    this.rates = learning_rate;
    this.batches = batch_size;
    this.epochs = epochs;
    this.restart();
  }
  restart() {
    this.cells = this.batches.flatMap(
      (batch) => this.rates.map((rate2) => ({ batch, rate: rate2, cost: null, diverged: null }))
    );
    this.at = 0;
    this.run = null;
  }
  get over() {
    return this.at >= this.cells.length;
  }
  /** Some training of the cell of now; when it is done, the next tick begins the next. */
  tick() {
    if (this.over) return;
    const cell = this.cells[this.at];
    this.run ??= new Run(this.state);
    const { run } = this;
    run.every = Infinity;
    const settings = {
      learning_rate: cell.rate,
      batch_size: cell.batch,
      regularisation: "none",
      regularisation_rate: 0
    };
    const rows = run.samples + ROWS;
    while (run.samples < rows && !run.diverged && run.epochs < this.epochs) run.step(1, settings);
    if (!run.diverged && run.epochs < this.epochs) return;
    cell.diverged = run.diverged;
    cell.cost = run.diverged ? Infinity : run.costs().train;
    this.at += 1;
    this.run = null;
  }
  /** The cell with the lowest cost so far, or null. */
  get best() {
    const done = this.cells.filter((cell) => Number.isFinite(cell.cost) && cell.cost !== null);
    return done.length ? done.reduce((one2, other) => other.cost < one2.cost ? other : one2) : null;
  }
};

// src/dlcourse/widgets/playground/racers.js
var number2 = (low, high) => (v) => typeof v === "number" && v >= low && v <= high;
var whole = (low, high) => (v) => Number.isInteger(v) && v >= low && v <= high;
var one = (...names) => (v) => names.includes(v);
var list = (most, each) => (v) => Array.isArray(v) && v.length <= most && v.every(each);
var rate = number2(0, 1e300);
var RACED = {
  learning_rate: rate,
  batch_size: whole(1, 1e9),
  regularisation: one("none", "L1", "L2"),
  regularisation_rate: number2(0, 1),
  data: (v) => v in DATASETS,
  noise: number2(0, 0.5),
  share: number2(0.05, 1),
  layers: list(6, whole(1, 8)),
  activation: (v) => v in ACTIVATIONS2,
  output: (v) => v === "auto" || v in ACTIVATIONS2,
  cost: one("cross_entropy", "mse"),
  seed: whole(0, 2 ** 31)
};
function racersOf(model) {
  const given = model.get("race");
  if (!Array.isArray(given) || given.length < 2) return [];
  const sound = (change) => Object.entries(change ?? {}).filter(([name, value]) => RACED[name]?.(value));
  return given.slice(0, RACERS).map((change) => Object.fromEntries(sound(change)));
}
function seedsOf(model) {
  const seeds = model.get("seeds");
  return whole(1, MOST_SEEDS)(seeds) ? seeds : 1;
}

// src/dlcourse/widgets/playground/kernel_run.js
var EVERY = 15;
var KernelRun = class extends Problem {
  /** @param {State} state */
  constructor(state) {
    super(state);
    this.updates = 0;
    this.epochs = 0;
    this.samples = 0;
    this.diverged = null;
    this.error = null;
    this.curve = [];
    this.heard = false;
    this.was = {};
    this.since = {};
    this.planeOf = new Float32Array(CELLS * CELLS).fill(NaN);
    this.mapsOf = new Float32Array(0);
    const weights = () => this.sizes.map((n, l) => l ? new Float64Array(n * this.sizes[l - 1]) : null);
    const biases = () => this.sizes.map((n, l) => l ? new Float64Array(n) : null);
    this.W = weights();
    this.b = biases();
    this.dW = weights();
    this.db = biases();
  }
  /** Take a frame. @returns {boolean} false when it belongs to a run with other layers, now gone. */
  take(frame, buffers) {
    if (JSON.stringify(frame.sizes) !== JSON.stringify(this.sizes)) return false;
    const [plane2, maps, parameters, gradients] = buffers.map(
      (view2) => view2.buffer.slice(view2.byteOffset, view2.byteOffset + view2.byteLength)
    );
    this.planeOf = new Float32Array(plane2);
    this.mapsOf = new Float32Array(maps);
    this.fill(new Float64Array(parameters), this.W, this.b);
    this.fill(new Float64Array(gradients), this.dW, this.db);
    const { updates, epochs, samples, diverged, error } = frame;
    Object.assign(this, { updates, epochs, samples, diverged, error, heard: true });
    const points = frame.points.map(([u, e, s, train, test]) => ({
      updates: u,
      epochs: e,
      samples: s,
      train: train ?? NaN,
      test: test ?? NaN
    }));
    this.curve = frame.whole ? points : [...this.curve, ...points];
    if (this.curve.length > MOST_POINTS) this.curve = this.curve.filter((_, k) => k % 2 === 0);
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
var toAcknowledge = (number3, last) => last || number3 % EVERY === 0;

// src/dlcourse/widgets/playground/labels.js
var SAID = {
  learning_rate: (v) => `alpha ${v}`,
  batch_size: (v) => `batch ${v}`,
  activation: String,
  data: String,
  layers: (v) => v === "none" ? "no hidden layer" : `hidden ${v}`,
  regularisation: (v) => v === "none" ? "unregularised" : v
};
var SILENT = ["resets", "begin", "own_inputs", "own"];
var USUAL = ["learning_rate", "batch_size"];
var MOST3 = 3;
function labels(runs) {
  const text = (run, name) => {
    const values = [...run.was?.[name] ?? [], run.settings[name]].map(shown);
    return values.length < 4 ? values.join(", then ") : `${values[0]}, then ..., then ${values.at(-1)}`;
  };
  const all = [...new Set(runs.flatMap((run) => Object.keys(run.settings)))].filter((name) => !SILENT.includes(name));
  const differ = all.filter((name) => new Set(runs.map((run) => text(run, name))).size > 1);
  const named = differ.length ? differ : USUAL;
  const more = named.length > MOST3 ? ", ..." : "";
  return runs.map(
    (run) => named.slice(0, MOST3).map((name) => (SAID[name] ?? ((v) => `${name.replaceAll("_", " ")} ${v}`))(text(run, name))).join(", ") + more
  );
}
function shown(value) {
  return Array.isArray(value) ? value.join("-") || "none" : String(value);
}

// src/dlcourse/widgets/playground/session.js
var SLICE = 10;
var SILENCE = 4e3;
var POINTS2 = 25;
var REST = 120;
var COMPARED = 3;
var BUSY = 30;
var CATCH_UP = 20;
var Session = class {
  constructor(model) {
    this.model = model;
    this.views = /* @__PURE__ */ new Set();
    this.inKernel = model.get("engine")?.kind === "kernel";
    Object.assign(this, {
      playing: false,
      target: 0,
      saved: 0,
      asked: 0,
      silent: false,
      disconnected: false,
      frame: 0,
      due: 0
    });
    this.build();
    if (this.race) this.restore();
    const restart = () => this.restart();
    [...RESET, ...SHAPE].forEach((name) => model.on(`change:${name}`, restart));
    model.on("change:watched", () => this.changed());
    this.before = this.settings();
    SETTINGS.forEach((name) => model.on(`change:${name}`, () => this.settingChanged(name)));
    model.on("msg:custom", (message, buffers) => this.heard(message, buffers ?? []));
    this.unwatch = watchKernel(model, null, () => this.alone());
    if (this.far) {
      restoreFrame(this.run, this.model);
      this.ask("hello");
    }
  }
  state() {
    return stateOf(this.model);
  }
  settings() {
    return settingsOf(this.model);
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
  /** The runs anew: one in the kernel, or in the page one or a race, also where an engine waits in the kernel. */
  build() {
    const [racers, seeds, sweep] = [racersOf(this.model), seedsOf(this.model), sweepOf(this.model.get("sweep"))];
    this.far = this.inKernel && !racers.length && seeds === 1 && !sweep ? new KernelRun(this.state()) : null;
    this.race = this.far ? null : new Race(this.state(), racers, seeds);
    const { resets, ...state } = this.state();
    const key = JSON.stringify([state, sweep]);
    if (this.away && key === this.mapped) return;
    this.away = false;
    this.mapped = key;
    this.map = sweep ? new Sweep(this.state(), sweep) : null;
  }
  /** The map, where it is what is seen and filled; null in the run of one of its cells. */
  get sweep() {
    return this.away ? null : this.map;
  }
  /** To the run of a cell of the map, which plays. */
  open({ rate: rate2, batch }) {
    this.away = true;
    this.set({ learning_rate: rate2, batch_size: batch, stop: { epochs: this.map.epochs } });
    this.reset();
    this.play();
  }
  toMap() {
    this.pause();
    this.away = false;
    this.changed();
  }
  get lanes() {
    return this.race?.lanes ?? [{ change: {}, run: this.far, runs: [this.far] }];
  }
  /** Which lane's network and numbers are shown: the last one, unless another was chosen. */
  get watched() {
    const chosen = this.model.get("watched") ?? -1;
    return chosen >= 0 && chosen < this.lanes.length ? chosen : this.lanes.length - 1;
  }
  get run() {
    return this.lanes[this.watched].run;
  }
  get stop() {
    return stopOf(this.model.get("stop"));
  }
  /** Nothing is left to run before the stop. */
  get over() {
    return this.sweep ? this.sweep.over : Boolean(this.race) && this.race.over(this.stop);
  }
  get begun() {
    return this.sweep ? this.sweep.at > 0 : this.run.updates > 0 || Boolean(this.run.diverged);
  }
  /** A setting as the watched lane has it. */
  get(name) {
    const { change } = this.lanes[this.watched];
    return name in change ? change[name] : this.model.get(name);
  }
  /** Change the state; what racers do differently is changed for the one that is watched. */
  change(changes) {
    const { change } = this.lanes[this.watched];
    const own = Object.entries(changes).filter(([name]) => name in change);
    const rest = Object.fromEntries(Object.entries(changes).filter(([name]) => !(name in change)));
    if (own.length)
      rest.race = this.lanes.map(
        (lane, k) => k === this.watched ? { ...lane.change, ...Object.fromEntries(own) } : lane.change
      );
    this.set(rest);
  }
  busy() {
    return this.playing || this.run.updates < this.target;
  }
  settingsNow() {
    return { ...this.settings(), target: this.model.get("goal") };
  }
  // --- the kernel -------------------------------------------------------------------------------------------------------
  /** The kernel is gone. */
  alone() {
    this.disconnected = true;
    if (this.far) this.playing = false;
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
    if (message?.kind !== "frame" || !this.far) return;
    if (toAcknowledge(message.frame, message.last))
      this.tell(() => this.model.send({ kind: "acknowledge", frame: message.frame }));
    this.asked = 0;
    this.silent = false;
    clearTimeout(this.watch);
    if (!this.far.take(message, buffers)) return;
    this.playing = message.playing;
    if (this.playing) {
      this.watch = setTimeout(() => {
        this.asked = 1;
        this.listen();
      }, SILENCE);
    }
    if (message.last) this.target = 0;
    this.changed();
  }
  // --- what a person asks for -------------------------------------------------------------------------------------------
  play() {
    if (this.playing) return;
    if (this.over && (this.stop || this.sweep)) this.reset();
    else if (this.over || this.run.error) return;
    this.playing = true;
    Object.assign(this, { target: 0, due: 0, ticked: 0 });
    if (this.far) this.ask("play");
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
    if (this.far) this.ask("pause");
    else this.save(true);
    this.changed();
  }
  step(count) {
    if (this.far) {
      this.playing = false;
      this.ask("step", { count });
    } else {
      this.pause();
      if (this.race.crowd) this.race.tick(this.model.get("speed"), this.settingsNow(), this.stop);
      else this.target = this.run.updates + count;
      this.loop();
    }
  }
  reset() {
    this.pause();
    this.set({
      resets: this.model.get("resets") + 1,
      updates: 0,
      epochs: 0,
      samples: 0,
      diverged: {},
      curve_state: [],
      parameters_state: {}
    });
  }
  /** A weight or bias typed in: array is run.W[l] or run.b[l]. Before the first update it is what the run begins with. */
  edit(array, k, value) {
    this.pause();
    array[k] = value;
    if (this.far) return this.ask("set", { parameters: this.run.parameters() });
    const { run } = this.race.lanes[this.watched];
    if (run.updates === 0) {
      this.editing = true;
      this.set({ begin: run.parameters() });
      this.editing = false;
      run.curve = [];
    }
    run.diverged = null;
    run.record();
    this.save(true);
    this.changed();
  }
  // --- training in the page ---------------------------------------------------------------------------------------------
  /** `inFrame`: called by the page for its next picture, so that what is learnt now is painted now and not a frame later. */
  loop(inFrame = false) {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { race, stop } = this;
    const { run } = race.lanes[this.watched];
    const now = performance.now();
    if (this.anew) race.restart(pointsOf(this.target));
    this.anew = false;
    if (this.playing) this.ticks(now, stop);
    else {
      const settings = this.settingsNow();
      const end = now + SLICE;
      while (run.updates < this.target && !race.over(stop) && performance.now() < end) {
        if (race.crowd) race.tick(this.model.get("speed"), settings, stop);
        else run.step(Math.min(20, this.target - run.updates), settings, stop);
      }
    }
    const over = this.over;
    if (over) this.playing = false;
    const more = !over && this.busy();
    if (more) {
      this.save(false);
      this.frame = requestAnimationFrame(() => this.loop(true));
    } else {
      this.target = 0;
      for (const one2 of race.runs)
        if (one2.every > 1 && one2.curve.at(-1).updates !== one2.updates && !one2.diverged) one2.record();
      this.saveSoon();
    }
    this.changed(inFrame);
  }
  /** What is due by now. What has a stop keeps its time: a machine that paints less often makes more of it for a picture. */
  ticks(now, stop) {
    const timed = Boolean(stop || this.sweep);
    this.due += timed && this.ticked ? (now - this.ticked) * FRAMES / 1e3 : 1;
    this.ticked = now;
    const count = Math.min(CATCH_UP, Math.floor(this.due + 0.1));
    this.due = Math.max(0, this.due - count) % 1;
    const settings = this.settingsNow();
    for (let k = 0; k < count && (k < 2 || performance.now() - now < BUSY); k++) {
      if (this.sweep) this.sweep.tick();
      else this.race.tick(this.model.get("speed"), settings, stop);
    }
  }
  /** Everything up to the stop at once; without one, nothing. */
  finish() {
    if (this.sweep) while (!this.sweep.over) this.sweep.tick();
    else if (!this.race || !this.stop) return;
    this.playing = false;
    this.target = 0;
    cancelAnimationFrame(this.frame);
    if (!this.sweep) this.race.finish(this.settingsNow(), this.stop);
    this.changed();
  }
  /** All of it, when the keys rest: a slider that is held must not wait for messages. */
  saveSoon() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.save(true), REST);
  }
  restart() {
    if (this.editing) return;
    const state = this.shape();
    if (state === this.key) return;
    const resets = this.model.get("resets");
    const again = this.model.get("replay") && resets === this.resets && this.race && !this.sweep ? this.soFar() : 0;
    this.key = state;
    this.resets = resets;
    if (this.far && this.playing) this.ask("pause");
    this.playing = false;
    cancelAnimationFrame(this.frame);
    if (this.model.get("begin")?.W1 && !fits(this.model.get("begin"), new Run({ ...this.state(), begin: null }).sizes))
      return this.set({ begin: {} });
    const was = Boolean(this.far);
    this.build();
    if (this.far) this.asked = performance.now();
    if (this.far && !was) this.ask("hello");
    if (this.race) {
      this.target = again;
      this.race.thin(pointsOf(again));
      this.loop();
    }
    this.changed();
  }
  shape() {
    return JSON.stringify([this.state(), ...SHAPE.map((name) => this.model.get(name))]);
  }
  /** Replay: the same number of updates from the same start, with the new setting. */
  settingChanged(name) {
    for (const { change, run } of this.lanes) {
      if (!(name in change)) this.changedOn(run, name);
    }
    this.before = this.settings();
    if (this.model.get("replay") && !this.playing && this.race && !this.sweep && (this.run.updates || this.target)) {
      this.target = this.soFar();
      this.anew = true;
      if (!this.frame) this.frame = requestAnimationFrame(() => this.loop(true));
    }
    this.changed();
  }
  /** How far a replay goes: as far as this run went, or was to go; from its stop to the stop. */
  soFar() {
    if (this.stop && this.run.updates && this.race.over(this.stop)) return Infinity;
    return Math.max(this.run.diverged ? this.run.diverged.update : this.run.updates, this.target);
  }
  changedOn({ was, since, updates }, name) {
    const used = updates > (since[name] ?? 0);
    if (used && !this.model.get("replay")) was[name] = [...was[name] ?? [], this.before[name]];
    if (used) since[name] = updates;
  }
  // --- what is kept -----------------------------------------------------------------------------------------------------
  restore() {
    this.key = this.shape();
    this.resets = this.model.get("resets");
    if (this.race.runs.length === 1) restoreRun(this.run, this.model);
  }
  save(whole2) {
    if (whole2) clearTimeout(this.later);
    if (!whole2 && performance.now() - this.saved < 500) return;
    this.saved = performance.now();
    if (this.race?.runs.length > 1 || this.map) return;
    this.set(keptOf(this.run, whole2));
  }
  freeze() {
    const frozen = [...this.model.get("frozen"), { ...this.made(), curve: frozenCurve(this.run) }].slice(-COMPARED);
    const names = labels(frozen);
    this.set({ frozen: frozen.map((one2, k) => ({ ...one2, name: names[k] })) });
  }
  /** The settings of now, and those that this run had before, where they were changed on the way. */
  now({ change, run } = this.lanes[this.watched]) {
    const settings = { ...this.settings(), ...this.state(), ...change };
    delete settings.own;
    return { settings: { ...settings, batch_size: Math.min(settings.batch_size, run.N) }, was: { ...run.was } };
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
  /** Names of the frozen runs and of the lanes, beside each other: {frozen, lanes}. One run alone has none. */
  names() {
    const frozen = this.model.get("frozen");
    const all = [...frozen, ...this.lanes.map((lane) => this.now(lane))];
    const found = all.length > 1 ? labels(all) : all.map(() => "");
    const kept = found.slice(0, frozen.length);
    return { frozen: kept, lanes: found.slice(frozen.length).map((name) => kept.includes(name) ? "now" : name) };
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
  leave() {
    this.unwatch();
    this.playing = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.watch);
    clearTimeout(this.later);
  }
};
var pointsOf = (updates) => Number.isFinite(updates) ? Math.max(1, Math.ceil(updates / POINTS2)) : 1;

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

// src/dlcourse/widgets/shared/stage.js
var STAGED = "dl-staged";
function onStage(root) {
  return document.fullscreenElement === root || root.classList.contains(STAGED);
}

// src/dlcourse/widgets/shared/view.js
var LEAST2 = 12;
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
    const active = drawing.contains(document.activeElement) ? document.activeElement.getAttribute("data-key") : null;
    const nodes = draw(width);
    if (nodes.length !== drawing.childNodes.length || nodes.some((node, k) => node !== drawing.childNodes[k]))
      drawing.replaceChildren(...nodes);
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
    if (onStage(root)) {
      const over = () => {
        update();
        fullest();
        return root.scrollHeight > root.clientHeight;
      };
      for (let size = Number.parseFloat(getComputedStyle(root).fontSize); over() && size > LEAST2; measure()) {
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
  clean.tell = () => line.say(view2.inert ? "Locked until the question is answered." : says());
  return clean;
}

// src/dlcourse/widgets/playground/view.js
var DRAWN = [
  ...RESET,
  ...SETTINGS,
  "speed",
  "axis",
  "frozen",
  "discretised",
  "replay",
  "stage",
  "predict",
  "race",
  "seeds",
  "stop",
  "log",
  "goal",
  "batch_cost",
  "held_out",
  "sweep",
  "watched"
];
var NARROW = 700;
var GAP = 14;
var SLOW = 100;
var CALM = 500;
var view_default = () => {
  let session = null;
  return {
    initialize({ model }) {
      session = new Session(model);
      return () => session.leave();
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
  let clean = (
    /** @type {ReturnType<typeof mount>} */
    (() => {
    })
  );
  const root = () => el.querySelector(".dl-root");
  const fullScreen = () => document.fullscreenElement ? document.exitFullscreen() : root().requestFullscreen?.().catch(() => {
  });
  const controls = playgroundControls(session, fullScreen, () => session.toMap());
  const course = lesson(session, () => update());
  const figures = numbers(session);
  const picture = planes(session, (by) => pointed(by));
  const network = net(session, (_l, _i, j, by) => {
    pointed(by);
    if (j !== void 0) figures.focus(j);
  });
  const chart = curves(session);
  const map = costMap(session);
  const counters = html("p", { className: "dl-counters" });
  const legend = html("p", { className: "dl-legend" });
  const trouble = html("div", { className: "dl-trouble", role: "alert" });
  const share = call(session);
  const head = html("div", { className: "dl-charthead" }, counters, ...controls.chart);
  const left = html(
    "div",
    { className: "dl-left" },
    html("div", { className: "dl-seen" }, picture.node, legend),
    network.node
  );
  const beneath = html("div", { className: "dl-side" }, chart.bars, figures.node);
  const right = html("div", { className: "dl-right" }, head, chart.node, map.node, beneath);
  const board = html("div", { className: "dl-board" }, left, right);
  const bar = html(
    "div",
    { className: "dl-playbar dl-deck" },
    html("div", { className: "dl-controls" }, ...controls.buttons, ...controls.large)
  );
  const rest = html("div", { className: "dl-groups" }, controls.now, controls.again);
  const body = html("div", { className: "dl-body" }, board, bar, rest);
  let asks = !course.has;
  const wanted = model.get("controls");
  const slopes = !course.has || wanted.includes("gradients");
  const paintNumbers = () => asks && figures.paint(network.picked, picture.at);
  function paint() {
    asked = 0;
    const { run } = session;
    const now = performance.now();
    painted = now;
    const full = document.fullscreenElement === node;
    const lanes = session.lanes.length;
    const crowd = lanes > 1;
    const mapped = Boolean(session.sweep);
    const narrow = width < NARROW;
    board.classList.toggle("dl-crowd", crowd);
    board.classList.toggle("dl-narrow", narrow);
    board.classList.toggle("dl-mapping", mapped);
    const most = full ? room * (crowd ? 0.42 : 0.62) : innerHeight * 0.4;
    const share2 = crowd ? 0.5 : 0.3;
    const wide = (narrow ? width - 4 : width * share2) - GAP * (lanes - 1);
    const side = Math.round(
      Math.max(crowd ? 60 : 220, Math.min(wide / lanes, narrow && !crowd ? 300 : Math.max(most, 200), 900))
    );
    picture.paint(side);
    const seen = lanes * side + GAP * (lanes - 1);
    legend.style.maxWidth = `${Math.max(seen, 240)}px`;
    const besides = crowd ? seen : Math.round(narrow ? width : width * 0.26);
    network.paint(
      narrow ? width : besides,
      full ? crowd ? Math.max(room - side - 70, 120) : room : narrow ? Infinity : Math.max(side, 260)
    );
    const taken = narrow ? 0 : crowd ? seen : seen + besides + GAP;
    const unit = full ? Number.parseFloat(getComputedStyle(node).fontSize) / 15 : 1;
    const beside = width - taken - (narrow ? 0 : 30);
    figures.node.hidden = !asks;
    chart.bars.hidden = !slopes;
    const tall = full ? Math.max(190, room - head.offsetHeight - beneath.offsetHeight - 24) : narrow ? 230 : Math.max(250, Math.min(side + 8, 620));
    chart.node.hidden = mapped;
    map.node.hidden = !mapped;
    if (mapped) map.paint();
    else chart.paint(beside / unit, tall / unit);
    const settled = !session.busy() || now - slow > SLOW;
    if (settled) {
      slow = now;
      paintNumbers();
      if (slopes) chart.paintBars();
    }
    const per = run.perEpoch(session.get("batch_size"));
    counters.textContent = `epoch ${run.epochs} · update ${run.updates} · samples seen ${run.samples} · ${many(per, "update")} per epoch`;
    head.hidden = mapped;
    const words = picture.legend();
    if (legend.textContent !== words) legend.replaceChildren(...notation(words));
    complain();
    const key = `${session.busy()} ${session.over} ${session.begun} ${Boolean(run.diverged)} ${Boolean(run.error)} ${run.N} ${session.away}`;
    if (key !== shown2) {
      controls.update();
      course.update();
    }
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
  function pointed(by) {
    if (by && !asks) {
      asks = true;
      update();
    }
    paintNumbers();
  }
  function complain() {
    const { error } = session.run;
    const gone = session.disconnected && (session.far ? "The kernel is gone: the picture is the last one it sent. Run the cell again." : "The kernel is gone. This view trains in the page and goes on; Python no longer hears of it.");
    const silent = session.silent && "The kernel has not answered for some seconds. Is a cell running, or a loop without end in your code? Such a loop is stopped after 15 seconds. The picture is the last one it sent.";
    const failed = error && [
      `Error in ${error.function}${error.where ? ` (${error.where})` : ""}`,
      error.line ? `${error.line}
` : "",
      error.said
    ].filter(Boolean).join("\n");
    const words = gone || failed || silent || "";
    if (trouble.textContent === words) return;
    trouble.textContent = words;
    trouble.hidden = !words;
  }
  trouble.hidden = true;
  function makeRoom() {
    const style = getComputedStyle(node);
    const above2 = board.getBoundingClientRect().top - node.getBoundingClientRect().top + node.scrollTop;
    const below = bar.offsetHeight + 3.4 * Number.parseFloat(style.fontSize);
    room = document.fullscreenElement === node ? Math.max(node.clientHeight - above2 - below, 200) : Infinity;
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
      const { run, sweep } = session;
      if (course.locked()) return "Locked until the question is answered.";
      if (sweep) {
        const { best } = sweep;
        return `${sweep.at} of ${sweep.cells.length} cells.${best ? ` Lowest cost ${number(best.cost)}: alpha ${best.rate}, batch ${best.batch}.` : ""}`;
      }
      if (run.diverged)
        return `Diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha}). Reset, and try a smaller learning rate.`;
      if (run.error) return `Stopped: an error in ${run.error.function}.`;
      const { train, test } = run.costs();
      if (!Number.isFinite(train)) return `${many(run.updates, "update")}.`;
      const held = Number.isFinite(test) ? `, ${number(test)} on held-out points` : "";
      return `Cost ${number(train)}${held} after ${many(run.epochs, "epoch")}, ${many(run.updates, "update")}.`;
    }
  });
  const node = root();
  node.classList.add("dl-playground");
  node.classList.toggle("dl-teaching", course.has);
  const onKey = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || model.get("predict")?.question && model.get("answered") < 0)
      return;
    const typing = event.target.matches?.("input[type=number], input[type=text], textarea");
    const paging = event.key === "PageDown" || event.key === "PageUp";
    const free = paging && course.has || event.target.matches?.("input[type=range]") && [" ", "f", "F"].includes(event.key);
    if (typing || event.target.matches?.("input, select, summary") && !free) return;
    if (paging && course.has) course.go(event.key === "PageDown" ? 1 : -1);
    else if (course.bet(event.key)) ;
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
  const again = () => requestAnimationFrame(() => {
    update();
    requestAnimationFrame(makeRoom);
  });
  document.addEventListener("fullscreenchange", again);
  window.addEventListener("resize", again);
  const above = new ResizeObserver(makeRoom);
  for (const one2 of [course.node, trouble, bar]) above.observe(one2);
  const unlit = onTheme(() => update());
  const unwatch = watchKernel(model, el, () => session.alone());
  const unseen = session.watchedBy(update);
  return () => {
    unseen();
    unlit();
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
