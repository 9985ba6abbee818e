"""`ready` from within a notebook: the same run and the same words as the command's, below the cell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Set where a notebook is being run by `ready`: its own cell that calls ready() must not run it once more.
RUNNING = "DLCOURSE_READY_RUNS"
_SAVE = "Your file is read as it was last saved. Save first: Ctrl+S (on macOS Cmd+S)."


def ready(file: str | os.PathLike | None = None, button: bool = False) -> None:
    """Run this notebook from a fresh kernel, show each check's word, name the file to hand in.

    Nothing is changed: neither the file nor this notebook's variables.

    Parameters
    ----------
    file : the notebook, where it cannot be found by itself
    button : show a button that does so, as often as it is pressed
    """
    if os.environ.get(RUNNING):
        print("ready() does nothing here: this notebook is being run by it.")
        return
    if os.environ.get("NBGRADER_EXECUTION"):
        print("ready() does nothing here: this notebook is being run by nbgrader.")
        return
    from dlcourse.check.harness.own_file import own_file

    path = Path(file) if file is not None else own_file()
    if path is None:
        print('Which notebook is this? Give its file name: ready("FILE.ipynb").')
        return
    if button:
        _show_button(path)
        return
    print(_SAVE, flush=True)
    _run(path)


def _run(path: Path) -> None:
    """The command in a process of its own; its lines appear as they come."""
    own = {RUNNING, "JPY_SESSION_NAME", "JPY_PARENT_PID"}
    variables = {name: value for name, value in os.environ.items() if name not in own}
    variables |= {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8:replace", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "dlcourse", "ready", str(path)]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=variables,
        text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    with process:
        try:
            for line in process.stdout:
                print(line, end="", flush=True)
        except KeyboardInterrupt:  # the stop button
            print("Stopped by you. Your file is as it was.")
        finally:
            process.terminate()  # nothing, where it has ended by itself


def _show_button(path: Path) -> None:
    import ipywidgets
    from IPython.display import display

    press = ipywidgets.Button(description="Is it ready?", tooltip="Runs the saved notebook from a fresh kernel")
    said = ipywidgets.Output()

    def pressed(_) -> None:
        said.clear_output()
        press.disabled = True
        try:
            with said:
                print(_SAVE, flush=True)
                _run(path)
        finally:
            press.disabled = False

    press.on_click(pressed)
    display(ipywidgets.VBox([press, said]))
