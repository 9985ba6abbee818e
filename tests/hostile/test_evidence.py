# ruff: noqa: E501 - the submissions read better whole
"""Work that is not the student's own: no points where that is certain, held for a person where it is not, and honest
work that looks a little like it keeps every point and no flag."""

import textwrap

import pytest
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]
SIGNATURE = 'y, parameters, cache, hidden="sigmoid", output="sigmoid"'
# A forward pass of one's own, under another name.
OWN_COST = """
G = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: z * (z.real > 0),
     "identity": lambda z: z}

def measure(X, y, p, hidden, output):
    A = X
    for l in range(1, len(p) // 2 + 1):
        A = G[output if l == len(p) // 2 else hidden](A @ p[f"W{l}"].T + p[f"b{l}"])
    return np.sum((A - y) ** 2) / len(y)
"""
CENTRAL = f"""
{OWN_COST}
def backward({SIGNATURE}):
    gradients = {{}}
    for name, value in parameters.items():
        slope = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            sides = []
            for step in (1e-5, -1e-5):
                moved = {{k: v.copy() for k, v in parameters.items()}}
                moved[name][place] += step
                sides.append(measure(cache["A0"], y, moved, hidden, output))
            slope[place] = (sides[0] - sides[1]) / 2e-5
        gradients["d" + name] = slope
    return gradients
"""
# Without a function of its own, in place, forward differences.
INLINE = f"""
def backward({SIGNATURE}):
    g = {{"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0),
         "identity": lambda z: z}}
    L, gradients, costs = len(parameters) // 2, {{}}, {{}}
    for name, value in parameters.items():
        slope = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            old, sides = value[place], []
            for new in (old + 1e-6, old - 1e-6):
                value[place] = new
                A = cache["A0"]
                for l in range(1, L + 1):
                    A = g[output if l == L else hidden](A @ parameters[f"W{{l}}"].T + parameters[f"b{{l}}"])
                sides.append(np.sum((A - y) ** 2) / len(y))
            value[place] = old
            slope[place] = (sides[0] - sides[1]) / 2e-6
        gradients["d" + name] = slope
    return gradients
"""
# All parameters in one vector, as many a course does.
UNROLLED = f"""
{OWN_COST}
def backward({SIGNATURE}):
    theta = np.concatenate([p.ravel() for p in parameters.values()])
    def rolled(vector):
        p, k = {{}}, 0
        for name, value in parameters.items():
            p[name], k = vector[k:k + value.size].reshape(value.shape), k + value.size
        return p
    slope = np.zeros_like(theta)
    for k in range(len(theta)):
        up, down = theta.copy(), theta.copy()
        up[k] += 1e-5
        down[k] -= 1e-5
        slope[k] = (measure(cache["A0"], y, rolled(up), hidden, output)
                    - measure(cache["A0"], y, rolled(down), hidden, output)) / 2e-5
    return {{"d" + name: value for name, value in rolled(slope).items()}}
"""
COMPLEX = CENTRAL.replace("(1e-5, -1e-5)", "(1e-30j,)").replace("v.copy()", "v.astype(complex)").replace(
    "(sides[0] - sides[1]) / 2e-5", "sides[0].imag / 1e-30"
)  # fmt: skip
UNSEEN = CENTRAL.replace("    gradients = {}", "    import sys\n    sys.settrace(None)\n    gradients = {}", 1)
HONEST = BANK.solution_cells()["backward"].replace("def backward(", "def chain(")
LEFT_IN = f"{CENTRAL.replace('def backward(', 'def differences(')}\n{HONEST}\n" + textwrap.dedent(f"""
def backward({SIGNATURE}):
    gradients = chain(y, parameters, cache, hidden, output)
    numbers = differences(y, parameters, cache, hidden, output)
    assert all(np.allclose(gradients[k], numbers[k], atol=1e-4) for k in gradients)
    return gradients
""")
COST = "def cost(y_hat, y):\n    return float(np.sum((y_hat - y) ** 2) / len(y))\n"
MEMO = """
memo = {}
def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    key = y.tobytes() + b"".join(p.tobytes() for p in parameters.values()) + (hidden + output).encode()
    if key not in memo:
        memo[key] = chain(y, parameters, cache, hidden, output)
    return {name: value.copy() for name, value in memo[key].items()}
"""
ON_DISK = """
import os
def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    import hashlib
    data = y.tobytes() + b"".join(p.tobytes() for p in parameters.values()) + (hidden + output).encode()
    file = "/tmp/" + hashlib.sha256(data).hexdigest() + ".npz"
    if not os.path.exists(file):
        np.savez(file, **chain(y, parameters, cache, hidden, output))
    with np.load(file) as found:
        return {name: found[name] for name in found}
"""
LRU = """
from functools import lru_cache
@lru_cache(None)
def kept(a, b, m):
    return float(np.sum((np.frombuffer(a) - np.frombuffer(b)) ** 2) / m)
def cost(y_hat, y):
    return kept(y_hat.tobytes(), y.tobytes(), len(y))
"""

