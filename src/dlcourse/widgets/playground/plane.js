// What the networks say over the plane, or along one input, with the data on it and a cursor whose numbers can be read.
import { button, html } from "../shared/controls.js";
import { number, svg } from "../shared/draw.js";
import { CELLS, heat, heatImage } from "../shared/heat.js";

/** @typedef {import("./session.js").Session} Session */

const HEIGHT = 1.6; // of the picture of one input: y from -1.6 to 1.6

/**
 * One plane, or one for each racer; that of the run whose network is shown has the cursor.
 * @param {Session} session
 * @param {(by: boolean) => void} onCursor the point the numbers are read at was moved; by a person, or not
 */
export function planes(session, onCursor) {
  const node = html("div", { className: "dl-planes" });
  const state = { at: [1, 1] };
  let made = [];
  const move = (x, by = false) => {
    state.at = x.map((v) => Math.max(-6, Math.min(6, v)));
    if (session.run.means.oneInput) state.at[1] = 0;
    made.forEach((one, k) => one.cursor(k === session.watched ? state.at : null));
    onCursor(by);
  };
  return {
    node,
    get at() {
      return state.at;
    },
    /** @param {number} side of each, in pixels */
    paint(side) {
      const { lanes, watched } = session;
      if (made.length !== lanes.length) {
        made = lanes.map((_, k) => plane(session, k, move, state));
        node.replaceChildren(...made.map((one) => one.node));
      }
      const names = session.names().lanes;
      const looks = lanes.map((_, k) =>
        k === lanes.length - 1 ? "dl-now" : `dl-kept-${session.model.get("frozen").length + k + 1}`,
      );
      lanes.forEach(({ run }, k) =>
        made[k].paint(run, side, lanes.length > 1 ? names[k] : "", k === watched, looks[k]),
      );
    },
    /** What the pictures show, in words. */
    legend() {
      const { regression, oneInput } = session.run.means;
      if (oneInput) return "line: y_hat along x_0 (from −6 to 6; y from −1.6 to 1.6)";
      return regression
        ? "blue: y_hat above 0, orange: below, line: 0"
        : "blue: y_hat above 0.5, orange: below, line: 0.5; dots: y = 1, crosses: y = 0";
    },
  };
}

