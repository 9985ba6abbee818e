"""The runs of a student's ``train`` that :mod:`train` looks at: what is tried, and what each gave."""

from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

import numpy as np

from dlcourse import nn
from dlcourse.check.harness.calling import ENDLESS, calls
from dlcourse.check.harness.compare import as_array

STEPS = 400_000
EPOCHS = 12  # of the main run
ROWS = 7  # of the data whose rows each move a weight of their own
SIZES = (3, 10, 1)  # of batches, cut from 10 rows
PAIRS = (("tanh", "identity"), ("relu", "sigmoid"))
LINEAR = {"hidden": "identity", "output": "identity"}
RISING = (np.tile([[1.0, 1.0]], (4, 1)), np.full((4, 1), 9.0), (2, 1))
FROZEN = 1e-30  # a learning rate that changes no parameter: shows where training starts


@dataclass
class Training:
    """Seeds and sizes of the trial runs."""

    seed: int = 11
    m: int = 10
    layer_sizes: tuple = (2, 3, 2, 1)
    batch_size: int = 4
    secret: bool = False


def data_of(training):
    rng = np.random.default_rng(training.seed)
    X = rng.normal(0, 1, (training.m, training.layer_sizes[0]))
    return X, np.clip(0.85 + 0.1 * np.tanh(X[:, :1]), 0.05, 0.97)


# Other quantities than abs(history[-1] - history[-2]) that might be compared with the tolerance, from the second epoch
# on, and what to say of each.
OTHER_RULES = {
    "relative change": ("the change is compared with the tolerance as it is, not divided by the cost",
                        lambda costs: np.abs(np.diff(costs)) / np.abs(costs[:-1])),
    "squared change": ("the change is compared with the tolerance as it is, not squared",
                       lambda costs: np.diff(costs) ** 2),
    "change since the first epoch": ("the change is that since the epoch before, not since the first",
                                     lambda costs: np.abs(costs[1:] - costs[0])),
    "change of two epochs": ("the change is that since the epoch before, not since the one before that",
                             lambda costs: np.append(np.inf, np.abs(costs[2:] - costs[:-2]))),
    "cost for change": ("the change of the cost is compared with the tolerance, not the cost", lambda costs: costs[1:]),
}  # fmt: skip


def stop_of(quantity, tolerance, epochs):
    """The epoch after which a run stops that compares ``quantity``, one number for each epoch from the second on."""
    return min(next((k + 2 for k, number in enumerate(quantity) if number < tolerance), epochs), epochs)


@dataclass
class Trial:
    """One call of the student's ``train``. ``tested`` says in words what is tried; batch None takes all rows.

    ``other_seed`` is added to the seed of the generator. Without ``named`` no activations are asked for, which means
    sigmoid.
    """

    X: np.ndarray
    y: np.ndarray
    sizes: tuple
    tested: str
    rate: float = 0.5
    batch: int | None = None
    epochs: int = EPOCHS
    tolerance: float = 0.0
    hidden: str = "sigmoid"
    output: str = "sigmoid"
    other_seed: int = 0
    named: bool = True

    def given(self, seed):
        """Arguments and options of the call."""
        arguments = {
            "X": self.X, "y": self.y, "layer_sizes": list(self.sizes), "learning_rate": self.rate,
            "batch_size": self.batch or len(self.X), "max_epochs": self.epochs, "tolerance": self.tolerance,
            "rng": np.random.default_rng(seed + self.other_seed),
        }  # fmt: skip
        return arguments, {"hidden": self.hidden, "output": self.output} if self.named else {}


class Runs:
    """Calls of the student's ``train``, each with the same seed; ``never_ends`` is what the first without end tried."""

    def __init__(self, train, seed):
        self.train, self.seed = train, seed
        self.never_ends = None
        self.made = []

    def __call__(self, trials):
        # The seed of NumPy's own generator: even a run drawn from np.random must repeat here.
        given = [trial.given(self.seed) for trial in trials]
        outcomes = calls(self.train, given, STEPS, global_seed=self.seed)
        for trial, outcome in zip(trials, outcomes, strict=True):
            if outcome.error == ENDLESS:
                self.never_ends = self.never_ends or trial.tested
            self.made.append((outcome, trial.tested))
        return [Run(outcome, trial) for trial, outcome in zip(trials, outcomes, strict=True)]


