"""The playground in a real Chromium: as one page from disk and from `dlcourse live`, by keys and by mouse."""

import re
import subprocess
import sys
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from endings import line_of, painted, running, within

from dlcourse.widgets.playground.page import playground_page

pytestmark = pytest.mark.browser


@pytest.fixture
def board(page, tmp_path):
    """A function: lesson, state -> the open page, its errors collected in ``page.problems``."""
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: message.type == "error" and page.problems.append(message.text))

    def show(lesson=None, hash_="", **state):
        file = tmp_path / "playground.html"
        file.write_text(playground_page(lesson, **state), encoding="utf-8")
        page.goto(file.as_uri() + hash_)
        page.locator(".dl-root").wait_for()
        return page

    return show


def updates(page):
    painted(page)
    return int(re.search(r"update (\d+)", page.locator(".dl-counters").inner_text()).group(1))


def grows(page, more=5):
    before = updates(page)
    page.wait_for_function(
        "n => Number(/update (\\d+)/.exec(document.querySelector('.dl-counters').textContent)[1]) > n",
        arg=before + more,
    )


def test_it_learns_from_disk_and_both_sliders_act_without_a_reset(board, outside_requests):
    page = board(layers=[8, 8])
    assert updates(page) == 0
    page.get_by_role("button", name="Play", exact=True).click()
    grows(page)
    for name in ("learning rate", "batch size"):
        slider = page.get_by_role("slider", name=name)
        before, count = slider.get_attribute("aria-valuetext"), updates(page)
        slider.focus()
        page.keyboard.press("ArrowRight")
        assert slider.get_attribute("aria-valuetext") != before
        grows(page)
        assert updates(page) > count > 0
    page.get_by_role("button", name="Pause", exact=True).click()
    still = updates(page)
    page.wait_for_timeout(200)
    assert updates(page) == still
    page.get_by_role("button", name="One update").click()
    assert updates(page) == still + 1
    page.get_by_role("button", name="Reset").click()
    assert updates(page) == 0
    assert page.problems == [] and outside_requests == []


def test_the_picture_changes_while_it_learns(board):
    page = board(data="gaussian", learning_rate=0.5)
    plane = page.locator(".dl-place")
    before = plane.screenshot()
    for _ in range(20):
        page.get_by_role("button", name="One epoch").click()
    assert plane.screenshot() != before
    said = page.locator(".dl-says").inner_text()
    assert float(re.search(r"Cost ([\d.]+)", said).group(1)) < 0.2 and "20 epochs" in said


def test_every_picture_of_a_training_shows_what_its_own_frame_has_learnt(board):
    """Never two lots of 25 updates between two pictures: a view that asks for one frame more shows every second one."""
    page = board(layers=[8, 8], speed=25)
    shown = within(
        page,
        """() => new Promise((done) => {
            const counters = document.querySelector('.dl-counters');
            const seen = [];
            const watch = new MutationObserver(() => {
                const now = Number(counters.textContent.match(/update (\\d+)/)[1]);
                if (now !== seen.at(-1)) seen.push(now);
                if (seen.length < 40) return;
                watch.disconnect();
                done(seen);
            });
            watch.observe(counters, { childList: true, characterData: true, subtree: true });
            [...document.querySelectorAll('button')].find((node) => node.textContent === 'Play').click();
        })""",
        what="40 pictures were not painted",
    )
    assert shown == list(range(shown[0], shown[0] + 25 * 40, 25))


def test_divergence_is_said_in_the_chart_and_the_view_stays(board):
    page = board(data="plane", activation="relu", learning_rate=1e9)
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_text(re.compile(r"diverged at update \d+ \(alpha = 1000000000\)")).first.wait_for()
    assert page.get_by_role("button", name="Play", exact=True).is_disabled()
    page.get_by_role("button", name="Reset").click()
    assert page.get_by_role("button", name="Play", exact=True).is_enabled()
    assert page.problems == []


def test_a_frozen_run_is_labelled_by_what_differs(board):
    page = board()
    page.get_by_role("button", name="One epoch").click()
    page.get_by_role("button", name="Freeze this run").click()
    page.get_by_role("slider", name="learning rate").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("alpha 0.1", exact=True).wait_for()  # beside the run of now
    page.get_by_role("button", name="One update").click()
    page.get_by_role("slider", name="learning rate").press("End")  # no update is made with 100
    page.get_by_role("slider", name="learning rate").press("PageDown")
    page.get_by_role("button", name="Freeze this run").click()
    page.get_by_text("alpha 0.1, then 0.2", exact=True).wait_for()  # it was changed on the way
    page.get_by_role("combobox", name="hidden activation").select_option(label="relu")
    page.get_by_role("button", name="One epoch").click()
    page.get_by_role("button", name="Freeze this run").click()
    names = page.locator(".dl-line-name:not(.dl-count)").evaluate_all(
        "all => all.map((one) => one.querySelector('title')?.textContent ?? one.textContent)"
    )
    assert names == ["alpha 0.1, tanh", "alpha 0.1, then 0.2, tanh", "alpha 5, relu", "now"]
    assert page.problems == []


def test_a_lesson_shows_its_own_controls_alone(board):
    page = board("batch-size")
    assert page.get_by_role("slider", name="batch size").count() == 1
    assert page.get_by_role("slider", name="learning rate").count() == 0
    assert page.get_by_role("combobox", name="data").count() == 0


