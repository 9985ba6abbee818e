"""Commands that we print work where they are read, and terminals in JupyterLab find the course's Python first."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dlcourse.commands import typed as module
from dlcourse.commands.typed import environment, shell, typed


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder with an environment below it, whose python is the one that runs; another python is first in PATH."""
    folder = tmp_path / "My course"
    for place in (folder / ".venv" / "bin", tmp_path / "other"):
        place.mkdir(parents=True)
        (place / "python").symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(folder / ".venv" / "bin" / "python"))
    monkeypatch.setenv("PATH", str(tmp_path / "other"))
    monkeypatch.chdir(folder)
    return folder


def test_python_alone_where_it_is_the_one(elsewhere, monkeypatch):
    monkeypatch.setenv("PATH", str(elsewhere / ".venv" / "bin"))
    assert typed("doctor") == "python -m dlcourse doctor"


def test_its_path_from_the_courses_folder(elsewhere):
    assert typed("ready", "my work/a.ipynb") == ".venv/bin/python -m dlcourse ready 'my work/a.ipynb'"


@pytest.mark.parametrize("path", ["other", ""], ids=["another python", "no python at all"])
def test_the_whole_path_anywhere_else(elsewhere, monkeypatch, path, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / path) if path else "")
    monkeypatch.chdir(tmp_path / "other")
    assert typed("doctor") == f"'{elsewhere}/.venv/bin/python' -m dlcourse doctor"


def test_a_printed_command_runs(monkeypatch, tmp_path):
    """As it stands, in a shell whose first python is another."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.chdir(tmp_path)
    done = subprocess.run(["sh", "-c", typed("--help")], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "doctor" in done.stdout


@pytest.mark.parametrize(
    ("executable", "prompt", "expected"),
    [
        (r"C:\Course\python.exe", None, r"C:\Course\python.exe"),
        (r"C:\My Course\python.exe", None, r'& "C:\My Course\python.exe"'),
        (r"C:\My Course\python.exe", "$P$G", r'"C:\My Course\python.exe"'),
    ],
)
def test_blanks_on_windows(monkeypatch, executable, prompt, expected):
    """PowerShell, PowerShell with a blank, and the old command prompt, which has PROMPT."""
    monkeypatch.setattr(module, "_folder", lambda program: Path(program))
    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    monkeypatch.setattr(sys, "executable", executable)
    monkeypatch.delenv("PROMPT", raising=False)
    if prompt:
        monkeypatch.setenv("PROMPT", prompt)
    monkeypatch.setattr(module, "os", type("windows", (), {"name": "nt", "environ": os.environ, "path": os.path}))
    assert module._python() == expected


BESIDE = str(Path(sys.executable).absolute().parent)


@pytest.mark.parametrize("profile", ["PATH=/usr/bin:/bin", 'PATH="$HOME/conda/bin:$PATH"'], ids=["reset", "conda"])
@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_a_terminal_finds_our_python_whatever_the_readers_files_do(tmp_path, name, profile):
    """Their own settings are read as well."""
    program = shutil.which(name)
    if program is None:
        assert name != "bash"  # every system that tests has bash; the others are tried where they are
        return
    fish = profile.replace("PATH=", "set -gx PATH ").replace(":", " ").replace('"', "")
    (tmp_path / ".config" / "fish").mkdir(parents=True)
    (tmp_path / ".config" / "fish" / "config.fish").write_text(f"{fish}\nset -gx MINE read\n")
    for file in (".bashrc", ".bash_profile", ".zshrc"):
        (tmp_path / file).write_text(f"{profile}\nexport MINE=read\n")
    other = tmp_path / "conda" / "bin"
    other.mkdir(parents=True)
    (other / "python").symlink_to("/bin/false")
    start = {"HOME": str(tmp_path), "SHELL": program, "PATH": "/usr/bin:/bin"}
    start |= environment(start)
    line = [*shell(start), "-c", "command -v python; echo $MINE"]
    if name == "bash":  # bash reads no rcfile where it is given a command
        line = line[:-2]
    done = subprocess.run(
        line, env=start, input="command -v python; echo $MINE\n", capture_output=True, text=True, timeout=60, cwd="/"
    )
    assert f"{BESIDE}/python" in done.stdout, done
    assert "read" in done.stdout
