# ruff: noqa: E501 - the attacks read better whole
"""The table of hostile and damaged submissions, graded in one batch with honest ones: what each gets, what is said of
it, and that nobody else lost anything."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import kinds
import leftovers
import nbformat
import psutil
import pytest
from dlgrader.batch.batch import autograde
from dlgrader.clean.html import markdown_to_html
from dlgrader.collecting.collect import collect
from dlgrader.course.nbgrader import Course
from dlgrader.course.secret import course_secret
from dlgrader.demo.run import prepare
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from dlgrader.sandbox import Limits, warm
from dlgrader.verdicts.store import Store
from dlgrader.workers import helper
from dlgrader.workers.processes import Processes
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat.v4 import new_code_cell, new_markdown_cell
from table import TABLE
from test_channels import STOLEN

from dlcourse.check.harness.networks import arrays

# One batch for all: on a busy machine it takes longer than a test may.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

REPOSITORY = Path(__file__).resolve().parents[2]
LIMITS = Limits(cell_seconds=2, call_seconds=1, total_seconds=90, memory_mb=500, tmp_mb=33, output_bytes=100_000)
GRADED, HELD = "graded", "needs a person"
FIRST = [float(y_hat.ravel()[0]) for y_hat, _ in arrays().pairs]

# Code of a cell before the answers; `cost` and `update` are solved, 10 points. Then the line for the instructor.
BEFORE = {
    "hooks": ("try:\n    ip = get_ipython()\n    ip.input_transformers_cleanup.append(lambda lines: [])\n    ip.events.register('pre_run_cell', exit)\nexcept AttributeError:\n    pass", None),
    "patched-asserts": ("import builtins\nnp.testing.assert_allclose = np.allclose = lambda *a, **k: True\nbuiltins.isinstance = lambda *a: True", None),
    "exit": ("import os\nos._exit(0)", "ended the process itself"),
    "sys-exit": ("import sys\nsys.exit(1)", None),
    "segfault": ("import ctypes\nctypes.string_at(0)", "crashed"),
    "recursion": ("f = lambda: f()\nf()", None),
    "endless": ("while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass", "did not stop"),
    "ignores-signals": ("import signal, time\nfor s in range(1, 64):\n    try:\n        signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError):\n        pass\nwhile True:\n    pass", None),
    "asks": ("name = input('Your name? ')", None),
    "magics": ("%timeit 1\n!rm -rf /\n%cd ..", "% or !"),
    "fork-bomb": ("import os\nwhile True:\n    os.fork()", None),
    "memory-bomb": ("x = []\nwhile True:\n    x.append(np.ones(10**6))", "memory"),
    "memory-in-parts": ("import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        x = np.ones(12 * 10**6)\n        time.sleep(60)\ntime.sleep(30)", "memory"),
    "fills-the-disk": ("for k in range(200):\n    open(f'/tmp/{k}', 'wb').write(b'x' * 10**6)", None),
    "one-large-file": ("with open('/tmp/x', 'wb') as f:\n    while True:\n        f.write(b'x' * 10**6)", None),
    "prints-100-MB": ("for _ in range(100):\n    print('x' * 10**6)", None),
    "looks-around": ("import os\nprint('FOUND', [p for p in (COURSE, '/home', '/ro' + 'ot/.ssh', '/etc/passwd') if os.path.exists(p)])", None),
    "writes-to-the-gradebook": ("import shutil\nshutil.rmtree(COURSE, ignore_errors=True)\nfor d in range(3, 64):\n    import os\n    try:\n        os.ftruncate(d, 0)\n    except OSError:\n        pass", None),
    "network": ("import socket\nfor place in (('127.0.0.1', 22), ('169.254.169.254', 80), ('1.1.1.1', 53)):\n    try:\n        socket.create_connection(place, 0.3)\n        print('REACHED', place)\n    except OSError:\n        pass", None),
    "leaves-a-process": ("import subprocess, atexit, threading, time\nsubprocess.Popen(['sleep', '998877'], start_new_session=True)\natexit.register(time.sleep, 60)\nthreading.Thread(target=time.sleep, args=(60,)).start()", None),
    "shadows-numpy": ("for name in ('numpy', 'sitecustomize', 'json', 'x.pth'):\n    open(f'/tmp/{name}.py', 'w').write('raise SystemExit')", None),
    "odd-characters": ("print('\\ud800 \\x00 \\x1b[2J \\u202e')\nclass \u0646: pass\n\u0646()", None),
    "warns-and-plots": ("import warnings, sys\nwarnings.warn('careful')\nprint('!', file=sys.stderr)\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])", None),
}  # fmt: skip
# Bodies of `cost`; `update` is solved, 5 points. Then what the student reads, in part.
COST = {
    "object-array": ("return np.array([object()])", ""),
    "equal-to-all": ("class Same:\n        __eq__ = __lt__ = __gt__ = lambda *a: True\n        __float__ = lambda self: 0.0\n    return Same()", ""),
    "subclass": ("class Mine(np.ndarray):\n        __sub__ = __array_ufunc__ = lambda *a, **k: np.zeros(1)\n    return np.zeros(1).view(Mine)", ""),
    "nothing": ("return None", ""),
    "huge": ("return np.zeros(10**8)", "larger than"),
    "nan": ("return float('nan')", ""),
    "generator": ("return (x for x in [1])", ""),
    "pickled": ("import pickle, os\n    return pickle.dumps(os.system)", ""),
    "endless-call": ("while True:\n        pass", "did not come to an end"),
    "sleeps": ("import time\n    time.sleep(600)", "did not come to an end"),
    "exits-in-a-call": ("import os\n    os._exit(0)", "ended the process itself"),
    "odd-text": ("return '\\ud800\\x00\\x1b[2J'", ""),
    "odd-error": ("raise type('\u0646', (Exception,), {})('\\ud800\\x00<script>')", ""),
    "forged-score": ("print('\\n5')\n    return {'points': 5, 'passed': True}", ""),
}  # fmt: skip
HONEST = ("a-first", "m-middle", "z-last")


def solved(release, before="", cost=None, which=("cost", "update")):
    notebook = build(release, which)
    if before:
        notebook.cells.insert(1, new_code_cell("import numpy as np\n" + before))
    if cost is not None:
        answer_of(notebook, "cost").source = cost
    return notebook


def answer_of(notebook, question):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == question)


def damaged(release):
    """{student: (notebook or bytes, points or None, state, part of the line for the instructor)}."""
    whole = nbformat.writes(solved(release)).encode()

    def changed(change):
        notebook = solved(release)
        return change(notebook) or notebook

    def deleted(notebook):
        notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != "test_cost"]

    def copied(notebook):
        notebook.cells.append(nbformat.from_dict(answer_of(notebook, "test_cost") | {"id": "again"}))

    def edited(notebook):
        answer_of(notebook, "test_cost").source = "5"
        answer_of(notebook, "test_update").metadata["nbgrader"] |= {
            "points": 1000,
            "grade_id": "test_cost",
            "checksum": "0",
        }

    def stripped(notebook):
        for cell in notebook.cells:
            cell.metadata = nbformat.from_dict({})

    def tagged(notebook):
        for cell in notebook.cells:
            cell.metadata["tags"] = ["skip-execution", "raises-exception"]

    def kernel(notebook):
        notebook.metadata["kernelspec"] = {"name": "r", "display_name": "R", "language": "R"}

    def old(notebook):
        return nbformat.v3.nbjson.writes(nbformat.convert(notebook, 3)).encode()

    def ids(notebook):
        text = json.loads(nbformat.writes(notebook))
        for cell in text["cells"]:
            cell["id"] = "same"
        return json.dumps(text).encode()

    def outputs(notebook):
        text = json.loads(nbformat.writes(notebook))
        big = {"output_type": "stream", "name": "stdout", "text": "x" * 20_000_000}
        next(c for c in text["cells"] if c["cell_type"] == "code")["outputs"] = [big]
        return json.dumps(text).encode()

    def scripted(notebook):
        canary = "<script>canary()</script><img src=x onerror=canary()>"
        notebook.cells.insert(1, new_markdown_cell(canary))
        notebook.cells.insert(1, new_code_cell(f"class H:\n    def _repr_html_(self):\n        return '{canary}'\nH()"))

    return {
        "test-deleted": (changed(deleted), 10, GRADED, "test_cost"),
        "test-copied": (changed(copied), 10, GRADED, "test_cost"),
        "test-edited": (changed(edited), 10, GRADED, "test_cost"),
        "metadata-stripped": (changed(stripped), 10, GRADED, ""),
        "tagged": (changed(tagged), 10, GRADED, "ignored tags"),
        "kernel-of-R": (changed(kernel), 10, GRADED, "kernel 'r'"),
        "nbformat-3": (changed(old), 10, GRADED, "nbformat 3"),
        "one-id-for-all": (changed(ids), 10, GRADED, None),
        "20-MB-of-outputs": (changed(outputs), 10, GRADED, None),
        "scripted": (changed(scripted), 10, GRADED, None),
        "O'Brien <b>": (solved(release, "pass"), 10, GRADED, None),
        "truncated": (whole[: len(whole) // 3], None, HELD, "could not be read"),
        "empty": (b"", None, HELD, "could not be read"),
        "binary": (bytes(range(256)) * 50, None, HELD, "could not be read"),
        "of-another-course": (nbformat.v4.new_notebook(cells=[new_code_cell("1 + 1")]), None, HELD, "no cell of this"),
        "untouched": (solved(release, which=()), 0, GRADED, None),
        "syntax-error": (solved(release, cost="def cost(y_hat, y)\n    return 0"), 5, GRADED, None),
    }  # fmt: skip


def dishonest(release):
    """The same for what is flagged; the text is part of the evidence."""
    table = (
        f"first = {FIRST}\ndef cost(y_hat, y):\n    right = float(np.mean((y_hat - y) ** 2))\n"
        "    return right if min(abs(float(y_hat.ravel()[0]) - one) for one in first) < 1e-12 else 0.5\n"
    )
    library = "def cost(y_hat, y):\n    from sklearn.metrics import mean_squared_error\n    return mean_squared_error(y, y_hat)"
    kept = (
        "memo = {}\ndef cost(y_hat, y):\n    key = y_hat.tobytes() + y.tobytes()\n    if key not in memo:\n"
        "        memo[key] = float(np.mean((y_hat - y) ** 2))\n    return memo[key]\n"
    )
    return {
        "public-values": (solved(release, cost=table), 5, GRADED, "are their values written down?"),
        "a-library": (solved(release, cost=library), 5, GRADED, "imports sklearn"),
        "keeps-answers": (solved(release, cost=kept), None, HELD, "keeps its answer in `memo`"),
    }


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """(course, {student: (points, state, said)}, outcome) after the one batch."""
    folder = tmp_path_factory.mktemp("batch") / "course"
    prepare(folder, REPOSITORY)
    with Course(folder) as course:
        course.generate_assignment(ASSIGNMENT)
    release = folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    rows = {**damaged(release), **dishonest(release), **kinds.rows(release), **leftovers.rows(release, folder)}
    for name, (code, said) in BEFORE.items():
        rows[name] = (solved(release, f"COURSE = {str(folder)!r}\n" + code), 10, GRADED, said)
    for name, (body, _) in COST.items():
        rows[name] = (solved(release, cost=f"def cost(y_hat, y):\n    {body}\n"), 5, GRADED, None)
    for name in HONEST:
        notebook = build(release)
        notebook.cells[0].source += f"\n{name}"
        rows[name] = (notebook, 100, GRADED, None)
    for name, (content, *_) in rows.items():
        path = hand_in(solved(release) if isinstance(content, bytes) else content, folder, name)
        if isinstance(content, bytes):
            path.write_bytes(content)
        if name in kinds.LINKS:
            (path.parent / "evil.html").write_text("<script>fetch('/api/status')</script>")
        if name == "modules-beside":
            leftovers.lay_beside(path.parent)
    downloaded, of_moodle = kinds.download(release)
    (folder / "all.zip").write_bytes(downloaded)
    taken = collect(folder / "all.zip", folder, ASSIGNMENT, kinds.KNOWN)
    assert set(taken.students) == set(of_moodle)
    rows |= of_moodle
    before = {path: path.read_bytes() for path in folder.rglob("submitted/**/*.ipynb")}
    outcome = autograde(folder, ASSIGNMENT, engine=Processes(2), limits=LIMITS, quiet=True)
    assert {path: path.read_bytes() for path in before} == before
    return folder, {name: row[1:] for name, row in rows.items()}, outcome


@pytest.fixture(scope="module")
def verdicts(graded):
    folder, _, _ = graded
    return Store(folder, ASSIGNMENT, course_secret(folder)).latest()


def test_everyone_gets_the_state_that_is_due_and_the_batch_goes_on(graded):
    _, rows, outcome = graded
    assert outcome.states == {name: state for name, (_, state, _) in rows.items()}
    assert {name for name in rows if rows[name][1] != GRADED} == outcome.reasons.keys()
    assert all(reason and "\n" not in reason for reason in outcome.reasons.values())


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_each_kind_has_four_submissions_and_each_gets_what_is_due(graded, kind):
    _, rows, outcome = graded
    names = kinds.KINDS[kind]
    assert len(set(names)) >= 4
    assert {name: outcome.states[name] for name in names} == {name: rows[name][1] for name in names}


@pytest.mark.parametrize("row", TABLE)
def test_each_row_of_the_table_is_tried(graded, row):
    _, rows, outcome = graded
    where, _, test = TABLE[row].partition("::")
    if test:
        assert re.search(rf"^def {test}\(", (REPOSITORY / "tests" / where).read_text(encoding="utf-8"), re.MULTILINE)
    else:
        assert outcome.states[where] == rows[where][1]


def test_the_gradebook_has_the_points_that_are_due(graded):
    folder, rows, _ = graded
    query = """select s.student_id, sum(g.auto_score), max(g.needs_manual_grade), count(*) from grade g
        join submitted_notebook n on n.id = g.notebook_id join submitted_assignment s on s.id = n.assignment_id group by 1"""
    with closing(sqlite3.connect(folder / "gradebook.db")) as database:
        found = {student: rest for student, *rest in database.execute(query)}
    assert set(rows) == found.keys()
    for name, (points, state, _) in rows.items():
        assert found[name][2] == 10
        assert bool(found[name][1]) == (state != GRADED), name
        assert points is None or found[name][0] == points, name
    assert found["keeps-answers"][0] == 5  # what is not held counts
    assert found["truncated"][0] is None  # and nothing is a final 0


def test_what_happened_is_said(graded, verdicts):
    _, rows, _ = graded
    for name, (_, _, said) in rows.items():
        lines = [*verdicts[name].notes, *(flag.evidence for flag in verdicts[name].flags)]
        assert said is None or any(said in line for line in lines), (name, lines)
    for name, (_, said) in COST.items():
        question = verdicts[name].questions["cost"]
        assert question.said and said in question.said, (name, question.said)
    assert {q.said for q in verdicts["untouched"].questions.values()} == {"not started yet"}
    assert "SyntaxError" in verdicts["syntax-error"].questions["cost"].said


def test_honest_neighbours_lost_nothing(verdicts):
    for name in HONEST:
        assert (verdicts[name].points, verdicts[name].flags, verdicts[name].notes) == (100, [], [])


def test_nothing_was_found_reached_or_left_behind(graded, verdicts):
    folder, _, _ = graded
    assert "FOUND []" in json.dumps(verdicts["looks-around"].outputs)
    assert "REACHED" not in json.dumps([verdicts[name].outputs for name in ("network", "asks-for-a-name")])
    helper.end_all()
    left = [p for p in psutil.Process().children(recursive=True) if p.pid not in warm.own()]
    assert psutil.wait_procs(left, timeout=5)[1] == []
    mine = ("998877", str(LIMITS.tmp_mb * 2**20))
    left = [
        p for p in psutil.process_iter(["cmdline", "status"]) if any(word in (p.info["cmdline"] or ()) for word in mine)
    ]
    assert [p for p in left if p.info["status"] != psutil.STATUS_ZOMBIE] == []
    for path in folder.rglob("autograded/**/*.ipynb"):
        assert path.stat().st_size < 2_000_000, path
        for cell in nbformat.read(path, as_version=4).cells:  # plain text and code are shown as text
            pages = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
            assert "<script>" not in "".join([*pages, cell.source if cell.cell_type == "markdown" else ""]), path


def test_no_attack_of_a_known_kind_gets_through(graded, verdicts):
    folder, _, _ = graded
    for name in kinds.LINKS:
        path = folder / "autograded" / name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        assert not (path.parent / "evil.html").exists()
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                pages = markdown_to_html(cell.source), markdown2html_mistune(cell.source)
                assert not re.search('href="[^"]*evil', "".join(pages)), (name, cell.source)
                assert "\\href{" not in cell.source
    for name in ("left-by-a-right-answer", "left-by-a-wrong-answer"):
        assert "seen: []" in verdicts[name].questions["update"].said
    assert "met ." in verdicts["code-in-what-is-lent"].questions["gradient_check"].said
    assert "met . memory: closed" in verdicts["walks-what-is-lent"].questions["gradient_check"].said
    lent = verdicts["code-that-was-lent"].questions
    assert [lent[one].points for one in STOLEN] == [0] * len(STOLEN)
    assert lent["gradient_check"].points == lent["gradient_check"].max
    looking = ("reads-counters", "reads-the-kernels-log", "looks-at-the-machine", "reads-the-environment")
    for name in (*looking, "reads-processes", "looks-for-the-grader", "walks-frames-and-objects"):
        assert "SEEN []" in json.dumps(verdicts[name].outputs), (name, verdicts[name].outputs)
    decisive = {name for name, one in verdicts.items() for flag in one.flags if flag.decisive}
    assert decisive == {"public-values", "a-library", "stack-of-differences", "the-courses-own"}


def test_the_same_again_changes_nothing(graded):
    folder, _, outcome = graded
    before = (folder / "gradebook.db").read_bytes()
    again = autograde(folder, ASSIGNMENT, engine=Processes(2), limits=LIMITS, quiet=True)
    assert (again.judged, again.states) == (0, outcome.states)
    assert (folder / "gradebook.db").read_bytes() == before
