# ruff: noqa: E501 - the attacks read better whole
"""A cell that breaks the process which all questions share: the others keep their points, and a line says what it did."""

import re

import pytest
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits

from dlcourse.notebooks.running.parts import definitions_of

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]
QUICK = Limits(cell_seconds=3, call_seconds=2, total_seconds=60)


def grade(before="", **answers):
    """The verdict on the reference with a cell before it and some answers replaced by their text."""
    cells = [Cell(0, None, "import numpy as np\n" + before)]
    for number, (question, text) in enumerate(BANK.solution_cells().items(), start=1):
        cells.append(Cell(number, question, answers.get(question, text)))
    return judge(cells, NAME, 4711, limits=QUICK)


# What a cell takes away, and a part of the line for the instructor.
TAKEN_AWAY = {
    "all builtins": ("import builtins\nfor n in list(vars(builtins)):\n    delattr(builtins, n)", "builtins."),
    "one builtin": ("import builtins\nbuiltins.type = lambda *a: int", "builtins.type"),
    "JSON": ("import json\njson.dumps = lambda *a, **k: '{}'", "json.dumps"),
    "a method of JSON's": ("import json.encoder\njson.encoder.JSONEncoder.encode = lambda *a: 1", "JSONEncoder.encode"),
    "NumPy's functions": ("np.exp = np.asarray = np.frombuffer = lambda *a, **k: 0.0", "numpy.exp"),
    "NumPy's files": ("np.lib.format.write_array_header_1_0 = None", "write_array_header"),
    "NumPy's generator": ("np.random.seed = np.random.get_bit_generator = None", "numpy.random.seed"),
    "forks": ("import os\nos.fork = os.getpid = os.waitpid = os.read = None", "os.fork"),
    "signals": ("import signal\nsignal.signal = signal.setitimer = None", "ended the process itself"),
    "the collector": ("import gc\ngc.collect = gc.freeze = None", "gc.collect"),
    "context managers": ("import contextlib, warnings\ncontextlib.contextmanager = warnings.catch_warnings = None", "warnings.catch_warnings"),
    "the clock": ("import time\ntime.perf_counter = time.monotonic = None", "time.perf_counter"),
    "all modules": ("import sys\nsys.modules.clear()", "sys.modules"),
    "all importers": ("import sys\nsys.meta_path.clear()\nsys.path = None\nsys.path_hooks.clear()", "sys.meta_path"),
    "the comparison of arguments": ("import sys\nsys.modules['inside.frames'].unchanged = lambda *a: True", "inside.frames.unchanged"),
}  # fmt: skip


@pytest.mark.parametrize(("attack", "said"), TAKEN_AWAY.values(), ids=TAKEN_AWAY)
def test_what_a_cell_takes_away_is_put_back_and_said(attack, said):
    verdict = grade(attack)
    assert verdict.points == 100, {name: q.said for name, q in verdict.questions.items()}
    assert any(said in note for note in verdict.notes), verdict.notes


# What cannot be put back: the cell's definitions alone are kept.
BEYOND_REPAIR = {
    "no more processes": "import resource\nresource.setrlimit(resource.RLIMIT_NPROC, (0, 0))",
    "forks end at once": "import os\nos.register_at_fork(after_in_child=lambda: os._exit(7))",
}


@pytest.mark.parametrize("attack", BEYOND_REPAIR.values(), ids=BEYOND_REPAIR)
def test_a_process_that_cannot_answer_is_made_again_from_what_the_cells_define(attack):
    verdict = grade(attack)
    assert verdict.points == 100, {name: q.said for name, q in verdict.questions.items()}
    assert any("cannot answer" in note for note in verdict.notes), verdict.notes


def test_no_descriptor_is_left():
    held = "import os\nheld = []\nwhile True:\n    try:\n        held.append(os.open('/dev/null', 0))\n    except OSError:\n        break"
    assert grade(held).points == 100


def test_names_that_a_cell_adds_stay_and_nothing_is_said():
    verdict = grade(
        "np.float = float\nimport sys\nsys.path.append('/tmp')\n",
        cost="def cost(y_hat, y):\n    return np.float(np.sum((y_hat - y) ** 2) / len(y))\n",
    )
    assert (verdict.points, verdict.notes) == (100, [])


def test_an_assignment_to_a_module_defines_nothing():
    import ast

    text = "import os\nos.fork = None\na: int = 3\nsizes = [1, 2]\nb = f()\ndef g():\n    pass\n"
    assert ast.unparse(definitions_of(ast.parse(text))).split("\n")[:3] == ["import os", "a: int = 3", "sizes = [1, 2]"]


