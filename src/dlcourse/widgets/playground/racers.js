// What the state says of a race, made safe: an address, or a saved notebook, may hold anything.
import { ACTIVATIONS } from "../network/forward.js";
import { DATASETS } from "./data.js";
import { MOST_SEEDS, RACERS } from "./race.js";

const number = (low, high) => (v) => typeof v === "number" && v >= low && v <= high;
const whole = (low, high) => (v) => Number.isInteger(v) && v >= low && v <= high;
const one =
  (...names) =>
  (v) =>
    names.includes(v);
const list = (most, each) => (v) => Array.isArray(v) && v.length <= most && v.every(each);
const rate = number(0, 1e300);

/** What racers may do differently, and which values are sound. Playground's RACED in Python has the same names. */
export const RACED = {
  learning_rate: rate,
  batch_size: whole(1, 1e9),
  regularisation: one("none", "L1", "L2"),
  regularisation_rate: number(0, 1),
  data: (v) => v in DATASETS,
  noise: number(0, 0.5),
  share: number(0.05, 1),
  layers: list(6, whole(1, 8)),
  activation: (v) => v in ACTIVATIONS,
  output: (v) => v === "auto" || v in ACTIVATIONS,
  cost: one("cross_entropy", "mse"),
  seed: whole(0, 2 ** 31),
};

/** The racers' changes, two or more of them; [] where there is no race. */
export function racersOf(model) {
  const given = model.get("race");
  if (!Array.isArray(given) || given.length < 2) return [];
  const sound = (change) => Object.entries(change ?? {}).filter(([name, value]) => RACED[name]?.(value));
  return given.slice(0, RACERS).map((change) => Object.fromEntries(sound(change)));
}

export function seedsOf(model) {
  const seeds = model.get("seeds");
  return whole(1, MOST_SEEDS)(seeds) ? seeds : 1;
}
