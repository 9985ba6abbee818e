"""Answers to the exercises of lecture 01, "Introduction"."""

from itertools import pairwise

import numpy as np

MUTANTS = {
    "share_right": {
        "counted": lambda s, t: sum(s == t),
        "wrong ones": lambda s, t: 1 - np.mean(s == t),
        "percent": lambda s, t: np.mean(s == t) * 100,
        "difference": lambda s, t: np.mean(np.abs(s - t)),
        "all or nothing": lambda s, t: 1.0 if (s == t).all() else 0.0,
    },
    "bag": {
        "inside other words": lambda s, k: [1 if word in s else 0 for word in k],
        "counted": lambda s, k: [s.split().count(word) for word in k],
        "words kept": lambda s, k: [word for word in k if word in s.split()],
        "turned round": lambda s, k: [0 if word in s.split() else 1 for word in k],
        "number of words": lambda s, k: len(set(k) & set(s.split())),
    },
    "error_of_last_value": {
        "divided by n": lambda s: sum((b - a) ** 2 for a, b in pairwise(s)) / len(s),
        "summed": lambda s: sum((b - a) ** 2 for a, b in pairwise(s)),
        "no square": lambda s: np.mean(np.diff(s)),
        "absolute value": lambda s: np.mean(np.abs(np.diff(s))),
        "mean before square": lambda s: np.mean(np.diff(s)) ** 2,
        "first value": lambda s: np.mean((s[1:] - s[0]) ** 2),
        "mean as the guess": np.var,
        "round the corner": lambda s: np.mean((s - np.roll(s, 1)) ** 2),
    },
}

VARIANTS = {
    "share_right": {
        "loop": lambda s, t: sum(a == b for a, b in zip(s, t, strict=True)) / len(s),
        "sum": lambda s, t: (s == t).sum() / s.size,
    },
    "bag": {
        "array": lambda s, k: np.array([word in s.split() for word in k]),
        "set": lambda s, k: [float(word in set(s.split(" "))) for word in k],
    },
    "error_of_last_value": {
        "diff": lambda s: np.mean(np.diff(s) ** 2),
        "loop": lambda s: sum((b - a) ** 2 for a, b in pairwise(s)) / (len(s) - 1),
    },
}
