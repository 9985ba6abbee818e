"""Every view by finger, and as a screen reader hears it. On pages of their own, without Jupyter."""

import re

import pytest
from alone import alone

from dlcourse import nn
from dlcourse.widgets import (
    ActivationExplorer,
    BackpropStepper,
    DescentPaths,
    DrawingPad,
    ForwardStepper,
    Neuron,
    PerceptronBoard,
    Playground,
)

pytestmark = pytest.mark.browser

VIEWS = {
    "playground": lambda: Playground(layers=[4, 3]),
    "stepper": lambda: BackpropStepper(step=33, bug=True),
    "neuron": Neuron,
    "explorer": ActivationExplorer,
    "board": PerceptronBoard,
    "curve": DescentPaths,
    "surface": lambda: DescentPaths("surface"),
    "forward": ForwardStepper,
    "pad": lambda: DrawingPad(nn.Network([64, 8, 10], rng=0)),
}


@pytest.fixture
def shown(browser, tmp_path, request):
    """A function: the name of a view -> its page on a telephone's screen, with fingers; no script may throw."""
    context = browser.new_context(viewport={"width": 412, "height": 800}, has_touch=True, reduced_motion="reduce")
    page, problems = context.new_page(), []
    page.on("pageerror", lambda error: problems.append(str(error)))

    def show(name):
        (tmp_path / "view.html").write_text(alone(VIEWS[name]()), encoding="utf-8")
        page.goto((tmp_path / "view.html").as_uri())
        page.locator(".dl-root").wait_for()
        page.wait_for_timeout(100)
        return page

    yield show
    context.close()
    assert problems == []


# --- by finger --------------------------------------------------------------------------------------------------------

MIDDLE = "node => (({ x, y, width, height }) => [x + width / 2, y + height / 2])(node.getBoundingClientRect())"


def swipe(page, start, across, down):
    """A finger goes down at ``start``, moves in eight steps, and is lifted."""
    finger = page.context.new_cdp_session(page)
    x, y = start
    for kind, k in (("touchStart", 0), *(("touchMove", k) for k in range(1, 9)), ("touchEnd", 8)):
        at = [{"x": x + across * k / 8, "y": y + down * k / 8}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at if kind != "touchEnd" else []})
    page.wait_for_timeout(50)


@pytest.mark.parametrize(
    ("name", "held", "by"),
    [
        ("board", "[data-key='point-2']", (60, -50)),
        ("explorer", "circle.dl-dot", (60, 0)),
        ("curve", "circle.dl-ball", (50, 0)),
        ("playground", ".dl-cursor", (50, 60)),
    ],
)
def test_what_is_dragged_follows_the_finger_and_the_page_stays(shown, name, held, by):
    page = shown(name)
    node = page.locator(held).first
    node.evaluate("node => node.scrollIntoView({ block: 'center' })")
    before, scrolled = node.evaluate(MIDDLE), page.evaluate("scrollY")
    # Beside the middle: a finger is no needle. What is held comes under it.
    swipe(page, [before[0] + 5, before[1] + 5], *by)
    after = page.locator(held).first.evaluate(MIDDLE)
    assert page.evaluate("scrollY") == scrolled
    for axis in (0, 1):
        if by[axis]:
            assert after[axis] - before[axis] == pytest.approx(by[axis] + 5, abs=8), (before, after)


def test_a_finger_draws_and_the_page_stays(shown):
    page = shown("pad")
    pad = page.get_by_role("application")
    x, y = pad.evaluate(MIDDLE)
    swipe(page, [x, y - 80], 0, 160)
    assert page.evaluate("scrollY") == 0 and page.locator(".dl-ink").count() == 1
    [stroke] = page.evaluate("model.get('strokes')")
    assert stroke[0][1] < 0.3 and stroke[-1][1] > 0.7


@pytest.mark.parametrize("name", ["board", "explorer", "playground"])
def test_a_finger_elsewhere_in_the_view_scrolls_the_page(shown, name):
    page = shown(name)
    page.locator(".dl-says").evaluate("node => node.scrollIntoView({ block: 'center' })")
    scrolled = page.evaluate("scrollY")
    swipe(page, page.locator(".dl-says").evaluate(MIDDLE), 0, -200)
    page.wait_for_function("y => scrollY > y + 100", arg=scrolled)


# --- as a screen reader hears it --------------------------------------------------------------------------------------

# What may have the focus, and what must be said of it besides its role and name.
CONTROLS = {
    "slider": "value", "combobox": "value", "spinbutton": "value", "checkbox": "checked", "radio": "checked",
    "DisclosureTriangle": "expanded", "button": None, "textbox": None, "application": None, "option": None,
}  # fmt: skip


def tree(page):
    """Chromium's accessibility tree: what is not ignored, as dictionaries of role, name, value and properties."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", ""),
            "value": node.get("value", {}).get("value"),
            **{one["name"]: one["value"].get("value") for one in node.get("properties", [])},
        }
        for node in nodes
        if not node["ignored"]
    ]


@pytest.mark.parametrize("name", VIEWS)
def test_every_control_says_its_role_its_name_and_its_value(shown, name):
    page = shown(name)
    heard = tree(page)
    label = page.locator(".dl-root").get_attribute("aria-label")
    # A view that takes the focus itself, when a button that had it ends, is a named group, and Tab does not stop there.
    held = [one for one in heard if one.get("focusable") and one["role"] == "group"]
    assert [one["name"] for one in held] in ([], [label])
    assert not held or page.locator(".dl-root").get_attribute("tabindex") == "-1"
    stops = [one for one in heard if one.get("focusable") and one["role"] != "RootWebArea" and one not in held]
    assert len(stops) > 2
    for one in stops:
        assert one["role"] in CONTROLS, one
        assert one["name"].strip(), one
        assert not re.search(r"\^\d|_[\d(]", one["name"]), one  # "a of layer 1" can be spoken, a^1 cannot
        says = CONTROLS[one["role"]]
        assert says is None or one.get(says) not in (None, ""), one
    groups = [one["name"] for one in heard if one["role"] == "group"]
    assert label in groups
    for picture in (one for one in heard if one["role"] in ("image", "img")):
        assert picture["name"].strip(), picture


@pytest.mark.parametrize("name", VIEWS)
def test_the_text_line_is_polite_and_what_is_seen_is_said(shown, name):
    page = shown(name)
    said = page.locator(".dl-says").evaluate(  # a name is said as it is spoken
        "node => [...node.childNodes].map((one) => one.ariaLabel ?? one.textContent).join('')"
    )
    spoken = page.locator(".dl-spoken[role=status]")
    page.wait_for_function("node => node.textContent", arg=spoken.element_handle())
    live = [one for one in tree(page) if one.get("live") in ("polite", "assertive")]
    assert [one["live"] for one in live if one["role"] == "alert"] in ([], ["assertive"])  # shown where something fails
    assert {one["live"] for one in live if one["role"] == "status"} == {"polite"}
    assert " ".join(spoken.text_content().split()) == " ".join(said.split())


@pytest.mark.parametrize("name", ["playground", "stepper", "neuron", "explorer", "curve"])
def test_a_slider_says_the_value_that_is_seen(shown, name):
    page = shown(name)
    for slider in page.locator("input[type=range]:enabled").all():
        if slider.is_visible():
            slider.press("ArrowRight")
            seen = slider.locator("xpath=following-sibling::output").inner_text()
            value = slider.get_attribute("aria-valuetext")
            name = slider.evaluate("node => node.labels[0].textContent")
            # Where a number stands in a picture its name stands with it; heard, the name is the label's.
            assert value.strip() and seen in (value, f"{name} = {value}")
