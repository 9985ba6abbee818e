"""The sandbox as somebody who is not root makes it, on a machine where that user runs other things too."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from dlgrader.sandbox import policy, seccomp

NOBODY = 65_534
SCRIPT = """
import json, subprocess, sys
sys.path[:] = json.loads(sys.argv[1])
others = [subprocess.Popen(["sleep", "60"]) for _ in range(40)]  # more than a submission may have
try:
    from dlgrader.reading.cell import Cell
    from dlgrader.judging.judge import judge
    from dlgrader.mistakes import BANKS
    from dlgrader.sandbox import available
    assert available() is None, available()
    bank = BANKS["implementing-backpropagation"]
    cells = [Cell(0, None, "import numpy as np\\n" + sys.argv[2])]
    cells += [Cell(k, q, text) for k, (q, text) in enumerate(bank.solution_cells().items(), start=1)]
    verdict = judge(cells, "implementing-backpropagation", 5)
    print(json.dumps([verdict.points, verdict.state, verdict.outputs["0"][0]["text"]]))
finally:
    for other in others:
        other.kill()
        other.wait()
"""
WRITABLE = """
import os
places = {os.path.dirname(line.split()[4].rstrip("/") + "/x") for line in open("/proc/self/mountinfo")}
places |= {"/", "/grading", "/grading/site", "/etc", "/dev", "/dev/shm", "/usr", "/usr/local"}
found = []
for place in sorted(places - {"/tmp"}):
    if place.startswith("/proc"):
        continue
    try:
        open(place + "/written", "w")
        found.append(place)
    except OSError:
        pass
forks = 0
try:
    while forks < 200:
        if os.fork() == 0:
            import time
            time.sleep(5)
            os._exit(0)
        forks += 1
except OSError:
    pass
print(found, forks < 40)
"""


STANDARD = [path for path in sys.path if path and "site-packages" not in path and path.startswith(sys.base_prefix)]


def interpreter(folder):
    """A Python of this version that an ordinary user can start, even where ours lies in root's home."""
    ours = Path(sys._base_executable).resolve()
    if all(parent.stat().st_mode & 0o001 for parent in ours.parents):
        return str(ours)
    if system := shutil.which(f"python{sys.version_info[0]}.{sys.version_info[1]}", path="/usr/bin"):
        return system
    ignored = shutil.ignore_patterns("site-packages", "test", "__pycache__", "*.a")
    copy = shutil.copytree(sys.base_prefix, Path(folder, "python"), symlinks=True, ignore=ignored)
    return str(Path(copy, ours.relative_to(Path(sys.base_prefix).resolve())))


NEEDED = """
import json, sys
import dlgrader.judging.judge, dlgrader.mistakes
dlgrader.mistakes.BANKS["implementing-backpropagation"]
found = [name for name, module in sys.modules.items() if getattr(module, "__spec__", None)]
print(json.dumps(sorted({name.partition(".")[0] for name in found})))
"""


@pytest.fixture
def packages():
    """A folder that anybody may read, with what the judge imports: the clone may lie in somebody's own home."""
    done = subprocess.run([sys.executable, "-c", NEEDED], capture_output=True, text=True, check=True)
    names = set(json.loads(done.stdout)) - set(sys.stdlib_module_names) - {"__main__", "__mp_main__"}
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        for name in names:
            if name.startswith("_"):
                continue
            spec = importlib.util.find_spec(name)
            origin = Path(spec.origin) if spec and spec.origin and Path(spec.origin).exists() else None
            if origin is None:
                continue
            if origin.name == "__init__.py":
                ignored = shutil.ignore_patterns("__pycache__", "tests")
                shutil.copytree(origin.parent, Path(folder, name), ignore=ignored)
            else:
                shutil.copy(origin, folder)
        site = Path(importlib.util.find_spec("numpy").origin).parents[1]
        for path in (*site.glob("*.libs"), *site.glob("*.dist-info")):  # some packages ask for their version
            shutil.copytree(path, Path(folder, path.name))
        yield folder


def test_an_ordinary_user_grades_and_only_tmp_is_writable(packages):
    line = [interpreter(packages), "-I", "-c", SCRIPT, json.dumps([packages, *STANDARD]), WRITABLE]
    if os.geteuid() == 0:
        line = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", *line]
        # Their own standard library, whichever interpreter it is.
        line[line.index(SCRIPT)] = SCRIPT.replace("sys.path[:] = ", "sys.path += ")
    done = subprocess.run(line, capture_output=True, text=True, timeout=60, cwd="/", check=False)
    assert done.returncode == 0, done.stderr
    points, state, said = json.loads(done.stdout.splitlines()[-1])
    assert (points, state) == (100, "graded")
    assert said == "[] True\n"


@pytest.mark.parametrize(
    ("uid_map", "highest"), [("0 0 4294967295", 4294967294), ("0 1000 1\n1 100000 65536", 65536), ("", 0)]
)
def test_the_highest_user_of_a_namespace(uid_map, highest):
    assert policy.highest_uid(uid_map) == highest


def test_every_sandbox_has_a_user_that_a_small_container_knows(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(policy, "highest_uid", lambda text: 65_536)
    assert 61_184 <= policy.uid_of_a_sandbox() < 65_534
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert policy.uid_of_a_sandbox() == 0


def test_the_filter_has_the_numbers_of_this_machine():
    """Where the kernel's headers are there, the table agrees with them."""
    assert len(seccomp.program("x86_64")) % 8 == len(seccomp.program("aarch64")) % 8 == 0
    assert seccomp.program("riscv64") is None
    for header, column in (("x86_64-linux-gnu/asm/unistd_64.h", 0), ("asm-generic/unistd.h", 1)):
        file = Path("/usr/include") / header
        if not file.exists():
            continue
        numbers = dict(re.findall(r"#define __NR_(\w+)\s+(\d+)", file.read_text()))
        for name, both in seccomp.DENIED.items():
            if both[column] is not None and name in numbers:
                assert int(numbers[name]) == both[column], name
