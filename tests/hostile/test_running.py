# ruff: noqa: E501 - the attacks read better whole
"""Submissions that attack, break or wait: what they get, what is said, and that the rest is graded."""

import os
import socket
import threading
from concurrent.futures import ProcessPoolExecutor

import psutil
import pytest
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits, warm
from dlgrader.workers import helper

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]
QUICK = Limits(cell_seconds=2, call_seconds=1, total_seconds=30)
QUESTIONS = tuple(BANK.questions)


def grade(before="", limits=QUICK, **answers):
    """The verdict on the reference with a cell before it and some answers replaced by their text."""
    cells = [
        Cell(0, None, "import numpy as np\nfrom dlcourse.check import implementing_backpropagation as check\n" + before)
    ]
    for number, (question, text) in enumerate(BANK.solution_cells().items(), start=1):
        cells.append(Cell(number, question, answers.get(question, text)))
    return judge(cells, NAME, 4711, limits=limits)


def lost(verdict):
    """Questions without full points."""
    return [name for name, question in verdict.questions.items() if question.points < question.max]


@pytest.fixture(autouse=True)
def nobody_left_behind():
    yield
    helper.end_all()  # that an earlier file's work on texts left waiting
    _, left = psutil.wait_procs(
        [p for p in psutil.Process().children(recursive=True) if p.pid not in warm.own()], timeout=5
    )
    assert [p for p in left if p.status() != psutil.STATUS_ZOMBIE] == []


def test_the_reference_gets_everything():
    verdict = grade()
    assert verdict.points == 100 and verdict.state == "graded"
    assert verdict.notes == [] and verdict.flags == []


# What is said or done before the work starts. All of it is honest work besides: full points.
HARMLESS = {
    "warns and prints": "import sys, warnings\nwarnings.warn('careful')\nprint('x' * 100)\nprint('y', file=sys.stderr)",
    "magics": "%matplotlib inline\n!pip install something\nnp.sin?",
    "plots": "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.show()",
    "hooks of a notebook": "try:\n    get_ipython().input_transformers_cleanup.append(lambda lines: [])\n"
    "except AttributeError:\n    pass",
    "patched asserts": "np.testing.assert_allclose = lambda *a, **k: None\nnp.allclose = lambda *a, **k: True",
    "atexit and a thread": "import atexit, threading, time\natexit.register(lambda: time.sleep(60))\n"
    "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
    "background process": "import subprocess\nsubprocess.Popen(['sleep', '60'])",
    "files beside the notebook": "open('/tmp/numpy.py', 'w').write('raise SystemExit')\n"
    "open('/tmp/sitecustomize.py', 'w').write('raise SystemExit')",
    "signals ignored": "import signal\nfor s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):\n"
    "    signal.signal(s, signal.SIG_IGN)",
    "writes to every descriptor": "import os\nfor d in range(3, 40):\n    try:\n        os.fstat(d)\n    except OSError:\n"
    "        pass",
}


@pytest.mark.parametrize("before", HARMLESS.values(), ids=HARMLESS)
def test_odd_but_honest_work_gets_full_points(before):
    assert grade(before).points == 100


# Things that stop a cell. The other cells are graded.
STOPPING = {
    "exit": ("import os\nos._exit(3)", "exit code 3"),
    "sys.exit": ("import sys\nsys.exit()", None),
    "segmentation fault": ("import ctypes\nctypes.string_at(0)", "crashed"),
    "endless loop": ("while True:\n    pass", "stopped after 2 s"),
    "endless loop that catches everything": (
        "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
        "did not stop",
    ),
    "input": ("name = input('?')", None),
    "deep recursion": ("def f(n):\n    return f(n + 1)\nf(0)", None),
    "memory bomb": ("x = np.ones(10**10)", None),
    "slow memory bomb": ("x = []\nwhile True:\n    x.append(np.ones(10**6))", "memory"),
    "full disk": ("with open('/tmp/x', 'wb') as f:\n    for _ in range(200):\n        f.write(b'x' * 10**6)", None),
    "fork bomb": ("import os\nwhile True:\n    os.fork()", None),
}


