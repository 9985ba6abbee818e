"""How many updates training makes, as a table that follows three sliders."""

import math

import traitlets
from matplotlib.figure import Figure

from dlcourse import validation
from dlcourse.plots.picture import Picture
from dlcourse.widgets.view import View, module


class UpdatesTable(View):
    """Updates per epoch of batch, mini-batch and stochastic gradient descent.

    Parameters
    ----------
    N : number of examples
    batch_size : from 1 to N
    epochs : how many times all examples are used
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("updates_table")
    N = traitlets.Int(1000).tag(sync=True)
    batch_size = traitlets.Int(32).tag(sync=True)
    epochs = traitlets.Int(10).tag(sync=True)

    def __init__(self, N=1000, batch_size=32, epochs=10, predict=None):
        N, epochs = validation.count("N", N), validation.count("epochs", epochs)
        super().__init__(predict, N=N, batch_size=validation.count("batch_size", batch_size, largest=N), epochs=epochs)

    def rows(self):
        """``{variant: (updates per epoch, updates)}``."""
        sizes = {"batch": self.N, "mini-batch": self.batch_size, "stochastic": 1}
        return {name: (math.ceil(self.N / b), math.ceil(self.N / b) * self.epochs) for name, b in sizes.items()}

    def picture(self):
        figure = Figure(figsize=(5, 1.6))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        cells = [[name, str(per), str(total)] for name, (per, total) in self.rows().items()]
        axes.table(cells, colLabels=["variant", "updates per epoch", f"in {self.epochs} epochs"], loc="center")
        said = "; ".join(f"{name}: {per} updates per epoch" for name, (per, _) in self.rows().items())
        return Picture(figure, f"{self.N} examples. {said}")
