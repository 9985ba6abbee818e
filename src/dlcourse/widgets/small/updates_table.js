// How many updates, epochs and samples training makes, as a table that follows three sliders.
import { html, slider } from "../shared/controls.js";
import { many } from "../shared/draw.js";
import { fullScreen, mount, setter, viewOf } from "../shared/view.js";

/** Updates of one epoch: a short last batch counts. */
export function perEpoch(N, batch) {
  return Math.ceil(N / batch);
}

function render({ model, el }) {
  const set = setter(model);
  const N = slider({ label: "examples N", min: 1, max: 2000, step: 1, value: 1, onInput: (v) => set({ N: v, batch_size: Math.min(model.get("batch_size"), v) }) });
  const batch = slider({ label: "batch size", min: 1, max: 2000, step: 1, value: 1, onInput: (v) => set({ batch_size: v }) });
  const epochs = slider({ label: "epochs", min: 1, max: 100, step: 1, value: 1, onInput: (v) => set({ epochs: v }) });

  function table(width) {
    const [n, size, e] = ["N", "batch_size", "epochs"].map((name) => model.get(name));
    const rows = [["batch", n], ["mini-batch", size], ["stochastic", 1]].map(([name, b]) => {
      const cells = [b, perEpoch(n, b), perEpoch(n, b) * e, n * e].map((v) => html("td", {}, v.toLocaleString("en")));
      return html("tr", {}, html("th", { scope: "row" }, name), ...cells);
    });
    const heads = ["variant", "examples per update", "updates per epoch", "updates", "samples seen"];
    const head = html("tr", {}, ...heads.map((text) => html("th", { scope: "col" }, text)));
    return html("table", { className: width < 520 ? "dl-table dl-tight" : "dl-table" }, html("thead", {}, head), html("tbody", {}, ...rows));
  }

  return mount({
    model, el, label: "Updates per epoch", traits: ["N", "batch_size", "epochs"],
    controls: [N.node, batch.node, epochs.node, fullScreen()],
    draw: (width) => {
      const place = html("div", { className: "dl-scroll", role: "region", tabIndex: 0 }, table(width)); // a narrow pane scrolls
      place.setAttribute("aria-label", "Updates per epoch, as a table");
      place.dataset.key = "table";
      return [place];
    },
    says: () => `${many(perEpoch(model.get("N"), model.get("batch_size")), "update")} per epoch with batches of ${model.get("batch_size")}.`,
    onUpdate: () => {
      N.set(model.get("N"), String(model.get("N")));
      batch.input.max = String(model.get("N"));
      batch.set(model.get("batch_size"), String(model.get("batch_size")));
      epochs.set(model.get("epochs"), String(model.get("epochs")));
    },
  });
}

export default viewOf(render);
