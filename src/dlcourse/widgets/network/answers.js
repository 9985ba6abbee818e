// What a trained network says: the network from its state, its answers as bars, small grey pictures.
import { number, svg } from "../shared/draw.js";
import { Network } from "./training.js";
import { text } from "../shared/plot.js";

/** A function x -> answers, from the state that `carried` made. */
export function speaker(state) {
  const network = new Network(state.sizes, { hidden: state.hidden, output: state.output, cost: "mse" });
  network.set(state.parameters);
  return (x) => Array.from(network.forward([x]).A[network.L]);
}

/** Index of the largest value. */
export function surest(values) {
  return values.reduce((best, value, k) => (value > values[best] ? k : best), 0);
}

/**
 * Answers from 0 to 1 as bars, the surest one marked by its frame, a line at one half.
 * @param {{names: string[], values: number[], width: number, label: string, quiet?: boolean}} bars
 *   `quiet` marks no bar: there is nothing to answer
 */
export function bars({ names, values, width, label, quiet = false }) {
  const [row, top] = [names.length > 6 ? 22 : 26, 6];
  const left = 14 + 8.5 * Math.max(...names.map((name) => name.length));
  const right = 58;
  const height = top + row * names.length + 24;
  const at = (value) => left + value * (width - left - right);
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  image.style.maxWidth = `${width}px`;
  const best = surest(values);
  values.forEach((value, k) => {
    const y = top + k * row;
    const marked = k === best && !quiet;
    image.append(text(left - 8, y + row - 9, names[k], `dl-caption dl-end${marked ? " dl-bold" : ""}`));
    const bar = { x: left, y: y + 2, width: Math.max(at(value) - left, 1), height: row - 6 };
    image.append(svg("rect", { ...bar, class: marked ? "dl-surest" : "dl-answer" }));
    image.append(text(at(value) + 6, y + row - 9, number(value, 2), `dl-caption dl-start${marked ? " dl-bold" : ""}`));
  });
  const foot = top + row * names.length;
  image.append(svg("line", { x1: at(0.5), x2: at(0.5), y1: top, y2: foot, class: "dl-guide" }));
  for (const value of [0, 0.5, 1]) image.append(text(at(value), foot + 17, String(value), "dl-caption dl-middle"));
  return image;
}

/** A grey picture of side x side pixels, brightness from 0 (white) to 1 (black), with its name under it. */
export function greyPicture(pixels, width, name, label) {
  const side = Math.sqrt(pixels.length);
  const cell = width / side;
  const image = svg("svg", { viewBox: `0 0 ${width} ${width + 24}`, role: "img", "aria-label": label });
  image.style.maxWidth = `${width}px`;
  image.append(svg("rect", { width, height: width, class: "dl-paper" }));
  pixels.forEach((value, k) => {
    if (value <= 0) return;
    const place = { x: (k % side) * cell, y: Math.floor(k / side) * cell, width: cell + 0.3, height: cell + 0.3 };
    image.append(svg("rect", { ...place, class: "dl-grey", "fill-opacity": Math.min(value, 1).toFixed(3) }));
  });
  image.append(svg("rect", { width, height: width, class: "dl-frame" }));
  image.append(text(width / 2, width + 18, name, "dl-caption dl-middle"));
  return image;
}
