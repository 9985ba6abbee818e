"""Own data for the playground: arrays, or columns of a data frame, scaled to the picture; bad rows are named."""

from typing import NamedTuple

import numpy as np


class OwnData(NamedTuple):
    """``rows`` [[x0, x1, y], ...] scaled; ``inputs`` 1 or 2; ``middle`` and ``reach`` of the columns of X and of y."""

    rows: list
    inputs: int
    middle: list
    reach: list
    classes: list


def own_data(data, columns=None, target=None):
    """Read own data.

    Parameters
    ----------
    data : ``(X, y)`` with X (m, 2), (m, 1) or (m,) and y (m,) or (m, 1); or a data frame
    columns, target : of a data frame: one or two columns of X, and that of y

    Returns
    -------
    OwnData. X lies between -5 and 5. Two different targets, numbers or words, become the classes 0 and 1 in sorted
    order (0 and 1 stay what they are); more become a regression between -1 and 1.

    Raises
    ------
    ValueError
        If the shapes do not fit, a column is missing, or rows hold NaN, infinity or text.
    """
    if columns is not None or target is not None:
        columns = [columns] if isinstance(columns, str) else columns
        if columns is None or target is None or len(columns) not in (1, 2):
            raise ValueError("name one or two columns for X and a target for y: columns=('a', 'b'), target='c'")
        missing = [name for name in (*columns, target) if name not in data]
        if missing:
            raise ValueError(f"the data has no column {missing[0]!r}")
        data = list(zip(*(data[name] for name in columns), strict=True)), list(data[target])
    try:
        X, y = data
        flat = lambda values: np.ravel(np.asarray(values, dtype=object))  # noqa: E731
        rows = [[*flat(x), *flat(t)] for x, t in zip(X, y, strict=True)]
    except (TypeError, ValueError):
        raise ValueError("own data must be (X, y), with X of shape (m, 2) and y of shape (m,) or (m, 1)") from None
    if not rows:
        raise ValueError("own data must have at least one row")
    inputs = 1 if all(len(row) == 2 for row in rows) else 2
    words = {row[-1] for row in rows if isinstance(row[-1], str)}
    labels = len(words) == 2 and all(isinstance(row[-1], str) for row in rows)
    bad = [
        k
        for k, row in enumerate(rows)
        if len(row) != inputs + 1 or not all(map(_finite, row[:-1])) or not (labels or _finite(row[-1]))
    ]
    if bad:
        named = ", ".join(map(str, bad[:5])) + (f" and {len(bad) - 5} more" if len(bad) > 5 else "")
        wanted = "two finite numbers" if inputs == 2 else "a finite number"
        raise ValueError(f"row {named}: every row needs {wanted} and a target that is a number (or one of two words)")
    classes = sorted(words) if labels else sorted({float(row[-1]) for row in rows})
    if labels or (len(classes) == 2 and classes != [0, 1]):
        rows = [[*row[:-1], classes.index(row[-1] if labels else float(row[-1]))] for row in rows]
    array = np.array(rows, dtype=float)
    middle, reach = (array.max(axis=0) + array.min(axis=0)) / 2, np.ptp(array, axis=0) / 2
    reach = np.where(reach > 0, reach, 1)
    if set(array[:, -1]) <= {0.0, 1.0}:
        middle[-1], reach[-1] = 0, 1
    array = (array - middle) / reach * np.array([5] * inputs + [1])
    if inputs == 1:
        array = np.column_stack([array[:, 0], np.zeros(len(array)), array[:, 1]])
    classes = [str(c) for c in classes] if len(classes) <= 2 else []
    return OwnData(array.tolist(), inputs, middle.tolist(), reach.tolist(), classes)


def _finite(value):
    try:
        return bool(np.isfinite(float(value))) and not isinstance(value, str)
    except (TypeError, ValueError):
        return False
