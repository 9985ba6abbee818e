"""The kernel's own limit on a whole tree of processes: a cgroup for each sandbox, where this process may make one.

The watchdog looks five times a second and can say what was too much; a cgroup holds in between. Version 1 and version 2
are known. Where nothing can be made (an ordinary user without a delegated cgroup), there is none, and the rlimits and
the watchdog hold alone.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

from dlgrader.sandbox.limits import Limits

ROOT = Path("/sys/fs/cgroup")
# What a sandbox itself takes: bubblewrap, and a parent that waits. The watchdog, which names its reason, comes first.
MORE_MEMORY, MORE_PROCESSES = 96 * 2**20, 16
_FILES = {"memory": ("memory.max", "memory.limit_in_bytes"), "pids": ("pids.max", "pids.max")}  # version 2, version 1


class Group:
    """The cgroups of one sandbox: one with both limits (version 2), or one for each (version 1)."""

    def __init__(self, folders: list[Path]):
        self.folders = folders

    def take(self, pids: Iterable[int]) -> None:
        """Put processes under the limits; their children follow. One that has ended is no matter."""
        for folder in self.folders:
            for pid in pids:
                with contextlib.suppress(OSError):
                    (folder / "cgroup.procs").write_text(str(pid))

    def out_of_memory(self) -> bool:
        """Whether the kernel has ended a process of it for its memory."""
        for folder in self.folders:
            for name in ("memory.events", "memory.oom_control"):
                with contextlib.suppress(OSError):
                    counts = dict(line.split() for line in (folder / name).read_text().splitlines())
                    return counts.get("oom_kill", "0") != "0"
        return False

    def close(self) -> None:
        """Take it away. The last process may take a moment to be gone."""
        for folder in self.folders:
            for _ in range(20):
                try:
                    folder.rmdir()
                    break
                except FileNotFoundError:
                    break
                except OSError:
                    time.sleep(0.05)


def make(limits: Limits, root: Path = ROOT, own: str = "/proc/self/cgroup") -> Group | None:
    """A new group with these limits, or None where none can be made.

    Parameters
    ----------
    limits : Limits; ``memory_mb`` and ``processes`` hold for all its processes together
    root : where the cgroups are mounted
    own : the file that says which ones this process is in
    """
    most = {"memory": limits.memory_mb * 2**20 + MORE_MEMORY, "pids": limits.processes + MORE_PROCESSES}
    folders: list[Path] = []
    try:
        name = f"dlgrader-{os.getpid()}-{time.monotonic_ns()}"
        for parent, controllers, version in _parents(root, Path(own).read_text()):
            folder = parent / name
            folder.mkdir()
            folders.append(folder)
            for controller in controllers:
                file = folder / _FILES[controller][2 - version]
                if not file.exists():  # a file written here would be a file, not a limit
                    raise OSError(f"no {file.name}")
                file.write_text(str(most[controller]))
    except (OSError, ValueError):
        Group(folders).close()
        return None
    return Group(folders) if folders else None


def _parents(root: Path, text: str):
    """(folder of this process, controllers, version) for each hierarchy that has a limit of ours."""
    lines = [line.split(":", 2) for line in text.splitlines()]
    if (root / "cgroup.controllers").exists():
        path = next((path for _, controllers, path in lines if not controllers), "")
        return [(root / path.lstrip("/"), ("memory", "pids"), 2)]
    found = []
    for _, controllers, path in lines:
        known = set(controllers.split(",")) & set(_FILES)
        found.extend((root / controller / path.lstrip("/"), (controller,), 1) for controller in known)
    return found
