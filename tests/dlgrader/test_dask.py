"""A real scheduler and real workers on loopback."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from dlgrader.judging.task import Task, judge_task
from dlgrader.mistakes.notebooks import ASSIGNMENT, build
from dlgrader.sandbox import Limits
from dlgrader.workers import EngineError, Lost
from dlgrader.workers.cluster import Cluster, check_address

RELEASE = Path(__file__).resolve().parents[2] / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"

TASKS = """
import os, signal, time

def work(task):
    time.sleep(0.05)
    if task == "die" or (isinstance(task, tuple) and not os.path.exists(task[0])):
        if task != "die":
            open(task[0], "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return task
"""


@contextlib.contextmanager
def started(command, folder, ready, failures):
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(folder), *sys.path]),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": failures,
        "PYTHONUNBUFFERED": "1",
    }
    log = folder / f"{command[0]}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "distributed.cli." + command[0], *command[1:]],
            env=environment, stdout=subprocess.DEVNULL, stderr=output, cwd=folder,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not (found := re.search(ready, log.read_text())):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield found.group(0)
    finally:
        for child in (*psutil.Process(process.pid).children(recursive=True), process):
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        process.wait(20)


@pytest.fixture
def cluster(request, tmp_path):
    """The address of a scheduler with two worker processes, which a nanny replaces when they die."""
    (tmp_path / "tasks_of_test_dask.py").write_text(TASKS)
    failures, threads = getattr(request, "param", ("2", "1"))
    scheduler = ["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    with started(scheduler, tmp_path, r"tcp://127\.0\.0\.1:\d+", failures) as address:
        worker = ["dask_worker", address, "--nworkers", "2", "--nthreads", threads, "--host", "127.0.0.1"]
        with started([*worker, "--no-dashboard"], tmp_path, "Starting established connection", failures):
            yield address


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("cluster", [("0", "1"), ("3", "1")], indirect=True, ids=["0", "Dask's own"])
def test_lost_workers_cost_nothing_but_a_task_that_kills_them(cluster, tmp_path, monkeypatch):
    """Whatever the cluster's own setting of allowed failures is."""
    monkeypatch.syspath_prepend(str(tmp_path))
    from tasks_of_test_dask import work

    once = (str(tmp_path / "met"),)
    found = []
    Cluster(cluster).run(work, [*range(10), once, "die", *range(10, 20)], lambda *pair: found.append(pair))
    assert len(found) == 22
    found = dict(found)
    assert found.pop("die") in (Lost("its worker was lost three times"), Lost("its worker was lost 4 times"))
    assert found == {**{n: n for n in range(20)}, once: once}


def tasks(count, limits):
    """Submissions that have solved one question, all different."""
    text = RELEASE.read_text(encoding="utf-8")
    for number in range(count):
        notebook = build(RELEASE, ["cost"])
        notebook.cells[0].source += f"\n{number}"
        yield Task(f"s{number}", ASSIGNMENT, "", nbformat.writes(notebook).encode(), text, text, number, limits)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("cluster", [("3", "2")], indirect=True)  # two threads a worker: the judges take turns
def test_the_judge_on_a_cluster_one_of_whose_workers_is_killed(cluster):
    limits = Limits(tmp_mb=61)  # so that the sandboxes of this test can be told from others
    found = []

    def keep(task, verdict):
        if not found:
            nannies = [p for p in psutil.process_iter(["cmdline"]) if cluster in " ".join(p.info["cmdline"] or ())]
            inner = [child for nanny in nannies for child in nanny.children()]
            next(p for p in inner if "spawn_main" in " ".join(p.cmdline())).send_signal(signal.SIGKILL)
        found.append((task.student, verdict))

    Cluster(cluster).run(judge_task, tasks(6, limits), keep)
    assert sorted(student for student, _ in found) == [f"s{number}" for number in range(6)]
    assert {(verdict.points, verdict.state) for _, verdict in found} == {(5, "graded")}, found
    assert not sandboxes(limits)


def sandboxes(limits):
    """Those that were made with these limits and are still there when the kernel has had its time."""
    size = str(limits.tmp_mb * 2**20)
    found = [p for p in psutil.process_iter(["name", "cmdline"]) if p.info["name"] == "bwrap"]
    return psutil.wait_procs([p for p in found if size in (p.info["cmdline"] or ())], timeout=20)[1]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tcp://[::1]:1", "tcp://localhost:1", "tls://10.0.0.1:8786"])
def test_loopback_and_tls_are_allowed(address):
    check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "tcp://10.0.0.1:8786",
        "tcp://0.0.0.0:8786",
        "tcp://example.org:1",
        "ws://127.0.0.1:1",
        "127.0.0.1:8786",
        "tcp://",
    ],
)
def test_an_open_scheduler_is_refused(address):
    with pytest.raises(EngineError, match=r"tls://|no scheduler's"):
        check_address(address)
