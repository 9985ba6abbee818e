"""How long the lectures take: each in a fresh kernel, unsolved and with its solutions, cell by cell.

    python benchmarks/notebooks.py [NAME ...]

No cell should take more than 10 s, and the set no more than 4 minutes, on two cores. CPU seconds are the kernel's, with
the solutions in; they hardly depend on what else the machine does, wall seconds do.
"""

import json
import re
import sys
from datetime import datetime
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
SOLUTION = re.compile(r"<details><summary>Solution</summary>\n+```python\n(.*?)```\n+</details>", re.DOTALL)
WATCH = """
import time as _time
_spent, _begun = [], []
get_ipython().events.register("pre_run_cell", lambda info: _begun.append(_time.process_time()))
get_ipython().events.register("post_run_cell", lambda result: _spent.append(_time.process_time() - _begun[-1]))
_begun.append(_time.process_time())
"""
TELL = "import json as _json\nprint(_json.dumps(_spent))"
LONGEST_CELL, LONGEST_SET = 10, 240


def solved(notebook):
    """The notebook with the folded solutions in the place of its stubs."""
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    answers = {re.search(r"def (\w+)\(", source).group(1): source for source in SOLUTION.findall(prose)}
    for cell in notebook.cells:
        if cell.cell_type == "code" and (stub := re.match(r"def (\w+)\(", cell.source)):
            cell.source = answers.get(stub.group(1), cell.source)
    return notebook


def timed(notebook):
    """Seconds of each cell: ([wall], [CPU])."""
    notebook.cells = [nbformat.v4.new_code_cell(WATCH), *notebook.cells, nbformat.v4.new_code_cell(TELL)]
    NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=True).execute()
    wall = []
    for cell in notebook.cells:
        if "execution" in cell.metadata:
            stamps = [cell.metadata.execution[name] for name in ("iopub.execute_input", "shell.execute_reply")]
            begin, end = (datetime.fromisoformat(stamp.replace("Z", "+00:00")) for stamp in stamps)
            wall.append((end - begin).total_seconds())
    return wall, json.loads(notebook.cells[-1].outputs[0].text)


def main(names):
    paths = [path for path in sorted((ROOT / "course").glob("*.ipynb")) if not names or path.stem in names]
    print("| notebook | unsolved, s | solved, s | slowest cell, s | CPU, s | slowest cell, CPU s |")
    print("|--|--|--|--|--|--|")
    slowest, sums = 0.0, [0.0, 0.0]
    for path in paths:
        runs = [timed(change(nbformat.read(path, as_version=4))) for change in (lambda notebook: notebook, solved)]
        worst = max(max(wall) for wall, _ in runs)
        slowest = max(slowest, worst)
        sums = [total + sum(wall) for total, (wall, _) in zip(sums, runs, strict=True)]
        walls, cpu = [sum(wall) for wall, _ in runs], runs[1][1]
        row = [path.stem, *(f"{value:.1f}" for value in (*walls, worst, sum(cpu), max(cpu)))]
        print(f"| {' | '.join(row)} |", flush=True)
    print(f"| all | {sums[0]:.0f} | {sums[1]:.0f} | {slowest:.1f} |  |  |")
    met = slowest <= LONGEST_CELL and max(sums) <= LONGEST_SET
    print(f"\nNo cell over {LONGEST_CELL} s, the set under {LONGEST_SET} s: {'yes' if met else 'no'}")


if __name__ == "__main__":
    main(sys.argv[1:])
