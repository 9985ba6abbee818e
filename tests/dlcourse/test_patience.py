"""What takes too long is ended, in the thread it runs in and nowhere else."""

import subprocess
import sys
import threading
import time

import pytest

from dlcourse import patience
from dlcourse.patience import TooLong, limited


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(patience, "LIMIT", 0.2)
    monkeypatch.setattr(patience, "AGAIN", 0.2)
    monkeypatch.setattr(patience, "LOOKS", 0.05)


def endless():
    while True:
        pass


def stubborn():
    for _ in range(2):
        try:
            endless()
        except:  # noqa: E722 - as beginners write it
            print("again")
    endless()


def deaf():
    while True:
        try:
            sum(range(5))
        except:  # noqa: E722
            sum(range(3))


def deaf_within_another():
    while True:
        try:
            deaf()
        except BaseException:
            deaf()
        finally:
            print("on")


@pytest.mark.parametrize("work", [endless, stubborn, deaf, deaf_within_another])
def test_a_loop_without_end_is_ended_in_the_main_thread(work):
    with pytest.raises(TooLong, match="a loop that never ends"), limited():
        work()


def test_also_in_another_thread_and_only_there():
    ended = []

    def other():
        try:
            with limited():
                endless()
        except TooLong:
            ended.append("other")

    threads = [threading.Thread(target=other) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert ended == ["other"] * 2


def test_what_ends_in_time_is_left_alone_afterwards():
    with limited():
        pass
    clock = threading.Event()
    assert not clock.wait(0.6)  # longer than the limit, outside of it
    with limited():
        assert not clock.wait(0.01)


def test_without_threads_nothing_is_watched_and_all_else_goes_on(monkeypatch):
    def start(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(patience, "_watchers", [])
    monkeypatch.setattr(threading.Thread, "start", start)
    with limited():
        assert sum(range(5)) == 10


AFTERWARDS = """
from dlcourse import nn
from dlcourse import patience
from dlcourse.check.harness.calling import call
patience.LIMIT = 0.2
for _ in range(2):
    try:
        with patience.limited():
            while True:
                pass
    except patience.TooLong:
        print("ended")
print(call(nn.sigmoid, {"z": 0.0}, steps=100).value)
"""


def test_a_function_may_be_watched_step_by_step_afterwards():
    """As the checks do: Python 3.11 hangs there when an exception was sent to a thread and taken back."""
    done = subprocess.run([sys.executable, "-c", AFTERWARDS], capture_output=True, text=True, timeout=60)
    assert done.stdout == "ended\nended\n0.5\n", done.stderr


def test_a_call_that_hears_of_nothing_is_told_about_once(monkeypatch, capsys):
    """The work goes on in C: only its return can be waited for, or the kernel be restarted."""
    monkeypatch.setattr(patience, "PERSISTENT", 0.3)
    with pytest.raises(patience.TooLong), patience.limited(0.1):
        time.sleep(2.5)
        time.sleep(0)
    assert capsys.readouterr().err.count("Still computing: one call takes this long by itself.") == 1
    with pytest.raises(patience.TooLong), patience.limited(0.1):
        while True:
            time.sleep(0)
    assert capsys.readouterr().err == ""
