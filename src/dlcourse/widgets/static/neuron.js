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
function spoken(text) {
  return text.replace(NAME, (name) => spokenName(name));
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
function choices({ label, options, value, onChange }) {
  const name = uniqueId("choices");
  const radios = options.map((_, i) => html("input", { type: "radio", name, value: String(i), checked: i === value }));
  radios.forEach((radio, i) => radio.addEventListener("change", () => onChange(i)));
  const node = html(
    "fieldset",
    { className: "dl-choices" },
    ...radios.map((radio, i) => html("label", {}, radio, options[i]))
  );
  node.setAttribute("aria-label", label);
  const set = (k) => {
    if (radios[k] && !radios[k].checked) radios[k].checked = true;
  };
  return { node, set };
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

// src/dlcourse/widgets/shared/grab.js
var PER_STEP = 7;
var TYPED = 1500;
function grab({ label, min, max, step, value, className = "", onInput }) {
  const id = uniqueId("number");
  const input = html("input", { type: "range", id });
  Object.assign(input, { min, max, step, value });
  const name = html("label", { htmlFor: id, className: "dl-spoken" }, ...notation(label));
  const seen = html("output", { className: "dl-grab-value" });
  seen.setAttribute("aria-live", "off");
  const node = html("div", { className: `dl-grab ${className}` }, name, input, seen);
  const give = (wanted) => {
    const [low, high] = [Number(input.min), Number(input.max)];
    const next = Number((Math.round(Math.max(low, Math.min(high, wanted)) / step) * step).toPrecision(12));
    if (next !== Number(input.value)) onInput(next);
  };
  input.addEventListener("input", () => onInput(Number(input.value)));
  node.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    input.focus({ preventScroll: true });
    node.setPointerCapture(event.pointerId);
    node.classList.add("dl-held");
    const [x, y, begin] = [event.clientX, event.clientY, Number(input.value)];
    const move = (e) => give(begin + Math.round((e.clientX - x + y - e.clientY) / PER_STEP) * step);
    const end = () => {
      node.classList.remove("dl-held");
      for (const kind of ["pointermove", "pointerup", "pointercancel"])
        node.removeEventListener(kind, kind === "pointermove" ? move : end);
    };
    node.addEventListener("pointermove", move);
    for (const kind of ["pointerup", "pointercancel"]) node.addEventListener(kind, end);
  });
  let typed = "";
  let last = 0;
  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || !/^[-−\d.,]$/.test(event.key)) return;
    typed = event.timeStamp - last > TYPED ? event.key : typed + event.key;
    last = event.timeStamp;
    const number2 = Number(typed.replace("−", "-").replace(",", "."));
    if (Number.isFinite(number2) && /\d/.test(typed)) give(number2);
    event.preventDefault();
  });
  const set = (next, text) => {
    if (next < Number(input.min)) input.min = String(Math.floor(next));
    if (next > Number(input.max)) input.max = String(Math.ceil(next));
    if (Number(input.value) !== next) input.value = String(next);
    input.setAttribute("aria-valuetext", text);
    node.classList.toggle("dl-least", next <= Number(input.min));
    node.classList.toggle("dl-most", next >= Number(input.max));
  };
  return { node, input, seen, set };
}

// src/dlcourse/widgets/network/forward.js
var ACTIVATIONS = {
  step: (z) => z >= 0 ? 1 : 0,
  relu: (z) => Math.max(z, 0),
  sigmoid: (z) => 1 / (1 + Math.exp(-Math.max(z, -709))),
  tanh: Math.tanh,
  identity: (z) => z
};

