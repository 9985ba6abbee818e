"""Every view in Notebook 7 and in Voila: keys, mouse, state in Python, pixels; and a kernel that dies under them."""

import contextlib
import json
import os
import re
import signal
import socket
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from endings import running
from labbook import serious, write_notebook
from playwright.sync_api import TimeoutError as TooLate

import dlcourse

pytestmark = pytest.mark.browser

VIEWS = {  # by name: the call that makes it
    "stepper": "BackpropStepper()",
    "neuron": "Neuron()",
    "explorer": "ActivationExplorer()",
    "board": "PerceptronBoard()",
    "curve": "DescentPaths()",
    "surface": "DescentPaths('surface')",
    "playground": "Playground(layers=[4])",
}
HEARD = """
import json, os
from ipywidgets import HTML
heard = HTML()
def tell(_=None):
    heard.value = '<code class="heard">' + json.dumps({
        "process": os.getpid(), "step": stepper.step, "w": neuron.w, "z": explorer.z, "points": board.points,
        "line": board.w, "start": curve.start, "steps": curve.step, "seed": surface.seed, "updates": playground.updates,
        "rate": playground.learning_rate}) + '</code>'
for one in (stepper, neuron, explorer, board, curve, surface, playground):
    one.observe(tell)
tell()
heard
"""
CELLS = ["from dlcourse.widgets import *", *(f"{name} = {call}\n{name}" for name, call in VIEWS.items()), HEARD.strip()]

# What a view has drawn, whatever its width in pixels: the plane, or numbers, names and how many things there are.
DRAWN = """root => root.querySelector('.dl-plane')?.toDataURL() ?? [...root.querySelectorAll('.dl-drawing svg')].map(
    (one) => `${one.textContent} ${one.querySelectorAll('circle, path, line').length}`)"""
MIDDLE = "node => (({ x, y, width, height }) => [x + width / 2, y + height / 2])(node.getBoundingClientRect())"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    write_notebook(folder / "views.ipynb", CELLS)
    return folder


@pytest.fixture
def watched(page):
    page.problems = []  # of our modules, which are blobs; Notebook 7 has complaints of its own
    page.on("pageerror", lambda error: "blob:" in error.stack and page.problems.append(error.stack))
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.fixture
def seven(watched, jupyter_lab, folder):
    """The notebook open in Notebook 7, all cells run."""
    page = watched
    page.goto(jupyter_lab(folder).replace("/lab?", "/notebooks/views.ipynb?"))
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    page.get_by_text("Idle").first.wait_for(state="attached", timeout=90_000)
    for _ in range(4):  # "Idle" may be said before the kernel hears, or Run All may ask which kernel is meant
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(TooLate):
            page.locator(".heard").wait_for(timeout=20_000)
            break
        if page.locator(".jp-Dialog .jp-mod-accept").is_visible():
            page.locator(".jp-Dialog .jp-mod-accept").click()
    return page


