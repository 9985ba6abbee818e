"""How many updates training makes, as a table that follows three sliders."""

import math

import traitlets
from matplotlib.figure import Figure

from dlcourse import validation
from dlcourse.plots.picture import Picture
from dlcourse.widgets.shared.traits import Refused, Whole
from dlcourse.widgets.shared.view import View, module


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
    N = Whole(1000, low=1).tag(sync=True)
    batch_size = Whole(32, low=1).tag(sync=True)
    epochs = Whole(10, low=1).tag(sync=True)

    def __init__(self, N=1000, batch_size=32, epochs=10, predict=None):
        N, epochs = validation.count("N", N), validation.count("epochs", epochs)
        super().__init__(predict, N=N, batch_size=validation.count("batch_size", batch_size, largest=N), epochs=epochs)

    @traitlets.observe("N")
    def _fewer(self, change):
        """A batch is no larger than all examples; the page does the same."""
        self.batch_size = min(self.batch_size, self.N)

    @traitlets.validate("batch_size")
    def _check_batch(self, proposal):
        if proposal["value"] > self.N:
            raise Refused(f"batch_size must be a whole number from 1 to N = {self.N}, not {proposal['value']}")
        return proposal["value"]

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
