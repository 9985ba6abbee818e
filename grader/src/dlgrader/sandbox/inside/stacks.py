"""A second look at a call: many copies of parameters or activations, each a little different, in whatever array.

Backpropagation makes each activation once. Differences, complex steps and dual numbers make it once for every entry
of the parameters: one after the other, or stacked along any axis, with rows between that mean nothing. Looked for is
what the arrays hold, not how long they are, so no size of a network looks like it by chance.
"""

import numpy as np

LITTLE = 1e-2  # relative to the whole array: a step of differences is smaller
ROUNDING = 1e-13  # an activation that is worked out again in another order is off by less
SMALLEST = 4  # entries of an array whose like nobody has by chance
MOST_ARRAYS = 5000
MOST_ENTRIES = 2**20
MOST_ITEMS = 300  # of one list or dictionary
AT_ONCE = 2**18  # entries that are compared together: one comparison of many rows costs little more than one of few


class Stacks:
    """What was seen of the arrays in one call; ``arguments[place]`` are the parameters."""

    def __init__(self, arguments, place):
        parameters = [value for value in arguments[place].values() if isinstance(value, np.ndarray)]
        others = [item for value in arguments if isinstance(value, dict) for item in value.values()]
        others = [value for value in others if isinstance(value, np.ndarray) and value.dtype.kind == "f"]
        whole = [np.concatenate([np.ravel(value) for value in parameters])] if parameters else []
        self.known = {}  # by size, what copies are copies of
        for value in [*others, *whole]:
            if value.size >= SMALLEST and np.any(value):
                flats = {flat.tobytes(): flat for flat in (value.ravel(), value.T.ravel())}
                self.known.setdefault(value.size, {}).update(flats)
        self.seeds = {value.size for value in [*parameters, *whole] if value.size >= SMALLEST}
        self.sizes = sorted(self.known.keys() | self.seeds)
        self.copies, self.tangents, self.seen, self.imaginary = set(), set(), set(), False
        self.large = False  # whether there was an array too large to be looked at
        self.waiting, self.entries = {}, 0  # rows that are still to be looked at, by size and kind

    def found(self):
        self.compare()
        return bool(len(self.copies) > 3 or len(self.tangents) > 5 or self.imaginary)

    def over(self):
        """Whether there was more than is looked at."""
        return self.large or len(self.seen) > MOST_ARRAYS

    def found_numbers(self):
        self.compare()
        copies = {}
        for key, _ in self.copies:
            copies[key] = copies.get(key, 0) + 1
        return [max(copies.values(), default=0), len(self.tangents), int(self.imaginary)]

    def look(self, value, depth=3):
        """Look at a value and what it holds."""
        if isinstance(value, (complex, np.complexfloating)):
            self.imaginary |= value.imag != 0
        elif isinstance(value, np.ndarray):
            self.array(value)
        elif isinstance(value, (list, tuple)):
            if value and depth == 3:
                self.array(_numbers(value))
            if depth:
                for item in value[:MOST_ITEMS]:
                    self.look(item, depth - 1)
        elif isinstance(value, dict) and depth:
            for item in list(value.values())[:MOST_ITEMS]:
                self.look(item, depth - 1)
        elif depth and type(value).__module__ == "__main__":
            for item in _held(value)[:MOST_ITEMS]:
                self.look(item, depth - 1)

    def array(self, value):
        if value is None or not 0 < value.size <= MOST_ENTRIES or len(self.seen) > MOST_ARRAYS:
            self.large |= value is not None and value.size > MOST_ENTRIES
            return
        value = np.asarray(value)
        if value.dtype.kind == "O" and (value := _numbers(value.tolist())) is None:
            return
        if value.dtype.kind not in "fc":
            return
        if value.size < SMALLEST and value.dtype.kind != "c":
            return
        key = (value.shape, value.dtype.char, value.tobytes())
        if key in self.seen:
            return
        self.seen.add(key)
        if value.dtype.kind == "c" and np.any(value.imag):
            self.imaginary = True
        value = np.frombuffer(key[2], value.dtype).reshape(value.shape)  # as it is now, whatever is done to it later
        for rows in _as_rows(value, self.sizes):
            self.waiting.setdefault((rows.shape[1], value.dtype.kind), []).append((rows, value.shape))
            self.entries += value.size
        if self.entries > AT_ONCE:
            self.compare()

    def compare(self):
        """Look at the rows that wait."""
        waiting, self.waiting, self.entries = self.waiting, {}, 0
        for (size, kind), found in waiting.items():
            rows = np.concatenate([rows for rows, _ in found])
            if kind == "f" and size in self.seeds:
                shapes = np.repeat(np.arange(len(found)), [len(rows) for rows, _ in found])
                one = np.count_nonzero(rows, axis=1) == 1
                places = np.count_nonzero(np.cumsum(rows[one] != 0, axis=1) == 0, axis=1).tolist()
                for number, place in zip(shapes[one], places, strict=True):
                    self.tangents.add((found[number][1], size, place))
            many = max(1, AT_ONCE // (size * max(1, len(self.known.get(size, ())))))
            for start in range(0, len(rows), many):
                self.rows(rows[start : start + many])

    def rows(self, rows):
        known = self.known.get(rows.shape[1])
        if not known:
            return
        values = np.array(list(known.values()))
        whole = np.sqrt((values**2).sum(axis=1))
        off = np.sqrt(((rows.real[:, None] - values) ** 2).sum(axis=2))
        little = off <= LITTLE * whole
        if not little.any():
            return
        little &= (off > ROUNDING * whole) | (rows.imag != 0).any(axis=1)[:, None]
        for key, which in zip(known, little.T, strict=True):
            self.copies |= {(key, row.tobytes()) for row in rows[which]}

    def watch(self, function, arguments, options):
        """Make the call with arrays that show every operation."""

        def watched(value):
            if isinstance(value, dict):
                return {name: watched(item) for name, item in value.items()}
            if type(value) is np.ndarray and value.dtype.kind == "f":
                value = value.view(Watched)
                value.by = self
            return value

        try:
            function(*map(watched, arguments), **options)
        except Exception:  # it may not like this kind of array; what was seen until then was seen
            return


class Watched(np.ndarray):
    """An array whose operations are looked at; so are those of their results."""

    by = None

    def __array_finalize__(self, source):
        self.by = getattr(source, "by", None)

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **options):
        if out is not None:
            options["out"] = tuple(map(_bare, out))
        given = [_bare(value) for value in inputs]
        return self._shown(given, getattr(ufunc, method)(*given, **options))

    def __array_function__(self, function, types, arguments, options):
        arguments, options = _bare(arguments), _bare(options)
        return self._shown([], function(*arguments, **options))

    def _shown(self, given, result):
        for value in (*given, result):
            self.by.look(value)
        return _dressed(result, self.by)


