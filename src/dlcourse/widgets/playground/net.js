// The network: a canvas with every neuron's own map and the weights, and over it what can be pointed at and focused.
import { html } from "../shared/controls.js";
import { svg } from "../shared/draw.js";
import { SMALL, heat, heatImage } from "../shared/heat.js";
import { plain, spoken } from "../shared/maths.js";
import { weightName } from "../steppers/forward_text.js";

/** @typedef {import("./session.js").Session} Session */

const CAPTION = 34; // px above the first row
const LEAST = 18; // px of a neuron's map
const FAINT = 0.06;
const MOST = 84; // where there is room

/**
 * @param {Session} session
 * @param {(l: number, i: number, j: number | undefined, by: boolean) => void} onPick a neuron, or one of its incoming weights; by a person, or not
 */
export function net(session, onPick) {
  const canvas = html("canvas", {});
  const over = svg("svg", { role: "group", class: "dl-net-over" });
  const node = html("div", { className: "dl-net" }, canvas, over);
  const scratch = heatImage(SMALL);
  const little = new OffscreenCanvas(SMALL, SMALL);
  const values = new Float64Array(SMALL * SMALL);
  let places = null;
  let drawn = "";
  /** @type {[number, number]} */
  let picked = [1, 0];
  let colours = {};

  function arrange(width, room) {
    const { sizes } = session.run;
    const usual = room < Infinity ? MOST : width < 480 ? 26 : width > 1000 ? 48 : 36;
    const most = Math.floor((room - CAPTION) / Math.max(...sizes));
    const cell = Math.max(LEAST, Math.min(usual, Math.round(most * 0.76), Math.round((0.45 * width) / sizes.length)));
    const gap = Math.max(5, Math.min(0.4 * cell, most - cell));
    const height = Math.max(...sizes) * (cell + gap) + CAPTION;
    const at = (l, i) => [
      cell / 2 + 8 + (l * (width - cell - 16)) / (sizes.length - 1),
      24 + (height - CAPTION) / 2 + (i - (sizes[l] - 1) / 2) * (cell + gap),
    ];
    places = { width, height, cell, at };
    node.style.height = `${height}px`;
    node.style.width = `${width}px`;
    over.setAttribute("viewBox", `0 0 ${width} ${height}`);
    over.setAttribute("aria-label", `the network ${sizes.join("-")}; arrow keys go from neuron to neuron`);
    const focused = over.contains(document.activeElement);
    const names = session.run.means.features;
    const edges = [];
    const neurons = [];
    sizes.forEach((n, l) => {
      for (let i = 0; i < n; i++) {
        const [x, y] = at(l, i);
        for (let j = 0; l && j < sizes[l - 1]; j++) {
          const [a, b] = at(l - 1, j);
          const hit = svg(
            "line",
            { x1: a + cell / 2, y1: b, x2: x - cell / 2, y2: y, class: "dl-hit" },
            svg("title", {}, plain(weightName(l, i, j))),
          );
          hit.addEventListener("click", () => pick(l, i, j));
          edges.push(hit);
        }
        const frame = svg("rect", {
          x: x - cell / 2,
          y: y - cell / 2,
          width: cell,
          height: cell,
          class: "dl-cellframe",
          role: "button",
        });
        frame.setAttribute(
          "aria-label",
          l ? spoken(`neuron a^${l}_${i}${l === sizes.length - 1 ? ", the output" : ""}`) : `input ${names[i]}`,
        );
        frame.setAttribute("tabindex", l === picked[0] && i === picked[1] ? "0" : "-1");
        Object.assign(frame.dataset, { l, i });
        frame.addEventListener("click", () => pick(l, i));
        frame.addEventListener("focus", () => pick(l, i));
        frame.addEventListener("keydown", (event) => step(event, l, i));
        neurons.push(frame);
      }
    });
    const captions = sizes.map((_, l) => {
      const words = l === 0 ? "inputs" : l === sizes.length - 1 ? "output" : `layer ${l}`;
      const anchor = l === 0 ? "dl-start" : l === sizes.length - 1 ? "dl-end" : "dl-middle";
      const [x] = at(l, 0);
      return svg(
        "text",
        { x: l === 0 ? 4 : l === sizes.length - 1 ? width - 4 : x, y: 18, class: `dl-name ${anchor}` },
        words,
      );
    });
    over.replaceChildren(...captions, ...edges, ...neurons);
    const style = getComputedStyle(node);
    colours = { positive: style.getPropertyValue("--dl-blue"), negative: style.getPropertyValue("--dl-orange") };
    if (picked[0] >= sizes.length || picked[1] >= sizes[picked[0]]) pick(1, 0, undefined, false);
    else mark();
    if (focused) frameOf(...picked)?.focus({ preventScroll: true });
  }
  const frameOf = (l, i) => over.querySelector(`[data-l="${l}"][data-i="${i}"]`);
  function mark() {
    for (const frame of over.querySelectorAll(".dl-cellframe")) {
      const on = frame === frameOf(...picked);
      frame.setAttribute("tabindex", on ? "0" : "-1");
      frame.classList.toggle("dl-picked", on);
    }
    if (!over.querySelector('[tabindex="0"]')) over.querySelector(".dl-cellframe")?.setAttribute("tabindex", "0");
  }
  function pick(l, i, j, by = true) {
    picked = [l, i];
    mark();
    onPick(l, i, j, by);
  }
  function step(event, l, i) {
    const { sizes } = session.run;
    const next = {
      ArrowUp: [l, Math.max(0, i - 1)],
      ArrowDown: [l, Math.min(sizes[l] - 1, i + 1)],
      ArrowLeft: [l - 1, Math.min(i, (sizes[l - 1] ?? 1) - 1)],
      ArrowRight: [l + 1, Math.min(i, (sizes[l + 1] ?? 1) - 1)],
      Home: [0, 0],
      End: [sizes.length - 1, 0],
      Enter: [l, i],
    }[event.key];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    if (next[0] < 0 || next[0] >= sizes.length) return;
    if (event.key === "Enter") return onPick(l, i, 0, true);
    frameOf(...next)?.focus();
  }

  return {
    node,
    get picked() {
      return picked;
    },
    paint(width, room) {
      const { run } = session;
      const key = `${width} ${Math.round(room / 4)} ${run.sizes.join("-")} ${run.means.features} ${document.body.dataset.jpThemeLight}`;
      if (key !== drawn) arrange(width, room);
      drawn = key;
      const { height, cell, at } = places;
      const density = Math.min(2, window.devicePixelRatio || 1);
      if (canvas.width !== Math.round(width * density)) canvas.width = Math.round(width * density);
      if (canvas.height !== Math.round(height * density)) canvas.height = Math.round(height * density);
      const pen = canvas.getContext("2d");
      pen.setTransform(density, 0, 0, density, 0, 0);
      pen.clearRect(0, 0, width, height);
      for (let l = 1; l < run.sizes.length; l++)
        for (let i = 0; i < run.sizes[l]; i++)
          for (let j = 0; j < run.sizes[l - 1]; j++) {
            const w = run.W[l][i * run.sizes[l - 1] + j];
            if (!Number.isFinite(w)) continue;
            const [[x1, y1], [x2, y2]] = [at(l - 1, j), at(l, i)];
            pen.strokeStyle = w < 0 ? colours.negative : colours.positive;
            pen.setLineDash(w < 0 ? [7, 4] : []);
            pen.globalAlpha = Math.min(1, FAINT + 5 * Math.abs(w)); // an edge whose weight is 0 is as good as gone
            pen.lineWidth = 0.4 + Math.min(7, 2 * Math.abs(w));
            pen.beginPath();
            pen.moveTo(x1 + cell / 2, y1);
            pen.lineTo(x2 - cell / 2, y2);
            pen.stroke();
          }
      pen.globalAlpha = 1;
      const map = run.maps();
      const context = little.getContext("2d");
      pen.imageSmoothingEnabled = true;
      const last = run.sizes.length - 1;
      run.sizes.forEach((n, l) => {
        const activation = l === last ? run.means.output : l ? run.state.activation : "";
        const positive = activation === "sigmoid" || activation === "step";
        for (let i = 0; i < n; i++) {
          map(l, i, values);
          let reach = 1e-9;
          for (const v of values) if (Math.abs(v) > reach && v !== Infinity && v !== -Infinity) reach = Math.abs(v);
          context.putImageData(heat(scratch, values, positive ? 0 : -reach, positive ? 1 : reach), 0, 0);
          const [x, y] = at(l, i);
          pen.drawImage(little, x - cell / 2, y - cell / 2, cell, cell);
        }
      });
    },
  };
}
