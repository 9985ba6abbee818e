"""One neuron, taken apart: inputs and weights, the weighted sum, the activation."""

from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch

from dlcourse.look.figures import styled
from dlcourse.plots.picture import GROUND, INK, Picture


@styled
def neuron_diagram(n, activation="g"):
    """A neuron with n inputs: a weight on each edge, then the weighted sum with the bias, then the activation.

    Parameters
    ----------
    n : number of inputs, 1 to 6
    activation : what is written in the second part, such as "g" or "step"

    Returns
    -------
    Picture
    """
    if not 1 <= n <= 6:
        raise ValueError(f"n must be from 1 to 6, not {n}")
    figure = Figure(figsize=(7, 0.8 + 0.75 * n))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_aspect("equal")
    for j in range(n):
        y = (n - 1) / 2 - j
        axes.plot([0.32, 2.2], [y, 0], color=INK, linewidth=1.4, zorder=1)
        axes.add_patch(Circle((0, y), 0.32, facecolor=GROUND, edgecolor=INK, linewidth=1.2, zorder=3))
        _write(axes, 0, y, f"$x_{j}$")
        _write(axes, 1.05, y * 0.53, f"$w_{j}$", ground=True)
    _box(axes, 2.2, 1.7, "weighted sum", "$z = \\sum_j w_j x_j + b$")
    _box(axes, 4.7, 1.4, "activation", f"$a = {activation}(z)$" if len(activation) == 1 else f"$a$ = {activation}($z$)")
    for start, end in ((3.9, 4.7), (6.1, 6.8)):
        axes.annotate("", (end, 0), (start, 0), arrowprops={"arrowstyle": "->", "color": INK, "linewidth": 1.4})
    _write(axes, 6.95, 0, "$a$")
    axes.set_xlim(-0.5, 7.3)
    axes.set_ylim(-max(n / 2, 1), max(n / 2, 1) + 0.1)
    inputs = "1 input" if n == 1 else f"{n} inputs"
    said = (
        f"A neuron with {inputs}. Each input is multiplied by its weight; the sum of the products and the bias is z; "
    )
    return Picture(figure, said + f"the activation {activation} makes the output a of it.")


def _box(axes, x, width, title, formula):
    axes.add_patch(
        FancyBboxPatch((x, -0.45), width, 0.9, boxstyle="round,pad=0.02", facecolor=GROUND, edgecolor=INK, zorder=2)
    )
    _write(axes, x + width / 2, 0.22, title, size=10)
    _write(axes, x + width / 2, -0.15, formula, size=12)


def _write(axes, x, y, text, size=13, ground=False):
    box = {"facecolor": GROUND, "edgecolor": "none", "pad": 1} if ground else None
    axes.text(x, y, text, ha="center", va="center", fontsize=size, color=INK, zorder=5, bbox=box)
