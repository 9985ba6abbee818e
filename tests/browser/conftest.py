"""A real JupyterLab and a real Chromium, cut off from everything beyond loopback.

``jupyter_lab(folder)`` starts a server and returns its address with the token; ``page`` is a Chromium page whose
requests beyond loopback are blocked and collected in ``outside_requests``.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest
from endings import PATIENCE, ends_within, process_of, within
from labbook import LAB_OPTIONS, cut_off
from playwright.sync_api import sync_playwright

import dlcourse

COURSE = Path(__file__).parents[2] / "course"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # tests run as root on a bare machine too
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What JupyterLab would otherwise ask the network for: news, updates, a list of extensions.
QUIET_LAB = [
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
]

SETTINGS = {
    # Every cell in the page at once: by default JupyterLab leaves out those that are scrolled away.
    "notebook-extension/tracker": '{"windowingMode": "none"}',
    # No question about news in front of what is tested.
    "apputils-extension/notification": '{"fetchNews": "false", "checkForUpdates": false}',
}
# As `dlcourse lab` starts it: among others, the state of widgets is saved with the notebook.
OURS = str(Path(dlcourse.__file__).parent / "jupyter")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def jupyter_lab(tmp_path_factory):
    """A function: folder, options -> address of a JupyterLab that serves it, such as http://127.0.0.1:40001/lab?token=..."""
    servers = []

    def start(folder, *options):
        port, token = free_port(), secrets.token_hex(16)
        home = tmp_path_factory.mktemp("jupyter-home")
        for name, settings in SETTINGS.items():
            file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(settings)
        environment = os.environ | {
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
            "IPYTHONDIR": str(home / "ipython"),
            "JUPYTER_CONFIG_PATH": OURS,
        }
        command = [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
            *(f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}", *QUIET_LAB, *options),
        ]
        with (home / "server.log").open("wb") as log:
            server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
        servers.append(server)
        base = next((word.partition("=")[2] for word in options if word.startswith("--ServerApp.base_url=")), "/")
        address = f"http://127.0.0.1:{port}{base.rstrip('/')}"
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            if server.poll() is not None:
                pytest.fail("JupyterLab did not start:\n" + (home / "server.log").read_text()[-3000:])
            try:
                with urllib.request.urlopen(f"{address}/api/status?token={token}", timeout=5):
                    return f"{address}/lab?token={token}"
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        pytest.fail("JupyterLab did not answer:\n" + (home / "server.log").read_text()[-3000:])

    yield start
    for server in servers:
        server.terminate()
    for server in servers:
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(20)


CHROMIUMS = []  # processes of those that run


@pytest.fixture(autouse=True)
def ends():
    """A test that waits for its page without an end loses the page, fails, and so do those of its file that follow."""
    with ends_within(PATIENCE, CHROMIUMS):
        yield


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.fail("no Chromium: install it (Debian: apt-get install chromium), or name it in CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        chromium.executable = CHROMIUM
        CHROMIUMS.append(process_of(chromium))
        yield chromium
        CHROMIUMS.clear()
        chromium.close()
        # It ends when its pipe does; a process that a test has forked may hold that pipe open.
        for child in psutil.Process().children():
            if "playwright" in " ".join(child.cmdline()):
                child.kill()


@pytest.fixture
def outside_requests():
    """Addresses beyond loopback that the page of this test asked for. All were blocked; there should be none."""
    return []


@pytest.fixture
def context(browser, outside_requests):
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    cut_off(context, outside_requests)
    yield context
    context.close()


@pytest.fixture
def page(context):
    """A new page, 1366 x 768."""
    return context.new_page()


OPEN = """async (path) => {
    const { commands, serviceManager, shell } = window.jupyterapp;
    for (const widget of [...shell.widgets('main')]) {
        if (widget.context) widget.context.model.dirty = false;  // what a test did to a lecture is not kept
        widget.close();
    }
    await serviceManager.sessions.shutdownAll();
    await commands.execute('docmanager:open', { path });
}"""


@pytest.fixture(scope="module")
def lab(jupyter_lab, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lectures")
    for path in COURSE.glob("*.ipynb"):
        shutil.copy(path, folder)
    return jupyter_lab(folder, *LAB_OPTIONS)


@pytest.fixture(scope="module")
def desk(browser, lab):
    """A page with JupyterLab, for all lectures of a module; ``lecture`` is the name of the one that is open."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    desk = context.new_page()
    desk.asked = []
    cut_off(context, desk.asked)
    desk.goto(lab + "&reset")
    desk.wait_for_function("window.jupyterapp?.shell", timeout=90_000)
    desk.evaluate("async () => { await window.jupyterapp.restored }")
    desk.lecture = None
    yield desk
    context.close()


@pytest.fixture
def run_all(desk, outside_requests):
    """A function: open the lecture, run all its cells, wait until the kernel is idle and nothing is waiting.

    With ``as_left``, a lecture that the test before has open stays as that test left it.
    """
    outside_requests += desk.asked  # while JupyterLab itself was loaded
    desk.asked.clear()
    desk.context.unroute_all()
    cut_off(desk.context, outside_requests)

    def run(name, as_left=False):
        if as_left and desk.lecture == name:
            return desk
        within(desk, OPEN, f"{name}.ipynb", seconds=90, what=f"{name} did not open")
        desk.lecture = name
        desk.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
        desk.locator(".jp-Notebook").first.click(position={"x": 5, "y": 5})
        desk.get_by_text("| Idle").first.wait_for(timeout=90_000)  # cells run before the kernel answers are lost
        desk.get_by_role("menuitem", name="Run", exact=True).click()
        desk.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        desk.wait_for_function(
            """() => {
                const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.textContent);
                return prompts.length > 0 && prompts.every(text => /\\[\\d+\\]/.test(text));
            }""",
            timeout=180_000,
        )
        return desk

    return run