def _bare(value):
    if isinstance(value, Watched):
        return value.view(np.ndarray)
    if type(value) in (list, tuple):
        return type(value)(map(_bare, value))
    return {name: _bare(item) for name, item in value.items()} if type(value) is dict else value


def _dressed(value, by):
    if type(value) is np.ndarray and value.dtype.kind in "fc":
        value = value.view(Watched)
        value.by = by
    elif type(value) in (list, tuple):
        value = type(value)(_dressed(item, by) for item in value)
    return value


def _as_rows(value, sizes):
    """The array as rows of a known size: along each axis, and with the first axes taken together."""
    last = value.ndim - 1
    for axis in range(value.ndim):
        if value.size // value.shape[axis] in sizes:
            order = (axis, *(other for other in range(value.ndim) if other != axis))
            yield value.transpose(order).reshape(value.shape[axis], -1)
    for size in sizes:
        if value.size % size:
            continue
        if value.ndim < 2 or value.size // size != value.shape[0]:
            yield value.reshape(-1, size)
        if last > 0 and value.size // size != value.shape[last]:
            yield value.transpose((last, *range(last))).reshape(-1, size)


def _numbers(values):
    """Nested lists as an array; objects of two numbers, as dual numbers are, as complex ones. None for other things."""
    try:
        flat, shape = _flat(values)
        if flat and type(flat[0]).__module__ == "__main__":
            pairs = [[float(number) for number in _held(item)] for item in flat]
            if any(len(pair) != 2 for pair in pairs):
                return None
            flat = [complex(*pair) for pair in pairs]
        elif not all(
            isinstance(item, (int, float, complex, np.number)) or hasattr(item, "as_integer_ratio") for item in flat
        ):
            return None
        else:
            flat = [item if isinstance(item, (complex, np.number)) else float(item) for item in flat]
        return np.array(flat).reshape(shape)
    except Exception:
        return None


def _flat(values):
    shape = []
    while type(values) in (list, tuple) and values and type(values[0]) in (list, tuple):
        shape.append(len(values))
        values = [item for row in values for item in row]
        if len(values) > MOST_ENTRIES:
            return [], (0,)
    return values, (*_shape(shape), -1)


def _shape(totals):
    """Lengths of axes, from how many lists there were at each depth."""
    return [total // before for before, total in zip([1, *totals], totals)]  # noqa: B905 - the last is -1


def _held(thing):
    """The values of an object's attributes."""
    names = [*getattr(type(thing), "__slots__", ())] if not hasattr(thing, "__dict__") else list(vars(thing))
    return [getattr(thing, name) for name in names if hasattr(thing, name)]
