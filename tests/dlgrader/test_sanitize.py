"""Nothing of a submission runs or loads in a browser, and honest text stays as it was."""

import base64

import pytest
from dlgrader.clean.html import clean_html, markdown_to_html
from dlgrader.clean.notebook import clean_attachments, clean_markdown, clean_outputs, clean_raw
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from dlcourse.check.harness.report import MIME_TYPE

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()
HOSTILE = [
    "<script>canary=1</script>",
    "<img src=x onerror=canary=1>",
    "<svg/onload=canary=1>",
    "<a href='javascript:canary=1'>x</a>",
    "[x](javascript:canary=1)",
    "[x](JaVaScript&#58;canary=1)",
    "[x](&#106;avascript:canary=1)",
    "[x](<javascript:canary=1>)",
    "[x][r]\n\n[r]: javascript:canary=1",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:canary)",
    "<javascript:canary=1>",
    "![x](http://canary.example/x.png)",
    "![x][r]\n\n[r]: http://canary.example/x.png",
    "<style>@import 'http://canary.example/x.css';</style>",
    "<link rel=stylesheet href=http://canary.example/x.css>",
    "<!--><script>canary=1</script>-->",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("render", [markdown_to_html, markdown2html_mistune])
def test_markdown_is_harmless_for_both_renderers(hostile, render):
    page = render(clean_markdown(hostile)).lower()
    for part in ("<script", "<img", "<svg", "<style", "<link", 'href="javascript', 'href="vbscript', 'href="data:'):
        assert part not in page


@pytest.mark.parametrize(
    "honest",
    [
        "Cost $J = \\frac{1}{m} \\sum_k l_k$ and **bold**, `a[0]`",
        "$a < b$ and $$x \\le y$$",
        "[a link](https://example.org) and [mail](mailto:a@example.org)",
        "![mine](attachment:mine.png)",
        "| a | b |\n|--|--|\n| 1 | 2 |",
        "> quoted\n\n- item",
    ],
)
def test_honest_markdown_stays(honest):
    assert clean_markdown(honest) == honest


@pytest.mark.parametrize(
    "style",
    [
        "margin:-900px", "margin-top:-9em", "position:fixed", "transform:scale(9)", "z-index:9", "inset:0",
        "float:left",
        "background-color:url(http://canary.example/x.png)", "color:red;position:absolute", "top:-9px", "opacity:0",
    ],
)  # fmt: skip
def test_no_style_moves_an_element_over_others_or_loads(style):
    page = clean_html(f'<p style="{style}">honest</p>')
    assert "honest" in page and style.split(":")[0] not in page.replace("color:red", "")


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<table><tr><td colspan=2>1</td></tr></table>", '<td colspan="2">1</td>'),
        ('<pre style="color:red;white-space:pre">a</pre>', 'style="color:red;white-space:pre"'),
        ("<details open><summary>more</summary>text</details>", "<summary>more</summary>text"),
        ("a < b & c", "a &lt; b &amp; c"),
        (f'<img src="data:image/png;base64,{PNG}" alt="mine">', 'alt="mine"'),
        ('<a href="https://example.org/a?b=1#c">x</a>', 'href="https://example.org/a?b=1#c"'),
        ("half a letter \ud800 here", "half a letter ? here"),
    ],
)
def test_honest_html_stays(html, kept):
    assert kept in clean_html(html)


@pytest.mark.parametrize(
    "html",
    [
        '<noscript><p title="</noscript><img src=x onerror=canary>">', "<svg><style><img src=x onerror=canary>",
        "<math><mtext><table><mglyph><style><img src=x onerror=canary>", "<select><style><script>canary</script>",
        "<form><input onfocus=canary autofocus>", "<template><script>canary</script></template>",
        "<textarea></textarea><script>canary</script>", "<object data='data:text/html,canary'>canary</object>",
        "<a href='https:evil.html' title=canary>x</a><iframe srcdoc=canary>", "<base href=http://canary.example>",
        "<p style='color:red' onclick=canary>x</p><xmp><script>canary</script></xmp>", "<title><script>canary</title>",
    ],
)  # fmt: skip
def test_what_a_browser_reads_in_two_ways_is_read_in_one(html):
    page = clean_html(html).replace('title="canary"', "")
    assert "canary" not in page and "<script" not in page and " on" not in page


def test_raw_cells_show_their_tags():
    assert clean_raw("<script>canary=1</script> 1 < 2") == "&lt;script>canary=1&lt;/script> 1 < 2"


def test_of_attachments_only_pictures_stay():
    kept = clean_attachments(
        {
            "a.png": {"image/png": PNG, "text/html": "<script>"},
            "b.svg": {"image/svg+xml": "<svg onload=canary=1>"},
            '"><script>': {"image/png": PNG},
            "c.png": {"image/png": '"><script>canary=1</script>'},
            "d.png": "no bundle",
        }
    )
    assert kept == {"a.png": {"image/png": PNG}}


def test_outputs_keep_text_pictures_and_clean_html():
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["\x1b[31mred", "\n"]},
        {"output_type": "display_data", "data": {"text/html": "<b>x</b><script>canary</script>", "image/png": PNG}},
        {"output_type": "execute_result", "data": {"text/plain": "1e9", MIME_TYPE: {"passed": True}}},
        {"output_type": "display_data", "data": {"application/javascript": "canary=1"}},
        {"output_type": "display_data", "data": {"image/svg+xml": "<svg onload=canary=1>"}},
        {"output_type": "display_data", "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}}},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", 3, "b"]},
    ]
    clean = clean_outputs(outputs)
    assert [output.output_type for output in clean] == ["stream", "display_data", "display_data", "error"]
    assert clean[0].text == "\x1b[31mred\n"
    assert clean[1].data == {"text/html": "<b>x</b>", "image/png": PNG}
    assert clean[2].data == {"text/plain": "1e9"}
    assert clean[3].traceback == ["a", "b"]


def test_outputs_are_capped():
    text = [{"output_type": "stream", "name": "stdout", "text": "x" * 50_000}]
    clean = clean_outputs(text * 3)
    assert sum(len(output.text) for output in clean) < 21_000
    assert "30,000 more characters left out" in clean[0].text
    large = base64.b64encode(bytes(600_000)).decode()
    assert clean_outputs([{"output_type": "display_data", "data": {"image/png": large}}]) == []


@pytest.mark.parametrize("odd", [None, 3, "x", [None, 3, {}], [{"output_type": "stream"}], [{"output_type": "error"}]])
def test_odd_outputs_raise_nothing(odd):
    clean_outputs(odd)
