// SVG drawing shared by the views: elements, the layout of a layered network, numbers as text.
import { hasNames, notation } from "./maths.js";

export { notation };

/** Size of the type, in pixels, that pictures are drawn for. Where the type is larger, so is the picture. */
export const TYPE = 16;

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element with attributes and children. */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/** A number with a true minus sign and a fixed number of decimals: "−0.25". What has grown too long is "1.2e+9". */
export function number(value, decimals = 3) {
  const text = Math.abs(value) < 1e6 ? value.toFixed(decimals) : value.toExponential(1);
  return Number(text) === 0 ? (0).toFixed(decimals) : text.replace("-", "−");
}

/** "1 update", "2 updates". */
export function many(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** A number for a neuron's circle, where five or six signs have room: "−0.25", "1234", "−6e4". */
export function brief(value) {
  const size = Math.abs(value);
  return size >= 9999.5
    ? value.toExponential(0).replace("-", "−").replace("e+", "e")
    : number(value, size < 999.995 ? 2 : 0);
}

/** The same, in brackets when negative, so that it can follow a multiplication sign. */
export function factor(value, decimals = 3) {
  return bracketed(number(value, decimals));
}

/** A number with that many significant digits, however small: "−0.001234", "5.32e−7". */
export function digits(value, count = 4) {
  const size = Math.abs(value);
  const long = size !== 0 && (size < 1e-4 || size >= 1e6);
  const text = long || !Number.isFinite(value) ? value.toExponential(count - 2) : value.toPrecision(count);
  return Number(text) === 0 ? "0" : text.replaceAll("-", "−").replace("e+", "e");
}

export function bracketed(text) {
  return text.startsWith("−") ? `(${text})` : text;
}

/**
 * Where the neurons of a layered network stand.
 * @param {number} [between] room between two neurons of a layer, for their names
 * @returns {{height: number, radius: number, at: (l: number, i: number) => [number, number]}}
 */
export function layout(sizes, width, between = width < 520 ? 28 : 34) {
  const tallest = Math.max(...sizes);
  const radius = width < 520 ? 21 : 29;
  const row = 2 * radius + between;
  const top = 34;
  const height = top + tallest * row + 8;
  const left = radius + 12;
  const gap = (width - 2 * left) / (sizes.length - 1);
  /** @type {(l: number, i: number) => [number, number]} */
  const at = (l, i) => [left + l * gap, top + (tallest * row) / 2 + (i - (sizes[l] - 1) / 2) * row];
  return { height, radius, at };
}

const WIDE = 480; // room for a name in a picture; what is not used of it lies open

/**
 * Words in a picture. With names in them they are HTML, so that the names are typeset; they stand where the text would.
 * @param {string} className says where they are held (dl-start, dl-end, else in the middle) and their colour
 */
export function write(x, y, words, className, more = {}) {
  if (!hasNames(words)) return svg("text", { x, y, class: className, ...more }, words);
  const held =
    more["text-anchor"] ??
    { "dl-start": "start", "dl-end": "end" }[/dl-(start|end)\b/.exec(className)?.[0]] ??
    "middle";
  const label = document.createElement("div");
  label.className = `dl-label ${className} dl-held-${held}`;
  label.append(...notation(words));
  const shift = { start: 0, end: -WIDE, middle: -WIDE / 2 }[held];
  const at = more.x ?? x;
  const place = svg(
    "foreignObject",
    { x: at + shift, y: y - 21, width: WIDE, height: 36, class: "dl-place-of-label" },
    label,
  );
  place.moveTo = (left, top) => {
    place.setAttribute("x", left + shift);
    place.setAttribute("y", top - 21);
  };
  return place;
}
