"""An activation, its derivative, and what is left of a gradient after several layers."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse.nn import ACTIVATIONS
from dlcourse.plots.picture import BLUE, INK, ORANGE, Picture
from dlcourse.widgets.shared.traits import Choice, Names, Real, Refused, Whole, names
from dlcourse.widgets.shared.view import View, module


class ActivationExplorer(View):
    """An activation and its derivative side by side, and what is left of a gradient after several layers.

    Parameters
    ----------
    activations : names to choose from; the first is shown
    z : where the point stands
    layers, weight : of the chain whose factor is shown
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("activation_explorer")
    activations = Names(list(ACTIVATIONS)).tag(sync=True)
    activation = Choice(list(ACTIVATIONS), "sigmoid").tag(sync=True)
    z = Real(0.5, low=-100, high=100).tag(sync=True)
    layers = Whole(5, low=1, high=30).tag(sync=True)
    weight = Real(1.0, low=-100, high=100).tag(sync=True)

    def __init__(
        self,
        activations=("step", "relu", "sigmoid", "tanh"),
        z=0.5,
        layers=5,
        weight=1.0,
        activation=None,
        predict=None,
    ):
        activations = names("activations", activations, ACTIVATIONS)
        if activation is None:
            activation = "sigmoid" if "sigmoid" in activations else activations[0]
        super().__init__(predict, activations=activations, activation=activation, z=z, layers=layers, weight=weight)

    @traitlets.validate("activation", "activations")
    def _check_offered(self, proposal):
        state = {"activation": self.activation, "activations": self.activations}
        state[proposal["trait"].name] = proposal["value"]
        if state["activation"] not in state["activations"]:
            raise Refused(f"activation={state['activation']!r} is not among {', '.join(state['activations'])}")
        return proposal["value"]

    def left_after(self):
        """Factor of a gradient after 0, 1, ..., ``layers`` layers, each with this z and this weight."""
        slope = float(ACTIVATIONS[self.activation].g_prime(np.array(self.z)))
        return [(slope * self.weight) ** k for k in range(self.layers + 1)]

    def picture(self):
        ticks, chosen = np.linspace(-6, 6, 300), ACTIVATIONS[self.activation]
        figure = Figure(figsize=(8.4, 2.6), layout="constrained")
        left, right, chain = figure.subplots(1, 3)
        value, slope = (float(g(np.array(self.z))) for g in (chosen.g, chosen.g_prime))
        left.plot(ticks, chosen.g(ticks), color=BLUE)
        left.axline((self.z, value), slope=slope, color=ORANGE, linestyle="--", linewidth=1)
        left.plot([self.z], [value], marker="o", color=INK)
        low, high = chosen.g(ticks).min(), chosen.g(ticks).max()
        left.set(title=f"{self.activation}: g(z)", xlabel="z", ylim=(low - 0.4, high + 0.4))
        right.plot(ticks, chosen.g_prime(ticks), color=ORANGE, linestyle="--")
        right.plot([self.z], [slope], marker="o", color=INK)
        right.set(title="its derivative: g'(z)", xlabel="z", ylim=(-0.2, 1.2))
        factors = self.left_after()
        chain.bar(range(len(factors)), [np.log10(max(factor, 1e-12)) for factor in factors], color=BLUE)
        chain.set(title="a gradient on its way back", xlabel="layers passed", ylabel="log10 of what is left")
        said = f"{self.activation} and its derivative; at z = {self.z:.3g} the slope is {slope:.3g}"
        return Picture(figure, f"{said}. After {self.layers} layers the factor {factors[-1]:.2g} is left of a gradient")
