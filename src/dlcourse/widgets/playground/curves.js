// The cost so far against epochs, updates or samples seen: each run named at its line's end, frozen ones behind; gradient bars.
import { html, uniqueId } from "../shared/controls.js";
import { many, number, svg } from "../shared/draw.js";
import { atStop, height, marks, reach } from "./scale.js";

const KEPT = ["dl-kept-1", "dl-kept-2", "dl-kept-3", "dl-kept-4", "dl-kept-5"];
const TRAVEL = 300; // ms that curves travel when the axis turns
const [LOW, HIGH] = [-7, 1]; // powers of ten of a bar
const LINE = 17; // px between two lines of a name
const ABOVE = 16; // px down to the words above the chart: their letters reach 15 up
const NAMES = { epochs: "epochs", updates: "updates", samples: "samples seen" };

export function curves(session) {
  const { model } = session;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const image = svg("svg", { role: "img", class: "dl-cost" });
  const node = html("div", { className: "dl-curves" }, image);
  const bars = html("div", { className: "dl-gradients" });
  const clip = uniqueId("clip");
  let frame = null;
  let drawn = "";
  let lines = [];
  let before = null; // how points were placed before the axis turned, and when that was

  /** The axes, and a path for each curve; px and py place a point. */
  function axes({ width, high, axis, log, x, y, kept, names }) {
    const ticks = marks(y, log).map((v) => [v, trimmed(v)]);
    const across = marks(x, false, width < 420 ? 3 : 5).map((v) => [v, trimmed(v)]);
    const left = Math.max(34, ...ticks.map(([, words]) => 8 * words.length + 12));
    const wanted = Math.max(...names.flat().map((words) => words.length), 0) * 9 + 26;
    const right = Math.max(12 + 4 * across.at(-1)[1].length, names.length ? Math.min(wanted, width * 0.36) : 0);
    const [top, bottom] = [ABOVE + 12, 40];
    const px = (v) => left + ((v - x[0]) / (x[1] - x[0])) * (width - left - right);
    const py = (v) => high - bottom - height(v, y, log) * (high - top - bottom);
    image.setAttribute("viewBox", `0 0 ${width} ${high}`);
    const parts = [
      svg(
        "clipPath",
        { id: clip },
        svg("rect", { x: left - 2, y: top - 4, width: width - left - right + 8, height: high - top - bottom + 8 }),
      ),
    ];
    const words = (x0, y0, text, name) => parts.push(svg("text", { x: x0, y: y0, class: name }, text));
    for (const [v, text] of ticks) {
      parts.push(svg("line", { x1: left, x2: width - right, y1: py(v), y2: py(v), class: "dl-grid" }));
      words(left - 8, py(v) + 5, text, "dl-tick dl-end");
    }
    for (const [v, text] of across) words(px(v), high - bottom + 18, text, "dl-tick");
    words(left, ABOVE, `cost J${log ? ", log scale" : ""}`, "dl-name dl-start");
    words((left + width - right) / 2, high - 5, NAMES[axis], "dl-name");
    const inside = svg("g", { "clip-path": `url(#${clip})` });
    const outside = svg("g", {});
    const over = svg("text", {
      x: (left + width - right) / 2,
      y: (top + high - bottom) / 2,
      class: "dl-caption dl-middle dl-bugged dl-ground",
    });
    image.replaceChildren(...parts, inside, outside, over);
    lines = kept.map((look) => {
      const made = Object.fromEntries(
        ["band", "batch", "test", "train"].map((part) => [
          part,
          svg("path", { class: `dl-curve dl-of-${part} ${look}` }),
        ]),
      );
      const dot = svg("circle", { r: 5, class: `dl-tip ${look}`, visibility: "hidden" });
      inside.prepend(...Object.values(made)); // the run of now, the thickest line, lies under the others
      outside.append(dot);
      return { ...made, dot };
    });
    const labels = svg("g", {});
    outside.append(labels);
    frame = { px, py, left, right, width, high, top, bottom, inside, labels, over, axis, x, y, log };
  }

  /** The places of curve points now: on their way from the old axis to the new one while it turns. */
  function placing() {
    const { px, py, axis } = frame;
    const t = before ? Math.min(1, (performance.now() - before.at) / TRAVEL) : 1;
    if (t >= 1) before = null;
    if (!before) return (p, v) => [px(p[axis]), py(v)];
    const s = t * t * (3 - 2 * t);
    const old = before;
    return (p, v) => [(1 - s) * old.px(p[old.axis]) + s * px(p[axis]), (1 - s) * old.py(v) + s * py(v)];
  }
  function path(curve, part, place) {
    let [d, pen] = ["", "M"];
    for (const p of curve) {
      if (!Number.isFinite(p[part])) {
        pen = "M";
        continue;
      }
      const [x, y] = place(p, p[part]);
      d += `${pen}${x.toFixed(1)},${y.toFixed(1)}`;
      pen = "L";
    }
    return d;
  }
  /** Between the lowest and the highest of several seeds, as long as all of them go on. */
  function band(runs, place) {
    const length = Math.min(...runs.map((run) => run.curve.length));
    const edge = (pick) =>
      Array.from({ length }, (_, k) => {
        const costs = runs.map((run) => run.curve[k].train).filter(Number.isFinite);
        return costs.length
          ? place(runs[0].curve[k], pick(...costs))
              .map((v) => v.toFixed(1))
              .join(",")
          : null;
      }).filter(Boolean);
    return length > 1 ? `M${edge(Math.max).join("L")}L${edge(Math.min).reverse().join("L")}Z` : "";
  }

  /** Names at the ends of their lines, in their colours, moved apart where ends meet. */
  function name(labels) {
    const { labels: group, width, right, top, high, bottom } = frame;
    const rows = labels.map((one) => one.words.filter(Boolean));
    const room = high - bottom + 8 - top;
    const two = rows.reduce((sum, row) => sum + row.length * LINE + 4, 0) <= room;
    const tall = rows.map((row) => (two ? row.length : Math.min(1, row.length)) * LINE + 4);
    const order = labels.map((_, k) => k).sort((a, b) => labels[a].y - labels[b].y);
    const at = [];
    let next = top - 8;
    for (const k of order) {
      at[k] = Math.max(next, labels[k].y - tall[k] / 2);
      next = at[k] + tall[k];
    }
    let last = high - bottom + 10;
    for (const k of order.toReversed()) {
      last = Math.min(at[k], last - tall[k]);
      at[k] = last;
    }
    const texts = labels.flatMap(({ look }, k) =>
      rows[k].slice(0, two ? 2 : 1).map((words, row) =>
        svg(
          "text",
          {
            x: width - right + 14,
            y: at[k] + 13 + row * LINE,
            class: `dl-line-name ${row ? "dl-count" : ""} ${look}`,
          },
          words,
        ),
      ),
    );
    group.replaceChildren(...texts);
    const space = right - 16;
    for (const text of texts) {
      // a name that is too long for its margin ends in dots
      if (text.getComputedTextLength() <= space) continue;
      const all = text.textContent;
      let keep = Math.max(4, Math.floor((all.length * space) / text.getComputedTextLength()) - 1);
      do text.textContent = `${all.slice(0, keep)}…`;
      while (text.getComputedTextLength() > space && --keep > 3);
      text.append(svg("title", {}, all));
    }
  }

  function count(run, axis) {
    const other = axis === "updates" ? `${round1(run.epochs)} epochs` : many(run.updates, "update");
    const target = model.get("goal");
    if (run.diverged) return `diverged at update ${run.diverged.update}`;
    if (!(target > 0)) return other;
    const found = run.reached[target];
    if (found)
      return `${target} at ${axis === "updates" ? `update ${found.updates}` : `epoch ${round1(found.epochs)}`}`;
    return `not yet at ${target}`;
  }

  function paint(width, high) {
    const { lanes, stop } = session;
    const [axis, log, target, showBatch] = ["axis", "log", "goal", "batch_cost"].map((one) => model.get(one));
    const frozen = model.get("frozen");
    const called = session.names();
    const single = lanes.length === 1 && !frozen.length;
    const ends = stop
      ? lanes.map(({ change, run }) => atStop(run, change.batch_size ?? model.get("batch_size"), stop))
      : [];
    const all = [...frozen.map((one) => one.curve), ...lanes.flatMap((lane) => lane.runs.map((run) => run.curve))];
    const tested = model.get("held_out");
    const parts = ["train", ...(tested ? ["test"] : []), ...(showBatch ? ["batch"] : [])];
    const { x, y, cut } = reach({ curves: all, axis, log, ends, parts });
    const shown = [
      ...frozen.map((one, k) => ({ curve: one.curve, runs: [], name: called.frozen[k] })),
      ...lanes.map((lane, k) => ({ curve: lane.run.curve, runs: lane.runs, run: lane.run, name: called.lanes[k] })),
    ];
    const looks = shown.map((_, k) => (k === shown.length - 1 ? "dl-now" : KEPT[k % KEPT.length]));
    const seeds = lanes[0].runs.length > 1;
    const says = shown.map(({ run, name: own, runs }) => [
      own,
      run && (frozen.length || lanes.length > 1 || target > 0 || stop)
        ? seeds
          ? spread(runs)
          : tested && lanes.length > 1
            ? `thin: held-out ${number(run.costs().test, 2)}`
            : count(run, axis)
        : "",
    ]);
    if (single && session.away)
      says[0][0] = `alpha ${session.get("learning_rate")}, batch ${session.get("batch_size")}`;
    else if (single) says[0][0] = tested ? "training" : `cost ${number(lanes[0].run.costs().train, 3)}`;
    const held = single && tested && Number.isFinite(lanes[0].run.costs().test);
    const names = [...says, ...(held ? [["held-out"]] : [])];
    // Widths of the names change with every count: the margin goes by letters that may come.
    const margin = names.map((row) => row.map((words) => (words ?? "").replace(/\d/g, "0")));
    const key = JSON.stringify([
      width,
      high,
      x,
      y,
      axis,
      log,
      looks,
      margin.map((row) => Math.ceil(Math.max(...row.map((w) => w.length)) / 4)),
    ]);
    if (key !== drawn) {
      const turned =
        frame && (frame.axis !== axis || frame.log !== log) && !calm.matches && all.some((curve) => curve.length > 1);
      if (turned) before = { px: frame.px, py: frame.py, axis: frame.axis, at: performance.now() };
      axes({ width, high, axis, log, x, y, kept: looks, names: margin });
    }
    drawn = key;
    const place = placing();
    const labels = [];
    shown.forEach((one, k) => {
      const last = one.curve.findLast((p) => Number.isFinite(p.train));
      const made = lines[k];
      made.train.setAttribute("d", path(one.curve, "train", place));
      made.test.setAttribute("d", one.run && tested ? path(one.curve, "test", place) : "");
      made.batch.setAttribute("d", showBatch && one.run ? path(one.curve, "batch", place) : "");
      made.band.setAttribute("d", one.runs.length > 1 ? band(one.runs, place) : "");
      if (last) {
        const [cx, cy] = place(last, last.train);
        made.dot.setAttribute("cx", cx);
        made.dot.setAttribute("cy", cy);
      }
      made.dot.setAttribute("visibility", last ? "visible" : "hidden");
      labels.push({
        look: looks[k],
        words: says[k],
        y: one.run?.diverged ? frame.top : last ? place(last, last.train)[1] : frame.high / 2,
      });
      if (held && one.run)
        labels.push({ look: "dl-held", words: ["held-out"], y: place(last, one.run.costs().test)[1] });
    });
    name(labels);
    guides(target, cut);
    const { run } = session;
    const waits =
      lanes.every((lane) => lane.run.updates === 0) && !frozen.length
        ? frame.width - frame.left - frame.right > 320
          ? "Play: the cost will be drawn here"
          : "Play"
        : "";
    const said =
      single && run.diverged ? `diverged at update ${run.diverged.update} (alpha = ${run.diverged.alpha})` : waits;
    if (frame.over.textContent !== said) frame.over.textContent = said;
    frame.over.classList.toggle("dl-bugged", said !== waits);
    image.setAttribute(
      "aria-label",
      spoken(shown, says) || said || `cost ${number(run.costs().train)} after ${many(run.updates, "update")}`,
    );
    // While curves travel, every picture is painted; the session asks for none.
    if (before) requestAnimationFrame(() => before && image.isConnected && paint(width, high));
  }
  function guides(target, cut) {
    frame.guides ??= {
      line: svg("path", { class: "dl-aim" }),
      words: svg("text", { class: "dl-name dl-start dl-ground" }),
      cut: svg("text", { class: "dl-name dl-end" }),
    };
    const { line, words, cut: above } = frame.guides;
    if (!line.parentNode) image.append(line, words, above);
    const on = target > 0 && target >= frame.y[0] && target <= frame.y[1];
    const y = frame.py(target);
    line.setAttribute("d", on ? `M${frame.left},${y}H${frame.width - frame.right}` : "");
    words.textContent = on ? `target ${target}` : "";
    words.setAttribute("x", frame.left + 6);
    words.setAttribute("y", y - 6);
    above.textContent = cut ? `▲ above ${trimmed(frame.y[1])}` : "";
    above.setAttribute("x", frame.width - frame.right);
    above.setAttribute("y", ABOVE);
  }
  const spread = (runs) => {
    const costs = runs.map((run) => (run.diverged ? Infinity : run.costs().train));
    const [low, high] = [Math.min(...costs), Math.max(...costs)];
    return `${number(low, 2)} to ${Number.isFinite(high) ? number(high, 2) : "diverged"}`;
  };
  const spoken = (shown, says) => {
    if (shown.length < 2) return "";
    return shown
      .map((one, k) => {
        const last = one.curve.findLast((p) => Number.isFinite(p.train));
        return `${one.name}: cost ${last ? number(last.train) : "none"}${says[k][1] ? `, ${says[k][1]}` : ""}`;
      })
      .join("; ");
  };

  return {
    node,
    bars,
    paint,
    /** One bar for each layer and each racer: vanishing and exploding gradients, seen live. */
    paintBars() {
      const { lanes } = session;
      const sizes = lanes.map((lane) => lane.run.gradientSizes());
      const depth = Math.max(...sizes.map((one) => one.length));
      const names = lanes.length > 1 ? session.names().lanes : [];
      const key = JSON.stringify([sizes.map((one) => one.length), names]);
      if (bars.dataset.made !== key) {
        bars.dataset.made = key;
        const bar = () =>
          html(
            "span",
            { className: "dl-bar-of" },
            html("span", { className: "dl-track" }, html("span", { className: "dl-fill" })),
            html("output", {}),
          );
        const row = (_, k) =>
          html(
            "div",
            { className: "dl-gradient" },
            html("span", {}, `dW${k + 1}`),
            ...sizes.map((one) => (k < one.length ? bar() : html("span", { className: "dl-bar-of" }))),
          );
        const head =
          names.length && depth
            ? [
                html(
                  "div",
                  { className: "dl-gradient dl-bold" },
                  html("span", {}),
                  ...names.map((name) => html("span", { className: "dl-bar-of" }, name)),
                ),
              ]
            : [];
        bars.replaceChildren(
          html(
            "span",
            { className: "dl-legend" },
            depth ? "size of dW in each layer, last update (scale 1e-7 to 10)" : "",
          ),
          ...head,
          ...Array.from({ length: depth }, row),
        );
      }
      const rows = [...bars.children].slice(names.length && depth ? 2 : 1);
      sizes.forEach((one, lane) =>
        one.forEach((size, k) => {
          const [track, shown] = rows[k].children[lane + 1].children;
          const share = size > 0 ? Math.max(0, Math.min(1, (Math.log10(size) - LOW) / (HIGH - LOW))) : 0;
          track.firstChild.style.width = `${100 * share}%`;
          shown.textContent = size === 0 ? "0" : size.toExponential(1).replace("-", "−");
        }),
      );
    },
  };
}

const round1 = (v) => Number(v.toFixed(1));

function trimmed(value) {
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6))
    return value.toExponential(0).replace("-", "−").replace("e+", "e");
  return String(Number(value.toPrecision(6))).replace("-", "−");
}
