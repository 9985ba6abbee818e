// The map of final costs over learning rate and batch size: filled while one looks; a cell opens its run.
import { button, html } from "../shared/controls.js";
import { number } from "../shared/draw.js";

export function costMap(session) {
  const title = html("p", { className: "dl-legend dl-bold" });
  const table = html("table", { className: "dl-map" });
  const node = html("div", { className: "dl-mapped" }, title, html("div", { className: "dl-scroll" }, table));
  let drawn = null;
  let places = [];
  let held = [0, 0];

  function build(sweep) {
    const { rates, batches } = sweep;
    title.textContent = `cost after ${sweep.epochs} epochs; a cell opens its run`;
    const rows = batches.map((batch, r) => {
      const cells = rates.map((rate, c) => {
        const cell = button("", () => session.open({ rate, batch }));
        cell.className = "dl-mapcell";
        cell.addEventListener("keydown", (event) => step(event, r, c));
        return cell;
      });
      return {
        cells,
        row: html("tr", {}, html("th", { scope: "row" }, String(batch)), ...cells.map((cell) => html("td", {}, cell))),
      };
    });
    places = rows.map((one) => one.cells);
    const head = html(
      "tr",
      {},
      html("th", { scope: "col" }, "batch, alpha"),
      ...rates.map((rate) => html("th", { scope: "col" }, String(rate))),
    );
    table.replaceChildren(
      html(
        "caption",
        { className: "dl-spoken" },
        "Final cost for each learning rate (columns) and batch size (rows). Arrow keys go from cell to cell, Enter opens.",
      ),
      html("thead", {}, head),
      html("tbody", {}, ...rows.map((one) => one.row)),
    );
    held = [0, 0];
    drawn = sweep;
  }
  function step(event, r, c) {
    const to = {
      ArrowUp: [r - 1, c],
      ArrowDown: [r + 1, c],
      ArrowLeft: [r, c - 1],
      ArrowRight: [r, c + 1],
      Home: [r, 0],
      End: [r, places[r].length - 1],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    if (!places[to[0]]?.[to[1]]) return;
    held = to;
    tabs();
    places[to[0]][to[1]].focus();
  }
  const tabs = () =>
    places.forEach((row, r) => row.forEach((cell, c) => (cell.tabIndex = r === held[0] && c === held[1] ? 0 : -1)));

  return {
    node,
    paint() {
      const { sweep } = session;
      if (sweep !== drawn) build(sweep);
      const { best, over } = sweep;
      const highest = Math.max(
        0.7,
        ...sweep.cells.map((one) => (Number.isFinite(one.cost) ? Math.min(one.cost, 1.4) : 0)),
      );
      sweep.cells.forEach((one, k) => {
        const cell = places[Math.floor(k / sweep.rates.length)][k % sweep.rates.length];
        const now = k === sweep.at && !over;
        const words = one.diverged ? "diverged" : one.cost === null ? (now ? "…" : "") : number(one.cost, 2);
        if (cell.textContent !== words) cell.textContent = words;
        const share = one.cost === null ? -1 : Math.max(0, 1 - Math.min(one.cost, highest) / highest);
        cell.style.setProperty("--dl-good", String(Math.max(0, share).toFixed(2)));
        cell.className = `dl-mapcell${one.cost === null ? " dl-unknown" : one.diverged || one.cost > 0.72 ? " dl-poor" : share > 0.62 ? " dl-fine" : ""}${over && one === best ? " dl-best" : ""}`;
        const said = one.diverged
          ? `diverged at update ${one.diverged.update}`
          : one.cost === null
            ? "not yet"
            : `cost ${number(one.cost)}${over && one === best ? ", the lowest" : ""}`;
        cell.setAttribute("aria-label", `alpha ${one.rate}, batch ${one.batch}: ${said}`);
      });
      tabs();
    },
  };
}
