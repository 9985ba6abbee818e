"""Odd answers of every kind end in a report."""

import numpy as np
import pytest

from dlcourse.check import implementing_backpropagation as check
from dlcourse.check.harness.calling import call
from dlcourse.check.harness.common import guarded

INSPECTIONS = {
    "initialization": check.inspect_initialization,
    "forward": check.inspect_forward,
    "cost": check.inspect_cost,
    "by_hand": check.inspect_by_hand,
    "backward": check.inspect_backward,
    "gradient_check": check.inspect_gradient_check,
    "update": check.inspect_update,
    "mini_batches": check.inspect_mini_batches,
    "train": check.inspect_train,
}


class Hostile:
    """Raises whatever is done with it."""

    def __eq__(self, other):
        raise SystemExit

    def __hash__(self):
        return 1

    def __repr__(self):
        raise KeyError("no")

    def __array__(self, *args, **kwargs):
        raise SystemExit

    def __len__(self):
        raise RuntimeError


def exits(*args, **kwargs):
    raise SystemExit(3)


def recurses(*args, **kwargs):
    return recurses(*args, **kwargs)


ANSWERS = [
    exits,
    recurses,
    None,
    3,
    lambda *args, **kwargs: None,
    lambda *args, **kwargs: Hostile(),
    lambda *args, **kwargs: (Hostile(), {"A0": Hostile()}),
    lambda *args, **kwargs: {"W1": Hostile(), "dW1": Hostile()},
    lambda *args, **kwargs: [[1, 2], [3]],
    lambda *args, **kwargs: np.nan,
    lambda *args, **kwargs: ({}, []),
    lambda *args, **kwargs: np.array([Hostile()], dtype=object),
    lambda *args, **kwargs: (k for k in range(3)),
]


@pytest.mark.parametrize("question", INSPECTIONS)
@pytest.mark.parametrize("answer", ANSWERS, ids=range(len(ANSWERS)))
def test_a_report_comes_back_and_is_not_passed(question, answer):
    report = guarded(question, INSPECTIONS[question], answer)
    assert not report.passed
    assert str(report)
    assert report._repr_html_()


def test_activations_too():
    assert not guarded("activations", check.inspect_activations, *[exits] * 6).passed


def test_the_fixed_names_of_the_checks():
    def nothing(*args, **kwargs):
        return None

    for question, inspect in INSPECTIONS.items():
        answer = {"z2": 1.0} if question == "by_hand" else nothing
        assert [one.name for one in inspect(answer).checks] == check.CHECKS[question]


def test_a_function_that_never_ends_is_stopped():
    def turns(x):
        while True:
            x += 1

    assert "NeverEnds" in call(turns, {"x": 0}, steps=1000).error
