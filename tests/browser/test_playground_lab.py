"""The playground in a real JupyterLab: every control by keyboard and by mouse, kernels that come and go, many views."""

import contextlib
import json
import os
import re
import signal
from functools import partial

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from endings import painted
from playwright.sync_api import TimeoutError as TooLate
from student_cell import MINE

pytestmark = pytest.mark.browser

LINE = 1 + MINE.strip().split("\n").index("        np.ones(3) @ np.ones(4)")
FIVE = "initialize_parameters, forward, cost, backward, update_parameters"
KERNEL = f"view = Playground.from_functions({FIVE}, learning_rate=1.0, layers=[4])\nview"
PAGE = "from dlcourse.widgets import Playground\nview = Playground(layers=[4], learning_rate=0.3)\nview"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("playground")


@pytest.fixture(scope="module")
def lab(jupyter_lab, folder):
    return jupyter_lab(folder)


@pytest.fixture
def opened(page, lab, folder):
    """A function: name, cells -> the page with that notebook open and all its cells run, its errors in ``problems``."""
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))

    def open_(name, *cells):
        written(folder, name, *cells)
        page.goto(lab.replace("/lab?", f"/lab/tree/{name}.ipynb?") + "&reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
        page.get_by_text("| Idle").first.wait_for(timeout=90_000)
        menu(page, "Run", "Run All Cells")
        page.locator(".dl-counters").first.wait_for(timeout=90_000)
        page.locator(".dl-root").first.scroll_into_view_if_needed()
        return page

    return open_


def written(folder, name, *cells):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, folder / f"{name}.ipynb")


def menu(page, *names):
    page.locator(".jp-Notebook").first.click(position={"x": 5, "y": 5})
    for name in names:
        page.get_by_role("menuitem", name=re.compile(f"^{re.escape(name)}( |$)")).click()


def updates(view):
    painted(view.page)
    return int(re.search(r"update (\d+)", view.locator(".dl-counters").inner_text()).group(1))


def beyond(view, count):
    """Wait until more updates than ``count`` were made."""
    view.page.wait_for_function(
        "([node, n]) => Number(/update (\\d+)/.exec(node.querySelector('.dl-counters').textContent)[1]) > n",
        arg=[view.element_handle(), count],
        timeout=60_000,
    )


def state(view):
    """What the view says its state is: the call of "Share this state" as a dictionary."""
    painted(view.page)
    call = view.locator(".dl-share").input_value()
    return eval(call, {"Playground": lambda *names, **state: state})


def press(view, name, exact=True):
    view.get_by_role("button", name=name, exact=exact).click()


SLIDERS = {
    "learning rate": "learning_rate", "batch size": "batch_size", "its rate": "regularisation_rate",
    "updates a frame": "speed", "noise": "noise", "training share": "share", "hidden layers": "layers",
    "seed": "seed", "target cost": "goal", "seeds at once": "seeds",
}  # fmt: skip
CHOICES = {
    "variant": "batch_size", "regularisation": "regularisation", "data": "data",
    "hidden activation": "activation", "output activation": "output", "cost": "cost",
}  # fmt: skip
TICKS = {
    "two colours only": "discretised", "replay on change": "replay", "x0²": "features", "sin x1": "features",
    "log scale": "log", "held-out cost": "held_out", "cost of each batch": "batch_cost",
}  # fmt: skip


