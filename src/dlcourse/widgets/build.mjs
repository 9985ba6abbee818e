// Puts each view into one file of `static/`: `npm run build`. A view is a script beside a Python file of the same stem.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { sheetOf } from "./tokens.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const ROOMS = ["applications", "playground", "small", "steppers"];

/** The name of a view's bundle: its stem, or its room's where the stem says too little. */
function bundle(room, stem) {
  if (room === "playground") return stem === "view" ? "playground" : null;
  return room === "steppers" ? `${stem}_stepper` : stem;
}

const entryPoints = [];
for (const room of ROOMS) {
  const files = readdirSync(join(here, room));
  for (const file of files.filter((name) => name.endsWith(".js")).sort()) {
    const stem = basename(file, ".js");
    if (!readFileSync(join(here, room, file), "utf8").includes("export default")) continue;
    const out = files.includes(`${stem}.py`) ? bundle(room, stem) : null;
    if (out) entryPoints.push({ in: join(here, room, file), out });
  }
}
const outdir = process.argv.find((word) => word.startsWith("--outdir="))?.slice(9) ?? join(here, "static");
await build({
  entryPoints,
  bundle: true,
  format: "esm",
  charset: "utf8",
  target: "es2022",
  logLevel: "warning",
  outdir,
  absWorkingDir: join(here, "..", "..", ".."),
});

// The style of all views: the tokens of the look, then each sheet of `shared/`, in this order.
const SHEETS = ["widgets.css", "steppers.css"];
const tokens = JSON.parse(readFileSync(join(here, "..", "look", "tokens.json"), "utf8"));
writeFileSync(join(outdir === join(here, "static") ? join(here, "..", "look") : outdir, "tokens.css"), sheetOf(tokens));
const sheets = SHEETS.map((name) => readFileSync(join(here, "shared", name), "utf8")).join("\n");
// Where a browser gives no view the whole screen, shared/stage.js lays it over the page: the same rules hold.
const everywhere = sheets.replaceAll(":fullscreen", ":is(:fullscreen, .dl-staged)");
writeFileSync(join(outdir, "widgets.css"), `${sheetOf(tokens)}\n${everywhere}`);
