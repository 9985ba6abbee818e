"""What each neuron of a network says, point by point of the plane of its two inputs."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from dlcourse.nn import forward
from dlcourse.plots.picture import BLUE, GROUND, INK, ORANGE, Picture

# From orange (low) through white to blue (high): told apart by those who do not see red and green, and by lightness.
PLANE = LinearSegmentedColormap.from_list("plane", ["#f2b27a", GROUND, "#8fbbe8"])


def neuron_regions(parameters, X=None, y=None, hidden="sigmoid", output="sigmoid", span=None):
    """One small map per neuron: its activation over the plane, with the line on which it is half-way.

    Parameters
    ----------
    parameters : {"W1": (n_1, 2), "b1": (n_1,), "W2": ...}
    X, y : (m, 2) and (m, 1) arrays, drawn as points: crosses for y = 0, filled circles for y = 1
    hidden, output : names of activations
    span : (low, high) of both axes; None takes the data's, with a margin

    Returns
    -------
    Picture
    """
    if parameters["W1"].shape[1] != 2:
        raise ValueError(f"a plane needs two inputs, W1 has {parameters['W1'].shape[1]}")
    depth = len(parameters) // 2
    names = [(l, i) for l in range(1, depth + 1) for i in range(len(parameters[f"b{l}"]))]
    low, high = span if span is not None else _span(X)
    ticks = np.linspace(low, high, 120)
    plane = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    cache = forward(plane, parameters, hidden, output)[1]
    figure = Figure(figsize=(2.5 * len(names), 2.7), layout="constrained")
    for axes, (l, i) in zip(np.atleast_1d(figure.subplots(1, len(names))), names, strict=True):
        values = cache[f"A{l}"][:, i].reshape(len(ticks), -1)
        _map(axes, ticks, values)
        if X is not None:
            _points(axes, X, y)
        axes.set_title(f"$\\hat y = a^{l}_{i}$" if l == depth else f"$a^{l}_{i}$", fontsize=13, color=INK)
    said = ", ".join(f"a^{l}_{i}" for l, i in names)
    return Picture(
        figure, f"{len(names)} maps of the plane, one for each neuron: {said}. {_say(X, y, parameters, hidden, output)}"
    )


def _span(X):
    if X is None:
        return -2.0, 2.0
    margin = 0.5 * max(np.ptp(X), 1e-9)
    return float(np.min(X) - margin), float(np.max(X) + margin)


def _map(axes, ticks, values):
    low, high = float(values.min()), float(values.max())
    axes.pcolormesh(ticks, ticks, values, cmap=PLANE, vmin=low, vmax=high if high > low else low + 1, rasterized=True)
    middle = (low + high) / 2
    if low < middle < high:
        axes.contour(ticks, ticks, values, levels=[middle], colors=[INK], linewidths=1.3)
    axes.set_aspect("equal")
    axes.set_xlabel("$x_0$", color=INK)
    axes.set_ylabel("$x_1$", color=INK)
    axes.tick_params(labelsize=8)


def _points(axes, X, y):
    labels = np.ravel(y) > 0.5
    axes.scatter(*X[~labels].T, marker="x", s=46, color=ORANGE, linewidths=2, zorder=3)
    axes.scatter(*X[labels].T, marker="o", s=46, color=BLUE, edgecolors=GROUND, zorder=3)


def _say(X, y, parameters, hidden, output):
    if X is None:
        return "Blue is high, orange is low, the line is half-way."
    y_hat = forward(X, parameters, hidden, output)[0]
    right = int(np.sum((y_hat > 0.5) == (np.asarray(y) > 0.5)))
    return f"Blue is high, orange is low. {right} of the {len(X)} points lie on their side of the last map."
