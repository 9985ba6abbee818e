"""nbgrader autograde with a judge of our own: exact points, held questions, and a class that no submission stops."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from nbgrader.api import Gradebook

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
# A judge that gives what the first comment of the answer to `cost` asks for; the sandbox has its own tests.
JUDGE = """
from dlgrader.verdicts.verdict import *
POINTS = {"activations": 10, "initialization": 5, "forward": 15, "cost": 5, "by_hand": 10, "backward": 25,
          "gradient_check": 10, "update": 5, "mini_batches": 5, "train": 10}

def verdict(submission, assignment, student, data):
    if submission.problem:
        return Verdict(assignment, NEEDS_A_PERSON, notes=[submission.problem])
    cost = next(cell.source for cell in submission.cells if cell.question == "cost")
    if "# crash" in cost:
        raise OSError("no sandbox: apt-get install bubblewrap")
    questions = {q: QuestionVerdict(p, p, checks=[CheckVerdict("value", True, p, p)]) for q, p in POINTS.items()}
    state = GRADED
    if "# half" in cost:
        questions["cost"] = QuestionVerdict(2.5, 5, checks=[CheckVerdict("value", False, 2.5, 5, "half")])
    if "# hold" in cost:
        questions["cost"].state = state = NEEDS_A_PERSON
    place = next(cell.position for cell in submission.cells if cell.question == "cost")
    outputs = {str(place): [{"output_type": "display_data", "data": {"text/html": "hi<script>canary=1</script>"}}]}
    return Verdict(assignment, state, questions, outputs=outputs)
"""


def nbgrader(course, *arguments):
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(course), os.environ.get("PYTHONPATH", "")]),
    }
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(REPOSITORY / "source" / ASSIGNMENT, folder / "source" / ASSIGNMENT)
    (folder / "course_judge.py").write_text(JUDGE)
    settings = (REPOSITORY / "nbgrader_config.py").read_text() + (
        "\nfrom dlgrader.gradebook import preprocessors as nbgrader_plugin\nnbgrader_plugin.configure(c)\n"
        'c.ApplyVerdicts.source = "course_judge.verdict"\n'
    )
    (folder / "nbgrader_config.py").write_text(settings)
    nbgrader(folder, "generate_assignment", ASSIGNMENT)
    release = folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"

    def student(name, comment="", change=None):
        notebook = build(release)
        cell = next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "cost")
        cell.source += f"\n# {comment}\n"
        if change:
            change(notebook)
        return hand_in(notebook, folder, name)

    def copied_test(notebook):
        test = next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "test_cost")
        notebook.cells.append(nbformat.from_dict(test | {"id": "again"}))

    student("reference")
    student("half", "half")
    student("held", "hold")
    student("crash", "crash")
    student("copied", change=copied_test)
    cut = student("truncated")
    cut.write_bytes(cut.read_bytes()[:18_220])
    student("empty").write_bytes(b"")
    folder.joinpath("log.txt").write_text(nbgrader(folder, "autograde", ASSIGNMENT))
    return folder


def grades(course, student):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        notebook = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
        return {g.name: (g.auto_score, g.manual_score, g.score, g.needs_manual_grade) for g in notebook.grades}


@pytest.mark.parametrize(("student", "points"), [("reference", 100), ("copied", 100), ("half", 97.5)])
def test_points_are_exactly_the_verdicts(course, student, points):
    found = grades(course, student)
    assert sum(auto for auto, *_ in found.values()) == points
    assert not any(needs for *_, needs in found.values())


def test_a_held_question_waits_for_a_person_and_the_others_count(course):
    found = grades(course, "held")
    assert found["test_cost"][0] is None
    assert found["test_cost"][3]
    assert sum(auto or 0 for auto, *_ in found.values()) == 95


@pytest.mark.parametrize("student", ["crash", "truncated", "empty"])
def test_what_cannot_be_judged_is_no_final_zero(course, student):
    found = grades(course, student)
    assert len(found) == 10
    assert all(auto is None and needs for auto, _, _, needs in found.values())


def test_the_log_says_who_and_why_in_one_line(course):
    log = (course / "log.txt").read_text()
    assert "truncated: notebook could not be read (JSON ends at byte 18,220). Not graded; the file is kept." in log
    assert "crash: not graded: no sandbox: apt-get install bubblewrap" in log
    assert "Traceback" not in log


def test_outputs_of_the_sandbox_are_cleaned_in_the_autograded_notebook(course):
    text = (course / "autograded" / "reference" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()
    assert "canary" not in text
    assert "hi" in text
    nbformat.validate(nbformat.reads(text, as_version=4))


def test_manual_grades_and_comments_survive_a_regrade(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("test_cost", ASSIGNMENT, ASSIGNMENT, "half")
        grade.manual_score = 4
        gradebook.find_comment("cost", ASSIGNMENT, ASSIGNMENT, "half").manual_comment = "Nearly."
        gradebook.db.commit()
    nbgrader(course, "autograde", ASSIGNMENT, "--student", "half", "--force")
    assert grades(course, "half")["test_cost"] == (2.5, 4, 4, True)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_comment("cost", ASSIGNMENT, ASSIGNMENT, "half").comment == "Nearly."
