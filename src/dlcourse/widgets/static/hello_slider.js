// src/dlcourse/widgets/js/draw.js
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

// src/dlcourse/widgets/js/controls.js
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
  const stop = (event) => event.stopPropagation();
  root.addEventListener("keydown", stop);
  return () => root.removeEventListener("keydown", stop);
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

// src/dlcourse/widgets/js/hello_slider.js
function render({ model, el }) {
  const line = textLine();
  const control = slider({
    label: "Your number",
    min: 0,
    max: 20,
    step: 1,
    value: model.get("value"),
    onInput: (value) => {
      model.set("value", value);
      model.save_changes();
      update();
    }
  });
  const root = html("div", { className: "dl-root" }, control.node, line.node);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "A slider that asks Python for a square");
  function update() {
    const value = model.get("value");
    const [asked, square] = model.get("answer");
    control.set(value, String(value));
    line.say(asked === value ? `Python says: ${value} squared is ${square}.` : `Asking Python to square ${value} ...`);
  }
  const release = keepKeys(root);
  model.on("change:value", update);
  model.on("change:answer", update);
  update();
  el.append(root);
  return () => {
    release();
    line.stop();
    model.off("change:value", update);
    model.off("change:answer", update);
    root.remove();
  };
}
var hello_slider_default = { render };
export {
  hello_slider_default as default
};
