"""Questions ``learn`` and ``train``: Rosenblatt's rule on one row, and on all rows until none is wrong."""

from functools import lru_cache

import numpy as np

from dlcourse.check.harness.answers import Count, Several, Truth
from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, Values, inspect_parts
from dlcourse.check.harness.substitutes import better_of_two
from dlcourse.check.perceptron import formulas
from dlcourse.check.perceptron.formulas import STAND_INS, rule
from dlcourse.check.perceptron.neuron import generator

STEPS = 10_000
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def column(values):
    """(m, 1) float array."""
    return np.array(values, dtype=float)[:, None]


def _row(rng, n, says, y, rate):
    """A row that the perceptron answers with ``says``, with a sum that is clearly not 0."""
    while True:
        w, x, b = rng.normal(0, 1, n), rng.normal(0, 1.5, n), float(rng.normal())
        z = w @ x + b
        if 0.3 < abs(z) < 3 and (z > 0) == says and np.abs(x).min() > 0.2 and abs(abs(b) - 1) > 0.1:
            return {"w": w, "b": b, "x": x, "y": y, "learning_rate": rate}


def _on_the_line(rng, n, y, rate):
    w, x = rng.integers(1, 4, n).astype(float), rng.choice([1.5, 2.5, 3.5], n)  # no input of 1: it would hide mistakes
    return {"w": w, "b": -float(w @ x), "x": x, "y": y, "learning_rate": rate}


def _told_apart(rng, n, wrong_sum):
    """A row on whose other side ``wrong_sum(w, b, x)`` lies."""
    while True:
        w, x, b = rng.normal(0, 1, n), rng.normal(0, 1.5, n), float(rng.normal())
        z, wrong = w @ x + b, wrong_sum(w, b, x)
        if 0.3 < abs(z) < 3 and z * wrong < 0 and min(np.abs(x).min(), abs(wrong)) > 0.2 and abs(abs(b) - 1) > 0.1:
            return {"w": w, "b": b, "x": x, "y": int(z > 0), "learning_rate": 0.5}


def learn_rows(seed=None):
    """(check, arguments) of every call of ``learn``, in the assignment and in lecture 04."""
    rng = generator(seed)
    rows = [
        ("says 0, 1 is wanted", _row(rng, 2, False, 1, 0.5)),
        ("says 0, 1 is wanted", _row(rng, 3, False, 1, 1.0)),
        ("says 1, 0 is wanted", _row(rng, 2, True, 0, 0.25)),
        ("says 1, 0 is wanted", _row(rng, 4, True, 0, 1.0)),
        ("right already", _row(rng, 2, True, 1, 0.5)),
        ("right already", _row(rng, 3, False, 0, 1.0)),
        ("on the line", _on_the_line(rng, 2, 0, 0.5)),
        ("on the line", _on_the_line(rng, 3, 1, 1.0)),
        ("on the line", _on_the_line(rng, 2, 1, 0.25)),
    ]
    return rows + [("right already", _told_apart(rng, n, wrong)) for wrong in OTHER_SUMS for n in (3, 4)]


def inspect_learn(learn, seed=None):
    """The learning rule on one row: too low, too high, right, and a sum of exactly 0."""
    rows, cases = learn_rows(seed), []
    for check, given in rows:
        tested = f"{len(given['x'])} inputs, learning_rate = {given['learning_rate']:g}, y = {given['y']}"
        cases.append(Case(check, tested, given, rule(*given.values())))
    checks = ["w and b", *dict.fromkeys(check for check, _ in rows), UNCHANGED, TWICE]

    def inspect(function):
        answer = Several(w=Values(), b=Values())
        part = Part("learn", function, cases, RULES, shape_check="w and b", answer=answer)
        return inspect_parts("learn", [part], checks, seed is not None)

    return better_of_two(inspect, learn, ("learn",), STAND_INS)


# What may stand in the place of the weighted sum: bias left out, subtracted, counted for every input; two inputs alone.
OTHER_SUMS = (
    lambda w, b, x: w @ x,
    lambda w, b, x: w @ x - b,
    lambda w, b, x: np.sum(w * x + b),
    lambda w, b, x: w[:2] @ x[:2] + b,
)


def _by_sum(wrong_sum):
    """The rule with another weighted sum."""

    def learn(w, b, x, y, rate):
        error = y - float(wrong_sum(w, b, x) >= 0)
        return w + rate * error * x, b + rate * error

    return learn


