// Names of the runs that are compared: each says what it does differently.

// How a setting is said in class; the others as they are called.
const SAID = {
  learning_rate: (v) => `alpha ${v}`,
  batch_size: (v) => `batch ${v}`,
  activation: String,
  data: String,
  layers: (v) => (v === "none" ? "no hidden layer" : `hidden ${v}`),
  regularisation: (v) => (v === "none" ? "unregularised" : v),
};
const SILENT = ["resets", "begin", "own_inputs", "own"];
const USUAL = ["learning_rate", "batch_size"]; // when nothing differs
const MOST = 3;

/**
 * @param {{settings: object, was?: object}[]} runs `was`: earlier values of a setting that was changed on the way
 * @returns {string[]} one name each, of what is not the same in all of them
 */
export function labels(runs) {
  const text = (run, name) => {
    const values = [...(run.was?.[name] ?? []), run.settings[name]].map(shown);
    return values.length < 4 ? values.join(", then ") : `${values[0]}, then ..., then ${values.at(-1)}`;
  };
  const all = [...new Set(runs.flatMap((run) => Object.keys(run.settings)))].filter((name) => !SILENT.includes(name));
  const differ = all.filter((name) => new Set(runs.map((run) => text(run, name))).size > 1);
  const named = differ.length ? differ : USUAL;
  const more = named.length > MOST ? ", ..." : "";
  return runs.map(
    (run) =>
      named
        .slice(0, MOST)
        .map((name) => (SAID[name] ?? ((v) => `${name.replaceAll("_", " ")} ${v}`))(text(run, name)))
        .join(", ") + more,
  );
}

function shown(value) {
  return Array.isArray(value) ? value.join("-") || "none" : String(value);
}
