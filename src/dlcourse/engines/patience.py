"""An end for what takes too long: a loop without an end in somebody's function must not take the live view with it.

A live view's engine runs in a thread of the kernel that "Interrupt" does not reach. So the thread is watched, and where
its work goes on for ``LIMIT`` seconds, :class:`TooLong` is raised in it, between two of its lines.
"""

import ctypes
import threading
import time
from contextlib import contextmanager

LIMIT = 15.0  # seconds; a pass in plain Python loops takes one or two
AGAIN = 2.0  # seconds until what goes on all the same hears it once more
LOOKS = 0.25  # seconds between two looks
_lock = threading.Lock()
_ends = {}  # thread: when its work must have ended
_raised = set()
_watchers = []


class TooLong(BaseException):
    """Not an ``Exception``: their own ``except Exception`` must not swallow it."""

    def __str__(self):
        return "no answer after some seconds, so it was stopped in this line. Is there a loop that never ends?"


@contextmanager
def limited():
    """What runs inside gets :class:`TooLong` after ``LIMIT`` seconds, and again until it ends. Not to be nested."""
    thread = threading.get_ident()
    with _lock:
        _ends[thread] = time.monotonic() + LIMIT
        if not _watchers:
            _watchers.append(threading.Thread(target=_watch, name="patience", daemon=True))
            _watchers[0].start()
    try:
        yield
    finally:
        _forget(thread)


def _forget(thread):
    """Nothing is raised in the thread from here on; what was raised and not yet met is met here."""
    while True:
        try:
            with _lock:
                _ends.pop(thread, None)
                raised = thread in _raised
                _raised.discard(thread)
            if raised:
                # One more takes the place of one on its way, and arrives at once. Python can take one back, but then
                # goes on looking for it at every step, and in 3.11 never comes out of a function that is traced.
                _raise(thread)
                while True:
                    time.sleep(0)
            return
        except TooLong:
            continue


def _raise(thread):
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLong))


def _watch():
    idle = 0
    while True:
        time.sleep(LOOKS)
        with _lock:
            idle = 0 if _ends else idle + 1
            if idle > 20:  # another one is made when there is work again
                _watchers.clear()
                return
            now = time.monotonic()
            for thread, end in _ends.items():
                if now > end:
                    _ends[thread] = now + AGAIN
                    _raised.add(thread)
                    _raise(thread)
