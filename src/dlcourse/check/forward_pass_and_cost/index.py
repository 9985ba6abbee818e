"""Questions ``edges``, ``shapes`` and ``count`` of "Forward Pass and Cost": indices, edges, arrays and their sizes."""

import numpy as np

from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, Values, inspect_parts
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.networks import make

PUBLIC_SEED = 31
EDGES = ["ends of an edge", "weight on an edge", "weights into a neuron", UNCHANGED, TWICE]
SHAPES = ["weights", "biases", "Z and A", UNCHANGED, TWICE]
COUNT = ["a small network", "other networks", UNCHANGED, TWICE]


class Exactly(Values):
    """Numbers whose arrangement counts as well; ``kind`` says in words what is wanted."""

    def __init__(self, kind):
        self.kind = kind

    def same(self, got, want):
        array = as_array(got)
        return array is not None and array.shape == np.shape(want) and super().same(array, want)

    def explain(self, name, got, want):
        array = as_array(got)
        if array is None or array.shape != np.shape(want):
            said = type(got).__name__ if array is None else f"shape {array.shape}"
            return f"{name} must give {self.kind}", self.kind, said
        return super().explain(name, got, want)


# --- edges ------------------------------------------------------------------------------------------------------------


def _pair(l, i, j):
    return (l - 1, j), (l, i)


ENDS_MISTAKES = [
    ("indices swapped", "i and j have changed places: the first lower index is the destination",
     lambda l, i, j: ((l - 1, i), (l, j))),
    ("source and destination swapped", "the source comes first, then the destination",
     lambda l, i, j: _pair(l, i, j)[::-1]),
    ("one layer too far", "l is the layer of the destination: the edge starts one layer before it",
     lambda l, i, j: ((l, j), (l + 1, i))),
    ("one layer too far", "l is the layer of the destination: the edge starts one layer before it",
     lambda l, i, j: ((l, j), (l, i))),
    ("neurons from 1", "neurons are counted from 0: j and i are their numbers as they stand",
     lambda l, i, j: ((l - 1, j + 1), (l, i + 1))),
    ("neurons from 1", "neurons are counted from 0: j and i are their numbers as they stand",
     lambda l, i, j: ((l - 1, j - 1), (l, i - 1))),
    ("four numbers", "those are four numbers in a row: give two pairs, (layer, neuron) and (layer, neuron)",
     lambda l, i, j: (l - 1, j, l, i)),
    ("neuron before layer", "a neuron is (layer, number), with the layer first",
     lambda l, i, j: ((j, l - 1), (i, l))),
]  # fmt: skip

WEIGHT_MISTAKES = [
    ("indices swapped", "the destination's number is the first index of W, the source's the second",
     lambda p, source, destination: p[f"W{destination[0]}"][source[1], destination[1]]),
    ("layer of the source", "W has the number of the destination's layer, not the source's",
     lambda p, source, destination: p[f"W{source[0]}"][destination[1], source[1]]),
    ("always W1", "that always looks in W1: the layer is the destination's",
     lambda p, source, destination: p["W1"][destination[1], source[1]]),
    ("indices from 1", "indices start at 0, in the formula and in NumPy: nothing is subtracted",
     lambda p, source, destination: p[f"W{destination[0]}"][destination[1] - 1, source[1] - 1]),
    ("bias for weight", "that is a bias: a bias has no source",
     lambda p, source, destination: p[f"b{destination[0]}"][destination[1]]),
    ("whole row", "that is a row or a column of weights: one edge has one weight",
     lambda p, source, destination: p[f"W{destination[0]}"][destination[1]]),
]  # fmt: skip

