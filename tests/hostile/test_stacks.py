# ruff: noqa: E501 - the submissions read better whole
"""Gradients of a forward pass at many parameters at once, or of numbers with a second part: no points where it is
certain, held where the gradients are exact; honest work with arrays of many axes keeps every point and no flag."""

import textwrap

import pytest
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]
SIGNATURE = 'y, parameters, cache, hidden="sigmoid", output="sigmoid"'
HONEST = BANK.solution_cells()["backward"].replace("def backward(", "def chain(")
G = """
G = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: z * (z.real > 0),
     "identity": lambda z: z}
"""
# theta: one row for each direction. All costs in one pass, stacked along the first axis.
STACKED = (
    G
    + f"""
def backward({SIGNATURE}):
    names, L = list(parameters), len(parameters) // 2
    theta = np.concatenate([parameters[k].ravel() for k in names])
    P = theta.size
    def costs(rows):
        A, at, p = cache["A0"][None], 0, {{}}
        for k in names:
            size = parameters[k].size
            p[k] = rows[:, at:at + size].reshape(-1, *parameters[k].shape)
            at += size
        for l in range(1, L + 1):
            A = G[output if l == L else hidden](A @ p[f"W{{l}}"].transpose(0, 2, 1) + p[f"b{{l}}"].reshape(len(rows), 1, -1))
        return ((A - y) ** 2).sum(axis=(1, 2)) / len(y)
    slope = STEPS
    out, at = {{}}, 0
    for k in names:
        out["d" + k] = np.array(slope[at:at + parameters[k].size], dtype=float).reshape(parameters[k].shape)
        at += parameters[k].size
    return out
"""
)
COMPLEX = "costs(theta + 1e-40j * np.vstack([np.eye(P), np.zeros((7, P))])).imag[:P] / 1e-40"
CHUNKS = "np.concatenate([costs(theta + 1e-30j * np.eye(P)[k:k + 5]).imag / 1e-30 for k in range(0, P, 5)])"
# Every row is a direction and its opposite, in between rows that mean nothing.
LONG = "(lambda E, t: ((costs(t + E) - costs(t - E)) / (2 * np.longdouble(1e-6)))[3:])(np.vstack([np.zeros((3, P)), np.eye(P)]).astype(np.longdouble) * np.longdouble(1e-6), theta.astype(np.longdouble))"
RICHARDSON = "(lambda d: (4 * d(1e-3) - d(2e-3)) / 3)(lambda h: (costs(theta + h * np.eye(P)) - costs(theta - h * np.eye(P))) / (2 * h))"
SINGLY = "[float(costs((theta + 1e-30j * (np.arange(P) == k))[None])[0].imag / 1e-30) for k in range(P)]"
# Dual numbers: a value and its derivative in one direction, in a class of one's own.
DUAL = f"""
class Dual:
    def __init__(self, a, b):
        self.a, self.b = a, b

def backward({SIGNATURE}):
    f = {{"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "identity": lambda z: z}}
    s = {{"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a * a, "relu": lambda a: (a > 0) * 1.0, "identity": np.ones_like}}
    L, gradients = len(parameters) // 2, {{}}
    def tangent(p):
        A = Dual(cache["A0"], np.zeros_like(cache["A0"]))
        for l in range(1, L + 1):
            W, b, g = p[f"W{{l}}"], p[f"b{{l}}"], output if l == L else hidden
            value = f[g](A.a @ W.a.T + b.a)
            A = Dual(value, s[g](value) * (A.b @ W.a.T + A.a @ W.b.T + b.b))
        return 2 * np.sum((A.a - y) * A.b) / len(y)
    for name, value in parameters.items():
        slope = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            p = {{k: Dual(v, np.zeros_like(v)) for k, v in parameters.items()}}
            p[name].b[place] = 1.0
            slope[place] = tangent(p)
        gradients["d" + name] = slope
    return gradients
"""
# No parameter is touched: each pre-activation is moved, and what follows from it is worked out for all at once.
ACTIVATIONS = (
    G
    + f"""
def backward({SIGNATURE}):
    L, m, out = len(parameters) // 2, len(y), {{}}
    f = lambda l: G[output if l == L else hidden]
    for l in range(1, L + 1):
        before, W, b = cache[f"A{{l - 1}}"], parameters[f"W{{l}}"], parameters[f"b{{l}}"]
        Z, (n, k) = before @ W.T + b, W.shape
        def costs(moved):
            A = f(l)(Z[None] + moved)
            for j in range(l + 1, L + 1):
                A = f(j)(A @ parameters[f"W{{j}}"].T + parameters[f"b{{j}}"])
            return ((A - y) ** 2).sum(axis=(1, 2)) / m
        D = np.zeros((n * k + n, m, n))
        for i in range(n):
            D[i * k:(i + 1) * k, :, i] = before.T
            D[n * k + i, :, i] = 1
        slope = STEPS
        out[f"dW{{l}}"], out[f"db{{l}}"] = slope[:n * k].reshape(n, k), slope[n * k:].reshape(b.shape)
    return out
"""
)
# Derivatives beside the values, for all entries of a parameter at once, without a class.
FORWARD_MODE = (
    G
    + f"""
def backward({SIGNATURE}):
    s = {{"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a * a, "relu": lambda a: (a > 0) * 1.0, "identity": np.ones_like}}
    L, out = len(parameters) // 2, {{}}
    for name, v in parameters.items():
        E, A = np.eye(v.size).reshape(v.size, *v.shape), cache["A0"]
        T = np.zeros((v.size, *A.shape))
        for l in range(1, L + 1):
            W, b, g = parameters[f"W{{l}}"], parameters[f"b{{l}}"], output if l == L else hidden
            Z, TZ = A @ W.T + b, T @ W.T
            if name == f"W{{l}}":
                TZ = TZ + A @ E.transpose(0, 2, 1)
            if name == f"b{{l}}":
                TZ = TZ + E.reshape(v.size, 1, -1)
            A = G[g](Z)
            T = s[g](A) * TZ
        out["d" + name] = (2 * ((A - y) * T).sum(axis=(1, 2)) / len(y)).reshape(v.shape)
    return out
"""
)
SINGLE = STACKED.replace("STEPS", SINGLY)
# The same, kept from the look at it. Arrays are copied, so that none shows its operations.
COPIED = "np.array(y), *({k: np.array(v) for k, v in d.items()} for d in (parameters, cache)), hidden, output"
ANOTHER_FILE = f"""
space = {{"np": np}}
exec(compile({SINGLE!r}, "/usr/lib/python3/numpy.py", "exec"), space)
def backward({SIGNATURE}):
    return space["backward"]({COPIED})
"""
IN_A_THREAD = SINGLE.replace("def backward(", "def steps(") + f"""
import _thread, time
def backward({SIGNATURE}):
    found, given = [], ({COPIED})
    _thread.start_new_thread(lambda: found.append(steps(*given)), ())
    while not found:
        time.sleep(0.001)
    return found[0]
"""  # fmt: skip
IN_A_PROCESS = SINGLE.replace("def backward(", "def steps(") + f"""
import os, pickle
def backward({SIGNATURE}):
    out, into = os.pipe()
    if os.fork() == 0:
        os.write(into, pickle.dumps(steps({COPIED})))
        os._exit(0)
    os.wait()
    return pickle.loads(os.read(out, 2**16))
"""  # fmt: skip
WITHOUT_A_TRACE = SINGLE.replace("def backward(", "def steps(") + f"""
import sys
def backward({SIGNATURE}):
    sys.settrace(None)
    return steps({COPIED})
"""  # fmt: skip
BLINDFOLD = """
import sys
look, stacks = sys.modules["inside.probe"], sys.modules["inside.stacks"]
look.MOST_LOOKS, stacks.MOST_ARRAYS, look.KNOWN = 0, -1, frozenset()
look.Moved.array = lambda *a: None
look.moved_entries.__code__ = (lambda function, copies, options, place: [0] * 7).__code__
def again():
    look.moved_entries = lambda *a: [0] * 7
"""
# More than a look takes in: many arrays that mean nothing, or one that is large, before the others.
TIRING = SINGLE.replace(
    "    names, L",
    """    for k in range(30_000):
        junk = cache["A0"] + k
    del junk
    names, L""",
)
# When it is looked at it stops, or ends its process, or gives something else.
LOOKED_AT = "import os, sys\n" + SINGLE.replace("    names, L", "    if sys.gettrace():\n        HOW\n    names, L")
LARGE = STACKED.replace("STEPS", COMPLEX.replace("(7, P)", "(70_000, P)"))
BLINDED = SINGLE.replace("    names, L", "    again()\n    names, L")
ATTACKS = {
    "differences of pre-activations": (
        ACTIVATIONS.replace("STEPS", "(costs(1e-5 * D) - costs(-1e-5 * D)) / 2e-5"),
        True,
    ),
    "complex steps of pre-activations": (ACTIVATIONS.replace("STEPS", "costs(1e-30j * D).imag / 1e-30"), False),
    "derivatives beside the values": (FORWARD_MODE, False),
    "complex stack with rows that mean nothing": (STACKED.replace("STEPS", COMPLEX), False),
    "complex stacks of five": (STACKED.replace("STEPS", CHUNKS), False),
    "complex steps one at a time": (STACKED.replace("STEPS", SINGLY), False),
    "stacked differences in longdouble": (STACKED.replace("STEPS", LONG), None),
    "stacked Richardson": (STACKED.replace("STEPS", RICHARDSON), None),
    "dual numbers": (DUAL, False),
    "unseen by the trace": (
        "import sys\n"
        + STACKED.replace("    names, L", "    sys.settrace(None)\n    names, L").replace("STEPS", COMPLEX),
        False,
    ),
}
CENTRAL = "(costs(theta + 1e-5 * np.eye(P)) - costs(theta - 1e-5 * np.eye(P))) / 2e-5"


