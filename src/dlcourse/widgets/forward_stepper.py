"""The forward pass, neuron by neuron, over a network drawn with its live values."""

from pathlib import Path

import anywidget
import numpy as np
import traitlets

from dlcourse.data import deck_table
from dlcourse.nn import ACTIVATIONS, initialize_parameters
from dlcourse.widgets.forward_model import layer_sizes_of, pass_order
from dlcourse.widgets.still import network_svg

HERE = Path(__file__).parent
MOST_LAYERS = MOST_NEURONS = 4


class ForwardStepper(anywidget.AnyWidget):
    """Walk through the forward pass of one example, with every weight's name and every number.

    Parameters
    ----------
    parameters : {"W1": (n_1, n_0), "b1": (n_1,), "W2": ...}; None draws a 2-3-2-1 network from seed 0.
        At most four layers of at most four neurons, inputs counted.
    X : (m, n_0) array, the rows to choose from; None means the course's table
    hidden, output : names of activations
    row : the row of X shown first
    step : how many neurons have been computed at first
    predict : {"question", "choices", "answer" (an index), "because"}: the view stays locked until it is answered
    """

    _esm = HERE / "static" / "forward_stepper.js"
    _css = HERE / "widgets.css"
    parameters = traitlets.Dict().tag(sync=True)
    X = traitlets.List().tag(sync=True)
    hidden = traitlets.Enum(list(ACTIVATIONS), "sigmoid").tag(sync=True)
    output = traitlets.Enum(list(ACTIVATIONS), "sigmoid").tag(sync=True)
    row = traitlets.Int(0, min=0).tag(sync=True)
    inputs = traitlets.List(traitlets.Float()).tag(sync=True)
    step = traitlets.Int(0, min=0).tag(sync=True)
    predict = traitlets.Dict().tag(sync=True)
    answered = traitlets.Int(-1).tag(sync=True)

    def __init__(self, parameters=None, X=None, hidden="sigmoid", output="sigmoid", row=0, step=0, predict=None):
        if parameters is None:
            parameters = initialize_parameters([2, 3, 2, 1], np.random.default_rng(0))
        sizes = layer_sizes_of(parameters)
        if len(sizes) > MOST_LAYERS or max(sizes) > MOST_NEURONS:
            raise ValueError(f"layers {sizes} are too many to draw: at most {MOST_LAYERS} layers of {MOST_NEURONS}")
        X = np.asarray(deck_table()[0] if X is None else X, dtype=float)
        if X.ndim != 2 or X.shape[1] != sizes[0]:
            raise ValueError(f"X must have shape (m, {sizes[0]}), not {X.shape}")
        if not 0 <= row < len(X):
            raise ValueError(f"row must be from 0 to {len(X) - 1}, not {row}")
        if not 0 <= step <= len(pass_order(sizes)):
            raise ValueError(f"step must be from 0 to {len(pass_order(sizes))}, not {step}")
        if predict and set(predict) != {"question", "choices", "answer", "because"}:
            raise ValueError(f"predict needs question, choices, answer and because, not {', '.join(predict)}")
        super().__init__(
            parameters={name: np.asarray(value, dtype=float).tolist() for name, value in parameters.items()},
            X=X.tolist(),
            inputs=X[row].tolist(),
            hidden=hidden,
            output=output,
            row=row,
            step=step,
            predict=dict(predict or {}),
        )

    @traitlets.observe("row")
    def _use_row(self, change):
        if self.X:
            self.inputs = self.X[self.row]

    def still(self):
        """The view as it stands, as an SVG text: for paper and for pages without a kernel."""
        return network_svg(self.inputs, self.parameters, self.hidden, self.output, self.step)
