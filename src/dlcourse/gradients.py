"""Gradients the slow way: central differences, to check the fast way against."""

import numpy as np


def numerical_gradients(cost_of, parameters, epsilon=1e-5):
    """Central differences of ``cost_of`` at ``parameters``, one entry at a time.

    Parameters
    ----------
    cost_of : function of a dictionary like ``parameters``, returning a float
    parameters : {"W1": array, "b1": array, ...}; left as they were
    epsilon : half the distance between the two costs that are compared

    Returns
    -------
    {"dW1": like W1, "db1": like b1, ...}; the error shrinks with epsilon**2 (Taylor) until rounding takes over.
    """
    moved = {name: np.array(value, dtype=float) for name, value in parameters.items()}
    gradients = {}
    for name, value in moved.items():
        gradient = np.empty_like(value)
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            gradient[index] = (above - below) / (2 * epsilon)
        gradients["d" + name] = gradient
    return gradients


def relative_error(g, n):
    """Largest ``|g - n| / max(|g| + |n|, 1e-8)`` over all entries of two arrays of one shape; NaN if one holds NaN."""
    if np.shape(g) != np.shape(n):
        raise ValueError(f"a gradient must have the shape of its parameter, {np.shape(n)}, not {np.shape(g)}")
    return float(np.max(np.abs(g - n) / np.maximum(np.abs(g) + np.abs(n), 1e-8)))


def gradient_check(cost_of, parameters, gradients, epsilon=1e-5):
    """Largest relative error between ``gradients`` and central differences of ``cost_of``. Below 1e-4: they agree."""
    numerical = numerical_gradients(cost_of, parameters, epsilon)
    return float(np.max([relative_error(np.asarray(gradients[name]), n) for name, n in numerical.items()]))
