"""The backpropagation stepper in a real JupyterLab: every control by keys and by mouse, then state and pixels."""

import re

import numpy as np
import pytest
from labbook import choices_and_switches_change, fits, number, opened, readable_in_both_themes, sliders_move

from labbook import tab_reaches_all  # isort: skip

from dlcourse import nn

pytestmark = pytest.mark.browser

VIEWS = {  # by name: the cell that makes it; two cells show the same stepper
    "stepper": "stepper = BackpropStepper(); stepper",
    "twin": "stepper",
    "own": "own = BackpropStepper(nn.initialize_parameters([4, 4, 4, 4], np.random.default_rng(1)), np.eye(4), "
    "np.eye(4), hidden='tanh', row=None, predict={'question': 'Which first?', 'choices': ['W1', 'W3'], 'answer': 1, "
    "'because': 'It starts at the output.'}); own",
}


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


def opened_settings(root):
    """The stepper with its drawer open."""
    drawer = root.locator("details.dl-more")
    if drawer.get_attribute("open") is None:
        drawer.locator("summary").click()
    return root


# --- every control ----------------------------------------------------------------------------------------------------


def test_every_slider_by_keys_and_by_mouse(view, book):
    sliders_move(book, opened_settings(view("stepper")))


def test_every_choice_and_switch_by_keys_and_by_mouse(view, book):
    choices_and_switches_change(book, opened_settings(view("stepper")))


def test_tab_reaches_every_control_with_a_visible_focus(view, book):
    tab_reaches_all(book, opened_settings(view("stepper")))


# --- the lesson -------------------------------------------------------------------------------------------------------


@pytest.fixture
def stepper(book, view):
    """The stepper as at first."""
    book.tell(
        "stepper.bug = False; stepper.cost = 'mse'; stepper.hidden = 'sigmoid'; stepper.row = 0; stepper.step = 0;"
        "stepper.X, stepper.y = (v.tolist() for v in __import__('dlcourse.data').data.deck_table());"
        "stepper.parameters = stepper.first; stepper.learning_rate = 1.0; stepper.max_iterations = 200;"
        "stepper.history = []; stepper.ended = {}; stepper.tolerance = 1e-6"
    )
    root = view("stepper")
    root.get_by_text("Step 0 of 33, 0 updates done.").first.wait_for()
    return opened_settings(root)


def entries(root):
    """What stands in the matrices: {"dW3": [...], ...}, each as a flat list of texts."""
    cells = root.locator(".dl-cell").evaluate_all(
        "all => all.map((one) => [one.dataset.key, one.firstChild.textContent])"
    )
    found = {}
    for key, text in cells:
        l, _, j = key.split("-")
        found.setdefault(("db" if j == "null" else "dW") + l, []).append(text)
    return found


def digits(value):
    return (
        ("0" if value == 0 else f"{value:.2e}" if abs(value) < 1e-4 else f"{value:#.4g}")
        .replace("-", "−")
        .replace("e−0", "e−")
    )


def shows(root, gradients):
    """Every entry to the digits it has, and as many decimals in all entries of a layer."""
    found = entries(root)
    assert found.keys() == gradients.keys()
    for name, values in gradients.items():
        decimals = {len(text.partition(".")[2]) for layer in ("dW", "db") for text in found[layer + name[2:]]}
        assert len(decimals) == 1, found
        for text, value in zip(found[name], np.ravel(values), strict=True):
            assert number(text) == pytest.approx(value, abs=0.5001 * 10.0 ** -decimals.copy().pop())


GRADIENTS = "{name: value.tolist() for name, value in stepper.gradients(%s).items()}"


def test_each_partial_comes_when_its_turn_does(book, stepper):
    right = book.kernel(GRADIENTS % "")
    stepper.get_by_role("button", name="Next", exact=True).focus()
    order = []
    for step in range(1, 34):
        before = entries(stepper)
        book.page.keyboard.press("ArrowRight")
        stepper.get_by_text(f"Step {step} of 33").first.wait_for()
        now = entries(stepper)
        new = [(name, k) for name in now for k, text in enumerate(now[name]) if text != before[name][k]]
        assert len(new) <= 1
        if new:
            order += new
            assert stepper.locator(".dl-lit.dl-on").count() > 0 or new[0][0] == "db3"
            own = stepper.locator(".dl-chain .dl-own").inner_text()
            text = now[new[0][0]][new[0][1]]
            least = 10.0 ** -len(text.partition(".")[2])
            assert number(own.split(" = ")[-1]) == pytest.approx(number(text), abs=0.51 * least)
    assert [name for name, _ in order] == [
        *["dW3"] * 2, "db3", *["dW2"] * 3, "db2", *["dW2"] * 3, "db2", *["dW1", "dW1", "db1"] * 3,
    ]  # fmt: skip
    shows(stepper, right)
    assert stepper.get_by_role("button", name="Update W and b").is_enabled()