INTO_MISTAKES = [
    ("column for row", "that is a column of W, the weights that start at a neuron: a row holds those that end at one",
     lambda p, l, i: p[f"W{l}"][:, i]),
    ("next layer", "those weights leave the neuron: W^l leads into layer l", lambda p, l, i: p[f"W{l + 1}"][:, i]),
    ("layer before", "W^l leads into layer l: nothing is subtracted from l", lambda p, l, i: p[f"W{l - 1}"][i]),
    ("whole matrix", "those are the weights of the whole layer: take row i", lambda p, l, i: p[f"W{l}"]),
    ("always W1", "that always looks in W1: the layer is l", lambda p, l, i: p["W1"][i]),
    ("bias added", "the bias is no weight: leave it out", lambda p, l, i: np.append(p[f"W{l}"][i], p[f"b{l}"][i])),
    ("weights summed", "that is the sum of the weights: give each of them", lambda p, l, i: p[f"W{l}"][i].sum()),
]  # fmt: skip


def inspect_edges(ends_of, weight_on, weights_into, seed=PUBLIC_SEED, secret=False):
    """Judge the three translations between index, edge and code."""
    rng = np.random.default_rng(seed)
    sizes = ([3, 4, 2, 3], [4, 4, 4, 4]) if secret else ([2, 3, 2, 1], [3, 3, 3, 3])
    networks = [make(list(size), 1, rng).parameters for size in sizes]
    ends, weights, rows = [], [], []
    for l, i, j in ((1, 2, 0), (2, 1, 2), (3, 0, 1), (4, 3, 5)):
        ends.append(Case("ends of an edge", f"W^{l}_({i},{j})", {"l": l, "i": i, "j": j}, _pair(l, i, j)))
    for p, size in zip(networks, sizes, strict=True):
        name = "-".join(map(str, size))
        for l in (1, 2, 3):
            i = int(rng.integers(size[l]))
            j = next(k for k in rng.permutation(size[l - 1]) if k != i or size[l - 1] == 1)
            i, j = int(i), int(j)
            given = {"parameters": p, "source": (l - 1, j), "destination": (l, i)}
            tested = f"{name}, from neuron {j} of layer {l - 1} to neuron {i} of layer {l}"
            weights.append(Case("weight on an edge", tested, given, p[f"W{l}"][i, j]))
            given = {"parameters": p, "l": l, "i": i}
            rows.append(Case("weights into a neuron", f"{name}, l = {l}, i = {i}", given, p[f"W{l}"][i]))
    parts = [
        Part("ends_of", ends_of, ends, ENDS_MISTAKES, answer=Exactly("two pairs, (layer, neuron) and (layer, neuron)")),
        Part("weight_on", weight_on, weights, WEIGHT_MISTAKES, answer=Exactly("one number")),
        Part("weights_into", weights_into, rows, INTO_MISTAKES, answer=Exactly("one number for each edge")),
    ]
    return inspect_parts("edges", parts, EDGES, secret)


# --- shapes -----------------------------------------------------------------------------------------------------------


def _shapes(sizes, m):
    shapes = {"A0": (m, sizes[0])}
    for l in range(1, len(sizes)):
        shapes |= {f"W{l}": (sizes[l], sizes[l - 1]), f"b{l}": (sizes[l],)}
        shapes |= {f"Z{l}": (m, sizes[l]), f"A{l}": (m, sizes[l])}
    return shapes


class Named:
    """The part of a dictionary of shapes whose names begin with one of ``letters``. Lists count as tuples."""

    def __init__(self, letters):
        self.letters = letters

    def _of(self, shapes):
        return {name: shape for name, shape in shapes.items() if str(name)[:1] in self.letters}

    @staticmethod
    def _tuple(shape):
        if isinstance(shape, (tuple, list)) and all(isinstance(n, (int, np.integer)) for n in shape):
            return tuple(int(n) for n in shape)
        return int(shape) if isinstance(shape, (int, np.integer)) else None

    def same(self, got, want):
        return isinstance(got, dict) and self._first(self._of(got), self._of(want)) is None

    def _first(self, got, want):
        return next((name for name in want if name not in got or self._tuple(got[name]) != want[name]), None)

    def explain(self, name, got, want):
        if not isinstance(got, dict):
            return f"{name} must give a dictionary", "a dictionary", type(got).__name__
        first = self._first(got, self._of(want))
        if first not in got:
            return f"{first} is missing", str(want[first]), "nothing"
        shape = got[first]
        if self._tuple(shape) is None:
            said = f"the shape of {first} must be a tuple of whole numbers"
        elif isinstance(shape, (int, np.integer)):
            said = f"a shape is a tuple: ({shape},) with its comma; ({shape}) is a plain number"
        else:
            said = f"{first} has another shape"
        return said, str(want[first]), str(self._tuple(shape) or type(shape).__name__)[:40]

    @staticmethod
    def fault(got):
        """The name of the mistake where it is no dictionary, or None."""
        return None if isinstance(got, dict) else "no dictionary"

    @staticmethod
    def has_shape(got):
        """False: the shapes are what is asked for."""
        return False

    @staticmethod
    def shape_fault(name, got, want):
        return None


