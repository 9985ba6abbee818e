"""Between a playground's view and an engine in the kernel: what the view asks for, and the frames it gets."""

import time

import numpy as np

from dlcourse.engines.protocol import Engine
from dlcourse.engines.student import FunctionsEngine
from dlcourse.widgets.playground.kernel_run import KernelRun
from dlcourse.widgets.playground.stream import Stream

SETTINGS = ("learning_rate", "batch_size")
METHODS = ("reset", "parameters", "forward", "step", "cost")


def layers_of(engine):
    """``(layer sizes or None, what the engine has no word for)``.

    Raises
    ------
    TypeError
        If ``engine`` does not follow :class:`dlcourse.engines.protocol.Engine`; the missing methods are named.
    """
    if isinstance(engine, type):
        raise TypeError(f"engine must be an object, and {engine.__name__} is a class: make one of it")
    if not isinstance(engine, Engine):
        missing = [name for name in METHODS if not callable(getattr(engine, name, None))]
        name = type(engine).__name__
        raise TypeError(f"engine must follow dlcourse.engines.protocol.Engine; {name} has no {', '.join(missing)}")
    theirs = isinstance(engine, FunctionsEngine)
    code = "your code" if theirs else "this engine"
    greyed = dict.fromkeys(("regularisation", "regularisation-rate"), f"{code} has no word for it")
    greyed["cost"] = f"{code} brings its own cost"
    knows = getattr(engine, "knows_activations", False)
    if not knows:
        reason = "your forward takes no hidden= and output=" if theirs else f"{code} brings its own activations"
        greyed |= {"activation": reason, "output": reason}
    if not callable(getattr(engine, "set_parameters", None)):
        greyed["weights"] = f"{code} has no set_parameters"
    state = {"cost": "mse" if theirs else getattr(engine, "cost_name", "mse")}
    if not theirs and isinstance(getattr(engine, "hidden", None), str):
        state |= {"activation": engine.hidden, "output": engine.output}
    found = {"greyed": greyed, "knows": knows or "activation" in state, "state": state}
    try:
        parameters = engine.parameters()
        depth = len(parameters) // 2
        sizes = [np.shape(parameters["W1"])[1]] + [np.shape(parameters[f"b{l}"])[0] for l in range(1, depth + 1)]
    except Exception:  # not reset yet: there is nothing to keep
        sizes = None
    return sizes, found


class KernelLink:
    """Runs the engine for the view.

    The view sends {"kind": "hello" | "play" | "pause" | "step" | "acknowledge" | "set"}; what a person chooses comes
    through the traits. It gets {"kind": "frame"} with the buffers of :meth:`KernelRun.frame`.
    """

    def __init__(self, view, engine, keep):
        self.view, self.engine = view, engine
        self.playing, self.target, self.saved = False, 0, 0.0
        self.stream = Stream(self._advance, self._send)
        self.run = KernelRun(engine, self._state(), keep)
        if view.begin:
            self._set(view.begin)
        self.whole = True
        view.on_msg(self._asked)
        view.observe(self._restart, list(view.RESET))
        view.observe(self._settings_changed, list(SETTINGS))

    def parameters(self):
        """The engine's parameters as arrays, or {} where it has none."""
        with self.stream.lock:
            try:
                return {name: np.array(value, dtype=float) for name, value in self.engine.parameters().items()}
            except Exception:  # a broken engine shows its error in the view; a question for numbers is no place for it
                return {}

    def _state(self):
        return {name: getattr(self.view, name) for name in self.view.RESET}

    def _restart(self, change=None):
        with self.stream.lock:
            again = self.run.updates if self.view.replay and change and change["name"] != "resets" else 0
            self.playing = False
            self.run = KernelRun(self.engine, self._state())
            if self.view.begin and not self.run.stopped:
                self._set(self.view.begin)
            self.target, self.whole = again, True
            self.stream.start()

    def _settings_changed(self, change):
        """Replay: the same number of updates from the same start, with the new setting."""
        if self.view.replay and not self.playing and self.run.updates:
            with self.stream.lock:
                self._restart({"name": change["name"]})

    def _asked(self, _, content, buffers):
        kind = content.get("kind") if isinstance(content, dict) else None
        if kind == "acknowledge":
            self.stream.acknowledge(int(content.get("frame", 0)))
        elif kind == "pause":
            with self.stream.lock:
                self.playing, self.target = False, 0
                self.stream.start()
        elif kind in ("hello", "play", "step", "set"):
            with self.stream.lock:
                self.whole = self.whole or kind == "hello"
                if kind == "play":
                    self.playing = True
                elif kind == "step":
                    self.target = self.run.updates + max(0, int(content.get("count", 1)))
                elif kind == "set":
                    self._set(content.get("parameters", {}))
                self.stream.start()

    def _set(self, parameters):
        """Parameters edited in the view."""
        arrays = {name: np.array(value, dtype=float) for name, value in parameters.items()}
        with np.errstate(all="ignore"):
            well = self.run.guarded(self.engine.set_parameters, arrays) and self.run.guarded(self.run.record)
        if well and not self.run.updates:  # the run begins here
            self.run.curve = self.run.fresh = self.run.curve[-1:]

    def _advance(self, seconds):
        run, view = self.run, self.view
        left = self.target - run.updates
        if left > 0:
            # A replay needs a curve, not a point for each update: about 60 of them.
            run.every = max(run.every, self.target // 60)
            run.advance(left, view.learning_rate, view.batch_size, seconds)
        elif self.playing:
            run.every = max(run.every, view.speed)
            run.advance(view.speed, view.learning_rate, view.batch_size, seconds)
        if run.stopped:
            self.playing, self.target = False, 0
        return self.playing or run.updates < self.target

    def _send(self, number, last):
        content, buffers = self.run.frame(self.whole)
        self.whole = False
        self.view.send({"kind": "frame", "frame": number, "last": last, "playing": self.playing, **content}, buffers)
        if last or time.monotonic() - self.saved > 0.5:
            self.saved = time.monotonic()
            self._save(last)

    def _save(self, whole):
        view, run = self.view, self.run
        with view.hold_sync():
            view.updates, view.epochs, view.samples = run.updates, int(run.epochs), run.samples
            view.diverged = run.diverged or {}
            if whole:
                view.parameters_state = {name: value.tolist() for name, value in self.parameters().items()}
                view.curve_state = run.curve[:: max(1, len(run.curve) // 150)]
