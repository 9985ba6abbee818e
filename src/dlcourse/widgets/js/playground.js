// The playground: a network learns in the page while its learning rate and batch size are moved.
import { button, choice, html, slider } from "./controls.js";
import { DATASETS, FEATURES } from "./datasets.js";
import { number, svg } from "./draw.js";
import { Run } from "./playground_run.js";
import { plot, text } from "./plot.js";
import { mount, setter } from "./view.js";
import { weightName } from "./forward_text.js";

const RESET = ["data", "noise", "share", "features", "layers", "activation", "cost", "seed", "own", "resets"];
const RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10];
const LOOKS = ["dl-negative", "dl-third", "dl-border"];
const GRID = 50;
const SMALL = 16;

function render({ model, el }) {
  const send = setter(model);
  const state = () => Object.fromEntries([...RESET].map((name) => [name, model.get(name)]));
  const settings = () => ({
    learning_rate: model.get("learning_rate"), batch_size: model.get("batch_size"),
    regularisation: model.get("regularisation"), regularisation_rate: model.get("regularisation_rate"),
  });
  let run = new Run(state());
  let key = JSON.stringify(state());
  let playing = false;
  let frame = 0;
  let saved = 0;
  let looked = null;
  let clean = () => {};
  if (model.get("parameters_state").W1 && model.get("updates") > 0) restore();

  function restore() {
    const kept = model.get("parameters_state");
    if (kept.W1.length === run.network.sizes[1] && kept.W1[0].length === run.network.sizes[0]) {
      run.network.set(kept);
      Object.assign(run, { updates: model.get("updates"), samples: model.get("samples"), epochs: model.get("epochs") });
      run.curve = [];
      run.record();
    }
  }
  function save(force) {
    if (!force && performance.now() - saved < 500) return;
    saved = performance.now();
    send({ updates: run.updates, epochs: run.epochs, samples: run.samples, parameters_state: run.network.parameters(),
           diverged: run.diverged ? run.diverged.update : 0 });
  }
  function tick() {
    if (!playing) return;
    run.step(model.get("speed"), settings());
    if (run.diverged) pause();
    else {
      save(false);
      frame = requestAnimationFrame(tick);
    }
    paint();
  }
  function play() {
    if (playing || run.diverged) return;
    playing = true;
    frame = requestAnimationFrame(tick);
    paint();
  }
  function pause() {
    playing = false;
    cancelAnimationFrame(frame);
    save(true);
    paint();
  }
  function once(count) {
    run.step(count, settings());
    save(true);
    paint();
  }
  const reset = () => {
    pause();
    send({ resets: model.get("resets") + 1, updates: 0, epochs: 0, samples: 0, diverged: 0 });
  };
  function freeze() {
    const name = `alpha ${model.get("learning_rate")}, batch ${Math.min(model.get("batch_size"), run.N)}`;
    const other = model.get("frozen").length ? differs(model.get("frozen").at(-1).settings) : name;
    const kept = { name: other || name, settings: { ...settings(), ...state() }, curve: run.curve.filter((_, k) => k % Math.ceil(run.curve.length / 300) === 0) };
    send({ frozen: [...model.get("frozen"), kept].slice(-3) });
  }
  /** What is different now from the settings of a frozen run, in words. */
  function differs(old) {
    const now = { ...settings(), ...state() };
    return Object.keys(now)
      .filter((name) => name !== "resets" && JSON.stringify(now[name]) !== JSON.stringify(old[name]))
      .map((name) => `${name.replace("_", " ")} ${Array.isArray(now[name]) ? now[name].join("-") : now[name]}`)
      .join(", ");
  }

  // --- controls --------------------------------------------------------------------------------------------------------
  const again = "starts again";
  const rate = slider({
    label: "learning rate", min: 0, max: RATES.length - 1, step: 1, value: 0,
    onInput: (k) => send({ learning_rate: RATES[k] }),
  });
  const batch = slider({ label: "batch size", min: 1, max: 200, step: 1, value: 10, onInput: (v) => send({ batch_size: v }) });
  const speed = slider({ label: "updates a frame", min: 1, max: 100, step: 1, value: 5, onInput: (v) => send({ speed: v }) });
  const buttons = {
    play: button("Play", () => (playing ? pause() : play())),
    step: button("One update", () => once(1)),
    epoch: button("One epoch", () => once(run.perEpoch(model.get("batch_size")))),
    reset: button("Reset", reset),
    freeze: button("Freeze this run", freeze),
    forget: button("Forget frozen", () => send({ frozen: [] })),
    full: button("Full screen", () => (document.fullscreenElement ? document.exitFullscreen() : root().requestFullscreen?.())),
  };
  const pick = (label, options, name, shown = options) =>
    choice({ label, options: shown, value: 0, onChange: (k) => send({ [name]: options[k] }) });
  const kinds = ["batch", "mini-batch", "stochastic"];
  const variant = choice({
    label: "variant", options: kinds, value: 1, onChange: (k) => send({ batch_size: [run.N, Math.min(10, run.N), 1][k] }),
  });
  const names = Object.keys(DATASETS);
  const picks = {
    data: [pick("data", names, "data"), names],
    activation: [pick("hidden activation", ["tanh", "relu", "sigmoid", "identity"], "activation"), ["tanh", "relu", "sigmoid", "identity"]],
    cost: [pick("cost", ["cross_entropy", "mse"], "cost", ["cross-entropy", "mean squared error"]), ["cross_entropy", "mse"]],
    axis: [pick("cost against", ["epochs", "updates", "samples"], "axis", ["epochs", "updates", "samples seen"]), ["epochs", "updates", "samples"]],
    regularisation: [pick("regularisation", ["none", "L1", "L2"], "regularisation"), ["none", "L1", "L2"]],
  };
  const regRate = slider({
    label: "its rate", min: 0, max: 0.1, step: 0.001, value: 0, onInput: (v) => send({ regularisation_rate: v }),
  });
  const noise = slider({ label: "noise", min: 0, max: 0.5, step: 0.05, value: 0, onInput: (v) => send({ noise: v }) });
  const share = slider({ label: "training share", min: 0.1, max: 0.9, step: 0.1, value: 0.5, onInput: (v) => send({ share: v }) });
  const seed = slider({ label: "seed", min: 0, max: 50, step: 1, value: 0, onInput: (v) => send({ seed: v }) });
  const layerCount = slider({
    label: "hidden layers", min: 0, max: 6, step: 1, value: 1,
    onInput: (n) => send({ layers: Array.from({ length: n }, (_, k) => model.get("layers")[k] ?? model.get("layers").at(-1) ?? 4) }),
  });
  const layerSizes = html("div", { className: "dl-bar" });
  const features = html("div", { className: "dl-bar" });
  const cut = checkbox("two colours only", (on) => send({ discretised: on }));
  const groups = {
    "learning-rate": rate.node, "batch-size": batch.node, variant: variant.node, speed: speed.node, axis: picks.axis[0].node,
    data: picks.data[0].node, noise: noise.node, share: share.node, layers: layerCount.node, sizes: layerSizes, features,
    activation: picks.activation[0].node, cost: picks.cost[0].node, regularisation: picks.regularisation[0].node,
    "regularisation-rate": regRate.node, seed: seed.node, discretised: cut.node,
  };
  const wanted = model.get("controls");
  const shown = Object.entries(groups).filter(([name]) => !wanted.length || wanted.includes(name)).map(([, node]) => node);
  const compare = !wanted.length || wanted.includes("freeze") ? [buttons.freeze, buttons.forget] : [];
  const large = (node) => node === rate.node || node === batch.node;
  rate.node.classList.add("dl-big");
  batch.node.classList.add("dl-big");

  // --- pictures --------------------------------------------------------------------------------------------------------
  const plane = html("canvas", { width: GRID, height: GRID, className: "dl-plane" });
  const place = html("div", { className: "dl-place" });
  const curves = html("div", {});
  const net = html("div", { className: "dl-net" });
  const numbers = html("p", { className: "dl-about" });
  const counters = html("p", { className: "dl-counters" });
  const root = () => el.querySelector(".dl-root");
  const board = html("div", { className: "dl-board" }, html("div", {}, place), html("div", {}, counters, curves), html("div", { className: "dl-wide" }, net, numbers));
  let width = 720;

  function heat(canvas, values, cells, low, high) {
    const context = canvas.getContext("2d");
    const picture = context.createImageData(cells, cells);
    values.forEach((v, k) => {
      let t = Math.max(0, Math.min(1, (v - low) / (high - low || 1)));
      if (model.get("discretised")) t = t > 0.5 ? 1 : 0;
      // orange (179, 71, 0) at 0, white in the middle, blue (11, 92, 173) at 1
      const [end, s] = t < 0.5 ? [[214, 120, 40], 1 - 2 * t] : [[45, 120, 200], 2 * t - 1];
      picture.data.set([...end.map((c) => 255 + (c - 255) * 0.85 * s), 255], 4 * k);
    });
    context.putImageData(picture, 0, 0);
  }

  function drawPlane() {
    const regression = run.network.output === "identity";
    heat(plane, run.grid(GRID), GRID, regression ? -1 : 0, 1);
    const side = Math.min(320, Math.max(240, width * 0.42));
    const overlay = svg("svg", { viewBox: "-6 -6 12 12", role: "img", class: "dl-points" });
    overlay.setAttribute("aria-label", "the data, and what the network says over the plane");
    for (const [name, faint] of [["test", true], ["train", false]]) {
      run.points[name].X.forEach(([a, b], k) => {
        const one = run.points[name].y[k][0] > (regression ? 0 : 0.5);
        const mark = one ? svg("circle", { cx: a, cy: -b, r: 0.13, class: "dl-one" }) : svg("path", { d: `M${a - 0.11},${-b - 0.11}l.22,.22m-.22,0l.22,-.22`, class: "dl-zero" });
        mark.setAttribute("opacity", faint ? "0.35" : "1");
        overlay.append(mark);
      });
    }
    place.style.width = place.style.height = `${side}px`;
    place.replaceChildren(plane, overlay);
  }

  function drawCurves() {
    const axis = model.get("axis");
    const lines = [...model.get("frozen").map((one) => one.curve), run.curve];
    const most = Math.max(1, ...lines.map((curve) => curve.at(-1)?.[axis] ?? 0));
    const finite = lines.flat().flatMap((p) => [p.train, p.test]).filter(Number.isFinite);
    const top = Math.min(Math.max(0.1, ...finite) * 1.05, 3 * Math.max(0.3, run.curve[0].train || 0.3));
    const w = Math.max(280, Math.min(560, width - 340));
    const drawn = plot({
      width: width < 640 ? width : w, height: 240, x: [0, most], y: [0, top], xName: axis === "samples" ? "samples seen" : axis, yName: "cost J",
      label: `cost ${number(run.curve.at(-1).train)} after ${run.updates} updates`,
    });
    model.get("frozen").forEach((one, k) => {
      drawn.curve(one.curve.map((p) => [p[axis], p.train]), `${LOOKS[k]} dl-kept`);
      drawn.image.append(text(w - 18, 44 + 17 * k, `${["- - -", "· · ·", "——"][k]} ${one.name}`, "dl-name dl-end"));
    });
    drawn.curve(run.curve.map((p) => [p[axis], p.test]), "dl-test");
    drawn.curve(run.curve.map((p) => [p[axis], p.train]), "dl-positive");
    drawn.image.append(text(w - 18, 26, "thick: training, thin: held-out", "dl-name dl-end"));
    if (run.diverged) {
      drawn.image.append(text(w / 2, 120, `diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha})`, "dl-caption dl-middle dl-bugged"));
    }
    curves.replaceChildren(drawn.image);
  }

  function drawNet() {
    const { sizes, W, b } = run.network;
    const tallest = Math.max(...sizes);
    const [cell, gap] = [30, 12];
    const w = Math.max(300, Math.min(width, 900));
    const height = tallest * (cell + gap) + 20;
    const image = svg("svg", { viewBox: `0 0 ${w} ${height}`, role: "group" });
    image.setAttribute("aria-label", `the network: ${sizes.join("-")}`);
    const at = (l, i) => [30 + (l * (w - 60)) / (sizes.length - 1), height / 2 + (i - (sizes[l] - 1) / 2) * (cell + gap)];
    for (let l = 1; l < sizes.length; l++)
      for (let i = 0; i < sizes[l]; i++)
        for (let j = 0; j < sizes[l - 1]; j++) {
          const value = W[l][i * sizes[l - 1] + j];
          const [[x1, y1], [x2, y2]] = [at(l - 1, j), at(l, i)];
          const ends = { x1: x1 + cell / 2, y1, x2: x2 - cell / 2, y2 };
          const seen = svg("line", { ...ends, class: `dl-edge ${value < 0 ? "dl-negative" : "dl-positive"}` });
          seen.setAttribute("stroke-width", String(0.4 + Math.min(6, 2 * Math.abs(value))));
          const hit = svg("line", { ...ends, class: "dl-hit" });
          hit.addEventListener("pointerenter", () => tell(`${weightName(l, i, j)} = ${number(value, 4)}`));
          image.append(seen, hit);
        }
    for (let l = 0; l < sizes.length; l++)
      for (let i = 0; i < sizes[l]; i++) {
        const [x, y] = at(l, i);
        const canvas = html("canvas", { width: SMALL, height: SMALL });
        const values = run.grid(SMALL, l, i);
        const reach = Math.max(...values.map(Math.abs), 1e-9);
        const positive = l > 0 && (l === run.network.L ? run.network.output : run.network.hidden) === "sigmoid";
        heat(canvas, values, SMALL, positive ? 0 : -reach, positive ? 1 : reach);
        const part = svg("image", { x: x - cell / 2, y: y - cell / 2, width: cell, height: cell, href: canvas.toDataURL(), class: "dl-cellmap" });
        const hit = svg("rect", { x: x - cell / 2, y: y - cell / 2, width: cell, height: cell, class: "dl-cellframe", tabindex: 0, role: "button" });
        const words = l === 0 ? `input ${model.get("features")[i]}` : `a^${l}_${i}: bias b^${l}_${i} = ${number(b[l][i], 4)}`;
        hit.setAttribute("aria-label", words);
        hit.dataset.key = `neuron-${l}-${i}`;
        hit.addEventListener("pointerenter", () => tell(words));
        hit.addEventListener("focus", () => tell(words));
        image.append(part, hit);
      }
    const sized = run.sizes.length ? `size of dW by layer: ${run.sizes.map((s) => s.toExponential(1)).join(", ")}` : "";
    image.append(text(w / 2, height - 4, sized, "dl-name"));
    const focused = net.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    net.replaceChildren(image);
    if (focused) net.querySelector(`[data-key="${focused}"]`)?.focus({ preventScroll: true });
  }
  const tell = (words) => (numbers.textContent = looked = words);

  let painted = 0;
  function paint() {
    drawPlane();
    drawCurves();
    // The small maps cost more than the rest: while it plays, ten times a second are enough.
    if (!playing || performance.now() - painted > 100) {
      drawNet();
      painted = performance.now();
    }
    const per = run.perEpoch(model.get("batch_size"));
    counters.textContent = `epoch ${run.epochs} · update ${run.updates} · samples seen ${run.samples} · ${per} updates per epoch`;
    buttons.play.textContent = playing ? "Pause" : "Play";
    buttons.play.disabled = Boolean(run.diverged);
    clean.tell?.();
  }

  clean = mount({
    model, el, label: "Playground: a network that learns while you watch",
    traits: [...RESET, "learning_rate", "batch_size", "regularisation", "regularisation_rate", "speed", "axis", "frozen", "discretised"],
    controls: [...shown.filter(large), buttons.play, buttons.step, buttons.epoch, buttons.reset, ...compare, buttons.full,
      ...shown.filter((node) => !large(node))],
    draw: (wide) => {
      width = wide;
      if (JSON.stringify(state()) !== key) {
        key = JSON.stringify(state());
        playing = false;
        cancelAnimationFrame(frame);
        run = new Run(state());
        save(true);
      }
      paint();
      return [board];
    },
    says: () => {
      if (run.diverged) return `Diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha}). Reset, and try a smaller learning rate.`;
      const last = run.curve.at(-1);
      const held = Number.isFinite(last.test) ? `, ${number(last.test)} on held-out points` : "";
      return `Cost ${number(last.train)}${held} after ${run.epochs} epochs, ${run.updates} updates.`;
    },
    onUpdate: () => {
      const k = RATES.reduce((best, r, i) => (Math.abs(r - model.get("learning_rate")) < Math.abs(RATES[best] - model.get("learning_rate")) ? i : best), 0);
      rate.set(k, String(model.get("learning_rate")));
      batch.input.max = String(run.N);
      batch.set(Math.min(model.get("batch_size"), run.N), `${Math.min(model.get("batch_size"), run.N)} of ${run.N}`);
      const size = Math.min(model.get("batch_size"), run.N);
      variant.select.value = size === run.N ? "0" : size === 1 ? "2" : "1";
      speed.set(model.get("speed"), String(model.get("speed")));
      regRate.set(model.get("regularisation_rate"), number(model.get("regularisation_rate"), 3));
      noise.set(model.get("noise"), `${number(model.get("noise"), 2)} (${again})`);
      share.set(model.get("share"), `${number(model.get("share"), 1)} (${again})`);
      seed.set(model.get("seed"), `${model.get("seed")} (${again})`);
      layerCount.set(model.get("layers").length, `${model.get("layers").length} (${again})`);
      for (const [name, [control, options]] of Object.entries(picks)) control.select.value = String(options.indexOf(model.get(name)));
      fillLayers();
      fillFeatures();
      cut.input.checked = model.get("discretised");
    },
    onKey: (event) => {
      if (event.target.matches("button")) return false;
      if (event.key === " ") playing ? pause() : play();
      else if (event.key === "PageDown" || event.key === "ArrowRight") once(run.perEpoch(model.get("batch_size")));
      else if (event.key === "f") buttons.full.click();
      else return false;
      return true;
    },
  });

  function fillLayers() {
    const focused = layerSizes.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    layerSizes.replaceChildren(
      ...model.get("layers").flatMap((n, l) => [
        sized(`layer ${l + 1}: fewer neurons`, "−", l, Math.max(1, n - 1)),
        html("span", {}, String(n)),
        sized(`layer ${l + 1}: more neurons`, "+", l, Math.min(8, n + 1)),
      ]),
    );
    if (focused) [...layerSizes.children].find((node) => node.getAttribute("aria-label") === focused)?.focus();
  }
  function sized(label, sign, l, n) {
    const node = button(sign, () => send({ layers: model.get("layers").map((old, k) => (k === l ? n : old)) }));
    node.setAttribute("aria-label", label);
    return node;
  }
  function fillFeatures() {
    if (features.childElementCount) return;
    for (const name of Object.keys(FEATURES)) {
      const box = checkbox(name, (on) => {
        const chosen = Object.keys(FEATURES).filter((f) => (f === name ? on : model.get("features").includes(f)));
        if (chosen.length) send({ features: chosen });
        else box.input.checked = true;
      });
      box.input.checked = model.get("features").includes(name);
      features.append(box.node);
    }
  }
  return () => {
    playing = false;
    cancelAnimationFrame(frame);
    clean();
  };
}

function checkbox(words, onChange) {
  const input = html("input", { type: "checkbox" });
  input.addEventListener("change", () => onChange(input.checked));
  return { input, node: html("label", { className: "dl-control" }, input, words) };
}

export default { render };
