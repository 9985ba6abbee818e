"""A link of a student's leads to the web or nowhere: never to a file beside the notebook."""

from html import escape
from html.parser import HTMLParser

import pytest
from dlgrader.clean.html import clean_html, markdown_to_html
from dlgrader.clean.notebook import clean_markdown

RELATIVE = [
    "http:evil.html",
    "http:/evil.html",
    "http:///evil",
    "https:\\\\evil",
    "&#104;ttp:evil.html",
    "//evil.example/x",
    "./evil.svg",
    "evil.html",
    "../evil.html",
    "/files/evil.html",
    "java&Tab;script:x",
    "ht&Tab;tp:evil",
    "http:\\evil",
    "http:&#47;evil",
    "http://localhost/x",
    "http://127.0.0.1:8888/x",
    "http://2130706433/x",
    "http://0x7f.1/x",
    "http://[::1]/x",
    "http://?x",
    "http://#x",
    "http://:80/x",
    "https:evil.svg",
    "HTTP:evil.html",
    "&amp;#104;ttp:evil",
    "file:///etc/passwd",
    "blob:x",
    "view-source:x",
    "?x=1",
]


class Links(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found, self.names = [], set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.names |= {name for name, _ in attributes}
        self.found += [value for name, value in attributes if name == "href"]


@pytest.mark.parametrize("address", RELATIVE)
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "[x]( {} 'a\nb')", "[[y]]({})", "[x]\n\n[x]: {}", "<{}>"])
def test_an_address_that_is_not_whole_is_no_link(address, form):
    text = form.format(address)
    assert Links(markdown_to_html(text)).found == []
    assert Links(markdown_to_html(clean_markdown(text))).found == []


@pytest.mark.parametrize("address", RELATIVE)
def test_nor_in_the_html_of_an_output(address):
    assert Links(clean_html(f'<a href="{address}">x</a>')).found == []


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c#d", "mailto:a@example.org", "#part", "http://a.example:8080/"]
)
def test_an_honest_link_stays(address):
    assert Links(markdown_to_html(clean_markdown(f"[x]({address})"))).found == [address]
    assert Links(clean_html(f'<a href="{escape(address)}">x</a>')).found == [address]


def test_a_formula_in_the_text_of_a_picture_is_plain():
    page = markdown_to_html('![$x" onerror=alert(1) y="$](data:image/png;base64,aGk=) and $z$')
    assert Links(page.split("<math")[0]).names == {"src", "alt"}
    assert page.count("<math") == 1