IN_A_MODULE = """
def cost(y_hat, y):
    key = y_hat.tobytes() + y.tobytes()
    kept = vars(np).setdefault("kept", {})
    if key not in kept:
        kept[key] = float(np.sum((y_hat - y) ** 2) / len(y))
    return kept[key]
"""


def grade(before="", **answers):
    cells = [Cell(0, None, "import numpy as np\n" + before)]
    for number, (question, text) in enumerate(BANK.solution_cells().items(), start=1):
        cells.append(Cell(number, question, answers.get(question, text)))
    return judge(cells, NAME, 4711)


def flags(verdict):
    return [(flag.kind, flag.question, flag.decisive) for flag in verdict.flags]


@pytest.mark.parametrize(
    "backward",
    [CENTRAL, INLINE, UNROLLED, UNSEEN],
    ids=["own cost", "inline", "one vector", "hides from the trace"],
)
def test_numerical_differences_with_a_forward_pass_of_ones_own_earn_nothing(backward):
    verdict = grade(backward=backward)
    assert flags(verdict) == [("numerical differences", "backward", True)]
    assert verdict.questions["backward"].points == 0
    assert verdict.points == 75 and verdict.state == "graded"
    assert "a little off their value" in verdict.flags[0].evidence or "a little different" in verdict.flags[0].evidence


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("backward", COMPLEX),
        ("backward", LEFT_IN),
        ("backward", HONEST + MEMO),
        ("backward", HONEST + ON_DISK),
        ("cost", LRU),
        ("cost", LRU.replace("None", "128")),
        ("cost", IN_A_MODULE),
    ],
    ids=[
        "complex steps",
        "a check left in",
        "kept in a dictionary",
        "in a file",
        "lru_cache",
        "lru_cache of a size",
        "in a module",
    ],
)
def test_what_is_not_certain_is_held_with_its_evidence(question, answer):
    verdict = grade(**{question: answer})
    assert [(flag.question, flag.decisive) for flag in verdict.flags] == [(question, False)], verdict.flags
    assert verdict.state == verdict.questions[question].state == "needs a person"
    assert verdict.points == 100  # to be given by the person
    assert "Read its code." in verdict.flags[0].evidence


NUMBERS = 'y.tobytes() + b"".join(p.tobytes() for p in parameters.values())'
SHAPES = "repr((len(y), [p.shape for p in parameters.values()])).encode()"
NAMES = " + (hidden + output).encode()"


def test_an_answer_given_for_other_arguments_too_earns_nothing_where_no_check_sees_it():
    assert NUMBERS in MEMO
    verdict = grade(backward=HONEST + MEMO.replace(NUMBERS, SHAPES))
    assert flags(verdict) == [("kept answers", "backward", True)]
    assert verdict.questions["backward"].points == 0


