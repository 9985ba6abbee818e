"""Release, fill in, submit, autograde, feedback, export: with nbgrader's own commands and nothing else."""

import csv
import os
import shutil
import subprocess
import sys
import warnings
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from dlgrader.assignments import implementing_backpropagation as scored
from dlgrader.grading import Course
from dlgrader.mistakes.implementing_backpropagation import MUTANTS, QUESTIONS, namespace
from dlgrader.submissions import ASSIGNMENT, build, hand_in

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
POINTS = {
    "activations": 10,
    "initialization": 5,
    "forward": 15,
    "cost": 5,
    "by_hand": 10,
    "backward": 25,
    "gradient_check": 10,
    "update": 5,
    "mini_batches": 5,
    "train": 10,
}
# One mistake of each question that has any, and two more in backward.
FLAWED = {mutant.question: mutant for mutant in reversed(MUTANTS)}
FLAWED |= {f"backward_{i}": mutant for i, mutant in enumerate([m for m in MUTANTS if m.question == "backward"][5:7])}


def nbgrader(course, *arguments):
    """Run `nbgrader ...` in `course` and return what it printed; it must succeed without noise."""
    bin_folder = str(Path(sys.executable).parent)
    environment = os.environ | {"PATH": os.pathsep.join([bin_folder, os.environ["PATH"]])}
    command = [sys.executable, "-m", "nbgrader", *map(str, arguments)]
    done = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, timeout=400)
    printed = done.stdout + done.stderr
    assert done.returncode == 0, printed
    for noise in ("Traceback", "DeprecationWarning", "FutureWarning", "dlgrader/", "dlcourse/"):
        assert noise not in printed, printed
    return printed


def notebook_in(folder):
    return folder / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose students are graded and have feedback."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(REPOSITORY / "source" / ASSIGNMENT, folder / "source" / ASSIGNMENT)
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    nbgrader(folder, "generate_assignment", ASSIGNMENT)
    release = notebook_in(folder / "release")
    hand_in(build(release), folder, "reference")
    hand_in(build(release, []), folder, "untouched")
    hand_in(build(release, ["activations", "backward"]), folder, "partly")
    for student, mutant in FLAWED.items():
        hand_in(build(release, overrides=mutant.functions), folder, student)
    nbgrader(folder, "autograde", ASSIGNMENT)
    nbgrader(folder, "generate_feedback", ASSIGNMENT)
    return folder


@pytest.fixture(scope="module")
def gradebook(course):
    with Course(course) as opened:
        yield opened


def points_without_nbgrader(functions):
    """What the scored checks give when they are called here, in the notebook's order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = namespace(functions)
        return {
            question: getattr(scored, question)(*(names[name] for name in defined))
            for question, defined in QUESTIONS.items()
        }


def test_the_reference_gets_every_point(gradebook):
    result = gradebook.result(ASSIGNMENT, "reference")
    assert result.max_points == POINTS
    assert result.points == POINTS
    assert result.mistakes == []


@pytest.mark.parametrize("student", FLAWED)
def test_a_flawed_submission_gets_exactly_its_points(gradebook, student):
    result = gradebook.result(ASSIGNMENT, student)
    assert result.points == pytest.approx(points_without_nbgrader(FLAWED[student].functions))
    lost = {question for question in QUESTIONS if result.points[question] < POINTS[question]}
    assert lost == {FLAWED[student].question}
    assert len(result.mistakes) == 1
    assert len(result.mistakes[0]) > 15


def test_a_partly_done_submission_earns_what_was_done(gradebook):
    result = gradebook.result(ASSIGNMENT, "partly")
    assert {question for question, points in result.points.items() if points} == {"activations", "backward"}
    assert sum(result.points.values()) == 35


def test_the_untouched_release_gets_nothing_and_is_told_so(course, gradebook):
    result = gradebook.result(ASSIGNMENT, "untouched")
    assert sum(result.points.values()) == 0
    assert result.mistakes == [f"not started: {', '.join(QUESTIONS).replace('_', ' ')}"]
    page = notebook_in(course / "feedback" / "untouched").with_suffix(".html").read_text(encoding="utf-8")
    assert page.count("not started yet") == 2 * len(QUESTIONS)  # in the points and in the report
    assert "Traceback (most recent call last)" not in page


def test_the_graded_cells_print_nothing_on_stderr_and_raise_nothing(course):
    for path in sorted((course / "autograded").glob("*/*/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            graded = cell.metadata.get("nbgrader", {}).get("grade")
            for output in cell.get("outputs", []) if graded else ():
                assert output.output_type != "error", (path, output)
                assert output.get("name") != "stderr", (path, output)


class Loads(HTMLParser):
    """Whatever in a page makes a browser fetch or run something."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag in {"script", "iframe", "object", "embed", "form", "base", "video", "audio"}:
            self.found.append(tag)
        for name, value in attributes:
            loads = name in {"src", "srcset", "background", "poster"} or (name == "href" and tag != "a")
            if (loads and not value.startswith("data:")) or name.startswith("on"):
                self.found.append((tag, name, value))
            if name == "style" and "url(" in value:
                self.found.append((tag, name, value))


def test_feedback_pages_stand_alone(course):
    pages = sorted((course / "feedback").glob("*/*/*.html"))
    assert len(pages) == 3 + len(FLAWED)
    for path in pages:
        page = path.read_text(encoding="utf-8")
        parser = Loads()
        parser.feed(page)
        assert parser.found == []
        assert "@import" not in page
        assert 'name="viewport"' in page
        assert "<math" in page
        assert "BEGIN SOLUTION" not in page


def test_feedback_shows_the_points_of_every_question(course):
    page = notebook_in(course / "feedback" / "reference").with_suffix(".html").read_text(encoding="utf-8")
    assert ">100 / 100<" in page
    for question, points in POINTS.items():
        assert f'href="#test_{question}"' in page
        assert f">{points} / {points}<" in page


def test_export_and_student_list(course):
    nbgrader(course, "export", "--to", "all.csv")
    with (course / "all.csv").open(newline="") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores["reference"] == 100
    assert scores["untouched"] == 0
    assert set(scores) == {"reference", "untouched", "partly", *FLAWED}
    assert "reference" in nbgrader(course, "db", "student", "list")


def test_validate_names_what_is_wrong_and_accepts_the_reference(course):
    assert "Success" in nbgrader(course, "validate", notebook_in(course / "submitted" / "reference"))
    untouched = nbgrader(course, "validate", notebook_in(course / "release"))
    assert "not started yet" in untouched
    flawed = nbgrader(course, "validate", notebook_in(course / "submitted" / "backward"))
    assert "backward:" in flawed
