// How many updates, epochs and samples training makes, as a table that follows three sliders.
import { html, slider } from "../shared/controls.js";
import { many, svg, write } from "../shared/draw.js";
import { fullScreen, mount, setter, viewOf } from "../shared/view.js";

/** Updates of one epoch: a short last batch counts. */
export function perEpoch(N, batch) {
  return Math.ceil(N / batch);
}

function render({ model, el }) {
  const set = setter(model);
  const N = slider({
    label: "examples N",
    min: 1,
    max: 2000,
    step: 1,
    value: 1,
    onInput: (v) => set({ N: v, batch_size: Math.min(model.get("batch_size"), v) }),
  });
  const batch = slider({
    label: "batch size",
    min: 1,
    max: 2000,
    step: 1,
    value: 1,
    onInput: (v) => set({ batch_size: v }),
  });
  const epochs = slider({ label: "epochs", min: 1, max: 100, step: 1, value: 1, onInput: (v) => set({ epochs: v }) });

  function table(width) {
    const [n, size, e] = ["N", "batch_size", "epochs"].map((name) => model.get(name));
    const rows = [
      ["batch", n],
      ["mini-batch", size],
      ["stochastic", 1],
    ].map(([name, b]) => {
      const cells = [b, perEpoch(n, b), perEpoch(n, b) * e, n * e].map((v) => html("td", {}, v.toLocaleString("en")));
      return html("tr", {}, html("th", { scope: "row" }, name), ...cells);
    });
    const heads = ["variant", "examples per update", "updates per epoch", "updates", "samples seen"];
    const head = html("tr", {}, ...heads.map((text) => html("th", { scope: "col" }, text)));
    return html(
      "table",
      { className: width < 520 ? "dl-table dl-tight" : "dl-table" },
      html("thead", {}, head),
      html("tbody", {}, ...rows),
    );
  }

  /** One epoch as a strip: a block an update. */
  function strip(width) {
    const [n, size] = ["N", "batch_size"].map((name) => model.get(name));
    const count = perEpoch(n, size);
    const [wide, high] = [Math.min(width, 900), 64];
    const label = `${n} examples in ${many(count, "block")} of ${size}${n % size ? `, the last of ${n % size}` : ""}`;
    const image = svg("svg", { viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": label });
    image.style.maxWidth = `${wide / 16}em`;
    const gap = count > 120 ? 0 : count > 40 ? 1 : 3;
    const drawn = Math.min(count, 400);
    for (let k = 0; k < drawn; k++) {
      const [from, to] = [(k * wide) / drawn, ((k + 1) * wide) / drawn];
      const exact = count <= 400;
      const x = exact ? (k * size * wide) / n : from;
      const end = exact ? (Math.min(n, (k + 1) * size) * wide) / n : to;
      image.append(
        svg("rect", {
          x,
          y: 0,
          width: Math.max(end - x - gap, 0.6),
          height: 28,
          rx: gap ? 4 : 0,
          class: k === drawn - 1 && n % size ? "dl-block dl-rest" : "dl-block",
        }),
      );
    }
    image.append(write(0, 52, `one epoch: ${label}`, "dl-name dl-start"));
    return image;
  }

  return mount({
    model,
    el,
    label: "Updates per epoch",
    traits: ["N", "batch_size", "epochs"],
    controls: [N.node, batch.node, epochs.node, fullScreen()],
    draw: (width) => {
      const place = html("div", { className: "dl-scroll", role: "region", tabIndex: 0 }, table(width)); // a narrow pane scrolls
      place.setAttribute("aria-label", "Updates per epoch, as a table");
      place.dataset.key = "table";
      return [strip(width), place];
    },
    says: () =>
      `${many(perEpoch(model.get("N"), model.get("batch_size")), "update")} per epoch with batches of ${model.get("batch_size")}.`,
    onUpdate: () => {
      N.set(model.get("N"), String(model.get("N")));
      batch.input.max = String(model.get("N"));
      batch.set(model.get("batch_size"), String(model.get("batch_size")));
      epochs.set(model.get("epochs"), String(model.get("epochs")));
    },
  });
}

export default viewOf(render);