def test_every_control_by_keyboard_and_by_mouse(opened, outside_requests):
    page = opened("controls", PAGE)
    view = page.locator(".dl-root")
    view.locator("summary").focus()
    page.keyboard.press("Enter")

    def changes(act, trait, picture=".dl-board"):
        """``act`` changes this trait, and what is seen."""
        before, seen = state(view), view.locator(picture).screenshot()
        act()
        painted(page)
        assert state(view).get(trait) != before.get(trait), trait
        assert view.locator(picture).screenshot() != seen, trait

    for name, trait in SLIDERS.items():
        slider = view.get_by_role("slider", name=name, exact=True)
        shown = ".dl-board" if trait in ("noise", "share", "layers", "seed") else ".dl-body"
        slider.focus()
        changes(lambda: page.keyboard.press("ArrowRight"), trait, shown)  # JupyterLab leaves the key alone
        box = slider.bounding_box()
        at = {"x": box["width"] * 0.8, "y": box["height"] / 2}
        changes(partial(slider.click, position=at), trait, shown)
        slider.focus()
        changes(lambda: page.keyboard.press("Home"), trait, shown)
        assert slider.get_attribute("aria-valuetext")
    view.get_by_role("slider", name="hidden layers").press("ArrowRight")
    for name, trait in CHOICES.items():
        select = view.get_by_role("combobox", name=name, exact=True)
        shown = ".dl-board" if trait not in ("regularisation", "batch_size", "output") else ".dl-body"
        select.focus()
        changes(partial(page.keyboard.press, "ArrowDown" if select.input_value() == "0" else "ArrowUp"), trait, shown)
        changes(partial(select.select_option, index=0), trait, shown)
    axis = view.get_by_role("radiogroup", name="cost against")
    axis.get_by_role("radio", name="epochs").focus()
    changes(lambda: page.keyboard.press("ArrowRight"), "axis")
    changes(axis.get_by_role("radio", name="samples seen").click, "axis")
    output = view.get_by_role("combobox", name="output activation")
    changes(partial(output.select_option, label="tanh"), "output")
    assert view.get_by_role("combobox", name="cost", exact=True).is_disabled()  # cross-entropy wants a sigmoid
    output.select_option(index=0)
    for name, trait in TICKS.items():
        box = view.get_by_role("checkbox", name=name, exact=True)
        shown = ".dl-board" if trait in ("discretised", "features") else ".dl-body"
        box.focus()
        changes(lambda: page.keyboard.press("Space"), trait, shown)
        changes(box.click, trait, shown)
    view.get_by_role("slider", name="hidden layers").press("ArrowRight")
    more = view.get_by_role("button", name="layer 1: more neurons")
    more.focus()
    changes(lambda: page.keyboard.press("Enter"), "layers")
    changes(lambda: view.get_by_role("button", name="layer 1: fewer neurons").click(), "layers")
    menu(page, "Run", "Run All Cells")  # the kernel is alive, and nothing of the above was refused by it
    assert page.problems == [] and outside_requests == []


def test_training_numbers_and_keys(opened):
    page = opened("training", PAGE, "print('call:', view)")
    view = page.locator(".dl-root")
    for name, most in (("One update", 1), ("One epoch", 11)):
        button = view.get_by_role("button", name=name)
        button.focus()
        page.keyboard.press("Enter")
        assert updates(view) == most
    press(view, "One update")
    assert updates(view) == 12
    plane = view.locator(".dl-plane")
    before = plane.screenshot()
    # The keys of the view: a neuron has the focus.
    view.locator('.dl-cellframe[tabindex="0"]').focus()
    page.keyboard.press("Space")
    beyond(view, 40)
    page.keyboard.press("Space")
    stands = updates(view)
    page.wait_for_timeout(200)
    assert updates(view) == stands and plane.screenshot() != before
    page.keyboard.press("ArrowRight")  # to the next layer
    assert "the output y_hat" in view.locator(".dl-numbers").inner_text()
    page.keyboard.press("Home")
    assert "Input 0: the feature x0" in view.locator(".dl-numbers").inner_text()
    page.keyboard.press("PageDown")
    assert updates(view) == stands + 10
    # Numbers at the cursor, by keys and by mouse.
    view.locator('.dl-cellframe[data-l="1"][data-i="0"]').click()
    sums = view.locator(".dl-sums")
    first = sums.inner_text()
    assert "z^1_0 = W^1_(0,0) · x_0 + W^1_(0,1) · x_1 + b^1_0" in first and "a^1_0 = tanh(" in first
    points = view.locator(".dl-points")
    points.focus()
    page.keyboard.press("ArrowRight")
    second = sums.inner_text()
    points.click(position={"x": 30, "y": 30})
    assert len({first, second, sums.inner_text()}) == 3
    # A weight typed over.
    press(view, "Reset")
    weight = view.get_by_role("spinbutton", name="W of layer 1, row 0, column 1")
    before = plane.screenshot()
    weight.fill("4.5")
    page.keyboard.press("Tab")
    assert plane.screenshot() != before and "4.500" in sums.inner_text()
    weight.fill("")
    page.keyboard.press("Tab")
    assert weight.input_value() == "4.5"
    view.locator("summary").click()
    assert state(view)["parameters"]["W1"][0][1] == 4.5
    # An edge leads to its weight.
    view.locator('.dl-net-over line[class="dl-hit"]').nth(3).dispatch_event("click")
    assert page.evaluate("document.activeElement.labels[0].textContent") == "W^1_(1,1)"
    # Full screen by one key, and back; the sliders stay at hand.
    view.locator(".dl-points").focus()
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement?.classList.contains('dl-root')")
    page.keyboard.press("f")
    page.wait_for_function("!document.fullscreenElement")
    # What Python knows is what the view shows.
    page.locator(".jp-Cell").nth(1).click()
    page.keyboard.press("Control+Enter")
    page.get_by_text("call: Playground(").first.wait_for()
    page.wait_for_function("() => /call: .*4\\.5/.test(document.querySelector('.jp-Notebook').textContent)")
    assert page.problems == []


