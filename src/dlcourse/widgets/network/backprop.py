"""The backpropagation stepper without any view: which states it takes, its steps, what the bug computes."""

import numpy as np

from dlcourse import nn, validation
from dlcourse.widgets.network.forward import drawable, layer_sizes_of, pass_order, whole


def round_steps(sizes):
    """The steps of one round as ``(kind, l, i, j)``; kind is "forward", "cost", "delta" or "partial".

    Each neuron forward, the cost, and back from the output: a neuron's delta, then its partial derivatives, one by one;
    ``j`` is None for the bias and where there is no j.
    """
    steps = [("forward", l, i, None) for l, i in pass_order(sizes)] + [("cost", len(sizes) - 1, 0, None)]
    for l in range(len(sizes) - 1, 0, -1):
        for i in range(sizes[l]):
            steps += [("delta", l, i, None), *(("partial", l, i, j) for j in (*range(sizes[l - 1]), None))]
    return steps


def checked(state, shown=None):
    """The state with its values as the page wants them; ``shown`` are the parameters that a view draws already.

    Raises
    ------
    ValueError, naming what cannot be used and what would do.
    """
    parameters = drawable(state["parameters"])
    sizes = layer_sizes_of(parameters)
    if shown and layer_sizes_of(shown) != sizes:
        raise ValueError(f"parameters must keep the layers {layer_sizes_of(shown)}; make a new view for {sizes}")
    for role in ("hidden", "output"):
        validation.choice(role, state[role], nn.ACTIVATIONS)
        validation.can_learn(role, state[role])
    validation.choice("cost", state["cost"], nn.COSTS)
    validation.cost_fits(state["cost"], state["output"])
    X = validation.array("X", state["X"], ("m", sizes[0]))
    y = validation.array("y", state["y"], (len(X), sizes[-1]))
    if state["cost"] == "cross_entropy" and not ((y >= 0) & (y <= 1)).all():
        worst = float(y[(y < 0) | (y > 1)][0])
        raise ValueError(f"y must lie between 0 and 1 for cost='cross_entropy', but holds {worst:g}")
    steps = len(round_steps(sizes))
    return {
        "parameters": {name: value.tolist() for name, value in parameters.items()},
        "X": X.tolist(), "y": y.tolist(), "hidden": state["hidden"], "output": state["output"], "cost": state["cost"],
        "learning_rate": validation.number("learning_rate", state["learning_rate"]),
        "row": whole("row", state["row"], -1, len(X) - 1, f"from 0 to {len(X) - 1}, or None for all rows"),
        "step": whole("step", state["step"], 0, steps, f"from 0 to {steps}"),
        "max_iterations": validation.count("max_iterations", state["max_iterations"]),
        "tolerance": validation.number("tolerance", state["tolerance"], zero=True),
    }  # fmt: skip


@nn.QUIET
def gradients(state, bug=False):
    """``{"dW1", "db1", ...}`` of the rows that are worked through, by :func:`dlcourse.nn.backward`.

    With ``bug``, W of each layer is updated before the layer in front of it asks: the well-known mistake.
    """
    X, y, parameters = rows_of(state)
    _, cache = nn.forward(X, parameters, state["hidden"], state["output"])
    settings = state["hidden"], state["output"], state["cost"]
    if not bug:
        return nn.backward(y, parameters, cache, *settings)
    found, present = {}, dict(parameters)
    for l in range(len(parameters) // 2, 0, -1):
        new = nn.backward(y, present, cache, *settings)
        found |= {name: new[name] for name in (f"dW{l}", f"db{l}")}
        present[f"W{l}"] = present[f"W{l}"] - state["learning_rate"] * new[f"dW{l}"]
    return found


def deltas(state):
    """``{l: (n_l,)}``: dZ of each layer, summed over the rows; it is what db is made of."""
    return {int(name[2:]): value for name, value in gradients(state).items() if name.startswith("db")}


def rows_of(state):
    """X, y of the rows that are worked through, and the parameters, as arrays."""
    rows = slice(None) if state["row"] < 0 else slice(state["row"], state["row"] + 1)
    parameters = {name: np.array(value, dtype=float) for name, value in state["parameters"].items()}
    return np.array(state["X"], dtype=float)[rows], np.array(state["y"], dtype=float)[rows], parameters
