// The playground: a network learns while its learning rate and batch size are moved. One session for all views of a model.
import { html } from "../shared/controls.js";
import { many, number } from "../shared/draw.js";
import { watchKernel } from "../shared/kernel.js";
import { notation } from "../shared/maths.js";
import { call } from "./share.js";
import { playgroundControls } from "./settings.js";
import { curves } from "./curves.js";
import { lesson } from "./lessons.js";
import { net } from "./net.js";
import { costMap } from "./map.js";
import { numbers } from "./numbers.js";
import { planes } from "./plane.js";
import { Session } from "./session.js";
import { RESET, SETTINGS } from "./state.js";
import { onTheme } from "../shared/theme.js";
import { mount } from "../shared/view.js";

const DRAWN = [
  ...RESET,
  ...SETTINGS,
  "speed",
  "axis",
  "frozen",
  "discretised",
  "replay",
  "stage",
  "predict",
  "race",
  "seeds",
  "stop",
  "log",
  "goal",
  "batch_cost",
  "held_out",
  "sweep",
  "watched",
];
const NARROW = 700; // px: below it, one thing stands under the other
const GAP = 14;
const SLOW = 100; // ms between two pictures of the numbers while it plays
const CALM = 500; // ms between two pictures where less motion is asked for

export default () => {
  let session = null;
  return {
    initialize({ model }) {
      session = new Session(model);
      return () => session.leave();
    },
    render: ({ model, el }) => {
      session ??= new Session(model); // a page of its own has no initialize
      return view(session, model, el);
    },
  };
};

