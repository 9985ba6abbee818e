"""What a submission sees: the interpreter, NumPy and matplotlib, read-only, and an empty /tmp. Nothing else.

`bwrap` (Debian's bubblewrap) makes the namespaces. An ordinary user gets a user namespace of their own. As root no user
namespace is needed to mount; the runner becomes a user without any rights, of its own number, before a student's code
runs, because limits on processes do not bind root, whatever it is called inside.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import sysconfig
from functools import lru_cache
from pathlib import Path

INSTALL = "bubblewrap is missing: install it (Debian, Ubuntu: sudo apt-get install bubblewrap), then grade again"
# What plots need; each is a folder or a file of site-packages.
PACKAGES = (
    "numpy", "numpy.libs", "matplotlib", "mpl_toolkits", "contourpy", "cycler", "dateutil", "fontTools", "kiwisolver",
    "packaging", "PIL", "pillow.libs", "pyparsing", "six.py",
)  # fmt: skip
SITE = "/grading/site"
RUNNER = "/grading/inside"
FIRST_UID = 300_000


def uid_of_a_sandbox() -> int:
    """The user a sandbox of this process runs as: 0 where we are not root and need not change."""
    return FIRST_UID + os.getpid() % 100_000 if os.geteuid() == 0 else 0


@lru_cache
def _base_interpreter() -> str:
    return str(Path(sys._base_executable).resolve())


@lru_cache
def _mounts() -> tuple[str, ...]:
    """Read-only binds: the system's libraries, the interpreter, the packages, the runner."""
    arguments = []
    for folder in ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin"):
        path = Path(folder)
        if path.is_symlink():
            arguments += ["--symlink", str(path.readlink()), folder]
        elif path.is_dir():
            arguments += ["--ro-bind", folder, folder]
    prefix = str(Path(sys.base_prefix).resolve())
    if not prefix.startswith("/usr"):
        arguments += _readable(prefix)
        arguments += ["--ro-bind", prefix, prefix]
        # The interpreter's own site-packages may hold anything; an empty folder hides them.
        arguments += ["--tmpfs", sysconfig.get_path("purelib", vars={"base": prefix, "platbase": prefix})]
    for folder in ("/usr/lib/python3/dist-packages", "/usr/local/lib"):
        if Path(folder).is_dir():
            arguments += ["--tmpfs", folder]
    arguments += [*_readable("/etc/x"), *_readable(f"{SITE}/x"), *_readable(f"{RUNNER}/inside/x")]
    for cache in ("/etc/ld.so.cache", "/etc/fonts"):
        if Path(cache).exists():
            arguments += ["--ro-bind", cache, cache]
    site = Path(importlib.util.find_spec("numpy").origin).parents[1]
    for name in PACKAGES:
        if (site / name).exists():
            arguments += ["--ro-bind", str(site / name), f"{SITE}/{name}"]
    inside = Path(__file__).parents[1] / "wall" / "inside"
    for file in sorted(inside.glob("*.py")):
        arguments += ["--ro-bind", str(file), f"{RUNNER}/inside/{file.name}"]
    return tuple(arguments)


def _readable(path: str) -> list[str]:
    """The folders above ``path``, made so that the user without rights may look through them."""
    return [part for parent in reversed(Path(path).parents[:-1]) for part in ("--perms", "0755", "--dir", str(parent))]


def command(limits, seccomp: int | None, uid: int) -> list[str]:
    """The command that starts the runner inside; ``seccomp`` is a descriptor that holds the filter."""
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise FileNotFoundError(INSTALL)
    parts = [bwrap, "--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    parts += [] if uid else ["--unshare-user"]
    parts += ["--die-with-parent", "--new-session", "--hostname", "grading", "--clearenv"]
    parts += ["--cap-drop", "ALL"]
    parts += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"] if uid else []
    parts += _mounts()
    parts += ["--proc", "/proc", "--dev", "/dev"]
    parts += ["--perms", "1777", "--size", str(limits.tmp_mb * 2**20), "--tmpfs", "/tmp"]
    parts += ["--size", str(2**20), "--tmpfs", "/dev/shm", "--remount-ro", "/dev/shm"]
    parts += ["--chdir", "/tmp"]
    for name, value in environment().items():
        parts += ["--setenv", name, value]
    parts += ["--seccomp", str(seccomp)] if seccomp is not None else []
    return [*parts, "--", *interpreter(), f"{RUNNER}/inside/runner.py", str(uid), "sandboxed", RUNNER, SITE]


def interpreter() -> list[str]:
    """The base interpreter without site-packages, user folders or environment variables."""
    return [_base_interpreter(), "-I", "-S", "-B"]


def environment() -> dict[str, str]:
    """All that the runner's environment holds."""
    return {
        "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/tmp", "TMPDIR": "/tmp", "MPLBACKEND": "agg",
        "MPLCONFIGDIR": "/tmp/matplotlib", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0",
    }  # fmt: skip