def _moved(w, b, x, y, rate):
    """By how much the rule moves the bias."""
    return rule(w, b, x, y, rate)[1] - b


RULES = [
    ("wrong direction", "the error is y - y_hat: this moves away from the answer",
     lambda w, b, x, y, r: rule(w, b, x, y, r, error=lambda t, s: s - t)),
    ("bias not moved", "the bias moves too, by learning_rate * error",
     lambda w, b, x, y, r: (rule(w, b, x, y, r)[0], b)),
    ("weights not moved", "the weights stay where they were: each moves by learning_rate * error * its input",
     lambda w, b, x, y, r: (w, rule(w, b, x, y, r)[1])),
    ("learning rate left out", "the learning rate is left out", lambda w, b, x, y, r: rule(w, b, x, y, 1.0)),
    ("learning rate squared", "the learning rate counts twice", lambda w, b, x, y, r: rule(w, b, x, y, r * r)),
    ("learning rate without the bias", "the learning rate belongs to the bias too",
     lambda w, b, x, y, r: (rule(w, b, x, y, r)[0], b + np.sign(_moved(w, b, x, y, r)))),
    ("input left out", "each weight moves by its input: times x",
     lambda w, b, x, y, r: (w + _moved(w, b, x, y, r), b + _moved(w, b, x, y, r))),
    ("moved by w", "each weight moves by its input x, not by itself",
     lambda w, b, x, y, r: (w + _moved(w, b, x, y, r) * w, b + _moved(w, b, x, y, r))),
    ("step(0)", "at a sum of exactly 0 the perceptron says 1: >= and not >",
     lambda w, b, x, y, r: rule(w, b, x, y, r, said=lambda z: z > 0)),
    ("no step", "the error compares with what it says, 0 or 1, not with the sum",
     lambda w, b, x, y, r: rule(w, b, x, y, r, said=lambda z: z)),
    ("-1 for 0", "the answers are 0 and 1. With -1 for 0 the error of a wrong row is twice as large",
     lambda w, b, x, y, r: rule(w, b, x, y, r, said=lambda z: 1 if z >= 0 else -1)),
    ("moves when right", "where the answer is right nothing changes",
     lambda w, b, x, y, r: (w + r * (2 * y - 1) * x, b + r * (2 * y - 1))),
    ("only upwards", "a row that says 1 where 0 is wanted must move the weights too",
     lambda w, b, x, y, r: rule(w, b, x, y, r, error=lambda t, s: max(t - s, 0))),
    ("only downwards", "a row that says 0 where 1 is wanted must move the weights too",
     lambda w, b, x, y, r: rule(w, b, x, y, r, error=lambda t, s: min(t - s, 0))),
    ("absolute error", "the sign of the error is lost: y - y_hat is 1, 0 or -1",
     lambda w, b, x, y, r: rule(w, b, x, y, r, error=lambda t, s: abs(t - s))),
    ("bias times input", "the bias has no input",
     lambda w, b, x, y, r: (rule(w, b, x, y, r)[0], b + _moved(w, b, x, y, r) * x[0])),
    ("step returned", "those are the steps. Add them to the old w and b",
     lambda w, b, x, y, r: (rule(w, b, x, y, r)[0] - w, _moved(w, b, x, y, r))),
    ("y alone", "the error is y - y_hat, not y alone",
     lambda w, b, x, y, r: rule(w, b, x, y, r, error=lambda t, s: t)),
    ("bias left out of the sum", "the sum that it says 0 or 1 from lacks the bias",
     lambda w, b, x, y, r: tuple(p + q for p, q in zip(
         (w, b), _step_of(w, 0.0, x, y, r), strict=True))),
    ("bias subtracted", "the bias is subtracted in the sum, it must be added", _by_sum(OTHER_SUMS[1])),
    ("bias at every input", "the bias is added once for every input. It is added once in all", _by_sum(OTHER_SUMS[2])),
    ("two inputs alone", "only the first two inputs count in the sum", _by_sum(OTHER_SUMS[3])),
    ("nothing moved", "nothing moves, though the answer is wrong", lambda w, b, x, y, r: (w, b)),
]  # fmt: skip


def _step_of(w, b, x, y, rate):
    new_w, new_b = rule(w, b, x, y, rate)
    return new_w - w, new_b - b


