"""Formgrader, feedback pages and the Validate button, in a real browser that may talk to loopback alone."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import nbformat
import pytest

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).resolve().parents[2]
ASSIGNMENT = "implementing-backpropagation"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The demonstration's course, small."""
    folder = tmp_path_factory.mktemp("course") / "demo"
    command = [sys.executable, "-m", "dlgrader", "demo", "--folder", str(folder), "--students", "4"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Named mistakes" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def lab(course, jupyter_lab):
    return jupyter_lab(course)


def inside(lab, path):
    """The address of `path` on the server whose JupyterLab is at `lab`."""
    return f"{urljoin(lab, path)}?{urlsplit(lab).query}"


def open_gradebook(lab, page):
    """The gradebook's rows, one per submission."""
    page.goto(lab)  # where the token becomes a cookie
    page.goto(urljoin(lab, f"/formgrader/gradebook/{ASSIGNMENT}/{ASSIGNMENT}"))
    rows = page.locator("tbody tr")
    rows.filter(has_text="100 / 100").first.wait_for()
    return rows


def test_formgrader_shows_scores_and_reports(lab, page, outside_requests):
    rows = open_gradebook(lab, page)
    assert rows.count() == 4
    address = rows.filter(has_text="100 / 100").first.locator("td a").first.get_attribute("href")
    page.goto(urljoin(lab, address))
    backward = page.locator("#test_backward")
    backward.wait_for()
    page.wait_for_function("document.querySelector('#test_backward').placeholder !== ''")
    assert float(backward.get_attribute("placeholder")) == 25
    assert page.locator("math").count() > 5
    assert page.get_by_text(re.compile(r"backward: all \d+ checks passed")).count() == 1
    assert outside_requests == []


def test_formgrader_shows_the_named_mistake_of_a_flawed_submission(lab, page, outside_requests):
    rows = open_gradebook(lab, page)
    flawed = next(row for row in rows.all() if re.search(r"\t[1-9]\d / 100\t", row.inner_text()))
    page.goto(urljoin(lab, flawed.locator("td a").first.get_attribute("href")))
    page.get_by_text("look here").first.wait_for()
    page.get_by_text("look here").first.scroll_into_view_if_needed()
    assert outside_requests == []


def test_the_formgrader_menu_opens_the_gradebook(lab, page, outside_requests):
    page.goto(lab)
    page.get_by_role("menuitem", name="Nbgrader").click(timeout=60_000)
    page.locator(".lm-Menu-item", has_text="Formgrader").first.click()
    frame = page.frame_locator("iframe").first
    frame.get_by_text("Manage Assignments").first.wait_for(timeout=60_000)
    frame.get_by_role("link", name=ASSIGNMENT).first.wait_for()
    assert outside_requests == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_feedback_page_stands_alone_and_fits(course, page, outside_requests, width):
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.set_viewport_size({"width": width, "height": 800})
    feedback = course / "feedback" / "s003" / ASSIGNMENT / f"{ASSIGNMENT}.html"
    page.goto(feedback.as_uri())
    assert page.locator("math").count() > 5
    assert page.locator("section.graded").count() == 11
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith("data:")] == [feedback.as_uri()]
    assert complaints == []
    assert outside_requests == []


def test_the_validate_button_says_what_is_wrong(course, lab, page, outside_requests):
    source = course / "submitted" / "s003" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    graded = course / "autograded" / "s003" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    words = next(
        output.data["application/vnd.dlcourse.report+json"]["said"]
        for cell in nbformat.read(graded, as_version=4).cells
        for output in cell.get("outputs", [])
        if not output.get("data", {}).get("application/vnd.dlcourse.report+json", {"passed": True})["passed"]
    )
    page.goto(inside(lab, f"/lab/tree/{source.relative_to(course).as_posix()}"))
    page.get_by_role("button", name="Validate").click(timeout=60_000)
    dialog = page.locator(".lm-Widget.jp-Dialog")
    dialog.get_by_text("failed").first.wait_for(timeout=120_000)
    assert words[:40] in " ".join(dialog.inner_text().split())
    assert outside_requests == []
