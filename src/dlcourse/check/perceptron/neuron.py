"""Questions ``weighted_sum``, ``step``, ``gates`` and ``predict``: what a perceptron says."""

import numpy as np

from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, inspect_parts
from dlcourse.check.harness.gates import AND, NAND, OR, as_triple, gate
from dlcourse.check.harness.report import Check, Report
from dlcourse.check.harness.substitutes import better_of_two
from dlcourse.check.perceptron import formulas
from dlcourse.check.perceptron.formulas import STAND_INS

PUBLIC_SEED = 4


def generator(seed):
    """The generator of a fixture; None is the public one."""
    return np.random.default_rng(PUBLIC_SEED if seed is None else seed)


def _row(rng, n):
    """x, w and b whose sum is far from 0 and whose entries are far from equal."""
    return rng.normal(0.5, 1.5, n), rng.normal(-0.5, 1.5, n), float(rng.uniform(0.5, 2) * rng.choice([-1, 1]))


def inspect_weighted_sum(weighted_sum, seed=None):
    """The weighted sum of one row: 2, 3, 5 and 1 inputs."""
    rng, cases = generator(seed), []
    for check, n in (("two inputs", 2), ("any number of inputs", 3), ("any number of inputs", 5),
                     ("any number of inputs", 1), ("two inputs", 2)):  # fmt: skip
        x, w, b = _row(rng, n)
        given = {"x": x, "w": w, "b": b}
        cases.append(Case(check, f"{n} inputs" if n > 1 else "1 input", given, formulas.weighted_sum(x, w, b)))
    part = Part("weighted_sum", weighted_sum, cases, SUMS, shape_check="one number")
    checks = ["one number", "two inputs", "any number of inputs", UNCHANGED, TWICE]
    return inspect_parts("weighted_sum", [part], checks, seed is not None)


SUMS = [
    ("bias left out", "the bias is left out", lambda x, w, b: w @ x),
    ("bias subtracted", "the bias is subtracted, it must be added", lambda x, w, b: w @ x - b),
    ("bias at every input", "the bias is added once for every input. It is added once in all",
     lambda x, w, b: np.sum(w * x + b)),
    ("bias multiplied", "the bias is multiplied, it must be added", lambda x, w, b: (w @ x) * b),
    ("bias is a weight", "the bias is treated like a weight: the sum is multiplied by it, too",
     lambda x, w, b: w @ x + b * np.sum(x)),
    ("not summed", "the products are not summed: one neuron has one sum", lambda x, w, b: w * x + b),
    ("not summed, no bias", "the products are not summed, and the bias is left out", lambda x, w, b: w * x),
    ("no products", "inputs and weights are added. Multiply each input by its weight, then add",
     lambda x, w, b: np.sum(x + w) + b),
    ("sums multiplied", "the sum of the inputs is multiplied by the sum of the weights. Each input has its own weight",
     lambda x, w, b: np.sum(x) * np.sum(w) + b),
    ("averaged", "the products are averaged, they must be summed", lambda x, w, b: np.mean(w * x) + b),
    ("first input alone", "only the first input counts", lambda x, w, b: w[0] * x[0] + b),
    ("last input alone", "only the last input counts", lambda x, w, b: w[-1] * x[-1] + b),
    ("last input left out", "the last input is left out", lambda x, w, b: w[:-1] @ x[:-1] + b),
    ("first input left out", "the first input is left out", lambda x, w, b: w[1:] @ x[1:] + b),
    ("two inputs alone", "only the first two inputs count", lambda x, w, b: w[:2] @ x[:2] + b),
    ("two inputs alone", "only the first two inputs count", lambda x, w, b: w[0] * x[0] + w[1] * x[1] + b),
    ("weights turned round", "the weights are taken in reverse order", lambda x, w, b: w[::-1] @ x + b),
    ("weights squared", "the inputs are missing: that is the weights times themselves", lambda x, w, b: w @ w + b),
    ("inputs squared", "the weights are missing: that is the inputs times themselves", lambda x, w, b: x @ x + b),
    ("weights missing", "the weights are missing: that is the sum of the inputs", lambda x, w, b: np.sum(x) + b),
    ("sign turned round", "the sign is turned round", lambda x, w, b: -(w @ x + b)),
    ("step taken already", "that is 0 or 1. The sum itself is wanted, the step comes next",
     lambda x, w, b: float(w @ x + b >= 0)),
]  # fmt: skip


