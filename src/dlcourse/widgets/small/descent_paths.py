"""Gradient descent to look at: a ball on a curve, or three paths on the cost surface of a linear neuron."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse.data import deck_table
from dlcourse.plots.picture import BLUE, INK, ORANGE, Picture
from dlcourse.validation import shown
from dlcourse.widgets.shared.traits import Choice, Later, Numbers, Real, Whole, is_real, numbers, refusing
from dlcourse.widgets.shared.view import View, module

# name: (f, its derivative, where the ball starts); the page has the same in descent.js.
CURVES = {
    "valley": (lambda w: (w - 1) ** 2, lambda w: 2 * (w - 1), -2.0),
    "two valleys": (lambda w: 0.25 * w**4 - 1.5 * w**2 - 0.6 * w + 4, lambda w: w**3 - 3 * w - 0.6, -2.6),
    "plain": (lambda w: 4 - 4 * np.exp(-(w**2) / 2), lambda w: 4 * w * np.exp(-(w**2) / 2), 4.0),
}


KEPT = 3
MOST_STEPS, MOST_EPOCHS = 10_000, 1_000  # the page works them all out with each picture


class DescentPaths(View):
    """Gradient descent on a curve (``kind="curve"``) or on a surface (``kind="surface"``).

    Parameters
    ----------
    kind : "curve" or "surface"
    curve : a name in ``CURVES``
    learning_rate : positive
    start : where the ball starts on the curve; None takes the curve's own
    max_steps, tolerance : the two stopping rules on the curve
    X, y : (m,) arrays, the rows of the linear neuron w x + b; None takes hours of study and marks of the course's table
    batch_size, epochs : of the mini-batch path on the surface
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("descent_paths")
    kind = Choice(["curve", "surface"], "curve").tag(sync=True)
    curve = Choice(list(CURVES), "valley").tag(sync=True)
    learning_rate = Real(0.1, positive=True).tag(sync=True)
    start = Real(0.0).tag(sync=True)
    step = Whole(0, low=0).tag(sync=True)
    kept = Later([]).tag(sync=True)
    max_steps = Whole(100, low=1, high=MOST_STEPS).tag(sync=True)
    tolerance = Real(1e-6, low=0).tag(sync=True)
    x = Later([]).tag(sync=True)
    y = Later([]).tag(sync=True)
    batch_size = Whole(2, low=1).tag(sync=True)
    epochs = Whole(20, low=0, high=MOST_EPOCHS).tag(sync=True)
    seed = Whole(1, low=0).tag(sync=True)
    w_range = Numbers().tag(sync=True)
    b_range = Numbers().tag(sync=True)
    # where the paths on the surface begin: "from" for the page
    _from = Numbers().tag(sync=True)

    def __init__(
        self, kind="curve", curve="valley", learning_rate=0.1, start=None, max_steps=100, tolerance=1e-6, X=None,
        y=None, batch_size=2, epochs=20, predict=None,
    ):  # fmt: skip
        if not isinstance(curve, str) or curve not in CURVES:  # asked for its start below
            raise ValueError(f"curve={shown(curve)} is not known; choose one of {', '.join(CURVES)}")
        table = deck_table()
        x = numbers("X", np.ravel(table[0][:, 0] if X is None else X))
        y = numbers("y", np.ravel(table[1] if y is None else y), len(x))
        if len(x) < 2:
            raise ValueError(f"X and y must hold 2 rows or more, not {len(x)}")
        w, b = (float(v) for v in np.polyfit(x, y, 1)) if np.ptp(x) > 0 else (0.0, float(np.mean(y)))
        super().__init__(
            predict, kind=kind, curve=curve, learning_rate=learning_rate, max_steps=max_steps, tolerance=tolerance,
            start=CURVES[curve][2] if start is None else start, x=x, y=y,
            batch_size=batch_size, epochs=epochs, w_range=[w - 2.5, w + 2.5], b_range=[b - 2, b + 2],
            _from=[w - 2.0, b - 1.5],
        )  # fmt: skip

    @traitlets.validate("x", "y", "batch_size")
    @refusing
    def _check_rows(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        if name == "batch_size":
            if value > len(self.x):
                raise ValueError(f"batch_size must be from 1 to the number of rows, {len(self.x)}, not {value}")
            return value
        return numbers(name, value, len(getattr(self, name)) or None)

    @traitlets.validate("kept")
    @refusing
    def _check_kept(self, proposal):
        runs = proposal["value"]
        pair = lambda run: isinstance(run, (list, tuple)) and len(run) == 2 and all(map(is_real, run))  # noqa: E731
        if not isinstance(runs, (list, tuple)) or len(runs) > KEPT or not all(map(pair, runs)):
            raise ValueError(f"kept must list up to {KEPT} runs, each [start, learning rate], not {shown(runs)}")
        return [numbers("a run of kept", run) for run in runs]

    def path(self, start=None, learning_rate=None):
        """The ball's places on the curve, start first, as an array; of another run where its settings are given."""
        f, slope, _ = CURVES[self.curve]
        rate = self.learning_rate if learning_rate is None else learning_rate
        places = [self.start if start is None else start]
        for _ in range(self.max_steps):
            places.append(places[-1] - rate * slope(places[-1]))
            if not abs(places[-1]) <= 1e6:
                return np.array(places[:-1])
            if abs(f(places[-1]) - f(places[-2])) < self.tolerance:
                break
        return np.array(places)

    def paths(self):
        """The three paths on the surface as the page draws them, ``{"batch": (k, 2) array of (w, b), ...}``."""
        sizes = {"batch": len(self.x), f"mini-batch of {self.batch_size}": self.batch_size, "stochastic": 1}
        return {name: self._train(size) for name, size in sizes.items()}

    def _train(self, batch):
        x, y, chance = np.array(self.x), np.array(self.y), _chances(self.seed)
        path = [np.array(self._from)]
        for _ in range(self.epochs):
            order = range(len(x)) if batch >= len(x) else _shuffled(len(x), chance)
            for first in range(0, len(x), batch):
                rows = list(order[first : first + batch])
                error = path[-1][0] * x[rows] + path[-1][1] - y[rows]
                gradient = np.array([2 * np.mean(error * x[rows]), 2 * np.mean(error)])
                new = path[-1] - self.learning_rate * gradient
                if not np.all(np.abs(new) < 1e6):
                    return np.array(path)
                path.append(new)
        return np.array(path)

    def picture(self):
        return self._curve() if self.kind == "curve" else self._surface()

    def _curve(self):
        figure = Figure(figsize=(5, 2.8), layout="constrained")
        axes = figure.subplots()
        f = CURVES[self.curve][0]
        ticks, path = np.linspace(-4, 4, 200), self.path()[: self.step + 1]
        axes.plot(ticks, f(ticks), color=INK)
        for (start, rate), look in zip(self.kept, (":", "-.", "--"), strict=False):
            kept = self.path(start, rate)
            axes.plot(kept, f(kept), color=BLUE, linestyle=look, label=f"kept: alpha = {rate:g}")
        axes.plot(path, f(path), color=ORANGE, marker="o", linestyle="--", label=f"alpha = {self.learning_rate:g}")
        axes.legend(loc="upper right", fontsize="small")
        axes.set(xlabel="w", ylabel="J", ylim=(-1, 17))
        return Picture(figure, f"Gradient descent on a curve, after {len(path) - 1} updates at w = {path[-1]:.3g}")

    def _surface(self):
        figure = Figure(figsize=(5, 3.4), layout="constrained")
        axes = figure.subplots()
        w, b = np.meshgrid(np.linspace(*self.w_range, 60), np.linspace(*self.b_range, 60))
        errors = [(w * x + b - y) ** 2 for x, y in zip(self.x, self.y, strict=True)]
        axes.contour(w, b, np.mean(errors, axis=0), levels=12, colors=[INK], linewidths=0.4)
        said = []
        for (name, path), colour, look in zip(self.paths().items(), (BLUE, ORANGE, INK), ("-", "--", ":"), strict=True):
            axes.plot(*path.T, color=colour, linestyle=look, label=name)
            axes.plot(*path[-1], color=colour, marker="o")
            said.append(f"{name} {len(path) - 1} updates")
        axes.legend(loc="upper right", fontsize="small")
        axes.set(xlabel="weight w", ylabel="bias b", xlim=self.w_range, ylim=self.b_range)
        words = "The cost of a linear neuron over its weight and its bias, with three paths of gradient descent"
        return Picture(figure, f"{words}: {', '.join(said)}")


def _chances(seed):
    """Numbers from 0 to 1 that a seed repeats, the page's own (mulberry32, see descent.js)."""
    state, whole = seed & 0xFFFFFFFF, 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & whole
        t = (state ^ (state >> 15)) * (state | 1) & whole
        t ^= (t + ((t ^ (t >> 7)) * (t | 61) & whole)) & whole
        yield ((t ^ (t >> 14)) & whole) / 4294967296


def _shuffled(m, chance):
    order = list(range(m))
    for k in range(m - 1, 0, -1):
        other = int(next(chance) * (k + 1))
        order[k], order[other] = order[other], order[k]
    return order