@pytest.fixture
def voila(watched, folder, tmp_path):
    """The notebook as a page of Voila, in the course's own template."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    home = {name: str(tmp_path / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    ours = {"JUPYTER_PATH": str(Path(dlcourse.__file__).parent / "jupyter")}
    command = [
        *(sys.executable, "-m", "voila", str(folder / "views.ipynb"), "--no-browser", f"--port={port}"),
        *("--Voila.ip=127.0.0.1", "--VoilaConfiguration.template=dlcourse"),
    ]
    log = (tmp_path / "log").open("wb")
    with log, running(command, env=os.environ | home | ours, stdout=log, stderr=log) as server:
        for _ in range(450):
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(f"http://127.0.0.1:{port}/voila/static/voila.js", timeout=10),
            ):
                break
            assert server.poll() is None, (tmp_path / "log").read_text()
            time.sleep(0.2)
        watched.goto(f"http://127.0.0.1:{port}/", wait_until="commit", timeout=90_000)
        watched.locator(".heard").wait_for(timeout=90_000)
        yield watched


def view(page, name):
    root = page.locator(".dl-root").nth(list(VIEWS).index(name))
    root.scroll_into_view_if_needed()
    return root


def until(page, name, right):
    """Wait until Python has heard; the value it holds then."""
    for _ in range(100):
        value = json.loads(page.locator(".heard").text_content())[name]
        if right(value):
            return value
        page.wait_for_timeout(50)
    raise AssertionError(f"{name} is {value!r} in Python")


def drag(page, root, node, across, down=0):
    """Take hold of a node by the mouse: it goes where the mouse goes, in each of four moves."""
    middle = lambda: root.locator(node).first.evaluate(MIDDLE)  # noqa: E731
    x, y = middle()
    page.mouse.move(x, y)
    page.mouse.down()
    for k in range(1, 5):
        page.mouse.move(x + across * k / 4, y + down * k / 4)
        page.wait_for_timeout(30)
        now = middle()
        assert abs(now[0] - x - across * k / 4) < 8 and (not down or abs(now[1] - y - down * k / 4) < 8), (k, x, y, now)
    page.mouse.up()


def by_keys_and_by_mouse(page):
    """Each view by a key and by the mouse: Python hears, and other pixels are seen."""
    before = {name: view(page, name).screenshot() for name in VIEWS}
    stepper = view(page, "stepper")
    stepper.get_by_role("button", name="Next", exact=True).focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    until(page, "step", lambda step: step == 7)  # a phase, and one step
    stepper.locator("details.dl-more summary").click()
    stepper.get_by_role("button", name="Backward pass").click()
    until(page, "step", lambda step: step == 33)
    assert "·" not in stepper.locator(".dl-matrices").inner_text()
    neuron = view(page, "neuron")
    neuron.get_by_role("slider", name="w 1").focus()
    page.keyboard.press("End")
    until(page, "w", lambda w: w == [0.5, 3.0])
    weight = neuron.locator(".dl-grab-value", has=page.locator("[data-term='w_0']")).first.bounding_box()
    page.mouse.move(weight["x"] + weight["width"] / 2, weight["y"] + weight["height"] / 2)
    page.mouse.down()
    page.mouse.move(weight["x"] - 300, weight["y"], steps=5)
    page.mouse.up()
    until(page, "w", lambda w: w[0] < 0)
    explorer = view(page, "explorer")
    explorer.get_by_role("slider", name=re.compile("^z")).focus()
    page.keyboard.press("Home")
    low = until(page, "z", lambda z: z < -1)
    drag(page, explorer, "circle.dl-dot", 80)
    until(page, "z", lambda z: z > low)
    board = view(page, "board")
    board.get_by_role("button", name="Next point").click()
    until(page, "line", lambda w: w != [0, 0])
    point = board.locator("[data-key='point-1']")
    point.focus()
    points = until(page, "points", bool)
    page.keyboard.press("ArrowLeft")
    moved = until(page, "points", lambda now: now[1][0] < points[1][0])
    drag(page, board, "[data-key='point-1']", 60, -30)
    until(page, "points", lambda now: now[1][0] > moved[1][0] and now[1][1] > moved[1][1])
    curve = view(page, "curve")
    curve.get_by_role("button", name="Step", exact=True).focus()
    page.keyboard.press("Enter")
    until(page, "steps", lambda steps: steps == 1)
    start = until(page, "start", lambda _: True)
    curve.get_by_role("button", name="Back to the start").click()
    drag(page, curve, "circle.dl-ball", 70)
    until(page, "start", lambda now: now != start)
    seed = until(page, "seed", lambda _: True)
    view(page, "surface").get_by_role("button", name="Another order").click()
    until(page, "seed", lambda now: now != seed)
    playground = view(page, "playground")
    playground.get_by_role("slider", name="learning rate").press("ArrowRight")
    until(page, "rate", lambda rate: rate > 0.1)
    playground.get_by_role("button", name="One epoch").click()
    until(page, "updates", lambda updates: updates == 10)
    after = {name: view(page, name).screenshot() for name in VIEWS}
    assert [name for name in VIEWS if before[name] == after[name]] == []


def goes_on_alone(page):
    """The kernel is killed: every view says so, keeps its picture, and goes on."""
    pictures = {name: view(page, name).evaluate(DRAWN) for name in VIEWS}
    os.kill(until(page, "process", bool), signal.SIGKILL)
    page.wait_for_function(
        "n => [...document.querySelectorAll('.dl-gone, .dl-trouble')].filter(p => p.textContent).length >= n",
        arg=len(VIEWS),
        timeout=60_000,
    )
    if shots := os.environ.get("DL_SHOTS"):
        page.screenshot(path=str(Path(shots) / "dead.png"), full_page=True)
    if (dialog := page.locator(".jp-Dialog .jp-mod-accept")).is_visible():
        dialog.click()
    for name in VIEWS:
        root = view(page, name)
        told = root.locator(".dl-trouble" if name == "playground" else ".dl-gone")
        assert re.search("Python no longer hears|The kernel is gone", told.inner_text()), name
        assert root.evaluate(DRAWN) == pictures[name] and root.locator("svg, canvas").first.is_visible(), name
    said = {name: view(page, name).locator(".dl-says").inner_text() for name in VIEWS}
    view(page, "stepper").get_by_role("button", name="Back", exact=True).click()
    view(page, "neuron").get_by_role("slider", name="w 1").press("Home")
    view(page, "explorer").get_by_role("slider", name=re.compile("^z")).press("End")
    view(page, "board").get_by_role("button", name="One epoch").click()
    view(page, "curve").get_by_role("button", name="Step", exact=True).click()
    view(page, "surface").get_by_role("button", name="Another order").click()
    view(page, "playground").get_by_role("button", name="One update").click()
    page.wait_for_timeout(300)
    after = {name: view(page, name).locator(".dl-says").inner_text() for name in VIEWS}
    assert [name for name in VIEWS if said[name] == after[name]] == []


def test_notebook_7(seven, outside_requests):
    by_keys_and_by_mouse(seven)
    assert serious(seven) == []
    goes_on_alone(seven)
    assert seven.problems == [] and outside_requests == []


def test_voila(voila, outside_requests):
    by_keys_and_by_mouse(voila)
    assert serious(voila) == []
    if shots := os.environ.get("DL_SHOTS"):
        voila.screenshot(path=str(Path(shots) / "voila.png"), full_page=True)
    goes_on_alone(voila)
    assert voila.problems == [] and outside_requests == []
