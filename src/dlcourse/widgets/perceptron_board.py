"""Points of two classes, the line a perceptron draws, and the rule that moves it."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse.plots.picture import BLUE, INK, ORANGE, Picture
from dlcourse.widgets.view import Real, View, module, numbers

_SQUARE = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
PRESETS = {
    "AND": {"points": _SQUARE, "labels": [0, 0, 0, 1]},
    "OR": {"points": _SQUARE, "labels": [0, 1, 1, 1]},
    "NAND": {"points": _SQUARE, "labels": [1, 1, 1, 0]},
    "XOR": {"points": _SQUARE, "labels": [0, 1, 1, 0]},
    "separable": {
        "points": [
            [-2.0, -1.0],
            [-1.5, 0.5],
            [-0.5, -1.8],
            [-1.0, -0.6],
            [1.8, 1.0],
            [0.9, 1.7],
            [2.2, -0.4],
            [1.2, 0.4],
        ],
        "labels": [0, 0, 0, 0, 1, 1, 1, 1],
    },
    "not separable": {
        "points": [
            [-2.0, -1.0],
            [-1.5, 0.5],
            [1.5, 0.8],
            [-1.0, -0.6],
            [1.8, 1.0],
            [0.9, 1.7],
            [-1.2, -0.4],
            [1.2, 0.4],
        ],
        "labels": [0, 0, 0, 0, 1, 1, 1, 1],
    },
}


class PerceptronBoard(View):
    """A board of points to move, and a perceptron that learns to tell them apart.

    Parameters
    ----------
    points : (m, 2) array, between -3 and 3; None takes ``preset``
    labels : m numbers, 0 or 1
    preset : a name in ``PRESETS``
    w, b : where the line starts
    learning_rate : positive
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("perceptron_board")
    points = traitlets.List().tag(sync=True)
    labels = traitlets.List(traitlets.Int()).tag(sync=True)
    preset = traitlets.Unicode("separable").tag(sync=True)
    presets = traitlets.Dict(PRESETS).tag(sync=True)
    w = traitlets.List(Real()).tag(sync=True)
    b = Real(0.0).tag(sync=True)
    learning_rate = Real(1.0).tag(sync=True)
    next = traitlets.Int(0).tag(sync=True)
    epochs = traitlets.Int(0).tag(sync=True)
    updates = traitlets.Int(0).tag(sync=True)

    def __init__(
        self, points=None, labels=None, preset="separable", w=(0.0, 0.0), b=0.0, learning_rate=1.0, predict=None
    ):
        if (points is None) != (labels is None):
            raise ValueError("give points and labels together")
        if points is None:
            if preset not in PRESETS:
                raise ValueError(f"preset={preset!r} is not known; choose one of {', '.join(PRESETS)}")
            points, labels = PRESETS[preset]["points"], PRESETS[preset]["labels"]
        else:
            preset = ""
        points = _points(points)
        labels = _labels(labels, len(points))
        if numbers("learning_rate", [learning_rate])[0] <= 0:
            raise ValueError("learning_rate must be positive")
        super().__init__(
            predict, points=points, labels=labels, preset=preset, w=numbers("w", w, 2),
            b=float(b), learning_rate=float(learning_rate),
        )  # fmt: skip

    @traitlets.validate("points")
    def _check_points(self, proposal):
        return _points(proposal["value"])

    @traitlets.validate("labels")
    def _check_labels(self, proposal):
        return _labels(proposal["value"], len(proposal["value"]))

    def wrong_rows(self):
        """How many points lie on the wrong side of the line."""
        said = np.array(self.points) @ np.array(self.w) + self.b >= 0
        return int(np.sum(said != (np.array(self.labels) == 1)))

    def picture(self):
        X, y = np.array(self.points), np.array(self.labels)
        figure = Figure(figsize=(4, 4), layout="constrained")
        axes = figure.subplots()
        axes.scatter(*X[y == 0].T, marker="x", color=ORANGE)
        axes.scatter(*X[y == 1].T, marker="o", color=BLUE)
        if np.any(self.w):
            foot = -self.b * np.array(self.w) / np.dot(self.w, self.w)
            axes.axline(foot, foot + np.array([-self.w[1], self.w[0]]), color=INK)
        axes.set(xlim=(-3, 3), ylim=(-3, 3), xlabel="x_0", ylabel="x_1", aspect="equal")
        return Picture(figure, f"{len(X)} points of two classes, {self.wrong_rows()} on the wrong side of the line")


def _points(points):
    try:
        X = np.asarray(points, dtype=float)
    except (TypeError, ValueError):
        X = np.empty(0)
    if X.ndim != 2 or X.shape[1] != 2 or not len(X) or not np.isfinite(X).all() or np.abs(X).max() > 3:
        raise ValueError("points must have shape (m, 2), with numbers from -3 to 3")
    return X.tolist()


def _labels(labels, m):
    labels = numbers("labels", np.ravel(labels), m)
    if set(labels) - {0.0, 1.0}:
        raise ValueError("labels must be 0 or 1")
    return [int(y) for y in labels]
