// The matrices of partial derivatives: brackets, fixed columns, entries that fill when their turn comes.
import { html } from "../shared/controls.js";
import { digits } from "../shared/draw.js";
import { notation, spoken } from "../shared/maths.js";
import { keyOf } from "./backprop_draw.js";
import { fixed } from "./backprop_net.js";
import { miss, partialName } from "./backprop_text.js";
import { fills } from "./motion.js";

/** @typedef {ReturnType<typeof import("../network/backprop.js").backprop>} Pass */

/**
 * The last layer's first; each entry is a button, one of them a stop for Tab.
 * @param {number[]} sizes
 * @param {{enter, leave, focus}} pointer
 */
export function matrices(sizes, pointer) {
  const holder = html("div", { className: "dl-matrices", role: "group" });
  holder.setAttribute("aria-label", "Partial derivatives; the arrows go from entry to entry");
  const cells = [];
  for (let l = sizes.length - 1; l >= 1; l--) {
    const line = html("div", { className: "dl-matrix-row" });
    for (const kind of ["W", "b"]) {
      const columns = kind === "W" ? Array.from({ length: sizes[l - 1] }, (_, j) => j) : [null];
      const rows = Array.from({ length: sizes[l] }, (_, i) =>
        html("tr", {}, ...columns.map((j) => html("td", {}, cell({ l, i, j })))),
      );
      const shape = kind === "W" ? `${sizes[l]} × ${columns.length}` : `${sizes[l]}`;
      const name = html(
        "span",
        { className: "dl-matrix-name" },
        ...notation(`dJ/d${kind}^${l}`, () => ""),
        html("span", { className: "dl-shape" }, shape),
      );
      line.append(
        html(
          "div",
          { className: "dl-matrix" },
          name,
          " = ",
          html("div", { className: "dl-brackets" }, html("table", {}, html("tbody", {}, ...rows))),
        ),
      );
    }
    holder.append(line);
  }

  function cell(entry) {
    const node = html("button", { type: "button", className: "dl-cell" }, "·");
    node.dataset.key = keyOf(entry);
    node.addEventListener("pointermove", () => pointer.enter(entry));
    node.addEventListener("pointerleave", pointer.leave);
    node.addEventListener("focus", () => pointer.focus(entry));
    cells.push({ entry, node, words: "" });
    return node;
  }

  let first = true;
  /**
   * @param {object} now
   * @param {Pass} now.right
   * @param {Pass | null} now.wrong what the bug makes of it
   * @param {(kind: string, l: number, i: number, j?: number | null) => boolean} now.done whether a step is
   * @param {string} now.fresh the key of the entry that was just filled
   * @param {boolean} now.narrow
   * @param {(number | null)[]} now.decimals by layer
   * @param {boolean} moves act out what fills
   */
  function update(now, moves) {
    const of = (pass, { l, i, j }) => (j === null ? pass.db[l][i] : pass.dW[l][i][j]);
    for (const one of cells) {
      const { entry, node } = one;
      const known = now.done("partial", entry.l, entry.i, entry.j);
      const right = of(now.right, entry);
      const shown = known ? fixed(right, now.decimals[entry.l]) : "·";
      const lines = [];
      let said = known ? `${partialName(entry)} = ${digits(right, 4)}` : `${partialName(entry)}: not computed yet`;
      if (known && now.wrong) {
        const wrong = of(now.wrong, entry);
        const off = miss(right, wrong);
        const short = now.narrow;
        lines.push(off ? `${short ? "" : "bug "}${digits(wrong, short ? 2 : 4)}` : short ? "same" : "bug: the same");
        lines.push((short ? off.split(" (")[0] : off) || " ");
        said += off ? `; with the bug ${digits(wrong, 4)}, off by ${off}` : "; with the bug the same";
      }
      const words = [shown, ...lines].join("|");
      const filled = known && one.words.startsWith("·");
      if (words !== one.words) {
        one.words = words;
        node.replaceChildren(shown, ...lines.map((line) => html("span", { className: "dl-off" }, line)));
        node.setAttribute("aria-label", spoken(said));
      }
      const width = (now.decimals[entry.l] ?? 5) + 3.6; // the sign, a digit, the point, and air
      node.style.minWidth = now.narrow ? "" : `${width * 0.6}em`;
      node.classList.toggle("dl-fresh", keyOf(entry) === now.fresh);
      node.classList.toggle("dl-unknown", !known);
      if (filled && moves && !first) fills(node);
    }
    first = false;
    holder.classList.toggle("dl-compared", Boolean(now.wrong));
  }

  return {
    holder,
    update,
    mark: (entry, tab) =>
      cells.forEach((one) => {
        one.node.classList.toggle("dl-on", Boolean(entry) && keyOf(one.entry) === keyOf(entry));
        one.node.tabIndex = keyOf(one.entry) === keyOf(tab) ? 0 : -1;
      }),
  };
}
