// One session per model, shared by all its views: the run, who plays it, frozen runs, what is saved. No drawing.
import { watchKernel } from "../shared/kernel.js";
import { Run, fits } from "./page_run.js";
import { FRAMES, Race, stopOf } from "./race.js";
import { Sweep, sweepOf } from "./sweep.js";
import { racersOf, seedsOf } from "./racers.js";
import { KernelRun, toAcknowledge } from "./kernel_run.js";
import { labels } from "./labels.js";
import { RESET, SETTINGS, SHAPE, frozenCurve, keptOf, restoreFrame, restoreRun, settingsOf, stateOf } from "./state.js";

const SLICE = 10; // ms of a replay between two pictures
const SILENCE = 4000; // ms without an answer of the kernel
const POINTS = 25; // of the curve of a replay
const REST = 120; // ms before the state is sent
const COMPARED = 3;
const BUSY = 30; // ms that they may take
const CATCH_UP = 20; // ticks of a picture, at most, where a slow machine paints fewer than 60 a second

export class Session {
  constructor(model) {
    this.model = model;
    this.views = new Set();
    this.inKernel = model.get("engine")?.kind === "kernel";
    Object.assign(this, {
      playing: false,
      target: 0,
      saved: 0,
      asked: 0,
      silent: false,
      disconnected: false,
      frame: 0,
      due: 0,
    });
    this.build();
    if (this.race) this.restore();
    const restart = () => this.restart();
    [...RESET, ...SHAPE].forEach((name) => model.on(`change:${name}`, restart));
    model.on("change:watched", () => this.changed());
    this.before = this.settings();
    SETTINGS.forEach((name) => model.on(`change:${name}`, () => this.settingChanged(name)));
    model.on("msg:custom", (message, buffers) => this.heard(message, buffers ?? []));
    this.unwatch = watchKernel(model, null, () => this.alone());
    if (this.far) {
      restoreFrame(this.run, this.model);
      this.ask("hello");
    }
  }

