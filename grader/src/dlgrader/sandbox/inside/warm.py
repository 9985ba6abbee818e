"""The warm parent: it has imported NumPy, never runs a student's code, and forks for one submission after the other.

It lives in a sandbox of its own and may still make namespaces there. A submission's process is the first of a new pid
namespace and sees a new /proc and an empty /tmp; then it gives up every right, for good, before it reads a cell. The
parent hears from the judge alone, over a socket that the submission's process has closed.
"""

import base64
import contextlib
import ctypes
import gc
import importlib
import json
import os
import random
import resource
import signal
import socket
import sys
import time

# What a library does not import by itself, and most who import it do.
MORE_OF = {
    "matplotlib": ("matplotlib.pyplot",), "scipy": ("scipy.stats", "scipy.optimize"), "pandas": ("pandas.testing",),
}  # fmt: skip
LIBC = ctypes.CDLL(None, use_errno=True)
NEW_MOUNTS, NEW_IPC, NEW_USERS, NEW_PIDS = 0x20000, 0x8000000, 0x10000000, 0x20000000
NEW_NET, NEW_NAMES = 0x40000000, 0x4000000
PRIVATE, NOSUID, NODEV, NOEXEC = 0x44000, 2, 4, 8  # MS_REC | MS_PRIVATE first
SET_PDEATHSIG, SET_SECCOMP, SET_NO_NEW_PRIVS, CAP_AMBIENT, AMBIENT_CLEAR = 1, 22, 38, 47, 4


def main():
    """Serve orders until the judge's end of the socket is closed."""
    control = socket.socket(fileno=os.dup(0))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    sys.path[:0] = sys.argv[1:3]
    from inside import runner

    runner.import_all()
    for library in ("numpy.testing", *sys.argv[3:]):  # what tests compare with, and what the course lists
        for name in (library, *MORE_OF.get(library, ())):
            with contextlib.suppress(Exception):  # whoever needs it is told
                importlib.import_module(name)

    namespace = os.open("/proc/self/ns/pid", os.O_RDONLY)
    for descriptor in (1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    gc.collect()
    gc.freeze()  # a fork need not copy what it only looks at
    control.send(b'{"op": "warm"}')
    child = None
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 1 << 16, 2)
        if not data:
            os._exit(0)
        order = json.loads(data)
        if order["op"] == "end":
            control.send(json.dumps({"op": "ended", "code": end(child, order["seconds"])}).encode())
            continue
        try:
            child = start(order, descriptors, control, namespace, runner)
        except OSError as error:
            control.send(json.dumps({"op": "failed", "why": str(error)}).encode())
        for descriptor in descriptors:
            os.close(descriptor)


def start(order, descriptors, control, namespace, runner):
    """Fork a submission's process; it says over ``control`` that it is there, or why it could not be made."""
    done(LIBC.setns(namespace, NEW_PIDS))  # back from the namespace of the one before
    done(LIBC.unshare(NEW_PIDS))
    child = os.fork()
    if child:
        return child
    try:
        os.close(namespace)
        confine(order)
        control.send(b'{"op": "here"}')
        control.close()
    except BaseException as error:
        control.send(json.dumps({"op": "failed", "why": f"{type(error).__name__}: {error}"}).encode())
        os._exit(70)
    try:
        runner.work(*descriptors, order["processes"], order["uid"])
    finally:
        os._exit(1)


def end(child, seconds):
    """Kill the submission's process, and with it all of its namespace, unless it ends by itself in time."""
    until = time.monotonic() + seconds
    while True:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            break
        if time.monotonic() >= until:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            break
        time.sleep(0.002)
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def confine(order):
    """From here on this process is nobody and sees nothing but its own. Raises OSError."""
    import numpy as np

    os.setsid()
    # A network of its own too: the counters of a loopback interface tell what the one before has sent.
    done(LIBC.unshare(NEW_MOUNTS | NEW_IPC | NEW_NET | NEW_NAMES))
    mount(None, "/", None, PRIVATE)
    bounds = f"size={order['tmp']},nr_inodes={order['inodes']},mode=1777"
    mount("tmpfs", "/tmp", "tmpfs", NOSUID | NODEV, bounds)
    try:  # its processes alone: the rest of /proc is the machine's, and shows what others do
        mount("proc", "/proc", "proc", NOSUID | NODEV | NOEXEC, "subset=pid")
    except OSError:  # a kernel before 5.8
        mount("proc", "/proc", "proc", NOSUID | NODEV | NOEXEC)
    os.chdir("/tmp")
    for name, most in order["limits"].items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
    if order["uid"]:
        os.setgroups([])
        os.setresgid(*[order["uid"]] * 3)
        os.setresuid(*[order["uid"]] * 3)
    else:
        become_nobody()
    LIBC.prctl(CAP_AMBIENT, AMBIENT_CLEAR, 0, 0, 0)
    # Version 3 of capset(2): a header, then twice effective, permitted, inheritable; all zero.
    done(LIBC.capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()))
    done(LIBC.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    done(LIBC.prctl(SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0))
    if order["filter"]:
        install(base64.b64decode(order["filter"]))
    random.seed()
    np.random.seed()  # noqa: NPY002
    if os.getpid() != 1:
        raise OSError("not the first process of a namespace of its own")


def become_nobody():
    """Where no other user can be had: a user namespace in which this one has the number of nobody."""
    done(LIBC.unshare(NEW_USERS))
    for name, text in (("setgroups", "deny"), ("uid_map", "65534 0 1"), ("gid_map", "65534 0 1")):
        file = os.open(f"/proc/self/{name}", os.O_WRONLY)
        os.write(file, text.encode())
        os.close(file)


def mount(source, target, kind, flags, data=None):
    texts = [text.encode() if text is not None else None for text in (source, target, kind, data)]
    if LIBC.mount(*texts[:3], ctypes.c_ulong(flags), texts[3]) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), target)


def install(program):
    """Put a seccomp filter on this process and all that come from it."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    given = Program(len(program) // 8, program)
    done(LIBC.prctl(SET_SECCOMP, 2, ctypes.byref(given), 0, 0))


def done(result):
    """Raise OSError where a call of the C library failed."""
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


if __name__ == "__main__":
    main()
