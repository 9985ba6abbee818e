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
  const raise = (digits2) => [...digits2].map((one) => RAISED[one]).join("");
  const lower = (digits2) => [...digits2].map((one) => LOWERED[one]).join("");
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
function hasNames(text) {
  return text.search(NAME) >= 0;
}
var TERM = /g'?\([^()]*\)|dJ\/d[^\s·=]+|[\p{L}ŷ]+'?(?:\^\d+)?(?:_\(\d+,\d+\)|_\d+)?|−?\d[\d.]*(?:e−?\d+)?/gu;
function formula(line, colour = colourOf) {
  const sides = line.split(" = ");
  const nodes = [];
  sides.forEach((side, k) => {
    if (k) nodes.push(" = ");
    const names = k ? sides[k - 1].match(TERM) ?? [] : [];
    const values = side.match(TERM) ?? [];
    const paired = k > 1 && names.length === values.length && values.every((value2) => /^−?\d/.test(value2));
    const last = k > 0 && k === sides.length - 1 && values.length === 1 && /^\(?−?\d/.test(side);
    if (last) {
      const result = document.createElement("b");
      result.className = colour(sides[0].match(TERM)?.[0] ?? "");
      result.append(side);
      nodes.push(result);
    } else if (paired) {
      let from = 0;
      let at = 0;
      for (const value2 of side.matchAll(TERM)) {
        const own = colour(names[at++]);
        const node = document.createElement("span");
        if (own) node.className = own;
        node.append(value2[0]);
        nodes.push(side.slice(from, value2.index), node);
        from = value2.index + value2[0].length;
      }
      nodes.push(side.slice(from));
    } else nodes.push(...notation(side, colour));
  });
  return nodes;
}

// src/dlcourse/widgets/shared/draw.js
var TYPE = 16;
var SVG = "http://www.w3.org/2000/svg";
function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value2] of Object.entries(attributes)) node.setAttribute(key, String(value2));
  node.append(...children);
  return node;
}
function number(value2, decimals = 3) {
  const text = Math.abs(value2) < 1e6 ? value2.toFixed(decimals) : value2.toExponential(1);
  return Number(text) === 0 ? 0 .toFixed(decimals) : text.replace("-", "−");
}
function many(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
function brief(value2) {
  const size = Math.abs(value2);
  return size >= 9999.5 ? value2.toExponential(0).replace("-", "−").replace("e+", "e") : number(value2, size < 999.995 ? 2 : 0);
}
function factor(value2, decimals = 3) {
  return bracketed(number(value2, decimals));
}
function digits(value2, count = 4) {
  const size = Math.abs(value2);
  const long = size !== 0 && (size < 1e-4 || size >= 1e6);
  const text = long || !Number.isFinite(value2) ? value2.toExponential(count - 2) : value2.toPrecision(count);
  return Number(text) === 0 ? "0" : text.replaceAll("-", "−").replace("e+", "e");
}
function bracketed(text) {
  return text.startsWith("−") ? `(${text})` : text;
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

// src/dlcourse/widgets/network/forward.js
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

// src/dlcourse/widgets/network/backprop.js
var SLOPES = {
  relu: (z) => z > 0 ? 1 : 0,
  sigmoid: (_, a) => a * (1 - a),
  tanh: (_, a) => 1 - a * a,
  identity: () => 1
};
var LEARNING = Object.keys(SLOPES);
var KEPT = 400;
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
  const slope = sizes.map(
    (_, l) => l === 0 ? [] : A[l].map((row, k) => row.map((a, i) => SLOPES[l === L ? output : hidden](Z[l][k][i], a)))
  );
  const [dZ, dW, db] = [0, 1, 2].map(() => sizes.map(() => []));
  const used = { [L + 1]: null };
  for (let l = L; l >= 1; l--) {
    dZ[l] = A[l].map(
      (row, k) => row.map((a, i) => {
        if (l < L) return dZ[l + 1][k].reduce((sum, d, q) => sum + d * used[l + 1][q][i], 0) * slope[l][k][i];
        const error = (a - y[k][i]) / X.length;
        return cost === "mse" ? 2 * error * slope[l][k][i] : error;
      })
    );
    const W = parameters[`W${l}`];
    dW[l] = W.map((row, i) => row.map((_, j) => dZ[l].reduce((s, d, k) => s + d[i] * A[l - 1][k][j], 0)));
    db[l] = W.map((_, i) => dZ[l].reduce((s, d) => s + d[i], 0));
    used[l] = bug === null ? W : W.map((row, i) => row.map((w, j) => w - bug * dW[l][i][j]));
  }
  return { Z, A, slope, dZ, dW, db, used, J: costOf(A[L], y, cost), sizes };
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
    for (let i = 0; i < sizes[l]; i++) {
      steps.push({ kind: "delta", l, i });
      for (let j = 0; j < sizes[l - 1]; j++) steps.push({ kind: "partial", l, i, j });
      steps.push({ kind: "partial", l, i, j: null });
    }
  return steps;
}
function differences(right, wrong) {
  const L = right.sizes.length - 1;
  const size = (values) => Math.max(...values.flat().map(Math.abs));
  const apart = (a, b) => {
    const most = size(a.flat().map((v, k) => v - b.flat()[k]));
    return most === 0 ? 0 : most / size(a);
  };
  return Array.from({ length: L }, (_, k) => L - k).map((l) => ({
    l,
    dW: apart(right.dW[l], wrong.dW[l]),
    db: apart(right.db[l], wrong.db[l])
  }));
}
function rowsOf({ X, y, row }) {
  return row < 0 ? { X, y } : { X: [X[row]], y: [y[row]] };
}
function passOf(state, wrong = false) {
  const { X, y } = rowsOf(state);
  const { parameters, hidden, output, cost, learning_rate } = state;
  return backprop(X, y, parameters, hidden, output, cost, wrong ? learning_rate : null);
}
function historyOf(state, J = passOf(state).J) {
  const last = state.history.at(-1);
  return last && Math.abs(last[1] - J) <= 1e-12 * Math.abs(J) ? state.history : [[0, J]];
}
function stopOf(state, J = passOf(state).J) {
  const [count] = historyOf(state, J).at(-1);
  const { why, update, learning_rate, tolerance, bug } = state.ended;
  const same = learning_rate === state.learning_rate && bug === state.bug;
  if (why === "diverged" && same && update === count + 1)
    return `diverged at update ${update} (alpha = ${learning_rate})`;
  if (count >= state.max_iterations)
    return `stopped: ${many(count, "update")} ${count === 1 ? "is" : "are"} done, the maximum of iterations`;
  if (why === "optimum" && same && update === count && tolerance === state.tolerance)
    return `stopped: update ${update} changed J by less than ${tolerance}: optimum reached`;
  return "";
}
function oneUpdate(state) {
  const before = passOf(state, state.bug);
  const history = historyOf(state, before.J);
  const update = history.at(-1)[0] + 1;
  const { learning_rate, tolerance, bug } = state;
  const parameters = updated(state.parameters, before, learning_rate);
  const { J } = passOf({ ...state, parameters });
  const ended = { update, learning_rate, tolerance, bug };
  if (![J, ...Object.values(parameters).flat(2)].every(Number.isFinite))
    return { history, ended: { ...ended, why: "diverged" } };
  const settled = Math.abs(J - before.J) < tolerance;
  return {
    parameters,
    history: thinned([...history, [update, J]]),
    ended: settled ? { ...ended, why: "optimum" } : {}
  };
}
function repeated(state, most = Infinity) {
  let now = state;
  for (let k = 0; k < most && !stopOf(now); k++) now = { ...now, ...oneUpdate(now) };
  return { parameters: now.parameters, history: now.history, ended: now.ended };
}
function thinned(history) {
  return history.length > KEPT ? history.filter((_, k) => k % 2 === 0 || k === history.length - 1) : history;
}

// src/dlcourse/widgets/steppers/backprop_draw.js
var keyOf = ({ l, i, j }) => `${l}-${i}-${j}`;
function onPath(entry, l, i, j) {
  if (!entry) return false;
  if (l === entry.l) return i === entry.i && j === entry.j;
  return l > entry.l && (l > entry.l + 1 || j === entry.i);
}
function neuronOnPath(entry, l, i) {
  if (!entry) return false;
  if (l === entry.l) return i === entry.i;
  return l > entry.l || l === entry.l - 1 && i === entry.j;
}
function costChart(history) {
  const [width, height, left, right, top, bottom] = [300, 84, 8, 8, 12, 8];
  const finite = history.filter(([, J2]) => Number.isFinite(J2));
  const most = Math.min(Math.max(...finite.map(([, J2]) => J2), 0), 1e300) || 1;
  const last = Math.max(10, history.at(-1)[0]);
  const px = (k2) => left + k2 / last * (width - left - right);
  const py = (J2) => height - bottom - J2 / most * (height - top - bottom);
  const label = `cost ${number(history[0][1], 4)} at first, ${number(history.at(-1)[1], 4)} after ${many(history.at(-1)[0], "update")}`;
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, class: "dl-spark" });
  image.append(svg("line", { x1: 0, x2: width, y1: height - bottom, y2: height - bottom, class: "dl-axis" }));
  if (finite.length < 2) {
    const [x, y] = [px(0), py(finite[0]?.[1] ?? most)];
    image.append(
      svg("path", {
        d: `M${x},${y}C${width * 0.16},${height * 0.8} ${width * 0.4},${height - 12} ${width},${height - bottom - 1}`,
        class: "dl-to-come"
      })
    );
    image.append(svg("circle", { cx: x, cy: y, r: 6, class: "dl-end-now" }));
    return image;
  }
  image.append(
    svg("path", {
      d: `M${finite.map(([k2, J2]) => `${px(k2).toFixed(1)},${py(J2).toFixed(1)}`).join("L")}`,
      class: "dl-curve dl-now"
    })
  );
  const [k, J] = finite.at(-1);
  image.append(svg("circle", { cx: px(k), cy: py(J), r: 6, class: "dl-end-now" }));
  return image;
}
function neighbour(sizes, { l, i, j }, key) {
  const row = (i_) => Math.max(0, Math.min(sizes[l] - 1, i_));
  const last = sizes[l - 1] - 1;
  if (key === "ArrowRight")
    return j === null ? l > 1 ? { l: l - 1, i: Math.min(i, sizes[l - 1] - 1), j: 0 } : null : { l, i, j: j < last ? j + 1 : null };
  if (key === "ArrowLeft") {
    if (j === null) return { l, i, j: last };
    if (j > 0) return { l, i, j: j - 1 };
    return l < sizes.length - 1 ? { l: l + 1, i: Math.min(i, sizes[l + 1] - 1), j: null } : null;
  }
  if (key === "ArrowDown") return { l, i: row(i + 1), j };
  if (key === "ArrowUp") return { l, i: row(i - 1), j };
  if (key === "Home") return { l: sizes.length - 1, i: 0, j: 0 };
  if (key === "End") return { l: 1, i: sizes[1] - 1, j: null };
  return null;
}