def separable(rng, m, n, enough=3):
    """Rows of two classes with a gap between them, for which the rule needs at least ``enough`` epochs."""
    while True:
        w, X = rng.normal(0, 1, n), rng.normal(0, 1.5, (4 * m, n)).round(2)
        z = X @ w - 0.4
        X, z = X[np.abs(z) > 0.4][:m], z[np.abs(z) > 0.4][:m]
        y = column(z > 0)
        if len(X) == m and 0.25 < y.mean() < 0.75 and enough <= formulas.train(X, y, 1.0, 9)[2] < 9:
            return X, y


@lru_cache(maxsize=8)
def _training_cases(seed):
    rng = generator(seed)
    truth = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0)}
    X, y = separable(rng, 9, 3)
    xor, mixed = column((0, 1, 1, 0)), rng.permutation(4)
    while not _loop(CORNERS[mixed], xor[mixed], 1.0, 12, ends=lambda errors: errors[-1] == 0)[3]:
        mixed = rng.permutation(4)  # an order in which a loop that looks at the last row alone would stop
    order = rng.permutation(4)
    needed = formulas.train(X, y, 1.0, 50)[2]
    enough = formulas.train(CORNERS[order], column(truth["AND"])[order], 1.0, 50)[2]
    runs = [("AND, OR, NAND", name, CORNERS[order], column(values)[order], 1.0, 30) for name, values in truth.items()]
    runs += [
        ("other data", "9 rows, 3 inputs", X, y, 1.0, 50),
        ("other data", "8 rows, 2 inputs", *separable(rng, 8, 2), 1.0, 50),
        ("other data", "6 rows, 1 input", *separable(rng, 6, 1, enough=2), 1.0, 50),
        ("XOR", "XOR, 12 epochs", CORNERS[mixed], xor[mixed], 1.0, 12),
        ("XOR", "XOR, 7 epochs", CORNERS, xor, 1.0, 7),
        ("max_epochs", "one epoch too few", X, y, 1.0, needed - 1),
        ("max_epochs", "just enough epochs", X, y, 1.0, needed),
        ("max_epochs", "AND, just enough epochs", CORNERS[order], column(truth["AND"])[order], 1.0, enough),
        ("max_epochs", "one epoch", CORNERS[order], column(truth["AND"])[order], 1.0, 1),
        ("learning rate", "learning_rate = 0.5", X, y, 0.5, 50),
        ("learning rate", "learning_rate = 0.125", CORNERS[order], column(truth["NAND"])[order], 0.125, 30),
    ]
    cases = []
    for check, tested, rows, classes, rate, most in runs:
        given = {"X": rows, "y": classes, "learning_rate": rate, "max_epochs": most}
        cases.append(Case(check, tested, given, formulas.train(*given.values())))
    return tuple(cases)


def inspect_train(train, seed=None):
    """AND, OR, NAND and other separable rows are learnt; XOR is said not to be; both ends of the loop."""
    cases = _training_cases(seed)
    checks = ["w and b", *dict.fromkeys(case.check for case in cases), UNCHANGED, TWICE]

    def inspect(function):
        answer = Several(w=Values(), b=Values(), epochs=Count(), learnt=Truth())
        part = Part("train", function, cases, LOOPS, shape_check="w and b", answer=answer, steps=STEPS)
        return inspect_parts("train", [part], checks, seed is not None)

    return better_of_two(inspect, train, ("train",), STAND_INS)


def _loop(X, y, rate, most, start=0.0, ends=lambda errors: not np.any(errors), together=False, forget=False,
          says=lambda z: z >= 0, bias=True, weights=True, backwards=False, sign=1.0, unlearnt=False):  # fmt: skip
    """The loop with whatever a mistake puts in the place of its parts."""
    w, b = np.full(X.shape[1], float(start)), float(start)
    for epoch in range(1, most + 1):
        if forget:
            w, b = np.zeros(X.shape[1]), 0.0
        errors, new_w, new_b = [], w, b
        for k in range(len(X))[::-1] if backwards else range(len(X)):
            error = float(y[k, 0]) - float(says(X[k] @ w + b))
            errors.append(error)
            new_w = new_w + weights * sign * rate * error * X[k]
            new_b = new_b + bias * sign * rate * error
            if not together:
                w, b = new_w, new_b
        w, b = new_w, new_b
        if ends(errors):
            return w, b, epoch, True
    return w, b, most, unlearnt


