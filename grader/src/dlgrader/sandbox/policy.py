"""What a submission sees: the interpreter, NumPy, matplotlib, the libraries that the course lists, and an empty /tmp.

`bwrap` (Debian's bubblewrap) makes the namespaces. An ordinary user gets a user namespace of their own. As root no user
namespace is needed to mount; the runner becomes a user without any rights, of its own number, before a student's code
runs, because limits on processes do not bind root, whatever it is called inside.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from functools import lru_cache
from pathlib import Path

import dlcourse

INSTALL = "bubblewrap is missing: install it (Debian, Ubuntu: sudo apt-get install bubblewrap), then grade again"
# What plots need; each is a folder or a file of site-packages.
PACKAGES = (
    "numpy", "numpy.libs", "matplotlib", "mpl_toolkits", "contourpy", "cycler", "dateutil", "fontTools", "kiwisolver",
    "packaging", "PIL", "pillow.libs", "pyparsing", "six.py",
)  # fmt: skip
SITE = "/grading/site"
RUNNER = "/grading/inside"
SHARED = Path(dlcourse.__file__).parent / "notebooks" / "running"  # the course's part of it
FIRST_UID = 1_900_000_000  # beyond the ranges that useradd and systemd give away
LOW_UID = 61_184  # in a container that knows no such numbers: systemd's, for services without a user of their own


def uid_of_a_sandbox(number: int = 0) -> int:
    """The user a sandbox of this process runs as: 0 where we are not root and need not change.

    ``number`` tells apart those of one process that are there at the same time. Raises OSError where there are not so
    many users.
    """
    if os.geteuid() != 0:
        return 0
    if highest_uid(Path("/proc/self/uid_map").read_text()) > FIRST_UID + (number + 1) * 2**22:
        return FIRST_UID + number * 2**22 + os.getpid()
    if number:
        raise OSError("no more user numbers")
    return LOW_UID + os.getpid() % 4_000


def highest_uid(uid_map: str) -> int:
    """The largest user number that a namespace with this map knows."""
    return max((int(first) + int(count) - 1 for first, _, count in map(str.split, uid_map.splitlines())), default=0)


@lru_cache
def _base_interpreter() -> str:
    return str(Path(sys._base_executable).resolve())  # pyright: ignore[reportAttributeAccessIssue] - CPython's own


_more: tuple[str, ...] = ()  # libraries that are there besides those of PACKAGES


def use(libraries: tuple[str, ...] = ()) -> None:
    """From here on sandboxes of this process hold these libraries too; a warm parent imports them."""
    global _more
    _more = tuple(libraries)


def libraries() -> tuple[str, ...]:
    """What :func:`use` was given last."""
    return _more


def _packages() -> Path:
    """The folder in which NumPy is installed, and what else of PACKAGES there is."""
    spec = importlib.util.find_spec("numpy")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("numpy")
    return Path(spec.origin).parents[1]


@lru_cache
def _mounts(libraries: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Read-only binds: the system's libraries, the interpreter, the packages, the runner."""
    arguments = []
    for folder in ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin"):
        path = Path(folder)
        if path.is_symlink():
            arguments += ["--symlink", str(path.readlink()), folder]
        elif path.is_dir():
            arguments += ["--ro-bind", folder, folder]
    prefix = Path(sys.base_prefix).resolve()
    if not prefix.is_relative_to("/usr"):
        # The library and the interpreter, not the prefix: conda keeps its other environments beside them.
        arguments += [*_readable(str(prefix / "lib")), "--ro-bind", str(prefix / "lib"), str(prefix / "lib")]
        if not Path(_base_interpreter()).is_relative_to(prefix / "lib"):
            arguments += [*_readable(_base_interpreter()), "--ro-bind", _base_interpreter(), _base_interpreter()]
    # What is installed for the system or for the interpreter may be anything; an empty folder hides it.
    for lib in dict.fromkeys((prefix / "lib", Path("/usr/lib"), Path("/usr/local/lib"))):
        for folder in sorted({*lib.glob("python3*/site-packages"), *lib.glob("python3*/dist-packages")}):
            arguments += ["--tmpfs", str(folder), "--remount-ro", str(folder)]
    for file in ("/etc/x", f"{SITE}/x", f"{RUNNER}/inside/x", f"{RUNNER}/running/x"):
        arguments += _readable(file)
    for cache in ("/etc/ld.so.cache", "/etc/fonts"):
        if Path(cache).exists():
            arguments += ["--ro-bind", cache, cache]
    site = _packages()
    for name in PACKAGES:
        if (site / name).exists():
            arguments += ["--ro-bind", str(site / name), f"{SITE}/{name}"]
    if libraries:
        from dlgrader.sandbox.libraries import files_of  # most assignments list none

        for name, path in files_of(libraries).items():
            if name not in PACKAGES:
                arguments += ["--ro-bind", path, f"{SITE}/{name}"]
    for folder in (Path(__file__).parent / "inside", SHARED):
        for file in sorted(folder.glob("*.py")):
            arguments += ["--ro-bind", str(file), f"{RUNNER}/{folder.name}/{file.name}"]
    return tuple(arguments)


