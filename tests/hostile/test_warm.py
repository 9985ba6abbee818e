"""The warm parent: one submission after the other, none sees the other or the parent, and it survives them all."""

import os
import threading

import pytest
from dlgrader.cells import Cell
from dlgrader.sandbox import Limits, warm
from dlgrader.sandbox.process import Sandbox, Started
from dlgrader.wall.submission import Submission

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
    assert first == second
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
