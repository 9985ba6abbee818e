"""`make author` in a real browser: saving a notebook writes its text, and text edited on disk reaches the notebook."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK, TWIN = "course/00-start-here.ipynb", "text/course/00-start-here.py"


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    folder = tmp_path_factory.mktemp("repository")
    for name in ("course", "source", "release", "text", "tools"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("nbgrader_config.py", "jupytext.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture(scope="module")
def options(repository):
    """What `make author` adds to a plain JupyterLab, from the command itself."""
    program = "import json, author; print(json.dumps(author.command()))"
    options = {"cwd": repository / "tools", "capture_output": True, "text": True, "check": True, "timeout": 120}
    done = subprocess.run([sys.executable, "-c", program], **options)
    command = json.loads(done.stdout)
    assert f"--ServerApp.root_dir={repository}" in command
    return command


def test_author_mode_pairs_both_ways(repository, options, jupyter_lab, page, outside_requests):
    lab = jupyter_lab(repository, *[option for option in options if "contents_manager" in option])
    page.goto(lab.replace("/lab?", f"/lab/tree/{NOTEBOOK}?") + "&reset")
    first = page.locator(".jp-Notebook .jp-Cell").first
    first.wait_for(timeout=90_000)
    page.get_by_text("| Idle").first.wait_for(timeout=90_000)

    # From the notebook to the text.
    first.dblclick()
    editor = first.locator(".cm-content")
    editor.wait_for()
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nWritten in the browser.")
    page.keyboard.press("Control+s")
    wait_until(page, lambda: "# Written in the browser." in (repository / TWIN).read_text())
    assert (repository / TWIN).read_text().replace("# Written in the browser.\n", "") == (ROOT / TWIN).read_text()

    # From the text to the notebook.
    twin = repository / TWIN
    twin.write_text(twin.read_text().replace("# Written in the browser.\n", "# Written on disk.\n"))
    page.goto("about:blank")
    page.goto(lab.replace("/lab?", f"/lab/tree/{NOTEBOOK}?") + "&reset")
    # Rendered prose and the editor behind it both hold the cell's text.
    page.locator(".jp-Notebook p", has_text="Written on disk.").wait_for(timeout=90_000)
    assert page.locator(".jp-Notebook").get_by_text("Written in the browser.").count() == 0
    assert outside_requests == []


def wait_until(page, condition, seconds=20):
    for _ in range(seconds * 10):
        if condition():
            return
        page.wait_for_timeout(100)
    assert condition()