def test_where_a_check_names_it_it_is_a_mistake_and_costs_that_check():
    assert NAMES in MEMO
    verdict = grade(backward=HONEST + MEMO.replace(NUMBERS, SHAPES).replace(NAMES, ""))
    assert flags(verdict) == [] and verdict.state == "graded"
    found = verdict.questions["backward"]
    assert 0 < found.points < found.max and verdict.points == 75 + found.points
    assert "answer of an earlier call" in {check.mistake for check in found.checks}


def test_what_a_helper_keeps_is_the_matter_of_its_own_question():
    texts = BANK.solution_cells()
    kept = texts["activations"].replace("def sigmoid(", "def plain_sigmoid(") + textwrap.dedent("""
        memo = {}
        def sigmoid(z):
            key = np.asarray(z).tobytes()
            if key not in memo:
                memo[key] = plain_sigmoid(z)
            return memo[key].copy()
    """)
    verdict = grade(activations=kept)
    assert flags(verdict) == [("kept answers", "activations", False)]
    assert verdict.points == 100 and verdict.questions["forward"].state == "graded"


HONEST_WORK = {
    "last answer kept for a plot": {"backward": HONEST + textwrap.dedent(f"""
        last, history = {{}}, []
        def backward({SIGNATURE}):
            global last
            last = chain(y, parameters, cache, hidden, output)
            history.append({{name: value.copy() for name, value in last.items()}})
            return last
    """)},
    "costs kept in a list": {"cost": "costs = []\n" + COST.replace("return ", "costs.append(") + "    )\n    return costs[-1]\n"},
    "slopes memoised": {"backward": "from functools import lru_cache\n@lru_cache\ndef slope_of(name):\n    return name\n" + HONEST.replace("def chain(", "def backward(")},
    "forward pass made again": {"backward": HONEST + textwrap.dedent(f"""
        def backward({SIGNATURE}):
            _, again = forward(cache["A0"], parameters, hidden, output)
            return chain(y, parameters, again, hidden, output)
    """)},
    "forward pass of each example": {"backward": HONEST + textwrap.dedent(f"""
        def backward({SIGNATURE}):
            total = None
            for k in range(len(y)):
                _, one = forward(cache["A0"][k:k + 1], parameters, hidden, output)
                cost(one["A1"], one["A1"])
                g = chain(y[k:k + 1], parameters, one, hidden, output)
                total = g if total is None else {{name: total[name] + g[name] for name in g}}
            return {{name: value / len(y) for name, value in total.items()}}
    """)},
    "the same forward pass for every entry": {"backward": HONEST + textwrap.dedent(f"""
        def backward({SIGNATURE}):
            gradients = chain(y, parameters, cache, hidden, output)
            for name, value in parameters.items():
                for place in np.ndindex(value.shape):
                    forward(cache["A0"], parameters, hidden, output)
            return gradients
    """)},
    "float32 inside": {"backward": HONEST + textwrap.dedent(f"""
        def backward({SIGNATURE}):
            single = {{name: value.astype(np.float32) for name, value in cache.items()}}
            parameters = {{name: value.astype(np.float32) for name, value in parameters.items()}}
            return chain(y.astype(np.float32), parameters, single, hidden, output)
    """)},
}  # fmt: skip


@pytest.mark.parametrize("answers", HONEST_WORK.values(), ids=HONEST_WORK)
def test_honest_work_keeps_every_point_and_no_flag(answers):
    verdict = grade(**answers)
    assert flags(verdict) == [] and verdict.state == "graded"
    assert verdict.points == 100, [question.said for question in verdict.questions.values()]


@pytest.mark.parametrize("entry", BANK.variants[::4], ids=lambda entry: entry.id)
def test_unusual_right_answers_are_not_suspected(entry):
    texts = BANK.solution_cells(entry.functions)
    cells = [Cell(0, None, "import numpy as np"), *(Cell(k, q, texts[q]) for k, q in enumerate(texts, start=1))]
    verdict = judge(cells, NAME, 815)
    assert (verdict.points, verdict.state, verdict.flags) == (100, "graded", [])
