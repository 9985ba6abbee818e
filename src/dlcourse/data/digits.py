"""Handwritten digits, 8 x 8 pixels. They ship inside scikit-learn, so nothing is downloaded."""

import numpy as np


def digits():
    """1797 handwritten digits as rows of 64 brightnesses between 0 and 1.

    Source: Optical Recognition of Handwritten Digits (test part), E. Alpaydin and C. Kaynak, 1998, UCI Machine Learning
    Repository, licence CC BY 4.0; the copy inside scikit-learn.

    Returns
    -------
    X : (1797, 64) array
    y : (1797, 10) array, 1 in the column of the digit, else 0
    """
    from sklearn.datasets import load_digits

    table = load_digits()
    return table.data / 16, np.eye(10)[table.target]


def noisy(X, rng, size=0.3):
    """``X`` with random noise of that size added to every pixel, kept between 0 and 1."""
    return np.clip(X + rng.normal(0, size, np.shape(X)), 0, 1)


def nudged(X, y):
    """Every digit three times: moved one pixel to the left, as it is, and one to the right.

    Who draws a digit does not hit the middle to a pixel. X : (m, 64), y : (m, 10); returns (3 m, 64) and (3 m, 10).
    """
    pictures = np.pad(np.reshape(X, (-1, 8, 8)), ((0, 0), (0, 0), (1, 1)))
    moved = [pictures[:, :, start : start + 8].reshape(-1, 64) for start in (2, 1, 0)]
    return np.concatenate(moved), np.tile(y, (3, 1))