def test_pointing_and_focus_show_a_path_and_no_value_before_its_turn(book, stepper):
    stepper.locator(".dl-passes").scroll_into_view_if_needed()
    point = stepper.locator("[data-edge='1-2-1']").evaluate(
        """line => {  // where no other edge crosses it
            const place = line.ownerSVGElement.createSVGPoint();
            place.x = 0.9 * line.x2.baseVal.value + 0.1 * line.x1.baseVal.value;
            place.y = 0.9 * line.y2.baseVal.value + 0.1 * line.y1.baseVal.value;
            const { x, y } = place.matrixTransform(line.getScreenCTM());
            return [x, y];
        }"""
    )
    book.page.mouse.move(*point)
    chain = stepper.locator(".dl-chain")
    assert "dJ/dW^1_(2,1) = dZ^1_2 · x_1\n" in chain.inner_text().replace("\n\n", "\n")
    assert "its turn is step 32 of 33" in chain.inner_text()
    assert stepper.locator(".dl-lit.dl-on").count() == 1 + 2 + 2
    stepper.get_by_role("button", name="Backward pass").click()
    stepper.get_by_text("Step 33 of 33").first.wait_for()
    stepper.locator(".dl-cell[tabindex='0']").focus()
    book.page.keyboard.press("Home")
    assert stepper.locator(".dl-cell:focus").get_attribute("data-key") == "3-0-0"
    assert stepper.locator(".dl-lit.dl-on").count() == 1
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown"):
        book.page.keyboard.press(key)
    cell = stepper.locator(".dl-cell:focus")
    assert cell.get_attribute(
        "data-key"
    ) == "2-1-0" and "dJ by d W of layer 2, row 1, column 0 = " in cell.get_attribute("aria-label")
    dW2 = book.kernel("stepper.gradients()['dW2'].tolist()")[1][0]
    assert (
        chain.locator("p").last.inner_text()
        == f"dJ/dW^2_(1,0) = dZ^2_1 · a^1_0 = {chain_values(chain)} = {digits(dW2)}"
    )
    assert (
        stepper.get_by_role("combobox", name="weight or bias").evaluate("n => n.selectedOptions[0].text") == "W²₍₁,₀₎"
    )


def chain_values(chain):
    return chain.locator("p").last.inner_text().split(" = ")[2]


def test_an_input_a_weight_a_target_and_an_activation_are_followed(book, stepper):
    stepper.get_by_role("button", name="Backward pass").click()
    seen = [entries(stepper)]

    def follows(expression, expected):
        book.until(expression, expected)
        shows(stepper, book.kernel(GRADIENTS % ""))
        assert entries(stepper) not in seen
        seen.append(entries(stepper))

    for name, expression in (("x 0", "stepper.X[0][0]"), ("y", "stepper.y[0][0]")):
        slider = stepper.get_by_role("slider", name=name, exact=True)
        slider.focus()
        book.page.keyboard.press("PageUp")
        follows(expression, pytest.approx(number(slider.get_attribute("aria-valuetext"))))
    stepper.get_by_role("combobox", name="weight or bias").select_option(label="W²₍₀,₁₎")
    stepper.get_by_role("slider", name="its value").focus()
    book.page.keyboard.press("End")
    follows("stepper.parameters['W2'][0][1]", 3.0)
    stepper.get_by_role("combobox", name="hidden").select_option(label="tanh")
    follows("stepper.hidden", "tanh")
    stepper.get_by_role("combobox", name="rows").select_option(label="all 5 rows")
    follows("stepper.row", -1)


