"""The playground under abuse and in class: steps of a lesson by a clicker, odd settings, resizing, a short soak."""

import re

import pytest
from endings import painted

from dlcourse.widgets.playground.page import playground_page

pytestmark = pytest.mark.browser


@pytest.fixture
def board(page, tmp_path):
    """A function: lesson, state -> the open page, its errors collected in ``page.problems``."""
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))

    def show(lesson=None, **state):
        (tmp_path / "playground.html").write_text(playground_page(lesson, **state), encoding="utf-8")
        page.goto((tmp_path / "playground.html").as_uri())
        page.locator(".dl-root").wait_for()
        return page

    return show


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def beyond(page, count):
    page.wait_for_function(
        "n => Number(/update (\\d+)/.exec(document.querySelector('.dl-counters').textContent)[1]) > n", arg=count
    )


def drawn(page):
    """Neither the plane nor the chart nor the network is blank."""
    painted(page)
    return page.evaluate(
        """() => {
            const alive = (canvas) => new Set(new Uint32Array(
                canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
            const marks = document.querySelectorAll('.dl-points circle, .dl-points .dl-zero').length;
            return [alive(document.querySelector('.dl-plane')), alive(document.querySelector('.dl-net canvas')), marks,
                document.querySelectorAll('.dl-curves svg .dl-tick').length].map((n) => n > 0);
        }"""
    )


def test_a_clicker_goes_through_a_lesson_and_its_locks(board):
    page = board("learning-rate")
    step = page.locator(".dl-step")
    assert "1 of 5: alpha = 0.03" in step.inner_text()
    page.keyboard.press("PageDown")  # plays
    beyond(page, 0)
    slider = page.get_by_role("slider", name="learning rate")
    slider.focus()
    page.keyboard.press("PageDown")  # a clicker's key is the lesson's, also where a slider has the focus
    page.get_by_text("2 of 5: With a ten times larger alpha").wait_for()
    assert page.locator(".dl-body").evaluate("node => node.inert") and "creeps" not in step.inner_text()
    assert slider.get_attribute("aria-valuetext") == "0.3"
    page.keyboard.press("PageDown")  # opens the lock, and plays
    page.get_by_text("2 of 5: The same network").wait_for()
    assert "Fall faster. Each update goes ten times further" in page.locator(".dl-result").inner_text()
    assert not page.locator(".dl-body").evaluate("node => node.inert")
    assert page.locator(".dl-lane-name").all_text_contents() == ["alpha 0.03", "alpha 0.3"]
    beyond(page, 0)
    page.keyboard.press("PageDown")
    page.get_by_text("3 of 5: And with alpha = 10?").wait_for()
    page.keyboard.press("3")  # a bet
    assert "Not quite. It jumps about." in page.locator(".dl-result").inner_text()
    beyond(page, 0)
    page.keyboard.press("PageUp")
    page.get_by_text("2 of 5: The same network").wait_for()
    assert slider.get_attribute("aria-valuetext") == "0.3"
    page.keyboard.press("PageUp")
    page.get_by_text("1 of 5:").wait_for()
    assert slider.get_attribute("aria-valuetext") == "0.03"
    assert "stage" not in page.url and page.problems == []


def test_a_map_of_costs_fills_and_a_cell_opens_its_run_by_keys(board):
    page = board("rate-and-batch")
    page.get_by_text("1 of 2: alpha = 0.3 is good").wait_for()
    page.keyboard.press("PageDown")  # the answer, and it fills
    page.get_by_role("button", name=re.compile(r"alpha 0.01, batch 1: cost 0\.\d+")).wait_for()
    page.keyboard.press("PageDown")  # what the next step asks about is complete
    page.locator(".dl-says", has_text="35 of 35 cells. Lowest cost").wait_for()
    assert "not yet" not in page.locator(".dl-map").evaluate("node => node.innerHTML")
    page.locator(".dl-mapcell").first.focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.locator(".dl-line-name", has_text="alpha 0.03, batch 4").wait_for()
    beyond(page, 0)
    press(page, "Back to the map")
    page.locator(".dl-says", has_text="35 of 35 cells. Lowest cost").wait_for()  # it was kept
    assert page.problems == []


