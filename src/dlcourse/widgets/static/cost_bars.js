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
  return svgNotation(svg("text", { x, y, class: className }), words);
}
function trimmed(value, decimals) {
  return number(value, decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
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
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    save(model);
  };
}

// src/dlcourse/widgets/small/cost_bars.js
var LOSSES = {
  mse: (p, y) => (p - y) ** 2,
  cross_entropy: (p, y) => -(y * Math.log(Math.max(p, 1e-16)) + (1 - y) * Math.log(Math.max(1 - p, 1e-16)))
};
var NAMES = { mse: "squared error", cross_entropy: "cross-entropy" };
function render({ model, el }) {
  const set = setter(model);
  const kinds = Object.keys(LOSSES);
  const y = model.get("y");
  const picker = choice({
    label: "loss",
    options: kinds.map((kind) => NAMES[kind]),
    value: 0,
    onChange: (k) => set({ cost: kinds[k] })
  });
  const sliders = y.map(
    (target, k) => slider({
      label: `ŷ of example ${k} (y = ${number(target, 2)})`,
      min: 0.01,
      max: 0.99,
      step: 0.01,
      value: 0.5,
      onInput: (value) => set({ y_hat: model.get("y_hat").map((old, i) => i === k ? value : old) })
    })
  );
  const losses = () => model.get("y_hat").map((p, k) => LOSSES[model.get("cost")](p, y[k]));
  const mean = () => losses().reduce((sum, loss) => sum + loss, 0) / y.length;
  function bars(width) {
    const all = losses();
    const high = Math.max(model.get("cost") === "mse" ? 0.5 : 1.5, ...all) * 1.1;
    const drawn = plot({
      width: Math.min(width, 640),
      height: 260,
      x: [-0.5, y.length - 0.5],
      y: [0, high],
      xName: "example",
      yName: `loss (${NAMES[model.get("cost")]})`,
      label: `losses ${all.map((loss) => number(loss)).join(", ")}; their mean is ${number(mean())}`
    });
    all.forEach((loss, k) => {
      drawn.bar(k - 0.3, k + 0.3, loss, model.get("y_hat")[k] >= y[k] ? "dl-above" : "dl-below");
      drawn.write(k, Math.min(loss + high * 0.03, high * 0.94), number(loss), "dl-name dl-ground");
    });
    drawn.curve([[-0.5, mean()], [y.length - 0.5, mean()]], "dl-border");
    drawn.write(y.length - 0.55, high * 0.94, `the line is their mean, J = ${number(mean())}`, "dl-caption dl-end");
    return drawn.image;
  }
  return mount({
    model,
    el,
    label: "Losses as bars, the cost as their mean",
    traits: ["y_hat", "cost"],
    controls: [picker.node, ...sliders.map((s) => s.node), fullScreen()],
    draw: (width) => [bars(width)],
    says: () => `The cost is the mean of ${y.length} losses: J = ${number(mean(), 4)}.`,
    onUpdate: () => {
      picker.select.value = String(kinds.indexOf(model.get("cost")));
      sliders.forEach((s, k) => s.set(model.get("y_hat")[k], number(model.get("y_hat")[k], 2)));
    }
  });
}
var cost_bars_default = viewOf(render);
export {
  LOSSES,
  cost_bars_default as default
};
