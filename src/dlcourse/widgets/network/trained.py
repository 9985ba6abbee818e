"""A trained network on its way into the page."""

import numpy as np

from dlcourse import nn


def carried(network, inputs=None, outputs=None):
    """``{"sizes", "hidden", "output", "parameters"}`` of a trained network, in plain lists.

    Parameters
    ----------
    network : dlcourse.nn.Network
    inputs, outputs : how many it must have, None for any number

    Raises
    ------
    ValueError
        If it is no network of the course, or has other sizes.
    """
    if not isinstance(network, nn.Network):
        raise ValueError(f"network must be a dlcourse.nn.Network, not {type(network).__name__}")
    sizes = [int(n) for n in network.layer_sizes]
    for name, wanted, found in (("inputs", inputs, sizes[0]), ("outputs", outputs, sizes[-1])):
        if wanted is not None and wanted != found:
            raise ValueError(f"the network has {found} {name}; this view needs {wanted}")
    parameters = {name: value.tolist() for name, value in network.parameters().items()}
    return {"sizes": sizes, "hidden": network.hidden, "output": network.output, "parameters": parameters}


def says(state, x):
    """What the carried network says about one row x, an (K,) array."""
    parameters = {name: np.array(value, dtype=float) for name, value in state["parameters"].items()}
    return nn.forward(np.asarray(x, dtype=float)[None, :], parameters, state["hidden"], state["output"])[0][0]