def test_a_question_of_the_teacher_locks_the_view(board):
    page = board(predict={"question": "Up?", "choices": ["Yes", "No"], "answer": 1, "because": "It falls."})
    page.keyboard.press("PageDown")
    assert "update 0" in page.locator(".dl-counters").inner_text()
    page.get_by_role("radio", name="No").check()
    press(page, "Answer and unlock")
    press(page, "One update")
    beyond(page, 0)


@pytest.mark.parametrize(
    "state",
    [
        {"learning_rate": 1e9},
        {"learning_rate": 1e9, "data": "plane", "activation": "relu", "layers": [8] * 6},
        {"learning_rate": 1e9, "data": "sine", "layers": []},
        {"learning_rate": 0.0},
        {"data": ([[1, 2]], [1]), "layers": []},
        {"data": ([[0, 0]] * 4, [0, 1, 0, 1])},
        {"activation": "step", "output": "step", "layers": [3, 3]},
        {"share": 1.0, "batch_size": 10**6},
    ],
    ids=["huge", "huge relu", "huge line", "zero", "one point", "equal points", "step", "all rows"],
)
def test_nothing_makes_it_blank(board, state):
    page = board(**state)
    press(page, "Play")
    page.wait_for_timeout(500)
    for size in ((360, 640), (1366, 768)):  # resized while it trains
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        page.wait_for_timeout(100)
    assert drawn(page) == [True] * 4
    said = page.locator(".dl-says").inner_text()
    assert re.search(r"[Dd]iverged at update \d+ \(alpha = 1000000000\)|Cost [\d.]+|updates\.", said), said
    press(page, "Reset")
    press(page, "One update")
    beyond(page, 0)
    assert page.problems == []


def test_a_slider_that_is_held_replays_and_ends_at_rest(board):
    page = board(layers=[8, 8], replay=True)
    for _ in range(3):
        press(page, "One epoch")
    page.get_by_text("update 30 ").wait_for()
    page.wait_for_timeout(200)
    plane = page.locator(".dl-plane")
    before = plane.evaluate("canvas => canvas.toDataURL()")
    slider = page.get_by_role("slider", name="learning rate")
    for key in ["ArrowRight", "ArrowLeft"] * 10 + ["ArrowRight"]:
        slider.press(key)
    page.get_by_text("update 30 ").wait_for()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    assert plane.evaluate("canvas => canvas.toDataURL()") != before
    slider.press("ArrowLeft")  # the same setting, the same picture
    page.wait_for_timeout(300)
    assert plane.evaluate("canvas => canvas.toDataURL()") == before and page.problems == []


def test_long_training_does_not_leak(board):
    """Accelerated: thousands of updates, resets and sliders; memory, nodes and listeners stay where they were."""
    page = board(layers=[8, 8], speed=100)
    session = page.context.new_cdp_session(page)

    def used(rounds):
        for _ in range(rounds):
            press(page, "Play")
            beyond(page, 1000)
            page.get_by_role("slider", name="learning rate").press("ArrowRight")
            press(page, "Pause")
            press(page, "Freeze this run")
            press(page, "Reset")
        readings = []
        for _ in range(3):  # what one collection leaves behind, the next one takes; a leak stays
            session.send("HeapProfiler.collectGarbage")
            counters = session.send("Memory.getDOMCounters")
            heap = session.send("Runtime.getHeapUsage")["usedSize"]
            readings.append((heap, counters["nodes"], counters["jsEventListeners"]))
            page.wait_for_timeout(100)
        return [min(values) for values in zip(*readings, strict=True)]

    first, later = used(4), used(8)
    for before, after in zip(first, later, strict=True):
        assert after <= 1.2 * before, (first, later)
    assert page.problems == []
