// What the backpropagation stepper draws: the network with its numbers and paths, and the matrices of partial derivatives.
import { html } from "../shared/controls.js";
import { brief, digits, layout, many, number, svg, svgNotation } from "../shared/draw.js";
import { miss, partialName } from "./backprop_text.js";
import { plot } from "../shared/plot.js";

const keyOf = ({ l, i, j }) => `${l}-${i}-${j}`;

/** Whether the weight W^l_(i,j) lies on a path from the entry to the cost. */
export function onPath(entry, l, i, j) {
  if (!entry) return false;
  if (l === entry.l) return i === entry.i && j === entry.j;
  return l > entry.l && (l > entry.l + 1 || j === entry.i);
}

/** Whether neuron i of layer l does. */
export function neuronOnPath(entry, l, i) {
  if (!entry) return false;
  if (l === entry.l) return i === entry.i;
  return l > entry.l || (l === entry.l - 1 && i === entry.j);
}

/**
 * The network after some steps.
 * @param {object} now {pass, parameters, sizes, current, done(kind, l, i, j), targets, label}
 * @param {{enter, leave, pick}} pointer called with an entry
 * @returns {{image: SVGElement, light: (entry) => void}}
 */
export function network(width, now, pointer) {
  const { pass, sizes, current, done } = now;
  const L = sizes.length - 1;
  const narrow = width < 520;
  const { height, radius, at } = layout(sizes, width, narrow ? 48 : 46);
  const image = svg("svg", { viewBox: `0 0 ${width} ${height + 14}`, role: "img", "aria-label": now.label });
  const [edges, neurons] = [[], []];
  const back = svg("g", {});
  image.append(back);
  for (let l = 1; l <= L; l++)
    for (let i = 0; i < sizes[l]; i++)
      for (let j = 0; j < sizes[l - 1]; j++) {
        const w = now.parameters[`W${l}`][i][j];
        const [[x1, y1], [x2, y2]] = [at(l - 1, j), at(l, i)];
        const ends = { x1: x1 + radius, y1, x2: x2 - radius, y2 };
        const halo = svg("line", { ...ends, class: "dl-lit" });
        const edge = svg("line", { ...ends, class: `dl-edge ${w < 0 ? "dl-negative" : "dl-positive"}` });
        edge.setAttribute("stroke-width", String(1 + 3 * Math.min(Math.abs(w), 1.5)));
        const hit = svg("line", { ...ends, class: "dl-hit" });
        const entry = { l, i, j };
        hit.dataset.edge = keyOf(entry);
        hit.addEventListener("pointerenter", () => pointer.enter(entry));
        hit.addEventListener("pointerleave", pointer.leave);
        hit.addEventListener("click", () => pointer.pick(entry));
        const value = svg("text", { class: "dl-name dl-ground dl-weight" }, digits(w, 3));
        edges.push({ ...entry, halo, value, ends });
        back.append(halo, edge, hit);
      }
  const m = pass.A[0].length;
  const mean = (values, i) => values.reduce((s, row) => s + row[i], 0) / m;
  sizes.forEach((n, l) => {
    for (let i = 0; i < n; i++) {
      const [x, y] = at(l, i);
      const known = l === 0 || done("forward", l, i);
      const ring = svg("circle", { cx: x, cy: y, r: radius + 4, class: "dl-ring" });
      const circle = svg("circle", { cx: x, cy: y, r: radius, class: "dl-neuron" });
      circle.classList.toggle("dl-known", known);
      circle.classList.toggle("dl-current", current?.l === l && current.i === i && current.kind !== "cost");
      neurons.push({ l, i, ring });
      image.append(ring, circle, write(x, y + 5, known ? brief(mean(pass.A[l], i)) : "?", "dl-number"));
      const name = l === 0 ? `x_${i}` : l === L ? `ŷ${n > 1 ? `_${i}` : ""}, y = ${brief(now.targets(i))}` : `a^${l}_${i}`;
      const end = l === L && { "text-anchor": "end", x: x + radius + 6 };
      image.append(write(x, y + radius + 17, name, l === L ? "dl-name dl-end" : "dl-name", end));
      if (l > 0 && done("delta", l, i)) {
        const delta = pass.dZ[l].reduce((s, row) => s + row[i], 0);
        image.append(write(x, y - radius - 9, `dZ ${digits(delta, 2)}`, l === L ? "dl-name dl-delta dl-end" : "dl-name dl-delta", end));
      }
    }
  });
  const values = svg("g", {});
  image.append(values);
  function light(entry) {
    edges.forEach((edge) => edge.halo.classList.toggle("dl-on", onPath(entry, edge.l, edge.i, edge.j)));
    neurons.forEach((one) => one.ring.classList.toggle("dl-on", neuronOnPath(entry, one.l, one.i)));
    values.replaceChildren();
    edges.forEach(({ value, ends, ...edge }) => {
      if (!onPath(entry, edge.l, edge.i, edge.j)) return;
      const share = [0.5, 0.34, 0.66, 0.22][edge.j % 4]; // beside each other, not on each other
      value.setAttribute("x", ends.x1 + (ends.x2 - ends.x1) * share);
      value.setAttribute("y", ends.y1 + (ends.y2 - ends.y1) * share + 4);
      if (!narrow) values.append(value);
    });
  }
  return { image, light };
}

