"""Points, and the promises of the scored form: a plain number, nothing on stderr, no exception."""

import logging
import os
import sys
import warnings

import numpy as np
import pytest
from dlgrader.assignments import ASSIGNMENTS, describe
from dlgrader.assignments import implementing_backpropagation as scored
from dlgrader.assignments.scoring import points_of
from dlgrader.mistakes import BANKS
from dlgrader.mistakes.implementing_backpropagation import namespace

from dlcourse.check.harness.networks import arrays
from dlcourse.check.harness.report import Check, Report

# The agreed truth: what each question of each assignment is worth.
POINTS = {
    "perceptron": {
        "weighted_sum": 10, "step": 10, "gates": 15, "predict": 15, "learn": 15, "train": 20, "accuracy": 5,
        "train_and_test": 10,
    },
    "forward-pass-and-cost": {
        "edges": 12, "shapes": 8, "count": 8, "forward_row": 16, "forward_all": 18, "cost": 14, "slopes": 14,
        "xor": 10,
    },
    "gradient-descent": {
        "derivative": 15, "update": 10, "descend": 20, "gradient": 15, "neuron_gradient": 10, "updates_per_epoch": 5,
        "fit": 15, "learning_rate": 10,
    },
    "implementing-backpropagation": {
        "activations": 10, "initialization": 5, "forward": 15, "cost": 5, "by_hand": 10, "backward": 25,
        "gradient_check": 10, "update": 5, "mini_batches": 5, "train": 10,
    },
    "bug-hunt": {
        "rents": 14, "xor": 14, "ring": 14, "exam": 14, "corners": 14, "sine": 14, "in_words": 16,
    },
}  # fmt: skip


@pytest.mark.parametrize("assignment", POINTS)
def test_points_are_those_that_were_agreed(assignment):
    description = describe(assignment)
    assert description.totals | dict(description.manual) == POINTS[assignment]
    assert sum(POINTS[assignment].values()) == 100
    assert tuple(POINTS) == ASSIGNMENTS


ALL = [(bank, question) for bank in BANKS.values() for question in bank.questions]
every_question = pytest.mark.parametrize(("bank", "question"), ALL, ids=[f"{b.assignment}-{q}" for b, q in ALL])


@every_question
def test_the_reference_gets_every_point_as_a_plain_number(bank, question):
    names = bank.namespace()
    earned = bank.description.scored(question)(*(names[name] for name in bank.questions[question]))
    assert type(earned) in (int, float)
    assert earned == bank.points[question]


@every_question
def test_a_stub_gets_nothing_and_is_told_so(bank, question, capfd):
    def stub(*args, **kwargs):
        raise NotImplementedError

    answers = [getattr(bank.reference, name) for name in bank.questions[question]]
    stubs = [stub if callable(answer) else dict.fromkeys(answer) for answer in answers]
    assert bank.description.scored(question)(*stubs) == 0
    out, err = capfd.readouterr()
    assert f"{question}: not started yet" in out
    assert err == ""


def test_what_a_submission_writes_stays_out(capfd):
    def cost(y_hat, y):
        print("debug")
        print("debug", file=sys.stderr)
        os.write(2, b"straight to the descriptor")
        warnings.warn("careful", stacklevel=1)
        logging.getLogger("student").warning("logged")
        return np.mean((y_hat - y) ** 2)

    assert scored.cost(cost) == 5
    out, err = capfd.readouterr()
    assert err == ""
    assert "debug" not in out
    assert "5 of 5 points" in out


def test_form_alone_earns_nothing():
    def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
        return {"d" + name: np.zeros_like(value) for name, value in parameters.items()}

    assert scored.backward(backward) == 0


def test_a_public_value_by_heart_is_not_enough():
    public = {y_hat.tobytes() for y_hat, _ in arrays().pairs}

    def cost(y_hat, y):
        return float(np.mean((y_hat - y) ** 2)) if y_hat.tobytes() in public else 0.25

    assert scored.cost(cost) < 5


@every_question
def test_exits_and_odd_objects_raise_nothing(bank, question, capfd):
    class Odd:
        def __eq__(self, other):
            raise SystemExit

        __hash__ = None

        def __repr__(self):
            raise SystemExit

    def leaves(*args, **kwargs):
        raise SystemExit

    for answer in (leaves, Odd(), lambda *args, **kwargs: Odd()):
        assert bank.description.scored(question)(*[answer] * len(bank.questions[question])) == 0
    assert capfd.readouterr().err == ""


def test_hidden_numbers_stay_unsaid(capfd):
    names = namespace()
    calls = []

    def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
        calls.append(1)
        y_hat, cache = names["forward"](X, parameters, hidden, output)
        if X.shape[1] == 3 and parameters["W1"].shape == (4, 3):
            cache["Z1"] = cache["Z1"] + 0.5
        return y_hat, cache

    assert scored.forward(forward) < 15
    assert "as the formula gives" in capfd.readouterr().out


def test_train_is_not_lost_with_backward():
    def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
        return {}

    names = namespace()
    names["backward"] = backward
    assert scored.train(names["train"]) == 10
    assert scored.backward(backward) == 0


def test_points_of_counts_form_beside_substance():
    points, form = {"shapes": 1, "values": 2}, ("shapes",)
    both = Report("q", [Check("shapes", True), Check("values", True)])
    shapes = Report("q", [Check("shapes", True), Check("values", False)])
    assert points_of(both, points, form) == 3
    assert points_of(shapes, points, form) == 0
    assert points_of(Report("q", started=False), points, form) == 0
