"""Answers to the exercises of lecture 10, "Gradient descent"."""

import math

import numpy as np


def _descend(f, f_prime, w, rate, most, tolerance, settled=lambda new, old, t: abs(new - old) < t):
    steps = 0
    while steps < most:
        old = f(w)
        w = w - rate * f_prime(w)
        steps += 1
        if settled(f(w), old, tolerance):
            break
    return w, steps


def _for_loop(f, f_prime, w, rate, most, tolerance):
    cost = f(w)
    for step in range(most):
        w -= rate * f_prime(w)
        before, cost = cost, f(w)
        if -tolerance < cost - before < tolerance:
            return w, step + 1
    return w, most


def _update_in_place(w, gradient, rate):
    w -= rate * gradient
    return w


MUTANTS = {
    "slope_of": {
        "divided by epsilon": lambda f, w, epsilon=1e-5: (f(w + epsilon) - f(w - epsilon)) / epsilon,
        "forward difference": lambda f, w, epsilon=1e-5: (f(w + epsilon) - f(w)) / epsilon,
        "backward difference": lambda f, w, epsilon=1e-5: (f(w) - f(w - epsilon)) / epsilon,
        "not divided": lambda f, w, epsilon=1e-5: f(w + epsilon) - f(w - epsilon),
        "sign": lambda f, w, epsilon=1e-5: (f(w - epsilon) - f(w + epsilon)) / (2 * epsilon),
        "brackets": lambda f, w, epsilon=1e-5: (f(w + epsilon) - f(w - epsilon)) / 2 * epsilon,
        "epsilon ignored": lambda f, w, epsilon=1e-5: (f(w + 1e-5) - f(w - 1e-5)) / 2e-5,
        "value, not slope": lambda f, w, epsilon=1e-5: f(w),
    },
    "update": {
        "uphill": lambda w, g, r: w + r * g,
        "learning rate left out": lambda w, g, r: w - g,
        "step alone": lambda w, g, r: r * g,
        "learning rate times w": lambda w, g, r: r * w - g,
        "divided": lambda w, g, r: w - g / r,
        "turned round": lambda w, g, r: r * g - w,
        "?in place": _update_in_place,
    },
    "descend": {
        "tolerance ignored": lambda *a: _descend(*a, settled=lambda new, old, t: False),
        "max_steps ignored": lambda f, g, w, r, n, t: _descend(f, g, w, r, 1000, t),
        "abs missing": lambda *a: _descend(*a, settled=lambda new, old, t: new - old < t),
        "abs missing (old - new)": lambda *a: _descend(*a, settled=lambda new, old, t: old - new < t),
        "cost below tolerance": lambda *a: _descend(*a, settled=lambda new, old, t: new < t),
        "one step too many counted": lambda *a: (_descend(*a)[0], _descend(*a)[1] + 1),
        "one step too few counted": lambda *a: (_descend(*a)[0], _descend(*a)[1] - 1),
        "uphill": lambda f, g, w, r, n, t: _descend(f, lambda v: -g(v), w, r, n, t),
        "?w alone": lambda *a: _descend(*a)[0],
    },
    "updates": {
        "short batch dropped": lambda N, b, e: N // b * e,
        "not rounded": lambda N, b, e: N / b * e,
        "rounded too late": lambda N, b, e: math.ceil(N * e / b),
        "epochs forgotten": lambda N, b, e: math.ceil(N / b),
        "one too many": lambda N, b, e: (N // b + 1) * e,
        "examples counted": lambda N, b, e: N * e,
    },
}

VARIANTS = {
    "slope_of": {
        "named parts": lambda f, w, epsilon=1e-5: 0.5 * (f(w + epsilon) / epsilon - f(w - epsilon) / epsilon),
        "numpy": lambda f, w, epsilon=1e-5: np.float64((f(w + epsilon) - f(w - epsilon)) / (2 * epsilon)),
    },
    "update": {"np.subtract": lambda w, g, r: np.subtract(w, np.multiply(r, g)), "plain": lambda w, g, r: w - r * g},
    "descend": {"for loop": _for_loop, "plain": lambda *a: list(_descend(*a))},
    "updates": {
        "ceil": lambda N, b, e: e * math.ceil(N / b),
        "loop": lambda N, b, e: len(range(0, N, b)) * e,
        "numpy": lambda N, b, e: np.ceil(N / b) * e,
    },
}
