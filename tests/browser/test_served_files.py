"""What formgrader really serves of a submission: shown at most, never run in the notebook server's origin."""

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from dlgrader.batch.batch import autograde
from dlgrader.course.nbgrader import Course
from dlgrader.demo.run import prepare
from dlgrader.mistakes.notebooks import ASSIGNMENT, build, hand_in
from gradebook_rows import fake
from nbgrader.api import Gradebook

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).resolve().parents[2]
# It writes into its own page what the server answers to it, and asks for something that the test sees.
SCRIPT = "fetch('/api/status').then(r => { document.title = 'STATUS ' + r.status; new Image().src = '/canary' })"
PAGES = {
    "evil.html": f"<!doctype html><title>still</title><script>{SCRIPT}</script><form action='/logout'></form>",
    "evil.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><script>{SCRIPT}</script></svg>",
    "evil.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><script>{SCRIPT}</script></html>",
    "evil.xml": f"<x xmlns:h='http://www.w3.org/1999/xhtml'><h:script>{SCRIPT}</h:script></x>",
    "evil.csv": f"<script>{SCRIPT}</script>",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served") / "course"
    prepare(folder, REPOSITORY)
    with Course(folder) as made:
        made.generate_assignment(ASSIGNMENT)
    hand_in(build(folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", ["cost"]), folder, "eve")
    log = pytest.MonkeyPatch()
    log.setenv("FAKE_LOG", str(folder.parent / "log"))
    autograde(folder, ASSIGNMENT, quiet=True, judge=fake)
    log.undo()
    for name, text in PAGES.items():  # as an older version would have left them there
        (folder / "autograded" / "eve" / ASSIGNMENT / name).write_text(text)
    return folder


@pytest.mark.parametrize("base", ["/", "/user/x/"])
def test_a_page_of_a_students_runs_nothing(course, jupyter_lab, page, base):
    lab = jupyter_lab(course, f"--ServerApp.base_url={base}")
    page.goto(lab)  # where the token becomes a cookie
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        number = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, "eve").id
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    assert page.request.get(urljoin(lab, f"{base}api/status")).status == 200  # so it would answer a script
    for name in PAGES:
        address = urljoin(lab, f"{base}formgrader/submissions/{number}/{name}")
        answer = page.request.get(address)
        assert answer.status == 200, address
        assert answer.headers["content-security-policy"].startswith("sandbox;")
        assert answer.headers["x-content-type-options"] == "nosniff"
        try:
            page.goto(address)
        except Exception as error:  # what is no page is downloaded
            assert "Download" in str(error), error
        page.wait_for_timeout(300)
        assert "STATUS" not in page.title()
        assert not [path for path in asked if path.endswith(("/api/status", "/canary"))], name
        asked.clear()
    # The page of the submission itself still works.
    page.goto(urljoin(lab, f"{base}formgrader/submissions/{number}/"))
    page.locator("#test_cost").wait_for()
