"""A disk that fills up while a class is graded: one line, and with room again the same scores.

A small tmpfs is the disk; bubblewrap mounts it, for root and for anybody else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPT = """
import contextlib, io, json, os, random, shutil, sys
from pathlib import Path

sys.path[:0] = json.loads(sys.argv[3])
from dlgrader.batch import batch
from dlgrader.cli.autograde import run
from dlgrader.demo.run import prepare
from dlgrader.course.nbgrader import Course
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from dlgrader.verdicts.verdict import GRADED, QuestionVerdict, Verdict
from gradebook_rows import notebooks, rows

small, repository = Path(sys.argv[1]), Path(sys.argv[2])
judged = []

def fake(task):
    judged.append(task.student)
    points = random.Random(task.data).randint(0, 5)
    return Verdict(task.assignment, GRADED, {"cost": QuestionVerdict(points, 5, said="so" * 2000)})

batch.judge_task = fake
batch.autograde.__kwdefaults__["judge"] = fake
whole = small.with_name("whole")
prepare(whole, repository)
with Course(whole) as course:
    course.generate_assignment(ASSIGNMENT)
for number in range(6):
    notebook = build(whole / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", ["cost"])
    notebook.cells[0].source += str(number)
    hand_in(notebook, whole, f"s{number}")
full = small / "course"
shutil.copytree(whole, full)

def command(folder):
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        status = run(folder, ASSIGNMENT, [], 1, None, limit=60, regrade=False, quiet=True, unsafe=True)
    return status, said.getvalue()

from dlgrader.workers import Serial
import dlgrader.cli.autograde as commands
commands._engine = lambda *_: Serial()
command(whole)
ballast, found = small / "ballast", []
for room in (0, 2, 6, 20, 60, 90, 130, 180, 300):
    free = shutil.disk_usage(small).free
    with ballast.open("ab") as file:
        with contextlib.suppress(OSError):
            os.posix_fallocate(file.fileno(), file.tell(), max(1, free - room * 2**10))
    found.append([room, *command(full)])
    ballast.unlink()
status, said = command(full)
print(json.dumps({
    "found": found, "status": status, "said": said, "judged": judged[6:],
    "rows": rows(full) == rows(whole), "notebooks": notebooks(full) == notebooks(whole), "number": len(notebooks(full)),
    "partial": [str(path) for path in full.rglob("*.partial")],
}))
"""


def test_a_full_disk_is_one_line_and_with_room_again_nothing_is_lost(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    disk = ["bwrap", "--dev-bind", "/", "/", "--size", str(12 * 2**20), "--tmpfs", str(small), "--die-with-parent"]
    paths = [str(Path(__file__).parent), *filter(None, sys.path)]
    line = [*disk, sys.executable, "-c", SCRIPT, str(small), str(REPOSITORY), json.dumps(paths)]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    statuses = [status for _, status, _ in result["found"]]
    assert statuses[0] == 1 and "The disk is full" in result["found"][0][2]
    for room, status, said in result["found"]:
        assert status in (0, 1, 3), room
        assert "Traceback" not in said
        assert status == 0 or "disk is full" in said, (room, said)
        assert said.count("\n") <= 7
    assert result["status"] == 0, result["said"]
    assert result["rows"] and result["notebooks"] and result["number"] == 6
    assert result["partial"] == []
    # A verdict that could not be kept is judged again; one that was kept is not.
    assert sorted(set(result["judged"])) == [f"s{number}" for number in range(6)]
    assert len(result["judged"]) <= 6 + len(result["found"])