def test_two_views_of_one_model(opened):
    page = opened("two", PAGE, "view")
    one, other = page.locator(".dl-root").nth(0), page.locator(".dl-root").nth(1)
    other.wait_for()
    press(one, "Play")
    beyond(other, 20)
    other.get_by_role("slider", name="learning rate").press("End")
    painted(page)
    assert one.get_by_role("slider", name="learning rate").get_attribute("aria-valuetext") == "100"
    press(other, "Pause")
    assert updates(one) == updates(other)
    assert one.locator(".dl-says").inner_text() == other.locator(".dl-says").inner_text()
    assert page.problems == []


def test_a_students_functions_train_it_and_their_error_is_shown(opened):
    patient = "from dlcourse import patience; patience.LIMIT = 6.0"
    page = opened("mine", MINE, KERNEL, "broken = True", "broken = False", patient, "endless = True", "endless = False")
    view = page.locator(".dl-root")
    view.get_by_text("epoch 0 · update 0").wait_for()
    page.wait_for_function("node => /0\\.\\d/.test(node.textContent)", arg=view.locator(".dl-says").element_handle())
    for name in ("regularisation", "cost"):
        assert view.get_by_role("combobox", name=name, exact=True).is_disabled()
    assert "your code brings its own cost" in view.locator(".dl-groups").inner_text()
    before = view.locator(".dl-plane").screenshot()
    press(view, "Play")
    beyond(view, 60)
    view.get_by_role("slider", name="batch size").press("End")  # acts at once, without a reset
    beyond(view, updates(view) + 20)
    assert view.locator(".dl-plane").screenshot() != before
    page.locator(".jp-Cell").nth(2).click()
    page.keyboard.press("Control+Enter")
    trouble = view.get_by_role("alert")
    trouble.wait_for()
    said = trouble.inner_text()
    assert re.search(rf"Error in backward \(cell In\[\d+\], line {LINE}\)", said), said
    assert "np.ones(3) @ np.ones(4)" in said and "ValueError" in said
    stands = updates(view)
    assert view.get_by_role("button", name="Play", exact=True).is_disabled() and stands > 60
    page.locator(".jp-Cell").nth(3).click()
    page.keyboard.press("Control+Enter")
    press(view, "Reset")
    trouble.wait_for(state="hidden")
    view.get_by_text("update 0 ·").wait_for()
    press(view, "One epoch")
    beyond(view, 0)
    # A loop without an end: the view says that nothing comes, the kernel goes on, and then the line is named.
    press(view, "Play")
    beyond(view, 20)
    run_cell(page, 5)
    view.get_by_text("The kernel has not answered for some seconds").wait_for()
    run_cell(page, 6)
    run_cell(page, 5)
    trouble.get_by_text("Is there a loop that never ends?").wait_for()
    assert re.search(r"Error in backward \(cell In\[\d+\], line \d+\)\n(broken|while endless:)\n", trouble.inner_text())
    run_cell(page, 6)
    press(view, "Reset")
    trouble.wait_for(state="hidden")
    press(view, "One epoch")
    beyond(view, 0)
    assert page.problems == []


