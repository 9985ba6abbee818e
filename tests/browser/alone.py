"""A view on a page of its own: its built module with a model that nobody else hears. No Jupyter, no kernel."""

import json

from dlcourse.look.fonts import font_faces
from dlcourse.widgets.shared.view import STYLE

NOT_OURS = ("layout", "tabbable", "tooltip", "comm", "_model", "_view", "_esm", "_css", "_anywidget", "_dom")
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A view</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{fonts}{css}</style></head>
<body><main id="view"></main><div style="height: 3000px"></div>
<script type="module">
const text = {module};
const theView = (await import(URL.createObjectURL(new Blob([text], {{ type: "text/javascript" }})))).default;
const state = {state};
const listeners = {{}};
window.state = state;
window.model = {{
  all: () => state,
  get: (name) => state[name],
  set: (name, value) => {{
    if (JSON.stringify(state[name]) === JSON.stringify(value)) return;
    state[name] = value;
    for (const listener of listeners[`change:${{name}}`] ?? []) listener();
  }},
  save_changes() {{}},
  send() {{}},
  on: (name, listener) => (listeners[name] ??= new Set()).add(listener),
  off: (name, listener) => listeners[name]?.delete(listener),
}};
const view = typeof theView === "function" ? theView() : theView;
view.render({{ model, el: document.getElementById("view") }});
</script></body></html>
"""


def alone(view):
    """The text of the page; ``window.model`` is its model."""
    names = [name for name in view.trait_names(sync=True) if not name.startswith(NOT_OURS)]
    state, module = (
        json.dumps(value).replace("<", "\\u003c")
        for value in ({name: getattr(view, name) for name in names}, view._esm)
    )
    return PAGE.format(fonts=font_faces(), css=STYLE.read_text(encoding="utf-8"), module=module, state=state)
