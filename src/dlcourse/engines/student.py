"""The functions of the assignment, as a student wrote them, behind the engine of a live view; where they went wrong."""

import inspect
import linecache
import sys
import traceback
from functools import partial

import numpy as np

from dlcourse.patience import TooLong

REAL = "biuf"  # kinds of NumPy's types that are real numbers


LONGEST = 800  # letters of a message that a view shows


class StudentError(Exception):
    """A function of the student's failed, or returned what cannot be used.

    Attributes
    ----------
    function : its name, such as "backward"
    where : "cell In[5], line 12", "network.py, line 12", or "" where no line of theirs is at fault
    line : the text of that line
    said : the message
    """

    def __init__(self, function, said, where="", line=""):
        super().__init__(f"{function}{f' ({where})' if where else ''}: {said}")
        said = said if len(said) <= LONGEST else f"{said[:LONGEST]} ..."
        self.function, self.said, self.where, self.line = function, said, where, line


class FunctionsEngine:
    """An engine made of the five functions of "Implementing Backpropagation".

    Parameters
    ----------
    initialize_parameters : (layer_sizes, rng) -> {"W1": (n_1, n_0), "b1": (n_1,), ...}
    forward : (X, parameters, hidden=, output=) -> (y_hat, cache)
    cost : (y_hat, y) -> float
    backward : (y, parameters, cache, hidden=, output=) -> {"dW1", "db1", ...}
    update_parameters : (parameters, gradients, learning_rate) -> a new dictionary

    Raises
    ------
    TypeError, naming the one that is not a function. Every method raises :class:`StudentError` for a failure of theirs.
    """

    def __init__(self, initialize_parameters, forward, cost, backward, update_parameters):
        self.functions = {
            "initialize_parameters": initialize_parameters, "forward": forward, "cost": cost,
            "backward": backward, "update_parameters": update_parameters,
        }  # fmt: skip
        for name, function in self.functions.items():
            if not callable(function):
                raise TypeError(f"{name} must be a function, not {function!r}")
        self.hidden, self.output = "sigmoid", "sigmoid"
        self.knows_activations = all(_takes_activations(self.functions[name]) for name in ("forward", "backward"))
        self.files = {_file_of(function) for function in self.functions.values()} - {None}
        self._parameters = {}

    def configure(self, hidden, output):
        """Use these activations from now on. Only where ``knows_activations``."""
        self.hidden, self.output = hidden, output

    def reset(self, layer_sizes, seed):
        """Start again with these layers."""
        found = self._call("initialize_parameters", list(layer_sizes), np.random.default_rng(seed))
        checked = _checked(found, layer_sizes, partial(self._wrong, "initialize_parameters"))
        if wrong := [name for name, value in checked.items() if not np.isfinite(value).all()]:
            raise self._wrong("initialize_parameters", f"{wrong[0]} holds NaN or infinity")
        self._parameters = checked

    def parameters(self):
        """The current parameters, a dictionary of copies."""
        return {name: np.array(value, dtype=float) for name, value in self._parameters.items()}

    def set_parameters(self, parameters):
        """Use these parameters, copied."""
        self._parameters = {name: np.array(value, dtype=float) for name, value in parameters.items()}

    def forward(self, X):
        """``(y_hat, cache)``; y_hat is (m, 1)."""
        # A copy: a function that changes X in place must not reach the data.
        found = self._call("forward", np.array(X), self._parameters, **self._activations())
        if not isinstance(found, tuple) or len(found) != 2:
            raise self._wrong("forward", f"it must return (y_hat, cache), and returned {_short(found)}")
        y_hat = np.asarray(found[0])
        if y_hat.shape != (len(X), 1):
            raise self._wrong(
                "forward", f"y_hat must have shape ({len(X)}, 1), one row for each example; it has {y_hat.shape}"
            )
        if y_hat.dtype.kind not in REAL:
            raise self._wrong("forward", f"y_hat must hold real numbers; it holds {y_hat.dtype}")
        return found

    def step(self, X_batch, y_batch, learning_rate):
        """One forward pass, one backward pass, one update, all theirs. Returns the gradients.

        Raises FloatingPointError, and updates nothing, where y_hat is no longer finite.
        """
        y_hat, cache = self.forward(X_batch)
        if not np.isfinite(y_hat).all():
            raise FloatingPointError("diverged")
        gradients = self._call("backward", np.array(y_batch), self._parameters, cache, **self._activations())
        if not isinstance(gradients, dict):
            raise self._wrong("backward", f"it must return a dictionary of gradients, not {_short(gradients)}")
        if missing := [f"d{name}" for name in self._parameters if f"d{name}" not in gradients]:
            raise self._wrong("backward", f"its dictionary has no {missing[0]!r}")
        for name, value in self._parameters.items():
            if np.shape(gradients[f"d{name}"]) != value.shape:
                shape = np.shape(gradients[f"d{name}"])
                raise self._wrong("backward", f"d{name} has shape {shape}, and {name} has {value.shape}")
            if (kind := np.asarray(gradients[f"d{name}"]).dtype).kind not in REAL:
                raise self._wrong("backward", f"d{name} must hold real numbers; it holds {kind}")
        # Copies: a function that updates in place must not reach what is kept here.
        updated = self._call("update_parameters", self.parameters(), gradients, learning_rate)
        sizes = [self._parameters["W1"].shape[1]] + [len(v) for n, v in self._parameters.items() if n[0] == "b"]
        self._parameters = _checked(updated, sizes, partial(self._wrong, "update_parameters"))
        return {f"d{name}": np.asarray(gradients[f"d{name}"], dtype=float) for name in self._parameters}

    def cost(self, X, y):
        """Their cost on ``X``, ``y``."""
        found = self._call("cost", self.forward(X)[0], np.array(y))
        try:
            return float(found)
        except (TypeError, ValueError):
            raise self._wrong("cost", f"it must return one number, and returned {_short(found)}") from None

    def _activations(self):
        return {"hidden": self.hidden, "output": self.output} if self.knows_activations else {}

    def _wrong(self, name, said):
        """What their function returned cannot be used: the line is where the function begins."""
        code = getattr(inspect.unwrap(self.functions[name]), "__code__", None)
        if code is None:
            return StudentError(name, said)
        line = linecache.getline(code.co_filename, code.co_firstlineno)
        return StudentError(name, said, f"{cell_or_file(code.co_filename)}, line {code.co_firstlineno}", line.strip())

    def _call(self, name, *arguments, **named):
        try:
            return self.functions[name](*arguments, **named)
        except BaseException as error:  # whatever their code raises is shown to them; an exit() must not end the kernel
            where, line = _place(error, self.files)
            said = _words(error)
            raise StudentError(name, said, where, line) from error