def _changed(change):
    """A mistake: the right shapes, each passed through ``change(name, layer, sizes, m, shape)``; None leaves it out."""

    def wrong(sizes, m):
        found = {n: change(n[0], int(n[1:]), sizes, m, shape) for n, shape in _shapes(sizes, m).items()}
        return {name: shape for name, shape in found.items() if shape is not None}

    return wrong


SHAPE_MISTAKES = {
    "W": [
        ("W transposed", "W is transposed: one row for each neuron of layer l, one column for each it listens to",
         _changed(lambda n, l, s, m, shape: shape[::-1] if n == "W" else shape)),
        ("W next layer", "W^l leads into layer l, from the layer before it: (n_l, n_(l-1))",
         _changed(lambda n, l, s, m, shape: (s[min(l + 1, len(s) - 1)], s[l]) if n == "W" else shape)),
        ("W square", "W has a column for each neuron of the layer before, not of its own",
         _changed(lambda n, l, s, m, shape: (s[l], s[l]) if n == "W" else shape)),
        ("W from m", "the number of examples has no place in W: the weights are there before any example",
         _changed(lambda n, l, s, m, shape: (m, s[l]) if n == "W" else shape)),
        ("last layer missing", "the last layer is missing",
         _changed(lambda n, l, s, m, shape: None if l == len(s) - 1 else shape)),
        ("bias in W", "the bias has an array of its own: W has no column for it",
         _changed(lambda n, l, s, m, shape: (s[l], s[l - 1] + 1) if n == "W" else shape)),
    ],
    "b": [
        ("b with two axes", "b has one axis: (n_l,), one number for each neuron",
         _changed(lambda n, l, s, m, shape: (s[l], 1) if n == "b" else shape)),
        ("b with two axes", "b has one axis: (n_l,), one number for each neuron",
         _changed(lambda n, l, s, m, shape: (1, s[l]) if n == "b" else shape)),
        ("b of the layer before", "b^l has one number for each neuron of layer l, not of the layer before",
         _changed(lambda n, l, s, m, shape: (s[l - 1],) if n == "b" else shape)),
        ("b for each example", "b is the same for all examples: m has no place in its shape",
         _changed(lambda n, l, s, m, shape: (m, s[l]) if n == "b" else shape)),
        ("b one number", "each neuron has a bias of its own, not the layer as a whole",
         _changed(lambda n, l, s, m, shape: (1,) if n == "b" else shape)),
        ("b no tuple", "a shape is a tuple: (3,) with its comma; (3) is a plain number",
         _changed(lambda n, l, s, m, shape: shape[0] if n == "b" else shape)),
        ("last layer missing", "the last layer is missing",
         _changed(lambda n, l, s, m, shape: None if l == len(s) - 1 else shape)),
    ],
    "ZA": [
        ("examples in columns", "one example is one row: Z and A have m rows",
         _changed(lambda n, l, s, m, shape: shape[::-1] if n in "ZA" else shape)),
        ("Z of the layer before", "Z^l and A^l have one column for each neuron of layer l, not of the layer before",
         _changed(lambda n, l, s, m, shape: (m, s[max(l - 1, 0)]) if n in "ZA" else shape)),
        ("A0 missing", "A0 is missing: it is X",
         _changed(lambda n, l, s, m, shape: None if (n, l) == ("A", 0) else shape)),
        ("one example", "that is one example: there are m rows",
         _changed(lambda n, l, s, m, shape: (s[l],) if n in "ZA" else shape)),
        ("one example", "that is one example: there are m rows",
         _changed(lambda n, l, s, m, shape: (1, s[l]) if n in "ZA" else shape)),
        ("last layer missing", "the last layer is missing",
         _changed(lambda n, l, s, m, shape: None if l == len(s) - 1 else shape)),
    ],
}  # fmt: skip


