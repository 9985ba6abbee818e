"""`python -m dlgrader`."""

from dlgrader.cli.app import app

app(prog_name="python -m dlgrader")