def _changed(**other):
    """The loop with another count or another word at its end."""

    def run(X, y, rate, most):
        w, b, epochs, learnt = formulas.train(X, y, rate, most)
        return tuple(other.get(name, lambda v, *_: v)(value, learnt, epochs, most) for name, value in
                     (("w", w), ("b", b), ("epochs", epochs), ("learnt", learnt)))  # fmt: skip

    return run


LOOPS = [
    ("always learnt", "it says learnt = True even where rows are still wrong",
     _changed(learnt=lambda v, learnt, epochs, most: True)),
    ("never learnt", "it says learnt = False even where no row is wrong",
     _changed(learnt=lambda v, learnt, epochs, most: False)),
    ("learnt turned round", "learnt says the opposite", _changed(learnt=lambda v, learnt, epochs, most: not learnt)),
    ("learnt from the count", "an epoch without a mistake may be the last one allowed: learnt is True then, too",
     _changed(learnt=lambda v, learnt, epochs, most: epochs < most)),
    ("last epoch not counted", "the epoch without a mistake counts, too: epochs is one too small",
     _changed(epochs=lambda v, learnt, epochs, most: epochs - learnt)),
    ("epochs counted from 0", "epochs is one too small: count from 1",
     _changed(epochs=lambda v, learnt, epochs, most: epochs - 1)),
    ("one epoch too many counted", "epochs is one too large", _changed(
        epochs=lambda v, learnt, epochs, most: epochs + 1)),
    ("steps for epochs", "epochs counts walks through all rows, not single rows", lambda X, y, r, most: (
        *_loop(X, y, r, most)[:2], _loop(X, y, r, most)[2] * len(X), _loop(X, y, r, most)[3])),
    ("goes on", "epochs is max_epochs, also where an earlier epoch was without a mistake. Stop there, and count what "
     "you walked through", _changed(epochs=lambda v, learnt, epochs, most: most)),
    ("one epoch alone", "one walk through the rows is not enough: repeat", lambda X, y, r, most: (
        *_loop(X, y, r, 1)[:3], _loop(X, y, r, 1)[3])),
    ("max_epochs ignored", "it must stop after max_epochs epochs", lambda X, y, r, most: _loop(X, y, r, 100)),
    ("one epoch too many", "it makes one epoch more than max_epochs", lambda X, y, r, most: _loop(X, y, r, most + 1)),
    ("one epoch too few", "it makes one epoch less than max_epochs", lambda X, y, r, most: _loop(X, y, r, most - 1)),
    ("last row decides", "it stops when the last row is right. No row may be wrong in the whole epoch",
     lambda *a: _loop(*a, ends=lambda errors: errors[-1] == 0)),
    ("first right row ends it", "it stops as soon as one row is right. No row may be wrong in the whole epoch",
     lambda *a: _loop(*a, ends=lambda errors: 0 in errors)),
    ("errors cancel", "an error of 1 and one of -1 add up to 0: count the wrong rows",
     lambda *a: _loop(*a, ends=lambda errors: sum(errors) == 0)),
    ("one wrong row is enough", "it stops while one row is still wrong",
     lambda *a: _loop(*a, ends=lambda errors: np.count_nonzero(errors) <= 1)),
    ("half is enough", "it stops while rows are still wrong",
     lambda *a: _loop(*a, ends=lambda errors: np.count_nonzero(errors) <= len(errors) / 2)),
    ("moved after the epoch", "the weights move after every row, not once after all rows",
     lambda *a: _loop(*a, together=True)),
    ("starts anew", "every epoch starts from zero again. Keep what was learnt", lambda *a: _loop(*a, forget=True)),
    ("starts at 1", "w and b start at 0", lambda *a: _loop(*a, start=1.0)),
    ("rows backwards", "the rows are taken from the last to the first", lambda *a: _loop(*a, backwards=True)),
    ("step(0)", "at a sum of exactly 0 the perceptron says 1: >= and not >",
     lambda *a: _loop(*a, says=lambda z: z > 0)),
    ("no step", "the error compares with what it says, 0 or 1, not with the sum",
     lambda *a: _loop(*a, says=lambda z: z)),
    ("bias never moves", "the bias is never moved", lambda *a: _loop(*a, bias=False)),
    ("weights never move", "the weights are never moved", lambda *a: _loop(*a, weights=False)),
    ("wrong direction", "the error is y - y_hat: this moves away from the answers", lambda *a: _loop(*a, sign=-1.0)),
    ("learning rate left out", "the learning rate is left out", lambda X, y, r, most: _loop(X, y, 1.0, most)),
]  # fmt: skip
