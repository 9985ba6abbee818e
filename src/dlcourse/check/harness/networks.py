"""What the checks feed: small networks and data, with everything that belongs to them computed by ``dlcourse.nn``.

Shapes are chosen to catch: layers that are not square, layers of one neuron, a single input, biases that are not
zero, m = 5, 7 and 1. Square layers are there besides, so that a mistake which crashes elsewhere can still be named by
its values.
"""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from dlcourse import nn

HIDDEN = ("sigmoid", "tanh", "relu", "identity")
PUBLIC_SEED = 2


@dataclass
class Fixture:
    """One network with its examples.

    ``group`` is the check it belongs to: "deck" (2-3-2-1, sigmoid), "activation", "depth", "size" or "square".
    ``secret`` fixtures never show their expected numbers.
    """

    X: np.ndarray
    y: np.ndarray
    parameters: dict
    hidden: str = "sigmoid"
    output: str = "sigmoid"
    group: str = "deck"
    secret: bool = False
    sizes: list = field(default_factory=list)

    @property
    def m(self):
        return len(self.X)

    @property
    def depth(self):
        return len(self.sizes) - 1

    @property
    def arguments(self):
        """All that belongs to it, by name."""
        return {"X": self.X, "y": self.y, "parameters": self.parameters, "hidden": self.hidden, "output": self.output}

    @property
    def label(self):
        """Such as "2-3-2-1, m = 5, relu/sigmoid"."""
        layers = "-".join(map(str, self.sizes))
        names = self.hidden if self.hidden == self.output else f"{self.hidden}, output {self.output}"
        return f"{layers}, m = {self.m}, {names}"

    @property
    def alone(self):
        """``(hint, mistake)`` where only this fixture's kind goes wrong, so that its shape says why; else None."""
        if self.group == "activation" and self.depth == 1:
            return "A single layer is the output layer: it uses `output`, not `hidden`", "single layer"
        if self.group == "depth":
            return f"It goes wrong with the layers {'-'.join(map(str, self.sizes))}", "other depth"
        if self.group == "size" and self.m == 1:
            return "It goes wrong with one example: does something lose an axis?", "one example"
        return None

    @cached_property
    def cache(self):
        """The cache of the forward pass."""
        return nn.forward(self.X, self.parameters, self.hidden, self.output)[1]

    @cached_property
    def gradients(self):
        """The gradients of the cost (1/m) * sum (y_hat - y)**2."""
        return nn.backward(self.y, self.parameters, self.cache, self.hidden, self.output)


def make(sizes, m, rng, hidden="sigmoid", output="sigmoid", group="deck", secret=False):
    """A fixture that shows what it should.

    Its pre-activations stay off the kink of ReLU, its ReLU layers are not all dead, its errors have both signs.
    """
    fixture = None
    for _ in range(200):
        parameters = {}
        for l in range(1, len(sizes)):
            parameters[f"W{l}"] = rng.normal(0, 0.8, (sizes[l], sizes[l - 1]))
            parameters[f"b{l}"] = rng.uniform(0.1, 0.5, sizes[l]) * rng.choice([-1, 1], sizes[l])
        X, y = rng.normal(0, 1.2, (m, sizes[0])), rng.uniform(0.1, 0.9, (m, sizes[-1]))
        fixture = Fixture(X, y, parameters, hidden, output, group, secret, list(sizes))
        Z = [fixture.cache[f"Z{l}"] for l in range(1, len(sizes))]
        clear = all(np.abs(z).min() > 1e-3 for z in Z)
        errors = fixture.cache[f"A{len(sizes) - 1}"] - y
        mixed = m == 1 or (errors.min() < -0.02 and errors.max() > 0.02)  # else an absolute error would be right
        largest = [np.abs(fixture.gradients[f"dW{l}"]).max() for l in range(1, len(sizes))]
        if clear and mixed and min(largest) > 1e-3:
            break
    return fixture


def _networks(seed, secret, layers):
    rng = np.random.default_rng(seed)
    deck, square = layers["deck"], layers["square"]
    made = [make(deck, m, rng, group=group, secret=secret) for m, group in ((5, "deck"), (7, "size"), (1, "size"))]
    made += [make(sizes, 5, rng, group="depth", secret=secret) for sizes in layers["depth"]]
    for hidden in HIDDEN:
        for output in HIDDEN:
            if (hidden, output) != ("sigmoid", "sigmoid"):
                # One of them has a single layer, whose activation is that of the output.
                sizes = layers["depth"][0] if (hidden, output) == ("relu", "tanh") else deck
                made.append(make(sizes, 5, rng, hidden, output, "activation", secret))
    made += [make(square, m, rng, group="square", secret=secret) for m in (5, 7, 3, 3)]
    return tuple(made)


@lru_cache
def public_networks():
    """The fixtures a student's own checks use. Treat them as read-only: calls get copies."""
    layers = {"deck": [2, 3, 2, 1], "square": [3, 3, 3, 3], "depth": ([4, 1], [1, 4, 1], [2, 4, 1, 3, 1])}
    return _networks(PUBLIC_SEED, False, layers)


@lru_cache(maxsize=2)  # several questions of one submission ask for the same
def hidden_networks(seed):
    """Fixtures of other numbers and shapes, whose expected values stay unsaid. As read-only as the public ones."""
    layers = {"deck": [3, 4, 2, 1], "square": [2, 2, 2, 2], "depth": ([3, 1], [1, 5, 1], [3, 2, 1, 4, 1])}
    return _networks(seed, True, layers)


def hint(check, fixture):
    """``check``, a failed one without a name, with what the shape of its fixture says."""
    if fixture.alone and not check.mistake:
        check.message, check.mistake = f"{check.message}. {fixture.alone[0]}", fixture.alone[1]
    return check


def without_single_layer(runs, is_right):
    """``runs`` without the single layer among the activations, where a single layer is wrong with sigmoid already.

    Parameters
    ----------
    runs : list of (fixture, outcome)
    is_right : function of a fixture and its outcome
    """
    if all(is_right(*run) for run in runs if run[0].group == "depth" and run[0].depth == 1):
        return runs
    return [run for run in runs if not (run[0].group == "activation" and run[0].depth == 1)]


@dataclass
class Arrays:
    """Arrays for questions without a network: values of z, pairs of y_hat and y."""

    z: list
    pairs: list
    secret: bool = False


def arrays(seed=PUBLIC_SEED, secret=False):
    """Values of z in 0, 1, 2 and 3 dimensions (kept off 0), and pairs with m = 5, 7, 3, 1 and 5 again."""
    rng = np.random.default_rng(seed)
    z = [np.array([-2.0, -0.5, 0.3, 1.7]) + 0.1 * rng.uniform(-1, 1, 4)]
    z += [rng.uniform(0.1, 3, shape) * rng.choice([-1, 1], shape) for shape in ((5, 3), (2, 3, 2))]
    z.append(np.array(0.7))
    pairs = [(rng.uniform(0, 1, (m, 1)), rng.uniform(0, 1, (m, 1))) for m in (5, 7, 3, 1, 5)]
    return Arrays(z, pairs, secret)
