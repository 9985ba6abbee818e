"""Learning curves and borders."""

import numpy as np
import pytest

from dlcourse.nn import initialize_parameters
from dlcourse.plots import borders, learning_curves


def test_each_curve_has_its_own_dashes_and_its_ends_in_words():
    picture = learning_curves({"training": [0.9, 0.5, 0.1], "held-out": [0.8, 0.6, 0.7]})
    lines = picture.figure.axes[0].lines
    assert len({line.get_linestyle() for line in lines}) == 2
    assert "training from 0.9 to 0.1" in picture.alt and "held-out from 0.8 to 0.7" in picture.alt


@pytest.mark.parametrize("count", [0, 5])
def test_too_many_curves_are_refused(count):
    with pytest.raises(ValueError, match="1 to 4 curves"):
        learning_curves({str(k): [1, 2] for k in range(count)})


def test_borders_say_how_many_points_are_right():
    X, y = np.array([[-1.0, 0], [1.0, 0]]), np.array([[0.0], [1.0]])
    right = {"W1": np.array([[4.0, 0.0]]), "b1": np.zeros(1)}
    picture = borders({"before": {"W1": -right["W1"], "b1": np.zeros(1)}, "after": right}, X, y)
    assert "before: 0% of the points" in picture.alt and "after: 100%" in picture.alt
    assert [axes.get_title() for axes in picture.figure.axes] == ["before", "after"]
    deep = initialize_parameters([2, 3, 1], np.random.default_rng(0))
    assert borders({"deep": deep}, X, y, hidden="relu").png().startswith(b"\x89PNG")
