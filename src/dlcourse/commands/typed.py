"""A command as somebody can type it here, and terminals in which the course's Python is the first one."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

TERMINAL = Path(__file__).parents[1] / "jupyter" / "terminal"


def typed(*arguments: str) -> str:
    """``python -m dlcourse ARGUMENTS`` as it works in this terminal and in this folder.

    Plain `python` where that is this Python; else its path, from here where it lies below this folder. Blanks are
    quoted as the shell asks for it.
    """
    quote = _quote_windows if os.name == "nt" else shlex.quote
    return " ".join([_python(), "-m", "dlcourse", *map(quote, map(str, arguments))])


def _python() -> str:
    first = shutil.which("python")
    # Their folders are compared, not the files: in an environment both are links to one program.
    if first and _folder(first) == _folder(sys.executable):
        return "python"
    try:
        short = str(Path(_folder(sys.executable), Path(sys.executable).name).relative_to(Path.cwd()))
    except (ValueError, OSError):
        short = sys.executable
    if os.name != "nt":
        return shlex.quote(short)
    quoted = _quote_windows(short)
    # PowerShell takes a quoted word for a text and calls it only after `&`, which the old command prompt refuses.
    return quoted if quoted == short or "PROMPT" in os.environ else f"& {quoted}"


def _folder(program: str) -> Path:
    return Path(os.path.normcase(Path(program).absolute().parent))


def _quote_windows(word: str) -> str:
    return f'"{word}"' if not word or any(letter in word for letter in " &()'^%;,") else word


def environment(existing: dict[str, str]) -> dict[str, str]:
    """The variables of a JupyterLab whose terminals and `!` lines find the course's Python first."""
    scripts = str(Path(sys.executable).absolute().parent)
    if os.name == "nt" and Path(scripts).name.lower() != "scripts" and Path(scripts, "Scripts").is_dir():
        scripts = os.pathsep.join([scripts, str(Path(scripts, "Scripts"))])  # conda keeps python.exe one level up
    added = {
        "PATH": os.pathsep.join(filter(None, [scripts, existing.get("PATH", "")])),
        "DLCOURSE_BIN": scripts,
        "DLCOURSE_TERMINAL": str(TERMINAL),
    }
    if Path(existing.get("SHELL", "")).name == "zsh":
        added |= {"ZDOTDIR": str(TERMINAL), "DLCOURSE_ZDOTDIR": existing.get("ZDOTDIR", "")}
    return added


def shell(existing: dict[str, str]) -> list[str] | None:
    """The command of a new terminal in JupyterLab, or None for JupyterLab's own choice.

    The variable PATH is not enough: a login shell sets it anew, and so does a start-up file that activates conda.
    """
    if os.name == "nt":
        first = "$env:PATH = $env:DLCOURSE_BIN + ';' + $env:PATH"
        return ["powershell.exe", "-NoLogo", "-NoExit", "-Command", first]
    program = existing.get("SHELL") or shutil.which("bash") or "/bin/sh"
    name = Path(program).name
    if name == "bash":
        return [program, "--rcfile", str(TERMINAL / "bashrc"), "-i"]
    if name == "fish":
        return [program, "-i", "-C", "set -gx PATH (string split : $DLCOURSE_BIN) $PATH"]
    return [program, "-i"]  # zsh by way of ZDOTDIR; others read no file that would change PATH
