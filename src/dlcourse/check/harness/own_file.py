"""The notebook that a kernel belongs to, as the program around it names it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def own_file() -> Path | None:
    """The notebook of this kernel, as JupyterLab or VS Code names it; None where neither does."""
    names = [_of_vs_code(), os.environ.get("JPY_SESSION_NAME")]
    for name in filter(None, names):
        for path in (Path(name), Path.cwd() / Path(name).name):
            if path.suffix == ".ipynb" and path.is_file():
                return path
    return None


def shell_here():
    """The running IPython shell, or None."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()


def _of_vs_code() -> str | None:
    shell = shell_here()
    found = shell.user_ns.get("__vsc_ipynb_file__") if shell is not None else None
    return found if isinstance(found, str) else None