def test_what_python_sets_is_drawn_also_beyond_a_sliders_range(book, stepper):
    book.tell("stepper.cost = 'cross_entropy'")
    J = book.kernel(
        "float(nn.cross_entropy(nn.forward(np.array(stepper.X[:1]), stepper.arrays())[0], np.array(stepper.y[:1])))"
    )
    book.tell("stepper.step = 33")
    stepper.locator(".dl-J").and_(book.page.get_by_text(digits(J))).wait_for()
    assert stepper.get_by_role("combobox", name="output").is_disabled()
    book.tell("stepper.X = [[7.5, 0.8]] + stepper.X[1:]")
    slider = stepper.get_by_role("slider", name="x 0")
    slider.and_(book.page.locator("[aria-valuetext='7.50']")).wait_for()
    assert slider.input_value() == "7.5"
    assert "step must be from 0 to 33, not 999" in book.tell("stepper.step = 999")


def test_update_and_repeat_until_a_rule_stops_them_in_both_views(book, view, stepper):
    twin = view("twin")
    stepper.get_by_role("combobox", name="rows").select_option(label="all 5 rows")
    stepper.get_by_role("button", name="Backward pass").click()
    stepper.get_by_role("button", name="Update W and b").click()
    twin.get_by_text(re.compile("Step 0 of 33, 1 update done")).first.wait_for()
    book.until("len(stepper.history)", 2)
    costs = [J for _, J in book.kernel("stepper.history")]
    assert costs[1] < costs[0]
    network = nn.Network([2, 3, 2, 1], rng=0)
    network.set_parameters({k: np.array(v) for k, v in book.kernel("stepper.first").items()})
    X, y = (np.array(book.kernel(f"stepper.{name}")) for name in ("X", "y"))
    network.step(X, y, 1.0)
    for name, value in network.parameters().items():
        np.testing.assert_allclose(book.kernel(f"stepper.parameters['{name}']"), value, rtol=1e-12, atol=1e-14)
    chart = twin.locator(".dl-cost-of-now").screenshot()
    stepper.get_by_role("button", name="Repeat until it stops").focus()
    book.page.keyboard.press("Enter")
    for root in (stepper, twin):
        root.get_by_text(re.compile("200 updates are done, the maximum of iterations")).first.wait_for()
        assert root.get_by_role("button", name="Repeat until it stops").is_disabled()
    assert twin.locator(".dl-cost-of-now").screenshot() != chart
    book.until("stepper.history[-1][0]", 200)
    stepper.get_by_role("combobox", name="hidden").select_option(label="tanh")
    twin.get_by_text(re.compile("0 updates done")).first.wait_for()
    assert twin.get_by_role("button", name="Repeat until it stops").is_enabled()
    book.tell("stepper.tolerance = 0.01")
    stepper.get_by_role("button", name="Repeat until it stops").click()
    twin.get_by_text(re.compile("changed J by less than 0.01: optimum reached")).first.wait_for()


def test_the_bug_stands_beside_the_right_numbers(book, stepper):
    book.tell("stepper.learning_rate = 4.0; stepper.step = 33")
    stepper.get_by_text("Step 33 of 33").first.wait_for()
    stepper.get_by_role("checkbox", name="update while going back (the bug)").focus()
    book.page.keyboard.press("Space")
    book.until("stepper.bug", True)
    right, wrong = book.kernel(GRADIENTS % ""), book.kernel(GRADIENTS % "bug=True")
    shows(stepper, right)
    for cell in stepper.locator(".dl-cell").all():
        l, i, j = cell.get_attribute("data-key").split("-")
        off = cell.locator(".dl-off").all_inner_texts()
        name, place = ("db" + l, (int(i),)) if j == "null" else ("dW" + l, (int(i), int(j)))
        a, b = (float(np.array(values[name])[place]) for values in (right, wrong))
        if l == "3":
            assert off[0] == "bug: the same" and a == b
        else:
            assert off[0] == f"bug {digits(b)}" and re.search(r"\(.* %\)", off[1])
            assert number(off[1].split(" ")[0].replace("+", "")) == pytest.approx(b - a, rel=0.06)
    assert re.search(r"dW2 is off by \d+ % of its largest entry, db2 by", stepper.locator(".dl-bugged").inner_text())
    stepper.locator("[data-key='1-0-0']").focus()
    assert "W'^2_(0,0)" in stepper.locator(".dl-chain").inner_text()


