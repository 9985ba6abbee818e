// What every small view has: a root that keeps its keys, a lock until a question is answered, a text line, a size.
import { button, html, keepKeys, prediction, textLine } from "./controls.js";
import { TYPE } from "./draw.js";
import { useFonts } from "./fonts.js";
import { save, watchKernel } from "./kernel.js";
import { onStage, toggleStage } from "./stage.js";

/** @typedef {import("@anywidget/types").AnyModel} AnyModel */

const LEAST = 12; // px of the type on the whole screen
const ALONE = "Python no longer hears this view. It still works; run its cell again to connect it.";

/**
 * Put a view into `el`.
 * @param {object} view
 * @param {AnyModel} view.model
 * @param {HTMLElement} view.el
 * @param {string} view.label name of the whole view for screen readers
 * @param {string[]} view.traits names of the state; the view is drawn anew when one of them changes
 * @param {Node[]} view.controls
 * @param {(width: number) => Node[]} view.draw pictures for that width; its unit grows with the size of the type
 * @param {() => string} view.says the text line
 * @param {() => void} [view.onUpdate] shows the state in the controls
 * @param {(event: KeyboardEvent & {target: HTMLElement}) => boolean} [view.onKey] true when it used the key
 * @param {number} [view.most] the largest width asked for
 * @param {boolean} [view.inPixels] ask for a width in pixels, whatever the size of the type; such a view fits the screen itself
 * @param {() => void} [view.fullest] before the type for the whole screen is chosen: show the most that may stand there
 * @param {string} [view.alone] what to say when the kernel is gone; empty where the view says it in words of its own
 * @returns {(() => void) & {tell: () => void, redraw: () => void, fit: () => void}} clean-up; `tell` says the text line anew,
 *   between two drawings; `fit` chooses the type for the whole screen anew
 */
export function mount({
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
  fullest = () => {},
  alone = ALONE,
}) {
  let width = 720;
  const line = textLine();
  const drawing = html("div", { className: "dl-drawing" });
  const bar = html("div", { className: "dl-controls" }, ...controls);
  const gone = html("p", { className: "dl-gone", role: "status" });
  const view = html("div", {}, bar, drawing, line.node, gone);
  const predict = model.get("predict") ?? {};
  const question = predict.question
    ? prediction(predict, (chosen) => {
        model.set("answered", chosen);
        save(model);
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
    const active = drawing.contains(document.activeElement) ? document.activeElement.getAttribute("data-key") : null;
    const nodes = draw(width);
    // The same nodes stay where they are: what has the focus keeps it.
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
    const unit = (!inPixels && Number.parseFloat(getComputedStyle(root).fontSize) / TYPE) || 1;
    const wanted = Math.round(Math.max(280, Math.min(most, drawing.getBoundingClientRect().width / unit)));
    if (wanted !== width) {
      width = wanted;
      update();
    }
  };
  /** On the whole screen nothing should need scrolling: the largest type with which all of it still fits. */
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
      if (over()) root.style.fontSize = ""; // too much for one screen: large type, and scrolling
      measure();
    }
    update();
    fitting = false;
  };
  const resized = () => onStage(root) && fit();
  root.addEventListener("fullscreenchange", fit);
  window.addEventListener("resize", resized);
  const observer = new ResizeObserver(measure);
  // Several traits that change together are drawn once, and never half of them.
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
  const unwatch = watchKernel(model, el, () => (gone.textContent = alone));
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

/** What a module gives: `render`, and a watch from the beginning, so that a view opened after the kernel went knows it too. */
export function viewOf(render) {
  return () => {
    let lost = false;
    return {
      initialize: ({ model }) => watchKernel(model, null, () => (lost = true)),
      render: (context) => {
        if (lost) context.el.dataset.lost = "yes";
        return render(context);
      },
    };
  };
}

/** A button that shows the view on the whole screen, in type for a projector, and back. */
export function fullScreen() {
  const node = button("Full screen", () => toggleStage(node.closest(".dl-root")));
  return node;
}

/**
 * A button that plays: `begin` gives a function that is called every `ms` until it gives false; a second press pauses. Who
 * wants less motion gets the end at once.
 * @returns {{node: HTMLButtonElement, stop: () => void}} `stop` also when the view goes
 */
export function player(words, begin, ms) {
  let timer = 0;
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    node.textContent = words;
  };
  const node = button(words, () => {
    if (timer) return stop();
    const tick = begin();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      for (let k = 0; k < 10_000 && tick(); k++);
      return;
    }
    node.textContent = "Pause";
    timer = setInterval(() => tick() || stop(), ms);
  });
  return { node, stop };
}

/** A function that changes several traits at once and tells the kernel. */
export function setter(model) {
  return (changes) => {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    save(model);
  };
}
