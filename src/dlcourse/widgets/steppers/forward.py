"""The forward pass, neuron by neuron, over a network drawn with its live values."""

import numpy as np
import traitlets

from dlcourse import validation
from dlcourse.data import deck_table
from dlcourse.nn import ACTIVATIONS, initialize_parameters
from dlcourse.widgets.network.forward import drawable, layer_sizes_of, pass_order, whole
from dlcourse.widgets.shared.traits import Choice, Later, refusing
from dlcourse.widgets.shared.view import View, module
from dlcourse.widgets.steppers.forward_still import network_svg


class ForwardStepper(View):
    """Walk through the forward pass of one example, with every weight's name and every number.

    Parameters
    ----------
    parameters : {"W1": (n_1, n_0), "b1": (n_1,), "W2": ...}; None draws a 2-3-2-1 network from seed 0.
        At most four layers of at most four neurons, inputs counted.
    X : (m, n_0) array, the rows to choose from; None means the course's table
    hidden, output : names of activations
    row : the row of X shown first
    step : how many neurons have been computed at first
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("forward_stepper")
    parameters = Later({}).tag(sync=True)
    X = Later([]).tag(sync=True)
    hidden = Choice(list(ACTIVATIONS), "sigmoid").tag(sync=True)
    output = Choice(list(ACTIVATIONS), "sigmoid").tag(sync=True)
    row = Later(0).tag(sync=True)
    inputs = Later([]).tag(sync=True)
    step = Later(0).tag(sync=True)

    def __init__(self, parameters=None, X=None, hidden="sigmoid", output="sigmoid", row=0, step=0, predict=None):
        if parameters is None:
            parameters = initialize_parameters([2, 3, 2, 1], np.random.default_rng(0))
        parameters = drawable(parameters)
        sizes = layer_sizes_of(parameters)
        X = validation.array("X", deck_table()[0] if X is None else X, ("m", sizes[0]))
        row = whole("row", row, 0, len(X) - 1, f"from 0 to {len(X) - 1}")
        steps = len(pass_order(sizes))
        super().__init__(
            predict, parameters={name: value.tolist() for name, value in parameters.items()}, X=X.tolist(),
            inputs=X[row].tolist(), hidden=hidden, output=output, row=row,
            step=whole("step", step, 0, steps, f"from 0 to {steps}"),
        )  # fmt: skip

    @traitlets.validate("X", "row", "inputs", "step")
    @refusing
    def _check_state(self, proposal):
        name, value, sizes = proposal["trait"].name, proposal["value"], layer_sizes_of(self.parameters)
        if name == "X":
            return validation.array("X", value, ("m", sizes[0])).tolist()
        if name == "inputs":
            return validation.array("inputs", value, (sizes[0],)).tolist()
        last = len(self.X) - 1 if name == "row" else len(pass_order(sizes))
        return whole(name, value, 0, last, f"from 0 to {last}")

    @traitlets.validate("parameters")
    @refusing
    def _check(self, proposal):
        new = drawable(proposal["value"])
        if layer_sizes_of(new) != layer_sizes_of(self.parameters or new):
            raise ValueError(
                f"parameters must keep the layers {layer_sizes_of(self.parameters)}; make a new view instead"
            )
        return {name: value.tolist() for name, value in new.items()}

    @traitlets.observe("row")
    def _use_row(self, change):
        if self.X:
            self.inputs = self.X[self.row]

    def still(self):
        """The view as it stands, as an SVG text: for paper and for pages without a kernel."""
        return network_svg(self.inputs, self.parameters, self.hidden, self.output, self.step)
