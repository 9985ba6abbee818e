// One session per model, shared by all its views: the run, who plays it, frozen runs, what is saved. No drawing.
import { watchKernel } from "../shared/kernel.js";
import { Run, fits } from "./page_run.js";
import { KernelRun, toAcknowledge } from "./kernel_run.js";
import { labels } from "./labels.js";

export const RESET = [
  "data", "own", "own_inputs", "noise", "share", "features", "layers", "activation", "output", "cost", "seed", "begin", "resets",
];
export const SETTINGS = ["learning_rate", "batch_size", "regularisation", "regularisation_rate"];
const SLICE = 10; // ms of a replay between two pictures
const SILENCE = 4000; // ms without an answer of the kernel
const POINTS = 25; // of the curve of a replay
const REST = 120; // ms before the state is sent
const COMPARED = 3;

export class Session {
  constructor(model) {
    this.model = model;
    this.views = new Set();
    this.inKernel = model.get("engine")?.kind === "kernel";
    Object.assign(this, { playing: false, target: 0, saved: 0, asked: 0, silent: false, disconnected: false, frame: 0 });
    this.run = this.newRun();
    if (!this.inKernel) this.restore();
    const restart = () => this.restart();
    RESET.forEach((name) => model.on(`change:${name}`, restart));
    this.before = this.settings();
    SETTINGS.forEach((name) => model.on(`change:${name}`, () => this.settingChanged(name)));
    model.on("msg:custom", (message, buffers) => this.heard(message, buffers ?? []));
    this.unwatch = watchKernel(model, null, () => this.alone());
    if (this.inKernel) {
      this.restoreFrame();
      this.ask("hello");
    }
  }

  state() {
    return Object.fromEntries(RESET.map((name) => [name, this.model.get(name)]));
  }
  settings() {
    return Object.fromEntries(SETTINGS.map((name) => [name, this.model.get(name)]));
  }
  set(changes) {
    for (const [name, value] of Object.entries(changes)) this.model.set(name, value);
    this.tell(() => this.model.save_changes());
  }
  /** Say something to the kernel. One that is gone is no reason to stop: the view says so itself. */
  tell(how) {
    try {
      how();
    } catch (error) {
      if (!this.disconnected) throw error;
    }
  }
  newRun() {
    return new (this.inKernel ? KernelRun : Run)(this.state());
  }
  busy() {
    return this.playing || this.run.updates < this.target;
  }

