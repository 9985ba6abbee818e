// The names of the playground's state, and what a run leaves of itself in it.
import { Run, fits } from "./page_run.js";

/** @typedef {import("./data.js").State} State */

/** What a run is made of: it starts again when one of them changes. view.py has the same list. */
export const RESET = [
  "data",
  "own",
  "own_inputs",
  "noise",
  "share",
  "features",
  "layers",
  "activation",
  "output",
  "cost",
  "seed",
  "begin",
  "resets",
];
/** Which runs there are. */
export const SHAPE = ["race", "seeds", "sweep"];
/** What acts at the next update. */
export const SETTINGS = ["learning_rate", "batch_size", "regularisation", "regularisation_rate"];

/** @returns {any} */
const read = (model, names) => Object.fromEntries(names.map((name) => [name, model.get(name)]));
/** @returns {State} */
export const stateOf = (model) => read(model, RESET);
export const settingsOf = (model) => read(model, SETTINGS);

const KEPT = 150; // points of a curve that is saved
const FROZEN = 300; // points of one that is frozen

/** Every so many points of the curve, so that about `most` remain, and the last. */
function thinned(curve, most) {
  const thin = Math.ceil(curve.length / most);
  return curve.filter((_, k) => k % thin === 0 || k === curve.length - 1);
}

const finite = (v) => (Number.isFinite(v) ? v : null);

/** The curve of a run as it is frozen. */
export function frozenCurve(run) {
  return thinned(run.curve, FROZEN).map((p) => ({ ...p, train: finite(p.train), test: null }));
}

/** The state that a run leaves; `whole`: with its curve. */
export function keptOf(run, whole) {
  const changes = { updates: run.updates, epochs: run.epochs, samples: run.samples, diverged: run.diverged ?? {} };
  if (whole)
    changes.curve_state = thinned(run.curve, KEPT).map((p) => [
      p.updates,
      p.epochs,
      p.samples,
      finite(p.train),
      finite(p.test),
    ]);
  const parameters = run.parameters();
  if (Object.values(parameters).every((value) => value.flat().every(Number.isFinite)))
    changes.parameters_state = parameters;
  return changes;
}

/** How far the run went that was kept. */
const countsOf = (model) => read(model, ["updates", "samples", "epochs"]);

/** The curve that was kept: its points are what `Run.record` makes. */
function keptCurve(model) {
  return (model.get("curve_state") ?? []).map(([updates, epochs, samples, train, test]) => {
    return { updates, epochs, samples, train: train ?? NaN, test: test ?? NaN };
  });
}

/** Go on in the page where a saved notebook stopped. */
export function restoreRun(run, model) {
  const kept = model.get("parameters_state");
  if (!model.get("updates") || !fits(kept, run.sizes)) return;
  run.network.set(kept);
  const diverged = model.get("diverged");
  Object.assign(run, countsOf(model), { diverged: diverged?.update ? diverged : null });
  const curve = keptCurve(model);
  run.curve = curve;
  run.every = Math.max(1, Math.round(run.updates / 300));
  if (curve.at(-1)?.updates !== run.updates) run.record();
}

/** Show what a saved notebook holds of a run in the kernel, until the kernel answers, if one does. */
export function restoreFrame(run, model) {
  const kept = keptCurve(model);
  if (kept.length) run.curve = kept;
  Object.assign(run, countsOf(model));
  const page = model.get("engine").knows ? new Run(stateOf(model)) : null;
  const parameters = model.get("parameters_state");
  if (page && fits(parameters, page.sizes)) {
    page.network.set(parameters);
    run.planeOf = Float32Array.from(page.plane());
    run.W.forEach((w, l) => l && w.set(page.W[l]));
    run.b.forEach((b, l) => l && b.set(page.b[l]));
  }
}
