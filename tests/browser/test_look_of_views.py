"""Each view as it is seen: on a phone, in a notebook, on a wall; light and dark. Nothing too small, nothing cut off."""

import numpy as np
import pytest
from alone import alone
from labbook import serious

from dlcourse import nn
from dlcourse.widgets import (
    ActivationExplorer,
    BackpropStepper,
    CostBars,
    DescentPaths,
    ForwardStepper,
    HelloSlider,
    Neuron,
    PerceptronBoard,
    UpdatesTable,
)

pytestmark = pytest.mark.browser

VIEWS = {
    "stepper": lambda: BackpropStepper(step=17),
    "wide stepper": lambda: BackpropStepper(
        nn.initialize_parameters([4, 4, 4, 4], np.random.default_rng(1)), np.eye(4), np.eye(4), step=60
    ),
    "forward": lambda: ForwardStepper(step=4),
    "neuron": Neuron,
    "four inputs": lambda: Neuron(w=(0.5, -0.4, 1.2, 2), x=(1, 2, -1, 0.5), activation="relu"),
    "explorer": ActivationExplorer,
    "board": PerceptronBoard,
    "curve": DescentPaths,
    "bars": CostBars,
    "table": UpdatesTable,
    "hello": HelloSlider,
}
LEAST = {390: 13.9, 1366: 13.9, 1920: 13.9}  # px: captions and ticks, by the type scale
SMALLEST = """() => {
    const root = document.querySelector(".dl-root");
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let least = [1e9, ""];
    while (walk.nextNode()) {
        const node = walk.currentNode.parentElement;
        const unseen = ".dl-spoken, [hidden], details:not([open]) > :not(summary)";
        if (!walk.currentNode.data.trim() || node.closest(unseen)) continue;
        if (node.closest(".dl-math") && !node.closest("math")) continue; // typed, for copying
        const svg = node.closest("svg");
        const scale = svg ? svg.getScreenCTM().a : 1;
        const size = Number.parseFloat(getComputedStyle(node).fontSize) * scale;
        if (size < least[0]) least = [size, walk.currentNode.data];
    }
    return least;
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll(".dl-root :is(button, select, summary, input)")]
    .filter((one) => one.getClientRects().length && !one.closest("table"))
    .filter((one) => !one.matches("[type=checkbox], [type=radio]"))
    .map((one) => [one.closest(".dl-grab") ?? one, one.textContent || one.type])
    .map(([one, name]) => [Math.round(one.getBoundingClientRect().height), name])
    .filter(([height]) => height < 48)"""
CLIPPED = """() => [...document.querySelectorAll(".dl-root :is(button, .dl-badge, label, .dl-value)")]
    .filter((one) => one.getClientRects().length && !one.closest(".dl-spoken"))
    .filter((one) => getComputedStyle(one).overflow !== "visible")
    .filter((one) => one.scrollWidth > one.clientWidth + 1)
    .map((one) => one.textContent)"""


@pytest.fixture
def shown(browser, tmp_path):
    """A function: a view's name, a width -> its page. One context per width, all closed at the end."""
    contexts = []

    def show(name, width, touch=False):
        context = browser.new_context(viewport={"width": width, "height": 844 if touch else 900}, has_touch=touch)
        contexts.append(context)
        page = context.new_page()
        file = tmp_path / "view.html"
        text = alone(VIEWS[name]()).replace("<body>", '<body style="margin: 0" data-jp-theme-light="true">')
        file.write_text(text, encoding="utf-8")
        page.goto(file.as_uri())
        page.locator(".dl-root").wait_for()
        page.wait_for_timeout(150)
        return page

    yield show
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_is_too_small_or_cut_off_and_axe_finds_nothing(shown, name):
    page = shown(name, 390, touch=True)
    assert page.evaluate(SMALL_TARGETS) == []
    for width in LEAST:
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(120)
        size, words = page.evaluate(SMALLEST)
        assert size >= LEAST[width], (width, words)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CLIPPED) == []
    pictures = []
    for light in ("true", "false"):
        page.evaluate("light => { document.body.dataset.jpThemeLight = light }", light)
        page.evaluate(
            "document.body.style.background = getComputedStyle(document.querySelector('.dl-root')).backgroundColor"
        )
        assert serious(page) == [], light
        pictures.append(page.locator(".dl-root").screenshot())
    assert pictures[0] != pictures[1]


def test_without_the_api_a_view_is_laid_over_the_page_and_given_back(shown):
    page = shown("stepper", 390, touch=True)
    page.evaluate("Element.prototype.requestFullscreen = undefined")
    page.get_by_role("button", name="Full screen").click()
    box = page.locator(".dl-root").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_text("Step 18 of 33").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#view > .dl-root").count() == 1
    page.get_by_role("button", name="Full screen").click()
    page.get_by_role("button", name="Full screen").click()
    assert page.locator("#view > .dl-root").count() == 1


# --- motion ---

FRAMES = """async (key) => {
    const root = document.querySelector(".dl-root");
    const seen = new Set();
    const press = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    root.querySelector(".dl-primary").dispatchEvent(press);
    const parts = ".dl-pulse, .dl-blames > g > g, .dl-edge, .dl-badge, .dl-cell";
    const state = ({ transform, strokeWidth, backgroundColor }) => [transform, strokeWidth, backgroundColor].join();
    const states = () => [...root.querySelectorAll(parts)].map((one) => state(getComputedStyle(one))).join();
    const end = performance.now() + 1500;
    let frames = 0;
    while (performance.now() < end) {
        await new Promise(requestAnimationFrame);
        seen.add(states());
        frames += 1;
    }
    return [seen.size, frames];
}"""


@pytest.mark.parametrize(
    ("what", "step", "key"), [("forward", 0, "ArrowRight"), ("blame", 11, "ArrowRight"), ("update", 33, "PageDown")]
)
def test_a_change_is_seen_to_happen_and_who_asked_for_less_sees_the_end(browser, tmp_path, what, step, key):
    file = tmp_path / "view.html"
    file.write_text(alone(BackpropStepper(step=step, learning_rate=5.0)), encoding="utf-8")
    counts = {}
    for motion in ("no-preference", "reduce"):
        context = browser.new_context(viewport={"width": 1366, "height": 900}, reduced_motion=motion)
        page = context.new_page()
        page.goto(file.as_uri())
        page.locator(".dl-root").wait_for()
        page.wait_for_timeout(300)
        counts[motion] = page.evaluate(FRAMES, key)
        context.close()
    assert counts["reduce"][0] == 1, what
    drawn, frames = counts["no-preference"]
    # More than 8 pictures between two states; a machine that draws few frames shows fewer of them.
    assert drawn > min(8, frames / 6), (what, counts)


def test_a_held_key_is_not_acted_out(shown):
    page = shown("stepper", 1366)
    moving = page.evaluate(
        """() => {
            const press = (repeat) => document.querySelector(".dl-primary").dispatchEvent(
                new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true, repeat }));
            for (let k = 0; k < 6; k++) press(true);
            const acted = (one) => one.effect.getComputedTiming().duration !== 1000; // but the dashes that run
            return new Promise((done) => setTimeout(() => done(document.getAnimations().filter(acted).length), 30));
        }"""
    )
    assert moving == 0
    page.get_by_text("Step 23 of 33").first.wait_for()
