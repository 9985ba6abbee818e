"""Weights of a perceptron for a logical function of two inputs: any that are right will do."""

import numpy as np

from dlcourse.check.harness.report import Check

ROWS = ((0, 0), (0, 1), (1, 0), (1, 1))
AND, OR, NAND = (0, 0, 0, 1), (0, 1, 1, 1), (1, 1, 1, 0)
NAMES = {AND: "AND", OR: "OR", NAND: "NAND", (1, 0, 0, 0): "NOR", (1, 1, 1, 1): "always 1", (0, 0, 0, 0): "always 0"}


def as_triple(value):
    """Three finite floats, or None."""
    try:
        triple = tuple(float(number) for number in value)
    except (TypeError, ValueError, OverflowError):
        return None
    return triple if len(triple) == 3 and np.isfinite(triple).all() else None


def gate(name, wanted, w0, w1, b):
    """The Check of one function: which rows are wrong, and whether it is another one that was found."""
    said = tuple(int(w0 * p + w1 * q + b >= 0) for p, q in ROWS)
    if said == wanted:
        return Check(name, True, "four rows")
    wrong = next(row for row, s, w in zip(ROWS, said, wanted, strict=True) if s != w)
    z = w0 * wrong[0] + w1 * wrong[1] + b
    what = f"that is {NAMES[said]}, not {name}. " if said in NAMES else ""
    text = f"{what}For {wrong} the sum is {z:g}, so it says {int(z >= 0)}"
    mistake = f"{NAMES[said]} for {name}" if said in NAMES else f"not {name}"
    if z == 0:
        text, mistake = f"for {wrong} the sum is exactly 0, and the step says 1 there", "on the line"
    return Check(name, False, "four rows", str(wanted), str(said), text, mistake)
