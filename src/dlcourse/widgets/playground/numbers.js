// The numbers behind a neuron: its sum at the cursor, and its weights and bias, which can be typed over.
import { html, uniqueId } from "../shared/controls.js";
import { factor, notation, number } from "../shared/draw.js";
import { ACTIVATIONS, forward } from "../network/forward.js";
import { signal, weightName } from "../steppers/forward_text.js";
import { pointText } from "./plane.js";

export function numbers(session) {
  const { model } = session;
  const title = html("p", { className: "dl-legend" });
  const sums = html("p", { className: "dl-sums" });
  const fields = html("div", { className: "dl-fields" });
  const node = html("div", { className: "dl-numbers" }, title, sums, fields);
  let key = "";

  const known = () => !session.far || model.get("engine").knows;
  const short = (v) => (Math.abs(v) >= 1e5 ? v.toExponential(2).replace("-", "−") : number(v, 3));

  function build(l, i) {
    const { run } = session;
    const n = run.sizes[l - 1];
    const reason = model.get("engine")?.greyed?.weights;
    const field = (label, array, k, gradient) => {
      const id = uniqueId("weight");
      const input = html("input", { type: "number", id, className: "dl-field" });
      input.step = "0.1";
      const shown = () => String(Number(array()[k].toPrecision(5)));
      input.disabled = Boolean(reason);
      input.addEventListener("change", () => {
        const value = Number(input.value);
        if (input.value.trim() !== "" && Number.isFinite(value)) session.edit(array(), k, value);
        else input.value = shown(); // not a number: what it was
      });
      const slope = html("span", { className: "dl-slope" });
      const show = () => {
        if (document.activeElement !== input) input.value = shown();
        slope.textContent = session.run.updates ? `${label[0] === "W" ? "dW" : "db"} = ${short(gradient()[k])}` : "";
      };
      return {
        show,
        node: html(
          "div",
          { className: "dl-control" },
          html("label", { htmlFor: id }, ...notation(label)),
          input,
          slope,
        ),
      };
    };
    const made = Array.from({ length: n }, (_, j) =>
      field(
        weightName(l, i, j),
        () => session.run.W[l],
        i * n + j,
        () => session.run.dW[l],
      ),
    );
    made.push(
      field(
        `b^${l}_${i}`,
        () => session.run.b[l],
        i,
        () => session.run.db[l],
      ),
    );
    fields.replaceChildren(
      ...made.map((one) => one.node),
      ...(reason ? [html("span", { className: "dl-why" }, `(${reason})`)] : []),
    );
    fields.shows = made.map((one) => one.show);
  }

  return {
    node,
    /** Put the cursor into weight j of the neuron shown. */
    focus(j) {
      fields.querySelectorAll("input")[j]?.focus();
    },
    paint([l, i], at) {
      const { run } = session;
      const x = run.see(at);
      const where = pointText(at, run.means.oneInput);
      if (l === 0) {
        title.textContent = `Input ${i}: the feature ${run.means.features[i]}. At the cursor, ${where}, it is ${number(x[i])}.`;
        sums.textContent = "";
        fields.replaceChildren();
        key = "";
        return;
      }
      const now = `${l},${i},${run.sizes.join("-")}`;
      if (key !== now) build(l, i);
      key = now;
      const end = l === run.sizes.length - 1;
      title.replaceChildren(
        ...notation(`Neuron a^${l}_${i}${end ? ", the output y_hat" : ""}. At the cursor, ${where}:`),
      );
      sums.replaceChildren(...this.lines(l, i, x).flatMap((line) => [...notation(line), html("br")]));
      fields.shows.forEach((show) => show());
    },
    lines(l, i, x) {
      const { run } = session;
      const names = Array.from(
        { length: run.sizes[l - 1] },
        (_, j) => `${weightName(l, i, j)} · ${signal(l - 1, j)}`,
      ).join(" + ");
      const first = `z^${l}_${i} = ${names} + b^${l}_${i}`;
      if (!known()) return [first];
      const [hidden, output] = [run.state.activation, run.means.output];
      const { Z, A } = forward(x, run.parameters(), hidden, output);
      const g = l === run.sizes.length - 1 ? output : hidden;
      const w = run.W[l].slice(i * run.sizes[l - 1], (i + 1) * run.sizes[l - 1]);
      const sum = Array.from(w, (v, j) => `${j ? factor(v) : short(v)} · ${factor(A[l - 1][j])}`).join(" + ");
      const flat =
        g === "step" ? " The step's slope is 0 wherever it exists: nothing below this neuron can learn." : "";
      const z = Z[l][i];
      return [
        first,
        `= ${sum} + ${factor(run.b[l][i])} = ${short(z)}`,
        `a^${l}_${i} = ${g}(${short(z)}) = ${short(ACTIVATIONS[g](z))}.${flat}`,
      ];
    },
  };
}
