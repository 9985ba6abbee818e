"""A training run of the playground in the kernel: an engine, the data, counters, costs. It sends nothing."""

import time

import numpy as np

from dlcourse.engines.student import StudentError
from dlcourse.patience import limited
from dlcourse.widgets.playground import data as playground_data

CELLS, SMALL = 50, 16  # a side of the plane, and of a neuron's own map; shared/heat.js has the same
MOST_POINTS = 600  # of a cost curve; beyond, every second one goes


class KernelRun:
    """Trains ``engine`` on the playground's data.

    Parameters
    ----------
    engine : a :class:`dlcourse.engines.protocol.Engine`
    state : the playground's traits by name: data, noise, share, features, layers, seed, ...
    keep : begin with the engine's present parameters instead of new ones
    """

    def __init__(self, engine, state, keep=False):
        self.engine, self.state = engine, state
        self.means = playground_data.effective(state)
        rows = state["own"] or playground_data.rows_of(state["data"], state["noise"], state["seed"])
        (X, self.y), (X_test, self.y_test) = playground_data.divided(rows, state["share"], state["seed"])
        see = lambda points: playground_data.seen(points, self.means["features"])  # noqa: E731
        self.X, self.X_test = see(X), see(X_test)
        self.pixels = see(np.concatenate([playground_data.grid(CELLS), playground_data.grid(SMALL)]))
        self.sizes = [len(self.means["features"]), *state["layers"], 1]
        self.rng = np.random.default_rng([state["seed"], 1])
        self.updates = self.epochs = self.samples = self.at = 0
        self.order, self.curve, self.fresh, self.every = [], [], [], 1
        self.diverged, self.error, self.gradients = None, None, {}
        with np.errstate(all="ignore"):
            self.guarded(self._begin, keep)

    def _begin(self, keep):
        if getattr(self.engine, "knows_activations", False):
            self.engine.configure(self.state["activation"], self.means["output"])
        if not keep:
            self.engine.reset(self.sizes, self.state["seed"])
        self.record()

    def guarded(self, work, *arguments):
        """Do it; what the engine raises is kept for the view. Returns whether it went well."""
        try:
            with limited():
                work(*arguments)
        except FloatingPointError:
            self.diverged = {"update": self.updates + 1, "alpha": self.alpha}
        except StudentError as error:
            self.error = {"function": error.function, "where": error.where, "line": error.line, "said": error.said}
        except BaseException as error:  # an engine is somebody's code: a view and its kernel must outlive it
            self.error = {"function": "the engine", "where": "", "line": "", "said": f"{type(error).__name__}: {error}"}
        return self.error is None and self.diverged is None

    @property
    def stopped(self):
        return self.error is not None or self.diverged is not None

    alpha = 0.0

    def advance(self, count, learning_rate, batch_size, seconds=None):
        """Up to ``count`` updates, fewer when ``seconds`` have passed (at least one). Returns how many were made."""
        self.alpha, size, before = learning_rate, max(1, min(batch_size, len(self.X))), self.updates
        end = None if seconds is None else time.perf_counter() + seconds
        with np.errstate(all="ignore"):  # a run that diverges says so in words
            while self.updates - before < count and not self.stopped:
                self.guarded(self._step, size, learning_rate)
                if end is not None and time.perf_counter() >= end:
                    break
        return self.updates - before

    def _step(self, size, learning_rate):
        if self.at >= len(self.order):
            self.order, self.at = self.rng.permutation(len(self.X)), 0
        rows = self.order[self.at : self.at + size]
        self.at += size
        gradients = self.engine.step(self.X[rows], self.y[rows], learning_rate)
        if gradients is None or not all(np.isfinite(value).all() for value in gradients.values()):
            raise FloatingPointError("diverged")
        self.gradients = gradients
        self.updates += 1
        self.samples += len(rows)
        self.epochs += self.at >= len(self.order)
        if self.updates % self.every == 0:
            self.record()

    def record(self):
        """Note the costs of now on the curve."""
        held = self.engine.cost(self.X_test, self.y_test) if len(self.X_test) else float("nan")
        train = self.engine.cost(self.X, self.y)
        point = [self.updates, self.epochs if not self.at else self.samples / len(self.X), self.samples, train, held]
        point = [value if np.isfinite(value) else None for value in map(float, point)]
        self.curve.append(point)
        self.fresh.append(point)
        if len(self.curve) > MOST_POINTS:
            self.curve, self.every = self.curve[::2], self.every * 2

    def frame(self, whole=False):
        """``(content, buffers)`` for the view: counters and new points of the curve; what the network says.

        The buffers are float32 arrays: y_hat over the plane, (CELLS * CELLS); every neuron's map, input features first,
        (neurons, SMALL * SMALL); then all parameters and all gradients, W before b, layer by layer, as float64.
        """
        planes = self._planes()
        content = {
            "sizes": self.sizes, "updates": self.updates, "epochs": self.epochs, "samples": self.samples,
            "points": self.curve if whole else self.fresh, "whole": whole,
            "diverged": self.diverged, "error": self.error,
        }  # fmt: skip
        self.fresh = []
        return content, planes

    def _planes(self):
        neurons, total = sum(self.sizes), sum(a * b + b for a, b in zip(self.sizes, self.sizes[1:], strict=False))
        plane, maps = np.full(CELLS**2, np.nan, np.float32), np.full((neurons, SMALL**2), np.nan, np.float32)
        parameters, gradients = np.zeros(total), np.zeros(total)
        kept = self.error
        with np.errstate(all="ignore"):
            if kept is None or kept["function"] not in ("forward", "initialize_parameters"):
                self.guarded(self._look, plane, maps)
        self.error = kept or self.error
        self._fill(parameters, self.engine.parameters() if self._fits() else {}, "")
        self._fill(gradients, self.gradients, "d")
        return [array.tobytes() for array in (plane, maps, parameters, gradients)]

    def _look(self, plane, maps):
        y_hat, cache = self.engine.forward(self.pixels)
        plane[:] = np.asarray(y_hat, dtype=np.float32)[: CELLS**2, 0]
        at = 0
        for l, n in enumerate(self.sizes):
            A = self.pixels if l == 0 else cache.get(f"A{l}") if isinstance(cache, dict) else None
            if A is not None and np.shape(A) == (len(self.pixels), n):
                maps[at : at + n] = np.asarray(A, dtype=np.float32)[CELLS**2 :].T
            at += n

    def _fits(self):
        try:
            found = [np.shape(value) for name, value in self.engine.parameters().items() if name[0] == "b"]
            return found == [(n,) for n in self.sizes[1:]]
        except Exception:  # no parameters to show is not a reason to show nothing
            return False

    def _fill(self, target, named, prefix):
        at = 0
        for l in range(1, len(self.sizes)):
            for name, size in ((f"{prefix}W{l}", self.sizes[l] * self.sizes[l - 1]), (f"{prefix}b{l}", self.sizes[l])):
                value = np.ravel(named[name]) if name in named else ()
                if len(value) == size:
                    target[at : at + size] = value
                at += size
