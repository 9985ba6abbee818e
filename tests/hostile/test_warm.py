"""The warm parent: one submission after the other, none sees the other or the parent, and it survives them all."""

import os
import subprocess
import sys
import threading
import time

import psutil
import pytest
from dlgrader.judging.session import Submission
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits, warm
from dlgrader.sandbox.process import Sandbox, Started

QUICK = Limits(cell_seconds=3, call_seconds=2, total_seconds=60)
LOOK = """
import os, socket
print(sorted(p for p in os.listdir('/proc') if p.isdigit()), os.listdir('/tmp'), os.getppid(),
      os.stat('/proc/self/ns/net').st_ino if os.access('/proc/self/ns/net', os.R_OK) else '')
open('/tmp/left', 'w').write('here')
np_loaded = 'numpy' in __import__('sys').modules
print(np_loaded)
"""


def said(source, limits=QUICK):
    """What a submission of one cell prints."""
    submission = Submission([Cell(0, None, source)], limits)
    try:
        assert isinstance(submission.box.process, warm.Lent)
        return "".join(output.get("text", "") for output in submission.loaded.outputs["0"])
    finally:
        submission.close()


@pytest.fixture(autouse=True)
def the_same_parent_as_before(request):
    said("pass")
    before = warm.own()
    yield
    assert warm.own() == before != set() or "replaced" in request.node.name


def test_each_finds_itself_alone_and_nothing_of_the_one_before():
    first, second = said(LOOK), said(LOOK)
    assert first.splitlines()[0].startswith("['1'] [] 0")
    places = [text.split()[3] for text in (first, second)]
    assert places[0] != places[1]  # a network of its own for each
    assert first.replace(places[0], "") == second.replace(places[1], "")
    assert first.splitlines()[1] == "True"


HARM = {
    "kills all it can": "import os, signal\nos.kill(-1, signal.SIGKILL)",
    "kills its parent": "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
    "leaves a child": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(100)",
    "ends": "import os\nos._exit(4)",
}


@pytest.mark.parametrize("source", HARM.values(), ids=HARM)
def test_the_parent_outlives_what_a_submission_does(source):
    said(source, Limits(cell_seconds=2, call_seconds=1, total_seconds=10))
    assert said(LOOK).splitlines()[0].startswith("['1'] [] 0")


RIGHTS = {
    "mounts": "ctypes.CDLL(None).mount(b'tmpfs', b'/usr', b'tmpfs', 0, None)",
    "unmounts what covers /tmp": "ctypes.CDLL(None).umount2(b'/tmp', 2)",
    "namespaces": "ctypes.CDLL(None).unshare(0x10000000)",
    "another user": "os.setuid(0) if os.getuid() else 0",
    "real-time signals to all": "os.kill(2, 9)",
}


@pytest.mark.parametrize("attempt", RIGHTS.values(), ids=RIGHTS)
def test_nothing_of_the_parents_rights_is_left(attempt):
    text = said(f"import ctypes, os\ntry:\n    print('GOT', {attempt})\nexcept OSError:\n    print('GOT -1')")
    assert "GOT -1" in text
    assert "CapEff:\t0000000000000000" in said("print(open('/proc/self/status').read())")


def test_two_at_once_in_one_process_do_not_share_a_parent():
    first, second = Sandbox(QUICK), Sandbox(QUICK)
    try:
        assert isinstance(first.process, warm.Lent)
        assert isinstance(second.process, Started)
    finally:
        first.close()
        second.close()
    third = Sandbox(QUICK)
    assert isinstance(third.process, warm.Lent)
    third.close()


def test_random_numbers_differ_between_submissions():
    draw = "import random\nimport numpy as np\nprint(random.random(), np.random.random())"
    assert said(draw) != said(draw)


def test_a_parent_that_dies_is_replaced():
    box = Sandbox(QUICK)
    parent = box.process.warm
    os.kill(parent.pid, 9)
    box.close()
    assert said("print('again')") == "again\n"
    assert parent.pid not in warm.own()


def test_a_parent_can_be_closed_from_another_thread():
    box = Sandbox(QUICK)
    thread = threading.Thread(target=box.kill)
    thread.start()
    thread.join()
    assert box.ended
    box.close()


PREPARED = """
import os, signal, sys, time
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits, available, warm
from dlgrader.judging.session import Submission

warm.prepare(2)
started = [parent.process.pid for parent in warm._prepared]
users = {parent.uid for parent in warm._prepared}
assert warm.prepared() and available() is None
ends = [os.pipe() for _ in range(3)]
workers = []
for read, write in ends:
    worker = os.fork()
    if worker == 0:
        submission = Submission([Cell(0, None, "x = 1")], Limits())
        bwrap = warm._parents[os.getpid()].process.pid
        os.write(write, f"{bwrap} {submission.loaded.names >= {'x'}}".encode())
        time.sleep(60)
    workers.append(worker)
said = [os.read(read, 100).decode().split() for read, _ in ends]
warm.let_go()
taken = [int(pid) for pid, _ in said]
print(sorted(set(taken) & set(started)) == sorted(started), len(set(taken)), [well for _, well in said], len(users))

def there(pid):
    try:
        return open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False

def gone(pids):
    end = time.monotonic() + 20
    while any(map(there, pids)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(there, pids))

os.kill(workers[0], signal.SIGKILL)
print(gone(taken[:1]), all(map(there, taken[1:])))
for worker in workers[1:]:
    os.kill(worker, signal.SIGKILL)
print(gone(taken))
"""


def test_prepared_parents_are_taken_once_each_by_forks_and_end_with_them():
    done = subprocess.run([sys.executable, "-c", PREPARED], capture_output=True, text=True, timeout=120)
    users = 2 if os.geteuid() == 0 else 1
    assert done.stdout.splitlines() == [f"True 3 ['True', 'True', 'True'] {users}", "True True", "True"], done.stderr


def test_prepared_parents_that_nobody_takes_end_with_the_command():
    script = "from dlgrader.sandbox import warm\nwarm.prepare(2)\nprint(*[p.process.pid for p in warm._prepared])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    started, end = done.stdout.split(), time.monotonic() + 20
    assert len(started) == 2
    while (left := [pid for pid in started if psutil.pid_exists(int(pid))]) and time.monotonic() < end:
        time.sleep(0.05)
    assert left == []
