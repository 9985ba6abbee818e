// Draw a digit by mouse, finger or keyboard; the network reads it in the page while it is drawn.
import { bars, greyPicture, speaker, surest } from "../network/answers.js";
import { button, html } from "../shared/controls.js";
import { number, svg } from "../shared/draw.js";
import { save } from "../shared/kernel.js";
import { pixelsOf } from "./strokes.js";
import { mount, setter, viewOf } from "../shared/view.js";

const [SIDE, STEPS] = [260, 16];
const DIGITS = Array.from({ length: 10 }, (_, k) => String(k));
const HELP = "Drawing pad. Arrows move the pen, Space puts it down or lifts it, Backspace undoes, Delete clears.";
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The strokes after a key of the pad, or null where it is no key of ours. */
export function pressed(key, { strokes, cursor, pen_down }) {
  const point = (at) => at.map((value) => value / STEPS);
  if (key in MOVES) {
    const moved = cursor.map((value, axis) => Math.max(0, Math.min(STEPS, value + MOVES[key][axis])));
    const last = strokes.at(-1) ?? [];
    return { cursor: moved, ...(pen_down && { strokes: [...strokes.slice(0, -1), [...last, point(moved)]] }) };
  }
  if (key === " ") return pen_down ? { pen_down: false } : { pen_down: true, strokes: [...strokes, [point(cursor)]] };
  if (key === "Backspace") return { pen_down: false, strokes: strokes.slice(0, -1) };
  if (key === "Delete") return { pen_down: false, strokes: [] };
  return null;
}

/** What the text line says about ten answers. */
export function reading(values) {
  const best = surest(values);
  const rest = values.map((value, k) => (k === best ? -1 : value));
  const second = `then ${surest(rest)} with ${number(Math.max(...rest), 2)}`;
  if (values[best] <= 0.5)
    return `No answer is above one half. The surest is ${best} with ${number(values[best], 2)}, ${second}.`;
  return `It reads ${best} with ${number(values[best], 2)}, ${second}.`;
}

function render({ model, el }) {
  const set = setter(model);
  const answer = speaker(model.get("network"));
  const state = () => ({ strokes: model.get("strokes"), cursor: model.get("cursor"), pen_down: model.get("pen_down") });
  const pad = svg("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "application", tabindex: 0, class: "dl-pad" });
  pad.setAttribute("aria-label", HELP);
  const key = (name) => set(pressed(name, state()));
  const tools = html(
    "div",
    { className: "dl-bar" },
    button("Undo", () => key("Backspace")),
    button("Clear", () => key("Delete")),
  );

  pad.addEventListener("keydown", (event) => {
    const changes = event.ctrlKey || event.metaKey || event.altKey ? null : pressed(event.key, state());
    if (!changes) return;
    event.preventDefault();
    set(changes);
  });
  let drawing = false;
  const place = (event) => {
    const box = pad.getBoundingClientRect();
    const share = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    return share.map((value) => Math.round(1000 * Math.max(0, Math.min(1, value))) / 1000);
  };
  pad.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    drawing = true;
    pad.setPointerCapture(event.pointerId);
    model.set("pen_down", false);
    model.set("strokes", [...model.get("strokes"), [place(event)]]);
  });
  pad.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const strokes = model.get("strokes");
    if (!strokes.length) return;
    model.set("strokes", [...strokes.slice(0, -1), [...strokes.at(-1), place(event)]]);
  });
  const end = () => {
    if (drawing) save(model); // the kernel hears of a stroke once, when it is finished
    drawing = false;
  };
  for (const name of ["pointerup", "pointercancel"]) pad.addEventListener(name, end);

  function ink() {
    const { strokes, cursor, pen_down } = state();
    const lines = strokes.map((stroke) => {
      const points = (stroke.length > 1 ? stroke : [stroke[0], stroke[0]]).map((point) =>
        point.map((v) => v * SIDE).join(","),
      );
      return svg("polyline", { points: points.join(" "), class: "dl-ink" });
    });
    const [cx, cy] = cursor.map((value) => (value / STEPS) * SIDE);
    const pen = svg("circle", { cx, cy, r: 9, class: `dl-pen${pen_down ? " dl-down" : ""}` });
    pad.replaceChildren(
      svg("rect", { width: SIDE, height: SIDE, class: "dl-paper" }),
      ...lines,
      ...(strokes.length
        ? []
        : [svg("text", { x: SIDE / 2, y: SIDE / 2, class: "dl-name dl-invites" }, "Draw a digit here")]),
      pen,
    );
  }

  const read = () => answer(pixelsOf(model.get("strokes")));
  const clean = mount({
    model,
    el,
    label: "Drawing pad",
    traits: ["strokes", "cursor", "pen_down"],
    controls: [pad, tools],
    draw: (width) => {
      const empty = !model.get("strokes").length;
      const values = empty ? DIGITS.map(() => 0) : read();
      const beside = width > 440; // else the answers stand under the picture, and both beside the pad
      const seen = beside ? 170 : 110;
      const pictures = [
        greyPicture(
          pixelsOf(model.get("strokes")),
          seen,
          beside ? "what the network sees" : "it sees",
          "The drawing in 8 x 8 pixels",
        ),
        bars({
          names: DIGITS,
          values,
          width: Math.min(460, beside ? width - seen - 40 : width),
          label: "The ten answers",
          quiet: empty,
        }),
      ];
      return [html("div", { className: "dl-row" }, ...pictures)];
    },
    says: () => {
      const { strokes, cursor, pen_down } = state();
      const pen = pad.matches(":focus")
        ? ` Pen ${pen_down ? "down" : "up"}, column ${cursor[0]}, row ${cursor[1]}.`
        : "";
      return (strokes.length ? reading(read()) : "Draw a digit: with the mouse, a finger, or the keys.") + pen;
    },
    onUpdate: ink,
  });
  el.querySelector(".dl-root").classList.add("dl-beside");
  return clean;
}

export default viewOf(render);