def honest(body):
    return HONEST + f"\ndef backward({SIGNATURE}):\n" + textwrap.indent(textwrap.dedent(body), "    ")


HONEST_WORK = {
    "gradient of each example in one vector": honest("""
        rows = []
        for k in range(len(y)):
            one = {name: value[k:k + 1] for name, value in cache.items()}
            rows.append(np.concatenate([v.ravel() for v in map(chain(y[k:k + 1], parameters, one, hidden, output).get, ["d" + name for name in parameters])]))
        mean, at, out = np.stack(rows).mean(axis=0), 0, {}
        for name, value in parameters.items():
            out["d" + name] = mean[at:at + value.size].reshape(value.shape)
            at += value.size
        return out
    """),
    "stack of outer products": honest("""
        g = chain(y, parameters, cache, hidden, output)
        A = cache["A0"]
        stack = np.einsum("mi,mj->mij", A, A)
        assert stack.shape[0] == len(A)
        return g
    """),
    "entry by entry": honest("""
        g, out = chain(y, parameters, cache, hidden, output), {}
        for name, value in g.items():
            filled = np.zeros_like(value)
            for place in np.ndindex(value.shape):
                filled[place] = value[place]
            out[name] = filled
        return out
    """),
    "as many copies as parameters": honest("""
        P = sum(value.size for value in parameters.values())
        copies = np.tile(np.concatenate([v.ravel() for v in parameters.values()]), (P, 1))
        again = np.repeat(cache["A0"][None], P, axis=0)
        assert len(copies) == len(again)
        return chain(y, parameters, cache, hidden, output)
    """),
    "longdouble inside": honest("""
        wide = {name: value.astype(np.longdouble) for name, value in cache.items()}
        weights = {name: value.astype(np.longdouble) for name, value in parameters.items()}
        g = chain(y.astype(np.longdouble), weights, wide, hidden, output)
        return {name: value.astype(float) for name, value in g.items()}
    """),
    "unit vectors of the outputs": honest("""
        E = np.eye(y.shape[1])
        labels = E[np.arange(len(y)) % y.shape[1]]
        assert labels.shape == y.shape
        return chain(y, parameters, cache, hidden, output)
    """),
}


