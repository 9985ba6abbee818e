"""The playground: a network learns in the page, or in the kernel, while its learning rate and batch size are moved."""

import math

import numpy as np
import traitlets

from dlcourse import nn, validation
from dlcourse.engines.student import FunctionsEngine
from dlcourse.validation import shown
from dlcourse.widgets.playground import data as playground_data
from dlcourse.widgets.playground import still as playground_still
from dlcourse.widgets.playground.data import DATA, FEATURES
from dlcourse.widgets.playground.lessons import LESSONS
from dlcourse.widgets.playground.link import KernelLink, layers_of
from dlcourse.widgets.playground.own_data import own_data
from dlcourse.widgets.playground.race import MOST_SEEDS, check_race, check_stop, check_sweep, plain
from dlcourse.widgets.shared.traits import Choice, Later, Names, Switch, Whole, is_real, names, refusing
from dlcourse.widgets.shared.view import View, module

# The controls, as a lesson or ``controls=`` names them.
CONTROLS = (
    "learning-rate", "batch-size", "variant", "regularisation", "regularisation-rate", "speed", "axis", "log",
    "batch-cost", "held-out", "gradients", "goal", "discretised", "replay", "freeze", "data", "noise", "share",
    "features", "layers", "sizes", "activation", "output", "cost", "seed", "seeds",
)  # fmt: skip
MOST_ROWS = 2000
RANGES = {
    "learning_rate": (0, math.inf),
    "noise": (0, 0.5),
    "share": (0.05, 1),
    "regularisation_rate": (0, 1),
    "goal": (0, math.inf),
}
MOST_SPEED = 1000  # updates a picture, or rows of a race
LATER = ("race", "stop", "sweep")  # checked in words of their own


