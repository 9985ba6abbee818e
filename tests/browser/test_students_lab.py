"""The JupyterLab that `lab` opens for a student: no tools of teachers, terminals with our Python, kernels that end."""

import asyncio
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dlcourse.commands.typed import TERMINAL

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
PROFILE = 'export PATH="/usr/bin:/bin"\n'


def free():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def students(tmp_path_factory):
    """Address of the page and of the server, and the token, of a real `lab` with two lectures and an assignment."""
    kit, home = tmp_path_factory.mktemp("kit"), tmp_path_factory.mktemp("home")
    name = "implementing-backpropagation"
    (kit / "course").mkdir()
    for lecture in ("00-start-here", "02-neurons"):
        shutil.copy(ROOT / "course" / f"{lecture}.ipynb", kit / "course")
    shutil.copytree(ROOT / "release" / name, kit / "release" / name)
    (home / ".bashrc").write_text(PROFILE)
    port, log = free(), home / "log.txt"
    start = {"HOME": str(home), "SHELL": "/bin/bash", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    with log.open("w") as out:
        command = [sys.executable, "-m", "dlcourse", "lab", "--no-browser", "--port", str(port)]
        options = ["--LabApp.expose_app_in_browser=True"]
        server = subprocess.Popen([*command, *options], cwd=kit, env=start, stdout=out, stderr=out)
    for _ in range(900):
        if told := re.search(rf"(http://127\.0\.0\.1:{port})/lab\S*\?token=(\w+)", log.read_text()):
            break
        assert server.poll() is None, log.read_text()
        time.sleep(0.1)
    assert told, log.read_text()
    yield told[0], told[1], told[2]
    server.send_signal(signal.SIGTERM)
    server.wait(60)


@pytest.fixture
def opened(page, students, outside_requests):
    # What the test before had open is not opened again.
    page.goto(students[0].replace("00-start-here.ipynb", "02-neurons.ipynb") + "&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=120_000)
    page.get_by_text("| Idle").first.wait_for(timeout=120_000)
    yield page
    assert outside_requests == []


def asked(students, path, method="GET"):
    _, server, token = students
    request = urllib.request.Request(f"{server}{path}?token={token}", method=method)
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)


def entries(page, menu):
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.locator(".lm-Menu-itemLabel").first.wait_for()
    found = [text.strip() for text in page.locator(".lm-Menu-itemLabel").all_inner_texts()]
    page.keyboard.press("Escape")
    return [text for text in found if text]


def test_menus_hold_no_tools_of_teachers(opened, tmp_path):
    bar = [text.strip() for text in opened.locator(".lm-MenuBar-itemLabel").all_inner_texts()]
    assert "Jupytext" not in bar
    assert "File" in bar
    if "Nbgrader" in bar:
        assert entries(opened, "Nbgrader") == ["Assignment List"]
    commands = opened.evaluate("() => window.jupyterapp.commands.listCommands()")
    assert "notebook:run-all-cells" in commands
    wrong = [one for one in commands if re.search("create-assignment|formgrader|course-list|jupytext", one, re.I)]
    assert wrong == []
    tabs = opened.locator(".jp-SideBar .lm-TabBar-tab").evaluate_all("all => all.map((one) => one.title)")
    assert tabs
    assert not [one for one in tabs if re.search("assignment", one, re.I)]
    opened.screenshot(path=tmp_path / "students-lab.png")


def test_validate_is_shown_in_an_assignment_and_in_no_lecture(opened):
    button = opened.locator(".validate-button").first
    button.wait_for(state="attached", timeout=60_000)
    assert not button.is_visible()
    name = "implementing-backpropagation"
    opened.evaluate("(path) => window.jupyterapp.commands.execute('docmanager:open', { path })", f"{name}/{name}.ipynb")
    opened.locator(".validate-button:visible").wait_for(timeout=120_000)


def test_a_terminal_runs_the_command_as_it_is_printed(students):
    """Through the server's own terminal, although the student's start-up file sets PATH anew."""
    from tornado.websocket import websocket_connect

    name = asked(students, "/api/terminals", "POST")["name"]
    address = f"{students[1].replace('http', 'ws')}/terminals/websocket/{name}?token={students[2]}"

    async def type_in():
        socket, said = await websocket_connect(address), ""
        line = "python -m dlcourse --help; python -c 'import sys; print(\"RUNS\", sys.executable)'; echo E''ND\r"
        await socket.write_message(json.dumps(["stdin", line]))
        while "END" not in said:
            kind, *more = json.loads(await asyncio.wait_for(socket.read_message(), 60))
            said += more[0] if kind == "stdout" else ""
        socket.close()
        while await socket.read_message() is not None:
            pass
        return said

    with ThreadPoolExecutor(1) as thread:  # Playwright has a loop of its own in this one
        said = thread.submit(asyncio.run, type_in()).result(120)
    assert f"RUNS {sys.executable}" in said.replace("\r\n", ""), said
    assert "No module named" not in said
    assert "doctor" in said
    assert str(TERMINAL) not in said


def test_the_last_cell_leads_to_the_first_check_that_does_not_pass(opened, tmp_path):
    opened.evaluate("async () => { await window.jupyterapp.commands.execute('notebook:run-all-cells') }")
    link = opened.locator("a[href*='cell-id=']").last
    link.wait_for(timeout=120_000)
    link.scroll_into_view_if_needed()
    name = link.text_content()
    opened.screenshot(path=tmp_path / "so-far.png")
    link.click()
    call = opened.locator(".jp-CodeCell .cm-content").filter(has_text=f"check.{name}(").first
    call.wait_for()
    opened.wait_for_timeout(500)
    top = call.evaluate("one => one.getBoundingClientRect().top")
    assert 0 < top < 768
    opened.screenshot(path=tmp_path / "first-check.png")
    assert opened.locator(".jp-NotebookPanel").count() == 1  # the same page, not a second one


def test_the_kernel_of_a_closed_lecture_ends(opened, students):
    running = len(asked(students, "/api/kernels"))
    assert running >= 1
    for command in ("docmanager:save", "application:close"):  # unsaved, it would ask first
        opened.evaluate("async (name) => { await window.jupyterapp.commands.execute(name) }", command)
    for _ in range(150):
        if len(asked(students, "/api/kernels")) == running - 1:
            return
        opened.wait_for_timeout(200)
    raise AssertionError(asked(students, "/api/kernels"))
