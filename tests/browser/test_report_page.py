"""The report of a class with hostile names and answers, opened in a browser: one file, calm, readable."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from dlgrader.cli.app import app
from dlgrader.course.nbgrader import Course
from dlgrader.mistakes.notebooks import ASSIGNMENT
from reported import HOSTILE, make_course
from typer.testing import CliRunner

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    course = make_course(folder)
    done = CliRunner().invoke(app, ["report", ASSIGNMENT, "--course", str(course), "--html", str(folder / "r.html")])
    assert done.exit_code == 0, done.output
    return folder / "r.html"


def test_nothing_of_a_students_runs_or_is_fetched(report, page, context, outside_requests):
    requests, dialogs = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    context.on("request", lambda request: requests.append(request.url))
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.get_by_text("window.canary").count() > 1  # a name and a message, as text
    assert page.evaluate("window.canary") is None
    assert page.locator("script, img, iframe, object").count() == 0
    assert [one for one in requests if not one.startswith(("file:", "data:"))] == outside_requests == []
    assert dialogs == []
    assert HOSTILE not in report.read_text()


def test_the_twins_stand_side_by_side(report, page):
    page.goto(report.as_uri())
    sides = page.locator(".pair").first
    boxes = [sides.locator("pre").nth(k).bounding_box() for k in (0, 1)]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert sides.locator("span.same").count() > 30


def test_a_phone_scrolls_one_way(report, page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_axe_finds_nothing_serious_in_report_and_feedback(report, browser):
    course = report.parent
    with Course(course) as opened:
        for student in ("wrong1", "flagged"):
            assert opened.generate_feedback(ASSIGNMENT, student) is None
    pages = [report, *sorted((course / "feedback").rglob("*.html"))]
    assert len(pages) == 3
    context = browser.new_context(bypass_csp=True)  # axe is a script, which our pages allow nobody
    for path in pages:
        page = context.new_page()
        page.goto(path.as_uri())
        found = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
    context.close()
