"""A plain notebook judged on the spot: its order, its points, and what does not earn any."""

import pytest
from plain_course import answer, cell, judged, notebook, plain, test

SQUARE = "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
RIGHT = "def square(x):\n    return x * x\n"
WRONG = "def square(x):\n    return 2 * x\n"
BOOK = notebook(
    "import numpy as np",
    cell("def close(a, b):\n    return abs(a - b) < 1e-9", "helpers", locked=True),
    answer(SQUARE, "square"),
    test(
        "sample = [1, 2, 3]\nassert square(2) == 4\n"
        "### BEGIN HIDDEN TESTS\nassert square(3) == 9, 'secret-word'\nassert np.allclose(square(5), 25)\n"
        "assert close(square(4), 16)\n### END HIDDEN TESTS",
        "test_square", 3,
    ),
    answer("def total():\n    ### BEGIN SOLUTION\n    return sum(sample)\n    ### END SOLUTION", "total"),
    answer("def biggest():\n    ### BEGIN SOLUTION\n    return max(sample)\n    ### END SOLUTION", "biggest"),
    test(
        "earned = 0\nif total() == 6:\n    earned += 1.5\nif biggest() == 3:\n    earned += 0.5\nearned",
        "test_sample", 2,
    ),
    answer("answered = 'put your answer here'", "essay", points=5),
)  # fmt: skip
SAMPLE = {"total": "def total():\n    return sum(sample)", "biggest": "def biggest():\n    return max(sample)"}


@pytest.fixture(scope="module")
def what():
    return plain(BOOK)


def earned(verdict):
    return {name: question.points for name, question in verdict.questions.items()}


def test_the_cells_run_from_top_to_bottom_and_each_test_in_the_state_at_its_place(what):
    # `sample` comes from a visible test, and a later cell gives `square` another meaning.
    verdict = judged(what, SAMPLE | {"square": RIGHT, "total": f"{WRONG}\n{SAMPLE['total']}"})
    assert earned(verdict) == {"test_square": 3, "test_sample": 2} and verdict.state == "graded"
    assert verdict.same_process


def test_points_by_the_last_expression(what):
    assert earned(judged(what, {"square": RIGHT, "total": SAMPLE["total"]})) == {"test_square": 3, "test_sample": 0}
    biggest = {"biggest": "def biggest():\n    return 4"}
    assert earned(judged(what, SAMPLE | {"square": WRONG} | biggest)) == {"test_square": 0, "test_sample": 1.5}


def test_an_untouched_notebook_is_not_started(what):
    verdict = judged(what, {})
    assert earned(verdict) == {"test_square": 0, "test_sample": 0}
    assert not any(question.started for question in verdict.questions.values())


@pytest.mark.parametrize("show", [False, True])
def test_what_a_hidden_test_says_is_told_only_where_the_course_says_so(show):
    leak = "import sys\ndef square(x):\n    print('secret-word', file=sys.stderr)\n    return 4 if x == 2 else 7"
    verdict = judged(plain(BOOK, show_hidden=show), {"square": leak})
    assert ("secret-word" in str(verdict.questions)) is show
    assert earned(verdict)["test_square"] == 0


TRICKS = {
    "input transformers": "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass'])",
    "syntax tree transformers": "class T:\n    def visit(self, tree):\n        tree.body = []\n        return tree\n"
    "get_ipython().ast_transformers.append(T())",
    "hooks": "get_ipython().events.register('pre_run_cell', lambda *a: get_ipython().user_ns.update(close=bool))",
    "patched functions": "import numpy as np, builtins\nnp.allclose = lambda *a, **k: True\nbuiltins.abs = lambda x: 0",
    "patched while tested": "def square(x):\n    import builtins\n    builtins.abs = lambda x: 0\n    return 2 * x",
    "a module in another's place": "class np:\n    allclose = staticmethod(lambda *a: True)\nclose = lambda a, b: True",
    "an object that is equal to anything": "class E:\n    def __eq__(self, other): return True\n"
    "    def __sub__(self, other): return self\n    def __abs__(self): return self\n"
    "    def __lt__(self, other): return True\n    def __array_function__(self, *a): return True\n"
    "def square(x):\n    return E()",
    "made on the spot": "def square(x):\n    return type('E', (), {'__eq__': lambda s, o: 1, '__lt__': lambda s, o: 1,"
    " '__sub__': lambda s, o: s, '__abs__': lambda s: s, '__array_function__': lambda *a: 1})()",
    "a number of its own": "class F(float):\n    def __sub__(self, other): return 0.0\n"
    "    def __eq__(self, other): return True\n    def __array_ufunc__(self, *a, **k): return True\n"
    "    def __array_function__(self, *a, **k): return True\n"
    "def square(x):\n    return F(0)",
    "equal to anything, from the library": "from unittest.mock import ANY\ndef square(x):\n    return ANY",
    "the end of the process": "import os\ndef square(x):\n    os._exit(0)",
    "the end of the program": "def square(x):\n    raise SystemExit(0)",
    "a forged answer": "import os, json\ndef square(x):\n    for k in range(3, 30):\n        try:\n"
    "            os.write(k, b'dlw1' + b'\\0' * 8 + json.dumps({'op': 'tested', 'kind': 'nothing'}).encode())\n"
    "        except OSError: pass\n    return 0",
    "tracing": "import sys\ndef t(frame, event, arg):\n    frame.f_globals['square'] = lambda x: x * x\n    return t\n"
    "sys.settrace(t)",
}


