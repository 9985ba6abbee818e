"""A link of a student's leads to the web, a mail or a place on the page, never to what lies beside the notebook:
addresses are resolved as the reader's browser does."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from dlgrader.clean.addresses import is_clickable as outward
from dlgrader.clean.html import clean_html, markdown_to_html
from dlgrader.clean.notebook import clean_markdown, clean_outputs
from nbconvert.filters.markdown_mistune import markdown2html_mistune

# Where the page is read: formgrader alone, and behind a hub.
PAGES = ["http://127.0.0.1:8888/formgrader/submissions/3f/", "https://hub.example/user/x/formgrader/submissions/3f/"]
ADDRESSES = [
    "evil.html", "./evil.html", "../x/evil.svg", "/files/evil.html", "//evil", "///evil/x", "?x=1",
    "evil.html#https://a.b/",
    "http:evil.html", "http:/evil.html", "http:///evil.html", "HTTP:evil.html", "https:evil.html",
    "https:\\\\evil.html",
    "http:\\evil.html", "http:/\\evil", "&#104;ttp:evil.html", "http&colon;evil.html", "http&#58;evil.html",
    "http&#x3a;evil.html", "h&#10;ttp:evil.html", "http%3Aevil.html", "http:&#47;evil.html", "&#32;http:evil.html",
    "http:%2F%2Fevil.html", "%2e%2f/evil.html", "&#x2f;files/evil.html", "&sol;files/evil.html", "http://", "http://?x",
    "http://#x", "http://:80/x", "https://[/x", "http://127.0.0.1:8888/files/evil.html", "http://localhost:8888/logout",
    "http://127.1/x", "http://2130706433/x", "http://0x7f.1/", "http://[::1]:8888/x", "http://0.0.0.0:8888/", "http://./x",
    "http://localhost./x", "java&#9;script:alert(1)", "javascript:alert(1)", "&#1;javascript:alert(1)", "vbscript:x",
    "data:text/html,<script>", "data:text/html;base64,PHN2Zz4=", "file:///etc/passwd", "blob:http://a/b",
    "filesystem:x",
    "view-source:http://a", "about:blank", "ftp://a.b/c", "x:y",
    "&amp;#104;ttp:evil", "http:///evil", "http://user@localhost/x", "https://good.example@127.0.0.1/",
    "http:evil.html#a.b", "https:/evil.html", "ht&Tab;tp:evil", "http:\\\\evil.html", "https://&#47;evil",
    "attachments:evil.html", "%68ttp:evil.html", "attachment:evil.html", "attachment:a.png.html",
    "attachment:a.png?x", "attachment:../evil.svg", "ATTACHMENT:evil.xml",
]  # fmt: skip
FORMS = [
    "[here]({})", "[here](<{}>)", '[here]({} "a title")', "[here](\n{})", "[a [b] c]({})", "**[here]({})**",
    "> [here]({})",
    "- [here]({})", "| a |\n|--|\n| [here]({}) |", "[here][r]\n\n[r]: {}", "[r]\n\n[r]: <{}>", "> [r]\n>\n> [r]: {}",
    "[r][]\n\n[r]: {} 'title'", "# [here]({})", "![pic]({})", "[![pic](x.png)]({})", "<{}>",
    "[x]( {} 'a\nb')", "[[y]]({})", "[^1]\n\n[^1]: [here]({})", "[[a](b]({})", "[[a](https://a.example/]({})",
    "[[a](#]({})", "[[a]: b]({})", "[a]: [here]({})", "![a](attachment:]({})", "[here](https://a.example)[x]({})",
]  # fmt: skip
HONEST = ["https://example.org/a?b=1#c", "http://example.org", "mailto:a@example.org", "#top", "http://a.example:8080/"]


class Links(HTMLParser):
    """Every address of a page that a click or a load would follow."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        names = ("href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background", "ping")
        self.found += [value for name, value in attributes if name in names and value]


def links(page):
    parser = Links()
    parser.feed(page)
    return parser.found


def stays_here(address, page):
    """Whether a browser on ``page`` would ask the server of that page, or run the address."""
    read = address.translate(str.maketrans("", "", "\t\n\r")).strip("".join(map(chr, range(33)))).replace("\\", "/")
    scheme, _, rest = read.partition(":")
    if scheme.lower() in ("http", "https") and rest and not rest.startswith("//"):
        return True  # Python's urljoin takes these for complete addresses; a browser does not
    goal = urlsplit(urljoin(page, read))
    if goal.scheme in ("mailto",) or read.startswith("#"):
        return False
    return goal.scheme not in ("http", "https") or goal.hostname in (None, "", urlsplit(page).hostname)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_form_of_a_link_leads_beside_the_notebook(address):
    for form in FORMS:
        source = form.format(address)
        for page in (markdown_to_html(source), markdown2html_mistune(clean_markdown(source))):
            bad = [link for link in links(page) for where in PAGES if stays_here(link, where)]
            assert not bad, (source, page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nor_in_html_of_a_cell_or_of_an_output(address):
    source = f'<a href="{address}">here</a><area href="{address}">'
    source += f'<form action="{address}"><button formaction="{address}">'
    output = {"output_type": "display_data", "data": {"text/html": source}}
    for page in (clean_html(source), markdown_to_html(source), clean_outputs([output])[0].data["text/html"]):
        assert not [link for link in links(page) for where in PAGES if stays_here(link, where)], page


@pytest.mark.parametrize("address", HONEST)
def test_an_honest_link_stays(address):
    assert outward(address)
    source = f"see [here]({address})"
    assert clean_markdown(source) == source
    (link,) = links(markdown_to_html(source))
    assert link == address or link.startswith("https://")


def test_a_class_is_not_one_of_the_page_around():
    """Bootstrap's and JupyterLab's lay an element over what stands beside it; those of code and tables stay."""
    page = '<div class="navbar-fixed-top modal lm-Widget row">x</div><table class="table dataframe"></table>'
    assert clean_html(page) == '<div>x</div><table class="dataframe"></table>'
    assert 'class="kn"' in markdown_to_html("```python\nimport a\n```")


@pytest.mark.parametrize(
    "text", ["`f[0](x)`", "$g[z](1)$", "$$[a](b)$$", "a[0]: 3", "see x](y)", "`http://localhost:8`"]
)
def test_what_only_looks_like_a_link_loses_no_letter(text):
    assert clean_markdown(text).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "source",
    [
        '![$x" onerror=alert(1)$](attachment:a.png)',
        '![a > $x<y$ "b"](attachment:a.png "t $z$")',
        "![$$a$$](attachment:a.png)",
    ],
)
def test_a_formula_in_a_pictures_text_is_plain_text(source):
    seen = []

    class Attributes(HTMLParser):
        def handle_starttag(self, tag, attributes):
            seen.append((tag, {name for name, _ in attributes}))

    Attributes().feed(markdown_to_html(source, {"a.png": {"image/png": "aGk="}}))
    (picture,) = [names for tag, names in seen if tag == "img"]
    assert picture <= {"src", "alt", "title"}
    assert not any(tag == "math" for tag, _ in seen)
