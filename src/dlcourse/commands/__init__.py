"""The command line of the course, one module per command.

Each command imports what it needs when it runs, so that `--help` answers at once.
"""

import typer

from dlcourse.commands.doctor import doctor
from dlcourse.commands.lab import lab
from dlcourse.commands.live import live
from dlcourse.commands.ready import ready

app = typer.Typer(
    help="Open the course, show the playground, check your set-up, check a finished assignment.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# What follows the known options goes to JupyterLab as it stands.
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(lab)
app.command()(live)
app.command()(doctor)
app.command()(ready)

__all__ = ["app"]
