// What the network says over the plane, or along one input, with the data on it and a cursor whose numbers can be read.
import { html } from "../shared/controls.js";
import { number, svg } from "../shared/draw.js";
import { CELLS, heat, heatImage } from "../shared/heat.js";

const HEIGHT = 1.6; // of the picture of one input: y from -1.6 to 1.6

/**
 * @param {object} session
 * @param {(x: number[]) => void} onCursor gets the point the numbers are read at
 */
export function plane(session, onCursor) {
  const { model } = session;
  const canvas = html("canvas", { width: CELLS, height: CELLS, className: "dl-plane" });
  const scratch = heatImage(CELLS);
  const points = svg("svg", { viewBox: "-6 -6 12 12", class: "dl-points", tabindex: 0, role: "application" });
  const marks = svg("g", {});
  const line = svg("path", { class: "dl-line" });
  const cursor = svg("path", { d: "M-.45,0h.9M0,-.45v.9", class: "dl-cursor" });
  points.append(svg("path", { d: "M-6,0h12M0,-6v12", class: "dl-axes" }), line, marks, cursor);
  const node = html("div", { className: "dl-place" }, canvas, points);
  let at = [1, 1];
  let drawn = null;

  const move = (x) => {
    at = x.map((v) => Math.max(-6, Math.min(6, v)));
    if (session.run.means.oneInput) at[1] = 0;
    cursor.setAttribute("transform", `translate(${at[0]},${-at[1]})`);
    onCursor(at);
  };
  const from = (event) => {
    const box = points.getBoundingClientRect();
    return [(12 * (event.clientX - box.left)) / box.width - 6, 6 - (12 * (event.clientY - box.top)) / box.height];
  };
  points.addEventListener("pointerdown", (event) => move(from(event)));
  points.addEventListener("pointermove", (event) => event.buttons && move(from(event)));
  points.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-0.25, 0], ArrowRight: [0.25, 0], ArrowUp: [0, 0.25], ArrowDown: [0, -0.25] }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    move([at[0] + step[0], at[1] + step[1]]);
  });

  function mark() {
    const { run } = session;
    const { regression, oneInput } = run.means;
    const found = [["test", 0.4], ["train", 1]].flatMap(([name, opacity]) =>
      run.points[name].X.map(([a, b], k) => {
        const y = run.points[name].y[k][0];
        const v = oneInput ? Math.max(-6, Math.min(6, (-6 * y) / HEIGHT)) : -b;
        const one = y > (regression ? 0 : 0.5);
        return one
          ? svg("circle", { cx: a, cy: v, r: 0.13, class: "dl-one", opacity })
          : svg("path", { d: `M${a - 0.11},${v - 0.11}l.22,.22m-.22,0l.22,-.22`, class: "dl-zero", opacity });
      }),
    );
    marks.replaceChildren(...found);
    const { data, own } = run.state;
    const name = own?.length ? "your data" : `data ${data}`;
    points.setAttribute("aria-label", `${name}, and what the network says over ${oneInput ? "x_0" : "the plane"}. Arrow keys move the cursor.`);
    move(at);
  }

  return {
    node,
    get at() {
      return at;
    },
    paint(side) {
      const { run } = session;
      if (drawn !== run) mark();
      drawn = run;
      node.style.width = `${side}px`;
      node.style.height = `${side}px`;
      const { regression, oneInput } = run.means;
      const values = run.plane();
      canvas.style.visibility = oneInput ? "hidden" : "visible";
      if (oneInput) {
        const places = Array.from({ length: CELLS }, (_, c) => [-6 + (12 * (c + 0.5)) / CELLS, values[c]]).filter(([, v]) => Number.isFinite(v));
        line.setAttribute("d", places.map(([x, v], k) => `${k ? "L" : "M"}${x.toFixed(3)},${Math.max(-9, Math.min(9, (-6 * v) / HEIGHT)).toFixed(3)}`).join(""));
        return;
      }
      line.setAttribute("d", "");
      canvas.getContext("2d").putImageData(heat(scratch, values, regression ? -1 : 0, 1, model.get("discretised")), 0, 0);
    },
    /** What the picture shows, in words. */
    legend() {
      const { regression, oneInput } = session.run.means;
      if (oneInput) return "line: y_hat along x_0 (from −6 to 6; y from −1.6 to 1.6)";
      return regression ? "blue: y_hat above 0, orange: below" : "blue: y_hat above 0.5 (dots are y = 1), orange: below (crosses are y = 0)";
    },
  };
}

export const pointText = ([a, b], oneInput) => (oneInput ? `x = ${number(a, 2)}` : `x = (${number(a, 2)}, ${number(b, 2)})`);
