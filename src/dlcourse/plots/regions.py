"""What each neuron of a network says, point by point of the plane of its two inputs."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from dlcourse.look import LIGHT, mixed
from dlcourse.look.figures import styled
from dlcourse.nn import forward
from dlcourse.plots.picture import BLUE, GROUND, INK, ORANGE, Picture

# From orange (low) through white to blue (high): told apart by those who do not see red and green, and by lightness.
PLANE = LinearSegmentedColormap.from_list(
    "plane", [mixed(LIGHT["map-low"], GROUND, 0.7), GROUND, mixed(LIGHT["map-high"], GROUND, 0.7)]
)


@styled
def neuron_regions(parameters, X=None, y=None, hidden="sigmoid", output="sigmoid", span=None):
    """One small map per neuron: its activation over the plane, with the line on which it is half-way.

    Parameters
    ----------
    parameters : {"W1": (n_1, 2), "b1": (n_1,), "W2": ...}; a single layer is taken for a hidden one
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
    span = span if span is not None else span_of(X)
    figure = Figure(figsize=(2.5 * len(names), 2.7), layout="constrained")
    for axes, (l, i) in zip(np.atleast_1d(figure.subplots(1, len(names))), names, strict=True):
        map_of(axes, span, parameters, hidden, output, (l, i))
        if X is not None:
            points_on(axes, X, y)
        axes.set_title(f"$\\hat y = a^{l}_{i}$" if l == depth > 1 else f"$a^{l}_{i}$", fontsize=13, color=INK)
    said = f"{len(names)} maps of the plane, one for each neuron: {', '.join(f'a^{l}_{i}' for l, i in names)}. "
    return Picture(figure, said + _say(X, y, parameters, hidden, output))


def span_of(X):
    """(low, high) of both axes, with a margin around the points."""
    if X is None:
        return -2.0, 2.0
    margin = 0.5 * max(np.ptp(X), 1e-9) if len(X) < 10 else 0.1 * np.ptp(X)
    return float(np.min(X) - margin), float(np.max(X) + margin)


def map_of(axes, span, parameters, hidden, output, neuron=None):
    """Draw one neuron's activation over the plane (None: the first output); return y_hat as a function of X."""
    l, i = neuron if neuron is not None else (len(parameters) // 2, 0)
    ticks = np.linspace(*span, 120)
    plane = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    values = forward(plane, parameters, hidden, output)[1][f"A{l}"][:, i].reshape(len(ticks), -1)
    low, high = float(values.min()), float(values.max())
    axes.pcolormesh(ticks, ticks, values, cmap=PLANE, vmin=low, vmax=high if high > low else low + 1, rasterized=True)
    middle = 0.5 if neuron is None else (low + high) / 2
    if low < middle < high:
        axes.contour(ticks, ticks, values, levels=[middle], colors=[INK], linewidths=1.3)
    axes.set_aspect("equal")
    axes.set_xlabel("$x_0$", color=INK)
    axes.set_ylabel("$x_1$", color=INK)
    axes.tick_params(labelsize=8)
    return lambda X: forward(X, parameters, hidden, output)[0]


def points_on(axes, X, y):
    """Crosses for y = 0, filled circles for y = 1."""
    labels, size = np.ravel(y) > 0.5, 46 if len(X) < 30 else 9
    axes.scatter(*X[~labels].T, marker="x", s=size, color=ORANGE, linewidths=2 if size > 9 else 0.8, zorder=3)
    edge = 1 if size > 9 else 0.3
    axes.scatter(*X[labels].T, marker="o", s=size, color=BLUE, edgecolors=GROUND, linewidths=edge, zorder=3)


def _say(X, y, parameters, hidden, output):
    if X is None:
        return "Blue is high, orange is low, the line is half-way."
    y_hat = forward(X, parameters, hidden, output)[0]
    right = int(np.sum((y_hat > 0.5) == (np.asarray(y) > 0.5)))
    return f"Blue is high, orange is low. {right} of the {len(X)} points lie on their side of the last map."
