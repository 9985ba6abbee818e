// Backpropagation, step by step over a network drawn with its numbers; the matrices of partial derivatives fill up.
import { differences, historyOf, oneUpdate, passOf, repeated, rounds, rowsOf, stopOf } from "../network/backprop.js";
import { costChart, keyOf, neighbour } from "./backprop_draw.js";
import { matrices } from "./backprop_matrices.js";
import { FORGET, entryValue, settingsOf } from "./backprop_settings.js";
import { decimalsFor, network } from "./backprop_net.js";
import { backwards, captionOf, onwards, phaseAt, phasesOf } from "./backprop_phases.js";
import { chain, costLine, deltaLine, entryName, links, miss, missesText, partialName } from "./backprop_text.js";
import { button, html } from "../shared/controls.js";
import { digits, many, number } from "../shared/draw.js";
import { formula, notation } from "../shared/maths.js";
import { pace, settle } from "./motion.js";
import { layerSizes } from "../network/forward.js";
import { arithmetic } from "./forward_text.js";
import { save } from "../shared/kernel.js";
import { onStage } from "../shared/stage.js";
import { fullScreen, mount, setter, viewOf } from "../shared/view.js";

const TRAITS = [
  "parameters",
  "X",
  "y",
  "hidden",
  "output",
  "cost",
  "learning_rate",
  "row",
  "step",
  "bug",
  "history",
  "ended",
  "max_iterations",
  "tolerance",
];
function render({ model, el }) {
  const set = setter(model);
  const sizes = layerSizes(model.get("parameters"));
  const L = sizes.length - 1;
  const steps = rounds(sizes);
  const count = model.get("X").length;
  const entries = [];
  for (let l = 1; l <= L; l++)
    for (let i = 0; i < sizes[l]; i++)
      for (let j = 0; j <= sizes[l - 1]; j++) entries.push({ l, i, j: j < sizes[l - 1] ? j : null });
  let hovered = null; // the entry under the pointer, while it is there
  let pinned = null; // the entry that was focused or clicked; the next step takes its place
  let edited = entries[0]; // the parameter that the slider moves
  let seenStep = model.get("step");
  let frame = 0;
  let rebuilding = false;
  let drawn = null;
  let fitted = "";
  let picture = null; // {width, net}: kept while the width stays
  let repeated_ = false; // the last that was done is a repetition
  let held = false; // a key is held: nothing is acted out
  const phases = phasesOf(steps);
  const pacing = pace();

  // --- state -----------------------------------------------------------------------------------------------------------
  /** @returns {any} */
  const state = () => Object.fromEntries(TRAITS.map((name) => [name, model.get(name)]));
  const all = () => model.get("row") < 0;
  const at = () => Math.min(model.get("step"), steps.length);
  const place = (kind, l, i, j) => steps.findIndex((s) => s.kind === kind && s.l === l && s.i === i && s.j === j);
  const done = (kind, l, i, j) => place(kind, l, i, j) < at();
  const go = (to) => {
    repeated_ = false;
    set({ step: Math.max(0, Math.min(steps.length, to)) });
  };
  const updates = () => historyOf(state()).at(-1)[0];
  const phase = () =>
    phaseAt(phases, {
      done: at(),
      updates: updates(),
      repeated: Boolean(frame) || (repeated_ && at() === steps.length && updates() > 0),
    });
  const ofLayer = ({ kind, l }) => (kind === "forward" || kind === "cost" ? `${kind} ${l}` : `back ${l}`);
  function nextLayer() {
    const now = ofLayer(steps[Math.min(at(), steps.length - 1)]);
    go(steps.findLastIndex((step) => ofLayer(step) === now) + 1);
  }
  function move(value) {
    const parameters = structuredClone(model.get("parameters"));
    if (edited.j === null) parameters[`b${edited.l}`][edited.i] = value;
    else parameters[`W${edited.l}`][edited.i][edited.j] = value;
    set({ parameters, ...FORGET });
  }
  const pick = (entry) => {
    pinned = edited = entry;
    settings.showEdited(edited);
    tell();
  };

  // --- repeat: some updates a frame, so that the cost is seen falling; a second press pauses --------------------------------
  function repeat() {
    if (frame) return pause();
    repeated_ = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const share = calm ? 200 : Math.ceil(model.get("max_iterations") / 150);
    const turn = () => {
      frame = 0;
      const changes = repeated(state(), share);
      if (!stopOf({ ...state(), ...changes })) frame = requestAnimationFrame(turn);
      if (!frame) return set({ ...changes, step: steps.length });
      for (const [name, value] of Object.entries({ ...changes, step: steps.length })) model.set(name, value);
    };
    turn();
  }
  function pause() {
    cancelAnimationFrame(frame);
    frame = 0;
    save(model);
    clean.redraw();
  }

  // --- controls --------------------------------------------------------------------------------------------------------
  const buttons = {
    start: button("Start", () => go(0)),
    back: button("Back", () => go(at() - 1)),
    next: button("Next", () => go(at() + 1)),
    layer: button("Next layer", nextLayer),
    forward: button("Forward pass", () => go(steps.findIndex((step) => step.kind === "cost") + 1)),
    backward: button("Backward pass", () => go(steps.length)),
    update: button("Update W and b", update),
    repeat: button("Repeat until it stops", repeat),
    first: button("First weights again", () => set({ parameters: model.get("first"), ...FORGET })),
  };
  buttons.next.classList.add("dl-primary");
  function update() {
    repeated_ = false;
    set({ ...oneUpdate(state()), step: 0 });
  }
  /** A clicker's Page Down: to the end of this phase, or through the next one. */
  function onward() {
    const { go: to, act } = onwards(phases, phase(), at());
    if (act === "update") return stopOf(state()) ? undefined : update();
    if (act === "repeat") return frame || !stopOf(state()) ? repeat() : undefined;
    go(to);
  }
  const rail = html("div", { className: "dl-rail", role: "group" });
  rail.setAttribute("aria-label", "Phases of a round");
  const marks = phases.map(({ key, name, end }) => {
    const act = {
      update: () => at() === steps.length && !stopOf(state()) && update(),
      repeat: () => (frame || !stopOf(state())) && repeat(),
    };
    const node = html("button", { type: "button", className: "dl-phase" }, name);
    node.addEventListener("click", () => (end === null ? act[key]() : go(end)));
    rail.append(node);
    return node;
  });
  function showPhase() {
    const now = phase();
    marks.forEach((node, k) => {
      node.classList.toggle("dl-past", k < now);
      node.classList.toggle("dl-blaming", k === now && phases[k].key.startsWith("back"));
      if (k === now) node.setAttribute("aria-current", "step");
      else node.removeAttribute("aria-current");
      const words = k === now ? phases[k].now : phases[k].name;
      if (node.textContent !== words) node.textContent = words;
    });
  }
  const settings = settingsOf({ model, sizes, entries, buttons, move, pick });
  let wasOpen = false;
  // The whole screen is for the picture; what is needed less often is one key away.
  const onScreen = () => {
    if (onStage(root)) wasOpen = settings.node.open;
    settings.node.open = onStage(root) ? false : wasOpen;
    clean.fit();
  };

  // --- what is told ------------------------------------------------------------------------------------------------------
  const about = html("div", { className: "dl-chain" });
  const caption = html("p", { className: "dl-meaning" });
  const J = html("output", { className: "dl-J" });
  const spark = html("div", {});
  const stopped = html("p", { className: "dl-stopped" });

  /** Blame is violet; a weight has the colour of its sign. */
  const colour = (name) => {
    if (/^d/.test(name)) return "dl-violet";
    const found = name.match(/^W\^(\d+)_\((\d+),(\d+)\)$/);
    if (!found) return "";
    return drawn.now.parameters[`W${found[1]}`][found[2]][found[3]] < 0 ? "dl-minus" : "dl-plus";
  };

  /** The lines about an entry, or about the present step. */
  function linesOf(entry, now, right, wrong) {
    const context = { rows: rowsOf(now), cost: now.cost };
    const step = steps[at() - 1];
    const note =
      all() && count > 1
        ? ["The picture shows means over the rows. Written out below is row 0; choose a row to follow another."]
        : [];
    if (entry) {
      const turn = place("partial", entry.l, entry.i, entry.j) + 1;
      if (turn > at())
        return [
          ...links(entry, sizes),
          `${partialName(entry)} is not computed yet: its turn is step ${turn} of ${steps.length}.`,
        ];
      const lines = [...note, ...chain(right, now.parameters, context, entry)];
      if (!wrong) return lines;
      const values = [right, wrong].map((pass) =>
        entry.j === null ? pass.db[entry.l][entry.i] : pass.dW[entry.l][entry.i][entry.j],
      );
      const off = miss(...values);
      if (!off) return [...lines, "With the bug: the same. Nothing was updated yet when the last layer asked."];
      const bugged = chain(wrong, now.parameters, context, entry, 0, L - 1);
      return [...lines, "With the bug (W' = W − alpha · dW, updated too early):", ...bugged, `Off by ${off}.`];
    }
    if (!step) return ["Next computes the first neuron."];
    if (step.kind === "cost") return [costLine(right, context)];
    if (step.kind === "delta") return [...note, deltaLine(right, now.parameters, context, step.l, step.i, 0)];
    const trace = { Z: right.Z.map((layer) => layer[0] ?? []), A: right.A.map((layer) => layer[0]) };
    return [...note, ...arithmetic(step.l, step.i, now.parameters, trace, step.l === L ? now.output : now.hidden)];
  }

  function tell() {
    const { now, right, wrong, net, tables } = drawn;
    const step = steps[at() - 1];
    const entry = hovered ?? pinned ?? (step?.kind === "partial" ? step : null);
    net.light(entry, step);
    tables.mark(entry, pinned ?? edited);
    const lines = linesOf(entry, now, right, wrong);
    about.replaceChildren(...lines.map((line) => html("p", {}, ...formula(line, colour))));
    const own = entry && lines.findIndex((line) => line.startsWith(`${partialName(entry)} =`));
    if (entry && own >= 0) about.children[own].className = "dl-own";
    else if (!entry && lines.length) about.lastChild.className = "dl-own";
    pointed(hovered);
  }

  // Pointing at a term lights what it stands for, and pointing at a weight its terms.
  about.addEventListener("pointerover", (event) =>
    picture?.net.point(event.target.closest?.(".dl-math")?.dataset.term ?? ""),
  );
  about.addEventListener("pointerleave", () => picture?.net.point(""));
  function pointed(entry) {
    const name = entry && entryName(entry);
    for (const term of about.querySelectorAll(".dl-math"))
      term.classList.toggle("dl-pointed", term.dataset.term === name);
  }

  /** On the whole screen the longest chain of factors still has its place. */
  function fullest() {
    fitted = `${onStage(root)} ${model.get("bug")}`;
    const { now, right, wrong } = drawn;
    const context = { rows: rowsOf(now), cost: now.cost };
    const longest = { l: 1, i: 0, j: 0 };
    const lines = [
      ...chain(right, now.parameters, context, longest),
      ...(wrong ? ["", ...chain(wrong, now.parameters, context, longest, 0, L - 1), ""] : []),
    ];
    about.replaceChildren(...lines.map((line) => html("p", {}, ...notation(line || "."))));
    about.lastChild.className = "dl-own";
  }

  let tables = null;
  const off = html("p", { className: "dl-bugged" });
  const passes = html("div", { className: "dl-passes" });
  const side = html("div", { className: "dl-side-chart" });
  const halves = html("div", {}, passes, side);
  const under = html("div", { className: "dl-under-net" });
  const costs = html(
    "div",
    { className: "dl-cost-of-now" },
    html("div", { className: "dl-cost-line" }, html("span", { className: "dl-strong-name" }, ...notation("cost J")), J),
    spark,
    stopped,
  );
  const turns = html("div", { className: "dl-turns" }, settings.alpha.node, buttons.update, buttons.repeat);
  const words = html("div", { className: "dl-words-of-step" }, caption, off, about);
  const deck = html("div", { className: "dl-told" }, words, costs, turns);

  function draw(width) {
    if (model.get("step") !== seenStep) pinned = null;
    seenStep = model.get("step");
    hovered = null; // whoever moves last, keys or pointer, is followed
    rebuilding = true; // the focus is put back where it was: that is nobody's choice of an entry
    queueMicrotask(() => (rebuilding = false));
    const now = state();
    const right = passOf(now);
    const wrong = now.bug ? passOf(now, true) : null;
    const hover = (entry) => {
      if (hovered === entry) return;
      hovered = entry;
      tell();
    };
    const pointer = { enter: hover, leave: () => hover(null), pick, focus: (entry) => rebuilding || pick(entry) };
    const step = steps[at() - 1];
    const target = (i) => rowsOf(now).y.reduce((sum, row) => sum + row[i], 0) / rowsOf(now).y.length;
    const wide = width >= 760;
    // Small matrices stand beside the network, so that all is seen at once; large ones, or with the bug, take the whole width.
    const beside = wide && !wrong && Math.max(...sizes) <= 4;
    const leftWidth = wide ? Math.round(width * 0.57) : width;
    const moves = pacing.moves(held) && picture?.width === leftWidth;
    if (picture?.width !== leftWidth) picture = { width: leftWidth, net: network(sizes, leftWidth, pointer) };
    else if (!moves) settle(root);
    const { net } = picture;
    const decimals = sizes.map((_, l) => (l ? decimalsFor([...right.dW[l].flat(), ...right.db[l]]) : 0));
    const label = `The network, ${at()} of ${steps.length} steps done; cost ${number(right.J, 4)}`;
    net.update(
      {
        pass: right,
        parameters: now.parameters,
        current: step,
        done,
        targets: target,
        label,
        decimals,
        step: now.step,
      },
      moves,
    );
    tables ??= matrices(sizes, pointer);
    tables.update(
      { right, wrong, done, fresh: step?.kind === "partial" ? keyOf(step) : "", narrow: width < 520, decimals },
      moves,
    );
    drawn = { now, right, wrong, net, tables };
    const history = historyOf(now, right.J);
    const stop = stopOf(now, right.J);
    const [made, cost_] = history.at(-1);
    const known = done("cost", L, 0) || made > 0;
    J.textContent = known ? digits(cost_, 4) : "?";
    stopped.textContent = stop
      ? `${stop[0].toUpperCase()}${stop.slice(1)}.`
      : made
        ? `${many(made, "update")}.`
        : "0 updates.";
    spark.replaceChildren(costChart(history));
    caption.replaceChildren(...notation(captionOf(step, { L, cost: now.cost, updates: made })));
    about.setAttribute("aria-description", captionOf(step, { L, cost: now.cost, updates: made }));
    off.replaceChildren(...(wrong ? notation(missesText(differences(right, wrong))) : []));
    off.hidden = !wrong;
    showPhase();
    tell();
    halves.classList.toggle("dl-halves", wide);
    if (passes.firstChild !== net.image) passes.replaceChildren(net.image);
    // With the bug, what is compared is written beside the network.
    const written = wide && !beside;
    if (tables.holder.parentNode !== (beside ? side : under)) (beside ? side : under).append(tables.holder);
    if (words.parentNode !== (written ? side : deck)) (written ? side : deck).prepend(words);
    if (written && deck.parentNode !== passes) passes.append(deck);
    deck.classList.toggle("dl-short", written);
    halves.classList.toggle("dl-comparing", written);
    side.hidden = !beside && !written;
    deck.classList.toggle("dl-narrow", !wide);
    return written ? [halves, under] : [halves, under, deck];
  }

  let root = el;
  const whole = fullScreen();
  whole.classList.add("dl-quiet");
  const clean = mount({
    model,
    el,
    label: `Backpropagation through a ${sizes.join("-")} network`,
    traits: TRAITS,
    controls: [rail, settings.node, html("div", { className: "dl-bar dl-steps" }, whole, buttons.back, buttons.next)],
    draw,
    fullest,
    says: () => {
      const J = number(drawn.right.J, 4);
      const [updates] = historyOf(drawn.now, drawn.right.J).at(-1);
      const here = `Step ${at()} of ${steps.length}, ${many(updates, "update")} done. `;
      const stop = stopOf(drawn.now, drawn.right.J);
      const step = steps[at() - 1];
      if (stop) return `${here}Cost J = ${J}; ${stop}.`;
      if (!step) return `${here}The inputs are set. Next computes the first neuron.`;
      if (step.kind === "forward") {
        const a = all() ? "computed for every row" : `at a = ${number(drawn.right.A[step.l][0][step.i])}`;
        return `${here}Neuron ${step.i} of layer ${step.l} is ${a}.`;
      }
      if (step.kind === "cost") return `${here}The cost is J = ${J}. Now backward, from the output.`;
      if (at() === steps.length) return `${here}All partial derivatives are known, J = ${J}. Now update.`;
      if (step.kind === "delta") return `${here}Known: dZ of neuron ${step.i} of layer ${step.l}.`;
      return `${here}${partialName(step)} = ${digits(entryValue(step, { [`W${step.l}`]: drawn.right.dW[step.l], [`b${step.l}`]: drawn.right.db[step.l] }), 4)}.`;
    },
    onUpdate: () => {
      const now = state();
      const stop = stopOf(now);
      // A button that can do no more must not take the keys of a clicker with it.
      const ends = at() === 0 ? buttons.back : at() === steps.length ? buttons.next : null;
      if (ends && ends === document.activeElement) root.focus({ preventScroll: true });
      buttons.start.disabled = buttons.back.disabled = at() === 0;
      buttons.next.disabled = buttons.layer.disabled = buttons.backward.disabled = at() === steps.length;
      buttons.forward.disabled = done("cost", L, 0);
      buttons.update.disabled = at() < steps.length || Boolean(stop);
      buttons.repeat.disabled = Boolean(stop);
      buttons.repeat.textContent = frame ? "Pause" : "Repeat until it stops";
      settings.show(now, edited);
      if (fitted.startsWith("true") && fitted !== `true ${now.bug}`) {
        fitted = "";
        queueMicrotask(clean.fit);
      }
    },
    onKey: (event) => {
      if (event.target.matches(".dl-cell")) {
        const [l, i, j] = event.target.dataset.key.split("-");
        const to = neighbour(sizes, { l: Number(l), i: Number(i), j: j === "null" ? null : Number(j) }, event.key);
        if (to) el.querySelector(`[data-key="${keyOf(to)}"]`)?.focus();
        if (to || event.key.startsWith("Arrow")) return true;
      }
      const turns = {
        ArrowRight: () => go(at() + 1),
        ArrowLeft: () => go(at() - 1),
        PageDown: onward,
        PageUp: () => go(backwards(phases, phase())),
      };
      if (!(event.key in turns)) return false;
      pinned = null;
      held = event.repeat;
      turns[event.key]();
      return true;
    },
  });
  root = el.querySelector(".dl-root");
  root.classList.add("dl-stepper");
  root.tabIndex = -1;
  root.addEventListener("fullscreenchange", onScreen);
  return () => {
    cancelAnimationFrame(frame);
    root.removeEventListener("fullscreenchange", onScreen);
    clean();
  };
}

export default viewOf(render);
