"""The numbers in the prose of lecture 06."""

import math

import numpy as np
import pytest
from in_node import page
from lecture_text import run

from dlcourse.check.lectures.lecture_06 import PASS, UPDATES, converges, limit
from dlcourse.widgets.playground.view import LESSONS


def test_the_numbers_in_the_prose_of_06():
    shown, names = run("lecture_06", {})
    assert any("step" in text and "cannot learn" in text for text in shown)
    assert abs(names["softmax"].sum() - 1) < 1e-12
    runs = names["runs"]
    assert (runs[8].updates[9], runs[427].updates[9]) == (540, 10)
    assert runs[8].cost[9] < runs[64].cost[9] < runs[427].cost[9]  # the small batches win
    at = names["at_140"]
    assert all(updates >= 140 for updates, _, _ in at.values())
    costs = [cost for *_, cost in at.values()]
    assert max(costs) - min(costs) < 0.3 * (runs[427].cost[0] - min(costs))  # close together
    assert 40 < at[427][1] / at[8][1] < 60  # about fifty times
    assert all(run.updates[-1] >= 140 for run in runs.values())
    assert all(run.samples[9] == 4270 for run in runs.values())  # equal epochs are equal samples seen
    assert any("after 10 epochs" in text and "after 140 updates" in text for text in shown)
    assert names["X"].shape == (427, 30) and np.allclose(names["X"].mean(axis=0), 0)  # scaled after the cut
    wild, slow = names["corners"][8, 10.0], names["corners"][427, 0.01]
    assert len(wild) == len(slow) == 5 and max(wild) - min(wild) > 3 * (max(slow) - min(slow))
    assert any(w > s for w, s in zip(wild, slow, strict=True)) and any(w < s for w, s in zip(wild, slow, strict=True))
    table = names["table"]
    assert all(table[corner] > 0.25 for corner in ((8, 10.0), (427, 0.01)))
    assert table[8, 1.0] < table[8, 0.1] < 0.1  # 0.1 does well and 1 a little better
    assert table[8, 10.0] > 2 * table[8, 0.1]  # wild: it differs from machine to machine
    assert table[64, 10.0] < 1.5 * table[64, 1.0]
    assert table[427, 0.1] > 0.5  # hardly begun


PLAYGROUND = """
import { Run } from "./playground/page_run.js";
const fixed = { regularisation: "none", regularisation_rate: 0, features: ["x0", "x1"], cost: "cross_entropy" };
const state = { ...fixed, ...given.state, share: 0.5, noise: 0, ...given.lesson };
const run = new Run(state);
while (run.epochs < given.epochs && run.diverged === null) run.step(run.N, { ...state, learning_rate: given.rate });
const [train, test] = ["train", "test"].map((part) => run.curve.map((p) => p[part]));
result = { N: run.N, train, test, per: [1, 10].map((b) => run.perEpoch(b)) };
"""


def playground(lesson, rate, epochs, seed):
    state = LESSONS[lesson]["begin"]
    fixed = {"activation": "tanh", "batch_size": 10, "seed": seed}
    return page(PLAYGROUND, {"state": fixed, "lesson": state, "rate": rate, "epochs": epochs})


def test_what_the_questions_say_of_the_playground():
    creeping, good = (playground("learning-rate", rate, 200, 2)["train"] for rate in (0.001, 0.1))
    assert 0 < 1 - creeping[-1] / creeping[0] < 0.01 and good[-1] < 0.2 * good[0]
    wild = playground("learning-rate", 10, 200, 2)["train"]
    assert max(wild[-50:]) > 1.5 * min(wild[-50:])  # it jumps
    batches = playground("batch-size", 0.1, 1, 2)
    assert (batches["N"], batches["per"]) == (100, [100, 10])
    few = playground("epochs", 0.1, 1500, 1)
    assert few["N"] == 60 and 2 * 8 + 8 + 8 * 8 + 8 + 8 + 1 == 105
    assert min(few["test"]) < few["test"][0] and few["test"][-1] > 1.5 * min(few["test"])
    assert few["train"][-1] < few["train"][0]


def test_softmax_is_a_probability_for_each_class():
    rng = np.random.default_rng(0)
    z = rng.normal(size=(50, 4))
    a = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    assert a.min() > 0 and a.sum(axis=1) == pytest.approx(1)


def test_the_game_has_the_limit_that_its_hints_name():
    assert 0.5 < limit() < 1
    assert (UPDATES, PASS) == (2000, 90)
    assert converges(0.61) and 0.9 <= 0.61 / limit() <= 1
    assert converges(0.99 * limit()) and not converges(1.05 * limit())
    assert math.ceil(10 / 4) == 3