function write(x, y, words, className, more) {
  return svgNotation(svg("text", { x, y, class: className, ...(more || {}) }), words);
}

/**
 * The matrices of the partial derivatives, the last layer's first; each entry is a button, one of them a stop for Tab.
 * @param {object} now {right, wrong (a pass, or null), done, fresh, tab, narrow} tab is the entry that Tab reaches
 * @param {{enter, leave, focus}} pointer
 */
export function matrices(now, pointer) {
  const holder = html("div", { className: "dl-matrices", role: "group" });
  holder.setAttribute("aria-label", "Partial derivatives; the arrows go from entry to entry");
  const cells = [];
  for (let l = now.right.sizes.length - 1; l >= 1; l--) {
    for (const kind of ["W", "b"]) {
      const of = (pass, i, j) => (j === null ? pass.db[l][i] : pass.dW[l][i][j]);
      const columns = kind === "W" ? Array.from({ length: now.right.sizes[l - 1] }, (_, j) => j) : [null];
      const rows = now.right.sizes[l];
      const body = Array.from({ length: rows }, (_, i) =>
        html("tr", {}, ...columns.map((j) => html("td", {}, cell({ l, i, j }, of(now.right, i, j), now.wrong && of(now.wrong, i, j))))),
      );
      const shape = kind === "W" ? `(${rows}, ${columns.length})` : `(${rows},)`;
      holder.append(html("table", {}, html("caption", {}, `dJ/d${kind}`, html("sup", {}, String(l)), ` ${shape}`), html("tbody", {}, ...body)));
    }
  }

  function cell(entry, right, wrong) {
    const known = now.done("partial", entry.l, entry.i, entry.j);
    const node = html("button", { type: "button", className: "dl-cell" }, known ? digits(right, now.narrow ? 2 : 4) : "·");
    let said = known ? `${partialName(entry)} = ${digits(right, 4)}` : `${partialName(entry)}: not computed yet`;
    if (known && now.wrong) {
      const off = miss(right, wrong);
      const short = now.narrow;
      node.append(html("span", { className: "dl-off" }, off ? `${short ? "" : "bug "}${digits(wrong, short ? 2 : 4)}` : short ? "same" : "bug: the same"));
      node.append(html("span", { className: "dl-off" }, (short ? off.split(" (")[0] : off) || " "));
      said += off ? `; with the bug ${digits(wrong, 4)}, off by ${off}` : "; with the bug the same";
    }
    node.dataset.key = keyOf(entry);
    node.setAttribute("aria-label", said);
    node.tabIndex = keyOf(entry) === keyOf(now.tab) ? 0 : -1;
    node.classList.toggle("dl-fresh", keyOf(entry) === now.fresh);
    node.addEventListener("pointerenter", () => pointer.enter(entry));
    node.addEventListener("pointerleave", pointer.leave);
    node.addEventListener("focus", () => pointer.focus(entry));
    cells.push({ entry, node });
    return node;
  }

  return {
    holder,
    mark: (entry, tab) =>
      cells.forEach((one) => {
        one.node.classList.toggle("dl-on", Boolean(entry) && keyOf(one.entry) === keyOf(entry));
        one.node.tabIndex = keyOf(one.entry) === keyOf(tab) ? 0 : -1;
      }),
  };
}

/** The cost after each update so far. */
export function costChart(width, height, history) {
  const finite = history.filter(([, J]) => Number.isFinite(J));
  const top = Math.min(Math.max(...finite.map(([, J]) => J), 0), 1e300);
  const chart = plot({
    width, height, x: [0, Math.max(10, history.at(-1)[0])], y: [0, top * 1.1 || 1], xName: "updates", yName: "J",
    label: `cost ${number(history[0][1], 4)} at first, ${number(history.at(-1)[1], 4)} after ${many(history.at(-1)[0], "update")}`,
  });
  chart.curve(finite, "dl-positive");
  if (finite.length) chart.dot(...finite.at(-1), "dl-dot", 5);
  return chart.image;
}

/** Where an arrow, Home or End leads from a cell; null for other keys. Columns run on from a matrix into its bias. */
export function neighbour(sizes, { l, i, j }, key) {
  const row = (i_) => Math.max(0, Math.min(sizes[l] - 1, i_));
  const last = sizes[l - 1] - 1;
  if (key === "ArrowRight") return j === null ? (l > 1 ? { l: l - 1, i: Math.min(i, sizes[l - 1] - 1), j: 0 } : null) : { l, i, j: j < last ? j + 1 : null };
  if (key === "ArrowLeft") {
    if (j === null) return { l, i, j: last };
    if (j > 0) return { l, i, j: j - 1 };
    return l < sizes.length - 1 ? { l: l + 1, i: Math.min(i, sizes[l + 1] - 1), j: null } : null;
  }
  if (key === "ArrowDown") return { l, i: row(i + 1), j };
  if (key === "ArrowUp") return { l, i: row(i - 1), j };
  if (key === "Home") return { l: sizes.length - 1, i: 0, j: 0 };
  if (key === "End") return { l: 1, i: sizes[1] - 1, j: null };
  return null;
}

export { keyOf };