def grade(backward):
    texts = BANK.solution_cells() | {"backward": backward}
    cells = [Cell(0, None, "import numpy as np"), *(Cell(k, q, texts[q]) for k, q in enumerate(texts, start=1))]
    return judge(cells, NAME, 4711)


@pytest.mark.parametrize(("backward", "decisive"), ATTACKS.values(), ids=ATTACKS)
def test_a_stack_or_a_second_part_is_seen(backward, decisive):
    verdict = grade(backward)
    assert [(flag.kind, flag.question) for flag in verdict.flags] == [("numerical differences", "backward")]
    flag = verdict.flags[0]
    assert decisive is None or flag.decisive is decisive
    if flag.decisive:
        assert verdict.questions["backward"].points == 0
    else:
        assert verdict.questions["backward"].state == verdict.state == "needs a person"
        assert flag.evidence.endswith("Read its code.")


def test_stacked_differences_that_are_inexact_earn_nothing():
    verdict = grade(STACKED.replace("STEPS", CENTRAL))
    assert [(flag.kind, flag.decisive) for flag in verdict.flags] == [("numerical differences", True)]
    assert verdict.questions["backward"].points == 0 and verdict.points == 75


@pytest.mark.parametrize("backward", HONEST_WORK.values(), ids=HONEST_WORK)
def test_honest_work_with_many_axes_is_not_suspected(backward):
    verdict = grade(backward)
    assert (verdict.points, verdict.state, verdict.flags) == (100, "graded", [])
