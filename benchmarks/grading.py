"""Submissions per minute through ``dlgrader autograde`` and through stock nbgrader, on the same machine in one run.

    python benchmarks/grading.py --sizes 1 24

Stock means nbgrader's own preprocessors, which start a Jupyter kernel for each submission and run it unprotected. The
submissions are the reference solution. Wall seconds, CPU seconds of all processes, and the largest memory of one.
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

from dlgrader.submissions import ASSIGNMENT, build, hand_in

ROOT = Path(__file__).resolve().parents[1]
STOCK = """
c = get_config()
c.CourseDirectory.db_url = "sqlite:///gradebook.db?timeout=60"
c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("Not written yet: put your own work here.")'}
c.Execute.timeout = 60
"""


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


def run(folder, *arguments):
    """Run this Python in the folder; returns (wall seconds, CPU seconds, largest MB of one process)."""
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


def measure(students):
    """{"stock": (wall, cpu, memory), "dlgrader": ...} for that many submissions."""
    found = {}
    for name in ("stock", "dlgrader"):
        with tempfile.TemporaryDirectory() as folder:
            course(Path(folder), students, name == "stock")
            command = ("-m", "nbgrader", "autograde", ASSIGNMENT)
            found[name] = run(
                Path(folder), *(command if name == "stock" else ("-m", "dlgrader", *command[2:], "--quiet"))
            )
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 24, 200])
    options = parser.parse_args()
    print("| submissions | grader | wall s | per minute | CPU s each | largest process, MB | faster by |")
    print("|--|--|--|--|--|--|--|")
    for students in options.sizes:
        found = measure(students)
        for name, (wall, cpu, memory) in found.items():
            ratio = "" if name == "stock" else f"{found['stock'][0] / wall:.1f}"
            cells = (
                students,
                name,
                f"{wall:.1f}",
                f"{60 * students / wall:.0f}",
                f"{cpu / students:.2f}",
                f"{memory:.0f}",
                ratio,
            )
            print("| " + " | ".join(map(str, cells)) + " |", flush=True)


if __name__ == "__main__":
    main()
