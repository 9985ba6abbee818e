// The network of the backpropagation stepper, drawn once and then changed: values, blame, paths.
import { brief, digits, notation, number, svg, write } from "../shared/draw.js";
import { keyOf, neuronOnPath, onPath } from "./backprop_draw.js";
import { appears, counts, grows, pulses, slides } from "./motion.js";

/** @typedef {ReturnType<typeof import("../network/backprop.js").backprop>} Pass */
/** @typedef {import("../network/backprop.js").Step} Step */

/** Where everything stands for that width. */
function placesOf(sizes, width) {
  const narrow = width < 520;
  const radius = Math.round(Math.max(20, Math.min(44, width * (narrow ? 0.058 : 0.044))));
  const row = 2 * radius + 68; // room for a name below and a badge above
  const tallest = Math.max(...sizes);
  const [left, right] = [radius + 10, narrow ? radius + 26 : radius + 60]; // under the output stands its target
  const gap = (width - left - right) / (sizes.length - 1);
  const top = 40;
  /** @type {(l: number, i: number) => [number, number]} */
  const at = (l, i) => [left + l * gap, top + radius + ((tallest - sizes[l]) / 2 + i) * row];
  return { narrow, radius, at, height: top + tallest * row - 28 };
}

/** The point on the way from p to q at that distance from p. */
function towards([px, py], [qx, qy], distance) {
  const length = Math.hypot(qx - px, qy - py);
  return [px + ((qx - px) * distance) / length, py + ((qy - py) * distance) / length];
}

/**
 * Whether a step is about this weight: forward all that lead into its neuron, at a partial its own.
 * @param {Step} step
 */
function concerns({ kind, l, i, j }, edge) {
  if (kind === "cost" || kind === "delta" || edge.l !== l || edge.i !== i) return false;
  return kind === "forward" || edge.j === j;
}

/**
 * @param {number[]} sizes
 * @param {number} width in units of the picture
 * @param {{enter, leave, pick}} pointer called with an entry
 * @returns what is drawn, and how it is changed
 */
