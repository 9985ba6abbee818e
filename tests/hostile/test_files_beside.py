"""What lies beside a notebook: pages of a student's are not copied to where formgrader serves, and never run there."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from dlgrader.course.nbgrader import Course
from dlgrader.demo.run import prepare
from dlgrader.gradebook.beside import copied, harmless
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from nbgrader.utils import find_all_files

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = "<!doctype html><script>fetch('/api/status')</script>"
RUN = [
    "evil.html", "evil.HTML", "evil.htm", "evil.xhtml", "evil.xht", "evil.shtml", "evil.svg", "evil.svgz", "evil.xml",
    "evil.xsl", "evil.rss", "evil.mht", "evil.mhtml", "evil.pdf", "evil.js", "evil.mjs", "evil.css", "evil.swf",
    "evil.hta",
    "evil.html.", "evil.html ", "evil.csv.html", "evil.json .svg", "evil", ".html", "sub/evil.html", "a/b/c/evil.svg",
    "evil.html;.svg", "evil.webmanifest", "evil.wasm", "evil.bin", "evil.zip", "evil.url",
]  # fmt: skip
KEPT = ["data.csv", "DATA.CSV", "notes.txt", "helpers.py", "plot.png", "photo.JPG", "sub/table.tsv", "w.npy", "r.json"]


@pytest.mark.parametrize("name", RUN)
def test_what_a_browser_may_run_is_no_harmless_kind(name):
    assert not harmless(Path(name))


@pytest.mark.parametrize("name", KEPT)
def test_data_and_pictures_are(name):
    assert harmless(Path(name))


def put(folder, names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE)


def test_only_harmless_files_and_the_assignments_own_are_copied(tmp_path):
    mine, own, left = tmp_path / "mine", tmp_path / "own", []
    put(mine, [*RUN, *KEPT, "figure.svg", "changed.svg"])
    put(own, ["figure.svg", "changed.svg"])
    (mine / "changed.svg").write_text(PAGE + "<svg onload=x>")
    (mine / "link.csv").symlink_to("/etc/hostname")
    found = copied(find_all_files, mine, own, left)
    assert {Path(name).relative_to(mine).as_posix() for name in found(str(mine))} == {*KEPT, "figure.svg"}
    assert sorted(left) == sorted([*RUN, "changed.svg"])
    # The instructor's own folders are copied whole.
    assert len(found(str(own))) == 2


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """An honest submission beside one with pages, graded by both commands; then feedback."""
    folder = tmp_path_factory.mktemp("beside") / "course"
    prepare(folder, REPOSITORY)
    with Course(folder) as made:
        made.generate_assignment(ASSIGNMENT)
    notebook = folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    for student in ("ana", "bob", "eve"):
        submission = build(notebook, ["cost"])
        if student != "bob":
            words = nbformat.v4.new_markdown_cell("[here](http:evil.html) [or](evil.html) <http:evil.html>")
            submission.cells.insert(2, words)
        path = hand_in(submission, folder, student)
        put(path.parent, KEPT if student == "bob" else [*RUN, *KEPT])
    return folder


def run(course, *command):
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=course, capture_output=True, text=True, timeout=300, errors="replace"
    )
    return done.stdout + done.stderr


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_neither_command_copies_them_and_both_say_so(course):
    ours = run(course, "dlgrader", "autograde", ASSIGNMENT, "--student", "ana", "--student", "bob")
    theirs = run(course, "nbgrader", "autograde", ASSIGNMENT, "--student", "eve", "--create")
    for said, student in ((ours, "ana"), (theirs, "eve")):
        assert f"{student}: not copied to the instructor's pages" in said, said
        graded = files(course / "autograded" / student / ASSIGNMENT)
        assert graded - {f"{ASSIGNMENT}.ipynb"} == set(KEPT)
        assert files(course / "submitted" / student / ASSIGNMENT) >= {*RUN, *KEPT}  # nothing is lost
    assert "bob: not copied" not in ours
    # A page that an older version copied goes no further.
    put(course / "autograded" / "ana" / ASSIGNMENT, ["evil.html", "sub/evil.svg"])
    said = run(course, "nbgrader", "generate_feedback", ASSIGNMENT)
    assert "ana: not copied to the instructor's pages" in said
    assert files(course / "feedback" / "ana" / ASSIGNMENT) == {f"{ASSIGNMENT}.html", *KEPT}
    page = (course / "feedback" / "ana" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert "here" in page and "evil.html" not in "".join(part.split(">")[0] for part in page.split("href=")[1:])
