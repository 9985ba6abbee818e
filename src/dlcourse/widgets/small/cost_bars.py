"""What a cost says of each example."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse.nn import cross_entropy, mse
from dlcourse.plots.picture import BLUE, INK, Picture
from dlcourse.widgets.shared.traits import Choice, Later, numbers, refusing
from dlcourse.widgets.shared.view import View, module


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
