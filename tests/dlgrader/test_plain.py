"""A plain nbgrader assignment just works: graded by its own tests, in the sandbox, as nbgrader would."""

import os
import subprocess
import sys

import pytest
from plain_course import answer, course, grade, hand_in, notebook, points, test

SQUARE = notebook(
    "import numpy as np",
    answer("def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION", "square"),
    test(
        "assert square(2) == 4\n### BEGIN HIDDEN TESTS\nassert square(3) == 9, 'three squared'\n### END HIDDEN TESTS",
        "test_square",
        3,
    ),
)
ANSWERS = {
    "ada": ({"square": "def square(x):\n    return x ** 2"}, 3),
    "bob": ({"square": "def square(x):\n    return 2 * x"}, 0),
    "eve": ({}, 0),
}


@pytest.fixture(scope="module")
def squares(tmp_path_factory):
    folder = course(tmp_path_factory.mktemp("plain") / "course", "hw1", {"hw1": SQUARE})
    for student, (answers, _) in ANSWERS.items():
        hand_in(folder, "hw1", student, answers)
    return folder


def earned(folder, name):
    return {student: [score for score, _ in cells.values()] for student, cells in points(folder, name).items()}


def test_both_commands_give_the_points_of_nbgrader(squares):
    outcome = grade(squares, "hw1")
    assert outcome.counts() == {"graded": 3} and outcome.status == 0
    right = {student: [score] for student, (_, score) in ANSWERS.items()}
    assert earned(squares, "hw1") == right
    graded = {path: path.read_text() for path in (squares / "autograded").rglob("*.ipynb")}
    assert len(graded) == 3 and not any("three squared" in text for text in graded.values())
    assert grade(squares, "hw1").kept == 3
    environment = os.environ | {"PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])}  # noqa: PTH120
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "hw1", "--force"], cwd=squares, env=environment,
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert earned(squares, "hw1") == right
    assert not any("three squared" in path.read_text() for path in graded)