function plane(session, lane, move, state) {
  const { model } = session;
  const canvas = html("canvas", { width: CELLS, height: CELLS, className: "dl-plane" });
  const scratch = heatImage(CELLS);
  const points = svg("svg", { viewBox: "-6 -6 12 12", class: "dl-points", tabindex: 0, role: "application" });
  const marks = svg("g", {});
  const half = svg("path", { class: "dl-half" });
  const line = svg("path", { class: "dl-line" });
  const cross = svg("path", { d: "M-.45,0h.9M0,-.45v.9", class: "dl-cursor" });
  points.append(svg("path", { d: "M-6,0h12M0,-6v12", class: "dl-axes" }), half, line, marks, cross);
  const place = html("div", { className: "dl-place" }, canvas, points);
  const name = button("", () => session.set({ watched: lane }));
  name.className = "dl-lane-name";
  const node = html("div", { className: "dl-lane" }, place, name);
  let drawn = null;
  let called = "";

  const from = (event) => {
    const box = points.getBoundingClientRect();
    return [(12 * (event.clientX - box.left)) / box.width - 6, 6 - (12 * (event.clientY - box.top)) / box.height];
  };
  const here = (event) => {
    if (session.watched !== lane) session.set({ watched: lane });
    move(from(event), true);
  };
  points.addEventListener("pointerdown", here);
  points.addEventListener("pointermove", (event) => event.buttons && here(event));
  points.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-0.25, 0], ArrowRight: [0.25, 0], ArrowUp: [0, 0.25], ArrowDown: [0, -0.25] }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    if (session.watched !== lane) session.set({ watched: lane });
    move([state.at[0] + step[0], state.at[1] + step[1]], true);
  });

  function mark(run) {
    const { regression, oneInput } = run.means;
    const found = [
      ["test", 0.4],
      ["train", 1],
    ].flatMap(([part, opacity]) =>
      run.points[part].X.map(([a, b], k) => {
        const y = run.points[part].y[k][0];
        const v = oneInput ? Math.max(-6, Math.min(6, (-6 * y) / HEIGHT)) : -b;
        const one = y > (regression ? 0 : 0.5);
        return one
          ? svg("circle", { cx: a, cy: v, r: 0.13, class: "dl-one", opacity })
          : svg("path", { d: `M${a - 0.11},${v - 0.11}l.22,.22m-.22,0l.22,-.22`, class: "dl-zero", opacity });
      }),
    );
    marks.replaceChildren(...found);
    if (session.watched === lane) move(state.at);
  }

  return {
    node,
    cursor(x) {
      cross.setAttribute("visibility", x ? "visible" : "hidden");
      if (x) cross.setAttribute("transform", `translate(${x[0]},${-x[1]})`);
    },
    paint(run, side, words, watched, look) {
      if (drawn !== run) mark(run);
      drawn = run;
      const { regression, oneInput } = run.means;
      const said = `${words} ${watched} ${look} ${oneInput} ${run.state.data}`;
      if (said !== called) {
        const { data, own } = run.state;
        points.setAttribute(
          "aria-label",
          `${words ? `${words}: ` : ""}${own?.length ? "your data" : `data ${data}`}, and what the network says over ${oneInput ? "x_0" : "the plane"}. Arrow keys move the cursor.`,
        );
        name.textContent = words;
        name.hidden = !words;
        name.setAttribute("aria-pressed", String(watched));
        name.className = `dl-lane-name ${look}`;
        place.classList.toggle("dl-watched", watched && Boolean(words));
        this.cursor(watched ? state.at : null);
      }
      called = said;
      place.style.width = `${side}px`;
      place.style.height = `${side}px`;
      const values = run.plane();
      canvas.style.visibility = oneInput ? "hidden" : "visible";
      if (oneInput) {
        const places = Array.from({ length: CELLS }, (_, c) => [-6 + (12 * (c + 0.5)) / CELLS, values[c]]).filter(
          ([, v]) => Number.isFinite(v),
        );
        line.setAttribute(
          "d",
          places
            .map(
              ([x, v], k) =>
                `${k ? "L" : "M"}${x.toFixed(3)},${Math.max(-9, Math.min(9, (-6 * v) / HEIGHT)).toFixed(3)}`,
            )
            .join(""),
        );
        half.setAttribute("d", "");
        return;
      }
      line.setAttribute("d", "");
      half.setAttribute("d", borderPath(values, regression ? 0 : 0.5));
      canvas
        .getContext("2d")
        .putImageData(heat(scratch, values, regression ? -1 : 0, 1, model.get("discretised")), 0, 0);
    },
  };
}

/** Where the values over the grid cross a level: short lines, one or two for each four neighbours. */
function borderPath(values, level) {
  const at = (k) => -6 + (12 * (k + 0.5)) / CELLS;
  let d = "";
  for (let r = 0; r < CELLS - 1; r++)
    for (let c = 0; c < CELLS - 1; c++) {
      const k = r * CELLS + c;
      const corners = [values[k], values[k + 1], values[k + CELLS + 1], values[k + CELLS]];
      const above = corners.map((v) => v > level);
      if (above[0] === above[1] && above[1] === above[2] && above[2] === above[3]) continue;
      const ends = [
        [0, 1, c, r, 1, 0],
        [1, 2, c + 1, r, 0, 1],
        [3, 2, c, r + 1, 1, 0],
        [0, 3, c, r, 0, 1],
      ]
        .filter(([a, b]) => above[a] !== above[b])
        .map(([a, b, x, y, dx, dy]) => {
          const t = (level - corners[a]) / (corners[b] - corners[a]);
          return `${at(x + t * dx).toFixed(2)},${at(y + t * dy).toFixed(2)}`;
        });
      for (let e = 0; e + 1 < ends.length; e += 2) d += `M${ends[e]}L${ends[e + 1]}`;
    }
  return d;
}

export const pointText = ([a, b], oneInput) =>
  oneInput ? `x = ${number(a, 2)}` : `x = (${number(a, 2)}, ${number(b, 2)})`;
