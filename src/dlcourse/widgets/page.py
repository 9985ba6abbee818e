"""The playground as one HTML file, from disk or from a server, without a kernel. Its state is kept in the address."""

import json
import re

from dlcourse.widgets.playground import Playground
from dlcourse.widgets.view import HERE

TEMPLATE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
style-src 'unsafe-inline'; img-src data: blob:">
<title>Playground: a network that learns</title>
<style>
{css}
body {{ margin: 0 auto; max-width: 1400px; padding: 12px; background: #ffffff; }}
main {{ font-size: 18px; }}
.dl-root {{ --jp-ui-font-size1: 16px; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #111111; }}
  .dl-root {{ --jp-ui-font-color1: #f2f2f2; --jp-layout-color1: #111111; --jp-layout-color2: #2b2b2b;
    --jp-border-color1: #9a9a9a; --dl-blue: #7fbcff; --dl-orange: #ffab5e; --dl-focus: #e1a7ff; }}
}}
</style>
</head>
<body>
<main id="view"></main>
<noscript>This page needs JavaScript.</noscript>
<script type="module">
{module}
const shared = {shared};
const state = {state};
try {{ // what was shared in the address; anything else in it is left alone
  const given = JSON.parse(decodeURIComponent(location.hash.slice(1)) || "{{}}");
  for (const name of shared) if (name in given && typeof given[name] === typeof state[name]) state[name] = given[name];
}} catch {{ /* no state of ours */ }}
const listeners = {{}};
const changed = new Set();
const model = {{
  get: (name) => state[name],
  set: (name, value) => {{ state[name] = value; changed.add(name); }},
  save_changes() {{
    const names = [...changed];
    changed.clear();
    for (const name of names) for (const listener of listeners[`change:${{name}}`] ?? []) listener();
    if (!names.some((name) => shared.includes(name))) return;
    const kept = Object.fromEntries(shared.filter((n) => JSON.stringify(state[n]) !== JSON.stringify(begin[n]))
      .map((n) => [n, state[n]]));
    history.replaceState(null, "", "#" + encodeURIComponent(JSON.stringify(kept)));
  }},
  on: (name, listener) => (listeners[name] ??= new Set()).add(listener),
  off: (name, listener) => listeners[name]?.delete(listener),
}};
const begin = structuredClone({state});
view.render({{ model, el: document.getElementById("view") }});
</script>
</body>
</html>
"""
EXPORT = re.compile(r"export \{\s*(\w+) as default\s*\};?")


def playground_page(lesson=None, **state):
    """The text of the page, beginning with this lesson and state; see :class:`dlcourse.widgets.Playground`."""
    playground = Playground(lesson, **state)
    module = (HERE / "static" / "playground.js").read_text(encoding="utf-8")
    module, found = EXPORT.subn(r"const view = \1;", module)
    if found != 1 or "</script" in module:
        raise ValueError("the built module of the playground cannot stand in a page")
    names = [name for name in playground.trait_names(sync=True) if not name.startswith("_")]
    values = {
        name: getattr(playground, name) for name in names if name not in ("layout", "tabbable", "tooltip", "comm")
    }
    return TEMPLATE.format(
        css=(HERE / "widgets.css").read_text(encoding="utf-8"),
        module=module,
        shared=json.dumps(list(Playground.SHARED)),
        state=_script(json.dumps(values)),
    )


def _script(text):
    """JSON that may stand in a script element."""
    return text.replace("<", "\\u003c")
