// SVG drawing shared by the views: elements, the layout of a layered network, numbers as text.

/** Size of the type, in pixels, that pictures are drawn for. Where the type is larger, so is the picture. */
export const TYPE = 15;

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
  return size >= 9999.5 ? value.toExponential(0).replace("-", "−").replace("e+", "e") : number(value, size < 999.995 ? 2 : 0);
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
  const at = (l, i) => [left + l * gap, top + (tallest * row) / 2 + (i - (sizes[l] - 1) / 2) * row];
  return { height, radius, at };
}

/** Names such as W^1_(0,2) in a line of text, set as superscripts and subscripts; copied or read out, they are as typed. */
export function notation(text) {
  const parts = text.split(/(\^\d+|_(?:\(\d+,\d+\)|\d+))/);
  return parts.map((part, k) => {
    if (k % 2 === 0) return part;
    const node = document.createElement(part[0] === "^" ? "sup" : "sub");
    const sign = document.createElement("span");
    sign.className = "dl-typed";
    sign.textContent = part[0];
    node.append(sign, part.slice(1));
    return node;
  });
}

/** The same in an SVG text. */
export function svgNotation(node, text) {
  let back = 0;
  const parts = text.split(/(\^\d+|_(?:\(\d+,\d+\)|\d+))/);
  parts.forEach((part, k) => {
    if (part === "") return;
    const move = k % 2 === 0 ? 0 : part[0] === "^" ? -5 : 4;
    const span = svg("tspan", { dy: move - back, ...(k % 2 ? { "font-size": "80%" } : {}) }, k % 2 ? part.slice(1) : part);
    node.append(span);
    back = move;
  });
  return node;
}
