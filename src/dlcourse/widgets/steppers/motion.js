// Motion of the steppers: what moves, moves; who asked for less, or holds a key, sees the end at once.
import tokens from "../../look/tokens.json" with { type: "json" };
import { svg } from "../shared/draw.js";

const TIME = tokens.milliseconds;
const QUICK = 140; // ms between two steps: faster ones are not acted out
const GHOST = 1000; // ms that the old weight is still seen

/** @returns {{moves: (held?: boolean) => boolean}} whether the change that is drawn now is acted out */
export function pace() {
  let last = -Infinity;
  return {
    moves(held = false) {
      const now = performance.now();
      const quick = now - last < QUICK;
      last = now;
      return !held && !quick && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    },
  };
}

/** End at once what still moves in `node`. */
export function settle(node) {
  for (const motion of node.getAnimations?.({ subtree: true }) ?? [])
    if (motion.effect?.getComputedTiming().iterations !== Infinity) motion.finish();
}

/** A dot of ink runs along each line, from its beginning to its end. */
export function pulses(layer, lines) {
  for (const { x1, y1, x2, y2 } of lines) {
    const dot = svg("circle", { r: 7, class: "dl-pulse" });
    layer.append(dot);
    const at = (x, y) => `translate(${x}px, ${y}px)`;
    const run = dot.animate([{ transform: at(x1, y1) }, { transform: at(x2, y2) }], {
      duration: TIME.forward,
      easing: "cubic-bezier(.4,0,.3,1)",
      fill: "both",
    });
    run.finished.then(
      () => dot.remove(),
      () => dot.remove(),
    );
  }
}

/** A number in the picture counts up to its value once the dots have arrived. */
export function counts(node, show, value) {
  const begin = performance.now() + TIME.forward * 0.8;
  const final = node.textContent;
  node.animate([{ opacity: 0 }, { opacity: 0, offset: 0.7 }, { opacity: 1 }], { duration: TIME.forward });
  const turn = (now) => {
    const share = (now - begin) / (TIME.forward * 0.6);
    if (!node.isConnected || node.dataset.final !== final) return;
    node.textContent = share >= 1 ? final : show(value * Math.max(0, share));
    if (share < 1) requestAnimationFrame(turn);
  };
  node.dataset.final = final;
  requestAnimationFrame(turn);
}

/** What was drawn along its own x axis grows from 0 to its length: blame runs back. */
export function grows(node) {
  node.animate([{ transform: "scaleX(0)" }, { transform: "scaleX(1)" }], {
    duration: TIME.backward,
    easing: "cubic-bezier(.4,0,.3,1)",
  });
}

/** Something appears after the blame has arrived. */
export function appears(node, delay = TIME.backward * 0.7) {
  node.animate(
    [
      { opacity: 0, transform: "scale(0.6)" },
      { opacity: 1, transform: "scale(1)" },
    ],
    { duration: 180, delay, fill: "backwards" },
  );
}

/** An entry of a matrix fills. */
export function fills(node) {
  const wash = getComputedStyle(node).getPropertyValue("--dl-wash-violet");
  node.animate(
    [
      { backgroundColor: "transparent", color: "transparent" },
      { backgroundColor: wash, color: "transparent", offset: 0.5 },
      { backgroundColor: wash },
    ],
    { duration: TIME.backward },
  );
}

/** A line slides from its old width to the new one; the old stays as a ghost for a second. */
export function slides(line, before) {
  const after = line.getAttribute("stroke-width");
  if (Math.abs(after - before) < 0.02) return;
  line.animate([{ strokeWidth: `${before}px` }, { strokeWidth: `${after}px` }], {
    duration: TIME.update,
    easing: "ease-in-out",
  });
  const ghost = line.cloneNode();
  ghost.setAttribute("stroke-width", before);
  line.before(ghost);
  const fade = ghost.animate([{ opacity: 0.35 }, { opacity: 0 }], { duration: GHOST, fill: "forwards" });
  fade.finished.then(
    () => ghost.remove(),
    () => ghost.remove(),
  );
}
