"""Functions that a check hands over, of their arguments alone: the same arguments, the same value, and nothing to hide.

The costs that ``gradient_check`` differentiates are called thousands of times. In a notebook a :class:`Portable` is an
ordinary callable. A grader keeps its code (right code, lent to one question, answers another) and lends its values:
those that the check has worked out for itself with :meth:`Portable.note` can be sent before they are asked for.
"""

import numpy as np

MOST_NOTED = 2_000


class Portable:
    """``function(..., **constants)`` as a function of its other arguments.

    Parameters
    ----------
    function : of its arguments alone
    constants : numbers, texts and arrays, by the names of the function's other arguments
    """

    def __init__(self, function, **constants):
        self.function, self.constants, self.noted = function, constants, []

    def __call__(self, *arguments, **options):
        return self.function(*arguments, **self.constants, **options)

    def note(self, *arguments):
        """The value, kept in ``noted`` as (arguments, value): whoever is asked next will want it too."""
        value = self(*arguments)
        if len(self.noted) < MOST_NOTED:
            self.noted.append((_copy(arguments), value))
        return value

    @property
    def name(self):
        return self.function.__name__


def _copy(value):
    if isinstance(value, tuple):
        return tuple(map(_copy, value))
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return value.copy() if isinstance(value, np.ndarray) else value


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
