"""`lab`: copy the notebooks that are not there yet into a folder of the reader's own, and open JupyterLab in it."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

FIRST_PAGE = "00-start-here.ipynb"
CONSOLE = Console(highlight=False, soft_wrap=True)

# JupyterLab asks the network for news, for its own updates and for extensions unless it is told not to.
QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
# jupytext's server extension would pair notebooks with text files, which is for authors (`make author`) alone.
PAIRING = "jupyterlab_jupytext"


@dataclass
class Copied:
    """What `copy_new` did: the files it made, and those it kept although the course has another version."""

    new: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)


def find_course(start: Path) -> Path | None:
    """The nearest folder at or above `start` that has lectures in `course/`, or None."""
    for folder in (start, *start.parents):
        if any((folder / "course").glob("*.ipynb")):
            return folder
    return None


def copy_new(course: Path, work: Path) -> Copied:
    """Copy lectures and released assignments that are not in `work` yet. No file of the reader's is ever replaced.

    Lectures land in `work` itself, every assignment in a folder of its own name.
    """
    copied = Copied()
    for source in (course / "course", course / "release"):
        for file in sorted(source.rglob("*")):
            relative = file.relative_to(source)
            if not file.is_file() or any(part.startswith(".") for part in relative.parts):
                continue
            target = work / relative
            # lexists: a link of the reader's that leads nowhere is theirs as well.
            if not os.path.lexists(target):
                _copy(file, target)
                copied.new.append(relative)
            elif not target.is_file() or target.read_bytes() != file.read_bytes():
                copied.kept.append(relative)
    return copied


def _copy(file: Path, target: Path) -> None:
    """Copy under another name first: an interrupted copy must not stand where a whole notebook belongs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(file.read_bytes())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


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
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={work}", *QUIET]
    if importlib.util.find_spec(PAIRING):
        command.append(f"--ServerApp.jpserver_extensions={PAIRING}=False")
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

    Lectures and assignments that are not there yet are copied first; a file of yours is never replaced.
    Any further option goes to JupyterLab, for example --no-browser.
    """
    start = (source or Path.cwd()).resolve()
    course = find_course(start)
    if course is None:
        CONSOLE.print(
            f"No course in {start} or above: no folder course/ with notebooks in it.", style="red", soft_wrap=True
        )
        CONSOLE.print("Go to the folder of the course, or name it:  python -m dlcourse lab --from FOLDER")
        raise typer.Exit(1)
    work = (work or course / "my-work").resolve()
    try:
        work.mkdir(parents=True, exist_ok=True)
        copied = copy_new(course, work)
    except OSError as error:
        CONSOLE.print(f"Could not copy the notebooks to {work}: {error.strerror or error}", style="red")
        CONSOLE.print("Choose a folder you may write to:  python -m dlcourse lab --work FOLDER")
        raise typer.Exit(1) from None
    _tell(copied, work)
    command = jupyter_command(work, port, Path(FIRST_PAGE) in copied.new, context.args)
    if "--no-browser" in command:
        CONSOLE.print(
            "No browser is opened: copy the URL with the token, printed below, into one. Ctrl+C ends the server."
        )
    else:
        CONSOLE.print("JupyterLab opens in your browser. Ctrl+C here ends it.")
    _ask_nothing()
    raise typer.Exit(_become(command, work))


def _ask_nothing() -> None:
    """Let JupyterLab find our settings: it would open with a question about fetching news from the network."""
    settings = str(Path(__file__).parents[1] / "jupyter")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [settings, os.environ.get("JUPYTER_CONFIG_PATH")]))


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
    """Say what was copied and what was left alone."""
    CONSOLE.print(f"Your folder: {work}")
    for file in copied.new:
        CONSOLE.print(f"  new   {file.as_posix()}")
    if copied.kept:
        CONSOLE.print(
            f"  kept  {len(copied.kept)} of your files that differ from the course's: "
            "rename or delete one to get a fresh copy next time."
        )
