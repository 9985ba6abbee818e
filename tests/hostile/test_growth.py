"""What works on a student's text takes no more than twice as long for twice as much of it."""

import json
import re
from pathlib import Path

import nbformat
import notebooks_that_grow
import pytest
from dlgrader.clean.addresses import is_clickable, is_clickable_in_markdown
from dlgrader.clean.html import _is_too_much, clean_html, latex_to_mathml, markdown_to_html
from dlgrader.clean.notebook import clean_attachments, clean_markdown, clean_name, clean_outputs, clean_raw, cut
from dlgrader.clean.spreadsheet import table
from dlgrader.clean.terminal import safe, visible
from dlgrader.collecting.names import Known, Students, safe_id, stem
from dlgrader.collecting.times import moment
from dlgrader.feedback.cells import FeedbackCell
from dlgrader.judging.libraries import imports, names_used
from dlgrader.judging.remote import without_numbers
from dlgrader.reading import read_submission
from dlgrader.reports.syntax import line_shape, pieces
from dlgrader.verdicts.verdict import storable
from growing import TEXTS, grows_faster, takes_long
from nbformat.v4 import new_code_cell, new_output

from dlcourse.notebooks.cells import defined_names, same_text, text_of
from dlcourse.notebooks.conflict import one_of_two, sides
from dlcourse.notebooks.decode import decode

ROOT = Path(__file__).resolve().parents[2]
RELEASE = nbformat.read(next(iter(sorted((ROOT / "release").glob("*/*.ipynb")))), as_version=4)
STUDENTS = Students([Known("s001", "Ana", "Bo"), Known("s002", "Robin", "Stone")], "backpropagation")


def _read(text: str) -> object:
    cells = [notebooks_that_grow.text(text), notebooks_that_grow.code(text), {"cell_type": "raw", "source": text}]
    return read_submission(notebooks_that_grow.notebook(*cells), RELEASE)


def _outputs(text: str) -> list:
    error = new_output("error", ename=text, evalue=text, traceback=[text, text])
    page = new_output("display_data", {"text/plain": text, "image/png": text})
    return clean_outputs([new_output("stream", text=text), error, page])


def _page(text: str) -> FeedbackCell:
    """What the page makes of a cell that is shown, its outputs cleaned as they are before they are written."""
    error = new_output("error", ename="E", evalue=text, traceback=[text])
    outputs = clean_outputs([error, new_output("stream", text=text)], text_limit=10 * len(text))
    return FeedbackCell(new_code_cell(text, outputs=outputs), set(), "backpropagation")


WORK = {
    "names that a cell defines": defined_names,
    "a source as it is stored": text_of,
    "two sources beside each other": lambda text: same_text(text, text + " "),
    "a Markdown cell": clean_markdown,
    "a raw cell": clean_raw,
    "an output that is cut": lambda text: cut(text, 20_000),
    "a verdict's words": storable,
    "an exception's words without numbers": without_numbers,
    "code compared with others'": pieces,
    "words compared with others'": lambda text: pieces(text, False),
    "lines side by side": line_shape,
    "an address": lambda text: is_clickable(f"http://{text}") or is_clickable_in_markdown(text),
    "whether there is too much HTML": _is_too_much,
    "attachments": lambda text: clean_attachments({text: {"image/png": text}, "a.png": {"image/png": text}}),
    "a person's name": clean_name,
    "a cell of a table": lambda text: table([text], [[text]]),
    "words on a terminal": lambda text: (visible(text), safe(text)),
    "whose a file may be": STUDENTS.within,
    "whose a folder may be": STUDENTS.called,
    "a file's name without its ending": stem,
    "an id from a name": safe_id,
    "a time in a table": moment,
    "imports of a cell": imports,
    "names that a cell uses": names_used,
    "conflict marks": lambda text: sides(f"<<<<<<< a\n{text}\n=======\n{text}x\n>>>>>>> b\n"),
    "bytes of a file": lambda text: decode(json.dumps(text).encode()),
    "a notebook that breaks off": lambda text: decode(f'{{"cells": [{{"cell_type": {text}'.encode("utf-8", "replace")),
    "a program in place of a notebook": lambda text: decode(f"import a\n{text}".encode("utf-8", "replace")),
    "a notebook of one text": _read,
}
# These are grown with what they stumble over: each letter costs them more, and they take no text apart otherwise.
PAGE = ("letters", "lines", "blanks", "blank lines", "strings", "open strings", "comments of code", "calls in calls",
        "lambdas", "blocks in blocks", "backslashes", "escapes", "colours", "a long escape", "digits", "ats", "points",
        "entities", "less than", "marks", "exponents", "braces")  # fmt: skip
