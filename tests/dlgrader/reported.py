"""A small graded course for the tests of reports: honest, damaged, held, late and hostile submissions."""

import shutil
from pathlib import Path

import nbformat
from dlgrader.batch.batch import autograde
from dlgrader.course.nbgrader import Course
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED, CheckVerdict, Flag, QuestionVerdict, Verdict
from nbgrader.api import Gradebook

REPOSITORY = Path(__file__).resolve().parents[2]
HOSTILE = "</td><script>window.canary = 1; alert(1)</script><img src='http://canary.example/x' onerror='alert(1)'>"
POINTS = {
    "activations": 10, "initialization": 5, "forward": 15, "cost": 5, "by_hand": 10, "backward": 25,
    "gradient_check": 10, "update": 5, "mini_batches": 5, "train": 10,
}  # fmt: skip
OWN = '''def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    """By myself."""
    prime = dict(sigmoid=sigmoid_prime, tanh=tanh_prime, relu=relu_prime)
    result = {}
    depth = sum(1 for key in parameters if key.startswith("W"))
    error = None
    level = depth
    while level > 0:
        below = cache["A" + str(level - 1)]
        here = cache["Z" + str(level)]
        if error is None:
            error = (cache["A" + str(level)] - y) * 2.0
            slope = prime.get(output, np.ones_like)(here)
        else:
            slope = prime.get(hidden)(here)
        delta = np.multiply(error, slope)
        weights = np.zeros(parameters["W" + str(level)].shape)
        for row in range(delta.shape[0]):
            weights += np.outer(delta[row], below[row])
        result["dW" + str(level)] = weights / y.shape[0]
        result["db" + str(level)] = delta.mean(axis=0)
        error = np.dot(delta, parameters["W" + str(level)])
        level -= 1
    return result
'''
COPIED = f"# all mine {HOSTILE}\n" + OWN.replace("By myself.", "I wrote this.")
for before, after in {"level": "k", "delta": "grad", "result": "out", "weights": "acc", "error": "e"}.items():
    COPIED = COPIED.replace(before, after)


def verdict_of(task):
    """What each student of the class gets."""
    questions = {
        name: QuestionVerdict(
            most, most, said="all 2 checks passed", checks=[
                CheckVerdict("value", True, most - 1, most), CheckVerdict("shape", True, 1, 1),
            ],
        )
        for name, most in POINTS.items()
    }  # fmt: skip
    verdict = Verdict(task.assignment, GRADED, questions)
    if task.student in ("wrong1", "wrong2"):
        message = "db2 is 5 times too large" if task.student == "wrong1" else HOSTILE
        check = CheckVerdict("value", False, 0, 24, message, "average missing")
        questions["backward"] = QuestionVerdict(1, 25, said=message, checks=[check])
    if task.student == "flagged":
        verdict.state = questions["cost"].state = NEEDS_A_PERSON
        evidence = Flag("numerical differences", "cost", "calls forward 40 times")
        verdict.flags = [evidence, Flag("x", "train", HOSTILE, True)]
    if task.student == "broken":
        return Verdict(task.assignment, NEEDS_A_PERSON, notes=["broken: notebook could not be read (JSON ends). Next."])
    if task.student == "lost":
        return Verdict(task.assignment, NOT_GRADED, notes=["not graded: the worker was lost"])
    if task.student == "nothing":
        for question in questions.values():
            question.points, question.started, question.checks = 0, False, []
    return verdict


STUDENTS = ["honest", "wrong1", "wrong2", "flagged", "broken", "lost", "nothing", "twin1", "twin2"]


def make_course(folder):
    """The course: one question of it, `explain`, is graded by a person. ``absent`` hands in nothing."""
    shutil.copytree(REPOSITORY / "source" / ASSIGNMENT, folder / "source" / ASSIGNMENT)
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    path = folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    source = nbformat.read(path, as_version=4)
    explain = nbformat.v4.new_markdown_cell("Why?\n### BEGIN SOLUTION\nBecause.\n### END SOLUTION")
    explain.metadata["nbgrader"] = {
        "grade": True, "solution": True, "locked": False, "task": False, "points": 4, "grade_id": "explain",
        "schema_version": 3, "cell_type": "markdown",
    }  # fmt: skip
    source.cells.append(explain)
    nbformat.write(source, path)
    release = folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    with Course(folder) as course:
        course.generate_assignment(ASSIGNMENT)
    for student in STUDENTS:
        notebook = build(release, [] if student == "nothing" else None)
        cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
        if student == "honest":
            cells["explain"].source = "Because of the chain rule."
        if student.startswith("twin"):
            cells["backward"].source = OWN if student == "twin1" else COPIED
        notebook.cells[0].source += f"\n{student}"
        hand_in(notebook, folder, student)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for student in [*STUDENTS, "absent"]:
            name = HOSTILE if student == "wrong2" else "=cmd()" if student == "wrong1" else "Ana"
            gradebook.update_or_create_student(student, first_name=name, last_name="Souza")
    autograde(folder, ASSIGNMENT, quiet=True, judge=verdict_of)
    return folder
