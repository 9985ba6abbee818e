"""`python -m dlgrader`."""

from dlgrader.cli import app

app(prog_name="python -m dlgrader")
