# ruff: noqa: E501 - the attacks read better whole
"""Attacks on the wall itself: forged frames, floods, the judge's own helpers. The judge ends in time and stays small."""

import resource
import socket
import time

import numpy as np
import psutil
import pytest
from dlgrader.judging.judge import judge
from dlgrader.judging.lending import MOST_WORK, _work
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits, warm
from dlgrader.workers import helper

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]
SHORT = Limits(cell_seconds=2, call_seconds=1, total_seconds=8)

# Finds the runner's channel, as a submission can, and writes frames to it.
FORGE = """
import json, os, signal, struct, sys
def frame(message, body=b"", lengths=()):
    header = json.dumps({"m": message, "b": list(lengths)}).encode()
    return struct.pack(">4sII", b"dlw1", len(header), len(body)) + header + body
def pipes(way):
    found = []
    for d in range(3, 64):
        try:
            link, flags = os.readlink(f"/proc/self/fd/{d}"), open(f"/proc/self/fdinfo/{d}").read()
        except OSError:
            continue
        if link.startswith("pipe:") and (int(flags.split("flags:")[1].split()[0], 8) & 3) == way:
            found.append(d)
    return found
def shout(message, times=1, **more):
    for d in pipes(1):
        for _ in range(times):
            os.write(d, frame(message, **more))
"""


def grade(before="", limits=SHORT, **answers):
    """The verdict on the reference with a cell before it and some answers replaced, and the judge's growth in MB."""
    cells = [Cell(0, None, "import numpy as np\n" + FORGE + before)]
    for number, (question, text) in enumerate(BANK.solution_cells().items(), start=1):
        cells.append(Cell(number, question, answers.get(question, text)))
    start = time.monotonic()
    verdict = judge(cells, NAME, 4711, limits=limits)
    assert time.monotonic() - start < limits.total_seconds + 10
    return verdict


@pytest.fixture(autouse=True)
def nothing_left_and_nothing_grown():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    helper.end_all()  # that an earlier file's work on texts left waiting
    _, left = psutil.wait_procs(
        [p for p in psutil.Process().children(recursive=True) if p.pid not in warm.own()], timeout=5
    )
    assert [p for p in left if p.status() != psutil.STATUS_ZOMBIE] == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 2**10


WHILE_LOADING = {
    "frames without end": "signal.setitimer(signal.ITIMER_REAL, 0)\n"
    "while True:\n    shout({'op': 'ran', 'position': 0, 'outputs': [], 'error': None})",
    "outputs without end": "signal.setitimer(signal.ITIMER_REAL, 0)\n"
    "for k in range(10**9):\n    shout({'op': 'ran', 'position': k, 'outputs': [{'text': 'x' * 10**6}], 'error': None})",
    "outputs where they belong": "for k in range(100):\n    shout({'op': 'ran', 'position': k, 'outputs': [{'text': 'x' * 10**6}]})\n"
    "    shout({'op': 'cell', 'position': k + 1})",
    "names that are none": "shout({'op': 'ready', 'names': 7})",
    "a position that is none": "shout({'op': 'cell', 'position': [1]})\nshout({'op': 'ran', 'position': {}, 'outputs': 3})",
    "ready before the end": "shout({'op': 'ready', 'names': ['forward', 'cost']})",
    "half a frame": "for d in pipes(1):\n    os.write(d, b'dlw1\\0\\0')\nsignal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass",
}


@pytest.mark.parametrize("attack", WHILE_LOADING.values(), ids=WHILE_LOADING)
def test_forged_frames_while_the_cells_run_end_in_time(attack):
    verdict = grade(attack)
    assert verdict.state in ("graded", "needs a person")
    assert verdict.notes or verdict.points == 100
    assert all(int(position) <= len(BANK.questions) for position in verdict.outputs)
    assert sum(len(str(outputs)) for outputs in verdict.outputs.values()) < 2 * SHORT.output_bytes


