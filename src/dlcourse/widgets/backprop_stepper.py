"""Backpropagation, step by step over a network drawn with its numbers."""

import numpy as np
import traitlets

from dlcourse import nn, validation
from dlcourse.data import deck_table
from dlcourse.widgets.forward_model import layer_sizes_of, pass_order
from dlcourse.widgets.still import network_svg
from dlcourse.widgets.view import View, module

LEARNING = [name for name in nn.ACTIVATIONS if name != "step"]
MOST_LAYERS = MOST_NEURONS = 4


class BackpropStepper(View):
    """Walk forward, then back: every partial derivative appears in its matrix when its turn comes.

    Parameters
    ----------
    parameters : {"W1": (n_1, n_0), "b1": (n_1,), "W2": ...}; None draws a 2-3-2-1 network from seed 0.
        At most four layers of at most four neurons, inputs counted.
    X, y : (m, n_0) and (m, K) arrays; None takes the course's table
    hidden, output : names of activations that can learn
    cost : "mse" or "cross_entropy"; the latter needs ``output="sigmoid"``
    learning_rate : alpha of the updates
    row : the row that is worked through; None takes the mean over all m
    step : how many steps are done at first
    max_iterations, tolerance : the two rules that stop "Repeat until it stops"
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("backprop_stepper")
    parameters = traitlets.Dict().tag(sync=True)
    X = traitlets.List().tag(sync=True)
    y = traitlets.List().tag(sync=True)
    hidden = traitlets.Enum(LEARNING, "sigmoid").tag(sync=True)
    output = traitlets.Enum(LEARNING, "sigmoid").tag(sync=True)
    cost = traitlets.Enum(list(nn.COSTS), "mse").tag(sync=True)
    learning_rate = traitlets.Float(1.0).tag(sync=True)
    row = traitlets.Int(0).tag(sync=True)
    step = traitlets.Int(0, min=0).tag(sync=True)
    bug = traitlets.Bool(False).tag(sync=True)
    history = traitlets.List(traitlets.Float()).tag(sync=True)
    max_iterations = traitlets.Int(200, min=1).tag(sync=True)
    tolerance = traitlets.Float(1e-6).tag(sync=True)

    def __init__(
        self, parameters=None, X=None, y=None, hidden="sigmoid", output="sigmoid", cost="mse", learning_rate=1.0, row=0,
        step=0, max_iterations=200, tolerance=1e-6, predict=None,
    ):  # fmt: skip
        if parameters is None:
            parameters = nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(0))
        sizes = layer_sizes_of(parameters)
        if len(sizes) > MOST_LAYERS or max(sizes) > MOST_NEURONS:
            raise ValueError(f"layers {sizes} are too many to draw: at most {MOST_LAYERS} layers of {MOST_NEURONS}")
        validation.cost_fits(cost, output)
        table = deck_table()
        X = validation.array("X", table[0] if X is None else X, ("m", sizes[0]))
        y = validation.array("y", table[1] if y is None else y, (len(X), sizes[-1]))
        if row is not None and not 0 <= row < len(X):
            raise ValueError(f"row must be from 0 to {len(X) - 1}, or None for all rows, not {row}")
        super().__init__(
            predict,
            parameters={name: np.asarray(value, dtype=float).tolist() for name, value in parameters.items()},
            X=X.tolist(), y=y.tolist(), hidden=hidden, output=output, cost=cost,
            learning_rate=validation.number("learning_rate", learning_rate), row=-1 if row is None else row, step=step,
            max_iterations=validation.count("max_iterations", max_iterations),
            tolerance=validation.number("tolerance", tolerance, zero=True),
        )  # fmt: skip

    def arrays(self):
        """The present parameters as NumPy arrays, ``{"W1": (n_1, n_0), "b1": (n_1,), ...}``."""
        return {name: np.array(value, dtype=float) for name, value in self.parameters.items()}

    def gradients(self):
        """``{"dW1", "db1", ...}`` of the rows that are worked through, by :func:`dlcourse.nn.backward`."""
        rows = slice(None) if self.row < 0 else slice(self.row, self.row + 1)
        X, y, parameters = np.array(self.X)[rows], np.array(self.y)[rows], self.arrays()
        _, cache = nn.forward(X, parameters, self.hidden, self.output)
        return nn.backward(y, parameters, cache, self.hidden, self.output, self.cost)

    def still(self):
        """The network as it stands, as an SVG text: for paper and for pages without a kernel."""
        sizes = layer_sizes_of(self.arrays())
        done = min(self.step, len(pass_order(sizes)))
        return network_svg(self.X[max(self.row, 0)], self.arrays(), self.hidden, self.output, done)
