"""Refusing what a network cannot work with: each function returns the value, or raises a ValueError that names it."""

import math
import numbers

import numpy as np

FLOAT = np.dtype(float)


def shown(value):
    """``value`` in a sentence: on one line, and no longer than a sentence bears."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 80 else f"{text[:77]}..."


def array(name, value, shape):
    """``value`` as a finite float array of that shape, where "m" stands for any number of rows from 1 on."""
    if type(value) is np.ndarray and value.dtype == FLOAT and value.ndim == len(shape) and len(value):
        rows = len(value) if shape[0] == "m" else shape[0]
        if value.shape == (rows, *shape[1:]) and all_finite(value):
            return value  # the common case, asked at every update
    try:
        values = np.asarray(value)
    except ValueError as error:  # rows of different lengths
        raise ValueError(f"{name} must be an array of numbers: {error}") from None
    if values.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be an array of real numbers, not of {values.dtype}")
    m = len(values) if values.ndim else 0
    fits = m and values.shape == ((m, *shape[1:]) if shape[0] == "m" else shape)
    if not fits:
        wanted = ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "")
        hint = f"; {name}.reshape(-1, 1) makes one column of it" if values.ndim == 1 and shape[1:] == (1,) else ""
        raise ValueError(f"{name} must have shape ({wanted}), not {values.shape}{hint}")
    values = values.astype(float, copy=False)
    if not all_finite(values):
        first = tuple(int(i) for i in np.argwhere(~np.isfinite(values))[0])
        raise ValueError(f"{name} contains NaN or infinity, first at {first}")
    return values


def all_finite(values):
    """Whether no entry is NaN or infinite. A finite sum of squares answers at once; a huge one may have overflowed."""
    return math.isfinite(np.vdot(values, values)) or bool(np.isfinite(values).all())


def count(name, value, largest=None):
    """``value`` as an int from 1 to ``largest``, which is the number of examples, m."""
    whole = isinstance(value, numbers.Integral) and not isinstance(value, bool)
    if not whole or value < 1 or (largest is not None and value > largest):
        limit = "1 or more" if largest is None else f"from 1 to m = {largest}"
        raise ValueError(f"{name} must be a whole number, {limit}, not {shown(value)}")
    return int(value)


def layer_sizes(sizes):
    """``sizes`` as a list of ints: inputs, hidden layers, outputs."""
    if not isinstance(sizes, (list, tuple, np.ndarray)) or len(sizes) < 2:
        raise ValueError(f"layer_sizes must list at least inputs and outputs, such as [2, 3, 1], not {shown(sizes)}")
    return [count(f"layer_sizes[{l}]", size) for l, size in enumerate(sizes)]


def number(name, value, zero=False):
    """``value`` as a positive, finite float; 0 will do where ``zero`` says so."""
    real = type(value) is float or (isinstance(value, numbers.Real) and not isinstance(value, bool))
    if not real or not math.isfinite(value) or value < 0 or (value == 0 and not zero):
        raise ValueError(f"{name} must be a {'number, 0 or more' if zero else 'positive number'}, not {shown(value)}")
    return float(value)


def parameters(new, present):
    """A copy of ``new``, which must have the names and shapes of ``present``."""
    if set(new) != set(present):
        raise ValueError(f"parameters must have the keys {', '.join(present)}, not {', '.join(map(str, new))}")
    return {name: array(name, new[name], value.shape).copy() for name, value in present.items()}


def cache(value, depth):
    """The cache of a forward pass through ``depth`` layers: A0, Z1, A1, ..."""
    for name in ["A0"] + [f"{kind}{l}" for l in range(1, depth + 1) for kind in "ZA"]:
        if name not in value:
            raise ValueError(f"cache must come from a forward pass of this network, but has no {name!r}")
    return value


def same_shape(y_hat, y):
    """``(m,)`` against ``(m, 1)`` would broadcast to ``(m, m)`` and teach the network nonsense without a word."""
    if np.shape(y) != np.shape(y_hat):
        raise ValueError(f"y must have the shape of y_hat, {np.shape(y_hat)}, not {np.shape(y)}")


def choice(role, name, table):
    """``table[name]``, where ``role`` is the argument the name was given for."""
    try:
        return table[name]
    except (KeyError, TypeError):
        raise ValueError(f"{role}={shown(name)} is not known; choose one of {', '.join(table)}") from None


def can_learn(role, name):
    """Gradient descent needs derivatives that are not 0 everywhere."""
    if name == "step":
        raise ValueError(f"{role}='step' cannot learn: its derivative is 0. Choose relu, sigmoid, tanh or identity")


def cost_fits(cost, output):
    """Cross-entropy takes y_hat for a probability."""
    if cost == "cross_entropy" and output != "sigmoid":
        raise ValueError(f"cost='cross_entropy' needs output='sigmoid' (its y_hat is a probability), not {output!r}")