def inspect_step(step, seed=None):
    """The binary step: at 0, on both sides, on numbers and on arrays of any shape."""
    rng = generator(seed)
    near = rng.uniform(0.05, 0.45, 3)
    arrays = [
        ("at zero", "z = [-0.3, 0, 0.3]", np.array([-near[0], 0.0, near[0]])),
        ("at zero", "z of shape (2, 2)", np.array([[0.0, -near[1]], [2.5, 0.0]])),
        ("values", "z of shape (4,)", np.array([-2.0, near[2], -near[2], 0.8]) * rng.uniform(0.9, 1.1)),
        ("values", "z of shape (5, 3)", rng.uniform(0.1, 3, (5, 3)) * rng.choice([-1, 1], (5, 3))),
        ("values", "z = +-1000", np.array([-1000.0, 1000.0])),
        ("values", "one number below 0", -float(rng.uniform(0.2, 2))),
        ("values", "one number above 0", float(rng.uniform(1.2, 2))),
    ]
    cases = [Case(check, tested, {"z": z}, formulas.step(z)) for check, tested, z in arrays]
    part = Part("step", step, cases, STEPS, shape_check="shape")
    return inspect_parts("step", [part], ["at zero", "values", "shape", UNCHANGED, TWICE], seed is not None)


def _sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


STEPS = [
    ("step(0)", "at exactly 0 the step says 1: >= and not >", lambda z: np.where(z > 0, 1.0, 0.0)),
    ("-1 for 0", "the two answers are 0 and 1, not -1 and 1", lambda z: np.where(z >= 0, 1.0, -1.0)),
    ("sign", "that is the sign: -1, 0 or 1. The step says 0 or 1", lambda z: np.sign(z)),
    ("half at 0", "at exactly 0 the step says 1, not 0.5", lambda z: np.heaviside(z, 0.5)),
    ("turned round", "0 and 1 have changed places", lambda z: np.where(z >= 0, 0.0, 1.0)),
    ("turned round, step(0)", "0 and 1 have changed places (1 is said at 0 and below)",
     lambda z: np.where(z > 0, 0.0, 1.0)),
    ("relu", "that is ReLU: above 0 the step says 1, not z", lambda z: np.maximum(z, 0.0)),
    ("sigmoid", "that is the sigmoid. The step has no slope: it says 0 or 1", _sigmoid),
    ("tanh", "that is tanh. The step says 0 or 1", np.tanh),
    ("step at 0.5", "the border is at 0, not at 0.5", lambda z: np.where(np.asarray(z) >= 0.5, 1.0, 0.0)),
    ("step at 1", "the border is at 0, not at 1", lambda z: np.where(np.asarray(z) >= 1, 1.0, 0.0)),
    ("z returned", "z is returned as it came", lambda z: z),
    ("always 1", "it says 1 whatever z is", lambda z: np.ones(np.shape(z))),
    ("always 0", "it says 0 whatever z is", lambda z: np.zeros(np.shape(z))),
    ("absolute value", "the sign of z decides, and abs takes it away", lambda z: np.where(np.abs(z) > 0, 1.0, 0.0)),
    ("one entry decides", "one entry at 0 or above decides for all. Each entry has its own answer",
     lambda z: np.full(np.shape(z), float(np.any(z >= 0)))),
    ("all entries decide", "one entry below 0 decides for all. Each entry has its own answer",
     lambda z: np.full(np.shape(z), float(np.all(z >= 0)))),
    ("nan at 0", "z / abs(z) is no number at 0", lambda z: (z / np.abs(z) + 1) / 2),
]  # fmt: skip

GATES = {"AND": AND, "OR": OR, "NAND": NAND}


def inspect_gates(gates):
    """Weights and a bias for AND, OR and NAND. Any that are right will do."""
    report = Report("gates", in_order=True)
    given = gates if isinstance(gates, dict) else {}
    if all(given.get(name) is None for name in GATES):
        report.started = False
        return report
    for name, wanted in GATES.items():
        triple = as_triple(given.get(name))
        if triple is not None:
            report.checks.append(gate(name, wanted, *triple))
            if report.checks[-1].passed is False:
                report.checks[-1].message = f"{name}: {report.checks[-1].message}"
        elif given.get(name) is None:
            text, mistake = f"{name} is missing", "weights missing"
            report.checks.append(Check(name, False, "", "(w0, w1, b)", "nothing", text, mistake))
        else:
            text = f"{name} must be three numbers, (w0, w1, b)"
            report.checks.append(Check(name, False, "", "(w0, w1, b)", repr(given[name])[:40], text, "no triple"))
    return report


