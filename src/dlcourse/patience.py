"""An end for what takes too long: a loop without an end in somebody's function must not take the notebook with it.

A live view's engine runs in a thread of the kernel that "Interrupt" does not reach, and a beginner waits before a check
without knowing for what. So the thread is watched, and where its work goes on for too long, an exception is raised in
it, between two of its lines. No signal is needed: it is the same in any thread and on any system.
"""

import contextlib
import ctypes
import math
import os
import sys
import threading
import time
from pathlib import Path

LIMIT = 15.0  # seconds; a pass in plain Python loops takes one or two
AGAIN = 2.0  # seconds until what goes on all the same hears it once more
LOOKS = 0.25  # seconds between two looks
# A call into C hears of no exception until it comes back.
PERSISTENT = 5.0  # seconds after which that is said
STILL = (
    "Still computing: one call takes this long by itself. Press the square (Interrupt). "
    "If nothing happens, restart the kernel (Kernel, Restart Kernel)."
)
_lock = threading.Lock()
_ends = {}  # thread: its work
_raised = {}  # thread: what was raised in it
_watchers = []
_HERE = (str(Path(__file__).resolve().parent) + os.sep, contextlib.__file__)


class TooLong(BaseException):
    """Not an ``Exception``: their own ``except Exception`` must not swallow it."""

    def __str__(self):
        return "no answer after some seconds, so it was stopped in this line. Is there a loop that never ends?"


@contextlib.contextmanager
def limited(seconds=None, kind=TooLong, busy=1):
    """What runs inside gets an exception after so many seconds, and again until it ends. Not to be nested.

    Parameters
    ----------
    seconds : None takes ``LIMIT``
    kind : the exception, a class
    busy : with more than 1 they are seconds of the processor's time, which a busy machine gives more slowly, and by the
        clock at most so many times as long
    """
    thread, work = threading.get_ident(), _Work(LIMIT if seconds is None else seconds, kind, busy)
    with _lock:
        _ends[thread] = work
        if not any(watcher.is_alive() for watcher in _watchers):  # none yet, or it stayed behind in a fork
            _watchers[:] = [threading.Thread(target=_watch, name="patience", daemon=True)]
            with contextlib.suppress(RuntimeError):  # where no thread can be started nothing is watched
                _watchers[0].start()
    try:
        yield
    finally:
        _forget(thread, work)


def _forget(thread, work):
    """Nothing is raised in the thread from here on; what was raised and not yet met is met here."""
    while True:
        try:
            with _lock:
                _ends.pop(thread, None)
                raised = _raised.pop(thread, None)
            if raised:
                # One more takes the place of one on its way, and arrives at once. Python can take one back, but then
                # goes on looking for it at every step, and in 3.11 never comes out of a function that is traced.
                _raise(thread, work.kind)
                while True:
                    time.sleep(0)
            if sys.gettrace() is not work.before:
                sys.settrace(work.before)
            return
        except work.kind:
            continue


def _raise(thread, kind):
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind))


def _watch():
    idle = 0
    while True:
        time.sleep(LOOKS)
        with _lock:
            idle = 0 if _ends else idle + 1
            if idle > 20:  # another one is made when there is work again
                _watchers.clear()
                return
            for thread, work in _ends.items():
                if work.is_over():
                    _raise(thread, _insisting(work) if thread in _raised else work.kind)
                    _raised[thread] = work.kind
                    work.again()
                    if work.goes_on_all_the_same():
                        with contextlib.suppress(Exception):  # a closed stream must not end the watching
                            print(STILL, file=sys.stderr, flush=True)


class _Work:
    """What runs in one thread, and when it must have ended."""

    def __init__(self, seconds, kind, most):
        self.seconds, self.kind, self.most = seconds, kind, most
        self.before, self.outside = sys.gettrace(), sys._getframe(3)
        self.fresh, self.begun, self.busy = True, time.monotonic(), time.process_time()
        self.first = None  # when the exception was raised for the first time; endless where it has been told

    def is_over(self):
        gone = time.monotonic() - self.begun
        return gone > self.seconds and (
            time.process_time() - self.busy > self.seconds or gone > self.most * self.seconds
        )

    def again(self):
        self.seconds = AGAIN if self.fresh else LOOKS
        self.fresh, self.begun, self.busy = False, time.monotonic(), time.process_time()
        self.first = self.begun if self.first is None else self.first

    def goes_on_all_the_same(self):
        """Whether it has not ended for long after the exception; True once."""
        if time.monotonic() - self.first < PERSISTENT:
            return False
        self.first = math.inf
        return True


def _insisting(work):
    """The exception for what has caught it once: it comes again at every line, also in an ``except:`` of theirs."""

    def raised(frame, event, argument):
        if frame.f_code.co_filename.startswith(_HERE):
            return
        raise work.kind

    def __init__(self, *arguments):
        BaseException.__init__(self, *arguments)
        frame = sys._getframe(1)
        while frame is not None and frame is not work.outside:
            if not frame.f_code.co_filename.startswith(_HERE):
                frame.f_trace = raised
            frame = frame.f_back
        sys.settrace(raised)

    return type(work.kind.__name__, (work.kind,), {"__init__": __init__})
