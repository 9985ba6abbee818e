"""A second view of one model, opened after its kernel went: it says at once that nobody hears it."""

import contextlib

import pytest
from labbook import opened
from playwright.sync_api import TimeoutError as TooLate

pytestmark = pytest.mark.browser

VIEWS = {"neuron": "neuron = Neuron(); neuron", "playground": "playground = Playground(); playground"}
RESTART = """async () => {
    const { sessions } = window.jupyterapp.serviceManager;
    const connection = sessions.connectTo({ model: [...sessions.running()][0] });
    await connection.kernel.restart();
    connection.dispose();
}"""


def killed(book):
    book.kill_kernel()
    book.page.locator(".jp-Dialog .jp-mod-accept").click(timeout=60_000)


def restarted_elsewhere(book):
    """As from another window: this page hears only that a kernel is starting."""
    book.page.evaluate(f"() => {{ ({RESTART})(); }}")


def told(book):
    return book.page.locator(".dl-gone, .dl-trouble", has_text="Python no longer hears")


def hears(book, goes):
    """Until both views say so. The kernel's word that it starts again can be lost on its way: then once more."""
    for _ in range(1 if goes is killed else 5):
        goes(book)
        with contextlib.suppress(TooLate):
            return told(book).nth(1).wait_for(timeout=60_000 if goes is killed else 15_000)
    raise AssertionError("no view says that Python no longer hears")


@pytest.mark.parametrize("goes", [killed, restarted_elsewhere])
def test_it_knows_that_the_kernel_went_before_it_came(jupyter_lab, browser, tmp_path, goes):
    outside = []
    with opened(jupyter_lab, browser, tmp_path, VIEWS, outside) as book:
        assert told(book).count() == 0
        hears(book, goes)
        for k in (1, 2):
            book.page.locator(".jp-Notebook .jp-Cell").nth(k).click(position={"x": 5, "y": 5})
            book.command("notebook:create-output-view")
            book.page.locator(".dl-root").nth(1 + k).wait_for()
        told(book).nth(3).wait_for(timeout=20_000)
        second = book.page.locator(".dl-root").filter(has=book.page.get_by_role("slider", name="w 1")).last
        said = second.locator(".dl-says").inner_text()
        second.get_by_role("slider", name="w 1").press("End")
        assert second.locator(".dl-says").inner_text() != said  # and works all the same
        assert book.problems == [] and outside == []
