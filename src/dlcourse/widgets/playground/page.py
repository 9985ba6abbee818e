"""The playground as one HTML file, from disk or from a server, without a kernel. Its state is kept in the address."""

import json
import re

from dlcourse import nn
from dlcourse.look.fonts import font_faces
from dlcourse.widgets.playground.data import DATA, FEATURES
from dlcourse.widgets.playground.race import MOST_SEEDS
from dlcourse.widgets.playground.view import CONTROLS, MOST_SPEED, RANGES, Playground
from dlcourse.widgets.shared.view import HERE, STYLE

TEMPLATE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
style-src 'unsafe-inline'; img-src data: blob:; font-src data:">
<title>Playground: a network that learns</title>
<style>
{fonts}{css}
body {{ margin: 0 auto; max-width: 1800px; padding: 12px; background: var(--dl-ground); }}
.dl-root {{ --jp-ui-font-size1: 14.6px; }}
</style>
</head>
<body class="dl-look dl-page">
<main id="view"></main>
<noscript>This page needs JavaScript.</noscript>
<script type="module">
/** Whether a value of the address can stand for this one: its kind, its choices, its range. */
function fitting(value, like, allowed) {{
  if (Array.isArray(like) && allowed === "any") return Array.isArray(value); // the view itself looks into it
  if (Array.isArray(like))
    return Array.isArray(value) && value.length < 20 && (!allowed || value.every((one) => allowed.includes(one)));
  if (like && typeof like === "object") return Boolean(value) && typeof value === "object";
  if (typeof value !== typeof like) return false;
  if (typeof value === "number" && allowed)
    return value >= allowed[0] && value <= allowed[1] && (!allowed[2] || Number.isInteger(value));
  return typeof value !== "string" || !allowed || allowed.includes(value);
}}
const choices = {choices};
{module}
{{ // a block of its own: names of the module are left alone
const shared = {shared};
const state = {state};
const begin = structuredClone(state);
try {{ // what was shared in the address; anything else in it is left alone
  const given = JSON.parse(decodeURIComponent(location.hash.slice(1)) || "{{}}");
  for (const name of shared)
    if (name in given && fitting(given[name], begin[name], choices[name])) state[name] = given[name];
}} catch {{ /* no state of ours */ }}
const listeners = {{}};
const changed = new Set();
const address = () => {{
  const kept = shared.filter((name) => JSON.stringify(state[name]) !== JSON.stringify(begin[name]));
  const text = JSON.stringify(Object.fromEntries(kept.map((name) => [name, state[name]])));
  return location.href.split("#")[0] + "#" + encodeURIComponent(text);
}};
const model = {{
  address,
  get: (name) => state[name],
  set: (name, value) => {{
    if (JSON.stringify(state[name]) === JSON.stringify(value)) return;
    state[name] = value;
    changed.add(name);
    for (const listener of listeners[`change:${{name}}`] ?? []) listener();
  }},
  save_changes() {{
    const names = [...changed];
    changed.clear();
    if (names.some((name) => shared.includes(name))) history.replaceState(null, "", address());
  }},
  send: () => {{}},
  on: (name, listener) => (listeners[name] ??= new Set()).add(listener),
  off: (name, listener) => listeners[name]?.delete(listener),
}};
const el = document.getElementById("view");
el.dataset.page = "yes";
thePlayground().render({{ model, el }});
}}
</script>
</body>
</html>
"""
# What the address may say: names, or [low, high, 1 for whole numbers].
CHOICES = {
    "data": DATA,
    "features": list(FEATURES),
    "layers": list(range(1, 9)),
    "activation": list(nn.ACTIVATIONS),
    "output": ["auto", *nn.ACTIVATIONS],
    "cost": list(nn.COSTS),
    "regularisation": ["none", "L1", "L2"],
    "seeds": [1, MOST_SEEDS, 1],
    "axis": ["epochs", "updates", "samples"],
    "race": "any",
    "controls": CONTROLS,
    "batch_size": [1, 1e9, 1],
    "speed": [1, MOST_SPEED, 1],
    "seed": [0, 2**31, 1],
    "stage": [0, 99, 1],
    "learning_rate": [0, 1e300],
    **{name: list(limits) for name, limits in RANGES.items() if name != "learning_rate"},
}
EXPORT = re.compile(r"export \{\s*(\w+) as default\s*\};?")


def playground_page(lesson=None, **state):
    """The text of the page, beginning with this lesson and state; see :class:`dlcourse.widgets.Playground`."""
    playground = Playground(lesson, **state)
    module = (HERE / "static" / "playground.js").read_text(encoding="utf-8")
    module, found = EXPORT.subn(r"const thePlayground = \1;", module)
    if found != 1 or "</script" in module:
        raise ValueError("the built module of the playground cannot stand in a page")
    names = [name for name in playground.trait_names(sync=True) if not name.startswith("_")]
    values = {
        name: getattr(playground, name) for name in names if name not in ("layout", "tabbable", "tooltip", "comm")
    }
    return TEMPLATE.format(
        fonts=font_faces(),
        css=STYLE.read_text(encoding="utf-8"),
        module=module,
        shared=json.dumps([*Playground.SHARED, "begin"]),
        choices=json.dumps(CHOICES),
        state=_script(json.dumps(values)),
    )


def _script(text):
    """JSON that may stand in a script element."""
    return text.replace("<", "\\u003c")
