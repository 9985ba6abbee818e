// Accessible native controls shared by the views. Nothing here knows about networks.
import { notation, plain, spoken } from "./maths.js";

let identifiers = 0;

/** An id that is unique in the page, so that labels find their inputs with many views open. */
export function uniqueId(prefix) {
  identifiers += 1;
  return `dl-${prefix}-${identifiers}-${Math.random().toString(36).slice(2, 8)}`;
}

/** An HTML element with properties and children. */
export function html(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/**
 * The root of a view keeps its keys. JupyterLab's command mode takes the arrow keys away from native inputs unless keys
 * stop here; Notebook 7 listens before they come here, and leaves alone what is marked. Ctrl+S and its like stay theirs.
 * @returns {() => void} clean-up
 */
export function keepKeys(root) {
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

/**
 * A labelled native slider. `onInput` gets the number; `set(value, text)` shows one without calling it. A value beyond the
 * range (from Python, or a student's own data) widens it: a native slider would show another number.
 */
export function slider({ label, min, max, step, value, onInput }) {
  const id = uniqueId("slider");
  const input = html("input", { type: "range", id });
  Object.assign(input, { min, max, step, value });
  const shown = html("output", { className: "dl-value" });
  shown.setAttribute("for", id);
  shown.setAttribute("aria-live", "off"); // the slider itself is read out; twice would be noise
  const node = html(
    "div",
    { className: "dl-control dl-slider" },
    html("label", { htmlFor: id }, ...notation(label)),
    input,
    shown,
  );
  input.addEventListener("input", () => onInput(Number(input.value)));
  const set = (next, text) => {
    const steps = Number(input.step);
    if (next < Number(input.min)) input.min = String(Number((Math.floor(next / steps) * steps).toPrecision(12)));
    if (next > Number(input.max)) input.max = String(Number((Math.ceil(next / steps) * steps).toPrecision(12)));
    if (Number(input.value) !== next) input.value = String(next);
    shown.textContent = text;
    input.style.setProperty("--dl-fill", `${(100 * (input.value - input.min)) / (input.max - input.min)}%`);
    input.setAttribute("aria-valuetext", text);
  };
  return { node, input, set };
}

/** A labelled native choice. `options` are texts; `onChange` gets the index. */
export function choice({ label, options, value, onChange }) {
  const id = uniqueId("choice");
  const select = html("select", { id }, ...options.map((text, i) => html("option", { value: String(i) }, plain(text))));
  select.value = String(value);
  select.addEventListener("change", () => onChange(Number(select.value)));
  const node = html("div", { className: "dl-control" }, html("label", { htmlFor: id }, ...notation(label)), select);
  return { node, select };
}

/** Two to five choices that are always seen. `options` are texts; `onChange` gets the index. */
export function choices({ label, options, value, onChange }) {
  const name = uniqueId("choices");
  const radios = options.map((_, i) => html("input", { type: "radio", name, value: String(i), checked: i === value }));
  radios.forEach((radio, i) => radio.addEventListener("change", () => onChange(i)));
  const node = html(
    "fieldset",
    { className: "dl-choices" },
    ...radios.map((radio, i) => html("label", {}, radio, options[i])),
  );
  node.setAttribute("aria-label", label);
  const set = (k) => {
    if (radios[k] && !radios[k].checked) radios[k].checked = true;
  };
  return { node, set };
}

/** A labelled native check box. `onChange` gets true or false. */
export function toggle(label, onChange) {
  const id = uniqueId("switch");
  const input = html("input", { type: "checkbox", id });
  input.addEventListener("change", () => onChange(input.checked));
  return { input, node: html("div", { className: "dl-control" }, input, html("label", { htmlFor: id }, label)) };
}

export function button(text, onClick) {
  const node = html("button", { type: "button", className: "dl-button" }, text);
  node.addEventListener("click", onClick);
  return node;
}

/**
 * The text line under a view. Seen at once; spoken politely, after a pause and at most every two seconds.
 * @returns {{node: HTMLElement, say: (text: string) => void, stop: () => void}}
 */
export function textLine() {
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
      Math.max(400, last + 2000 - Date.now()),
    );
  };
  return { node: html("div", {}, seen, heard), say, stop: () => clearTimeout(timer) };
}

/**
 * A question to answer before the view unlocks.
 * @param {{question: string, choices: string[], answer: number, because: string}} predict
 * @param {(choice: number) => void} onAnswer
 */
export function prediction(predict, onAnswer) {
  const name = uniqueId("predict");
  const send = button("Answer and unlock", () => {
    const chosen = node.querySelector("input:checked");
    if (chosen) onAnswer(Number(chosen.value));
  });
  send.disabled = true;
  const options = predict.choices.map((text, i) => {
    const radio = html("input", { type: "radio", name, value: String(i) });
    radio.addEventListener("change", () => (send.disabled = false));
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
    result,
  );
  const show = (chosen) => {
    if (chosen < 0) return;
    node.querySelectorAll("input").forEach((radio, i) => {
      radio.checked = i === chosen;
      radio.disabled = true;
    });
    send.hidden = true;
    const right = chosen === predict.answer;
    result.textContent =
      (right ? "Yes. " : `Not quite: the answer is “${predict.choices[predict.answer]}”. `) + predict.because;
  };
  return { node, show };
}
