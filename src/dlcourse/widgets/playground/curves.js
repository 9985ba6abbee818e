// The cost so far against epochs, updates or samples seen, with frozen runs behind it; the size of dW in each layer.
import { html } from "../shared/controls.js";
import { many, number, svg } from "../shared/draw.js";
import { plot, text } from "../shared/plot.js";

const LOOKS = ["dl-negative", "dl-third", "dl-border"];
const SAMPLE = ["12 5", "2 4", ""];
const [LOW, HIGH] = [-7, 1]; // powers of ten of a bar

export function curves(session) {
  const { model } = session;
  const node = html("div", { className: "dl-curves" });
  const bars = html("div", { className: "dl-gradients" });
  let frame = null;
  let drawn = "";
  let curve = null; // the curve as drawn last, and how many points it had
  let points = 0;

  function axes(width, height, most, top, axis, frozen, names) {
    frame = plot({ width, height, x: [0, most], y: [0, top], xName: axis === "samples" ? "samples seen" : axis, yName: "cost J", label: "cost" });
    const right = frame.px(most) - 4;
    frozen.forEach((one, k) => {
      frame.curve(one.curve.map((p) => [p[axis], p.train ?? NaN]), `${LOOKS[k]} dl-kept`);
      const y = 57 + 19 * k;
      frame.image.append(svg("path", { d: `M${right - 34},${y - 4}h34`, class: `dl-curve ${LOOKS[k]}`, "stroke-dasharray": SAMPLE[k] }));
      frame.image.append(text(right - 40, y, names[k], "dl-name dl-end"));
    });
    frame.train = frame.curve([], "dl-positive");
    frame.test = frame.curve([], "dl-test");
    frame.over = text(width / 2, height / 2, "", "dl-caption dl-middle dl-bugged dl-ground");
    frame.image.append(frame.over, text(right, 38, "thick: training, thin: held-out", "dl-name dl-end"));
    frame.image.style.maxWidth = "none";
    node.replaceChildren(frame.image);
    // A name is read also where a curve runs through it.
    for (const name of frame.image.querySelectorAll("text.dl-end.dl-name")) {
      const { x, y, width: w, height: h } = name.getBBox();
      name.before(svg("rect", { x: x - 3, y, width: w + 6, height: h, class: "dl-behind" }));
    }
  }

  function path(curve, axis, name) {
    let [d, pen] = ["", "M"];
    for (const p of curve) {
      if (!Number.isFinite(p[name])) {
        pen = "M";
        continue;
      }
      d += `${pen}${frame.px(p[axis]).toFixed(1)},${Math.max(-99, frame.py(p[name])).toFixed(1)}`;
      pen = "L";
    }
    return d;
  }

  return {
    node,
    bars,
    paint(width, height) {
      const { run } = session;
      const axis = model.get("axis");
      const frozen = model.get("frozen");
      const names = session.names();
      const lines = [...frozen.map((one) => one.curve), run.curve];
      const most = round(Math.max(1, ...lines.map((curve) => curve.at(-1)?.[axis] ?? 0)));
      const begun = run.curve.find((p) => Number.isFinite(p.train))?.train ?? 0.5;
      let high = 0.1;
      for (const curve of lines) for (const p of curve) for (const v of [p.train, p.test]) if (Number.isFinite(v) && v > high) high = v;
      const top = round(Math.min(high * 1.05, Math.max(0.3, 3 * begun)));
      const key = JSON.stringify([width, height, most, top, axis, names, frozen.map((one) => one.curve.length)]);
      if (key !== drawn) axes(width, height, most, top, axis, frozen, names);
      // A long run has a point for every 32 updates, or fewer: most pictures bring no new one.
      if (key !== drawn || curve !== run.curve || points !== run.curve.length) {
        frame.train.setAttribute("d", path(run.curve, axis, "train"));
        frame.test.setAttribute("d", path(run.curve, axis, "test"));
      }
      drawn = key;
      curve = run.curve;
      points = curve.length;
      const said = run.diverged ? `diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha})` : "";
      if (frame.over.textContent !== said) frame.over.textContent = said;
      frame.image.setAttribute("aria-label", said || `cost ${number(run.costs().train)} after ${many(run.updates, "update")}`);
    },
    /** One bar for each layer: vanishing and exploding gradients, seen live. */
    paintBars() {
      const sizes = session.run.gradientSizes();
      if (bars.childElementCount !== sizes.length + 1) {
        const row = (_, k) => html("div", { className: "dl-gradient" }, html("span", {}, `dW${k + 1}`), html("span", { className: "dl-track" }, html("span", { className: "dl-fill" })), html("output", {}));
        bars.replaceChildren(html("span", { className: "dl-legend" }, sizes.length ? "size of dW in each layer, last update (scale 1e-7 to 10)" : ""), ...sizes.map(row));
      }
      sizes.forEach((size, k) => {
        const [, track, shown] = bars.children[k + 1].children;
        const share = size > 0 ? Math.max(0, Math.min(1, (Math.log10(size) - LOW) / (HIGH - LOW))) : 0;
        track.firstChild.style.width = `${100 * share}%`;
        shown.textContent = size === 0 ? "0" : size.toExponential(1).replace("-", "−");
      });
    },
  };
}

/** The next of 1, 1.5, 2, 2.5, 3, ... times a power of ten: axes that do not move with every frame. */
function round(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((k) => k * power).find((size) => size >= value * 0.999);
}
