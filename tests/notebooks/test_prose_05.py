"""The numbers in the prose of lecture 05."""

import re

import numpy as np
from lecture_text import run

from dlcourse import nn


def test_the_numbers_in_the_prose_of_05():
    shown, names = run("lecture_05", {})
    assert names["A1"].tolist() == [[0, 0], [1, 0], [1, 0], [1, 1]]  # OR, then AND
    assert {tuple(row) for row in np.hstack([names["A1"], names["y"]])} == {(0, 0, 0), (1, 0, 1), (1, 1, 0)}
    assert sum(array.size for array in names["linear"].values()) == 44
    assert "True" in "".join(shown)
    assert sum(array.size for array in nn.initialize_parameters([4, 5, 3], np.random.default_rng(0)).values()) == 43
    two, four = (int(count) for count in re.findall(r"\((\d+), 20\)", "\n".join(shown)))
    assert 0 < two < 20  # some, not all
    assert two < four
    assert "4 of the 4 points" in "".join(shown[-2:])
    # the plain: ever flatter, ever larger weights, towards ln 2 / 2 and never below
    slopes, sizes, costs = names["slopes"], names["sizes"], names["costs"]
    assert not np.all((names["stuck_hat"] > 0.5) == (names["y"] > 0.5))
    assert slopes[0] > 2 * slopes[1] > 2 * slopes[2] > 0 and sizes[0] < sizes[1] < sizes[2]
    assert costs[0] > costs[1] > costs[2] > np.log(2) / 2 and round(np.log(2) / 2, 4) == 0.3466
    assert costs[2] - np.log(2) / 2 < 0.001
    assert sorted(names["stuck_hat"].ravel().round(2)) == [0, 0.5, 0.5, 1]
    assert names["counted"].against["no hidden layer"] == "worse" and names["counted"].score["no hidden layer"] == 0
