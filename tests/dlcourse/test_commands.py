"""The command line: what `lab` copies and starts, what `doctor` finds, what `ready` says."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from dlcourse.commands import app, doctor, lab, ready, ready_words

# The functions carry their modules' names, so the modules are taken from where Python keeps them.
DOCTOR, LAB, READY = (sys.modules[f.__module__] for f in (doctor, lab, ready))
READY_RUN = sys.modules[READY.run.__module__]
RUN = CliRunner()


def said(*arguments):
    """Exit code and text of one call."""
    result = RUN.invoke(app, [str(a) for a in arguments], env={"COLUMNS": "200"})
    return result.exit_code, result.output


def test_help_names_the_commands_and_loads_nothing_heavy():
    code = (
        "import sys; from typer.testing import CliRunner; from dlcourse.commands import app\n"
        "print(CliRunner().invoke(app, ['--help']).output)\n"
        "print('HEAVY', sorted({'numpy', 'matplotlib', 'nbclient', 'jupyter_client', 'nbformat'} & set(sys.modules)))"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert all(command in output for command in ("lab", "doctor", "ready"))
    assert "HEAVY []" in output


# lab -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path):
    """A small course folder: one lecture, one assignment with data beside it, and what must not be copied."""
    for name, text in {
        "course/00-start-here.ipynb": "lecture",
        "course/.ipynb_checkpoints/00-start-here-checkpoint.ipynb": "checkpoint",
        "release/homework/homework.ipynb": "assignment",
        "release/homework/data.csv": "1,2",
        "release/.gitkeep": "",
        "source/homework/homework.ipynb": "solutions",
    }.items():
        file = tmp_path / "clone" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path / "clone"


def test_without_a_course_it_says_what_to_do(tmp_path):
    code, text = said("lab", "--from", tmp_path)
    assert code == 1
    assert "--from FOLDER" in text


def test_jupyter_command_passes_options_through(course):
    command = LAB.jupyter_command(course, 8899, True, ["--no-browser", "--ServerApp.password="])
    assert "--port=8899" in command
    assert command[-2:] == ["--no-browser", "--ServerApp.password="]
    assert command.count("--no-browser") == 1


@pytest.mark.slow
def test_lab_serves_the_copies_with_pairing_off(course, tmp_path):
    """The real server: it starts, gives its URL, shows the lecture, and does not let jupytext pair anything."""
    notebook = nbformat.v4.new_notebook(metadata={"jupytext": {"formats": "ipynb,py:percent"}})
    nbformat.write(notebook, course / "course" / "00-start-here.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dlcourse", "lab", "--port", str(port), "--no-browser"]
    log = tmp_path / "log.txt"
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=course, stdout=out, stderr=out)
    try:
        # The address a reader is told to copy, token and all.
        printed = re.compile(rf"(http://127\.0\.0\.1:{port})(/lab\S*)\?token=(\w+)")
        for _ in range(600):
            assert server.poll() is None, log.read_text()
            if told := printed.search(log.read_text()):
                break
            time.sleep(0.1)
        assert told, log.read_text()
        host, lecture, token = told.groups()
        assert lecture == "/lab/tree/00-start-here.ipynb"
        address = f"{host}/api/contents/00-start-here.ipynb?token={token}"
        with urllib.request.urlopen(address, timeout=30) as reply:
            answer = json.load(reply)
        assert answer["type"] == "notebook", log.read_text()
        with urllib.request.urlopen(told[0], timeout=30) as reply:
            assert b"JupyterLab" in reply.read()
        # Saving is what would write a text twin.
        save = urllib.request.Request(address, json.dumps(answer).encode(), method="PUT")
        urllib.request.urlopen(save, timeout=30).close()
        assert not list((course / "my-work").rglob("*.py"))
        text = log.read_text()
        assert "new   00-start-here.ipynb" in text
        started = text.partition("?token=")[0]
        assert "[W " not in started
        assert "warning" not in started.lower()
        assert "nbgrader" not in text.lower()
        second = subprocess.run([*command[:4], "--no-browser"], cwd=course, capture_output=True, text=True, timeout=120)
        assert second.returncode == 0
        assert "already open" in second.stdout
        assert f"http://localhost:{port}/lab?token={token}" in second.stdout
        assert "Traceback" not in text
        # What JupyterLab prints when a package.json above it declares its own scripts to be ES modules.
        assert "yarn" not in text
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


LOADING = """
import os, signal, sys, time, types
from dlcourse.commands import start_lab

def interrupted():
    print("LOADING", flush=True)
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(20)

