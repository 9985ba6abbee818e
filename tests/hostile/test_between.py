# ruff: noqa: E501 - the attacks read better whole
"""Between one submission and the next of the same worker: nothing that the first does can be read by the second."""

import textwrap

import pytest
from dlgrader.judging.session import Submission
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits, warm
from dlgrader.sandbox.process import Sandbox

QUICK = Limits(cell_seconds=10, call_seconds=2, total_seconds=60)
# What the first does, and what the second sees of it: the same with and without the first.
CHANNELS = {
    "counters of the loopback interface": (
        """
        import socket
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        for _ in range(1000):
            try:
                s.sendto(b"x" * 500, ("127.0.0.1", 9))
            except OSError:
                pass""",
        """
        import pathlib
        print([line for line in pathlib.Path("/proc/self/net/dev").read_text().splitlines() if "lo:" in line])
        for name in ("snmp", "netstat", "sockstat", "udp", "tcp"):
            print(pathlib.Path("/proc/self/net", name).read_text())""",
    ),
    "ports and abstract sockets": (
        """
        import os, socket
        s = socket.socket(socket.AF_UNIX); s.bind("\\0left"); s.listen()
        t = socket.socket(); t.bind(("0.0.0.0", 4242)); t.listen()
        if os.fork() == 0:
            import time
            time.sleep(30)""",
        """
        import pathlib
        print(pathlib.Path("/proc/self/net/unix").read_text().count("left"))
        print(pathlib.Path("/proc/self/net/tcp").read_text())""",
    ),
    "numbers of processes": (
        """
        import os
        for _ in range(20):
            if os.fork() == 0:
                os._exit(0)
            os.wait()""",
        """
        import os
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.wait()
        print(child, os.getpid(), sorted(p for p in os.listdir("/proc") if p.isdigit()))""",
    ),
    "files in /tmp and /dev/shm": (
        """
        import os
        for folder in ("/tmp", "/dev/shm", "/var/tmp", "/run", "/grading"):
            try:
                open(folder + "/left", "w").write("x")
            except OSError:
                pass""",
        """
        import os
        print([p for f in ("/tmp", "/dev/shm", "/var/tmp", "/run", "/grading") if os.path.isdir(f) for p in os.listdir(f) if p == "left"])
        f = os.statvfs("/tmp")
        print(f.f_files - f.f_ffree, f.f_blocks - f.f_bfree)""",
    ),
    "counters of the machine": (
        "sum(range(10**6))",
        """
        import os
        seen = []
        for name in ("loadavg", "stat", "uptime", "vmstat", "meminfo", "interrupts", "sys/kernel/ns_last_pid",
                     "sys/kernel/random/entropy_avail", "sys/fs/inode-nr", "sys/fs/file-nr", "sys/fs/dentry-state",
                     "sysvipc/shm", "keys", "key-users", "locks", "kmsg", "diskstats", "schedstat", "slabinfo"):
            try:
                open("/proc/" + name).read()
                seen.append(name)
            except OSError:
                pass
        print(seen)""",
    ),
    "the kernel's log, and watching files": (
        "pass",
        """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        print([ctypes.get_errno() for call in (
            lambda: libc.syscall(103, 3, ctypes.create_string_buffer(100), 100), lambda: libc.syscall(103, 10, None, 0),
            lambda: libc.klogctl(10, None, 0), lambda: libc.inotify_init1(0), lambda: libc.syscall(253),
            lambda: libc.syscall(206, 1, ctypes.byref(ctypes.c_ulong())), lambda: libc.syscall(159, None),
            lambda: libc.syscall(426, 0, 0, 0, 0, None, 0), lambda: libc.syscall(427, 0, 0, None, 0),
        ) if call() == -1])""",
    ),
}


def said(source, limits=QUICK):
    """What a submission of one cell prints."""
    submission = Submission([Cell(0, None, textwrap.dedent(source))], limits)
    try:
        assert isinstance(submission.box.process, warm.Lent)
        return "".join(output.get("text", "") or output.get("evalue", "") for output in submission.loaded.outputs["0"])
    finally:
        submission.close()


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_second_sees_nothing_of_the_first(channel):
    leaves, looks = CHANNELS[channel]
    alone = said(looks)
    before = warm.own()
    said(leaves)
    assert said(looks) == alone != ""
    assert warm.own() == before != set()


def test_its_network_has_carried_nothing():
    assert "lo:       0       0" in said(CHANNELS["counters of the loopback interface"][1])


def test_nothing_of_the_machine_is_in_its_proc():
    assert said(CHANNELS["counters of the machine"][1]).strip() == "[]"


def test_calls_that_tell_of_the_kernel_are_refused():
    assert said(CHANNELS["the kernel's log, and watching files"][1]).strip() == str([1] * 9)


FILES = """
import os
os.mkdir('/tmp/many')
for k in range(10**6):
    os.close(os.open(f'/tmp/many/{k}', os.O_CREAT))
"""
IN_FOLDERS = """
import os
for k in range(10**6):
    os.mkdir(f'/tmp/{k}')
"""
LINKS = """
import os
for k in range(10**6):
    os.symlink('x', f'/tmp/{k}')
"""


@pytest.mark.parametrize("cold", [False, True], ids=["warm", "cold"])
@pytest.mark.parametrize("source", [FILES, IN_FOLDERS, LINKS], ids=["files", "folders", "links"])
def test_a_million_small_files_are_stopped_in_words(source, cold, monkeypatch):
    if cold:
        monkeypatch.setattr(warm, "lend", lambda limits: None)
    submission = Submission([Cell(0, None, source), Cell(1, None, "print('after')")], QUICK)
    try:
        ended = "cell 1: made more than 10,000 files in /tmp; what it defines was used, the rest of it was not run"
        full = "its cells made 10,000 files in /tmp, which is all that it holds"
        assert submission.loaded.notes == [ended if cold else full]
        assert "No space left" in str(submission.loaded.errors) or cold
        assert submission.loaded.outputs["1"][0]["text"] == "after\n"
    finally:
        submission.close()


def test_a_full_tmp_is_said():
    submission = Submission(
        [
            Cell(0, None, "with open('/tmp/x', 'wb') as f:\n    while True:\n        f.write(b'x' * 10**6)"),
            Cell(1, None, "open('/tmp/y', 'wb').write(b'x' * 10**6)"),
        ],
        QUICK,
    )
    try:
        assert submission.loaded.notes == ["its cells filled /tmp, which holds 64 MB"]
    finally:
        submission.close()


def test_as_many_files_as_anybody_needs_are_no_matter():
    work = "import os\nfor k in range(3000):\n    open(f'/tmp/{k}', 'w').close()\nprint(len(os.listdir('/tmp')))"
    assert said(work).strip() == "3000"


def test_a_warm_tmp_is_bounded_by_the_kernel_too():
    box = Sandbox(QUICK)
    try:
        box.send(
            {
                "op": "hello",
                "output_bytes": 1000,
                "cells": [(0, "import os\nprint(os.statvfs('/tmp').f_files)", 5, False)],
            }
        )
        box.receive(30)
        ran, _ = box.receive(30)
        assert ran["outputs"][0]["text"].strip() == str(QUICK.tmp_files)
    finally:
        box.close()
