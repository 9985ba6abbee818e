"""dlcourse: deep learning and backpropagation, by hand and on screen."""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("dlcourse")
except PackageNotFoundError:  # used from a source tree that was never installed
    __version__ = "0"


def __getattr__(name: str):
    """``from dlcourse import ready``: the command for a notebook's cell, read only where somebody asks for it."""
    if name == "ready":
        return import_module("dlcourse.commands.ready_cell").ready
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
