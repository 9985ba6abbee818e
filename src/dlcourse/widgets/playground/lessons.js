// The steps of a lesson: one sentence, what it changes, a bet before it unlocks. Page Up and Page Down, as a clicker sends them.
import { button, html } from "../shared/controls.js";

/** @typedef {import("./session.js").Session} Session */

/**
 * Page Down plays a step that has not been played, then goes on to the next one, which plays at once; a question comes
 * before its step, and the next Page Down, or a bet, answers it and plays.
 * @param {Session} session
 * @param {() => void} onLock called when the lock opens or closes
 */
export function lesson(session, onLock) {
  const { model } = session;
  const steps = model.get("steps");
  const said = html("p", { className: "dl-step", role: "status" });
  const dots = html("span", { className: "dl-dots" }, ...steps.map(() => html("span", {})));
  dots.setAttribute("aria-hidden", "true");
  const back = button("Previous step", () => go(-1));
  const next = button("Next step", () => go(1));
  back.title = "or Page Up";
  next.title = "or Page Down";
  const cards = html("div", { className: "dl-cards", role: "group" });
  cards.setAttribute("aria-label", "Predict first");
  const result = html("p", { className: "dl-result", role: "status" });
  const band = html("div", { className: "dl-band" }, said, cards, result);
  const node = html("div", { className: "dl-lesson" }, dots, band, html("div", { className: "dl-turn" }, back, next));
  node.hidden = !steps.length;
  const answered = new Map(); // stage: choice
  // The question that opens the view is not asked a second time by the first step.
  if (model.get("predict")?.question) answered.set(0, undefined);
  let asked = null;

  const stage = () => Math.min(model.get("stage"), steps.length - 1);
  const locked = () => Boolean(steps.length && steps[stage()].ask && !answered.has(stage()));
  const still = () => steps[stage()]?.play === false;
  /** The step of now stands as it begins: nobody has played it. */
  const waits = () =>
    steps.length > 0 && !locked() && !still() && !session.busy() && !session.begun && !session.run.error;

  /** To the next or previous step. A locked step opens first: its answer is shown. */
  function go(by) {
    if (!steps.length) return;
    if (by > 0 && locked()) return answer(-1);
    if (by > 0 && waits()) return session.play();
    const to = stage() + by;
    if (to < 0 || to >= steps.length) return;
    const step = steps[to];
    // What the step of now compares with is complete, however early the key was pressed.
    if (by > 0 && step.reset === false) session.finish();
    session.pause();
    const changes = {};
    for (const one of steps.slice(0, to + 1)) Object.assign(changes, one.set ?? {});
    const begin = model.get("defaults");
    // Whatever was moved by hand, and what other steps set: each step shows its own state.
    for (const name of new Set(steps.flatMap((one) => Object.keys(one.set ?? {})))) changes[name] ??= begin[name];
    session.away = false;
    session.set({ ...changes, stage: to, watched: -1, frozen: [] });
    if (step.reset !== false || by < 0) session.reset();
    if (by > 0 && !still() && !locked()) session.play();
  }
  function answer(choice) {
    if (!locked()) return;
    answered.set(stage(), choice);
    update();
    onLock();
    if (!still()) session.play();
  }
  function ask({ choices }, at) {
    cards.replaceChildren(
      ...choices.map((words, k) => {
        const card = button(words, () => answer(k));
        card.className = "dl-card";
        card.prepend(html("kbd", {}, String(k + 1)));
        return card;
      }),
    );
    asked = at;
  }
  function update() {
    if (!steps.length) return;
    const at = stage();
    const { say, ask: bet } = steps[at];
    const shut = locked();
    const words = `${at + 1} of ${steps.length}: ${shut ? bet.question : say}`;
    if (said.textContent !== words)
      said.replaceChildren(
        html("span", { className: "dl-nth" }, `${at + 1} of ${steps.length}: `),
        shut ? bet.question : say,
      );
    [...dots.children].forEach((dot, k) => (dot.className = k < at ? "dl-done" : k === at ? "dl-here" : ""));
    back.disabled = at === 0;
    next.disabled = at === steps.length - 1 && !shut && !waits();
    const does = shut ? "Show the answer" : waits() ? "Play this step" : "Next step";
    if (next.textContent !== does) next.textContent = does;
    if (shut && asked !== at) ask(bet, at);
    cards.hidden = !shut;
    const chosen = answered.get(at);
    const answer = bet && `${capital(bet.choices[bet.answer])}. ${bet.because}`;
    const verdict =
      chosen === undefined ? "" : chosen < 0 ? answer : `${chosen === bet.answer ? "Yes" : "Not quite"}. ${answer}`;
    if (result.textContent !== verdict) result.textContent = verdict;
    result.hidden = !verdict;
  }
  /** The keys 1, 2, 3 bet, while a question is open. @returns {boolean} whether the key was one of them */
  function bet(key) {
    const k = Number(key) - 1;
    if (!locked() || !(k in steps[stage()].ask.choices)) return false;
    answer(k);
    return true;
  }
  return { node, go, bet, update, locked, has: steps.length > 0 };
}

const capital = (words) => words[0].toUpperCase() + words.slice(1);
