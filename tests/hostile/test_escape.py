# ruff: noqa: E501 - the attacks read better whole
"""Ways out of the sandbox, tried from inside, each on its own: none leads anywhere, and the work is graded all the same."""

import textwrap

import pytest
from dlgrader.judging.judge import judge
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits
from dlgrader.verdicts.store import FOLDER

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]

# Each gives something true where it got through.
WAYS = {
    "descriptors of the grader": """
        links = [os.readlink(f"/proc/self/fd/{d}") for d in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{d}")]
        return [l for l in links if not l.startswith(("pipe:", "/dev/null", "/proc/", "/tmp"))]""",
    "secrets in the first process": 'return open("/proc/1/environ").read()',
    "memory of the first process": 'return open("/proc/1/mem", "r+b").read(1)',
    "tracing": "return libc.ptrace(16, 1, 0, 0) == 0 or libc.ptrace(16, os.getppid(), 0, 0) == 0",
    "reading another's memory": "return libc.process_vm_readv(os.getppid(), None, 0, None, 0, 0) == 0",
    "root": "os.setuid(0); return True",
    "root's group": "os.setgid(0); return True",
    "rights kept for exec": "return libc.prctl(39, 0, 0, 0, 0) != 1",
    "a namespace of one's own": "return libc.unshare(0x10000000) == 0 or libc.unshare(0x00020000) == 0",
    "clone into a namespace": "return libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0) > 0",
    "another's namespace": 'return libc.setns(os.open("/proc/1/ns/net", 0), 0) == 0',
    "mounting": 'return libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0',
    "making /usr writable": 'return libc.mount(None, b"/usr", None, 4096 | 32, None) == 0',
    "another root folder": 'os.chroot("/tmp"); return True',
    "a device": 'os.mknod("/tmp/d", 0o600 | 0o060000, os.makedev(8, 0)); return True',
    "a terminal": 'return open("/dev/tty", "w")',
    "shared memory by name": 'import multiprocessing.shared_memory as m; return m.SharedMemory("x", True, 100)',
    "shared memory of System V": "return libc.shmget(0, 4096, 0o1600) >= 0",
    "memory as a file": 'return os.memfd_create("x")',
    "message queues": 'return libc.mq_open(b"/x", 0o102, 0o600, None) >= 0',
    "the kernel's keys": 'return libc.syscall(248, b"user", b"x", b"y", 1, -2) > 0',
    "a symlink to a file outside": 'os.symlink(COURSE + "/gradebook.db", "/tmp/link"); return open("/tmp/link").read()',
    "a hard link": 'os.link("/proc/self/exe", "/tmp/hard"); return True',
    "up and out": 'return tried(os.listdir, ("/tmp/.." + COURSE, "/proc/1/root/home", "/proc/self/root" + COURSE, "/proc/1/cwd/.." + COURSE, COURSE))',
    "sockets in the abstract": """
        s = socket.socket(socket.AF_UNIX); s.settimeout(1); s.connect("\\0dlgrader-test"); return True""",
    "raw packets": "return socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "the kernel's own socket": "return socket.socket(16, 3, 0)",
    "more processes": """
        resource.setrlimit(resource.RLIMIT_NPROC, (9999, 9999)); return True""",
    "larger files": "resource.setrlimit(resource.RLIMIT_FSIZE, (2**40, 2**40)); return True",
    "more memory": "resource.setrlimit(resource.RLIMIT_AS, (2**50, 2**50)); return True",
    "a better priority": "os.nice(-5); return True",
    "the clock": "time.clock_settime(time.CLOCK_REALTIME, 0); return True",
    "the machine's name": 'socket.sethostname("mine"); return True',
    "names of the machine": "return socket.gethostname() != 'grading'",
    "writing a system file": 'return tried(lambda p: open(p, "w"), ("/etc/hosts", "/usr/x", "/proc/sys/kernel/core_pattern", "/grading/site/numpy/x", "/dev/shm/x", "/proc/self/uid_map", "/sys/x"))',
    "processes of others": "return [p for p in os.listdir('/proc') if p.isdigit() and int(p) > 60]",
    "killing the first process": "os.kill(1, 9); time.sleep(0.2); return False",
    "other users' files": 'return [f for f in os.listdir("/tmp") if os.stat("/tmp/" + f).st_uid != os.getuid()]',
    "set-uid programs": 'import subprocess; return subprocess.run(["su", "-c", "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0',
}  # fmt: skip

TRIED = """
def tried(way, things):
    through = []
    for thing in things:
        try:
            way(thing)
            through.append(thing)
        except Exception:
            pass
    return through
"""


def source(folder):
    lines = [
        "import ctypes, os, resource, socket, time",
        "libc = ctypes.CDLL(None, use_errno=True)",
        f"COURSE = {folder!r}",
    ]
    lines.append(TRIED)
    for number, body in enumerate(WAYS.values()):
        lines += [f"def way{number}():", textwrap.indent(textwrap.dedent(body).strip(), "    ")]
    lines += [
        f"for number, name in enumerate({list(WAYS)!r}):",
        "    try:",
        "        got = globals()[f'way{number}']()",
        "    except BaseException as error:",
        "        got = None",
        "    print(name, '->', 'THROUGH ' + repr(got)[:200] if got else 'closed')",
    ]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What each way came to, from a run as whoever the tests run as."""
    import socket

    folder = tmp_path_factory.mktemp("course")
    (folder / "gradebook.db").write_text("points")
    (folder / FOLDER).mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("\0dlgrader-test")
        listener.listen()
        texts = BANK.solution_cells()
        cells = [Cell(0, None, source(str(folder))), Cell(1, None, "import numpy as np")]
        cells += [Cell(k, q, texts[q]) for k, q in enumerate(texts, start=2)]
        verdict = judge(cells, NAME, 3, limits=Limits(cell_seconds=20, call_seconds=5, total_seconds=120))
    assert verdict.points == 100, [q.said for q in verdict.questions.values()]
    lines = "".join(output.get("text", "") for output in verdict.outputs["0"]).splitlines()
    return dict(line.split(" -> ") for line in lines if " -> " in line)


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_out(said, way):
    assert said[way] == "closed"
