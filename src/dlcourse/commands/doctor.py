"""`doctor`: does this set-up work? Packages, a kernel, and a slider's message there and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import typer
from rich.console import Console

PATIENCE = 120  # seconds a slow machine may take to start a kernel or to answer
SENT = 7

# In the kernel: moving the slider moves the second widget, so that the answer has passed through Python.
SLIDER = """
import sys
from ipywidgets import IntSlider, IntText, dlink
slider, echo = IntSlider(value=1, max=10), IntText()
dlink((slider, "value"), (echo, "value"))
"""


@dataclass
class Finding:
    """One thing looked at: fine, or what to do about it."""

    name: str
    fine: bool
    detail: str
    remedy: str = ""


def packages(distribution: str = "dlcourse") -> Iterator[Finding]:
    """Each package the course names, its version against the range, and whether it can be imported."""
    from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version

    from packaging.requirements import Requirement

    modules: dict[str, str] = {}
    for module, names in packages_distributions().items():
        for name in names:
            modules.setdefault(name.lower().replace("_", "-"), module)
    # A distribution with several modules is best tried by the one that carries its name.
    modules |= {"scikit-learn": "sklearn", "scikit-image": "skimage", "matplotlib": "matplotlib.pyplot"}
    for line in requires(distribution) or []:
        wanted = Requirement(line)
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        remedy = f'{_python()} -m pip install "{wanted.name}{wanted.specifier}"'
        try:
            found = version(wanted.name)
        except PackageNotFoundError:
            yield Finding(wanted.name, False, "not installed", remedy)
            continue
        if not wanted.specifier.contains(found, prereleases=True):
            yield Finding(wanted.name, False, f"{found}, but the course needs {wanted.specifier}", remedy)
            continue
        key = wanted.name.lower().replace("_", "-")
        problem = _import_problem(modules.get(key, key.replace("-", "_")))
        again = f'{_python()} -m pip install --force-reinstall --no-deps "{wanted.name}{wanted.specifier}"'
        yield Finding(wanted.name, not problem, f"{found}, {problem}" if problem else found, again if problem else "")


def _import_problem(module: str) -> str:
    """Why the module cannot be imported, or nothing. A broken binary package raises all kinds of errors."""
    import importlib
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            importlib.import_module(module)
        except Exception as error:
            return f"cannot be imported: {_first_line(error)}"
    return ""


def kernel() -> Iterator[Finding]:
    """Start a kernel, then send it a slider's message and wait for the answer."""
    from subprocess import DEVNULL

    try:
        from jupyter_client.manager import start_new_kernel
    except ImportError as error:
        yield Finding("a kernel starts", False, _first_line(error), "install what is missing above, then try again")
        return
    try:
        # What the kernel writes to its own log is nothing a student could act on.
        manager, client = start_new_kernel(startup_timeout=PATIENCE, kernel_name="python3", stderr=DEVNULL)
    except Exception as error:
        remedy = f"{_python()} -m ipykernel install --sys-prefix"
        yield Finding("a kernel starts", False, _first_line(error), remedy)
        return
    try:
        yield from _talk(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _talk(client) -> Iterator[Finding]:
    """What the running kernel says about itself, and whether a slider moves in it."""
    asked = {"prefix": "sys.prefix", "slider": "slider.model_id", "echo": "echo.model_id"}
    try:
        reply = client.execute(SLIDER, user_expressions=asked, reply=True, timeout=PATIENCE)["content"]
    except Exception as error:
        detail = f"it gives no answer: {_first_line(error)}"
        yield Finding("a kernel starts", False, detail, "try again with other programs closed")
        return
    if reply["status"] != "ok":
        yield Finding("a kernel starts", True, "")
        remedy = f"{_python()} -m pip install --force-reinstall ipywidgets"
        yield Finding("a slider moves", False, f"{reply['ename']}: {reply['evalue']}", remedy)
        return
    values = {key: answer["data"]["text/plain"].strip("'\"") for key, answer in reply["user_expressions"].items()}
    prefix = values["prefix"].replace("\\\\", "\\")
    same = prefix == sys.prefix
    yield Finding(
        "a kernel starts",
        same,
        "" if same else f"but it runs the Python in {prefix}, not this one",
        "" if same else f"{_python()} -m ipykernel install --sys-prefix",
    )
    update = {"method": "update", "state": {"value": SENT}, "buffer_paths": []}
    client.shell_channel.send(client.session.msg("comm_msg", {"comm_id": values["slider"], "data": update}))
    moved = _heard(client, values["echo"])
    yield Finding(
        "a slider moves",
        moved,
        "its message went to the kernel and back" if moved else "its message did not come back",
        "" if moved else f"{_python()} -m pip install --force-reinstall ipywidgets ipykernel comm",
    )


def _heard(client, comm_id: str) -> bool:
    """Whether the kernel reports the value sent, from the widget with this id."""
    import time
    from queue import Empty

    deadline = time.monotonic() + PATIENCE / 4
    while (left := deadline - time.monotonic()) > 0:
        try:
            content = client.get_iopub_msg(timeout=left)["content"]
        except Empty:
            return False
        state = content.get("data", {}).get("state", {}) if content.get("comm_id") == comm_id else {}
        if state.get("value") == SENT:
            return True
    return False


def _python() -> str:
    """How to call the Python that runs this, so that a remedy reaches the right environment."""
    return f'"{sys.executable}"' if " " in sys.executable else sys.executable


def _first_line(error: BaseException) -> str:
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__


def doctor() -> None:
    """Tell whether this set-up works: packages, a kernel, a slider's message there and back."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"Python {sys.version.split()[0]}  {sys.executable}", markup=False)
    wrong = 0
    for findings in (packages(), kernel()):
        while True:
            # Importing and starting take seconds: the reader should see that something is going on.
            with console.status("looking ..."):
                finding = next(findings, None)
            if finding is None:
                break
            wrong += not finding.fine
            word, style = ("OK", "green") if finding.fine else ("wrong", "bold red")
            console.print(f"  {word:<6}", style=style, end="")
            console.print(f"{finding.name:<16} {finding.detail}".rstrip(), markup=False)
            if finding.remedy:
                console.print(f"         do: {finding.remedy}", markup=False)
    if wrong:
        console.print(f"{wrong} wrong. Do what is said above, top one first, and run this again.", style="bold")
        raise typer.Exit(1)
    console.print("Everything works.", style="bold")
