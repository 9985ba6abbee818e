"""An assignment of a course's own, with a description: found, judged behind the same wall, refused in words."""

import pickle
import re
import shutil
import subprocess
import sys
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import nbformat
import pytest
from dlgrader.assignments import own
from dlgrader.assignments.description import DescriptionError
from dlgrader.authoring import new
from dlgrader.batch.assignments import BatchError, assignment
from dlgrader.cli.init import run as init
from dlgrader.course.folder import open_course
from dlgrader.course.nbgrader import Course
from dlgrader.reports.gather import gather
from dlgrader.sandbox import Limits
from gradebook_rows import REPOSITORY
from plain_course import answer, grade, hand_in, notebook, points

from dlcourse.notebooks.released import assignment_of

NAME = "means"
DESCRIPTION = f"assignments/{NAME}.py"
# Answers that are no plain value, or too much of one: {student: the body of count_letters}.
HOSTILE = {
    "odd": """    class Equal(dict):
        def __eq__(self, other): return True
        __hash__ = None
    return Equal(a=1)""",
    "long": "    return {'a': 'x' * 2_000_000}",
    "deep": "    found = []\n    for _ in range(5000):\n        found = [found]\n    return {'a': found}",
    "many": "    return {k: k for k in range(300_000)}",
    "number": "    return {'a': 7 ** 100_000}",
    "keys": "    return {('a', (object(),)): 1, frozenset('a'): 2}",
    "itself": "    found = {}\n    found['a'] = found\n    return found",
}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """The assignment that `dlgrader new` writes, released; the answers of its own notebook and its solutions."""
    folder = tmp_path_factory.mktemp("own") / "course"
    folder.mkdir()
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    new.write(NAME, folder)
    with Course(folder) as course:
        course.generate_assignment(NAME)
    return folder


@pytest.fixture(scope="module")
def graded(released):
    made = nbformat.read(released / "source" / NAME / f"{NAME}.ipynb", as_version=4)
    right = {cell.metadata.nbgrader.grade_id: cell.source for cell in made.cells if "nbgrader" in cell.metadata}
    right = {name: right[name] for name in ("running_mean", "count_letters")}
    solutions = released / "assignments" / NAME
    changed = (solutions / "wrong" / "argument_changed.py").read_text()
    hand_in(released, NAME, "right", right)
    hand_in(released, NAME, "changed", {**right, "running_mean": changed})
    hand_in(released, NAME, "stub", {})
    for student, body in HOSTILE.items():
        hand_in(released, NAME, student, {**right, "count_letters": f"def count_letters(text):\n{body}\n"})
    return released, grade(released, NAME)


def test_it_is_graded_like_ours(graded, monkeypatch):
    folder, outcome = graded
    assert set(outcome.states.values()) == {"graded"} and outcome.notes == []
    found = {student: [one[NAME, f"test_{name}"][0] for name in ("running_mean", "count_letters")]
             for student, one in points(folder, NAME).items()}  # fmt: skip
    hostile = {student: [5, 0] for student in HOSTILE}
    assert found == {"right": [5, 4], "changed": [4.5, 4], "stub": [0, 0]} | hostile
    monkeypatch.chdir(folder.parent)
    whole = gather(folder.relative_to(folder.parent), NAME)
    assert list(whole.questions) == ["running_mean", "count_letters", "in_words"]
    assert not any(one.same_process for one in whole.students.values())
    shown = (folder / "autograded" / "right" / NAME / f"{NAME}.ipynb").read_text()
    assert "is not there while" not in shown  # students' checks do nothing there, and can be imported


def test_what_was_judged_is_kept_until_a_file_of_the_description_changes(graded):
    folder, _ = graded
    assert grade(folder, NAME).judged == 0
    for path in (DESCRIPTION, f"source/{NAME}/{NAME}_check.py"):
        before, text = own.find(NAME, folder).digest, (folder / path).read_text()
        (folder / path).write_text(f"{text}\n# changed\n")
        assert own.find(NAME, folder).digest != before, path
        (folder / path).write_text(text)
    helper = folder / "assignments" / "helper.py"
    helper.write_text("X = 1\n")
    before, text = own.find(NAME, folder).digest, (folder / DESCRIPTION).read_text()
    (folder / DESCRIPTION).write_text(f"import helper\n{text}")
    using = own.find(NAME, folder)
    helper.write_text("X = 2\n")
    assert own.find(NAME, folder).digest != using.digest != before
    assert own.load(using).name == NAME
    (folder / DESCRIPTION).write_text(text)
    helper.unlink()
    assert grade(folder, NAME).judged == 0


