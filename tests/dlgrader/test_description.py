"""A description that contradicts itself is refused where it is made, with the place."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from dlgrader.assignments import ASSIGNMENTS, describe
from dlgrader.assignments.description import Assignment, DescriptionError, Gradients, Question

from dlcourse.check.harness.report import Check, Report


def halves(answer, seed=None):
    """A report on a function that should halve a number."""
    number = 4.0 if seed is None else np.random.default_rng(seed).uniform(1, 9)
    return Report("half", [Check("value", answer(number) == number / 2), Check("number", True)])


HALF = Question("half", {"value": 2.5, "number": 0.5}, public=halves, hidden=halves, form=("number",))
SMALL = Assignment("small-one", (HALF,), seed=3)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "two words"}, "'two words' is no name of a question"),
        ({"points": {}}, "half: it has no check"),
        ({"points": {"value": 3, "number": 0}}, "half: no points for number"),
        ({"points": {"value": 3, "number": float("nan")}}, "half: no points for number"),
        ({"points": {"value": 3, "number": 0.25}}, "half: its checks give 3.25 points, which is no whole number"),
        ({"form": ("numbers",)}, "half: of form, but no check: numbers"),
        ({"form": ("value", "number")}, "half: no check of substance"),
        ({"defines": ("half", "a half")}, "half: cannot be defined in a cell: a half"),
        ({"public": None}, "half: `public` is no function"),
        ({"hidden": 4}, "half: `hidden` is no function"),
        ({"read_again": ("11", "Trust, and check")}, "half: '11' is no lecture's file"),
        ({"gradients": Gradients("backward", 1, halves, halves)}, "half: does not define backward"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_a_question_that_cannot_be_asked(change, said):
    with pytest.raises(DescriptionError) as error:
        replace(HALF, **change)
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"questions": ()}, "it has no question"),
        ({"questions": (HALF, HALF)}, "a question stands twice: half"),
        ({"manual": {"half": 4}}, "a question stands twice: half"),
        ({"questions": (HALF, replace(HALF, name="again", defines=("half",)))}, "defined twice: half"),
        ({"stand_ins": {"halve": abs}}, "lends what no question defines: halve"),
        ({"questions": (replace(HALF, counted=("half",)),)}, "half counts calls of half, not defined before it"),
        ({"data": ("no_such_table",)}, "no data are called no_such_table"),
    ],
    ids=["none", "twice", "by-hand-too", "defined-twice", "stand-in", "counted", "data"],
)
def test_an_assignment_that_cannot_be_given(change, said):
    with pytest.raises(DescriptionError, match=f"^small-one: {said}"):
        replace(SMALL, **change)


def test_a_misspelt_field_fails_where_it_is_written():
    with pytest.raises(TypeError, match="standins"):
        Assignment("small-one", (HALF,), seed=3, standins={})


def test_nothing_of_it_can_be_changed():
    for change in (
        lambda: setattr(SMALL, "seed", 4),
        lambda: setattr(HALF, "form", ()),
        lambda: HALF.points.update(value=100),
        lambda: SMALL.manual.update(words=100),
    ):
        with pytest.raises((FrozenInstanceError, AttributeError)):
            change()


def test_the_hidden_inputs_follow_from_the_seed_that_is_given():
    def knows_the_public_one(number):
        return 2.0 if number == 4.0 else 0.0

    for seed in (None, 8):
        public, hidden = SMALL.inspections("half", [knows_the_public_one], seed)
        assert public().passed
        assert not hidden().passed
    assert SMALL.scored("half")(lambda number: number / 2) == 3
    assert SMALL.scored("half")(knows_the_public_one) == 0
    with pytest.raises(AttributeError, match="small-one has no question 'third'"):
        SMALL.scored("third")


def test_only_assignments_are_described():
    assert [describe(name).name for name in ASSIGNMENTS] == list(ASSIGNMENTS)
    for other in ("scoring", "description", "bug-hunt-key", "bug_hunt", "", "..description"):
        with pytest.raises(LookupError, match="no assignment is called"):
            describe(other)
