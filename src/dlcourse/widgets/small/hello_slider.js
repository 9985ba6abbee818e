// One slider. Its value goes to the kernel; Python squares it; the square comes back and is shown.
import { slider } from "../shared/controls.js";
import { mount, setter, viewOf } from "../shared/view.js";

function render({ model, el }) {
  const set = setter(model);
  const control = slider({
    label: "Your number",
    min: 0,
    max: 20,
    step: 1,
    value: 0,
    onInput: (value) => set({ value }),
  });
  return mount({
    model,
    el,
    label: "A slider that asks Python for a square",
    traits: ["value", "answer"],
    controls: [control.node],
    alone: "Python no longer hears this slider: run its cell again.",
    draw: () => [],
    says: () => {
      const [value, [asked, square]] = [model.get("value"), model.get("answer")];
      return asked === value ? `Python says: ${value} squared is ${square}.` : `Asking Python to square ${value} ...`;
    },
    onUpdate: () => control.set(model.get("value"), String(model.get("value"))),
  });
}

export default viewOf(render);
