"""States of a notebook, kept for its tests: at each test's place a fork that waits until its turn comes."""

import contextlib
import os
import signal
import time


class Places:
    """The forks that wait, by the position of their test.

    Parameters
    ----------
    folder : Folder, whose files are kept with each state
    """

    def __init__(self, folder):
        self.folder, self._waiting = folder, {}

    def keep(self, position, work):
        """Keep the state as it is now; ``work()`` is called in it when its turn comes."""
        files = self.folder.keep()
        ours, theirs = os.pipe()
        child = os.fork()
        if child:
            os.close(ours)
            self._waiting[position] = child, theirs, files
            return
        try:
            os.close(theirs)
            for _, other, _ in self._waiting.values():
                os.close(other)
            if os.read(ours, 1):
                os.close(ours)
                os.chdir(self.folder.path)
                work()
        finally:
            os._exit(0)

    def pids(self):
        """Those that still wait."""
        return {pid for pid, _, _ in self._waiting.values()}

    def go(self, position):
        """Let one do its work, and wait until it has ended.

        Returns its exit code, negative for a signal; None where it is not there any more.
        """
        child, theirs, files = self._waiting.pop(position)
        try:
            self.folder.restore(files)
            os.write(theirs, b"g")
        except OSError:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        finally:
            os.close(theirs)
        try:
            _, status = os.waitpid(child, 0)
        except ChildProcessError:
            return None
        return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def end_others(spared):
    """Kill what a cell has left running, but for the processes that wait.

    Each is stopped before it is killed, so that what starts others does not win; where that does not end it, all are
    killed, and their tests find nobody.
    """
    keep = {1, os.getpid(), *spared}
    for _ in range(50):
        others = [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) not in keep]  # noqa: PTH208
        if not others:
            return
        for number in (signal.SIGSTOP, signal.SIGKILL):
            for pid in others:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
        for pid in others:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(0.002)
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
