"""Open the repository in JupyterLab with pairing on (`make author`): saving a notebook writes its text twin, and the
other way round. jupytext.toml says which notebooks have a twin."""

import argparse
import subprocess
import sys
from pathlib import Path

from dlcourse.commands.lab import QUIET

ROOT = Path(__file__).resolve().parent.parent


def command(port=None, arguments=()):
    """The command line of a JupyterLab that serves the repository and pairs notebooks with their text."""
    return [
        *(sys.executable, "-m", "jupyterlab", "--allow-root", f"--ServerApp.root_dir={ROOT}"),
        *QUIET,
        "--ServerApp.contents_manager_class=jupytext.TextFileContentsManager",
        *([f"--port={port}"] if port else []),
        *arguments,
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int)
    known, arguments = parser.parse_known_args()
    try:
        sys.exit(subprocess.run(command(known.port, arguments), cwd=ROOT, check=False).returncode)
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
