# ruff: noqa: E501 - the attacks read better whole
"""More of the table of hostile and damaged submissions: forged results, odd returns, and what editors leave."""

import json
from pathlib import Path

import nbformat
from dlgrader.mistakes.notebooks import build
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

GRADED = "graded"
CANARY = "<script>canary()</script>"
# Code of a cell before the answers; `cost` and `update` are solved, 10 points.
BEFORE = {
    "syntax-hooks": "try:\n    get_ipython().ast_transformers.append(lambda tree: None)\n    get_ipython().input_transformers_post.append(lambda lines: [])\nexcept AttributeError:\n    pass",
    "sleeps-at-top": "import time\ntime.sleep(600)",
    "works-for-a-while": "import time\nend = time.process_time() + 0.8\nwhile time.process_time() < end:\n    pass",
    "prints-much-and-raises": "print('x' * 50_000)\nraise RuntimeError('\\x1b[2J' * 100)",
    "reads-the-environment": "import os\nprint('SEEN', [name for name, value in os.environ.items() if name.startswith(('JUPYTER', 'SSH', 'JPY')) or COURSE in value])",
    "reads-processes": "import os\nprint('SEEN', [p for p in os.listdir('/proc') if p.isdigit() and int(p) != os.getpid() and b'autograde' in open(f'/proc/{p}/cmdline', 'rb').read()])",
    "looks-for-the-grader": "import sys, importlib.util\nprint('SEEN', [n for n in ('dlgrader', 'nbgrader', 'sqlalchemy') if n in sys.modules or importlib.util.find_spec(n)])",
    "walks-frames-and-objects": "import gc, sys\nframe, names = sys._getframe(), set()\nwhile frame:\n    names |= set(frame.f_locals) | set(frame.f_globals)\n    frame = frame.f_back\nnames |= {str(key) for one in gc.get_objects() if type(one) is dict for key in list(one) if type(key) is str}\nprint('SEEN', sorted(names & {'gradebook', 'inspect_cost', 'killed_by', 'course_secret'}))",
    "modules-beside": "import json",
    "asks-for-a-name": "import socket\ntry:\n    print('REACHED', socket.getaddrinfo('example.org', 80))\nexcept OSError:\n    pass",
}  # fmt: skip
# Bodies of `cost`; `update` is solved, 5 points.
COST = {
    "exits-python-in-a-call": "raise SystemExit(0)",
    "crashes-in-a-call": "import ctypes\n    ctypes.string_at(0)",
    "recursion-in-a-call": "return cost(y_hat, y)",
    "numbers-as-text": "return np.array(['0.25'])",
    "another-shape": "return np.zeros((3, 3, 3))",
    "beyond-measure": "return 10 ** 400",
    "complex": "return np.mean((y_hat - y) ** 2) + 0j",
    "masked": "return np.ma.masked_array([0.25], mask=[True])",
    "a-class-of-its-own": "class C(float):\n        __eq__ = lambda *a: True\n        __hash__ = None\n    return C(0.0)",
    "the-courses-own": "from dlcourse import nn\n    return nn.mse(y_hat, y)",
}  # fmt: skip


def _cell(notebook, grade_id):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def _forged(value):
    def change(notebook):
        cell = _cell(notebook, "test_cost")
        cell.outputs = [new_output("execute_result", {"text/plain": value}, execution_count=1)]
        cell.execution_count = 1

    return change


def _moved(notebook):
    test = _cell(notebook, "test_cost")
    notebook.cells.remove(test)
    notebook.cells.insert(0, test)


def _markdown(notebook):
    test = _cell(notebook, "test_cost")
    notebook.cells[notebook.cells.index(test)] = new_markdown_cell(test.source, metadata=test.metadata)


def _no_ids(notebook):
    for cell in notebook.cells:
        cell.metadata.get("nbgrader", {}).pop("grade_id", None)


def _colab(notebook):
    notebook.metadata["colab"] = {"provenance": [], "name": "Copy of work.ipynb"}
    for number, cell in enumerate(notebook.cells):
        cell.metadata["id"] = f"aB3{number}"
        if cell.cell_type == "code":
            cell.metadata["executionInfo"] = {"status": "ok", "user": {"displayName": "Ana"}}


def _vs_code(notebook):
    notebook.metadata["language_info"] = {"name": "python", "version": "3.12.1"}
    for cell in notebook.cells:
        cell.metadata["vscode"] = {"languageId": "python"}
        cell.source = cell.source.replace("\n", "\r\n")


def _scripts(notebook):
    picture = "<svg xmlns='http://www.w3.org/2000/svg' onload='canary()'><script>canary()</script></svg>"
    words = f"[x](javascript:canary()) {picture} <style>@import url(//evil.example/x.css);</style>"
    page = f"class H:\n    def _repr_html_(self):\n        return {words!r}\n    def _repr_svg_(self):\n        return {picture!r}\nH()"
    notebook.cells[1:1] = [new_markdown_cell(words + CANARY), new_raw_cell(words + CANARY), new_code_cell(page)]
    attached = new_markdown_cell("![x](attachment:a.svg)")
    attached["attachments"] = {"a.svg": {"image/svg+xml": picture}, "b.html": {"text/html": CANARY}}
    notebook.cells.insert(1, attached)


CHANGED = {
    "forged-5": _forged("5"), "forged-nan": _forged("nan"), "forged-1e9": _forged("1e9"),
    "test-moved": _moved, "test-as-text": _markdown, "no-ids": _no_ids, "of-colab": _colab, "of-vs-code": _vs_code,
    "scripts-everywhere": _scripts,
}  # fmt: skip
SAID = {"the-courses-own": "imports dlcourse.nn"}


def rows(release: Path, folder: Path) -> dict:
    """As ``kinds.rows``."""

    def made(which=("cost", "update")):
        return build(release, which)

    found = {}
    for name, code in BEFORE.items():
        notebook = made()
        notebook.cells.insert(1, new_code_cell(f"import numpy as np\nCOURSE = {str(folder)!r}\n{code}"))
        found[name] = (notebook, 10, GRADED, None)
    for name, body in COST.items():
        notebook = made()
        _cell(notebook, "cost").source = f"def cost(y_hat, y):\n    {body}\n"
        found[name] = (notebook, 5, GRADED, SAID.get(name))
    for name, change in CHANGED.items():
        notebook = made(("update",) if name.startswith("forged") else ("cost", "update"))
        change(notebook)
        found[name] = (notebook, 5 if name.startswith("forged") else 10, GRADED, None)
    whole = nbformat.writes(made())
    book = json.loads(whole)
    book["cells"].append({"cell_type": "code", "source": ["1 +", 2, None], "metadata": None})
    found["cells-of-nonsense"] = (json.dumps(book).encode(), 10, GRADED, None)
    found["bytes-behind-the-end"] = (whole.encode() + b"\0" * 100, 10, GRADED, None)
    return found


def lay_beside(folder: Path) -> None:
    """Python's own modules, by name, beside a notebook."""
    for name in ("numpy.py", "sitecustomize.py", "json.py", "x.pth"):
        (folder / name).write_text("raise SystemExit('mine')\n")