def run_cell(page, k):
    page.locator(".jp-Cell").nth(k).click()
    page.keyboard.press("Control+Enter")


def test_a_kernel_that_restarts_or_dies_leaves_the_picture(opened):
    local = PAGE.replace("view", "local").replace("import Playground", "import Playground; import os")
    page = opened("kernel", MINE, KERNEL, local, "print('process', os.getpid())")
    mine, local = page.locator(".dl-root").nth(0), page.locator(".dl-root").nth(1)

    def trained():
        press(mine, "Play")
        beyond(mine, 10)
        press(mine, "Pause")
        page.wait_for_timeout(500)  # the last frame is on its way
        return mine.locator(".dl-plane").evaluate("canvas => canvas.toDataURL()")

    def left_alone(picture):
        mine.get_by_text("The kernel is gone: the picture is the last one it sent").wait_for(timeout=60_000)
        local.get_by_text("trains in the page and goes on").wait_for()
        press(local, "Play")
        beyond(local, 20)
        press(local, "Pause")
        press(mine, "One update")
        page.wait_for_timeout(300)
        assert mine.locator(".dl-plane").evaluate("canvas => canvas.toDataURL()") == picture and updates(mine) > 10

    picture = trained()
    menu(page, "Kernel", "Restart Kernel…")
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    left_alone(picture)
    page.get_by_text("| Idle").first.wait_for(timeout=60_000)
    menu(page, "Run", "Run All Cells")
    mine.get_by_text("The kernel is gone").wait_for(state="detached", timeout=60_000)
    page.wait_for_function("node => /0\\.\\d/.test(node.textContent)", arg=mine.locator(".dl-says").element_handle())
    picture = trained()
    process = re.search(r"process (\d+)", page.get_by_text(re.compile(r"^process \d+")).inner_text()).group(1)
    os.kill(int(process), signal.SIGKILL)
    page.get_by_role("dialog", name="Kernel Restarting").get_by_role("button", name="Ok").click()
    left_alone(picture)
    assert page.problems == []


def test_saved_closed_and_reopened(opened, page, lab, folder):
    opened("kept", PAGE)
    view = page.locator(".dl-root")
    view.get_by_role("slider", name="learning rate").press("ArrowRight")
    for _ in range(3):
        press(view, "One epoch")
    assert updates(view) == 30
    press(view, "Freeze this run")
    view.locator(".dl-line-name", has_text="alpha 0.5, batch 10").wait_for()
    before, said = view.locator(".dl-board").screenshot(), view.locator(".dl-says").inner_text()
    page.keyboard.press("Control+s")  # the key is JupyterLab's, also where a view has the focus
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")
    saved = json.loads((folder / "kept.ipynb").read_text())["metadata"]
    assert "widgets" in saved, "JupyterLab was told to save the state of widgets"
    for kernel in ("kept", "shut down"):
        if kernel == "shut down":
            menu(page, "Kernel", "Shut Down Kernel")
            page.get_by_text("No Kernel").first.wait_for()
            page.goto("about:blank")
        page.goto(lab.replace("/lab?", "/lab/tree/kept.ipynb?") + "&reset")
        view.wait_for(timeout=90_000)
        view.scroll_into_view_if_needed()
        assert updates(view) == 30 and view.locator(".dl-says").inner_text() == said
        assert view.get_by_role("slider", name="learning rate").get_attribute("aria-valuetext") == "0.5"
        assert view.locator(".dl-curves path.dl-of-train.dl-kept-1").get_attribute("d").count("L") == 30  # frozen
        assert view.locator(".dl-line-name", has_text="alpha 0.5, batch 10").count() == 1
    assert len(before) > 1000


