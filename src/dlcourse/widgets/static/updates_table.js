// src/dlcourse/widgets/shared/draw.js
var TYPE = 15;
function many(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
function notation(text) {
  const parts = text.split(/(\^\d+|_(?:\(\d+,\d+\)|\d+))/);
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
  const set = (next, text) => {
    const steps = Number(input.step);
    if (next < Number(input.min)) input.min = String(Number((Math.floor(next / steps) * steps).toPrecision(12)));
    if (next > Number(input.max)) input.max = String(Number((Math.ceil(next / steps) * steps).toPrecision(12)));
    if (Number(input.value) !== next) input.value = String(next);
    shown.textContent = text;
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
  const spoken = html("p", { className: "dl-spoken", role: "status" });
  spoken.setAttribute("aria-live", "polite");
  let timer = 0;
  let last = 0;
  let shown = "";
  const say = (text) => {
    if (shown === text) return;
    shown = text;
    seen.replaceChildren(...notation(text));
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = text;
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

// src/dlcourse/widgets/small/updates_table.js
function perEpoch(N, batch) {
  return Math.ceil(N / batch);
}
function render({ model, el }) {
  const set = setter(model);
  const N = slider({ label: "examples N", min: 1, max: 2e3, step: 1, value: 1, onInput: (v) => set({ N: v, batch_size: Math.min(model.get("batch_size"), v) }) });
  const batch = slider({ label: "batch size", min: 1, max: 2e3, step: 1, value: 1, onInput: (v) => set({ batch_size: v }) });
  const epochs = slider({ label: "epochs", min: 1, max: 100, step: 1, value: 1, onInput: (v) => set({ epochs: v }) });
  function table(width) {
    const [n, size, e] = ["N", "batch_size", "epochs"].map((name) => model.get(name));
    const rows = [["batch", n], ["mini-batch", size], ["stochastic", 1]].map(([name, b]) => {
      const cells = [b, perEpoch(n, b), perEpoch(n, b) * e, n * e].map((v) => html("td", {}, v.toLocaleString("en")));
      return html("tr", {}, html("th", { scope: "row" }, name), ...cells);
    });
    const heads = ["variant", "examples per update", "updates per epoch", "updates", "samples seen"];
    const head = html("tr", {}, ...heads.map((text) => html("th", { scope: "col" }, text)));
    return html("table", { className: width < 520 ? "dl-table dl-tight" : "dl-table" }, html("thead", {}, head), html("tbody", {}, ...rows));
  }
  return mount({
    model,
    el,
    label: "Updates per epoch",
    traits: ["N", "batch_size", "epochs"],
    controls: [N.node, batch.node, epochs.node, fullScreen()],
    draw: (width) => {
      const place = html("div", { className: "dl-scroll", role: "region", tabIndex: 0 }, table(width));
      place.setAttribute("aria-label", "Updates per epoch, as a table");
      place.dataset.key = "table";
      return [place];
    },
    says: () => `${many(perEpoch(model.get("N"), model.get("batch_size")), "update")} per epoch with batches of ${model.get("batch_size")}.`,
    onUpdate: () => {
      N.set(model.get("N"), String(model.get("N")));
      batch.input.max = String(model.get("N"));
      batch.set(model.get("batch_size"), String(model.get("batch_size")));
      epochs.set(model.get("epochs"), String(model.get("epochs")));
    }
  });
}
var updates_table_default = viewOf(render);
export {
  updates_table_default as default,
  perEpoch
};
