"""What grading says of an error names the student's own function and line, as the checks in the notebook do."""

import pytest
from dlgrader.judging import origin
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]
# {question: (its answer, the cell above all, what is said of it)}, all in one submission
ERRORS = {
    "cost": (  # in the answer
        "def cost(y_hat, y):\n    error = y_hat - y\n    return deviation ** 2\n", "",
        "NameError: name 'deviation' is not defined, in cost, line 3: `return deviation ** 2`",
    ),
    "update": (  # in a helper of another cell
        "def update_parameters(*given):\n    return halves(*given)\n", "def halves(p, g, rate):\n    return p / zero\n",
        ", in halves, line 2: `return p / zero`",
    ),
    "initialization": (  # in a comprehension
        "def initialize_parameters(layers, rng):\n    return {k: layers[k + 1] for k in range(9)}\n", "",
        ", in initialize_parameters, line 2: `return {k: layers[k + 1] for k in range(9)}`",
    ),
    "gradient_check": (  # in a lambda
        "import math\n\ngradient_check = lambda *given, **more: math.exp(given)\n", "",
        ", in line 3: `gradient_check = lambda *given, **more: math.exp(given)`",
    ),
    "backward": (  # in a method
        "class Half:\n    def of(self, d):\n        return self.scale * d\n\n\ndef backward(y, *given, **more):\n"
        "    return Half().of(y)\n", "",
        ", in Half.of, line 3: `return self.scale * d`",
    ),
    "forward": (  # within NumPy, in a cell with a line that is no Python
        "%time pass\n\ndef forward(X, parameters, hidden='sigmoid', output='sigmoid'):\n"
        "    return np.matmul(X, parameters['W1'])\n", "",
        ", in forward, line 4: `return np.matmul(X, parameters['W1'])`",
    ),
    "mini_batches": (  # without end
        "def mini_batches(X, y, batch_size, rng):\n    k = 0\n    while k < len(X):\n        k = k\n", "",
        "it was stopped (in mini_batches, line ",
    ),
    "train": (  # code that calls itself something
        "def train(*_, **more):\n    raise ValueError('mine')\n"
        "train.__code__ = train.__code__.replace(co_filename='cell 99', co_qualname='<b>')\n", "",
        "the call stopped with ValueError: mine (tested:",
    ),
}  # fmt: skip


def test_an_error_is_told_with_the_students_function_and_line():
    sources = BANK.solution_cells() | {name: one[0] for name, one in ERRORS.items()}
    cells = [Cell(0, None, BANK.given), Cell(1, None, "".join(above for _, above, _ in ERRORS.values()))]
    cells += [Cell(k, name, text) for k, (name, text) in enumerate(sources.items(), 2)]
    verdict = judge(cells, NAME, 7)
    for question, (*_, said) in ERRORS.items():
        assert said in verdict.questions[question].said


@pytest.mark.parametrize(
    "place",
    [
        None, [], "cell 1", [0, "cost"], [0, "cost", 2, 3], [9, "cost", 1], [0, "cost", 0], [0, "cost", 99],
        [0, "cost", True], [0, "other", 1],
        [0, "<script>", 1, ""], [0, "a b", 1], [0, "a.<b>", 1], [0, 7, 1], {"0": 1},
        [0.0, "cost", 1], [0, "x\x1b[31m", 1],
    ],
)  # fmt: skip
def test_what_the_sandbox_says_of_a_place_may_be_anything(place):
    assert origin.said_of(place, [Cell(0, None, "def cost():\n    return 1")]) == ""


def test_a_long_line_is_cut():
    said = origin.said_of([3, "f.<locals>.<listcomp>", 2], [Cell(3, None, "def f():\n    x = " + "1 + " * 100)])
    assert said.startswith("in f, line 2: `x = 1 + 1") and len(said) < 120
