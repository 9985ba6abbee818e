"""A real scheduler and real workers on loopback."""

import contextlib
import os
import re
import subprocess
import sys

import pytest
from dlgrader.engines import EngineError, Lost
from dlgrader.engines.cluster import Cluster, check_address

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
def started(command, folder, ready):
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(folder), *sys.path]),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "2",
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "distributed.cli." + command[0], *command[1:]],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=folder,
    ) as process:  # fmt: skip
        try:
            for line in process.stderr:
                if found := re.search(ready, line):
                    break
            else:
                pytest.fail(f"{command} did not start")
            yield found.group(0)
        finally:
            process.terminate()
            process.communicate(timeout=20)


@pytest.fixture
def cluster(tmp_path):
    """The address of a scheduler with two worker processes, which a nanny replaces when they die."""
    (tmp_path / "tasks_of_test_dask.py").write_text(TASKS)
    scheduler = ["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    with started(scheduler, tmp_path, r"tcp://127\.0\.0\.1:\d+") as address:
        worker = ["dask_worker", address, "--nworkers", "2", "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard"]
        with started(worker, tmp_path, "Starting established connection"):
            yield address


@pytest.mark.filterwarnings("ignore")
def test_lost_workers_cost_nothing_but_a_task_that_kills_them(cluster, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    from tasks_of_test_dask import work

    once = (str(tmp_path / "met"),)
    found = []
    Cluster(cluster).run(work, [*range(10), once, "die", *range(10, 20)], lambda *pair: found.append(pair))
    assert len(found) == 22
    found = dict(found)
    assert found.pop("die") == Lost("its worker was lost three times")
    assert found == {**{n: n for n in range(20)}, once: once}


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
