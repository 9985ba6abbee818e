// One slider. Its value goes to the kernel; Python squares it; the square comes back and is shown.
import { html, keepKeys, slider, textLine } from "./controls.js";

function render({ model, el }) {
  const line = textLine();
  const control = slider({
    label: "Your number",
    min: 0,
    max: 20,
    step: 1,
    value: model.get("value"),
    onInput: (value) => {
      model.set("value", value);
      model.save_changes();
      update();
    },
  });
  const root = html("div", { className: "dl-root" }, control.node, line.node);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "A slider that asks Python for a square");

  function update() {
    const value = model.get("value");
    const [asked, square] = model.get("answer");
    control.set(value, String(value));
    line.say(asked === value ? `Python says: ${value} squared is ${square}.` : `Asking Python to square ${value} ...`);
  }

  const release = keepKeys(root);
  model.on("change:value", update);
  model.on("change:answer", update);
  update();
  el.append(root);
  return () => {
    release();
    line.stop();
    model.off("change:value", update);
    model.off("change:answer", update);
    root.remove();
  };
}

export default { render };
