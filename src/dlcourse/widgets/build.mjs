// Puts each view into one file of `static/`: `npm run build`. A view is a script beside a Python file of the same stem.
import { readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

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
await build({
  entryPoints, bundle: true, format: "esm", charset: "utf8", target: "es2022", logLevel: "warning",
  outdir: process.argv.find((word) => word.startsWith("--outdir="))?.slice(9) ?? join(here, "static"), absWorkingDir: join(here, "..", "..", ".."),
});