CHANGES = {
    "syntax": ("seed=", "seed==", rf"{DESCRIPTION}, line \d+: .+ Mend it, then run the command again\."),
    "name": ("reference=running_mean", "reference=runing_mean", r"line \d+: NameError: name 'runing_mean'"),
    "import": ("def running_mean", "import no_such_module\ndef running_mean", r"line \d+: ModuleNotFoundError: "),
    "none": ("ASSIGNMENT =", "HOMEWORK =", rf"{DESCRIPTION} defines no ASSIGNMENT: write ASSIGNMENT = Assignment"),
    "exit": ("ASSIGNMENT =", "raise SystemExit(0)\nASSIGNMENT =", r"line \d+: SystemExit: 0"),
    "another": ('    "means",', '    "medians",', "describes 'medians', and its own name is 'means'"),
    "twice": ('manual={"in_words"', 'manual={"running_mean"', r"line \d+: means: a question stands twice: \w+"),
    "reference": ("(k + 1)", "(k + 2)", "running_mean: the reference fails its own checks on an example that students"),
    "no case": ('"capitals": 1', '"capitls": 1', "count_letters: a case counts for 'capitals', which is no check"),
    "question": ('"running_mean",', '"running_means",', "test cell test_running_mean, and the description no question"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_description_that_cannot_be_used_is_said_and_changes_nothing(graded, change):
    folder, _ = graded
    path, before = folder / DESCRIPTION, points(folder, NAME)
    text = path.read_text()
    old, put, said = CHANGES[change]
    assert old in text
    path.write_text(text.replace(old, put, 1))
    try:
        with pytest.raises(BatchError, match=said) as refused:
            grade(folder, NAME)
    finally:
        path.write_text(text)
    assert str(refused.value).startswith("Nothing was graded: ") and "\n" not in str(refused.value)
    assert points(folder, NAME) == before


def test_a_description_that_vanished_leaves_what_was_graded(graded):
    folder, _ = graded
    path, before = folder / DESCRIPTION, points(folder, NAME)
    path.rename(path.with_suffix(".away"))
    try:
        with pytest.raises(BatchError, match=r"a description of means that dlgrader does not have\. Bring it back"):
            grade(folder, NAME)
        assert points(folder, NAME) == before
    finally:
        path.with_suffix(".away").rename(path)
    assert grade(folder, NAME).kept == 3 + len(HOSTILE)


def test_points_that_differ_are_said_and_the_notebooks_count(graded):
    folder, _ = graded
    path = folder / DESCRIPTION
    text = path.read_text()
    path.write_text(text.replace('"values": 3', '"values": 4'))
    try:
        outcome = grade(folder, NAME)
    finally:
        path.write_text(text)
    assert outcome.judged == 3 + len(HOSTILE)  # a verdict's key covers the description
    (said,) = outcome.notes
    assert said.startswith("means.ipynb gives 5 points for test_running_mean, and the description 6: the notebook's")
    assert points(folder, NAME)["right"][NAME, "test_running_mean"][0] == 5
    assert grade(folder, NAME).notes == []


def test_nbgraders_own_command_gives_the_same_points(graded):
    folder, _ = graded
    before = points(folder, NAME)
    with Course(folder) as course:
        course.autograde(NAME, "changed")
    assert points(folder, NAME) == before


def test_nbgraders_own_command_gives_no_false_0(graded):
    folder, _ = graded
    path, before = folder / DESCRIPTION, points(folder, NAME)
    text = path.read_text()
    for old, put in (("seed=", "seed=="), ('"running_mean",', '"running_means",')):
        path.write_text(text.replace(old, put, 1))
        with Course(folder) as course:
            course.autograde(NAME, "right")
        assert points(folder, NAME)["right"][NAME, "test_running_mean"] == (None, True)
    notes = nbformat.read(
        folder / "autograded" / "right" / NAME / f"{NAME}.ipynb", as_version=4
    ).metadata.dlgrader.notes
    assert "and the description no question running_mean. Change one of them" in notes[0]
    path.write_text(text)
    with Course(folder) as course:
        course.autograde(NAME, "right")
    assert points(folder, NAME) == before


def test_a_task_holds_all_that_a_worker_elsewhere_needs(graded, tmp_path):
    """On another machine there is no course folder: it is sent, and judged by a Python that was never here."""
    folder, _ = graded
    with open_course(folder) as (config, coursedir):
        what = assignment(coursedir, config, NAME)
        path = folder / "submitted" / "changed" / NAME / f"{NAME}.ipynb"
        settings = SimpleNamespace(secret=b"s" * 32, checks="", limits=Limits(), unsafe=False, salvage=False)
        sent = pickle.dumps(what.task("changed", path, settings))
    away = folder.rename(tmp_path / "away")
    try:
        (tmp_path / "task").write_bytes(sent)
        code = (
            "import pickle, sys; from dlgrader.judging.task import judge_task\n"
            "found = judge_task(pickle.load(open('task', 'rb')))\n"
            "print(found.state, {name: one.points for name, one in found.questions.items()})"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    finally:
        away.rename(folder)
    assert done.stdout == "graded {'running_mean': 4.5, 'count_letters': 4}\n", done.stderr


def test_two_of_a_name_and_names_that_are_taken(released, monkeypatch):
    entry = EntryPoint(NAME, "somewhere.means", own.GROUP)
    monkeypatch.setattr(own, "_entries", lambda: {NAME: entry, "far": EntryPoint("far", "gone.away", own.GROUP)})
    with pytest.raises(DescriptionError, match=r"described twice: in assignments/means.py and by the installed"):
        own.find(NAME, released)
    with pytest.raises(DescriptionError, match=r"gone.away of far is not there. Install its package again"):
        own.find("far", released)
    ours = released / "assignments" / "perceptron.py"
    ours.write_text("")
    with pytest.raises(DescriptionError, match="one of dlgrader's own assignments"):
        own.find("perceptron", released)
    ours.unlink()


def test_an_installed_package_may_bring_one(tmp_path, monkeypatch, released):
    package = tmp_path / "our_course"
    package.mkdir()
    (package / "__init__.py").write_text("")
    text = (
        (released / DESCRIPTION)
        .read_text()
        .replace(f'"{NAME}"', '"far"')
        .replace(f"{NAME}_check", "our_course.far_check")
    )
    (package / "far.py").write_text(text)
    shutil.copy(released / "source" / NAME / f"{NAME}_check.py", package / "far_check.py")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(own, "_entries", lambda: {"far": EntryPoint("far", "our_course.far", own.GROUP)})
    found = own.find("far", released)
    assert own.load(found)["running_mean"].total == 5 and own.is_described("far", released)
    (package / "far_check.py").write_text("# changed\n")
    assert own.find("far", released).digest != found.digest


def test_next_terms_course_has_it_too(released, tmp_path):
    assert init(tmp_path / "next", released) == 0
    assert own.load(own.find(NAME, tmp_path / "next")).name == NAME
    assert (tmp_path / "next" / "release" / NAME / f"{NAME}_check.py").is_file()
    (tmp_path / "next" / DESCRIPTION).write_text("mine")
    assert init(tmp_path / "next", released) == 0
    assert (tmp_path / "next" / DESCRIPTION).read_text() == "mine"


def test_ready_takes_it_for_none_of_ours(tmp_path):
    """Where a student works there is no release: untouched stubs are alike in all assignments."""
    stub = 'raise NotImplementedError("Not written yet: put your own work here.")'
    stubs = [answer(f"def f{k}(x):\n    {stub}", f"f{k}") for k in range(12)]
    data = nbformat.writes(notebook(*stubs)).encode()
    for name in ("lengths", "Untitled1"):
        assert assignment_of(tmp_path / f"{name}.ipynb", name, data) is None
    ours = (REPOSITORY / "release" / "bug-hunt" / "bug-hunt.ipynb").read_bytes()
    assert assignment_of(tmp_path / "x.ipynb", "x", ours).name == "bug-hunt"
    bare = ours.replace(b'"grade_id"', b'"gone"')
    assert assignment_of(tmp_path / "x.ipynb", "x", bare).name == "bug-hunt"


def test_new_overwrites_nothing(released):
    before = {path: path.read_bytes() for path in released.rglob("*") if path.is_file()}
    assert re.search("is there already, and nothing is overwritten", new.problem(NAME, released))
    for name, said in (("perceptron", "own"), ("random", "Python"), ("Two words", "small letters"), ("../x", "small")):
        assert said in new.problem(name, released)
    assert before == {path: path.read_bytes() for path in released.rglob("*") if path.is_file()}
