"""Learning curves and borders."""

from itertools import pairwise

import numpy as np
import pytest

from dlcourse.nn import History, initialize_parameters
from dlcourse.plots import against_three_axes, applications, borders, forecasts, learning_curves


def test_each_curve_has_its_own_dashes_and_its_ends_in_words():
    picture = learning_curves({"training": [0.9, 0.5, 0.1], "held-out": [0.8, 0.6, 0.7]})
    lines = picture.figure.axes[0].lines
    assert len({line.get_linestyle() for line in lines}) == 2
    assert "training from 0.9 to 0.1" in picture.alt and "held-out from 0.8 to 0.7" in picture.alt


@pytest.mark.parametrize("costs", [(4.6, 0.01), (900.0, 2.0, 1.0), (1.0,) * 6, (0.0, 0.0, 5.0)])
def test_the_names_of_curves_stand_beside_their_ends_and_not_on_each_other(costs):
    picture = learning_curves({f"run {k}": [0.5, cost] for k, cost in enumerate(costs)})
    assert picture.png()  # Matplotlib's warning that there is no room for the axes would be an error here
    [axes] = picture.figure.axes
    boxes = sorted((text.get_window_extent() for text in axes.texts), key=lambda box: box.y0)
    assert len(boxes) == len(costs)
    assert all(below.y1 <= above.y0 + 1 for below, above in pairwise(boxes))
    middles = [(box.y0 + box.y1) / 2 for box in boxes]
    assert axes.bbox.y0 <= middles[0] and middles[-1] <= axes.bbox.y1 + 1
    if min(abs(a - b) for a, b in pairwise(sorted(costs))) > 0.1 * max(costs):  # far apart: each at its own end
        assert middles == pytest.approx([axes.transData.transform((2, cost))[1] for cost in sorted(costs)], abs=15)


@pytest.mark.parametrize("count", [0, 7])
def test_too_many_curves_are_refused(count):
    with pytest.raises(ValueError, match="1 to 6 curves"):
        learning_curves({str(k): [1, 2] for k in range(count)})


def test_borders_say_how_many_points_are_right():
    X, y = np.array([[-1.0, 0], [1.0, 0]]), np.array([[0.0], [1.0]])
    right = {"W1": np.array([[4.0, 0.0]]), "b1": np.zeros(1)}
    picture = borders({"before": {"W1": -right["W1"], "b1": np.zeros(1)}, "after": right}, X, y)
    assert "before: 0% of the points" in picture.alt and "after: 100%" in picture.alt
    assert [axes.get_title() for axes in picture.figure.axes] == ["before", "after"]
    deep = initialize_parameters([2, 3, 1], np.random.default_rng(0))
    assert borders({"deep": deep}, X, y, hidden="relu").png().startswith(b"\x89PNG")


def test_three_axes_compare_at_what_the_shortest_run_has():
    runs = {
        "one": History(cost=[0.9, 0.5], epochs=[1, 2], updates=[10, 20], samples=[100, 200]),
        "two": History(cost=[0.8, 0.6, 0.4], epochs=[1, 2, 3], updates=[1, 2, 3], samples=[100, 200, 300]),
    }
    picture = against_three_axes(runs)
    assert "after 2 epochs: one 0.5, two 0.6" in picture.alt
    assert "after 3 updates: one 0.9, two 0.4" in picture.alt
    assert "after 200 samples: one 0.5, two 0.6" in picture.alt
    with pytest.raises(ValueError, match="1 to 6 runs"):
        against_three_axes({})


def test_forecasts_say_how_far_they_are_off():
    picture = forecasts(np.array([2000, 2001]), np.array([1.0, 3.0]), {"same": np.array([[0.0], [2.0]])})
    assert "from 2000 to 2001" in picture.alt and "same: off by 1 " in picture.alt
    with pytest.raises(ValueError, match="1 to 3 forecasts"):
        forecasts([1], [1], {})


def test_applications_are_told_in_words():
    alt = applications().alt
    for name in ("object detection", "video analytics", "deep reinforcement learning", "speech", "text-to-speech"):
        assert name in alt
