"""The tests' own limits: what would wait without an end comes to one."""

import subprocess
import sys
import time

import pytest
from endings import NEVER, ends_within, line_of, painted, process_of, running, within
from playwright.sync_api import Error

pytestmark = pytest.mark.browser


def test_a_promise_that_is_never_kept(page):
    page.goto("about:blank")
    assert within(page, "async (n) => n + 1", 2) == 3
    with pytest.raises(Error, match="nobody came within 1 seconds"):
        within(page, NEVER, seconds=1, what="nobody came")
    with pytest.raises(Error, match="broken"):
        within(page, "() => { throw new Error('broken') }")
    painted(page)


@pytest.mark.parametrize("wait", ["evaluate", "key"])
def test_a_test_that_waits_for_a_browser_without_end_is_stopped(browser, wait):
    """A second Chromium, so that other tests keep theirs."""
    second = browser.browser_type.launch(executable_path=browser.executable, args=["--no-sandbox", "--disable-gpu"])
    page = second.new_page()
    page.goto("about:blank")
    began = time.monotonic()
    with ends_within(2, [process_of(second)]), pytest.raises(Error):
        if wait == "evaluate":
            page.evaluate(NEVER)
        else:
            page.evaluate("setTimeout(() => { while (true); }, 50); 0")
            page.wait_for_timeout(300)
            page.keyboard.press("a")  # a page that is busy for ever takes no key
    assert 1.5 < time.monotonic() - began < 60
    assert not second.is_connected()
    assert browser.is_connected()


def test_a_server_that_does_not_go_is_made_to():
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(600)"
    with running([sys.executable, "-c", deaf], seconds=1, stdout=subprocess.PIPE, text=True) as server:
        assert line_of(server, "ready") == "ready\n"
    assert server.poll() == -9


def test_a_server_that_says_nothing_is_not_waited_for():
    silent = [sys.executable, "-c", "import time; time.sleep(600)"]
    with (
        running(silent, stdout=subprocess.PIPE, text=True) as server,
        pytest.raises(AssertionError, match="did not say 'http' within 1 seconds"),
    ):
        line_of(server, "http", seconds=1)