def inspect_shapes(shapes, seed=PUBLIC_SEED, secret=False):
    """Judge ``shapes(layer_sizes, m)``, the weights, the biases and the rest each for themselves."""
    rng = np.random.default_rng(seed)
    networks = [([2, 3, 2, 1], 5), ([4, 6, 3], 7), ([3, 2], 4), ([5, 4, 3, 2, 6], 8)]
    if secret:
        networks = [([*map(int, rng.permutation(8)[:n] + 1)], int(rng.integers(9, 20))) for n in (4, 3, 2, 5)]
    parts = []
    for check, letters in (("weights", "W"), ("biases", "b"), ("Z and A", "ZA")):
        cases = [
            Case(check, f"layer_sizes = {sizes}, m = {m}", {"layer_sizes": list(sizes), "m": m}, _shapes(sizes, m))
            for sizes, m in networks
        ]
        parts.append(Part("shapes", shapes, cases, SHAPE_MISTAKES[letters], answer=Named(letters)))
    return inspect_parts("shapes", parts, SHAPES, secret)


# --- count ------------------------------------------------------------------------------------------------------------


def count(sizes):
    """The number of weights and biases of a network."""
    return sum(sizes[l] * (sizes[l - 1] + 1) for l in range(1, len(sizes)))


COUNT_MISTAKES = [
    ("biases forgotten", "those are the weights alone: every neuron has a bias too",
     lambda s: sum(s[l] * s[l - 1] for l in range(1, len(s)))),
    ("inputs have biases", "the inputs are no neurons: they have no biases", lambda s: count(s) + s[0]),
    ("one bias per layer", "every neuron has a bias of its own, not every layer",
     lambda s: sum(s[l] * s[l - 1] + 1 for l in range(1, len(s)))),
    ("biases of the layer before", "layer l has one bias for each of its own neurons, not of the layer before",
     lambda s: sum(s[l] * s[l - 1] + s[l - 1] for l in range(1, len(s)))),
    ("neurons counted", "those are the neurons, not their weights and biases", lambda s: sum(s[1:])),
    ("neurons counted", "those are the neurons, not their weights and biases", lambda s: sum(s)),
    ("first layer alone", "that is the first layer: go on to the last", lambda s: s[1] * (s[0] + 1)),
    ("last layer alone", "that is the last layer alone: add up all of them", lambda s: s[-1] * (s[-2] + 1)),
    ("last layer missing", "the last layer is missing", lambda s: count(s[:-1])),
    ("product of all layers", "layers meet in pairs: each with the one before it, and the pairs are added",
     lambda s: int(np.prod(s))),
]  # fmt: skip


def inspect_count(count_parameters, seed=PUBLIC_SEED, secret=False):
    """Judge ``count_parameters(layer_sizes)``."""
    rng = np.random.default_rng(seed)
    networks = [[2, 3, 2, 1], [4, 5, 3], [3, 1], [64, 32, 16, 10], [7, 6, 5, 4, 3]]
    if secret:
        networks = [[*map(int, rng.permutation(9)[:n] + 2)] for n in (4, 3, 2, 5, 6)]
    cases = [
        Case("other networks" if k else "a small network", "-".join(map(str, s)), {"layer_sizes": list(s)}, count(s))
        for k, s in enumerate(networks)
    ]
    part = Part("count_parameters", count_parameters, cases, COUNT_MISTAKES, answer=Whole())
    return inspect_parts("count", [part], COUNT, secret)


class Whole(Exactly):
    """One whole number, off by nothing."""

    def __init__(self):
        super().__init__("one whole number")

    def same(self, got, want):
        array = as_array(got)
        return array is not None and array.shape == () and float(array) == want
