"""The small views in a real JupyterLab: every control by keys and by mouse, then state and pixels; without a kernel."""

import re

import numpy as np
import pytest
from labbook import choices_and_switches_change, fits, opened, readable_in_both_themes, sliders_move

from labbook import tab_reaches_all  # isort: skip

pytestmark = pytest.mark.browser

VIEWS = {  # by name: the cell that makes it
    "stepper": "stepper = BackpropStepper(); stepper",
    "neuron": "neuron = Neuron(); neuron",
    "explorer": "explorer = ActivationExplorer(); explorer",
    "board": "board = PerceptronBoard(); board",
    "curve": "curve = DescentPaths(); curve",
    "surface": "surface = DescentPaths('surface'); surface",
    "forward": "forward = ForwardStepper(); forward",
    "bars": "bars = CostBars(); bars",
    "table": "table = UpdatesTable(); table",
}
SMALL = [name for name in VIEWS if name != "stepper"]


@pytest.fixture(scope="module")
def outside():
    return []


@pytest.fixture(scope="module")
def book(jupyter_lab, browser, tmp_path_factory, outside):
    with opened(jupyter_lab, browser, tmp_path_factory.mktemp("views"), VIEWS, outside) as book:
        yield book


@pytest.fixture
def view(book):
    """A function: the name of a view -> its place in the page. No script may have thrown by the end."""
    yield book.view
    assert book.problems == []


# --- every control ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SMALL)
def test_every_slider_by_keys_and_by_mouse(view, book, name):
    sliders_move(book, view(name))


@pytest.mark.parametrize("name", SMALL)
def test_every_choice_and_switch_by_keys_and_by_mouse(view, book, name):
    choices_and_switches_change(book, view(name))


@pytest.mark.parametrize("name", SMALL)
def test_tab_reaches_every_control_with_a_visible_focus(view, book, name):
    tab_reaches_all(book, view(name))


# --- the small views --------------------------------------------------------------------------------------------------


def test_points_move_by_keys_and_by_mouse_and_the_rule_moves_the_line(book, view):
    board = view("board")
    book.tell(
        "board.preset, board.w, board.b, board.learning_rate = 'separable', [0.0, 0.0], 0.0, 1.0;"
        "board.points = board.presets['separable']['points']; board.next = board.epochs = board.updates = 0"
    )
    point = board.locator("[data-key='point-2']")
    point.focus()
    book.page.keyboard.press("ArrowRight")
    book.page.keyboard.press("ArrowUp")
    book.until("board.points[2]", [-0.4, -1.7])
    book.page.keyboard.press("Tab")
    assert board.locator(":focus").get_attribute("data-key") == "point-3"
    before = board.screenshot()
    book.drag(board.locator("[data-key='point-3']"), 60, -40)
    assert board.screenshot() != before
    book.page.wait_for_timeout(100)
    side = board.locator("svg").first.bounding_box()["width"] * (520 - 58) / 520 / 6  # pixels for 1
    assert book.kernel("board.points[3]") == pytest.approx([-1.0 + 60 / side, -0.6 + 40 / side], abs=0.2)
    board.get_by_role("button", name="Next point").click()  # says 1 for everything at first, so the first zero is wrong
    book.until("[board.w, board.b]", [[2.0, 1.0], -1.0])
    board.get_by_role("combobox", name="data").select_option(label="XOR")
    board.get_by_role("button", name="Until no row is wrong").focus()
    book.page.keyboard.press("Enter")
    board.get_by_text("No line separates XOR: this will never end.").first.wait_for()
    book.until("board.epochs", 100)
    board.get_by_role("combobox", name="data").select_option(label="AND")
    board.get_by_role("button", name="Until no row is wrong").click()
    board.get_by_text("No row is wrong.").first.wait_for()
    book.until("board.wrong_rows()", 0)


def test_the_ball_rolls_and_three_runs_stay_beside_it(book, view):
    book.tell("curve.curve = 'valley'; curve.start = -2.0; curve.learning_rate = 0.1; curve.step = 0; curve.kept = []")
    curve = view("curve")
    curve.get_by_text("After 0 updates: w = −2.000").first.wait_for()
    curve.get_by_role("button", name="Step", exact=True).click()
    curve.get_by_text("After 1 update: w = −1.400").first.wait_for()
    for k in range(4):
        book.tell(f"curve.learning_rate = {0.05 + 0.1 * k}")
        curve.get_by_role("button", name="Keep this run").click()
        book.until("len(curve.kept)", min(k + 1, 3))
    assert curve.get_by_text("kept: alpha = ").count() == 3
    curve.get_by_role("button", name="Run to the end").click()
    curve.get_by_text("Stopped: the cost no longer changes").first.wait_for()
    last = len(book.kernel("curve.path().tolist()")) - 1
    assert book.kernel("curve.step") == last
    curve.get_by_role("button", name="Back to the start").click()
    ball = curve.locator("circle.dl-ball").first
    before = ball.bounding_box()["x"]
    book.drag(ball, 70)
    assert ball.bounding_box()["x"] - before == pytest.approx(70, abs=6)  # to the nearest 0.1 of w
    assert -2 < book.kernel("curve.start") < 0
    curve.get_by_role("button", name="Play").click()
    curve.get_by_text("Stopped: the cost no longer changes").first.wait_for()


