"""Own data for the playground: arrays, or columns of a data frame, scaled to the picture; bad rows are named."""

from collections.abc import Iterable, Mapping
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
        If the shapes do not fit, a column is missing, or rows hold NaN, infinity or text. Rows are named by their
        number, and by their label where a frame has labels of its own.
    """
    X, y, labels = _parts(data, columns, target)
    if hasattr(X, "__len__") and hasattr(y, "__len__") and np.ndim(y) and len(X) != len(y):
        raise ValueError(f"own data must have a target for each row, but X has {len(X)} rows and y has {len(y)}")
    try:
        flat = lambda values: np.ravel(np.asarray(values, dtype=object))  # noqa: E731
        rows = [[*flat(x), *flat(t)] for x, t in zip(X, y, strict=True)]
    except (TypeError, ValueError):
        raise ValueError("own data must be (X, y), with X of shape (m, 2) and y of shape (m,) or (m, 1)") from None
    if not rows:
        raise ValueError("own data must have at least one row")
    inputs = 1 if all(len(row) == 2 for row in rows) else 2
    words = {row[-1] for row in rows if isinstance(row[-1], str)}
    wanted = (lambda t: isinstance(t, str)) if words else _finite
    bad = [
        k
        for k, row in enumerate(rows)
        if len(row) != inputs + 1 or not all(map(_finite, row[:-1])) or not wanted(row[-1])
    ]
    if bad:
        named = ", ".join(_name(k, labels) for k in bad[:5]) + (f" and {len(bad) - 5} more" if len(bad) > 5 else "")
        numbers = "two finite numbers" if inputs == 2 else "a finite number"
        needs = (
            "the target one of two words, as in other rows"
            if words
            else "a target that is a number (or one of two words)"
        )
        found = ", ".join(map(str, rows[bad[0]]))
        raise ValueError(
            f"row {named}: every row needs {numbers} and {needs}. Row {_name(bad[0], labels)} holds {found}"
        )
    if len(words) > 2:
        some = ", ".join(map(repr, sorted(words)[:5]))
        raise ValueError(
            f"the target holds {len(words)} different words ({some}); the picture shows two classes: take two"
        )
    classes = sorted(words) if words else sorted({float(row[-1]) for row in rows})
    if words or (len(classes) == 2 and classes != [0, 1]):
        rows = [[*row[:-1], classes.index(row[-1] if words else float(row[-1]))] for row in rows]
    array = np.array(rows, dtype=float)
    low, high = array.min(axis=0) / 2, array.max(axis=0) / 2  # halved first: the sum of two huge numbers is no number
    middle, reach = high + low, high - low
    reach = np.where(reach > 0, reach, 1)
    if set(array[:, -1]) <= {0.0, 1.0}:
        middle[-1], reach[-1] = 0, 1
    array = (array - middle) / reach * np.array([5] * inputs + [1])
    if inputs == 1:
        array = np.column_stack([array[:, 0], np.zeros(len(array)), array[:, 1]])
    classes = [str(c) for c in classes] if len(classes) <= 2 else []
    return OwnData(array.tolist(), inputs, middle.tolist(), reach.tolist(), classes)


def _parts(data, columns, target):
    """X and y as sequences of rows, and the rows' labels where they are not their numbers."""
    frame = hasattr(data, "columns") or isinstance(data, Mapping)
    if columns is None and target is None:
        if frame:
            raise ValueError("data is a frame: name its columns, such as columns=('a', 'b'), target='c'")
        try:
            X, y = data
        except (TypeError, ValueError):
            raise ValueError("own data must be (X, y), with X of shape (m, 2) and y of shape (m,) or (m, 1)") from None
        return *(part.to_numpy() if hasattr(part, "to_numpy") else part for part in (X, y)), _labels(X)
    names = [columns] if isinstance(columns, str) or not isinstance(columns, Iterable) else list(columns)
    if columns is None or target is None or len(names) not in (1, 2):
        raise ValueError("name one or two columns for X and a target for y: columns=('a', 'b'), target='c'")
    if not frame:
        raise ValueError(f"columns and target belong to a data frame, and data is a {type(data).__name__}")
    there = list(data.columns if hasattr(data, "columns") else data)
    for name in (*names, target):
        if there.count(name) != 1:
            none = f"the data has no column {name!r}; it has {', '.join(map(repr, there[:8]))}"
            raise ValueError(
                f"the data has {there.count(name)} columns {name!r}: rename one" if name in there else none
            )
    found = [list(data[name]) for name in (*names, target)]
    if len({len(column) for column in found}) > 1:
        raise ValueError(f"the columns are not equally long: {', '.join(str(len(column)) for column in found)} rows")
    for name, column in zip(names, found, strict=False):
        if column and not any(map(_finite, column)):
            raise ValueError(f"column {name!r} holds no numbers: its first entry is {column[0]!r}")
    return list(zip(*found[:-1], strict=True)), found[-1], _labels(data)


def _labels(frame):
    """The labels of a frame's rows, None where they are 0, 1, 2, ..."""
    index = getattr(frame, "index", None)
    labels = None if index is None or callable(index) else list(index)
    return None if labels is None or labels == list(range(len(labels))) else labels


def _name(k, labels):
    return str(k) if labels is None else f"{k} (labelled {labels[k]!r})"


def _finite(value):
    try:
        return not isinstance(value, str) and bool(np.isfinite(float(value)))
    except (TypeError, ValueError):
        return False
