"""A running sandbox: frames in and out with deadlines, limits on its whole tree of processes, and a certain end."""

from __future__ import annotations

import contextlib
import os
import resource
import selectors
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil

from dlgrader.sandbox import policy, seccomp
from dlgrader.sandbox.limits import Limits
from dlgrader.wall.inside import frames

OUT_OF_CPU = "used up its CPU time"


class Gone(Exception):
    """The sandbox, or what ran in it, has ended. ``reason`` says why, in words for the instructor."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class Late(Exception):
    """No answer came within the seconds allowed."""


class Sandbox:
    """One submission's process behind the wall.

    Parameters
    ----------
    limits : Limits
    unsafe : run the same runner as a plain process, without bubblewrap
    seconds : after which all of it ends, whatever it does; None takes the limits' ``total_seconds``
    """

    def __init__(self, limits: Limits, unsafe: bool = False, seconds: float | None = None):
        self.limits, self.reason = limits, None
        self._end = time.monotonic() + (limits.total_seconds if seconds is None else seconds)
        self.process = self._start(unsafe)
        os.set_blocking(self.process.stdout.fileno(), False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self.process.stdout, selectors.EVENT_READ)
        self._buffer = bytearray()
        self._stop = threading.Event()
        self._watchdog = threading.Thread(target=self._watch, daemon=True)
        self._watchdog.start()

    def _start(self, unsafe: bool) -> subprocess.Popen:
        limits = self.limits

        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mb * 2**20 * 2,) * 2)
            resource.setrlimit(resource.RLIMIT_CPU, (int(limits.total_seconds) + 5,) * 2)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limits.tmp_mb * 2**20,) * 2)
            resource.setrlimit(resource.RLIMIT_NOFILE, (limits.files,) * 2)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        options = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "bufsize": 0}
        if unsafe:
            inside = str(Path(frames.__file__).parents[1])
            site = str(Path(sys.modules["numpy"].__file__).parents[1])
            command = [*policy.interpreter(), f"{inside}/inside/runner.py", "0", "0", inside, site]
            return subprocess.Popen(
                command, env=policy.environment(), preexec_fn=limit, start_new_session=True, cwd="/tmp", **options
            )
        program = seccomp.program()
        descriptor = _memory_file(program) if program else None
        try:
            command = policy.command(limits, descriptor, policy.uid_of_a_sandbox())
            return subprocess.Popen(
                command, env={}, preexec_fn=limit, pass_fds=[descriptor] if descriptor is not None else [], **options
            )
        finally:
            if descriptor is not None:
                os.close(descriptor)

    # --- the tree of processes ----------------------------------------------------------------------------------------

    def _tree(self) -> list[psutil.Process]:
        try:
            root = psutil.Process(self.process.pid)
            return [root, *root.children(recursive=True)]
        except psutil.Error:
            return []

    def _watch(self) -> None:
        """Ends the sandbox when all its processes together use too much, which no rlimit can see.

        Its end also frees a judge that waits for it to read or to write.
        """
        while not self._stop.wait(0.2):
            if time.monotonic() > self._end:
                self.kill(f"used more than {self.limits.total_seconds:g} s in all")
            tree, used = self._tree(), 0
            for process in tree:
                with contextlib.suppress(psutil.Error):
                    used += process.memory_info().rss
            if used > self.limits.memory_mb * 2**20:
                self.kill(f"used more than {self.limits.memory_mb} MB of memory")
            elif len(tree) >= self.limits.processes:
                self.kill(f"started more than {self.limits.processes} processes")

    def kill(self, reason: str = "stopped") -> None:
        """End everything in it. The pid namespace's first process takes all others with it."""
        self.reason = self.reason or reason
        tree = self._tree()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for process in tree:
            with contextlib.suppress(psutil.Error):
                process.kill()

    def close(self) -> None:
        """End it and take its remains away."""
        self._stop.set()
        self.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self._watchdog.join(2)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError):
                stream.close()
        self._selector.close()

    # --- frames -------------------------------------------------------------------------------------------------------

    def send(self, message: dict, writer: frames.Writer | None = None) -> None:
        """Raises Gone."""
        data = memoryview((writer or frames.Writer()).frame(message))
        try:
            while data:
                data = data[os.write(self.process.stdin.fileno(), data) :]
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
            part = os.read(self.process.stdout.fileno(), 1 << 20)
            if not part:
                raise Gone(self.why())
            self._buffer += part
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    def why(self) -> str:
        """Why it has ended, as far as can be told."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        code = self.process.returncode
        if self.reason or code is None:
            return self.reason or "it no longer answers"
        return ending(128 - code if code > 128 else code)  # bwrap passes a signal on as 128 + its number

    def stderr(self) -> str:
        """What the start of the sandbox itself complained about."""
        os.set_blocking(self.process.stderr.fileno(), False)
        with contextlib.suppress(OSError):
            return (os.read(self.process.stderr.fileno(), 4000) or b"").decode(errors="replace").strip()
        return ""


def ending(code: int) -> str:
    """In words how a process ended; negative codes are signals."""
    if code == -signal.SIGSEGV:
        return "its process crashed (segmentation fault)"
    if code == -signal.SIGXCPU:
        return OUT_OF_CPU
    if code < 0:
        return f"its process was ended by signal {-code}"
    return f"it ended the process itself (exit code {code})"


def _memory_file(data: bytes) -> int:
    descriptor = os.memfd_create("filter", 0)
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
