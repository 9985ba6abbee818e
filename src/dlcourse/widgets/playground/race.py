"""What the playground takes of a race, a stop and a map; race.js and sweep.js in the page read the same."""

import itertools
import math

import numpy as np

from dlcourse import nn
from dlcourse.validation import shown
from dlcourse.widgets.playground.data import DATA
from dlcourse.widgets.shared.traits import is_real

RACERS = 3
MOST_SEEDS = 9
MOST_CELLS = 10  # of a map, in a row and in a column
COUNTS = ("epochs", "updates", "samples")
# What racers may do differently; racers.js has the same names.
RACED = (
    "learning_rate", "batch_size", "regularisation", "regularisation_rate", "data", "noise", "share", "layers",
    "activation", "output", "cost", "seed",
)  # fmt: skip
CHOICES = {
    "data": tuple(DATA),
    "activation": tuple(nn.ACTIVATIONS),
    "output": ("auto", *nn.ACTIVATIONS),
    "cost": tuple(nn.COSTS),
    "regularisation": ("none", "L1", "L2"),
}
WHOLE = {"batch_size": (1, 1e9), "seed": (0, 2**31)}


def plain(value):
    """NumPy's numbers and arrays as Python's, which travel to the page; inside lists and dictionaries too."""
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def is_whole(value, low, high):
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def check_stop(stop):
    """ValueError unless ``stop`` is {} or one count: {"epochs": n}, {"updates": n} or {"samples": n}, n 1 or more."""
    fits = isinstance(stop, dict) and len(stop) < 2
    fits = fits and all(name in COUNTS and is_whole(n, 1, 10**9) for name, n in stop.items())
    if not fits:
        raise ValueError(f'stop must be {{}} or one count such as {{"epochs": 24}}, not {shown(stop)}')


def check_race(race, check):
    """ValueError unless ``race`` is [] or lists two or three changes of the state; ``check`` knows the ranges."""
    if not isinstance(race, (list, tuple)) or len(race) not in (0, *range(2, RACERS + 1)):
        raise ValueError(f"race must list two or three changes, or none, not {shown(race)}")
    for change in race:
        if not isinstance(change, dict) or set(change) - set(RACED):
            raise ValueError(
                f"race: each racer is a dictionary with names among {', '.join(RACED)}, not {shown(change)}"
            )
        for name, value in change.items():
            if name in CHOICES and value not in CHOICES[name]:
                raise ValueError(f"race: {name}={shown(value)} is not known; choose one of {', '.join(CHOICES[name])}")
            if name in WHOLE and not is_whole(value, *WHOLE[name]):
                raise ValueError(f"race: {name} must be a whole number of {WHOLE[name][0]} or more, not {shown(value)}")
        check(change)


def check_sweep(sweep):
    """ValueError unless ``sweep`` is {} or {"learning_rate": rising, "batch_size": rising, "epochs": n}."""
    if sweep == {}:
        return
    rising = isinstance(sweep, dict) and set(sweep) == {"learning_rate", "batch_size", "epochs"}
    for name in ("learning_rate", "batch_size") if rising else ():
        values = sweep[name]
        rising = rising and isinstance(values, (list, tuple)) and 2 <= len(values) <= MOST_CELLS
        rising = rising and all(is_real(v) and 0 <= v < math.inf for v in values)
        rising = rising and all(a < b for a, b in itertools.pairwise(values))
    if (
        not rising
        or not all(is_whole(b, 1, 10**9) for b in sweep["batch_size"])
        or not is_whole(sweep["epochs"], 1, 500)
    ):
        wanted = '{"learning_rate": [...], "batch_size": [...], "epochs": 20}, each list rising, of 2 to 10 numbers'
        raise ValueError(f"sweep must be {{}} or {wanted}, not {shown(sweep)}")
