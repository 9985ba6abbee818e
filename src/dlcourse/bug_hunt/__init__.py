"""The assignment "Bug Hunt": six implementations with one planted bug each. Read them; run what you like against them.

Each is a module with ``data(rng)``, which gives ``X, y``, and ``train(X, y, rng)``, which gives the parameters and the
cost after each epoch. Its first lines say what it promises; the bug is where it does something else.
"""

import inspect

from dlcourse.bug_hunt import corners, exam, rents, ring, sine, xor

PROGRAMS = {"rents": rents, "xor": xor, "ring": ring, "exam": exam, "corners": corners, "sine": sine}

KINDS = {
    "a": "the sign of a gradient or of an update is turned round",
    "b": "an average over the examples is missing, or taken twice",
    "c": "the derivative of an activation is wrong, or left out",
    "d": "an activation is left out of the forward pass",
    "e": "a matrix product has a transpose too many, or too few",
    "f": "a bias is left out, or never updated",
    "g": "a layer is skipped on the way back",
    "h": "parameters are changed before the backward pass is over",
    "i": "the neurons of a layer start alike",
    "j": "X and y no longer belong together",
    "k": "rows are left out, or used twice",
    "l": "training stops at the wrong moment",
}


def source(name):
    """The text of a program, as it stands in its file.

    Raises
    ------
    ValueError
        If there is no program of that name.
    """
    if name not in PROGRAMS:
        raise ValueError(f"there is no program {name!r}; there are {', '.join(PROGRAMS)}")
    return inspect.getsource(PROGRAMS[name])


def listing(name):
    """Print a program with the numbers of its lines."""
    for number, line in enumerate(source(name).splitlines(), start=1):
        print(f"{number:3}  {line}".rstrip())