class Run:
    """What one call of ``train`` gave, as far as it can be read: ``parameters`` and ``history``, else None.

    ``fault`` is what is wrong with its form though it can be read: (message, mistake), or None.
    """

    def __init__(self, outcome, trial):
        sizes, depth = trial.sizes, len(trial.sizes) - 1
        self.outcome, self.trial = outcome, trial
        self.parameters = self.history = self.fault = None
        value = outcome.value
        if not outcome.ok or not isinstance(value, (tuple, list)) or len(value) != 2:
            return
        if isinstance(value[1], dict) and not isinstance(value[0], dict):
            value, self.fault = value[::-1], ("return the parameters first, then the history", "order swapped")
        if not isinstance(value[0], dict):
            return
        names = [f"{kind}{l}" for l in range(1, depth + 1) for kind in "Wb"]
        arrays = {name: as_array(value[0].get(name)) for name in names}
        shapes = {}
        for l in range(1, depth + 1):
            shapes[f"W{l}"], shapes[f"b{l}"] = (sizes[l], sizes[l - 1]), (sizes[l],)
        if all(a is not None and a.shape == shapes[name] and np.isfinite(a).all() for name, a in arrays.items()):
            self.parameters = arrays
            listed = next((name for name in names if isinstance(value[0][name], (list, tuple))), None)
            self.fault = (f"{listed} must be an array, not a list", "no array") if listed else self.fault
        history = as_array(list(value[1])) if isinstance(value[1], (list, tuple)) else None
        if isinstance(value[1], np.ndarray):
            history = as_array(value[1])
        if history is not None and history.ndim == 1:
            self.history = history

    @property
    def usable(self):
        return self.parameters is not None and self.history is not None

    def cost(self):
        """The reference cost of the returned parameters on all of X, or NaN."""
        try:
            trial = self.trial
            return float(nn.mse(nn.forward(trial.X, self.parameters, trial.hidden, trial.output)[0], trial.y))
        except (ValueError, TypeError):
            return float("nan")


def row_trials():
    # Each row has a weight of its own, and a target of its own to tell which y it came with.
    y = np.array([[40.0], [-40.0], [400.0], [-400.0], [90.0], [-90.0], [200.0]])
    trial = Trial(np.eye(ROWS), y, (ROWS, 1), f"{ROWS}-1, m = {ROWS}, batch_size = 3, 1 epoch", 0.01, 3, 1)
    return {"rows": trial, "rows, start": replace(trial, rate=FROZEN)}


def one_epoch(start, trial):
    """Weights and bias after one epoch on the rows, for each way to cut them into batches of 3, 3 and 1: (ways, 8)."""
    batches = _ways()
    w = np.repeat(start["W1"].reshape(1, -1), len(batches), axis=0)
    b = np.full((len(batches), 1), start["b1"].item())
    y = trial.y.ravel()
    for rows in batches.transpose(1, 0, 2):  # which rows are in this batch, for each way
        with np.errstate(over="ignore"):
            a = 1 / (1 + np.exp(-w - b))
        dZ = rows * 2 * (a - y) * a * (1 - a) / rows.sum(axis=1, keepdims=True)
        w, b = w - trial.rate * dZ, b - trial.rate * dZ.sum(axis=1, keepdims=True)
    return np.hstack([w, b])


@cache
def _ways():
    """Which rows each of the three batches holds, for each way: (ways, 3, 7)."""
    rows, ways = set(range(ROWS)), []
    for one in rows:
        for first in combinations(rows - {one}, 3):
            batches = [first, tuple(rows - {one, *first})]
            ways += [[*batches[:place], (one,), *batches[place:]] for place in range(3)]
    return np.array([[[row in batch for row in range(ROWS)] for batch in way] for way in ways])


def order_trials():
    # By chance alone four rows come in one order for five epochs once in 24**4 = 331,776 runs.
    y = np.array([[0.0], [1.0], [3.0], [-2.0]])
    trial = Trial(np.ones((4, 1)), y, (1, 1), "1-1, m = 4, batch_size = 1, 5 epochs", 0.02, 1, 5, **LINEAR)
    return {"order": trial, "order, start": replace(trial, rate=FROZEN, epochs=1)}


def size_trials():
    trials = {}
    for other, size in enumerate(SIZES):  # a seed for each, so that their starts must differ
        tested = f"2-1, m = 10, batch_size = {size}, 2 epochs"
        trial = Trial(np.tile([[0.6, -0.4]], (10, 1)), np.full((10, 1), 2.0), (2, 1), tested, 0.5, size, 2,
                      other_seed=other)  # fmt: skip
        trials |= {f"batches {size}": trial, f"batches {size}, start": replace(trial, rate=FROZEN, epochs=1)}
    return trials


class Descent:
    """Where training on equal rows gets, update by update: there the order of the rows does not matter."""

    def __init__(self, start, trial):
        self.states, self.trial = [start.parameters], trial

    def reach(self, updates, parameters):
        """Whether ``parameters`` are those after that many updates."""
        trial = self.trial
        while len(self.states) <= updates:
            state = self.states[-1]
            cache = nn.forward(trial.X, state, trial.hidden, trial.output)[1]
            gradients = nn.backward(trial.y, state, cache, trial.hidden, trial.output)
            self.states.append(nn.update(state, gradients, trial.rate))
        state = self.states[updates]
        with np.errstate(all="ignore"):
            return all(
                np.isfinite(state[name]).all() and np.allclose(state[name], parameters[name], 1e-4, 1e-6)
                for name in state
            )
