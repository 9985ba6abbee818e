"""Lecture 01 in a real JupyterLab: a digit drawn by mouse, by finger and by keys, a sentence typed, noise moved."""

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def introduction(run_all):
    return run_all("01-introduction")


def view(page, label):
    found = page.get_by_role("group", name=label, exact=True)
    found.scroll_into_view_if_needed()
    return found


def unlock(found, choice):
    found.get_by_role("radio", name=choice).check()
    found.get_by_role("button", name="Answer and unlock").click()


def place(pad, x, y):
    box = pad.bounding_box()
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


SEVEN = [(0.22, 0.1), (0.5, 0.1), (0.78, 0.1), (0.6, 0.52), (0.42, 0.94)]


def test_the_applications(introduction, outside_requests):
    page = introduction
    drawing = view(page, "Drawing pad")
    pad = drawing.get_by_role("application")
    says = drawing.locator(".dl-says")
    assert "Locked" in says.inner_text()
    pad.click(force=True)
    assert not drawing.locator(".dl-ink").count()  # locked
    unlock(drawing, "It is a digit, and the network is sure of it")
    assert says.inner_text().startswith("Draw a digit")

    page.mouse.move(*place(pad, *SEVEN[0]))
    page.mouse.down()
    for point in SEVEN[1:]:
        page.mouse.move(*place(pad, *point), steps=4)
    page.mouse.up()
    assert drawing.locator(".dl-ink").count() == 1
    assert re.match(r"(It reads|No answer)", says.inner_text())

    drawing.get_by_role("button", name="Clear").click()
    assert not drawing.locator(".dl-ink").count() and says.inner_text().startswith("Draw a digit")
    pad.focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "Space", *["ArrowDown"] * 14, "Space"):
        page.keyboard.press(key)
    assert says.inner_text().startswith("It reads 1 with") and "Pen up, column 8, row 15." in says.inner_text()
    page.keyboard.press("Backspace")
    assert not drawing.locator(".dl-ink").count()

    finger = page.context.new_cdp_session(page)
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for kind, points in (
        ("touchStart", [(0.5, 0.1)]),
        *[("touchMove", [(0.5, 0.1 * k)]) for k in range(2, 10)],
        ("touchEnd", []),
    ):
        touched = [dict(zip("xy", place(pad, *point), strict=True)) for point in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    assert drawing.locator(".dl-ink").count() == 1 and says.inner_text().startswith("It reads 1 with")

    sentence = view(page, "A sentence and its intent")
    field, heard = sentence.get_by_role("textbox", name="Your sentence"), sentence.locator(".dl-says")
    assert sentence.get_by_text("not (unknown)").count() == 1
    for typed, answer in (
        ("is it late", "I hear: time with"),
        ("qwerty", "I know none of these words."),
        ("", "Say something first."),
        ("   ", "Say something first."),
    ):
        field.fill(typed)
        assert heard.inner_text().startswith(answer)
    field.press_sequentially("dd play jazz")  # letters that are shortcuts of JupyterLab outside of the field
    assert heard.inner_text().startswith("I hear: music") and field.input_value().strip() == "dd play jazz"
    assert page.locator(".jp-CodeCell .jp-InputPrompt").count() > 20

    noise = view(page, "Noise and its removal")
    unlock(noise, "It makes it a little worse")
    noise.get_by_role("slider", name="noise").focus()
    page.keyboard.press("Home")
    assert "Noise 0.00: the network can only make it worse." in noise.locator(".dl-says").inner_text()
    assert outside_requests == []
