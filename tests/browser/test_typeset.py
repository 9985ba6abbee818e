"""Names as mathematics: typeset, coloured, spoken, and copied as they were typed. A view on a page of its own."""

import re

import pytest
from alone import alone

from dlcourse.widgets import BackpropStepper, ForwardStepper, Playground

pytestmark = pytest.mark.browser

# The typeset half of a name is closed to scripts, as a formula is; a test looks into it.
OPEN = """const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: "open" }); };"""


@pytest.fixture
def shown(page, tmp_path):
    """A function: a view -> its page, drawn."""

    def show(view):
        page.add_init_script(OPEN)
        file = tmp_path / "view.html"
        file.write_text(alone(view), encoding="utf-8")
        page.goto(file.as_uri())
        page.locator(".dl-root").wait_for()
        return page

    return show


def copied(page, selector):
    """The text that copying what a selector finds puts on the clipboard."""
    return page.evaluate(
        """(selector) => {
            const node = document.querySelector(selector);
            getSelection().selectAllChildren(node);
            return getSelection().toString();
        }""",
        selector,
    )


def test_a_name_is_typeset_spoken_and_copied_as_typed(shown):
    page = shown(ForwardStepper(step=4))
    assert "z^2_0 = W^2_(0,0) · a^1_0 + W^2_(0,1) · a^1_1" in copied(page, ".dl-sums").replace("\n", " ")
    name = page.locator(".dl-sums .dl-math").nth(1)
    assert name.get_attribute("aria-label") == "W of layer 2, row 0, column 0"
    tree = name.evaluate("node => node.shadowRoot.querySelector('math').innerHTML.replace(/ xmlns=\"[^\"]*\"/g, '')")
    assert tree.startswith("<msubsup><mi>W</mi><mrow><mo")
    assert tree.endswith("<mn>2</mn></msubsup>")
    high, low = name.evaluate(  # above one another, not side by side
        """node => [...node.shadowRoot.querySelectorAll('msubsup > :not(:first-child)')]
            .map((one) => one.getBoundingClientRect().left)"""
    )
    assert abs(high - low) < 4


@pytest.mark.parametrize("view", [ForwardStepper, BackpropStepper, Playground])
def test_no_typed_name_is_seen(shown, view):
    page = shown(view())
    page.evaluate("model.set('step', 6)")
    page.wait_for_timeout(100)
    seen = page.evaluate(
        """() => {
            const found = [];
            const walk = document.createTreeWalker(document.querySelector(".dl-root"), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const hidden = walk.currentNode.parentElement.closest(".dl-math, .dl-spoken");
                if (!hidden) found.push(walk.currentNode.data);
            }
            return found;
        }"""
    )
    assert len(seen) > 10
    assert [text for text in seen if re.search(r"\^|_\(|_0|alpha|y_hat", text)] == []


def test_the_course_face_and_true_maths_are_drawn(shown):
    page = shown(ForwardStepper(step=1))
    page.evaluate("document.fonts.ready.then(() => true)")
    loaded = page.evaluate(
        "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family.replaceAll('\"', ''))"
    )
    assert {"DL Sans", "DL Math"} <= set(loaded)
