// Axes, curves, points and bars in SVG. Nothing here knows about networks.
import { uniqueId } from "./controls.js";
import { TYPE, number, svg, write } from "./draw.js";

const FINGER = 16; // a finger finds twice this, in the units of the picture

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
 *   label: string, yTick?: (t: number) => string}} plot x and y are [low, high]; label is the picture's name for screen readers;
 *   yTick gives a tick's words
 */
export function plot({ width, height, x, y, xName = "", yName = "", title = "", label, yTick = null }) {
  const decimals = (low, high) => Math.max(0, Math.min(4, 1 - Math.floor(Math.log10((high - low) / 2))));
  const across = ticks(...x).map((t) => [t, trimmed(t, decimals(...x))]);
  const last = across.at(-1)?.[1] ?? "";
  const upward = ticks(...y).map((t) => [t, yTick ? yTick(t) : trimmed(t, decimals(...y))]);
  const widest = Math.max(0, ...upward.map(([, words]) => words.length));
  // The last number stands under the right end, or near it: half of it needs room there.
  const [left, top, right, bottom] = [
    Math.max(46, 7.5 * widest + 8),
    title ? (yName ? 48 : 26) : yName ? 26 : 10,
    Math.max(12, 4 * last.length + 2),
    xName ? 40 : 24,
  ];
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
  for (const [t, words] of across) {
    image.append(svg("line", { x1: px(t), x2: px(t), y1: py(y[0]), y2: py(y[1]), class: "dl-grid" }));
    image.append(text(px(t), height - bottom + 16, words, "dl-tick"));
  }
  for (const [t, words] of upward) {
    image.append(svg("line", { x1: px(x[0]), x2: px(x[1]), y1: py(t), y2: py(t), class: "dl-grid" }));
    image.append(text(left - 6, py(t) + 4, words, "dl-tick dl-end"));
  }
  image.append(inside);
  if (xName) image.append(text((left + width - right) / 2, height - 6, xName, "dl-name"));
  if (yName) image.append(text(left - 4, top - 9, yName, "dl-name dl-start"));
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
  return write(x, y, words, className);
}

function trimmed(value, decimals) {
  return number(value, decimals)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

/** `count` + 1 pairs [x, f(x)] from low to high. */
export function sampled(f, low, high, count = 160) {
  return Array.from({ length: count + 1 }, (_, k) => low + ((high - low) * k) / count).map((v) => [v, f(v)]);
}

/**
 * Call `onMove` with the plot's coordinates while a mouse, a pen or a finger is down on `node`.
 */
export function draggable(node, plotted, onMove) {
  const hold = svg("circle", { r: FINGER, class: "dl-hold" });
  for (const name of ["cx", "cy"]) if (node.hasAttribute(name)) hold.setAttribute(name, node.getAttribute(name));
  if (node.tagName === "g") node.prepend(hold);
  else node.after(hold);
  for (const one of [node, hold]) {
    one.style.touchAction = "none";
    one.style.cursor = "grab";
  }
  // Each move may draw the plot anew: what is measured is the picture that stands in its place then.
  const begin = () => {
    const root = node.closest(".dl-root");
    const pictures = () => [...root.querySelectorAll("svg")];
    const place = pictures().indexOf(plotted.image);
    return ({ clientX, clientY }) => {
      const shown = pictures()[place];
      if (shown) onMove(...plotted.value(clientX, clientY, shown));
    };
  };
  const down = (event) => {
    if (event.button || event.pointerType === "touch") return;
    event.preventDefault();
    const move = begin();
    const mine = (e) => e.pointerId === event.pointerId && move(e);
    const up = (e) => {
      if (e.pointerId !== event.pointerId) return;
      document.removeEventListener("pointermove", mine);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
    };
    document.addEventListener("pointermove", mine);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    move(event);
  };
  // A finger is followed by its touches: they go on when the node they began on is drawn anew, and pointer events do not.
  const touched = () => {
    const move = begin();
    const follow = (event) => {
      event.preventDefault(); // the page stays where it is
      move(event.targetTouches[0]);
    };
    const end = () => [node, hold].forEach((one) => one.removeEventListener("touchmove", follow));
    for (const one of [node, hold]) {
      one.addEventListener("touchmove", follow, { passive: false });
      for (const name of ["touchend", "touchcancel"]) one.addEventListener(name, end, { once: true });
    }
  };
  node.addEventListener("pointerdown", down);
  node.addEventListener("touchstart", touched, { passive: true });
  if (node.tagName === "g") return;
  hold.addEventListener("pointerdown", down);
  hold.addEventListener("touchstart", touched, { passive: true });
}