def test_the_address_keeps_the_state_and_odd_ones_are_left_alone(board):
    page = board()
    page.get_by_role("combobox", name="data").select_option(label="spiral")
    address = page.url
    assert "spiral" in address
    page.goto("about:blank")
    page.goto(address)
    assert page.get_by_role("combobox", name="data").evaluate("node => node.selectedOptions[0].text") == "spiral"
    nonsense = ("%7Bnonsense", '{"begin":{"W1":[[1]]}}', '{"begin":{"W1":"x"}}', '{"layers":"abc","noise":null}', "[1]")
    for odd in nonsense:
        page = board(hash_="#" + odd)
        page.get_by_role("button", name="One update").click()
        assert updates(page) == 1 and page.problems == [], odd
        page.goto("about:blank")


def test_keys_play_and_step(board):
    page = board()
    page.locator(".dl-cellframe").first.focus()
    page.keyboard.press("PageDown")
    assert updates(page) == 10
    page.keyboard.press("Space")
    grows(page)
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    # The keys of a lecturer, also when a slider was moved last.
    slider = page.get_by_role("slider", name="learning rate")
    slider.press("ArrowRight")
    page.keyboard.press("Space")
    grows(page)
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement?.classList.contains('dl-root')")
    assert slider.evaluate("node => node === document.activeElement")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    page.keyboard.press("F")
    page.wait_for_function("() => !document.fullscreenElement")


@pytest.mark.parametrize("width", [360, 1366, 2560])
def test_it_fits_and_axe_finds_nothing_serious(board, width):
    page = board()
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [f["id"] for f in found if f["impact"] in ("serious", "critical")] == []


# Texts of pictures that stick out of them, and are cut there.
CUT = """() => [...document.querySelectorAll('.dl-curves svg text')].filter((one) => {
    const [inner, outer] = [one, one.ownerSVGElement].map((node) => node.getBoundingClientRect());
    const aside = inner.left < outer.left || inner.right > outer.right;
    return inner.width && (aside || inner.top < outer.top || inner.bottom > outer.bottom);
}).map((one) => one.textContent)"""


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1366, 768), (1920, 1080)])
def test_every_word_of_the_chart_is_seen_whole(board, width, height):
    page = board(speed=100)
    page.set_viewport_size({"width": width, "height": height})
    page.get_by_role("button", name="Play", exact=True).click()
    grows(page, 1900)
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="Freeze this run").click()
    last = set()
    for axis in ("epochs", "updates", "samples seen"):
        page.locator(".dl-segment", has_text=axis).click()
        page.locator(".dl-curves").get_by_text(axis, exact=True).wait_for()
        assert page.evaluate(CUT) == []
        last.add(page.locator(".dl-curves .dl-tick:not(.dl-end)").last.text_content())
    assert len(last) == 3 and max(map(len, last)) >= 5


@pytest.mark.parametrize("layers", [[], [1], [8] * 6])
def test_any_depth_is_drawn(board, layers):
    page = board(layers=layers)
    page.get_by_role("button", name="One update").click()
    assert updates(page) == 1 and page.problems == []


@pytest.mark.parametrize("data", [([[1, 2]], [1]), ([[0, 0]] * 4, [0, 1, 0, 1])], ids=["one point", "equal points"])
def test_odd_data_of_ones_own(board, data):
    page = board(data=data)
    page.get_by_role("button", name="One epoch").click()
    assert updates(page) >= 1 and page.problems == []


def test_the_command_serves_the_page_on_this_machine_alone():
    command = [sys.executable, "-m", "dlcourse", "live", "learning-rate", "--no-browser"]
    with running(command, stdout=subprocess.PIPE, text=True) as server:
        address = line_of(server, "http://127.0.0.1:").split()[-1]
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert b"a network that learns" in answer.read()


THEIRS = """
from dlcourse import nn
initialize_parameters, forward, cost, update_parameters = nn.initialize_parameters, nn.forward, nn.mse, nn.update
def backward(y, parameters, cache, hidden="sigmoid", output="sigmoid"):
    if len(y) == 100:
        raise KeyError("dZ")
    return nn.backward(y, parameters, cache, hidden, output)
"""


def test_with_a_kernel_it_trains_a_students_functions_and_loads_nothing_from_elsewhere(
    page, tmp_path, outside_requests
):
    (tmp_path / "mine.py").write_text(THEIRS, encoding="utf-8")
    command = [sys.executable, "-m", "dlcourse", "live", "--functions", str(tmp_path / "mine.py"), "--no-browser"]
    with running(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        address = line_of(server, "http://127.0.0.1:").split()[-1]
        page.goto(address, wait_until="commit", timeout=90_000)
        page.locator(".dl-root").wait_for(timeout=90_000)
        page.get_by_role("button", name="Play", exact=True).click()
        grows(page)
        assert page.get_by_role("combobox", name="regularisation").is_disabled()
        page.get_by_role("slider", name="batch size").press("End")
        page.get_by_text("Error in backward (mine.py, line 6)").wait_for()
        assert Axe().run(page, context=".dl-root").response["violations"] == []
    assert outside_requests == []


def test_the_command_refuses_an_unknown_lesson():
    command = [sys.executable, "-m", "dlcourse", "live", "magic"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "lesson='magic' is not known" in done.stderr