class Playground(View):
    """A network on two-dimensional data, trained live in the page or through an engine in the kernel.

    Parameters
    ----------
    lesson : a name in ``LESSONS``: begins with what that lecture needs, shows its steps and only its controls
    data : a name in ``DATA``, or own data: ``(X, y)`` with X (m, 2) or (m, 1) and y (m,) or (m, 1), or a data frame
    columns, target : of a data frame: one or two columns of X, and that of y
    engine : anything that follows ``dlcourse.engines.protocol.Engine``; it then trains in the kernel. None: in the page
    parameters : ``{"W1": ..., "b1": ..., ...}`` to begin with, instead of random ones
    predict : a question that unlocks the view, see :class:`View`
    state : any name in ``Playground.SHARED``, such as ``learning_rate=0.3, batch_size=20, layers=[8, 8], seed=3``.
        ``race=[{"batch_size": 100}, {"batch_size": 1}]`` trains two or three networks on one clock, from one seed;
        ``stop={"epochs": 24}`` (or updates, or samples) ends every run there; ``goal=0.1`` draws a line at that cost
        and counts until it is reached; ``seeds=5`` trains five seeds of each and draws a band;
        ``sweep={"learning_rate": [...], "batch_size": [...], "epochs": 20}`` fills a map of final costs.
        Races, seeds and maps train in the page, also where an engine waits in the kernel, and are not saved.

    Raises
    ------
    ValueError, naming the argument, or the rows, that cannot be used.
    TypeError, if ``engine`` is none.
    """

    _esm = module("playground")
    lesson = traitlets.Unicode("").tag(sync=True)
    data = Choice(list(DATA), "circle").tag(sync=True)
    own = traitlets.List().tag(sync=True)
    own_inputs = traitlets.Int(2).tag(sync=True)
    noise = Later(0.0).tag(sync=True)
    share = Later(0.5).tag(sync=True)
    features = Names(list(FEATURES), ["x0", "x1"]).tag(sync=True)
    layers = Later([4]).tag(sync=True)
    activation = Choice(list(nn.ACTIVATIONS), "tanh").tag(sync=True)
    output = Choice(["auto", *nn.ACTIVATIONS], "auto").tag(sync=True)
    cost = Choice(list(nn.COSTS), "cross_entropy").tag(sync=True)
    learning_rate = Later(0.1).tag(sync=True)
    batch_size = Whole(10, low=1).tag(sync=True)
    regularisation = Choice(["none", "L1", "L2"], "none").tag(sync=True)
    regularisation_rate = Later(0.0).tag(sync=True)
    speed = Whole(5, low=1, high=MOST_SPEED).tag(sync=True)
    axis = Choice(["epochs", "updates", "samples"], "epochs").tag(sync=True)
    discretised = Switch(False).tag(sync=True)
    replay = Switch(False).tag(sync=True)
    log = Switch(False).tag(sync=True)
    held_out = Switch(True).tag(sync=True)
    batch_cost = Switch(False).tag(sync=True)
    goal = Later(0.0).tag(sync=True)
    race = Later([]).tag(sync=True)
    stop = Later({}).tag(sync=True)
    seeds = Whole(1, low=1, high=MOST_SEEDS).tag(sync=True)
    sweep = Later({}).tag(sync=True)
    watched = traitlets.Int(-1).tag(sync=True)
    seed = Whole(0, low=0, high=2**31).tag(sync=True)
    controls = Names(CONTROLS, least=0).tag(sync=True)
    stage = Whole(0, low=0).tag(sync=True)
    begin = traitlets.Dict().tag(sync=True)
    steps = traitlets.List().tag(sync=True)
    frozen = traitlets.List().tag(sync=True)
    resets = traitlets.Int(0).tag(sync=True)
    updates = traitlets.Int(0).tag(sync=True)
    epochs = traitlets.Int(0).tag(sync=True)
    samples = traitlets.Int(0).tag(sync=True)
    diverged = traitlets.Dict().tag(sync=True)
    parameters_state = traitlets.Dict().tag(sync=True)
    curve_state = traitlets.List().tag(sync=True)
    engine = traitlets.Dict().tag(sync=True)
    defaults = traitlets.Dict().tag(sync=True)

    # What a person sets, and the address or a call can carry.
    SHARED = (
        "data", "noise", "share", "features", "layers", "activation", "output", "cost", "learning_rate", "batch_size",
        "regularisation", "regularisation_rate", "speed", "axis", "discretised", "replay", "seed", "controls", "stage",
        "log", "held_out", "batch_cost", "goal", "race", "stop", "seeds", "sweep",
    )  # fmt: skip
    # A change of these starts the run again.
    RESET = (
        "data", "own", "own_inputs", "noise", "share", "features", "layers", "activation", "output", "cost", "seed",
        "begin", "resets",
    )  # fmt: skip

    def __init__(
        self, lesson=None, data=None, columns=None, target=None, engine=None, parameters=None, predict=None, **state
    ):
        if unknown := set(state) - set(self.SHARED):
            raise ValueError(f"{', '.join(sorted(unknown))}: not known; choose among {', '.join(self.SHARED)}")
        defaults = {name: self.class_traits()[name].default() for name in self.SHARED}
        steps = []
        if lesson is not None:
            if not isinstance(lesson, str) or lesson not in LESSONS:
                raise ValueError(f"lesson={shown(lesson)} is not known; choose one of {', '.join(LESSONS)}")
            defaults |= LESSONS[lesson]["begin"] | {"controls": LESSONS[lesson]["controls"]}
            steps = LESSONS[lesson]["steps"]
        # NumPy's numbers and arrays are as good as Python's; only the latter travel to the page.
        given = {name: plain(v) for name, v in state.items()}
        reached = {}  # a lesson that is joined later stands as its steps left it
        if isinstance(given.get("stage"), int):
            for step in steps[: given["stage"] + 1]:
                reached |= step.get("set", {})
        state = defaults | reached | given
        self._own = None
        if (columns is not None or target is not None) and (data is None or isinstance(data, str)):
            raise ValueError("columns and target belong to a data frame: give it as data=")
        if isinstance(data, str):
            if data not in DATA:
                raise ValueError(f"data={data!r} is not known; choose one of {', '.join(DATA)}, or give (X, y)")
            state["data"] = data
        elif data is not None:
            self._own = own_data(data, columns, target)
            if len(self._own.rows) > MOST_ROWS:
                rows = len(self._own.rows)
                raise ValueError(f"own data has {rows} rows, and a picture holds {MOST_ROWS}: take some of them")
            state |= {"own": self._own.rows, "own_inputs": self._own.inputs}
        if is_real(state["stage"]):
            state["stage"] = min(state["stage"], max(0, len(steps) - 1))
        self._engine, keep = engine, False
        if engine is not None:
            sizes, greyed = layers_of(engine)
            keep = sizes is not None and "layers" not in given and parameters is None
            state |= {"layers": sizes[1:-1]} if keep else {}
            state |= greyed.pop("state")
            state["engine"] = {"kind": "kernel", **greyed}
        _check(state)
        sizes = [len(playground_data.effective(_full(state))["features"]), *state["layers"], 1]
        if parameters is not None:
            state["begin"] = _plain(_fitting(parameters, sizes))
        elif keep and (found := layers_of(engine)[0]) != sizes:
            raise ValueError(f"the engine's layers are {found}, and this data and these features need {sizes}")
        super().__init__(predict, lesson=lesson or "", steps=steps, defaults=defaults, **state)
        self._link = KernelLink(self, engine, keep) if engine is not None else None

    @classmethod
    def from_functions(cls, initialize_parameters, forward, cost, backward, update_parameters, **state):
        """A playground that trains with the functions of "Implementing Backpropagation", as they are.

        What they raise, or return wrongly, is shown in the view with the line it came from.
        """
        engine = FunctionsEngine(initialize_parameters, forward, cost, backward, update_parameters)
        return cls(engine=engine, **state)

    def parameters(self):
        """The parameters of now, ``{"W1": (n_1, n_0), "b1": (n_1,), ...}``, NumPy arrays."""
        if self._link is not None and (found := self._link.parameters()):
            return found
        given = self.parameters_state or self.begin
        if given:
            return {name: np.array(value, dtype=float) for name, value in given.items()}
        return playground_data.initial_parameters(self.sizes(), self.seed)

    def sizes(self):
        """Layer sizes, such as [2, 4, 1]."""
        return [len(self.means()["features"]), *self.layers, 1]

    def means(self):
        """What is used where the state leaves a choice: {"features", "regression", "output", "cost", "one_input"}."""
        return playground_data.effective({name: getattr(self, name) for name in self.RESET})

    def rows(self):
        """The data: ``(X, y), (X_held_out, y_held_out)``; X (m, 2) as the picture shows it, y (m, 1)."""
        rows = self.own or playground_data.rows_of(self.data, self.noise, self.seed)
        return playground_data.divided(rows, self.share, self.seed)

    def seen(self, X):
        """What the network sees of X, (m, 2) or (m, 1): scaled as own data was, then the features; (m, n)."""
        inputs = 1 if self.means()["one_input"] else 2
        if np.ndim(X) == 1 or np.shape(X)[1:] == (1,):
            X = np.reshape(X, (-1, 1))
        if inputs == 1 and np.ndim(X) == 2:
            X = np.asarray(X)[:, :1]  # the rows of the picture have a second column, which is 0
        X = validation.array("X", X, ("m", inputs))
        if self._own is not None:
            X = 5 * (X - self._own.middle[:inputs]) / np.array(self._own.reach[:inputs])
        if inputs == 1:
            X = np.column_stack([X, np.zeros(len(X))])
        return playground_data.seen(X, self.means()["features"])

    def forward(self, X):
        """``(y_hat, cache)`` of the network of now for rows X of the data, as :func:`dlcourse.nn.forward` gives it."""
        return nn.forward(self.seen(X), self.parameters(), self.activation, self.means()["output"])

    def history(self):
        """The run so far: {"updates", "epochs", "samples", "train", "test"}, arrays; the last two are costs."""
        table = np.array(self.curve_state, dtype=float).reshape(-1, 5)
        return dict(zip(("updates", "epochs", "samples", "train", "test"), table.T, strict=True))

    def picture(self):
        return playground_still.picture(self)

    def _changed(self):
        """The shared state that differs from what this playground began with."""
        return {n: getattr(self, n) for n in self.SHARED if getattr(self, n) != self.defaults[n]}

    def __repr__(self):
        given = [repr(self.lesson)] if self.lesson else []
        given += ["data=(X, y)"] if self.own else []
        given += ["engine=..."] if self._engine is not None else []
        given += [f"{name}={value!r}" for name, value in self._changed().items()]
        given += [f"parameters={self.begin!r}"] if self.begin else []
        return f"Playground({', '.join(given)})"

    @traitlets.validate("layers", *LATER, *RANGES)
    @refusing
    def _in_range(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        value = plain(value)
        _check({name: value})
        return float(value) if name in RANGES else value if name in LATER else list(value)


def _full(state):
    return {"own": [], "own_inputs": 2, **state}


def _plain(parameters):
    return {name: np.asarray(value).tolist() for name, value in parameters.items()}


def _fitting(parameters, sizes):
    """``parameters`` as arrays; ValueError names the entry that does not fit ``sizes``."""
    if not isinstance(parameters, dict):
        raise ValueError(f'parameters must be a dictionary {{"W1": ..., "b1": ..., ...}}, not {shown(parameters)}')
    found = {}
    for l in range(1, len(sizes)):
        for name, shape in ((f"W{l}", (sizes[l], sizes[l - 1])), (f"b{l}", (sizes[l],))):
            value = np.array(parameters.get(name, np.nan), dtype=float)
            if value.shape != shape or not np.isfinite(value).all():
                raise ValueError(f"parameters[{name!r}] must hold finite numbers of shape {shape} for layers {sizes}")
            found[name] = value
    return found


def _check(state):
    for name, (low, high) in RANGES.items():
        value = state.get(name, low)
        if name in state and not (is_real(value) and low <= value <= high and value < math.inf):
            wanted = f"of {low} or more" if high == math.inf else f"from {low} to {high}"
            raise ValueError(f"{name} must be a number {wanted}, not {shown(value)}")
    check_stop(state.get("stop", {}))
    check_sweep(state.get("sweep", {}))
    check_race(state.get("race", []), _check)
    names("features", state.get("features", ["x0"]), FEATURES)
    layers = state.get("layers", [])
    if not isinstance(layers, (list, tuple)) or len(layers) > 6 or not all(map(_drawn, layers)):
        raise ValueError(f"layers must list up to 6 hidden layers of 1 to 8 neurons, not {shown(layers)}")


def _drawn(n):
    return isinstance(n, int) and not isinstance(n, bool) and 1 <= n <= 8