def test_three_paths_at_once_with_their_updates(book, view):
    book.tell("surface.epochs = 20; surface.batch_size = 2; surface.learning_rate = 0.1; surface.seed = 1")
    surface = view("surface")
    surface.get_by_text("batch: 20 updates, ").first.wait_for()
    said = surface.locator(".dl-says").inner_text()
    assert "mini-batch of 2: 60 updates" in said and "stochastic: 100 updates" in said
    for path, J in zip(
        book.kernel("[p.tolist() for p in surface.paths().values()]"), re.findall(r"J = ([\d.]+)", said), strict=True
    ):
        x, y = (np.array(book.kernel(f"surface.{name}")) for name in "xy")
        w, b = path[-1]
        assert float(J.rstrip(".")) == pytest.approx(np.mean((w * x + b - y) ** 2), abs=6e-5)
    for words in (
        "batch: 1 update per epoch",
        "mini-batch of 2: 3 updates per epoch",
        "stochastic: 5 updates per epoch",
    ):
        assert surface.get_by_text(words, exact=True).count() == 1
    picture = surface.screenshot()
    surface.get_by_role("button", name="Another order").click()
    book.until("surface.seed", 2)
    assert surface.screenshot() != picture


def test_a_point_on_the_curve_by_mouse_and_what_is_left_of_a_gradient(book, view):
    book.tell("explorer.activation = 'sigmoid'; explorer.z = 0.5; explorer.layers = 10; explorer.weight = 1.0")
    explorer = view("explorer")
    explorer.get_by_text("At z = 0.5").first.wait_for()
    book.drag(explorer.locator("circle.dl-dot").first, 60)
    z = book.kernel("explorer.z")
    assert 0.6 < z < 3  # 60 pixels are about 1.4
    factor = book.kernel("explorer.left_after()[-1]")
    said = explorer.locator(".dl-says").inner_text()
    assert f"At z = {z:.1f}" in said
    left = float(re.search(r"factor ([\d.e−]+) is left", said).group(1).replace("−", "-"))
    assert left == pytest.approx(factor, rel=0.06) or left == float(f"{factor:.0e}")


def test_a_neurons_numbers_and_picture(book, view):
    book.tell("neuron.w, neuron.x, neuron.b, neuron.activation = [0.5, -0.4], [1.0, 2.0], 0.1, 'sigmoid'")
    neuron = view("neuron")
    neuron.get_by_text("z = −0.20, the neuron says a = 0.450").first.wait_for()
    neuron.get_by_role("slider", name="w 1").focus()
    book.page.keyboard.press("End")
    book.until("neuron.w", [0.5, 3.0])
    z, a = book.kernel("neuron.respond()")
    neuron.get_by_text(f"z = {z:.2f}, the neuron says a = {a:.3f}").first.wait_for()


WIDTHS = """node => {
    const pen = document.createElement('canvas').getContext('2d');
    const widthIn = (face) => ((pen.font = `400 40px ${face}`), pen.measureText('Which illicit minimum? 0.25').width);
    const own = getComputedStyle(node).fontFamily;
    return [widthIn(own), widthIn('"DL Math"'), widthIn(own.replace(/"DL \\w+",?/g, ''))];
}"""  # in a view's own typeface, in that of its formulas, and in what it would have without them


def test_the_course_face_is_drawn_in_a_notebook_too(book, view):
    root = view("neuron")
    book.page.wait_for_function("() => document.fonts.check('16px \"DL Sans\"') && document.fonts.status === 'loaded'")
    own, maths, without = root.evaluate(WIDTHS)
    assert abs(own - without) > 5 and abs(maths - without) > 5 and abs(own - maths) > 5, (own, maths, without)


# --- for everybody ----------------------------------------------------------------------------------------------------


def test_light_and_dark_narrow_wide_and_at_200_percent(book, view):
    book.tell("curve.step = 5")
    readable_in_both_themes(book, SMALL)
    fits(book, SMALL)


# --- last: without a kernel -------------------------------------------------------------------------------------------


def test_a_killed_kernel_leaves_the_views_and_a_saved_notebook_draws_them_again(book, view, outside):
    book.tell("stepper.row = 0; stepper.bug = False; stepper.step = 12; neuron.b = 1.5")
    view("stepper").get_by_text("Step 12 of 33").first.wait_for()
    book.command("docmanager:save")
    picture = view("neuron").locator("svg").first.inner_html()
    book.kill_kernel()
    book.page.get_by_text("The kernel for views.ipynb appears to have died").wait_for(timeout=60_000)
    book.page.locator(".jp-Dialog .jp-mod-accept").click()
    for name in VIEWS:  # told at once, and not only when the notebook is opened again
        view(name).locator(".dl-gone", has_text="Python no longer hears this view.").wait_for()
    assert view("neuron").locator("svg").first.inner_html() == picture and view("neuron").screenshot()
    view("stepper").get_by_role("button", name="Next", exact=True).click()
    view("stepper").get_by_text("Step 13 of 33").first.wait_for()
    book.end_session()
    book.open()
    book.page.locator(".dl-root").nth(len(VIEWS) - 1).wait_for(timeout=120_000)
    reopened = view("stepper")
    reopened.get_by_text("Step 12 of 33").first.wait_for()
    reopened.get_by_text("Python no longer hears this view.").wait_for()
    reopened.locator("details.dl-more summary").click()
    reopened.get_by_role("button", name="Backward pass").click()
    assert "·" not in reopened.locator(".dl-matrices").inner_text()
    assert "b = 1.5" in view("neuron").inner_text() or "bias 1.5" in view("neuron").inner_text()
    assert outside == []
