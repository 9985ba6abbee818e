"""Activation functions and their derivatives: elementwise, on any shape, at any size of z.

A derivative takes z and, where the forward pass already knows it, ``a = g(z)``, which spares an exponential.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

HIGHEST = np.float64(709)  # float64, so that float32 and small integers are computed in float64 too


def step(z):
    """Binary step: 1 where z >= 0, else 0. Elementwise, any shape."""
    return (np.real(z) >= 0) * 1.0


def step_prime(z, a=None):
    """Zero wherever it exists (and it does not exist at 0): nothing can be learnt through it."""
    return np.zeros_like(z, dtype=float)


def relu(z):
    """max(0, z), elementwise."""
    return np.maximum(z, 0)


def relu_prime(z, a=None):
    """1 where z > 0, else 0. At the kink itself we say 0; 1 would do as well."""
    return (np.real(z) > 0) * 1.0


def sigmoid(z):
    """1 / (1 + exp(-z)), elementwise, with numerator and denominator times exp(z), which gives e / (1 + e).

    Above 709 exp would overflow, and the value is 1 to 300 digits anyway.
    """
    e = np.exp(np.minimum(z, HIGHEST))
    return e / (1 + e)


def sigmoid_prime(z, a=None):
    """a (1 - a) with a = sigmoid(z)."""
    a = sigmoid(z) if a is None else a
    return a * (1 - a)


def tanh(z):
    """Hyperbolic tangent, elementwise."""
    return np.tanh(z)


def tanh_prime(z, a=None):
    """1 - a**2 with a = tanh(z)."""
    a = np.tanh(z) if a is None else a
    return 1 - a * a


def identity(z):
    """z itself: the output of a regression."""
    return np.positive(z)


def identity_prime(z, a=None):
    """1 everywhere."""
    return np.ones_like(z, dtype=float)


class Activation(NamedTuple):
    """An activation and its slope; both take an array of any shape and return one of that shape."""

    g: Callable
    g_prime: Callable


ACTIVATIONS = {
    "step": Activation(step, step_prime),
    "relu": Activation(relu, relu_prime),
    "sigmoid": Activation(sigmoid, sigmoid_prime),
    "tanh": Activation(tanh, tanh_prime),
    "identity": Activation(identity, identity_prime),
}
