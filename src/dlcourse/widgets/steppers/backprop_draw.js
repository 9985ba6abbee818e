// What the parts of the backpropagation stepper share: paths to the cost, entries and their neighbours, the cost's curve.
import { many, number, svg } from "../shared/draw.js";

/**
 * A weight W^l_(i,j), or the bias b^l_i, where j is null. A step of a round is one where its kind is "partial".
 * @typedef {{l: number, i: number, j?: number | null}} Entry
 */

/** @param {Entry} entry */
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

/** The cost after each update so far: a line with its end; before the first, the point of now and what is to come. */
export function costChart(history) {
  const [width, height, left, right, top, bottom] = [300, 84, 8, 8, 12, 8];
  const finite = history.filter(([, J]) => Number.isFinite(J));
  const most = Math.min(Math.max(...finite.map(([, J]) => J), 0), 1e300) || 1;
  const last = Math.max(10, history.at(-1)[0]);
  const px = (k) => left + (k / last) * (width - left - right);
  const py = (J) => height - bottom - (J / most) * (height - top - bottom);
  const label = `cost ${number(history[0][1], 4)} at first, ${number(history.at(-1)[1], 4)} after ${many(history.at(-1)[0], "update")}`;
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, class: "dl-spark" });
  image.append(svg("line", { x1: 0, x2: width, y1: height - bottom, y2: height - bottom, class: "dl-axis" }));
  if (finite.length < 2) {
    const [x, y] = [px(0), py(finite[0]?.[1] ?? most)];
    image.append(
      svg("path", {
        d: `M${x},${y}C${width * 0.16},${height * 0.8} ${width * 0.4},${height - 12} ${width},${height - bottom - 1}`,
        class: "dl-to-come",
      }),
    );
    image.append(svg("circle", { cx: x, cy: y, r: 6, class: "dl-end-now" }));
    return image;
  }
  image.append(
    svg("path", {
      d: `M${finite.map(([k, J]) => `${px(k).toFixed(1)},${py(J).toFixed(1)}`).join("L")}`,
      class: "dl-curve dl-now",
    }),
  );
  const [k, J] = finite.at(-1);
  image.append(svg("circle", { cx: px(k), cy: py(J), r: 6, class: "dl-end-now" }));
  return image;
}

/** Where an arrow, Home or End leads from a cell; null for other keys. Columns run on from a matrix into its bias. */
export function neighbour(sizes, { l, i, j }, key) {
  const row = (i_) => Math.max(0, Math.min(sizes[l] - 1, i_));
  const last = sizes[l - 1] - 1;
  if (key === "ArrowRight")
    return j === null
      ? l > 1
        ? { l: l - 1, i: Math.min(i, sizes[l - 1] - 1), j: 0 }
        : null
      : { l, i, j: j < last ? j + 1 : null };
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
