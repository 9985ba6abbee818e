// How far the axes of the cost's chart reach. No page: the tests of the lessons measure with it what can be seen.

const HEADROOM = 1.05;
const DECADES = 6; // of a logarithmic axis, at most

/** The next of 1, 1.5, 2, 2.5, 3, ... times a power of ten: axes that do not move with every frame. */
export function round(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((k) => k * power).find((size) => size >= value * 0.999);
}

/** What a run will have counted at its stop, on each axis. */
export function atStop(run, batch, stop) {
  const per = run.perEpoch(batch);
  const epochs = stop.epochs ?? (stop.updates ? stop.updates / per : stop.samples / run.N);
  return { epochs, updates: stop.updates ?? epochs * per, samples: stop.samples ?? epochs * run.N };
}

/**
 * @param {{curves: Record<string, number>[][], axis: string, log: boolean, ends: Record<string, number>[], parts: string[]}} chart curves are lists of points;
 *   `ends` what is to come: counts at the stop; `parts` the costs that are drawn: train, test, batch
 * @returns {{x: number[], y: number[], cut: boolean}} cut: something is higher than the axis
 */
export function reach({ curves, axis, log, ends = [], parts = ["train", "test"] }) {
  const longest = Math.max(...curves.map((curve) => curve.at(-1)?.[axis] ?? 0), 0);
  const planned = Math.max(...ends.map((one) => one[axis]), 0);
  const most = planned >= longest * 0.999 && planned > 0 ? planned : round(Math.max(1, longest));
  let [high, low, begun] = [0.1, Infinity, 0.1];
  for (const curve of curves) {
    const first = curve[0]?.train;
    if (first > begun && Number.isFinite(first)) begun = first;
    for (const p of curve)
      for (const part of parts) {
        const v = p[part];
        if (!Number.isFinite(v)) continue;
        if (v > high) high = v;
        if (v > 0 && v < low) low = v;
      }
  }
  if (log) {
    const top = 10 ** Math.ceil(Math.log10(Math.min(high, 100 * begun)) - 1e-9);
    const bottom = 10 ** Math.floor(Math.log10(Math.min(low, begun)) + 1e-9);
    return { x: [0, most], y: [Math.max(bottom, top / 10 ** DECADES), top], cut: high > top };
  }
  const top = round(Math.min(high * HEADROOM, Math.max(0.3, 3 * begun)));
  return { x: [0, most], y: [0, top], cut: high > top };
}

/**
 * Where a cost stands between the bottom (0) and the top (1) of the axis.
 * @param {number} value
 * @param {number[]} axis its lowest and its highest value
 * @param {boolean} log
 */
export function height(value, [low, high], log) {
  const share = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.max(-0.05, Math.min(1.05, share));
}

/** Marks of an axis: about `count` round numbers; on a logarithmic one, powers of ten, with halves where there is room. */
export function marks([low, high], log, count = 4) {
  if (log) {
    const [from, to] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
    const every = Math.ceil((to - from) / (count + 1)) || 1;
    return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, k) => 10 ** (to - k * every)).reverse();
  }
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  return Array.from({ length: Math.floor((high - low) / step + 1e-9) + 1 }, (_, k) =>
    Number((low + k * step).toPrecision(12)),
  );
}
