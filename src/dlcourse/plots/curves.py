"""Curves of a cost against epochs, and the border a network draws at several moments of its training."""

from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter

from dlcourse.look import MUTED, TEAL
from dlcourse.look.figures import styled
from dlcourse.plots.picture import INK, Picture
from dlcourse.plots.regions import map_of, points_on, span_of

# Told apart without colour too: by the dashes, and by a name at each curve's end.
LOOKS = (
    (INK, "-"),
    (TEAL, (0, (7, 3.5))),
    (MUTED, (0, (1.5, 3.5))),
    (INK, (0, (6, 2, 1, 2))),
    (TEAL, (0, (2, 2))),
    (MUTED, (0, (8, 2, 1, 2, 1, 2))),
)


@styled
def learning_curves(curves, ylabel="cost J", log=False, xlabel="epoch"):
    """One curve per name, against epochs or what ``xlabel`` says, counted from 1.

    Parameters
    ----------
    curves : {name: sequence of numbers, one per epoch}; at most six
    ylabel : what the numbers are
    log : draw the numbers on a logarithmic axis
    xlabel : what is counted along the axis

    Returns
    -------
    Picture
    """
    if not 1 <= len(curves) <= len(LOOKS):
        raise ValueError(f"curves must hold 1 to {len(LOOKS)} curves, not {len(curves)}")
    figure = Figure(figsize=(7, 3.2), layout="constrained")
    axes = figure.subplots()
    for (name, values), (colour, dashes) in zip(curves.items(), LOOKS, strict=False):
        epochs = np.arange(1, len(values) + 1)
        axes.plot(epochs, values, color=colour, linestyle=dashes, linewidth=2.4, label=name)
    if log:
        axes.set_yscale("log")
    axes.set_xlabel(xlabel, color=INK)
    axes.set_ylabel(ylabel, color=INK)
    axes.grid(axis="y")
    _names_at_ends(axes)
    said = "; ".join(f"{name} from {values[0]:.3g} to {values[-1]:.3g}" for name, values in curves.items())
    return Picture(figure, f"{ylabel} against {xlabel}: {said}.")


def _names_at_ends(axes, apart=0.085):
    """Each curve's name at its end, in its colour; names that would meet stand one above the other."""
    axes.autoscale_view()  # the limits are not known before: a share of the unit axis may be far outside of the figure
    to_share = axes.transScale + axes.transLimits
    ends = []
    for line in axes.get_lines():
        x, y = line.get_xdata()[-1], line.get_ydata()[-1]
        if np.isfinite(y):
            ends.append([float(to_share.transform((x, y))[1]), x, line])
    ends.sort(key=lambda end: end[0])
    for below, end in pairwise(ends):
        end[0] = max(end[0], below[0] + apart)
    top = 1.0
    for end in reversed(ends):  # and down again, where the highest would leave the figure
        end[0] = min(end[0], top)
        top = end[0] - apart
    for share, x, line in ends:
        place = {"xycoords": ("data", "axes fraction"), "xytext": (7, 0), "textcoords": "offset points", "va": "center"}
        axes.annotate(line.get_label(), (x, share), color=line.get_color(), annotation_clip=False, **place)


@styled
def against_three_axes(runs):
    """The cost of several runs at equal epochs, at equal updates and at equal samples seen, side by side.

    Parameters
    ----------
    runs : {name: dlcourse.nn.History}; at most six

    Returns
    -------
    Picture
    """
    if not 1 <= len(runs) <= len(LOOKS):
        raise ValueError(f"runs must hold 1 to {len(LOOKS)} runs, not {len(runs)}")
    figure = Figure(figsize=(10, 3.4), layout="constrained")
    panels = figure.subplots(1, 3, sharey=True)
    said = []
    for axes, axis in zip(panels, ("epochs", "updates", "samples"), strict=True):
        end = min(getattr(run, axis)[-1] for run in runs.values())
        at_end = []
        for (name, run), (colour, dashes) in zip(runs.items(), LOOKS, strict=False):
            along = np.array(getattr(run, axis))
            axes.plot(along, run.cost, color=colour, linestyle=dashes, linewidth=2.4, label=name)
            at_end.append(f"{name} {run.cost[int(np.searchsorted(along, end))]:.3g}")
        axes.set(xlim=(0, end), yscale="log")
        axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.set_title(f"at equal {axis}" + (" seen" if axis == "samples" else ""), fontsize=11, color=INK)
        axes.set_xlabel(axis, color=INK)
        axes.grid(axis="y")
        said.append(f"after {end} {axis}: {', '.join(at_end)}")
    panels[0].set_ylabel("cost J", color=INK)
    panels[0].yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    panels[0].yaxis.set_major_formatter("{x:g}")
    panels[0].yaxis.set_minor_formatter(NullFormatter())
    figure.get_layout_engine().set(wspace=0.06)
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=len(runs), frameon=False)
    return Picture(figure, f"The cost of {len(runs)} runs against three axes. {'; '.join(said)}.")


@styled
def forecasts(years, true, guesses):
    """A series and what was forecast for it.

    Parameters
    ----------
    years : (m,) array
    true : (m,) array, what came
    guesses : {name: (m,) array}, at most three

    Returns
    -------
    Picture
    """
    true = np.ravel(true)
    if not 1 <= len(guesses) <= 3:
        raise ValueError(f"guesses must hold 1 to 3 forecasts, not {len(guesses)}")
    figure = Figure(figsize=(8, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.plot(years, true, color=INK, marker="o", markersize=4, linewidth=1, label="true")
    said = []
    for (name, guess), (colour, dashes) in zip(guesses.items(), LOOKS, strict=False):
        axes.plot(years, np.ravel(guess), color=colour, linestyle=dashes, linewidth=2, label=name)
        said.append(f"{name}: off by {np.sqrt(np.mean((np.ravel(guess) - true) ** 2)):.3g} (root mean square)")
    axes.grid(axis="y")
    axes.legend(frameon=False, ncols=len(guesses) + 1)
    return Picture(figure, f"A series from {years[0]} to {years[-1]} and its forecasts. {'; '.join(said)}.")


@styled
def borders(moments, X, y, hidden="sigmoid", output="sigmoid"):
    """The plane as a network with two inputs divides it, at several moments side by side.

    Parameters
    ----------
    moments : {title: parameters of that moment}
    X, y : (m, 2) and (m, 1) arrays, drawn as points: crosses for y = 0, filled circles for y = 1
    hidden, output : names of activations

    Returns
    -------
    Picture
    """
    figure = Figure(figsize=(2.7 * len(moments), 2.9), layout="constrained")
    span = span_of(X)
    right = []
    for axes, (title, parameters) in zip(np.atleast_1d(figure.subplots(1, len(moments))), moments.items(), strict=True):
        said = map_of(axes, span, parameters, hidden, output)
        points_on(axes, X, y)
        axes.set_title(title, fontsize=11, color=INK)
        right.append(f"{title}: {np.mean((said(X) > 0.5) == (np.asarray(y) > 0.5)):.0%} of the points on their side")
    return Picture(figure, "The border between the two classes. " + "; ".join(right) + ".")
