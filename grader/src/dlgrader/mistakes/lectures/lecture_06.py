"""Answers to the exercises of lecture 06, "Hyperparameters"."""

import math

import numpy as np

from dlcourse.check.lectures.lecture_06 import limit


def _epochs(updates, N, batch_size):
    made, epochs = 0, 0
    while made < updates:
        made += len(range(0, N, batch_size))
        epochs += 1
    return epochs


MUTANTS = {
    "next_weight": {
        "uphill": lambda w, s, a: w + a * s,
        "learning rate left out": lambda w, s, a: w - s,
        "step alone": lambda w, s, a: a * s,
        "divided": lambda w, s, a: w - s / a,
        "alpha times w": lambda w, s, a: a * w - s,
        "sign of the slope alone": lambda w, s, a: w - a * np.sign(s),
    },
    "largest_rate": {
        "diverged": lambda: 1.2 * limit(),
        "too careful": lambda: 0.1,
        "no number": lambda: "large",
        "?negative": lambda: -0.5,
        "?nothing": lambda: None,
    },
    "epochs_for": {
        "short batch dropped": lambda u, N, b: math.ceil(u / (N // b)),
        "rounded down": lambda u, N, b: u // math.ceil(N / b),
        "not rounded": lambda u, N, b: u / math.ceil(N / b),
        "not rounded per epoch": lambda u, N, b: math.ceil(u * b / N),
        "updates of these epochs": lambda u, N, b: u * math.ceil(N / b),
        "updates per epoch": lambda u, N, b: math.ceil(N / b),
    },
}

VARIANTS = {
    "next_weight": {
        "two lines": lambda w, s, a: w + (-a) * s,
        "numpy": lambda w, s, a: np.float64(w) - np.multiply(a, s),
    },
    "largest_rate": {"close": lambda: 0.97 * limit(), "numpy": lambda: np.float64(0.92 * limit())},
    "epochs_for": {"loop": _epochs, "ceil": lambda u, N, b: math.ceil(u / math.ceil(N / b))},
}