def test_a_question_locks_a_view_and_the_prediction_is_compared(book, view):
    own = view("own")
    assert "Locked" in own.locator(".dl-says").inner_text()
    assert own.evaluate("node => node.querySelector('.dl-controls').closest('[inert]') !== null")
    own.get_by_role("radio", name="W1").focus()
    book.page.keyboard.press("Space")
    book.page.keyboard.press("Tab")
    book.page.keyboard.press("Enter")
    own.get_by_text("Not quite: the answer is “W3”. It starts at the output.").wait_for()
    book.until("own.answered", 0)
    opened_settings(own).get_by_role("button", name="Backward pass").click()
    own.get_by_text("Step 85 of 85").first.wait_for()
    shows(own, book.kernel((GRADIENTS % "").replace("stepper", "own")))


def test_a_clicker_goes_by_phases_and_then_updates_and_repeats(book, stepper):
    stepper.get_by_role("button", name="Next", exact=True).focus()
    places = (
        ("forward", 6),
        ("cost", 7),
        ("blame reaches layer 3", 11),
        ("blame reaches layer 2", 21),
        ("blame reaches layer 1", 33),
    )
    for name, step in places:
        book.page.keyboard.press("PageDown")
        stepper.get_by_text(f"Step {step} of 33").first.wait_for()
        assert stepper.locator("[aria-current=step]").inner_text() == name
    book.page.keyboard.press("PageUp")
    stepper.get_by_text("Step 21 of 33").first.wait_for()
    stepper.get_by_role("button", name="layer 1", exact=True).click()
    stepper.get_by_text("Step 33 of 33").first.wait_for()
    book.page.keyboard.press("PageDown")
    stepper.get_by_text("Step 0 of 33, 1 update done").first.wait_for()
    assert stepper.locator("[aria-current=step]").inner_text() == "update"
    book.page.keyboard.press("PageDown")
    # One example alone is learnt long before the maximum of 200.
    stepper.get_by_text(re.compile("update 22 changed J by less than 0.000001: optimum reached")).first.wait_for()
    assert stepper.locator("[aria-current=step]").inner_text() == "repeat"


# --- for everybody ----------------------------------------------------------------------------------------------------


def test_light_and_dark_narrow_wide_and_at_200_percent(book, view):
    book.tell("stepper.step = 33; stepper.bug = True; own.step = 85")
    view("stepper").get_by_text("Step 33 of 33").first.wait_for()
    readable_in_both_themes(book, ["stepper"])
    fits(book, VIEWS)


def test_the_whole_screen_in_type_for_a_projector(book, view):
    stepper = opened_settings(view("stepper"))
    height = "node => node.querySelector('svg .dl-number').getBoundingClientRect().height"
    small = stepper.evaluate(height)
    book.page.set_viewport_size({"width": 1920, "height": 1080})
    stepper.get_by_role("button", name="Full screen").click()
    book.page.wait_for_function("document.fullscreenElement !== null")
    book.page.wait_for_timeout(300)
    assert stepper.evaluate(height) > 1.3 * small
    assert stepper.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    for bug in (True, False):  # nothing needs scrolling, whichever entry is followed
        book.tell(f"stepper.step, stepper.bug = 33, {bug}")
        stepper.locator(".dl-off").first.wait_for(state="visible" if bug else "detached")
        for key in ("1-0-0", "3-0-0"):
            stepper.locator(f"[data-key='{key}']").focus()
            book.page.wait_for_timeout(100)
            assert stepper.evaluate("node => node.scrollHeight <= node.clientHeight"), (bug, key)
    assert not stepper.get_by_role("slider", name="x 0").is_visible()  # what is needed less often makes room
    stepper.locator("summary").focus()
    book.page.keyboard.press("Enter")
    assert stepper.get_by_role("slider", name="x 0").is_visible()
    book.page.evaluate("document.exitFullscreen()")
    book.page.wait_for_function("document.fullscreenElement === null")
    book.page.set_viewport_size({"width": 1366, "height": 768})
    assert stepper.get_by_role("slider", name="x 0").is_visible()


def test_the_text_line_is_spoken_after_a_pause(book, stepper):
    spoken = stepper.locator("[role=status][aria-live=polite]")
    next_ = stepper.get_by_role("button", name="Next", exact=True)
    for _ in range(3):
        next_.click()
    assert "Step 3 of" in stepper.locator(".dl-says").inner_text() and "Step 3 of" not in spoken.text_content()
    book.page.wait_for_function("node => node.textContent.startsWith('Step 3 of 33')", arg=spoken.element_handle())


def test_nothing_was_asked_of_the_network(book, outside):
    assert outside == []
