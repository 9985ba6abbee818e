// From the strokes of a pen to the 64 pixels that the network of the digits reads. Held to strokes.py by tests.

const [DOTS, PIXELS, PEN, NARROW, WIDE] = [32, 8, 0.09, 10, 22];

/**
 * @param {number[][][]} strokes lists of [x, y] from 0 to 1, y downwards
 * @returns {number[]} 64 brightnesses from 0 to 1
 */
export function pixelsOf(strokes) {
  const pixels = new Array(PIXELS * PIXELS).fill(0);
  const drawn = strokes.filter((stroke) => stroke.length);
  const points = drawn.flat();
  if (!points.length) return pixels;
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const size = Math.max(bottom - top, 0.6 * (right - left), 1e-6);
  const pen = PEN * size;
  const upright = DOTS / Math.max(bottom - top + 2 * pen, size + 2 * pen);
  const width = right - left + 2 * pen;
  const across = Math.min(Math.max(width * upright, NARROW), WIDE) / width;
  const lines = drawn.flatMap((s) => (s.length > 1 ? s.slice(1).map((end, k) => [s[k], end]) : [[s[0], s[0]]]));
  for (let row = 0; row < DOTS; row++)
    for (let column = 0; column < DOTS; column++) {
      const x = (column + 0.5 - DOTS / 2) / across + (left + right) / 2;
      const y = (row + 0.5 - DOTS / 2) / upright + (top + bottom) / 2;
      if (lines.some(([start, end]) => near(x, y, start, end, pen)))
        pixels[Math.floor(row / 4) * PIXELS + Math.floor(column / 4)] += 1 / 16;
    }
  return pixels;
}

function near(x, y, start, end, pen) {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const along = ((x - start[0]) * dx + (y - start[1]) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.max(0, Math.min(1, along));
  return (x - start[0] - t * dx) ** 2 + (y - start[1] - t * dy) ** 2 <= pen ** 2;
}
