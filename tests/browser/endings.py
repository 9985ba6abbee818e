"""Every browser test ends. What Playwright waits for without a limit (evaluate, keys, the mouse) gets one here."""

import os
import signal
import subprocess
import threading
from contextlib import contextmanager, suppress

PATIENCE = 300  # seconds for one test; pytest's own limit (pyproject.toml) is longer and breaks in anywhere
NEVER = "() => new Promise(() => {})"

# A hidden page paints nothing: two frames may never come.
PAINTED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"""


def within(page, code, argument=None, seconds=60, what="the page did not answer"):
    """What the JavaScript function ``code`` promises; an error that says ``what`` when that takes too long."""
    return page.evaluate(
        f"""([argument, ms, what]) => new Promise((done, fail) => {{
            const late = setTimeout(() => fail(new Error(what)), ms);
            Promise.resolve(({code})(argument)).then(done, fail).finally(() => clearTimeout(late));
        }})""",
        [argument, 1000 * seconds, f"{what} within {seconds} seconds"],
    )


def painted(page):
    """After the next two pictures."""
    within(page, PAINTED, seconds=30, what="the page painted nothing")


def process_of(browser):
    """The number of Chromium's main process."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return next(int(one["id"]) for one in processes if one["type"] == "browser")


@contextmanager
def ends_within(seconds, processes):
    """When it takes longer, these processes are killed: whoever waits for one of them hears of it, and goes on."""

    def stop():
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def running(command, seconds=30, **options):
    """A server that is stopped in the end, by force when it does not go within some seconds."""
    server = subprocess.Popen(command, **options)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(seconds)
        if server.stdout:
            server.stdout.close()


def line_of(server, words, seconds=90):
    """The first line of the server's output that holds ``words``; a server that stays silent is stopped."""
    with ends_within(seconds, [server.pid]):
        line = next((line for line in server.stdout if words in line), None)
    assert line, f"the server did not say {words!r} within {seconds} seconds"
    return line
