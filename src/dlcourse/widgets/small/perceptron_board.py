"""Points of two classes, the line a perceptron draws, and the rule that moves it."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse.plots.picture import BLUE, INK, ORANGE, Picture
from dlcourse.validation import shown
from dlcourse.widgets.shared.traits import Later, Real, Refused, Whole, numbers, refusing
from dlcourse.widgets.shared.view import View, module

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
    points = Later([]).tag(sync=True)
    labels = Later([]).tag(sync=True)
    preset = Later("separable").tag(sync=True)
    presets = traitlets.Dict(PRESETS).tag(sync=True)
    w = Later([]).tag(sync=True)
    b = Real(0.0).tag(sync=True)
    learning_rate = Real(1.0, positive=True).tag(sync=True)
    next = Whole(0, low=0).tag(sync=True)
    epochs = Whole(0, low=0).tag(sync=True)
    updates = Whole(0, low=0).tag(sync=True)

    def __init__(
        self, points=None, labels=None, preset="separable", w=(0.0, 0.0), b=0.0, learning_rate=1.0, predict=None
    ):
        if (points is None) != (labels is None):
            raise ValueError("give points and labels together")
        if points is None:
            if not isinstance(preset, str) or preset not in PRESETS:
                raise ValueError(f"preset={shown(preset)} is not known; choose one of {', '.join(PRESETS)}")
            points, labels = PRESETS[preset]["points"], PRESETS[preset]["labels"]
        else:
            preset = ""
        points = _points(points)
        labels = _labels(labels, len(points))
        super().__init__(predict, points=points, labels=labels, preset=preset, w=w, b=b, learning_rate=learning_rate)

    @traitlets.validate("points", "labels")
    @refusing
    def _check_rows(self, proposal):
        """More points or fewer come with their labels: both are changed in one ``hold_trait_notifications``."""
        if proposal["trait"].name == "labels":
            return _labels(proposal["value"], len(self.points))
        points = _points(proposal["value"])
        if self.labels and len(points) != len(self.labels):
            raise ValueError(
                f"points must be {len(self.labels)}, one for each label, not {len(points)}; to change both: "
                "with board.hold_trait_notifications(): board.points, board.labels = ..."
            )
        return points

    @traitlets.validate("preset")
    def _check_preset(self, proposal):
        value, known = proposal["value"], ", ".join(PRESETS)
        if not isinstance(value, str) or value not in ("", *PRESETS):
            raise Refused(f"preset={shown(value)} is not known; choose one of {known}, or '' for own points")
        return value

    @traitlets.validate("w")
    @refusing
    def _check_w(self, proposal):
        return numbers("w", proposal["value"], 2)

    @traitlets.validate("next")
    def _check_next(self, proposal):
        if proposal["value"] >= len(self.points):
            raise Refused(f"next must be the number of a point, 0 to {len(self.points) - 1}, not {proposal['value']}")
        return proposal["value"]

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
    rows = X.ndim == 2 and X.shape[1] == 2 and len(X) > 0
    if not rows or not np.isfinite(X).all() or np.abs(X).max() > 3:
        raise ValueError(f"points must have shape (m, 2), with numbers from -3 to 3, not {shown(points)}")
    return X.tolist()


def _labels(labels, m):
    labels = numbers("labels", np.ravel(labels).tolist() if isinstance(labels, np.ndarray) else labels, m)
    if set(labels) - {0.0, 1.0}:
        raise ValueError(f"labels must be 0 or 1, not {shown(labels)}")
    return [int(y) for y in labels]