function view(session, model, el) {
  let width = 720;
  let room = Infinity; // pixels that the whole screen leaves for the network
  let asked = 0;
  let slow = 0;
  let painted = 0;
  let shown = "";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let clean = /** @type {ReturnType<typeof mount>} */ (() => {});
  const root = () => el.querySelector(".dl-root");
  const fullScreen = () =>
    document.fullscreenElement
      ? document.exitFullscreen()
      : root()
          .requestFullscreen?.()
          .catch(() => {});
  const controls = playgroundControls(session, fullScreen, () => session.toMap());
  const course = lesson(session, () => update());
  const figures = numbers(session);
  const picture = planes(session, (by) => pointed(by));
  const network = net(session, (_l, _i, j, by) => {
    pointed(by);
    if (j !== undefined) figures.focus(j);
  });
  const chart = curves(session);
  const map = costMap(session);
  const counters = html("p", { className: "dl-counters" });
  const legend = html("p", { className: "dl-legend" });
  const trouble = html("div", { className: "dl-trouble", role: "alert" });
  const share = call(session);
  const head = html("div", { className: "dl-charthead" }, counters, ...controls.chart);
  const left = html(
    "div",
    { className: "dl-left" },
    html("div", { className: "dl-seen" }, picture.node, legend),
    network.node,
  );
  const beneath = html("div", { className: "dl-side" }, chart.bars, figures.node);
  const right = html("div", { className: "dl-right" }, head, chart.node, map.node, beneath);
  const board = html("div", { className: "dl-board" }, left, right);
  const bar = html(
    "div",
    { className: "dl-playbar dl-deck" },
    html("div", { className: "dl-controls" }, ...controls.buttons, ...controls.large),
  );
  const rest = html("div", { className: "dl-groups" }, controls.now, controls.again);
  const body = html("div", { className: "dl-body" }, board, bar, rest);

  // In a lesson the numbers come when a neuron, a weight or a point is asked for; on their own they would crowd the stage.
  let asks = !course.has;
  const wanted = model.get("controls");
  const slopes = !course.has || wanted.includes("gradients");
  const paintNumbers = () => asks && figures.paint(network.picked, picture.at);
  function paint() {
    asked = 0;
    const { run } = session;
    const now = performance.now();
    painted = now;
    const full = document.fullscreenElement === node;
    const lanes = session.lanes.length;
    const crowd = lanes > 1;
    const mapped = Boolean(session.sweep);
    const narrow = width < NARROW;
    board.classList.toggle("dl-crowd", crowd);
    board.classList.toggle("dl-narrow", narrow);
    board.classList.toggle("dl-mapping", mapped); // until a cell is opened, there is no network to look at
    const most = full ? room * (crowd ? 0.42 : 0.62) : innerHeight * 0.4;
    const share = crowd ? 0.5 : 0.3;
    const wide = (narrow ? width - 4 : width * share) - GAP * (lanes - 1);
    const side = Math.round(
      Math.max(crowd ? 60 : 220, Math.min(wide / lanes, narrow && !crowd ? 300 : Math.max(most, 200), 900)),
    );
    picture.paint(side);
    const seen = lanes * side + GAP * (lanes - 1);
    legend.style.maxWidth = `${Math.max(seen, 240)}px`;
    const besides = crowd ? seen : Math.round(narrow ? width : width * 0.26);
    network.paint(
      narrow ? width : besides,
      full ? (crowd ? Math.max(room - side - 70, 120) : room) : narrow ? Infinity : Math.max(side, 260),
    );
    const taken = narrow ? 0 : crowd ? seen : seen + besides + GAP;
    // In full screen the chart grows with the type: it is drawn smaller and scaled.
    const unit = full ? Number.parseFloat(getComputedStyle(node).fontSize) / 15 : 1;
    const beside = width - taken - (narrow ? 0 : 30);
    figures.node.hidden = !asks;
    chart.bars.hidden = !slopes;
    const tall = full
      ? Math.max(190, room - head.offsetHeight - beneath.offsetHeight - 24)
      : narrow
        ? 230
        : Math.max(250, Math.min(side + 8, 620));
    chart.node.hidden = mapped;
    map.node.hidden = !mapped;
    if (mapped) map.paint();
    else chart.paint(beside / unit, tall / unit);
    const settled = !session.busy() || now - slow > SLOW;
    if (settled) {
      slow = now;
      paintNumbers();
      if (slopes) chart.paintBars();
    }
    const per = run.perEpoch(session.get("batch_size"));
    counters.textContent = `epoch ${run.epochs} · update ${run.updates} · samples seen ${run.samples} · ${many(per, "update")} per epoch`;
    head.hidden = mapped;
    const words = picture.legend();
    if (legend.textContent !== words) legend.replaceChildren(...notation(words)); // a new text is laid out, even the same one
    complain();
    const key = `${session.busy()} ${session.over} ${session.begun} ${Boolean(run.diverged)} ${Boolean(run.error)} ${run.N} ${session.away}`;
    if (key !== shown) {
      controls.update();
      course.update();
    } // not with every picture: there are many
    shown = key;
    clean.tell?.();
  }
  const update = (inFrame = false) => {
    body.inert = course.locked();
    body.classList.toggle("dl-shut", body.inert);
    course.update();
    share.update();
    // Who asked for less motion sees two pictures a second while it trains, and every change at once.
    const wait = calm.matches && session.busy() ? CALM - (performance.now() - painted) : 0;
    // The page asked for this frame: paint in it. To ask for another would show every second one only.
    if (inFrame && wait <= 0) {
      if (asked < 0) clearTimeout(-asked);
      else cancelAnimationFrame(asked);
      return paint();
    }
    if (asked) return;
    asked = wait > 0 ? -setTimeout(() => (asked = requestAnimationFrame(paint)), wait) : requestAnimationFrame(paint);
  };
  /** Somebody pointed at something whose numbers can be read. */
  function pointed(by) {
    if (by && !asks) {
      asks = true;
      update();
    }
    paintNumbers();
  }
  /** What is wrong, if anything: with the student's code, or with the kernel. */
  function complain() {
    const { error } = session.run;
    const gone =
      session.disconnected &&
      (session.far
        ? "The kernel is gone: the picture is the last one it sent. Run the cell again."
        : "The kernel is gone. This view trains in the page and goes on; Python no longer hears of it.");
    const silent =
      session.silent &&
      "The kernel has not answered for some seconds. Is a cell running, or a loop without end in your code? Such a loop is stopped after 15 seconds. The picture is the last one it sent.";
    const failed =
      error &&
      [
        `Error in ${error.function}${error.where ? ` (${error.where})` : ""}`,
        error.line ? `${error.line}\n` : "",
        error.said,
      ]
        .filter(Boolean)
        .join("\n");
    const words = gone || failed || silent || "";
    if (trouble.textContent === words) return;
    trouble.textContent = words;
    trouble.hidden = !words;
  }
  trouble.hidden = true;
  /** On the whole screen, plane, chart and network are seen at once: the network takes what the others leave. */
  function makeRoom() {
    const style = getComputedStyle(node);
    const above = board.getBoundingClientRect().top - node.getBoundingClientRect().top + node.scrollTop;
    const below = bar.offsetHeight + 3.4 * Number.parseFloat(style.fontSize); // the deck, and the text line
    room = document.fullscreenElement === node ? Math.max(node.clientHeight - above - below, 200) : Infinity;
    update();
  }

  clean = mount({
    model,
    el,
    label: "Playground: a network that learns while you watch",
    traits: DRAWN,
    most: 2400,
    inPixels: true,
    alone: "",
    controls: [],
    draw: (wide) => {
      width = wide;
      controls.update();
      shown = ""; // and once more with the next picture: a replay may have ended until then
      update();
      return [course.node, trouble, body, share.node];
    },
    says: () => {
      const { run, sweep } = session;
      if (course.locked()) return "Locked until the question is answered.";
      if (sweep) {
        const { best } = sweep;
        return `${sweep.at} of ${sweep.cells.length} cells.${best ? ` Lowest cost ${number(best.cost)}: alpha ${best.rate}, batch ${best.batch}.` : ""}`;
      }
      if (run.diverged)
        return `Diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha}). Reset, and try a smaller learning rate.`;
      if (run.error) return `Stopped: an error in ${run.error.function}.`;
      const { train, test } = run.costs();
      if (!Number.isFinite(train)) return `${many(run.updates, "update")}.`;
      const held = Number.isFinite(test) ? `, ${number(test)} on held-out points` : "";
      return `Cost ${number(train)}${held} after ${many(run.epochs, "epoch")}, ${many(run.updates, "update")}.`;
    },
  });
  const node = root();
  node.classList.add("dl-playground");
  node.classList.toggle("dl-teaching", course.has);

  // Keys: of the view where it has the focus; of the whole page in full screen and on a page of its own.
  const onKey = (event) => {
    if (
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      (model.get("predict")?.question && model.get("answered") < 0)
    )
      return;
    const typing = event.target.matches?.("input[type=number], input[type=text], textarea");
    const paging = event.key === "PageDown" || event.key === "PageUp";
    // A slider that was just moved keeps the focus, and has no use for the space bar and F.
    const free =
      (paging && course.has) || (event.target.matches?.("input[type=range]") && [" ", "f", "F"].includes(event.key));
    if (typing || (event.target.matches?.("input, select, summary") && !free)) return;
    if (paging && course.has) course.go(event.key === "PageDown" ? 1 : -1);
    else if (course.bet(event.key)) void 0;
    else if (event.key === "f" || event.key === "F") fullScreen();
    else if (course.locked() || (event.key === " " && event.target.matches?.("button"))) return;
    else if (event.key === " ") session.busy() ? session.pause() : session.play();
    else if (event.key === "PageDown") session.step(session.run.perEpoch(model.get("batch_size")));
    else return;
    event.preventDefault();
  };
  const onPage = (event) =>
    (document.fullscreenElement === node || el.dataset.page) && !node.contains(event.target) && onKey(event);
  node.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onPage);
  const again = () =>
    requestAnimationFrame(() => {
      update();
      requestAnimationFrame(makeRoom);
    });
  document.addEventListener("fullscreenchange", again);
  window.addEventListener("resize", again);
  const above = new ResizeObserver(makeRoom); // another step of a lesson, or a longer legend, is another height
  for (const one of [course.node, trouble, bar]) above.observe(one);
  const unlit = onTheme(() => update());
  const unwatch = watchKernel(model, el, () => session.alone());
  const unseen = session.watchedBy(update);
  return () => {
    unseen();
    unlit();
    above.disconnect();
    window.removeEventListener("resize", again);
    unwatch();
    cancelAnimationFrame(asked);
    clearTimeout(-asked);
    document.removeEventListener("keydown", onPage);
    document.removeEventListener("fullscreenchange", again);
    clean();
  };
}
