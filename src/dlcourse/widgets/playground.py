"""The playground: a network learns in the page while its learning rate and batch size are moved."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse import nn
from dlcourse.plots.picture import INK, Picture
from dlcourse.plots.regions import PLANE
from dlcourse.widgets.view import View, module

DATA = ("circle", "xor", "gaussian", "spiral", "plane", "multi-gaussian")
FEATURES = {
    "x0": lambda X: X[:, 0] / 3,
    "x1": lambda X: X[:, 1] / 3,
    "x0²": lambda X: (X[:, 0] / 3) ** 2,
    "x1²": lambda X: (X[:, 1] / 3) ** 2,
    "x0·x1": lambda X: X[:, 0] * X[:, 1] / 9,
    "sin x0": lambda X: np.sin(X[:, 0]),
    "sin x1": lambda X: np.sin(X[:, 1]),
}
# What each lecture needs: the state it begins with, and the only controls it shows.
LESSONS = {
    "learning-rate": ({"data": "circle", "layers": [4]}, ["learning-rate", "axis", "freeze"]),
    "batch-size": ({"data": "circle", "layers": [4], "axis": "updates"}, ["batch-size", "variant", "axis", "freeze"]),
    "epochs": ({"data": "spiral", "layers": [8, 8], "share": 0.3, "noise": 0.2}, ["axis", "speed", "freeze"]),
    "activations": ({"data": "circle", "layers": [4, 4]}, ["activation", "learning-rate", "freeze"]),
    "layers": ({"data": "xor", "layers": [2]}, ["layers", "sizes", "activation", "seed"]),
    "decision-boundary": ({"data": "xor", "layers": [4]}, ["data", "noise", "discretised"]),
}


class Playground(View):
    """A network on two-dimensional data, trained live in the page.

    Parameters
    ----------
    lesson : a name in ``LESSONS``: begins with what that lecture needs, and shows only its controls
    data : a name in ``DATA``, or own data: ``(X, y)`` with X (m, 2) and y (m,) or (m, 1), or a data frame
    columns, target : of a data frame: the two columns of X, and that of y
    state : any trait by name, such as ``learning_rate=0.3, batch_size=20, layers=[8, 8], seed=3``
    predict : a question that unlocks the view, see :class:`View`

    Raises
    ------
    ValueError, naming the argument, or the rows, that cannot be used.
    """

    _esm = module("playground")
    data = traitlets.Unicode("circle").tag(sync=True)
    own = traitlets.List().tag(sync=True)
    noise = traitlets.Float(0.0).tag(sync=True)
    share = traitlets.Float(0.5).tag(sync=True)
    features = traitlets.List(traitlets.Enum(list(FEATURES)), ["x0", "x1"]).tag(sync=True)
    layers = traitlets.List(traitlets.Int(), [4]).tag(sync=True)
    activation = traitlets.Enum(["tanh", "relu", "sigmoid", "identity"], "tanh").tag(sync=True)
    cost = traitlets.Enum(list(nn.COSTS), "cross_entropy").tag(sync=True)
    learning_rate = traitlets.Float(0.1).tag(sync=True)
    batch_size = traitlets.Int(10, min=1).tag(sync=True)
    regularisation = traitlets.Enum(["none", "L1", "L2"], "none").tag(sync=True)
    regularisation_rate = traitlets.Float(0.0).tag(sync=True)
    speed = traitlets.Int(5, min=1, max=100).tag(sync=True)
    axis = traitlets.Enum(["epochs", "updates", "samples"], "epochs").tag(sync=True)
    discretised = traitlets.Bool(False).tag(sync=True)
    seed = traitlets.Int(0, min=0).tag(sync=True)
    controls = traitlets.List(traitlets.Unicode()).tag(sync=True)
    frozen = traitlets.List().tag(sync=True)
    resets = traitlets.Int(0).tag(sync=True)
    updates = traitlets.Int(0).tag(sync=True)
    epochs = traitlets.Int(0).tag(sync=True)
    samples = traitlets.Int(0).tag(sync=True)
    diverged = traitlets.Int(0).tag(sync=True)
    parameters_state = traitlets.Dict().tag(sync=True)

    SHARED = (
        "data", "noise", "share", "features", "layers", "activation", "cost", "learning_rate", "batch_size",
        "regularisation", "regularisation_rate", "speed", "axis", "discretised", "seed", "controls",
    )  # fmt: skip

    def __init__(self, lesson=None, data=None, columns=None, target=None, predict=None, **state):
        if lesson is not None:
            if lesson not in LESSONS:
                raise ValueError(f"lesson={lesson!r} is not known; choose one of {', '.join(LESSONS)}")
            begin, controls = LESSONS[lesson]
            state = {**begin, "controls": controls, **state}
        if unknown := set(state) - set(self.SHARED):
            raise ValueError(f"{', '.join(sorted(unknown))}: not known; choose among {', '.join(self.SHARED)}")
        if isinstance(data, str) or data is None:
            state["data"] = state.get("data", "circle") if data is None else data
            if state["data"] not in DATA:
                raise ValueError(f"data={data!r} is not known; choose one of {', '.join(DATA)}, or give (X, y)")
        else:
            state["own"] = own_rows(data, columns, target)
        _check(state)
        super().__init__(predict, **state)

    def parameters(self):
        """The trained parameters as the page last sent them, ``{"W1": (n_1, n_0), "b1": (n_1,), ...}``, or none yet."""
        return {name: np.array(value, dtype=float) for name, value in self.parameters_state.items()}

    def picture(self):
        figure = Figure(figsize=(3.6, 3.6), layout="constrained")
        axes = figure.subplots()
        parameters, ticks = self.parameters(), np.linspace(-6, 6, 90)
        if parameters:
            X = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
            seen = np.column_stack([FEATURES[name](X) for name in self.features])
            output = "identity" if self.data in ("plane", "multi-gaussian") and not self.own else "sigmoid"
            y_hat = nn.forward(seen, parameters, self.activation, output)[0].reshape(len(ticks), -1)
            axes.pcolormesh(ticks, ticks, y_hat, cmap=PLANE, rasterized=True)
            axes.contour(ticks, ticks, y_hat, levels=[0.5], colors=[INK])
        axes.set(xlabel="x_0", ylabel="x_1", xlim=(-6, 6), ylim=(-6, 6), aspect="equal")
        said = f"What the network says over the plane after {self.updates} updates" if parameters else "Not trained yet"
        return Picture(figure, f"Playground, data {'of your own' if self.own else self.data}. {said}.")

    def __repr__(self):
        defaults = {name: self.traits()[name].default() for name in self.SHARED}
        shown = {name: getattr(self, name) for name in self.SHARED if getattr(self, name) != defaults[name]}
        given = [f"data={len(self.own)} own rows"] if self.own else []
        return f"Playground({', '.join(given + [f'{name}={value!r}' for name, value in shown.items()])})"


def _check(state):
    for name, low, high in (
        ("learning_rate", 0, np.inf),
        ("noise", 0, 0.5),
        ("share", 0.05, 1),
        ("regularisation_rate", 0, 1),
    ):
        value = state.get(name, low if name != "share" else 0.5)
        if (
            isinstance(value, bool)
            or not isinstance(value, (int, float))
            or not low <= value <= high
            or value == np.inf
        ):
            raise ValueError(f"{name} must be a number from {low} to {high}, not {value!r}")
    layers = state.get("layers", [4])
    if not isinstance(layers, (list, tuple)) or len(layers) > 6 or any(not 1 <= n <= 8 for n in layers):
        raise ValueError(f"layers must list up to 6 hidden layers of 1 to 8 neurons, not {layers!r}")


def own_rows(data, columns=None, target=None):
    """``[[x0, x1, y], ...]`` scaled to the picture, from (X, y) or a data frame; bad rows are named.

    Raises
    ------
    ValueError
        If the shapes do not fit, or rows hold NaN, infinity or text.
    """
    if columns is not None or target is not None:
        if columns is None or target is None or len(columns) != 2:
            raise ValueError("name two columns for X and a target for y: columns=('a', 'b'), target='c'")
        missing = [name for name in (*columns, target) if name not in data]
        if missing:
            raise ValueError(f"the data has no column {missing[0]!r}")
        data = [list(row) for row in zip(data[columns[0]], data[columns[1]], strict=True)], list(data[target])
    try:
        X, y = data
        rows = [[*x, *np.ravel(t)] for x, t in zip(X, y, strict=True)]
    except (TypeError, ValueError):
        raise ValueError("own data must be (X, y), with X of shape (m, 2) and y of shape (m,) or (m, 1)") from None
    bad = [k for k, row in enumerate(rows) if len(row) != 3 or not all(_finite(value) for value in row)]
    if bad:
        named = ", ".join(map(str, bad[:5])) + (" and more" if len(bad) > 5 else "")
        raise ValueError(f"row {named}: every row needs two finite numbers and a target")
    if not rows:
        raise ValueError("own data must have at least one row")
    array = np.array(rows, dtype=float)
    middle, reach = (array[:, :2].max(axis=0) + array[:, :2].min(axis=0)) / 2, np.ptp(array[:, :2], axis=0) / 2
    array[:, :2] = 5 * (array[:, :2] - middle) / np.where(reach > 0, reach, 1)
    return array.tolist()


def _finite(value):
    try:
        return bool(np.isfinite(float(value))) and not isinstance(value, str)
    except (TypeError, ValueError):
        return False