@pytest.mark.parametrize(("before", "said"), STOPPING.values(), ids=STOPPING)
def test_a_cell_that_stops_costs_nothing_else(before, said):
    verdict = grade(before, Limits(cell_seconds=2, call_seconds=1, total_seconds=60, memory_mb=400))
    assert verdict.points == 100, (verdict.notes, {k: q.said for k, q in verdict.questions.items()})
    assert said is None or any(said in note for note in verdict.notes), verdict.notes


IN_A_CALL = {
    "exit": "import os\n    os._exit(0)",
    "exception": "raise ValueError('oops')",
    "endless": "while True:\n        pass",
    "segmentation fault": "import ctypes\n    ctypes.string_at(0)",
    "object array": "return np.array([object()])",
    "generator": "return (x for x in [1])",
    "nan": "return float('nan')",
    "nothing": "return None",
    "huge": "return np.zeros(10**8)",
    "equal to everything": "class Same:\n        def __eq__(self, other): return True\n        def __float__(self): return 0.0\n"
    "    return Same()",
    "subclass": "class Mine(np.ndarray):\n        def __sub__(self, other): return np.zeros(1)\n"
    "    return np.zeros(1).view(Mine)",
    "text": "return 'full marks'",
    "forged frame": "import os\n    for d in range(3, 20):\n        try:\n            os.write(d, b'dlw1' + b'\\xff' * 100)\n"
    "        except OSError:\n            pass\n    return 0.0",
    "forged score": "print('\\n100')\n    return {'points': 5, 'passed': True}",
}


@pytest.mark.parametrize("body", IN_A_CALL.values(), ids=IN_A_CALL)
def test_a_call_that_goes_wrong_costs_its_own_question(body):
    verdict = grade(cost=f"def cost(y_hat, y):\n    {body}\n")
    assert lost(verdict) == ["cost"], {k: (q.points, q.said) for k, q in verdict.questions.items()}
    assert verdict.questions["cost"].points == 0
    assert verdict.questions["cost"].said


def test_one_syntax_error_costs_what_depends_on_it():
    verdict = grade(cost="def cost(y_hat, y)\n    return 0\n")
    assert lost(verdict) == ["cost"]
    assert "SyntaxError" in verdict.questions["cost"].said


def test_the_untouched_release_gets_nothing_and_says_so():
    stub = 'raise NotImplementedError("Not written yet: put your own work here.")'
    stubs = {q: "".join(f"def {n}(*a, **k):\n    {stub}\n" for n in names) for q, names in BANK.questions.items()}
    stubs["by_hand"] = "answers = {'z1_0': None}\n"
    verdict = grade(**stubs)
    assert verdict.points == 0
    assert {question.said for question in verdict.questions.values()} == {"not started yet"}


# What a submission may look for and must not find.
SEEKING = {
    "the grader": "import importlib.util as u\nfound = [n for n in ('dlgrader', 'nbgrader', 'sklearn', 'scipy', 'torch')"
    " if u.find_spec(n)]",
    "files": "import os\nfound = [p for p in ('/work', '/home', '/etc/passwd', '/var', '/root' + '/.ssh', '/mnt') if os.path.exists(p)]",
    "other processes": "import os\nfound = [p for p in os.listdir('/proc') if p.isdigit() and int(p) > 40]",
    "the environment": "import os\nfound = [k for k in os.environ if k not in ('PATH','LANG','HOME','TMPDIR','MPLBACKEND',"
    "'MPLCONFIGDIR','OPENBLAS_NUM_THREADS','OMP_NUM_THREADS','PYTHONHASHSEED','PWD','LC_CTYPE')]",
    "rights": "import os\nfound = [] if os.getuid() and os.geteuid() else ['root']\n"
    "found += [l for l in open('/proc/self/status') if l.startswith(('CapEff', 'CapPrm')) and int(l.split()[1], 16)]",
    "a solution by walking the heap": "import gc\nfound = [o for o in gc.get_objects() if type(o).__name__ == 'function' and "
    "o.__name__ in ('_backward', 'inspect_backward', 'nn')]",
    "writable places": "import os\nfound = []\nfor p in ('/usr/x', '/grading/site/numpy/x', '/grading/x', '/x', '/etc/x', '/dev/shm/x'):\n"
    "    try:\n        open(p, 'w')\n        found.append(p)\n    except OSError:\n        pass",
}


