"""Questions ``forward_row`` and ``forward_all`` of "Forward Pass and Cost": one row, then all rows at once."""

import numpy as np

from dlcourse.check.harness.calling import call
from dlcourse.check.harness.cases import TWICE, UNCHANGED, Case, Part, inspect_parts
from dlcourse.check.harness.compare import difference
from dlcourse.check.harness.networks import make
from dlcourse.check.harness.report import Check
from dlcourse.nn import sigmoid

PUBLIC_SEED = 32
ROW = ["shape", "one neuron", "one layer", "2-3-2-1", "any depth", UNCHANGED, TWICE]
ALL = ["shape", "2-3-2-1", "any number of rows", "any depth", "no loop over the rows", UNCHANGED, TWICE]
MANY, STEPS = 20_000, 5_000  # rows, and the steps that are plenty for any number of layers and neurons


def _layers(parameters):
    return [(parameters[f"W{l}"], parameters[f"b{l}"]) for l in range(1, len(parameters) // 2 + 1)]


def _pass(A, parameters, z=lambda A, W, b: A @ W.T + b, g=sigmoid, last=sigmoid, layers=slice(None)):
    """A forward pass with one part of it replaced."""
    chosen = _layers(parameters)[layers]
    for k, (W, b) in enumerate(chosen, start=1):
        A = (last if k == len(chosen) else g)(z(A, W, b))
    return A


def _as_is(z):
    return z


def _late_bias(A, p):
    for W, b in _layers(p):
        A = sigmoid(A @ W.T) + b
    return A


def _inputs_everywhere(A, p):
    X = A
    for W, b in _layers(p):
        A = sigmoid(X @ W.T + b)
    return A


def _step(A, p):
    return _pass(A, p, g=lambda z: (z >= 0) * 1.0, last=lambda z: (z >= 0) * 1.0)


MISTAKES = [
    ("bias missing", "the bias is missing: z is the weighted sum plus b",
     lambda A, p: _pass(A, p, lambda A, W, b: A @ W.T)),
    ("bias subtracted", "the bias is subtracted: it is added to the weighted sum",
     lambda A, p: _pass(A, p, lambda A, W, b: A @ W.T - b)),
    ("one bias for the layer", "every neuron has a bias of its own: that is neuron 0's for all",
     lambda A, p: _pass(A, p, lambda A, W, b: A @ W.T + b[0])),
    ("activation missing", "the sigmoid is missing: a = sigmoid(z), in every layer",
     lambda A, p: _pass(A, p, g=_as_is, last=_as_is)),
    ("output without activation", "the last layer returns z: its activation is a sigmoid too",
     lambda A, p: _pass(A, p, last=_as_is)),
    ("hidden layers without activation", "the hidden layers pass on z: pass on a = sigmoid(z)",
     lambda A, p: _pass(A, p, g=_as_is)),
    ("bias after the activation", "the bias comes after the sigmoid: it belongs inside, sigmoid(weighted sum + b)",
     _late_bias),
    ("last layer missing", "that is the last hidden layer: one more layer to go",
     lambda A, p: _pass(A, p, layers=slice(-1))),
    ("first layer alone", "that is the first layer alone: its output is the input of the next one",
     lambda A, p: _pass(A, p, layers=slice(1))),
    ("W without transpose", "neuron i uses row i of W: here it uses column i (a .T is missing, or one too many)",
     lambda A, p: _pass(A, p, lambda A, W, b: A @ W + b)),
    ("X in every layer", "every layer uses the inputs of the network: it must use what the layer before it gave",
     _inputs_everywhere),
    ("step for sigmoid", "those are zeros and ones: the activation is the sigmoid, not the step", _step),
    ("sigmoid turned round", "the sigmoid falls where it should rise: it is 1 / (1 + exp(-z)), with a minus",
     lambda A, p: _pass(A, p, g=lambda z: sigmoid(-z), last=lambda z: sigmoid(-z))),
    ("sigmoid twice", "the sigmoid is applied twice",
     lambda A, p: _pass(A, p, g=lambda z: sigmoid(sigmoid(z)), last=lambda z: sigmoid(sigmoid(z)))),
    ("tanh for sigmoid", "that is tanh: the activation here is the sigmoid",
     lambda A, p: _pass(A, p, g=np.tanh, last=np.tanh)),
    ("inputs left out", "the weights are summed without their inputs: each is multiplied by what it carries",
     lambda A, p: _pass(A, p, lambda A, W, b: 0 * (A @ W.T) + W.sum(axis=1) + b)),
]  # fmt: skip

# What only makes sense for many rows.
MISTAKES_ALL = [
    *MISTAKES,
    ("one row for all", "all rows have the answer of the first one", lambda X, p: 0 * X[:, :1] + _pass(X[:1], p)),
    ("mean of the rows", "the rows are averaged before the pass: each row has its own answer",
     lambda X, p: 0 * X[:, :1] + _pass(X.mean(axis=0, keepdims=True), p)),
    ("rows in reverse", "row k of the answer belongs to another row of X", lambda X, p: _pass(X, p)[::-1]),
]  # fmt: skip


def _networks(seed, secret):
    """(check of ``forward_row``, fixture) pairs; square layers name what crashes elsewhere."""
    rng = np.random.default_rng(seed)
    plan = [("one neuron", [4, 1] if secret else [3, 1], 5), ("one layer", [2, 3] if secret else [3, 2], 5)]
    plan += [("2-3-2-1", [2, 3, 2, 1], 5), ("any depth", [4, 2] if secret else [2, 3], 4)]
    plan += [("any depth", [2, 4, 3, 2, 2] if secret else [2, 4, 3, 2, 1], 6)]
    plan += [("any depth", [3, 3, 3, 3], 5), ("any depth", [2, 2, 2], 4), ("2-3-2-1", [2, 3, 2, 1], 5)]
    return [(check, make(list(sizes), m, rng, secret=secret)) for check, sizes, m in plan]


def inspect_forward_row(forward_row, seed=PUBLIC_SEED, secret=False):
    """Judge ``forward_row(x, parameters)``, from a single neuron to any depth."""
    cases = []
    for check, f in _networks(seed, secret):
        sizes = "-".join(map(str, f.sizes))
        given = {"x": f.X[0], "parameters": f.parameters}
        cases.append(Case(check, f"one row, {sizes}", given, f.cache[f"A{f.depth}"][0]))
    part = Part("forward_row", forward_row, cases, MISTAKES, shape_check="shape")
    return inspect_parts("forward_row", [part], ROW, secret)


def inspect_forward_all(forward_all, seed=PUBLIC_SEED, secret=False):
    """Judge ``forward_all(X, parameters)``. Loops over layers and neurons are free; one over 20,000 rows is seen."""
    rng = np.random.default_rng(seed + 1)
    cases = []
    fixtures = [(check, f) for check, f in _networks(seed + 1, secret) if check in ALL]
    rows = (9, 1, 2) if secret else (7, 1, 3)
    fixtures.extend(("any number of rows", make([2, 3, 2, 1], m, rng, secret=secret)) for m in rows)
    for check, f in fixtures:
        tested = f"m = {f.m}, {'-'.join(map(str, f.sizes))}"
        cases.append(Case(check, tested, {"X": f.X, "parameters": f.parameters}, f.cache[f"A{f.depth}"]))
    part = Part("forward_all", forward_all, cases, MISTAKES_ALL, shape_check="shape")
    report = inspect_parts("forward_all", [part], [name for name in ALL if name != "no loop over the rows"], secret)
    if report.started:
        right = all(check.passed for check in report.checks if check.name in ("2-3-2-1", "any depth"))
        large = make([2, 3, 2, 1], 5, rng)
        report.checks.insert(ALL.index("no loop over the rows"), _no_loop(forward_all, large, rng, right))
    return report


def _no_loop(forward_all, f, rng, right):
    """Steps are counted, not seconds: the same word on a slow machine."""
    name, tested = "no loop over the rows", f"m = {MANY:,}, 2-3-2-1"
    if not right:
        return Check(name, None, tested, message="not judged: the values for a few rows come first")
    X = rng.normal(0, 1.2, (MANY, 2))
    outcome = call(forward_all, {"X": X, "parameters": f.parameters}, steps=STEPS)
    if outcome.ok:
        found = difference("forward_all", outcome.value, _pass(X, f.parameters), shape_matters=False)
        said = "" if found is None else f"with {MANY:,} rows what forward_all gives differs: {found.message}"
        return Check(name, found is None, tested, "the same pass", "" if found is None else "another answer", said)
    if outcome.error.startswith(("NeverEnds", "TooManySteps")):
        said = f"forward_all takes the rows one by one: {MANY:,} rows need more than {STEPS:,} steps. "
        said += "Let one matrix product do all rows of a layer"
        return Check(name, False, tested, f"at most {STEPS:,} steps", "more", said, "loop over the rows")
    said = f"with {MANY:,} rows the call stopped with {outcome.error}"
    return Check(name, False, tested, "an answer", "an exception", said)
