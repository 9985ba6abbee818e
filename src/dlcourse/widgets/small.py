"""Neuron, ActivationExplorer, CostBars: one idea each, moved by sliders."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse.nn import ACTIVATIONS, cross_entropy, mse
from dlcourse.plots.picture import BLUE, INK, ORANGE, Picture
from dlcourse.widgets.view import Real, View, module, numbers


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
    w = traitlets.List(traitlets.Float()).tag(sync=True)
    x = traitlets.List(traitlets.Float()).tag(sync=True)
    b = Real(0.0).tag(sync=True)
    activation = traitlets.Enum(list(ACTIVATIONS), "sigmoid").tag(sync=True)

    def __init__(self, w=(0.5, -0.4), b=0.1, x=(1.0, 2.0), activation="sigmoid", predict=None):
        w = numbers("w", w)
        if not 1 <= len(w) <= 4:
            raise ValueError(f"w must hold 1 to 4 weights, not {len(w)}")
        super().__init__(predict, w=w, x=numbers("x", x, len(w)), b=numbers("b", [b])[0], activation=activation)

    @traitlets.validate("w", "x")
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
    activations = traitlets.List(traitlets.Enum(list(ACTIVATIONS))).tag(sync=True)
    activation = traitlets.Enum(list(ACTIVATIONS), "sigmoid").tag(sync=True)
    z = Real(0.5).tag(sync=True)
    layers = traitlets.Int(5, min=1, max=30).tag(sync=True)
    weight = Real(1.0).tag(sync=True)

    def __init__(
        self,
        activations=("step", "relu", "sigmoid", "tanh"),
        z=0.5,
        layers=5,
        weight=1.0,
        activation=None,
        predict=None,
    ):
        activations = list(activations)
        if not activations:
            raise ValueError("activations must name at least one")
        shown = activation or ("sigmoid" if "sigmoid" in activations else activations[0])
        if shown not in activations:
            raise ValueError(f"activation={shown!r} is not among {', '.join(activations)}")
        z, weight = numbers("z and weight", [z, weight])
        super().__init__(predict, activations=activations, activation=shown, z=z, layers=layers, weight=weight)

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


class CostBars(View):
    """The loss of each example as a bar, and their mean, the cost.

    Parameters
    ----------
    y_hat, y : (m, 1) arrays or m numbers, m from 1 to 10; None takes five examples
    cost : "mse" or "cross_entropy"
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("cost_bars")
    y_hat = traitlets.List(traitlets.Float()).tag(sync=True)
    y = traitlets.List(traitlets.Float()).tag(sync=True)
    cost = traitlets.Enum(["mse", "cross_entropy"], "mse").tag(sync=True)

    def __init__(self, y_hat=None, y=None, cost="mse", predict=None):
        y = numbers("y", np.ravel([0.35, 0.62, 0.58, 0.88, 0.15] if y is None else y))
        y_hat = numbers("y_hat", np.ravel([0.5] * len(y) if y_hat is None else y_hat), len(y))
        if not 1 <= len(y) <= 10:
            raise ValueError(f"y must hold 1 to 10 examples, not {len(y)}")
        super().__init__(predict, y_hat=y_hat, y=y, cost=cost)

    @traitlets.validate("y_hat", "y")
    def _check(self, proposal):
        drawn = getattr(self, proposal["trait"].name)
        return numbers(proposal["trait"].name, proposal["value"], len(drawn) or None)

    def value(self):
        """The cost J."""
        y_hat, y = np.array(self.y_hat)[:, None], np.array(self.y)[:, None]
        return float({"mse": mse, "cross_entropy": cross_entropy}[self.cost](y_hat, y))

    def picture(self):
        y_hat, y = np.array(self.y_hat)[:, None], np.array(self.y)[:, None]
        of = {"mse": mse, "cross_entropy": cross_entropy}[self.cost]
        losses = [float(of(y_hat[k : k + 1], y[k : k + 1])) for k in range(len(y))]
        figure = Figure(figsize=(5, 2.6), layout="constrained")
        axes = figure.subplots()
        axes.bar(range(len(losses)), losses, color=BLUE)
        axes.axhline(self.value(), color=INK)
        axes.set_xlabel("example")
        axes.set_ylabel("loss")
        return Picture(figure, f"{len(losses)} losses; the cost, their mean, is {self.value():.3g}")
