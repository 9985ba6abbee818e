// Axes, curves, points and bars in SVG. Nothing here knows about networks.
import { uniqueId } from "./controls.js";
import { TYPE, number, svg, svgNotation } from "./draw.js";

/** About five round numbers from low to high. */
export function ticks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}

/**
 * A plot with axes.
 * @param {{width: number, height: number, x: number[], y: number[], xName?: string, yName?: string, title?: string,
 *   label: string}} plot x and y are [low, high]; label is the picture's name for screen readers
 */
export function plot({ width, height, x, y, xName = "", yName = "", title = "", label }) {
  const [left, top, right, bottom] = [46, title ? 26 : 10, 12, xName ? 40 : 24];
  const px = (value) => left + ((value - x[0]) / (x[1] - x[0])) * (width - left - right);
  const py = (value) => height - bottom - ((value - y[0]) / (y[1] - y[0])) * (height - top - bottom);
  const value = (clientX, clientY, shown = image) => {
    const box = shown.getBoundingClientRect();
    const sx = ((clientX - box.left) / box.width) * width;
    const sy = ((clientY - box.top) / box.height) * height;
    return [
      x[0] + ((sx - left) / (width - left - right)) * (x[1] - x[0]),
      y[0] + ((height - bottom - sy) / (height - top - bottom)) * (y[1] - y[0]),
    ];
  };
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  // Larger type, larger picture; on the whole screen it leaves room for the words below it.
  image.style.maxWidth = `min(${width / TYPE}em, calc(var(--dl-room, 1000vh) * ${width / height}))`;
  const inside = svg("g", {});
  const decimals = (low, high) => Math.max(0, Math.min(4, 1 - Math.floor(Math.log10((high - low) / 2))));
  for (const t of ticks(...x)) {
    image.append(svg("line", { x1: px(t), x2: px(t), y1: py(y[0]), y2: py(y[1]), class: "dl-grid" }));
    image.append(text(px(t), height - bottom + 16, trimmed(t, decimals(...x)), "dl-tick"));
  }
  for (const t of ticks(...y)) {
    image.append(svg("line", { x1: px(x[0]), x2: px(x[1]), y1: py(t), y2: py(t), class: "dl-grid" }));
    image.append(text(left - 6, py(t) + 4, trimmed(t, decimals(...y)), "dl-tick dl-end"));
  }
  image.append(inside);
  if (xName) image.append(text((left + width - right) / 2, height - 6, xName, "dl-name"));
  if (yName) image.append(text(left - 4, top - 1, yName, "dl-name dl-start"));
  if (title) image.append(text((left + width - right) / 2, 16, title, "dl-caption dl-middle"));
  const clip = uniqueId("clip");
  const frame = { x: px(x[0]), y: py(y[1]), width: px(x[1]) - px(x[0]), height: py(y[0]) - py(y[1]) };
  image.prepend(svg("clipPath", { id: clip }, svg("rect", frame)));
  inside.setAttribute("clip-path", `url(#${clip})`);

  return {
    image,
    px,
    py,
    value,
    /** A line through [x, y] pairs; what is not finite interrupts it. */
    curve(points, className) {
      let pen = "M";
      let d = "";
      for (const [a, b] of points) {
        if (!Number.isFinite(b)) {
          pen = "M";
          continue;
        }
        d += `${pen}${px(a).toFixed(1)},${Math.max(-1e4, Math.min(1e4, py(b))).toFixed(1)}`;
        pen = "L";
      }
      const node = svg("path", { d, class: `dl-curve ${className}` });
      inside.append(node);
      return node;
    },
    dot(a, b, className = "dl-dot", r = 7) {
      const node = svg("circle", { cx: px(a), cy: py(b), r, class: className });
      image.append(node);
      return node;
    },
    bar(from, to, height_, className) {
      const y0 = py(Math.max(y[0], 0));
      const node = svg("rect", {
        x: px(from),
        width: Math.max(px(to) - px(from), 1),
        y: Math.min(py(height_), y0),
        height: Math.abs(y0 - py(height_)),
        class: className,
      });
      inside.append(node);
      return node;
    },
    add(node) {
      inside.append(node);
      return node;
    },
    write(a, b, words, className = "dl-name") {
      const node = text(px(a), py(b), words, className);
      image.append(node);
      return node;
    },
  };
}

export function text(x, y, words, className) {
  return svgNotation(svg("text", { x, y, class: className }), words);
}

function trimmed(value, decimals) {
  return number(value, decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

/** `count` + 1 pairs [x, f(x)] from low to high. */
export function sampled(f, low, high, count = 160) {
  return Array.from({ length: count + 1 }, (_, k) => low + ((high - low) * k) / count).map((v) => [v, f(v)]);
}

/**
 * Call `onMove` with the plot's coordinates while the pointer, a mouse or a finger, is down on `node`. Each move may draw the plot
 * anew: what is measured is the picture that stands in its place then, not the one that was pressed.
 */
export function draggable(node, plotted, onMove) {
  node.style.touchAction = "none";
  node.style.cursor = "grab";
  node.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    const root = node.closest(".dl-root");
    const pictures = () => [...root.querySelectorAll("svg")];
    const place = pictures().indexOf(plotted.image);
    const move = (e) => {
      const shown = pictures()[place];
      if (e.pointerId === event.pointerId && shown) onMove(...plotted.value(e.clientX, e.clientY, shown));
    };
    const up = (e) => {
      if (e.pointerId !== event.pointerId) return;
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    move(event);
  });
}