def _readable(path: str) -> list[str]:
    """The folders above ``path``, made so that the user without rights may look through them."""
    return [part for parent in reversed(Path(path).parents[:-1]) for part in ("--perms", "0755", "--dir", str(parent))]


def command(limits, seccomp: int | None, uid: int) -> list[str]:
    """The command that starts the runner inside; ``seccomp`` is a descriptor that holds the filter."""
    parts = _walls(uid, limits.tmp_mb, ("CAP_SETUID", "CAP_SETGID") if uid else ())
    parts += ["--seccomp", str(seccomp)] if seccomp is not None else []
    return [*parts, "--", *interpreter(), f"{RUNNER}/inside/runner.py", str(uid), str(limits.processes), RUNNER, SITE]


def warm_command(uid: int) -> list[str]:
    """The command that starts the warm parent, which may still make namespaces and mounts inside its own."""
    parts = _walls(uid, 1, ("CAP_SYS_ADMIN", *(("CAP_SETUID", "CAP_SETGID", "CAP_KILL") if uid else ("CAP_SETFCAP",))))
    # An ordinary user is root in there, of nothing else: bubblewrap would put another user namespace in between.
    parts += [] if uid else ["--uid", "0", "--gid", "0"]
    return [*parts, "--", *interpreter(), f"{RUNNER}/inside/warm.py", RUNNER, SITE, *_more]


def _walls(uid: int, tmp_mb: int, rights: tuple[str, ...]) -> list[str]:
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise FileNotFoundError(INSTALL)
    parts = [bwrap, "--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    parts += [] if uid else ["--unshare-user"]
    parts += ["--die-with-parent", "--new-session", "--hostname", "grading", "--clearenv"]
    parts += ["--cap-drop", "ALL"]
    parts += [part for right in rights for part in ("--cap-add", right)]
    parts += _mounts(_more)
    # Read-only, because nothing limits the size of these two, and an ordinary user owns them here.
    parts += ["--proc", "/proc", "--dev", "/dev"]
    parts += ["--perms", "1777", "--size", str(tmp_mb * 2**20), "--tmpfs", "/tmp"]
    parts += ["--remount-ro", "/dev", "--remount-ro", "/"]
    parts += ["--chdir", "/tmp"]
    for name, value in environment().items():
        parts += ["--setenv", name, value]
    return parts


def interpreter() -> list[str]:
    """The base interpreter without site-packages, user folders or environment variables."""
    return [_base_interpreter(), "-I", "-S", "-B"]


def environment() -> dict[str, str]:
    """All that the runner's environment holds."""
    return {
        "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/tmp", "TMPDIR": "/tmp", "MPLBACKEND": "agg",
        "MPLCONFIGDIR": "/tmp/matplotlib", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0",
    }  # fmt: skip
