"""JupyterLab's own start, but that Ctrl+C ends it in one line while it is still being loaded."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """Become JupyterLab, with the command line's options. Once it serves, Ctrl+C is its own matter."""
    before = signal.signal(signal.SIGINT, _stopped)
    from jupyter_server.serverapp import ServerApp
    from jupyterlab.labapp import main as lab

    serve = ServerApp.start

    def start(server):
        if (
            signal.getsignal(signal.SIGINT) is _stopped
        ):  # Jupyter asks its question in a terminal of Linux or macOS alone
            signal.signal(signal.SIGINT, before)
        serve(server)

    ServerApp.start = start
    sys.exit(lab())


def _stopped(*_) -> None:
    """Any frame of a module that is half loaded may be below: none of them is to be told."""
    print("\nStopped before JupyterLab was open. Your files are as they were.", file=sys.stderr, flush=True)
    os._exit(130)


if __name__ == "__main__":
    main()
