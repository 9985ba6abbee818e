// The tokens of the look as CSS variables; dlcourse.look reads the same file for Python.
const WHERE = ":where(.dl-root, .dl-look)";

/** The rules for `dlcourse/look/tokens.json`: sizes of type follow what a JupyterLab's user has chosen for its interface. */
export function sheetOf({ dark, colours, type, space, radius, target, dash, milliseconds }) {
  const rule = (where, values) =>
    `${where} {\n${Object.entries(values)
      .map(([name, value]) => `  --dl-${name}: ${value};\n`)
      .join("")}}\n`;
  const named = (kind, values, unit) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`${kind}${name}`, unit(value)]));
  const pixels = (value) => `${value}px`;
  const sizes = named("type-", type.notebook, (size) => `${size / type.notebook.s}em`);
  const stage = named("stage-", type.stage, (size) => `calc(100vh * ${size} / 1080)`);
  return [
    "/* Made from dlcourse/look/tokens.json by `npm run build`. */\n",
    rule(WHERE, {
      ...colours.light,
      ...sizes,
      ...stage,
      ...named("space-", space, pixels),
      ...named("radius-", radius, pixels),
      ...named("target-", target, pixels),
      ...named("dash-", dash, (value) => value.join(" ")),
      ...named("time-", milliseconds, (value) => `${value}ms`),
    }),
    rule(`:where(${dark.told.join(", ")}) ${WHERE}`, colours.dark),
    `@media (prefers-color-scheme: dark) {\n${rule(`:where(${dark.system}) ${WHERE}, ${dark.system}${WHERE}`, colours.dark)}}\n`,
  ].join("");
}
