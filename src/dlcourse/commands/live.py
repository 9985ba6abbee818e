"""`python -m dlcourse live`: the playground for a lecturer, full screen, without a notebook."""

import http.server
import threading
import webbrowser
from pathlib import Path
from typing import Annotated

import typer


def live(
    lesson: Annotated[
        str | None, typer.Argument(help="Begin with a lesson, such as learning-rate or batch-size.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine. Default: a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    write: Annotated[Path | None, typer.Option(help="Write the page to this file instead; it opens from disk.")] = None,
) -> None:
    """Show the playground in the browser. It runs in the page: no kernel, no network. Ctrl-C ends it."""
    from dlcourse.widgets.page import playground_page

    try:
        page = playground_page(lesson)
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
        return
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), _handler(page.encode()))
    except OSError as error:
        typer.secho(f"Port {port} cannot be used: {error.strerror}. Name another with --port", fg="red", err=True)
        raise typer.Exit(1) from None
    address = f"http://127.0.0.1:{server.server_port}/"
    typer.echo(f"The playground: {address}")
    typer.echo(
        "F or the button fills the screen, the space bar plays and pauses, Page Down does one epoch. Ctrl-C ends it."
    )
    if browser:
        threading.Timer(0.3, webbrowser.open, [address]).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        typer.echo("")
    finally:
        server.server_close()


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
