"""Question ``train``: properties of a training run, because the random draws are the student's own.

Three data sets do the work. The ordinary one must learn. One with equal rows makes the order of the rows not matter,
so that the number of updates and their size follow from the parameters alone. One whose rows are the unit vectors
moves one weight per row, so that a row which is never used, or comes with another row's target, is seen.
"""

from functools import cached_property
from itertools import permutations

import numpy as np

from dlcourse.check.harness.calling import global_random_state
from dlcourse.check.harness.common import arguments_unchanged, failed_call, timed
from dlcourse.check.harness.compare import close
from dlcourse.check.harness.inputs import tell
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.harness.shown import two_texts
from dlcourse.check.harness.substitutes import better_of_two
from dlcourse.check.implementing_backpropagation.trials import (
    EPOCHS,
    FROZEN,
    LINEAR,
    OTHER_RULES,
    PAIRS,
    RISING,
    ROWS,
    SIZES,
    Descent,
    Runs,
    Training,
    Trial,
    data_of,
    one_epoch,
    order_trials,
    row_trials,
    size_trials,
    stop_of,
)

SMOOTH = " ".join(PAIRS[0])


def _with_tolerance(trial):
    return f"{trial.tested}, tolerance = {trial.tolerance:.3g}"


class _Judge:
    """The ten checks; each returns a :class:`Check`. All runs but those of :meth:`tolerance` are made at once."""

    def __init__(self, train, training):
        self.run, self.training = Runs(train, training.seed), training
        self.X, self.y = data_of(training)
        self.sizes, self.layers = training.layer_sizes, "-".join(map(str, training.layer_sizes))
        self.tested = f"{self.layers}, m = {training.m}, batch_size = {training.batch_size}, {EPOCHS} epochs"
        plan = {
            "main": self.trial(self.tested),
            "short": self.trial(self.tested, epochs=2),
            "still": self.trial("a cost that stands still, tolerance = 0", rate=FROZEN, epochs=3),
            "1 epochs": self.trial("max_epochs = 1, tolerance = 0, no activation named", epochs=1, named=False),
            **row_trials(), **order_trials(), **size_trials(),
            "full": self.trial(f"{self.layers}, m = {training.m}, batch_size = m", batch=None, epochs=12),
            "rising": Trial(*RISING, "2-1, m = 4, a cost that rises", 0.36, None, 6, 1e-3, **LINEAR),
            **{f"{hidden} {output}": self.trial(f"{self.layers}, hidden={hidden!r}, output={output!r}", rate=0.05,
                                                batch=None, epochs=3, hidden=hidden, output=output)
               for hidden, output in PAIRS},
            f"{SMOOTH}, start": self.trial("tanh and identity, 1 epoch", rate=FROZEN, batch=None, epochs=1,
                                           hidden=PAIRS[0][0], output=PAIRS[0][1]),
        }  # fmt: skip
        self.runs = dict(zip(plan, self.run(list(plan.values())), strict=True))
        self.main, self.stopping = self.runs["main"], []

    def tried(self):
        """(tested, arguments) of every run."""
        trials = [(run.trial.tested, run.trial) for run in self.runs.values()]
        named = ((1, "1 epochs"), (2, "short"), (EPOCHS, "main"))
        trials += [(f"max_epochs = {epochs}, tolerance = 0", self.runs[name].trial) for epochs, name in named]
        trials += [(f"{self.layers}, {epochs} epochs", self.runs[name].trial) for epochs, name in named]
        trials += [(_with_tolerance(run.trial), run.trial) for run in self.stopping]
        given = [(tested, trial.given(self.training.seed)) for tested, trial in trials]
        return [(tested, {**own, **options}) for tested, (own, options) in given]

    def trial(self, tested, **options):
        return Trial(self.X, self.y, self.sizes, tested, **{"batch": self.training.batch_size, **options})

    def pair(self, name):
        """The run ``name`` and the one that shows where it started, both None where one of them gave no parameters."""
        start, end = self.runs[f"{name}, start"], self.runs[name]
        return (start, end) if start.parameters is not None and end.parameters is not None else (None, None)

    def history(self):
        name, run = "history", self.main
        if not run.outcome.ok:
            return failed_call(name, run.outcome, self.tested)
        if run.parameters is None or run.history is None:
            text = "return (parameters, history): a dictionary of finite arrays and a list of numbers"
            text = "train returns nothing. Is there a `return`?" if run.outcome.value is None else text
            return Check(name, False, self.tested, "(parameters, history)", "something else", text, "no history")
        if run.fault:
            return Check(name, False, self.tested, "(parameters, history)", "something else", *run.fault)
        if not np.isfinite(run.history).all():
            return Check(name, False, self.tested, "finite costs", "NaN or infinity", "the history must be finite")
        if len(run.history) == 0:
            return Check(name, False, self.tested, f"{EPOCHS} numbers", "none", "the history is empty")
        return Check(name, True, self.tested)

    def falling(self):
        start, run = self.runs["still"], self.main
        if not run.usable or start.parameters is None or not len(run.history):
            return self.not_judged("falling cost")
        before, after = start.cost(), run.cost()
        if after < before and run.history[-1] < before:
            return Check("falling cost", True, self.tested)
        text = "the cost does not fall: are the parameters updated, and downhill?"
        mistake = "cost does not fall"
        return Check("falling cost", False, self.tested, f"below {before:.4g}", f"{after:.4g}", text, mistake)

    def history_is_cost(self):
        name = "history is the cost"
        short = self.runs["short"]
        if not self.main.usable or not short.usable or not len(self.main.history):
            return self.not_judged(name)
        for run, epochs in ((self.main, EPOCHS), (short, 2)):
            want = run.cost()
            if not len(run.history) or not close(run.history[-1], want):
                text = "history[-1] is not the cost on all of X of the parameters you return"
                mistake = "history is another cost"
                if np.isclose(run.history[-1] * len(self.X), want) or np.isclose(run.history[-1], want * len(self.X)):
                    text, mistake = text + ": it differs by the factor m", "average missing"
                shown, got = two_texts(want, run.history[-1]) if len(run.history) else (f"{want:.6g}", "nothing")
                shown = "the cost of what you return" if self.training.secret else shown
                return Check(name, False, f"{self.layers}, {epochs} epochs", shown, got, text, mistake)
        if (
            len(self.main.history) > 1
            and len(short.history) == 2
            and not close(self.main.history[1], short.history[-1])
        ):
            text = "history[1] is not the cost after the second epoch"
            mistake = "history is another cost"
            return Check(name, False, self.tested, "the same run, 2 epochs long", "another number", text, mistake)
        return self._last_of_rising() or Check(name, True, f"{EPOCHS} and 2 epochs")

    def _last_of_rising(self):
        """Where the cost rises, the best parameters and the lowest cost are not the last ones."""
        run, linear = self.runs["rising"], self.runs[SMOOTH]
        if not run.usable or not len(run.history) or not np.isfinite(run.cost()) or close(run.history[-1], run.cost()):
            return None
        if linear.usable and len(linear.history) and not close(linear.history[-1], linear.cost()):
            return None  # it is another activation's cost, which is told elsewhere
        text = "the cost rises, and history[-1] is not the cost of the parameters you return: return the last ones"
        mistake = "history is another cost"
        if close(min(run.history), run.cost()):
            text, mistake = f"{text}, not the best", "best, not last"
        return Check("history is the cost", False, run.trial.tested, "the last cost", "another", text, mistake)

    def rows(self):
        name, m = "every row used", ROWS
        start, end = self.pair("rows")
        if end is None:
            return self.not_judged(name, self.runs["rows"])
        tested = end.trial.tested
        moved = np.abs(end.parameters["W1"] - start.parameters["W1"]).ravel() > 1e-7
        if end.history is not None and len(end.history) == 0:
            return Check(name, None, tested, message="not judged: there is no epoch")
        if len(moved) == m and moved.all():
            return self._each_row_once(start, end) or Check(name, True, tested)
        text = f"only {int(moved.sum())} of {m} rows changed a weight in one epoch: some rows are never used"
        mistake = "last batch dropped" if int(moved.sum()) == m - m % 3 else "rows never used"
        return Check(name, False, tested, f"{m} rows", f"{int(moved.sum())}", text, mistake)

    def _each_row_once(self, start, end):
        """Whether some way to cut the rows into batches leads where the run got; asked where its steps are right."""
        if self.steps.passed is not True or end.history is None or len(end.history) != 1:
            return None
        reached = [*end.parameters["W1"].ravel(), end.parameters["b1"].item()]
        if np.isclose(one_epoch(start.parameters, end.trial), reached, rtol=1e-4, atol=1e-3).all(axis=1).any():
            return None
        pull = np.sign(end.parameters["W1"] - start.parameters["W1"]).ravel()
        text, mistake = "an epoch does not use each row once, in batches of 3, 3 and 1", "rows repeated"
        if np.abs(start.parameters["W1"]).max() < 10 and (pull != np.sign(end.trial.y).ravel()).any():
            text, mistake = "X and y are shuffled apart: a row of X comes with another row's y", "shuffled apart"
        return Check("every row used", False, end.trial.tested, "each row once", "otherwise", text, mistake)

    def reshuffled(self):
        """Rows that disagree, one per batch: where they pull the weights tells in which order they came."""
        name = "new order"
        start, end = self.pair("order")
        if end is None:
            return self.not_judged(name, self.runs["order"])
        trial, reached = end.trial, [float(end.parameters[key].item()) for key in ("W1", "b1")]
        for order in permutations(trial.y.ravel().tolist()):
            w, b = (float(start.parameters[key].item()) for key in ("W1", "b1"))
            for y in order * trial.epochs:  # x = 1: both move alike
                step = trial.rate * 2 * (w + b - y)
                w, b = w - step, b - step
            if np.allclose((w, b), reached, rtol=0, atol=1e-9):
                text = "the rows come in the same order in every epoch: shuffle them anew each time"
                mistake = "same order every epoch"
                return Check(name, False, trial.tested, "another order", "the same order", text, mistake)
        return self._other_start() or Check(name, True, trial.tested)

    def _other_start(self):
        """Another generator must give other weights to start from."""
        starts = [self.runs[f"batches {size}, start"].parameters for size in SIZES]
        if any(start is None for start in starts) or not np.array_equal(starts[0]["W1"], starts[1]["W1"]):
            return None
        text = "another rng gives the same weights at the start: hand `rng` on, and draw from nothing else"
        return Check("new order", False, "2-1, two seeds", "other weights", "the same", text, "rng not used")

    def batch_size(self):
        return self.steps

    @cached_property
    def steps(self):
        name = "batch size"
        for size in SIZES:
            start, end = self.pair(f"batches {size}")
            if end is None:
                return self.not_judged(name, self.runs[f"batches {size}"])
            states, each, tested = Descent(start, end.trial), -(-10 // size), end.trial.tested
            wanted, made = 2 * each, len(end.history) if end.history is not None else 2
            # One epoch more or less is told by max_epochs.
            if any(states.reach(updates, end.parameters) for updates in {wanted, min(made, 3) * each}):
                continue
            fitting = [k for k in range(42) if states.reach(k, end.parameters)]
            text = f"two epochs should make {wanted} updates of size learning_rate * gradient"
            if fitting:
                text = f"two epochs made {fitting[0]} updates, it should be {wanted}: ceil(m / batch_size) per epoch"
            mistake = "number of updates" if fitting else "another step"
            return Check(name, False, tested, f"{wanted} updates", f"{fitting[0]}" if fitting else "another result",
                         text, mistake)  # fmt: skip
        return self._never_updated() or Check(name, True, f"m = 10, batch_size = {', '.join(map(str, SIZES))}")

    def _never_updated(self):
        start, run = self.runs["still"], self.main
        if start.parameters is None or run.parameters is None:
            return None
        kept = [name for name, array in run.parameters.items() if np.array_equal(array, start.parameters[name])]
        if not kept:
            return None
        text = f"{', '.join(kept)} stay as they were: every layer is updated"
        return Check("batch size", False, self.tested, "new numbers", "the old ones", text, "layer never updated")

    def max_epochs(self):
        for epochs, run in ((1, self.runs["1 epochs"]), (2, self.runs["short"]), (EPOCHS, self.main)):
            tested = f"max_epochs = {epochs}, tolerance = 0"
            if not run.trial.named and not run.outcome.ok and self.main.outcome.ok:
                continue  # it lacks the defaults, which is told elsewhere
            if run.history is None:
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
        still = self.runs["still"]
        tested = still.trial.tested
        if still.history is None:
            return self.not_judged("max_epochs", still)
        if len(still.history) != 3:
            text = "with tolerance = 0 the run must go on to max_epochs: stop when the change is < tolerance, not <="
            return Check("max_epochs", False, tested, "3", f"{len(still.history)}", text, "<= for <")
        return Check("max_epochs", True, f"1, 2 and {EPOCHS} epochs")

    def tolerance(self):
        name, full = "tolerance", self.runs["full"]
        if full.history is None or len(full.history) < 4 or not np.isfinite(full.history).all():
            return self.not_judged(name, full)
        changes = np.abs(np.diff(full.history))
        ordered = np.sort(np.unique(changes))
        middle = (ordered[:-1] + ordered[1:]) / 2
        wide = 10 * (changes.max() + 1)
        some = middle[[0, len(middle) // 2, -1]] if len(middle) else ()
        trials = [(wide, 12), *((t, 12) for t in some), (wide, 1)]
        tested = full.trial.tested
        tried = [self.trial(tested, batch=None, epochs=epochs, tolerance=tolerance) for tolerance, epochs in trials]
        self.stopping = runs = self.run(tried)
        for run in runs:
            problem = self._stops(name, run, stop_of(changes, run.trial.tolerance, run.trial.epochs))
            if problem:
                return self._by_another_rule(problem, runs, full.history)
        return self._rising() or Check(name, True, f"{len(trials)} tolerances, and a rising cost")

    def _by_another_rule(self, problem, runs, costs):
        """``problem`` with the name of the one other rule that explains where all runs stop, if there is one."""
        fitting = [
            (said, rule)
            for rule, (said, quantity) in OTHER_RULES.items()
            if all(
                run.history is not None
                and len(run.history) == stop_of(quantity(costs), run.trial.tolerance, run.trial.epochs)
                for run in runs
            )
        ]
        if len(fitting) == 1:
            problem.message, problem.mistake = fitting[0]
        return problem

    def _stops(self, name, run, stop):
        if run.history is None:
            return self.not_judged(name, run)
        epochs = run.trial.epochs
        if len(run.history) == stop:
            if run.parameters is None or stop == epochs or self.main.parameters is None:
                return None
            if close(run.history[-1], run.cost()) or not close(self.main.history[-1], self.main.cost()):
                return None
            text = "it stops in time, but does not return the parameters of its last epoch"
            return Check(name, False, _with_tolerance(run.trial), "the last parameters", "others", text,
                         "other parameters at the stop")  # fmt: skip
        said, mistake = f"it should stop after epoch {stop}, it stops after epoch {len(run.history)}", "stops elsewhere"
        if len(run.history) == stop - 1:
            said += ": one early (two costs of the history are compared, from the second epoch on)"
            mistake = "one early"
        elif len(run.history) == stop + 1:
            said, mistake = said + ": one late", "one late"
        elif len(run.history) == epochs:
            said, mistake = said + ": `tolerance` does not end the run", "tolerance ignored"
        return Check(name, False, _with_tolerance(run.trial), f"{stop} epochs", f"{len(run.history)}",
                     said, mistake)  # fmt: skip

    def _rising(self):
        """A learning rate too large makes the cost rise by more than the tolerance: no reason to stop."""
        run = self.runs["rising"]
        if run.history is None:
            return self.not_judged("tolerance", run)
        if len(run.history) == 6 or not np.all(np.diff(run.history) > 1e-3):
            return None
        text = "a rising cost ends the run: compare abs(history[-1] - history[-2]) with the tolerance"
        return Check("tolerance", False, run.trial.tested, "6 epochs", f"{len(run.history)}", text, "abs missing")

    def activations(self):
        name, main, unnamed = "activations", self.main, self.runs["1 epochs"]
        told = main.usable and len(main.history) and close(main.history[-1], main.cost())
        for hidden, output in PAIRS:
            run = self.runs[f"{hidden} {output}"]
            tested = run.trial.tested
            if not run.usable or not len(run.history):
                return self.not_judged(name, run)
            if told and not close(run.history[-1], run.cost()):
                text = "the cost in history does not belong to these activations: pass hidden and output on"
                return Check(name, False, tested, "their cost", "another", text, "activations not passed on")
            # A neuron of ReLU at exactly 0 may go either way, so that where such a run gets is not known.
            if f"{hidden} {output}" == SMOOTH and self._descends("full", "still") and not self._descends(SMOOTH):
                text = "the gradients do not belong to these activations: pass hidden and output on to backward"
                return Check(name, False, tested, "their gradients", "others", text, "activations not passed on")
        if main.outcome.ok and (not unnamed.outcome.ok or (told and unnamed.usable and self._other_default(unnamed))):
            text = 'without names it does not use sigmoid. The first line ends in hidden="sigmoid", output="sigmoid"'
            return Check(name, False, unnamed.trial.tested, "sigmoid", "another", text, "default activation")
        return Check(name, True, "tanh and identity, relu and sigmoid")

    def _descends(self, name, start=None):
        """Whether a run of full batches gets where gradient descent gets from the same start."""
        run, start = self.runs[name], self.runs[start or f"{name}, start"]
        if start.parameters is None or run.parameters is None or run.history is None:
            return False
        return Descent(start, run.trial).reach(len(run.history), run.parameters)

    def _other_default(self, run):
        return len(run.history) and not close(run.history[-1], run.cost())

    def not_judged(self, name, run=None):
        if self.run.never_ends is not None:
            text = f"the run does not end ({self.run.never_ends}): which condition leaves the loop?"
            return Check(name, False, self.run.never_ends, "an end", "none", text, "stops never")
        if run is not None and not run.outcome.ok:
            return failed_call(name, run.outcome, "")
        return Check(name, None, message="not judged: there is no usable (parameters, history)")


# The checks in their order, and the runs that each looks at, whose time is its own.
CHECKS = (
    (_Judge.history, lambda run: run == "main"),
    (_Judge.falling, lambda run: run in ("main", "still")),
    (_Judge.history_is_cost, lambda run: run in ("main", "short")),
    (_Judge.rows, lambda run: run.startswith("rows")),
    (_Judge.reshuffled, lambda run: run.startswith("order")),
    (_Judge.batch_size, lambda run: run.startswith("batches")),
    (_Judge.max_epochs, lambda run: run in ("main", "1 epochs", "short", "still")),
    (_Judge.tolerance, lambda run: run in ("full", "rising")),
    (_Judge.activations, lambda run: run.startswith(tuple(" ".join(pair) for pair in PAIRS))),
)


def _inspect_once(train, training):
    report = Report("train")
    with global_random_state():
        judge = _Judge(train, training)
        if judge.main.outcome.stub:
            report.started = False
            return report
        for check, runs in CHECKS:
            report.checks.append(timed(check(judge), [judge.runs[name].outcome for name in judge.runs if runs(name)]))
        unchanged = arguments_unchanged("train", judge.run.made)
        report.checks.append(timed(unchanged, [outcome for outcome, _ in judge.run.made]))
    return report if training.secret else tell(report, "train", judge.tried())


def inspect_train(train, fixtures=None):
    """Judge ``train``; if that is not all right, once more with correct helpers, and the better result counts."""
    training = Training() if fixtures is None else fixtures
    return better_of_two(lambda function: _inspect_once(function, training), train)
