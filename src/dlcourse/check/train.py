"""Question ``train``: properties of a training run, because the random draws are the student's own.

Three data sets do the work. The ordinary one must learn. One with equal rows makes the order of the rows not matter,
so that the number of updates and their size follow from the parameters alone. One whose rows are the unit vectors
moves one weight per row, so that a row which is never used is seen.
"""

from dataclasses import dataclass

import numpy as np

from dlcourse import nn
from dlcourse.check.battery import arguments_unchanged, failed_call
from dlcourse.check.calling import call, global_random_state
from dlcourse.check.compare import as_array, close
from dlcourse.check.report import Check, Report
from dlcourse.check.standins import better_of_two

STEPS = 400_000
FROZEN = 1e-30  # a learning rate that changes no parameter: shows where training starts


@dataclass
class Training:
    """Seeds and sizes of the trial runs."""

    seed: int = 11
    m: int = 10
    layer_sizes: tuple = (2, 3, 2, 1)
    batch_size: int = 4
    secret: bool = False


class _Runs:
    """Calls of the student's ``train``, each with the same seed; stops calling once one does not end."""

    def __init__(self, train, training):
        self.train, self.training = train, training
        self.never_ends = None
        self.made = []

    def __call__(self, X, y, sizes, tested, rate=0.5, batch=None, epochs=4, tolerance=0.0, hidden="sigmoid",
                 output="sigmoid"):  # fmt: skip
        if self.never_ends is not None:
            return None
        arguments = {
            "X": X, "y": y, "layer_sizes": list(sizes), "learning_rate": rate,
            "batch_size": batch or len(X), "max_epochs": epochs, "tolerance": tolerance,
            "rng": np.random.default_rng(self.training.seed),
        }  # fmt: skip
        np.random.seed(self.training.seed)  # noqa: NPY002 - even a run drawn from np.random must repeat here
        outcome = call(self.train, arguments, steps=STEPS, hidden=hidden, output=output)
        if outcome.error and outcome.error.startswith("NeverEnds"):
            self.never_ends = tested
        self.made.append((outcome, tested))
        return Run(outcome, X, y, sizes, hidden, output)


class Run:
    """What one call of ``train`` gave, as far as it can be read: ``parameters`` and ``history``, else None."""

    def __init__(self, outcome, X, y, sizes, hidden, output):
        depth = len(sizes) - 1
        self.outcome, self.X, self.y, self.hidden, self.output = outcome, X, y, hidden, output
        self.parameters = self.history = None
        value = outcome.value
        if not outcome.ok or not isinstance(value, (tuple, list)) or len(value) != 2 or not isinstance(value[0], dict):
            return
        names = [f"{kind}{l}" for l in range(1, depth + 1) for kind in "Wb"]
        arrays = {name: as_array(value[0].get(name)) for name in names}
        shapes = {}
        for l in range(1, depth + 1):
            shapes[f"W{l}"], shapes[f"b{l}"] = (sizes[l], sizes[l - 1]), (sizes[l],)
        if all(a is not None and a.shape == shapes[name] and np.isfinite(a).all() for name, a in arrays.items()):
            self.parameters = arrays
        history = as_array(list(value[1])) if isinstance(value[1], (list, tuple, np.ndarray)) else None
        if history is not None and history.ndim == 1:
            self.history = history

    @property
    def usable(self):
        return self.parameters is not None and self.history is not None

    def cost(self):
        """The reference cost of the returned parameters on all of X, or NaN."""
        try:
            return float(nn.mse(nn.forward(self.X, self.parameters, self.hidden, self.output)[0], self.y))
        except (ValueError, TypeError):
            return float("nan")


def _data(training):
    rng = np.random.default_rng(training.seed)
    X = rng.normal(0, 1, (training.m, training.layer_sizes[0]))
    return X, np.clip(0.85 + 0.1 * np.tanh(X[:, :1]), 0.05, 0.97)


