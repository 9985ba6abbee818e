"""A verdict survives JSON unchanged, and nothing else is taken for one."""

import json

import pytest
from dlgrader.gradebook.outputs import report_outputs
from dlgrader.verdicts.verdict import (
    GRADED,
    NEEDS_A_PERSON,
    CheckVerdict,
    Flag,
    QuestionVerdict,
    Verdict,
    from_dict,
    of_points,
    storable,
)


def example():
    check = CheckVerdict("value", False, 0, 2.5, "the average is missing", "average missing", "m = 5", "1", "5", 0.1)
    question = QuestionVerdict(2.5, 5, said="cost: the average is missing", checks=[check], notes=["slow"])
    flag = Flag("library", "cost", "imports sklearn in line 3", decisive=True)
    outputs = {"3": [{"output_type": "stream", "name": "stdout", "text": "7\n"}]}
    notes = ["cell repaired"]
    return Verdict("backprop", NEEDS_A_PERSON, {"cost": question}, notes, [flag], outputs, True, "0.1.0", 1.5)


def test_json_gives_back_the_same_verdict():
    assert from_dict(json.loads(json.dumps(example().as_dict()))) == example()


def test_points_are_summed_as_plain_numbers():
    verdict = Verdict("a", questions={"p": QuestionVerdict(0.1, 5), "q": QuestionVerdict(0.2, 5)})
    assert verdict.points == 0.3
    assert verdict.max == 10
    assert type(verdict.max) is int


@pytest.mark.parametrize(("most", "points"), [(5, "2.5"), (8, "4"), (3, "1.5"), (0, "0")])
def test_points_that_were_changed_in_the_source_are_given_in_the_same_share(most, points):
    found = example().questions["cost"]
    *_, number = report_outputs("cost", found, Verdict("a"), GRADED, most)
    assert number["data"]["text/plain"] == points
    assert [check.max for check in of_points(found, 8).checks] == [4]
    assert of_points(found, 5) is found


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"assignment": "a"},
        {**example().as_dict(), "state": "excellent"},
        {**example().as_dict(), "points": 100},
        {**example().as_dict(), "questions": {"cost": {"points": 5}}},
        {**example().as_dict(), "questions": []},
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError, match="not a verdict"):
        from_dict(data)


def test_texts_of_a_submission_can_be_stored_and_printed():
    checks = [{"message": "سلام\u200cها\n"}]
    data = {"said": "\ud800\x00\x1b[2J\u202eок", "checks": checks, "points": 2.5, "mistake": None}
    clean = storable(data)
    assert clean["said"] == "\ufffd\ufffd\ufffd[2J\ufffdок"
    assert clean["checks"] == data["checks"] and clean["points"] == 2.5 and clean["mistake"] is None
    clean["said"].encode()
    assert len(storable("x" * 10**6)) == 4_000
