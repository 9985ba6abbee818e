"""The numbers in the prose of lecture 10."""

import math

import pytest
import sympy
from lecture_text import run


def test_the_numbers_in_the_prose_of_10():
    _, names = run("lecture_10", {})
    assert pytest.approx(1.4) == 1 - 0.1 * (2 * (1 - 3))
    curves = {float(name.split("= ")[1]): costs for name, costs in names["curves"].items()}
    assert curves[0.01][-1] > 1  # creeps
    assert curves[0.3][5] < 1e-3  # there after a few steps
    assert curves[0.95][-1] < curves[0.95][0]  # closer
    assert curves[1.02][-1] > curves[1.02][0]  # further away
    assert len(curves) == 4 and {len(costs) for costs in curves.values()} == {20}
    error = 0.5 * 2 + 0.3 - 1
    assert [2 * error * 2, 2 * error] == pytest.approx([1.2, 0.6])
    assert names["by_w"] == pytest.approx(1.2) and names["by_b"] == pytest.approx(0.6)
    assert [len(rows) for rows in names["cut"]] == [2, 2, 1]
    assert names["history"].updates[-1] == 30
    assert math.ceil(5 / 2) == 3 and math.ceil(1000 / 32) * 10 == 320


def test_every_step_multiplies_the_distance():
    w, alpha = sympy.symbols("w alpha")
    J = (w - 3) ** 2
    after = w - alpha * sympy.diff(J, w)
    assert sympy.simplify((after - 3) / (w - 3) - (1 - 2 * alpha)) == 0