def _takes_activations(function):
    try:
        names = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False
    return {"hidden", "output"} <= set(names) or any(p.kind is p.VAR_KEYWORD for p in names.values())


def _file_of(function):
    code = getattr(inspect.unwrap(function), "__code__", None)
    return code.co_filename if code else None


def _checked(found, layer_sizes, wrong):
    """The parameters as float arrays; raises what ``wrong`` makes of a sentence on the entry that does not fit."""
    if not isinstance(found, dict):
        raise wrong(f"it must return a dictionary of parameters, and returned {_short(found)}")
    checked = {}
    for l in range(1, len(layer_sizes)):
        for key, shape in ((f"W{l}", (layer_sizes[l], layer_sizes[l - 1])), (f"b{l}", (layer_sizes[l],))):
            if key not in found:
                raise wrong(f"its dictionary has no {key!r}")
            try:
                value = np.array(found[key], dtype=float)
            except (TypeError, ValueError):
                raise wrong(f"{key} is not an array of numbers") from None
            if value.shape != shape:
                raise wrong(f"{key} must have shape {shape}, and has {value.shape}")
            checked[key] = value
    return checked


def _words(error):
    """Its kind and its message. A message is their code, too, and may fail."""
    kind = type(error).__name__
    try:
        message = str(error)
    except Exception:
        return kind
    return message if isinstance(error, TooLong) else f"{kind}: {message}" if message else kind


def _short(value):
    try:
        text = repr(value)
    except Exception:
        return type(value).__name__
    return f"{type(value).__name__}" if len(text) > 40 else text


def _place(error, files):
    """Where in the student's own code the error came from: the deepest line in one of their files, and its text."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in files]
    if isinstance(error, SyntaxError) or not frames:
        return "", ""
    last = frames[-1]
    line = last.line or linecache.getline(last.filename, last.lineno or 0)
    return f"{cell_or_file(last.filename)}, line {last.lineno}", line.strip()


def cell_or_file(filename):
    """The name "cell In[5]" for code of a notebook, else the name of the file."""
    shell = sys.modules.get("IPython") and sys.modules["IPython"].get_ipython()
    if shell is not None:
        named = getattr(shell.compile, "format_code_name", lambda _: None)(filename)
        if named:
            return " ".join(named).replace("Cell", "cell")
    return filename.replace("\\", "/").rsplit("/", 1)[-1]
