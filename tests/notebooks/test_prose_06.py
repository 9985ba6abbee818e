"""The numbers in the prose of lecture 06."""

import math

from lecture_text import run

from dlcourse.check.lecture_06 import converges, limit


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


def test_the_game_has_the_limit_that_its_hints_name():
    assert 0.5 < limit() < 1
    assert converges(0.61) and 0.9 <= 0.61 / limit() <= 1
    assert converges(0.99 * limit()) and not converges(1.05 * limit())
    assert math.ceil(10 / 4) == 3
