"""Every notebook runs in a real kernel, warnings as errors; test-results/notebook-times.json keeps the wall times."""

import json
import re
import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
COURSE = sorted((ROOT / "course").glob("*.ipynb"))
SOURCE = sorted((ROOT / "source").glob("*/*.ipynb"))
RELEASE = sorted((ROOT / "release").glob("*/*.ipynb"))
TIMES = ROOT / "test-results" / "notebook-times.json"
LONGEST = 120  # seconds for one cell, an end to a cell without one


@pytest.fixture
def execute(monkeypatch, tmp_path, record_property):
    """A function: path of a notebook -> the executed notebook, run in a folder of its own."""
    # The kernel gets the filter through IPython, after its own imports: a warning in a cell, not one of Jupyter's.
    startup = tmp_path / "ipython" / "profile_default" / "startup" / "00-warnings.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("import warnings\nwarnings.simplefilter('error')\n")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    folder = tmp_path / "work"
    folder.mkdir()

    def run(path, allow_errors=False):
        notebook = nbformat.read(path, as_version=4)
        client = NotebookClient(
            notebook,
            timeout=LONGEST,
            allow_errors=allow_errors,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
        )
        start = time.perf_counter()
        client.execute()
        seconds = round(time.perf_counter() - start, 2)
        if path.is_relative_to(ROOT):
            record_property("seconds", seconds)
            keep_time(path, seconds)
        return notebook

    return run


def keep_time(path, seconds):
    """Add one wall time to the record of this and earlier runs."""
    times = json.loads(TIMES.read_text()) if TIMES.exists() else {}
    times[path.relative_to(ROOT).as_posix()] = seconds
    TIMES.parent.mkdir(exist_ok=True)
    TIMES.write_text(json.dumps(dict(sorted(times.items())), indent=1) + "\n")


def outputs(notebook, kind):
    """(cell, output) pairs of one output type."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == kind:
                yield cell, output


def checks_of(notebook):
    """Names of the checks that a notebook calls, from top to bottom, each once."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return list(dict.fromkeys(name for text in texts for name in re.findall(r"^check\.(\w+)\(", text, re.MULTILINE)))


def shown(cell):
    """What a cell displays first, as text."""
    return next(output.data["text/plain"] for output in cell.outputs if output.output_type == "display_data")


def test_there_are_notebooks():
    assert COURSE and SOURCE and RELEASE


def test_a_warning_stops_a_cell(execute, tmp_path):
    """The filter is in force in the kernel, or the tests below would prove nothing."""
    cell = nbformat.v4.new_code_cell("import warnings\nwarnings.warn('a warning')")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "warns.ipynb")
    ran = execute(tmp_path / "warns.ipynb", allow_errors=True)
    assert [output.ename for _, output in outputs(ran, "error")] == ["UserWarning"]


@pytest.mark.parametrize("path", COURSE + SOURCE, ids=lambda path: path.stem)
def test_runs_without_error_or_warning(execute, path):
    ran = execute(path)
    assert not list(outputs(ran, "error"))  # in a tagged cell an error does not end the run
    assert not [output.text for _, output in outputs(ran, "stream") if output.name == "stderr"]
    # The scored form of a check gives the points as the cell's result: all of them, as a plain number.
    for cell in ran.cells:
        graded = cell.metadata.get("nbgrader", {})
        if graded.get("points") and not graded.get("solution"):  # else a person gives the points
            result = [output.data["text/plain"] for output in cell.outputs if output.output_type == "execute_result"]
            assert [float(points) for points in result] == [graded["points"]], graded["grade_id"]


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_run_all_goes_on_after_a_wrong_exercise(execute, path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    first = next(cell for cell in notebook.cells if "    raise NotImplementedError(" in cell.source)
    first.source = re.sub(r"raise NotImplementedError\(.*\)", "return 'wrong'", first.source)
    nbformat.write(notebook, tmp_path / "wrong.ipynb")
    ran = execute(tmp_path / "wrong.ipynb")
    assert [output.ename for _, output in outputs(ran, "error")] == ["Failed"]
    assert all(cell.execution_count for cell in ran.cells if cell.cell_type == "code")
    assert f"The first that does not: {checks_of(ran)[0]}: " in shown(ran.cells[-1])
    assert f"0 of {len(checks_of(ran))} checks" in shown(ran.cells[-1])


@pytest.mark.parametrize("path", RELEASE, ids=lambda path: path.stem)
def test_a_release_says_what_is_not_started(execute, path):
    ran = execute(path)  # "Run All" reaches the end
    assert shown(ran.cells[-1]).startswith(f"0 of {len(checks_of(ran))} checks of this notebook pass.\nThe first that")
    tests = {cell["id"] for cell in ran.cells if cell.metadata.get("nbgrader", {}).get("grade")}
    tests -= {cell["id"] for cell in ran.cells if cell.cell_type == "markdown"}  # answered in words
    errors = [(cell["id"], output) for cell, output in outputs(ran, "error")]
    said = {name: output.traceback for name, output in errors if name in tests}
    # What a student reads under the check: one line, without the frames of our packages.
    assert said == {name: [f"{name.removeprefix('test_')}: not started yet"] for name in tests}
    # Besides the checks only the stubs that stand outside a function speak up.
    assert {output.ename for name, output in errors if name not in tests} <= {"NotImplementedError"}
    assert not [output.text for _, output in outputs(ran, "stream") if output.name == "stderr"]
