"""Reading and running a lecture's text twin."""

import ast
import re
import warnings
from functools import cache
from pathlib import Path

import jupytext
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

TEXT = Path(__file__).parents[2] / "text" / "course"
NOTEBOOKS = {f"lecture_{path.name[:2]}": path for path in sorted(TEXT.glob("[01][0-9]-*.py"))}
SOLUTION = re.compile(r"<details><summary>Solution</summary>\n+```python\n(.*?)```\n+</details>", re.DOTALL)


def cells(lecture):
    return jupytext.read(NOTEBOOKS[lecture]).cells


def solutions(lecture):
    """{name of the function: source}, from the folded solutions."""
    prose = "\n".join(cell.source for cell in cells(lecture) if cell.cell_type == "markdown")
    sources = SOLUTION.findall(prose)
    return {ast.parse(source).body[0].name: source for source in sources}


def run(lecture, answers):
    """Run all code cells; where a cell holds the stub of an answer, run the answer. Returns (what was shown, names).

    Unsolved, a lecture runs once for all tests of a process: what they get is theirs to read, not to change.
    """
    return _run(lecture, answers) if answers else _unsolved(lecture)


@cache
def _unsolved(lecture):
    return _run(lecture, {})


def _run(lecture, answers):
    shell = InteractiveShell()
    shown = []
    for cell in cells(lecture):
        if cell.cell_type != "code":
            continue
        stub = re.match(r"def (\w+)\(", cell.source)
        source = answers.get(stub.group(1), cell.source) if stub else cell.source
        with capture_output() as captured, warnings.catch_warnings():
            warnings.simplefilter("error")
            result = shell.run_cell(source)
        assert result.success, (source, result.error_before_exec or result.error_in_exec, captured.stdout)
        shown.append(captured.stdout + "".join(str(output) for output in captured.outputs))
    return shown, shell.user_ns
