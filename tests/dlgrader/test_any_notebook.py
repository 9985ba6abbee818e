# ruff: noqa: E501
"""Any notebook in a class: it gets a state of its own, and whoever sits beside it loses nothing."""

import json
import shutil

import pytest
from dlgrader.mistakes.notebooks import ASSIGNMENT
from dlgrader.verdicts.verdict import STATES
from gradebook_rows import class_of_six, grade, rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.slow

ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
METADATA = st.fixed_dictionaries(
    {},
    optional={
        "nbgrader": st.fixed_dictionaries(
            {"grade_id": st.sampled_from(["cost", "test_cost", "train", "nobody"])},
            optional={"points": ODD, "solution": ODD, "grade": ODD, "locked": ODD, "schema_version": ODD, "task": ODD},
        ),
        "tags": ODD,
        "collapsed": ODD,
    },
)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = class_of_six(tmp_path_factory.mktemp("any") / "course")
    for student in ("bob", "odd", "zoe", "kai"):
        shutil.rmtree(folder / "submitted" / student)
    return folder


@pytest.fixture(scope="module")
def neighbour(course):
    """What the gradebook says of the other student before anything odd was handed in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAKE_LOG", "/dev/null")
        grade(course)
    return [row for row in rows(course)[0] if row[0] == "ada"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, 5), ODD, ODD,
    st.lists(st.tuples(st.integers(0, 33), st.sampled_from(["metadata", "source", "cell_type", "id", "outputs"]), ODD | METADATA)),
    st.permutations(range(34)), st.integers(0, 34),
)  # fmt: skip
def test_any_notebook_is_no_others_loss(course, neighbour, version, minor, metadata, changes, order, kept):
    own = course / "submitted/ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(own.read_text())
    notebook |= {"nbformat": version, "nbformat_minor": minor, "metadata": metadata}
    for place, key, value in changes:
        notebook["cells"][place % len(notebook["cells"])][key] = value
    notebook["cells"] = [notebook["cells"][k] for k in order if k < len(notebook["cells"])][:kept]
    path = course / "submitted/eve" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.write_text(json.dumps(notebook))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAKE_LOG", "/dev/null")
        outcome = grade(course, regrade=True)
    assert outcome.states["ada"] == "graded" and outcome.states["eve"] in STATES
    assert outcome.reasons.get("eve") != "nbgrader could not write it into the gradebook."
    found = rows(course)[0]
    assert [row for row in found if row[0] == "ada"] == neighbour
    assert len([row for row in found if row[0] == "eve"]) == 10
