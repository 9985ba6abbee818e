// The phases of one round, for the rail and for a clicker: forward, cost, back through each layer, update, repeat.

/**
 * @param {{kind: string, l: number}[]} steps of one round, see `rounds`
 * @returns {{key: string, name: string, now: string, end: number | null}[]} `end` is the number of steps done after it; null
 *   for update and repeat, which are no steps of the round
 */
export function phasesOf(steps) {
  const L = Math.max(...steps.map((step) => step.l));
  const after = (test) => steps.findLastIndex(test) + 1;
  const back = Array.from({ length: L }, (_, k) => L - k);
  return [
    { key: "forward", name: "forward", now: "forward", end: after((step) => step.kind === "forward") },
    { key: "cost", name: "cost", now: "cost", end: after((step) => step.kind === "cost") },
    ...back.map((l) => ({
      key: `back ${l}`,
      name: `layer ${l}`,
      now: `blame reaches layer ${l}`,
      end: after((step) => step.l === l && (step.kind === "delta" || step.kind === "partial")),
    })),
    { key: "update", name: "update", now: "update", end: null },
    { key: "repeat", name: "repeat", now: "repeat", end: null },
  ];
}

/**
 * Which phase a state is in.
 * @param {ReturnType<typeof phasesOf>} phases
 * @param {{done: number, updates: number, repeated: boolean}} state steps done, updates made, whether updates were just repeated
 */
export function phaseAt(phases, { done, updates, repeated }) {
  if (repeated) return phases.length - 1;
  if (done === 0) return updates > 0 ? phases.length - 2 : 0;
  return phases.findIndex(({ end }) => end !== null && done <= end);
}

/** What Page Down does in a phase: {go: steps done}, or {act: "update" | "repeat"}. */
export function onwards(phases, k, done) {
  const { key, end } = phases[k];
  if (key === "repeat") return { act: "repeat" };
  if (end !== null && done < end) return { go: end };
  const next = phases[k + 1];
  return next.end === null ? { act: next.key } : { go: next.end };
}

/** The number of steps done where Page Up leads. */
export function backwards(phases, k) {
  const before = phases.slice(0, k).findLast(({ end }) => end !== null);
  return before && phases[k].key !== "update" ? before.end : 0;
}

/** What the step means, in a sentence. */
export function captionOf(step, { L, cost, updates }) {
  if (!step)
    return updates
      ? "Each weight went against its slope, alpha times as far. Now the next round."
      : "The inputs are set. Each neuron will weigh, add up and answer, layer by layer.";
  const { kind, l, i, j } = step;
  if (kind === "forward") return `Neuron ${i} of layer ${l} weighs what reaches it, adds its bias, and answers.`;
  if (kind === "cost") return "How far the answer is from its target. Now back, from the output.";
  if (kind === "partial") {
    return j === null
      ? "How much the cost changes with this bias: as much as its neuron must answer for."
      : "How much the cost changes with this weight: what its neuron must answer for, times what came in through it.";
  }
  if (l < L)
    return `What neuron ${i} of layer ${l} must answer for: what layer ${l + 1} answers for, through the weights between them, times its own slope.`;
  if (cost === "cross_entropy") return `What output neuron ${i} must answer for: its error alone.`;
  return `What output neuron ${i} must answer for: its error, times its own slope.`;
}
