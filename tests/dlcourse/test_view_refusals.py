"""What no view takes is refused in one sentence that names it and what would do, at once and later."""

import inspect
import re

import numpy as np
import pytest

from dlcourse import nn, widgets
from dlcourse.widgets.shared.traits import Refused

READER = nn.Network([64, 4, 10], rng=0)
CLEANER = nn.Network([64, 4, 64], rng=0)
FINDER = nn.Network([3, 4, 2], rng=0)
MAKE = {  # every view, by a call that works
    "ActivationExplorer": lambda **more: widgets.ActivationExplorer(**more),
    "BackpropStepper": lambda **more: widgets.BackpropStepper(**more),
    "CostBars": lambda **more: widgets.CostBars(**more),
    "Denoiser": lambda **more: widgets.Denoiser(**{"network": CLEANER, "X": np.zeros((2, 64))} | more),
    "DescentPaths": lambda **more: widgets.DescentPaths(**more),
    "DrawingPad": lambda **more: widgets.DrawingPad(**{"network": READER} | more),
    "ForwardStepper": lambda **more: widgets.ForwardStepper(**more),
    "HelloSlider": lambda **more: widgets.HelloSlider(**more),
    "Neuron": lambda **more: widgets.Neuron(**more),
    "PerceptronBoard": lambda **more: widgets.PerceptronBoard(**more),
    "Playground": lambda **more: widgets.Playground(**more),
    "SentenceField": lambda **more: widgets.SentenceField(
        **{"network": FINDER, "names": ["a", "b"], "known": ["x", "y", "z"]} | more
    ),
    "UpdatesTable": lambda **more: widgets.UpdatesTable(**more),
}
# What the view and its Python tell each other; no person sets it.
THEIR_OWN = {
    "history", "ended", "first", "presets", "network", "pattern", "answer", "lesson", "own", "own_inputs",
    "begin", "steps", "frozen", "resets", "updates", "epochs", "samples", "diverged", "parameters_state", "curve_state",
    "engine", "defaults",
}  # fmt: skip
NONSENSE = [
    "foo", "", b"foo", None, True, -1, 0, 3, 10**6, 2.5, -0.1, float("nan"), float("inf"), 1e300, [], [None], ["foo"],
    [1, "a"], [[1, 2], [3]], [float("nan")] * 2, {}, {"W1": 3}, {"question": "?"}, object(), np.array([]),
    np.array("x"), np.ones((2, 2, 2)), np.array([1, np.nan]), (k for k in range(3)), len,
]  # fmt: skip
TRAITLETS = re.compile("trait of|instance expected|expected an? |<class|takes? .* positional")


def arguments(name):
    known = set(inspect.signature(getattr(widgets, name)).parameters) - {"state"}
    return sorted(known | (set(widgets.Playground.SHARED) if name == "Playground" else set()))


def settable(view):
    ours = [name for name in type(view).class_own_traits() if not name.startswith("_")]
    return [name for name in [*ours, "predict", "answered"] if name not in THEIR_OWN]


def stands(view):
    """What was taken is good: the view draws, and its state is one that the page can be sent."""
    assert "<svg" in view.still()


@pytest.mark.parametrize("name", MAKE)
def test_every_argument_of_every_view_refuses_nonsense_by_name(name):
    stands(MAKE[name]())
    for argument in arguments(name):
        for value in NONSENSE:
            try:
                view = MAKE[name](**{argument: value})
            except (ValueError, TypeError) as error:
                assert isinstance(error, ValueError) or argument in ("engine", "network"), (argument, value, error)
                assert not TRAITLETS.search(str(error)) and str(error).count("\n") == 0, (argument, value, error)
                assert len(str(error)) < 400, (argument, error)
            else:
                stands(view)


@pytest.mark.parametrize("name", MAKE)
def test_every_state_of_every_view_refuses_nonsense_later_and_stays(name):
    view = MAKE[name]()
    names = settable(view)
    for trait in names:
        for value in NONSENSE:
            before = view.get_state()
            try:
                setattr(view, trait, value)
            except Refused as error:
                assert trait in str(error) or trait in ("parameters", "points"), (trait, value, error)
                assert not TRAITLETS.search(str(error)), (trait, value, error)
                assert view.get_state() == before, (trait, value)
            else:
                stands(view)
                with view.hold_trait_notifications():
                    for other in names:
                        view.set_trait(other, before[other])


def refused(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_the_sentences_name_what_is_allowed():
    refused(lambda: widgets.ActivationExplorer("foo"), "activations must list one or more of step, relu, .* not 'foo'")
    refused(lambda: widgets.ActivationExplorer(["relu", "foo"]), "activations must list .* sigmoid")
    refused(lambda: widgets.ActivationExplorer(layers=99), "layers must be a whole number from 1 to 30, not 99")
    refused(lambda: widgets.DescentPaths("x"), "kind='x' is not known; choose one of curve, surface")
    refused(lambda: widgets.DescentPaths(learning_rate="fast"), "learning_rate must be a positive number, not 'fast'")
    refused(lambda: widgets.DescentPaths(max_steps=10**9), "max_steps must be a whole number from 1 to 10000")
    refused(lambda: widgets.Neuron(w="12"), "w must be a list of numbers, not '12'")
    refused(lambda: widgets.Neuron(w=[True, 1]), "w must be a list of numbers")
    refused(lambda: widgets.Neuron(activation="gelu"), "activation='gelu' is not known; choose one of ")
    refused(lambda: widgets.CostBars(y=[2.0], cost="cross_entropy"), "y must lie from 0 to 1 for cost='cross_entropy'")
    refused(lambda: widgets.BackpropStepper(bug="yes"), "bug must be True or False, not 'yes'")
    refused(lambda: widgets.HelloSlider(21), "value must be a whole number from 0 to 20, not 21")
    refused(
        lambda: widgets.Playground(axis="steps"), "axis='steps' is not known; choose one of epochs, updates, samples"
    )
    refused(lambda: widgets.Playground(controls=["momentum"]), "controls must list any of learning-rate, batch-size")


def test_points_and_labels_change_together_or_not_at_all():
    board = widgets.PerceptronBoard()
    refused(lambda: setattr(board, "points", [[0, 1], [1, 0]]), "points must be 8, one for each label, not 2")
    refused(lambda: setattr(board, "labels", [0, 1]), "labels must be 8 finite numbers")
    refused(lambda: setattr(board, "next", 8), "next must be the number of a point, 0 to 7, not 8")
    with board.hold_trait_notifications():
        board.points, board.labels = [[0, 1], [1, 0]], [0, 1]
    assert board.wrong_rows() == 1 and "2 points" in board.still()
    with pytest.raises(Refused), board.hold_trait_notifications():
        board.points, board.labels = [[0, 1]], [0, 1]
    assert len(board.points) == len(board.labels) == 2


def test_numbers_of_numpy_are_as_good():
    neuron = widgets.Neuron(w=np.array([1, 2]), x=np.float32([1, 2]), b=np.float32(0.5))
    neuron.b = np.int64(2)
    assert (neuron.w, neuron.x, neuron.b) == ([1.0, 2.0], [1.0, 2.0], 2.0)
    table = widgets.UpdatesTable(N=np.int64(100))
    table.N = 10
    assert table.batch_size == 10 and table.rows()["mini-batch"] == (1, 10)
    playground = widgets.Playground()
    playground.learning_rate, playground.layers = np.float32(0.5), np.array([3, 4])
    assert (playground.learning_rate, playground.layers) == (0.5, [3, 4])
    assert all(type(n) is int for n in playground.layers)
