"""Draw a digit, and watch the trained network read it."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse.plots.picture import BLUE, INK, Picture
from dlcourse.validation import shown
from dlcourse.widgets.applications.strokes import pixels_of
from dlcourse.widgets.network.trained import carried, says
from dlcourse.widgets.shared.traits import Later, Switch, numbers, refusing
from dlcourse.widgets.shared.view import View, module

STEPS = 16  # the keyboard's cursor moves on a grid of that many steps


class DrawingPad(View):
    """A pad to draw on, by mouse, finger or keyboard, and what a network of ten outputs makes of it.

    With the keyboard: the arrows move the pen, Space puts it down or lifts it, Backspace takes the last stroke back,
    Delete clears the pad.

    Parameters
    ----------
    network : a trained dlcourse.nn.Network with 64 inputs and 10 outputs
    strokes : what is drawn at first: a list of strokes, each a list of [x, y] from 0 to 1, y downwards
    predict : a question that unlocks the view, see :class:`View`

    Raises
    ------
    ValueError
        If the network has other sizes, or a point lies outside of the pad.
    """

    _esm = module("drawing_pad")
    network = traitlets.Dict().tag(sync=True)
    strokes = Later([]).tag(sync=True)
    cursor = Later([8, 4]).tag(sync=True)
    pen_down = Switch(False).tag(sync=True)

    def __init__(self, network, strokes=(), predict=None):
        super().__init__(predict, network=carried(network, 64, 10), strokes=strokes)

    @traitlets.validate("strokes")
    @refusing
    def _check_strokes(self, proposal):
        strokes = proposal["value"]
        if not isinstance(strokes, (list, tuple)):
            raise ValueError(f"strokes must be a list of strokes, each a list of [x, y], not {shown(strokes)}")
        return [_stroke(k, stroke) for k, stroke in enumerate(strokes)]

    @traitlets.validate("cursor")
    @refusing
    def _check_cursor(self, proposal):
        at = numbers("cursor", proposal["value"], 2)
        if any(value != round(value) or not 0 <= value <= STEPS for value in at):
            raise ValueError(f"cursor must be two whole numbers from 0 to {STEPS}, not {shown(proposal['value'])}")
        return [int(value) for value in at]

    def pixels(self):
        """The (64,) array that the network reads."""
        return pixels_of(self.strokes)

    def read(self):
        """The ten answers of the network, a (10,) array from 0 to 1."""
        return says(self.network, self.pixels())

    def picture(self):
        said = self.read()
        figure = Figure(figsize=(6, 2.6), layout="constrained")
        seen, bars = figure.subplots(1, 2)
        seen.imshow(self.pixels().reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        seen.set(xticks=[], yticks=[], title="what the network sees")
        bars.barh(np.arange(10), said, color=BLUE)
        bars.set(xlim=(0, 1), yticks=np.arange(10), xlabel="answer")
        bars.axvline(0.5, color=INK, linestyle=":")
        words = f"read as {said.argmax()}, with {said.max():.2f}" if self.strokes else "nothing drawn yet"
        return Picture(figure, f"A drawing pad: {words}")


def _stroke(k, stroke):
    if not isinstance(stroke, (list, tuple, np.ndarray)):
        raise ValueError(f"stroke {k} must be a list of points [x, y], not {shown(stroke)}")
    points = [numbers(f"a point of stroke {k}", point, 2) for point in stroke]
    if not points or any(not 0 <= value <= 1 for point in points for value in point):
        raise ValueError(f"stroke {k} must hold points from 0 to 1")
    return points