sys.modules["jupyter_server.serverapp"] = types.SimpleNamespace(ServerApp=type("ServerApp", (), {"start": print}))
sys.modules["jupyterlab.labapp"] = types.SimpleNamespace(main=interrupted)
start_lab.main()
"""


def test_ctrl_c_while_jupyterlab_is_loaded_is_one_line():
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "LOADING\n"
    assert (done.returncode, done.stderr.strip()) == (
        130, "Stopped before JupyterLab was open. Your files are as they were.",
    )  # fmt: skip


def test_ctrl_c_is_jupyterlabs_own_once_it_serves():
    serving = LOADING.replace(
        "main=interrupted", "main=lambda: sys.modules['jupyter_server.serverapp'].ServerApp().start()"
    ).replace('"start": print', '"start": lambda self: interrupted()')
    done = subprocess.run([sys.executable, "-c", serving], capture_output=True, text=True, timeout=60, check=False)
    assert "KeyboardInterrupt" in done.stderr and "Stopped before" not in done.stderr


# doctor --------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_doctor_finds_this_environment_sound():
    code, text = said("doctor")
    assert code == 0, text
    assert "numpy" in text
    assert "a kernel starts" in text
    assert "its message went to the kernel and back" in text


def test_doctor_says_how_to_repair_a_package(monkeypatch):
    import importlib.metadata

    wanted = ["numpy>=99", "no-such-package>=1", 'torch>=2; extra == "bench"', "rich>=13"]
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: wanted)
    found = {finding.name: finding for finding in DOCTOR.packages()}
    assert set(found) == {"numpy", "no-such-package", "rich"}
    assert "needs >=99" in found["numpy"].detail
    assert found["numpy"].remedy.endswith('-m pip install "numpy>=99"')
    assert found["no-such-package"].detail == "not installed"
    assert found["rich"].fine


def test_doctor_reports_a_package_that_is_broken(monkeypatch, tmp_path):
    (tmp_path / "brokenbinary.py").write_text("raise ImportError('DLL load failed')")
    monkeypatch.syspath_prepend(tmp_path)
    assert DOCTOR._import_problem("brokenbinary") == "cannot be imported: DLL load failed"


def test_doctor_ends_in_failure_when_anything_is_wrong(monkeypatch):
    monkeypatch.setattr(DOCTOR, "packages", lambda: iter([DOCTOR.Finding("numpy", False, "not installed", "do this")]))
    monkeypatch.setattr(DOCTOR, "kernel", lambda: iter([]))
    code, text = said("doctor")
    assert code == 1
    assert "do: do this" in text


# ready ---------------------------------------------------------------------------------------------------------------


def assignment(path: Path, cells: list[tuple[str, str]]) -> Path:
    """Write an assignment of (grade_id, code) cells; ids beginning with test_ are its checks."""
    notebook = nbformat.v4.new_notebook()
    for grade_id, code in cells:
        cell = nbformat.v4.new_code_cell(code)
        if grade_id:
            test = grade_id.startswith("test_")
            cell.metadata["nbgrader"] = {"grade_id": grade_id, "grade": test, "solution": not test, "schema_version": 3}
        notebook.cells.append(cell)
    nbformat.write(notebook, path)
    return path


GOOD = [("square", "def square(x):\n    return x * x"), ("test_square", "assert square(3) == 9, 'square(3) is wrong'")]


@pytest.mark.slow
def test_ready_passes_a_finished_assignment_and_leaves_it_alone(tmp_path):
    file = assignment(tmp_path / "homework.ipynb", GOOD)
    before = file.read_bytes()
    code, text = said("ready", file)
    assert code == 0, text
    assert "passed   square" in text
    assert "Ready: all 1 questions pass." in text
    assert f"hand in: {file}" in text
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.slow
def test_ready_gives_each_check_its_own_word(tmp_path):
    cells = [
        ("square", "def square(x):\n    return x + x"),
        ("test_square", "assert square(3) == 9, 'square(3) gives 6: x is added, not multiplied\\nsecond line'"),
        ("", "undefined_name"),
        ("test_two", "assert True"),
        ("three", "def three():\n    raise NotImplementedError('three')"),
        (
            "test_three",
            "from dlcourse.check.harness.report import Report, conclude\nconclude(Report('three', started=False))",
        ),
        (
            "test_four",
            "from dlcourse.check.harness.report import Check, Report, conclude\n"
            "conclude(Report('four', [Check('sum', False, message='2 is missing')]))",
        ),
        ("four", "raise NotImplementedError('four')"),
    ]
    file = assignment(tmp_path / "homework (1).ipynb", cells)
    notebook = nbformat.read(file, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("in my own words"))
    notebook.cells[-1].metadata["nbgrader"] = {"grade_id": "why", "grade": True, "solution": True, "schema_version": 3}
    nbformat.write(notebook, file)
    code, text = said("ready", file)
    assert code == 1
    assert "wrong    square: square(3) gives 6: x is added, not multiplied\n" in text
    assert "stopped  cell 3: NameError: name 'undefined_name' is not defined" in text
    assert "passed   two" in text
    assert "to do    three\n" in text
    assert "wrong    four: 2 is missing\n" in text
    assert "a person why: your instructor reads" in text
    assert "Not ready: 1 of 4 questions pass, 2 wrong, 1 to do, 1 other cell stopped with an error." in text
    assert "Rename it to homework.ipynb first" in text


@pytest.mark.slow
def test_a_cell_that_ends_the_kernel_keeps_no_check_from_being_asked(tmp_path, monkeypatch):
    """As in grading: what such a cell defines counts. A call into C hears of no interrupt."""
    monkeypatch.setattr(ready_words, "PATIENCE", 6)
    monkeypatch.setattr(READY_RUN, "GRACE", 2)
    cells = [
        ("crash", "import os\ndef cube(x):\n    return x ** 3\nos._exit(1)"), ("test_crash", "assert cube(2) == 8"),
        ("", "sum(range(10**12))"), *GOOD, ("test_dies", "os._exit(1)"),
    ]  # fmt: skip
    code, text = said("ready", assignment(tmp_path / "homework.ipynb", cells))
    assert code == 1
    assert "stopped  cell crash: it ended the kernel: too much memory, or a call that ends Python. What it" in text
    assert "stopped  cell 3: it did not stop after 6 seconds. What it defines was used" in text
    assert "passed   crash" in text and "passed   square" in text
    assert "wrong    dies: a call ended the kernel" in text
    assert "Not ready: 2 of 3 questions pass, 1 wrong, 2 other cells stopped with an error." in text
    assert "Traceback" not in text


@pytest.mark.slow
def test_ready_stops_an_endless_loop(tmp_path, monkeypatch):
    monkeypatch.setattr(ready_words, "PATIENCE", 6)  # a busy machine takes as long for a cell without a loop
    cells = [("loop", "import time\nwhile True:\n    time.sleep(0.05)"), *GOOD]
    code, text = said("ready", assignment(tmp_path / "homework.ipynb", cells))
    assert code == 0, text
    assert "stopped  cell loop: stopped after 6 seconds" in text
    assert "Ready: all 1 questions pass. 1 other cell stopped with an error: grading goes on after it." in text
    assert "passed   square" in text


def test_ready_refuses_what_is_no_assignment(tmp_path, monkeypatch):
    (tmp_path / "page.ipynb").write_text("<html>")
    (tmp_path / "empty.ipynb").write_text("")
    lecture = assignment(tmp_path / "lecture.ipynb", [("", "1 + 1")])
    (tmp_path / "photo.ipynb").write_bytes(b"\0\0\0\x18ftypheic" + bytes(50))
    (tmp_path / "locked.ipynb").touch()
    read_bytes = Path.read_bytes

    def denied(path):
        if path.name == "locked.ipynb":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    double = assignment(tmp_path / "double.ipynb", [*GOOD, GOOD[1]])
    for file, reason in [
        (tmp_path / "missing.ipynb", "There is no file"),
        (tmp_path, "is a folder"),
        (tmp_path / "page.ipynb", "is not a notebook"),
        (tmp_path / "photo.ipynb", "is not a notebook (the file is a photo (HEIC))"),
        (tmp_path / "locked.ipynb", "could not be read (Permission denied). Copy it into your own folder first."),
        (tmp_path / "empty.ipynb", "is not a notebook"),
        (lecture, "has no checks in it"),
        (double, "two cells called"),
    ]:
        code, text = said("ready", file)
        assert (code, reason in text) == (1, True), text


@pytest.mark.parametrize(
    ("name", "plain"),
    [("hw", "hw"), ("hw (1)", "hw"), ("hw-Copy1", "hw"), ("hw copy 2", "hw copy 2"), ("hw-Copy1 (2)", "hw")],
)
def test_names_of_second_copies(name, plain):
    assert READY.COPY.sub("", name) == plain


def test_lab_opens_without_a_question_about_news(course, monkeypatch):
    started = {}
    monkeypatch.setattr(LAB, "_become", lambda command, folder: started.update(os.environ) or 0)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "")
    assert said("lab", "--from", course)[0] == 0
    ours = started["JUPYTER_CONFIG_PATH"].split(os.pathsep)[1]
    file = Path(ours) / "labconfig" / "default_setting_overrides.json"
    notification = json.loads(file.read_text())["@jupyterlab/apputils-extension:notification"]
    assert notification == {"fetchNews": "false", "checkForUpdates": False}