class _Judge:
    """The ten checks; each returns a :class:`Check`."""

    def __init__(self, train, training):
        self.run, self.training = _Runs(train, training), training
        self.X, self.y = _data(training)
        self.sizes, self.layers = training.layer_sizes, "-".join(map(str, training.layer_sizes))
        self.tested = f"{self.layers}, m = {training.m}, batch_size = {training.batch_size}, 30 epochs"
        self.main = self.run(self.X, self.y, self.sizes, self.tested, 0.5, training.batch_size, 30)

    def history(self):
        name, run = "history", self.main
        if not run.outcome.ok:
            return failed_call(name, run.outcome, self.tested)
        if run.parameters is None or run.history is None:
            text = "return (parameters, history): a dictionary of finite arrays and a list of numbers"
            return Check(name, False, self.tested, "(parameters, history)", "something else", text, "no history")
        if not np.isfinite(run.history).all():
            return Check(name, False, self.tested, "finite costs", "NaN or infinity", "the history must be finite")
        if len(run.history) == 0:
            return Check(name, False, self.tested, "30 numbers", "none", "the history is empty")
        return Check(name, True, self.tested)

    def falling(self):
        start = self.run(self.X, self.y, self.sizes, self.tested, FROZEN, self.training.batch_size, 1)
        run = self.main
        if not run.usable or start is None or start.parameters is None or not len(run.history):
            return self.not_judged("falling cost")
        before, after = start.cost(), run.cost()
        if after < before and run.history[-1] < before:
            return Check("falling cost", True, self.tested)
        text = "the cost does not fall: are the parameters updated, and downhill?"
        mistake = "cost does not fall"
        return Check("falling cost", False, self.tested, f"below {before:.4g}", f"{after:.4g}", text, mistake)

    def history_is_cost(self):
        name = "history is the cost"
        short = self.run(self.X, self.y, self.sizes, self.tested, 0.5, self.training.batch_size, 2)
        if not self.main.usable or short is None or not short.usable or not len(self.main.history):
            return self.not_judged(name)
        for run, epochs in ((self.main, 30), (short, 2)):
            want = run.cost()
            if not len(run.history) or not close(run.history[-1], want):
                text = "history[-1] is not the cost on all of X of the parameters you return"
                mistake = "history is another cost"
                if np.isclose(run.history[-1] * len(self.X), want) or np.isclose(run.history[-1], want * len(self.X)):
                    text, mistake = text + ": it differs by the factor m", "average missing"
                shown = "the cost of what you return" if self.training.secret else f"{want:.6g}"
                got = f"{run.history[-1]:.6g}" if len(run.history) else "nothing"
                return Check(name, False, f"{self.layers}, {epochs} epochs", shown, got, text, mistake)
        if len(self.main.history) > 1 and not close(self.main.history[1], short.history[-1]):
            text = "history[1] is not the cost after the second epoch"
            mistake = "history is another cost"
            return Check(name, False, self.tested, "the same run, 2 epochs long", "another number", text, mistake)
        return Check(name, True, "30 and 2 epochs")

    def rows(self):
        name, m = "every row used", 7
        X, y = np.eye(m), np.full((m, 1), 3.0)
        tested = f"{m}-1, m = {m}, batch_size = 3, 1 epoch"
        options = {"batch": 3, "epochs": 1, "hidden": "identity", "output": "identity"}
        start = self.run(X, y, (m, 1), tested, FROZEN, **options)
        end = self.run(X, y, (m, 1), tested, 0.05, **options)
        if start is None or end is None or start.parameters is None or end.parameters is None:
            return self.not_judged(name, end or start)
        moved = np.abs(end.parameters["W1"] - start.parameters["W1"]).ravel() > 1e-7
        if len(moved) == m and moved.all():
            return Check(name, True, tested)
        text = f"only {int(moved.sum())} of {m} rows changed a weight in one epoch: some rows are never used"
        mistake = "last batch dropped" if int(moved.sum()) == m - m % 3 else "rows never used"
        return Check(name, False, tested, f"{m} rows", f"{int(moved.sum())}", text, mistake)

    def reshuffled(self):
        """Two rows that disagree, one per batch: where they pull the weights tells in which order they came."""
        name, epochs, rate = "new order", 20, 0.02
        X, y = np.ones((2, 1)), np.array([[0.0], [1.0]])
        tested = f"1-1, m = 2, batch_size = 1, {epochs} epochs"
        options = {"batch": 1, "hidden": "identity", "output": "identity"}
        start = self.run(X, y, (1, 1), tested, FROZEN, epochs=1, **options)
        end = self.run(X, y, (1, 1), tested, rate, epochs=epochs, **options)
        if start is None or end is None or start.parameters is None or end.parameters is None:
            return self.not_judged(name, end or start)
        for order in ([0, 1], [1, 0]):
            state = start.parameters
            for row in order * epochs:
                cache = nn.forward(X[[row]], state, "identity", "identity")[1]
                state = nn.update(state, nn.backward(y[[row]], state, cache, "identity", "identity"), rate)
            if all(np.allclose(state[key], end.parameters[key], rtol=0, atol=1e-9) for key in state):
                text = "the rows come in the same order in every epoch: shuffle them anew each time"
                return Check(name, False, tested, "another order", "the same order", text, "same order every epoch")
        return Check(name, True, tested)

    def batch_size(self):
        name = "batch size"
        for size in (3, 10, 1):
            X, y = np.tile([[0.6, -0.4]], (10, 1)), np.full((10, 1), 2.0)
            tested = f"2-1, m = 10, batch_size = {size}, 2 epochs"
            options = {"batch": size, "epochs": 2, "hidden": "identity", "output": "identity"}
            start = self.run(X, y, (2, 1), tested, FROZEN, **options)
            end = self.run(X, y, (2, 1), tested, 0.05, **options)
            if start is None or end is None or start.parameters is None or end.parameters is None:
                return self.not_judged(name, end or start)
            states = [start.parameters]
            for _ in range(41):
                cache = nn.forward(X, states[-1], "identity", "identity")[1]
                states.append(nn.update(states[-1], nn.backward(y, states[-1], cache, "identity", "identity"), 0.05))
            wanted = 2 * -(-10 // size)
            fitting = [k for k, state in enumerate(states) if all(np.allclose(state[n], end.parameters[n], 1e-4, 1e-6)
                                                                  for n in state)]  # fmt: skip
            if wanted in fitting:
                continue
            text = f"two epochs should make {wanted} updates of size learning_rate * gradient"
            if fitting:
                text = f"two epochs made {fitting[0]} updates, it should be {wanted}: ceil(m / batch_size) per epoch"
            mistake = "number of updates" if fitting else "another step"
            return Check(name, False, tested, f"{wanted} updates", f"{fitting[0]}" if fitting else "another result",
                         text, mistake)  # fmt: skip
        return Check(name, True, "m = 10, batch_size = 3, 10, 1")

    def max_epochs(self):
        for epochs in (1, 5, 30):
            tested = f"max_epochs = {epochs}, tolerance = 0"
            run = self.main
            if epochs != 30:
                run = self.run(self.X, self.y, self.sizes, tested, 0.5, self.training.batch_size, epochs)
            if run is None or run.history is None:
                return self.not_judged("max_epochs", run)
            if len(run.history) != epochs:
                text = f"the run has {len(run.history)} epochs, max_epochs = {epochs}"
                mistake = "number of epochs"
                if len(run.history) == epochs * -(-self.training.m // self.training.batch_size):
                    text += ": history has one entry per update, it needs one per epoch"
                    mistake = "updates counted"
                elif len(run.history) == epochs + 1:
                    text, mistake = text + ": one too many (the cost before training is not part of it)", "one late"
                elif len(run.history) == epochs - 1:
                    text, mistake = text + ": one too few", "one early"
                return Check("max_epochs", False, tested, f"{epochs}", f"{len(run.history)}", text, mistake)
        tested = "a cost that stands still, tolerance = 0"
        still = self.run(self.X, self.y, self.sizes, tested, FROZEN, self.training.batch_size, 3)
        if still is None or still.history is None:
            return self.not_judged("max_epochs", still)
        if len(still.history) != 3:
            text = "with tolerance = 0 the run must go on to max_epochs: stop when the change is < tolerance, not <="
            return Check("max_epochs", False, tested, "3", f"{len(still.history)}", text, "<= for <")
        return Check("max_epochs", True, "1, 5 and 30 epochs")

    def tolerance(self):
        name, full = "tolerance", None
        tested = f"{self.layers}, m = {self.training.m}, batch_size = m"
        full = self.run(self.X, self.y, self.sizes, tested, 0.5, None, 12)
        if full is None or full.history is None or len(full.history) < 4 or not np.isfinite(full.history).all():
            return self.not_judged(name, full)
        changes = np.abs(np.diff(full.history))
        ordered = np.sort(np.unique(changes))
        middle = (ordered[:-1] + ordered[1:]) / 2
        wide = 10 * (changes.max() + 1)
        some = middle[[0, len(middle) // 2, -1]] if len(middle) else ()
        trials = [(wide, 12), *((t, 12) for t in some), (wide, 1)]
        for tolerance, epochs in trials:
            stop = next((k + 2 for k, change in enumerate(changes) if change < tolerance), len(full.history))
            problem = self._stops(name, full, tolerance, epochs, min(stop, epochs), tested)
            if problem:
                return problem
        return self._rising() or Check(name, True, f"{len(trials)} tolerances, and a rising cost")

    def _stops(self, name, full, tolerance, epochs, stop, tested):
        run = self.run(self.X, self.y, self.sizes, tested, 0.5, None, epochs, tolerance)
        if run is None or run.history is None:
            return self.not_judged(name, run)
        if len(run.history) == stop:
            return None
        said, mistake = f"it should stop after epoch {stop}, it stops after epoch {len(run.history)}", "stops elsewhere"
        if len(run.history) == stop - 1:
            said += ": one early (two costs of the history are compared, from the second epoch on)"
            mistake = "one early"
        elif len(run.history) == stop + 1:
            said, mistake = said + ": one late", "one late"
        elif len(run.history) == epochs:
            said, mistake = said + ": `tolerance` never ends the run", "tolerance ignored"
        return Check(name, False, f"{tested}, tolerance = {tolerance:.3g}", f"{stop} epochs", f"{len(run.history)}",
                     said, mistake)  # fmt: skip

    def _rising(self):
        """A learning rate too large makes the cost rise by more than the tolerance: no reason to stop."""
        X, y = np.tile([[1.0, 1.0]], (4, 1)), np.full((4, 1), 9.0)
        tested = "2-1, m = 4, a cost that rises"
        run = self.run(X, y, (2, 1), tested, 0.36, None, 6, 1e-3, "identity", "identity")
        if run is None or run.history is None:
            return self.not_judged("tolerance", run)
        if len(run.history) == 6 or not np.all(np.diff(run.history) > 1e-3):
            return None
        text = "a rising cost ends the run: compare abs(history[-1] - history[-2]) with the tolerance"
        return Check("tolerance", False, tested, "6 epochs", f"{len(run.history)}", text, "abs missing")

    def activations(self):
        for hidden, output in (("tanh", "identity"), ("relu", "sigmoid")):
            tested = f"{self.layers}, hidden={hidden!r}, output={output!r}"
            run = self.run(self.X, self.y, self.sizes, tested, 0.05, self.training.batch_size, 3, 0.0, hidden, output)
            if run is None or not run.usable or not len(run.history):
                return self.not_judged("activations", run)
            if not close(run.history[-1], run.cost()):
                text = "the cost in history does not belong to these activations: pass hidden and output on"
                return Check("activations", False, tested, "their cost", "another", text, "activations not passed on")
        return Check("activations", True, "tanh and identity, relu and sigmoid")

    def not_judged(self, name, run=None):
        if self.run.never_ends is not None:
            text = f"the run does not end ({self.run.never_ends}): which condition leaves the loop?"
            return Check(name, False, self.run.never_ends, "an end", "none", text, "stops never")
        if run is not None and not run.outcome.ok:
            return failed_call(name, run.outcome, "")
        return Check(name, None, message="not judged: there is no usable (parameters, history)")


def _inspect_once(train, training):
    report = Report("train")
    with global_random_state():
        judge = _Judge(train, training)
        if judge.main.outcome.stub:
            report.started = False
            return report
        report.checks = [
            judge.history(), judge.falling(), judge.history_is_cost(), judge.rows(), judge.reshuffled(),
            judge.batch_size(), judge.max_epochs(), judge.tolerance(), judge.activations(),
        ]  # fmt: skip
        report.checks.append(arguments_unchanged("train", judge.run.made))
    return report


def inspect_train(train, fixtures=None):
    """Judge ``train``; if that is not all right, once more with correct helpers, and the better result counts."""
    training = Training() if fixtures is None else fixtures
    return better_of_two(lambda function: _inspect_once(function, training), train)
