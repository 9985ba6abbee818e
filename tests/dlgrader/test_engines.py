"""Each task gives one result, whatever happens to workers."""

import os
import signal
import time

import psutil
import pytest
from dlgrader.sandbox import warm
from dlgrader.workers import Lost, Serial
from dlgrader.workers.processes import Processes


def double(task):
    if task == "raise":
        raise ValueError("no such\nthing")
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "hang":
        time.sleep(600)
    if isinstance(task, str):  # a file: dies when it meets none
        if not os.path.exists(task):  # noqa: PTH110
            open(task, "w").close()  # noqa: PTH123
            os._exit(1)
        return "second time"
    return 2 * task


def left_behind():
    """Processes that were started here and are still there; a parent that waits to lend sandboxes may stay."""
    return [process for process in psutil.Process().children() if process.pid not in warm.own()]


def results(engine, tasks):
    found = []
    engine.run(double, tasks, lambda task, result: found.append((task, result)))
    assert not left_behind()
    return dict(found), len(found)


@pytest.mark.parametrize("engine", [Serial(), Processes(1), Processes(3)])
def test_every_task_gives_one_result(engine):
    assert results(engine, [*range(50), "raise"]) == (
        {**{n: 2 * n for n in range(50)}, "raise": Lost("the grader failed (ValueError: no such thing)")},
        51,
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_task_that_kills_its_worker_is_set_aside_and_the_others_go_on(jobs):
    found, count = results(Processes(jobs), [1, "die", *range(2, 20)])
    assert found.pop("die") == Lost("its worker was lost three times")
    assert found == {n: 2 * n for n in range(1, 20)}
    assert count == 20


def test_a_lost_worker_costs_a_retry(tmp_path):
    path = str(tmp_path / "met")
    assert results(Processes(2), [1, path, 2])[0] == {1: 2, 2: 4, path: "second time"}


def test_a_silent_worker_is_killed():
    found, _ = results(Processes(2, attempts=3, seconds=0.3), [1, "hang", 2])
    assert found == {1: 2, "hang": Lost("judging it took longer than 0.3 s, so it was ended", late=True), 2: 4}


def test_ctrl_c_ends_every_worker():
    def stop(task, result):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Processes(2).run(double, [1, "hang", 2], stop)
    assert not left_behind()
