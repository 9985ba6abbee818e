"""A question judged on named groups of cases: points of failure, shapes apart, mistakes named only where it is safe."""

import numpy as np
import pytest

from dlcourse.check.harness.cases import UNSAID, Case, Part, inspect_parts

CHECKS = ["one number", "values", "other sizes", "arguments unchanged", "same answer twice"]
MISTAKES = [
    ("bias missing", "the bias is left out", lambda x, w, b: w @ x),
    ("bias subtracted", "the bias is subtracted", lambda x, w, b: w @ x - b),
]


def judged(function, secret=False):
    rng = np.random.default_rng(1)
    cases = []
    for check, n in (("values", 2), ("values", 3), ("other sizes", 1)):
        x, w, b = rng.normal(size=n), rng.normal(size=n), float(rng.normal())
        cases.append(Case(check, f"n = {n}", {"x": x, "w": w, "b": b}, w @ x + b))
    part = Part("weighted_sum", function, cases, MISTAKES, shape_check="one number")
    return inspect_parts("weighted_sum", [part], CHECKS, secret)


def failed(report):
    return [check.name for check in report.checks if check.passed is False]


def test_a_right_answer_passes_every_check():
    report = judged(lambda x, w, b: w @ x + b)
    assert report.passed
    assert [check.name for check in report.checks] == CHECKS


def test_a_known_mistake_is_named():
    report = judged(lambda x, w, b: w @ x)
    assert report.mistakes == ["bias missing"]
    assert report.summary().startswith("weighted_sum: the bias is left out (tested: n = 2: x = [0.3456, 0.8216], w = [")


def test_an_unknown_mistake_gets_no_name():
    report = judged(lambda x, w, b: w @ x + 2 * b)
    assert failed(report) == ["values", "other sizes"]
    assert report.mistakes == []


def test_a_wrong_shape_loses_its_own_check_alone():
    assert failed(judged(lambda x, w, b: np.array([w @ x + b]))) == ["one number"]


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda x, w, b: None, "weighted_sum returns nothing. Is there a `return`?"),
        (lambda x, w, b: 1 / 0, "weighted_sum: the call stopped with ZeroDivisionError"),
        (lambda x, w, b: np.nan, "NaN"),
        (lambda x, w, b: "text", "must give a number, not str"),
    ],
)
def test_other_answers_are_told_in_words(function, said):
    report = judged(function)
    assert said in report.summary()


def test_a_stub_is_not_started():
    def stub(x, w, b):
        raise NotImplementedError

    assert not judged(stub).started


def test_a_changed_argument_is_seen():
    def adds(x, w, b):
        x += 0.5
        return w @ (x - 0.5) + b

    assert "arguments unchanged" in failed(judged(adds))


def test_hidden_numbers_stay_unsaid():
    report = judged(lambda x, w, b: w @ x, secret=True)
    assert {check.expected for check in report.checks if check.passed is False} == {UNSAID}
