"""A running sandbox: frames in and out with deadlines, limits on its whole tree of processes, and a certain end."""

from __future__ import annotations

import contextlib
import os
import resource
import selectors
import signal
import subprocess
import threading
import time
from pathlib import Path

import numpy as np

from dlgrader.sandbox import cgroups, policy, seccomp, warm
from dlgrader.sandbox.inside import frames
from dlgrader.sandbox.limits import Limits, rlimits

_PAGE = os.sysconf("SC_PAGE_SIZE")
OUT_OF_CPU = "used up its CPU time"


class Gone(Exception):
    """The sandbox, or what ran in it, has ended. ``reason`` says why, in words for the instructor."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class Late(Exception):
    """No answer came within the seconds allowed."""


class Started:
    """A process that runs the runner, in bubblewrap or (``unsafe``) plainly. ``code`` is how it ended, None before."""

    def __init__(self, limits: Limits, unsafe: bool):
        def limit():
            for name, most in rlimits(limits).items():
                resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))

        program = None if unsafe else seccomp.program()
        passed = [_memory_file(program)] if program else []
        try:
            if unsafe:
                inside = str(Path(frames.__file__).parents[1])
                shared, site = str(policy.SHARED.parent), str(Path(np.__file__).parents[1])
                command = [*policy.interpreter(), f"{inside}/inside/runner.py", "0", "0", inside, shared, site]
            else:
                command = policy.command(limits, passed[0] if passed else None, policy.uid_of_a_sandbox())
            self._process = subprocess.Popen(
                command, env=policy.environment() if unsafe else {}, cwd="/tmp" if unsafe else None, bufsize=0,
                preexec_fn=limit, start_new_session=unsafe, pass_fds=passed,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
        finally:
            for descriptor in passed:
                os.close(descriptor)
        self.pid, self.helpers = self._process.pid, 0 if unsafe else 2  # bubblewrap's own
        pipes = (self._process.stdin, self._process.stdout, self._process.stderr)
        self._pipes = [pipe for pipe in pipes if pipe is not None]  # all three: pipes were asked for
        self.stdin, self.stdout = (pipe.fileno() for pipe in self._pipes[:2])

    @property
    def code(self) -> int | None:
        code = self._process.poll()
        return code if code is None or code <= 128 else 128 - code  # bwrap passes a signal on as 128 + its number

    def end(self, seconds: float = 0.0) -> int | None:
        """How it ended; None where it goes on after that many seconds, or is still being killed after 0."""
        if seconds:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
            return self.code
        found = tree(self.pid)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)  # the pid namespace's first process takes all others with it
        for pid in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        return self.code

    def close(self) -> None:
        self.end()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        for pipe in self._pipes:
            with contextlib.suppress(OSError):
                pipe.close()

    def stderr(self) -> str:
        """What the start of the sandbox itself complained about."""
        stderr = self._pipes[2].fileno()
        os.set_blocking(stderr, False)
        with contextlib.suppress(OSError):
            return (os.read(stderr, 4000) or b"").decode(errors="replace").strip()
        return ""


class Sandbox:
    """One submission's process behind the wall.

    Parameters
    ----------
    limits : Limits
    unsafe : run the same runner as a plain process, without bubblewrap
    seconds : after which all of it ends, whatever it does; None takes the limits' ``total_seconds``
    cold : start one from nothing, though a warm parent may be there
    """

    def __init__(self, limits: Limits, unsafe: bool = False, seconds: float | None = None, cold: bool = False):
        self.limits, self.reason = limits, None
        self._end = time.monotonic() + (limits.total_seconds if seconds is None else seconds)
        self.process = (None if unsafe or cold else warm.lend(limits)) or Started(limits, unsafe)
        self._group = cgroups.make(limits)
        if self._group is not None:
            self._take(self._group)
        os.set_blocking(self.process.stdout, False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self.process.stdout, selectors.EVENT_READ)
        self._buffer = bytearray()
        self._stop = threading.Event()
        self._watchdog = threading.Thread(target=self._watch, daemon=True)
        self._watchdog.start()

    # --- the tree of processes ----------------------------------------------------------------------------------------

    def _take(self, group: cgroups.Group) -> None:
        """All its processes into the group, those too that start meanwhile. No line of the submission has run yet."""
        taken: set[int] = set()
        while new := set(tree(self.process.pid)) - taken:
            group.take(new)
            taken |= new

    def _watch(self) -> None:
        """Ends the sandbox when all its processes together use too much, which no rlimit can see.

        Its end also frees a judge that waits for it to read or to write.
        """
        while not self._stop.wait(0.2):
            if time.monotonic() > self._end:
                self.kill(f"used more than {self.limits.total_seconds:g} s in all")
            found = tree(self.process.pid) if self.process.code is None else []
            most = self.limits.memory_mb * 2**20
            # What processes share counts in each of them at first sight; the exact sum takes a moment.
            if sum(map(_memory, found)) > most and sum(map(_own_memory, found)) > most:
                self.kill(f"used more than {self.limits.memory_mb} MB of memory")
            elif len(found) > self.limits.processes + self.process.helpers:
                self.kill(f"started more than {self.limits.processes} processes")
            elif (use := self.tmp_use()) and use[0] > self.limits.tmp_files:
                # Only where bubblewrap made /tmp, which cannot be told how many; a warm parent's refuses one more.
                self.kill(f"made more than {self.limits.tmp_files:,} files in /tmp")

    def tmp_use(self) -> tuple[int, int] | None:
        """How many files, and how many bytes that are free, the /tmp of its last process has.

        None where it has none of its own, or has ended.
        """
        found = tree(self.process.pid) if self.process.code is None else []
        try:
            inside = Path(f"/proc/{found[-1]}/root/tmp")
            if inside.stat().st_dev == Path("/tmp").stat().st_dev:
                return None
            use = os.statvfs(inside)
        except (OSError, IndexError):
            return None
        return use.f_files - use.f_ffree, use.f_bavail * use.f_frsize

    def kill(self, reason: str = "stopped") -> None:
        """End everything in it."""
        self.reason = self.reason or reason
        self.process.end()

    @property
    def ended(self) -> bool:
        """Whether nothing more can come from it."""
        return self.process.code is not None or self.reason is not None

    def close(self) -> None:
        """End it and take its remains away."""
        self._stop.set()
        self.reason = self.reason or "stopped"
        self._watchdog.join(2)
        self._selector.close()
        self.process.close()
        if self._group is not None:
            self._group.close()

    # --- frames -------------------------------------------------------------------------------------------------------

    def send(self, message: dict, writer: frames.Writer | None = None) -> None:
        """Raises Gone."""
        data = memoryview((writer or frames.Writer()).frame(message))
        try:
            while data:
                data = data[os.write(self.process.stdin, data) :]
        except OSError:
            raise Gone(self.why()) from None

    def receive(self, seconds: float, functions=None) -> tuple[dict, frames.Reader]:
        """The next message and the reader of its values. Raises Late, Gone, frames.Malformed."""
        deadline = time.monotonic() + seconds
        header, body = frames.head(self._read(frames.HEAD.size, deadline))
        message, arrays = frames.parse(self._read(header, deadline), self._read(body, deadline))
        return message, frames.Reader(arrays, functions)

    def _read(self, count: int, deadline: float) -> bytes:
        while len(self._buffer) < count:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Late
            if not self._selector.select(min(left, 1)):
                continue
            part = os.read(self.process.stdout, 1 << 20)
            if not part:
                raise Gone(self.why())
            self._buffer += part
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    def why(self) -> str:
        """Why it has ended, as far as can be told."""
        code = self.process.end(2.0)
        if self.reason or code is None:
            return self.reason or "it no longer answers"
        return self.ending(code)

    def ending(self, code: int) -> str:
        """In words how a process of it ended."""
        if code == -signal.SIGKILL and self.out_of_memory():
            return f"used more than {self.limits.memory_mb} MB of memory"
        return ending(code)

    def out_of_memory(self) -> bool:
        """Whether the kernel has ended one of its processes for the memory of all."""
        return self._group is not None and self._group.out_of_memory()


def tree(pid: int) -> list[int]:
    """A process and all that come from it, as far as they can still be seen."""
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        with contextlib.suppress(OSError):
            for children in Path(f"/proc/{found[-1]}/task").glob("*/children"):
                waiting += map(int, children.read_text().split())
    return found


def _memory(pid: int) -> int:
    """Bytes of memory that a process holds, 0 where it is no longer there."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


def _own_memory(pid: int) -> int:
    """The same, of shared memory its share alone; what cannot be told counts whole."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return 1024 * int(text.partition("\nPss:")[2].split()[0])
    except (OSError, IndexError, ValueError):
        return _memory(pid)


def ending(code: int) -> str:
    """In words how a process ended; negative codes are signals."""
    if code == -signal.SIGSEGV:
        return "its process crashed (segmentation fault)"
    if code in (-signal.SIGXCPU, 128 + signal.SIGXCPU):
        return OUT_OF_CPU
    if code < 0:
        return f"its process was ended by signal {-code}"
    return f"it ended the process itself (exit code {code})"


def _memory_file(data: bytes) -> int:
    descriptor = os.memfd_create("filter", 0)
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
