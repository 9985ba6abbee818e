"""A layered network, drawn from its layer sizes and parameters."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.patheffects import withStroke

from dlcourse.look.figures import styled
from dlcourse.plots.picture import BLUE, GROUND, INK, ORANGE, Picture

RADIUS, APART, ROW = 0.36, 3.3, 1.4


@styled
def network_diagram(layer_sizes, parameters=None, highlight=None, names=None):
    """A layered network: inputs on the left, outputs on the right.

    Parameters
    ----------
    layer_sizes : such as ``[2, 3, 2, 1]``
    parameters : {"W1": (n_1, n_0), ...}; where given, positive weights are blue and solid, negative ones orange and
        dashed, and the width follows the size
    highlight : ``(l, i, j)``: this one edge is drawn strong and carries its name ``W^l_(i,j)``
    names : write ``W^l_(i,j)`` on every edge; None does so where there are at most 14 edges and no highlight

    Returns
    -------
    Picture
    """
    edges = [
        (l, i, j) for l in range(1, len(layer_sizes)) for i in range(layer_sizes[l]) for j in range(layer_sizes[l - 1])
    ]
    if highlight is not None and tuple(highlight) not in edges:
        raise ValueError(f"highlight must be an edge (l, i, j) of {layer_sizes}, not {highlight}")
    names = len(edges) <= 14 and highlight is None if names is None else names
    figure = Figure(figsize=(8.4, 0.7 + 1.15 * max(layer_sizes)))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_aspect("equal")
    at = _places(layer_sizes)
    for edge in edges:
        _draw_edge(axes, at, edge, parameters, highlight, names)
    for (l, i), (x, y) in at.items():
        axes.add_patch(Circle((x, y), RADIUS, facecolor=GROUND, edgecolor=INK, linewidth=1.2, zorder=3))
        name = f"$x_{i}$" if l == 0 else f"$a^{l}_{i}$"
        axes.text(x, y, name, ha="center", va="center", fontsize=13, color=INK, zorder=4)
    for l in range(len(layer_sizes)):
        kind = "inputs" if l == 0 else "output" if l == len(layer_sizes) - 1 else "hidden"
        axes.text(at[l, 0][0], ROW * max(layer_sizes) / 2, f"layer {l}: {kind}", ha="center", fontsize=12, color=INK)
    axes.set_xlim(-0.8, APART * (len(layer_sizes) - 1) + 0.8)
    axes.set_ylim(-ROW * max(layer_sizes) / 2, ROW * max(layer_sizes) / 2 + 0.4)
    return Picture(figure, _say_network(layer_sizes, parameters, highlight))


def _places(layer_sizes):
    return {(l, i): (APART * l, ROW * ((n - 1) / 2 - i)) for l, n in enumerate(layer_sizes) for i in range(n)}


def _draw_edge(axes, at, edge, parameters, highlight, names):
    l, i, j = edge
    (x1, y1), (x2, y2) = at[l - 1, j], at[l, i]
    w = None if parameters is None else float(parameters[f"W{l}"][i, j])
    strong = highlight is not None and tuple(highlight) == edge
    colour = INK if w is None else BLUE if w >= 0 else ORANGE
    width = 1.2 if w is None else 0.8 + 3 * min(abs(w), 1.5)
    faint = highlight is not None and not strong
    axes.plot(
        [x1, x2],
        [y1, y2],
        color=colour,
        linestyle="--" if w is not None and w < 0 else "-",
        linewidth=4 if strong else width,
        alpha=0.35 if faint else 1,
        zorder=2 if strong else 1,
    )
    if names or strong:
        # Near the destination the edges of one source have spread out; a source's own share keeps crossing edges apart.
        share = 0.5 if strong else 0.75 - 0.19 * (j % 3)
        axes.text(
            x1 + share * (x2 - x1),
            y1 + share * (y2 - y1),
            f"$W^{l}_{{({i},{j})}}$" + ("" if w is None or not strong else f" = {w:.2f}"),
            ha="center",
            va="center",
            fontsize=15 if strong else 12,
            color=INK,
            zorder=5,
            path_effects=[withStroke(linewidth=4, foreground=GROUND)],  # the edge is seen on both sides of its name
        )


def _say_network(layer_sizes, parameters, highlight):
    hidden = f" of {' and '.join(map(str, layer_sizes[1:-1]))} neurons" if len(layer_sizes) > 2 else ""
    layers = {0: "", 1: ", a hidden layer"}.get(len(layer_sizes) - 2, ", hidden layers") + hidden
    outputs = f"{layer_sizes[-1]} output{'s' if layer_sizes[-1] > 1 else ''}"
    said = f"A network with {layer_sizes[0]} inputs{layers} and {outputs}. "
    said += "Every neuron is connected to every neuron of the next layer."
    if highlight is not None:
        l, i, j = highlight
        said += (
            f" The weight W^{l}_({i},{j}) is highlighted: from neuron {j} of layer {l - 1} to neuron {i} of layer {l}."
        )
    elif parameters is not None:
        negative = sum(int(np.sum(np.asarray(W) < 0)) for name, W in parameters.items() if name[0] == "W")
        said += f" {negative} weights are negative (orange, dashed), the others positive (blue, solid)."
    return said
