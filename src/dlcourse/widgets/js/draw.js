// SVG drawing shared by the views: elements, the layout of a layered network, numbers as text.

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element with attributes and children. */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/** A number with a true minus sign and a fixed number of decimals: "−0.25". */
export function number(value, decimals = 3) {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text.replace("-", "−");
}

/** The same, in brackets when negative, so that it can follow a multiplication sign. */
export function factor(value, decimals = 3) {
  const text = number(value, decimals);
  return text.startsWith("−") ? `(${text})` : text;
}

/**
 * Where the neurons of a layered network stand.
 * @returns {{height: number, radius: number, at: (l: number, i: number) => [number, number]}}
 */
export function layout(sizes, width) {
  const tallest = Math.max(...sizes);
  const radius = width < 520 ? 21 : 29;
  const row = 2 * radius + (width < 520 ? 28 : 34);
  const top = 34;
  const height = top + tallest * row + 8;
  const left = radius + 12;
  const gap = (width - 2 * left) / (sizes.length - 1);
  const at = (l, i) => [left + l * gap, top + (tallest * row) / 2 + (i - (sizes[l] - 1) / 2) * row];
  return { height, radius, at };
}
