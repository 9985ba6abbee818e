"""Data decides, sentences inform: with every sentence of both packages reworded, a machine reads the same."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import reworded
from dlgrader.assignments import ASSIGNMENTS, describe
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED

PROGRAM = Path(reworded.__file__)


# What a machine reads besides mistakes' ids: names of checks, kinds of flags, states.
NAMES = [
    *(check for name in ASSIGNMENTS for question in describe(name).questions for check in question.points),
    *(GRADED, NOT_GRADED, NEEDS_A_PERSON, "could not be judged", "no loop over the rows"),
]


def graded(*options):
    line = [sys.executable, str(PROGRAM), "--names", json.dumps(NAMES), *options]
    done = subprocess.run(line, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
def test_points_states_and_ids_hang_on_no_sentence():
    plain, other = graded(), graded("--reworded")
    assert plain["changed"] == 0 and other["changed"] > 1500
    differ = {name: (was, other["found"][name]) for name, was in plain["found"].items() if other["found"][name] != was}
    assert not differ, json.dumps(differ, indent=1)[:3000]


def test_what_counts_as_a_sentence():
    for text in ("it is wrong", "Is there a `return`?", "{name} has the wrong shape", "not graded: the file is kept"):
        assert reworded.is_sentence(text), text
    for text in ("average missing", "SELECT a FROM b", "import numpy as np", "a abbr b br", r"(\d+) of the", "utf-8"):
        assert not reworded.is_sentence(text), text
    assert reworded.in_capitals("exactly m = {m} times too large") == "EXACTLY M = {m} TIMES TOO LARGE"
