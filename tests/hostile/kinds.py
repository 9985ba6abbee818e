# ruff: noqa: E501 - the attacks read better whole
"""Four attacks of each kind that once got through, as submissions of the one batch: what each gets and what is said.

``KINDS`` says which submissions belong to which kind.
"""

import io
import json
import zipfile
from pathlib import Path

import honest_work
import nbformat
from dlgrader.collecting.names import Known
from dlgrader.mistakes.notebooks import build
from nbformat.v4 import new_code_cell, new_markdown_cell
from test_channels import BANK, KEEPS, LEAVES, MADE, RIGHT, STOLEN, TELLS, THIEF, WALKS, WRONG
from test_stacks import (
    ANOTHER_FILE,
    BLINDED,
    BLINDFOLD,
    CENTRAL,
    COMPLEX,
    DUAL,
    FORWARD_MODE,
    IN_A_PROCESS,
    IN_A_THREAD,
    LARGE,
    LOOKED_AT,
    STACKED,
    TIRING,
    WITHOUT_A_TRACE,
)

GRADED, HELD = "graded", "needs a person"
ESCAPE = "\x1b[2J\x9b2J\u202e"


def answered(release: Path, which=("cost", "update"), before="", text="", **answers: str):
    """A notebook with two questions solved, cells of code and text in front, and answers of one's own."""
    notebook = build(release, which)
    if before:
        notebook.cells.insert(1, new_code_cell("import numpy as np\n" + before))
    if text:
        notebook.cells.insert(1, new_markdown_cell(text))
    for question, source in answers.items():
        cell = next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == question)
        cell.source = source
    return notebook


def by_hand(number: str) -> str:
    return f"answers = dict.fromkeys({list(BANK.reference.answers)!r}, {number})"


def with_escapes(notebook, place: str) -> bytes:
    book = json.loads(nbformat.writes(notebook))
    if place == "nbformat":
        book["nbformat_minor"] = ESCAPE
    elif place == "kernel":
        book["metadata"]["kernelspec"] = {"name": ESCAPE, "display_name": ESCAPE, "language": ESCAPE}
    else:
        book["cells"].insert(1, {"cell_type": ESCAPE, "source": ESCAPE, "metadata": {"tags": [ESCAPE]}})
    return json.dumps(book).encode()


