"""The lectures in a real JupyterLab: run, moved by keyboard, read by axe, cut off from the network."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from dlcourse import nn
from dlcourse.data import deck_table

pytestmark = pytest.mark.browser

COURSE = Path(__file__).parents[2] / "course"
LECTURES = sorted(path.stem for path in COURSE.glob("*.ipynb"))
SERIOUS = {"serious", "critical"}


def serious(page, where=".jp-OutputArea-output"):
    """axe's serious findings in what our code shows: views, pictures, tables of checks."""
    found = Axe().run(page, context=where).response["violations"]
    return [(finding["id"], finding["nodes"][0]["html"]) for finding in found if finding["impact"] in SERIOUS]


def nothing_red(page):
    errors = page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"]')
    stderr = page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]')
    told = [page.get_by_text(text).count() for text in ("Error displaying widget", "Javascript Error")]
    return errors.count() == 0 and stderr.count() == 0 and sum(told) == 0


def outputs_stepper(page, k):
    stepper = page.locator(".dl-root", has=page.locator(".dl-drawing")).nth(k)
    stepper.scroll_into_view_if_needed()
    return stepper


@pytest.mark.parametrize("name", LECTURES)
def test_runs_to_its_end_shows_every_view_and_moves_it(run_all, outside_requests, name):
    page = run_all(name)
    assert nothing_red(page)
    views = page.locator(".dl-root")
    assert page.locator(".dl-predict").count() >= 1
    for k in range(views.count()):
        view = views.nth(k)
        view.scroll_into_view_if_needed()
        assert view.bounding_box()["height"] > 40, f"view {k} of {name} is blank"
        unlock(view)
        move_every_slider(page, view)
        fits = view.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
        assert fits, f"view {k} of {name} is wider than its place"
    assert all(picture.get_attribute("alt") for picture in page.locator(".jp-OutputArea-output img").all())
    assert serious(page) == []
    assert outside_requests == []


# Sliders that act on what comes next, not on what is seen now. Their own value must follow.
LATER = {"learning rate", "updates a frame", "maximum of iterations", "optimum: change of J under", "alpha"}

SEEN = """view => {
    const copy = view.cloneNode(true);
    copy.querySelectorAll('.dl-control, .dl-grab, .dl-spoken').forEach(node => node.remove());
    const words = copy.innerHTML.replace(/dl-[a-z]+-\\d+-\\w+/g, '');
    return words + [...view.querySelectorAll('canvas')].map(canvas => canvas.toDataURL()).join();
}"""  # what a view shows, its controls and the numbers of its ids left out


def unlock(view):
    """Answer the question of a view that has one, by keyboard; it must be locked before and open afterwards."""
    question = view.locator(".dl-predict")
    if not question.count():
        return
    assert view.locator("[inert]").count() == 1
    question.get_by_role("radio").first.focus()
    view.page.keyboard.press("Space")
    question.get_by_role("button").press("Enter")
    question.locator(".dl-result", has_text=re.compile("^(Yes|Not quite)")).wait_for()
    assert view.locator("[inert]").count() == 0


def move_every_slider(page, view):
    """Move each slider that can be moved, by keyboard: the picture must change. Returns how many were moved."""
    sliders = [node for node in view.get_by_role("slider").all() if node.is_visible() and node.is_enabled()]
    for slider in sliders:
        slider.focus()
        if not slider.evaluate("node => node === document.activeElement"):
            continue  # another one has taken it away
        name, seen, value = (
            slider.evaluate("node => node.labels[0]?.textContent"),
            view.evaluate(SEEN),
            slider.input_value(),
        )

        def moved(slider=slider, name=name, seen=seen, value=value):
            return slider.input_value() != value and (name in LATER or view.evaluate(SEEN) != seen)

        for key in ("ArrowRight", "Home", "End"):  # it may stand at an end
            page.keyboard.press(key)
            if any(moved() or page.wait_for_timeout(20) for _ in range(6)):
                break
        else:
            raise AssertionError(f"the slider {name!r} changes nothing")
    return len(sliders)


def test_start_here(run_all, outside_requests):
    page = run_all("00-start-here")
    hello = page.locator(".dl-root").first
    hello.scroll_into_view_if_needed()
    hello.get_by_text("Python says: 3 squared is 9.").first.wait_for()
    slider = hello.get_by_role("slider", name="Your number")
    before = hello.screenshot()
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    hello.get_by_text("Python says: 7 squared is 49.").first.wait_for()
    assert hello.screenshot() != before
    assert page.get_by_text(re.compile("^(seconds_in|value_of_x|average): to do")).count() == 3
    assert nothing_red(page)
    assert serious(page) == []
    assert outside_requests == []


