"""The kernel's limit on all processes of a sandbox together, where a cgroup may be made, and none where it may not."""

import os
from pathlib import Path

import pytest
from dlgrader.judging.session import Submission
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits, cgroups
from dlgrader.sandbox.process import Sandbox, tree

LIMITS = Limits(cell_seconds=5, call_seconds=2, total_seconds=60, memory_mb=200)
MANY = """
import os, time
for _ in range(6):
    if os.fork() == 0:
        kept = bytearray(os.urandom(1)) * (100 * 2**20)
        time.sleep(30)
        os._exit(0)
time.sleep(4)
"""


def groups():
    """The groups of the sandboxes of this process that are there now; other graders on the machine have theirs."""
    return set(cgroups.ROOT.rglob(f"dlgrader-{os.getpid()}-*"))


@pytest.mark.slow
@pytest.mark.parametrize("cold", [False, True], ids=["warm", "cold"])
def test_processes_that_are_small_alone_are_stopped_together(monkeypatch, cold):
    group = cgroups.make(LIMITS)
    if group is not None:  # then the kernel needs no help
        group.close()
        monkeypatch.setattr(Sandbox, "_watch", lambda self: None)
    if cold:
        monkeypatch.setattr("dlgrader.sandbox.warm.lend", lambda limits: None)
    before = groups()
    submission = Submission([Cell(0, None, MANY), Cell(1, None, "x = 1")], LIMITS)
    notes, names = submission.loaded.notes, submission.loaded.names
    submission.close()
    assert any("200 MB of memory" in note for note in notes), notes
    assert "x" in names
    assert groups() == before


def test_every_process_of_a_sandbox_is_in_its_group():
    sandbox = Sandbox(LIMITS)
    try:
        group = sandbox._group
        pids = tree(sandbox.process.pid)
        assert pids
        for folder in group.folders if group is not None else ():
            assert set(map(int, (folder / "cgroup.procs").read_text().split())) >= set(pids)
    finally:
        sandbox.close()
    assert group is None or not any(folder.exists() for folder in group.folders)


@pytest.mark.parametrize(
    ("own", "controllers"),
    [
        ("0::/user.slice\n", "memory pids\n"),  # version 2: a new folder gets no files of limits
        ("9:name=systemd:/\n8:pids:/\n4:memory:/a\n0::/\n", None),  # version 1
        ("", None),
        ("nonsense\n", None),
        ("0::/not-there\n", "memory pids\n"),
    ],
)
def test_where_no_limit_can_be_set_there_is_no_group_and_nothing_stays(tmp_path, own, controllers):
    root = tmp_path / "cgroup"
    for folder in ("user.slice", "pids", "memory/a"):
        (root / folder).mkdir(parents=True)
    if controllers:
        (root / "cgroup.controllers").write_text(controllers)
    (tmp_path / "own").write_text(own)
    before = sorted(root.rglob("*"))
    assert cgroups.make(LIMITS, root, str(tmp_path / "own")) is None
    assert sorted(root.rglob("*")) == before


def test_no_file_that_says_which_group_we_are_in(tmp_path):
    assert cgroups.make(LIMITS, Path(tmp_path), str(tmp_path / "missing")) is None
