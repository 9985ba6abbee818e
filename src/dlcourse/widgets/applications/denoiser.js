// A digit, noise as much as the slider says, and what the network makes of it, in the page.
import { greyPicture, speaker } from "../network/answers.js";
import { html, slider } from "../shared/controls.js";
import { number } from "../shared/draw.js";
import { mount, setter, viewOf } from "../shared/view.js";

/** Peak signal-to-noise ratio in decibels, Infinity for equal pictures. */
export function psnr(a, b) {
  return 10 * Math.log10(a.length / a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0));
}

/** [noisy, cleaned, true] of one digit. */
export function pictures(x, pattern, noise, answer) {
  const noisy = x.map((value, k) => Math.max(0, Math.min(1, value + noise * pattern[k])));
  return [noisy, answer(noisy), x];
}

function render({ model, el }) {
  const set = setter(model);
  const answer = speaker(model.get("network"));
  const last = model.get("X").length - 1;
  const noise = slider({ label: "noise", min: 0, max: 1, step: 0.05, value: 0, onInput: (v) => set({ noise: v }) });
  const row = slider({ label: "digit", min: 0, max: last, step: 1, value: 0, onInput: (v) => set({ row: v }) });
  const now = () => {
    const k = model.get("row");
    return pictures(model.get("X")[k], model.get("pattern")[k], model.get("noise"), answer);
  };
  const decibels = (value) => (Number.isFinite(value) ? `${number(value, 1)} dB` : "no difference");

  return mount({
    model,
    el,
    label: "Noise and its removal",
    traits: ["noise", "row"],
    controls: [noise.node, row.node],
    draw: (width) => {
      const side = Math.max(90, Math.min(200, (width - 40) / 3));
      const [noisy, cleaned, true_] = now();
      const named = [
        [noisy, `noisy, ${decibels(psnr(noisy, true_))}`],
        [cleaned, `cleaned, ${decibels(psnr(cleaned, true_))}`],
        [true_, "true"],
      ];
      return [
        html(
          "div",
          { className: "dl-row" },
          ...named.map(([pixels, name]) => greyPicture(pixels, side, name, `Digit, ${name}`)),
        ),
      ];
    },
    says: () => {
      const [noisy, cleaned, true_] = now();
      const gained = psnr(cleaned, true_) - psnr(noisy, true_);
      const verdict =
        gained > 0
          ? `gains ${number(gained, 1)} dB`
          : Number.isFinite(gained)
            ? `loses ${number(-gained, 1)} dB`
            : "can only make it worse";
      return `Noise ${number(model.get("noise"), 2)}: the network ${verdict}.`;
    },
    onUpdate: () => {
      noise.set(model.get("noise"), number(model.get("noise"), 2));
      row.set(model.get("row"), `${model.get("row")} of ${last}`);
    },
  });
}

export default viewOf(render);
