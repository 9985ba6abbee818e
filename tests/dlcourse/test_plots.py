"""Figures: drawn from the same structures as the code, with words for those who do not see them."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from dlcourse.nn import initialize_parameters
from dlcourse.plots import Picture, network_diagram


def names_in(picture):
    return [text.get_text() for text in picture.figure.axes[0].texts]


def test_every_edge_of_the_course_network_has_its_name():
    names = [name for name in names_in(network_diagram([2, 3, 2, 1])) if name.startswith("$W")]
    assert len(set(names)) == 14
    assert "$W^1_{(2,0)}$" in names and "$W^1_{(0,2)}$" not in names


def test_one_highlighted_edge_and_its_value():
    parameters = initialize_parameters([2, 3, 2, 1], np.random.default_rng(0))
    picture = network_diagram([2, 3, 2, 1], parameters, highlight=(1, 2, 0))
    names = [name for name in names_in(picture) if name.startswith("$W")]
    assert names == [f"$W^1_{{(2,0)}}$ = {parameters['W1'][2, 0]:.2f}"]
    assert "from neuron 0 of layer 0 to neuron 2 of layer 1" in picture.alt


def test_sign_is_seen_without_colour():
    parameters = {"W1": np.array([[1.0, -1.0]]), "b1": np.zeros(1)}
    picture = network_diagram([2, 1], parameters)
    assert [line.get_linestyle() for line in picture.figure.axes[0].lines] == ["-", "--"]
    assert "1 weights are negative" in picture.alt


def test_a_picture_is_shown_with_its_words():
    shown = network_diagram([2, 3, 1])._repr_html_()
    assert 'alt="A network with 2 inputs, a hidden layer of 3 neurons and 1 output.' in shown
    assert shown.startswith("<img") and "data:image/png;base64," in shown
    with pytest.raises(ValueError, match="alt must say"):
        Picture(Figure(), " ")


def test_an_edge_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match=r"highlight must be an edge \(l, i, j\)"):
        network_diagram([2, 3, 2, 1], highlight=(1, 0, 2))
