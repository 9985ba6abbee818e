"""Maps of the plane, one per neuron."""

import numpy as np
import pytest

from dlcourse.plots import neuron_regions

XOR = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
SOLVED = {
    "W1": np.array([[1.0, 1.0], [1.0, 1.0]]),
    "b1": np.array([-0.5, -1.5]),
    "W2": np.array([[1.0, -1.0]]),
    "b2": np.array([-0.5]),
}


def test_one_map_per_neuron_and_the_words_count_the_right_points():
    picture = neuron_regions(SOLVED, *XOR, hidden="step", output="step")
    assert [axes.get_title() for axes in picture.figure.axes] == ["$a^1_0$", "$a^1_1$", r"$\hat y = a^2_0$"]
    assert "4 of the 4 points" in picture.alt
    wrong = SOLVED | {"b2": np.array([0.5])}
    assert "2 of the 4 points" in neuron_regions(wrong, *XOR, hidden="step", output="step").alt


def test_a_neuron_that_says_the_same_everywhere_is_drawn_too():
    flat = {"W1": np.zeros((1, 2)), "b1": np.zeros(1)}
    assert neuron_regions(flat).png().startswith(b"\x89PNG")


def test_three_inputs_have_no_plane():
    with pytest.raises(ValueError, match="two inputs"):
        neuron_regions({"W1": np.zeros((1, 3)), "b1": np.zeros(1)})
