// The loss of each example as a bar, the cost as their mean.
import { choice, slider } from "../shared/controls.js";
import { number } from "../shared/draw.js";
import { plot } from "../shared/plot.js";
import { fullScreen, mount, setter, viewOf } from "../shared/view.js";

/** Loss of one example, as in dlcourse.nn. */
export const LOSSES = {
  mse: (p, y) => (p - y) ** 2,
  cross_entropy: (p, y) => -(y * Math.log(Math.max(p, 1e-16)) + (1 - y) * Math.log(Math.max(1 - p, 1e-16))),
};
const NAMES = { mse: "squared error", cross_entropy: "cross-entropy" };

function render({ model, el }) {
  const set = setter(model);
  const kinds = Object.keys(LOSSES);
  const y = model.get("y");
  const picker = choice({
    label: "loss",
    options: kinds.map((kind) => NAMES[kind]),
    value: 0,
    onChange: (k) => set({ cost: kinds[k] }),
  });
  const sliders = y.map((target, k) =>
    slider({
      label: `ŷ of example ${k} (y = ${number(target, 2)})`,
      min: 0.01,
      max: 0.99,
      step: 0.01,
      value: 0.5,
      onInput: (value) => set({ y_hat: model.get("y_hat").map((old, i) => (i === k ? value : old)) }),
    }),
  );
  const losses = () => model.get("y_hat").map((p, k) => LOSSES[model.get("cost")](p, y[k]));
  const mean = () => losses().reduce((sum, loss) => sum + loss, 0) / y.length;

  function bars(width) {
    const all = losses();
    const high = Math.max(model.get("cost") === "mse" ? 0.5 : 1.5, ...all) * 1.1;
    const drawn = plot({
      width: Math.min(width, 640),
      height: 260,
      x: [-0.5, y.length + 0.75],
      y: [0, high],
      xName: "example",
      yName: `loss (${NAMES[model.get("cost")]})`,
      label: `losses ${all.map((loss) => number(loss)).join(", ")}; their mean is ${number(mean())}`,
    });
    all.forEach((loss, k) => {
      drawn.bar(k - 0.3, k + 0.3, loss, model.get("y_hat")[k] >= y[k] ? "dl-above" : "dl-below");
      drawn.write(
        k,
        Math.min(Math.max(loss, Math.abs(loss - mean()) < high * 0.09 ? mean() : 0) + high * 0.03, high * 0.84),
        number(loss),
        "dl-name dl-ground",
      );
    });
    drawn.curve(
      [
        [-0.5, mean()],
        [y.length - 0.5, mean()],
      ],
      "dl-border",
    );
    drawn.write(y.length - 0.42, mean() - high * 0.015, `mean, J = ${number(mean())}`, "dl-caption dl-start");
    drawn.write(-0.45, high * 0.94, "blue: ŷ is above y; orange: below", "dl-name dl-start");
    return drawn.image;
  }

  return mount({
    model,
    el,
    label: "Losses as bars, the cost as their mean",
    traits: ["y_hat", "cost"],
    controls: [picker.node, ...sliders.map((s) => s.node), fullScreen()],
    draw: (width) => [bars(width)],
    says: () => `The cost is the mean of ${y.length} losses: J = ${number(mean(), 4)}.`,
    onUpdate: () => {
      picker.select.value = String(kinds.indexOf(model.get("cost")));
      sliders.forEach((s, k) => s.set(model.get("y_hat")[k], number(model.get("y_hat")[k], 2)));
    },
  });
}

export default viewOf(render);
