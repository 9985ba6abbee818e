"""A warm parent for this process's sandboxes: it has started Python and NumPy once, inside bubblewrap.

It serves one submission at a time, and each submission gets namespaces of its own (see ``inside/warm.py``). Where
the kernel or a container does not allow that, :func:`lend` gives None and every sandbox is started from nothing.

A command that will judge in several processes may :func:`prepare` one for each before it has read anything else.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import json
import os
import signal
import socket
import struct
import subprocess
import threading
from pathlib import Path

from dlgrader.sandbox import policy, seccomp
from dlgrader.sandbox.limits import rlimits

START = 30.0  # seconds for Python and NumPy on a busy machine


class Warm:
    """The parent, and the submission it has lent, if any. ``number`` tells apart those that one process starts."""

    def __init__(self, number: int = 0):
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.uid, self.owner, self.pid = policy.uid_of_a_sandbox(number), os.getpid(), 0
        self.busy = self.worked = False
        self.libraries = policy.libraries()
        with theirs:
            self.process = subprocess.Popen(
                policy.warm_command(self.uid), env={}, stdin=theirs.fileno(), stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip

    def meet(self) -> Warm:
        """Wait until it is there. Raises OSError, ValueError."""
        try:
            if not self.pid:
                answer, self.pid = self.hear(START * (2 if self.libraries else 1))
                if answer != {"op": "warm"}:
                    raise OSError("no warm parent")
        except (OSError, ValueError):
            self.close()
            raise
        return self

    def hear(self, seconds: float) -> tuple[dict, int]:
        """The next message and the pid, here, of who sent it. Raises OSError, ValueError."""
        self.control.settimeout(seconds)
        data, extra, _, _ = self.control.recvmsg(10_000, socket.CMSG_SPACE(12))
        if not data:
            raise OSError("the warm parent has gone")
        pid = next(
            struct.unpack("3i", value)[0] for _, kind, value in extra if kind == socket.SCM_CREDENTIALS
        )  # fmt: skip
        return json.loads(data), pid

    def start(self, limits) -> Lent:
        """A submission's process. Raises OSError, ValueError."""
        program = seccomp.program()
        order = {
            "op": "start", "uid": self.uid, "processes": limits.processes, "tmp": limits.tmp_mb * 2**20,
            "inodes": limits.tmp_files, "limits": rlimits(limits),
            "filter": base64.b64encode(program).decode() if program else None,
        }  # fmt: skip
        theirs_in, ours_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        try:
            socket.send_fds(self.control, [json.dumps(order).encode()], [theirs_in, theirs_out])
            answer, pid = self.hear(START)
            if answer.get("op") != "here":
                raise OSError(answer.get("why"))
        except (OSError, ValueError):
            os.close(ours_in)
            os.close(ours_out)
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        self.worked = True
        return Lent(self, pid, ours_in, ours_out)

    def close(self) -> None:
        """End it, and whatever it has lent."""
        self.control.close()
        if self.owner == os.getpid():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()  # in a fork of who started it there is nothing to wait for


class Lent:
    """A submission's process that the warm parent made. ``code`` is how it ended, None while it runs."""

    def __init__(self, warm: Warm, pid: int, stdin: int, stdout: int):
        self.warm, self.pid, self.stdin, self.stdout = warm, pid, stdin, stdout
        self.code: int | None = None
        self.helpers = 0
        self._lock = threading.Lock()

    def end(self, seconds: float = 0.0) -> int | None:
        """How it ended; where it has not after that many seconds, it is killed with all of its processes."""
        with self._lock:
            if self.code is None:
                try:
                    self.warm.control.send(json.dumps({"op": "end", "seconds": seconds}).encode())
                    self.code = self.warm.hear(START)[0]["code"]
                except (OSError, ValueError, KeyError):  # the parent has gone, and its namespaces with it
                    self.code = -9
                    _drop(self.warm)
        return self.code

    def close(self) -> None:
        """Give it back."""
        self.end()
        os.close(self.stdin)
        os.close(self.stdout)
        self.warm.busy = False

    def stderr(self) -> str:
        return ""


_prepared: list[Warm] = []
_tokens: list[int] = []  # a pipe's two ends; a byte in it for each that is prepared and not taken


def prepare(count: int) -> None:
    """Begin to start so many warm parents. Processes that are forked from this one take one each with :func:`lend`."""
    if not _tokens:
        _tokens.extend(os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC))
        for number in range(count):
            try:
                _prepared.append(Warm(number))
            except OSError:  # whoever needs one will try, and say so
                break
            os.write(_tokens[1], bytes([number]))


def prepared() -> bool:
    """Whether those that were prepared are all there."""
    try:
        return [warm.meet() for warm in _prepared] != []
    except (OSError, ValueError):
        return False


def let_go() -> None:
    """Leave what is prepared to the processes that have been forked: a parent ends with the one that took it."""
    _keep_only(None)


def _claimed() -> Warm | None:
    """One of those that are prepared and not taken, if any; the others are for other processes."""
    mine = None
    if not _tokens:
        return None
    with contextlib.suppress(BlockingIOError, IndexError):
        mine = _prepared[os.read(_tokens[0], 1)[0]]
        mine.owner = os.getpid()
    _keep_only(mine)
    return mine


def _keep_only(mine: Warm | None) -> None:
    for warm in _prepared:
        if warm is not mine:
            warm.control.close()
    for end in _tokens:
        os.close(end)
    _prepared.clear()
    _tokens.clear()


_lock = threading.Lock()
_parents: dict[int, Warm | None] = {}  # by process: a fork has none of its own yet


def lend(limits) -> Lent | None:
    """A submission's process of this process's warm parent; None where there is none to be had, or it is in use."""
    with _lock:
        if os.getpid() not in _parents:
            try:
                _parents[os.getpid()] = (_claimed() or Warm()).meet()
            except (OSError, ValueError):
                _parents[os.getpid()] = None
        warm = _parents[os.getpid()]
        if warm is not None and not warm.busy and warm.libraries != policy.libraries():
            warm.close()  # it has imported others
            try:
                warm = _parents[os.getpid()] = Warm().meet()
            except (OSError, ValueError):
                warm = _parents[os.getpid()] = None
        if warm is None or warm.busy:
            return None
        warm.busy = True
    try:
        return warm.start(limits)
    except (OSError, ValueError):
        _drop(warm)
        return None


def own() -> set[int]:
    """The processes of this process's warm parent, without what it has lent."""
    warm = _parents.get(os.getpid())
    if warm is None:
        return set()
    found = {warm.process.pid}
    step = warm.pid
    while step not in found:
        found.add(step)
        step = int(Path(f"/proc/{step}/stat").read_text().rpartition(")")[2].split()[1])
    return found


def _drop(warm: Warm) -> None:
    """Do without it from now on, unless it had worked before: then the next submission gets a new one."""
    warm.close()
    with _lock:
        if _parents.get(os.getpid()) is warm:
            if warm.worked:
                del _parents[os.getpid()]
            else:
                _parents[os.getpid()] = None


@atexit.register
def close() -> None:
    """End this process's warm parent; the next submission starts a new one."""
    with contextlib.suppress(KeyError):
        if warm := _parents.pop(os.getpid()):
            warm.close()
