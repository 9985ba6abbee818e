"""The number of sunspots in each year since 1700, as a small table that ships with the course."""

from pathlib import Path

import numpy as np

TABLE = Path(__file__).parent / "sunspots.csv"


def sunspots():
    """Yearly mean number of sunspots, from 1700 to 2008.

    Source: National Geophysical Data Center, in the public domain; the yearly series that statsmodels ships.

    Returns
    -------
    years : (309,) array of whole numbers
    numbers : (309,) array
    """
    table = np.loadtxt(TABLE, delimiter=",", skiprows=3)
    return table[:, 0].astype(int), table[:, 1]


def windows(series, width):
    """Every value of a series beside the ``width`` values before it.

    Parameters
    ----------
    series : (n,) array
    width : how many values one looks back, 1 to n - 1

    Returns
    -------
    X : (n - width, width) array, the oldest value first
    y : (n - width, 1) array
    """
    series = np.asarray(series, dtype=float)
    if not 1 <= width < len(series):
        raise ValueError(f"width must be from 1 to {len(series) - 1}, not {width}")
    rows = np.lib.stride_tricks.sliding_window_view(series, width + 1)
    return rows[:, :-1].copy(), rows[:, -1:].copy()
