"""Backpropagation, step by step over a network drawn with its numbers."""

import numpy as np
import traitlets

from dlcourse import nn
from dlcourse.data import deck_table
from dlcourse.widgets.network.backprop import checked, gradients
from dlcourse.widgets.shared.traits import Later, Switch, refusing
from dlcourse.widgets.shared.view import View, module
from dlcourse.widgets.steppers.backprop_still import backprop_svg

CHECKED = (
    "parameters", "X", "y", "hidden", "output", "cost", "learning_rate", "row", "step", "max_iterations", "tolerance",
)  # fmt: skip


class BackpropStepper(View):
    """Walk forward, then back: every partial derivative appears in its matrix when its turn comes.

    Parameters
    ----------
    parameters : {"W1": (n_1, n_0), "b1": (n_1,), "W2": ...}; None draws a 2-3-2-1 network from seed 0.
        At most four layers of at most four neurons, inputs counted.
    X, y : (m, n_0) and (m, K) arrays; None takes the course's table
    hidden, output : names of activations that can learn
    cost : "mse" or "cross_entropy"; the latter needs ``output="sigmoid"`` and y from 0 to 1
    learning_rate : alpha of the updates
    row : the row that is worked through; None takes the mean over all m
    step : how many steps are done at first
    max_iterations, tolerance : the two rules that stop "Repeat until it stops"
    bug : whether the way back is also shown with each W updated too early
    predict : a question that unlocks the view, see :class:`View`

    Raises
    ------
    ValueError, naming what cannot be used; also when a value is assigned later.
    """

    _esm = module("backprop_stepper")
    parameters = Later({}).tag(sync=True)
    first = traitlets.Dict().tag(sync=True)  # the parameters it began with
    X = Later([]).tag(sync=True)
    y = Later([]).tag(sync=True)
    hidden = Later("sigmoid").tag(sync=True)
    output = Later("sigmoid").tag(sync=True)
    cost = Later("mse").tag(sync=True)
    learning_rate = Later(1.0).tag(sync=True)
    row = Later(0).tag(sync=True)  # -1: all rows
    step = Later(0).tag(sync=True)
    bug = Switch(False).tag(sync=True)
    history = traitlets.List().tag(sync=True)  # [[update, J], ...], of this run
    ended = traitlets.Dict().tag(sync=True)  # which update ended the run, why, and under which settings
    max_iterations = Later(200).tag(sync=True)
    tolerance = Later(1e-6).tag(sync=True)

    def __init__(
        self, parameters=None, X=None, y=None, hidden="sigmoid", output="sigmoid", cost="mse", learning_rate=1.0, row=0,
        step=0, max_iterations=200, tolerance=1e-6, bug=False, predict=None,
    ):  # fmt: skip
        if parameters is None:
            parameters = nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(0))
        if (X is None) != (y is None):
            raise ValueError("give X and y together: the targets belong to the rows")
        X, y = deck_table() if X is None else (X, y)
        state = {
            "parameters": parameters, "X": X, "y": y, "hidden": hidden, "output": output, "cost": cost,
            "learning_rate": learning_rate, "row": -1 if row is None else row, "step": step,
            "max_iterations": max_iterations, "tolerance": tolerance,
        }  # fmt: skip
        if row is not None and np.ndim(row) == 0 and row == -1:
            raise ValueError("row must be a row's number from 0 on, or None for all rows, not -1")
        state = checked(state)
        super().__init__(predict, first=state["parameters"], bug=bug, **state)

    @traitlets.validate(*CHECKED)
    @refusing
    def _check(self, proposal):
        state = self._state() | {proposal["trait"].name: proposal["value"]}
        return checked(state, self.first)[proposal["trait"].name]

    def _state(self):
        return {name: getattr(self, name) for name in CHECKED}

    def arrays(self):
        """The present parameters as NumPy arrays, ``{"W1": (n_1, n_0), "b1": (n_1,), ...}``."""
        return {name: np.array(value, dtype=float) for name, value in self.parameters.items()}

    def gradients(self, bug=False):
        """``{"dW1", "db1", ...}`` of the rows that are worked through, by :func:`dlcourse.nn.backward`.

        ``bug=True`` gives what "update while going back" makes of them, with this learning rate.
        """
        return gradients(self._state(), bug)

    def still(self):
        """The view as it stands, as an SVG text: for paper and for pages without a kernel."""
        return backprop_svg(self._state(), self.bug, self.history)
