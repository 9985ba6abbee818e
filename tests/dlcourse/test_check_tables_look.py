"""How a check's table looks: the verdict first, what failed open and above, what passed in one line."""

import re

from dlcourse.check.harness.report import Check, Failed, Report

REPORT = Report(
    "forward",
    [
        Check("shape", True, "(5, 2)"),
        Check("values", False, "5 rows", "0.5", "<b>0.7</b>", "the bias is left out"),
        Check("gradient", None, "5 rows"),
        Check("dtype", True, "float64"),
    ],
)


def test_what_failed_stands_first_and_open_what_passed_in_one_line_below():
    page = REPORT._repr_html_()
    shown, folded = page.split("<details>")
    assert re.findall(r"(?:look here|not judged|ok)</th>", shown) == ["look here</th>", "not judged</th>"]
    assert "the bias is left out" in shown
    assert "2 of 4 passed: shape, dtype</summary>" in folded
    assert folded.count("ok</th>") == 2
    assert "&lt;b&gt;0.7" in shown
    for row in re.findall(r"<tr[^>]*><th scope=.row.*?</tr>", page):
        assert re.search(r"^<tr[^>]*><th scope=.row.[^>]*><span aria-hidden", row)


def test_a_table_names_no_colour_so_that_it_reads_on_any_page():
    assert not re.search(r"color:\s*(?!inherit)|#[0-9a-f]{3}", REPORT._repr_html_().replace("currentColor", ""))


def test_a_failed_check_ends_in_its_own_words():
    said = "\n".join(Failed("forward: the bias is left out")._render_traceback_())
    assert said == "forward: the bias is left out"
