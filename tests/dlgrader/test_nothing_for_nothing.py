"""An answer that ignores the question earns no point, in any question of any assignment."""

import numpy as np
import pytest
from dlgrader.assignments.scoring import inspected, points_of
from dlgrader.mistakes import BANKS


def empty_caches(*given):
    """A forward pass of zeros in the right shapes."""
    X, parameters = (*given, None, None)[:2]
    if not isinstance(X, np.ndarray) or not isinstance(parameters, dict):
        return None
    cache = {"A0": X}
    for l in range(1, len(parameters) // 2 + 1):
        cache[f"Z{l}"] = cache[f"A{l}"] = np.zeros((len(X), len(parameters[f"b{l}"])))
    return cache[f"A{len(parameters) // 2}"], cache


ANSWERS = {
    "nothing": lambda *given: None,
    "0": lambda *given: 0,
    "1.0": lambda *given: 1.0,
    "NaN": lambda *given: float("nan"),
    "True": lambda *given: True,
    "an empty list": lambda *given: [],
    "an empty dictionary": lambda *given: {},
    "a ragged list": lambda *given: [[1.0], [1.0, [2.0]]],
    "a number of another kind": lambda *given: np.uint64(2**64 - 1),
    "an array of no axis": lambda *given: (np.array(3), np.array(3)),
    "no entries": lambda *given: np.zeros((0, 3)),
    "pairs of arrays of no axis": lambda *given: [(np.array(1.0), np.array(1.0))],
    "parameters of no axis": lambda *given: {name: np.array(1.0) for name in ("W1", "b1", "W2", "b2")},
    "shapes that are numbers": lambda *given: dict.fromkeys(("A0", "W1", "b1", "Z1", "A1"), np.uint64(3)),
    "parameters and a cost of no axis": lambda *given: ({}, np.array(1.0)),
    "its arguments": lambda *given: given,
    "its first argument": lambda *given: given[0] if given else None,
    "its first argument, and no cache": lambda *given: (given[0], {}) if given else None,
    "its first and its last argument": lambda *given: (given[0], given[-1]) if given else None,
    "its last argument": lambda *given: given[-1] if given else None,
    "no parameters and one cost": lambda *given: ({}, [0.0]),
    "zeros": lambda *given: np.zeros_like(given[0]) if given and isinstance(given[0], np.ndarray) else 0,
    "gradients of zeros": lambda *given: {
        f"d{key}": np.zeros_like(value)
        for one in given
        if isinstance(one, dict)
        for key, value in one.items()
        if isinstance(value, np.ndarray)
    },
    "caches of zeros": empty_caches,
}
QUESTIONS = [(name, question) for name, bank in BANKS.items() for question in bank.questions]


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize(("name", "question"), QUESTIONS, ids=["-".join(pair) for pair in QUESTIONS])
def test_what_ignores_the_question_earns_nothing(name, question, answer):
    description = BANKS[name].description

    def given(*arguments, **options):
        return answer(*arguments)

    answers = [given for _ in description[question].defines]
    report = inspected(question, description.inspections(question, answers, 4711))
    assert "answer" not in {check.name for check in report.checks}, "a check of ours stumbled"
    points = points_of(report, description[question].points, description[question].form)
    assert points == 0, [(check.name, check.tested) for check in report.checks if check.passed]
