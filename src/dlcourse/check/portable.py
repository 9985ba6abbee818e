"""Functions that a check hands over whole: their source travels with their constants and they run beside the student's.

The costs that ``gradient_check`` differentiates hold nothing secret and are called thousands of times; so are right
answers that stand in for a student's wrong ones. In a notebook a :class:`Portable` is an ordinary callable. A grader
may send its source into the sandbox, where a call costs no frame.
"""

import inspect
import textwrap
from functools import lru_cache

import numpy as np


class Portable:
    """``function(..., **constants)`` as a function of its other arguments.

    Parameters
    ----------
    function : uses nothing but its arguments and ``np``, so that its source can run anywhere
    constants : numbers, texts and arrays, by the names of the function's other arguments
    """

    def __init__(self, function, **constants):
        self.function, self.constants = function, constants

    def __call__(self, *arguments, **options):
        return self.function(*arguments, **self.constants, **options)

    @property
    def name(self):
        return self.function.__name__

    @property
    def source(self):
        return _source(self.function)


@lru_cache
def _source(function):
    return textwrap.dedent(inspect.getsource(function))


def bowl(parameters, curvature):
    """``curvature`` times the sum of all squares."""
    return curvature * float(sum((np.asarray(p, dtype=float) ** 2).sum() for p in parameters.values()))


def cubic(parameters):
    """The sum of all third powers: its central differences are off by exactly epsilon squared."""
    return float(sum((np.asarray(p, dtype=float) ** 3).sum() for p in parameters.values()))


def network_cost(parameters, X, y, hidden, output):
    """The mean squared error of a network: what ``nn.mse(nn.forward(X, ...)[0], y)`` gives."""
    A, layers = X, len(parameters) // 2
    for layer in range(1, layers + 1):
        Z = A @ np.asarray(parameters[f"W{layer}"], dtype=float).T + parameters[f"b{layer}"]
        kind = output if layer == layers else hidden
        if kind == "sigmoid":
            A = 1 / (1 + np.exp(-Z))
        elif kind == "tanh":
            A = np.tanh(Z)
        else:
            A = np.maximum(Z, 0) if kind == "relu" else Z
    return float(np.sum((A - y) ** 2) / len(y))
