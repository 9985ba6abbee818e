"""Release, fill in, submit, autograde, feedback, export: with nbgrader's own commands, for every assignment."""

import csv
import html
import os
import re
import shutil
import subprocess
import sys
import warnings
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from dlgrader.course.nbgrader import Course
from dlgrader.mistakes import BANKS
from dlgrader.mistakes.bank import Bank
from dlgrader.mistakes.matrix import public_verdict
from dlgrader.mistakes.notebooks import build, hand_in
from nbgrader.validator import Validator

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Graded:
    """A course whose students are graded and have feedback.

    ``flawed`` maps a student to the mutant that was handed in: one mistake of each question.
    """

    folder: Path
    bank: Bank
    flawed: dict

    @property
    def name(self):
        return self.bank.assignment

    @cached_property
    def partly(self):
        """Two questions, answered by a student who left the others."""
        questions = list(self.bank.questions)
        return [questions[0], questions[-2]]

    def notebook(self, *folder):
        return self.folder.joinpath(*folder) / self.name / f"{self.name}.ipynb"

    def page(self, student):
        return self.notebook("feedback", student).with_suffix(".html").read_text(encoding="utf-8")

    def said(self, student):
        """What the student's own check says of the mistake."""
        mutant = self.flawed[student]
        return public_verdict(self.bank, mutant.question, self.bank.namespace(mutant.functions))


def nbgrader(course, *arguments):
    """Run `nbgrader ...` in `course` and return what it printed; it must succeed without noise."""
    bin_folder = str(Path(sys.executable).parent)
    environment = os.environ | {"PATH": os.pathsep.join([bin_folder, os.environ["PATH"]])}
    command = [sys.executable, "-m", "nbgrader", *map(str, arguments)]
    done = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, timeout=400)
    printed = done.stdout + done.stderr
    assert done.returncode == 0, printed
    for noise in ("Traceback", "DeprecationWarning", "FutureWarning", "src/dlgrader/", "src/dlcourse/"):
        assert noise not in printed, printed
    return printed


@pytest.fixture(scope="module", params=BANKS)
def graded(request, tmp_path_factory):
    """Every assignment in a course of its own."""
    folder, bank = tmp_path_factory.mktemp("course"), BANKS[request.param]
    found = Graded(folder, bank, {mutant.question: mutant for mutant in reversed(bank.public_mutants)})
    shutil.copytree(REPOSITORY / "source" / found.name, folder / "source" / found.name)
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    nbgrader(folder, "generate_assignment", found.name)
    release = found.notebook("release")
    hand_in(build(release), folder, "reference", found.name)
    hand_in(build(release, []), folder, "untouched", found.name)
    hand_in(build(release, found.partly), folder, "partly", found.name)
    for student, mutant in found.flawed.items():
        hand_in(build(release, overrides=mutant.functions), folder, student, found.name)
    nbgrader(folder, "autograde", found.name)
    nbgrader(folder, "generate_feedback", found.name)
    return found


@pytest.fixture(scope="module")
def results(graded):
    """{student: what the gradebook says}, the questions that a person grades left out."""
    with Course(graded.folder) as course:
        found = {s: course.result(graded.name, s) for s in ("reference", "untouched", "partly", *graded.flawed)}
    for result in found.values():
        for question in graded.bank.manual:
            assert result.max_points.pop(question) == graded.bank.manual[question]
            assert result.points.pop(question) == 0
    return found


