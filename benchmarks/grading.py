"""Submissions per minute through ``dlgrader autograde`` and through stock nbgrader, on the same machine in one run.

    python benchmarks/grading.py --sizes 1 24

Stock means nbgrader's own preprocessors, which start a Jupyter kernel for each submission and run it unprotected. The
floor is the same answers and the same checks in bare forks of a process that has imported everything: no sandbox, no
frames, no gradebook, no notebook, and the imports do not count. The submissions are the reference solution.

CPU seconds are those of all processes, by a control group where one can be made (as root, cgroup v1); elsewhere what
runs inside the sandbox is missing, and the table says so. Memory is that of the largest process. 200 submissions take
stock about five minutes.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dlgrader.mistakes import BANKS
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in

ROOT = Path(__file__).resolve().parents[1]
ACCOUNTS = Path("/sys/fs/cgroup/cpuacct")
STOCK = """
c = get_config()
c.CourseDirectory.db_url = "sqlite:///gradebook.db?timeout=60"
c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("Not written yet: put your own work here.")'}
c.Execute.timeout = 60
"""
GRADERS = {
    "stock": ("-m", "nbgrader", "autograde", ASSIGNMENT),
    "dlgrader": ("-m", "dlgrader", "autograde", ASSIGNMENT, "--quiet"),
}


def course(folder, students, stock):
    """A course folder with that many reference submissions, released and not graded."""
    shutil.copytree(ROOT / "source" / ASSIGNMENT, folder / "source" / ASSIGNMENT)
    config = STOCK if stock else (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(config, encoding="utf-8")
    run(folder, "-m", "nbgrader", "generate_assignment", ASSIGNMENT)
    release = folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = build(release)
    for k in range(students):
        # One byte differs from student to student, so that no verdict serves twice.
        notebook.cells[0].source = f"{notebook.cells[0].source.rstrip()}\n\n<!-- {k} -->"
        hand_in(notebook, folder, f"s{k:04d}")


def account():
    """A new control group that counts CPU time, or None."""
    try:
        return Path(tempfile.mkdtemp(prefix="grading-benchmark-", dir=ACCOUNTS))
    except OSError:
        return None


def run(folder, *arguments, check=True):
    """Run this Python in the folder; returns (wall seconds, CPU seconds, largest MB of one process)."""
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    group = account()

    def enter():
        if group:
            (group / "tasks").write_text(str(os.getpid()))

    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=folder, env=environment, stdout=output, stderr=output, preexec_fn=enter
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        if check and process.returncode:
            sys.exit(f"{' '.join(arguments)} failed:\n{output.read()[-4000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if group:
        cpu = int((group / "cpuacct.usage").read_text()) / 1e9
        time.sleep(0.1)  # until the kernel has taken the last process out
        group.rmdir()
    return wall, cpu, used.ru_maxrss / 1024


def floor(students):
    """Judge the reference that many times, each in a fork, as many at once as there are cores."""
    from dlgrader.assignments.scoring import inspected

    bank = BANKS[ASSIGNMENT]
    texts, running = bank.solution_cells(), 0
    start = time.perf_counter()
    for seed in range(students):
        if running == len(os.sched_getaffinity(0)):
            os.wait()
            running -= 1
        if os.fork() == 0:
            names = {}
            exec("import numpy as np", names)
            for text in texts.values():
                exec(text, names)
            for question, wanted in bank.questions.items():
                report = inspected(
                    question, bank.description.inspections(question, [names[name] for name in wanted], seed)
                )
                assert report.passed, report
            os._exit(0)
        running += 1
    while running:
        os.wait()
        running -= 1
    wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure(students, say):
    """{"stock": (wall, cpu, memory), "dlgrader": ..., "floor": ...} for that many submissions."""
    found = {}
    for name, command in GRADERS.items():
        with tempfile.TemporaryDirectory() as folder:
            say(f"{students} submissions: making the course for {name}")
            course(Path(folder), students, name == "stock")
            say(f"{students} submissions: {name} grades")
            found[name] = run(Path(folder), *command)
    say(f"{students} submissions: the floor")
    command = [sys.executable, str(Path(__file__).resolve()), "--floor", str(students)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found["floor"] = tuple(map(float, done.stdout.split()))
    return found


def say(line):
    """A line of progress, on stderr: the table alone is the output."""
    print(f"[{time.strftime('%H:%M:%S')}] {line}", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 24, 200], help="numbers of submissions")
    parser.add_argument("--floor", type=int, help="only judge the reference that many times, in bare forks")
    options = parser.parse_args()
    if options.floor:
        floor(options.floor)
        return
    group = account()
    whole = "CPU s each" if group else "CPU s each, without the sandbox's"
    if group:
        group.rmdir()
    print(f"| submissions | grader | wall s | per minute | {whole} | largest process, MB | faster than stock by |")
    print("|--|--|--|--|--|--|--|")
    for students in options.sizes:
        found = measure(students, say)
        for name, (wall, cpu, memory) in found.items():
            ratio = "" if name == "stock" else f"{found['stock'][0] / wall:.1f}"
            numbers = f"{wall:.1f} | {60 * students / wall:.0f} | {cpu / students:.3f} | {memory:.0f} | {ratio}"
            print(f"| {students} | {name} | {numbers} |", flush=True)


if __name__ == "__main__":
    main()
