"""`lab`: bring the reader's own copies of the notebooks up to date, and open JupyterLab in their folder."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dlcourse.commands.copies import Copied, copy_new, find_course
from dlcourse.commands.typed import environment, shell, typed

SETTINGS = Path(__file__).parents[1] / "jupyter"
FIRST_PAGE = "00-start-here.ipynb"
CONSOLE = Console(highlight=False, soft_wrap=True)

# JupyterLab asks the network for news, for its own updates and for extensions unless it is told not to.
QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
# Off in a student's JupyterLab: what would pair notebooks with text files, which is for authors (`make author`); what
# teachers have (its pages are off by jupyter/students/labconfig); Voila, for `live` alone, which starts with a warning.
OFF = {
    "jupyterlab_jupytext": "jupyterlab_jupytext",
    "nbgrader.server_extensions.formgrader": "nbgrader",
    "nbgrader.server_extensions.course_list": "nbgrader",
    "voila.server_extension": "voila",
}
IDLE = 2 * 3600  # seconds until the kernel of a notebook that no page shows any more ends by itself


def has_browser() -> bool:
    """Whether a window can be opened here. A Linux machine without a display has none."""
    import webbrowser

    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def jupyter_command(work: Path, port: int | None, first_visit: bool, extra: list[str]) -> list[str]:
    """The command that opens JupyterLab in `work`, with nothing in it that calls out."""
    command = [sys.executable, "-m", "dlcourse.commands.start_lab", f"--ServerApp.root_dir={work}", *QUIET]
    installed = [name for name, package in OFF.items() if importlib.util.find_spec(package)]
    command += [f"--ServerApp.jpserver_extensions={name}=False" for name in installed]
    command.append(f"--LabApp.extra_labextensions_path={SETTINGS / 'labextensions'}")
    command += [f"--MappingKernelManager.cull_idle_timeout={IDLE}", "--MappingKernelManager.cull_interval=300"]
    if terminal := shell(dict(os.environ)):
        command.append(f"--ServerApp.terminado_settings={json.dumps({'shell_command': terminal})}")
    # Readers need the address and what goes wrong, not forty lines on what was loaded. JupyterLab gives the address as
    # a warning only where it made up the token itself.
    if not any("token" in option or "password" in option for option in extra):
        command.append("--log-level=WARN")
    if port is not None:
        command.append(f"--port={port}")
    if "--no-browser" not in extra and not has_browser():
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0 and "--allow-root" not in extra:
        command.append("--allow-root")
    if first_visit and (work / FIRST_PAGE).is_file():
        command.append(f"--LabApp.default_url=/lab/tree/{FIRST_PAGE}")
    return [*command, *extra]


def lab(
    context: typer.Context,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port of the server. Default: the next free one.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--from", help="Folder of the course: a clone, or the student kit unzipped.")
    ] = None,
    work: Annotated[
        Path | None, typer.Option("--work", help="Folder of your own copies. Default: my-work in the course's folder.")
    ] = None,
) -> None:
    """Open the course in JupyterLab, in a folder of your own.

    Lectures and assignments that are new or corrected are copied first. What you have run or changed stays: a newer
    one is laid beside it. Any further option goes to JupyterLab, for example --no-browser.
    """
    from dlcourse.commands.running import address_of

    start = (source or Path.cwd()).resolve()
    course = find_course(start)
    if course is None:
        CONSOLE.print(
            f"No course in {start} or above: no folder course/ with notebooks in it.", style="red", soft_wrap=True
        )
        CONSOLE.print(f"Go to the folder of the course, or name it:  {typed('lab', '--from', 'FOLDER')}", markup=False)
        raise typer.Exit(1)
    work = (work or course / "my-work").resolve()
    try:
        work.mkdir(parents=True, exist_ok=True)
        copied = copy_new(course, work)
    except OSError as error:
        place = f" ({error.filename})" if error.filename and Path(error.filename) != work else ""
        said = f"Could not copy the notebooks to {work}: {error.strerror or error}{place}"
        CONSOLE.print(said, style="red", markup=False)
        CONSOLE.print(_advice(error), markup=False)
        raise typer.Exit(1) from None
    _tell(copied, work)
    if address := address_of(work):
        CONSOLE.print("This folder is already open. Go on there, or end it with Ctrl+C in its terminal:")
        CONSOLE.print(address, markup=False)
        if "--no-browser" not in context.args and has_browser():
            import webbrowser

            webbrowser.open(address)
        raise typer.Exit(0)
    command = jupyter_command(work, port, Path(FIRST_PAGE) in copied.new, context.args)
    if "--no-browser" in command:
        CONSOLE.print(
            "No browser is opened: copy the URL with the token, printed below, into one. Ctrl+C ends the server."
        )
    else:
        CONSOLE.print("JupyterLab opens in your browser. Ctrl+C here ends it.")
    _settings()
    raise typer.Exit(_become(command, work))


def _settings() -> None:
    """Let JupyterLab find our settings (no question about news, no tools of teachers) and terminals our Python."""
    paths = [str(SETTINGS / "students"), str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    os.environ.update(environment(dict(os.environ)))


def _advice(error: OSError) -> str:
    """What to do where the notebooks could not be copied."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)):
        return "Make room on the disk, then run the same command again. Your files are as they were."
    return f"Choose a folder you may write to:  {typed('lab', '--work', 'FOLDER')}"


def _become(command: list[str], folder: Path) -> int:
    """Run the command in this process's place, so that Ctrl+C and a signal reach JupyterLab and nothing else."""
    sys.stdout.flush()
    if os.name == "posix":
        os.chdir(folder)
        os.execv(command[0], command)
    import subprocess

    # Windows has no exec that keeps the console. JupyterLab hears Ctrl+C as well and asks its question: wait for it.
    process = subprocess.Popen(command, cwd=folder)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def _tell(copied: Copied, work: Path) -> None:
    """One line for each file that was touched. Nothing where nothing is new."""

    def say(word: str, text: str) -> None:
        CONSOLE.print(f"  {word:<5} {text}", markup=False)

    CONSOLE.print(f"Your folder: {work}", markup=False)
    for file in copied.new:
        say("new", file.as_posix())
    for file in copied.updated:
        say("updated", f"{file.as_posix()} (you had not changed it)")
    for mine, newer in copied.beside:
        say("beside", f"{newer.as_posix()} is the course's newer one; your {mine.as_posix()} stays as it is")
    if copied.unnoted:
        CONSOLE.print(f"Could not note which version you have ({copied.unnoted}). Nothing is lost.", markup=False)