  state() {
    return stateOf(this.model);
  }
  settings() {
    return settingsOf(this.model);
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
  /** The runs anew: one in the kernel, or in the page one or a race, also where an engine waits in the kernel. */
  build() {
    const [racers, seeds, sweep] = [racersOf(this.model), seedsOf(this.model), sweepOf(this.model.get("sweep"))];
    this.far = this.inKernel && !racers.length && seeds === 1 && !sweep ? new KernelRun(this.state()) : null;
    this.race = this.far ? null : new Race(this.state(), racers, seeds);
    // A map that is filled stays while one of its cells is looked at.
    const { resets, ...state } = this.state();
    const key = JSON.stringify([state, sweep]);
    if (this.away && key === this.mapped) return;
    this.away = false;
    this.mapped = key;
    this.map = sweep ? new Sweep(this.state(), sweep) : null;
  }
  /** The map, where it is what is seen and filled; null in the run of one of its cells. */
  get sweep() {
    return this.away ? null : this.map;
  }
  /** To the run of a cell of the map, which plays. */
  open({ rate, batch }) {
    this.away = true;
    this.set({ learning_rate: rate, batch_size: batch, stop: { epochs: this.map.epochs } });
    this.reset();
    this.play();
  }
  toMap() {
    this.pause();
    this.away = false;
    this.changed();
  }
  get lanes() {
    return this.race?.lanes ?? [{ change: {}, run: this.far, runs: [this.far] }];
  }
  /** Which lane's network and numbers are shown: the last one, unless another was chosen. */
  get watched() {
    const chosen = this.model.get("watched") ?? -1;
    return chosen >= 0 && chosen < this.lanes.length ? chosen : this.lanes.length - 1;
  }
  get run() {
    return this.lanes[this.watched].run;
  }
  get stop() {
    return stopOf(this.model.get("stop"));
  }
  /** Nothing is left to run before the stop. */
  get over() {
    return this.sweep ? this.sweep.over : Boolean(this.race) && this.race.over(this.stop);
  }
  get begun() {
    return this.sweep ? this.sweep.at > 0 : this.run.updates > 0 || Boolean(this.run.diverged);
  }
  /** A setting as the watched lane has it. */
  get(name) {
    const { change } = this.lanes[this.watched];
    return name in change ? change[name] : this.model.get(name);
  }
  /** Change the state; what racers do differently is changed for the one that is watched. */
  change(changes) {
    const { change } = this.lanes[this.watched];
    const own = Object.entries(changes).filter(([name]) => name in change);
    const rest = Object.fromEntries(Object.entries(changes).filter(([name]) => !(name in change)));
    if (own.length)
      rest.race = this.lanes.map((lane, k) =>
        k === this.watched ? { ...lane.change, ...Object.fromEntries(own) } : lane.change,
      );
    this.set(rest);
  }
  busy() {
    return this.playing || this.run.updates < this.target;
  }
  settingsNow() {
    return { ...this.settings(), target: this.model.get("goal") };
  }

  // --- the kernel -------------------------------------------------------------------------------------------------------
  /** The kernel is gone. */
  alone() {
    this.disconnected = true;
    if (this.far) this.playing = false;
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
    if (message?.kind !== "frame" || !this.far) return;
    if (toAcknowledge(message.frame, message.last))
      this.tell(() => this.model.send({ kind: "acknowledge", frame: message.frame }));
    this.asked = 0;
    this.silent = false;
    clearTimeout(this.watch);
    if (!this.far.take(message, buffers)) return;
    this.playing = message.playing;
    if (this.playing) {
      this.watch = setTimeout(() => {
        this.asked = 1;
        this.listen();
      }, SILENCE);
    }
    if (message.last) this.target = 0;
    this.changed();
  }

  // --- what a person asks for -------------------------------------------------------------------------------------------
  play() {
    if (this.playing) return;
    // At its stop, playing means once more; a run without a stop that is over stays as it is.
    if (this.over && (this.stop || this.sweep)) this.reset();
    else if (this.over || this.run.error) return;
    this.playing = true;
    Object.assign(this, { target: 0, due: 0, ticked: 0 });
    if (this.far) this.ask("play");
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
    if (this.far) this.ask("pause");
    else this.save(true);
    this.changed();
  }
  step(count) {
    if (this.far) {
      this.playing = false;
      this.ask("step", { count });
    } else {
      this.pause();
      if (this.race.crowd) this.race.tick(this.model.get("speed"), this.settingsNow(), this.stop);
      else this.target = this.run.updates + count;
      this.loop();
    }
  }
  reset() {
    this.pause();
    this.set({
      resets: this.model.get("resets") + 1,
      updates: 0,
      epochs: 0,
      samples: 0,
      diverged: {},
      curve_state: [],
      parameters_state: {},
    });
  }
  /** A weight or bias typed in: array is run.W[l] or run.b[l]. Before the first update it is what the run begins with. */
  edit(array, k, value) {
    this.pause();
    array[k] = value;
    if (this.far) return this.ask("set", { parameters: this.run.parameters() });
    const { run } = this.race.lanes[this.watched];
    if (run.updates === 0) {
      this.editing = true; // the run has it already: no restart, only the state
      this.set({ begin: run.parameters() });
      this.editing = false;
      run.curve = [];
    }
    run.diverged = null;
    run.record();
    this.save(true);
    this.changed();
  }

  // --- training in the page ---------------------------------------------------------------------------------------------
  /** `inFrame`: called by the page for its next picture, so that what is learnt now is painted now and not a frame later. */
  loop(inFrame = false) {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { race, stop } = this;
    const { run } = race.lanes[this.watched];
    const now = performance.now();
    if (this.anew) race.restart(pointsOf(this.target)); // of many settings in one frame, the newest
    this.anew = false;
    if (this.playing) this.ticks(now, stop);
    else {
      const settings = this.settingsNow();
      const end = now + SLICE;
      while (run.updates < this.target && !race.over(stop) && performance.now() < end) {
        if (race.crowd) race.tick(this.model.get("speed"), settings, stop);
        else run.step(Math.min(20, this.target - run.updates), settings, stop);
      }
    }
    const over = this.over;
    if (over) this.playing = false;
    const more = !over && this.busy();
    if (more) {
      this.save(false);
      this.frame = requestAnimationFrame(() => this.loop(true));
    } else {
      this.target = 0;
      for (const one of race.runs)
        if (one.every > 1 && one.curve.at(-1).updates !== one.updates && !one.diverged) one.record();
      this.saveSoon();
    }
    this.changed(inFrame);
  }
  /** What is due by now. What has a stop keeps its time: a machine that paints less often makes more of it for a picture. */
  ticks(now, stop) {
    const timed = Boolean(stop || this.sweep);
    this.due += timed && this.ticked ? ((now - this.ticked) * FRAMES) / 1000 : 1;
    this.ticked = now;
    const count = Math.min(CATCH_UP, Math.floor(this.due + 0.1));
    this.due = Math.max(0, this.due - count) % 1;
    const settings = this.settingsNow();
    for (let k = 0; k < count && (k < 2 || performance.now() - now < BUSY); k++) {
      if (this.sweep) this.sweep.tick();
      else this.race.tick(this.model.get("speed"), settings, stop);
    }
  }
  /** Everything up to the stop at once; without one, nothing. */
  finish() {
    if (this.sweep) while (!this.sweep.over) this.sweep.tick();
    else if (!this.race || !this.stop) return;
    this.playing = false;
    this.target = 0;
    cancelAnimationFrame(this.frame);
    if (!this.sweep) this.race.finish(this.settingsNow(), this.stop);
    this.changed();
  }
  /** All of it, when the keys rest: a slider that is held must not wait for messages. */
  saveSoon() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.save(true), REST);
  }
  restart() {
    if (this.editing) return;
    const state = this.shape();
    if (state === this.key) return;
    const resets = this.model.get("resets");
    const again = this.model.get("replay") && resets === this.resets && this.race && !this.sweep ? this.soFar() : 0;
    this.key = state;
    this.resets = resets;
    if (this.far && this.playing) this.ask("pause");
    this.playing = false;
    cancelAnimationFrame(this.frame);
    // Edited weights belong to the layers they were made for.
    if (this.model.get("begin")?.W1 && !fits(this.model.get("begin"), new Run({ ...this.state(), begin: null }).sizes))
      return this.set({ begin: {} });
    const was = Boolean(this.far);
    this.build();
    if (this.far) this.asked = performance.now();
    if (this.far && !was) this.ask("hello");
    if (this.race) {
      this.target = again;
      this.race.thin(pointsOf(again));
      this.loop();
    }
    this.changed();
  }
  shape() {
    return JSON.stringify([this.state(), ...SHAPE.map((name) => this.model.get(name))]);
  }
  /** Replay: the same number of updates from the same start, with the new setting. */
  settingChanged(name) {
    for (const { change, run } of this.lanes) {
      if (!(name in change)) this.changedOn(run, name);
    }
    this.before = this.settings();
    if (this.model.get("replay") && !this.playing && this.race && !this.sweep && (this.run.updates || this.target)) {
      this.target = this.soFar();
      this.anew = true;
      if (!this.frame) this.frame = requestAnimationFrame(() => this.loop(true));
    }
    this.changed();
  }
  /** How far a replay goes: as far as this run went, or was to go; from its stop to the stop. */
  soFar() {
    if (this.stop && this.run.updates && this.race.over(this.stop)) return Infinity;
    return Math.max(this.run.diverged ? this.run.diverged.update : this.run.updates, this.target);
  }
  changedOn({ was, since, updates }, name) {
    const used = updates > (since[name] ?? 0); // a slider passes many values, and not all of them have made an update
    if (used && !this.model.get("replay")) was[name] = [...(was[name] ?? []), this.before[name]];
    if (used) since[name] = updates;
  }

  // --- what is kept -----------------------------------------------------------------------------------------------------
  restore() {
    this.key = this.shape();
    this.resets = this.model.get("resets");
    if (this.race.runs.length === 1) restoreRun(this.run, this.model);
  }
  save(whole) {
    if (whole) clearTimeout(this.later);
    if (!whole && performance.now() - this.saved < 500) return;
    this.saved = performance.now();
    if (this.race?.runs.length > 1 || this.map) return; // many runs, and each as good as its seed: they are not kept
    this.set(keptOf(this.run, whole));
  }
  freeze() {
    const frozen = [...this.model.get("frozen"), { ...this.made(), curve: frozenCurve(this.run) }].slice(-COMPARED);
    const names = labels(frozen);
    this.set({ frozen: frozen.map((one, k) => ({ ...one, name: names[k] })) });
  }
  /** The settings of now, and those that this run had before, where they were changed on the way. */
  now({ change, run } = this.lanes[this.watched]) {
    const settings = { ...this.settings(), ...this.state(), ...change };
    delete settings.own;
    return { settings: { ...settings, batch_size: Math.min(settings.batch_size, run.N) }, was: { ...run.was } };
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
  /** Names of the frozen runs and of the lanes, beside each other: {frozen, lanes}. One run alone has none. */
  names() {
    const frozen = this.model.get("frozen");
    const all = [...frozen, ...this.lanes.map((lane) => this.now(lane))];
    const found = all.length > 1 ? labels(all) : all.map(() => "");
    const kept = found.slice(0, frozen.length);
    return { frozen: kept, lanes: found.slice(frozen.length).map((name) => (kept.includes(name) ? "now" : name)) };
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
  leave() {
    this.unwatch();
    this.playing = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.watch);
    clearTimeout(this.later);
  }
}

/** Updates between two points of the curve of a replay. One that goes to a stop makes its own plan. */
const pointsOf = (updates) => (Number.isFinite(updates) ? Math.max(1, Math.ceil(updates / POINTS)) : 1);