@pytest.mark.parametrize("trick", TRICKS)
def test_no_points_for_nothing(what, trick):
    text = TRICKS[trick]
    text = text if "def square" in text else f"{text}\n{WRONG}"
    verdict = judged(what, SAMPLE | {"square": text})
    question = verdict.questions["test_square"]
    assert question.points == 0 or question.state == "needs a person", question
    assert verdict.questions["test_sample"].points == 2, verdict  # what is honest is graded


FORGED = ["float('nan')", "float('inf')", "-1", "1e9", "'2.0'", "type('R', (), {'__repr__': lambda s: '2.0'})()", "[2]"]


@pytest.mark.parametrize("number", range(len(FORGED)))
def test_a_forged_result_is_no_full_mark(number):
    stub = "def share():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    book = plain(notebook(answer(stub, "share"), test("2 * share()", "test_share", 2)))
    forged = f"class V:\n    def __rmul__(self, other): return {FORGED[number]}\ndef share(): return V()"
    verdict = judged(book, {"share": forged})
    assert (verdict.questions["test_share"].points, verdict.state) == (0, "needs a person")
    assert judged(book, {"share": "def share(): return 1"}).points == 2


def test_a_table_at_the_end_keeps_the_rule_of_nbgrader():
    book = notebook(answer("def table():\n    ### BEGIN SOLUTION\n    return {'a': 1}\n    ### END SOLUTION", "table"),
                    test("assert table()['a'] == 1\ntable()", "test_table", 2))  # fmt: skip
    assert judged(plain(book), {"table": "def table(): return {'a': 1, 'b': 2}"}).points == 2
    assert judged(plain(book), {"table": "def table(): return {'a': 2}"}).points == 0


LEAKS = {
    "printed": "print(text)\n    import sys; print(text, file=sys.stderr)",
    "raised": "raise ValueError(text)",
    "raised as if it had ended": "raise type('Ended', (Exception,), {})(text)",
    "raised as if it were late": "raise type('TimeIsUp', (BaseException,), {})(text)",
    "a class's name": "return type(text, (), {'__eq__': lambda s, o: True})()",
    "in a file": "open('/tmp/work/leak.txt', 'w').write(text); open('/tmp/leak.txt', 'w').write(text)",
    "a module's name": "import sys, types; sys.modules[text] = types.ModuleType(text); import json; json.dumps = text",
}


@pytest.mark.parametrize("way", LEAKS)
def test_no_way_out_for_a_hidden_test(what, way):
    # What the fork knows of the test: here its constants, read from the frame that calls.
    read = "import sys\n    text = str(sys._getframe(1).f_code.co_consts)"
    later = "import glob\ndef total():\n    raise ValueError(str(glob.glob('/tmp/*')) + open('leak.txt').read())"
    verdict = judged(what, {"square": f"def square(x):\n    {read}\n    {LEAKS[way]}\n    return 4", "total": later})
    assert "secret-word" not in str(verdict)


HONEST = {
    "names from a library": "from numpy import *\nfrom math import *\ndef square(x):\n    return x ** 2",
    "a helper class of its own": "class N:\n    def __init__(self, v): self.v = v\n"
    "    def __mul__(self, o): return N(self.v * o.v)\n    def __eq__(self, o): return self.v == o.v\n"
    "    def __lt__(self, o): return self.v < o.v\n"
    "def square(x):\n    assert N(2) == N(2) and sorted([N(3), N(1)])[0] == N(1)\n    return (N(x) * N(x)).v",
    "a class made inside": "def square(x):\n    class P:\n        def __lt__(self, o): return True\n"
    "    min(P(), P())\n    return x * x",
    "a cache": "from functools import lru_cache\n@lru_cache\ndef square(x):\n    return x * x",
    "seeds and settings": "import warnings\ndef square(x):\n    np.random.seed(1)\n    np.seterr(all='ignore')\n"
    "    warnings.simplefilter('ignore')\n    return x * x",
    "a tuple with names": "import collections, random\nR = collections.namedtuple('R', 'v')\ndef square(x):\n"
    "    print(x)\n    random.seed(2)\n    return R(x * x).v",
    "a number of NumPy's": "def square(x):\n    return np.float32(x) * np.float32(x)",
    "threads": "import threading\ndef square(x):\n    t = threading.Thread(target=print)\n"
    "    t.start()\n    t.join()\n    return x * x",
}


@pytest.mark.parametrize("way", HONEST)
def test_honest_answers_are_not_held(what, way):
    verdict = judged(what, SAMPLE | {"square": HONEST[way]})
    assert (earned(verdict), verdict.state) == ({"test_square": 3, "test_sample": 2}, "graded"), verdict


def test_an_assignment_about_a_class_may_ask_for_operators():
    vector = "class Vector:\n    def __init__(self, *v): self.v = v\n    def __eq__(self, o): return self.v == o.v\n"
    add = "    def __add__(self, o): return Vector(*(a + b for a, b in zip(self.v, o.v)))"
    stub = f"### BEGIN SOLUTION\n{vector}{add}\n### END SOLUTION"
    book = plain(notebook(answer(stub, "vector"), test(
        "assert Vector(1) == Vector(1)\n### BEGIN HIDDEN TESTS\nassert Vector(1, 2) + Vector(3, 4) == Vector(4, 6)\n"
        "### END HIDDEN TESTS", "test_vector", 2)))  # fmt: skip
    assert (judged(book, {"vector": vector + add}).points, judged(book, {"vector": vector}).points) == (2, 0)
    alike = vector.replace("return self.v == o.v", "return True") + "    def __add__(self, o): return self"
    assert judged(book, {"vector": alike}).points == 0
