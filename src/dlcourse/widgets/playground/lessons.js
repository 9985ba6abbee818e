// The steps of a lesson: one sentence, what it changes, a question before it unlocks. Page Up and Page Down, as a clicker sends them.
import { button, html, prediction } from "../shared/controls.js";

/**
 * @param {object} session
 * @param {() => void} onLock called when the lock opens or closes
 */
export function lesson(session, onLock) {
  const { model } = session;
  const steps = model.get("steps");
  const said = html("p", { className: "dl-step", role: "status" });
  const back = button("Previous step", () => go(-1));
  const next = button("Next step", () => go(1));
  back.title = "or Page Up";
  next.title = "or Page Down";
  const question = html("div", {});
  const node = html("div", { className: "dl-lesson" }, html("div", { className: "dl-bar" }, back, said, next), question);
  node.hidden = !steps.length;
  const answered = new Map(); // stage: choice
  let shown = -1;

  const stage = () => Math.min(model.get("stage"), steps.length - 1);
  const locked = () => Boolean(steps.length && steps[stage()].ask && !answered.has(stage()));

  /** To the next or previous step. A locked step opens first: its answer is shown. */
  function go(by) {
    if (!steps.length) return;
    if (by > 0 && locked()) return answer(-1);
    const to = stage() + by;
    if (to < 0 || to >= steps.length) return;
    const step = steps[to];
    session.pause();
    if (by > 0 && step.freeze && session.run.updates) session.freeze();
    const changes = {};
    for (const one of steps.slice(0, to + 1)) Object.assign(changes, one.set ?? {});
    const begin = model.get("defaults");
    // Back: what later steps set returns to what the lesson began with.
    if (by < 0) for (const one of steps.slice(to + 1)) for (const name of Object.keys(one.set ?? {})) changes[name] ??= begin[name];
    session.set({ ...changes, stage: to, ...(to === 0 ? { frozen: [] } : {}) });
    if (step.reset || by < 0) session.reset();
    if (step.play && !step.ask) session.play();
  }
  function answer(choice) {
    answered.set(stage(), choice);
    update();
    onLock();
    if (steps[stage()].play) session.play();
  }
  function update() {
    if (!steps.length) return;
    const at = stage();
    const { say, ask } = steps[at];
    const words = `${at + 1} of ${steps.length}: ${locked() ? "predict first." : say}`;
    if (said.textContent !== words) said.textContent = words;
    back.disabled = at === 0;
    next.disabled = at === steps.length - 1 && !locked();
    next.textContent = locked() ? "Show the answer" : "Next step";
    if (shown !== at) question.replaceChildren(...(ask ? [(question.made = prediction(ask, answer)).node] : []));
    shown = at;
    if (ask && answered.has(at)) {
      const chosen = answered.get(at);
      question.made.show(chosen < 0 ? ask.answer : chosen);
      if (chosen < 0) question.querySelector(".dl-result").textContent = `${ask.choices[ask.answer]}. ${ask.because}`;
    }
  }
  return { node, go, update, locked, has: steps.length > 0 };
}
