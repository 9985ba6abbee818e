"""The rule for naming a mistake: it explains every case, two cases differ through it, and no other name fits."""

import numpy as np
import pytest

from dlcourse.check.harness import exercises
from dlcourse.check.harness.cases import Case, Part
from dlcourse.check.harness.one_mistake import explanations, only_explanation
from dlcourse.check.implementing_backpropagation.diagnose import name_by_candidates

NUMBERS = (1.0, 2.0, 3.0, 5.0)
MISTAKES = {
    "doubled": lambda x: 4 * x,
    "sign": lambda x: -2 * x,
    "wrong at 5": lambda x: 7.0 if x == 5 else 2 * x,
}


def differs(wrong, case):
    x, got = case
    return None if wrong(x) != got else wrong(x) != 2 * x


def named(function, mistakes=MISTAKES, numbers=NUMBERS):
    return only_explanation(mistakes.items(), [(x, function(x)) for x in numbers], differs)


def test_the_one_that_explains_every_case_is_named():
    assert named(lambda x: 4 * x) is MISTAKES["doubled"]
    assert named(lambda x: -2 * x) is MISTAKES["sign"]
    assert named(lambda x: 4 * x if x < 5 else 0.0) is None  # one case it does not explain


def test_one_telling_case_is_too_few():
    assert named(MISTAKES["wrong at 5"]) is None
    assert named(MISTAKES["wrong at 5"], numbers=(5.0, 5.0)) is MISTAKES["wrong at 5"]
    assert named(lambda x: 2 * x) is None  # nothing is wrong


def test_two_names_that_fit_are_no_name_and_two_of_one_name_are():
    twins = {"doubled": MISTAKES["doubled"], "added": lambda x: 2 * x + 2 * x}
    assert named(lambda x: 4 * x, twins) is None
    cases = [(x, 4 * x) for x in NUMBERS]
    assert list(explanations(twins.items(), cases, differs)) == ["doubled", "added"]
    alike = [("doubled", MISTAKES["doubled"]), ("doubled", twins["added"])]
    assert only_explanation(alike, cases, differs) is MISTAKES["doubled"]


def lecture_names(function, mistakes):
    cases = [exercises.Case(f"x = {x}", {"x": x}, 2 * x) for x in NUMBERS]
    return exercises.inspect("twice", function, cases, mistakes).mistakes


def assignment_name(function, mistakes):
    part = Part("twice", function, [Case("value", f"x = {x}", {"x": x}, np.array(2 * x)) for x in NUMBERS], mistakes)
    part.run()
    return [part.mistake[0]] if part.mistake else []


@pytest.mark.parametrize("of", [lecture_names, assignment_name])
def test_lectures_and_assignments_name_alike(of):
    table = [(name, f"this is {name}", wrong) for name, wrong in MISTAKES.items()]
    assert of(lambda x: 4 * x, table) == ["doubled"]
    assert of(lambda x: 7.0 if x == 5 else 2 * x, table) == []
    assert of(lambda x: 4 * x, [*table, ("added", "another", lambda x: 2 * x + 2 * x)]) == []


def test_candidates_of_a_formula_are_named_by_the_same_rule():
    doubled, sign = ("doubled", "twice too large"), ("sign", "turned round")
    cases = [(4 * x, 2 * x, {doubled: 4 * x, sign: -2 * x}) for x in NUMBERS]
    assert name_by_candidates(cases) == doubled
    assert name_by_candidates(cases[:1]) is None
    assert name_by_candidates([(got, right, {**tries, ("added", ""): got}) for got, right, tries in cases]) is None