def points_without_nbgrader(bank, functions):
    """What the scored checks give when they are called here, in the notebook's order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = bank.namespace(functions)
        return {
            question: bank.description.scored(question)(*(names[name] for name in defined))
            for question, defined in bank.questions.items()
        }


def test_the_reference_gets_every_point(graded, results):
    result = results["reference"]
    assert result.max_points == graded.bank.points
    assert result.points == graded.bank.points
    assert result.mistakes == []


def test_a_flawed_submission_gets_exactly_its_points(graded, results):
    assert set(graded.flawed) == set(graded.bank.questions)
    for student, mutant in graded.flawed.items():
        result = results[student]
        assert result.points == pytest.approx(points_without_nbgrader(graded.bank, mutant.functions)), student
        lost = {question for question, most in graded.bank.points.items() if result.points[question] < most}
        assert lost == {mutant.question}
        assert len(result.mistakes) == 1
        assert re.fullmatch(r"[a-z ]+: .{4,}", result.mistakes[0])


def test_a_partly_done_submission_earns_what_was_done(graded, results):
    points = results["partly"].points
    assert points == {q: most if q in graded.partly else 0 for q, most in graded.bank.points.items()}


def test_the_untouched_release_gets_nothing_and_is_told_so(graded, results):
    result = results["untouched"]
    assert sum(result.points.values()) == 0
    assert result.mistakes == [f"not started: {', '.join(graded.bank.questions).replace('_', ' ')}"]
    page = graded.page("untouched")
    assert page.count("not started yet") == 2 * len(graded.bank.questions)  # in the points and in the report
    assert "Traceback (most recent call last)" not in page


def test_the_graded_cells_print_nothing_on_stderr_and_raise_nothing(graded):
    for path in sorted((graded.folder / "autograded").glob("*/*/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            is_graded = cell.metadata.get("nbgrader", {}).get("grade")
            for output in cell.get("outputs", []) if is_graded else ():
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


def test_feedback_pages_stand_alone(graded):
    pages = sorted((graded.folder / "feedback").glob("*/*/*.html"))
    assert len(pages) == 3 + len(graded.flawed)
    for path in pages:
        page = path.read_text(encoding="utf-8")
        parser = Loads()
        parser.feed(page)
        assert parser.found == []
        assert "@import" not in page
        assert 'name="viewport"' in page
        assert "<math" in page
        assert "BEGIN SOLUTION" not in page


def test_feedback_shows_the_points_of_every_question(graded):
    page = graded.page("reference")
    waits = "so far " if graded.bank.manual else ""  # for the points that a person gives
    assert f">{waits}{sum(graded.bank.points.values())} / 100<" in page
    for question, points in graded.bank.points.items():
        assert f'href="#test_{question}"' in page
        assert f">{points} / {points}<" in page


def test_export_and_student_list(graded):
    nbgrader(graded.folder, "export", "--to", "all.csv")
    with (graded.folder / "all.csv").open(newline="") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores["reference"] == sum(graded.bank.points.values())
    assert scores["untouched"] == 0
    assert set(scores) == {"reference", "untouched", "partly", *graded.flawed}
    assert "reference" in nbgrader(graded.folder, "db", "student", "list")


def test_the_validate_command_accepts_the_reference_and_names_what_is_wrong(graded):
    assert "Success" in nbgrader(graded.folder, "validate", graded.notebook("submitted", "reference"))
    untouched = nbgrader(graded.folder, "validate", graded.notebook("release"))
    assert untouched.count("not started yet") == len(graded.bank.questions)
    student = list(graded.flawed)[-1]
    flawed = nbgrader(graded.folder, "validate", graded.notebook("submitted", student))
    assert as_one_line(graded.said(student)) in as_one_line(flawed)


def test_validate_and_feedback_say_what_the_students_own_check_says(graded):
    """The words of the Validate button, which calls nbgrader's Validator, and those of the feedback page."""
    for student, mutant in graded.flawed.items():
        said = as_one_line(graded.said(student))
        # The mistake is the same; a hidden example may show it where a public one of an earlier check was right.
        words = said.removeprefix(f"{mutant.question}:").partition("(tested:")[0]
        assert words in as_one_line(html.unescape(graded.page(student))), student
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = Validator().validate(str(graded.notebook("submitted", student)))
    assert [as_one_line(fault["error"]).removeprefix("AssertionError:") for fault in result["failed"]] == [said]


def as_one_line(text):
    """The words without their spaces: Validate breaks lines where it likes."""
    return "".join(text.split())
