"""The three ways to grade, with the real judge: `dlgrader autograde`, `nbgrader autograde` and formgrader's button."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from dlgrader.batch.batch import autograde
from dlgrader.course.nbgrader import Course
from dlgrader.course.secret import course_secret
from dlgrader.demo.run import prepare
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from dlgrader.sandbox import available
from dlgrader.workers.processes import Processes
from gradebook_rows import notebooks, rows

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
KEPT = """memo = {}
def cost(y_hat, y):
    key = y_hat.tobytes() + y.tobytes()
    if key not in memo:
        memo[key] = float(np.mean((y_hat - y) ** 2))
    return memo[key]
"""


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handed-in") / "course"
    prepare(folder, REPOSITORY)
    course_secret(folder)
    with Course(folder) as course:
        course.generate_assignment(ASSIGNMENT)
    release = folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    for student, cost in (("ada", None), ("bob", "def cost(y_hat, y):\n    return 1 / 0\n"), ("eve", KEPT)):
        notebook = build(release, ["cost", "by_hand", "update"])
        if cost:
            next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "cost").source = cost
        hand_in(notebook, folder, student)
    notebook.metadata.kernelspec.name = "r"  # noted for whom it could be read
    hand_in(notebook, folder, "eve")
    cut = hand_in(notebook, folder, "kai")
    cut.write_bytes(cut.read_bytes()[:9_000])
    return folder


@pytest.fixture
def copy(handed_in, tmp_path):
    def make(name):
        shutil.copytree(handed_in, tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def without_bubblewrap(tmp_path, monkeypatch):
    """A PATH with this Python and the shell's tools, and no `bwrap`."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "env"):
        (tools / name).symlink_to(shutil.which(name))
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), str(tools)]))
    assert shutil.which("bwrap") is None
    available.cache_clear()  # this process may have found one before
    yield
    available.cache_clear()


def command(folder, *arguments):
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip


def by_button(folder):
    """What formgrader's autograde button calls, student by student; returns what it says."""
    with Course(folder) as course:
        return [course.autograde(ASSIGNMENT, student) for student in ("ada", "bob", "eve", "kai")]


def test_three_ways_one_gradebook(copy):
    ours, stock, button = copy("ours"), copy("stock"), copy("button")
    outcome = autograde(ours, ASSIGNMENT, engine=Processes(2), quiet=True)
    assert outcome.states == {"ada": "graded", "bob": "graded", "eve": "needs a person", "kai": "needs a person"}
    done = command(stock, "nbgrader", "autograde", ASSIGNMENT)
    assert done.returncode == 0, done.stderr
    assert by_button(button) == [None] * 4
    grades = {(row[0], row[3]): row[4] for row in rows(ours)[0]}
    assert [grades[name, "test_cost"] for name in ("ada", "bob", "eve", "kai")] == [5, 0, None, None]
    assert [grades[name, "test_by_hand"] for name in ("ada", "bob", "eve", "kai")] == [10, 10, 10, None]
    assert rows(stock) == rows(ours) and rows(button) == rows(ours)
    assert notebooks(stock) == notebooks(ours) and notebooks(button) == notebooks(ours)


def test_without_bubblewrap_every_way_refuses_and_names_the_command(copy, without_bubblewrap):
    ours, stock, button = copy("ours"), copy("stock"), copy("button")
    before = rows(ours)
    done = command(ours, "dlgrader", "autograde", ASSIGNMENT)
    assert done.returncode == 1
    assert "sudo apt-get install bubblewrap" in done.stderr and "Traceback" not in done.stderr
    assert rows(ours) == before
    done = command(stock, "nbgrader", "autograde", ASSIGNMENT)
    assert done.stderr.count("sudo apt-get install bubblewrap") == 3  # and one that could not be read
    assert "Traceback" not in done.stderr
    by_button(button)
    for course in (stock, button):
        found = rows(course)[0]
        assert len(found) == 40
        assert {(auto, needs) for _, _, _, _, auto, _, _, needs in found} == {(None, 1)}


@pytest.mark.parametrize("way", ["--unsafe", "setting", "nbgrader"])
def test_without_the_sandbox_every_result_is_marked(copy, without_bubblewrap, way):
    course = copy("course")
    if way != "--unsafe":
        settings = course / "nbgrader_config.py"
        settings.write_text(settings.read_text() + "\nc.ApplyVerdicts.unsafe = True\n")
    arguments = ("nbgrader" if way == "nbgrader" else "dlgrader", "autograde", ASSIGNMENT, "--student=ada")
    done = command(course, *arguments, *(["--unsafe"] if way == "--unsafe" else []))
    assert done.returncode == 0, done.stderr
    assert sum(row[4] for row in rows(course)[0]) == 20
    (text,) = notebooks(course).values()
    marked = [
        all("run without the sandbox" in output.data["text/plain"] for output in cell.outputs[:1])
        for cell in nbformat.reads(text, as_version=4).cells
        if cell.metadata.get("nbgrader", {}).get("points")
    ]
    assert marked == [True] * 10
    assert "without the sandbox" in done.stdout + done.stderr
