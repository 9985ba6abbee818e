// The playground: a network learns while its learning rate and batch size are moved. One session for all views of a model.
import { html } from "../shared/controls.js";
import { many, number } from "../shared/draw.js";
import { watchKernel } from "../shared/kernel.js";
import { call } from "./share.js";
import { playgroundControls } from "./settings.js";
import { curves } from "./curves.js";
import { lesson } from "./lessons.js";
import { net } from "./net.js";
import { numbers } from "./numbers.js";
import { plane } from "./plane.js";
import { RESET, SETTINGS, Session } from "./session.js";
import { mount } from "../shared/view.js";

const DRAWN = [...RESET, ...SETTINGS, "speed", "axis", "frozen", "discretised", "replay", "stage", "predict"];
const SLOW = 100; // ms between two pictures of the numbers while it plays
const CALM = 500; // ms between two pictures where less motion is asked for

export default () => {
  let session = null;
  return {
    initialize({ model }) {
      session = new Session(model);
      return () => session.stop();
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
  let clean = () => {};
  const root = () => el.querySelector(".dl-root");
  const fullScreen = () => (document.fullscreenElement ? document.exitFullscreen() : root().requestFullscreen?.().catch(() => {}));
  const controls = playgroundControls(session, fullScreen);
  const course = lesson(session, () => update());
  const figures = numbers(session);
  const picture = plane(session, () => paintNumbers());
  const network = net(session, (l, i, j) => {
    paintNumbers();
    if (j !== undefined) figures.focus(j);
  });
  const chart = curves(session);
  const counters = html("p", { className: "dl-counters" });
  const legend = html("p", { className: "dl-legend" });
  const trouble = html("div", { className: "dl-trouble", role: "alert" });
  const share = call(session);
  const board = html("div", { className: "dl-board" },
    html("div", { className: "dl-main" }, html("div", {}, picture.node, legend), html("div", { className: "dl-right" }, counters, chart.node)),
    html("div", { className: "dl-under" }, network.node, html("div", {}, figures.node, chart.bars)));
  const bar = html("div", { className: "dl-playbar" }, html("div", { className: "dl-controls" }, ...controls.large, ...controls.buttons));
  const rest = html("div", { className: "dl-groups" }, controls.now, controls.again);
  const body = html("div", { className: "dl-body" }, bar, board, rest);

  const paintNumbers = () => figures.paint(network.picked, picture.at);
  function paint() {
    asked = 0;
    const { run } = session;
    const now = (painted = performance.now());
    const narrow = width < 700;
    const full = document.fullscreenElement === node;
    const side = narrow ? Math.min(width - 4, 320) : Math.round(Math.min(Math.max(full ? 200 : 250, innerHeight * (full ? 0.34 : 0.4)), 900, width * 0.36));
    picture.paint(side);
    legend.style.maxWidth = `${side}px`;
    // In full screen the chart grows with the type: it is drawn smaller and scaled.
    const unit = full ? Number.parseFloat(getComputedStyle(node).fontSize) / 15 : 1;
    const beside = width - side - 26; // what is left of it next to the plane; less than 260 goes below
    chart.paint((beside < 260 ? width : beside) / unit, Math.max(190, side + 8) / unit);
    const settled = !session.busy() || now - slow > SLOW;
    network.paint(narrow ? width : Math.round(width * 0.62), room);
    if (settled) {
      slow = now;
      paintNumbers();
      chart.paintBars();
    }
    const per = run.perEpoch(model.get("batch_size"));
    counters.textContent = `epoch ${run.epochs} · update ${run.updates} · samples seen ${run.samples} · ${many(per, "update")} per epoch`;
    const words = picture.legend();
    if (legend.textContent !== words) legend.textContent = words; // a new text is laid out, even the same one
    complain();
    const key = `${session.busy()} ${Boolean(run.diverged)} ${Boolean(run.error)} ${run.N}`;
    if (key !== shown) controls.update(); // not with every picture: there are many
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
  /** What is wrong, if anything: with the student's code, or with the kernel. */
  function complain() {
    const { error } = session.run;
    const gone = session.disconnected && (session.inKernel
      ? "The kernel is gone: the picture is the last one it sent. Run the cell again."
      : "The kernel is gone. This view trains in the page and goes on; Python no longer hears of it.");
    const silent = session.silent && "The kernel has not answered for some seconds. Is a cell running, or a loop without end in your code? Such a loop is stopped after 15 seconds. The picture is the last one it sent.";
    const failed = error && [`Error in ${error.function}${error.where ? ` (${error.where})` : ""}`, error.line ? `${error.line}\n` : "", error.said].filter(Boolean).join("\n");
    const words = gone || failed || silent || "";
    if (trouble.textContent === words) return;
    trouble.textContent = words;
    trouble.hidden = !words;
  }
  trouble.hidden = true;
  /** On the whole screen, plane, chart and network are seen at once: the network takes what the others leave. */
  function makeRoom() {
    const style = getComputedStyle(node);
    const above = network.node.getBoundingClientRect().top - node.getBoundingClientRect().top + node.scrollTop;
    const below = 4.6 * Number.parseFloat(style.fontSize); // the text line, and how to share
    room = document.fullscreenElement === node ? Math.max(node.clientHeight - above - below, 0) : Infinity;
    update();
  }

  clean = mount({
    model, el, label: "Playground: a network that learns while you watch", traits: DRAWN, most: 2400, inPixels: true, alone: "",
    controls: [], draw: (wide) => {
      width = wide;
      controls.update();
      shown = ""; // and once more with the next picture: a replay may have ended until then
      update();
      return [course.node, trouble, body, share.node];
    },
    says: () => {
      const { run } = session;
      if (course.locked()) return "Locked until the question is answered.";
      if (run.diverged) return `Diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha}). Reset, and try a smaller learning rate.`;
      if (run.error) return `Stopped: an error in ${run.error.function}.`;
      const { train, test } = run.costs();
      if (!Number.isFinite(train)) return `${many(run.updates, "update")}.`;
      const held = Number.isFinite(test) ? `, ${number(test)} on held-out points` : "";
      return `Cost ${number(train)}${held} after ${many(run.epochs, "epoch")}, ${many(run.updates, "update")}.`;
    },
  });
  const node = root();
  node.classList.add("dl-playground");

  // Keys: of the view where it has the focus; of the whole page in full screen and on a page of its own.
  const onKey = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || model.get("predict")?.question && model.get("answered") < 0) return;
    const typing = event.target.matches?.("input[type=number], input[type=text], textarea");
    const paging = event.key === "PageDown" || event.key === "PageUp";
    // A slider that was just moved keeps the focus, and has no use for the space bar and F.
    const free = (paging && course.has) || (event.target.matches?.("input[type=range]") && [" ", "f", "F"].includes(event.key));
    if (typing || (event.target.matches?.("input, select, summary") && !free)) return;
    if (paging && course.has) course.go(event.key === "PageDown" ? 1 : -1);
    else if (event.key === "f" || event.key === "F") fullScreen();
    else if (course.locked() || (event.key === " " && event.target.matches?.("button"))) return;
    else if (event.key === " ") session.busy() ? session.pause() : session.play();
    else if (event.key === "PageDown") session.step(session.run.perEpoch(model.get("batch_size")));
    else return;
    event.preventDefault();
  };
  const onPage = (event) => (document.fullscreenElement === node || el.dataset.page) && !node.contains(event.target) && onKey(event);
  node.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onPage);
  const again = () => requestAnimationFrame(() => (update(), requestAnimationFrame(makeRoom)));
  document.addEventListener("fullscreenchange", again);
  window.addEventListener("resize", again);
  const above = new ResizeObserver(makeRoom); // another step of a lesson, or a longer legend, is another height
  for (const one of [course.node, trouble, bar, board.firstChild]) above.observe(one);
  const dark = new MutationObserver(() => update());
  dark.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  const unwatch = watchKernel(model, el, () => session.alone());
  const leave = session.watchedBy(update);
  return () => {
    leave();
    dark.disconnect();
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