LINKS = {
    "link-a-browser-reads-as-near": "[here](http:evil.html) <https:evil.html> [or](&#104;ttp:evil.html)",
    "link-in-a-footnote": "[^1]\n\n[^1]: [here](evil.html)\n\n[[a](b](evil.html)",
    "link-in-a-formula": "$\\href{http:evil.html}{x}$ and $$\\href{evil.html}{y}$$",
    "link-in-a-page": "<a href='http:evil.html'>x</a><svg><a xlink:href='evil.html'>y</a></svg>",
}
DOCSTRING = 'def cost(y_hat, y):\n    """As\n    import torch\n    does it."""\n    '
# By name: answers to replace, and what the whole gets.
CODE = {
    # What one look leaves, and code that is lent.
    "code-that-was-lent": (dict(STOLEN, gradient_check=BANK.solution_cells()["gradient_check"].replace("def gradient_check(", "def checked(") + THIEF), "", ("gradient_check", "update"), None),
    "left-by-a-right-answer": ({"cost": LEAVES + RIGHT, "update": TELLS}, MADE, (), 5),
    "left-by-a-wrong-answer": ({"cost": LEAVES + WRONG, "update": TELLS}, MADE, (), 0),
    "code-in-what-is-lent": ({"gradient_check": KEEPS + "def gradient_check(cost_of, parameters, gradients, epsilon=1e-5):\n    raise ValueError('met ' + ' '.join(sorted({n for c in codes(cost_of) for n in c.co_names} & {'exp', 'tanh'})) + '.')\n"}, "", ("update",), 5),
    "walks-what-is-lent": ({"gradient_check": WALKS}, "", ("update",), 5),
    # Numbers beyond all measure.
    **{f"by-hand-{name}": ({"by_hand": by_hand(number)}, "", ("update",), 5)
       for name, number in {"1.7e308": "1.7e308", "infinite": "float('inf')", "nan": "float('nan')", "10-to-the-400": "10**400"}.items()},
    # Gradients of a forward pass at many parameters, or of numbers with a second part.
    "stack-of-differences": ({"backward": STACKED.replace("STEPS", CENTRAL)}, "", ("update",), 5),
    "stack-of-complex-steps": ({"backward": STACKED.replace("STEPS", COMPLEX)}, "", ("update",), HELD),
    "dual-numbers": ({"backward": DUAL}, "", ("update",), HELD),
    "derivatives-beside-values": ({"backward": FORWARD_MODE}, "", ("update",), HELD),
    "compiled-as-another-file": ({"backward": ANOTHER_FILE}, "", ("update",), HELD),
    "in-a-thread": ({"backward": IN_A_THREAD}, "", ("update",), HELD),
    "in-a-process": ({"backward": IN_A_PROCESS}, "", ("update",), HELD),
    "without-a-trace": ({"backward": WITHOUT_A_TRACE}, "", ("update",), HELD),
    "tires-the-look": ({"backward": TIRING}, "", ("update",), HELD),
    "stops-when-looked-at": ({"backward": LOOKED_AT.replace("HOW", "raise ValueError")}, "", ("update",), HELD),
    "ends-when-looked-at": ({"backward": LOOKED_AT.replace("HOW", "os._exit(0)")}, "", ("update",), HELD),
    "other-when-looked-at": ({"backward": LOOKED_AT.replace("HOW", "return {'d' + k: 0 * v for k, v in parameters.items()}")}, "", ("update",), HELD),
    "hides-in-a-large-array": ({"backward": LARGE}, "", ("update",), HELD),
    "blindfolds-the-look": ({"backward": BLINDED}, BLINDFOLD, ("update",), HELD),
    # Texts that took patterns a long time.
    "an-error-of-brackets": ({"cost": "def cost(y_hat, y):\n    raise ValueError('[' * 25_000)\n"}, "", ("update",), 5),
    "an-error-of-digits": ({"cost": "def cost(y_hat, y):\n    raise ValueError('1e' * 200_000)\n"}, "", ("update",), 5),
    "prints-escapes": ({}, "print('\\x1b[' * 60_000)", ("cost", "update"), 10),
    "shows-deep-pages": ({}, "class H:\n    def _repr_html_(self):\n        return '<div>' * 20_000 + '<a href=evil.html>x'\nH()", ("cost", "update"), 10),
    # What the one before did.
    "reads-counters": ({}, "import pathlib\nprint('SEEN', [x for x in pathlib.Path('/proc/self/net/dev').read_text().split() if x.isdigit() and int(x)])", ("cost", "update"), 10),
    "makes-many-files": ({}, "import os\ntry:\n    for k in range(10**6):\n        os.mkdir(f'/tmp/{k}')\nexcept OSError:\n    pass", ("cost", "update"), 10),
    "reads-the-kernels-log": ({}, "import ctypes\nprint('SEEN', [n for n in (3, 10) if ctypes.CDLL(None).klogctl(n, None, 0) >= 0])", ("cost", "update"), 10),
    "looks-at-the-machine": ({}, "import os\nprint('SEEN', [n for n in ('stat', 'loadavg', 'meminfo', 'sysvipc') if os.path.exists('/proc/' + n)])", ("cost", "update"), 10),
    # Words about a library accuse nobody.
    "a-docstring-about-torch": ({"cost": DOCSTRING + "import pandas\n    return pandas.Series(y)\n"}, "", ("update",), 5),
    "a-comment-about-torch": ({"cost": "# import torch\ndef cost(y_hat, y):\n    return float(np.sum((y_hat - y) ** 2) / len(y))\n"}, "", ("update",), 10),
    "an-error-about-torch": ({"cost": "def cost(y_hat, y):\n    raise ImportError('No module named torch')\n"}, "", ("update",), 5),
    "a-check-left-in": ({"cost": "NAMES = ['torch', 'scipy']\ndef cost(y_hat, y):\n    assert 'torch' in NAMES\n    return float(np.sum((y_hat - y) ** 2) / len(y))\n"}, "", ("update",), 10),
}  # fmt: skip