IN_A_CALL = {
    "callbacks that nobody reads": "shout({'op': 'callback', 'name': 'given0', 'arguments': [], 'options': {}}, 10**6)",
    "a callback's name is a list": "shout({'op': 'callback', 'name': [], 'arguments': [], 'options': {}})",
    "callback without arguments": "shout({'op': 'callback', 'name': 'given0'})",
    "a value that is none": "shout({'op': 'value', 'value': {'a': 1}})",
    "an array that is none": "shout({'op': 'value', 'value': ['a', 0]}, body=b'x' * 100, lengths=[100])",
    "no arrays behind the header": "shout({'op': 'value', 'value': ['a', 5]})",
    "lengths that do not fit": "shout({'op': 'value', 'value': ['a', 0]}, body=b'x', lengths=[-1, 10**12])",
    "deep": "shout({'op': 'value', 'value': eval('[\"l\",' * 90 + '1' + ']' * 90)})",
    "it says it ended": "shout({'op': 'ended', 'code': 'x'})",
    "it kills the runner": "os.kill(os.getppid(), signal.SIGKILL)",
    "everything it may signal": "os.kill(-1, signal.SIGKILL)",
    "64 MB of bytes": "return np.zeros(60 * 2**20, dtype=bool)",
}


@pytest.mark.parametrize("attack", IN_A_CALL.values(), ids=IN_A_CALL)
def test_forged_frames_in_a_call_cost_that_question(attack):
    limits = Limits(cell_seconds=2, call_seconds=1, total_seconds=20)
    verdict = grade(limits=limits, cost=f"def cost(y_hat, y):\n    {attack}\n    return 0.0\n")
    lost = [name for name, question in verdict.questions.items() if question.points < question.max]
    assert verdict.questions["cost"].points == 0
    assert verdict.questions["cost"].said
    # Frames that claim to be from the runner may cost whoever forges them more than the question they are in.
    assert "shout" in attack or lost == ["cost"], {name: q.said for name, q in verdict.questions.items()}


HELPERS = {
    "initialize_parameters": "initialize_parameters([20_000, 20_000], rng)",
    "mini_batches": "mini_batches(np.zeros((10**6, 1)), np.zeros((10**6, 1)), 1, rng)",
    "forward": "forward(np.zeros((10**6, 1)), {'W1': np.zeros((10**6, 1)), 'b1': np.zeros(1)})",
    "cost": "cost(np.zeros((10**6, 1)), np.zeros((1, 10**6)))",
}


@pytest.mark.parametrize("body", HELPERS.values(), ids=HELPERS)
def test_the_judges_helpers_do_not_work_for_a_submission(body):
    """`train` is judged with right helpers, which run on the judge's side, beside the submission's own."""
    text = (
        "def train(X, y, layer_sizes, learning_rate, batch_size, max_epochs, tolerance, rng, hidden='sigmoid',"
        f" output='sigmoid'):\n    {body}\n    return None\n"
    )
    verdict = grade(limits=Limits(cell_seconds=2, call_seconds=2, total_seconds=30), train=text)
    assert verdict.points == 90


def test_the_host_of_a_virtual_machine_is_not_reachable_either():
    knock = f"import socket\ntry:\n    socket.socket({int(socket.AF_VSOCK)}, 1)\n    print('FOUND')\nexcept OSError as e:\n    print(e)"
    verdict = grade(knock)
    assert "FOUND" not in verdict.outputs["0"][0]["text"]
    assert verdict.points == 100


@pytest.mark.parametrize(
    "asked",
    [
        [[np.int64(9000), np.int64(9000)]],
        [np.array([9000, 9000])],
        [np.zeros((9000, 0)), {"W1": np.zeros((3000, 0)), "b1": np.zeros(3000)}],
        [np.zeros((8_000_000, 0)), np.zeros((8_000_000, 0)), 1],
    ],
    ids=["numbers of NumPy's", "an array of sizes", "a product over nothing", "rows without entries"],
)
def test_work_that_looks_small_is_counted(asked):
    assert _work(asked) > MOST_WORK


def test_what_a_network_here_needs_is_not_refused():
    rng = np.random.default_rng(3)
    assert _work([np.array([64, 64, 10])]) < MOST_WORK
    assert _work([rng.normal(size=(50, 8)), {"W1": rng.normal(size=(8, 8)), "b1": np.zeros(8)}, "tanh"]) < MOST_WORK
    assert _work([rng.integers(0, 255, (40, 8)), np.float64(0.1), 10]) < MOST_WORK
