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

// src/dlcourse/widgets/small/hello_slider.js
function render({ model, el }) {
  const set = setter(model);
  const control = slider({
    label: "Your number",
    min: 0,
    max: 20,
    step: 1,
    value: 0,
    onInput: (value) => set({ value })
  });
  return mount({
    model,
    el,
    label: "A slider that asks Python for a square",
    traits: ["value", "answer"],
    controls: [control.node],
    alone: "Python no longer hears this slider: run its cell again.",
    draw: () => [],
    says: () => {
      const [value, [asked, square]] = [model.get("value"), model.get("answer")];
      return asked === value ? `Python says: ${value} squared is ${square}.` : `Asking Python to square ${value} ...`;
    },
    onUpdate: () => control.set(model.get("value"), String(model.get("value")))
  });
}
var hello_slider_default = viewOf(render);
export {
  hello_slider_default as default
};
