// Chance that a seed repeats, the same in Python and in the page.

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A random order of 0 ... m - 1 (Fisher and Yates). */
export function shuffled(m, chance) {
  const order = Array.from({ length: m }, (_, k) => k);
  for (let k = m - 1; k > 0; k--) {
    const other = Math.floor(chance() * (k + 1));
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}