  // --- the kernel -------------------------------------------------------------------------------------------------------
  /** The kernel is gone. */
  alone() {
    this.disconnected = true;
    if (this.inKernel) this.playing = false;
    this.changed();
  }
  ask(kind, more = {}) {
    if (this.disconnected) return;
    this.tell(() => this.model.send({ kind, ...more }));
    this.asked = performance.now();
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.listen(), SILENCE);
  }
  /** After a question: is there an answer? A long cell, an endless loop or a dead kernel gives none. */
  listen() {
    if (this.asked && !this.disconnected) {
      this.silent = true;
      this.changed();
    }
  }
  heard(message, buffers) {
    if (message?.kind !== "frame") return;
    if (toAcknowledge(message.frame, message.last)) this.tell(() => this.model.send({ kind: "acknowledge", frame: message.frame }));
    this.asked = 0;
    this.silent = false;
    clearTimeout(this.watch);
    if (!this.run.take(message, buffers)) return;
    this.playing = message.playing;
    if (this.playing) this.watch = setTimeout(() => ((this.asked = 1), this.listen()), SILENCE);
    if (message.last) this.target = 0;
    this.changed();
  }
  /** What a saved notebook holds, until the kernel answers, if one does. */
  restoreFrame() {
    const kept = this.model.get("curve_state");
    if (kept?.length) this.run.curve = kept.map(point);
    Object.assign(this.run, { updates: this.model.get("updates"), epochs: this.model.get("epochs"), samples: this.model.get("samples") });
    const page = this.model.get("engine").knows ? new Run(this.state()) : null;
    const parameters = this.model.get("parameters_state");
    if (page && fits(parameters, page.sizes)) {
      page.network.set(parameters);
      this.run.planeOf = Float32Array.from(page.plane());
      this.run.W.forEach((w, l) => l && w.set(page.W[l]));
      this.run.b.forEach((b, l) => l && b.set(page.b[l]));
    }
  }

  // --- what a person asks for -------------------------------------------------------------------------------------------
  play() {
    if (this.playing || this.run.diverged || this.run.error) return;
    this.playing = true;
    this.target = 0;
    if (this.inKernel) this.ask("play");
    else this.frame = requestAnimationFrame(() => this.loop(true));
    this.changed();
  }
  pause() {
    const was = this.busy();
    this.playing = false;
    this.target = 0;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!was) return;
    if (this.inKernel) this.ask("pause");
    else this.save(true);
    this.changed();
  }
  step(count) {
    if (this.inKernel) {
      this.playing = false;
      this.ask("step", { count });
    } else {
      this.pause();
      this.target = this.run.updates + count;
      this.loop();
    }
  }
  reset() {
    this.pause();
    this.set({ resets: this.model.get("resets") + 1, updates: 0, epochs: 0, samples: 0, diverged: {}, curve_state: [], parameters_state: {} });
  }
  /** A weight or bias typed in: array is run.W[l] or run.b[l]. Before the first update it is what the run begins with. */
  edit(array, k, value) {
    this.pause();
    array[k] = value;
    if (this.inKernel) return this.ask("set", { parameters: this.run.parameters() });
    if (this.run.updates === 0) {
      this.editing = true; // the run has it already: no restart, only the state
      this.set({ begin: this.run.parameters() });
      this.editing = false;
      this.run.curve = [];
    }
    this.run.diverged = null;
    this.run.record();
    this.save(true);
    this.changed();
  }

  // --- training in the page ---------------------------------------------------------------------------------------------
  /** `inFrame`: called by the page for its next picture, so that what is learnt now is painted now and not a frame later. */
  loop(inFrame = false) {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { run } = this;
    const end = performance.now() + SLICE;
    if (this.playing) run.step(this.model.get("speed"), this.settings());
    else while (run.updates < this.target && !run.diverged && performance.now() < end) run.step(Math.min(20, this.target - run.updates), this.settings());
    if (run.diverged) this.playing = false;
    const more = !run.diverged && this.busy();
    if (more) {
      this.save(false);
      this.frame = requestAnimationFrame(() => this.loop(true));
    } else {
      this.target = 0;
      if (run.every > 1 && run.curve.at(-1).updates !== run.updates && !run.diverged) run.record();
      this.saveSoon();
    }
    this.changed(inFrame);
  }
  /** All of it, when the keys rest: a slider that is held must not wait for messages. */
  saveSoon() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.save(true), REST);
  }
  restart() {
    if (this.editing) return;
    const state = JSON.stringify(this.state());
    if (state === this.key) return;
    const resets = this.model.get("resets");
    const again = this.model.get("replay") && resets === this.resets ? Math.max(this.run.updates, this.target) : 0;
    this.key = state;
    this.resets = resets;
    this.playing = false;
    cancelAnimationFrame(this.frame);
    // Edited weights belong to the layers they were made for.
    if (this.model.get("begin")?.W1 && !fits(this.model.get("begin"), new Run({ ...this.state(), begin: null }).sizes)) return this.set({ begin: {} });
    this.run = this.newRun();
    if (this.inKernel) this.asked = performance.now();
    else {
      this.target = again;
      this.run.every = Math.max(1, Math.ceil(again / POINTS));
      this.loop();
    }
    this.changed();
  }
  /** Replay: the same number of updates from the same start, with the new setting. */
  settingChanged(name) {
    const { was, since, updates } = this.run;
    const used = updates > (since[name] ?? 0); // a slider passes many values, and not all of them have made an update
    if (used && !this.model.get("replay")) was[name] = [...(was[name] ?? []), this.before[name]];
    if (used) since[name] = updates;
    this.before = this.settings();
    if (this.model.get("replay") && !this.playing && !this.inKernel && (this.run.updates || this.target)) {
      this.target = Math.max(this.run.diverged ? this.run.diverged.update : this.run.updates, this.target);
      this.run.restart(Math.ceil(this.target / POINTS));
      this.loop();
    }
    this.changed();
  }

  // --- what is kept -----------------------------------------------------------------------------------------------------
  restore() {
    this.key = JSON.stringify(this.state());
    this.resets = this.model.get("resets");
    const kept = this.model.get("parameters_state");
    if (!this.model.get("updates") || !fits(kept, this.run.sizes)) return;
    this.run.network.set(kept);
    const diverged = this.model.get("diverged");
    Object.assign(this.run, {
      updates: this.model.get("updates"), samples: this.model.get("samples"), epochs: this.model.get("epochs"),
      diverged: diverged?.update ? diverged : null,
    });
    const curve = (this.model.get("curve_state") ?? []).map(point);
    this.run.curve = curve;
    this.run.every = Math.max(1, Math.round(this.run.updates / 300));
    if (curve.at(-1)?.updates !== this.run.updates) this.run.record();
  }
  save(whole) {
    if (whole) clearTimeout(this.later);
    if (!whole && performance.now() - this.saved < 500) return;
    this.saved = performance.now();
    const { run } = this;
    const changes = { updates: run.updates, epochs: run.epochs, samples: run.samples, diverged: run.diverged ?? {} };
    if (whole) {
      const thin = Math.ceil(run.curve.length / 150);
      const number = (v) => (Number.isFinite(v) ? v : null);
      changes.curve_state = run.curve.filter((_, k) => k % thin === 0 || k === run.curve.length - 1)
        .map((p) => [p.updates, p.epochs, p.samples, number(p.train), number(p.test)]);
    }
    const parameters = run.parameters();
    if (Object.values(parameters).every((value) => value.flat().every(Number.isFinite))) changes.parameters_state = parameters;
    this.set(changes);
  }
  freeze() {
    const thin = Math.ceil(this.run.curve.length / 300);
    const curve = this.run.curve.filter((_, k) => k % thin === 0 || k === this.run.curve.length - 1)
      .map((p) => ({ ...p, train: Number.isFinite(p.train) ? p.train : null, test: null }));
    const frozen = [...this.model.get("frozen"), { ...this.made(), curve }].slice(-COMPARED);
    const names = labels(frozen);
    this.set({ frozen: frozen.map((one, k) => ({ ...one, name: names[k] })) });
  }
  /** The settings of now, and those that this run had before, where they were changed on the way. */
  now() {
    const settings = { ...this.settings(), ...this.state() };
    delete settings.own;
    return { settings: { ...settings, batch_size: Math.min(settings.batch_size, this.run.N) }, was: { ...this.run.was } };
  }
  /** The same of the updates that were made: what was chosen after the last of them had no part in it. */
  made() {
    const { settings, was } = this.now();
    for (const name of Object.keys(was)) {
      if (this.run.updates > this.run.since[name]) continue;
      settings[name] = was[name].at(-1);
      was[name] = was[name].slice(0, -1);
    }
    return { settings, was };
  }
  /** The frozen runs' names beside the run of now. */
  names() {
    const frozen = this.model.get("frozen");
    return frozen.length ? labels([...frozen, this.now()]).slice(0, -1) : [];
  }

  // --- who looks --------------------------------------------------------------------------------------------------------
  changed(inFrame = false) {
    for (const view of this.views) view(inFrame);
  }
  watchedBy(view) {
    this.views.add(view);
    return () => {
      this.views.delete(view);
      if (!this.views.size) this.pause(); // nobody looks: nothing runs
    };
  }
  stop() {
    this.unwatch();
    this.playing = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.watch);
    clearTimeout(this.later);
  }
}

function point([updates, epochs, samples, train, test]) {
  return { updates, epochs, samples, train: train ?? NaN, test: test ?? NaN };
}