// src/dlcourse/widgets/shared/controls.js
var identifiers = 0;
function uniqueId(prefix) {
  identifiers += 1;
  return `dl-${prefix}-${identifiers}-${Math.random().toString(36).slice(2, 8)}`;
}
function html(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value2] of Object.entries(properties)) {
    if (key in node) node[key] = value2;
    else node.setAttribute(key, value2);
  }
  node.append(...children);
  return node;
}
function keepKeys(root) {
  const theirs = (event) => event.ctrlKey || event.metaKey;
  const mark2 = (event) => {
    if (root.contains(event.target)) event.target.toggleAttribute("data-lm-suppress-shortcuts", !theirs(event));
  };
  const stop = (event) => theirs(event) || event.stopPropagation();
  window.addEventListener("keydown", mark2, true);
  root.addEventListener("keydown", stop);
  return () => {
    window.removeEventListener("keydown", mark2, true);
    root.removeEventListener("keydown", stop);
  };
}
function slider({ label, min, max, step, value: value2, onInput }) {
  const id = uniqueId("slider");
  const input = html("input", { type: "range", id });
  Object.assign(input, { min, max, step, value: value2 });
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
  const set = (next, text) => {
    const steps = Number(input.step);
    if (next < Number(input.min)) input.min = String(Number((Math.floor(next / steps) * steps).toPrecision(12)));
    if (next > Number(input.max)) input.max = String(Number((Math.ceil(next / steps) * steps).toPrecision(12)));
    if (Number(input.value) !== next) input.value = String(next);
    shown.textContent = text;
    input.style.setProperty("--dl-fill", `${100 * (input.value - input.min) / (input.max - input.min)}%`);
    input.setAttribute("aria-valuetext", text);
  };
  return { node, input, set };
}
function choice({ label, options, value: value2, onChange }) {
  const id = uniqueId("choice");
  const select = html("select", { id }, ...options.map((text, i) => html("option", { value: String(i) }, plain(text))));
  select.value = String(value2);
  select.addEventListener("change", () => onChange(Number(select.value)));
  const node = html("div", { className: "dl-control" }, html("label", { htmlFor: id }, ...notation(label)), select);
  return { node, select };
}
function toggle(label, onChange) {
  const id = uniqueId("switch");
  const input = html("input", { type: "checkbox", id });
  input.addEventListener("change", () => onChange(input.checked));
  return { input, node: html("div", { className: "dl-control" }, input, html("label", { htmlFor: id }, label)) };
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
  let shown = "";
  const say = (text) => {
    if (shown === text) return;
    shown = text;
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

// src/dlcourse/widgets/steppers/motion.js
var TIME = tokens_default.milliseconds;
var QUICK = 140;
var GHOST = 1e3;
function pace() {
  let last = -Infinity;
  return {
    moves(held = false) {
      const now = performance.now();
      const quick = now - last < QUICK;
      last = now;
      return !held && !quick && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    }
  };
}
function settle(node) {
  for (const motion of node.getAnimations?.({ subtree: true }) ?? [])
    if (motion.effect?.getComputedTiming().iterations !== Infinity) motion.finish();
}
function pulses(layer, lines) {
  for (const { x1, y1, x2, y2 } of lines) {
    const dot = svg("circle", { r: 7, class: "dl-pulse" });
    layer.append(dot);
    const at = (x, y) => `translate(${x}px, ${y}px)`;
    const run = dot.animate([{ transform: at(x1, y1) }, { transform: at(x2, y2) }], {
      duration: TIME.forward,
      easing: "cubic-bezier(.4,0,.3,1)",
      fill: "both"
    });
    run.finished.then(
      () => dot.remove(),
      () => dot.remove()
    );
  }
}
function counts(node, show, value2) {
  const begin = performance.now() + TIME.forward * 0.8;
  const final = node.textContent;
  node.animate([{ opacity: 0 }, { opacity: 0, offset: 0.7 }, { opacity: 1 }], { duration: TIME.forward });
  const turn = (now) => {
    const share = (now - begin) / (TIME.forward * 0.6);
    if (!node.isConnected || node.dataset.final !== final) return;
    node.textContent = share >= 1 ? final : show(value2 * Math.max(0, share));
    if (share < 1) requestAnimationFrame(turn);
  };
  node.dataset.final = final;
  requestAnimationFrame(turn);
}
function grows(node) {
  node.animate([{ transform: "scaleX(0)" }, { transform: "scaleX(1)" }], {
    duration: TIME.backward,
    easing: "cubic-bezier(.4,0,.3,1)"
  });
}
function appears(node, delay = TIME.backward * 0.7) {
  node.animate(
    [
      { opacity: 0, transform: "scale(0.6)" },
      { opacity: 1, transform: "scale(1)" }
    ],
    { duration: 180, delay, fill: "backwards" }
  );
}
function fills(node) {
  const wash = getComputedStyle(node).getPropertyValue("--dl-wash-violet");
  node.animate(
    [
      { backgroundColor: "transparent", color: "transparent" },
      { backgroundColor: wash, color: "transparent", offset: 0.5 },
      { backgroundColor: wash }
    ],
    { duration: TIME.backward }
  );
}
function slides(line, before) {
  const after = line.getAttribute("stroke-width");
  if (Math.abs(after - before) < 0.02) return;
  line.animate([{ strokeWidth: `${before}px` }, { strokeWidth: `${after}px` }], {
    duration: TIME.update,
    easing: "ease-in-out"
  });
  const ghost = line.cloneNode();
  ghost.setAttribute("stroke-width", before);
  line.before(ghost);
  const fade = ghost.animate([{ opacity: 0.35 }, { opacity: 0 }], { duration: GHOST, fill: "forwards" });
  fade.finished.then(
    () => ghost.remove(),
    () => ghost.remove()
  );
}

// src/dlcourse/widgets/steppers/backprop_net.js
function placesOf(sizes, width) {
  const narrow = width < 520;
  const radius = Math.round(Math.max(20, Math.min(44, width * (narrow ? 0.058 : 0.044))));
  const row = 2 * radius + 68;
  const tallest = Math.max(...sizes);
  const [left, right] = [radius + 10, narrow ? radius + 26 : radius + 60];
  const gap = (width - left - right) / (sizes.length - 1);
  const top = 40;
  const at = (l, i) => [left + l * gap, top + radius + ((tallest - sizes[l]) / 2 + i) * row];
  return { narrow, radius, at, height: top + tallest * row - 28 };
}
function towards([px, py], [qx, qy], distance) {
  const length = Math.hypot(qx - px, qy - py);
  return [px + (qx - px) * distance / length, py + (qy - py) * distance / length];
}
function concerns({ kind, l, i, j }, edge) {
  if (kind === "cost" || kind === "delta" || edge.l !== l || edge.i !== i) return false;
  return kind === "forward" || edge.j === j;
}
function network(sizes, width, pointer) {
  const { narrow, radius, at, height } = placesOf(sizes, width);
  const L = sizes.length - 1;
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  const [back, blame, front, labels] = ["dl-edges", "dl-blames", "dl-nodes", "dl-labels"].map(
    (name) => svg("g", { class: name })
  );
  image.append(back, blame, front, labels);
  const edges = [];
  const nodes = [];
  for (let l = 1; l <= L; l++)
    for (let i = 0; i < sizes[l]; i++)
      for (let j = 0; j < sizes[l - 1]; j++) {
        const [[x1, y1], [x2, y2]] = [
          towards(at(l - 1, j), at(l, i), radius + 3),
          towards(at(l, i), at(l - 1, j), radius + 3)
        ];
        const ends = { x1, y1, x2, y2 };
        const entry = { l, i, j };
        const [halo, line, hit] = ["dl-lit", "dl-edge", "dl-hit"].map((name) => svg("line", { ...ends, class: name }));
        hit.dataset.edge = keyOf(entry);
        hit.addEventListener("pointermove", () => pointer.enter(entry));
        hit.addEventListener("pointerleave", pointer.leave);
        hit.addEventListener("click", () => pointer.pick(entry));
        edges.push({ ...entry, ends, halo, line, hit, term: `W^${l}_(${i},${j})` });
      }
  back.append(...edges.map((edge) => edge.halo), ...edges.map((edge) => edge.line), ...edges.map((edge) => edge.hit));
  for (let l = 0; l <= L; l++)
    for (let i = 0; i < sizes[l]; i++) {
      const [x, y] = at(l, i);
      const ring = svg("circle", { cx: x, cy: y, r: radius + 6, class: "dl-ring" });
      const circle = svg("circle", { cx: x, cy: y, r: radius, class: "dl-neuron" });
      const value2 = svg("text", { x, y: y + 6, class: "dl-number dl-value-in" });
      value2.style.fontSize = `${Math.max(14, Math.round(radius * 0.56))}px`;
      const badge = document.createElement("div");
      badge.className = "dl-badge";
      const place = svg(
        "foreignObject",
        { x: x - 120, y: y - radius - 34, width: 240, height: 32, class: "dl-place-of-label" },
        badge
      );
      front.append(ring, circle, value2);
      labels.append(place);
      nodes.push({
        l,
        i,
        x,
        y,
        ring,
        circle,
        value: value2,
        badge,
        place,
        name: null,
        words: "",
        said: null,
        term: l === 0 ? `x_${i}` : `a^${l}_${i}`
      });
    }
  let seen = null;
  let values = [];
  function named(node, words) {
    if (node.words === words) return;
    node.words = words;
    const next = write(node.x, node.y + radius + 21, words, "dl-name");
    if (node.name) node.name.replaceWith(next);
    else labels.prepend(next);
    node.name = next;
  }
  function badged(node, words, known2) {
    if (node.said === words) return;
    node.said = words;
    node.badge.replaceChildren(...notation(words));
    node.badge.classList.toggle("dl-waits", !known2);
    node.place.style.visibility = words ? "visible" : "hidden";
  }
  function blameTo(step, moves) {
    if (step?.kind !== "delta" || step.l === L) return blame.replaceChildren();
    const lines = edges.filter((edge) => edge.l === step.l + 1 && edge.j === step.i);
    blame.replaceChildren(
      ...lines.map(({ ends }) => {
        const length = Math.hypot(ends.x1 - ends.x2, ends.y1 - ends.y2);
        const turn = Math.atan2(ends.y1 - ends.y2, ends.x1 - ends.x2) * 180 / Math.PI;
        const grown = svg(
          "g",
          {},
          svg("line", { x1: 0, x2: length - 4, y1: 0, y2: 0, class: "dl-wash" }),
          svg("line", { x1: 4, x2: length - 22, y1: 0, y2: 0, class: "dl-blame-line" }),
          svg("path", { d: `M${length - 2},0l-22,-12v24z`, class: "dl-blame-head" })
        );
        if (moves) requestAnimationFrame(() => grows(grown));
        return svg("g", { transform: `translate(${ends.x2} ${ends.y2}) rotate(${turn})` }, grown);
      })
    );
  }
  function update(now, moves) {
    const { pass, current, done } = now;
    const m = pass.A[0].length;
    const mean = (layer, i) => layer.reduce((sum, row) => sum + row[i], 0) / m;
    image.setAttribute("aria-label", now.label);
    const updated2 = seen && seen.parameters !== now.parameters;
    for (const edge of edges) {
      const w = now.parameters[`W${edge.l}`][edge.i][edge.j];
      const before = Number(edge.line.getAttribute("stroke-width"));
      edge.line.setAttribute(
        "stroke-width",
        Number((1.5 + 7 * Math.min(Math.abs(w), 1.5)).toFixed(2)) * (narrow ? 0.6 : 0.75)
      );
      edge.line.classList.toggle("dl-negative", w < 0);
      edge.line.classList.toggle("dl-positive", w >= 0);
      edge.line.classList.toggle("dl-far", Boolean(current) && !concerns(current, edge));
      edge.value = digits(w, 3);
      if (moves && updated2 && before) slides(edge.line, before);
    }
    for (const node of nodes) {
      const { l, i } = node;
      const known2 = l === 0 || done("forward", l, i);
      const here = current?.l === l && current.i === i && current.kind !== "cost";
      const blamed = here && current.kind !== "forward";
      node.circle.setAttribute(
        "class",
        `dl-neuron${known2 ? " dl-known" : ""}${here ? ` ${blamed ? "dl-blamed" : "dl-current"}` : ""}${l === 0 ? " dl-input" : ""}`
      );
      node.value.dataset.final = "";
      node.value.textContent = known2 ? brief(mean(pass.A[l], i)) : "?";
      const output = `ŷ${sizes[L] > 1 ? `_${i}` : ""}, y = ${brief(now.targets(i))}`;
      named(node, l === 0 ? `x_${i}` : l === L ? output : `a^${l}_${i}`);
      const back_ = l > 0 && done("cost", L, 0);
      const there = l > 0 && done("delta", l, i);
      const delta = there ? pass.dZ[l].reduce((sum, row) => sum + row[i], 0) : 0;
      const before = node.said;
      badged(
        node,
        !back_ ? "" : there ? `${narrow ? "" : "dZ = "}${fixed(delta, now.decimals[l])}` : narrow ? "?" : "dZ = ?",
        there
      );
      if (!moves || !seen || seen.step === now.step) continue;
      if (here && current.kind === "forward") counts(node.value, (v) => brief(v), mean(pass.A[l], i));
      if (here && current.kind === "delta" && before !== node.said) appears(node.badge);
    }
    const forward2 = current?.kind === "forward" && moves && seen?.step !== now.step;
    if (forward2)
      pulses(
        front,
        edges.filter((edge) => edge.l === current.l && edge.i === current.i).map((edge) => edge.ends)
      );
    if (seen?.step !== now.step || !seen) blameTo(current, moves && Boolean(seen));
    seen = { step: now.step, parameters: now.parameters };
  }
  function light(entry, step) {
    const through = !entry && step?.kind === "delta" ? (edge) => edge.l === step.l + 1 && edge.j === step.i : null;
    const lit = edges.filter((edge) => through ? through(edge) : onPath(entry, edge.l, edge.i, edge.j));
    edges.forEach((edge) => edge.halo.classList.toggle("dl-on", !through && lit.includes(edge)));
    nodes.forEach((node) => node.ring.classList.toggle("dl-on", neuronOnPath(entry, node.l, node.i)));
    values.forEach((node) => node.remove());
    values = narrow ? [] : lit.map((edge) => {
      const share = lit.length === 1 ? 0.5 : 0.36;
      const { x1, y1, x2, y2 } = edge.ends;
      const sign = edge.line.classList.contains("dl-negative") ? "dl-minus" : "dl-plus";
      const words = lit.length === 1 ? `${edge.term} = ${edge.value}` : edge.value;
      const below = lit.length === 1 ? 32 : 6;
      const node = write(
        x1 + (x2 - x1) * share,
        y1 + (y2 - y1) * share + below,
        words,
        `dl-name dl-weight dl-ground ${sign}`
      );
      return node;
    });
    labels.append(...values);
  }
  function point(term) {
    edges.forEach((edge) => edge.line.classList.toggle("dl-pointed", edge.term === term));
    nodes.forEach((node) => {
      const own = [node.term, `dZ^${node.l}_${node.i}`, `z^${node.l}_${node.i}`, `b^${node.l}_${node.i}`].includes(
        term
      );
      node.circle.classList.toggle("dl-pointed", own);
    });
  }
  return { image, update, light, point, height };
}
function decimalsFor(numbers) {
  const most = Math.max(...numbers.map(Math.abs));
  if (!(most > 0) || !Number.isFinite(most)) return most === 0 ? 2 : null;
  const wanted = 2 - Math.floor(Math.log10(most));
  return wanted > 9 ? null : Math.max(0, Math.min(7, wanted));
}
function fixed(value2, decimals) {
  if (!Number.isFinite(value2)) return digits(value2);
  if (decimals === null) return value2 === 0 ? "0" : value2.toExponential(2).replaceAll("-", "−");
  return number(value2, decimals);
}

// src/dlcourse/widgets/steppers/forward_text.js
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

// src/dlcourse/widgets/steppers/backprop_text.js
var value = (v) => digits(v, 4);
var times = (v) => bracketed(value(v));
var entryName = ({ l, i, j }) => j === null ? `b^${l}_${i}` : weightName(l, i, j);
var partialName = (entry) => `dJ/d${entryName(entry)}`;
var mark = (pass, parameters, l) => pass.used[l] === parameters[`W${l}`] ? "" : "'";
var weight = (l, q, i, prime) => `W${prime}^${l}_(${q},${i})`;
function deltaLine(pass, parameters, state, l, i, k) {
  const L = pass.sizes.length - 1;
  const m = pass.A[0].length;
  const [slope, d] = [pass.slope[l][k][i], value(pass.dZ[l][k][i])];
  const name = `dZ^${l}_${i}`;
  if (l === L) {
    const y = state.rows.y[k][i];
    const target = pass.sizes[L] > 1 ? `y_${i}` : "y";
    const error = `(${value(pass.A[L][k][i])} − ${times(y)})`;
    const share = m > 1 ? ` / ${m}` : "";
    if (state.cost === "cross_entropy") return `${name} = (a^${l}_${i} − ${target})${share} = ${error}${share} = ${d}`;
    return `${name} = dJ/da^${l}_${i} · g'(z^${l}_${i}) = 2 (a^${l}_${i} − ${target})${share} · g'(z^${l}_${i}) = 2 · ${error}${share} · ${value(slope)} = ${d}`;
  }
  const prime = mark(pass, parameters, l + 1);
  const next = pass.dZ[l + 1][k];
  const sum = next.map((_, q) => `dZ^${l + 1}_${q} · ${weight(l + 1, q, i, prime)}`).join(" + ");
  const values = next.map((e, q) => `${q ? times(e) : value(e)} · ${times(pass.used[l + 1][q][i])}`).join(" + ");
  const [open, close] = next.length > 1 ? ["(", ")"] : ["", ""];
  return `${name} = ${open}${sum}${close} · g'(z^${l}_${i}) = ${open}${values}${close} · ${value(slope)} = ${d}`;
}
function partialLine(pass, { l, i, j }) {
  const m = pass.A[0].length;
  const name = partialName({ l, i, j });
  const result = value(j === null ? pass.db[l][i] : pass.dW[l][i][j]);
  const term = j === null ? `dZ^${l}_${i}` : `dZ^${l}_${i} · ${signal(l - 1, j)}`;
  const of = (k, first) => {
    const d = first ? value(pass.dZ[l][k][i]) : times(pass.dZ[l][k][i]);
    return j === null ? d : `${d} · ${times(pass.A[l - 1][k][j])}`;
  };
  if (m === 1) return j === null ? `${name} = ${term} = ${result}` : `${name} = ${term} = ${of(0, true)} = ${result}`;
  const shown = Array.from({ length: Math.min(m, 5) }, (_, k) => of(k, k === 0));
  return `${name} = sum over the ${m} rows of ${term} = ${shown.join(" + ")}${m > 5 ? " + …" : ""} = ${result}`;
}
function chain(pass, parameters, state, entry, k = 0, from = Infinity) {
  const lines = [];
  for (let l = Math.min(pass.sizes.length - 1, from); l >= entry.l; l--) {
    const all = Array.from({ length: pass.sizes[l] }, (_, i) => i);
    for (const i of l === entry.l ? [entry.i] : all) lines.push(deltaLine(pass, parameters, state, l, i, k));
  }
  return [...lines, partialLine(pass, entry)];
}
function links({ l, i, j }, sizes) {
  const L = sizes.length - 1;
  const last = `${partialName({ l, i, j })} = dZ^${l}_${i}${j === null ? "" : ` · ${signal(l - 1, j)}`}`;
  if (l === L) return [last];
  const sum = Array.from({ length: sizes[l + 1] }, (_, q) => `dZ^${l + 1}_${q} · ${weightName(l + 1, q, i)}`).join(
    " + "
  );
  return [`dZ^${l}_${i} = ${sizes[l + 1] > 1 ? `(${sum})` : sum} · g'(z^${l}_${i})`, last];
}
function miss(right, wrong) {
  if (right === wrong) return "";
  const off = wrong - right;
  const share = right === 0 ? "" : ` (${percent(Math.abs(off / right))})`;
  return `${off > 0 ? "+" : ""}${digits(off, 3)}${share}`;
}
function percent(share) {
  if (share === 0) return "0 %";
  if (share === Infinity) return "all of it (right is 0)";
  return share < 1e-3 ? "under 0.1 %" : `${share < 0.1 ? (100 * share).toFixed(1) : (100 * share).toFixed(0)} %`;
}
function missesText(found) {
  const words = found.map(
    ({ l, dW, db }) => dW || db ? `dW${l} is off by ${percent(dW)} of its largest entry, db${l} by ${percent(db)}` : `dW${l} and db${l} are right`
  );
  return `The bug: ${words.join("; ")}.`;
}
function costLine(pass, state) {
  const L = pass.sizes.length - 1;
  const m = pass.A[0].length;
  if (state.cost === "cross_entropy") return `J = mean of −(y log ŷ + (1 − y) log(1 − ŷ)) = ${value(pass.J)}`;
  if (m > 1) return `J = (1/m) · sum of (ŷ − y)² over ${m} rows = ${value(pass.J)}`;
  const terms = pass.A[L][0].map((a, i) => `(${value(a)} − ${times(state.rows.y[0][i])})²`).join(" + ");
  return `J = (ŷ − y)² = ${terms} = ${value(pass.J)}`;
}

// src/dlcourse/widgets/steppers/backprop_matrices.js
function matrices(sizes, pointer) {
  const holder = html("div", { className: "dl-matrices", role: "group" });
  holder.setAttribute("aria-label", "Partial derivatives; the arrows go from entry to entry");
  const cells = [];
  for (let l = sizes.length - 1; l >= 1; l--) {
    const line = html("div", { className: "dl-matrix-row" });
    for (const kind of ["W", "b"]) {
      const columns = kind === "W" ? Array.from({ length: sizes[l - 1] }, (_, j) => j) : [null];
      const rows = Array.from(
        { length: sizes[l] },
        (_, i) => html("tr", {}, ...columns.map((j) => html("td", {}, cell({ l, i, j }))))
      );
      const shape = kind === "W" ? `${sizes[l]} × ${columns.length}` : `${sizes[l]}`;
      const name = html(
        "span",
        { className: "dl-matrix-name" },
        ...notation(`dJ/d${kind}^${l}`, () => ""),
        html("span", { className: "dl-shape" }, shape)
      );
      line.append(
        html(
          "div",
          { className: "dl-matrix" },
          name,
          " = ",
          html("div", { className: "dl-brackets" }, html("table", {}, html("tbody", {}, ...rows)))
        )
      );
    }
    holder.append(line);
  }
  function cell(entry) {
    const node = html("button", { type: "button", className: "dl-cell" }, "·");
    node.dataset.key = keyOf(entry);
    node.addEventListener("pointermove", () => pointer.enter(entry));
    node.addEventListener("pointerleave", pointer.leave);
    node.addEventListener("focus", () => pointer.focus(entry));
    cells.push({ entry, node, words: "" });
    return node;
  }
  let first = true;
  function update(now, moves) {
    const of = (pass, { l, i, j }) => j === null ? pass.db[l][i] : pass.dW[l][i][j];
    for (const one of cells) {
      const { entry, node } = one;
      const known2 = now.done("partial", entry.l, entry.i, entry.j);
      const right = of(now.right, entry);
      const shown = known2 ? fixed(right, now.decimals[entry.l]) : "·";
      const lines = [];
      let said = known2 ? `${partialName(entry)} = ${digits(right, 4)}` : `${partialName(entry)}: not computed yet`;
      if (known2 && now.wrong) {
        const wrong = of(now.wrong, entry);
        const off = miss(right, wrong);
        const short = now.narrow;
        lines.push(off ? `${short ? "" : "bug "}${digits(wrong, short ? 2 : 4)}` : short ? "same" : "bug: the same");
        lines.push((short ? off.split(" (")[0] : off) || " ");
        said += off ? `; with the bug ${digits(wrong, 4)}, off by ${off}` : "; with the bug the same";
      }
      const words = [shown, ...lines].join("|");
      const filled = known2 && one.words.startsWith("·");
      if (words !== one.words) {
        one.words = words;
        node.replaceChildren(shown, ...lines.map((line) => html("span", { className: "dl-off" }, line)));
        node.setAttribute("aria-label", spoken(said));
      }
      const width = (now.decimals[entry.l] ?? 5) + 3.6;
      node.style.minWidth = now.narrow ? "" : `${width * 0.6}em`;
      node.classList.toggle("dl-fresh", keyOf(entry) === now.fresh);
      node.classList.toggle("dl-unknown", !known2);
      if (filled && moves && !first) fills(node);
    }
    first = false;
    holder.classList.toggle("dl-compared", Boolean(now.wrong));
  }
  return {
    holder,
    update,
    mark: (entry, tab) => cells.forEach((one) => {
      one.node.classList.toggle("dl-on", Boolean(entry) && keyOf(one.entry) === keyOf(entry));
      one.node.tabIndex = keyOf(one.entry) === keyOf(tab) ? 0 : -1;
    })
  };
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
    message.faces.forEach(({ family, weight: weight2 }, k) => document.fonts.add(new FontFace(family, buffers[k], { weight: weight2 })));
    for (const { family, weight: weight2 } of message.faces) document.fonts.load(`${weight2} 16px "${family}"`).catch(() => {
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
var places = /* @__PURE__ */ new WeakMap();
function onStage(root) {
  return document.fullscreenElement === root || root.classList.contains(STAGED);
}
function lay(root) {
  const place = document.createComment("a view stood here");
  root.replaceWith(place);
  document.body.append(root);
  root.classList.add(STAGED);
  const leave = (event) => event.key === "Escape" && giveBack(root);
  window.addEventListener("keydown", leave, true);
  places.set(root, { place, leave });
  root.dispatchEvent(new Event("fullscreenchange", { bubbles: true }));
}
function giveBack(root) {
  const { place, leave } = places.get(root);
  window.removeEventListener("keydown", leave, true);
  root.classList.remove(STAGED);
  if (place.isConnected) place.replaceWith(root);
  else root.remove();
  root.dispatchEvent(new Event("fullscreenchange", { bubbles: true }));
}
function toggleStage(root) {
  if (root.classList.contains(STAGED)) giveBack(root);
  else if (document.fullscreenElement) document.exitFullscreen();
  else if (root.requestFullscreen) root.requestFullscreen().catch(() => lay(root));
  else lay(root);
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
  const bar2 = html("div", { className: "dl-controls" }, ...controls);
  const gone = html("p", { className: "dl-gone", role: "status" });
  const view = html("div", {}, bar2, drawing, line.node, gone);
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
function fullScreen() {
  const node = button("Full screen", () => toggleStage(node.closest(".dl-root")));
  return node;
}
function setter(model) {
  return (changes) => {
    for (const [name, value2] of Object.entries(changes)) model.set(name, value2);
    save(model);
  };
}

// src/dlcourse/widgets/steppers/backprop_settings.js
var COSTS = ["mse", "cross_entropy"];
var TOLERANCES = [0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3];
var FORGET = { history: [], ended: {} };
var entryValue = ({ l, i, j }, parameters) => j === null ? parameters[`b${l}`][i] : parameters[`W${l}`][i][j];
function settingsOf({ model, sizes, entries, buttons, move, pick }) {
  const set = setter(model);
  const L = sizes.length - 1;
  const count = model.get("X").length;
  const edit = (name, k, i, value2) => set({
    [name]: model.get(name).map((row, r) => r === k ? row.map((old, c) => c === i ? value2 : old) : row),
    ...FORGET
  });
  const rows = choice({
    label: "rows",
    value: 0,
    options: [...model.get("X").map((_, k) => `row ${k}`), `all ${count} rows`],
    onChange: (k) => set({ row: k < count ? k : -1, ...FORGET })
  });
  const pickOf = (label, name, options, shown = options) => choice({ label, options: shown, value: 0, onChange: (k) => set({ [name]: options[k], ...FORGET }) });
  const hidden = pickOf("hidden", "hidden", LEARNING);
  const output = pickOf("output", "output", LEARNING);
  const cost = choice({
    label: "cost",
    options: ["mean squared error", "cross-entropy"],
    value: 0,
    onChange: (k) => set({ cost: COSTS[k], ...k === 1 ? { output: "sigmoid" } : {}, ...FORGET })
  });
  const alpha = slider({
    label: "alpha",
    min: 0.05,
    max: 5,
    step: 0.05,
    value: 1,
    onInput: (value2) => set({ learning_rate: value2 })
  });
  const most = slider({
    label: "maximum of iterations",
    min: 10,
    max: 2e3,
    step: 10,
    value: 10,
    onInput: (value2) => set({ max_iterations: value2 })
  });
  const close = slider({
    label: "optimum: change of J under",
    min: 0,
    max: TOLERANCES.length - 1,
    step: 1,
    value: 0,
    onInput: (k) => set({ tolerance: TOLERANCES[k] })
  });
  const range = { step: 0.05, value: 0 };
  const inputs = Array.from(
    { length: sizes[0] },
    (_, j) => slider({ label: `x_${j}`, min: -2, max: 2, ...range, onInput: (v) => edit("X", model.get("row"), j, v) })
  );
  const targets = Array.from(
    { length: sizes[L] },
    (_, i) => slider({
      label: sizes[L] > 1 ? `y_${i}` : "y",
      min: 0,
      max: 1,
      ...range,
      onInput: (v) => edit("y", model.get("row"), i, v)
    })
  );
  const bug = toggle("update while going back (the bug)", (on) => set({ bug: on }));
  const which = choice({
    label: "weight or bias",
    options: entries.map(entryName),
    value: 0,
    onChange: (k) => pick(entries[k])
  });
  const weight2 = slider({ label: "its value", min: -3, max: 3, ...range, onInput: move });
  const node = html(
    "details",
    { className: "dl-more" },
    html("summary", {}, "Settings"),
    bar("Steps", buttons.start, buttons.layer, buttons.forward, buttons.backward, rows.node, bug.node),
    bar("Problem", ...inputs.map((s) => s.node), ...targets.map((s) => s.node), which.node, weight2.node, buttons.first),
    bar("Network and rules", hidden.node, output.node, cost.node, most.node, close.node)
  );
  function showEdited(edited) {
    which.select.value = String(entries.findIndex((entry) => keyOf(entry) === keyOf(edited)));
    const value2 = entryValue(edited, model.get("parameters"));
    weight2.set(value2, number(value2, 3));
  }
  function show(now, edited) {
    const all = now.row < 0;
    rows.select.value = String(all ? count : now.row);
    hidden.select.value = String(LEARNING.indexOf(now.hidden));
    output.select.value = String(LEARNING.indexOf(now.output));
    output.select.disabled = now.cost === "cross_entropy";
    cost.select.value = String(COSTS.indexOf(now.cost));
    const between = now.y.flat().every((v) => v >= 0 && v <= 1);
    cost.select.options[1].disabled = !between;
    cost.select.options[1].textContent = between ? "cross-entropy" : "cross-entropy (y must be from 0 to 1)";
    alpha.set(now.learning_rate, number(now.learning_rate, now.learning_rate < 0.05 ? 4 : 2));
    most.set(now.max_iterations, String(now.max_iterations));
    const nearest = TOLERANCES.findLastIndex((t) => t <= now.tolerance);
    close.set(nearest, String(now.tolerance));
    const k = Math.max(now.row, 0);
    inputs.forEach((s, j) => s.set(now.X[k][j], number(now.X[k][j], 2)));
    targets.forEach((s, i) => {
      [s.input.min, s.input.max] = now.output === "sigmoid" ? [0, 1] : [-2, 2];
      s.set(now.y[k][i], number(now.y[k][i], 2));
    });
    [...inputs, ...targets].forEach((s) => {
      s.input.disabled = all;
      s.node.title = all ? "choose one row to change its inputs and its target" : "";
    });
    bug.input.checked = now.bug;
    showEdited(edited);
  }
  return { node, alpha, show, showEdited };
}
function bar(name, ...nodes) {
  const node = html("div", { className: "dl-controls", role: "group" }, ...nodes);
  node.setAttribute("aria-label", name);
  return node;
}

// src/dlcourse/widgets/steppers/backprop_phases.js
function phasesOf(steps) {
  const L = Math.max(...steps.map((step) => step.l));
  const after = (test) => steps.findLastIndex(test) + 1;
  const back = Array.from({ length: L }, (_, k) => L - k);
  return [
    { key: "forward", name: "forward", now: "forward", end: after((step) => step.kind === "forward") },
    { key: "cost", name: "cost", now: "cost", end: after((step) => step.kind === "cost") },
    ...back.map((l) => ({
      key: `back ${l}`,
      name: `layer ${l}`,
      now: `blame reaches layer ${l}`,
      end: after((step) => step.l === l && (step.kind === "delta" || step.kind === "partial"))
    })),
    { key: "update", name: "update", now: "update", end: null },
    { key: "repeat", name: "repeat", now: "repeat", end: null }
  ];
}
function phaseAt(phases, { done, updates, repeated: repeated2 }) {
  if (repeated2) return phases.length - 1;
  if (done === 0) return updates > 0 ? phases.length - 2 : 0;
  return phases.findIndex(({ end }) => end !== null && done <= end);
}
function onwards(phases, k, done) {
  const { key, end } = phases[k];
  if (key === "repeat") return { act: "repeat" };
  if (end !== null && done < end) return { go: end };
  const next = phases[k + 1];
  return next.end === null ? { act: next.key } : { go: next.end };
}
function backwards(phases, k) {
  const before = phases.slice(0, k).findLast(({ end }) => end !== null);
  return before && phases[k].key !== "update" ? before.end : 0;
}
function captionOf(step, { L, cost, updates }) {
  if (!step)
    return updates ? "Each weight went against its slope, alpha times as far. Now the next round." : "The inputs are set. Each neuron will weigh, add up and answer, layer by layer.";
  const { kind, l, i, j } = step;
  if (kind === "forward") return `Neuron ${i} of layer ${l} weighs what reaches it, adds its bias, and answers.`;
  if (kind === "cost") return "How far the answer is from its target. Now back, from the output.";
  if (kind === "partial") {
    return j === null ? "How much the cost changes with this bias: as much as its neuron must answer for." : "How much the cost changes with this weight: what its neuron must answer for, times what came in through it.";
  }
  if (l < L)
    return `What neuron ${i} of layer ${l} must answer for: what layer ${l + 1} answers for, through the weights between them, times its own slope.`;
  if (cost === "cross_entropy") return `What output neuron ${i} must answer for: its error alone.`;
  return `What output neuron ${i} must answer for: its error, times its own slope.`;
}

// src/dlcourse/widgets/steppers/backprop.js
var TRAITS = [
  "parameters",
  "X",
  "y",
  "hidden",
  "output",
  "cost",
  "learning_rate",
  "row",
  "step",
  "bug",
  "history",
  "ended",
  "max_iterations",
  "tolerance"
];
function render({ model, el }) {
  const set = setter(model);
  const sizes = layerSizes(model.get("parameters"));
  const L = sizes.length - 1;
  const steps = rounds(sizes);
  const count = model.get("X").length;
  const entries = [];
  for (let l = 1; l <= L; l++)
    for (let i = 0; i < sizes[l]; i++)
      for (let j = 0; j <= sizes[l - 1]; j++) entries.push({ l, i, j: j < sizes[l - 1] ? j : null });
  let hovered = null;
  let pinned = null;
  let edited = entries[0];
  let seenStep = model.get("step");
  let frame = 0;
  let rebuilding = false;
  let drawn = null;
  let fitted = "";
  let picture = null;
  let repeated_ = false;
  let held = false;
  const phases = phasesOf(steps);
  const pacing = pace();
  const state = () => Object.fromEntries(TRAITS.map((name) => [name, model.get(name)]));
  const all = () => model.get("row") < 0;
  const at = () => Math.min(model.get("step"), steps.length);
  const place = (kind, l, i, j) => steps.findIndex((s) => s.kind === kind && s.l === l && s.i === i && s.j === j);
  const done = (kind, l, i, j) => place(kind, l, i, j) < at();
  const go = (to) => {
    repeated_ = false;
    set({ step: Math.max(0, Math.min(steps.length, to)) });
  };
  const updates = () => historyOf(state()).at(-1)[0];
  const phase = () => phaseAt(phases, {
    done: at(),
    updates: updates(),
    repeated: Boolean(frame) || repeated_ && at() === steps.length && updates() > 0
  });
  const ofLayer = ({ kind, l }) => kind === "forward" || kind === "cost" ? `${kind} ${l}` : `back ${l}`;
  function nextLayer() {
    const now = ofLayer(steps[Math.min(at(), steps.length - 1)]);
    go(steps.findLastIndex((step) => ofLayer(step) === now) + 1);
  }
  function move(value2) {
    const parameters = structuredClone(model.get("parameters"));
    if (edited.j === null) parameters[`b${edited.l}`][edited.i] = value2;
    else parameters[`W${edited.l}`][edited.i][edited.j] = value2;
    set({ parameters, ...FORGET });
  }
  const pick = (entry) => {
    pinned = edited = entry;
    settings.showEdited(edited);
    tell();
  };
  function repeat() {
    if (frame) return pause();
    repeated_ = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const share = calm ? 200 : Math.ceil(model.get("max_iterations") / 150);
    const turn = () => {
      frame = 0;
      const changes = repeated(state(), share);
      if (!stopOf({ ...state(), ...changes })) frame = requestAnimationFrame(turn);
      if (!frame) return set({ ...changes, step: steps.length });
      for (const [name, value2] of Object.entries({ ...changes, step: steps.length })) model.set(name, value2);
    };
    turn();
  }
  function pause() {
    cancelAnimationFrame(frame);
    frame = 0;
    save(model);
    clean.redraw();
  }
  const buttons = {
    start: button("Start", () => go(0)),
    back: button("Back", () => go(at() - 1)),
    next: button("Next", () => go(at() + 1)),
    layer: button("Next layer", nextLayer),
    forward: button("Forward pass", () => go(steps.findIndex((step) => step.kind === "cost") + 1)),
    backward: button("Backward pass", () => go(steps.length)),
    update: button("Update W and b", update),
    repeat: button("Repeat until it stops", repeat),
    first: button("First weights again", () => set({ parameters: model.get("first"), ...FORGET }))
  };
  buttons.next.classList.add("dl-primary");
  function update() {
    repeated_ = false;
    set({ ...oneUpdate(state()), step: 0 });
  }
  function onward() {
    const { go: to, act } = onwards(phases, phase(), at());
    if (act === "update") return stopOf(state()) ? void 0 : update();
    if (act === "repeat") return frame || !stopOf(state()) ? repeat() : void 0;
    go(to);
  }
  const rail = html("div", { className: "dl-rail", role: "group" });
  rail.setAttribute("aria-label", "Phases of a round");
  const marks = phases.map(({ key, name, end }) => {
    const act = {
      update: () => at() === steps.length && !stopOf(state()) && update(),
      repeat: () => (frame || !stopOf(state())) && repeat()
    };
    const node = html("button", { type: "button", className: "dl-phase" }, name);
    node.addEventListener("click", () => end === null ? act[key]() : go(end));
    rail.append(node);
    return node;
  });
  function showPhase() {
    const now = phase();
    marks.forEach((node, k) => {
      node.classList.toggle("dl-past", k < now);
      node.classList.toggle("dl-blaming", k === now && phases[k].key.startsWith("back"));
      if (k === now) node.setAttribute("aria-current", "step");
      else node.removeAttribute("aria-current");
      const words2 = k === now ? phases[k].now : phases[k].name;
      if (node.textContent !== words2) node.textContent = words2;
    });
  }
  const settings = settingsOf({ model, sizes, entries, buttons, move, pick });
  let wasOpen = false;
  const onScreen = () => {
    if (onStage(root)) wasOpen = settings.node.open;
    settings.node.open = onStage(root) ? false : wasOpen;
    clean.fit();
  };
  const about = html("div", { className: "dl-chain" });
  const caption = html("p", { className: "dl-meaning" });
  const J = html("output", { className: "dl-J" });
  const spark = html("div", {});
  const stopped = html("p", { className: "dl-stopped" });
  const colour = (name) => {
    if (/^d/.test(name)) return "dl-violet";
    const found = name.match(/^W\^(\d+)_\((\d+),(\d+)\)$/);
    if (!found) return "";
    return drawn.now.parameters[`W${found[1]}`][found[2]][found[3]] < 0 ? "dl-minus" : "dl-plus";
  };
  function linesOf(entry, now, right, wrong) {
    const context = { rows: rowsOf(now), cost: now.cost };
    const step = steps[at() - 1];
    const note = all() && count > 1 ? ["The picture shows means over the rows. Written out below is row 0; choose a row to follow another."] : [];
    if (entry) {
      const turn = place("partial", entry.l, entry.i, entry.j) + 1;
      if (turn > at())
        return [
          ...links(entry, sizes),
          `${partialName(entry)} is not computed yet: its turn is step ${turn} of ${steps.length}.`
        ];
      const lines = [...note, ...chain(right, now.parameters, context, entry)];
      if (!wrong) return lines;
      const values = [right, wrong].map(
        (pass) => entry.j === null ? pass.db[entry.l][entry.i] : pass.dW[entry.l][entry.i][entry.j]
      );
      const off2 = miss(...values);
      if (!off2) return [...lines, "With the bug: the same. Nothing was updated yet when the last layer asked."];
      const bugged = chain(wrong, now.parameters, context, entry, 0, L - 1);
      return [...lines, "With the bug (W' = W − alpha · dW, updated too early):", ...bugged, `Off by ${off2}.`];
    }
    if (!step) return ["Next computes the first neuron."];
    if (step.kind === "cost") return [costLine(right, context)];
    if (step.kind === "delta") return [...note, deltaLine(right, now.parameters, context, step.l, step.i, 0)];
    const trace = { Z: right.Z.map((layer) => layer[0] ?? []), A: right.A.map((layer) => layer[0]) };
    return [...note, ...arithmetic(step.l, step.i, now.parameters, trace, step.l === L ? now.output : now.hidden)];
  }
  function tell() {
    const { now, right, wrong, net, tables: tables2 } = drawn;
    const step = steps[at() - 1];
    const entry = hovered ?? pinned ?? (step?.kind === "partial" ? step : null);
    net.light(entry, step);
    tables2.mark(entry, pinned ?? edited);
    const lines = linesOf(entry, now, right, wrong);
    about.replaceChildren(...lines.map((line) => html("p", {}, ...formula(line, colour))));
    const own = entry && lines.findIndex((line) => line.startsWith(`${partialName(entry)} =`));
    if (entry && own >= 0) about.children[own].className = "dl-own";
    else if (!entry && lines.length) about.lastChild.className = "dl-own";
    pointed(hovered);
  }
  about.addEventListener(
    "pointerover",
    (event) => picture?.net.point(event.target.closest?.(".dl-math")?.dataset.term ?? "")
  );
  about.addEventListener("pointerleave", () => picture?.net.point(""));
  function pointed(entry) {
    const name = entry && entryName(entry);
    for (const term of about.querySelectorAll(".dl-math"))
      term.classList.toggle("dl-pointed", term.dataset.term === name);
  }
  function fullest() {
    fitted = `${onStage(root)} ${model.get("bug")}`;
    const { now, right, wrong } = drawn;
    const context = { rows: rowsOf(now), cost: now.cost };
    const longest = { l: 1, i: 0, j: 0 };
    const lines = [
      ...chain(right, now.parameters, context, longest),
      ...wrong ? ["", ...chain(wrong, now.parameters, context, longest, 0, L - 1), ""] : []
    ];
    about.replaceChildren(...lines.map((line) => html("p", {}, ...notation(line || "."))));
    about.lastChild.className = "dl-own";
  }
  let tables = null;
  const off = html("p", { className: "dl-bugged" });
  const passes = html("div", { className: "dl-passes" });
  const side = html("div", { className: "dl-side-chart" });
  const halves = html("div", {}, passes, side);
  const under = html("div", { className: "dl-under-net" });
  const costs = html(
    "div",
    { className: "dl-cost-of-now" },
    html("div", { className: "dl-cost-line" }, html("span", { className: "dl-strong-name" }, ...notation("cost J")), J),
    spark,
    stopped
  );
  const turns = html("div", { className: "dl-turns" }, settings.alpha.node, buttons.update, buttons.repeat);
  const words = html("div", { className: "dl-words-of-step" }, caption, off, about);
  const deck = html("div", { className: "dl-told" }, words, costs, turns);
  function draw(width) {
    if (model.get("step") !== seenStep) pinned = null;
    seenStep = model.get("step");
    hovered = null;
    rebuilding = true;
    queueMicrotask(() => rebuilding = false);
    const now = state();
    const right = passOf(now);
    const wrong = now.bug ? passOf(now, true) : null;
    const hover = (entry) => {
      if (hovered === entry) return;
      hovered = entry;
      tell();
    };
    const pointer = { enter: hover, leave: () => hover(null), pick, focus: (entry) => rebuilding || pick(entry) };
    const step = steps[at() - 1];
    const target = (i) => rowsOf(now).y.reduce((sum, row) => sum + row[i], 0) / rowsOf(now).y.length;
    const wide = width >= 760;
    const beside = wide && !wrong && Math.max(...sizes) <= 4;
    const leftWidth = wide ? Math.round(width * 0.57) : width;
    const moves = pacing.moves(held) && picture?.width === leftWidth;
    if (picture?.width !== leftWidth) picture = { width: leftWidth, net: network(sizes, leftWidth, pointer) };
    else if (!moves) settle(root);
    const { net } = picture;
    const decimals = sizes.map((_, l) => l ? decimalsFor([...right.dW[l].flat(), ...right.db[l]]) : 0);
    const label = `The network, ${at()} of ${steps.length} steps done; cost ${number(right.J, 4)}`;
    net.update(
      {
        pass: right,
        parameters: now.parameters,
        current: step,
        done,
        targets: target,
        label,
        decimals,
        step: now.step
      },
      moves
    );
    tables ??= matrices(sizes, pointer);
    tables.update(
      { right, wrong, done, fresh: step?.kind === "partial" ? keyOf(step) : "", narrow: width < 520, decimals },
      moves
    );
    drawn = { now, right, wrong, net, tables };
    const history = historyOf(now, right.J);
    const stop = stopOf(now, right.J);
    const [made, cost_] = history.at(-1);
    const known2 = done("cost", L, 0) || made > 0;
    J.textContent = known2 ? digits(cost_, 4) : "?";
    stopped.textContent = stop ? `${stop[0].toUpperCase()}${stop.slice(1)}.` : made ? `${many(made, "update")}.` : "0 updates.";
    spark.replaceChildren(costChart(history));
    caption.replaceChildren(...notation(captionOf(step, { L, cost: now.cost, updates: made })));
    about.setAttribute("aria-description", captionOf(step, { L, cost: now.cost, updates: made }));
    off.replaceChildren(...wrong ? notation(missesText(differences(right, wrong))) : []);
    off.hidden = !wrong;
    showPhase();
    tell();
    halves.classList.toggle("dl-halves", wide);
    if (passes.firstChild !== net.image) passes.replaceChildren(net.image);
    const written = wide && !beside;
    if (tables.holder.parentNode !== (beside ? side : under)) (beside ? side : under).append(tables.holder);
    if (words.parentNode !== (written ? side : deck)) (written ? side : deck).prepend(words);
    if (written && deck.parentNode !== passes) passes.append(deck);
    deck.classList.toggle("dl-short", written);
    halves.classList.toggle("dl-comparing", written);
    side.hidden = !beside && !written;
    deck.classList.toggle("dl-narrow", !wide);
    return written ? [halves, under] : [halves, under, deck];
  }
  let root = el;
  const whole = fullScreen();
  whole.classList.add("dl-quiet");
  const clean = mount({
    model,
    el,
    label: `Backpropagation through a ${sizes.join("-")} network`,
    traits: TRAITS,
    controls: [rail, settings.node, html("div", { className: "dl-bar dl-steps" }, whole, buttons.back, buttons.next)],
    draw,
    fullest,
    says: () => {
      const J2 = number(drawn.right.J, 4);
      const [updates2] = historyOf(drawn.now, drawn.right.J).at(-1);
      const here = `Step ${at()} of ${steps.length}, ${many(updates2, "update")} done. `;
      const stop = stopOf(drawn.now, drawn.right.J);
      const step = steps[at() - 1];
      if (stop) return `${here}Cost J = ${J2}; ${stop}.`;
      if (!step) return `${here}The inputs are set. Next computes the first neuron.`;
      if (step.kind === "forward") {
        const a = all() ? "computed for every row" : `at a = ${number(drawn.right.A[step.l][0][step.i])}`;
        return `${here}Neuron ${step.i} of layer ${step.l} is ${a}.`;
      }
      if (step.kind === "cost") return `${here}The cost is J = ${J2}. Now backward, from the output.`;
      if (at() === steps.length) return `${here}All partial derivatives are known, J = ${J2}. Now update.`;
      if (step.kind === "delta") return `${here}Known: dZ of neuron ${step.i} of layer ${step.l}.`;
      return `${here}${partialName(step)} = ${digits(entryValue(step, { [`W${step.l}`]: drawn.right.dW[step.l], [`b${step.l}`]: drawn.right.db[step.l] }), 4)}.`;
    },
    onUpdate: () => {
      const now = state();
      const stop = stopOf(now);
      const ends = at() === 0 ? buttons.back : at() === steps.length ? buttons.next : null;
      if (ends && ends === document.activeElement) root.focus({ preventScroll: true });
      buttons.start.disabled = buttons.back.disabled = at() === 0;
      buttons.next.disabled = buttons.layer.disabled = buttons.backward.disabled = at() === steps.length;
      buttons.forward.disabled = done("cost", L, 0);
      buttons.update.disabled = at() < steps.length || Boolean(stop);
      buttons.repeat.disabled = Boolean(stop);
      buttons.repeat.textContent = frame ? "Pause" : "Repeat until it stops";
      settings.show(now, edited);
      if (fitted.startsWith("true") && fitted !== `true ${now.bug}`) {
        fitted = "";
        queueMicrotask(clean.fit);
      }
    },
    onKey: (event) => {
      if (event.target.matches(".dl-cell")) {
        const [l, i, j] = event.target.dataset.key.split("-");
        const to = neighbour(sizes, { l: Number(l), i: Number(i), j: j === "null" ? null : Number(j) }, event.key);
        if (to) el.querySelector(`[data-key="${keyOf(to)}"]`)?.focus();
        if (to || event.key.startsWith("Arrow")) return true;
      }
      const turns2 = {
        ArrowRight: () => go(at() + 1),
        ArrowLeft: () => go(at() - 1),
        PageDown: onward,
        PageUp: () => go(backwards(phases, phase()))
      };
      if (!(event.key in turns2)) return false;
      pinned = null;
      held = event.repeat;
      turns2[event.key]();
      return true;
    }
  });
  root = el.querySelector(".dl-root");
  root.classList.add("dl-stepper");
  root.tabIndex = -1;
  root.addEventListener("fullscreenchange", onScreen);
  return () => {
    cancelAnimationFrame(frame);
    root.removeEventListener("fullscreenchange", onScreen);
    clean();
  };
}
var backprop_default = viewOf(render);
export {
  backprop_default as default
};
