// A number that is changed where it stands: dragged up or down, by the arrow keys, or typed.
import { html, uniqueId } from "./controls.js";
import { notation } from "./maths.js";

const PER_STEP = 7; // px of a drag for one step
const TYPED = 1500; // ms within which digits belong to one number

/**
 * @param {{label: string, min: number, max: number, step: number, value: number, className?: string,
 *   onInput: (value: number) => void}} number label is what it is called, as typed: "w_0"
 * @returns {{node: HTMLElement, input: HTMLInputElement, seen: HTMLElement, set: (value: number, text: string) => void}} `seen`
 *   holds what is read; `set` shows a value without calling onInput, and widens the range where it must
 */
export function grab({ label, min, max, step, value, className = "", onInput }) {
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
    const number = Number(typed.replace("−", "-").replace(",", "."));
    if (Number.isFinite(number) && /\d/.test(typed)) give(number);
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
