"""The playground's data and features in NumPy: the same numbers as the page draws (data.js), tested."""

import math

import numpy as np

HALF = 100  # examples of each class
CLASSES = ("circle", "xor", "gaussian", "spiral")
ONE_INPUT = ("sine", "steps")
REGRESSION = ("plane", "multi-gaussian", *ONE_INPUT)
DATA = (*CLASSES, *REGRESSION)
FEATURES = {
    "x0": lambda X: X[:, 0] / 3,
    "x1": lambda X: X[:, 1] / 3,
    "x0²": lambda X: (X[:, 0] / 3) ** 2,
    "x1²": lambda X: (X[:, 1] / 3) ** 2,
    "x0·x1": lambda X: X[:, 0] * X[:, 1] / 9,
    "sin x0": lambda X: np.sin(X[:, 0]),
    "sin x1": lambda X: np.sin(X[:, 1]),
}
HILLS = ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1))


def random(seed):
    """A function that draws numbers from 0 to 1, the same for the same seed (mulberry32, as the page uses it)."""
    state = seed & 0xFFFFFFFF

    def draw():
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        t = ((state ^ state >> 15) * (state | 1)) & 0xFFFFFFFF
        t ^= (t + ((t ^ t >> 7) * (t | 61))) & 0xFFFFFFFF
        return (t ^ t >> 14) / 4294967296

    return draw


def _normal(chance):
    radius = math.sqrt(-2 * math.log(max(chance(), 1e-12)))
    return radius * math.cos(2 * math.pi * chance())


def _circle(noise, chance, y, k):
    r, angle = 2.5 * chance() if y else 3.5 + 1.5 * chance(), 2 * math.pi * chance()
    return [v + 2 * noise * _normal(chance) for v in (r * math.cos(angle), r * math.sin(angle))]


def _xor(noise, chance, y, k):
    u, v = 0.4 + 4.6 * chance(), 0.4 + 4.6 * chance()
    flip = 1 if chance() < 0.5 else -1
    return [w + 3 * noise * _normal(chance) for w in (u * flip, v * flip * (1 if y else -1))]


def _gaussian(noise, chance, y, k):
    return [(2 if y else -2) + (0.8 + 3 * noise) * _normal(chance) for _ in range(2)]


def _spiral(noise, chance, y, k):
    r, turn = (k / HALF) * 5 + 0.1, 1.75 * (k / HALF) * 2 * math.pi + (0 if y else math.pi)
    return [v + 1.5 * noise * _normal(chance) for v in (r * math.sin(turn), r * math.cos(turn))]


def _hills(a, b):
    heights = [s * max(0, 1 - math.hypot(a - p, b - q) / 2) for p, q, s in HILLS]
    return max(heights, key=abs)


PLACES = {"circle": _circle, "xor": _xor, "gaussian": _gaussian, "spiral": _spiral}
HEIGHTS = {
    "plane": (2, 1, lambda a, b: (a + b) / 10),
    "multi-gaussian": (2, 0.5, _hills),
    "sine": (1, 0.5, lambda a, b: math.sin(a)),
    "steps": (1, 0.5, lambda a, b: -0.8 if a < -2 else 0.8 if a < 2 else 0),
}


def rows_of(data, noise, seed):
    """``[[x0, x1, y], ...]`` of a named data set; x1 is 0 where there is one input."""
    chance = random(seed + 7)
    if data in PLACES:
        return [[*PLACES[data](noise, chance, y, k), y] for y in (1, 0) for k in range(HALF)]
    inputs, loud, height = HEIGHTS[data]
    found = []
    for _ in range(2 * HALF):
        a, b = 12 * chance() - 6, 12 * chance() - 6 if inputs == 2 else 0
        found.append([a, b, height(a, b) + loud * noise * _normal(chance)])
    return found


def divided(rows, share, seed):
    """The rows shuffled and divided: ``(X, y), (X_held_out, y_held_out)``, X of shape (m, 2) and y of shape (m, 1)."""
    chance = random(seed + 1000)
    mixed = [row for _, row in sorted(((chance(), row) for row in rows), key=lambda pair: pair[0])]
    cut = max(1, min(len(mixed), math.floor(share * len(mixed) + 0.5)))
    parts = [np.array(part, dtype=float).reshape(-1, 3) for part in (mixed[:cut], mixed[cut:])]
    return tuple((part[:, :2], part[:, 2:]) for part in parts)


def seen(X, features):
    """What the network sees of ``X``, (m, 2): one column for each feature."""
    return np.column_stack([FEATURES[name](np.asarray(X, dtype=float)) for name in features])


def effective(state):
    """What the chosen state comes to: ``{"features", "regression", "output", "cost"}``.

    One input leaves out features of x1; the output and the cost follow the problem where they are left to it.
    """
    own = state["own"]
    one = state["own_inputs"] == 1 if own else state["data"] in ONE_INPUT
    features = [name for name in state["features"] if not (one and "x1" in name)] or ["x0"]
    regression = any(row[2] not in (0, 1) for row in own) if own else state["data"] in REGRESSION
    output = state["output"] if state["output"] != "auto" else "identity" if regression else "sigmoid"
    cost = state["cost"] if output == "sigmoid" and not regression else "mse"
    return {"features": features, "regression": regression, "output": output, "cost": cost, "one_input": one}


def initial_parameters(sizes, seed):
    """The page's first parameters: uniform in +-1/sqrt(n_(l-1)), drawn layer by layer, W before b."""
    chance, found = random(seed), {}
    for l in range(1, len(sizes)):
        bound = 1 / math.sqrt(sizes[l - 1])
        for name, shape in ((f"W{l}", (sizes[l], sizes[l - 1])), (f"b{l}", (sizes[l],))):
            drawn = [bound * (2 * chance() - 1) for _ in range(math.prod(shape))]
            found[name] = np.array(drawn).reshape(shape)
    return found


def grid(cells):
    """(cells * cells, 2): the middles of the cells over [-6, 6] squared, row by row from the top."""
    ticks = -6 + 12 * (np.arange(cells) + 0.5) / cells
    return np.column_stack([np.tile(ticks, cells), np.repeat(-ticks, cells)])