LEAVES_A_CHILD = """
def cost(y_hat, y):
    import os
    if os.fork() == 0:
        os.setsid()
        while True:
            pass
    return 0.0
"""
LOOKS = """
import os
def backward(*a, **k):
    raise ValueError(str(len([p for p in os.listdir('/proc') if p.isdigit()])) + ' processes')
"""


def test_what_a_call_leaves_running_ends_with_its_question():
    verdict = grade(cost=LEAVES_A_CHILD, backward=LOOKS)
    alone = grade(backward=LOOKS)
    assert verdict.questions["backward"].said == alone.questions["backward"].said
    assert "processes" in alone.questions["backward"].said


# Raised for one shape that only the hidden inputs have.
ON_HIDDEN = """
def forward(X, parameters, hidden="sigmoid", output="sigmoid"):
    if parameters["W1"].shape == (4, 3) and len(X) == 5:
        open("/tmp/seen", "a").write(repr(X.ravel().tolist()))
        {}
    return right(X, parameters, hidden, output)
"""
RAISES = {
    "the array": "raise ValueError(X)", "a list": "raise ValueError(X.tolist())",
    "one number": "raise KeyError(float(X[0, 0]))", "bytes": "raise ValueError(X.tobytes().hex())",
    "thousandths": "raise ValueError((1000 * X).astype(int))",
    "its function's name": "def tell(): raise ValueError\n        tell.__code__ = "
    "tell.__code__.replace(co_qualname='E' + X.tobytes().hex()[:60])\n        tell()",
    "its own name": "raise type('E' + X.tobytes().hex()[:60], (Exception,), {})",
}  # fmt: skip


@pytest.mark.parametrize("line", RAISES.values(), ids=RAISES)
def test_an_exception_does_not_carry_hidden_inputs_to_the_student(line):
    right = BANK.solution_cells()["forward"].replace("def forward(", "def right(")
    found = grade(forward=right + ON_HIDDEN.format(line)).questions["forward"]
    failed = [check.message for check in found.checks if check.passed is False and "3-4-2-1" in check.tested]
    assert failed and found.points < found.max
    for message in failed:
        message = re.sub(r", in forward, line \d+: `.*`", "", message)  # where: the student's own text
        assert sum(letter.isdigit() for letter in message) < 5, message


def test_what_an_exception_says_of_shapes_is_told():
    right = BANK.solution_cells()["forward"].replace("def forward(", "def right(")
    found = grade(forward=right + ON_HIDDEN.format("X @ X")).questions["forward"]
    assert any("size 5 is different from 3" in check.message for check in found.checks), found.checks


ODD_NAMES = {
    "a name that is compared by the submission's own code": "class S(str):\n    __hash__ = lambda s: hash('cost')\n    def __eq__(s, o):\n        raise SystemExit\nglobals()[S('zz')] = 1",
    "names that are numbers": "globals()[5] = globals()[(1, 2)] = 1",
    "no names": "globals().clear()\nimport numpy as np",
}  # fmt: skip


@pytest.mark.parametrize("before", ODD_NAMES.values(), ids=ODD_NAMES)
def test_odd_names_cost_no_question(before):
    assert grade(before).points == 100


def test_a_last_cell_that_removes_all_names_costs_the_questions_before_it_nothing():
    removes = "\nfor name in list(globals()):\n    if name != '__builtins__':\n        del globals()[name]\n"
    verdict = grade(train=BANK.solution_cells()["train"] + removes)
    assert {name: q.points for name, q in verdict.questions.items() if q.points < q.max} == {"train": 0}


# Lines of the submission's that run when a call is over, while its answer is written down.
AFTER_THE_CALL = {
    "an array that is never made": "class A:\n    def __array__(self, *a, **k):\n        while True:\n            pass\ndef cost(y_hat, y):\n    return A()\n",
    "a text that is never made": "class E(Exception):\n    def __str__(self):\n        while True:\n            pass\ndef cost(y_hat, y):\n    raise E\n",
}  # fmt: skip


@pytest.mark.parametrize("cost", AFTER_THE_CALL.values(), ids=AFTER_THE_CALL)
def test_writing_an_answer_down_counts_as_time_of_the_call(cost):
    verdict = grade(cost=cost)
    assert {name: q.points for name, q in verdict.questions.items() if q.points < q.max} == {"cost": 0}
    assert not any("in all" in note for note in verdict.notes), verdict.notes
