"""The still picture of a playground: what the network says, its points, and the cost so far."""

import numpy as np
from matplotlib.figure import Figure

from dlcourse import nn
from dlcourse.plots.picture import BLUE, INK, ORANGE, Picture
from dlcourse.plots.regions import PLANE
from dlcourse.widgets.playground import data as playground_data


def picture(view):
    """A Picture of the playground ``view`` as it stands."""
    history = view.history()
    trained = len(history["updates"]) > 1
    figure = Figure(figsize=(7.6, 3.6) if trained else (3.6, 3.6), layout="constrained")
    axes = figure.subplots(1, 2 if trained else 1, squeeze=False)[0]
    means = view.means()
    (_curve if means["one_input"] else _plane)(axes[0], view, means)
    if trained:
        axes[1].plot(history[view.axis], history["train"], color=BLUE, linewidth=2.4, label="training")
        if np.isfinite(history["test"]).any():
            axes[1].plot(history[view.axis], history["test"], color=INK, linewidth=1, label="held-out")
        axes[1].set(xlabel={"samples": "samples seen"}.get(view.axis, view.axis), ylabel="cost J")
        axes[1].legend()
    said = f"What the network says after {view.updates} updates" if view.updates else "Not trained yet"
    if view.diverged:
        said += f"; diverged at update {view.diverged['update']} (alpha = {view.diverged['alpha']})"
    return Picture(figure, f"Playground, data {'of your own' if view.own else view.data}. {said}.")


def _y_hat(view, means, X):
    """y_hat over X, or None where the engine's activations have no name here."""
    if view.engine and not view.engine.get("knows"):
        return None
    with np.errstate(all="ignore"):
        seen = playground_data.seen(X, means["features"])
        return nn.forward(seen, view.parameters(), view.activation, means["output"])[0]


def _plane(axes, view, means):
    ticks, low = np.linspace(-6, 6, 90), -1 if means["regression"] else 0
    y_hat = _y_hat(view, means, np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2))
    if y_hat is not None and np.isfinite(y_hat).all():
        y_hat = y_hat.reshape(len(ticks), -1)
        middle = (low + 1) / 2
        shown = np.where(y_hat > middle, 1, low) if view.discretised else y_hat
        axes.pcolormesh(ticks, ticks, shown, cmap=PLANE, vmin=low, vmax=1, rasterized=True)
        if y_hat.min() < middle < y_hat.max():
            axes.contour(ticks, ticks, y_hat, levels=[middle], colors=[INK])
    for (X, y), alpha in zip(view.rows(), (1, 0.35), strict=True):
        yes = y[:, 0] > (low + 1) / 2
        axes.scatter(*X[yes].T, s=16, color=BLUE, edgecolor="white", linewidth=0.5, alpha=alpha)
        axes.scatter(*X[~yes].T, s=18, color=ORANGE, marker="x", linewidth=1.2, alpha=alpha)
    axes.set(xlabel="x_0", ylabel="x_1", xlim=(-6, 6), ylim=(-6, 6), aspect="equal")


def _curve(axes, view, means):
    ticks = np.linspace(-6, 6, 200)
    y_hat = _y_hat(view, means, np.column_stack([ticks, np.zeros_like(ticks)]))
    for (X, y), alpha in zip(view.rows(), (1, 0.35), strict=True):
        axes.scatter(X[:, 0], y[:, 0], s=14, color=ORANGE, marker="x", linewidth=1.2, alpha=alpha)
    if y_hat is not None:
        axes.plot(ticks, y_hat[:, 0], color=BLUE, linewidth=2.6)
    axes.set(xlabel="x_0", ylabel="y_hat", xlim=(-6, 6), ylim=(-1.6, 1.6))
