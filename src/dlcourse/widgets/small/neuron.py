"""One neuron, moved by sliders."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse.nn import ACTIVATIONS
from dlcourse.plots.picture import BLUE, INK, Picture
from dlcourse.widgets.shared.traits import Choice, Later, Real, numbers, refusing
from dlcourse.widgets.shared.view import View, module


class Neuron(View):
    """One neuron with sliders for its inputs, weights and bias.

    Parameters
    ----------
    w, x : 1 to 4 numbers each: weights and inputs
    b : the bias
    activation : a name in ``dlcourse.nn.ACTIVATIONS``
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("neuron")
    w = Later([]).tag(sync=True)
    x = Later([]).tag(sync=True)
    b = Real(0.0).tag(sync=True)
    activation = Choice(list(ACTIVATIONS), "sigmoid").tag(sync=True)

    def __init__(self, w=(0.5, -0.4), b=0.1, x=(1.0, 2.0), activation="sigmoid", predict=None):
        w = numbers("w", w)
        if not 1 <= len(w) <= 4:
            raise ValueError(f"w must hold 1 to 4 weights, not {len(w)}")
        super().__init__(predict, w=w, x=numbers("x", x, len(w)), b=b, activation=activation)

    @traitlets.validate("w", "x")
    @refusing
    def _check(self, proposal):
        drawn = getattr(self, proposal["trait"].name)
        return numbers(proposal["trait"].name, proposal["value"], len(drawn) or None)

    def respond(self):
        """``(z, a)``: the weighted sum and what the neuron says."""
        z = float(np.dot(self.w, self.x) + self.b)
        return z, float(ACTIVATIONS[self.activation].g(np.array(z)))

    def picture(self):
        z, a = self.respond()
        ticks = np.linspace(-max(4, abs(z) + 1), max(4, abs(z) + 1), 200)
        figure = Figure(figsize=(5, 2.6), layout="constrained")
        axes = figure.subplots()
        axes.plot(ticks, ACTIVATIONS[self.activation].g(ticks), color=BLUE)
        axes.plot([z, z], [0, a], color=INK, linestyle=":")
        axes.plot([z], [a], marker="o", color=BLUE)
        axes.set_xlabel("z")
        axes.set_ylabel("a = g(z)")
        return Picture(
            figure, f"A neuron with weights {self.w}, inputs {self.x} and bias {self.b}: z = {z:.3g}, a = {a:.3g}"
        )
