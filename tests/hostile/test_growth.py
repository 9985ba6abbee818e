"""What works on a student's text takes no more than twice as long for twice as much of it."""

import re

import pytest
from dlgrader.clean.html import latex_to_mathml, markdown_to_html
from dlgrader.clean.notebook import clean_markdown, clean_raw, cut
from dlgrader.judging.remote import without_numbers
from dlgrader.reports.syntax import line_shape, pieces
from dlgrader.verdicts.verdict import storable
from growing import TEXTS, grows_faster

from dlcourse.notebooks.cells import defined_names, same_text, text_of

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
}


@pytest.mark.slow
@pytest.mark.parametrize("work", WORK)
def test_twice_as_much_takes_twice_as_long(work):
    found = {kind: grows_faster(WORK[work], make) for kind, make in TEXTS.items()}
    assert {kind: said for kind, said in found.items() if said} == {}


def test_a_pattern_that_takes_quadratic_time_is_found():
    planted = re.compile(r"(?=\S*\d)[^\s\[]{33,}")
    assert grows_faster(lambda text: planted.sub("", text), TEXTS["brackets"])
    assert grows_faster(lambda text: re.sub(r"\]\(\s*<?\s*x", "", text), TEXTS["blanks after a link's text"])


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
