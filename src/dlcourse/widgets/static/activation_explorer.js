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
function spoken(text2) {
  return text2.replace(NAME, (name) => spokenName(name));
}
function plain(text2) {
  const raise = (digits2) => [...digits2].map((one) => RAISED[one]).join("");
  const lower = (digits2) => [...digits2].map((one) => LOWERED[one]).join("");
  return text2.replace(NAME, (name) => {
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
function choice({ label, options, value, onChange }) {
  const id = uniqueId("choice");
  const select = html("select", { id }, ...options.map((text2, i) => html("option", { value: String(i) }, plain(text2))));
  select.value = String(value);
  select.addEventListener("change", () => onChange(Number(select.value)));
  const node = html("div", { className: "dl-control" }, html("label", { htmlFor: id }, ...notation(label)), select);
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
function digits(value, count = 4) {
  const size = Math.abs(value);
  const long = size !== 0 && (size < 1e-4 || size >= 1e6);
  const text2 = long || !Number.isFinite(value) ? value.toExponential(count - 2) : value.toPrecision(count);
  return Number(text2) === 0 ? "0" : text2.replaceAll("-", "−").replace("e+", "e");
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

// src/dlcourse/widgets/shared/plot.js
var FINGER = 16;
function ticks(low, high) {
  const rough = (high - low) / 5;
  const power2 = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power2).find((size) => size >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}
function plot({ width, height, x, y, xName = "", yName = "", title = "", label, yTick = null }) {
  const decimals = (low, high) => Math.max(0, Math.min(4, 1 - Math.floor(Math.log10((high - low) / 2))));
  const across = ticks(...x).map((t) => [t, trimmed(t, decimals(...x))]);
  const last = across.at(-1)?.[1] ?? "";
  const upward = ticks(...y).map((t) => [t, yTick ? yTick(t) : trimmed(t, decimals(...y))]);
  const widest = Math.max(0, ...upward.map(([, words]) => words.length));
  const [left, top, right, bottom] = [
    Math.max(46, 7.5 * widest + 8),
    title ? yName ? 48 : 26 : yName ? 26 : 10,
    Math.max(12, 4 * last.length + 2),
    xName ? 40 : 24
  ];
  const px = (value2) => left + (value2 - x[0]) / (x[1] - x[0]) * (width - left - right);
  const py = (value2) => height - bottom - (value2 - y[0]) / (y[1] - y[0]) * (height - top - bottom);
  const value = (clientX, clientY, shown = image) => {
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
  return write(x, y, words, className);
}
function trimmed(value, decimals) {
  return number(value, decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}
function sampled(f, low, high, count = 160) {
  return Array.from({ length: count + 1 }, (_, k) => low + (high - low) * k / count).map((v) => [v, f(v)]);
}
function draggable(node, plotted, onMove) {
  const hold = svg("circle", { r: FINGER, class: "dl-hold" });
  for (const name of ["cx", "cy"]) if (node.hasAttribute(name)) hold.setAttribute(name, node.getAttribute(name));
  if (node.tagName === "g") node.prepend(hold);
  else node.after(hold);
  for (const one of [node, hold]) {
    one.style.touchAction = "none";
    one.style.cursor = "grab";
  }
  const begin = () => {
    const root = node.closest(".dl-root");
    const pictures = () => [...root.querySelectorAll("svg")];
    const place = pictures().indexOf(plotted.image);
    return ({ clientX, clientY }) => {
      const shown = pictures()[place];
      if (shown) onMove(...plotted.value(clientX, clientY, shown));
    };
  };
  const down = (event) => {
    if (event.button || event.pointerType === "touch") return;
    event.preventDefault();
    const move = begin();
    const mine = (e) => e.pointerId === event.pointerId && move(e);
    const up = (e) => {
      if (e.pointerId !== event.pointerId) return;
      document.removeEventListener("pointermove", mine);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
    };
    document.addEventListener("pointermove", mine);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    move(event);
  };
  const touched = () => {
    const move = begin();
    const follow = (event) => {
      event.preventDefault();
      move(event.targetTouches[0]);
    };
    const end = () => [node, hold].forEach((one) => one.removeEventListener("touchmove", follow));
    for (const one of [node, hold]) {
      one.addEventListener("touchmove", follow, { passive: false });
      for (const name of ["touchend", "touchcancel"]) one.addEventListener(name, end, { once: true });
    }
  };
  node.addEventListener("pointerdown", down);
  node.addEventListener("touchstart", touched, { passive: true });
  if (node.tagName === "g") return;
  hold.addEventListener("pointerdown", down);
  hold.addEventListener("touchstart", touched, { passive: true });
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

// src/dlcourse/widgets/small/activation_explorer.js
var SLOPES = {
  step: () => 0,
  relu: (z) => z > 0 ? 1 : 0,
  sigmoid: (z) => ACTIVATIONS.sigmoid(z) * (1 - ACTIVATIONS.sigmoid(z)),
  tanh: (z) => 1 - Math.tanh(z) ** 2,
  identity: () => 1
};
function leftAfter(layers, slope, weight) {
  return Array.from({ length: layers + 1 }, (_, k) => (slope * weight) ** k);
}
var RAISED2 = "⁰¹²³⁴⁵⁶⁷⁸⁹";
var power = (t) => String(t).replace("-", "⁻").replace(/\d/g, (digit) => RAISED2[digit]);
function render({ model, el }) {
  const set = setter(model);
  const names = model.get("activations");
  const picker = choice({
    label: "activation",
    options: names,
    value: 0,
    onChange: (k) => set({ activation: names[k] })
  });
  const point = slider({ label: "z", min: -6, max: 6, step: 0.1, value: 0, onInput: (z) => set({ z }) });
  const depth = slider({ label: "layers L", min: 1, max: 30, step: 1, value: 1, onInput: (layers) => set({ layers }) });
  const weight = slider({ label: "weight", min: 0.1, max: 4, step: 0.1, value: 1, onInput: (w) => set({ weight: w }) });
  const g = () => ACTIVATIONS[model.get("activation")];
  const slope = () => SLOPES[model.get("activation")];
  const left = () => leftAfter(model.get("layers"), slope()(model.get("z")), model.get("weight"));
  function pair2(width) {
    const z = model.get("z");
    const name = model.get("activation");
    const each = width < 620 ? width : Math.floor(width / 2) - 8;
    const [a, m] = [g()(z), slope()(z)];
    const usual = { tanh: [-1.4, 1.4], relu: [-1, 6], identity: [-6, 6] }[name] ?? [-0.4, 1.4];
    const y = [Math.min(usual[0], a), Math.max(usual[1], a)];
    const reach = Math.abs(z) > 6 ? Math.ceil(Math.abs(z)) + 1 : 6;
    const base = { width: each, height: 250, x: [-reach, reach], xName: "z" };
    const left_ = plot({ ...base, y, title: `${name}: g(z)`, label: `${name} at z = ${number(z, 1)} is ${number(a)}` });
    const steps = sampled(g(), -reach, reach, 240);
    left_.curve(
      name === "step" ? steps.filter(([v]) => v < 0).concat(
        [[0, NaN]],
        steps.filter(([v]) => v >= 0)
      ) : steps,
      "dl-now"
    );
    left_.curve(
      [
        [z - 2, a - 2 * m],
        [z + 2, a + 2 * m]
      ],
      "dl-tangent"
    );
    const drag = (to) => set({ z: Math.max(-6, Math.min(6, Math.round(to * 10) / 10)) });
    draggable(left_.dot(z, a), left_, drag);
    const right = plot({
      ...base,
      y: [-0.2, 1.2],
      title: `its derivative: g'(z)`,
      label: `derivative at z = ${number(z, 1)} is ${number(m)}`
    });
    right.curve(sampled(slope(), -reach, reach, 240), "dl-blame");
    right.curve(
      [
        [z, 0],
        [z, m]
      ],
      "dl-guide"
    );
    draggable(right.dot(z, m), right, drag);
    return [left_.image, right.image];
  }
  function shrink(width) {
    const factors = left();
    const logs = factors.map((f) => f > 0 ? Math.log10(f) : -12);
    const low = Math.min(-1, Math.floor(Math.min(...logs)));
    const high = Math.max(1, Math.ceil(Math.max(...logs)));
    const drawn = plot({
      width,
      height: 216,
      x: [-0.5, factors.length - 0.5],
      y: [Math.max(low, -12), Math.min(high, 12)],
      xName: "layers passed",
      yName: "what is left of it",
      title: "A gradient on its way back",
      yTick: (t) => t === 0 ? "1" : `10${power(t)}`,
      label: `after ${factors.length - 1} layers the factor is ${factors.at(-1).toExponential(1)}`
    });
    drawn.curve(
      [
        [-0.5, 0],
        [factors.length, 0]
      ],
      "dl-guide"
    );
    logs.forEach((log, k) => {
      const bar = svg("line", {
        x1: drawn.px(k),
        x2: drawn.px(k),
        y1: drawn.py(0),
        y2: drawn.py(Math.max(-12, Math.min(12, log))),
        class: "dl-thick dl-blame"
      });
      drawn.add(bar);
    });
    const end = factors.at(-1);
    drawn.image.append(
      text(width - 14, 36, end === 0 ? "nothing is left" : `× ${digits(end, 3)}`, "dl-name dl-end dl-strong dl-ground")
    );
    return drawn.image;
  }
  return mount({
    model,
    el,
    label: "Activation functions and their derivatives",
    traits: ["activation", "z", "layers", "weight"],
    controls: [picker.node, point.node, depth.node, weight.node, fullScreen()],
    draw: (width) => {
      const holder = document.createElement("div");
      holder.className = "dl-pair";
      holder.append(...pair2(width));
      return [holder, shrink(width)];
    },
    says: () => {
      const z = model.get("z");
      const m = slope()(z);
      const end = left().at(-1);
      const jump = model.get("activation") === "step" && z === 0 ? " At the jump itself there is no slope." : "";
      const rest = end === 0 ? "nothing is left of it" : `the factor ${digits(end, 2)} is left of it`;
      return `At z = ${number(z, 1)}: g(z) = ${number(g()(z))}, slope g'(z) = ${number(m)}.${jump} A gradient that passes ${model.get("layers")} such layers with weight ${number(model.get("weight"), 1)}: ${rest}.`;
    },
    onUpdate: () => {
      picker.select.value = String(names.indexOf(model.get("activation")));
      point.set(model.get("z"), number(model.get("z"), 1));
      depth.set(model.get("layers"), String(model.get("layers")));
      weight.set(model.get("weight"), number(model.get("weight"), 1));
    }
  });
}
var activation_explorer_default = viewOf(render);
export {
  SLOPES,
  activation_explorer_default as default,
  leftAfter
};
