"""A submission full of scripts, opened in formgrader and as feedback: nothing runs, nothing is asked for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import nbformat
import pytest
from dlgrader.cli.app import app
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from nbgrader.api import Gradebook
from typer.testing import CliRunner

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).resolve().parents[2]
HOSTILE = """<script>window.canary = 1; alert(1)</script>
<img src="http://canary.example/x.png" onerror="window.canary = 1; alert(1)">
<svg onload="window.canary = 1"><script>window.canary = 1</script></svg>
<style>@import 'http://canary.example/x.css'; body {background: url(http://canary.example/y.png)}</style>
<iframe src="http://canary.example/"></iframe><a id="trap" href="javascript:window.canary=1">link</a>
[link](javascript:window.canary=1) ![x](http://canary.example/z.png)
"""
JUDGE = f"""
from dlgrader.verdicts.verdict import CheckVerdict, Flag, QuestionVerdict, Verdict
HOSTILE = {HOSTILE!r}

def verdict(submission, assignment, student, data):
    output = {{"output_type": "display_data", "data": {{"text/html": HOSTILE, "text/plain": HOSTILE}}}}
    stream = {{"output_type": "stream", "name": "stdout", "text": HOSTILE}}
    script = {{"output_type": "display_data", "data": {{"application/javascript": "window.canary = 1"}}}}
    svg = {{"output_type": "display_data", "data": {{"image/svg+xml": HOSTILE}}}}
    outputs = {{str(cell.position): [output, stream, script, svg] for cell in submission.cells}}
    check = CheckVerdict(HOSTILE, False, 0, 5, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    cost = QuestionVerdict(5, 5, notes=[HOSTILE], said=HOSTILE, checks=[check])
    flag = Flag(HOSTILE, "cost", HOSTILE, True)
    return Verdict(assignment, questions={{"cost": cost}}, notes=[HOSTILE], flags=[flag], outputs=outputs)
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(REPOSITORY / "source" / ASSIGNMENT, folder / "source" / ASSIGNMENT)
    (folder / "hostile_judge.py").write_text(JUDGE)
    (folder / "nbgrader_config.py").write_text(
        (REPOSITORY / "nbgrader_config.py").read_text()
        + "\nfrom dlgrader.gradebook import preprocessors as nbgrader_plugin\nnbgrader_plugin.configure(c)\n"
        + 'c.ApplyVerdicts.source = "hostile_judge.verdict"\n'
    )

    def nbgrader(*arguments):
        environment = os.environ | {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]),
        }
        command = [sys.executable, "-m", "nbgrader", *arguments, ASSIGNMENT]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=200)
        assert done.returncode == 0, done.stdout + done.stderr

    nbgrader("generate_assignment")
    notebook = build(folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    words = new_markdown_cell(HOSTILE + "\n![a](attachment:a.svg)")
    words.attachments = {"a.svg": {"image/svg+xml": "<svg onload='window.canary=1'></svg>"}}
    code = new_code_cell("# " + HOSTILE.replace("\n", "\n# "))
    code.outputs = [nbformat.v4.new_output("display_data", {"text/html": HOSTILE})]
    notebook.cells[3:3] = [words, new_raw_cell(HOSTILE, metadata={"format": "text/html"}), code]
    hand_in(notebook, folder, "s1")
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_student("s1", first_name=HOSTILE, last_name=HOSTILE)
    nbgrader("autograde")
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        gradebook.find_comment("cost", ASSIGNMENT, ASSIGNMENT, "s1").manual_comment = HOSTILE
        gradebook.db.commit()
    nbgrader("generate_feedback")
    return folder


@pytest.fixture
def watched(page):
    """The page, and what it did that it must not."""
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.dialogs = dialogs
    return page


def assert_calm(page, outside_requests):
    assert page.evaluate("window.canary") is None
    assert page.locator("a[href^='javascript:window']").count() == 0
    assert page.dialogs == []
    assert outside_requests == []


def test_a_hostile_submission_in_feedback(course, watched, outside_requests):
    watched.goto((course / "feedback" / "s1" / ASSIGNMENT / f"{ASSIGNMENT}.html").as_uri())
    watched.get_by_text("window.canary").first.wait_for()  # it is there, as text
    assert_calm(watched, outside_requests)


def test_a_hostile_submission_in_a_report(course, watched, outside_requests):
    done = CliRunner().invoke(app, ["report", ASSIGNMENT, "--course", str(course), "--html", str(course / "r.html")])
    assert done.exit_code == 0, done.output
    watched.goto((course / "r.html").as_uri())
    watched.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert watched.get_by_text("window.canary").count() > 3  # a name, a mistake, a message, a flag
    assert_calm(watched, outside_requests)


def test_a_hostile_submission_in_formgrader(course, jupyter_lab, watched, outside_requests):
    lab = jupyter_lab(course)
    watched.goto(lab)
    watched.goto(urljoin(lab, f"/formgrader/gradebook/{ASSIGNMENT}/{ASSIGNMENT}"))
    link = watched.locator("tbody tr td a").first
    link.wait_for()
    assert_calm(watched, outside_requests)
    watched.goto(urljoin(lab, link.get_attribute("href")))
    watched.locator("#test_cost").wait_for()
    assert watched.get_by_text("window.canary").count() > 0
    assert_calm(watched, outside_requests)
