// Values as colours: orange below, the ground in the middle, blue above; grey where there is no number.
import tokens from "../../look/tokens.json" with { type: "json" };
import { dark } from "./theme.js";

export const CELLS = 50; // a side of the plane
export const SMALL = 16; // a side of a neuron's own map; kernel_run.py has the same two

const SHARE = 0.85; // of the colour at its end: points stay readable on it
const TABLES = {};

/** 256 pixels from low to high in the colours of the theme: its ground lies in the middle. */
export function tableOf(theme) {
  const channels = (name) => [1, 3, 5].map((k) => Number.parseInt(tokens.colours[theme][name].slice(k, k + 2), 16));
  const [low, middle, high] = ["map-low", "map-middle", "map-high"].map(channels);
  return Array.from({ length: 256 }, (_, k) => {
    const t = k / 255;
    const [end, s] = t < 0.5 ? [low, 1 - 2 * t] : [high, 2 * t - 1];
    const [r, g, b] = end.map((c, at) => Math.round(middle[at] + (c - middle[at]) * SHARE * s));
    return (255 << 24) | (b << 16) | (g << 8) | r;
  });
}
const NONE = (255 << 24) | (150 << 16) | (150 << 8) | 150;

/**
 * Paint `values`, cells * cells of them, into a picture of that size made by `heatImage`.
 * @param {{image?: ImageData, pixels: Uint32Array}} picture
 */
export function heat({ image, pixels }, values, low, high, discretised = false) {
  const theme = dark() ? "dark" : "light";
  TABLES[theme] ??= tableOf(theme);
  const table = TABLES[theme];
  const scale = 255 / (high - low || 1);
  for (let k = 0; k < pixels.length; k++) {
    let t = (values[k] - low) * scale;
    if (Number.isNaN(t)) {
      pixels[k] = NONE;
      continue;
    }
    t = Math.max(0, Math.min(255, t));
    pixels[k] = table[discretised ? (t > 127.5 ? 255 : 0) : t | 0];
  }
  return image;
}

/** A picture of cells * cells pixels that `heat` paints again and again. */
export function heatImage(cells) {
  const image = new ImageData(cells, cells);
  return { image, pixels: new Uint32Array(image.data.buffer) };
}

/** The points [x0, x1] in the middle of the cells over [-6, 6] squared, row by row from the top. */
export function gridPoints(cells) {
  const at = (k) => -6 + (12 * (k + 0.5)) / cells;
  return Array.from({ length: cells * cells }, (_, k) => [at(k % cells), -at(Math.floor(k / cells))]);
}
