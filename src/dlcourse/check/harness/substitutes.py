"""A function with correct helpers in place of the student's, so that one wrong answer does not cost two questions."""

import types

import numpy as np

from dlcourse import activations as formulas
from dlcourse import nn
from dlcourse.check.harness.calling import is_remote


def _mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    return [(X[order[k : k + batch_size]], y[order[k : k + batch_size]]) for k in range(0, len(X), batch_size)]


def _cost(y_hat, y):
    return float(nn.mse(np.asarray(y_hat), np.asarray(y)))


def _forward(X, parameters, hidden="sigmoid", output="sigmoid"):
    return nn.forward(X, parameters, hidden, output)


def _backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    return nn.backward(y, parameters, cache, hidden, output)


def _initialize_parameters(layer_sizes, rng):
    return nn.initialize_parameters(layer_sizes, rng)


def _update_parameters(parameters, gradients, learning_rate):
    return nn.update(parameters, gradients, learning_rate)


# Those of "Implementing Backpropagation"; another assignment brings its own.
STAND_INS = {
    "sigmoid": lambda z: formulas.sigmoid(z),
    "tanh": lambda z: formulas.tanh(z),
    "relu": lambda z: formulas.relu(z),
    "sigmoid_prime": lambda z: formulas.sigmoid_prime(z),
    "tanh_prime": lambda z: formulas.tanh_prime(z),
    "relu_prime": lambda z: formulas.relu_prime(z),
    "initialize_parameters": _initialize_parameters,
    "forward": _forward,
    "cost": _cost,
    "backward": _backward,
    "update_parameters": _update_parameters,
    "mini_batches": _mini_batches,
}


def with_stand_ins(function, keep=(), stand_ins=STAND_INS):
    """``function`` over a copy of its globals in which other questions' functions are right ones, or None.

    Other functions of the same notebook are rebuilt over the copy too, and dictionaries of functions with them, so
    that whatever ``function`` calls sees the stand-ins. The student's own names are left as they were. ``keep`` names
    what stays the student's: the question's own functions. ``stand_ins`` are the right ones, by name.
    """
    if is_remote(function):
        return function.with_stand_ins(keep)
    if not isinstance(function, types.FunctionType):
        return None
    own = function.__globals__
    names = dict(own)

    def rebuilt(other):
        made = types.FunctionType(other.__code__, names, other.__name__, other.__defaults__, other.__closure__)
        made.__kwdefaults__ = other.__kwdefaults__
        return made

    for name, value in own.items():
        if isinstance(value, types.FunctionType) and value.__globals__ is own:
            names[name] = rebuilt(value)
    names |= {name: value for name, value in stand_ins.items() if name not in keep}
    replaced = {id(value): names[name] for name, value in own.items() if isinstance(value, types.FunctionType)}
    for name, value in own.items():
        if type(value) is dict and any(id(item) in replaced for item in value.values()):
            names[name] = {key: replaced.get(id(item), item) for key, item in value.items()}
    return rebuilt(function)


def better_of_two(inspect, function, keep=(), stand_ins=STAND_INS):
    """The report of ``inspect(function)``, or with stand-ins for the other questions' functions where that is better.

    A mistake in one answer costs its own question; it does not follow whoever calls that answer.
    """
    report = inspect(function)
    if report.passed:
        return report
    other = with_stand_ins(function, keep, stand_ins)
    if other is None:
        return report
    again = inspect(other)
    if _passed(again) <= _passed(report):
        return report
    again.notes.append("judged with correct functions in place of your other answers, of which one is still wrong")
    return again


def _passed(report):
    return sum(check.passed is True for check in report.checks) if report.started else 0
