// What every small view has: a root that keeps its keys, a lock until a question is answered, a text line, a size.
import { html, keepKeys, prediction, textLine } from "./controls.js";

/**
 * Put a view into `el`.
 * @param {object} view
 * @param {string} view.label name of the whole view for screen readers
 * @param {string[]} view.traits names of the state; the view is drawn anew when one of them changes
 * @param {Node[]} view.controls
 * @param {(width: number) => Node[]} view.draw pictures for that width
 * @param {() => string} view.says the text line
 * @param {() => void} [view.onUpdate] shows the state in the controls
 * @param {(event: KeyboardEvent) => boolean} [view.onKey] true when it used the key
 * @returns {(() => void) & {tell: () => void}} clean-up; `tell` says the text line anew, between two drawings
 */
export function mount({ model, el, label, traits, controls, draw, says, onUpdate, onKey }) {
  let width = 720;
  const line = textLine();
  const drawing = html("div", { className: "dl-drawing" });
  const bar = html("div", { className: "dl-controls" }, ...controls);
  const view = html("div", {}, bar, drawing, line.node);
  const predict = model.get("predict") ?? {};
  const question = predict.question
    ? prediction(predict, (chosen) => {
        model.set("answered", chosen);
        model.save_changes();
        update();
      })
    : null;
  const root = html("div", { className: "dl-root" }, ...(question ? [question.node] : []), view);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", label);

  function update() {
    view.inert = Boolean(question) && model.get("answered") < 0;
    question?.show(model.get("answered"));
    root.classList.toggle("dl-locked", view.inert);
    onUpdate?.();
    const active = drawing.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    drawing.replaceChildren(...draw(width));
    if (active !== null) drawing.querySelector(`[data-key="${active}"]`)?.focus({ preventScroll: true });
    line.say(view.inert ? "Locked until the question is answered." : says());
  }

  if (onKey)
    root.addEventListener("keydown", (event) => {
      if (event.target.matches("input, select") || view.inert || !onKey(event)) return;
      event.preventDefault();
    });
  const release = keepKeys(root);
  const observer = new ResizeObserver(([entry]) => {
    const wanted = Math.round(Math.max(280, Math.min(1100, entry.contentRect.width)));
    if (wanted !== width) {
      width = wanted;
      update();
    }
  });
  const names = [...traits, "answered"];
  names.forEach((name) => model.on(`change:${name}`, update));
  update();
  el.append(root);
  observer.observe(drawing);
  const clean = () => {
    observer.disconnect();
    names.forEach((name) => model.off(`change:${name}`, update));
    release();
    line.stop();
    root.remove();
  };
  clean.tell = () => line.say(view.inert ? "Locked until the question is answered." : says());
  return clean;
}

/** A function that changes several traits at once and tells the kernel. */
export function setter(model) {
  return (changes) => {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    model.save_changes();
  };
}