def _rows(rng, m, n):
    """Rows on both sides of the line, none very near it."""
    while True:
        X, w, b = rng.normal(0, 1.5, (m, n)), rng.normal(0, 1, n), float(rng.uniform(0.3, 1) * rng.choice([-1, 1]))
        z = X @ w + b
        if np.abs(z).min() > 0.02 and (m == 1 or 0 < (z > 0).mean() < 1):
            return X, w, b


def inspect_predict(predict, seed=None):
    """The answers for all rows at once, a column of 0 and 1."""
    rng, cases = generator(seed), []
    for check, m, n in (("two inputs", 5, 2), ("two inputs", 8, 2), ("other sizes", 7, 3), ("other sizes", 4, 4),
                        ("other sizes", 1, 2), ("other sizes", 6, 1), ("two inputs", 8, 2)):  # fmt: skip
        X, w, b = _rows(rng, m, n)
        cases.append(Case(check, f"m = {m}, n = {n}", {"X": X, "w": w, "b": b}, formulas.predict(X, w, b)))
    for shift in (1.0, 3.0):  # halves and whole numbers: the sums are exactly 0, without rounding
        X = np.array([[1.0, 1.0], [shift, -1.0], [0.5, 0.5 - shift], [2.0, -2.0 * shift]]) + rng.integers(0, 3) * 2
        w, b = np.array([1.0, 0.5]), float(-X[0, 0] - 0.5 * X[0, 1])
        given = {"X": X, "w": w, "b": b}
        cases.append(Case("on the line", "a row whose sum is exactly 0", given, formulas.predict(X, w, b)))
    checks = ["shape", "two inputs", "other sizes", "on the line", UNCHANGED, TWICE]

    def inspect(function):
        part = Part("predict", function, cases, PREDICTIONS, shape_check="shape")
        return inspect_parts("predict", [part], checks, seed is not None)

    return better_of_two(inspect, predict, ("predict",), STAND_INS)


def _column(z):
    return np.where(z >= 0, 1.0, 0.0).reshape(-1, 1)


PREDICTIONS = [
    ("step(0)", "a row whose sum is exactly 0 belongs to 1: >= and not >",
     lambda X, w, b: np.where(X @ w + b > 0, 1.0, 0.0)[:, None]),
    ("bias left out", "the bias is left out", lambda X, w, b: _column(X @ w)),
    ("bias subtracted", "the bias is subtracted, it must be added", lambda X, w, b: _column(X @ w - b)),
    ("no step", "the sums themselves are returned: the step is missing", lambda X, w, b: (X @ w + b)[:, None]),
    ("-1 for 0", "the two answers are 0 and 1, not -1 and 1", lambda X, w, b: 2 * _column(X @ w + b) - 1),
    ("turned round", "0 and 1 have changed places", lambda X, w, b: 1 - _column(X @ w + b)),
    ("first row alone", "only the first row is answered: one answer for every row",
     lambda X, w, b: _column(X[:1] @ w + b)),
    ("last row alone", "only the last row is answered: one answer for every row",
     lambda X, w, b: _column(X[-1:] @ w + b)),
    ("not summed", "each row needs one sum over its inputs: X * w alone has one number per input",
     lambda X, w, b: np.where(X * w + b >= 0, 1.0, 0.0)),
    ("summed over the rows", "the sum runs over the rows. It must run over the inputs of each row",
     lambda X, w, b: _column((X * w).sum(axis=0) + b)),
    ("table turned round", "X.T has one row per input. A row of X is one example: X @ w",
     lambda X, w, b: _column(X.T @ w + b)),
    ("one answer for all", "all rows are summed into one answer", lambda X, w, b: float(np.sum(X * w) + b >= 0)),
    ("sigmoid", "that is the sigmoid of the sum. A perceptron decides: 0 or 1",
     lambda X, w, b: _sigmoid(X @ w + b)[:, None]),
    ("class counted from 1", "the answers are 0 and 1, not 1 and 2", lambda X, w, b: _column(X @ w + b) + 1),
    ("step at 0.5", "the border is at a sum of 0, not of 0.5", lambda X, w, b: _column(X @ w + b - 0.5)),
    ("first input left out", "the first input is left out", lambda X, w, b: _column(X[:, 1:] @ w[1:] + b)),
    ("last input left out", "the last input is left out", lambda X, w, b: _column(X[:, :-1] @ w[:-1] + b)),
    ("weights turned round", "the weights are taken in reverse order", lambda X, w, b: _column(X @ w[::-1] + b)),
    ("absolute value", "the sign of the sum decides, and abs takes it away",
     lambda X, w, b: _column(np.abs(X @ w + b))),
]  # fmt: skip
