"""What a check says where a student's function stops with an error: the cause, the place, and nothing that is wrong."""

import json
import re

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from dlcourse.check import implementing_backpropagation
from dlcourse.check.harness import calling, common, newest
from dlcourse.check.harness.calling import call
from dlcourse.check.harness.common import lecture_check, public_check
from dlcourse.check.harness.exercises import Case, inspect
from dlcourse.check.harness.report import Failed
from dlcourse.check.lectures import lecture_00, lecture_02, lecture_08


@pytest.fixture(scope="module")
def one_shell():
    shell = InteractiveShell()
    shell.history_manager.enabled = False
    return shell


@pytest.fixture
def shell(one_shell, monkeypatch):
    """A shell as it is after a restart, with NumPy imported."""
    one_shell.reset(new_session=True)
    monkeypatch.setattr(newest, "shell_here", lambda: one_shell)
    monkeypatch.setattr(newest, "_ended", {})
    monkeypatch.setattr(newest, "_heard", [])
    newest.listen()
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    one_shell.run_cell("import numpy as np", store_history=True)
    return one_shell


def typed(shell, *cells, name="f"):
    """The function of this name after these cells."""
    for text in cells:
        shell.run_cell(text, store_history=True)
    return shell.user_ns[name]


def outcome(shell, body, a=0.5, b=2.0, before=()):
    """Of ``f(a, b)`` with this body, after other cells."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return call(typed(shell, *before, f"def f(a, b):\n{lines}"), {"a": a, "b": b})


Z = np.array([0.5, -1.0, 2.0])
X, W = np.ones((5, 2)), np.ones((3, 2))
WEIGHTS = {"W1": W, "b1": Z, "W2": np.ones((1, 3)), "b2": np.ones(1)}
GRADIENTS = {f"d{name}": value for name, value in WEIGHTS.items()}
GIVES_NOTHING = ["def g(z):\n    z * 2"]
G = "def g(z):\n    return z"

# (body, the cause's name, words of its sentence, and what else than a = 0.5, b = 2.0 is given)
NAMED = [
    ("return 1 - a ^ 2", "^ for a power", "1 - a ** 2", {"a": Z}),
    ("return (1 - a)^2", "^ for a power", "(1 - a)**2", {}),
    ("a ^= 2\nreturn a", "^ for a power", "a **= 2", {"a": Z}),
    ("return a (1 - a)", "missing *", "a * (1 - a)", {"a": Z}),
    ("return 2(1 - a)", "missing *", "2 * (1 - a)", {}),
    ("return (a - b)(1 - a)", "missing *", "(a - b) * (1 - a)", {}),
    ("return a[0](b)", "missing *", "a[0] * (b)", {"a": Z}),
    ("return np.sum(a)(b)", "missing *", "np.sum(a) * (b)", {"a": Z}),
    ("return 0.5 [a]", "missing *", "after 0.5", {"a": Z}),
    ("return a [a]", "missing *", "between a and", {"a": Z}),
    ("return np.array([[0, 1] [1, 0]])", "missing comma", "comma", {}),
    ("return np.array([(0, 1) (1, 0)])", "missing comma", "comma", {}),
    ("return a('W1')", "brackets", "a['W1']", {"a": WEIGHTS}),
    ("for i in range(3):\n    b = b + a(i)", "brackets", "a[i]", {"a": Z}),
    ("return a.shape(0)", "brackets", "a.shape[0]", {"a": Z}),
    ("return len[a]", "brackets", "len(a)", {"a": Z}),
    ("return np.zeros(2, 3)", "brackets", "np.zeros((2, 3))", {}),
    ("return a.sum * 2", "brackets missing", "`()` is missing after a.sum", {"a": Z}),
    ("return b(a)", "text for a function", "choose the function", {"a": Z, "b": "sigmoid"}),
    ("return sum(a) / len(a)", "spoilt name", "`sum = 2 + 3`", {"a": Z, "before": ["sum = 2 + 3"]}),
    ("return sum(a) / len(a)", "spoilt name", "`len = 3`", {"a": Z, "before": ["len = 3\nlen"]}),
    ("return max(a)", "spoilt name", "`del max`", {"a": Z, "before": ["for max in a_list: pass", "max = np.ones(2)"]}),
    ("return np.exp(a)", "spoilt name", "`np = 4`", {"before": ["np = 4"]}),
    ("return np.sum(a)", "spoilt name", "`import numpy as np` again", {"a": Z, "before": ["np = np.ones(3)"]}),
    ("return math.exp(a)", "spoilt name", "`import math` again", {"before": ["math = 3.0"]}),
    ("return isinstance(a, float)", "spoilt name", "`del float`", {"before": ["float = 2.0"]}),
    ("sum = 0\nreturn sum(a)", "spoilt name", "a variable of line 2", {"a": Z}),
    ("return g(a)", "spoilt name", "run the cell with `def g`", {"before": [G, "g = 0.5"]}),
    ("return math.exp(a)", "module not imported", "import math", {}),
    ("return exp(a)", "module left out", "np.exp", {}),
    ("return sigmod(a)", "name misspelt", "`sigmoid`", {"before": ["def sigmoid(z):\n    return z"]}),
    ("return A + b", "name misspelt", "`a`", {}),
    ("return forward(a)", "no such name", "no line gives it a value", {}),
    ("return g(a)", "cell did not run", "stopped before that line", {"before": ["1 / 0\ndef g(z):\n    return z"]}),
    ("return g(a)", "cell did not run", "Run the cell that makes `g`", {"before": ["def g(z): return z", "del g"]}),
    ("for x in a:\n    total += x\nreturn total", "no first value", "`total = 0`", {"a": Z}),
    ("if a > 5:\n    z = 3\nreturn z", "used too early", "in line 3, in an `if`", {}),
    ("np = np.exp(a)\nreturn np", "own name", "Line 2 gives `np` a value", {}),
    ("return a[W1]", "quotes missing", 'a["W1"]', {"a": WEIGHTS}),
    ('return a["W1"]', "d missing in the key", 'a["dW1"]', {"a": GRADIENTS}),
    ("for name in b:\n    a[name]", "d missing in the key", "dW1, db1, dW2, db2", {"a": GRADIENTS, "b": WEIGHTS}),
    ('return a["dW2"]', "d too much in the key", 'a["W2"]', {"a": WEIGHTS}),
    ('return a["W{l}"]', "f missing", 'f"W{l}"', {"a": WEIGHTS}),
    ('l = 3\nreturn a[f"W{l}"]', "layer out of range", "W1 to W2, and no W3", {"a": WEIGHTS}),
    ("return a[1]", "number for a key", "texts, and no numbers", {"a": WEIGHTS}),
    ("return a @ b", "W without .T", "a @ b.T fits", {"a": X, "b": W}),
    ("return a @ b.T", "W without .T", "a @ b fits", {"a": X, "b": W.T}),
    ("return a.dot(b)", "W without .T", "a.T @ b fits", {"a": X, "b": np.ones((5, 4))}),
    ("return np.dot(a, b)", "order of the product", "b @ a fits", {"a": np.ones((2, 3)), "b": np.ones((4, 2))}),
    ("return a @ b", "number for an array", "b is one number", {"a": X, "b": 3.0}),
    ("Z = a @ b.T\nreturn z @ Z", "notebook's name", "Is `Z` meant?", {"a": X, "b": W, "before": ["z = 0.5"]}),
    (
        'return a @ network["W1"]', "notebook's name", "Is `b` meant, which is never used?",
        {"a": X, "b": WEIGHTS, "before": ["network = {'W1': np.ones((9, 9))}"]},
    ),
    ("return [1, 2] - a", "list for an array", "np.array", {}),
    ("return a[0, 1]", "list for an array", "a[0][1]", {"a": [[1, 2], [3, 4]]}),
    ("return a + '1'", "text for a number", "without quotes", {"a": Z}),
    ("return g(a) * 2.0", "nothing returned", "`return` in g", {"before": GIVES_NOTHING}),
    ("y = g(a)\nreturn 1 + y", "None used", "y is None", {"before": GIVES_NOTHING}),
    ("return a[len(a) / 2]", "/ in a position", "`//`", {"a": Z}),
    ("return [a[x] for x in a]", "entry for a position", "range(len(a))", {"a": [0.5, 2.0]}),
    ("return a[0]", "number for an array", "a is one number", {}),
    ("for i in 5:\n    pass", "number for a range", "range(n)", {}),
    ("return a.exp()", "wrong module", "np.exp(...)", {"a": Z}),
    ("return np.g(a)", "wrong module", "a function of the notebook", {"before": GIVES_NOTHING}),
    ("if a > 0:\n    return 1", "written for one number", "np.where", {"a": Z}),
    ("return max(a)", "number for an array", "nothing to go through", {}),
    ("x, y = g(a)\nreturn x", "number for a pair", "one number came", {"before": [G]}),
    ("x, y = a\nreturn x", "other number of values", "stand 2 names, and more", {"a": Z}),
    ("x, y = g(a)\nreturn x", "nothing returned", "`return` in it", {"before": GIVES_NOTHING}),
    ("return np.sum(a, axis=1)", "no such axis", "axis 0 alone", {"a": Z}),
    ("return np.array([[1, 2], [3]])", "rows of unlike length", "different lengths", {}),
    ("return a.W1", "brackets", 'a["W1"]', {"a": WEIGHTS}),
    ("return [1, 2, 3][a]", "no whole number", "a is 0.5", {}),
    ("return f(a, b)", "calls itself", "calls itself", {}),
    ("raise NotImplementedError('no')\nreturn a", "raise left", "delete it (in f, line 2: ", {}),
    ("'''What it does.'''\nz = a\nraise NotImplementedError", "raise left", "delete it (in f, line 4: ", {}),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(("body", "mistake", "words", "given"), NAMED, ids=[f"{n}" for n in range(len(NAMED))])
def test_a_cause_is_named_with_its_line(shell, capsys, body, mistake, words, given):
    found = outcome(shell, body, **given)
    assert (found.mistake, found.stub) == (mistake, False)
    said = found.told_of("f")
    assert words in said
    assert "in f, line " in said and f"`{said.split('line ')[1].split('`')[1]}`" in said
    assert said.split("line ")[1].split("`")[1] in body


# What looks alike and has another cause: the names that must not be said.
UNNAMED = [
    ("return (a > 0) ^ b", "^ for a power", {"a": Z, "b": Z}),
    ("return {1} ^ [2]", "^ for a power", {}),
    ("sure = a > 0\nreturn sure ^ b", "^ for a power", {}),
    ("return a('W1')", "missing *", {"a": WEIGHTS}),
    ("return b(a)", "missing *", {"b": "tanh"}),
    ("return sum(a)", "missing *", {"a": Z, "before": ["sum = 5"]}),
    ("return g(a)", "missing *", {"before": ["def g(z):\n    return z", "g = 0.5"]}),
    ("return a.shape(0)", "missing *", {"a": Z}),
    ("sum = 0\nfor x in a:\n    sum += x ^ 2\nreturn sum", "spoilt name", {"a": Z}),
    ("return a(1 - b)", "spoilt name", {"before": ["sum = 5"]}),
    ("return sum(a)", "spoilt name", {}),
    ("return forward(a)", "not run yet", {}),
    ("return exp(a)", "not run yet", {}),
    ("return a['W9']", "d missing in the key", {"a": WEIGHTS}),
    ("return a['tanh']", "d missing in the key", {"a": {"sigmoid": np.exp}}),
    ("return a @ b", "W without .T", {"a": X, "b": np.ones((9, 9))}),
    ("return a @ b + table", "notebook's name", {"a": X, "b": W, "before": ["table = 3.0"]}),
    ("if b > 1:\n    raise NotImplementedError\nreturn 1", "raise left", {}),
    ("return g(a)", "raise left", {"before": ["def g(z):\n    raise NotImplementedError('no')"]}),
    ("for i in range(len(a)):\n    b = a[i + 1]\nreturn b", "entry for a position", {"a": Z}),
    ("return None * b", "nothing returned", {}),
    ("return [1, 2, 3][a]", "missing comma", {}),
    ("x, y = a\nreturn x", "nothing returned", {}),
    ("return a.items", "brackets", {"a": [1]}),
]


@pytest.mark.parametrize(("body", "wrong", "given"), UNNAMED, ids=[f"{n}" for n in range(len(UNNAMED))])
def test_what_looks_alike_is_not_named_so(shell, capsys, body, wrong, given):
    found = outcome(shell, body, **given)
    assert found.error and found.mistake != wrong
    assert "in f, line " in found.told_of("f") or "in g, line " in found.told_of("f")


@pytest.mark.parametrize("body", ["raise NotImplementedError('no')", "'''What.'''\nraise NotImplementedError('no')"])
def test_nothing_written_is_still_to_do(shell, body):
    assert outcome(shell, body).stub


def test_a_function_that_calls_an_unwritten_one_is_not_to_do(shell):
    found = outcome(shell, "return g(a)", before=["def g(z):\n    raise NotImplementedError('no')"])
    assert not found.stub and "It calls g, which is not written yet" in found.told_of("f")


@pytest.mark.parametrize(
    ("cells", "call_of", "where"),
    [
        (["def g(z):\n\n    return 1 / 0", "def f(z):\n    return g(z)"], "f", "in g, line 3: `return 1 / 0`"),
        (["def f(z):\n    return [1 / 0 for x in z]"], "f", "in f, line 2: `return [1 / 0 for x in z]`"),
        (["def f(z):\n    def inner(y):\n        return 1 / 0\n    return inner(z)"], "f", "in inner, line 3"),
        (["class N:\n    def step(self, z):\n        return 1 / 0", "f = N().step"], "f", "in N.step, line 3"),
        (["def f(z):\n    return np.mean(z, axis=5)"], "f", "in f, line 2: `return np.mean(z, axis=5)`"),
        (["f = lambda z: 1 / 0"], "f", "in line 1: `f = lambda z: 1 / 0`"),
        (["def f(z):\n    return (z\n            / 0)"], "f", "in f, line 2: `return (z`"),
        (["%precision 3\ndef f(z):\n    return 1 / 0"], "f", "in f, line 3: `return 1 / 0`"),
    ],
)
def test_the_place_is_the_deepest_line_that_was_typed(shell, capsys, cells, call_of, where):
    found = call(typed(shell, *cells, name=call_of), {"z": [1]})
    assert found.place.startswith(where)
    assert "dlcourse" not in found.place and "numpy/" not in found.place


def test_a_module_beside_the_notebook_is_named(shell, tmp_path, monkeypatch):
    (tmp_path / "own_helper.py").write_text("def twice(z):\n    return z * undefined\n")
    monkeypatch.syspath_prepend(tmp_path)
    found = call(typed(shell, "import own_helper", "def f(z):\n    return own_helper.twice(z)"), {"z": 1})
    assert found.place == "in twice, line 2 of own_helper.py: `return z * undefined`"


def test_after_a_restart_the_cell_that_was_not_run_is_named(shell, tmp_path, monkeypatch):
    cells = ["%matplotlib inline\nimport math\nimport numpy as np", "def forward(x):\n    return x", "network = {}"]
    cells = [{"cell_type": "code", "source": [text]} for text in cells]
    (tmp_path / "mine.ipynb").write_text(json.dumps({"cells": cells}))
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "mine.ipynb"))
    for name, line in (("math.exp(a)", "import math"), ("forward(a)", "def forward(x):"), ("network", "network = {}")):
        found = outcome(shell, f"return {name}")
        assert found.mistake == "not run yet" and f"Run it first: `{line}`" in found.told_of("f")
    assert outcome(shell, "return backward(a)").mistake == "no such name"
    found = outcome(shell, "return pd.DataFrame(a)")
    assert found.mistake == "module not imported" and "Write `import pandas as pd`" in found.told_of("f")


@pytest.mark.parametrize("given", [0.5, Z, None, "f"], ids=["number", "array", "None", "text"])
def test_a_value_in_the_place_of_the_function_is_no_missing_sign(given):
    found = call(given, {"a": 1})
    assert found.mistake == "no function given" and "*" not in found.told_of("f")


def test_other_arguments_than_the_given_ones_are_told_so(shell):
    for head in ("def f(a):", "def f(a, b, c):"):
        found = call(typed(shell, f"{head}\n    return 1"), {"a": 1, "b": 2})
        assert found.mistake == "arguments changed"


def test_a_lecture_and_an_assignment_say_the_same(shell):
    from dlcourse.check.perceptron.neuron import inspect_weighted_sum

    function = typed(shell, "def weighted_sum(w, x, b):\n    z = w ^ x\n    return z", name="weighted_sum")
    for inspection in (lecture_02.inspect_weighted_sum, inspect_weighted_sum):
        said = inspection(function).summary()
        assert "in weighted_sum, line 2: `z = w ^ x`. A power is written with `**`" in said


def test_the_fault_of_another_function_is_placed_there(shell):
    row = "def forward_row(x, parameters):\n    A = x\n    return 1 / (1 + math.exp(-A))"
    everything = "def forward_all(X, parameters):\n    return [forward_row(x, parameters) for x in X]"
    said = lecture_08.inspect_forward_all(typed(shell, row, everything, name="forward_all")).summary()
    assert "in forward_row, line 3: `return 1 / (1 + math.exp(-A))`" in said and "import math" in said


# Loops that do not end, and the line that is named (one of the loop's).
ENDLESS = {
    "while": "x = 1\nwhile runs >= 0:\n    x = x + 1\nreturn x",
    "caught": "while True:\n    try:\n        x = 1 + runs\n    except:\n        x = 0",
    "a list that grows": "found = [runs]\nfor x in found:\n    found[0:1] = [x, x]\nreturn x",
    "in another function": "return other(runs)",
}


@pytest.mark.parametrize("body", ENDLESS.values(), ids=list(ENDLESS))
def test_an_endless_loop_is_stopped_and_its_line_named(shell, capsys, body):
    code = "def value_of_x(runs):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    function = typed(shell, "def other(z):\n    while True:\n        z += 1", code, name="value_of_x")
    check = public_check("value_of_x", lecture_00.inspect_value_of_x, todo_ok=True, seconds=0.2)
    with pytest.raises(Failed, match=r"because it did not come to an end\. What ends the loop\?") as raised:
        check(function)
    assert re.search(r"in (value_of_x|other), line [2-6]: `.+`", str(raised.value))
    with pytest.raises(Failed, match="that is the number of minutes"):  # and the next check is as ever
        lecture_00.seconds_in(lambda hours: 60 * hours)


def test_an_error_that_is_always_the_same_is_told_once(shell):
    report = lecture_00.inspect_average(typed(shell, "def average(numbers):\n    return total", name="average"))
    assert [one.message for one in report.checks[1:]] == ["the same"] * 4
    assert "no line gives it a value" in report.summary() and report.mistakes == ["no such name"]


def test_what_ends_is_not_stopped(shell, capsys):
    slow = "def value_of_x(runs):\n    for _ in range(20_000):\n        pass\n    return 1 + runs"
    public_check("value_of_x", lecture_00.inspect_value_of_x, seconds=30)(typed(shell, slow, name="value_of_x"))
    assert "all 4 checks passed" in capsys.readouterr().out


@pytest.mark.parametrize("check", [lecture_00.value_of_x, implementing_backpropagation.cost])
def test_an_interrupt_is_one_sentence_with_the_line(shell, capsys, check):
    function = typed(shell, "def f(*given):\n    raise KeyboardInterrupt")
    shell.user_ns.update(check=check, f=function)
    shell.run_cell("check(f)")
    said = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).strip().replace("\n", " ")
    assert said == f"{check.__name__}: stopped by you in f, line 2: `raise KeyboardInterrupt`"


def test_an_interrupt_of_our_own_work_is_one_sentence_too(shell, monkeypatch):
    names = {}
    code = 'def inspect_busy(function):\n    """Report on it."""\n    raise KeyboardInterrupt'
    exec(compile(code, common.__file__, "exec"), names)
    with pytest.raises(KeyboardInterrupt, match="busy: stopped by you, before it was through"):
        lecture_check(names["inspect_busy"])(len)


def test_a_check_that_is_called_otherwise_says_how(shell):
    with pytest.raises(Failed, match=r"called like this: check.value_of_x\(value_of_x\)"):
        lecture_00.value_of_x()
    with pytest.raises(Failed, match=r"called like this: check.cost\(cost\)"):
        implementing_backpropagation.cost(len, len)


def test_odd_answers_end_in_a_report_in_lectures_too(capsys):
    class Odd(list):
        def __len__(self):
            raise SystemExit

    with pytest.raises(Failed, match="could not be looked at"):
        lecture_02.by_hand(lambda: Odd([1, 2]))


AVERAGE = "def average(numbers):\n    total = 0\n    for x in numbers:\n        total = total + x\n"
SLIPS = [
    (AVERAGE + "        return 2 * total", "return in the loop", "`return` in line 5 of average stands inside", {}),
    (AVERAGE.replace("total + x", "x ^ 2") + "    return total", "^ for a power", "`x ^ 2`", {}),
    (AVERAGE + "    print(total / len(numbers))", "printed, not returned", "write `return`", {}),
    ("def average(numbers):\n    return data[0]", "notebook's name", "Is `numbers` meant, which is never used?", {}),
    (AVERAGE + "    Total = 3 * total\n    return TOTAL / len(numbers)", None, "expected", {"TOTAL": 5.0}),
    (AVERAGE + "    mean = total\n    return Mean", "notebook's name", "Is `mean` meant?", {"Mean": 5.0}),
    (AVERAGE + "        if x > 100:\n            return 0\n    return 2 * total", None, "expected", {}),
    (AVERAGE.replace("total + x", "int(x) ^ 1") + "    return total", None, "expected", {}),
    (AVERAGE + "    print(total)\n    return 7 * total", None, "expected", {}),
    (AVERAGE + "    return total + data[0]", None, "expected", {}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "mistake", "words", "more"), SLIPS, ids=[f"{n}" for n in range(len(SLIPS))])
def test_a_slip_in_the_text_is_named_where_the_answer_is_wrong(shell, code, mistake, words, more):
    shell.user_ns.update(more)
    function = typed(shell, "data = [5.0, 2.0]", code.replace("(x ^ 2)", "x ^ 2"), name="average")
    function.__globals__["data"] = [5, 2]
    report = inspect("average", function, [Case("whole numbers", {"numbers": [3, 6]}, 4.5)])
    assert not report.passed and report.mistakes == ([mistake] if mistake else [])
    assert words in report.summary()


def test_a_slip_is_said_in_an_assignment_and_never_of_a_right_answer(shell, capsys):
    inside = "def cost(y_hat, y):\n    for _ in y:\n        return np.VALUE((y_hat - y) ** 2)"
    with pytest.raises(Failed, match="`return` in line 3 of cost stands inside the loop"):
        implementing_backpropagation.cost(typed(shell, inside.replace("VALUE", "ptp"), name="cost"))
    implementing_backpropagation.cost(typed(shell, inside.replace("VALUE", "mean"), name="cost"))
    assert "all 5 checks passed" in capsys.readouterr().out


def test_an_endless_helper_is_waited_for_twice_at_most(shell, capsys, monkeypatch):
    """Once as it is, and less long with right functions in the place of the learner's other answers."""
    limits, watched = [], calling.limited

    def noted(seconds, *given, **named):
        limits.append(seconds)
        return watched(seconds, *given, **named)

    monkeypatch.setattr(calling, "limited", noted)
    helper = "def helper():\n    while True:\n        pass"
    forward = "def forward(X, parameters, hidden='sigmoid', output='sigmoid'):\n    helper()"
    check = public_check("forward", implementing_backpropagation.inspect_forward, seconds=0.4)
    with pytest.raises(Failed, match=r"in helper, line [23]: "):
        check(typed(shell, helper, forward, name="forward"))
    assert limits == [0.4, 0.1]
