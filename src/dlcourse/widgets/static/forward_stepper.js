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
  const raise = (digits) => [...digits].map((one) => RAISED[one]).join("");
  const lower = (digits) => [...digits].map((one) => LOWERED[one]).join("");
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
    const paired = k > 1 && names.length === values.length && values.every((value) => /^−?\d/.test(value));
    const last = k > 0 && k === sides.length - 1 && values.length === 1 && /^\(?−?\d/.test(side);
    if (last) {
      const result = document.createElement("b");
      result.className = colour(sides[0].match(TERM)?.[0] ?? "");
      result.append(side);
      nodes.push(result);
    } else if (paired) {
      let from = 0;
      let at = 0;
      for (const value of side.matchAll(TERM)) {
        const own = colour(names[at++]);
        const node = document.createElement("span");
        if (own) node.className = own;
        node.append(value[0]);
        nodes.push(side.slice(from, value.index), node);
        from = value.index + value[0].length;
      }
      nodes.push(side.slice(from));
    } else nodes.push(...notation(side, colour));
  });
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
function brief(value) {
  const size = Math.abs(value);
  return size >= 9999.5 ? value.toExponential(0).replace("-", "−").replace("e+", "e") : number(value, size < 999.995 ? 2 : 0);
}
function factor(value, decimals = 3) {
  return bracketed(number(value, decimals));
}
function bracketed(text) {
  return text.startsWith("−") ? `(${text})` : text;
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
var WIDE = 480;
function write(x, y, words, className, more = {}) {
  if (!hasNames(words)) return svg("text", { x, y, class: className, ...more }, words);
  const held = more["text-anchor"] ?? { "dl-start": "start", "dl-end": "end" }[/dl-(start|end)\b/.exec(className)?.[0]] ?? "middle";
  const label = document.createElement("div");
  label.className = `dl-label ${className} dl-held-${held}`;
  label.append(...notation(words));
  const shift = { start: 0, end: -WIDE, middle: -WIDE / 2 }[held];
  const at = more.x ?? x;
  const place2 = svg(
    "foreignObject",
    { x: at + shift, y: y - 21, width: WIDE, height: 36, class: "dl-place-of-label" },
    label
  );
  place2.moveTo = (left, top) => {
    place2.setAttribute("x", left + shift);
    place2.setAttribute("y", top - 21);
  };
  return place2;
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

// src/dlcourse/widgets/steppers/forward_text.js
function passOrder(sizes) {
  return sizes.slice(1).flatMap((n, k) => Array.from({ length: n }, (_, i) => [k + 1, i]));
}
var weightName = (l, i, j) => `W^${l}_(${i},${j})`;
var signal = (l, i) => l === 0 ? `x_${i}` : `a^${l}_${i}`;
var place = (l, i, depth) => l === 0 ? `input ${i}` : `${l === depth ? "output " : ""}neuron ${i} of layer ${l}`;
function edgeText(l, i, j, parameters, A, known2) {
  const w = parameters[`W${l}`][i][j];
  const depth = A.length - 1;
  const carries = known2 ? ` It carries ${number(w)} · ${factor(A[l - 1][j])} = ${number(w * A[l - 1][j])}.` : "";
  return `${weightName(l, i, j)} = ${number(w)}: from ${place(l - 1, j, depth)} to ${place(l, i, depth)}, in code W${l}[${i}, ${j}].${carries}`;
}
function neuronText(l, i, parameters, trace, known2) {
  if (l === 0) return `x_${i} = ${number(trace.A[0][i])}: input ${i}, column ${i} of X.`;
  const bias = `b^${l}_${i} = ${number(parameters[`b${l}`][i])}, in code b${l}[${i}]`;
  const values = known2 ? ` z^${l}_${i} = ${number(trace.Z[l][i])}, a^${l}_${i} = ${number(trace.A[l][i])}.` : " Not reached yet.";
  return `${place(l, i, trace.A.length - 1)}: ${bias}.${values}`;
}
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
var places = /* @__PURE__ */ new WeakMap();
function onStage(root) {
  return document.fullscreenElement === root || root.classList.contains(STAGED);
}
function lay(root) {
  const place2 = document.createComment("a view stood here");
  root.replaceWith(place2);
  document.body.append(root);
  root.classList.add(STAGED);
  const leave = (event) => event.key === "Escape" && giveBack(root);
  window.addEventListener("keydown", leave, true);
  places.set(root, { place: place2, leave });
  root.dispatchEvent(new Event("fullscreenchange", { bubbles: true }));
}
function giveBack(root) {
  const { place: place2, leave } = places.get(root);
  window.removeEventListener("keydown", leave, true);
  root.classList.remove(STAGED);
  if (place2.isConnected) place2.replaceWith(root);
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
function fullScreen() {
  const node = button("Full screen", () => toggleStage(node.closest(".dl-root")));
  return node;
}
function setter(model) {
  return (changes) => {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    save(model);
  };
}

// src/dlcourse/widgets/steppers/forward.js
var LIMIT = 1;
function render({ model, el }) {
  const set = setter(model);
  const sizes = layerSizes(model.get("parameters"));
  const order = passOrder(sizes);
  const rows = model.get("X");
  let parameters = null;
  let trace = null;
  let width = 720;
  let focused = 0;
  let hovered = null;
  const step = () => Math.min(model.get("step"), order.length);
  const reached = (l, i) => l === 0 || order.findIndex(([a, b]) => a === l && b === i) < step();
  const go = (to) => set({ step: Math.max(0, Math.min(order.length, to)) });
  const endOfLayer = () => {
    const [l] = order[Math.min(step(), order.length - 1)];
    return order.findLastIndex(([a]) => a === l) + 1;
  };
  const start = button("Start", () => go(0));
  const back = button("Back", () => go(step() - 1));
  const next = button("Next", () => go(step() + 1));
  const layer = button("Next layer", () => go(endOfLayer()));
  const bar = html("div", { className: "dl-bar", role: "group" }, start, back, next, layer, fullScreen());
  bar.setAttribute("aria-label", "Steps of the forward pass");
  const picker = choice({
    label: "Row of X",
    options: rows.map((row, k) => `${k}: (${row.map((v) => number(v, 2)).join(", ")})`),
    value: model.get("row"),
    onChange: (row) => set({ row, inputs: rows[row] })
  });
  const reach = Math.max(LIMIT, ...rows.flat().map((v) => Math.ceil(Math.abs(v))));
  const inputs = rows[0].map(
    (_, j) => slider({
      label: `x_${j}`,
      min: -reach,
      max: reach,
      step: 0.01,
      value: model.get("inputs")[j],
      onInput: (value) => set({ inputs: model.get("inputs").map((old, k) => k === j ? value : old) })
    })
  );
  const about = html("p", { className: "dl-about" });
  const sums = html("div", { className: "dl-sums" });
  const parts = [];
  for (let l = 0; l < sizes.length; l++) {
    for (let i = 0; i < sizes[l]; i++) {
      parts.push({ l, i });
      if (l > 0) for (let j = 0; j < sizes[l - 1]; j++) parts.push({ l, i, j });
    }
  }
  const isEdge = (part) => "j" in part;
  const textOf = (part) => isEdge(part) ? edgeText(part.l, part.i, part.j, parameters, trace.A, reached(part.l, part.i)) : neuronText(part.l, part.i, parameters, trace, reached(part.l, part.i));
  function draw() {
    const { height, radius, at } = layout(sizes, width);
    const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group" });
    image.setAttribute("aria-label", "The network. Arrows up and down visit its neurons and weights.");
    const largest = Math.max(...parts.filter(isEdge).map(({ l, i, j }) => Math.abs(parameters[`W${l}`][i][j])), 1e-9);
    const current = step() > 0 ? order[step() - 1] : [-1, -1];
    for (const part of parts) part.node = isEdge(part) ? edge(part) : neuron(part);
    image.append(
      ...parts.filter(isEdge).map((part) => part.node),
      ...parts.filter((p) => !isEdge(p)).map((p) => p.node)
    );
    sizes.forEach((_, l) => {
      const [x] = at(l, 0);
      const isOutput = l === sizes.length - 1 && width >= 520;
      const name = l === 0 ? "inputs" : isOutput ? `layer ${l}: output` : `layer ${l}`;
      const anchor = l === 0 ? "start" : l === sizes.length - 1 ? "end" : "middle";
      const end = l === 0 ? x - radius : l === sizes.length - 1 ? x + radius : x;
      image.append(svg("text", { x: end, y: 16, class: "dl-caption", "text-anchor": anchor }, name));
    });
    tell();
    return image;
    function button2(part, ...children) {
      const k = parts.indexOf(part);
      const node = svg("g", { role: "button", tabindex: k === focused ? 0 : -1, class: "dl-part" }, ...children);
      node.setAttribute("aria-label", spoken(textOf(part)));
      node.dataset.key = String(k);
      node.addEventListener("focus", () => {
        focused = k;
        hovered = null;
        parts.forEach((other, o) => other.node.setAttribute("tabindex", o === k ? 0 : -1));
        tell();
      });
      node.addEventListener("click", () => node.focus({ preventScroll: true }));
      node.addEventListener("pointermove", () => hovered !== part && point(part));
      node.addEventListener("pointerleave", () => point(null));
      return node;
    }
    function edge(part) {
      const { l, i, j } = part;
      const w = parameters[`W${l}`][i][j];
      const [[x1, y1], [x2, y2]] = [at(l - 1, j), at(l, i)];
      const ends = { x1: x1 + radius, y1, x2: x2 - radius, y2 };
      const seen = svg("line", { ...ends, class: `dl-edge ${w < 0 ? "dl-negative" : "dl-positive"}` });
      seen.setAttribute("stroke-width", String(1 + 4 * Math.abs(w) / largest));
      if (current[0] === l && current[1] === i) seen.classList.add("dl-current");
      return button2(part, svg("line", { ...ends, class: "dl-halo" }), seen, svg("line", { ...ends, class: "dl-hit" }));
    }
    function neuron(part) {
      const { l, i } = part;
      const [x, y] = at(l, i);
      const known2 = reached(l, i);
      const circle = svg("circle", { cx: x, cy: y, r: radius, class: "dl-neuron" });
      if (known2) circle.classList.add("dl-known");
      if (current[0] === l && current[1] === i) circle.classList.add("dl-current");
      const value = svg("text", { x, y: y + 5, class: "dl-number" }, known2 ? brief(trace.A[l][i]) : "?");
      const z = l > 0 && known2 && width >= 520 ? `,  z ${brief(trace.Z[l][i])}` : "";
      const name = write(x, y + radius + 18, l === 0 ? `x_${i}` : `a^${l}_${i}${z}`, "dl-name");
      return button2(part, svg("circle", { cx: x, cy: y, r: radius + 4, class: "dl-halo" }), circle, value, name);
    }
  }
  function point(part) {
    hovered = part;
    tell();
  }
  function tell() {
    const part = hovered ?? parts[focused];
    parts.forEach((other) => other.node.classList.toggle("dl-shown", other === part));
    about.replaceChildren(...notation(textOf(part)));
  }
  function sentence() {
    const at = `Step ${step()} of ${order.length}: `;
    if (step() === 0) return `${at}the inputs are set, nothing is computed yet. Next computes the first neuron.`;
    const [l, i] = order[step() - 1];
    const done = step() === order.length ? " The pass is complete: this is y_hat." : "";
    return `${at}neuron ${i} of layer ${l} has z = ${number(trace.Z[l][i])} and a = ${number(trace.A[l][i])}.${done}`;
  }
  return mount({
    model,
    el,
    label: `Forward pass through a ${sizes.join("-")} network`,
    traits: ["parameters", "hidden", "output", "step", "row", "inputs"],
    controls: [picker.node, ...inputs.map((input) => input.node), bar],
    draw: (wanted) => {
      width = wanted;
      parameters = model.get("parameters");
      trace = forward(model.get("inputs"), parameters, model.get("hidden"), model.get("output"));
      const image = draw();
      sums.replaceChildren();
      if (step() > 0) {
        const [l, i] = order[step() - 1];
        const activation = model.get(l === sizes.length - 1 ? "output" : "hidden");
        sums.append(...arithmetic(l, i, parameters, trace, activation).map((text) => html("p", {}, ...formula(text))));
      }
      return [image, about, sums];
    },
    says: sentence,
    onUpdate: () => {
      picker.select.value = String(model.get("row"));
      inputs.forEach((input, j) => input.set(model.get("inputs")[j], number(model.get("inputs")[j], 2)));
      start.disabled = back.disabled = step() === 0;
      next.disabled = layer.disabled = step() === order.length;
    },
    onKey: (event) => {
      const steps = { ArrowRight: step() + 1, ArrowLeft: step() - 1, PageDown: step() + 1, PageUp: step() - 1 };
      const visits = { ArrowDown: focused + 1, ArrowUp: focused - 1, Home: 0, End: parts.length - 1 };
      const inside = event.target.closest(".dl-drawing");
      if (event.key in steps) go(steps[event.key]);
      else if (event.key in visits && inside)
        parts[Math.max(0, Math.min(parts.length - 1, visits[event.key]))].node.focus({ preventScroll: true });
      else return false;
      return true;
    }
  });
}
var forward_default = viewOf(render);
export {
  arithmetic,
  forward_default as default,
  edgeText,
  forward,
  neuronText,
  weightName
};