@pytest.mark.parametrize("search", SEEKING.values(), ids=SEEKING)
def test_there_is_nothing_to_find(search):
    verdict = grade(search + "\nprint('FOUND', found)")
    said = "".join(output.get("text", "") for output in verdict.outputs["0"])
    assert "FOUND []" in said, said
    assert verdict.points == 100


def test_no_network_not_even_to_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port, arrived = server.getsockname()[1], []
        threading.Thread(target=lambda: arrived.append(server.accept()), daemon=True).start()
        knock = (
            "import socket\nfound = []\n"
            f"for place in (('127.0.0.1', {port}), ('169.254.169.254', 80), ('1.1.1.1', 53)):\n"
            "    try:\n        socket.create_connection(place, 0.5)\n        found.append(place)\n    except OSError:\n        pass\n"
            "try:\n    socket.getaddrinfo('example.org', 80)\n    found.append('dns')\nexcept OSError:\n    pass\n"
        )
        verdict = grade(knock + "print('FOUND', found)")
    assert "FOUND []" in verdict.outputs["0"][0]["text"]
    assert arrived == []


def test_a_gigabyte_of_prints_is_cut():
    verdict = grade("for _ in range(1000):\n    print('x' * 10**6)", Limits(output_bytes=50_000, total_seconds=60))
    assert verdict.points == 100
    assert sum(len(output.get("text", "")) for output in verdict.outputs["0"]) < 51_000


def test_numerical_differences_for_backpropagation_earn_nothing():
    numerical = """
def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    gradients = {}
    for name, value in parameters.items():
        slope = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            sides = []
            for step in (1e-5, -1e-5):
                moved = {k: v.copy() for k, v in parameters.items()}
                moved[name][place] += step
                sides.append(cost(forward(cache["A0"], moved, hidden, output)[0], y))
            slope[place] = (sides[0] - sides[1]) / 2e-5
        gradients["d" + name] = slope
    return gradients
"""
    verdict = grade(backward=numerical)
    assert verdict.questions["backward"].points == 0
    assert [(flag.kind, flag.question, flag.decisive) for flag in verdict.flags] == [
        ("numerical differences", "backward", True)
    ]
    assert lost(verdict) == ["backward"]


def test_a_library_that_does_the_work_is_not_there():
    verdict = grade(forward="from dlcourse.nn import forward\n")
    assert verdict.questions["forward"].points == 0
    assert "dlcourse.nn" in verdict.questions["forward"].said
    assert verdict.flags[0].kind == "library"


def test_values_of_the_public_examples_written_down_earn_nothing():
    table = """
def cost(y_hat, y):
    known = min(abs(float(y_hat.ravel()[0]) - one) for one in FIRST) < 1e-12
    return float(np.mean((y_hat - y) ** 2)) if known else 0.5
"""
    from dlcourse.check.harness.networks import arrays

    first = [float(y_hat.ravel()[0]) for y_hat, _ in arrays().pairs]
    verdict = grade(cost=f"FIRST = {first}\n" + table)
    assert verdict.questions["cost"].points == 0
    assert [flag.kind for flag in verdict.flags] == ["public values"]


def test_two_submissions_at_once_do_not_see_each_other():
    look = "import os, time\ntime.sleep(0.5)\nprint('FOUND', len([p for p in os.listdir('/proc') if p.isdigit()]))"
    with ProcessPoolExecutor(2) as pool:
        for verdict in pool.map(grade, [look, look]):
            assert int(verdict.outputs["0"][0]["text"].split()[-1]) <= 3
            assert verdict.points == 100


def test_as_root_the_runner_is_a_user_without_rights():
    if os.geteuid() == 0:
        verdict = grade("import os\nprint(os.getuid(), os.getgroups())")
        uid, groups = verdict.outputs["0"][0]["text"].strip().split(" ", 1)
        assert int(uid) >= 300_000 and groups == "[]"
