"""Neuron, ActivationExplorer, CostBars: one idea each, moved by sliders."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse.nn import ACTIVATIONS, cross_entropy, mse
from dlcourse.plots.picture import BLUE, INK, ORANGE, Picture
from dlcourse.widgets.traits import Choice, Later, Names, Real, Refused, Whole, names, numbers, refusing
from dlcourse.widgets.view import View, module


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


class CostBars(View):
    """The loss of each example as a bar, and their mean, the cost.

    Parameters
    ----------
    y_hat, y : (m, 1) arrays or m numbers, m from 1 to 10; None takes five examples
    cost : "mse" or "cross_entropy"
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("cost_bars")
    y_hat = Later([]).tag(sync=True)
    y = Later([]).tag(sync=True)
    cost = Choice(["mse", "cross_entropy"], "mse").tag(sync=True)

    def __init__(self, y_hat=None, y=None, cost="mse", predict=None):
        y = numbers("y", np.ravel([0.35, 0.62, 0.58, 0.88, 0.15] if y is None else y))
        y_hat = numbers("y_hat", np.ravel([0.5] * len(y) if y_hat is None else y_hat), len(y))
        if not 1 <= len(y) <= 10:
            raise ValueError(f"y must hold 1 to 10 examples, not {len(y)}")
        super().__init__(predict, y_hat=y_hat, y=y, cost=cost)

    @traitlets.validate("y_hat", "y", "cost")
    @refusing
    def _check(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        if name != "cost":
            value = numbers(name, value, len(getattr(self, name)) or None)
        state = {"y_hat": self.y_hat, "y": self.y, "cost": self.cost, name: value}
        for role in ("y_hat", "y") if state["cost"] == "cross_entropy" else ():
            if not all(0 <= one <= 1 for one in state[role]):
                raise ValueError(f"{role} must lie from 0 to 1 for cost='cross_entropy', not {state[role]}")
        return value

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