// src/dlcourse/widgets/shared/plot.js
function ticks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}
function sampled(f, low, high, count = 160) {
  return Array.from({ length: count + 1 }, (_, k) => low + (high - low) * k / count).map((v) => [v, f(v)]);
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

// src/dlcourse/widgets/small/neuron.js
var NAMES = Object.keys(ACTIVATIONS);
var UNIT = 16;
var short = (value, decimals) => Math.abs(value) < 100 ? number(value, decimals) : brief(value);
function respond(w, x, b, activation) {
  const z = w.reduce((sum, weight, j) => sum + weight * x[j], 0) + b;
  return { z, a: ACTIVATIONS[activation](z) };
}
function pieces(w, x, b) {
  let sum = 0;
  return [...w.map((weight, j) => [`w_${j} x_${j}`, weight * x[j]]), ["b", b]].map(([name, value]) => {
    const from = sum;
    sum += value;
    return { name, value, from, to: sum };
  });
}
function formulaOf(activation) {
  if (activation === "tanh") return ["tanh(", ...notation("z"), ")"];
  if (activation === "relu") return ["max(0, ", ...notation("z"), ")"];
  if (activation === "step") return ["1 where ", ...notation("z"), " ≥ 0, else 0"];
  if (activation === "identity") return notation("z");
  const power = ml("msup", ml("mi", "e"), ml("mrow", ml("mo", "−"), ml("mi", "z")));
  const tree = ml("mfrac", ml("mn", "1"), ml("mrow", ml("mn", "1"), ml("mo", "+"), power));
  return [typeset("1 / (1 + exp(−z))", tree, "1 over 1 plus e to the minus z")];
}
function render({ model, el }) {
  const set = setter(model);
  const n = model.get("w").length;
  const entry = (name, j) => (value) => set({ [name]: model.get(name).map((old, k) => k === j ? value : old) });
  const range = { min: -3, max: 3, step: 0.1, value: 0 };
  const place = (node, x, y) => Object.assign(node.style, { left: `${x / UNIT}em`, top: `${y / UNIT}em` });
  const inputs = Array.from(
    { length: n },
    (_, j) => grab({ label: `x_${j}`, ...range, className: "dl-in-circle", onInput: entry("x", j) })
  );
  const weights = Array.from(
    { length: n },
    (_, j) => grab({ label: `w_${j}`, ...range, className: "dl-pill", onInput: entry("w", j) })
  );
  const bias = grab({ label: "b", ...range, className: "dl-pill", onInput: (value) => set({ b: value }) });
  const picker = choices({
    label: "activation",
    options: NAMES,
    value: 0,
    onChange: (k) => set({ activation: NAMES[k] })
  });
  const now = () => respond(model.get("w"), model.get("x"), model.get("b"), model.get("activation"));
  const drawing = html("div", { className: "dl-figure" });
  const names = inputs.map((_, j) => html("div", { className: "dl-name-below" }, ...notation(`x_${j}`)));
  const one = html("div", { className: "dl-in-circle dl-constant" }, html("span", {}, "1"));
  const always = html("div", { className: "dl-name-below dl-quiet-words" }, "always 1");
  const sum = html("div", { className: "dl-in-circle dl-sum" }, html("span", {}, "Σ"));
  const says = html("div", { className: "dl-name-below" });
  const numbers = [...inputs, ...weights, bias].map((one_) => one_.node);
  const nodes = inputs.flatMap((input, j) => [input.node, weights[j].node]);
  const inPicture = html(
    "div",
    { className: "dl-neuron-picture" },
    drawing,
    ...nodes,
    bias.node,
    ...names,
    one,
    always,
    sum,
    says
  );
  function picture(width) {
    const pitch = n > 2 ? 106 : 134;
    const height = (n + 1) * pitch + 6;
    const [left, right] = [48, width - 62];
    const rows = Array.from({ length: n + 1 }, (_, j) => 46 + j * pitch);
    const middle = (rows[0] + rows[n]) / 2;
    const { z, a } = now();
    const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    image.setAttribute("aria-label", `A neuron: z = ${number(z, 2)}, a = ${number(a, 3)}`);
    Object.assign(inPicture.style, { width: `${width / UNIT}em`, height: `${height / UNIT}em` });
    [...model.get("w"), model.get("b")].forEach((value, j) => {
      const look = `dl-edge ${value < 0 ? "dl-negative" : "dl-positive"}`;
      image.append(
        svg("line", {
          x1: left + 44,
          y1: rows[j],
          x2: right - 46,
          y2: middle + (j - n / 2) * 12,
          "stroke-width": 2 + 5 * Math.min(Math.abs(value), 2.4),
          class: look
        })
      );
      const at = [left + 44 + (right - left - 90) * 0.5, (rows[j] + middle + (j - n / 2) * 12) / 2];
      const pill = (j < n ? weights[j] : bias).node;
      place(pill, ...at);
      pill.classList.toggle("dl-minus", value < 0);
      pill.classList.toggle("dl-plus", value >= 0);
    });
    inputs.forEach((input, j) => place(input.node, left, rows[j]));
    names.forEach((name, j) => place(name, left, rows[j] + 40));
    place(one, left, rows[n]);
    place(always, left, rows[n] + 40);
    place(sum, right, middle);
    place(says, right, middle + 40);
    says.replaceChildren(...notation(`z = ${short(z, 2)}`));
    drawing.replaceChildren(image);
  }
  const axis = html("div", { className: "dl-neuron-axis" });
  function onAxis(width) {
    const { z, a } = now();
    const parts = pieces(model.get("w"), model.get("x"), model.get("b"));
    const g = ACTIVATIONS[model.get("activation")];
    const most = Math.max(2.6, ...parts.flatMap(({ from, to }) => [Math.abs(from), Math.abs(to)]), Math.abs(z));
    const reach = most <= 3 ? 3 : most * 1.12;
    const values = sampled(g, -reach, reach, 240);
    const [low, high] = [Math.min(0, ...values.map(([, v]) => v)), Math.max(1, ...values.map(([, v]) => v))];
    const [left, right, top, curve, pitch] = [52, width - 20, 14, 176, 46];
    const height = top + curve + 62 + (parts.length + 1) * pitch;
    const X = (v) => left + (v + reach) / (2 * reach) * (right - left);
    const Y = (v) => top + curve - (v - low) / (high - low) * curve;
    const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    image.setAttribute("aria-label", `${model.get("activation")}: at z = ${number(z, 2)} it is ${number(a, 3)}`);
    const line = (x1, y1, x2, y2, look) => image.append(svg("line", { x1, y1, x2, y2, class: look }));
    const every = () => Array.from({ length: 2 * Math.floor(reach) + 1 }, (_, k) => k - Math.floor(reach));
    for (const t of reach < 5 && width > 480 ? every() : ticks(-reach, reach)) {
      line(X(t), 0, X(t), height, t === 0 ? "dl-grid dl-zero-line" : "dl-grid");
      image.append(write(X(t), top + curve + 30, short(t, Number.isInteger(t) ? 0 : 1), "dl-tick dl-ground"));
    }
    for (const t of ticks(low, high).length > 4 ? [low, 0, high].filter((v, k, all) => all.indexOf(v) === k) : ticks(low, high)) {
      line(left, Y(t), right, Y(t), "dl-grid");
      image.append(write(left - 10, Y(t) + 5, short(t, Number.isInteger(t) ? 0 : 1), "dl-tick dl-end"));
    }
    const pens = model.get("activation") === "step" ? [values.filter(([v]) => v < 0), values.filter(([v]) => v >= 0)] : [values];
    for (const pen of pens)
      image.append(
        svg("path", {
          d: `M${pen.map(([v, value]) => `${X(v).toFixed(1)},${Y(value).toFixed(1)}`).join("L")}`,
          class: "dl-curve dl-now"
        })
      );
    const ends = parts.flatMap(({ from, to }) => [X(from), X(to)]);
    const beside = Math.max(...ends, X(z)) + 16;
    const words = beside + 190 < width ? [beside, "dl-start"] : [Math.min(...ends, X(z)) - 16, "dl-end"];
    parts.forEach(({ name, value, from, to }, k) => {
      const y = top + curve + 58 + k * pitch;
      const look = value < 0 ? "dl-piece dl-below-zero" : "dl-piece";
      image.append(
        svg("rect", {
          x: Math.min(X(from), X(to)),
          width: Math.max(Math.abs(X(to) - X(from)), 1.5),
          y,
          height: 30,
          rx: 3,
          class: look
        })
      );
      line(X(to), y, X(to), y + pitch + (k === n ? 6 : 0), "dl-guide");
      image.append(
        write(
          words[0],
          y + 21,
          `${name} = ${short(value, 2)}`,
          `dl-name ${words[1]} ${value < 0 ? "dl-minus" : "dl-plus"}`
        )
      );
    });
    const floor = top + curve + 58 + parts.length * pitch + 18;
    image.append(write(words[0], floor + 6, `z = ${short(z, 2)}`, `dl-name ${words[1]}`));
    line(X(z), Y(a), X(z), floor, "dl-guide");
    line(left, Y(a), X(z), Y(a), "dl-guide");
    image.append(
      svg("circle", { cx: X(z), cy: Y(a), r: 9, class: "dl-end-now dl-ringed" }),
      svg("circle", { cx: X(z), cy: floor, r: 8, class: "dl-end-now dl-ringed" })
    );
    const high_ = Y(a) - 12 > 26 ? Y(a) - 12 : Y(a) + 28;
    image.append(write(left + 10, high_, `a = ${short(a, 3)}`, "dl-name dl-start dl-large dl-ground"));
    axis.replaceChildren(image);
  }
  const deck = html("div", { className: "dl-told dl-sentences" });
  function formulas() {
    const [w, x, b] = [model.get("w"), model.get("x"), model.get("b")];
    const { z, a } = now();
    const sign = (value) => value < 0 ? "dl-minus" : "dl-plus";
    const colour = (name) => /^w_/.test(name) ? sign(w[Number(name.slice(2))]) : "";
    const terms = w.map((_, j) => `w_${j} x_${j}`).join(" + ");
    const products = w.flatMap((value, j) => {
      const own = html("span", { className: sign(value) }, j ? factor(value, 1) : number(value, 1));
      return [...j ? [" + "] : [], own, ` · ${factor(x[j], 1)}`];
    });
    const result = (value, decimals) => html("b", {}, short(value, decimals));
    deck.replaceChildren(
      html("p", {}, ...notation(`z = ${terms} + b = `, colour), ...products, ` + ${factor(b, 1)} = `, result(z, 2)),
      html("p", {}, ...notation("a = "), ...formulaOf(model.get("activation")), " = ", result(a, 3))
    );
  }
  const heading = html(
    "div",
    { className: "dl-headline" },
    html("p", { className: "dl-sentence-of-view" }, "A neuron weighs, adds up, and answers."),
    html("p", { className: "dl-hint" }, "Drag a number up or down, or use the arrow keys. Everything else follows.")
  );
  const band = html("div", { className: "dl-neuron-band" }, inPicture, axis);
  const whole = fullScreen();
  whole.classList.add("dl-quiet");
  const clean = mount({
    model,
    el,
    label: "One neuron",
    traits: ["w", "x", "b", "activation"],
    most: 1500,
    controls: [heading, html("div", { className: "dl-bar" }, picker.node, whole)],
    draw: (width) => {
      const wide = width >= 760;
      band.classList.toggle("dl-stacked", !wide);
      const left = wide ? Math.min(420, Math.round(width * 0.38)) : Math.min(width, 420);
      picture(left);
      onAxis(wide ? width - left - 32 : width);
      formulas();
      return [band, deck];
    },
    says: () => {
      const { z, a } = now();
      return `The weighted sum is z = ${number(z, 2)}, the neuron says a = ${number(a, 3)}.`;
    },
    onUpdate: () => {
      const show = (one_, value, name) => {
        const text = Math.abs(value) < 100 ? number(value, 1) : brief(value);
        one_.set(value, text);
        if (!name) one_.seen.textContent = text;
        else one_.seen.replaceChildren(...notation(`${name} = ${text}`, () => ""));
      };
      inputs.forEach((one_, j) => show(one_, model.get("x")[j]));
      weights.forEach((one_, j) => show(one_, model.get("w")[j], `w_${j}`));
      show(bias, model.get("b"), "b");
      picker.set(NAMES.indexOf(model.get("activation")));
    }
  });
  el.querySelector(".dl-root").classList.add("dl-one-neuron");
  for (const node of numbers) node.style.touchAction = "none";
  return clean;
}
var neuron_default = viewOf(render);
export {
  neuron_default as default,
  pieces,
  respond
};