# What is longer is shown as it is, so the longest that is not is what counts.
CUT = {
    "Markdown as a page shows it": (markdown_to_html, 29_000),
    "HTML of an output": (clean_html, 58_000),
    "outputs of one cell": (_outputs, 20_000),
    "an HTML output of one cell": (
        lambda text: clean_outputs([new_output("display_data", {"text/html": text})]), 20_000
    ),
}  # fmt: skip
NOTEBOOKS = notebooks_that_grow.kinds(RELEASE)


@pytest.mark.slow
@pytest.mark.parametrize("work", WORK)
def test_twice_as_much_takes_twice_as_long(work):
    found = {kind: grows_faster(WORK[work], make) for kind, make in TEXTS.items()}
    assert {kind: said for kind, said in found.items() if said} == {}


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAGE)
def test_code_and_outputs_on_a_page_take_as_long_as_they_are(kind):
    assert grows_faster(_page, TEXTS[kind], most=40_000) is None


@pytest.mark.slow
@pytest.mark.parametrize("work", CUT)
def test_what_is_cut_takes_seconds_at_most(work):
    function, limit = CUT[work]
    found = {kind: takes_long(function, make, limit) for kind, make in TEXTS.items()}
    assert {kind: said for kind, said in found.items() if said} == {}


@pytest.mark.slow
@pytest.mark.parametrize("kind", NOTEBOOKS)
def test_a_notebook_twice_as_large_takes_twice_as_long(kind):
    assert grows_faster(lambda data: read_submission(data, RELEASE), NOTEBOOKS[kind], most=400_000) is None


def test_a_pattern_that_takes_quadratic_time_is_found():
    planted = re.compile(r"(?=\S*\d)[^\s\[]{33,}")
    assert grows_faster(lambda text: planted.sub("", text), TEXTS["brackets"], most=8_000)
    target = re.compile(r"\]\(\s*<?\s*x")
    assert grows_faster(lambda text: target.sub("", text), TEXTS["blanks after a link's text"], most=16_000)
    assert not grows_faster(lambda text: [letter for letter in text for _ in range(20)], TEXTS["letters"], most=20_000)


def test_a_forged_error_of_brackets_takes_no_time():
    text = "[" * 25_000
    assert without_numbers(text) == text
    assert without_numbers("0.123456 at (3, 4): " + "a" * 40 + "7") == "... at (3, 4): ..."


@pytest.mark.parametrize("kind", ["beginnings", "environments in environments"])
def test_a_text_of_too_many_environments_is_shown_as_text(kind):
    text = TEXTS[kind](200_000)
    page = markdown_to_html(text)
    assert page == f"<pre>{text}</pre>"


def test_a_formula_too_long_or_too_deep_is_shown_as_its_source():
    for latex in ("a+" * 6_000, "{" * 2_000 + "}" * 2_000, r"\frac{" * 1_500):
        assert latex_to_mathml(latex) == f"<code>{latex}</code>"
    assert "<math" in latex_to_mathml("+".join([r"\frac{a}{b}"] * 300))


@pytest.mark.parametrize("opening", ["<div>", "<DIV class=a>", "<div></i>", "<p><b class=x></p>", "<a><div>"])
def test_html_that_is_nested_too_deep_is_shown_as_text(opening):
    for times in (201, 200_000):
        page = clean_html(opening * times)
        assert page.startswith("&lt;") and "<" not in page
    assert "<div>" * 200 in clean_html("<div>" * 200 + "a" + "</div>" * 200)


def test_long_tables_and_paragraphs_are_not_nested():
    rows = "<table>" + "<tr><td>1<td>2" * 1_000 + "</table>"
    assert clean_html(rows).count("<td>") == 2_000
    assert clean_html("<p>a<br>" * 1_000).count("<p>") == 1_000
    assert clean_html("<b>a</b>" * 2_000).count("<b>") == 2_000


def test_a_text_too_long_is_shown_as_it_is_and_pictures_do_not_count():
    assert markdown_to_html("*a* " * 10_000) == "<pre>" + "*a* " * 10_000 + "</pre>"
    picture = f"![a](data:image/png;base64,{'A' * 400_000})"
    assert markdown_to_html(picture).startswith("<p><img")


def _sides_of_many_cells(n: int) -> tuple[list, list]:
    return tuple([{"cell_type": "code", "source": f"{side}{k}"} for k in range(n // 10)] for side in "ab")


@pytest.mark.slow
def test_two_sides_of_many_cells_are_read_once():
    assert grows_faster(lambda two: one_of_two(*two, "b"), _sides_of_many_cells, most=500_000) is None