def test_twenty_views_in_one_notebook(opened):
    page = opened("twenty", "from dlcourse.widgets import Playground", *[f"Playground(seed={k})" for k in range(20)])
    page.wait_for_function("document.querySelectorAll('.dl-counters').length === 20", timeout=90_000)
    views = page.locator(".dl-root")
    for k in (0, 19):
        view = views.nth(k)
        view.scroll_into_view_if_needed()
        press(view, "Play")
        beyond(view, 20)
    assert updates(views.nth(10)) == 0
    # anywidget gives a module 2 seconds, complains, and shows it all the same: on a busy machine twenty take longer.
    assert [one for one in page.problems if "Failed to initialize model" not in one] == []


@pytest.fixture
def dark(page, lab):
    server, token = lab.split("/lab?token=")
    address = f"{server}/lab/api/settings/@jupyterlab/apputils-extension:themes?token={token}"
    assert page.request.put(address, data={"raw": json.dumps({"theme": "JupyterLab Dark"})}).ok
    yield
    assert page.request.put(address, data={"raw": json.dumps({"theme": "JupyterLab Light"})}).ok


def serious(page):
    found = Axe().run(page, context=".dl-root").response["violations"]
    return [(f["id"], f["nodes"][0]["html"]) for f in found if f["impact"] in ("serious", "critical")]


def test_dark_narrow_wide_zoomed_and_calm(dark, opened, page):
    opened("looks", "from dlcourse.widgets import Playground\nPlayground(layers=[8, 8], stage=3)")
    page.wait_for_selector('body[data-jp-theme-light="false"]', state="attached")
    view = page.locator(".dl-root")
    press(view, "Play")  # nothing ends it, as a race would
    beyond(view, 10)
    press(view, "Pause")
    assert serious(page) == []
    for width in (360, 2560):
        view.evaluate("(node, width) => { node.style.width = `${width}px` }", width)
        page.wait_for_timeout(300)
        assert view.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), width
    view.evaluate("node => { node.style.width = '' }")
    page.set_viewport_size({"width": 683, "height": 384})  # 1366 x 768 at 200 %
    page.wait_for_timeout(300)
    assert view.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    page.emulate_media(reduced_motion="reduce")
    press(view, "Play")
    page.wait_for_timeout(300)
    pictures = view.evaluate(
        """async (node) => {
            let count = 0;
            const seen = new MutationObserver(() => (count += 1));
            seen.observe(node.querySelector('.dl-counters'), { childList: true, characterData: true, subtree: true });
            await new Promise((done) => setTimeout(done, 2000));
            return count;
        }"""
    )
    assert 1 <= pictures <= 6
    press(view, "Pause")


def test_notebook_7(page, lab, folder):
    written(folder, "seven", PAGE)
    page.goto(lab.replace("/lab?", "/notebooks/seven.ipynb?"))
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    page.get_by_text("Idle").first.wait_for(state="attached", timeout=90_000)
    view = page.locator(".dl-root").first
    for _ in range(4):  # "Idle" may be said before the kernel hears, or Run All may ask which kernel is meant
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(TooLate):
            view.locator(".dl-counters").wait_for(timeout=20_000)
            break
        if page.locator(".jp-Dialog .jp-mod-accept").is_visible():
            page.locator(".jp-Dialog .jp-mod-accept").click()
    view.locator(".dl-counters").wait_for(timeout=20_000)
    view.get_by_role("slider", name="learning rate").press("ArrowRight")
    press(view, "Play")
    beyond(view, 20)
    assert view.get_by_role("slider", name="learning rate").get_attribute("aria-valuetext") == "0.5"
