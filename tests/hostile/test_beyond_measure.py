"""The right answers with every number replaced by one beyond all measure: they earn nothing, in any assignment,
and pass no exercise of a lecture."""

import warnings
from importlib import import_module

import numpy as np
import pytest
from dlgrader.assignments.scoring import inspected, points_of
from dlgrader.mistakes import BANKS
from dlgrader.mistakes.lectures import LECTURES

from dlcourse.check.harness.common import guarded

NUMBERS = {
    "inf": np.inf, "-inf": -np.inf, "nan": np.nan, "1.7e308": 1.7e308, "-1.7e308": -1.7e308, "1e200": 1e200,
    "1e-320": 1e-320, "10**400": 10**400, "complex inf": complex(np.inf, 0),
}  # fmt: skip
# Checks whose answer holds no number: a letter, and True or False.
NO_NUMBERS = {
    ("gradient-descent", "learning_rate"): {"below the border", "above the border", "steep and flat"},
    **{("bug-hunt", name): {"kind"} for name in BANKS["bug-hunt"].questions},
}
QUESTIONS = [(name, question) for name, bank in BANKS.items() for question in bank.questions]


def replaced(value, number):
    """The same value, of the same shape and keys, with ``number`` for each number."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, np.ndarray):
        return np.full(value.shape, number, dtype=object if isinstance(number, int) else None)
    if isinstance(value, dict):
        return {key: replaced(one, number) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(replaced(one, number) for one in value)
    return number if isinstance(value, int | float | np.number) else value


def spoilt(answer, number):
    if not callable(answer):
        return replaced(answer, number)

    def function(*given, **options):
        return replaced(answer(*given, **options), number)

    return function


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize(("name", "question"), QUESTIONS, ids=["-".join(pair) for pair in QUESTIONS])
def test_the_right_shape_of_such_numbers_earns_nothing(name, question, number):
    bank = BANKS[name]
    description, keeps = bank.description, NO_NUMBERS.get((name, question), set())
    answers = [spoilt(getattr(bank.reference, one), number) for one in description[question].defines]
    report = inspected(question, description.inspections(question, answers, 4711))
    assert "answer" not in {check.name for check in report.checks}, "a check of ours stumbled"
    form = set(description[question].form)
    assert {check.name for check in report.checks if check.passed} - form <= keeps
    if not keeps:
        assert points_of(report, description[question].points, description[question].form) == 0


EXERCISES = [(lecture, exercise) for lecture, entries in LECTURES.items() for exercise in entries.VARIANTS]


@pytest.mark.parametrize(("lecture", "exercise"), EXERCISES, ids=["-".join(pair) for pair in EXERCISES])
def test_they_pass_no_exercise_of_a_lecture(lecture, exercise):
    """Nor a case of one that another wrong number does not pass."""
    inspect = getattr(import_module(f"dlcourse.check.lectures.{lecture}"), f"inspect_{exercise}")
    answer = next(iter(LECTURES[lecture].VARIANTS[exercise].values()))

    def passed(number):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            report = guarded(exercise, inspect, spoilt(answer, number))
        return {check.name for check in report.checks if check.passed}

    by_chance = set().union(
        *map(passed, (0.4567, -3.21, 0.0, 1e9))
    )  # 1e-320 is near to 0, a loss may be any that is large
    assert {name: passed(number) - by_chance for name, number in NUMBERS.items()} == {name: set() for name in NUMBERS}