def test_forward_pass(run_all, outside_requests):
    page = run_all("08-forward-pass")
    assert nothing_red(page)
    assert page.get_by_text(": to do").count() == 5
    assert page.locator(".dl-root").count() == 2
    pictures = page.locator(".jp-OutputArea-output img")
    assert pictures.count() == 2
    assert all("A network with 2 inputs" in pictures.nth(k).get_attribute("alt") for k in range(2))

    stepper = outputs_stepper(page, 0)
    edge = stepper.get_by_role("button", name=re.compile(r"^W of layer 2, row 0, column 2 = "))
    edge.focus()
    about = stepper.locator(".dl-about")
    assert re.match(r"W\^2_\(0,2\) = −0\.995: from neuron 2 of layer 1 to neuron 0 of layer 2", about.inner_text())
    page.keyboard.press("ArrowUp")
    assert about.inner_text().startswith("W^2_(0,1) = ")
    page.keyboard.press("End")
    assert about.inner_text().startswith("W^3_(0,1) = ")

    page.keyboard.press("ArrowRight")
    assert "z^1_0 = W^1_(0,0) · x_0 + W^1_(0,1) · x_1 + b^1_0" in stepper.locator(".dl-sums").inner_text()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert "The pass is complete" in stepper.locator(".dl-says").inner_text()
    before = stepper.locator(".dl-drawing").screenshot()
    stepper.get_by_role("slider", name="x 0").focus()
    page.keyboard.press("PageUp")
    assert stepper.locator(".dl-drawing").screenshot() != before
    stepper.get_by_role("combobox", name="Row of X").select_option("3")
    assert stepper.get_by_role("slider", name="x 0").get_attribute("aria-valuetext") == "0.70"
    spoken = stepper.locator("[role=status][aria-live=polite]")
    page.wait_for_function("node => node.textContent.startsWith('Step 6 of 6')", arg=spoken.element_handle())

    locked = outputs_stepper(page, 1)
    following = locked.get_by_role("button", name="Next", exact=True)
    assert "Locked" in locked.locator(".dl-says").inner_text()
    locked.get_by_role("radio", name="Every z and every a of layers 1 to 3").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    locked.get_by_text("Yes. x_0 has an edge").wait_for()
    following.click()
    assert "z = −0.100 and a = 0.475" in locked.locator(".dl-says").inner_text()
    assert serious(page) == []
    assert nothing_red(page)
    assert outside_requests == []


def test_the_view_shows_what_nn_computes(run_all):
    """The numbers on screen are those of dlcourse.nn, for every row."""
    import numpy as np

    page = run_all("08-forward-pass", as_left=True)
    rng, X = np.random.default_rng(0), deck_table()[0]
    shapes = {"W1": (3, 2), "b1": 3, "W2": (2, 3), "b2": 2, "W3": (1, 2), "b3": 1}
    parameters = {name: rng.uniform(-1, 1, shape) for name, shape in shapes.items()}
    y_hat = nn.forward(X, parameters)[0]
    stepper = outputs_stepper(page, 0)
    start = stepper.get_by_role("button", name="Start", exact=True)
    if start.is_enabled():
        start.click()
    for _ in range(6):
        stepper.get_by_role("button", name="Next", exact=True).click()
    for row, (value,) in reversed(list(enumerate(y_hat))):  # the last one first: the row of now may have been edited
        stepper.get_by_role("combobox", name="Row of X").select_option(str(row))
        assert f"a = {value:.3f}." in stepper.locator(".dl-says").inner_text()


@pytest.fixture
def theme(desk):
    """A function that sets JupyterLab's theme; afterwards it is the light one."""

    def choose(name):
        change = "async (theme) => { await window.jupyterapp.commands.execute('apputils:change-theme', { theme }) }"
        desk.evaluate(change, name)
        light = str(name == "JupyterLab Light").lower()
        desk.wait_for_selector(f'body[data-jp-theme-light="{light}"]', state="attached")

    yield choose
    choose("JupyterLab Light")


def test_dark_theme_and_narrow_pane(theme, run_all, outside_requests):
    page = run_all("08-forward-pass", as_left=True)
    theme("JupyterLab Dark")
    stepper = outputs_stepper(page, 0)
    page.wait_for_timeout(500)  # axe reads the colours of the middle of a change, too
    assert serious(page) == []
    for width in (360, 2560):
        page.evaluate("([node, width]) => { node.style.width = `${width}px` }", [stepper.element_handle(), width])
        page.wait_for_timeout(300)
        fits = stepper.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
        assert fits, width
    assert outside_requests == []