export function network(sizes, width, pointer) {
  const { narrow, radius, at, height } = placesOf(sizes, width);
  const L = sizes.length - 1;
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  const [back, blame, front, labels] = ["dl-edges", "dl-blames", "dl-nodes", "dl-labels"].map((name) =>
    svg("g", { class: name }),
  );
  image.append(back, blame, front, labels);
  const edges = [];
  const nodes = [];
  for (let l = 1; l <= L; l++)
    for (let i = 0; i < sizes[l]; i++)
      for (let j = 0; j < sizes[l - 1]; j++) {
        const [[x1, y1], [x2, y2]] = [
          towards(at(l - 1, j), at(l, i), radius + 3),
          towards(at(l, i), at(l - 1, j), radius + 3),
        ];
        const ends = { x1, y1, x2, y2 };
        const entry = { l, i, j };
        const [halo, line, hit] = ["dl-lit", "dl-edge", "dl-hit"].map((name) => svg("line", { ...ends, class: name }));
        hit.dataset.edge = keyOf(entry);
        hit.addEventListener("pointermove", () => pointer.enter(entry)); // a page that scrolls is nobody's pointing
        hit.addEventListener("pointerleave", pointer.leave);
        hit.addEventListener("click", () => pointer.pick(entry));
        edges.push({ ...entry, ends, halo, line, hit, term: `W^${l}_(${i},${j})` });
      }
  back.append(...edges.map((edge) => edge.halo), ...edges.map((edge) => edge.line), ...edges.map((edge) => edge.hit));
  for (let l = 0; l <= L; l++)
    for (let i = 0; i < sizes[l]; i++) {
      const [x, y] = at(l, i);
      const ring = svg("circle", { cx: x, cy: y, r: radius + 6, class: "dl-ring" });
      const circle = svg("circle", { cx: x, cy: y, r: radius, class: "dl-neuron" });
      const value = svg("text", { x, y: y + 6, class: "dl-number dl-value-in" });
      value.style.fontSize = `${Math.max(14, Math.round(radius * 0.56))}px`;
      const badge = document.createElement("div");
      badge.className = "dl-badge";
      const place = svg(
        "foreignObject",
        { x: x - 120, y: y - radius - 34, width: 240, height: 32, class: "dl-place-of-label" },
        badge,
      );
      front.append(ring, circle, value);
      labels.append(place);
      nodes.push({
        l,
        i,
        x,
        y,
        ring,
        circle,
        value,
        badge,
        place,
        name: null,
        words: "",
        said: null,
        term: l === 0 ? `x_${i}` : `a^${l}_${i}`,
      });
    }
  let seen = null; // what the picture shows: {step, parameters}
  let values = [];

  function named(node, words) {
    if (node.words === words) return;
    node.words = words;
    const next = write(node.x, node.y + radius + 21, words, "dl-name");
    if (node.name) node.name.replaceWith(next);
    else labels.prepend(next);
    node.name = next;
  }

  function badged(node, words, known) {
    if (node.said === words) return;
    node.said = words;
    node.badge.replaceChildren(...notation(words));
    node.badge.classList.toggle("dl-waits", !known);
    node.place.style.visibility = words ? "visible" : "hidden";
  }

  /** The violet lines on which blame comes to neuron i of layer l, from the layer behind it. */
  function blameTo(step, moves) {
    if (step?.kind !== "delta" || step.l === L) return blame.replaceChildren();
    const lines = edges.filter((edge) => edge.l === step.l + 1 && edge.j === step.i);
    blame.replaceChildren(
      ...lines.map(({ ends }) => {
        const length = Math.hypot(ends.x1 - ends.x2, ends.y1 - ends.y2);
        const turn = (Math.atan2(ends.y1 - ends.y2, ends.x1 - ends.x2) * 180) / Math.PI;
        const grown = svg(
          "g",
          {},
          svg("line", { x1: 0, x2: length - 4, y1: 0, y2: 0, class: "dl-wash" }),
          svg("line", { x1: 4, x2: length - 22, y1: 0, y2: 0, class: "dl-blame-line" }),
          svg("path", { d: `M${length - 2},0l-22,-12v24z`, class: "dl-blame-head" }),
        );
        if (moves) requestAnimationFrame(() => grows(grown));
        return svg("g", { transform: `translate(${ends.x2} ${ends.y2}) rotate(${turn})` }, grown);
      }),
    );
  }

  /**
   * @param {object} now
   * @param {Pass} now.pass
   * @param {Record<string, any>} now.parameters
   * @param {Step} [now.current] the step that was just done
   * @param {(kind: string, l: number, i: number, j?: number | null) => boolean} now.done whether a step is
   * @param {(i: number) => number} now.targets of the output neurons
   * @param {string} now.label
   * @param {(number | null)[]} now.decimals by layer
   * @param {number} now.step steps done
   * @param {boolean} moves act it out
   */
  function update(now, moves) {
    const { pass, current, done } = now;
    const m = pass.A[0].length;
    const mean = (layer, i) => layer.reduce((sum, row) => sum + row[i], 0) / m;
    image.setAttribute("aria-label", now.label);
    const updated = seen && seen.parameters !== now.parameters;
    for (const edge of edges) {
      const w = now.parameters[`W${edge.l}`][edge.i][edge.j];
      const before = Number(edge.line.getAttribute("stroke-width"));
      edge.line.setAttribute(
        "stroke-width",
        Number((1.5 + 7 * Math.min(Math.abs(w), 1.5)).toFixed(2)) * (narrow ? 0.6 : 0.75),
      );
      edge.line.classList.toggle("dl-negative", w < 0);
      edge.line.classList.toggle("dl-positive", w >= 0);
      edge.line.classList.toggle("dl-far", Boolean(current) && !concerns(current, edge));
      edge.value = digits(w, 3);
      if (moves && updated && before) slides(edge.line, before);
    }
    for (const node of nodes) {
      const { l, i } = node;
      const known = l === 0 || done("forward", l, i);
      const here = current?.l === l && current.i === i && current.kind !== "cost";
      const blamed = here && current.kind !== "forward";
      node.circle.setAttribute(
        "class",
        `dl-neuron${known ? " dl-known" : ""}${here ? ` ${blamed ? "dl-blamed" : "dl-current"}` : ""}${l === 0 ? " dl-input" : ""}`,
      );
      node.value.dataset.final = "";
      node.value.textContent = known ? brief(mean(pass.A[l], i)) : "?";
      const output = `ŷ${sizes[L] > 1 ? `_${i}` : ""}, y = ${brief(now.targets(i))}`;
      named(node, l === 0 ? `x_${i}` : l === L ? output : `a^${l}_${i}`);
      const back_ = l > 0 && done("cost", L, 0);
      const there = l > 0 && done("delta", l, i);
      const delta = there ? pass.dZ[l].reduce((sum, row) => sum + row[i], 0) : 0;
      const before = node.said;
      badged(
        node,
        !back_ ? "" : there ? `${narrow ? "" : "dZ = "}${fixed(delta, now.decimals[l])}` : narrow ? "?" : "dZ = ?",
        there,
      );
      if (!moves || !seen || seen.step === now.step) continue;
      if (here && current.kind === "forward") counts(node.value, (v) => brief(v), mean(pass.A[l], i));
      if (here && current.kind === "delta" && before !== node.said) appears(node.badge);
    }
    const forward = current?.kind === "forward" && moves && seen?.step !== now.step;
    if (forward)
      pulses(
        front,
        edges.filter((edge) => edge.l === current.l && edge.i === current.i).map((edge) => edge.ends),
      );
    if (seen?.step !== now.step || !seen) blameTo(current, moves && Boolean(seen));
    seen = { step: now.step, parameters: now.parameters };
  }

  /** The path of an entry to the cost, or the weights that the blame of this step comes through, with their values. */
  function light(entry, step) {
    const through = !entry && step?.kind === "delta" ? (edge) => edge.l === step.l + 1 && edge.j === step.i : null;
    const lit = edges.filter((edge) => (through ? through(edge) : onPath(entry, edge.l, edge.i, edge.j)));
    edges.forEach((edge) => edge.halo.classList.toggle("dl-on", !through && lit.includes(edge)));
    nodes.forEach((node) => node.ring.classList.toggle("dl-on", neuronOnPath(entry, node.l, node.i)));
    values.forEach((node) => node.remove());
    values = narrow
      ? []
      : lit.map((edge) => {
          const share = lit.length === 1 ? 0.5 : 0.36; // beside each other, not on each other
          const { x1, y1, x2, y2 } = edge.ends;
          const sign = edge.line.classList.contains("dl-negative") ? "dl-minus" : "dl-plus";
          const words = lit.length === 1 ? `${edge.term} = ${edge.value}` : edge.value;
          const below = lit.length === 1 ? 32 : 6;
          const node = write(
            x1 + (x2 - x1) * share,
            y1 + (y2 - y1) * share + below,
            words,
            `dl-name dl-weight dl-ground ${sign}`,
          );
          return node;
        });
    labels.append(...values);
  }

  /** What a term of the formula stands for. */
  function point(term) {
    edges.forEach((edge) => edge.line.classList.toggle("dl-pointed", edge.term === term));
    nodes.forEach((node) => {
      const own = [node.term, `dZ^${node.l}_${node.i}`, `z^${node.l}_${node.i}`, `b^${node.l}_${node.i}`].includes(
        term,
      );
      node.circle.classList.toggle("dl-pointed", own);
    });
  }

  return { image, update, light, point, height };
}

/** Decimals with which the largest of some numbers keeps three digits; null where none would do. */
export function decimalsFor(numbers) {
  const most = Math.max(...numbers.map(Math.abs));
  if (!(most > 0) || !Number.isFinite(most)) return most === 0 ? 2 : null;
  const wanted = 2 - Math.floor(Math.log10(most));
  return wanted > 9 ? null : Math.max(0, Math.min(7, wanted));
}

/** A number with those decimals, the true minus, and never an exponent beside one without. */
export function fixed(value, decimals) {
  if (!Number.isFinite(value)) return digits(value);
  if (decimals === null) return value === 0 ? "0" : value.toExponential(2).replaceAll("-", "−");
  return number(value, decimals);
}
