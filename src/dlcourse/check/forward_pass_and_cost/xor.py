"""Question ``xor`` of "Forward Pass and Cost": weights set by hand. Any that solve it will do."""

import numpy as np

from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.report import Check, Report
from dlcourse.nn import forward

X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
Y = np.array([0, 1, 1, 0])
SHAPES = {"W1": (2, 2), "b1": (2,), "W2": (1, 2), "b2": (1,)}
XOR = ["shapes", "right side of 0.5", "clear answers"]
LOW, HIGH = 0.1, 0.9

# What else four answers can mean, by the sides of 0.5.
OTHERS = {
    (0, 1, 1, 1): ("OR in place of XOR", "that is OR: (1, 1) must give 0"),
    (0, 0, 0, 1): ("AND in place of XOR", "that is AND"),
    (1, 0, 0, 1): ("XNOR in place of XOR", "that is XNOR, XOR turned round: multiply W2 and b2 by -1"),
    (1, 1, 1, 0): ("NAND in place of XOR", "that is NAND: (0, 0) must give 0"),
    (1, 0, 0, 0): ("NOR in place of XOR", "that is NOR, OR turned round"),
    (0, 0, 1, 1): ("first input alone", "the output repeats the first input"),
    (0, 1, 0, 1): ("second input alone", "the output repeats the second input"),
    (0, 1, 0, 0): ("one half of XOR", "only (0, 1) gives 1: (1, 0) must as well"),
    (0, 0, 1, 0): ("one half of XOR", "only (1, 0) gives 1: (0, 1) must as well"),
    (0, 0, 0, 0): ("always below 0.5", "the output is below 0.5 for all four rows"),
    (1, 1, 1, 1): ("always above 0.5", "the output is above 0.5 for all four rows"),
}


def inspect_xor(weights):
    """Judge ``{"W1": ..., "b1": ..., "W2": ..., "b2": ...}`` by what the 2-2-1 network with sigmoids then answers."""
    report = Report("xor", in_order=True)
    given = weights if isinstance(weights, dict) else {}
    if isinstance(weights, dict) and all(given.get(name) is None for name in SHAPES):
        report.started = False
        return report
    report.checks = [_shapes(weights), Check(XOR[1], None), Check(XOR[2], None)]
    if not report.checks[0].passed:
        for check in report.checks[1:]:
            check.message = "not judged: the shapes come first"
        return report
    parameters = {name: as_array(given[name]) for name in SHAPES}
    y_hat, cache = forward(X, parameters, "sigmoid", "sigmoid")
    report.checks[1] = _sides(y_hat[:, 0], cache["A1"])
    report.checks[2] = _clear(y_hat[:, 0], report.checks[1].passed)
    return report


def _shapes(weights):
    if not isinstance(weights, dict):
        said = "xor must be a dictionary with W1, b1, W2 and b2"
        return Check(XOR[0], False, "", "a dictionary", type(weights).__name__, said, "not a dictionary")
    for name, shape in SHAPES.items():
        value = weights.get(name)
        array = as_array(value)
        if value is None:
            return Check(XOR[0], False, name, str(shape), "nothing", f"{name} is missing", "weights missing")
        if array is None or array.shape != shape:
            got = type(value).__name__ if array is None else str(array.shape)
            said = f"{name} must be an array of shape {shape}, not {got}"
            return Check(XOR[0], False, name, str(shape), got, said, "another shape")
        if not np.isfinite(array).all():
            said = f"{name} must hold finite numbers"
            return Check(XOR[0], False, name, "numbers", "NaN or infinity", said, "not finite")
    return Check(XOR[0], True, ", ".join(SHAPES))


def _shown(value):
    """Two digits, and more where two would read like the border it has to cross."""
    text = f"{value:.2f}"
    return f"{value:.9g}" if float(text) in (0.5, LOW, HIGH) else text


def _sides(y_hat, A1):
    sides, tested = tuple((y_hat > 0.5).astype(int).tolist()), "the four rows, sigmoid in both layers"
    if sides == tuple(Y):
        return Check(XOR[1], True, tested)
    shown = ", ".join(map(_shown, y_hat))
    row = next(k for k in range(4) if sides[k] != Y[k])
    place = f"({X[row, 0]:.0f}, {X[row, 1]:.0f})"
    wrong = sum(side != want for side, want in zip(sides, Y, strict=True))
    mistake, said = OTHERS.get(sides, ("not yet XOR", f"{wrong} of the 4 rows are wrong"))
    if np.abs(A1 - A1[0]).max() < 1e-3:
        mistake, said = "hidden layer blind", "the hidden neurons say the same for all four rows"
    elif np.abs(A1[:, 0] - A1[:, 1]).max() < 1e-3:
        mistake, said = "hidden neurons alike", "both hidden neurons say the same: one line cannot separate XOR"
    elif np.array_equal(A1[1] > 0.5, A1[3] > 0.5) and np.array_equal(A1[2] > 0.5, A1[3] > 0.5) and sides[1] == sides[3]:
        said += ". The hidden neurons tell (0, 1), (1, 0) and (1, 1) not apart"
    said += (
        f". At {place} the hidden neurons give {A1[row, 0]:.2f} and {A1[row, 1]:.2f}, the output {_shown(y_hat[row])}"
    )
    return Check(XOR[1], False, tested, "below, above, above, below 0.5", shown, said, mistake)


def _clear(y_hat, sides):
    if not sides:
        return Check(XOR[2], None, message="not judged: the sides come first")
    unclear = np.where(Y == 1, y_hat <= HIGH, y_hat >= LOW)
    if not unclear.any():
        return Check(XOR[2], True, f"below {LOW} and above {HIGH}")
    row = int(np.argmax(unclear))
    place, far = f"({X[row, 0]:.0f}, {X[row, 1]:.0f})", f"above {HIGH}" if Y[row] else f"below {LOW}"
    said = f"the right sides, but at {place} the output is {_shown(y_hat[row])}, and should be {far}: "
    said += "make the weights and biases larger, all by the same factor"
    return Check(XOR[2], False, f"below {LOW} and above {HIGH}", far, _shown(y_hat[row]), said, "weights too small")
