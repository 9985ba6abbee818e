"""dlcourse: deep learning and backpropagation, by hand and on screen."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("dlcourse")
except PackageNotFoundError:  # used from a source tree that was never installed
    __version__ = "0"