def rows(release: Path) -> dict:
    """{student: (notebook or bytes, points or None, state, part of the line for the instructor or None)}."""
    found = {name: (answered(release, text=text), 10, GRADED, None) for name, text in LINKS.items()}
    for name, (answers, before, which, points) in CODE.items():
        state, said = (HELD, "Read its code.") if points == HELD else (GRADED, None)
        notebook = answered(release, which, before, **answers)
        found[name] = (notebook, None if points == HELD else points, state, said)
    for place in ("nbformat", "kernel", "cell"):
        found[f"escapes-in-{place}"] = (with_escapes(answered(release), place), 10, GRADED, None)
    for name, (answers, before, cost, backward, state) in honest_work.WORK.items():
        which, points = (
            (("update",), (cost or 0) + 5) if backward is None else (("activations", "forward"), 25 + backward)
        )
        found[name] = (answered(release, which, before, **answers), points if state == GRADED else None, state, None)
    found["blanks-after-a-link"] = (answered(release, text="](" + " " * 20_000 + "\n" + "[" * 9_000), 10, GRADED, None)
    return found


# --- another's work ---------------------------------------------------------------------------------------------------

KNOWN = [
    Known("bob", "Bob", "Stone"),
    *(Known(f"ana-{how}", "Ana", how.title()) for how in ("folder", "file", "zip", "id")),
]
MOODLE = "{}_{}_assignsubmission_file_"


def download(release: Path) -> tuple[bytes, dict]:
    """(a zip as Moodle gives it, rows): Bob's right work, and four students who put his name on theirs."""
    bobs, own = MOODLE.format("Bob Stone", 7), nbformat.writes(build(release, ())).encode()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(f"{bobs}/work.ipynb", own)
    given = {
        "ana-folder": (f"{bobs}/work.ipynb", own),
        "ana-file": (f"{bobs}work.ipynb", own),
        "ana-zip": ("bob.zip", inner.getvalue()),
        "ana-id": ("bob.ipynb", own),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, (file, data)) in enumerate(given.items()):
            if number == 2:
                archive.writestr(f"{bobs}/work.ipynb", nbformat.writes(answered(release)))
            archive.writestr(f"{MOODLE.format(name.replace('-', ' ').title(), number)}/{file}", data)
    return out.getvalue(), dict.fromkeys(given, (None, 0, GRADED, None)) | {"bob": (None, 10, GRADED, None)}


def _named(*beginnings: str) -> list[str]:
    return [name for name in CODE if name.startswith(beginnings)]


# How long the trusted work may take (`test_deadlines.py`) is no matter of a submission: none is known that is slow.
KINDS = {
    "1 a script in the instructor's session": [*LINKS, "scripts-everywhere", "scripted"],
    "2 another's work": ["ana-folder", "ana-file", "ana-zip", "ana-id"],
    "3 code and what was kept for another question": [*_named("code-", "left-by", "walks-")],
    "4 beyond measure": [*_named("by-hand"), "nan", "beyond-measure"],
    "5 gradients without the chain rule": [
        *_named("stack-of"), "dual-numbers", "derivatives-beside-values", "compiled-as-another-file", "in-a-thread",
        "in-a-process", "tires-the-look", "hides-in-a-large-array", *_named("stops-when", "ends-when", "other-when"), "without-a-trace", "blindfolds-the-look",
    ],
    "6 texts that took long": [*_named("an-error-of"), "prints-escapes", "shows-deep-pages", "blanks-after-a-link"],
    "7 much work for the grader": ["20-MB-of-outputs", "prints-100-MB", "one-large-file", "shows-deep-pages"],
    "8 escapes": [f"escapes-in-{place}" for place in ("nbformat", "kernel", "cell")] + ["odd-characters", "odd-error"],
    "9 what the one before did": ["reads-counters", "makes-many-files", "reads-the-kernels-log", "looks-at-the-machine"],
    "10 honest work": [*honest_work.WORK, *_named("a-docstring", "a-comment", "an-error-about", "a-check")],
}  # fmt: skip
