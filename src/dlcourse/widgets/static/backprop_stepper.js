// src/dlcourse/widgets/shared/draw.js
var TYPE = 15;
var SVG = "http://www.w3.org/2000/svg";
function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value2] of Object.entries(attributes)) node.setAttribute(key, String(value2));
  node.append(...children);
  return node;
}
function number(value2, decimals = 3) {
  const text2 = Math.abs(value2) < 1e6 ? value2.toFixed(decimals) : value2.toExponential(1);
  return Number(text2) === 0 ? 0 .toFixed(decimals) : text2.replace("-", "−");
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
  const text2 = long || !Number.isFinite(value2) ? value2.toExponential(count - 2) : value2.toPrecision(count);
  return Number(text2) === 0 ? "0" : text2.replaceAll("-", "−").replace("e+", "e");
}
function bracketed(text2) {
  return text2.startsWith("−") ? `(${text2})` : text2;
}
function layout(sizes, width, between = width < 520 ? 28 : 34) {
  const tallest = Math.max(...sizes);
  const radius = width < 520 ? 21 : 29;
  const row = 2 * radius + between;
  const top = 34;
  const height = top + tallest * row + 8;
  const left = radius + 12;
  const gap = (width - 2 * left) / (sizes.length - 1);
  const at = (l, i) => [left + l * gap, top + tallest * row / 2 + (i - (sizes[l] - 1) / 2) * row];
  return { height, radius, at };
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
  sigmoid: (z, a) => a * (1 - a),
  tanh: (z, a) => 1 - a * a,
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
  if (why === "diverged" && same && update === count + 1) return `diverged at update ${update} (alpha = ${learning_rate})`;
  if (count >= state.max_iterations) return `stopped: ${many(count, "update")} ${count === 1 ? "is" : "are"} done, the maximum of iterations`;
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
  if (![J, ...Object.values(parameters).flat(2)].every(Number.isFinite)) return { history, ended: { ...ended, why: "diverged" } };
  const settled = Math.abs(J - before.J) < tolerance;
  return { parameters, history: thinned([...history, [update, J]]), ended: settled ? { ...ended, why: "optimum" } : {} };
}
function repeated(state, most = Infinity) {
  let now = state;
  for (let k = 0; k < most && !stopOf(now); k++) now = { ...now, ...oneUpdate(now) };
  return { parameters: now.parameters, history: now.history, ended: now.ended };
}
function thinned(history) {
  return history.length > KEPT ? history.filter((_, k) => k % 2 === 0 || k === history.length - 1) : history;
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
function choice({ label, options, value: value2, onChange }) {
  const id = uniqueId("choice");
  const select = html("select", { id }, ...options.map((text2, i) => html("option", { value: String(i) }, text2)));
  select.value = String(value2);
  select.addEventListener("change", () => onChange(Number(select.value)));
  const node = html("div", { className: "dl-control" }, html("label", { htmlFor: id }, label), select);
  return { node, select };
}
function toggle(label, onChange) {
  const id = uniqueId("switch");
  const input = html("input", { type: "checkbox", id });
  input.addEventListener("change", () => onChange(input.checked));
  return { input, node: html("div", { className: "dl-control" }, input, html("label", { htmlFor: id }, label)) };
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
  const sum = Array.from({ length: sizes[l + 1] }, (_, q) => `dZ^${l + 1}_${q} · ${weightName(l + 1, q, i)}`).join(" + ");
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
  const words = found.map(({ l, dW, db }) => dW || db ? `dW${l} is off by ${percent(dW)} of its largest entry, db${l} by ${percent(db)}` : `dW${l} and db${l} are right`);
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
  const px = (value3) => left + (value3 - x[0]) / (x[1] - x[0]) * (width - left - right);
  const py = (value3) => height - bottom - (value3 - y[0]) / (y[1] - y[0]) * (height - top - bottom);
  const value2 = (clientX, clientY, shown = image) => {
    const box = shown.getBoundingClientRect();
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
    value: value2,
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
function trimmed(value2, decimals) {
  return number(value2, decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
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
function network(width, now, pointer) {
  const { pass, sizes, current, done } = now;
  const L = sizes.length - 1;
  const narrow = width < 520;
  const { height, radius, at } = layout(sizes, width, narrow ? 48 : 46);
  const image = svg("svg", { viewBox: `0 0 ${width} ${height + 14}`, role: "img", "aria-label": now.label });
  const [edges, neurons] = [[], []];
  const back = svg("g", {});
  image.append(back);
  for (let l = 1; l <= L; l++)
    for (let i = 0; i < sizes[l]; i++)
      for (let j = 0; j < sizes[l - 1]; j++) {
        const w = now.parameters[`W${l}`][i][j];
        const [[x1, y1], [x2, y2]] = [at(l - 1, j), at(l, i)];
        const ends = { x1: x1 + radius, y1, x2: x2 - radius, y2 };
        const halo = svg("line", { ...ends, class: "dl-lit" });
        const edge = svg("line", { ...ends, class: `dl-edge ${w < 0 ? "dl-negative" : "dl-positive"}` });
        edge.setAttribute("stroke-width", String(1 + 3 * Math.min(Math.abs(w), 1.5)));
        const hit = svg("line", { ...ends, class: "dl-hit" });
        const entry = { l, i, j };
        hit.dataset.edge = keyOf(entry);
        hit.addEventListener("pointerenter", () => pointer.enter(entry));
        hit.addEventListener("pointerleave", pointer.leave);
        hit.addEventListener("click", () => pointer.pick(entry));
        const value2 = svg("text", { class: "dl-name dl-ground dl-weight" }, digits(w, 3));
        edges.push({ ...entry, halo, value: value2, ends });
        back.append(halo, edge, hit);
      }
  const m = pass.A[0].length;
  const mean = (values2, i) => values2.reduce((s, row) => s + row[i], 0) / m;
  sizes.forEach((n, l) => {
    for (let i = 0; i < n; i++) {
      const [x, y] = at(l, i);
      const known = l === 0 || done("forward", l, i);
      const ring = svg("circle", { cx: x, cy: y, r: radius + 4, class: "dl-ring" });
      const circle = svg("circle", { cx: x, cy: y, r: radius, class: "dl-neuron" });
      circle.classList.toggle("dl-known", known);
      circle.classList.toggle("dl-current", current?.l === l && current.i === i && current.kind !== "cost");
      neurons.push({ l, i, ring });
      image.append(ring, circle, write(x, y + 5, known ? brief(mean(pass.A[l], i)) : "?", "dl-number"));
      const name = l === 0 ? `x_${i}` : l === L ? `ŷ${n > 1 ? `_${i}` : ""}, y = ${brief(now.targets(i))}` : `a^${l}_${i}`;
      const end = l === L && { "text-anchor": "end", x: x + radius + 6 };
      image.append(write(x, y + radius + 17, name, l === L ? "dl-name dl-end" : "dl-name", end));
      if (l > 0 && done("delta", l, i)) {
        const delta = pass.dZ[l].reduce((s, row) => s + row[i], 0);
        image.append(write(x, y - radius - 9, `dZ ${digits(delta, 2)}`, l === L ? "dl-name dl-delta dl-end" : "dl-name dl-delta", end));
      }
    }
  });
  const values = svg("g", {});
  image.append(values);
  function light(entry) {
    edges.forEach((edge) => edge.halo.classList.toggle("dl-on", onPath(entry, edge.l, edge.i, edge.j)));
    neurons.forEach((one) => one.ring.classList.toggle("dl-on", neuronOnPath(entry, one.l, one.i)));
    values.replaceChildren();
    edges.forEach(({ value: value2, ends, ...edge }) => {
      if (!onPath(entry, edge.l, edge.i, edge.j)) return;
      const share = [0.5, 0.34, 0.66, 0.22][edge.j % 4];
      value2.setAttribute("x", ends.x1 + (ends.x2 - ends.x1) * share);
      value2.setAttribute("y", ends.y1 + (ends.y2 - ends.y1) * share + 4);
      if (!narrow) values.append(value2);
    });
  }
  return { image, light };
}
function write(x, y, words, className, more) {
  return svgNotation(svg("text", { x, y, class: className, ...more || {} }), words);
}
function matrices(now, pointer) {
  const holder = html("div", { className: "dl-matrices", role: "group" });
  holder.setAttribute("aria-label", "Partial derivatives; the arrows go from entry to entry");
  const cells = [];
  for (let l = now.right.sizes.length - 1; l >= 1; l--) {
    for (const kind of ["W", "b"]) {
      const of = (pass, i, j) => j === null ? pass.db[l][i] : pass.dW[l][i][j];
      const columns = kind === "W" ? Array.from({ length: now.right.sizes[l - 1] }, (_, j) => j) : [null];
      const rows = now.right.sizes[l];
      const body = Array.from(
        { length: rows },
        (_, i) => html("tr", {}, ...columns.map((j) => html("td", {}, cell({ l, i, j }, of(now.right, i, j), now.wrong && of(now.wrong, i, j)))))
      );
      const shape = kind === "W" ? `(${rows}, ${columns.length})` : `(${rows},)`;
      holder.append(html("table", {}, html("caption", {}, `dJ/d${kind}`, html("sup", {}, String(l)), ` ${shape}`), html("tbody", {}, ...body)));
    }
  }
  function cell(entry, right, wrong) {
    const known = now.done("partial", entry.l, entry.i, entry.j);
    const node = html("button", { type: "button", className: "dl-cell" }, known ? digits(right, now.narrow ? 2 : 4) : "·");
    let said = known ? `${partialName(entry)} = ${digits(right, 4)}` : `${partialName(entry)}: not computed yet`;
    if (known && now.wrong) {
      const off = miss(right, wrong);
      const short = now.narrow;
      node.append(html("span", { className: "dl-off" }, off ? `${short ? "" : "bug "}${digits(wrong, short ? 2 : 4)}` : short ? "same" : "bug: the same"));
      node.append(html("span", { className: "dl-off" }, (short ? off.split(" (")[0] : off) || " "));
      said += off ? `; with the bug ${digits(wrong, 4)}, off by ${off}` : "; with the bug the same";
    }
    node.dataset.key = keyOf(entry);
    node.setAttribute("aria-label", said);
    node.tabIndex = keyOf(entry) === keyOf(now.tab) ? 0 : -1;
    node.classList.toggle("dl-fresh", keyOf(entry) === now.fresh);
    node.addEventListener("pointerenter", () => pointer.enter(entry));
    node.addEventListener("pointerleave", pointer.leave);
    node.addEventListener("focus", () => pointer.focus(entry));
    cells.push({ entry, node });
    return node;
  }
  return {
    holder,
    mark: (entry, tab) => cells.forEach((one) => {
      one.node.classList.toggle("dl-on", Boolean(entry) && keyOf(one.entry) === keyOf(entry));
      one.node.tabIndex = keyOf(one.entry) === keyOf(tab) ? 0 : -1;
    })
  };
}
function costChart(width, height, history) {
  const finite = history.filter(([, J]) => Number.isFinite(J));
  const top = Math.min(Math.max(...finite.map(([, J]) => J), 0), 1e300);
  const chart = plot({
    width,
    height,
    x: [0, Math.max(10, history.at(-1)[0])],
    y: [0, top * 1.1 || 1],
    xName: "updates",
    yName: "J",
    label: `cost ${number(history[0][1], 4)} at first, ${number(history.at(-1)[1], 4)} after ${many(history.at(-1)[0], "update")}`
  });
  chart.curve(finite, "dl-positive");
  if (finite.length) chart.dot(...finite.at(-1), "dl-dot", 5);
  return chart.image;
}
function neighbour(sizes, { l, i, j }, key) {
  const row = (i_) => Math.max(0, Math.min(sizes[l] - 1, i_));
  const last = sizes[l - 1] - 1;
  if (key === "ArrowRight") return j === null ? l > 1 ? { l: l - 1, i: Math.min(i, sizes[l - 1] - 1), j: 0 } : null : { l, i, j: j < last ? j + 1 : null };
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

// src/dlcourse/widgets/shared/view.js
var LEAST = 12;
var ALONE = "Python no longer hears this view. It still works; run its cell again to connect it.";
function mount({ model, el, label, traits, controls, draw, says, onUpdate, onKey, most = 1100, inPixels = false, fullest = () => {
}, alone = ALONE }) {
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
    const active = drawing.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const nodes = draw(width);
    if (nodes.length !== drawing.childNodes.length || nodes.some((node, k) => node !== drawing.childNodes[k])) drawing.replaceChildren(...nodes);
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
    if (document.fullscreenElement === root) {
      const over = () => {
        update();
        fullest();
        return root.scrollHeight > root.clientHeight;
      };
      for (let size = Number.parseFloat(getComputedStyle(root).fontSize); over() && size > LEAST; measure()) root.style.fontSize = `${size -= 1}px`;
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
  const node = button(
    "Full screen",
    () => document.fullscreenElement ? document.exitFullscreen() : node.closest(".dl-root").requestFullscreen?.()
  );
  return node;
}
function setter(model) {
  return (changes) => {
    for (const [name, value2] of Object.entries(changes)) model.set(name, value2);
    save(model);
  };
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
var COSTS = ["mse", "cross_entropy"];
var TOLERANCES = [0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3];
function render({ model, el }) {
  const set = setter(model);
  const sizes = layerSizes(model.get("parameters"));
  const L = sizes.length - 1;
  const steps = rounds(sizes);
  const count = model.get("X").length;
  const entries = [];
  for (let l = 1; l <= L; l++)
    for (let i = 0; i < sizes[l]; i++) for (let j = 0; j <= sizes[l - 1]; j++) entries.push({ l, i, j: j < sizes[l - 1] ? j : null });
  let hovered = null;
  let pinned = null;
  let edited = entries[0];
  let seenStep = model.get("step");
  let frame = 0;
  let rebuilding = false;
  let drawn = null;
  let fitted = "";
  const state = () => Object.fromEntries(TRAITS.map((name) => [name, model.get(name)]));
  const all = () => model.get("row") < 0;
  const at = () => Math.min(model.get("step"), steps.length);
  const place = (kind, l, i, j) => steps.findIndex((s) => s.kind === kind && s.l === l && s.i === i && s.j === j);
  const done = (kind, l, i, j) => place(kind, l, i, j) < at();
  const go = (to) => set({ step: Math.max(0, Math.min(steps.length, to)) });
  const ofLayer = ({ kind, l }) => kind === "forward" || kind === "cost" ? `${kind} ${l}` : `back ${l}`;
  function nextLayer() {
    const now = ofLayer(steps[Math.min(at(), steps.length - 1)]);
    go(steps.findLastIndex((step) => ofLayer(step) === now) + 1);
  }
  const forget = { history: [], ended: {} };
  const edit = (name, k, i, value2) => set({ [name]: model.get(name).map((row, r) => r === k ? row.map((old, c) => c === i ? value2 : old) : row), ...forget });
  const valueOf = ({ l, i, j }, parameters = model.get("parameters")) => j === null ? parameters[`b${l}`][i] : parameters[`W${l}`][i][j];
  function move(value2) {
    const parameters = structuredClone(model.get("parameters"));
    if (edited.j === null) parameters[`b${edited.l}`][edited.i] = value2;
    else parameters[`W${edited.l}`][edited.i][edited.j] = value2;
    set({ parameters, ...forget });
  }
  const pick = (entry) => {
    pinned = edited = entry;
    showEdited();
    tell();
  };
  function repeat() {
    if (frame) return pause();
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
    update: button("Update W and b", () => set({ ...oneUpdate(state()), step: 0 })),
    repeat: button("Repeat until it stops", repeat),
    first: button("First weights again", () => set({ parameters: model.get("first"), ...forget }))
  };
  const rows = choice({
    label: "rows",
    value: 0,
    options: [...model.get("X").map((_, k) => `row ${k}`), `all ${count} rows`],
    onChange: (k) => set({ row: k < count ? k : -1, ...forget })
  });
  const pickOf = (label, name, options, shown = options) => choice({ label, options: shown, value: 0, onChange: (k) => set({ [name]: options[k], ...forget }) });
  const hidden = pickOf("hidden", "hidden", LEARNING);
  const output = pickOf("output", "output", LEARNING);
  const cost = choice({
    label: "cost",
    options: ["mean squared error", "cross-entropy"],
    value: 0,
    onChange: (k) => set({ cost: COSTS[k], ...k === 1 ? { output: "sigmoid" } : {}, ...forget })
  });
  const alpha = slider({ label: "alpha", min: 0.05, max: 5, step: 0.05, value: 1, onInput: (value2) => set({ learning_rate: value2 }) });
  const most = slider({ label: "maximum of iterations", min: 10, max: 2e3, step: 10, value: 10, onInput: (value2) => set({ max_iterations: value2 }) });
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
    (_, i) => slider({ label: sizes[L] > 1 ? `y_${i}` : "y", min: 0, max: 1, ...range, onInput: (v) => edit("y", model.get("row"), i, v) })
  );
  const bug = toggle("update while going back (the bug)", (on) => set({ bug: on }));
  const which = choice({ label: "weight or bias", options: entries.map(entryName), value: 0, onChange: (k) => pick(entries[k]) });
  const weight2 = slider({ label: "its value", min: -3, max: 3, ...range, onInput: move });
  function showEdited() {
    which.select.value = String(entries.findIndex((entry) => keyOf(entry) === keyOf(edited)));
    weight2.set(valueOf(edited), number(valueOf(edited), 3));
  }
  const more = html(
    "details",
    { open: true, className: "dl-more" },
    html("summary", {}, "Inputs, target, weights, activations, cost, and when to stop"),
    bar("Problem", ...inputs.map((s) => s.node), ...targets.map((s) => s.node), which.node, weight2.node, buttons.first),
    bar("Network and rules", hidden.node, output.node, cost.node, most.node, close.node)
  );
  const onScreen = () => {
    more.open = !document.fullscreenElement;
    clean.fit();
  };
  el.addEventListener("fullscreenchange", onScreen);
  const about = html("div", { className: "dl-chain" });
  const stopped = html("p", { className: "dl-stopped" });
  function linesOf(entry, now, right, wrong) {
    const context = { rows: rowsOf(now), cost: now.cost };
    const step = steps[at() - 1];
    const note = all() && count > 1 ? ["The picture shows means over the rows. Written out below is row 0; choose a row to follow another."] : [];
    if (entry) {
      const turn = place("partial", entry.l, entry.i, entry.j) + 1;
      if (turn > at()) return [...links(entry, sizes), `${partialName(entry)} is not computed yet: its turn is step ${turn} of ${steps.length}.`];
      const lines = [...note, ...chain(right, now.parameters, context, entry)];
      if (!wrong) return lines;
      const values = [right, wrong].map((pass) => entry.j === null ? pass.db[entry.l][entry.i] : pass.dW[entry.l][entry.i][entry.j]);
      const off = miss(...values);
      if (!off) return [...lines, "With the bug: the same. Nothing was updated yet when the last layer asked."];
      const bugged = chain(wrong, now.parameters, context, entry, 0, L - 1);
      return [...lines, "With the bug (W' = W − alpha · dW, updated too early):", ...bugged, `Off by ${off}.`];
    }
    if (!step) return ["Next computes the first neuron."];
    if (step.kind === "cost") return [costLine(right, context)];
    if (step.kind === "delta") return [...note, deltaLine(right, now.parameters, context, step.l, step.i, 0)];
    const trace = { Z: right.Z.map((layer) => layer[0] ?? []), A: right.A.map((layer) => layer[0]) };
    return [...note, ...arithmetic(step.l, step.i, now.parameters, trace, step.l === L ? now.output : now.hidden)];
  }
  function tell() {
    const { now, right, wrong, net, tables } = drawn;
    const step = steps[at() - 1];
    const entry = hovered ?? pinned ?? (step?.kind === "partial" ? step : null);
    net.light(entry);
    tables.mark(entry, pinned ?? edited);
    const lines = linesOf(entry, now, right, wrong);
    about.replaceChildren(...lines.map((line) => html("p", {}, ...notation(line))));
    const own = entry && lines.findIndex((line) => line.startsWith(`${partialName(entry)} =`));
    if (entry && own >= 0) about.children[own].className = "dl-own";
  }
  function fullest() {
    fitted = `${document.fullscreenElement !== null} ${model.get("bug")}`;
    const { now, right, wrong } = drawn;
    const context = { rows: rowsOf(now), cost: now.cost };
    const longest = { l: 1, i: 0, j: 0 };
    const lines = [...chain(right, now.parameters, context, longest), ...wrong ? ["", ...chain(wrong, now.parameters, context, longest, 0, L - 1), ""] : []];
    about.replaceChildren(...lines.map((line) => html("p", {}, ...notation(line || "."))));
  }
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
      hovered = entry;
      tell();
    };
    const pointer = { enter: hover, leave: () => hover(null), pick, focus: (entry) => rebuilding || pick(entry) };
    const step = steps[at() - 1];
    const target = (i) => rowsOf(now).y.reduce((sum, row) => sum + row[i], 0) / rowsOf(now).y.length;
    const wide = width >= 760;
    const leftWidth = wide ? Math.round(width * 0.57) : width;
    const net = network(leftWidth, {
      pass: right,
      parameters: now.parameters,
      sizes,
      current: step,
      done,
      targets: target,
      label: `The network, ${at()} of ${steps.length} steps done; cost ${number(right.J, 4)}`
    }, pointer);
    const tables = matrices({
      right,
      wrong,
      done,
      fresh: step?.kind === "partial" ? keyOf(step) : "",
      tab: pinned ?? edited,
      narrow: width < 520
    }, pointer);
    drawn = { now, right, wrong, net, tables };
    const history = historyOf(now, right.J);
    const stop = stopOf(now, right.J);
    const [count_, J] = history.at(-1);
    stopped.textContent = `After ${many(count_, "update")} J = ${digits(J, 4)}. ${stop ? `${stop[0].toUpperCase()}${stop.slice(1)}.` : ""}`;
    const chart = costChart(wide ? width - leftWidth - 20 : Math.min(width, 460), wide ? 140 : 160, history);
    const beside = wide && !wrong && Math.max(...sizes) <= 3;
    const written = wide && wrong && document.fullscreenElement && Math.max(...sizes) <= 3;
    const side = html("div", { className: "dl-side-chart" }, ...beside ? [tables.holder] : [], written ? about : chart, stopped);
    const off = wrong ? [html("p", { className: "dl-bugged" }, missesText(differences(right, wrong)))] : [];
    tell();
    const left = html("div", { className: "dl-passes" }, net.image);
    const below = beside ? [] : [tables.holder];
    return [html("div", { className: wide ? "dl-halves" : "" }, left, side), ...below, ...off, ...written ? [] : [about]];
  }
  const clean = mount({
    model,
    el,
    label: `Backpropagation through a ${sizes.join("-")} network`,
    traits: TRAITS,
    controls: [
      bar("Steps", buttons.start, buttons.back, buttons.next, buttons.layer, buttons.forward, buttons.backward, fullScreen()),
      bar("Gradient descent", buttons.update, buttons.repeat, alpha.node, rows.node, bug.node),
      more
    ],
    draw,
    fullest,
    says: () => {
      const J = number(drawn.right.J, 4);
      const [updates] = historyOf(drawn.now, drawn.right.J).at(-1);
      const here = `Step ${at()} of ${steps.length}, ${many(updates, "update")} done. `;
      const stop = stopOf(drawn.now, drawn.right.J);
      const step = steps[at() - 1];
      if (stop) return `${here}Cost J = ${J}; ${stop}.`;
      if (!step) return `${here}The inputs are set. Next computes the first neuron.`;
      if (step.kind === "forward") {
        const a = all() ? "computed for every row" : `at a = ${number(drawn.right.A[step.l][0][step.i])}`;
        return `${here}Neuron ${step.i} of layer ${step.l} is ${a}.`;
      }
      if (step.kind === "cost") return `${here}The cost is J = ${J}. Now backward, from the output.`;
      if (at() === steps.length) return `${here}All partial derivatives are known, J = ${J}. Now update.`;
      if (step.kind === "delta") return `${here}Known: dZ of neuron ${step.i} of layer ${step.l}.`;
      return `${here}${partialName(step)} = ${digits(valueOf(step, { [`W${step.l}`]: drawn.right.dW[step.l], [`b${step.l}`]: drawn.right.db[step.l] }), 4)}.`;
    },
    onUpdate: () => {
      const now = state();
      const stop = stopOf(now);
      buttons.start.disabled = buttons.back.disabled = at() === 0;
      buttons.next.disabled = buttons.layer.disabled = buttons.backward.disabled = at() === steps.length;
      buttons.forward.disabled = done("cost", L, 0);
      buttons.update.disabled = at() < steps.length || Boolean(stop);
      buttons.repeat.disabled = Boolean(stop);
      buttons.repeat.textContent = frame ? "Pause" : "Repeat until it stops";
      rows.select.value = String(all() ? count : now.row);
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
        s.input.disabled = all();
        s.node.title = all() ? "choose one row to change its inputs and its target" : "";
      });
      bug.input.checked = now.bug;
      if (fitted.startsWith("true") && fitted !== `true ${now.bug}`) {
        fitted = "";
        queueMicrotask(clean.fit);
      }
      showEdited();
    },
    onKey: (event) => {
      if (event.target.matches(".dl-cell")) {
        const [l, i, j] = event.target.dataset.key.split("-");
        const to = neighbour(sizes, { l: Number(l), i: Number(i), j: j === "null" ? null : Number(j) }, event.key);
        if (to) el.querySelector(`[data-key="${keyOf(to)}"]`)?.focus();
        if (to || event.key.startsWith("Arrow")) return true;
      }
      const turns = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
      if (!(event.key in turns)) return false;
      pinned = null;
      go(at() + turns[event.key]);
      return true;
    }
  });
  el.querySelector(".dl-root").classList.add("dl-stepper");
  return () => {
    cancelAnimationFrame(frame);
    el.removeEventListener("fullscreenchange", onScreen);
    clean();
  };
}
function bar(name, ...nodes) {
  const node = html("div", { className: "dl-controls", role: "group" }, ...nodes);
  node.setAttribute("aria-label", name);
  return node;
}
var backprop_default = viewOf(render);
export {
  backprop_default as default
};
