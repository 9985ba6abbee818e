"""Formulas become MathML, and nothing of a submission can run or load anything."""

from html.parser import HTMLParser

import pytest
from dlgrader.clean.html import clean_html, latex_to_mathml, markdown_to_html


class Elements(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = set(), [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attributes]

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize(
    "latex",
    [
        r"z^{(l)} = a^{(l-1)} W^{(l)\top} + b^{(l)}",
        r"\frac{\partial C}{\partial W^{(l)}} = \frac{1}{m} \sum_{i=1}^{m} \delta_i",
        r"\begin{aligned} a &= \sigma(z) \\ \hat{y} &= a \end{aligned}",
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
        r"a < b",
    ],
)
def test_a_formula_becomes_mathml(latex):
    mathml = latex_to_mathml(latex, block=True)
    assert mathml.startswith("<math")
    assert 'display="block"' in mathml
    assert "\\" not in mathml


def test_a_formula_that_cannot_be_read_is_shown_as_it_was_written():
    assert latex_to_mathml(r"\frac{") == r"<code>\frac{</code>"


def test_markdown_keeps_code_and_tables_and_turns_formulas():
    page = markdown_to_html("Cost `$5` and $x^2$\n\n| a | b |\n|--|--|\n| $z$ | 2 |\n")
    assert "<code>$5</code>" in page
    assert page.count("<math") == 2
    assert "<table>" in page


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)></svg>",
        '<iframe src="http://example.org"></iframe>',
        '<a href="javascript:alert(1)">x</a>',
        '<div style="background:url(http://example.org/x.png)">x</div>',
        "<style>@import 'http://example.org/x.css'</style>",
        '<img src="http://example.org/x.png">',
        '<link rel="stylesheet" href="http://example.org/x.css">',
        "![x](http://example.org/x.png)",
        r"$\text{<img src=x onerror=alert(1)>}$",
        r"$\href{javascript:alert(1)}{x}$",
        "![x](attachment:missing.png)",
    ],
)
def test_nothing_runs_and_nothing_loads(hostile):
    parser = Elements()
    parser.feed(markdown_to_html(f"before {hostile} after"))
    assert not parser.tags & {"script", "iframe", "svg", "style", "link"}
    assert not {name for name, _ in parser.attributes if name.startswith("on")}
    for _, value in parser.attributes:
        assert not any(part in value for part in ("javascript:", "http://example.org", "url("))
    assert "after" in parser.text


def test_a_picture_in_the_page_itself_stays():
    picture = '<img src="data:image/png;base64,aGk=" alt="Figure">'
    assert clean_html(picture) == picture
