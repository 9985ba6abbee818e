"""Answers to the exercises of lecture 09, "The cost"."""

import math

import numpy as np


def _cross(p, y, low=1e-12):
    p = np.clip(p, low, 1 - low)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def _cross_by_cases(p, y):
    total = 0.0
    for said, true in zip(np.ravel(p), np.ravel(y), strict=True):
        likely = said if true == 1 else 1 - said
        total -= math.log(max(likely, 1e-15))
    return total / len(y)


def _memo_by_shape(p, y, memo={}):  # noqa: B006 - the mistake
    return memo.setdefault(np.ndim(y), float(np.mean((p - y) ** 2)))


MUTANTS = {
    "mse": {
        "answer of an earlier call": _memo_by_shape,
        "average missing": lambda p, y: np.sum((p - y) ** 2),
        "one loss per example": lambda p, y: (p - y) ** 2,
        "mean before square": lambda p, y: np.mean(p - y) ** 2,
        "no square": lambda p, y: np.mean(p - y),
        "absolute value": lambda p, y: np.mean(np.abs(p - y)),
        "half": lambda p, y: 0.5 * np.mean((p - y) ** 2),
        "root": lambda p, y: np.mean((p - y) ** 2) ** 0.5,
        "shapes broadcast": lambda p, y: np.mean((p.ravel() - y) ** 2),
        "?nothing": lambda p, y: None,
    },
    "cross_entropy": {
        "sign": lambda p, y: -_cross(p, y),
        "average missing": lambda p, y: len(y) * _cross(p, y),
        "first part alone": lambda p, y: -np.mean(y * np.log(np.clip(p, 1e-12, 1))),
        "second part alone": lambda p, y: -np.mean((1 - y) * np.log(np.clip(1 - p, 1e-12, 1))),
        "y and y_hat swapped": lambda p, y: _cross(y, p),
        "base 10": lambda p, y: _cross(p, y) / np.log(10),
        "base 2": lambda p, y: _cross(p, y) / np.log(2),
        "squared error": lambda p, y: np.mean((p - y) ** 2),
        "log(0)": lambda p, y: -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)),
    },
    "mse_slope": {
        "average missing": lambda p, y: 2 * (p - y),
        "factor 2 missing": lambda p, y: (p - y) / len(y),
        "factor 2 and average missing": lambda p, y: p - y,
        "sign": lambda p, y: 2 / len(y) * (y - p),
        "loss, not slope": lambda p, y: (p - y) ** 2 / len(y),
        "summed": lambda p, y: 2 * np.mean(p - y),
        "absolute error": lambda p, y: 2 / len(y) * np.abs(p - y),
        "?row": lambda p, y: (2 / len(y) * (p - y)).T,
    },
    "cross_entropy_slope": {
        "average missing": lambda p, y: (p - y) / (p * (1 - p)),
        "sign": lambda p, y: (y - p) / (p * (1 - p)) / len(y),
        "denominator missing": lambda p, y: (p - y) / len(y),
        "brackets": lambda p, y: (p - y) / p * (1 - p) / len(y),
        "denominator without 1 - y_hat": lambda p, y: (p - y) / p / len(y),
        "denominator without y_hat": lambda p, y: (p - y) / (1 - p) / len(y),
        "slope of the squared error": lambda p, y: 2 * (p - y) / len(y),
        "one class alone": lambda p, y: -(y / p) / len(y),
    },
}

VARIANTS = {
    "mse": {
        "loop": lambda p, y: sum(float(a - b) ** 2 for a, b in zip(p.ravel(), y.ravel(), strict=True)) / len(y),
        "matrix product": lambda p, y: (p - y).T @ (p - y) / len(y),
    },
    "cross_entropy": {
        "clipped at 1e-7": lambda p, y: _cross(p, y, 1e-7),
        "by cases": _cross_by_cases,
        "nan to num": lambda p, y: _cross(p, y, 1e-9),
    },
    "mse_slope": {
        "early": lambda p, y: (p / len(y) - y / len(y)) * 2,
        "list": lambda p, y: (2 * (p - y) / len(y)).tolist(),
    },
    "cross_entropy_slope": {
        "two parts": lambda p, y: (-y / p + (1 - y) / (1 - p)) / len(y),
        "where": lambda p, y: np.where(y == 1, -1 / p, 1 / (1 - p)) / len(y),
    },
}
