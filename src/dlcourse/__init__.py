"""dlcourse: deep learning and backpropagation, by hand and on screen."""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("dlcourse")
except PackageNotFoundError:  # used from a source tree that was never installed
    __version__ = "0"


# What a notebook's cell imports from here; read only where somebody asks for it.
_FOR_CELLS = {"ready": "dlcourse.commands.ready_cell", "so_far": "dlcourse.notebooks.so_far"}


def __getattr__(name: str):
    """``from dlcourse import ready, so_far``: functions for the cells of a notebook."""
    if name in _FOR_CELLS:
        return getattr(import_module(_FOR_CELLS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
