"""What the steppers know of a network, without any view: state in, arrays out."""

import numpy as np

from dlcourse import validation
from dlcourse.nn import forward

MOST_LAYERS = MOST_NEURONS = 4


def layer_sizes_of(parameters):
    """``[n_0, n_1, ..., n_L]`` of ``{"W1": (n_1, n_0), "b1": (n_1,), ...}``.

    Raises ValueError where a name is missing or two layers do not fit together.
    """
    depth = len(parameters) // 2
    if depth < 1 or set(parameters) != {f"{kind}{l}" for l in range(1, depth + 1) for kind in "Wb"}:
        raise ValueError(f"parameters must have the keys W1, b1, W2, b2, ..., not {', '.join(map(str, parameters))}")
    sizes = [np.shape(parameters["W1"])[-1]]
    for l in range(1, depth + 1):
        W, b = np.shape(parameters[f"W{l}"]), np.shape(parameters[f"b{l}"])
        if len(W) != 2 or W[1] != sizes[-1] or b != W[:1]:
            raise ValueError(f"W{l} and b{l} have shapes {W} and {b}; wanted (n_{l}, {sizes[-1]}) and (n_{l},)")
        sizes.append(W[0])
    return sizes


def drawable(parameters):
    """``{"W1": array, "b1": array, ...}`` of a network that a view can draw.

    Raises
    ------
    ValueError, naming the layer or the array that cannot be drawn.
    """
    if not isinstance(parameters, dict) or not parameters:
        found = validation.shown(parameters)
        raise ValueError(f"parameters must be a dictionary with the keys W1, b1, W2, b2, ..., not {found}")
    for name, value in parameters.items():
        try:
            np.shape(value)
        except ValueError:
            raise ValueError(f"{name} must be an array of numbers, but its rows have different lengths") from None
    sizes = layer_sizes_of(parameters)
    if len(sizes) > MOST_LAYERS or max(sizes) > MOST_NEURONS:
        raise ValueError(f"layers {sizes} are too many to draw: at most {MOST_LAYERS} layers of {MOST_NEURONS}")
    return {name: validation.array(name, value, np.shape(value)) for name, value in parameters.items()}


def whole(name, value, low, high, wanted):
    """``value`` as an int from ``low`` to ``high``; raises ValueError that says what is ``wanted``."""
    fits = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not fits or not low <= value <= high:
        raise ValueError(f"{name} must be {wanted}, not {validation.shown(value)}")
    return int(value)


def pass_order(layer_sizes):
    """The neurons in the order of the pass: ``[(1, 0), (1, 1), ..., (L, n_L - 1)]``."""
    return [(l, i) for l, n in enumerate(layer_sizes) if l > 0 for i in range(n)]


def trace(x, parameters, hidden="sigmoid", output="sigmoid"):
    """Z and A of every layer for one example ``x`` of shape ``(n_0,)``; ``Z[0]`` is empty, ``A[0]`` is ``x``."""
    arrays = {name: np.asarray(value, dtype=float) for name, value in parameters.items()}
    cache = forward(np.asarray(x, dtype=float)[None, :], arrays, hidden, output)[1]
    depth = len(parameters) // 2
    Z = [np.empty(0)] + [cache[f"Z{l}"][0] for l in range(1, depth + 1)]
    return Z, [cache[f"A{l}"][0] for l in range(depth + 1)]
