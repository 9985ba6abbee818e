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
    assert "4 of the 4 points" in shown[-1]
