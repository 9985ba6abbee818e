"""`python -m dlcourse live`: the playground for a lecturer, full screen, without a notebook."""

import http.server
import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

KEYS = "F fills the screen, the space bar plays and pauses, Page Down is the next step. Ctrl-C ends it."
# Extensions that look for a notebook's tools, and complain in a page that has none.
EXTENSIONS = ("jupyterlab-jupytext", "@jupyter-notebook/lab-extension", "@jupyter/nbgrader")
CELL = "from dlcourse.commands.live_kernel import playground\n\nplayground({lesson!r}, {functions!r})"


def live(
    lesson: Annotated[
        str | None, typer.Argument(help="Begin with a lesson, such as learning-rate or batch-size.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine. Default: a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    write: Annotated[Path | None, typer.Option(help="Write the page to this file instead; it opens from disk.")] = None,
    kernel: Annotated[bool, typer.Option("--kernel", help="Train in a Python kernel, through Voila.")] = False,
    functions: Annotated[
        Path | None,
        typer.Option(
            help="A .py file or a notebook with the functions of the assignment to train with (implies --kernel)."
        ),
    ] = None,
) -> None:
    """Show the playground in the browser. It runs in the page: no kernel, no network. Ctrl-C ends it."""
    from dlcourse.widgets.playground.page import playground_page

    try:
        page = playground_page(lesson)
        if functions is not None:
            from dlcourse.commands.live_kernel import theirs

            theirs(functions)
    except ValueError as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(1) from None
    if write is not None:
        try:
            write.write_text(page, encoding="utf-8")
        except OSError as error:
            typer.secho(f"Could not write {write}: {error.strerror}", fg="red", err=True)
            raise typer.Exit(1) from None
        typer.echo(f"Written: {write}. Open it in any browser.")
    elif kernel or functions is not None:
        raise typer.Exit(_voila(lesson, functions, port, browser))
    else:
        _serve(page, port, browser)


def _serve(page: str, port: int, browser: bool) -> None:
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), _handler(page.encode()))
    except OSError as error:
        raise _refused(port, error.strerror) from None
    _told(f"http://127.0.0.1:{server.server_port}/", browser)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        typer.echo("")
    finally:
        server.server_close()


def _voila(lesson: str | None, functions: Path | None, port: int, browser: bool) -> int:
    """The playground with a kernel behind it, in a page that loads nothing from elsewhere. Returns the exit code."""
    if importlib.util.find_spec("voila") is None:
        typer.secho("Voila is not installed here. Install it with:  pip install 'dlcourse[live]'", fg="red", err=True)
        return 1
    try:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", port))
            port = listener.getsockname()[1]
    except OSError as error:
        raise _refused(port, error.strerror) from None
    ours = str(Path(__file__).parents[1] / "jupyter")
    environment = os.environ | {
        "JUPYTER_PATH": os.pathsep.join(filter(None, [ours, os.environ.get("JUPYTER_PATH")])),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    with tempfile.TemporaryDirectory(prefix="dlcourse-live-") as folder:
        notebook = Path(folder) / "playground.ipynb"
        source = CELL.format(lesson=lesson, functions=str(functions.resolve()) if functions else None)
        notebook.write_text(json.dumps(_notebook(source)), encoding="utf-8")
        command = [
            *(sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}"),
            "--Voila.ip=127.0.0.1",
            *("--Voila.log_level=ERROR", "--Voila.port_retries=0", "--VoilaConfiguration.template=dlcourse"),
            *(f"--VoilaConfiguration.extension_denylist={name}" for name in EXTENSIONS),
            "--show_tracebacks=True",
        ]
        typer.echo("Starting Voila, and a kernel for each page that opens. This takes some seconds ...")
        sys.stdout.flush()
        server = subprocess.Popen(command, env=environment, cwd=folder)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # the server and the folder go, too
        try:
            while server.poll() is None and not _answers(port):
                time.sleep(0.2)
            if server.poll() is None:
                _told(f"http://127.0.0.1:{port}/", browser)
            return server.wait()
        except KeyboardInterrupt:
            typer.echo("")
            return 0
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:  # a kernel that does not listen holds it up
                server.kill()


def _notebook(source: str) -> dict:
    cell = {"cell_type": "code", "id": "playground", "metadata": {}, "execution_count": None, "outputs": []}
    cell["source"] = source
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "cells": [cell],
        "metadata": {"kernelspec": spec, "title": "Playground"},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def _told(address: str, browser: bool) -> None:
    typer.echo(f"The playground: {address}")
    typer.echo(KEYS)
    sys.stdout.flush()
    if browser:
        timer = threading.Timer(0.3, webbrowser.open, [address])
        timer.daemon = True
        timer.start()


def _refused(port: int, why: str | None) -> typer.Exit:
    typer.secho(f"Port {port} cannot be used: {why}. Name another with --port", fg="red", err=True)
    return typer.Exit(1)


def _handler(page: bytes):
    class OnePage(http.server.BaseHTTPRequestHandler):
        """Answers every address with the page, and says nothing on the terminal."""

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_):
            return

    return OnePage
